//! What the home page, the search, the navigation and the site map know of a report.

use std::collections::BTreeSet;

use crate::model::{Chapter, Inline, Report, Skyline, Stamp, plain};

/// A report, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Its chapters.
    pub chapters: Vec<ChapterEntry>,
    /// Whether it says what became of last year's work.
    pub accounts: bool,
    /// The ids of the figures that have a row on its page of figures.
    pub figures: BTreeSet<String>,
    /// The files beside its cover that it offers for download, in the order in which they are asked for.
    pub files: Vec<File>,
}

/// A file that a report offers beside its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What it is, as `downloads` names it: `docx`.
    pub kind: String,
    /// Its name, in the folder of the report.
    pub name: String,
}

/// A chapter, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChapterEntry {
    /// Its address inside the report.
    pub address: String,
    /// Its number.
    pub number: Option<String>,
    /// Its title.
    pub title: Vec<Inline>,
    /// Its sub-chapters in reading order.
    pub children: Vec<ChapterEntry>,
}

impl From<&Chapter> for ChapterEntry {
    fn from(chapter: &Chapter) -> Self {
        Self {
            address: chapter.address.clone(),
            number: chapter.number.clone(),
            title: chapter.title.clone(),
            children: chapter.children.iter().map(Self::from).collect(),
        }
    }
}

impl ChapterEntry {
    /// Its address and those below it, in reading order.
    pub(super) fn addresses(&self) -> Vec<&str> {
        let below = self.children.iter().flat_map(Self::addresses);
        std::iter::once(self.address.as_str()).chain(below).collect()
    }
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
            chapters: report.chapters.iter().map(ChapterEntry::from).collect(),
            accounts: report.accounts.is_some(),
            figures: report.figures.iter().map(|figure| figure.id.clone()).collect(),
            files: Vec::new(),
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
