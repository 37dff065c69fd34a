//! Last year to this year: a line an item, labelled at both ends.

use rust_decimal::Decimal;

use crate::model::{Chart, Point, Role, Series};

use super::axis::{Frame, Plot, drawable, values};
use super::key::{Ending, Sample, endings, reference_style};
use super::label::{LEADING, Text, cut, wrap};
use super::scale::{Axis, Origin, number, pixel};
use super::sheet::Sheet;
use super::strip::Strip;
use super::tone::Tone;
use super::{Canvas, Drawing, Width};

/// The least distance of two labels.
const APART: f64 = 16.5;
/// As many lines a name may take.
const MOST_LINES: usize = 4;

/// How an item is drawn.
struct Look {
    line: Tone,
    width: u32,
    text: Tone,
    bold: bool,
}

/// Worse in the accent, picked out in the focus, the others quiet; if none is picked out, all speak.
fn look(chart: &Chart, series: &Series) -> Look {
    let any = chart.series.iter().any(|series| series.role == Role::Focus);
    let focus = series.role == Role::Focus;
    if series.worse {
        Look { line: Tone::ACCENT, width: 25, text: Tone::ACCENT, bold: true }
    } else if focus {
        Look { line: Tone::FOCUS, width: 25, text: Tone::MAIN, bold: true }
    } else if any {
        Look { line: Tone::LAST, width: 15, text: Tone::INK_2, bold: false }
    } else {
        Look { line: Tone::MAIN_MID, width: 20, text: Tone::INK_2, bold: false }
    }
}

fn words(text: impl Into<std::borrow::Cow<'static, str>>, look: &Look) -> Text<'static> {
    let text = Text::new(text, look.text);
    if look.bold { text.bold() } else { text }
}

/// Name and value of an item's first end; a long name stands in several lines.
fn left_lines(chart: &Chart, series: &Series, room: f64) -> Vec<Text<'static>> {
    let look = look(chart, series);
    let one = left_text(chart, series, room);
    let value = series.points.first().map_or("", |point| point.text.as_str());
    let kept = room - words(format!(" {value}"), &look).width();
    let lines = wrap(&series.name, kept / 1.04, MOST_LINES);
    match &lines[..] {
        [above @ .., last] if one.full.is_some() && kept >= 40.0 && !last.ends_with('…') => {
            let mut text = words(format!("{last} "), &look);
            text.spans.extend(quiet(words(value.to_owned(), &look), series.points.first()).spans);
            above.iter().map(|line| words(line.clone(), &look)).chain([text]).collect()
        }
        _ => vec![one],
    }
}

/// The height that lines need.
fn tall(lines: &[Text<'_>]) -> f64 {
    APART + LEADING * (number(lines.len().max(1)) - 1.0)
}

/// The same in one line; a long name is cut, the value never before it.
fn left_text(chart: &Chart, series: &Series, room: f64) -> Text<'static> {
    let look = look(chart, series);
    let value = series.points.first().map_or("", |point| point.text.as_str());
    let joined = |name: &str| {
        let mut text = words(format!("{name} "), &look);
        text.spans.extend(quiet(words(value.to_owned(), &look), series.points.first()).spans);
        text
    };
    let whole = joined(&series.name);
    if whole.width() <= room {
        return whole;
    }
    let kept = room - words(format!(" {value}"), &look).width();
    if kept < 40.0 {
        return words(format!("{} {value}", series.name), &look).within(room);
    }
    let mut text = joined(&cut(&series.name, kept / 1.04));
    text.full = Some(series.name.clone());
    text
}

fn right_text(chart: &Chart, series: &Series) -> Text<'static> {
    words(series.points.get(1).map_or(String::new(), |point| point.text.clone()), &look(chart, series))
}

pub(super) fn draw(canvas: &Canvas<'_>) -> Drawing {
    let chart = canvas.chart;
    let (most, right_most, tallest) = match canvas.width {
        Width::Wide => (300.0, 240.0, 24.0),
        Width::Print => (210.0, 170.0, 20.0),
        Width::Narrow => (150.0, 90.0, 20.0),
    };
    let names: Vec<Vec<Text<'_>>> =
        chart.series.iter().map(|series| left_lines(chart, series, most)).collect();
    let count = number(chart.series.len() + chart.lines.len());
    let beyond: f64 = names.iter().map(|lines| tall(lines) - APART).sum();
    let height = (count * tallest + beyond + 60.0).max(canvas.width.upright() - 20.0);
    let left = names.iter().flatten().map(Text::width).fold(0.0, f64::max);
    let limits = chart.lines.iter().map(|line| Text::new(line.label.as_str(), Tone::ACCENT).width());
    let right = chart.series.iter().map(|series| right_text(chart, series).width());
    let right = right.chain(limits).fold(0.0, f64::max).min(right_most);
    let sheet = canvas.sheet(height);
    // A wide drawing need not stretch its lines over all of its width.
    let spare = (sheet.width - left - right - 40.0 - 520.0).max(0.0) / 2.0;
    let frame = Frame {
        left: (spare.min(most - left) + left + 20.0).round(),
        top: 40.0,
        right: (sheet.width - right - 20.0 - spare).round(),
        bottom: height - 14.0,
    };
    let mut axis = Axis::over(values(chart), Origin::Free);
    axis.ticks.clear();
    if let (Some(low), Some(high)) = (values(chart).min(), values(chart).max())
        && high > low
    {
        axis = Axis { low, high, ..axis };
    }
    let Some(plot) = Plot::upright(&sheet, frame, 0.0..1.0, &axis) else {
        return canvas.finish(sheet);
    };
    heads(&sheet, chart, frame);
    let order = |series: &&Series| (series.worse, series.role == Role::Focus);
    let mut all: Vec<&Series> = chart.series.iter().collect();
    all.sort_by_key(order);
    for line in &chart.lines {
        plot.level(line.value, reference_style(line.kind));
    }
    for series in all {
        item(&sheet, &plot, (chart, series));
    }
    left_names(&sheet, &plot, (chart, names));
    right_names(&sheet, &plot, chart);
    canvas.finish(sheet)
}

