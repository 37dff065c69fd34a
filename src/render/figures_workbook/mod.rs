//! `figures.xlsx`: the figures, their parts, months and other series, and the charts' numbers, as the page shows them.
//! Enter at [`figures_xlsx`].

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::downloads::{Field, KEYS, chart_rows, is_number, rows};
use super::inline::Setter;
use crate::model::{Chart, Report, plain};
use crate::reader::parts::charts;
use crate::workbook::{Cell, Workbook, put, put_rows, width};

mod series;

/// The number of this size of paper in workbooks (ECMA-376, 18.3.1.63).
const A4: u8 = 9;

/// The widest and the narrowest that a column is made, in characters.
const WIDTHS: std::ops::RangeInclusive<u16> = 7..=44;

/// The figures of a report as a workbook.
///
/// # Errors
/// That it would be larger than spreadsheets allow.
pub(super) fn figures_xlsx(setter: &Setter<'_>, report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new(&plain(&report.title));
    let word = |key: &str| setter.words.get(&format!("workbook.{key}")).to_owned();
    let figures = ("figures", figures(report, &word), 2);
    for (name, table, fixed) in [figures].into_iter().chain(series::tables(setter, report, &word)) {
        let sheet = book.sheet(&word(name))?;
        put_table(sheet, 0, &table)?;
        widen(sheet, &[table])?;
        sheet.set_freeze_panes(1, fixed)?;
        // Printed, it lies, is as wide as a page, and says its head again on each.
        sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    }
    let charts = charts(report);
    if !charts.is_empty() {
        let tables: Vec<_> = charts.iter().map(|chart| numbers((setter, chart), &word)).collect();
        let sheet = book.sheet(&word("charts"))?;
        let mut top = 0;
        for (chart, table) in charts.iter().zip(&tables) {
            put(sheet, (top, 0), (&Cell::text(&plain(&chart.title)), &Format::new().set_bold()))?;
            put(sheet, (top + 1, 0), (&Cell::text(&chart.subtitle), &Format::new()))?;
            put_table(sheet, top + 2, table)?;
            top += 3 + rows_of(table)?;
        }
        widen(sheet, &tables)?;
        sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    }
    book.bytes()
}

/// The numbers of a chart, as its table shows them.
fn numbers((setter, chart): (&Setter<'_>, &Chart), word: &impl Fn(&str) -> String) -> Vec<Vec<Cell>> {
    let cell = |(at, text): (usize, &String)| match at {
        0 => Cell::text(text),
        _ if is_number(text) => Cell::number(text),
        _ => Cell::text(&said(text, word)),
    };
    let row = |(row, cells): (usize, &Vec<String>)| match row {
        0 => cells.iter().map(|head| Cell::text(head)).collect(),
        _ => cells.iter().enumerate().map(cell).collect(),
    };
    chart_rows(setter, chart).iter().enumerate().map(row).collect()
}

/// A status in words; any other text as it is.
fn said(text: &str, word: &impl Fn(&str) -> String) -> String {
    const STATUSES: [&str; 7] =
        ["known", "provisional", "revised", "missing", "not-applicable", "masked", "below-unit"];
    if STATUSES.contains(&text) { word(text) } else { text.to_owned() }
}

/// The columns of `figures.csv`, in words.
fn figures(report: &Report, word: &impl Fn(&str) -> String) -> Vec<Vec<Cell>> {
    let mut out = vec![KEYS.iter().map(|key| Cell::Text(word(key))).collect()];
    for fields in rows(report) {
        let masked = matches!(&fields[4], Field::Text(status) if status == "masked");
        let cell = |(key, field): (&&str, Field)| match (*key, field) {
            ("value", _) if masked => Cell::text("**"),
            (_, Field::Number(number)) => number.map_or(Cell::Empty, |number| Cell::number(&number)),
            ("status", Field::Text(status)) => Cell::Text(said(&status, word)),
            ("better", Field::Text(text)) if !text.is_empty() => Cell::Text(word(&text)),
            (_, Field::Text(text)) => Cell::text(&text),
        };
        out.push(KEYS.iter().zip(fields).map(cell).collect());
    }
    out
}

/// Writes a table whose first row is its head.
fn put_table(sheet: &mut Worksheet, top: u32, rows: &[Vec<Cell>]) -> Result<(), XlsxError> {
    let head =
        Format::new().set_bold().set_align(FormatAlign::VerticalCenter).set_border_bottom(FormatBorder::Thin);
    let body = Format::new().set_align(FormatAlign::Top);
    let (head_row, body_rows) = rows.split_at(rows.len().min(1));
    put_rows(sheet, top, (head_row, &head))?;
    put_rows(sheet, top + 1, (body_rows, &body))
}

/// Makes the columns of a sheet as wide as what its tables hold.
fn widen(sheet: &mut Worksheet, tables: &[Vec<Vec<Cell>>]) -> Result<(), XlsxError> {
    let mut widths: Vec<u16> = Vec::new();
    for cells in tables.iter().flatten() {
        widths.resize(widths.len().max(cells.len()), 0);
        for (widest, cell) in widths.iter_mut().zip(cells) {
            let wide = match cell {
                Cell::Empty => 0,
                Cell::Text(text) => width(text),
                Cell::Number(number) => width(&number.to_string()),
            };
            *widest = wide.max(*widest);
        }
    }
    for (column, wide) in (0..).zip(widths) {
        sheet.set_column_width(column, (wide + 2).clamp(*WIDTHS.start(), *WIDTHS.end()))?;
    }
    Ok(())
}

fn rows_of(table: &[Vec<Cell>]) -> Result<u32, XlsxError> {
    u32::try_from(table.len()).map_err(|_| XlsxError::RowColumnLimitError)
}
