//! Amounts with their parts: upright over time, lying by item. Every part is named in the key above, and
//! labelled on itself where there is room.

use rust_decimal::Decimal;

use crate::model::{Chart, Point};

use super::axis::drawable;
use super::bar::exact;
use super::column::Upright;
use super::key::{Key, series_entries};
use super::label::{LEADING, SIZE, Text, comma};
use super::rows::{Needs, Rows};
use super::scale::{Axis, Origin, bounded, number};
use super::tone::{Fill, Tone};
use super::{Canvas, Drawing};

/// The paper between two parts.
const GAP: f64 = 2.0;
/// The length of a part that is not a published number.
const MASK: f64 = 24.0;

/// A part of a stack: its series, where it begins and ends.
struct Part {
    series: usize,
    from: Decimal,
    to: Decimal,
}

/// The parts of a category, positive ones upwards from zero and negative ones downwards.
fn parts(chart: &Chart, at: usize) -> Vec<Part> {
    let (mut up, mut down) = (Decimal::ZERO, Decimal::ZERO);
    let mut parts = Vec::new();
    for (series, of) in chart.series.iter().enumerate() {
        let Some(value) = of.points.get(at).and_then(drawable).map(bounded) else {
            continue;
        };
        if value.is_zero() {
            continue;
        }
        let end = if value > Decimal::ZERO { &mut up } else { &mut down };
        let from = *end;
        *end = bounded(from.saturating_add(value));
        parts.push(Part { series, from, to: *end });
    }
    parts
}

/// The sum of a category, where every part of it is known.
fn total(chart: &Chart, at: usize) -> Option<String> {
    let points: Vec<_> = chart.series.iter().filter_map(|series| series.points.get(at)).collect();
    let known: Vec<Decimal> = points.iter().filter_map(|point| drawable(point)).collect();
    if known.len() < points.len() || known.len() < 2 {
        return None;
    }
    let mut sum = known.into_iter().fold(Decimal::ZERO, Decimal::saturating_add);
    sum = sum.round_dp(chart.decimals);
    sum.rescale(chart.decimals.min(20));
    Some(sum.to_string())
}

/// The parts of a category that are withheld or missing: they are said, never measured.
struct Absent {
    /// Whether one of them is withheld.
    masked: bool,
    /// Each with its name, `来访 暂缺`; the word alone where it holds for all parts.
    words: Vec<String>,
}

fn absent(chart: &Chart, at: usize) -> Option<Absent> {
    let points =
        || chart.series.iter().enumerate().filter_map(|(of, series)| Some((of, series.points.get(at)?)));
    let gaps: Vec<(usize, &Point)> = points().filter(|(_, point)| drawable(point).is_none()).collect();
    let (_, first) = gaps.first()?;
    let all = gaps.len() == points().count() && gaps.iter().all(|(_, point)| point.text == first.text);
    let words = if all {
        vec![first.text.clone()]
    } else {
        gaps.iter().map(|(of, point)| format!("{} {}", chart.series[*of].name, point.text)).collect()
    };
    let masked = gaps.iter().any(|(_, point)| point.value.is_masked());
    Some(Absent { masked, words })
}

fn axis(chart: &Chart) -> Axis {
    let ends = (0..chart.categories.len()).flat_map(|at| parts(chart, at)).map(|part| part.to);
    Axis::over(ends.chain(chart.lines.iter().map(|line| line.value)), Origin::Zero)
}

/// The words on a part.
fn words(chart: &Chart, part: &Part, at: usize, fill: Fill) -> Option<Text<'static>> {
    let point = chart.series.get(part.series)?.points.get(at)?;
    Some(Text::new(point.text.clone(), fill.text).middle())
}

pub(super) fn upright(canvas: &Canvas<'_>) -> Drawing {
    let chart = canvas.chart;
    let axis = axis(chart);
    let Some(upright) = Upright::prepare(canvas, &axis) else {
        return canvas.finish(canvas.sheet(canvas.width.upright()));
    };
    let width = (upright.slot * 0.66).min(56.0);
    let width = if width > 3.0 { width.floor() } else { width.max(0.6) };
    upright.sheet.open("series");
    for at in 0..upright.middles.len() {
        stack(&upright, chart, at, width);
    }
    upright.sheet.close();
    upright.close(chart, &axis);
    let totals: Vec<Option<String>> = (0..upright.middles.len()).map(|at| total(chart, at)).collect();
    let fits = |total: &String| Text::new(total.as_str(), Tone::MAIN).bold().width() <= upright.slot - 4.0;
    if totals.iter().flatten().all(fits) {
        for (at, total) in totals.into_iter().enumerate() {
            let Some(total) = total else { continue };
            let top = parts(chart, at).iter().map(|part| part.to).max().unwrap_or_default();
            let (_, y) = upright.plot.at(0.0, top.max(Decimal::ZERO));
            let x = upright.middles[at];
            let text = Text::new(total, Tone::MAIN).bold().middle();
            upright.sheet.text_best(&text, &[(x, y - 5.0), (x, y - 9.0), (x, y - 18.0)]);
        }
    }
    canvas.finish(upright.sheet)
}

