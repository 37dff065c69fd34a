//! A report put together: cover, chapters with their numbers, figures by file with where each is used.
//! Enter at [`report`].

mod assembly;

use std::collections::BTreeMap;

use super::again::{Known, Leaf};
use super::rows::Notes;
use super::text::{MOST_SHOWN, TextReader, too_much};
use super::{Book, Reading, blocks, unknown_metric};
use crate::audit::{Audit, Basis};
use crate::model::{Audience, Chapter, ChapterDraft, Inline, InlineKind, Spot};
use crate::problem::{Place, Problem};
use crate::prose::Document;
use crate::stale::Stale;
use crate::wording::Speaker;

/// What the texts of a report share while they are read.
#[derive(Default)]
pub(super) struct Desk {
    pub(super) problems: Vec<Problem>,
    /// Ids of charts and tables given out, unique in the report, with the place of those that were typed.
    pub(super) ids: BTreeMap<String, String>,
    /// By the name that an id is made from, the number that the next is tried with.
    pub(super) next: BTreeMap<String, usize>,
    /// How many values the blocks of the chapters read so far show.
    shown: usize,
    /// The notes of figures, read.
    pub(super) notes: Notes,
    /// Whether a link leads, or was meant to lead, to another report.
    pub(super) looks_outside: bool,
}

/// A chapter read, with the figures it uses.
struct ReadChapter {
    chapter: Chapter,
    uses: Vec<String>,
    children: Vec<ReadChapter>,
}

/// Resolves a report of the book, but for what of an earlier reading still holds.
pub(super) fn report(book: &Book, at: usize, earlier: Option<(&Book, &Reading)>) -> Reading {
    let mut layout = Layout {
        book,
        at,
        desk: Desk::default(),
        audit: audit(book, at),
        stale: stale(book, at),
        known: earlier.and_then(|earlier| Known::of(book, at, earlier)),
        leaves: BTreeMap::new(),
    };
    layout.read_notes();
    let cover = layout.cover();
    let (opening, opening_uses) = layout.opening();
    let opening_ids = layout.desk.ids.clone();
    // Ids depend on those that were given out before.
    layout.known = layout.known.filter(|known| *known.opening_ids == opening_ids);
    let draft = &book.entries[at].draft;
    let chapters: Vec<ReadChapter> =
        draft.chapters.iter().filter_map(|chapter| layout.chapter(chapter)).collect();
    let leaves = std::mem::take(&mut layout.leaves);
    let (report, Desk { problems, looks_outside, .. }) =
        layout.finish(cover, (opening, opening_uses), chapters);
    Reading { report, problems, looks_outside, opening_ids, leaves }
}

/// The audit of a report's typed numbers.
fn audit<'a>(book: &'a Book, at: usize) -> Audit<'a> {
    let entry = &book.entries[at];
    let (speaker, audience) = (book.speaker(entry), book.audience);
    Audit::new(&Basis { speaker, draft: &entry.draft, figures: &entry.figures, audience })
}

/// The search for what a report has left over from the one before it.
fn stale(book: &Book, at: usize) -> Stale {
    let entry = &book.entries[at];
    let before = book.beside(entry).map(|other| &*other.draft).filter(|draft| draft.year < entry.draft.year);
    Stale::new(&book.project.dressing.words, &entry.draft, before.max_by_key(|draft| draft.year))
}

/// The texts of the cover.
struct Cover {
    title: Vec<Inline>,
    summary: Vec<Inline>,
    corrections: Vec<Inline>,
    highlights: Vec<String>,
    uses: Vec<String>,
}

struct Layout<'a> {
    book: &'a Book,
    at: usize,
    desk: Desk,
    audit: Audit<'a>,
    stale: Stale,
    /// What was read before and still holds.
    known: Option<Known<'a>>,
    leaves: BTreeMap<String, Leaf>,
}

