//! The figures that several reports of one office share, over the years.

use super::Chart;

/// The figures of an office over the years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trends {
    /// The folder that holds the office's reports: empty at the top.
    pub folder: String,
    /// Its reports, the earliest first.
    pub reports: Vec<TrendReport>,
    /// The figures, in the order of the latest report that has them.
    pub groups: Vec<TrendGroup>,
}

/// A report that trends are taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrendReport {
    /// Its path.
    pub path: String,
    /// Its year in words: `2022年`.
    pub year: String,
    /// Whether it is a draft for comment.
    pub draft: bool,
}

/// The trends of one metrics file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrendGroup {
    /// Its stem: `air`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its figures that several years have.
    pub trends: Vec<Trend>,
}

/// A figure over the years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    /// The figure's id: `air.pm25`.
    pub metric: String,
    /// What it is called: `PM2.5平均浓度`.
    pub label: String,
    /// Its values by year, as each year's report published them.
    pub chart: Chart,
    /// What must be said of its years: why two do not join, which stand apart, what was revised.
    pub notes: Vec<String>,
    /// The places in [`Trends::reports`] of those that have it in this unit.
    pub years: Vec<usize>,
}
