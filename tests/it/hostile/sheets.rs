//! Sheets: CSV, .xlsx and .xls.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{check, tree, write};

/// What is said of an .xlsx that a report names.
fn workbook(bytes: &[u8]) -> String {
    sheet("v.xlsx", bytes)
}

/// What is said of a file that a report names.
fn sheet(name: &str, bytes: &[u8]) -> String {
    let folder = tree(&[
        ("2022/report.yaml", &format!("title: 2022年工作总结\nyear: 2022\nvalues: [data/{name}]\n")),
        ("2022/metrics/a.yaml", "metrics:\n  x: {label: 甲, unit: 件, value: ~}\n"),
    ]);
    write(&folder.path().join("content"), &format!("2022/data/{name}"), bytes);
    check(folder.path())
}

/// A workbook whose part of this name holds so many megabytes of a piece of text between others.
fn packed(name: &str, (open, piece, close): (&str, &str, &str), megabytes: usize) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write_string(0, 0, "编号").expect("a cell");
    let book = book.save_to_buffer().expect("a workbook");
    let mut plain = zip::ZipArchive::new(Cursor::new(book)).expect("an archive");
    let mut bomb = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..plain.len() {
        let entry = plain.by_index_raw(at).expect("a part");
        if entry.name().expect("a name") != name {
            bomb.raw_copy_file(entry).expect("a part");
        }
    }
    bomb.start_file(name, SimpleFileOptions::default()).expect("a part");
    bomb.write_all(open.as_bytes()).expect("it packs");
    let block = piece.repeat((1 << 20) / piece.len());
    for _ in 0..megabytes {
        bomb.write_all(block.as_bytes()).expect("it packs");
    }
    bomb.write_all(close.as_bytes()).expect("it packs");
    bomb.finish().expect("an archive").into_inner()
}

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";

#[test]
fn a_cell_of_a_hundred_thousand_digits_is_no_number() {
    let digits = "9".repeat(100_000);
    let folder = tree(&[
        ("2022/report.yaml", "title: 2022年工作总结\nyear: 2022\nvalues: [data/v.csv]\n"),
        ("2022/metrics/a.yaml", "metrics:\n  x: {label: 甲, unit: 件, value: ~}\n"),
        ("2022/data/v.csv", &format!("编号,本年\na.x,{digits}\n")),
    ]);
    let said = check(folder.path());
    assert!(said.contains("[bad-number]") && said.len() < 20_000, "{}", said.len());
}

#[test]
fn a_workbook_that_unpacks_to_a_thousand_times_its_size_is_refused() {
    let bomb = packed(SHEET, ("<worksheet><sheetData>", " ", "</sheetData></worksheet>"), 130);
    assert!(bomb.len() < 300_000, "{}", bomb.len());
    assert!(workbook(&bomb).contains("larger than any sheet"));
    // What it says of its own size is a lie: it stands twice, before the part and in the list of parts.
    let size = u32::try_from(130 * (1 << 20) + 46).expect("a size").to_le_bytes();
    let mut liar = bomb;
    let places: Vec<usize> = (0..liar.len() - 4).filter(|&at| liar[at..at + 4] == size).collect();
    assert!(!places.is_empty());
    for at in places {
        liar[at..at + 4].copy_from_slice(&9_u32.to_le_bytes());
    }
    let said = workbook(&liar);
    assert!(said.contains("error["), "{said}");
}

#[test]
fn a_workbook_of_hundreds_of_thousands_of_texts_or_cells_is_held_in_bounds() {
    let strings = ("<sst>", "<si><t>甲</t></si>", "</sst>");
    workbook(&packed(STRINGS, strings, 8));
    let cells = ("<worksheet><sheetData><row r=\"1\">", "<c><v>1</v></c>", "</row></sheetData></worksheet>");
    workbook(&packed(SHEET, cells, 8));
}

#[test]
fn a_workbook_of_a_million_empty_texts_filled_the_memory() {
    for piece in ["<si/>", "<x:si/>"] {
        let said = workbook(&packed(STRINGS, ("<sst>", piece, "</sst>"), 8));
        assert!(said.contains("larger than any sheet"), "{piece}: {said}");
    }
}

#[test]
fn a_workbook_that_claims_any_number_of_texts_ended_the_program() {
    let said = workbook(&packed(
        STRINGS,
        ("<sst uniqueCount=\"99999999999999\">", "<si><t>甲</t></si>", "</sst>"),
        1,
    ));
    assert!(said.contains("larger than any sheet"), "{said}");
}

