//! References: `{{ air.pm25 }}`. One dotted path on one line; a segment is letters, digits and `_`, or is quoted.

use std::ops::Range;

use super::Hooks;
use crate::model::{Inline, InlineKind};
use crate::problem::{Fault, Place, Problem};

/// How much of a reference that is never closed is quoted, in characters.
const QUOTED: usize = 30;

/// What stands at a `{{`.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A reference, with its braces, and its path.
    Reference { whole: Range<usize>, path: Range<usize> },
    /// Something else.
    Malformed(Range<usize>),
}

/// What stands at `start`, where there is a `{{`.
pub(super) fn at(text: &str, start: usize) -> Found {
    let open = start + 2;
    let from = skip_blanks(text, open);
    if let Some(to) = path_end(text, from) {
        let close = skip_blanks(text, to);
        if text[close..].starts_with("}}") {
            return Found::Reference { whole: start..close + 2, path: from..to };
        }
    }
    Found::Malformed(start..malformed_end(text, open))
}

fn skip_blanks(text: &str, from: usize) -> usize {
    let blanks = |c: char| c != '\n' && c.is_whitespace();
    text.len() - text[from..].trim_start_matches(blanks).len()
}

/// The end of the dotted path that begins at `from`.
fn path_end(text: &str, mut from: usize) -> Option<usize> {
    loop {
        from = segment_end(text, from)?;
        if !text[from..].starts_with('.') {
            return Some(from);
        }
        from += 1;
    }
}

fn segment_end(text: &str, from: usize) -> Option<usize> {
    let rest = &text[from..];
    let length = if let Some(quoted) = rest.strip_prefix('"') {
        let length = quoted.find(['"', '\n'])?;
        if length == 0 || !quoted[length..].starts_with('"') {
            return None;
        }
        length + 2
    } else {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        rest.find(|c| !word(c)).unwrap_or(rest.len())
    };
    (length > 0).then_some(from + length)
}

/// Where a malformed reference ends: with its `}}`, else before the next `{{`, else with the line or soon.
fn malformed_end(text: &str, open: usize) -> usize {
    let rest = &text[open..];
    let bytes = rest.as_bytes();
    let mut length = bytes.len();
    for (at, &byte) in bytes.iter().enumerate() {
        let doubled = bytes.get(at + 1) == Some(&byte);
        match byte {
            b'}' if doubled => return open + at + 2,
            b'{' if doubled => length = at,
            b'\n' => length = at,
            _ => continue,
        }
        break;
    }
    let rest = rest[..length].trim_end();
    let end = rest.char_indices().nth(QUOTED).map_or(rest.len(), |(at, _)| at);
    open + end
}

/// Reads a text of a YAML field: only references and terms, no Markdown. `place` is that of the value.
pub fn line(text: &str, place: &Place, hooks: &mut dyn Hooks) -> Vec<Inline> {
    let mut line = Line {
        place,
        slice: match place {
            Place::Text { source, range } => source.text().get(range.clone()).unwrap_or_default(),
            Place::File(_) | Place::Cell { .. } | Place::None => "",
        },
        cursor: 0,
        inlines: Vec::new(),
    };
    let mut done = 0;
    let mut from = 0;
    while let Some(start) = text[from..].find("{{").map(|at| from + at) {
        if text[..start].ends_with('\\') {
            line.push_text(&text[done..start - 1]);
            (done, from) = (start, start + 2);
            continue;
        }
        match at(text, start) {
            Found::Reference { whole, path } => {
                line.push_text(&text[done..start]);
                let place = line.locate(&text[whole.clone()]);
                let within = path.start - start..path.end - start;
                let exact =
                    if line.is_exact(&place, whole.len()) { place.part(within) } else { place.clone() };
                let kind = hooks.reference(&text[path], &exact);
                line.push(kind, &place);
                (done, from) = (whole.end, whole.end);
            }
            Found::Malformed(range) => {
                let end = range.end;
                let text = &text[range];
                let place = line.peek(text);
                hooks.problem(Problem::new(Fault::ReferenceSyntax { text: text.to_owned() }, place));
                from = end.max(start + 2);
            }
        }
    }
    line.push_text(&text[done..]);
    line.inlines
}

/// A line as it is put together, with the place of what comes next in the source.
struct Line<'a> {
    place: &'a Place,
    slice: &'a str,
    cursor: usize,
    inlines: Vec<Inline>,
}

impl Line<'_> {
    /// The place of a part of the text; that of the whole value if the source has it differently (escapes, folded lines).
    fn peek(&self, part: &str) -> Place {
        match self.slice[self.cursor..].find(part) {
            Some(at) => self.place.part(self.cursor + at..self.cursor + at + part.len()),
            None => self.place.clone(),
        }
    }

    fn locate(&mut self, part: &str) -> Place {
        let place = self.peek(part);
        if let Some(at) = self.slice[self.cursor..].find(part) {
            self.cursor += at + part.len();
        }
        place
    }

    fn is_exact(&self, place: &Place, length: usize) -> bool {
        matches!(place, Place::Text { range, .. } if range.len() == length) && place != self.place
            || self.slice.len() == length
    }

    fn push_text(&mut self, text: &str) {
        if !text.is_empty() {
            let place = self.locate(text);
            self.push(InlineKind::Text(text.to_owned()), &place);
        }
    }

    fn push(&mut self, kind: InlineKind, place: &Place) {
        let range = match place {
            Place::Text { range, .. } => range.clone(),
            Place::File(_) | Place::Cell { .. } | Place::None => 0..0,
        };
        self.inlines.push(Inline { kind, range });
    }
}
