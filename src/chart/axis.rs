//! The frame of a chart: a plotters chart for scale and grid, the labels beside its lines, the names beneath.

use std::ops::Range;

use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};
use plotters::coord::types::RangedCoordf64;
use plotters::element::PathElement;
use plotters::style::ShapeStyle;
use rust_decimal::Decimal;

use crate::model::{By, Chart, Point, Value};

use super::label::{self, Text};
use super::scale::{Axis, pixel};
use super::sheet::{Sheet, drawn};
use super::svg::{Pen, UNITS, units};
use super::tone::Tone;

/// Where the marks of a chart are, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Frame {
    pub(super) fn width(self) -> f64 {
        (self.right - self.left).max(1.0)
    }

    pub(super) fn height(self) -> f64 {
        (self.bottom - self.top).max(1.0)
    }
}

/// A direction of a plot as plotters needs it: our own range, with lines at our own places.
#[derive(Debug, Clone)]
struct Direction {
    range: Range<f64>,
    lines: Vec<f64>,
}

impl Direction {
    fn bare(range: Range<f64>) -> Self {
        Self { range, lines: Vec::new() }
    }
}

impl Ranged for Direction {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        // What lies far outside is drawn at the edge of nowhere: plotters counts in 32 bits.
        let (least, most) = (self.range.start.min(self.range.end), self.range.start.max(self.range.end));
        let far = (most - least) * 100.0;
        let value = value.max(least - far).min(most + far);
        RangedCoordf64::from(self.range.clone()).map(&value, limit)
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        if hint.weight().allow_light_points() { Vec::new() } else { self.lines.clone() }
    }

    fn range(&self) -> Range<f64> {
        self.range.clone()
    }
}

/// An area with a scale in each direction.
pub(super) struct Plot {
    chart: ChartContext<'static, Pen, Cartesian2d<Direction, Direction>>,
    pub(super) frame: Frame,
}

impl Plot {
    /// An upright chart: categories along the bottom by number, values upwards with their grid.
    pub(super) fn upright(sheet: &Sheet, frame: Frame, count: Range<f64>, axis: &Axis) -> Option<Self> {
        let values = Direction { range: axis.range(), lines: axis.tick_pixels() };
        Self::build(sheet, frame, Direction::bare(count), values)
    }

    /// A lying chart: values to the right without a grid, pixels downwards from its top.
    pub(super) fn lying(sheet: &Sheet, frame: Frame, range: Range<f64>) -> Option<Self> {
        let down = Direction::bare(-frame.height()..0.0);
        Self::build(sheet, frame, Direction::bare(range), down)
    }

    fn build(sheet: &Sheet, frame: Frame, x: Direction, y: Direction) -> Option<Self> {
        let area = sheet
            .root
            .clone()
            .shrink((units(frame.left), units(frame.top)), (units(frame.width()), units(frame.height())));
        let mut chart = ChartBuilder::on(&area).build_cartesian_2d(x, y).ok()?;
        sheet.open("grid");
        let mesh = chart
            .configure_mesh()
            .disable_axes()
            .disable_x_mesh()
            .bold_line_style(Tone::GRID.line(10))
            .draw();
        drawn(mesh);
        sheet.close();
        Some(Self { chart, frame })
    }

    /// The pixels of a place in an upright chart.
    pub(super) fn at(&self, x: f64, value: Decimal) -> (f64, f64) {
        let (x, y) = self.chart.plotting_area().map_coordinate(&(x, pixel(value)));
        (f64::from(x) / UNITS, f64::from(y) / UNITS)
    }

    /// Where a value lies in a lying chart.
    pub(super) fn across(&self, value: Decimal) -> f64 {
        let (x, _) = self.chart.plotting_area().map_coordinate(&(pixel(value), 0.0));
        f64::from(x) / UNITS
    }

    /// A line through places of an upright chart.
    pub(super) fn line(&self, places: Vec<(f64, f64)>, style: ShapeStyle) {
        drawn(self.chart.plotting_area().draw(&PathElement::new(places, style)));
    }

    /// A level line through the whole chart.
    pub(super) fn level(&self, value: Decimal, style: ShapeStyle) {
        let range = self.chart.plotting_area().get_x_range();
        self.line(vec![(range.start, pixel(value)), (range.end, pixel(value))], style);
    }

    /// An upright line through a lying chart.
    pub(super) fn upright_line(&self, value: Decimal, style: ShapeStyle) {
        let range = self.chart.plotting_area().get_y_range();
        self.line(vec![(pixel(value), range.start), (pixel(value), range.end)], style);
    }

    /// The values beside the lines of the grid, and the zero line.
    pub(super) fn value_labels(&self, sheet: &Sheet, axis: &Axis) {
        if axis.low <= Decimal::ZERO && axis.high >= Decimal::ZERO {
            self.level(Decimal::ZERO, Tone::AXIS.line(10));
        }
        sheet.open("axis");
        for tick in &axis.ticks {
            let (_, y) = self.at(0.0, *tick);
            let text = Text::new(tick.to_string(), Tone::INK_3).end();
            sheet.text_at(&text, self.frame.left - 8.0, y);
        }
        sheet.close();
    }
}

/// The room that the values beside an axis need.
pub(super) fn value_room(axis: &Axis) -> f64 {
    let widths = axis.ticks.iter().map(|tick| label::regular(&tick.to_string()));
    (widths.fold(0.0, f64::max) + 10.0).ceil().max(30.0)
}