/// The two years over their upright lines.
fn heads(sheet: &Sheet, chart: &Chart, frame: Frame) {
    sheet.open("axis");
    for x in [frame.left, frame.right] {
        sheet.line([x, frame.top - 10.0, x, frame.bottom + 8.0], Tone::GRID.line(10));
    }
    let ends = [(frame.left, Tone::INK_3), (frame.right, Tone::INK)];
    let room = frame.width() / 2.0;
    for (at, (category, (x, tone))) in chart.categories.iter().zip(ends).enumerate() {
        let text = Text::new(category.label.as_str(), tone);
        let text = if at == 1 { text.bold() } else { text }.within(room).middle();
        let x = super::label::keep_in(x, text.width() / 2.0, sheet.width);
        sheet.text(&text, x, 20.0);
    }
    sheet.close();
}

fn value(series: &Series, at: usize) -> Option<Decimal> {
    series.points.get(at).and_then(drawable)
}

/// The height of an end: of its own value, else of the other end's; none if neither is known.
fn height(plot: &Plot, series: &Series, at: usize) -> Option<f64> {
    value(series, at).or_else(|| value(series, 1 - at)).map(|value| plot.at(0.0, value).1)
}

/// The line of an item, or the dot of the end that is known.
fn item(sheet: &Sheet, plot: &Plot, (chart, series): (&Chart, &Series)) {
    let look = look(chart, series);
    let of = chart.series.iter().position(|other| std::ptr::eq(other, series)).unwrap_or_default();
    let class = if series.role == Role::Focus { "series s-focus" } else { "series" };
    sheet.open(class);
    if let (Some(from), Some(to)) = (value(series, 0), value(series, 1)) {
        plot.line(vec![(0.0, pixel(from)), (1.0, pixel(to))], look.line.line(look.width));
    }
    for at in [0, 1] {
        let masked = series.points.get(at).is_some_and(|point| point.value.is_masked());
        let x = if at == 0 { plot.frame.left } else { plot.frame.right };
        if let Some(y) = height(plot, series, at) {
            sheet.strip(Strip { column: Some(of), ..Strip::row([x - 8.0, y - 8.0, 16.0, 16.0], at) });
        }
        if let Some(value) = value(series, at) {
            sheet.dot((x, plot.at(0.0, value).1), if look.bold { 5.5 } else { 4.5 }, look.line);
        } else if let Some(y) = height(plot, series, at).filter(|_| masked) {
            sheet.hatch([x - 6.0, y - 6.0, 12.0, 12.0]);
        }
    }
    sheet.close();
}

/// What stands where an end is not known is quiet.
fn quiet(text: Text<'static>, point: Option<&Point>) -> Text<'static> {
    if point.is_some_and(|point| drawable(point).is_some()) {
        return text;
    }
    let mut text = text;
    for span in &mut text.spans {
        (span.tone, span.bold) = (Tone::INK_3, false);
    }
    text
}

fn left_names(sheet: &Sheet, plot: &Plot, (chart, names): (&Chart, Vec<Vec<Text<'_>>>)) {
    let frame = plot.frame;
    let from = |series: &Series| height(plot, series, 0).unwrap_or(frame.bottom);
    let mut ends: Vec<(f64, Vec<Text<'_>>)> = chart.series.iter().map(from).zip(names).collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    // The lines of a name stand around its place, and all of them above the foot.
    let beyond = |at: usize| (tall(&ends[at].1) - APART) / 2.0;
    let mut places: Vec<f64> = ends.iter().map(|end| end.0.clamp(frame.top, frame.bottom)).collect();
    let apart = |at: usize| f64::midpoint(tall(&ends[at].1), tall(&ends[at + 1].1));
    for at in 0..places.len() {
        let above = if at > 0 { places[at - 1] + apart(at - 1) } else { frame.top - 20.0 + beyond(0) };
        places[at] = places[at].max(above);
    }
    let mut floor = f64::INFINITY;
    for at in (0..places.len()).rev() {
        places[at] = places[at].min(floor).min(frame.bottom - beyond(at));
        floor = places[at] - if at > 0 { apart(at - 1) } else { 0.0 };
    }
    sheet.open("ends");
    for ((from, lines), y) in ends.into_iter().zip(places) {
        if (y - from).abs() > 9.0 {
            sheet.line([frame.left - 6.0, from, frame.left - 11.0, y], Tone::RULE_UI.line(10));
        }
        let first = y - LEADING * (number(lines.len()) - 1.0) / 2.0;
        for (row, line) in lines.into_iter().enumerate() {
            sheet.text_at(&line.end(), frame.left - 13.0, first + LEADING * number(row));
        }
    }
    sheet.close();
}

fn right_names(sheet: &Sheet, plot: &Plot, chart: &Chart) {
    let frame = plot.frame;
    let items = chart.series.iter().map(|series| Ending {
        from: (frame.right, height(plot, series, 1).unwrap_or(frame.bottom)),
        sample: Sample::None,
        text: quiet(right_text(chart, series), series.points.get(1)),
    });
    let limits = chart.lines.iter().map(|line| Ending {
        from: (frame.right, plot.at(0.0, line.value).1),
        sample: Sample::None,
        text: Text::new(line.label.as_str(), Tone::ACCENT),
    });
    endings(sheet, items.chain(limits).collect(), frame.right + 13.0, (frame.top, frame.bottom));
}
