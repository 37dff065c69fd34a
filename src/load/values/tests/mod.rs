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

mod ods;
mod xls;

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
