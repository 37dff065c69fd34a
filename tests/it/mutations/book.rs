//! Workbooks: whole ones of random cells, and ones whose parts were changed before they were packed again.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::change::{mutate_bytes, with_other_characters, with_other_number};
use super::dice::Dice;
use super::grammar::cell;

/// A workbook of some heads and ids that a reader knows, and random cells.
pub(super) fn book(dice: &mut Dice) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, texts) in (0..).zip([["编号", "本年", "上年"], ["a.x", "12", "4"], ["a.levels.优", "201", ""]])
    {
        for (column, text) in (0..).zip(texts) {
            let known = column == 0 || dice.below(3) > 0;
            if known {
                sheet.write_string(row, column, text).expect("a cell");
            } else {
                put(sheet, (row, column), dice);
            }
        }
    }
    for _ in 0..dice.below(6) {
        let at =
            (u32::try_from(dice.below(8)).expect("a row"), u16::try_from(dice.below(5)).expect("a column"));
        put(sheet, at, dice);
    }
    if dice.below(4) == 0 {
        let (row, column) = (u32::try_from(dice.below(8)).expect("a row"), 0);
        drop(sheet.merge_range(row, column, row + 1, 2, cell(dice), &Format::new()));
    }
    if dice.below(8) == 0 {
        drop(sheet.write_number(1_048_575, 16_383, 1.0));
    }
    book.save_to_buffer().expect("a workbook")
}

/// Puts something into a cell: a text, a number of some format, a formula, a truth, nothing.
fn put(sheet: &mut Worksheet, (row, column): (u32, u16), dice: &mut Dice) {
    let number = dice.of(&["0", "-1", "0.1", "1e300", "-1e-300", "12.5", "0.30000000000000004", "44562"]);
    let number: f64 = number.parse().expect("a number");
    let format = dice.of(&["0%", "0.00", "yyyy-mm-dd", "#,##0,", "\"甲\"0", "[>1]0;;;@", "@", ";;;", "\\"]);
    let put = match dice.below(6) {
        0 => {
            sheet.write_formula(row, column, Formula::new(format!("={}", cell(dice))).set_result(cell(dice)))
        }
        1 => sheet.write_boolean(row, column, dice.below(2) == 0),
        2 => sheet.write_blank(row, column, &Format::new()),
        3 => sheet.write_number_with_format(row, column, number, &Format::new().set_num_format(format)),
        _ => sheet.write_string(row, column, cell(dice)),
    };
    drop(put);
}

/// Changes a workbook: its bytes, a part of it, or all of its cells.
pub(super) fn mutate(bytes: &mut Vec<u8>, dice: &mut Dice) {
    match dice.below(4) {
        0 => mutate_bytes(bytes, dice),
        1 => *bytes = book(dice),
        _ => *bytes = with_other_part(bytes, dice).unwrap_or_else(|| book(dice)),
    }
}

/// The same packed again with one of its texts changed, so that sums of the parts are right; none if it is no archive.
fn with_other_part(bytes: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let changed = dice.below(archive.len());
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).ok()?;
        let mut text = String::new();
        entry.read_to_string(&mut text).ok()?;
        if at == changed && !text.is_empty() {
            for _ in 0..=dice.below(3) {
                text = match dice.below(2) {
                    0 => with_other_number(&text, dice),
                    _ => with_other_characters(&text, dice),
                };
            }
        }
        packed.start_file(entry.name().ok()?, SimpleFileOptions::default()).ok()?;
        packed.write_all(text.as_bytes()).ok()?;
    }
    Some(packed.finish().ok()?.into_inner())
}
