//! Files of sheets: .xlsx, .xls and .ods into grids. However hostile a file is, what is kept of it is bounded.
//! Enter at [`read`].

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, Ods, OdsError, Reader, SheetVisible, Xls, XlsError, Xlsx, XlsxError};

use super::grid::{Content, Grid, Held, Look, Number};
use super::look;
use crate::problem::SheetFault;

/// The largest file that is read, in bytes.
const LARGEST: usize = 20 << 20;
/// The most that a packed file may unpack to, in bytes.
const UNPACKED: u64 = 48 << 20;
/// The most texts that its cells may share: of each the reader holds many times what an empty one takes in the file.
const SHARED: usize = 500_000;
/// The most rows and columns of a sheet that are looked at.
const ROWS: u32 = 20_000;
const COLUMNS: u32 = 200;
/// The most cells of a sheet that are kept.
const CELLS: usize = 400_000;

type Cells = BTreeMap<(u32, u32), Held>;

/// Reads the sheets of a file that can be seen.
///
/// # Errors
/// That the file cannot be read, or is larger than any sheet of figures.
pub(super) fn read(path: &str, bytes: &[u8]) -> Result<Vec<Grid>, SheetFault> {
    if bytes.len() > LARGEST {
        return Err(SheetFault::TooLarge);
    }
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if !matches!(ending.as_str(), "xlsx" | "xlsm" | "xls" | "ods") {
        return Err(SheetFault::Kind);
    }
    let packed = bytes.starts_with(b"PK");
    if packed {
        unpacks_within_bounds(bytes)?;
    }
    // The readers of these formats are given anything; one that gives up in another way than by an error is held here.
    let sheets = catch_unwind(AssertUnwindSafe(|| match ending.as_str() {
        "ods" => ods(bytes),
        _ if packed => xlsx(bytes),
        _ => xls(bytes),
    }));
    let sheets = sheets.unwrap_or_else(|_| Err(SheetFault::Unreadable(String::new())))?;
    let grid = |(name, cells)| Grid { place: format!("{path}!{name}"), source: None, cells };
    Ok(sheets.into_iter().map(grid).collect())
}

/// Unpacks all of a packed file once, counting: what it says of its own size may be a lie.
fn unpacks_within_bounds(bytes: &[u8]) -> Result<(), SheetFault> {
    let broken = |error: zip::result::ZipError| SheetFault::Unreadable(error.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut left = UNPACKED;
    let mut tags = SharedTexts::default();
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(broken)?;
        let size = std::io::copy(&mut entry.take(left + 1), &mut tags);
        let size = size.map_err(|error| SheetFault::Unreadable(error.to_string()))?;
        left = left.checked_sub(size).ok_or(SheetFault::TooLarge)?;
        if tags.count > SHARED {
            return Err(SheetFault::TooLarge);
        }
    }
    Ok(())
}

/// Counts the tags of texts that cells share, `<si>` or `<x:si>`, in what is written to it.
#[derive(Default)]
struct SharedTexts {
    count: usize,
    before: [u8; 2],
}

