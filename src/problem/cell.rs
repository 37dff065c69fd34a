//! What can be wrong with a sheet and with a cell of one.

/// Why a cell cannot be read for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellFault {
    /// It holds words, or a number in no form that is known.
    Words,
    /// It holds a date, which is what spreadsheets make of `1-2`.
    Date,
    /// It holds `TRUE` or `FALSE`.
    Boolean,
    /// Its formula failed: `#DIV/0!`.
    Error,
    /// Its formula has no result in the file.
    Uncomputed,
    /// It is a percentage, and the unit is none.
    Percent,
    /// It may be a percentage, which the file does not tell.
    MaybePercent,
    /// It has a unit that is not the metric's.
    Unit,
    /// It shows thousands or millions, and holds another number.
    Scaled,
    /// It holds more digits than it shows, or than a figure has.
    Endless,
}

/// What is wrong with a sheet that `values` names.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields' names say what they hold; the words in `zh` and `en` explain each"
)]
pub enum SheetFault {
    /// A cell cannot be read for certain.
    Cell { found: String, unit: String, why: CellFault, meant: Option<String> },
    /// No row is a head with an id or a label, and a value or months.
    NoHead,
    /// Two columns have one head.
    TwoHeads { head: String, other: String },
    /// Several metrics have this label.
    Several { label: String, ids: Vec<String> },
    /// A row has values and no name.
    NoName,
    /// The metric has no such place: months where YAML has several series, a value where it has only months.
    NoPlace { id: String },
    /// The sheet has another unit.
    Unit { label: String, unit: String, wanted: String },
    /// It needs a password.
    Password,
    /// It is larger than any sheet of figures.
    TooLarge,
    /// It is none of the formats that are read.
    Kind,
    /// It cannot be read, in the words of the reader.
    Unreadable(String),
}

impl SheetFault {
    /// Its code in messages.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Cell { .. } => "bad-number",
            Self::Several { .. } => "unknown-metric",
            Self::Unit { .. } => "unit-mismatch",
            Self::NoHead
            | Self::TwoHeads { .. }
            | Self::NoName
            | Self::NoPlace { .. }
            | Self::Password
            | Self::TooLarge
            | Self::Kind
            | Self::Unreadable(_) => "bad-value",
        }
    }
}

/// A column as spreadsheets name it, from 0: `A`, `Z`, `AA`.
pub(super) fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = u64::from(column) + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_do() {
        let names: Vec<String> = [0, 3, 25, 26, 51, 52, 701, 702, 16_383].map(letters).into();
        assert_eq!(names, ["A", "D", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }
}
