//! Values over time as lines, named at their ends.

use plotters::style::ShapeStyle;
use rust_decimal::Decimal;

use crate::model::{Role, Series, Value};

use super::area;
use super::axis::{Frame, Plot, category_labels, drawable, tip, value_room, values};
use super::course::{extreme, extreme_text, known, runs};
use super::key::{
    ENDING_SAMPLE, Ending, Entry, Key, Sample, endings, endings_fit, name_text, reference_entry,
    reference_style,
};
use super::label::{SIZE, Text, keep_in};
use super::scale::{Axis, Origin, pixel};
use super::sheet::Sheet;
use super::steps::{self, Named};
use super::tone::{Fill, Tone};
use super::{Canvas, Drawing, Width};

/// More points than this are drawn with a thin line.
const DENSE: usize = 120;

/// What a chart of lines is made of, once its room is known.
struct Lines<'a> {
    canvas: &'a Canvas<'a>,
    sheet: Sheet,
    plot: Plot,
    /// Whether names stand at the line ends; else in a key above.
    named_at_ends: bool,
}

pub(super) fn draw(canvas: &Canvas<'_>) -> Drawing {
    let chart = canvas.chart;
    let origin = if area::is_filled(chart) { Origin::Zero } else { Origin::Free };
    let axis = Axis::over(values(chart), origin);
    let height = canvas.width.upright();
    let names: Vec<Text<'_>> = chart.series.iter().map(ending_text).collect();
    let limits = steps::at_the_end(chart).map(|line| Text::new(line.label.as_str(), Tone::ACCENT));
    let samples = chart.series.iter().map(|series| sample(series.role).map_or(0.0, |_| ENDING_SAMPLE));
    let widest = names
        .iter()
        .zip(samples)
        .map(|(text, sample)| text.width() + sample)
        .chain(limits.map(|text| text.width()))
        .fold(0.0, f64::max);
    let most = match canvas.width {
        Width::Wide => 220.0,
        Width::Print => 170.0,
        Width::Narrow => 100.0,
    };
    let named_at_ends =
        widest <= most && endings_fit(names.len() + steps::at_the_end(chart).count(), height - 60.0);
    let key = if named_at_ends {
        Key::default()
    } else {
        Key::layout(entries(canvas, names), canvas.width.pixels())
    };
    let sheet = canvas.sheet(height + key.height);
    key.draw(&sheet);
    let frame = Frame {
        left: value_room(&axis),
        top: key.height + 14.0,
        right: if named_at_ends { (sheet.width - widest - 11.0).floor() } else { sheet.width - 14.0 },
        bottom: sheet.height - 32.0,
    };
    let Some(plot) = Plot::upright(&sheet, frame, places(chart.categories.len(), frame), &axis) else {
        return canvas.finish(sheet);
    };
    plot.value_labels(&sheet, &axis);
    let lines = Lines { canvas, sheet, plot, named_at_ends };
    lines.draw();
    canvas.finish(lines.sheet)
}

/// The range of the time axis in categories: the first stands 16 pixels in, the last at the end.
pub(super) fn places(count: usize, frame: Frame) -> std::ops::Range<f64> {
    if count < 2 {
        return -0.5..0.5;
    }
    let last = number(count - 1);
    let inset = 16.0 * last / (frame.width() - 16.0).max(1.0);
    -inset..last
}

#[expect(clippy::cast_precision_loss, reason = "a count of categories")]
fn number(count: usize) -> f64 {
    count as f64
}

/// A series' name with its last value.
fn ending_text(series: &Series) -> Text<'_> {
    let last = series.points.iter().rev().find(|point| drawable(point).is_some());
    let text = last.or(series.points.first()).map_or("", |point| point.text.as_str());
    name_text(format!("{} {text}", series.name).trim_start().to_owned(), series.role)
}

fn entries<'a>(canvas: &'a Canvas<'_>, names: Vec<Text<'a>>) -> Vec<Entry<'a>> {
    let series = canvas.chart.series.iter().zip(names).map(|(series, text)| {
        let (tone, width) = stroke(series.role);
        Entry { sample: Sample::Line(tone.line(width)), text }
    });
    series.chain(canvas.chart.lines.iter().map(reference_entry)).collect()
}

