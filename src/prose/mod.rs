//! Reads a chapter's Markdown into the document tree. Enter by [`read`]; [`line`] reads a text of a YAML field and
//! [`outline`] the headings alone. Those who know the report's figures, blocks and files answer through [`Hooks`].
//!
//! The Markdown parser knows neither references nor Chinese. So the text is first veiled: what the parser must not
//! see is overwritten, byte for byte, with characters that mean nothing to it (`veil`, `html`, `shield`). Ranges then
//! hold in the source too, and every text that is shown is taken from the source, not from the veil.

mod anchor;
mod build;
mod character;
mod close;
mod frame;
mod html;
mod join;

mod mask;
mod notes;
mod number;
mod piece;
mod reference;
mod script;
mod shield;
mod target;
#[cfg(test)]
mod tests;
mod typing;
mod veil;
mod walk;

use std::ops::Range;
use std::sync::Arc;

use crate::model::{Asterisks, Block, BlockKind, Inline, InlineKind, LinkTarget, plain};
use crate::problem::{Place, Problem};
use crate::source::Source;

pub use reference::line;
pub(crate) use veil::options;

/// A Markdown text, and what must be known to read it.
#[derive(Debug, Clone)]
pub struct Markdown<'a> {
    /// The file.
    pub source: &'a Arc<Source>,
    /// The bytes of the Markdown in it, behind the front matter.
    pub body: Range<usize>,
    /// What asterisks mean.
    pub asterisks: Asterisks,
    /// Words that follow a number in the report's language: 个 家 件 %.
    pub measure_words: &'a [String],
    /// The level of the chapter; `##` is one below.
    pub level: u8,
}

/// What the reader asks of those who know the report.
pub trait Hooks {
    /// What stands for `{{ path }}`: a figure or a text. The place is that of the path. An unknown path is reported by
    /// the hook.
    fn reference(&mut self, path: &str, place: &Place) -> InlineKind;
    /// A fenced block whose info word is `chart`, `cards`, `table` or `ledger`; `body` are the bytes of its YAML in the
    /// source, `whole` those of the block. None if nothing is shown, which the hook has reported.
    fn block(&mut self, word: &str, body: Range<usize>, whole: Range<usize>) -> Option<BlockKind>;
    /// Where a relative link or one that begins with `#` leads. None if it is broken, which the hook has reported:
    /// only its text remains.
    fn link(&mut self, target: &str, place: &Place) -> Option<LinkTarget>;
    /// The path under the report of a picture. None if it is missing, which the hook has reported.
    fn image(&mut self, file: &str, place: &Place) -> Option<String>;
    /// A problem found by [`line`]; those that [`read`] finds are in its document.
    fn problem(&mut self, problem: Problem);
}

/// What a Markdown text says.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its leading `#`.
    pub title: Option<Vec<Inline>>,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Its footnotes in the order of their numbers, from 1.
    pub footnotes: Vec<Vec<Block>>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// Reads a Markdown text.
pub fn read(markdown: &Markdown<'_>, hooks: &mut dyn Hooks) -> Document {
    build::document(markdown, hooks)
}

/// What other chapters need to know of a Markdown text before any is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The source text of its leading `#`, references as they were typed.
    pub title: Option<String>,
    /// The anchors of its headings, in their order.
    pub anchors: Vec<String>,
}

/// The title and the anchors of a Markdown text. Problems are left to [`read`].
#[must_use]
pub fn outline(markdown: &Markdown<'_>) -> Outline {
    let document = read(markdown, &mut Silent);
    let mut anchors = Vec::new();
    anchor::collect(&document.blocks, &mut anchors);
    for note in &document.footnotes {
        anchor::collect(note, &mut anchors);
    }
    Outline { title: document.title.as_deref().map(plain), anchors }
}

/// Answers as the source has it.
struct Silent;

impl Hooks for Silent {
    fn reference(&mut self, path: &str, _: &Place) -> InlineKind {
        InlineKind::Text(format!("{{{{ {path} }}}}"))
    }

    fn block(&mut self, _: &str, _: Range<usize>, _: Range<usize>) -> Option<BlockKind> {
        None
    }

    fn link(&mut self, _: &str, _: &Place) -> Option<LinkTarget> {
        None
    }

    fn image(&mut self, _: &str, _: &Place) -> Option<String> {
        None
    }

    fn problem(&mut self, _: Problem) {}
}
