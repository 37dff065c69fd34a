//! Values compared, as lying bars.

use rust_decimal::Decimal;

use crate::model::{Chart, Point, Role, Series, Value};

use super::axis::{drawable, values};
use super::key::{Entry, Key, Sample, name_text, series_entries, tick};
use super::label::Text;
use super::rows::{Needs, Rows};
use super::scale::{Axis, Origin, number};
use super::tone::{Fill, Tone};
use super::{Canvas, Drawing};

/// The height of a single bar, of a hatched mark and of last year's tick.
const BAR: f64 = 18.0;
const MASK: f64 = 72.0;
const TICK: f64 = 26.0;

pub(super) fn draw(canvas: &Canvas<'_>) -> Drawing {
    let chart = canvas.chart;
    let axis = exact(Axis::over(values(chart), Origin::Zero), chart);
    let key = key(canvas);
    let bars: Vec<usize> = (0..chart.series.len()).filter(|at| !is_tick(chart, *at)).collect();
    let thick = if bars.len() < 2 { BAR } else { 15.0 };
    let needs = Needs {
        marks: thick * number(bars.len().max(1)) + 2.0,
        right: value_width(chart) + 20.0 + if canvas.is_narrow() { 0.0 } else { mark_width(chart) },
        left: if axis.low < Decimal::ZERO { value_width(chart) + 10.0 } else { 0.0 },
    };
    let Some(rows) = Rows::prepare(canvas, &key, &axis, needs) else {
        return canvas.finish(canvas.sheet(60.0));
    };
    for (rank, at) in bars.iter().enumerate() {
        let offset = thick * (number(rank) - number(bars.len().max(1) - 1) / 2.0);
        series(&rows, chart, (*at, offset, thick));
    }
    rows.lines(chart);
    ticks(&rows, chart);
    for (rank, at) in bars.iter().enumerate() {
        let offset = thick * (number(rank) - number(bars.len().max(1) - 1) / 2.0);
        value_labels(&rows, chart, (*at, offset));
    }
    canvas.finish(rows.sheet)
}

/// Bars have no labelled axis, so that it need not end at a round number.
pub(super) fn exact(axis: Axis, chart: &Chart) -> Axis {
    let low = values(chart).min().unwrap_or_default().min(Decimal::ZERO);
    let high = values(chart).max().unwrap_or_default().max(Decimal::ZERO);
    if high > low { Axis { low, high, ..axis } } else { axis }
}

/// Last year's series beside a single this year's is a tick.
fn is_tick(chart: &Chart, at: usize) -> bool {
    let is = |at: usize| chart.series.get(at).is_some_and(|series| series.role == Role::Previous);
    is(at) && (0..chart.series.len()).any(|other| !is(other))
}

fn key<'a>(canvas: &'a Canvas<'_>) -> Key<'a> {
    let chart = canvas.chart;
    let mut entries = series_entries(chart);
    let of_series = entries.len().saturating_sub(chart.series.len());
    for (at, entry) in entries.iter_mut().skip(of_series).enumerate() {
        if is_tick(chart, at) {
            let series = &chart.series[at];
            *entry = Entry { sample: Sample::Tick, text: name_text(series.name.as_str(), series.role) };
        }
    }
    Key::layout(entries, canvas.width.pixels())
}

fn value_width(chart: &Chart) -> f64 {
    let points = chart.series.iter().flat_map(|series| &series.points);
    points
        .map(|point| Text::new(point.text.as_str(), Tone::MAIN).bold().width())
        .fold(0.0, f64::max)
        .min(200.0)
}

/// The words of a category's own limits and targets.
fn mark_words(chart: &Chart, at: usize) -> String {
    let labels = chart.categories.get(at).map(|category| &category.marks);
    let labels: Vec<&str> = labels.into_iter().flatten().map(|mark| mark.label.as_str()).collect();
    labels.join(" ")
}

fn mark_width(chart: &Chart) -> f64 {
    let widths = (0..chart.categories.len()).map(|at| Text::new(mark_words(chart, at), Tone::ACCENT).width());
    let widest = widths.fold(0.0, f64::max).min(220.0);
    if widest > 0.0 { widest + 14.0 } else { 0.0 }
}

fn series(rows: &Rows, chart: &Chart, (at, offset, thick): (usize, f64, f64)) {
    let Some(series) = chart.series.get(at) else {
        return;
    };
    let class = if series.role == Role::Focus { "series s-focus" } else { "series" };
    rows.sheet.open(class);
    let zero = rows.plot.across(Decimal::ZERO);
    let gap = if thick < BAR { 2.0 } else { 0.0 };
    for (row, point) in series.points.iter().enumerate().take(chart.categories.len()) {
        let top = rows.middle(row) + offset - thick / 2.0;
        match &point.value {
            Value::Known(value) if !value.is_zero() => {
                let (left, right) = rows.span(Decimal::ZERO, *value);
                rows.sheet.rect([left, top, right - left, thick - gap], fill(chart, series, row));
            }
            Value::Masked => rows.sheet.hatch([zero, top, MASK, thick - gap]),
            Value::BelowUnit(_) => rows.sheet.rect([zero, top, 2.0, thick - gap], fill(chart, series, row)),
            Value::Known(_) | Value::Missing | Value::NotApplicable => {}
        }
    }
    rows.sheet.close();
}

