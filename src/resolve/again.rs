//! What of an earlier book still holds: figures that nothing they are computed from has changed, and texts that nothing
//! they say has changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::figures::Computation;
use super::inputs::Inputs;
use super::{Book, Entry, figures, formulas};
use crate::load::Project;
use crate::model::{Audience, Chapter, ChapterDraft, Draft, Report};
use crate::problem::Problem;

/// A report as read in a book.
#[derive(Debug)]
pub struct Reading {
    /// The report.
    pub report: Report,
    /// What was found while it was read.
    pub problems: Vec<Problem>,
    /// Whether a link in it leads, or was meant to lead, to another report.
    pub(super) looks_outside: bool,
    /// The ids given out when the opening was read.
    pub(super) opening_ids: BTreeMap<String, String>,
    /// What the reading of each chapter found, by its file.
    pub(super) leaves: BTreeMap<String, Leaf>,
}

/// What the reading of a chapter's own text found, beside the text.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    /// The figures used.
    pub(super) uses: Vec<String>,
    pub(super) problems: Vec<Problem>,
    /// The ids given out.
    pub(super) ids: BTreeMap<String, String>,
    pub(super) looks_outside: bool,
    /// How many values its blocks show.
    pub(super) shown: usize,
}

/// The earlier reading of a report of which nothing but texts has changed, nor anything that its texts refer to.
pub(super) struct Known<'a> {
    pub(super) opening_ids: &'a BTreeMap<String, String>,
    leaves: &'a BTreeMap<String, Leaf>,
    drafts: BTreeMap<&'a str, &'a ChapterDraft>,
    chapters: BTreeMap<&'a str, &'a Chapter>,
}

impl<'a> Known<'a> {
    /// What of an earlier reading can still be taken for a report of the book.
    pub(super) fn of(book: &Book, at: usize, (earlier, reading): (&'a Book, &'a Reading)) -> Option<Self> {
        let entry = &book.entries[at];
        let before = earlier.of_path(&entry.draft.path)?;
        let is_same = earlier.has_the_same_base(&book.project)
            && entry.draft.has_the_same_frame(&before.draft)
            && entry.figures == before.figures
            && entry.spoilt == before.spoilt
            && book.has_the_same_sisters(entry, earlier)
            && book.pages.is_same(&earlier.pages);
        is_same.then(|| {
            let drafts = before.draft.chapters.iter().flat_map(ChapterDraft::reading_order);
            let chapters = reading.report.reading_order().into_iter();
            Self {
                opening_ids: &reading.opening_ids,
                leaves: &reading.leaves,
                drafts: drafts.map(|draft| (draft.file.as_str(), draft)).collect(),
                chapters: chapters.map(|chapter| (chapter.address.as_str(), chapter)).collect(),
            }
        })
    }

    /// What a chapter's file was when it was read, with what was found.
    pub(super) fn leaf(&self, file: &str) -> Option<&'a Leaf> {
        self.leaves.get(file)
    }

    /// The chapter as it was read, if it says the same; without what is put into it at the end.
    pub(super) fn chapter(&self, draft: &ChapterDraft) -> Option<(Chapter, &'a Leaf)> {
        let before = self.drafts.get(draft.file.as_str()).filter(|before| before.says_the_same(draft))?;
        let leaf = self.leaf(&before.file)?;
        let known = self.chapters.get(draft.address.as_str())?;
        let chapter = Chapter {
            address: known.address.clone(),
            level: known.level,
            number: None,
            title: known.title.clone(),
            summary: known.summary.clone(),
            source: known.source.clone(),
            blocks: known.blocks.clone(),
            footnotes: known.footnotes.clone(),
            figures: Vec::new(),
            children: Vec::new(),
        };
        Some((chapter, leaf))
    }
}

/// The reports of a project in its order, their figures computed.
pub(super) fn entries(project: &Project, audience: Audience, earlier: Option<&Book>) -> Vec<Arc<Entry>> {
    let drafts = &project.reports;
    // A report needs last year's figures; so they are computed year by year.
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&at| (drafts[at].parent(), drafts[at].year));
    let mut computed: Vec<Option<Arc<Entry>>> = vec![None; drafts.len()];
    for office in order.chunk_by(|&a, &b| drafts[a].parent() == drafts[b].parent()) {
        let before: Vec<Option<&Arc<Entry>>> =
            office.iter().map(|&at| earlier?.of_path(&drafts[at].path)).collect();
        let is_framed = |(&at, before): (&usize, &Option<&Arc<Entry>>)| {
            before.is_some_and(|before| {
                Arc::ptr_eq(&before.draft, &drafts[at]) || before.draft.has_the_same_frame(&drafts[at])
            })
        };
        // Texts alone have changed, if anything, and no figure is computed from them.
        let are_framed = office.iter().zip(&before).all(is_framed)
            && earlier.is_some_and(|earlier| earlier.office_size(drafts[office[0]].parent()) == office.len());
        for (&at, before) in office.iter().zip(before) {
            computed[at] = Some(match before {
                Some(before) if are_framed && Arc::ptr_eq(&before.draft, &drafts[at]) => Arc::clone(before),
                Some(before) if are_framed => Arc::new(before.of(&drafts[at])),
                before => {
                    let entry = entry(project, audience, (at, &computed));
                    // The one that others know already, if it says the same.
                    before.filter(|before| ***before == entry).cloned().unwrap_or_else(|| Arc::new(entry))
                }
            });
        }
    }
    computed.into_iter().flatten().collect()
}

