//! Text about numbers has its home here: rounding, units, change, verdicts, dates, numbering. The words are the
//! theme's language files; enter at [`Speaker`].

mod change;
mod numbering;
mod numbers;
mod periods;
#[cfg(test)]
pub(crate) mod tests;
mod verdicts;

use std::collections::BTreeMap;

use crate::model::{Absence, FigureText, Rounding, Shown, Status, text};

pub use numbering::heading_number;
pub use numbers::{Measured, round, shares, show};

/// The words of a language, by key: `change.amount.up`.
#[derive(Debug, Clone, Default)]
pub struct Words {
    words: BTreeMap<String, String>,
}

impl Words {
    /// Words by key.
    #[must_use]
    pub fn new(words: BTreeMap<String, String>) -> Self {
        Self { words }
    }

    /// A word; the key itself where there is none, so that a lack shows.
    #[must_use]
    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// A word that may be lacking.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&str> {
        self.words.get(key).map(String::as_str)
    }

    /// The words of a list.
    #[must_use]
    pub fn list(&self, key: &str) -> Vec<String> {
        self.find(key).map(|text| text.lines().map(str::to_owned).collect()).unwrap_or_default()
    }

    /// A phrase with its names filled in.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        text::fill(self.word(key), values)
    }
}

/// Who puts a report's figures into words: the words of its language and its way of rounding.
#[derive(Debug, Clone, Copy)]
pub struct Speaker<'a> {
    /// The words.
    pub words: &'a Words,
    /// How halves are rounded.
    pub rounding: Rounding,
}

/// A figure in words: what stands before the number, the number, what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// Words before.
    pub before: String,
    /// The number, a word, or the mask.
    pub shown: Shown,
    /// Words after.
    pub after: String,
}

impl Spoken {
    /// A word alone.
    #[must_use]
    pub fn word(text: &str) -> Self {
        Self { before: String::new(), shown: Shown::Word(text.to_owned()), after: String::new() }
    }

    /// A word that stands where there is no number.
    #[must_use]
    pub fn absent(absence: Absence, text: String) -> Self {
        Self { before: String::new(), shown: Shown::Absent(absence, text), after: String::new() }
    }

    /// As plain text.
    #[must_use]
    pub fn plain(&self) -> String {
        self.clone().of(None).plain()
    }

    /// As a figure of a metric in running text.
    #[must_use]
    pub fn of(self, metric: Option<String>) -> FigureText {
        FigureText {
            metric,
            before: self.before,
            shown: self.shown,
            after: self.after,
            status: Status::Final,
        }
    }
}

impl Speaker<'_> {
    /// A phrase with `{}` for the number, its names filled in: parted at the number.
    fn around(&self, key: &str, values: &[(&str, &str)], shown: Shown) -> Spoken {
        let phrase = self.words.fill(key, values);
        match phrase.split_once("{}") {
            Some((before, after)) => Spoken { before: before.to_owned(), shown, after: after.to_owned() },
            None => Spoken::word(&phrase),
        }
    }
}
