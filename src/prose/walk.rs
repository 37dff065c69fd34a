//! What is overwritten in a text before it is parsed, the marks that remember what stood there, and the walk over the
//! bytes that may be.

use std::ops::Range;

/// What veiled bytes are overwritten with. To the parser it is like a letter; from [`super::veil::Veil::text`] no text is shown.
pub(super) const VEILED: u8 = 0x03;

/// Something of ours in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// What it is.
    pub(super) kind: MarkKind,
}

/// The kinds of mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// A reference; the bytes of its path.
    Reference(Range<usize>),
    /// `<!-- … -->`
    Comment,
    /// `<sub>`
    Sub,
    /// `</sub>`
    SubEnd,
    /// `<sup>`
    Sup,
    /// `</sup>`
    SupEnd,
    /// `<br>`
    Break,
}

/// Bytes in which only whole characters were overwritten with whole characters.
pub(super) fn into_text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// A walk over the bytes of a text that are neither code nor escaped.
pub(super) struct Walk<'a> {
    code: &'a [Range<usize>],
    at: usize,
}

impl<'a> Walk<'a> {
    /// A walk from the beginning.
    pub(super) fn new(code: &'a [Range<usize>]) -> Self {
        Self { code, at: 0 }
    }

    /// Goes to the next byte that is wanted, and behind it.
    pub(super) fn next(&mut self, bytes: &[u8], wanted: fn(u8) -> bool) -> Option<usize> {
        while let Some(&byte) = bytes.get(self.at) {
            let at = self.at;
            if let Some(end) = self.code_end(at) {
                self.at = end;
            } else if byte == b'\\' && bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) {
                self.at += 2;
            } else {
                self.at += 1;
                if wanted(byte) {
                    return Some(at);
                }
            }
        }
        None
    }

    /// Goes on at a later byte. Code that began before it is none.
    pub(super) fn jump(&mut self, to: usize) {
        self.at = self.at.max(to);
    }

    /// The end of the code that begins here.
    fn code_end(&mut self, at: usize) -> Option<usize> {
        while let Some((first, rest)) = self.code.split_first() {
            if first.start > at {
                return None;
            }
            self.code = rest;
            if first.start == at && first.end > at {
                return Some(first.end);
            }
        }
        None
    }
}
