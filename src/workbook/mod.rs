//! Workbooks (.xlsx), written: numbers are numbers with the format of their places, text is never a formula, and the
//! same cells give the same bytes. Enter at [`Workbook`].

mod names;

use std::borrow::Cow;
use std::collections::BTreeSet;

use rust_decimal::Decimal;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Worksheet, XlsxError};

use crate::legible::legible;
use crate::model::Value;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, which stays text whatever it begins with.
    Text(String),
    /// A number, shown with its places.
    Number(Decimal),
}

impl Cell {
    /// A text; an empty cell where there is none.
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// A number as the format writes it; what is none stays text.
    #[must_use]
    pub fn number(text: &str) -> Self {
        text.parse().map_or_else(|_| Self::text(text), Self::Number)
    }

    /// A value: asterisks where it is withheld, as the format writes it, nothing where there is no data.
    #[must_use]
    pub fn value(value: &Value) -> Self {
        match value {
            Value::Known(number) => Self::Number(*number),
            Value::Masked => Self::text("**"),
            Value::BelowUnit(bound) => Self::Text(format!("<{bound}")),
            Value::NotApplicable => Self::text("n/a"),
            Value::Missing => Self::Empty,
        }
    }
}

/// The most characters that a cell holds.
const LONGEST: usize = 32_767;

/// How hard the parts of a workbook are packed, of 1 to 9: as Excel packs them.
const LEVEL: u8 = 3;

/// A workbook that is being written.
pub struct Workbook {
    book: rust_xlsxwriter::Workbook,
    taken: BTreeSet<String>,
}

impl Workbook {
    /// A workbook of a title. It bears a fixed date, so that the same cells give the same bytes.
    #[must_use]
    pub fn new(title: &str) -> Self {
        let mut book = rust_xlsxwriter::Workbook::new();
        let mut properties = DocProperties::new().set_title(legible(title));
        if let Ok(date) = ExcelDateTime::from_ymd(2000, 1, 1) {
            properties = properties.set_creation_datetime(&date);
        }
        book.set_properties(&properties).set_zip_compression_level(LEVEL);
        Self { book, taken: BTreeSet::new() }
    }

    /// A new sheet. Its name is changed where spreadsheets do not allow it, or another sheet has it.
    ///
    /// # Errors
    /// That the name is refused all the same.
    pub fn sheet(&mut self, name: &str) -> Result<&mut Worksheet, XlsxError> {
        let name = names::allowed(name, &mut self.taken);
        self.book.add_worksheet().set_name(name)
    }

    /// Its bytes.
    ///
    /// # Errors
    /// That it cannot be written, since it is larger than the format allows.
    pub fn bytes(mut self) -> Result<Vec<u8>, XlsxError> {
        self.book.save_to_buffer()
    }
}

/// Writes rows of cells in a format, from a row on. Formats are set for as many cells at once as look alike, since a
/// workbook takes long to find one.
///
/// # Errors
/// That a cell lies outside of what a sheet may hold.
pub fn put_rows(
    sheet: &mut Worksheet,
    top: u32,
    (rows, format): (&[Vec<Cell>], &Format),
) -> Result<(), XlsxError> {
    let mut first = top;
    for block in rows.chunk_by(|a, b| a.iter().map(exact_places).eq(b.iter().map(exact_places))) {
        for (row, cells) in (first..).zip(block) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Cell::Empty => {}
                    Cell::Text(text) => drop(sheet.write_string(row, column, held(text))?),
                    Cell::Number(number) => match exact(*number) {
                        Some(float) => drop(sheet.write_number(row, column, float)?),
                        None => drop(sheet.write_string(row, column, number.to_string())?),
                    },
                }
            }
        }
        let next = first + u32::try_from(block.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
        let mut left = 0;
        for run in block[0].chunk_by(|a, b| exact_places(a) == exact_places(b)) {
            let right = left + u16::try_from(run.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
            let of_numbers = exact_places(&run[0]).map(|places| in_places(format, places));
            let format = of_numbers.as_ref().unwrap_or(format);
            sheet.set_range_format(first, left, next - 1, right - 1, format)?;
            left = right;
        }
        first = next;
    }
    Ok(())
}

/// The places of a cell that is written as a number.
fn exact_places(cell: &Cell) -> Option<u32> {
    match cell {
        Cell::Number(number) if is_exact(*number) => Some(number.scale()),
        Cell::Empty | Cell::Text(_) | Cell::Number(_) => None,
    }
}

/// A format for numbers of so many places, which do not touch the text that follows.
fn in_places(format: &Format, scale: u32) -> Format {
    format.clone().set_num_format(places(scale)).set_align(FormatAlign::Right).set_indent(1)
}

/// As much of a text as a cell holds, without what no workbook may hold.
fn held(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST {
        return legible(text);
    }
    legible(text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end]))
}

/// Writes a cell in a format, with the number format of its places.
///
/// # Errors
/// That the cell lies outside of what a sheet may hold.
pub fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    (cell, format): (&Cell, &Format),
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => sheet.write_blank(row, column, format)?,
        Cell::Text(text) => sheet.write_string_with_format(row, column, held(text), format)?,
        Cell::Number(number) => match exact(*number) {
            Some(float) => {
                sheet.write_number_with_format(row, column, float, &in_places(format, number.scale()))?
            }
            None => sheet.write_string_with_format(row, column, number.to_string(), format)?,
        },
    };
    Ok(())
}

/// Whether spreadsheets can hold a number exactly: they keep fifteen digits.
fn is_exact(number: Decimal) -> bool {
    number.normalize().mantissa().unsigned_abs() < 10_u128.pow(15)
}

/// The number as spreadsheets hold it, if they can hold it exactly.
fn exact(number: Decimal) -> Option<f64> {
    is_exact(number).then(|| number.to_string().parse().ok()).flatten()
}

/// The number format of so many places.
fn places(scale: u32) -> String {
    match usize::try_from(scale) {
        Ok(places @ 1..) => format!("0.{}", "0".repeat(places)),
        _ => "0".to_owned(),
    }
}

/// How wide a text is, in characters of the width of a digit: a Han character takes two. No column is wider than 255.
#[must_use]
pub fn width(text: &str) -> u16 {
    const WIDEST: usize = 255;
    let wide = |line: &str| -> usize { line.chars().map(|c| if c < '\u{2e80}' { 1 } else { 2 }).sum() };
    let wide = text.lines().map(wide).max().unwrap_or(0);
    u16::try_from(wide.min(WIDEST)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_places_and_one_too_long_stays_text() {
        let number = |text: &str| text.parse::<Decimal>().expect("a decimal");
        assert_eq!(exact(number("95.80")), Some(95.8));
        assert_eq!(exact(number("1234567890123456")), None);
        assert_eq!(exact(number("123456789012345")), Some(123_456_789_012_345.0));
        assert_eq!((places(0), places(2)), ("0".to_owned(), "0.00".to_owned()));
    }

    #[test]
    fn a_text_of_forty_thousand_characters_had_no_width() {
        assert_eq!((width(&"甲".repeat(40_000)), width("甲a\n乙")), (255, 3));
    }

    #[test]
    fn text_that_looks_like_a_formula_is_text() {
        assert_eq!(Cell::number("=1+1"), Cell::Text("=1+1".to_owned()));
        assert_eq!(Cell::text("@sum"), Cell::Text("@sum".to_owned()));
        assert_eq!(Cell::value(&Value::Masked), Cell::Text("**".to_owned()));
    }
}