/// Computes the figures of a report from those of the reports before it.
fn entry(project: &Project, audience: Audience, (at, computed): (usize, &[Option<Arc<Entry>>])) -> Entry {
    let draft = &project.reports[at];
    let last = project
        .reports
        .iter()
        .position(|other| other.parent() == draft.parent() && other.year == draft.year - 1);
    let last = last.filter(|&last| last != at).and_then(|last| computed[last].as_deref());
    let inputs = Inputs { project, draft, audience, last, computed };
    let Computation { figures, index, problems } = figures::compute(&inputs);
    let mut spoilt = formulas::spoilt(draft, &problems);
    spoilt.extend(figures::without_limit(draft, &figures));
    Entry { draft: Arc::clone(draft), figures, index, spoilt, problems }
}

impl PartialEq for Entry {
    /// Drafts are the same only if they are the same reading of the same files.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.draft, &other.draft)
            && self.figures == other.figures
            && self.spoilt == other.spoilt
            && self.problems == other.problems
    }
}

impl Entry {
    /// The same for a draft that differs from its own at most in its texts.
    fn of(&self, draft: &Arc<Draft>) -> Self {
        Self {
            draft: Arc::clone(draft),
            figures: self.figures.clone(),
            index: self.index.clone(),
            spoilt: self.spoilt.clone(),
            problems: self.problems.clone(),
        }
    }

    /// Whether the reports of earlier years see no difference: they may show its figures, and no more.
    fn is_same_from_before(&self, other: &Self) -> bool {
        let (a, b) = (&self.draft, &other.draft);
        (a.year, a.period, a.rounding, a.faulty) == (b.year, b.period, b.rounding, b.faulty)
            && a.unread == b.unread
            && self.figures == other.figures
            && self.spoilt == other.spoilt
    }
}

impl Book {
    /// Whether the reading of a report in an earlier book is what it would be in this one.
    #[must_use]
    pub fn is_unchanged(&self, at: usize, (earlier, reading): (&Self, &Reading)) -> bool {
        if !earlier.has_the_same_base(&self.project) {
            return false;
        }
        let entry = &self.entries[at];
        earlier.entries.iter().any(|known| Arc::ptr_eq(known, entry))
            && self.has_the_same_sisters(entry, earlier)
            && (!reading.looks_outside || self.pages.is_same(&earlier.pages))
    }

    /// Whether the other reports of an office look the same to one of them as they did in an earlier book.
    fn has_the_same_sisters(&self, entry: &Entry, earlier: &Self) -> bool {
        let office = |book: &Self| -> Vec<Arc<Entry>> {
            let beside = book.entries.iter().filter(|other| {
                other.draft.parent() == entry.draft.parent() && other.draft.path != entry.draft.path
            });
            beside.cloned().collect()
        };
        let (now, before) = (office(self), office(earlier));
        let is_same = |(now, before): (&Arc<Entry>, &Arc<Entry>)| {
            Arc::ptr_eq(now, before)
                || (now.draft.path == before.draft.path
                    && now.draft.year.min(before.draft.year) > entry.draft.year
                    && now.is_same_from_before(before))
        };
        now.len() == before.len() && now.iter().zip(&before).all(is_same)
    }

    /// Whether standards and words are those that a project is read with.
    pub(super) fn has_the_same_base(&self, project: &Project) -> bool {
        let Project { standards, dressing, site, .. } = &self.project;
        Arc::ptr_eq(standards, &project.standards)
            && Arc::ptr_eq(dressing, &project.dressing)
            && *site == project.site
    }

    fn of_path(&self, path: &str) -> Option<&Arc<Entry>> {
        self.entries.iter().find(|entry| entry.draft.path == path)
    }

    fn office_size(&self, parent: &str) -> usize {
        self.entries.iter().filter(|entry| entry.draft.parent() == parent).count()
    }
}
