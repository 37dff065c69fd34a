//! The words of the interface, from the theme's language file.

use std::collections::BTreeMap;

use crate::model::text;

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
