//! Workbooks, .xlsx, .xls and .ods, into grids. However hostile a file is, what is held of it is bounded.
//! Enter at [`read`].

use std::collections::BTreeMap;

use calamine::DataRef;

use super::grid::{Content, Grid, Held, Look, Number};
use super::look;
use crate::problem::SheetFault;

mod held;
mod ods;
mod packed;
mod xls;
mod xlsx;

/// The most rows and columns of a sheet that are looked at.
const ROWS: u32 = 20_000;
const COLUMNS: u32 = 200;
/// The most cells of a file that are kept.
const CELLS: usize = 400_000;
/// The most text that they may hold, in bytes: a file holds a text once that any number of cells share.
const TEXT: usize = 32 << 20;

type Cells = BTreeMap<(u32, u32), Held>;

/// Reads the sheets of a file that can be seen.
///
/// # Errors
/// That the file cannot be read, or is larger than any sheet of figures.
pub(super) fn read(path: &str, bytes: &[u8]) -> Result<Vec<Grid>, SheetFault> {
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if !matches!(ending.as_str(), "xlsx" | "xlsm" | "xls" | "ods") {
        return Err(SheetFault::Kind);
    }
    let kept = held::read(|| {
        let mut kept = Kept::default();
        match ending.as_str() {
            "ods" => ods::read(bytes, &mut kept),
            // A file that needs a password is of the older kind, whatever its name.
            _ if !bytes.starts_with(b"PK") => xls::read(bytes, &mut kept),
            _ => xlsx::read(bytes, &mut kept),
        }
        .map(|()| kept)
    })?;
    let grid = |(name, cells)| Grid { place: format!("{path}!{name}"), source: None, cells };
    Ok(kept.sheets.into_iter().map(grid).collect())
}

/// What is kept of a file: the cells of its sheets.
#[derive(Default)]
struct Kept {
    sheets: Vec<(String, Cells)>,
    cells: usize,
    text: usize,
}

impl Kept {
    /// Begins a sheet, to which the cells belong that follow.
    fn sheet(&mut self, name: String) {
        self.sheets.push((name, Cells::new()));
    }

    /// Keeps a cell, if it lies where a sheet of figures may have one.
    ///
    /// # Errors
    /// That the file has too many, or too much text in them.
    fn cell(&mut self, at: (u32, u32), content: Content) -> Result<(), SheetFault> {
        let (Some((_, cells)), true) = (self.sheets.last_mut(), at.0 < ROWS && at.1 < COLUMNS) else {
            return Ok(());
        };
        self.cells += 1;
        self.text += match &content {
            Content::Text(text) | Content::Error(text) => text.len(),
            _ => 0,
        };
        if self.cells > CELLS || self.text > TEXT {
            return Err(SheetFault::TooLarge);
        }
        cells.insert(at, Held { content, range: 0..0 });
        Ok(())
    }
}

/// What a cell holds; none if it is empty.
fn content(data: &DataRef<'_>, look: Look) -> Option<Content> {
    let number = |held: Option<rust_decimal::Decimal>, text: String| match held {
        Some(held) => Content::Number(Number { held, look }),
        None => Content::Text(text),
    };
    Some(match data {
        DataRef::Empty => return None,
        DataRef::Int(int) => number(Some((*int).into()), int.to_string()),
        DataRef::Float(float) => number(look::fifteen_digits(*float), float.to_string()),
        DataRef::String(text) if text.trim().is_empty() => return None,
        DataRef::SharedString(text) if text.trim().is_empty() => return None,
        DataRef::String(text) => Content::Text(text.clone()),
        DataRef::SharedString(text) => Content::Text((*text).to_owned()),
        DataRef::Bool(boolean) => Content::Boolean(*boolean),
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => Content::Date,
        DataRef::Error(error) => Content::Error(error.to_string()),
    })
}