fn stack(upright: &Upright, chart: &Chart, at: usize, width: f64) {
    let sheet = &upright.sheet;
    let x = (upright.middles[at] - width / 2.0).round();
    for part in parts(chart, at) {
        let fill = Fill::of(chart.series[part.series].role);
        let (top, bottom) = upright.span(part.from, part.to);
        let gap = if bottom - top > 3.0 && !part.from.is_zero() { GAP } else { 0.0 };
        let (top, bottom) = if part.to > part.from { (top, bottom - gap) } else { (top + gap, bottom) };
        sheet.rect([x, top, width, bottom - top], fill);
        let Some(text) = words(chart, &part, at, fill) else {
            continue;
        };
        if bottom - top >= SIZE + 4.0 && text.width() <= width - 4.0 {
            sheet.text_at(&text, x + width / 2.0, f64::midpoint(top, bottom));
        }
    }
    if let Some(absent) = absent(chart, at) {
        let top = parts(chart, at).iter().map(|part| part.to).max().unwrap_or_default();
        let (_, mut y) = upright.plot.at(0.0, top);
        if absent.masked {
            sheet.hatch([x, y - MASK - GAP, width.max(4.0), MASK]);
            y -= MASK + GAP;
        }
        say_absent(upright, &absent, (x + width / 2.0, y - 5.0));
    }
}

/// What is lacking, above a stack: in lines no wider than its place, or with a short rule where there is no room.
fn say_absent(upright: &Upright, absent: &Absent, (x, foot): (f64, f64)) {
    let room = upright.slot - 6.0;
    let text = |words: &String| Text::new(words.clone(), Tone::INK_3).middle();
    let lines: Option<Vec<Vec<Text<'_>>>> =
        absent.words.iter().map(|words| text(words).whole_lines(room, 3)).collect();
    let lines: Vec<Text<'_>> = lines.unwrap_or_default().into_iter().flatten().collect();
    let first = foot - LEADING * (number(lines.len()) - 1.0);
    let fits = !lines.is_empty();
    if fits && first > SIZE {
        for (row, line) in lines.iter().enumerate() {
            upright.sheet.text(line, x, first + LEADING * number(row));
        }
    } else {
        upright.sheet.line([x - 4.0, foot, x + 4.0, foot], Tone::RULE_UI.line(15));
    }
}

pub(super) fn lying(canvas: &Canvas<'_>) -> Drawing {
    let chart = canvas.chart;
    let mut axis = axis(chart);
    let ends = || (0..chart.categories.len()).flat_map(|at| parts(chart, at)).map(|part| part.to);
    let ends = || ends().chain(chart.lines.iter().map(|line| line.value));
    let (low, high) = (ends().min().unwrap_or_default(), ends().max().unwrap_or_default());
    if high.max(Decimal::ZERO) > low.min(Decimal::ZERO) {
        axis = Axis { low: low.min(Decimal::ZERO), high: high.max(Decimal::ZERO), ..axis };
    } else {
        axis = exact(axis, chart);
    }
    let totals: Vec<Option<String>> = (0..chart.categories.len()).map(|at| total(chart, at)).collect();
    // A stack that lacks a part has no sum.
    let total_text = |total: &str| Text::new(total.to_owned(), Tone::MAIN).bold();
    let widest = totals.iter().flatten().map(|total| total_text(total).width()).fold(0.0, f64::max);
    let absent_width = (0..chart.categories.len())
        .filter_map(|at| absent(chart, at))
        .map(|absent| absent_text(&absent, canvas).width() + MASK)
        .fold(0.0, f64::max);
    let key = Key::layout(series_entries(chart), canvas.width.pixels());
    let needs = Needs { marks: 24.0, right: widest.max(absent_width) + 14.0, left: 0.0 };
    let Some(rows) = Rows::prepare(canvas, &key, &axis, needs) else {
        return canvas.finish(canvas.sheet(60.0));
    };
    rows.sheet.open("series");
    for (at, total) in totals.iter().enumerate() {
        lying_stack(&rows, canvas, at);
        let end = parts(chart, at).iter().map(|part| part.to).max().unwrap_or_default();
        if let Some(total) = total {
            let x = rows.plot.across(end.max(Decimal::ZERO)) + 8.0;
            rows.sheet.text_at(&total_text(total), x, rows.middle(at));
        }
    }
    rows.sheet.close();
    rows.lines(chart);
    canvas.finish(rows.sheet)
}

/// What is lacking, beside a lying stack.
fn absent_text<'a>(absent: &'a Absent, canvas: &Canvas<'_>) -> Text<'a> {
    let words = absent.words.join(comma(&absent.words[0]));
    Text::new(words, Tone::INK_3).within(canvas.width.pixels() * 0.3)
}

fn lying_stack(rows: &Rows, canvas: &Canvas<'_>, at: usize) {
    let chart = canvas.chart;
    let sheet = &rows.sheet;
    let middle = rows.middle(at);
    let top = middle - 12.0;
    for part in parts(chart, at) {
        let fill = Fill::of(chart.series[part.series].role);
        let (left, right) = rows.span(part.from, part.to);
        let gap = if right - left > 3.0 && !part.from.is_zero() { GAP } else { 0.0 };
        let (left, right) = if part.to > part.from { (left + gap, right) } else { (left, right - gap) };
        sheet.rect([left, top, right - left, 24.0], fill);
        let Some(text) = words(chart, &part, at, fill) else {
            continue;
        };
        if text.width() <= right - left - 6.0 {
            sheet.text_at(&text, f64::midpoint(left, right), middle);
        }
    }
    if let Some(absent) = absent(chart, at) {
        let end = parts(chart, at).iter().map(|part| part.to).max().unwrap_or_default();
        let mut x = rows.plot.across(end.max(Decimal::ZERO)) + GAP;
        if absent.masked {
            sheet.hatch([x, top, MASK, 24.0]);
            x += MASK;
        }
        sheet.text_at(&absent_text(&absent, canvas), x + 8.0, middle);
    }
}
