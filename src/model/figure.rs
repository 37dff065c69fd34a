//! A figure: a metric of a report with everything computed, and a row of it in words.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Better, FigureText, Inline, Quantity, Shown, Status, Target, Value};

/// A metric of a report, computed. What is withheld is [`Value::Masked`] here already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its id: `air.pm25`, `ledgers.round1.done`.
    pub id: String,
    /// Its name.
    pub label: String,
    /// Its unit as typed: `μg/m³`.
    pub unit: String,
    /// How it behaves.
    pub quantity: Quantity,
    /// Which direction is good.
    pub better: Option<Better>,
    /// Its value, unrounded.
    pub value: Value,
    /// The formula that made it, in words; empty where the value was typed or is withheld.
    pub formula: Vec<FormulaPiece>,
    /// Whether a value is expected at all: false for a metric that has only breakdowns.
    pub has_value: bool,
    /// Last year's, unrounded.
    pub previous: Previously,
    /// The places it is shown with.
    pub decimals: u32,
    /// The places last year's is shown with.
    pub previous_decimals: u32,
    /// Its limit.
    pub limit: Option<Limit>,
    /// Its target.
    pub target: Option<Target>,
    /// Parts that add up.
    pub parts: Vec<(String, Value)>,
    /// Last year's parts.
    pub previous_parts: Vec<(String, Value)>,
    /// Items that are compared: each a value, or parts that add up.
    pub items: Vec<FigureItem>,
    /// Last year's items.
    pub previous_items: Vec<FigureItem>,
    /// By month of the period.
    pub monthly: Vec<FigureSeries>,
    /// By month of last year's period.
    pub previous_monthly: Vec<FigureSeries>,
    /// By quarter.
    pub quarterly: Vec<FigureSeries>,
    /// By year.
    pub yearly: Vec<FigureSeries>,
    /// The year of the first value in `yearly`.
    pub first_year: i16,
    /// By day.
    pub daily: Vec<(Date, Value)>,
    /// The scale that gives labels.
    pub scale: Option<String>,
    /// A note.
    pub note: Vec<Inline>,
    /// How final it is.
    pub status: Status,
    /// Why it cannot be compared with last year.
    pub break_reason: Option<String>,
    /// Where it comes from.
    pub source: Option<String>,
    /// Who answers for it.
    pub department: Option<String>,
}

/// An item of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureItem {
    /// Its name.
    pub name: String,
    /// Its value; the sum of its parts where it has any.
    pub value: Value,
    /// Its parts.
    pub parts: Vec<(String, Value)>,
}

/// A series of a figure over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureSeries {
    /// Its name; empty for the only one.
    pub name: String,
    /// A point for each month, quarter or year.
    pub points: Vec<Timepoint>,
}

/// A point in time of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timepoint {
    /// Its value; [`Value::Missing`] where only a label was typed.
    pub value: Value,
    /// The label of the figure's scale: `Ⅱ类`.
    pub label: Option<String>,
}

/// What is known of last year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Previously {
    /// A comparable value (which may be missing or masked).
    Value(Value),
    /// Not comparable, with the reason if there is one.
    Incomparable(Option<String>),
    /// There is none.
    Unknown,
}

/// A limit with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// The limit, in the metric's unit.
    pub value: Decimal,
    /// Its name in words: `GB 3095—2012二级标准限值`.
    pub label: String,
    /// A short name for charts: `年均限值`.
    pub short: String,
}

/// A piece of a formula in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormulaPiece {
    /// Signs, brackets, typed numbers: ` ÷ `.
    Text(String),
    /// What is computed with, and how much it is: 优 201天.
    Input {
        /// Its name.
        label: String,
        /// Its value with its unit.
        value: FigureText,
    },
}

/// A figure as a row of words, for tables, cards and lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureRow {
    /// The figure's id.
    pub id: String,
    /// Its name.
    pub label: String,
    /// Its unit's word for prose: 微克/立方米.
    pub unit: String,
    /// This year's value.
    pub value: Shown,
    /// Last year's.
    pub previous: Shown,
    /// The change, where there is something to say.
    pub change: Option<Change>,
    /// Why it cannot be compared with last year, where a change would stand.
    pub break_reason: Option<String>,
    /// The formula that made it, in words.
    pub formula: Vec<FormulaPiece>,
    /// The limit.
    pub limit: Shown,
    /// The target.
    pub target: Shown,
    /// How it stands to its limit and its target.
    pub verdicts: Vec<Verdict>,
    /// How final it is.
    pub status: Status,
    /// Where it comes from.
    pub source: Option<String>,
    /// Who answers for it.
    pub department: Option<String>,
    /// A note.
    pub note: Vec<Inline>,
    /// The chapters that use it.
    pub used_in: Vec<Use>,
}

/// A change on last year in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// `同比下降4.0%`, `与去年同期持平`, `与去年同期不可比`.
    pub text: String,
    /// The number in it, or what stands instead of one.
    pub shown: Shown,
    /// The same for a column headed 同比: `下降4.0%`.
    pub short: String,
    /// The change as a machine reads it, in percent, percentage points or ranks: `-4.0`; none where there is no number.
    pub number: Option<String>,
    /// Which way.
    pub direction: Direction,
    /// Whether that is good, where the metric says what is better.
    pub good: Option<bool>,
}

/// The direction of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More, or a better rank.
    Up,
    /// Less.
    Down,
    /// The same when rounded.
    Flat,
    /// Not to be said.
    None,
}

/// How a figure stands to a limit or a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// `低于GB 3095—2012二级标准限值31.4%`, `未达到考核任务`.
    pub text: String,
    /// The same where the limit's name stands nearby: `低于限值31.4%`.
    pub short: String,
    /// Whether the limit is kept or the target met; none where it is masked.
    pub kept: Option<bool>,
}

/// A place that uses a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The chapter's address; empty for the cover and its opening.
    pub chapter: String,
    /// Its title in plain text.
    pub title: String,
}
