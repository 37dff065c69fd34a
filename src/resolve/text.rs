//! Answers what the Markdown reader asks of a report: its figures, blocks, links and pictures.

use std::collections::BTreeSet;
use std::ops::Range;

use super::layout::Desk;
use super::links::{joined, percent_decoded};
use super::{Book, Entry, blocks};
use crate::load::block::BlockText;
use crate::model::{BlockKind, ChapterDraft, Inline, InlineKind, LinkTarget, Spot};
use crate::problem::{Excess, Fault, Place, Problem};
use crate::prose::{self, Document, Hooks, Markdown};

/// The charts and tables of a report may show so many values: each is drawn several times and stands in tables,
/// downloads and a workbook. A large report has a tenth of it.
pub(super) const MOST_SHOWN: usize = 10_000;

/// That a report shows more.
pub(super) fn too_much() -> Fault {
    Fault::Excess(Excess::Shown { most: MOST_SHOWN })
}

/// Reads the texts of one chapter, or of the cover.
pub(super) struct TextReader<'a> {
    pub(super) book: &'a Book,
    pub(super) at: usize,
    /// The chapter's file in the report.
    pub(super) file: &'a str,
    /// The chapter's text, for blocks.
    pub(super) text: Option<&'a crate::model::ChapterText>,
    /// What the whole report shares.
    pub(super) desk: &'a mut Desk,
    /// The figures used, in the order of first use.
    pub(super) uses: Vec<String>,
    /// The same, to look them up.
    pub(super) used: BTreeSet<String>,
    /// How many values the blocks read so far show.
    pub(super) shown: usize,
}

impl<'a> TextReader<'a> {
    /// Reads the texts of `report.yaml` of a report of the book.
    pub(super) fn new(book: &'a Book, at: usize, desk: &'a mut Desk) -> Self {
        let (uses, used) = (Vec::new(), BTreeSet::new());
        Self { book, at, file: "report.yaml", text: None, desk, uses, used, shown: 0 }
    }

    pub(super) fn entry(&self) -> &'a Entry {
        &self.book.entries[self.at]
    }

    /// Reads a text of a YAML field.
    pub(super) fn line(&mut self, spot: &Spot) -> Vec<Inline> {
        prose::line(&spot.text, &spot.place, self)
    }

    /// Reads the chapter's Markdown.
    pub(super) fn read(&mut self, chapter: &ChapterDraft) -> Option<Document> {
        let text = chapter.text.as_ref()?;
        let measure_words = self.book.project.dressing.words.list("measure_words");
        let asterisks = chapter.asterisks.unwrap_or(self.entry().draft.asterisks);
        let markdown = Markdown {
            source: &text.source,
            body: text.body.clone(),
            asterisks,
            measure_words: &measure_words,
            level: chapter.level,
        };
        let mut document = prose::read(&markdown, self);
        self.desk.problems.append(&mut document.problems);
        Some(document)
    }

    pub(super) fn uses(&mut self, id: &str) {
        if self.used.insert(id.to_owned()) {
            self.uses.push(id.to_owned());
        }
    }
}

impl Hooks for TextReader<'_> {
    fn reference(&mut self, path: &str, place: &Place) -> InlineKind {
        let said = self.book.reference(self.at, path, place);
        self.desk.problems.extend(said.problems);
        if let Some(id) = &said.uses {
            self.uses(id);
        }
        match said.text.metric {
            Some(_) => InlineKind::Figure(said.text),
            None => InlineKind::Text(said.text.plain()),
        }
    }

    fn block(&mut self, word: &str, body: Range<usize>, whole: Range<usize>) -> Option<BlockKind> {
        let text = self.text?;
        if self.shown > MOST_SHOWN {
            return None;
        }
        let block = BlockText { source: &text.source, body, whole: whole.clone() };
        let kind = blocks::read(self, word, &block)?;
        self.shown += blocks::values(&kind);
        if self.shown > MOST_SHOWN {
            self.desk.problems.push(Problem::new(too_much(), Place::new(&text.source, whole)));
        }
        Some(kind)
    }

    fn link(&mut self, target: &str, place: &Place) -> Option<LinkTarget> {
        let draft = &self.entry().draft;
        let found = self.book.pages.find(draft, self.file, target);
        let is_inside = match &found {
            Ok(LinkTarget::Page { report, .. }) => *report == draft.path,
            Ok(_) => true,
            Err(_) => false,
        };
        self.desk.looks_outside |= !is_inside;
        match found {
            Ok(target) => Some(target),
            Err(fault) => {
                self.desk.problems.push(Problem::new(fault, place.clone()));
                None
            }
        }
    }

    fn image(&mut self, file: &str, place: &Place) -> Option<String> {
        let path = joined(self.file, &percent_decoded(file));
        let known = self.entry().draft.data.contains(&path);
        if !known {
            let fault = Fault::MissingFile { path: format!("{}/{path}", self.entry().draft.folder) };
            self.desk.problems.push(Problem::new(fault, place.clone()));
        }
        known.then_some(path)
    }

    fn problem(&mut self, problem: Problem) {
        self.desk.problems.push(problem);
    }
}
