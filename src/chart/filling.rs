//! The filled room between zero and a line.

use rust_decimal::Decimal;

use super::axis::Plot;
use super::course::runs;
use super::scale::number;
use super::sheet::Sheet;
use super::svg::units;
use super::tone::{Fill, Tone};
use crate::model::{Chart, ChartKind, Role};

/// Whether a chart of lines has one line with the room beneath it filled.
pub(super) fn is_filled(chart: &Chart) -> bool {
    chart.kind == ChartKind::Area && filled(chart).is_some()
}

/// The series to fill: this year's, or the only one.
fn filled(chart: &Chart) -> Option<usize> {
    let focus = chart.series.iter().position(|series| series.role == Role::Focus);
    focus.or((chart.series.len() == 1).then_some(0))
}

/// Fills the room between zero and the line of the series that is to be filled.
pub(super) fn fill(sheet: &Sheet, plot: &Plot, chart: &Chart) {
    let Some(series) = filled(chart).filter(|_| is_filled(chart)) else {
        return;
    };
    let shapes = runs(chart, series).into_iter().filter(|run| run.len() > 1).map(|run| {
        let upper = run.iter().map(|(at, value)| (*at, *value));
        let ends = [run.last(), run.first()].into_iter().flatten().map(|(at, _)| (*at, Decimal::ZERO));
        shape(plot, upper.chain(ends))
    });
    let shapes: Vec<_> = shapes.collect();
    // No word is written upon it.
    for (at, value) in runs(chart, series).into_iter().flatten() {
        let ((x, top), (_, foot)) = (plot.at(number(at), value), plot.at(number(at), Decimal::ZERO));
        sheet.mark([x, top, x, foot]);
    }
    sheet.open("area");
    sheet.shapes(shapes, Fill::plain(Tone::MAIN_TINT));
    plot.level(Decimal::ZERO, Tone::AXIS.line(10));
    sheet.close();
}

/// The corners of a shape.
pub(super) fn shape(plot: &Plot, places: impl Iterator<Item = (usize, Decimal)>) -> Vec<(i32, i32)> {
    let place = |(at, value): (usize, Decimal)| {
        let (x, y) = plot.at(number(at), value);
        (units(x), units(y))
    };
    places.map(place).collect()
}
