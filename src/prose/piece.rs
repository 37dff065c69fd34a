//! What a text event of the parser holds: text of the source, and what was marked in it.

use std::ops::Range;

use super::veil::Veil;
use super::walk::{Mark, VEILED};

/// A piece of a text.
#[derive(Debug)]
pub(super) enum Piece {
    /// Text as it stands in the source.
    Text(Range<usize>),
    /// Something of ours.
    Mark(Mark),
}

/// The pieces of a range of the source.
pub(super) fn pieces(veil: &Veil, range: Range<usize>) -> Vec<Piece> {
    let first = veil.marks.partition_point(|mark| mark.range.start < range.start);
    let mut pieces = Vec::new();
    let mut done = range.start;
    for mark in &veil.marks[first..] {
        if mark.range.end > range.end {
            break;
        }
        if done < mark.range.start {
            pieces.push(Piece::Text(done..mark.range.start));
        }
        done = mark.range.end;
        pieces.push(Piece::Mark(mark.clone()));
    }
    if done < range.end {
        pieces.push(Piece::Text(done..range.end));
    }
    pieces
}

/// A text that the parser made of a part of the veil (code, a link's target), as the source has it.
pub(super) fn restore(veil: &Veil, body: &str, range: &Range<usize>, text: &str) -> String {
    let (veiled, source) = (&veil.text[range.clone()], &body[range.clone()]);
    if veiled == source || text.is_empty() {
        return text.to_owned();
    }
    if let Some(at) = veiled.rfind(text) {
        return source.get(at..at + text.len()).unwrap_or(text).to_owned();
    }
    // The parser left something out: the marks of a quote, say. What it kept is there in order.
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = 0;
    for &byte in text.as_bytes() {
        let rest = &veiled.as_bytes()[at..];
        match rest.iter().position(|&b| b == byte || (byte == b' ' && b == b'\n')) {
            Some(skipped) => {
                let found = source.as_bytes()[at + skipped];
                bytes.push(if byte == b' ' { b' ' } else { found });
                at += skipped + 1;
            }
            None => return plain(text),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| plain(text))
}

/// The text without what the veil wrote; for what cannot be found in the source.
pub(super) fn plain(text: &str) -> String {
    text.replace(char::from(VEILED), "")
}
