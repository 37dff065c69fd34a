//! The names of metrics in a text: labels and aliases.

use std::collections::BTreeMap;
use std::ops::Range;

use super::lexicon::same;
use super::passage::{Passage, normal};

/// A bracket of at most this many characters inside a name is passed over: 细颗粒物（PM2.5）浓度.
const BRACKET: usize = 20;

/// A longer name, in characters, stands in no sentence, and is not looked for.
const LONGEST: usize = 100;

/// A place where metrics are named.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// Where.
    pub(super) at: Range<usize>,
    /// Which, by index: several metrics may share a name.
    pub(super) subjects: Vec<usize>,
}

/// All names of all metrics.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By the first character, the names without their spaces, and the metrics that have each.
    by_first: BTreeMap<char, BTreeMap<Vec<char>, Vec<usize>>>,
}

impl Names {
    pub(super) fn add(&mut self, name: &str, subject: usize) {
        let name: Vec<char> = name.chars().map(normal).filter(|c| !c.is_whitespace()).collect();
        let Some(first) = name.first() else { return };
        if name.len() > LONGEST {
            return;
        }
        let known = self.by_first.entry(first.to_ascii_lowercase()).or_default();
        let subjects = known.entry(name).or_default();
        if !subjects.contains(&subject) {
            subjects.push(subject);
        }
    }

    /// The mentions in a passage, in order of their ends; one inside another is left out. A figure set by a reference
    /// mentions its metric, where `subject` knows it.
    pub(super) fn mentions(
        &self,
        passage: &Passage<'_>,
        subject: impl Fn(&str) -> Option<usize>,
    ) -> Vec<Mention> {
        let text = &passage.chars;
        let mut found: Vec<Mention> = Vec::new();
        for (at, c) in text.iter().enumerate() {
            let Some(names) = self.by_first.get(&c.to_ascii_lowercase()) else { continue };
            let longest = names
                .iter()
                .filter_map(|(name, subjects)| name_at(text, at, name).map(|end| (end, subjects)))
                .max_by_key(|(end, _)| *end);
            if let Some((end, subjects)) = longest {
                let inside = found.last().is_some_and(|last| end <= last.at.end);
                if !inside {
                    found.push(Mention { at: at..end, subjects: subjects.clone() });
                }
            }
        }
        let set = passage.set.iter().filter_map(|set| {
            let subject = subject(set.text.metric.as_deref()?)?;
            Some(Mention { at: set.at.clone(), subjects: vec![subject] })
        });
        found.extend(set);
        found.sort_by_key(|mention| (mention.at.end, mention.at.start));
        found
    }
}

/// Whether a name stands at `at`, spaces, a 的 and short brackets in it passed over; where it ends.
fn name_at(text: &[char], at: usize, name: &[char]) -> Option<usize> {
    let touches = |inner: char, outer: Option<&char>| {
        inner.is_ascii_alphanumeric() && outer.is_some_and(char::is_ascii_alphanumeric)
    };
    if touches(name[0], at.checked_sub(1).map(|before| &text[before])) {
        return None;
    }
    let mut here = at;
    let mut rest = name.iter().peekable();
    while let Some(&&wanted) = rest.peek() {
        let &found = text.get(here)?;
        if same(found, wanted) {
            rest.next();
        } else if here == at {
            return None;
        } else if found == '(' {
            let within = &text[here..text.len().min(here + BRACKET)];
            here += within.iter().position(|&c| c == ')')?;
        } else if found != '的' && !found.is_whitespace() {
            return None;
        }
        here += 1;
    }
    let last = name[name.len() - 1];
    (!touches(last, text.get(here))).then_some(here)
}
