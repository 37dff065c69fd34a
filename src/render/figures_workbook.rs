//! `figures.xlsx`: the figures, their months and other series, and the charts' numbers, as the page shows them.
//! Enter at [`figures_xlsx`].

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::downloads::{Field, KEYS, chart_rows, is_number, rows, status_word};
use super::inline::Setter;
use crate::model::{Chart, Figure, FigureSeries, Report, Value, plain};
use crate::reader::parts::charts;
use crate::workbook::{Cell, Workbook, put, put_rows, width};

/// The widest and the narrowest that a column is made, in characters.
const WIDTHS: std::ops::RangeInclusive<u16> = 7..=44;

/// The figures of a report as a workbook.
///
/// # Errors
/// That it would be larger than spreadsheets allow.
pub(super) fn figures_xlsx(setter: &Setter<'_>, report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new(&plain(&report.title));
    let word = |key: &str| setter.words.get(&format!("workbook.{key}")).to_owned();
    let sheet = book.sheet(&word("figures"))?;
    let table = figures(report, &word);
    put_table(sheet, 0, &table)?;
    widen(sheet, &[table])?;
    sheet.set_freeze_panes(1, 2)?;
    let series = series(report, &word);
    if series.len() > 1 {
        let sheet = book.sheet(&word("series"))?;
        put_table(sheet, 0, &series)?;
        widen(sheet, &[series])?;
        sheet.set_freeze_panes(1, 2)?;
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

/// A line for each month, quarter, year, day, part and item of each figure.
fn series(report: &Report, word: &impl Fn(&str) -> String) -> Vec<Vec<Cell>> {
    let heads = ["id", "label", "unit", "name", "time", "value", "status"];
    let mut out = vec![heads.iter().map(|key| Cell::Text(word(key))).collect()];
    for figure in &report.figures {
        for (name, time, value, label) in points(figure, report) {
            let cell = match (&value, label) {
                (Value::Missing, Some(label)) => Cell::Text(label),
                (Value::BelowUnit(_) | Value::NotApplicable, _) => Cell::Empty,
                (value, _) => Cell::value(value),
            };
            let status = match &cell {
                Cell::Text(text) if text != "**" => {
                    status_word(&Value::Known(rust_decimal::Decimal::ZERO), figure.status)
                }
                _ => status_word(&value, figure.status),
            };
            let texts = [&figure.id, &figure.label, &figure.unit, &name, &time];
            let row = texts.into_iter().map(|text| Cell::text(text)).chain([cell, Cell::Text(word(status))]);
            out.push(row.collect());
        }
    }
    out
}

/// A part, item or series by name; when; its value; the label of its scale where that was typed.
type Line = (String, String, Value, Option<String>);

fn points(figure: &Figure, report: &Report) -> Vec<Line> {
    let months: Vec<String> =
        report.period.months().map(|month| format!("{:04}-{:02}", month.year, month.month)).collect();
    let first = report.period.first;
    let quarter = |at: usize| {
        let months = i32::try_from(at).unwrap_or(0) * 3 - i32::from((first.month - 1) % 3);
        let month = first.plus(months);
        format!("{:04}-Q{}", month.year, (month.month - 1) / 3 + 1)
    };
    let year = |at: usize| (i64::from(figure.first_year) + i64::try_from(at).unwrap_or(0)).to_string();
    let mut out: Vec<Line> = Vec::new();
    let named = |parts: &[(String, Value)], before: &str| {
        parts
            .iter()
            .map(|(name, value)| (format!("{before}{name}"), String::new(), value.clone(), None))
            .collect::<Vec<Line>>()
    };
    out.extend(named(&figure.parts, ""));
    for item in &figure.items {
        out.push((item.name.clone(), String::new(), item.value.clone(), None));
        out.extend(named(&item.parts, &format!("{} / ", item.name)));
    }
    over(&figure.monthly, &|at| months.get(at).cloned().unwrap_or_default(), &mut out);
    over(&figure.quarterly, &quarter, &mut out);
    over(&figure.yearly, &year, &mut out);
    out.extend(figure.daily.iter().map(|(day, value)| (String::new(), day.to_string(), value.clone(), None)));
    out
}

fn over(series: &[FigureSeries], time: &dyn Fn(usize) -> String, out: &mut Vec<Line>) {
    for one in series {
        let lines = one.points.iter().enumerate();
        out.extend(
            lines.map(|(at, point)| (one.name.clone(), time(at), point.value.clone(), point.label.clone())),
        );
    }
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
