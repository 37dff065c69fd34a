//! What every loader asks of a YAML text that was read: where a field stands, whether it is one of these words,
//! whether a required one is there. Problems are collected.

use std::sync::Arc;

use super::shapes::RawIds;
use super::yaml_marks::Marks;
use crate::model::{Asterisks, Audience, Month, Period, Spot, Stamp};
use crate::problem::{Excess, Expected, Fault, Place, Problem};
use crate::source::Source;

/// A month: 2022-10.
pub(super) const MONTH: &str = "^[0-9]{4}-(0[1-9]|1[0-2])$";
/// A period: 2022-01..2022-11, or a single month.
pub(super) const PERIOD: &str = r"^[0-9]{4}-(0[1-9]|1[0-2])(\.\.[0-9]{4}-(0[1-9]|1[0-2]))?$";
/// A day, perhaps with a time: 2022-12-20 09:00.
pub(super) const STAMP: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-[0-3][0-9]( [0-2][0-9]:[0-5][0-9])?$";

/// The words for what `*` means.
pub(super) const ASTERISKS: [(&str, Asterisks); 2] =
    [("mask", Asterisks::Plain), ("emphasis", Asterisks::Emphasis)];

/// A name has at most so many characters.
const LONGEST_NAME: usize = 500;

/// The fields of a YAML text.
pub(super) struct Fields<'a> {
    marks: &'a Marks,
    source: &'a Arc<Source>,
    /// What is wrong with them.
    pub(super) problems: Vec<Problem>,
}

/// A step of a path.
pub(super) struct Step;

impl Step {
    /// The step to an item of a list.
    pub(super) fn index(index: usize) -> String {
        index.to_string()
    }
}

impl<'a> Fields<'a> {
    pub(super) fn new(marks: &'a Marks, source: &'a Arc<Source>) -> Self {
        Self { marks, source, problems: Vec::new() }
    }

    pub(super) fn has(&self, path: &[&str]) -> bool {
        self.marks.has(path)
    }

    /// Whether a key below a path may only seem to be missing, since another is misspelt.
    pub(super) fn is_faulty(&self, path: &[&str]) -> bool {
        self.marks.is_faulty(path)
    }

    pub(super) fn key_place(&self, path: &[&str]) -> Place {
        self.marks.key(path)
    }

    pub(super) fn value_place(&self, path: &[&str]) -> Place {
        self.marks.value(path)
    }

    pub(super) fn text_place(&self, path: &[&str]) -> Place {
        self.marks.text(path)
    }

    /// A name that texts, tables and charts may repeat thousands of times. One that is too long is reported, and cut.
    pub(super) fn short(&mut self, path: &[&str], text: String) -> String {
        let Some((end, _)) = text.char_indices().nth(LONGEST_NAME) else { return text };
        let fault = Fault::Excess(Excess::Name { most: LONGEST_NAME });
        self.problems.push(Problem::new(fault, self.text_place(path)));
        text[..end].to_owned()
    }

    /// A text with its place.
    pub(super) fn spot(&self, path: &[&str], text: Option<String>) -> Option<Spot> {
        text.map(|text| Spot { text, place: self.text_place(path) })
    }

    /// The ids of a key that holds one or several, with their places.
    pub(super) fn ids(&self, key: &str, raw: Option<RawIds>) -> Vec<Spot> {
        match raw {
            None => Vec::new(),
            Some(RawIds::One) => {
                let (text, place) = self.scalar(&[key]);
                vec![Spot { text, place }]
            }
            Some(RawIds::Many(list)) => {
                let place = |index: usize| self.text_place(&[key, &index.to_string()]);
                list.into_iter().enumerate().map(|(index, text)| Spot { text, place: place(index) }).collect()
            }
        }
    }

    /// The exact text of a scalar and its place; an empty text where there is none.
    pub(super) fn scalar(&self, path: &[&str]) -> (String, Place) {
        let text = self.marks.scalar(path).map(|scalar| scalar.text.clone()).unwrap_or_default();
        (text, self.marks.text(path))
    }

    /// Reports a bad value at a path.
    pub(super) fn bad(&mut self, path: &[&str], found: &str, expected: Expected) {
        let key = path
            .iter()
            .rev()
            .find(|step| !step.bytes().all(|b| b.is_ascii_digit()))
            .copied()
            .unwrap_or_default();
        let fault = Fault::BadValue { key: key.to_owned(), found: found.to_owned(), expected };
        self.problems.push(Problem::new(fault, self.text_place(path)));
    }

    /// A key that must be there: reports its absence at what holds it, unless a fault there explains it.
    pub(super) fn required<T>(&mut self, parent: &[&str], key: &str, value: Option<T>) -> Option<T> {
        if value.is_none() && !self.marks.is_faulty(parent) {
            let place = if parent.is_empty() {
                Place::File(self.source.path().to_owned())
            } else {
                self.marks.key(parent)
            };
            self.problems.push(Problem::new(Fault::MissingKey { key: key.to_owned() }, place));
        }
        value
    }

    /// One of several words.
    pub(super) fn word<T: Copy>(
        &mut self,
        path: &[&str],
        word: Option<String>,
        known: &[(&str, T)],
    ) -> Option<T> {
        let word = word?;
        let found = known.iter().find(|(name, _)| *name == word);
        if found.is_none() {
            let names = known.iter().map(|(name, _)| (*name).to_owned()).collect();
            self.bad(path, &word, Expected::OneOf(names));
        }
        found.map(|(_, value)| *value)
    }

    /// Whether an audience is internal.
    pub(super) fn audience(&mut self, path: &[&str], word: Option<String>) -> bool {
        let known = [("public", Audience::Public), ("internal", Audience::Internal)];
        self.word(path, word, &known) == Some(Audience::Internal)
    }

    /// A text that must have a form, by its parser.
    pub(super) fn parsed<T>(
        &mut self,
        path: &[&str],
        text: Option<String>,
        (parse, expected): (impl Fn(&str) -> Option<T>, Expected),
    ) -> Option<T> {
        let text = text?;
        let parsed = parse(text.trim());
        if parsed.is_none() {
            self.bad(path, &text, expected);
        }
        parsed
    }

    /// A date with or without a time.
    pub(super) fn stamp(&mut self, path: &[&str], text: Option<String>) -> Option<Stamp> {
        self.parsed(path, text, (Stamp::parse, Expected::Stamp))
    }

    /// A month.
    pub(super) fn month(&mut self, path: &[&str], text: Option<String>) -> Option<Month> {
        self.parsed(path, text, (Month::parse, Expected::Month))
    }

    /// A period.
    pub(super) fn period(&mut self, path: &[&str], text: Option<String>) -> Option<Period> {
        self.parsed(path, text, (Period::parse, Expected::Period))
    }

    /// Whether a key may be a name: letters, digits and `_`, not beginning with a digit, not reserved.
    pub(super) fn name(&mut self, path: &[&str], name: &str, reserved: &[&str]) -> bool {
        let fault = if reserved.contains(&name) {
            Fault::ReservedName { name: name.to_owned() }
        } else if is_name(name) {
            return true;
        } else {
            Fault::BadValue { key: name.to_owned(), found: name.to_owned(), expected: Expected::Name }
        };
        self.problems.push(Problem::new(fault, self.marks.key(path)));
        false
    }
}

/// Whether a text is a name by the format: letters (Han too), digits and `_`, not beginning with a digit.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with(|c: char| c.is_numeric())
        && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}
