//! The words of the interface, from the theme's language file.

use std::collections::BTreeMap;

use crate::model::{Column, Stamp, text};

/// Words by key. What a theme lacks is shown as its key.
#[derive(Debug)]
pub(crate) struct Words(BTreeMap<String, String>);

impl Words {
    /// The words of a theme.
    pub(crate) fn new(words: &BTreeMap<String, String>) -> Self {
        Self(words.clone())
    }

    /// All of them, for templates.
    pub(crate) fn all(&self) -> &BTreeMap<String, String> {
        &self.0
    }

    /// A word.
    pub(crate) fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// A word whose `{name}` places are filled.
    pub(crate) fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        text::fill(self.get(key), values)
    }

    /// A year.
    pub(crate) fn year(&self, year: i16) -> String {
        self.fill("year", &[("year", &year.to_string())])
    }

    /// A day in words, in digits without zeros before them (GB/T 9704—2012, 7.3.5.4).
    pub(crate) fn day(&self, stamp: Stamp) -> String {
        let (year, month, day) = (stamp.day.year(), stamp.day.month(), stamp.day.day());
        let [year, month, day] = [year.to_string(), month.to_string(), day.to_string()];
        self.fill("day", &[("year", &year), ("month", &month), ("day", &day)])
    }

    /// What stands over a column of a table of a year's figures.
    pub(crate) fn column(&self, column: Column, year: i16) -> String {
        let key = match column {
            Column::Value => return self.year(year),
            Column::Previous => return self.year(year - 1),
            Column::Label => "metric",
            Column::Change => "change",
            Column::Limit => "limit",
            Column::Target => "target",
            Column::Verdict => "verdict",
            Column::Department => "department",
            Column::Source => "source",
            Column::Note => "note",
        };
        self.get(key).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled() {
        let words = Words(BTreeMap::from([("year".to_owned(), "{year}年".to_owned())]));
        assert_eq!(words.fill("year", &[("year", "2022")]), "2022年");
        assert_eq!(words.get("none"), "none");
    }
}
