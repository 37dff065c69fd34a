//! What the home page, the navigation and the site map know of a report.

use std::collections::BTreeSet;

use crate::model::{Inline, Report, Skyline, Stamp, plain};

/// A report, in short.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its path, which is its address: `2022`, `east/2022`.
    pub path: String,
    /// Its year.
    pub year: i16,
    /// Its title.
    pub title: Vec<Inline>,
    /// What it says in short.
    pub summary: Vec<Inline>,
    /// When it was published.
    pub published: Option<Stamp>,
    /// When it was last changed.
    pub updated: Option<Stamp>,
    /// What its figures cover, with the year: `2022年1—11月`.
    pub period: String,
    /// The year in one picture.
    pub skyline: Option<Skyline>,
    /// Whether it is a draft for comment, which stands in no site map.
    pub draft: bool,
    /// The addresses of its chapters, in reading order.
    pub chapters: Vec<String>,
    /// The ids of the figures that have a row on its page of figures.
    pub figures: BTreeSet<String>,
}

impl From<&Report> for Entry {
    fn from(report: &Report) -> Self {
        Self {
            path: report.path.clone(),
            year: report.year,
            title: report.title.clone(),
            summary: report.summary.clone(),
            published: report.published,
            updated: report.updated,
            period: report.period_with_year.clone(),
            skyline: report.skyline.clone(),
            draft: report.draft,
            chapters: report.reading_order().iter().map(|chapter| chapter.address.clone()).collect(),
            figures: report.figures.iter().map(|figure| figure.id.clone()).collect(),
        }
    }
}

impl Entry {
    /// The folder that holds it, which stands for an office: empty at the top.
    pub(super) fn folder(&self) -> &str {
        folder_of(&self.path)
    }

    /// Its title as plain text.
    pub(super) fn plain_title(&self) -> String {
        plain(&self.title)
    }
}

/// The folder that holds a report.
pub(super) fn folder_of(report: &str) -> &str {
    report.rsplit_once('/').map_or("", |(folder, _)| folder)
}
