//! From what an office wrote to what every output reads. [`Book::open`] computes the figures of all reports, which
//! refer to each other's; [`Book::report`] then reads the text of one, on its own.

mod blocks;
mod breaks;
mod carried;
mod charts;
mod compared_charts;
mod figures;
mod formulas;
mod identities;
mod kinds;
mod large;
mod layout;
mod ledger_chart;
mod ledgers;
mod level_charts;
mod links;
mod masks;
mod message;
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

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::load::Project;
use crate::model::{Audience, Draft, Figure, Report, Trends};
use crate::problem::{Fault, Place, Problem};
use crate::wording::Speaker;

/// All reports of a project for one audience, their figures computed. What this audience may not see is gone.
#[derive(Debug)]
pub struct Book<'a> {
    project: &'a Project,
    audience: Audience,
    entries: Vec<Entry<'a>>,
    pages: links::Pages,
}

/// A report in the book.
#[derive(Debug)]
struct Entry<'a> {
    draft: &'a Draft,
    figures: Vec<Figure>,
    /// The figure of each id.
    index: BTreeMap<String, usize>,
    /// Ids of metrics that cannot be computed, since their formula or what it names is faulty.
    spoilt: Vec<String>,
}

impl Entry<'_> {
    fn figure(&self, id: &str) -> Option<&Figure> {
        self.index.get(id).map(|&at| &self.figures[at])
    }

    /// Whether a name belongs to a file or metric that could not be read, or not all of which could.
    fn is_unread(&self, name: &str) -> bool {
        is_unread(self.draft, name) || is_below(&self.spoilt, name)
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

impl<'a> Book<'a> {
    /// Computes the figures of all reports for an audience.
    #[must_use]
    pub fn open(project: &'a Project, audience: Audience) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let drafts = &project.reports;
        let beside = |draft: &Draft, year: i16| {
            drafts.iter().position(|other| other.parent() == draft.parent() && other.year == year)
        };
        // A report needs last year's figures; so they are computed year by year.
        let mut order: Vec<usize> = (0..drafts.len()).collect();
        order.sort_by_key(|&at| (drafts[at].parent(), drafts[at].year));
        let mut computed: Vec<Option<Entry<'a>>> = drafts.iter().map(|_| None).collect();
        for at in order {
            let draft = &drafts[at];
            let earlier = beside(draft, draft.year - 1).filter(|&earlier| earlier != at);
            let last = earlier.and_then(|earlier| computed[earlier].as_ref());
            let (figures, mut found) =
                figures::compute(&figures::Inputs { project, draft, audience, last, computed: &computed });
            let mut spoilt = formulas::spoilt(draft, &found);
            spoilt.extend(figures::without_limit(draft, &figures));
            problems.append(&mut found);
            let index = figures.iter().enumerate().map(|(at, figure)| (figure.id.clone(), at)).collect();
            computed[at] = Some(Entry { draft, figures, index, spoilt });
        }
        let entries: Vec<Entry<'a>> = computed.into_iter().flatten().collect();
        let pages = links::Pages::outline(project, audience);
        (Self { project, audience, entries, pages }, problems)
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
        layout::report(self, at)
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
    fn beside(&self, entry: &Entry<'a>) -> impl Iterator<Item = &Entry<'a>> {
        let parent = entry.draft.parent();
        self.entries.iter().filter(move |other| other.draft.parent() == parent)
    }

    /// The figures that several of these reports of one office share, over the years: an entry an office that has any.
    #[must_use]
    pub fn trends(&self, reports: &[Report]) -> Vec<Trends> {
        trends::trends(self, reports)
    }

    /// Whether a figure's last year may only seem to be lacking, since a file that would tell it has a fault.
    fn is_last_year_unread(&self, entry: &Entry<'_>, id: &str) -> bool {
        let beside = |other: &&Entry<'_>| other.draft.parent() == entry.draft.parent();
        self.entries.iter().filter(beside).any(|other| {
            other.draft.faulty || (other.draft.year == entry.draft.year - 1 && other.is_unread(id))
        })
    }

    /// The ids of metrics that formulas and checks of the report name, and those that its ledgers are measured by.
    fn named_elsewhere(&self, at: usize) -> std::collections::BTreeSet<String> {
        let entry = &self.entries[at];
        let mut named = formulas::named(entry.draft, &entry.index);
        let items = entry.draft.ledgers.iter().flat_map(|ledger| &ledger.items);
        named.extend(items.filter_map(|item| item.metric.as_ref()).map(|spot| spot.text.clone()));
        let skyline = skyline::shown(entry);
        named.extend(skyline.map(|figure| figure.id.clone()));
        named
    }

    fn speaker(&self, entry: &Entry<'_>) -> Speaker<'_> {
        Speaker { words: &self.project.dressing.words, rounding: entry.draft.rounding }
    }
}

/// The problem of a name that names no metric, with the nearest that does; none if its file could not be read.
fn unknown_metric(entry: &Entry<'_>, name: &str, place: &Place) -> Option<Problem> {
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
