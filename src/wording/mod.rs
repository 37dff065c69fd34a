//! Text about numbers has its home here. The words are the theme's language files; enter at [`Words`].

use std::collections::BTreeMap;

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
}
