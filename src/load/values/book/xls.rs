//! Workbooks of Excel 95 to 2003: .xls, a compound file ([MS-CFB]) that holds a stream of records ([MS-XLS]).
//!
//! Their reader believes what a file says of itself: sectors that follow each other in a circle, a cell in the last
//! corner of a sheet, or a text that all cells share would fill the memory. So another reader takes the stream out of
//! the file, and each record that [`Vetting`] does not know is made one of no kind before the stream is read.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::ops::Range;

use calamine::{Data, DataRef, Reader, SheetVisible, Xls, XlsError};

use super::{Kept, Look, ROWS, content};
use crate::problem::SheetFault;

/// The largest file that is read, in bytes.
const LARGEST: usize = 5 << 20;
/// The most sheets.
const SHEETS: usize = 1000;
/// The columns of a sheet.
const WIDTH: u32 = 256;
/// The most cells, empty ones too, between the outermost of each sheet.
const AREA: u32 = 500_000;

/// The kinds of records that are left in the stream ([MS-XLS] 2.3.2).
mod kind {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const EOF: u16 = 0x000A;
    pub(super) const DATE_1904: u16 = 0x0022;
    pub(super) const FILE_PASS: u16 = 0x002F;
    pub(super) const CONTINUE: u16 = 0x003C;
    pub(super) const CODE_PAGE: u16 = 0x0042;
    pub(super) const BOUND_SHEET: u16 = 0x0085;
    pub(super) const MUL_RK: u16 = 0x00BD;
    pub(super) const RICH_STRING: u16 = 0x00D6;
    pub(super) const XF: u16 = 0x00E0;
    pub(super) const SST: u16 = 0x00FC;
    pub(super) const LABEL_SST: u16 = 0x00FD;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const LABEL: u16 = 0x0204;
    pub(super) const BOOL_ERR: u16 = 0x0205;
    pub(super) const STRING: u16 = 0x0207;
    pub(super) const RK: u16 = 0x027E;
    pub(super) const FORMAT: u16 = 0x041E;
    pub(super) const BOF: u16 = 0x0809;
}

/// A row and a column, both from 0.
type At = (u32, u32);

/// Reads the sheets that can be seen.
pub(super) fn read(bytes: &[u8], kept: &mut Kept) -> Result<(), SheetFault> {
    let mut stream = stream(bytes)?;
    let mut vetting = Vetting { stream: &mut stream, first: BTreeMap::new(), again: Vec::new(), area: 0 };
    vetting.vet()?;
    let Vetting { first, again, .. } = vetting;
    let mut book: Xls<_> = Xls::new(Cursor::new(compound(&stream).map_err(unreadable)?)).map_err(fault)?;
    let sheets = book.sheets_metadata().to_vec();

    let ranges = sheets.iter().map(|sheet| book.worksheet_range(&sheet.name).map_err(fault));
    let ranges: Vec<calamine::Range<Data>> = ranges.collect::<Result<_, _>>()?;

    let shared = |text: &u32| first.get(text).and_then(|&(holder, at)| ranges.get(holder)?.get_value(at));
    for (index, (sheet, range)) in sheets.iter().zip(&ranges).enumerate() {
        if sheet.visible != SheetVisible::Visible {
            continue;
        }
        kept.sheet(sheet.name.clone());
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let offset = |first: u32, by: usize| first.saturating_add(u32::try_from(by).unwrap_or(u32::MAX));
            keep(kept, (offset(top, row), offset(left, column)), data)?;
        }
        for (_, at, text) in again.iter().filter(|(holder, ..)| *holder == index) {
            shared(text).map_or(Ok(()), |data| keep(kept, *at, data))?;
        }
    }
    Ok(())
}

fn keep(kept: &mut Kept, at: At, data: &Data) -> Result<(), SheetFault> {
    // The reader does not tell how numbers are shown.
    content(&borrowed(data), Look::Unknown).map_or(Ok(()), |content| kept.cell(at, content))
}

fn fault(error: XlsError) -> SheetFault {
    match error {
        XlsError::Password => SheetFault::Password,
        error => SheetFault::Unreadable(error.to_string()),
    }
}

#[allow(clippy::needless_pass_by_value, reason = "it stands where an error is mapped")]
fn unreadable(error: std::io::Error) -> SheetFault {
    SheetFault::Unreadable(error.to_string())
}

/// The stream of records in a file.
fn stream(bytes: &[u8]) -> Result<Vec<u8>, SheetFault> {
    if bytes.len() > LARGEST {
        return Err(SheetFault::TooLarge);
    }
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(unreadable)?;
    if file.is_stream("/EncryptedPackage") {
        return Err(SheetFault::Password);
    }
    // Excel 95 calls it otherwise.
    let name = if file.is_stream("/Workbook") { "/Workbook" } else { "/Book" };
    let mut stream = Vec::new();
    let most = LARGEST as u64;
    file.open_stream(name).map_err(unreadable)?.take(most).read_to_end(&mut stream).map_err(unreadable)?;
    Ok(stream)
}

