//! A report as its office wrote it: loaded, typed, nothing computed and no reference set.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Audience, Due, LedgerKind, Metric, Month, Period, Spot, Stamp, WorkState};
use crate::problem::Place;
use crate::source::Source;

/// How halves are rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// To the even digit, by GB/T 8170.
    HalfEven,
    /// Away from zero.
    HalfUp,
}

/// What to do about typed figures that no metric backs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypedFigures {
    /// Nothing.
    Allow,
    /// Warn.
    Warn,
    /// Refuse.
    Deny,
}

/// What `*` means in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asterisks {
    /// Emphasis, as in Markdown.
    Emphasis,
    /// A plain character: hidden digits.
    Plain,
}

/// A report as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its path under the content folder: `2022`, `east/2022`.
    pub path: String,
    /// Its folder as it would be opened from the working folder.
    pub folder: String,
    /// Its title.
    pub title: Spot,
    /// Its year.
    pub year: i16,
    /// The months its figures cover.
    pub period: Period,
    /// When it was published.
    pub published: Option<Stamp>,
    /// When it was changed.
    pub updated: Option<Stamp>,
    /// What was corrected.
    pub corrections: Option<Spot>,
    /// Whether it is a draft for comment.
    pub draft: bool,
    /// Who wrote it.
    pub source: Option<String>,
    /// What it says in short.
    pub summary: Option<Spot>,
    /// Ids of the figures on the cover.
    pub highlights: Vec<Spot>,
    /// Id of the series on the cover.
    pub cover: Option<Spot>,
    /// How halves are rounded.
    pub rounding: Rounding,
    /// What to do about typed figures.
    pub figures: TypedFigures,
    /// What `*` means.
    pub asterisks: Asterisks,
    /// Downloads asked for.
    pub downloads: Vec<String>,
    /// Sheets to read values from.
    pub values: Vec<Spot>,
    /// The opening text.
    pub opening: Option<ChapterDraft>,
    /// Metrics by file, in order.
    pub metrics: Vec<MetricFile>,
    /// Ledgers in order.
    pub ledgers: Vec<LedgerDraft>,
    /// Chapters in order.
    pub chapters: Vec<ChapterDraft>,
    /// Files under `data/`, by their path in the report: `data/plant.jpg`.
    pub data: Vec<String>,
    /// Prefixes of names that could not be read because their file has an error of its own.
    pub unread: Vec<String>,
    /// Whether `report.yaml` has a fault of its own, so that its year and months may not be those that were meant.
    pub faulty: bool,
}

/// A file of metrics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetricFile {
    /// The prefix of its metrics' ids: `air`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its metrics in the order typed.
    pub metrics: Vec<Metric>,
    /// Equations and inequalities that must hold.
    pub checks: Vec<Spot>,
}

/// A ledger as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerDraft {
    /// Its id: `ledgers.round1`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where its title stands.
    pub title_place: Place,
    /// What it lists.
    pub kind: LedgerKind,
    /// The unit of its counts.
    pub unit: Option<String>,
    /// Its own words for states.
    pub words: Vec<(WorkState, String)>,
    /// Its items.
    pub items: Vec<LedgerItemDraft>,
    /// Where it is.
    pub place: Place,
}

/// An item of a ledger as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerItemDraft {
    /// Its id.
    pub id: String,
    /// What is to be done.
    pub title: Spot,
    /// What kind of work it is.
    pub category: Option<String>,
    /// Who leads it.
    pub lead: Option<String>,
    /// By when.
    pub due: Option<Due>,
    /// How far it has come.
    pub state: WorkState,
    /// Where that is written.
    pub state_place: Place,
    /// When the papers were handed in.
    pub submitted: Option<Month>,
    /// When it was closed.
    pub closed: Option<Month>,
    /// How it goes.
    pub note: Option<Spot>,
    /// The metric that measures it.
    pub metric: Option<Spot>,
    /// What it is to reach.
    pub target: Option<Decimal>,
    /// The item it continues.
    pub carries: Option<Carry>,
    /// Who may see it.
    pub audience: Audience,
    /// Where it stands: its id.
    pub place: Place,
}

/// The item of an earlier report that an item continues, as written: `2021/r1-07`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carry {
    /// The year of that report.
    pub year: i16,
    /// The item's id in it.
    pub id: String,
    /// Where it is written.
    pub place: Place,
}

/// A chapter's file, or a folder without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChapterDraft {
    /// Its file's path in the report: `1-work/1-battles/index.md`; the folder's where there is no file.
    pub file: String,
    /// Its address in the report: `work/battles`.
    pub address: String,
    /// 1 for the chapters of the report itself.
    pub level: u8,
    /// The name it falls back on for a title.
    pub name: String,
    /// Its text; none for a folder without an index.
    pub text: Option<ChapterText>,
    /// Its title in the front matter.
    pub title: Option<Spot>,
    /// One sentence on it.
    pub summary: Option<Spot>,
    /// Who may see it.
    pub audience: Audience,
    /// Who wrote it.
    pub source: Option<String>,
    /// Figures typed on purpose.
    pub literals: Vec<String>,
    /// What `*` means, where it differs from the report's.
    pub asterisks: Option<Asterisks>,
    /// Sub-chapters in order.
    pub children: Vec<ChapterDraft>,
}