/// Picked-out bars stand out among soft ones.
fn fill(chart: &Chart, series: &Series, row: usize) -> Fill {
    let level = series.points.get(row).and_then(|point| point.level);
    if let (Role::Level(scale, _), Some(level)) = (series.role, level) {
        return Fill::of(Role::Level(scale, level));
    }
    let any = chart.categories.iter().any(|category| category.highlight);
    let picked = chart.categories.get(row).is_some_and(|category| category.highlight);
    let single = matches!(series.role, Role::Focus) || chart.series.len() == 1;
    match (single, any, picked) {
        (true, true, false) => Fill { edge: Tone::MAIN_MID, ..Fill::plain(Tone::MAIN_SOFT) },
        (true, _, true) => Fill::plain(Tone::FOCUS),
        _ => Fill::of(series.role),
    }
}

/// Last year's ticks, and the limits of single rows with their words.
fn ticks(rows: &Rows, chart: &Chart) {
    rows.sheet.open("ticks");
    for (_, series) in chart.series.iter().enumerate().filter(|(at, _)| is_tick(chart, *at)) {
        for (row, point) in series.points.iter().enumerate().take(chart.categories.len()) {
            if let Some(value) = drawable(point) {
                tick(&rows.sheet, rows.plot.across(value), rows.middle(row), TICK);
            }
        }
    }
    for (row, category) in chart.categories.iter().enumerate() {
        for mark in &category.marks {
            let x = rows.plot.across(mark.value);
            let middle = rows.middle(row);
            let area = [x - 2.0, middle - TICK / 2.0, 4.0, TICK];
            rows.sheet.rect(area, Fill { edge: Tone::PAPER, ..Fill::plain(Tone::ACCENT) });
        }
        let words = mark_words(chart, row);
        if !words.is_empty() {
            rows.aside(Text::new(words, Tone::ACCENT).within(220.0), row);
        }
    }
    rows.sheet.close();
}

fn value_labels(rows: &Rows, chart: &Chart, (at, offset): (usize, f64)) {
    let Some(series) = chart.series.get(at) else {
        return;
    };
    rows.sheet.open("values");
    for (row, point) in series.points.iter().enumerate().take(chart.categories.len()) {
        let text = value_text(chart, point, row).within(200.0);
        let middle = rows.middle(row) + offset;
        let (x, text) = match drawable(point) {
            Some(value) if value < Decimal::ZERO => (rows.plot.across(value) - 8.0, text.end()),
            Some(value) => {
                let from = rows.plot.across(value) + 8.0;
                (beyond_ticks(rows, chart, row, (from, text.width())), text)
            }
            None => {
                let mark = if point.value.is_masked() { MASK } else { 0.0 };
                let from = rows.plot.across(Decimal::ZERO) + mark + 8.0;
                (beyond_ticks(rows, chart, row, (from, text.width())), text)
            }
        };
        rows.sheet.text_at(&text, x, middle);
    }
    rows.sheet.close();
}

fn value_text<'a>(chart: &Chart, point: &'a Point, row: usize) -> Text<'a> {
    let any = chart.categories.iter().any(|category| category.highlight);
    let picked = chart.categories.get(row).is_some_and(|category| category.highlight);
    match point.value {
        Value::Known(_) if any && !picked => Text::new(point.text.as_str(), Tone::INK_2),
        Value::Known(_) => Text::new(point.text.as_str(), Tone::MAIN).bold(),
        Value::Missing | Value::NotApplicable | Value::BelowUnit(_) | Value::Masked => {
            Text::new(point.text.as_str(), Tone::INK_3)
        }
    }
}

/// Where a value begins, so that no tick crosses it.
fn beyond_ticks(rows: &Rows, chart: &Chart, row: usize, (from, width): (f64, f64)) -> f64 {
    let previous = chart.series.iter().enumerate().filter(|(at, _)| is_tick(chart, *at));
    let previous = previous.filter_map(|(_, series)| series.points.get(row).and_then(drawable));
    let own = chart.categories.get(row).into_iter().flat_map(|category| &category.marks);
    let common = chart.lines.iter().map(|line| line.value);
    let mut at: Vec<f64> = previous
        .chain(own.map(|mark| mark.value))
        .chain(common)
        .map(|value| rows.plot.across(value))
        .collect();
    at.sort_by(f64::total_cmp);
    at.into_iter().fold(
        from,
        |x, tick| {
            if tick + 4.0 > x - 2.0 && tick - 4.0 < x + width { tick + 9.0 } else { x }
        },
    )
}
