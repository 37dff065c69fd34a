//! Workbooks of Excel 95 to 2003, made of records here: honest ones are read, and what others claim is not believed.

use std::io::{Cursor, Write as _};

use proptest::prelude::*;

use super::head_of;
use crate::load::values::book::read;
use crate::load::values::grid::{Content, Grid, Look};
use crate::problem::SheetFault;

const BOF: u16 = 0x0809;
const BOUND_SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const EOF: u16 = 0x000A;
const FILE_PASS: u16 = 0x002F;
const FORMULA: u16 = 0x0006;
const LABEL: u16 = 0x0204;
const LABEL_SST: u16 = 0x00FD;
const MUL_RK: u16 = 0x00BD;
const NUMBER: u16 = 0x0203;
const SST: u16 = 0x00FC;
const STRING: u16 = 0x0207;

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("a short record");
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

/// A cell: its row and column, the first format, and what it holds.
fn cell(kind: u16, (row, column): (u16, u16), held: &[u8]) -> Vec<u8> {
    record(kind, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0, 0], held].concat())
}

fn number(at: (u16, u16), number: f64) -> Vec<u8> {
    cell(NUMBER, at, &number.to_le_bytes())
}

/// How long a text is, that it is of two bytes a character, and these.
fn text(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u16::try_from(units.len() / 2).expect("a short text");
    [&length.to_le_bytes()[..], &[1], &units].concat()
}

fn label(at: (u16, u16), held: &str) -> Vec<u8> {
    cell(LABEL, at, &text(held))
}

/// A cell that holds one of the texts that cells share.
fn shared(at: (u16, u16), index: u32) -> Vec<u8> {
    cell(LABEL_SST, at, &index.to_le_bytes())
}

/// A cell whose formula, of this many bytes, has a number as its result, or the text that follows.
fn formula(at: (u16, u16), result: Option<f64>, length: usize) -> Vec<u8> {
    let value = result.map_or([0, 0, 0, 0, 0, 0, 0xFF, 0xFF], f64::to_le_bytes);
    let size = u16::try_from(length).expect("a short formula").to_le_bytes();
    cell(FORMULA, at, &[&value[..], &[0; 6], &size, &vec![0x11; length]].concat())
}

fn begin(kind: u16) -> Vec<u8> {
    let numbers = [0x0600, kind, 0x0DBB, 0x07CC, 0, 0, 0, 0];
    record(BOF, &numbers.map(u16::to_le_bytes).concat())
}

/// The stream of a workbook: records of it as a whole, and the cells of its sheets, of which the hidden have a name
/// that says so.
fn stream(globals: &[Vec<u8>], sheets: &[(&str, Vec<Vec<u8>>)]) -> Vec<u8> {
    let mut stream = [begin(5), globals.concat()].concat();
    let mut places = Vec::new();
    for (name, _) in sheets {
        places.push(stream.len() + 4);
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = u8::try_from(units.len() / 2).expect("a short name");
        let hidden = u8::from(name.contains('隐'));
        stream.extend(record(BOUND_SHEET, &[&[0, 0, 0, 0, hidden, 0, length, 1], &units[..]].concat()));
    }
    stream.extend(record(EOF, &[]));
    for (place, (_, cells)) in places.into_iter().zip(sheets) {
        let start = u32::try_from(stream.len()).expect("a short part").to_le_bytes();
        stream[place..place + 4].copy_from_slice(&start);
        stream.extend([begin(0x10), cells.concat(), record(EOF, &[])].concat());
    }
    stream
}

/// A compound file with this stream, long enough to stand in sectors of its own.
fn compound(mut stream: Vec<u8>) -> Vec<u8> {
    stream.resize(stream.len().max(4096), 0);
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))
        .expect("a compound file");
    file.create_stream("/Workbook").expect("a stream").write_all(&stream).expect("a stream");
    file.flush().expect("a compound file");
    file.into_inner().into_inner()
}

fn of(globals: &[Vec<u8>], sheets: &[(&str, Vec<Vec<u8>>)]) -> Result<Vec<Grid>, SheetFault> {
    read("a.xls", &compound(stream(globals, sheets)))
}

/// A sheet alone.
fn one(cells: Vec<Vec<u8>>) -> Result<Vec<Grid>, SheetFault> {
    of(&[], &[("大气", cells)])
}

fn book() -> Vec<u8> {
    let cells =
        vec![label((0, 0), "编号"), label((0, 1), "本年"), label((1, 0), "air.pm25"), number((1, 1), 24.35)];
    compound(stream(&[], &[("大气", cells)]))
}

fn held(grid: &Grid, at: (u32, u32)) -> String {
    match grid.content(at) {
        Some(Content::Number(number)) => {
            assert_eq!(number.look, Look::Unknown);
            number.held.to_string()
        }
        Some(Content::Text(text)) => text.clone(),
        other => format!("{other:?}"),
    }
}

#[test]
fn an_old_workbook_is_read() {
    let grids = read("a.xls", &book()).expect("a workbook");
    assert_eq!(grids[0].place, "a.xls!大气");
    assert_eq!(held(&grids[0], (0, 1)), "本年");
    assert_eq!(held(&grids[0], (1, 1)), "24.35");
}

