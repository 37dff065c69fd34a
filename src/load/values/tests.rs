//! Whatever a file holds, reading it ends with grids or with a fault.

use std::io::{Cursor, Read as _, Write as _};
use std::sync::LazyLock;

use proptest::prelude::*;

use super::book::read;
use super::csv;
use super::heads::{Times, find};
use crate::model::Period;
use crate::source::Source;
use crate::workbook::{Cell, Workbook, put};

/// A small workbook.
static BOOK: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut book = Workbook::new("表");
    let sheet = book.sheet("大气科").expect("a sheet");
    let rows = [["编号", "本年"], ["air.pm25", "24.5"], ["air.aqi", "<1"]];
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            let format = rust_xlsxwriter::Format::new();
            put(sheet, (row, column), (&Cell::number(text), &format)).expect("a cell");
        }
    }
    book.bytes().expect("a workbook")
});

/// The workbook with bytes of a part replaced before it is packed.
fn mutated(part: usize, changes: &[(usize, u8)]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(BOOK.as_slice())).expect("a workbook");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts = archive.len();
    for index in 0..parts {
        let mut entry = archive.by_index(index).expect("a part");
        let name = entry.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("a part");
        for (at, byte) in changes.iter().filter(|_| index == part % parts) {
            let length = bytes.len();
            bytes[at % length] = *byte;
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        out.write_all(&bytes).expect("a part");
    }
    out.finish().expect("a workbook").into_inner()
}

fn head_of(grid: &super::grid::Grid) {
    let period = Period::calendar_year(2022);
    let _ = find(grid, Times { year: 2022, period });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_workbook_with_any_bytes_changed_is_read_or_refused(
        part in 0..12usize,
        changes in proptest::collection::vec((0..4000usize, any::<u8>()), 1..6),
    ) {
        for grid in read("a.xlsx", &mutated(part, &changes)).into_iter().flatten() {
            head_of(&grid);
        }
    }

    #[test]
    fn a_packed_file_with_any_bytes_changed_is_read_or_refused(
        changes in proptest::collection::vec((0..20_000usize, any::<u8>()), 1..6),
        ending in prop_oneof![Just("a.xlsx"), Just("a.ods"), Just("a.xls")],
    ) {
        let mut bytes = BOOK.clone();
        for (at, byte) in changes {
            let length = bytes.len();
            bytes[at % length] = byte;
        }
        for grid in read(ending, &bytes).into_iter().flatten() {
            head_of(&grid);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(
        bytes in proptest::collection::vec(any::<u8>(), 0..3000),
        ending in prop_oneof![Just("a.xlsx"), Just("a.ods"), Just("a.xls")],
    ) {
        let _ = read(ending, &bytes);
        let old = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &bytes].concat();
        let _ = read(ending, &old);
    }

    #[test]
    fn any_text_is_a_grid(text in "[编号本年指标,\"\n\t0-9%一1月 ]{0,80}") {
        let grid = csv::read(&Source::new("a.csv", text));
        for at in grid.cells.keys() {
            let _ = grid.place_of(*at).text().map(str::len);
        }
        head_of(&grid);
    }
}

#[test]
fn the_workbook_itself_is_read() {
    let grids = read("a.xlsx", &BOOK).expect("a workbook");
    assert_eq!((grids.len(), grids[0].place.as_str()), (1, "a.xlsx!大气科"));
    assert_eq!(grids[0].text((2, 1)), Some("<1"));
    let place = grids[0].place_of((1, 1)).file().map(std::borrow::Cow::into_owned);
    assert_eq!(place.as_deref(), Some("a.xlsx!大气科!B2"));
}

/// A record of an .xls file.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("a short record");
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

/// A cell of an .xls file: its row and column, a format, and what it holds.
fn old_cell(kind: u16, (row, column): (u16, u16), held: &[u8]) -> Vec<u8> {
    record(kind, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0, 0], held].concat())
}

fn old_text(at: (u16, u16), text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u16::try_from(units.len() / 2).expect("a short text");
    old_cell(0x0204, at, &[&length.to_le_bytes()[..], &[1], &units].concat())
}

/// An .xls file of one sheet: the stream `Workbook` in a compound file of 512-byte sectors.
fn old_book() -> Vec<u8> {
    const FREE: u32 = 0xFFFF_FFFF;
    const END: u32 = 0xFFFF_FFFE;
    let begin = |kind: u16| {
        let numbers = [0x0600, kind, 0x0DBB, 0x07CC, 0, 0, 0, 0];
        record(0x0809, &numbers.map(u16::to_le_bytes).concat())
    };
    let name = [&0u32.to_le_bytes()[..], &[0, 0, 2, 1], &[0x27, 0x59, 0x14, 0x6C]].concat();
    let mut globals = [begin(5), record(0x0085, &name), record(0x000A, &[])].concat();
    let start = u32::try_from(globals.len()).expect("a short part");
    let at = begin(5).len() + 4;
    globals[at..at + 4].copy_from_slice(&start.to_le_bytes());
    let mut stream = [
        globals,
        begin(0x10),
        old_text((0, 0), "编号"),
        old_text((0, 1), "本年"),
        old_text((1, 0), "air.pm25"),
        old_cell(0x0203, (1, 1), &24.35f64.to_le_bytes()),
        record(0x000A, &[]),
    ]
    .concat();
    stream.resize(4096, 0);
    let words = |words: &[u32]| words.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<u8>>();
    let shorts = |shorts: &[u16]| shorts.iter().flat_map(|short| short.to_le_bytes()).collect::<Vec<u8>>();
    let mut header = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    header.extend([0; 16]);
    header.extend(shorts(&[0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0]));
    header.extend(words(&[0, 1, 1, 0, 4096, END, 0, END, 0, 0]));
    header.extend(words(&[FREE; 108]));
    let mut table = vec![0xFFFF_FFFD, END];
    table.extend((3..=9).chain([END]));
    table.resize(128, FREE);
    let entry = |name: &str, kind: u8, (child, start, size): (u32, u32, u32)| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = u16::try_from(entry.len() + 2).expect("a short name");
        entry.resize(64, 0);
        entry.extend(length.to_le_bytes());
        entry.extend([kind, 1]);
        entry.extend(words(&[FREE, FREE, child]));
        entry.extend([0; 36]);
        entry.extend(words(&[start, size, 0]));
        entry
    };
    let mut folder = entry("Root Entry", 5, (1, END, 0));
    folder.extend(entry("Workbook", 2, (FREE, 2, 4096)));
    folder.resize(512, 0);
    [header, words(&table), folder, stream].concat()
}

#[test]
fn an_old_workbook_is_read() {
    let grids = read("a.xls", &old_book()).expect("a workbook");
    assert_eq!(grids[0].place, "a.xls!大气");
    assert_eq!(grids[0].text((0, 1)), Some("本年"));
    let Some(super::grid::Content::Number(number)) = grids[0].content((1, 1)) else { panic!("no number") };
    assert_eq!(number.held.to_string(), "24.35");
    assert_eq!(number.look, super::grid::Look::Unknown);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn an_old_workbook_with_any_bytes_changed_is_read_or_refused(
        changes in proptest::collection::vec((0..2200usize, any::<u8>()), 1..5),
    ) {
        let mut bytes = old_book();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        for grid in read("a.xls", &bytes).into_iter().flatten() {
            head_of(&grid);
        }
    }
}
