//! Workbooks of Excel since 2007: .xlsx, a packed folder of XML.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetVisible, Xlsx, XlsxError};

use super::{Content, Kept, content, look, packed};
use crate::problem::SheetFault;

/// The most texts that its cells may share, and the most fonts, formats, names and the like: of each the reader holds
/// many times what an empty one takes in the file.
const HELD: usize = 500_000;

/// Reads the sheets that can be seen.
pub(super) fn read(bytes: &[u8], kept: &mut Kept) -> Result<(), SheetFault> {
    let (_, tags) = packed::open(bytes)?;
    if tags.texts() > HELD || tags.others > HELD {
        return Err(SheetFault::TooLarge);
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(fault)?;
    let visible = book.sheets_metadata().iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
    let names: Vec<String> = visible.map(|sheet| sheet.name.clone()).collect();
    for name in names {
        kept.sheet(name.clone());
        let empty = match formatted(&mut book, &name, kept) {
            Ok(empty) => empty,
            // A sheet of a chart has no cells.
            Err(Stop::Reader(XlsxError::NotAWorksheet(_))) => {
                kept.sheets.pop();
                continue;
            }
            Err(Stop::Reader(error)) => return Err(fault(error)),
            Err(Stop::Fault(fault)) => return Err(fault),
        };
        if empty {
            let mut reader = book.worksheet_cells_reader(&name).map_err(fault)?;
            while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(fault)? {
                if matches!(cell.value, DataRef::Empty) && cell.formula.is_some() {
                    kept.cell(cell.pos, Content::Uncomputed)?;
                }
            }
        }
    }
    Ok(())
}

fn fault(error: XlsxError) -> SheetFault {
    match error {
        XlsxError::Password => SheetFault::Password,
        error => SheetFault::Unreadable(error.to_string()),
    }
}

/// Why a sheet is read no further.
enum Stop {
    Reader(XlsxError),
    Fault(SheetFault),
}

/// Reads the cells of a sheet with their formats; whether some were empty, and may be formulas without a result.
fn formatted(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, kept: &mut Kept) -> Result<bool, Stop> {
    let mut empty = false;
    let mut reader = book.worksheet_cells_reader(name).map_err(Stop::Reader)?;
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(Stop::Reader)? {
        let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
        let look = look::of(format.map_or("", |format| format.format_code.as_str()));
        match content(cell.get_value(), look) {
            Some(content) => kept.cell(cell.get_position(), content).map_err(Stop::Fault)?,
            None => empty = true,
        }
    }
    Ok(empty)
}
