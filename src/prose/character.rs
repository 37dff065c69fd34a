//! Kinds of characters that the reader tells apart.

use crate::model::is_private;
use crate::model::text::is_han;

/// Chinese or Japanese writing, or its full-width punctuation.
pub(super) fn is_cjk(c: char) -> bool {
    is_han(c)
        || matches!(c,
        '\u{3000}'..='\u{30FF}' // punctuation, kana
        | '\u{3100}'..='\u{312F}'
        | '\u{31A0}'..='\u{31FF}'
        | '\u{3200}'..='\u{33FF}'
        | '\u{FE10}'..='\u{FE1F}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}')
}

/// Punctuation that Chinese shares with Latin scripts: “ ” ‘ ’ — … ·
pub(super) fn is_shared_punctuation(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '―' | '…' | '·' | '\u{2013}' | '\u{2E3A}')
}

/// What CommonMark takes for punctuation, and a little more.
pub(super) fn is_punctuation(c: char) -> bool {
    !(c.is_alphanumeric()
        || c.is_whitespace()
        || c.is_control()
        || is_private(c)
        || ('\u{F0000}'..).contains(&c))
}
