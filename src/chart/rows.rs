//! Rows of lying marks: a name at the left, or above on a narrow drawing, the marks beside it.

use plotters::style::ShapeStyle;
use rust_decimal::Decimal;

use crate::model::{Category, Chart};

use super::axis::{Frame, Plot};
use super::key::{Key, casing, reference_style};
use super::label::{LEADING, SIZE, Text, Weight, centred, keep_in, regular, wrap};
use super::ranking;
use super::scale::{Axis, number};
use super::sheet::Sheet;
use super::tone::Tone;
use super::{Canvas, Width, bands};

/// As many lines a name may take.
pub(super) const NAME_LINES: usize = 3;

/// What the rows need besides their names.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Needs {
    /// The height of the marks of a row.
    pub(super) marks: f64,
    /// Room at the right of the marks.
    pub(super) right: f64,
    /// Room at the left of the marks.
    pub(super) left: f64,
}

/// Rows laid out on a sheet.
pub(super) struct Rows {
    pub(super) sheet: Sheet,
    pub(super) plot: Plot,
    narrow: bool,
    /// The upper edges of the rows, and the lower one of the last.
    ends: Vec<f64>,
    marks: f64,
}

impl Rows {
    /// Lays out the rows, with the key above and the names written.
    pub(super) fn prepare(canvas: &Canvas<'_>, key: &Key<'_>, axis: &Axis, needs: Needs) -> Option<Self> {
        let chart = canvas.chart;
        let width = canvas.width.pixels();
        let narrow = canvas.is_narrow();
        let places = ranking::places(chart);
        let indent = ranking::room(&places);
        // Beside a name on a narrow drawing stand the numbers of its row.
        let most = match (narrow, chart.column_heads.is_empty()) {
            (true, true) => width - indent,
            (true, false) => (width * 0.52).floor(),
            (false, _) => (width * 0.32).floor(),
        };
        let widest =
            chart.categories.iter().map(|category| regular(&category.label) * 1.04).fold(0.0, f64::max);
        let names = widest.min(most).ceil();
        let least: f64 = match canvas.width {
            Width::Wide => 38.0,
            Width::Print => 30.0,
            Width::Narrow => 54.0,
        };
        // A row is as high as the lines of its name ask for.
        let row = |category: &Category| {
            let text = LEADING * number(wrap(&category.label, most / 1.04, NAME_LINES).len());
            let beside = (text + 4.0).max(needs.marks + 12.0);
            least.max(if narrow { needs.marks + text + 19.0 } else { beside })
        };
        let foot = match chart.lines.len() {
            0 => 4.0,
            1 => 26.0,
            _ => 26.0 + LEADING,
        };
        let top = key.height + 2.0;
        let mut ends = vec![top];
        for category in &chart.categories {
            ends.push(ends.last().copied().unwrap_or(top) + row(category));
        }
        let body = ends.last().copied().unwrap_or(top) - top;
        let sheet = canvas.sheet(top + body + foot);
        key.draw(&sheet);
        let left = if narrow { 0.0 } else { indent + names + 16.0 } + needs.left + 1.0;
        let frame = Frame {
            left: left.round(),
            top,
            right: (width - needs.right).max(left + 20.0),
            bottom: top + body,
        };
        let plot = Plot::lying(&sheet, frame, axis.range())?;
        let rows = Self { sheet, plot, narrow, ends, marks: needs.marks };
        rows.names(chart, (indent, most), &places);
        bands::rows(&rows.sheet, &rows.ends);
        Some(rows)
    }

    fn names(&self, chart: &Chart, (indent, width): (f64, f64), places: &[Option<usize>]) {
        let any = chart.categories.iter().any(|category| category.highlight);
        self.sheet.open("names");
        for (at, category) in chart.categories.iter().enumerate() {
            let lines = wrap(&category.label, width / 1.04, NAME_LINES);
            let above = LEADING * (number(lines.len()) - 1.0);
            let first = if self.narrow {
                self.name_line(at) - above
            } else {
                centred(self.middle(at), SIZE) - above / 2.0
            };
            if let Some(place) = places.get(at).copied().flatten() {
                let text = ranking::text(place, category.highlight);
                self.sheet.text(&text, indent - ranking::GAP, first);
            }
            let cut = lines.last().is_some_and(|line| line.ends_with('…'));
            for (row, line) in lines.into_iter().enumerate() {
                let mut text = Text::new(line, Tone::INK).weighed(weight(category, any));
                text.full = (cut && row == 0).then(|| category.label.clone());
                self.sheet.text(&text, indent, first + number(row) * LEADING);
            }
        }
        self.sheet.close();
    }

    /// The baseline of a name above its marks.
    pub(super) fn name_line(&self, at: usize) -> f64 {
        self.middle(at) - self.marks / 2.0 - 7.0
    }

    /// The middle of the marks of a row.
    pub(super) fn middle(&self, at: usize) -> f64 {
        let end = |at: usize| self.ends.get(at).copied().unwrap_or(self.plot.frame.bottom);
        if self.narrow {
            (end(at + 1) - self.marks / 2.0 - 7.0).round()
        } else {
            f64::midpoint(end(at), end(at + 1)).round()
        }
    }

    /// The left and right end of a bar between two values: never shorter than a pixel.
    pub(super) fn span(&self, from: Decimal, to: Decimal) -> (f64, f64) {
        let (a, b) = (self.plot.across(from), self.plot.across(to));
        let (left, right) = (a.min(b), a.max(b));
        if right - left >= 1.0 || from == to {
            (left, right)
        } else if to > from {
            (left, left + 1.0)
        } else {
            (right - 1.0, right)
        }
    }

    /// The zero line, and the lines of limits and targets with their names beneath.
    pub(super) fn lines(&self, chart: &Chart) {
        self.upright_line(chart, Decimal::ZERO, Tone::AXIS.line(10));
        for line in &chart.lines {
            self.upright_line(chart, line.value, casing());
            self.upright_line(chart, line.value, reference_style(line.kind));
            let text = Text::new(line.label.as_str(), Tone::ACCENT).bold().middle().within(self.sheet.width);
            let x = keep_in(self.plot.across(line.value), text.width() / 2.0, self.sheet.width);
            let first = self.plot.frame.bottom + 17.0;
            self.sheet.text_best(&text, &[(x, first), (x, first + LEADING)]);
        }
    }

    /// A line over all rows; where names stand between them, over the marks alone.
    pub(super) fn upright_line(&self, chart: &Chart, value: Decimal, style: ShapeStyle) {
        if !self.narrow {
            self.plot.upright_line(value, style);
            return;
        }
        let x = self.plot.across(value);
        for at in 0..chart.categories.len() {
            let (middle, half) = (self.middle(at), self.marks / 2.0 + 3.0);
            self.sheet.line([x, middle - half, x, middle + half], style);
        }
    }

    /// The right end of the names' line on a narrow drawing; else of the marks' line.
    pub(super) fn aside(&self, text: Text<'_>, at: usize) {
        let text = text.end();
        if self.narrow {
            self.sheet.text(&text, self.sheet.width, self.name_line(at));
        } else {
            self.sheet.text_at(&text, self.sheet.width, self.middle(at));
        }
    }
}

fn weight(category: &Category, any: bool) -> Weight {
    if category.highlight && any { Weight::Bold } else { Weight::Regular }
}
