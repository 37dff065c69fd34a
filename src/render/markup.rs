//! The two ways a text enters HTML: [`esc`] for attributes and plain words, [`terms`] for words that may hold PM2.5.

use std::fmt;

use crate::legible::legible;
use crate::model::text::{Script, is_han, runs};

/// A text, escaped for element content and for quoted attributes of HTML and XML, without what neither allows.
pub(super) fn esc(text: &str) -> Escaped<'_> {
    Escaped(text)
}

/// A text, escaped, with its terms set by `<sub>` and `<sup>`.
pub(super) fn terms(text: &str) -> Terms<'_> {
    Terms(text)
}

/// See [`esc`].
pub(super) struct Escaped<'a>(&'a str);

/// See [`terms`].
pub(super) struct Terms<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = legible(self.0);
        let mut rest = &*text;
        while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
            f.write_str(&rest[..at])?;
            f.write_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => "&#39;",
            })?;
            rest = &rest[at + 1..];
        }
        f.write_str(rest)
    }
}

impl fmt::Display for Terms<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for run in runs(self.0) {
            match run.script {
                Script::Base => esc(run.text).fmt(f)?,
                Script::Sub => write!(f, "<sub>{}</sub>", esc(run.text))?,
                Script::Sup => write!(f, "<sup>{}</sup>", esc(run.text))?,
            }
        }
        Ok(())
    }
}

/// A text for a title, in which lines break by sense: after punctuation and before 和 与 及.
pub(super) fn title_text(text: &str) -> String {
    let mut out = String::new();
    let mut piece = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let breaks = before.is_some_and(|before| {
            matches!(c, '和' | '与' | '及') && before != '以'
                || matches!(before, '，' | '。' | '；' | '：' | '！' | '？' | '、')
        });
        if breaks {
            out.push_str(&units_whole(&text[piece..at]));
            out.push_str("<wbr>");
            piece = at;
        }
        before = Some(c);
    }
    out.push_str(&units_whole(&text[piece..]));
    out
}

/// A text whose units with a stroke, such as 微克/立方米, do not part at it.
fn units_whole(text: &str) -> String {
    let Some(at) = text.find('/') else { return terms(text).to_string() };
    let (before, after) = (&text[..at], &text[at + 1..]);
    let from = before.trim_end_matches(is_han).len();
    let to = after.find(|c| !is_han(c)).unwrap_or(after.len());
    let unit = &text[from..=at + to];
    if from == at || to == 0 || unit.chars().count() > 10 {
        return format!("{}/{}", terms(before), units_whole(after));
    }
    format!("{}<span class=\"nw\">{}</span>{}", terms(&text[..from]), terms(unit), units_whole(&after[to..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_becomes_markup() {
        assert_eq!(
            esc(r#"<b a="1" c='2'>&</b>"#).to_string(),
            "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;&lt;/b&gt;"
        );
        assert_eq!(esc("a\u{1B}\u{9B}[1m\u{FFFE}\t水").to_string(), "a[1m\t水");
    }

    #[test]
    fn terms_are_lowered_and_raised() {
        assert_eq!(terms("PM2.5<35μg/m3").to_string(), "PM<sub>2.5</sub>&lt;35μg/m<sup>3</sup>");
    }

    #[test]
    fn titles_break_by_sense() {
        assert_eq!(title_text("2022年工作总结和2023年工作计划"), "2022年工作总结<wbr>和2023年工作计划");
        assert_eq!(title_text("PM2.5先降后升，7月最低"), "PM<sub>2.5</sub>先降后升，<wbr>7月最低");
        assert_eq!(title_text("和谐"), "和谐");
        assert_eq!(
            title_text("由44降至41微克/立方米，均未超过"),
            "由44降至41<span class=\"nw\">微克/立方米</span>，<wbr>均未超过"
        );
        assert_eq!(title_text("水/气"), "<span class=\"nw\">水/气</span>");
        assert_eq!(title_text("1/2与/"), "1/2<wbr>与/");
    }
}
