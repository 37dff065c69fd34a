//! Amounts over time as areas: one filled under its line, several stacked upon each other.

use rust_decimal::Decimal;

use crate::model::{Chart, Role, Value};

use super::axis::{Frame, Plot, category_labels, drawable, value_room};
use super::key::{
    ENDING_SAMPLE, Ending, Entry, Key, Sample, endings, endings_fit, name_text, reference_entry,
    reference_style, unit_entry,
};
use super::label::Text;
use super::line;
use super::scale::{Axis, Origin, bounded, number, pixel};
use super::sheet::Sheet;
use super::tone::{Fill, Tone};
use super::{Canvas, Drawing, Width, bands, breaks, filling};

/// The room of a sample before a name at the right end.
const SAMPLE: f64 = ENDING_SAMPLE;

pub(super) fn draw(canvas: &Canvas<'_>) -> Drawing {
    if is_stacked(canvas.chart) { stacked(canvas) } else { line::draw(canvas) }
}

/// Several parts that add up, none of them negative.
fn is_stacked(chart: &Chart) -> bool {
    let part = |role| !matches!(role, Role::Focus | Role::Previous);
    chart.series.len() > 1
        && chart.series.iter().all(|series| part(series.role))
        && points(chart).all(|value| value >= Decimal::ZERO)
}

fn points(chart: &Chart) -> impl Iterator<Item = Decimal> {
    chart.series.iter().flat_map(|series| &series.points).filter_map(drawable)
}

/// For every category the lower edge of every part and the upper one of the last; none where a part is not known.
fn edges(chart: &Chart) -> Vec<Option<Vec<Decimal>>> {
    let edge = |at: usize| {
        let mut edges = vec![Decimal::ZERO];
        for series in &chart.series {
            let value = bounded(drawable(series.points.get(at)?)?);
            let below = edges.last().copied().unwrap_or_default();
            edges.push(bounded(below.saturating_add(value)));
        }
        Some(edges)
    };
    (0..chart.categories.len()).map(edge).collect()
}

fn stacked(canvas: &Canvas<'_>) -> Drawing {
    let chart = canvas.chart;
    let edges = edges(chart);
    let tops = edges.iter().flatten().filter_map(|edges| edges.last().copied());
    let axis = Axis::over(tops.chain(chart.lines.iter().map(|line| line.value)), Origin::Zero);
    let height = canvas.width.upright();
    let ends = named(chart);
    let widest = ends.iter().map(|text| SAMPLE + text.width());
    let limits = chart.lines.iter().map(|line| Text::new(line.label.as_str(), Tone::ACCENT).width());
    let widest = widest.chain(limits).fold(0.0, f64::max);
    let most = match canvas.width {
        Width::Wide => 220.0,
        Width::Print => 170.0,
        Width::Narrow => 110.0,
    };
    let direct = widest <= most && endings_fit(ends.len() + chart.lines.len(), height - 60.0);
    let entries = ends
        .iter()
        .zip(&chart.series)
        .map(|(text, series)| Entry { sample: Sample::Box(Fill::of(series.role)), text: text.clone() });
    let entries = entries.chain(chart.lines.iter().map(reference_entry));
    let entries = entries.filter(|_| !direct);
    let entries = unit_entry(chart).into_iter().chain(entries).collect();
    let key = Key::layout(entries, canvas.width.pixels());
    let sheet = canvas.sheet(height + key.height);
    key.draw(&sheet);
    let frame = Frame {
        left: value_room(&axis),
        top: key.height + 14.0 + breaks::room(chart),
        right: if direct { (sheet.width - widest - 13.0).floor() } else { sheet.width - 14.0 },
        bottom: sheet.height - 32.0,
    };
    let range = line::places(chart.categories.len(), frame);
    let Some(plot) = Plot::upright(&sheet, frame, range, &axis) else {
        return canvas.finish(sheet);
    };
    bands(&sheet, &plot, (chart, &edges));
    plot.value_labels(&sheet, &axis);
    let middles: Vec<f64> =
        (0..chart.categories.len()).map(|at| plot.at(number(at), Decimal::ZERO).0).collect();
    category_labels(&sheet, chart, &middles, frame.bottom);
    bands::columns(&sheet, chart, (&middles, frame));
    breaks::rules(&sheet, chart, (&middles, frame));
    for line in &chart.lines {
        plot.level(line.value, reference_style(line.kind));
    }
    if direct {
        names(&sheet, &plot, (chart, &edges));
    }
    gaps(&sheet, &plot, chart);
    canvas.finish(sheet)
}

/// The names of the parts with their last value.
fn named(chart: &Chart) -> Vec<Text<'_>> {
    let text = |series: &crate::model::Series| {
        let last = series.points.iter().rev().find(|point| drawable(point).is_some());
        let words = last.or(series.points.last()).map_or("", |point| point.text.as_str());
        format!("{} {words}", series.name)
    };
    chart.series.iter().map(|series| name_text(text(series), series.role)).collect()
}

