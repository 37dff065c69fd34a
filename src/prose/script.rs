//! `<sub>` and `<sup>`, which the author may use; what is not balanced is text.

use std::ops::Range;

use super::build::{Builder, Typing};
use super::frame::{Frame, Kind};
use super::walk::MarkKind;
use crate::model::InlineKind;

impl Builder<'_> {
    /// Opens what `<sub>` or `<sup>` opens; the tag is text where that is too deep.
    pub(super) fn open_script(&mut self, kind: Kind, range: Range<usize>) {
        self.imply(range.start);
        if self.is_too_deep() {
            self.source_text(range);
        } else {
            self.open(kind, range);
        }
    }

    /// Closes `<sub>` or `<sup>`; the tag is text if it closes nothing.
    pub(super) fn close_script(&mut self, mark: &MarkKind, range: Range<usize>) {
        let is_opened = |frame: &mut Frame| {
            matches!((&frame.kind, mark), (Kind::Sub, MarkKind::SubEnd) | (Kind::Sup, MarkKind::SupEnd))
        };
        match self.stack.pop_if(is_opened) {
            Some(frame) => {
                let whole = frame.range.start..range.end;
                let kind = match frame.kind {
                    Kind::Sub => InlineKind::Sub(frame.line),
                    _ => InlineKind::Sup(frame.line),
                };
                self.inline(kind, whole);
            }
            None => self.source_text(range),
        }
    }

    /// What is still open of `<sub>` and `<sup>` was never closed: the tags are text.
    pub(super) fn end_scripts(&mut self) {
        let is_script = |frame: &mut Frame| matches!(frame.kind, Kind::Sub | Kind::Sup);
        while let Some(frame) = self.stack.pop_if(is_script) {
            let tag = frame.range.start..frame.range.start + "<sub>".len();
            self.typing = Typing::Apart;
            self.source_text(tag);
            self.append(frame.line);
        }
    }
}
