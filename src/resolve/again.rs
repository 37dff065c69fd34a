//! What of an earlier book still holds: figures that nothing they are computed from has changed, and texts that nothing
//! they say has changed.

use std::sync::Arc;

use super::{Book, Entry, figures, formulas};
use crate::load::Project;
use crate::model::{Audience, Draft, Report};
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
}

/// The reports of a project in its order, their figures computed.
pub(super) fn entries(project: &Project, audience: Audience, earlier: Option<&Book>) -> Vec<Arc<Entry>> {
    let drafts = &project.reports;
    // A report needs last year's figures; so they are computed year by year.
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&at| (drafts[at].parent(), drafts[at].year));
    let mut computed: Vec<Option<Arc<Entry>>> = vec![None; drafts.len()];
    for office in order.chunk_by(|&a, &b| drafts[a].parent() == drafts[b].parent()) {
        let known: Vec<Option<Arc<Entry>>> =
            office.iter().map(|&at| earlier?.entry_of(&drafts[at])).collect();
        let is_same = earlier.is_some_and(|earlier| {
            known.iter().all(Option::is_some)
                && earlier.office_size(drafts[office[0]].parent()) == office.len()
        });
        for (&at, known) in office.iter().zip(known) {
            computed[at] = match known {
                Some(known) if is_same => Some(known),
                known => {
                    let entry = entry(project, audience, (at, &computed));
                    // The one that others know already, if it says the same.
                    Some(known.filter(|known| **known == entry).unwrap_or_else(|| Arc::new(entry)))
                }
            };
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
    let (figures, problems) = figures::compute(&figures::Inputs { project, draft, audience, last, computed });
    let mut spoilt = formulas::spoilt(draft, &problems);
    spoilt.extend(figures::without_limit(draft, &figures));
    let index = figures.iter().enumerate().map(|(at, figure)| (figure.id.clone(), at)).collect();
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
        let is_own_same = earlier.entries.iter().any(|known| Arc::ptr_eq(known, entry));
        let office = |book: &Self| -> Vec<Arc<Entry>> {
            let beside = book.entries.iter().filter(|other| other.draft.parent() == entry.draft.parent());
            beside.cloned().collect()
        };
        let (now, before) = (office(self), office(earlier));
        let is_same = |(now, before): (&Arc<Entry>, &Arc<Entry>)| {
            Arc::ptr_eq(now, before)
                || (now.draft.path == before.draft.path
                    && now.draft.year.min(before.draft.year) > entry.draft.year
                    && now.is_same_from_before(before))
        };
        is_own_same
            && now.len() == before.len()
            && now.iter().zip(&before).all(is_same)
            && (!reading.looks_outside || self.pages.is_same(&earlier.pages))
    }

    /// Whether standards and words are those that a project is read with.
    pub(super) fn has_the_same_base(&self, project: &Project) -> bool {
        let Project { standards, dressing, site, .. } = &self.project;
        Arc::ptr_eq(standards, &project.standards)
            && Arc::ptr_eq(dressing, &project.dressing)
            && *site == project.site
    }

    fn entry_of(&self, draft: &Arc<Draft>) -> Option<Arc<Entry>> {
        self.entries.iter().find(|entry| Arc::ptr_eq(&entry.draft, draft)).cloned()
    }

    fn office_size(&self, parent: &str) -> usize {
        self.entries.iter().filter(|entry| entry.draft.parent() == parent).count()
    }
}
