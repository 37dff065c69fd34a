//! Text, and what stands in it: references, comments, the tags that are kept, line breaks.

use std::ops::Range;

use super::build::{Builder, Typing};
use super::frame::Kind;
use super::join::{self, SOFT};
use super::piece::{self, Piece};
use super::walk::{Mark, MarkKind};
use crate::legible::is_legible;
use crate::model::{Inline, InlineKind, unseen};
use crate::problem::Fault;

/// Stands for a reference in the source text of a heading: no part of a number, nor of an anchor.
const OBJECT: char = '\u{FFFC}';

impl Builder<'_> {
    /// Text as the parser found it.
    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        if self.veil.text.get(range.clone()) != Some(text) {
            // An entity, or a character that the parser replaced.
            let text = piece::plain(text);
            if let Some(character) = text.chars().find(|&c| !is_legible(c)) {
                self.report(unseen(character), range.clone());
            }
            self.note_heading(&text);
            return self.inline(InlineKind::Text(text), range);
        }
        self.note_malformed(&range);
        for piece in piece::pieces(self.veil, range) {
            match piece {
                Piece::Text(range) => {
                    self.note_heading(&self.body[range.clone()]);
                    self.source_text(range);
                }
                Piece::Mark(mark) => self.mark(mark),
            }
        }
    }

    /// HTML that the parser found all the same is text; lines of a block end as others do.
    pub(super) fn html(&mut self, text: &str, range: Range<usize>) {
        let end = range.start + self.body[range.clone()].trim_end_matches('\n').len();
        self.text(text.trim_end_matches('\n'), range.start..end);
        if end < range.end {
            self.soft_break(end..range.end);
        }
    }

    fn mark(&mut self, mark: Mark) {
        let range = mark.range;
        match mark.kind {
            MarkKind::Comment => self.typing = Typing::OverComment,
            MarkKind::Break => self.hard_break(range),
            MarkKind::Sub => self.open_script(Kind::Sub, range),
            MarkKind::Sup => self.open_script(Kind::Sup, range),
            MarkKind::SubEnd | MarkKind::SupEnd => self.close_script(&mark.kind, range),
            MarkKind::Reference(_) if self.images > 0 => self.source_text(range),
            MarkKind::Reference(path) => {
                if let Some(heading) = &mut self.heading {
                    heading.push(OBJECT);
                }
                let place = self.place(path.clone());
                let kind = self.hooks.reference(&self.body[path], &place);
                self.inline(kind, range);
            }
        }
    }

    /// Text of the source, as it stands there.
    pub(super) fn source_text(&mut self, range: Range<usize>) {
        self.imply(range.start);
        let over_comment = self.typing == Typing::OverComment;
        let absolute = self.in_source(range.clone());
        let Some(frame) = self.stack.last_mut() else {
            return;
        };
        let mut text = &self.body[range];
        let mut start = absolute.start;
        if let Some(Inline { kind: InlineKind::Text(last), range }) = frame.line.last_mut() {
            if self.typing == Typing::On && range.end == absolute.start {
                last.push_str(text);
                range.end = absolute.end;
                return;
            }
            if over_comment && last.ends_with([' ', '\n']) {
                text = text.trim_start_matches(' ');
                start = absolute.end - text.len();
            }
        }
        self.typing = Typing::On;
        if !text.is_empty() {
            frame.line.push(Inline { kind: InlineKind::Text(text.to_owned()), range: start..absolute.end });
        }
    }

    /// A line that ends in the source.
    pub(super) fn soft_break(&mut self, range: Range<usize>) {
        self.end_line();
        self.inline(InlineKind::Text(SOFT.to_owned()), range);
    }

    /// A line that ends where the author says so.
    pub(super) fn hard_break(&mut self, range: Range<usize>) {
        self.end_line();
        self.inline(InlineKind::Break, range);
    }

    fn end_line(&mut self) {
        self.note_heading(" ");
        if let Some(frame) = self.stack.last_mut() {
            join::trim_end(&mut frame.line);
        }
    }

    /// Takes note of text of a heading, for its anchor and its number.
    pub(super) fn note_heading(&mut self, text: &str) {
        if self.images == 0
            && let Some(heading) = &mut self.heading
        {
            heading.push_str(text);
        }
    }

    /// Reports what looks like a reference in a text.
    fn note_malformed(&mut self, range: &Range<usize>) {
        if self.images > 0 {
            return;
        }
        let malformed = &self.veil.malformed;
        let first = malformed.partition_point(|found| found.start < range.start);
        for found in malformed[first..].iter().take_while(|found| found.start < range.end) {
            let text = self.body[found.clone()].to_owned();
            self.report(Fault::ReferenceSyntax { text }, found.clone());
        }
    }
}