/// A file that holds this stream and nothing else.
fn compound(stream: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    file.create_stream("/Workbook")?.write_all(stream)?;
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

/// A record in the stream: where it starts, its kind, and where its data are.
struct Record {
    start: usize,
    kind: u16,
    data: Range<usize>,
}

/// Goes through all records of a stream, and erases what its reader is not to see.
struct Vetting<'a> {
    stream: &'a mut [u8],
    /// The first cell that shares a text, by the number of the text: a sheet by its number, and a place in it.
    first: BTreeMap<u32, (usize, At)>,
    /// The cells that share it too, which are erased: the reader would copy the text for each.
    again: Vec<(usize, At, u32)>,
    /// The cells between the outermost of each sheet.
    area: u32,
}

impl Vetting<'_> {
    fn vet(&mut self) -> Result<(), SheetFault> {
        let (starts, end) = self.globals()?;
        if starts.len() > SHEETS {
            return Err(SheetFault::TooLarge);
        }
        let globals = 0..end;
        let mut parts = vec![globals];
        for (index, start) in starts.into_iter().enumerate() {
            let part = start..self.sheet(index, start)?;
            // What was vetted as one part is not changed, nor read otherwise, as another.
            if parts.iter().any(|other| other.start < part.end && part.start < other.end) {
                return Err(SheetFault::Unreadable(String::new()));
            }
            parts.push(part);
        }
        Ok(())
    }

    /// The records of the workbook as a whole: where its sheets start, and where these records end.
    fn globals(&mut self) -> Result<(Vec<usize>, usize), SheetFault> {
        let (mut starts, mut at) = (Vec::new(), 0);
        while let Some(record) = self.record(at) {
            at = record.data.end;
            match record.kind {
                kind::EOF => break,
                kind::FILE_PASS => return Err(SheetFault::Password),
                kind::BOUND_SHEET => starts.push(self.long(&record, 0).unwrap_or(u32::MAX) as usize),
                kind::BOF | kind::CODE_PAGE | kind::DATE_1904 | kind::FORMAT => {}
                kind::XF | kind::SST | kind::CONTINUE => {}
                _ => self.erase(&record),
            }
        }
        Ok((starts, at))
    }

    /// The records of a sheet; where they end.
    fn sheet(&mut self, index: usize, start: usize) -> Result<usize, SheetFault> {
        let mut area: Option<(At, At)> = None;
        let (mut depth, mut at, mut computed) = (0_usize, start, false);
        while let Some(record) = self.record(at) {
            at = record.data.end;
            match record.kind {
                kind::BOF => depth += 1,
                kind::EOF if depth <= 1 => break,
                kind::EOF => depth -= 1,
                // The text of the formula before it.
                kind::STRING if depth <= 1 && computed => {}
                _ => {
                    let cells = if depth <= 1 { self.cells(index, &record) } else { None };
                    computed = cells.is_some() && record.kind == kind::FORMULA;
                    let Some((row, columns)) = cells else {
                        self.erase(&record);
                        continue;
                    };
                    let (from, to) = area.unwrap_or(((row, columns.0), (row, columns.1)));
                    area = Some((
                        (from.0.min(row), from.1.min(columns.0)),
                        (to.0.max(row), to.1.max(columns.1)),
                    ));
                }
            }
        }
        if let Some((from, to)) = area {
            self.area += (to.0 - from.0 + 1) * (to.1 - from.1 + 1);
        }
        if self.area > AREA { Err(SheetFault::TooLarge) } else { Ok(at) }
    }

    /// The row and the first and last column of the cells that a record holds, if its reader is to see them.
    fn cells(&mut self, sheet: usize, record: &Record) -> Option<(u32, (u32, u32))> {
        let (row, column) = (u32::from(self.short(record, 0)?), u32::from(self.short(record, 2)?));
        let mut last = column;
        match record.kind {
            kind::NUMBER | kind::LABEL | kind::RICH_STRING | kind::LABEL_SST | kind::BOOL_ERR | kind::RK => {}
            kind::MUL_RK => last = self.short(record, record.data.len() - 2)?.into(),
            // How long its formula is: nothing, since only its result is read.
            kind::FORMULA => self.stream.get_mut(record.data.clone())?.get_mut(20..22)?.fill(0),
            _ => return None,
        }
        if row >= ROWS || column > last || last >= WIDTH {
            return None;
        }
        if record.kind == kind::LABEL_SST {
            let text = self.long(record, 6)?;
            if self.first.contains_key(&text) {
                self.again.push((sheet, (row, column), text));
                return None;
            }
            self.first.insert(text, (sheet, (row, column)));
        }
        Some((row, (column, last)))
    }

    /// The record at a place; none at the end, and where the rest is too short for one.
    fn record(&self, start: usize) -> Option<Record> {
        let [a, b, c, d] = self.stream.get(start..)?.first_chunk::<4>().copied()?;
        let data = start + 4..start + 4 + usize::from(u16::from_le_bytes([c, d]));
        (data.end <= self.stream.len()).then_some(Record { start, kind: u16::from_le_bytes([a, b]), data })
    }

    /// A number of two bytes in the data of a record.
    fn short(&self, record: &Record, at: usize) -> Option<u16> {
        self.stream[record.data.clone()].get(at..)?.first_chunk().copied().map(u16::from_le_bytes)
    }

    /// A number of four bytes.
    fn long(&self, record: &Record, at: usize) -> Option<u32> {
        self.stream[record.data.clone()].get(at..)?.first_chunk().copied().map(u32::from_le_bytes)
    }

    /// Makes a record one of no kind.
    fn erase(&mut self, record: &Record) {
        self.stream[record.start..record.start + 2].fill(0);
    }
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
