//! Asterisks that were not meant as emphasis: 优良天数**天，同比增加**天.

use std::ops::Range;

use crate::model::text::is_han;

/// Whether an emphasis follows a Han character, digit or `-` and begins with a measure word (or holds no word at all).
pub(super) fn is_doubtful(body: &str, range: &Range<usize>, measure_words: &[String]) -> bool {
    let before = body[..range.start].trim_end_matches('*');
    let follows =
        before.chars().next_back().is_some_and(|c| is_han(c) || c.is_numeric() || matches!(c, '-' | '－'));
    if !follows {
        return false;
    }
    let content = body[range.clone()].trim_matches('*');
    let is_word = |word: &&String| !word.is_empty() && content.starts_with(word.as_str());
    measure_words.iter().any(|word| is_word(&word)) || is_bare(content)
}

/// `*.*`: nothing to emphasise.
fn is_bare(content: &str) -> bool {
    !content.is_empty()
        && content.chars().all(|c| c.is_ascii_punctuation() && !matches!(c, '[' | '`' | '{' | '<' | '!'))
}
