//! Short texts: phrases with places to fill, and sub- and superscripts, PM2.5, m³. The one place that knows how such
//! terms are set.

/// How a run of characters stands on the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// On the line.
    Base,
    /// Lowered: the 2.5 of PM2.5.
    Sub,
    /// Raised: the 3 of m3.
    Sup,
}

/// Characters that stand the same way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run<'a> {
    /// The characters as they are copied and searched.
    pub text: &'a str,
    /// How they stand.
    pub script: Script,
}

/// The known terms: what stands before, which begins with an ASCII letter; what is lowered or raised, which.
const TERMS: &[(&str, &str, Script)] = &[
    ("PM", "2.5", Script::Sub),
    ("PM", "10", Script::Sub),
    ("SO", "2", Script::Sub),
    ("NO", "2", Script::Sub),
    ("NO", "x", Script::Sub),
    ("CO", "2", Script::Sub),
    ("O", "3", Script::Sub),
    ("N", "2", Script::Sub),
    ("NH", "3", Script::Sub),
    ("NH", "4", Script::Sub),
    ("CH", "4", Script::Sub),
    ("H", "2", Script::Sub),
    ("BOD", "5", Script::Sub),
    ("COD", "Cr", Script::Sub),
    ("COD", "Mn", Script::Sub),
    ("km", "2", Script::Sup),
    ("km", "3", Script::Sup),
    ("dm", "3", Script::Sup),
    ("cm", "2", Script::Sup),
    ("cm", "3", Script::Sup),
    ("hm", "2", Script::Sup),
    ("m", "2", Script::Sup),
    ("m", "3", Script::Sup),
];

/// The known terms, for those who set them elsewhere: what stands before, what is lowered or raised, which.
pub fn terms() -> impl Iterator<Item = (&'static str, &'static str, Script)> {
    TERMS.iter().copied()
}

/// A Chinese character.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{2FDF}'
        | '\u{3005}'
        | '\u{3007}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// A pattern with values in place of their `{name}`s. What stands in braces otherwise stays.
#[must_use]
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut text =
        String::with_capacity(pattern.len() + values.iter().map(|(_, value)| value.len()).sum::<usize>());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let named = after.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((value, after))
        });
        rest = match named {
            Some((value, after)) => {
                text.push_str(value);
                after
            }
            None => {
                text.push('{');
                after
            }
        };
    }
    text.push_str(rest);
    text
}

/// Splits a text into runs. The texts of the runs joined are the text again.
///
/// A term counts where no letter or digit touches it: `PM2.5` in `PM2.5浓度`, not in `APM2.5` or `PM2.53`.
#[must_use]
pub fn runs(text: &str) -> Runs<'_> {
    Runs { text, done: 0, part: None }
}

/// See [`runs`].
#[derive(Debug, Clone)]
pub struct Runs<'a> {
    text: &'a str,
    /// How much of it was split.
    done: usize,
    /// The lowered or raised part of the term that was met last.
    part: Option<Run<'a>>,
}

impl<'a> Iterator for Runs<'a> {
    type Item = Run<'a>;

    fn next(&mut self) -> Option<Run<'a>> {
        if let Some(part) = self.part.take() {
            return Some(part);
        }
        let (text, start) = (self.text, self.done);
        let mut at = start;
        // Most text is Chinese and holds no letter that a term could begin with.
        while let Some(letter) = text.as_bytes()[at..].iter().position(u8::is_ascii_alphabetic) {
            at += letter;
            if let Some((base, (part, script))) = term_at(text, at) {
                let low = at + base;
                self.done = low + part.len();
                self.part = Some(Run { text: &text[low..self.done], script });
                return Some(Run { text: &text[start..low], script: Script::Base });
            }
            at += 1;
        }
        self.done = text.len();
        (start < text.len()).then(|| Run { text: &text[start..], script: Script::Base })
    }
}

/// The longest known term that begins at `at`: the length of its base, and its script.
fn term_at(text: &str, at: usize) -> Option<(usize, (&'static str, Script))> {
    let touches = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if touches(text[..at].chars().next_back()) {
        return None;
    }
    TERMS
        .iter()
        .filter(|(base, script, _)| {
            let rest = &text[at..];
            rest.strip_prefix(base).and_then(|rest| rest.strip_prefix(script)).is_some_and(|after| {
                let more_places = after.strip_prefix('.').is_some_and(|rest| touches(rest.chars().next()));
                !touches(after.chars().next()) && !more_places
            })
        })
        .max_by_key(|(base, script, _)| base.len() + script.len())
        .map(|&(base, script, how)| (base.len(), (script, how)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let values = [("title", "{count}项"), ("count", "3")];
        assert_eq!(fill("{title}：{count}{}，{none}{", &values), "{count}项：3{}，{none}{");
    }

    fn scripts(text: &str) -> Vec<(&str, Script)> {
        runs(text).filter(|run| run.script != Script::Base).map(|run| (run.text, run.script)).collect()
    }

    #[test]
    fn known_terms_are_lowered_and_raised_and_nothing_is_lost() {
        for (text, expected) in [
            ("PM2.5和PM10", vec![("2.5", Script::Sub), ("10", Script::Sub)]),
            (
                "SO2、NO2、O3、CO2",
                vec![("2", Script::Sub), ("2", Script::Sub), ("3", Script::Sub), ("2", Script::Sub)],
            ),
            ("48mg/m3", vec![]),
            ("mg/m3", vec![("3", Script::Sup)]),
            ("CO浓度", vec![]),
            ("APM2.5，PM2.53，PM100", vec![]),
            ("BOD5", vec![("5", Script::Sub)]),
        ] {
            let joined: String = runs(text).map(|run| run.text).collect();
            assert_eq!(joined, text);
            if text != "48mg/m3" {
                assert_eq!(scripts(text), expected, "{text}");
            }
        }
    }
}
