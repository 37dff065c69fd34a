//! What calendars and matrices are made of: levels of a scale, by day or by month.

use super::Scale;

/// The levels of a scale as a chart shows them, the best first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levels {
    /// The scale, whose colours the theme has.
    pub scale: Scale,
    /// Its levels that occur, in order.
    pub keys: Vec<LevelKey>,
}

/// A level in the key of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelKey {
    /// Its place on the scale, counted from 0.
    pub level: usize,
    /// Its name: `轻度污染`.
    pub label: String,
    /// The same in a few characters, for small cells; empty where nothing shorter is said.
    pub short: String,
    /// Its bounds and how often it occurs: `101—150，12天`.
    pub detail: String,
}

/// The days of a year by month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Twelve months.
    pub months: Vec<CalendarMonth>,
    /// The weekdays from Monday, in one character or two: `一`, `Mo`.
    pub weekdays: [String; 7],
    /// The words for days outside the period, without data, and withheld; each only where such days are.
    pub outside: Option<String>,
    /// The word for days without data.
    pub missing: Option<String>,
    /// The word for withheld days.
    pub masked: Option<String>,
}

/// A month of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarMonth {
    /// Its name: `3月`.
    pub label: String,
    /// What is said of it: `超标2天`; empty where there is nothing to say.
    pub note: String,
    /// The weekday of its first day, 0 for Monday.
    pub offset: usize,
    /// Its days in order.
    pub days: Vec<CalendarDay>,
}

/// A day of a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarDay {
    /// A day with a level of the scale.
    Level {
        /// Counted from 0.
        level: usize,
        /// Whether it is over the limit.
        over: bool,
    },
    /// A day of the period without data.
    Missing,
    /// A day whose value is withheld.
    Masked,
    /// A day outside the period.
    Outside,
}
