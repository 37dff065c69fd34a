//! A metric as its office defines it, complete and typed, before anything is computed from it.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Value;
use crate::problem::Place;

/// How a figure behaves: whether it adds up, and in which words it changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// Adds up over months and parts; changes by 增长/下降.
    Amount,
    /// A concentration or other level; changes by 上升/下降.
    Level,
    /// A share; changes by percentage points.
    Ratio,
    /// A place in an order; a smaller number is up.
    Rank,
}

/// Which direction is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// Less is better.
    Lower,
    /// More is better.
    Higher,
}

/// How final a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Final.
    Final,
    /// May still change.
    Provisional,
    /// Differs from what was published before.
    Revised,
}

/// A value as given in data: typed, or a formula to be computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The value, or the formula's text.
    pub what: GivenWhat,
    /// Where it stands.
    pub place: Place,
}

/// What a value was given as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenWhat {
    /// A typed value.
    Value(Value),
    /// A label of the metric's scale: `Ⅱ类`.
    Label(String),
    /// A formula, without its `=`.
    Formula(String),
}

/// Named values in the order typed.
pub type Named = Vec<(String, Given)>;

/// An item that is compared with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A single value.
    Single(Given),
    /// Parts that add up.
    Parts(Named),
}

/// Values over time: one series, or several with names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Timed {
    /// One unnamed series.
    Single(Vec<Given>),
    /// Several named series.
    Several(Vec<(String, Vec<Given>)>),
}

/// What the years of a yearly breakdown are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Yearly {
    /// By year.
    ByYear(Vec<(i16, Given)>),
    /// The last ends with the report's year.
    Listed(Timed),
}

/// Last year's figures, typed because they cannot be taken from last year's report or differ from it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Previous {
    /// The value.
    pub value: Option<Given>,
    /// Its parts.
    pub parts: Named,
    /// Its items.
    pub items: Vec<(String, Item)>,
    /// Its months.
    pub monthly: Option<Timed>,
    /// Why it differs from what was published.
    pub revised: Option<String>,
    /// Whether the value stands only in a sheet: it is taken where last year's report has none.
    pub offered: bool,
}

/// A limit: typed, or named by its standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LimitGiven {
    /// From a standard.
    Standard {
        /// `GB 3095`
        standard: String,
        /// `PM2.5`
        item: String,
        /// `year`, `day`, `8h` …
        average: String,
        /// `2`
        class: Option<String>,
        /// Where it stands.
        place: Place,
    },
    /// Typed with its name.
    Typed {
        /// The limit.
        value: Decimal,
        /// Its name: 国家二级标准.
        label: String,
    },
}

/// A target: a value and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The target, in the metric's unit.
    pub value: Decimal,
    /// Its name: 考核任务.
    pub label: String,
}

/// Which of a metric's values are withheld from the public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mask {
    /// None.
    Open,
    /// All.
    All,
    /// These parts or items.
    Some(Vec<String>),
}

/// A metric as defined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metric {
    /// Its id: `air.pm25`.
    pub id: String,
    /// Its name.
    pub label: String,
    /// Other names in prose.
    pub aliases: Vec<String>,
    /// Its unit as typed: `μg/m³`; empty for a plain number.
    pub unit: String,
    /// How it behaves.
    pub quantity: Quantity,
    /// Its value; none where it has only breakdowns.
    pub value: Option<Given>,
    /// Last year's figures, where typed.
    pub previous: Option<Previous>,
    /// Which direction is good.
    pub better: Option<Better>,
    /// Its limit.
    pub limit: Option<LimitGiven>,
    /// Its target.
    pub target: Option<Target>,
    /// Parts that add up to the value.
    pub parts: Named,
    /// Items that are compared.
    pub items: Vec<(String, Item)>,
    /// By month, from the period's first.
    pub monthly: Option<Timed>,
    /// By quarter.
    pub quarterly: Option<Timed>,
    /// By year.
    pub yearly: Option<Yearly>,
    /// By day, in order.
    pub daily: Vec<(Date, Given)>,
    /// The scale that gives its values labels: `aqi`.
    pub scale: Option<String>,
    /// The places it is shown with.
    pub decimals: Option<u32>,
    /// A note, which may hold references.
    pub note: Option<Spot>,
    /// How final it is.
    pub status: Status,
    /// Why it cannot be compared with last year.
    pub break_reason: Option<String>,
    /// Where it comes from.
    pub source: Option<String>,
    /// Who answers for it.
    pub department: Option<String>,
    /// What of it is withheld.
    pub mask: Mask,
    /// Where it is defined: its key.
    pub place: Place,
}

/// A text with its place, not yet read for references.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}