impl<'a> Layout<'a> {
    fn reader<'c>(&'c mut self, chapter: Option<&'c ChapterDraft>) -> TextReader<'c>
    where
        'a: 'c,
    {
        let reader = TextReader::new(self.book, self.at, &mut self.desk);
        match chapter {
            Some(chapter) => TextReader { file: &chapter.file, text: chapter.text.as_ref(), ..reader },
            None => reader,
        }
    }

    fn speaker(&self) -> Speaker<'a> {
        self.book.speaker(&self.book.entries[self.at])
    }

    fn read_notes(&mut self) {
        let draft = &self.book.entries[self.at].draft;
        let metrics = draft.metrics.iter().flat_map(|file| &file.metrics);
        let noted: Vec<(String, &Spot)> =
            metrics.filter_map(|metric| Some((metric.id.clone(), metric.note.as_ref()?))).collect();
        for (id, spot) in noted {
            let note = self.reader(None).line(spot);
            self.check_line(&note, spot, &[]);
            self.desk.notes.notes.insert(id, note);
        }
    }

    fn cover(&mut self) -> Cover {
        let entry = &self.book.entries[self.at];
        let draft = &entry.draft;
        let mut reader = self.reader(None);
        let title = reader.line(&draft.title);
        let summary = draft.summary.as_ref().map(|spot| reader.line(spot)).unwrap_or_default();
        let corrections = draft.corrections.as_ref().map(|spot| reader.line(spot)).unwrap_or_default();
        let mut highlights = Vec::new();
        for spot in &draft.highlights {
            if entry.figure(&spot.text).is_some() {
                reader.uses(&spot.text);
                reader.desk.problems.extend(blocks::missing_value(entry, spot));
                highlights.push(spot.text.clone());
            } else {
                reader.desk.problems.extend(unknown_metric(entry, &spot.text, &spot.place));
            }
        }
        let uses = reader.uses;
        self.desk.problems.extend(self.audit.line(&title, &draft.title.place, &[]));
        let spots = [draft.summary.as_ref(), draft.corrections.as_ref()];
        self.desk.problems.extend(self.stale.report_title(&draft.title));
        for (line, spot) in [&summary, &corrections].into_iter().zip(spots) {
            if let Some(spot) = spot {
                self.check_line(line, spot, &[]);
            }
        }
        Cover { title, summary, corrections, highlights, uses }
    }

    fn opening(&mut self) -> (Option<Document>, Vec<String>) {
        let Some(chapter) = &self.book.entries[self.at].draft.opening else { return (None, Vec::new()) };
        let mut reader = self.reader(Some(chapter));
        let document = reader.read(chapter);
        let (uses, shown) = (reader.uses, reader.shown);
        self.desk.shown += shown;
        self.audit_text(chapter, document.as_ref());
        (document, uses)
    }

    /// Reads a chapter and its sub-chapters; nothing if this audience may not see it.
    fn chapter(&mut self, draft: &ChapterDraft) -> Option<ReadChapter> {
        if draft.audience == Audience::Internal && self.book.audience == Audience::Public {
            return None;
        }
        if self.desk.shown > MOST_SHOWN {
            return None;
        }
        let known = self.known.as_ref().and_then(|known| known.chapter(draft));
        let (chapter, leaf) =
            known.map_or_else(|| self.own_text(draft), |(chapter, leaf)| (chapter, leaf.clone()));
        self.desk.ids.extend(leaf.ids.clone());
        self.desk.problems.extend(leaf.problems.iter().cloned());
        self.desk.looks_outside |= leaf.looks_outside;
        // What is too much for a chapter alone has been told.
        self.desk.shown += leaf.shown;
        if self.desk.shown > MOST_SHOWN && leaf.shown <= MOST_SHOWN {
            let place =
                draft.text.as_ref().map_or(Place::None, |text| Place::File(text.source.path().to_owned()));
            self.desk.problems.push(Problem::new(too_much(), place));
        }
        let uses = leaf.uses.clone();
        self.leaves.insert(draft.file.clone(), leaf);
        let children = draft.children.iter().filter_map(|child| self.chapter(child)).collect();
        Some(ReadChapter { chapter, uses, children })
    }

    /// Reads a chapter without its sub-chapters. What was found is returned, not left on the desk.
    fn own_text(&mut self, draft: &ChapterDraft) -> (Chapter, Leaf) {
        let ids = self.desk.ids.clone();
        let problems = std::mem::take(&mut self.desk.problems);
        let looked_outside = std::mem::take(&mut self.desk.looks_outside);
        let (chapter, uses, shown) = self.read_text(draft);
        let mut given = std::mem::replace(&mut self.desk.ids, ids);
        given.retain(|id, _| !self.desk.ids.contains_key(id));
        let leaf = Leaf {
            uses,
            problems: std::mem::replace(&mut self.desk.problems, problems),
            ids: given,
            looks_outside: std::mem::replace(&mut self.desk.looks_outside, looked_outside),
            shown,
        };
        // What comes later may get other ids than it had.
        self.known = self
            .known
            .take()
            .filter(|known| known.leaf(&draft.file).is_some_and(|before| before.ids == leaf.ids));
        (chapter, leaf)
    }

    fn read_text(&mut self, draft: &ChapterDraft) -> (Chapter, Vec<String>, usize) {
        let mut reader = self.reader(Some(draft));
        let title = draft.title.as_ref().map(|spot| reader.line(spot));
        let summary = draft.summary.as_ref().map(|spot| reader.line(spot)).unwrap_or_default();
        let document = reader.read(draft);
        let (uses, shown) = (reader.uses, reader.shown);
        if let Some((line, spot)) = title.as_ref().zip(draft.title.as_ref()) {
            self.desk.problems.extend(self.audit.line(line, &spot.place, &draft.literals));
            self.desk.problems.extend(self.stale.heading(spot, &draft.literals));
        }
        if let Some(spot) = &draft.summary {
            self.check_line(&summary, spot, &draft.literals);
        }
        self.audit_text(draft, document.as_ref());
        let (own, blocks, footnotes) = match document {
            Some(document) => (document.title, document.blocks, document.footnotes),
            None => (None, Vec::new(), Vec::new()),
        };
        let name = Inline { kind: InlineKind::Text(draft.name.clone()), range: 0..0 };
        let chapter = Chapter {
            address: draft.address.clone(),
            level: draft.level,
            number: None,
            title: title.or(own).unwrap_or_else(|| vec![name]),
            summary,
            source: draft.source.clone(),
            blocks,
            footnotes,
            figures: Vec::new(),
            children: Vec::new(),
        };
        (chapter, uses, shown)
    }

    /// Audits the numbers typed in a line, and looks for leftovers.
    fn check_line(&mut self, line: &[Inline], spot: &Spot, literals: &[String]) {
        self.desk.problems.extend(self.audit.line(line, &spot.place, literals));
        self.desk.problems.extend(self.stale.line(spot, literals));
    }

    /// Audits the numbers typed in a chapter's text, and looks for leftovers.
    fn audit_text(&mut self, chapter: &ChapterDraft, document: Option<&Document>) {
        let Some((text, document)) = chapter.text.as_ref().zip(document) else { return };
        let source = &text.source;
        for blocks in std::iter::once(&document.blocks).chain(&document.footnotes) {
            let (said, left_over) = rayon::join(
                || self.audit.blocks(source, blocks, &chapter.literals),
                || self.stale.blocks(source, blocks, &chapter.literals),
            );
            self.desk.problems.extend(said.into_iter().chain(left_over));
        }
        if let Some(title) = &document.title {
            let place = Place::new(source, text.body.clone());
            self.desk.problems.extend(self.audit.line(title, &place, &chapter.literals));
            self.desk.problems.extend(self.stale.title(source, title, &chapter.literals));
        }
    }
}