impl Write for SharedTexts {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        for &byte in bytes {
            self.count += usize::from(byte == b'i' && matches!(self.before, [b'<' | b':', b's']));
            self.before = [self.before[1], byte];
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn xlsx(bytes: &[u8]) -> Result<Vec<(String, Cells)>, SheetFault> {
    let fault = |error: XlsxError| match error {
        XlsxError::Password => SheetFault::Password,
        error => SheetFault::Unreadable(error.to_string()),
    };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(fault)?;
    let mut out = Vec::new();
    for name in seen(book.sheets_metadata()) {
        let mut cells = Cells::new();
        let empty = match formatted(&mut book, &name, &mut cells) {
            Ok(empty) => empty,
            // A sheet of a chart has no cells.
            Err(Stop::Reader(XlsxError::NotAWorksheet(_))) => continue,
            Err(Stop::Reader(error)) => return Err(fault(error)),
            Err(Stop::Fault(fault)) => return Err(fault),
        };
        if empty {
            let mut reader = book.worksheet_cells_reader(&name).map_err(fault)?;
            while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(fault)? {
                let empty = matches!(cell.value, DataRef::Empty) && cell.formula.is_some();
                if empty && is_within(cell.pos, &cells)? {
                    keep(&mut cells, cell.pos, Content::Uncomputed);
                }
            }
        }
        out.push((name, cells));
    }
    Ok(out)
}

/// Why a sheet is read no further.
enum Stop {
    Reader(XlsxError),
    Fault(SheetFault),
}

/// Reads the cells of a sheet with their formats; whether some were empty, and may be formulas without a result.
fn formatted(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, cells: &mut Cells) -> Result<bool, Stop> {
    let mut empty = false;
    let mut reader = book.worksheet_cells_reader(name).map_err(Stop::Reader)?;
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(Stop::Reader)? {
        let at = cell.get_position();
        if !is_within(at, cells).map_err(Stop::Fault)? {
            continue;
        }
        let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
        let look = look::of(format.map_or("", |format| format.format_code.as_str()));
        match content(cell.get_value(), look) {
            Some(content) => keep(cells, at, content),
            None => empty = true,
        }
    }
    Ok(empty)
}

fn xls(bytes: &[u8]) -> Result<Vec<(String, Cells)>, SheetFault> {
    let fault = |error: XlsError| match error {
        XlsError::Password => SheetFault::Password,
        error => SheetFault::Unreadable(error.to_string()),
    };
    sheets::<Xls<_>>(bytes, fault)
}

fn ods(bytes: &[u8]) -> Result<Vec<(String, Cells)>, SheetFault> {
    let fault = |error: OdsError| match error {
        OdsError::Password => SheetFault::Password,
        OdsError::CellLimitExceeded { .. } => SheetFault::TooLarge,
        error => SheetFault::Unreadable(error.to_string()),
    };
    sheets::<Ods<_>>(bytes, fault)
}

/// The sheets of a book that can be seen, by the reader of its kind.
fn sheets<'a, R: Reader<Cursor<&'a [u8]>>>(
    bytes: &'a [u8],
    fault: impl Fn(R::Error) -> SheetFault,
) -> Result<Vec<(String, Cells)>, SheetFault> {
    let mut book = R::new(Cursor::new(bytes)).map_err(&fault)?;
    let names = seen(book.sheets_metadata());
    names
        .into_iter()
        .map(|name| {
            let range = book.worksheet_range(&name).map_err(&fault)?;
            Ok((name, dense(&range)?))
        })
        .collect()
}

/// The names of the sheets that can be seen.
fn seen(sheets: &[calamine::Sheet]) -> Vec<String> {
    let seen = sheets.iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
    seen.map(|sheet| sheet.name.clone()).collect()
}

/// The cells of a range in which formats cannot be seen.
fn dense(range: &calamine::Range<Data>) -> Result<Cells, SheetFault> {
    let (top, left) = range.start().unwrap_or_default();
    let mut cells = Cells::new();
    for (row, column, data) in range.used_cells() {
        let offset = |first: u32, by: usize| first.saturating_add(u32::try_from(by).unwrap_or(u32::MAX));
        let at = (offset(top, row), offset(left, column));
        if is_within(at, &cells)?
            && let Some(content) = content(&borrowed(data), Look::Unknown)
        {
            keep(&mut cells, at, content);
        }
    }
    Ok(cells)
}

/// Whether a cell lies where a sheet of figures may have one; an error where there are too many.
fn is_within((row, column): (u32, u32), cells: &Cells) -> Result<bool, SheetFault> {
    if cells.len() >= CELLS {
        return Err(SheetFault::TooLarge);
    }
    Ok(row < ROWS && column < COLUMNS)
}

fn keep(cells: &mut Cells, at: (u32, u32), content: Content) {
    cells.insert(at, Held { content, range: 0..0 });
}

/// The same cell, borrowed.
fn borrowed(data: &Data) -> DataRef<'_> {
    match data {
        Data::Int(int) => DataRef::Int(*int),
        Data::Float(float) => DataRef::Float(*float),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(boolean) => DataRef::Bool(*boolean),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
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
