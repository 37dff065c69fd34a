//! A value that may not be a number. Whoever computes with one must say what happens when it is not.

use rust_decimal::Decimal;

/// What stands where a number is expected. Masking replaces a value by [`Value::Masked`] before anything is
/// computed from it, so that nothing further on can know a withheld number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// An exact decimal that keeps its places as typed: `95.80` has two.
    Known(Decimal),
    /// No data yet (`~`).
    Missing,
    /// The question does not arise (`n/a`).
    NotApplicable,
    /// Below the smallest unit that is counted (`"<1"` holds 1).
    BelowUnit(Decimal),
    /// Withheld from the public, or received masked (`"**"`).
    Masked,
}

impl Value {
    /// The decimal, if the value is known.
    #[must_use]
    pub fn known(&self) -> Option<Decimal> {
        match self {
            Self::Known(number) => Some(*number),
            Self::Missing | Self::NotApplicable | Self::BelowUnit(_) | Self::Masked => None,
        }
    }

    /// Whether the value is withheld.
    #[must_use]
    pub fn is_masked(&self) -> bool {
        matches!(self, Self::Masked)
    }
}

/// Why there is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Absence {
    /// No data yet.
    Missing,
    /// The question does not arise.
    NotApplicable,
    /// Below the smallest unit that is counted.
    BelowUnit,
    /// Not comparable with last year.
    Incomparable,
}

/// A value in the words of the report's language, ready to be set: the one form that text, tables, cards,
/// charts and Word share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// Nothing stands here (a metric without a limit, say).
    Empty,
    /// A number.
    Number {
        /// As it is read: `24`, `95.8`. Without sign where words tell the direction.
        text: String,
        /// As a machine reads it: `-4.0`.
        machine: String,
    },
    /// A word instead of a number that says all there is to say: 与去年同期持平.
    Word(String),
    /// A word where there is no number: 暂缺, 不适用, 不足1, 与去年同期不可比.
    Absent(Absence, String),
    /// Withheld; shown as `**` with the accessible name 未公开.
    Masked,
}

impl Shown {
    /// The value as plain text, as it is copied and searched.
    #[must_use]
    pub fn plain(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Number { text, .. } | Self::Word(text) | Self::Absent(_, text) => text,
            Self::Masked => "**",
        }
    }
}
