//! From what an office wrote to what every output reads. [`Book::open`] computes the figures of all reports, which
//! refer to each other's; [`Book::report`] then reads the text of one, on its own.

mod again;
mod blocks;
mod breaks;
mod carried;
mod charts;
mod compared_charts;
mod figures;
mod formulas;
mod identities;
mod inputs;
mod kinds;
mod large;
mod layout;
mod ledger_chart;
mod ledgers;
mod level_charts;
mod links;
mod masks;
mod message;
mod numbering;
mod paths;
mod rows;
mod series;
mod skyline;
mod text;
mod trends;
mod values;
mod veil;
mod waiting;
mod workings;

pub use again::Reading;

use self::again::entries;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::load::Project;
use crate::model::{Audience, Draft, Figure, Report, Trends};
use crate::problem::{Fault, Place, Problem};
use crate::wording::Speaker;

/// All reports of a project for one audience, their figures computed. What this audience may not see is gone.
#[derive(Debug)]
pub struct Book {
    project: Project,
    audience: Audience,
    entries: Vec<Arc<Entry>>,
    pages: links::Pages,
}

/// A report in the book.
#[derive(Debug)]
struct Entry {
    draft: Arc<Draft>,
    figures: Vec<Figure>,
    /// The figure of each id.
    index: BTreeMap<String, usize>,
    /// Ids of metrics that cannot be computed, since their formula or what it names is faulty.
    spoilt: Vec<String>,
    /// What was found while it was computed.
    problems: Vec<Problem>,
}

impl Entry {
    fn figure(&self, id: &str) -> Option<&Figure> {
        self.index.get(id).map(|&at| &self.figures[at])
    }

    /// Whether a name belongs to a file or metric that could not be read, or not all of which could.
    fn is_unread(&self, name: &str) -> bool {
        is_unread(&self.draft, name) || is_below(&self.spoilt, name)
    }
}

/// Whether a name belongs to a file or metric that could not be read.
fn is_unread(draft: &Draft, name: &str) -> bool {
    is_below(&draft.unread, name)
}

fn is_below(unread: &[String], name: &str) -> bool {
    unread.iter().any(|unread| {
        name.strip_prefix(unread.as_str())
            .is_some_and(|rest| unread.ends_with('.') || rest.is_empty() || rest.starts_with('.'))
    })
}

impl Book {
    /// Computes the figures of all reports for an audience.
    #[must_use]
    pub fn open(project: &Project, audience: Audience) -> (Self, Vec<Problem>) {
        Self::open_after(project, audience, None)
    }

    /// The same, taking from an earlier book for this audience what has not changed since.
    #[must_use]
    pub fn open_after(project: &Project, audience: Audience, earlier: Option<&Self>) -> (Self, Vec<Problem>) {
        let earlier = earlier.filter(|earlier| earlier.has_the_same_base(project));
        let entries = entries(project, audience, earlier);
        let problems = entries.iter().flat_map(|entry| entry.problems.iter().cloned()).collect();
        let pages = links::Pages::outline(project, audience, earlier.map(|earlier| &earlier.pages));
        (Self { project: project.clone(), audience, entries, pages }, problems)
    }

    /// How many reports there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The path of a report.
    #[must_use]
    pub fn path(&self, at: usize) -> &str {
        &self.entries[at].draft.path
    }

    /// Resolves a report: reads its text, sets its references, makes its charts.
    #[must_use]
    pub fn report(&self, at: usize) -> (Report, Vec<Problem>) {
        let Reading { report, problems, .. } = self.read(at, None);
        (report, problems)
    }

    /// The same, taking what still holds from the reading of the report in an earlier book for this audience.
    #[must_use]
    pub fn read(&self, at: usize, earlier: Option<(&Self, &Reading)>) -> Reading {
        layout::report(self, at, earlier)
    }

    /// Resolves all reports, in parallel, and gives each to a function that may drop it.
    pub fn reports<T: Send>(&self, each: impl Fn(Report, Vec<Problem>) -> T + Sync) -> Vec<T> {
        (0..self.len())
            .into_par_iter()
            .map(|at| {
                let (report, problems) = self.report(at);
                each(report, problems)
            })
            .collect()
    }

    /// The reports of the same office, with this one.
    fn beside(&self, entry: &Entry) -> impl Iterator<Item = &Entry> {
        let parent = entry.draft.parent();
        self.entries.iter().map(|other| &**other).filter(move |other| other.draft.parent() == parent)
    }

    /// The figures that several of these reports of one office share, over the years: an entry an office that has any.
    #[must_use]
    pub fn trends<'r>(&self, reports: impl IntoIterator<Item = &'r Report>) -> Vec<Trends> {
        trends::trends(self, reports)
    }

    /// Whether a figure's last year may only seem to be lacking, since a file that would tell it has a fault.
    fn is_last_year_unread(&self, entry: &Entry, id: &str) -> bool {
        let beside = |other: &&Arc<Entry>| other.draft.parent() == entry.draft.parent();
        self.entries.iter().filter(beside).any(|other| {
            other.draft.faulty || (other.draft.year == entry.draft.year - 1 && other.is_unread(id))
        })
    }

    /// The ids of metrics that formulas and checks of the report name, and those that its ledgers are measured by.
    fn named_elsewhere(&self, at: usize) -> std::collections::BTreeSet<String> {
        let entry = &self.entries[at];
        let mut named = formulas::named(&entry.draft, &entry.index);
        let items = entry.draft.ledgers.iter().flat_map(|ledger| &ledger.items);
        named.extend(items.filter_map(|item| item.metric.as_ref()).map(|spot| spot.text.clone()));
        let skyline = skyline::shown(entry);
        named.extend(skyline.map(|figure| figure.id.clone()));
        named
    }

    fn speaker(&self, entry: &Entry) -> Speaker<'_> {
        Speaker { words: &self.project.dressing.words, rounding: entry.draft.rounding }
    }
}

/// The problem of a name that names no metric, with the nearest that does; none if its file could not be read.
fn unknown_metric(entry: &Entry, name: &str, place: &Place) -> Option<Problem> {
    if entry.is_unread(name) {
        return None;
    }
    let nearest = |name: &str| crate::problem::nearest(name, entry.index.keys().map(String::as_str));
    // The misspelt id may have a property, a part or a month behind it.
    let dots = name.rmatch_indices('.').filter(|(at, _)| name[..*at].contains('.'));
    let near_id = dots.filter_map(|(at, _)| Some(format!("{}{}", nearest(&name[..at])?, &name[at..]))).next();
    let near = nearest(name).or(near_id);
    Some(Problem::new(Fault::UnknownMetric { name: name.to_owned(), near }, place.clone()))
}