/// The stretches of categories in which every part is known and none breaks off.
fn stretches(chart: &Chart, edges: &[Option<Vec<Decimal>>]) -> Vec<Vec<usize>> {
    let broken = |at: usize| (0..chart.series.len()).any(|of| chart.is_broken(of, at));
    let mut all: Vec<Vec<usize>> = Vec::new();
    for (at, _) in edges.iter().enumerate().filter(|(_, edges)| edges.is_some()) {
        match all.last_mut() {
            Some(stretch) if stretch.last().is_some_and(|last| last + 1 == at) && !broken(at) => {
                stretch.push(at);
            }
            _ => all.push(vec![at]),
        }
    }
    all
}

/// The areas, each with a line of paper above it.
fn bands(sheet: &Sheet, plot: &Plot, (chart, edges): (&Chart, &[Option<Vec<Decimal>>])) {
    let edge = |at: usize, of: usize| {
        let edges = edges.get(at).and_then(Option::as_ref);
        edges.and_then(|edges| edges.get(of)).copied().unwrap_or_default()
    };
    let stretches = stretches(chart, edges);
    for (of, series) in chart.series.iter().enumerate() {
        sheet.open("series");
        let shapes = stretches.iter().filter(|stretch| stretch.len() > 1).map(|stretch| {
            let upper = stretch.iter().map(|at| (*at, edge(*at, of + 1)));
            let lower = stretch.iter().rev().map(|at| (*at, edge(*at, of)));
            filling::shape(plot, upper.chain(lower))
        });
        sheet.shapes(shapes.collect(), Fill::of(series.role));
        for at in stretches.iter().filter(|stretch| stretch.len() == 1).flatten() {
            let ((x, top), (_, bottom)) =
                (plot.at(number(*at), edge(*at, of + 1)), plot.at(number(*at), edge(*at, of)));
            if bottom > top {
                sheet.rect([x - 3.0, top, 6.0, bottom - top], Fill::of(series.role));
            }
        }
        sheet.close();
    }
    sheet.open("seams");
    for of in 1..chart.series.len() {
        for stretch in stretches.iter().filter(|stretch| stretch.len() > 1) {
            let line = stretch.iter().map(|at| (number(*at), pixel(edge(*at, of))));
            plot.line(line.collect(), Tone::PAPER.line(20));
        }
    }
    sheet.close();
}

/// Each part's name beside the middle of its right end.
fn names(sheet: &Sheet, plot: &Plot, (chart, edges): (&Chart, &[Option<Vec<Decimal>>])) {
    let frame = plot.frame;
    let last = edges.iter().rev().flatten().next();
    let mut ends: Vec<Ending<'_>> = Vec::new();
    for (of, (text, series)) in named(chart).into_iter().zip(&chart.series).enumerate() {
        let edge = |of: usize| last.and_then(|edges| edges.get(of)).copied().unwrap_or_default();
        let (_, lower) = plot.at(0.0, edge(of));
        let (_, upper) = plot.at(0.0, edge(of + 1));
        let sample = Sample::Box(Fill::of(series.role));
        ends.push(Ending { from: (frame.right, f64::midpoint(lower, upper)), sample, text });
    }
    for line in &chart.lines {
        let (_, y) = plot.at(0.0, line.value);
        ends.push(Ending {
            from: (frame.right, y),
            sample: Sample::None,
            text: Text::new(line.label.as_str(), Tone::ACCENT),
        });
    }
    endings(sheet, ends, frame.right + 10.0, (frame.top - 2.0, frame.bottom));
}

/// What is not known: a hatched mark for what is withheld, and the word, once for a run.
fn gaps(sheet: &Sheet, plot: &Plot, chart: &Chart) {
    let mut before: Option<(usize, &Value)> = None;
    sheet.open("gaps");
    for at in 0..chart.categories.len() {
        let points =
            || chart.series.iter().enumerate().filter_map(|(of, series)| Some((of, series.points.get(at)?)));
        let masked = points().find(|(_, point)| point.value.is_masked());
        let Some((of, point)) = masked.or_else(|| points().find(|(_, point)| drawable(point).is_none()))
        else {
            before = None;
            continue;
        };
        let (x, foot) = (plot.at(number(at), Decimal::ZERO).0, plot.frame.bottom);
        let lift = if point.value.is_masked() { 26.0 } else { 8.0 };
        if point.value.is_masked() {
            sheet.hatch([x - 8.0, foot - 20.0, 16.0, 16.0]);
        }
        if before != Some((of, &point.value)) {
            let text = Text::new(point.text.as_str(), Tone::INK_3).middle();
            sheet.text_best(&text, &[(x, foot - lift), (x, foot - lift - 16.0)]);
        }
        before = Some((of, &point.value));
    }
    sheet.close();
}
