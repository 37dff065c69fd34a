//! What figures have besides their values: parts and items, months, quarters, years and days, a sheet for each kind.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::model::{Figure, FigureSeries, Report, Value};
use crate::render::downloads::status_word;
use crate::render::inline::Setter;
use crate::render::numbers::with_unit;
use crate::workbook::Cell;

type Rows = Vec<Vec<Cell>>;

/// The sheets that hold anything: the word for their name, their rows with a head, and how many columns stay in sight.
pub(super) fn tables(
    setter: &Setter<'_>,
    report: &Report,
    word: &impl Fn(&str) -> String,
) -> Vec<(&'static str, Rows, u16)> {
    let months: Vec<String> =
        report.period.months().map(|month| format!("{:04}-{:02}", month.year, month.month)).collect();
    let years = years(report);
    let over =
        |times: &[String], of: &dyn Fn(&Figure) -> (usize, &[FigureSeries])| over(report, word, times, of);
    let sheets = [
        ("parts", parts(report, word), 2),
        ("months", over(&months, &|figure| (0, &figure.monthly)), 4),
        ("quarters", over(&quarters(report), &|figure| (0, &figure.quarterly)), 4),
        (
            "years",
            over(&years.clone().map(|year| year.to_string()).collect::<Vec<_>>(), &|figure| {
                (usize::try_from(figure.first_year - years.start).unwrap_or(0), &figure.yearly)
            }),
            4,
        ),
        ("days", days(setter, report, word), 1),
    ];
    sheets.into_iter().filter(|(_, rows, _)| rows.len() > 1).collect()
}

/// The quarters that the period touches.
fn quarters(report: &Report) -> Vec<String> {
    let quarter =
        report.period.months().map(|month| format!("{:04}-Q{}", month.year, (month.month - 1) / 3 + 1));
    quarter.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The years of all figures that have any.
fn years(report: &Report) -> Range<i16> {
    let spans = report.figures.iter().flat_map(|figure| {
        let years = |series: &FigureSeries| i16::try_from(series.points.len()).unwrap_or(0);
        figure
            .yearly
            .iter()
            .map(move |series| (figure.first_year, figure.first_year.saturating_add(years(series))))
    });
    let all = spans.reduce(|(first, end), (other, its_end)| (first.min(other), end.max(its_end)));
    all.map_or(0..0, |(first, end)| first..end)
}

/// What a cell says of a value: a word where it is no number, nothing where there is none.
fn cell(value: &Value, label: Option<&str>, word: &impl Fn(&str) -> String) -> Cell {
    match (value, label) {
        (Value::Missing, Some(label)) => Cell::text(label),
        (Value::BelowUnit(_), _) => Cell::Text(word("below-unit")),
        (Value::NotApplicable, _) => Cell::Text(word("not-applicable")),
        (value, _) => Cell::value(value),
    }
}

fn heads(keys: &[&str], word: &impl Fn(&str) -> String) -> Vec<Cell> {
    keys.iter().map(|key| Cell::Text(word(key))).collect()
}

/// A figure, with the name of a part or series of it.
fn named(figure: &Figure, name: &str) -> Vec<Cell> {
    [&figure.id, &figure.label, &figure.unit, name].map(Cell::text).into()
}

/// A row for each part and item, and for each part of an item.
fn parts(report: &Report, word: &impl Fn(&str) -> String) -> Rows {
    let mut out = vec![heads(&["id", "label", "unit", "name", "value", "status"], word)];
    for figure in &report.figures {
        let mut row = |name: &str, value: &Value| {
            let value = [
                match value {
                    Value::BelowUnit(_) | Value::NotApplicable => Cell::Empty,
                    value => Cell::value(value),
                },
                Cell::Text(word(status_word(value, figure.status))),
            ];
            out.push([named(figure, name), value.into()].concat());
        };
        for (name, value) in &figure.parts {
            row(name, value);
        }
        for item in &figure.items {
            row(&item.name, &item.value);
            for (name, value) in &item.parts {
                row(&format!("{} / {name}", item.name), value);
            }
        }
    }
    out
}

/// A row for each series of a kind, which begins at one of the times, and a column for each time.
fn over(
    report: &Report,
    word: &impl Fn(&str) -> String,
    times: &[String],
    of: &dyn Fn(&Figure) -> (usize, &[FigureSeries]),
) -> Rows {
    let mut head = heads(&["id", "label", "unit", "name"], word);
    head.extend(times.iter().map(|time| Cell::text(time)));
    head.push(Cell::Text(word("status")));
    let mut out = vec![head];
    for figure in &report.figures {
        let (first, series) = of(figure);
        for one in series {
            let mut row = named(figure, &one.name);
            row.resize(row.len() + first, Cell::Empty);
            row.extend(one.points.iter().map(|point| cell(&point.value, point.label.as_deref(), word)));
            row.resize(4 + times.len(), Cell::Empty);
            let masked =
                one.points.first().filter(|_| one.points.iter().all(|point| point.value == Value::Masked));
            // What is no number says so in its cell: the status is that of the numbers.
            let known = Value::Known(rust_decimal::Decimal::ZERO);
            row.push(Cell::Text(word(status_word(
                masked.map_or(&known, |point| &point.value),
                figure.status,
            ))));
            out.push(row);
        }
    }
    out
}

/// A row for each day, and a column for each figure that has days.
fn days(setter: &Setter<'_>, report: &Report, word: &impl Fn(&str) -> String) -> Rows {
    let figures: Vec<&Figure> = report.figures.iter().filter(|figure| !figure.daily.is_empty()).collect();
    let mut head = heads(&["time"], word);
    head.extend(figures.iter().map(|figure| Cell::Text(with_unit(setter, &figure.label, &figure.unit))));
    let mut by_day = BTreeMap::new();
    for (column, figure) in figures.iter().enumerate() {
        for (day, value) in &figure.daily {
            let row = by_day.entry(day).or_insert_with(|| vec![Cell::Empty; figures.len()]);
            row[column] = cell(value, None, word);
        }
    }
    let rows = by_day.into_iter().map(|(day, cells)| [vec![Cell::Text(day.to_string())], cells].concat());
    [head].into_iter().chain(rows).collect()
}