/// The names of an axis, chosen so that they stand apart.
struct Names<'a> {
    shown: Vec<(usize, &'a str)>,
}

impl<'a> Names<'a> {
    fn choose(chart: &'a Chart, step: f64) -> Self {
        if chart.by == By::Day
            && let Some(shown) = month_starts(chart)
        {
            return Self::thin(shown, step);
        }
        let all = chart.categories.iter().map(|category| category.label.as_str());
        Self::thin(all.enumerate().collect(), step)
    }

    /// Every second, third, … name, so that neighbours do not touch.
    fn thin(shown: Vec<(usize, &'a str)>, step: f64) -> Self {
        let clash = |every: usize| {
            let kept: Vec<_> = shown.iter().step_by(every).collect();
            kept.windows(2).any(|pair| {
                let [(a, before), (b, after)] = pair else {
                    return false;
                };
                #[expect(clippy::cast_precision_loss, reason = "a count of categories")]
                let apart = (b - a) as f64 * step;
                (label::regular(before) + label::regular(after)) / 2.0 + 8.0 > apart
            })
        };
        let count = shown.len().max(1);
        let every = [1, 2, 3, 4, 5, 6, 7, 10, 12, 14, 15, 20, 30, 50, 60, 100]
            .into_iter()
            .find(|every| !clash(*every))
            .unwrap_or(count);
        Self { shown: shown.into_iter().step_by(every).collect() }
    }
}

/// The first day of each month, named by its month: what of `3月1日` comes before the day, of `1 March` after it.
fn month_starts(chart: &Chart) -> Option<Vec<(usize, &str)>> {
    let mut shown: Vec<(usize, &str)> = Vec::new();
    for (at, category) in chart.categories.iter().enumerate() {
        let digit = |c: char| c.is_ascii_digit();
        let before = category.label.trim_end_matches(|c: char| !digit(c)).trim_end_matches(digit);
        let after = category.label.trim_start_matches(digit);
        let month = if before.is_empty() { after } else { before };
        let month = month.trim_matches(['-', ' ', '/', '.']);
        if month.is_empty() {
            return None;
        }
        if shown.last().is_none_or(|last| last.1 != month) {
            shown.push((at, month));
        }
    }
    (shown.len() > 1).then_some(shown)
}

/// Writes the names of the categories beneath an axis, at their middles. Names that are no times and too long
/// stand in two lines.
pub(super) fn category_labels(sheet: &Sheet, chart: &Chart, middles: &[f64], top: f64) {
    let step = match middles {
        [first, second, ..] => second - first,
        _ => sheet.width,
    };
    sheet.open("axis");
    let widest = chart.categories.iter().map(|category| label::regular(&category.label)).fold(0.0, f64::max);
    if !chart.by.is_time() && widest + 8.0 > step && step > 40.0 {
        for (category, middle) in chart.categories.iter().zip(middles) {
            for (row, line) in label::wrap(&category.label, step - 8.0, 2).into_iter().enumerate() {
                let lower = if row == 0 { 0.0 } else { label::LEADING };
                sheet.text(&Text::new(line, Tone::INK_3).middle(), *middle, top + 22.0 + lower);
            }
        }
    } else {
        for (at, name) in Names::choose(chart, step).shown {
            let Some(middle) = middles.get(at) else { continue };
            let picked = chart.categories.get(at).is_some_and(|category| category.highlight);
            let text = if picked { Text::new(name, Tone::INK).bold() } else { Text::new(name, Tone::INK_3) };
            let text = text.within(sheet.width / 2.0);
            let half = text.width() / 2.0;
            sheet.text(&text.middle(), label::keep_in(*middle, half, sheet.width), top + 22.0);
        }
    }
    sheet.close();
}

/// Whether names need a second line beneath the axis.
pub(super) fn category_room(chart: &Chart, width: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a count of categories")]
    let step = width / chart.categories.len().max(1) as f64;
    let long = chart.categories.iter().any(|category| label::regular(&category.label) + 8.0 > step);
    if long && !chart.by.is_time() && step > 40.0 { 32.0 + label::LEADING } else { 32.0 }
}

/// A value that can be drawn to scale.
pub(super) fn drawable(point: &Point) -> Option<Decimal> {
    match point.value {
        Value::Known(number) => Some(number),
        Value::Missing | Value::NotApplicable | Value::BelowUnit(_) | Value::Masked => None,
    }
}

/// All values of a chart that its axis must hold.
pub(super) fn values(chart: &Chart) -> impl Iterator<Item = Decimal> {
    let points = chart.series.iter().flat_map(|series| &series.points).filter_map(drawable);
    let marks = chart.categories.iter().flat_map(|category| &category.marks);
    points.chain(chart.lines.iter().chain(marks).map(|line| line.value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_far_beyond_its_axis_overflowed_its_pixel() {
        let direction = Direction::bare(0.0..2.0);
        let middle = direction.map(&1.0, (1_000, 101_000));
        assert_eq!(middle, 51_000);
        for far in [7.9e28, -7.9e28] {
            let pixel = direction.map(&far, (1_000, 101_000));
            assert!((-11_000_000..11_000_000).contains(&pixel), "{pixel}");
        }
    }
}