#[test]
fn texts_that_cells_share_are_read_wherever_they_first_stand() {
    let texts = [&[9, 0, 0, 0, 2, 0, 0, 0], &text("编号")[..], &text("件")].concat();
    let grids = of(
        &[record(SST, &texts)],
        &[
            ("隐藏", vec![shared((3, 3), 1)]),
            ("大气", vec![shared((0, 0), 0), shared((0, 1), 1), shared((1, 1), 1)]),
            ("水", vec![shared((0, 0), 1), shared((0, 1), 0), shared((0, 2), 7)]),
        ],
    );
    let grids = grids.expect("a workbook");
    let places: Vec<&str> = grids.iter().map(|grid| grid.place.as_str()).collect();
    assert_eq!(places, ["a.xls!大气", "a.xls!水"]);
    let all = |grid: &Grid| grid.cells.keys().map(|at| held(grid, *at)).collect::<Vec<_>>().join(" ");
    assert_eq!((all(&grids[0]), all(&grids[1])), ("编号 件 件".to_owned(), "件 编号".to_owned()));
}

#[test]
fn of_a_formula_only_the_result_is_read() {
    let cells = vec![
        formula((0, 0), Some(0.5), 9),
        formula((0, 1), None, 300),
        record(STRING, &text("达标")),
        // The text of a formula that is out of reach goes with it.
        formula((30_000, 0), None, 3),
        record(STRING, &text("错")),
        // Three integers in one record, each behind its format.
        record(MUL_RK, &[1, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 14, 0, 0, 0, 2, 0]),
    ];
    let grids = one(cells).expect("a workbook");
    let all: Vec<String> = grids[0].cells.keys().map(|at| held(&grids[0], *at)).collect();
    assert_eq!(all, ["0.5", "达标", "1", "2", "3"]);
}

#[test]
fn cells_of_a_chart_within_a_sheet_are_not_those_of_the_sheet() {
    let cells =
        vec![number((0, 0), 1.0), begin(0x20), number((0, 1), 2.0), record(EOF, &[]), number((0, 2), 3.0)];
    let grids = one(cells).expect("a workbook");
    assert_eq!(grids[0].cells.keys().collect::<Vec<_>>(), [&(0, 0), &(0, 2)]);
}

#[test]
fn sectors_in_a_circle_filled_the_memory() {
    let mut bytes = book();
    // The file's first sector holds the table of sectors: each that ends its chain now begins it anew.
    for at in (512..1024).step_by(4) {
        if bytes[at..at + 4] == 0xFFFF_FFFE_u32.to_le_bytes() {
            bytes[at..at + 4].copy_from_slice(&1_u32.to_le_bytes());
        }
    }
    assert!(matches!(read("a.xls", &bytes), Err(SheetFault::Unreadable(_))));
}

#[test]
fn a_cell_in_the_last_corner_of_a_sheet_filled_the_memory() {
    let grids = one(vec![number((0, 0), 1.0), number((65_535, 65_535), 2.0), number((2, 2), 3.0)]);
    assert_eq!(grids.expect("a workbook")[0].cells.len(), 2);
    assert!(matches!(one(vec![number((0, 0), 1.0), number((19_999, 199), 2.0)]), Err(SheetFault::TooLarge)));
    // What a sheet says of its own size.
    let size = [0_u32.to_le_bytes(), u32::MAX.to_le_bytes(), [0, 0, 0xFF, 0xFF]].concat();
    let grids = one(vec![record(DIMENSIONS, &[&size[..], &[0, 0]].concat()), number((0, 0), 1.0)]);
    assert_eq!(grids.expect("a workbook")[0].cells.len(), 1);
}

#[test]
fn a_long_text_that_all_cells_share_filled_the_memory() {
    let texts = [&[9, 0, 0, 0, 1, 0, 0, 0], &text(&"甲".repeat(4000))[..]].concat();
    let cells = |many: u16| (0..many).map(|at| shared((at / 100, at % 100), 0)).collect();
    let book = |many: u16| of(&[record(SST, &texts)], &[("大气", cells(many))]);
    assert_eq!(book(1000).expect("a workbook")[0].cells.len(), 1000);
    assert!(matches!(book(60_000), Err(SheetFault::TooLarge)));
}

#[test]
fn sheets_that_are_one_part_of_the_file_are_refused() {
    let mut stream = stream(&[], &[("一", vec![number((0, 0), 1.0)]), ("二", vec![number((0, 0), 2.0)])]);
    let first = begin(5).len() + 4;
    let second = first + record(BOUND_SHEET, &[0; 10]).len();
    let start = stream[first..first + 4].to_vec();
    stream[second..second + 4].copy_from_slice(&start);
    assert!(matches!(read("a.xls", &compound(stream)), Err(SheetFault::Unreadable(_))));
}

#[test]
fn a_file_with_a_password_says_so() {
    assert!(matches!(
        of(&[record(FILE_PASS, &[1, 0, 1, 0])], &[("大气", vec![])]),
        Err(SheetFault::Password)
    ));
    // So is a newer one: it holds the packed folder in a stream.
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a compound file");
    file.create_stream("/EncryptedPackage").expect("a stream").write_all(b"...").expect("a stream");
    file.flush().expect("a compound file");
    assert!(matches!(read("a.xlsx", &file.into_inner().into_inner()), Err(SheetFault::Password)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn an_old_workbook_with_any_bytes_changed_is_read_or_refused(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..5),
    ) {
        let mut bytes = book();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        for grid in read("a.xls", &bytes).into_iter().flatten() {
            head_of(&grid);
        }
    }

    #[test]
    fn a_stream_of_any_records_is_read_or_refused(
        records in proptest::collection::vec(
            (
                prop::sample::select(vec![BOF, EOF, FORMULA, LABEL, LABEL_SST, MUL_RK, NUMBER, SST, STRING, 0x003C]),
                proptest::collection::vec(prop_oneof![Just(0u8), Just(0xFF), any::<u8>()], 0..40),
            ),
            0..40,
        ),
    ) {
        let records: Vec<Vec<u8>> = records.iter().map(|(kind, data)| record(*kind, data)).collect();
        for grid in of(&records, &[("大气", records.clone())]).into_iter().flatten() {
            head_of(&grid);
        }
    }
}
