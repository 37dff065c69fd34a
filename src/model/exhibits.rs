//! What is shown of figures beside charts: the cover's year in one picture, cards, tables.

use rust_decimal::Decimal;

use super::{FigureRow, Inline};

/// The year in one picture, on the cover: a bar a day, or a column a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skyline {
    /// What it says: `334天里的空气：14天超标`.
    pub title: String,
    /// What, where, when.
    pub subtitle: String,
    /// A short form for the list of reports: `每日AQI，超标14天`.
    pub short: String,
    /// What it shows, for those who cannot see it.
    pub description: String,
    /// The bars in order; none where there is no datum.
    pub bars: Vec<Option<Decimal>>,
    /// How many bars the whole year would have: the period may be shorter.
    pub width: usize,
    /// The name of each twelfth and the bar it begins at: (`2月`, 31).
    pub months: Vec<(String, usize)>,
    /// The value above which a bar is over the limit, and its label.
    pub limit: Option<(Decimal, String)>,
    /// The highest bar and its label: `10月10日最高，168`.
    pub highest: Option<(usize, String)>,
}

/// Figures as cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cards {
    /// The figures.
    pub rows: Vec<FigureRow>,
}

/// Figures as a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetricTable {
    /// Its id, unique in the report.
    pub id: String,
    /// Its title.
    pub title: Vec<Inline>,
    /// What, where, when.
    pub subtitle: String,
    /// The columns asked for, in order.
    pub columns: Vec<Column>,
    /// The figures.
    pub rows: Vec<FigureRow>,
}

/// A column of a table of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The figure's name.
    Label,
    /// This year's value.
    Value,
    /// Last year's.
    Previous,
    /// The change.
    Change,
    /// The limit.
    Limit,
    /// The target.
    Target,
    /// How it stands to limit and target.
    Verdict,
    /// The department.
    Department,
    /// Where it comes from.
    Source,
    /// A note.
    Note,
}
