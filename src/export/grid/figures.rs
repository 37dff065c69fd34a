//! Figures: a table's, a page's of cards, and all of a report.

use std::borrow::Cow;

use super::{Cell, Grid, Line, Row};
use crate::model::{Absence, Column, FigureRow, MetricTable, Report, Shown};
use crate::reader::values::join_unit;
use crate::reader::words::Words;

/// Figures in the columns that were asked for, their units beside their names.
pub(in crate::export) fn metrics<'r>(words: &'r Words, report: &Report, table: &'r MetricTable) -> Grid<'r> {
    let with_units = |cell: &dyn Fn(Column) -> Cell<'r>, unit: &'r str| {
        let mut cells = Vec::new();
        for column in &table.columns {
            cells.push(cell(*column));
            if *column == Column::Label {
                cells.push(Cell::words(unit).centred().short());
            }
        }
        cells
    };
    let heads = with_units(&|column| Cell::words(words.column(column, report.year)), words.get("unit"));
    let rows = table.rows.iter();
    let rows =
        rows.map(|row| Row::Cells(with_units(&|column| column_cell(column, row), &row.unit))).collect();
    let has_change = table.columns.contains(&Column::Change);
    let notes = if has_change { break_notes(words, table.rows.iter()) } else { Vec::new() };
    Grid { heads, rows, notes }
}

fn column_cell(column: Column, row: &FigureRow) -> Cell<'_> {
    match column {
        Column::Label => Cell::words(&row.label),
        Column::Value => value(row),
        Column::Previous => shown(&row.previous),
        Column::Change => change(row),
        Column::Limit => shown(&row.limit),
        Column::Target => shown(&row.target),
        Column::Verdict => verdicts(row),
        Column::Department => Cell::words(row.department.as_deref().unwrap_or_default()),
        Column::Source => Cell::words(row.source.as_deref().unwrap_or_default()),
        Column::Note => Cell::default().and_text(&row.note),
    }
}

/// Figures that the site shows as cards.
pub(in crate::export) fn cards<'r>(words: &'r Words, report: &Report, rows: &'r [FigureRow]) -> Grid<'r> {
    let is_masked = |row: &FigureRow| row.value == Shown::Masked;
    let has_verdicts = rows.iter().any(|row| !row.verdicts.is_empty() && !is_masked(row));
    let mut heads = vec![
        Cell::words(words.get("metric")),
        Cell::words(words.year(report.year)),
        Cell::words(words.get("change")),
    ];
    if has_verdicts {
        heads.push(Cell::words(words.get("verdict")));
    }
    let row = |row: &'r FigureRow| {
        let said = match &row.value {
            shown @ (Shown::Number { .. } | Shown::Masked) => {
                Cow::Owned(join_unit(words, shown.plain(), &row.unit))
            }
            shown => Cow::Borrowed(shown.plain()),
        };
        let value =
            Cell::of(Line::Figure { words: said, shown: &row.value, status: Some(row.status) }).number();
        let mut cells = vec![Cell::words(&row.label), value];
        cells.push(if is_masked(row) { Cell::default() } else { change(row) });
        if has_verdicts {
            cells.push(if is_masked(row) { Cell::default() } else { verdicts(row) });
        }
        Row::Cells(cells)
    };
    Grid { heads, rows: rows.iter().map(row).collect(), notes: break_notes(words, rows.iter()) }
}

/// All figures of a report, by group. No column tells where they come from if none does.
pub(in crate::export) fn all_figures<'r>(words: &'r Words, report: &'r Report) -> Grid<'r> {
    let groups = || report.groups.iter().filter(|group| !group.rows.is_empty());
    let all = || groups().flat_map(|group| &group.rows);
    let has_sources = all().any(|row| row.source.is_some() || row.department.is_some());
    let mut heads = vec![Cell::words(words.get("metric")), Cell::words(words.get("unit"))];
    heads.extend([report.year, report.year - 1].map(|year| Cell::words(words.year(year))));
    heads.extend(["change", "limit_or_target"].map(|key| Cell::words(words.get(key))));
    if has_sources {
        heads.push(Cell::words(words.get("source")));
    }
    let row = |row: &'r FigureRow| {
        let value = if row.value == Shown::Empty { shown_or_nothing(&row.value) } else { value(row) };
        let mut cells = vec![Cell::words(&row.label), Cell::words(&row.unit).centred().short(), value];
        cells.extend([shown_or_nothing(&row.previous), change(row), shown_or_nothing(limit_or_target(row))]);
        if has_sources {
            cells.push(source_and_department(row));
        }
        Row::Cells(cells)
    };
    let mut rows = Vec::new();
    for group in groups() {
        rows.push(Row::Group(&group.title));
        rows.extend(group.rows.iter().map(row));
    }
    Grid { heads, rows, notes: break_notes(words, all()) }
}

fn limit_or_target(row: &FigureRow) -> &Shown {
    match row.limit {
        Shown::Empty => &row.target,
        _ => &row.limit,
    }
}

/// A row's source, and its department where the source does not name it.
fn source_and_department(row: &FigureRow) -> Cell<'_> {
    let source = row.source.as_deref().unwrap_or_default();
    let department = row.department.as_deref().filter(|name| !source.contains(name));
    Cell::words(source).and(department.unwrap_or_default())
}

/// A value without its unit, with the sign of its status.
fn value(row: &FigureRow) -> Cell<'_> {
    Cell::of(Line::Figure { words: row.value.plain().into(), shown: &row.value, status: Some(row.status) })
        .number()
}

fn shown(shown: &Shown) -> Cell<'_> {
    Cell::of(Line::Figure { words: shown.plain().into(), shown, status: None }).number()
}

/// A value where nothing is told by a dash.
fn shown_or_nothing(value: &Shown) -> Cell<'_> {
    if *value == Shown::Empty { Cell::of(Line::Nothing).number() } else { shown(value) }
}

/// A change on last year for a column headed so.
fn change(row: &FigureRow) -> Cell<'_> {
    let Some(change) = &row.change else { return Cell::default() };
    let words = if change.shown == Shown::Masked { Shown::Masked.plain() } else { &change.short };
    Cell::of(Line::Figure { words: words.into(), shown: &change.shown, status: None }).short()
}

/// How a figure stands to limit and target, a line each.
fn verdicts(row: &FigureRow) -> Cell<'_> {
    row.verdicts.iter().fold(Cell::default(), |cell, verdict| cell.and(&verdict.short))
}

/// Why figures cannot be compared with last year's, a note each.
fn break_notes<'r>(words: &Words, rows: impl Iterator<Item = &'r FigureRow>) -> Vec<String> {
    rows.filter_map(|row| {
        let (change, reason) = (row.change.as_ref()?, row.break_reason.as_ref()?);
        matches!(change.shown, Shown::Absent(Absence::Incomparable, _)).then(|| {
            let said = words.fill("break_is", &[("reason", reason)]);
            words.fill("document.note_of", &[("label", &row.label), ("note", &said)])
        })
    })
    .collect()
}