/// Parts are told by their colour beside the name.
fn sample(role: Role) -> Option<ShapeStyle> {
    let (tone, width) = stroke(role);
    match role {
        Role::Focus | Role::Previous => None,
        Role::Part(_) | Role::Level(..) | Role::State(_) => Some(tone.line(width)),
    }
}

fn stroke(role: Role) -> (Tone, u32) {
    let tone = Fill::of(role).tone;
    match role {
        Role::Focus => (tone, 25),
        Role::Previous => (tone, 17),
        Role::Part(_) | Role::Level(..) | Role::State(_) => (tone, 20),
    }
}

impl Lines<'_> {
    fn draw(&self) {
        let Self { canvas, sheet, plot, .. } = self;
        let chart = canvas.chart;
        let middles: Vec<f64> =
            (0..chart.categories.len()).map(|at| plot.at(number(at), Decimal::ZERO).0).collect();
        category_labels(sheet, chart, &middles, plot.frame.bottom);
        area::fill(sheet, plot, chart);
        for line in &chart.lines {
            plot.level(line.value, reference_style(line.kind));
            let (_, y) = plot.at(0.0, line.value);
            sheet.mark([plot.frame.left, y, plot.frame.right, y]);
        }
        steps::draw(sheet, plot, chart);
        let lead = chart.series.iter().position(|series| series.role == Role::Focus);
        let lead = lead.or((chart.series.len() == 1).then_some(0));
        let order = (0..chart.series.len()).filter(|at| Some(*at) != lead).chain(lead);
        for at in order {
            self.strokes(at, &middles);
        }
        self.ends();
        if let Some(lead) = lead {
            self.gaps(lead);
            self.callouts(lead);
        }
        let named = if self.named_at_ends { Named::Earlier } else { Named::All };
        steps::name((sheet, plot), chart, named);
    }

    /// The line of a series, broken where values are missing, and the dot at its end.
    fn strokes(&self, at: usize, middles: &[f64]) {
        let (sheet, plot) = (&self.sheet, &self.plot);
        let Some(series) = self.canvas.chart.series.get(at) else {
            return;
        };
        let (tone, width) = stroke(series.role);
        let width = if series.points.len() > DENSE { width.min(15) } else { width };
        let class = match series.role {
            Role::Focus => "series s-focus",
            Role::Previous => "series s-last",
            _ => "series",
        };
        sheet.open(class);
        for run in runs(self.canvas.chart, series) {
            let places: Vec<(f64, f64)> = run.iter().map(|(x, value)| (number(*x), pixel(*value))).collect();
            for pair in run.windows(2) {
                let (a, b) = (plot.at(number(pair[0].0), pair[0].1), plot.at(number(pair[1].0), pair[1].1));
                sheet.mark([a.0, a.1, b.0, b.1]);
            }
            if let [(x, value)] = run[..] {
                sheet.dot(plot.at(number(x), value), 3.5, tone);
            } else {
                plot.line(places, tone.line(width));
            }
        }
        if series.role != Role::Focus
            && let Some((x, value)) = known(series).last()
        {
            sheet.tip(tip(self.canvas.chart, at, *x));
            sheet.dot(plot.at(number(*x), *value), 4.5, tone);
        }
        self.masks(at, middles);
        sheet.close();
    }

    /// A hatched mark at the foot for values that are withheld.
    fn masks(&self, of: usize, middles: &[f64]) {
        let (sheet, frame) = (&self.sheet, self.plot.frame);
        let Some(series) = self.canvas.chart.series.get(of) else {
            return;
        };
        let mut at = 0;
        while at < series.points.len() {
            let first = at;
            while series.points.get(at).is_some_and(|point| point.value.is_masked()) {
                at += 1;
            }
            if first == at {
                at += 1;
                continue;
            }
            let (Some(from), Some(to)) = (middles.get(first), middles.get(at - 1)) else {
                continue;
            };
            let area = [from - 8.0, frame.bottom - 20.0, to - from + 16.0, 16.0];
            sheet.tip(tip(self.canvas.chart, of, first));
            sheet.hatch(area);
            let text = Text::new(series.points[first].text.as_str(), Tone::INK_3).middle();
            let (x, y) = (f64::midpoint(*from, *to), frame.bottom - 26.0);
            sheet.text_best(&text, &[(x, y), (x, y - 16.0)]);
        }
    }

    /// The word for a missing value, once for a run of them.
    fn gaps(&self, at: usize) {
        let Some(series) = self.canvas.chart.series.get(at) else {
            return;
        };
        let mut before: Option<&Value> = None;
        for (x, point) in series.points.iter().enumerate() {
            let missing = matches!(point.value, Value::Missing | Value::NotApplicable | Value::BelowUnit(_));
            if missing && before != Some(&point.value) {
                let text = Text::new(point.text.as_str(), Tone::INK_3).middle();
                let (x, _) = self.plot.at(number(x), Decimal::ZERO);
                self.sheet.text_best(&text, &[(x, self.plot.frame.bottom - 8.0)]);
            }
            before = Some(&point.value);
        }
    }

    /// Names at the ends of lines, or what is left of them.
    fn ends(&self) {
        if !self.named_at_ends {
            return;
        }
        let (chart, frame) = (self.canvas.chart, self.plot.frame);
        let mut ends: Vec<Ending<'_>> = Vec::new();
        for line in steps::at_the_end(chart) {
            let (_, y) = self.plot.at(0.0, line.value);
            let text = Text::new(line.label.as_str(), Tone::ACCENT);
            ends.push(Ending { from: (frame.right, y), sample: None, text });
        }
        for series in &chart.series {
            let last = known(series).last().map(|(x, value)| self.plot.at(number(*x), *value));
            let from = last.unwrap_or((frame.right, frame.bottom - 8.0));
            ends.push(Ending { from, sample: sample(series.role), text: ending_text(series) });
        }
        endings(&self.sheet, ends, frame.right + 10.0, (frame.top - 2.0, frame.bottom));
    }

    /// The dots of the leading line at its first, extreme and last point, and what they say.
    fn callouts(&self, at: usize) {
        let chart = self.canvas.chart;
        let Some(series) = chart.series.get(at) else {
            return;
        };
        let points = known(series);
        let (Some(first), Some(last)) = (points.first(), points.last()) else {
            return;
        };
        let extreme = extreme(&points, !chart.lines.is_empty());
        self.sheet.open("dots");
        let mut shown = vec![(first.0, series.points[first.0].text.clone())];
        if let Some(found) = extreme.filter(|found| found.0 != first.0 && found.0 != last.0) {
            shown.push((found.0, extreme_text(self.canvas, series, &points, found)));
        }
        if !self.named_at_ends && last.0 != first.0 {
            shown.push((last.0, series.points[last.0].text.clone()));
        }
        let tone = Fill::of(series.role).tone;
        let mut dots: Vec<usize> = shown.iter().map(|(x, _)| *x).chain([last.0]).collect();
        dots.dedup();
        for x in dots {
            if let Some(value) = series.points.get(x).and_then(drawable) {
                self.sheet.tip(tip(chart, at, x));
                self.sheet.dot(self.plot.at(number(x), value), 5.5, tone);
            }
        }
        for (x, words) in shown {
            if let Some(value) = series.points.get(x).and_then(drawable) {
                self.callout(&words, self.plot.at(number(x), value));
            }
        }
        self.sheet.close();
    }

    /// A value beside its dot, where it covers no line.
    fn callout(&self, words: &str, (x, y): (f64, f64)) {
        let text = Text::new(words, Tone::MAIN).bold().middle();
        let half = text.width() / 2.0;
        let centre = keep_in(x, half, self.sheet.width);
        let (above, below) = (y - 12.0, y + 12.0 + SIZE * 0.8);
        let side = half + 11.0;
        self.sheet.text_best(
            &text,
            &[
                (centre, below),
                (centre, above),
                (centre, below + 5.0),
                (centre, above - 5.0),
                (x + side, y + 5.0),
                (x - side, y + 5.0),
                (x + side, above),
                (x - side, above),
                (x + side, below),
                (x - side, below),
            ],
        );
    }
}
