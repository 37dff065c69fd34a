//! Values as plain text.

use super::words::Words;
use crate::model::Shown;

/// The decimal places of a number as shown.
pub(crate) fn places(text: &str) -> usize {
    text.rsplit_once('.').map_or(0, |(_, after)| after.chars().take_while(char::is_ascii_digit).count())
}

/// A value with its unit as plain text; a word stands alone.
pub(crate) fn plain_value(words: &Words, shown: &Shown, unit: &str) -> String {
    match shown {
        Shown::Number { .. } | Shown::Masked => join_unit(words, shown.plain(), unit),
        Shown::Word(_) | Shown::Absent(..) | Shown::Empty => shown.plain().to_owned(),
    }
}

/// A number with its unit: none or `%` touches it.
pub(crate) fn join_unit(words: &Words, number: &str, unit: &str) -> String {
    match unit {
        "" | "%" => format!("{number}{unit}"),
        _ => words.fill("number_unit", &[("number", number), ("unit", unit)]),
    }
}
