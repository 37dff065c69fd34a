//! What of an earlier rendering of a report still holds: pages and drawings of what has not changed since.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Page;
use super::views::FullChapter;
use crate::model::{Chapter, Chart, Report};
use crate::reader::parts::charts;

/// A report rendered: its pages, and what they are put together from.
#[derive(Debug)]
pub struct Rendered {
    /// By path.
    pub(super) pages: BTreeMap<String, Arc<Page>>,
    /// What is drawn of charts, by their ids.
    pub(super) charts: BTreeMap<String, Arc<str>>,
    /// The chapters of the page of the whole, by their addresses.
    pub(super) chapters: BTreeMap<String, Arc<FullChapter>>,
}

impl Rendered {
    /// Its pages by path.
    #[must_use]
    pub fn pages(&self) -> &BTreeMap<String, Arc<Page>> {
        &self.pages
    }
}

/// What is known from the earlier rendering of a report by a renderer that makes the same of it.
pub(super) struct Known<'a> {
    report: &'a Report,
    rendered: &'a Rendered,
    /// Whether the report differs at most in its texts.
    is_frame_same: bool,
    chapters: BTreeMap<&'a str, &'a Chapter>,
    charts: BTreeMap<&'a str, &'a Chart>,
}

impl<'a> Known<'a> {
    pub(super) fn new(report: &Report, (earlier, rendered): (&'a Report, &'a Rendered)) -> Self {
        let chapters = earlier.reading_order().into_iter();
        Self {
            report: earlier,
            rendered,
            is_frame_same: report.has_the_same_frame(earlier),
            chapters: chapters.map(|chapter| (chapter.address.as_str(), chapter)).collect(),
            charts: charts(earlier).into_iter().map(|chart| (chart.id.as_str(), chart)).collect(),
        }
    }

    fn page(&self, path: &str, holds: bool) -> Option<Arc<Page>> {
        self.rendered.pages.get(path).filter(|_| holds && self.is_frame_same).cloned()
    }

    /// A page that shows none of the report's texts.
    pub(super) fn textless(&self, path: &str) -> Option<Arc<Page>> {
        self.page(path, true)
    }

    /// The cover.
    pub(super) fn cover(&self, report: &Report, path: &str) -> Option<Arc<Page>> {
        self.page(path, report.has_the_same_opening(self.report))
    }

    /// A chapter's page.
    pub(super) fn chapter(&self, chapter: &Chapter, path: &str) -> Option<Arc<Page>> {
        self.page(path, self.says_the_same(chapter))
    }

    /// A chapter of the page of the whole.
    pub(super) fn whole(&self, chapter: &Chapter) -> Option<Arc<FullChapter>> {
        let holds = self.is_frame_same && self.says_the_same(chapter);
        self.rendered.chapters.get(&chapter.address).filter(|_| holds).cloned()
    }

    /// A file that holds a chart.
    pub(super) fn chart_file(&self, chart: &Chart, path: &str) -> Option<Arc<Page>> {
        self.page(path, self.shows_the_same(chart))
    }

    /// A file that holds all charts.
    pub(super) fn charts_file(&self, report: &Report, path: &str) -> Option<Arc<Page>> {
        self.page(path, charts(report) == charts(self.report))
    }

    /// What is drawn of a chart.
    pub(super) fn drawing(&self, chart: &Chart) -> Option<Arc<str>> {
        self.rendered.charts.get(&chart.id).filter(|_| self.shows_the_same(chart)).cloned()
    }

    fn says_the_same(&self, chapter: &Chapter) -> bool {
        self.chapters.get(chapter.address.as_str()).is_some_and(|known| chapter.has_the_same_text(known))
    }

    fn shows_the_same(&self, chart: &Chart) -> bool {
        self.charts.get(chart.id.as_str()).is_some_and(|known| *known == chart)
    }
}