#[test]
fn a_workbook_of_a_million_formats_fonts_or_names_filled_the_memory() {
    let styles = |of: &str| (format!("<styleSheet><{of}>"), format!("</{of}></styleSheet>"));
    for (of, piece) in [("cellXfs", "<xf/>"), ("fonts", "<font/>"), ("borders", "<x:border />")] {
        let (open, close) = styles(of);
        let said = workbook(&packed("xl/styles.xml", (&open, piece, &close), 8));
        assert!(said.contains("larger than any sheet"), "{piece}: {said}");
    }
}

#[test]
fn a_long_text_that_all_cells_of_a_workbook_share_filled_the_memory() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let text = "甲".repeat(10_000);
    for row in 0..2000 {
        sheet.write_string(row, 0, &text).expect("a cell");
    }
    let said = workbook(&book.save_to_buffer().expect("a workbook"));
    assert!(said.contains("larger than any sheet"), "{said}");
}

#[test]
fn a_csv_of_ten_thousand_columns_or_rows_is_read_in_time() {
    for csv in [
        format!("编号{}\na.x{}\n", ",本年".repeat(10_000), ",1".repeat(10_000)),
        format!("编号,本年\n{}", "a.x,1\n".repeat(10_000)),
        format!("编号,本年\n{}", "没有,1\n".repeat(10_000)),
        format!("编号,本年\n\"a.x,{}", "甲\n".repeat(30_000)),
    ] {
        let folder = tree(&[
            ("2022/report.yaml", "title: 2022年工作总结\nyear: 2022\nvalues: [data/v.csv]\n"),
            ("2022/metrics/a.yaml", "metrics:\n  x: {label: 甲, unit: 件, value: ~}\n"),
            ("2022/data/v.csv", &csv),
        ]);
        check(folder.path());
    }
}

#[test]
fn a_day_of_two_lines_had_a_place_inside_a_character() {
    let yaml = "metrics:\n  x: {label: 甲, unit: 件, daily: ../data/d.csv}\n";
    for cell in ["\"甲\n乙\"", "\"甲\"\"乙丙\"", "\"\"\"年\""] {
        let csv = format!("日期,数值\n{cell},1\n2022-01-01,{cell}\n");
        let said = check(tree(&[("2022/metrics/a.yaml", yaml), ("2022/data/d.csv", &csv)]).path());
        assert!(said.contains("d.csv:2:"), "{cell}: {said}");
    }
}

/// A record of an .xls.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("a short record");
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

/// An .xls that holds these records.
fn old(records: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))
        .expect("a compound file");
    file.create_stream("/Workbook").expect("a stream").write_all(records).expect("a stream");
    file.flush().expect("a compound file");
    file.into_inner().into_inner()
}

#[test]
fn an_old_workbook_of_millions_of_texts_or_cells_is_held_in_bounds() {
    let begin = record(0x0809, &[0, 6, 5, 0]);
    // Texts that cells share, all of them empty, in a record that goes on and on.
    let texts = [record(0x00FC, &[0; 8]), record(0x003C, &[0; 8100]).repeat(600)].concat();
    let said = sheet("v.xls", &old(&[begin.clone(), texts, record(0x000A, &[])].concat()));
    assert!(said.contains("no row of this sheet is a head"), "{said}");
    // Two hundred integers a record, and as many again in the next row.
    let row =
        |row: u16| [&row.to_le_bytes()[..], &[0, 0], &[0, 0, 6, 0, 0, 0].repeat(200), &[199, 0]].concat();
    let rows: Vec<u8> = (0..4000).flat_map(|at| record(0x00BD, &row(at))).collect();
    let sheets = [record(0x0085, &[25, 0, 0, 0, 0, 0, 1, 0, b'a']), record(0x000A, &[])].concat();
    let cells = [rows, record(0x000A, &[])].concat();
    assert_eq!(begin.len() + sheets.len(), 25);
    assert!(sheet("v.xls", &old(&[begin, sheets, cells].concat())).contains("larger than any sheet"));
}

#[test]
fn a_reader_that_panicked_printed_where_in_its_source() {
    // A code page of one byte, where the reader looks for two.
    let said = sheet("v.xls", &old(&record(0x0042, &[0])));
    assert!(said.contains("cannot be read") && !said.contains("panicked"), "{said}");
}