impl ChapterDraft {
    /// The chapter and those below it, each before its sub-chapters.
    #[must_use]
    pub fn reading_order(&self) -> Vec<&Self> {
        let below = self.children.iter().flat_map(Self::reading_order);
        std::iter::once(self).chain(below).collect()
    }

    /// Whether another says the same, but for its sub-chapters.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let Self {
            file,
            address,
            level,
            name,
            text,
            title,
            summary,
            audience,
            source,
            literals,
            asterisks,
            children: _,
        } = self;
        *file == other.file
            && *address == other.address
            && *level == other.level
            && *name == other.name
            && *text == other.text
            && *title == other.title
            && *summary == other.summary
            && *audience == other.audience
            && *source == other.source
            && *literals == other.literals
            && *asterisks == other.asterisks
    }
}

/// The text of a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChapterText {
    /// Its file.
    pub source: Arc<Source>,
    /// The bytes of its Markdown.
    pub body: Range<usize>,
}

/// Limits and scales.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standards {
    /// Limits of standards.
    pub limits: Vec<StandardLimit>,
    /// Ordered labels.
    pub scales: Vec<ScaleLabels>,
}

impl Standards {
    /// The scale of a name.
    #[must_use]
    pub fn scale(&self, name: &str) -> Option<&ScaleLabels> {
        self.scales.iter().find(|scale| scale.name == name)
    }
}

/// A limit of a standard, with its dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardLimit {
    /// `GB 3095`
    pub standard: String,
    /// `2012`: with the standard's name in words.
    pub edition: Option<String>,
    /// `PM2.5`
    pub item: String,
    /// `year quarter month day 8h 1h`
    pub average: String,
    /// `2`
    pub class: Option<String>,
    /// The limit.
    pub value: Decimal,
    /// Its unit.
    pub unit: String,
    /// The first day it holds.
    pub from: Option<Date>,
    /// The last day it holds.
    pub to: Option<Date>,
}

/// A scale: ordered labels, with bounds where numbers have a place on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleLabels {
    /// Its name: `aqi`.
    pub name: String,
    /// Its labels, best first, in the site's language.
    pub labels: Vec<String>,
    /// The same in a few characters, for small cells: `Ⅱ` for `Ⅱ类`; empty where nothing shorter is said.
    pub short: Vec<String>,
    /// The labels in each language that the scale knows: an author may write any of them.
    pub languages: Vec<Vec<String>>,
    /// The highest number of each label but the last.
    pub bounds: Vec<Decimal>,
    /// The highest number that keeps the limit, where the scale has one.
    pub pass: Option<Decimal>,
}

impl ScaleLabels {
    /// The index of a label, in whatever language it is written.
    #[must_use]
    pub fn place(&self, label: &str) -> Option<usize> {
        let lists = std::iter::once(&self.labels).chain(&self.languages);
        lists.filter_map(|list| list.iter().position(|known| known == label)).next()
    }

    /// A label in the site's language, from any.
    #[must_use]
    pub fn label(&self, written: &str) -> Option<&str> {
        self.labels.get(self.place(written)?).map(String::as_str)
    }

    /// The index of the label that a number falls on.
    #[must_use]
    pub fn level(&self, number: Decimal) -> Option<usize> {
        let level = self.bounds.iter().position(|&bound| number <= bound).unwrap_or(self.bounds.len());
        (!self.bounds.is_empty() && level < self.labels.len()).then_some(level)
    }
}

impl Draft {
    /// Whether another differs from it at most in its opening and its chapters.
    #[must_use]
    pub fn has_the_same_frame(&self, other: &Self) -> bool {
        let Self {
            path,
            folder,
            title,
            year,
            period,
            published,
            updated,
            corrections,
            draft,
            source,
            summary,
            highlights,
            cover,
            rounding,
            figures,
            asterisks,
            downloads,
            values,
            metrics,
            ledgers,
            data,
            unread,
            faulty,
            opening: _,
            chapters: _,
        } = self;
        *path == other.path
            && *folder == other.folder
            && *title == other.title
            && *year == other.year
            && *period == other.period
            && *published == other.published
            && *updated == other.updated
            && *corrections == other.corrections
            && *draft == other.draft
            && *source == other.source
            && *summary == other.summary
            && *highlights == other.highlights
            && *cover == other.cover
            && *rounding == other.rounding
            && *figures == other.figures
            && *asterisks == other.asterisks
            && *downloads == other.downloads
            && *values == other.values
            && *metrics == other.metrics
            && *ledgers == other.ledgers
            && *data == other.data
            && *unread == other.unread
            && *faulty == other.faulty
    }

    /// The folder that holds it and its sister reports: empty for reports right under the content folder.
    #[must_use]
    pub fn parent(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(parent, _)| parent)
    }
}
