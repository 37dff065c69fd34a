//! Blanks that were never filled in: signs that hold a place (XX, ××, 【】), and words that say so (待补).

use std::ops::Range;

use crate::problem::StaleFault;
use crate::wording::Words;

/// What holds a place.
#[derive(Debug)]
pub(super) struct Blanks {
    /// Signs; those that repeat one character may be longer.
    signs: Vec<String>,
    /// Words that end a phrase.
    words: Vec<String>,
    /// What a word stands behind where it is part of a sentence: 有待补充.
    not_after: Vec<String>,
}

impl Blanks {
    pub(super) fn new(words: &Words) -> Self {
        Self {
            signs: words.list("stale.signs"),
            words: words.list("stale.words"),
            not_after: words.list("stale.not_after"),
        }
    }

    /// The blanks of a text, in order.
    pub(super) fn find(&self, text: &str) -> Vec<(Range<usize>, StaleFault)> {
        let signs = self.signs.iter().flat_map(|sign| runs(text, sign));
        let signs = signs.filter(|at| stands_alone(text, at));
        let words =
            self.words.iter().flat_map(|word| all(text, word)).filter(|at| self.ends_phrase(text, at));
        let mut found: Vec<Range<usize>> = signs.chain(words).collect();
        // The longest of those that begin together.
        found.sort_by_key(|at| (at.start, std::cmp::Reverse(at.end)));
        let mut end = 0;
        found.retain(|at| {
            let new = at.start >= end;
            end = end.max(at.end);
            new
        });
        found
            .into_iter()
            .map(|at| (at.clone(), StaleFault::Placeholder { text: text[at].to_owned() }))
            .collect()
    }

    fn ends_phrase(&self, text: &str, at: &Range<usize>) -> bool {
        let (before, after) = (&text[..at.start], &text[at.end..]);
        !after.starts_with(char::is_alphanumeric)
            && !self.not_after.iter().any(|word| before.ends_with(word.as_str()))
    }
}

/// Where a text stands in another. Most texts lack even its first character, which is found to be so much sooner.
fn all<'t>(text: &'t str, wanted: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let may_stand = wanted.chars().next().is_some_and(|first| text.contains(first));
    let found = may_stand.then(|| text.match_indices(wanted)).into_iter().flatten();
    found.map(|(at, found)| at..at + found.len())
}

/// Where a sign stands in a text, with its repetitions; each run of them once.
fn runs<'t>(text: &'t str, sign: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let mut end = 0;
    all(text, sign).filter_map(move |at| {
        let new = at.start >= end;
        new.then(|| run(text, at)).inspect(|run| end = run.end)
    })
}

/// A sign that repeats one character, with all of its repetitions.
fn run(text: &str, at: Range<usize>) -> Range<usize> {
    let Some(first) = text[at.clone()].chars().next() else { return at };
    if text[at.clone()].chars().any(|c| c != first) {
        return at;
    }
    let before = text[..at.start].trim_end_matches(first).len();
    let after = text[at.end..].len() - text[at.end..].trim_start_matches(first).len();
    before..at.end + after
}

/// Whether letters or digits are not part of a longer word: XX in XX公司, but not in a name.
fn stands_alone(text: &str, at: &Range<usize>) -> bool {
    let joins = |c: char| c.is_ascii_alphanumeric();
    !text[at.clone()].starts_with(joins)
        || !(text[..at.start].ends_with(joins) || text[at.end..].starts_with(joins))
}
