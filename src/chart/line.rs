//! Values over time as lines, named at their ends.

mod callouts;

use rust_decimal::Decimal;

use crate::model::{Chart, Role, Series, Value};

use super::axis::{Frame, Plot, category_labels, value_room, values};
use super::course::{known, runs};
use super::key::{
    ENDING_SAMPLE, Ending, Entry, Key, Sample, endings, endings_fit, name_text, reference_entry,
    reference_style, unit_entry,
};
use super::label::{LEADING, SIZE, Text};
use super::scale::{Axis, Origin, number, pixel};
use super::sheet::Sheet;
use super::steps::{self, Named};
use super::tone::{Fill, Tone};
use super::{Canvas, Drawing, Width, bands, breaks, filling};

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
    let picked = |role: Role| role == Role::Focus;
    let several = chart.series.iter().any(|series| matches!(series.role, Role::Part(_) | Role::Level(..)));
    if !several || !chart.series.iter().any(|series| picked(series.role)) {
        return lines(canvas);
    }
    // Beside a picked-out line all others are quiet, if each has its name at its end; else a key tells them by colour.
    let quiet = with_roles(chart, |_, role| if picked(role) { role } else { Role::Previous });
    let quiet = Canvas { chart: &quiet, ..*canvas };
    if ends_room(&quiet).1 {
        return lines(&quiet);
    }
    let coloured = with_roles(chart, |at, role| if picked(role) { Role::Part(at) } else { role });
    lines(&Canvas { chart: &coloured, ..*canvas })
}

fn with_roles(chart: &Chart, role: impl Fn(usize, Role) -> Role) -> Chart {
    let mut chart = chart.clone();
    for (at, series) in chart.series.iter_mut().enumerate() {
        series.role = role(at, series.role);
    }
    chart
}

/// How wide the names at the ends of the lines are, and whether they have room there.
fn ends_room(canvas: &Canvas<'_>) -> (f64, bool) {
    let chart = canvas.chart;
    let names: Vec<Text<'_>> = chart.series.iter().filter_map(|series| ending_text(chart, series)).collect();
    let limits = steps::at_the_end(chart).map(|line| Text::new(line.label.as_str(), Tone::ACCENT));
    let samples = chart.series.iter().map(|series| match sample(series.role) {
        Sample::None => 0.0,
        _ => ENDING_SAMPLE,
    });
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
    let count = names.len() + steps::at_the_end(chart).count();
    (widest, widest <= most && endings_fit(count, canvas.width.upright() - 60.0))
}

fn lines(canvas: &Canvas<'_>) -> Drawing {
    let chart = canvas.chart;
    let origin = if filling::is_filled(chart) { Origin::Zero } else { Origin::Free };
    let axis = Axis::over(values(chart), origin);
    let height = canvas.width.upright();
    let (widest, named_at_ends) = ends_room(canvas);
    // The only line needs no name; its last value then stands beside its dot.
    let key = if named_at_ends || (chart.series.len() < 2 && chart.lines.is_empty()) {
        Key::layout(unit_entry(chart).into_iter().collect(), canvas.width.pixels())
    } else {
        Key::layout(entries(canvas), canvas.width.pixels())
    };
    let sheet = canvas.sheet(height + key.height);
    key.draw(&sheet);
    let frame = Frame {
        left: value_room(&axis),
        top: key.height + 14.0 + breaks::room(chart),
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

/// What stands at the end of a line: of several its name with its last value; of the only one when that value was
/// reached, for it is not the year's, and only where the line does end there: elsewhere the point itself says it.
fn ending_text<'a>(chart: &'a Chart, series: &'a Series) -> Option<Text<'a>> {
    let known = known(series);
    let last = known.last().map(|(at, _)| *at);
    let text = series.points.get(last.unwrap_or(0)).map_or("", |point| point.text.as_str());
    let name = match last {
        _ if chart.series.len() > 1 => &series.name,
        Some(at) if known.len() > 1 && at + 1 == chart.categories.len() => &chart.categories[at].label,
        _ => return None,
    };
    Some(name_text(format!("{name} {text}"), series.role))
}

fn entries<'a>(canvas: &'a Canvas<'_>) -> Vec<Entry<'a>> {
    let chart = canvas.chart;
    let series = chart.series.iter().map(|series| {
        let (tone, width) = stroke(series.role);
        let alone = || name_text(series.name.as_str(), series.role);
        let several = || ending_text(chart, series).unwrap_or_else(alone);
        let text = if chart.series.len() > 1 { several() } else { alone() };
        Entry { sample: Sample::Line(tone.line(width)), text }
    });
    let lines = chart.lines.iter().map(reference_entry);
    unit_entry(chart).into_iter().chain(series).chain(lines).collect()
}

/// Parts are told by their colour beside the name.
fn sample(role: Role) -> Sample {
    let (tone, width) = stroke(role);
    match role {
        Role::Focus | Role::Previous => Sample::None,
        Role::Part(_) | Role::Level(..) | Role::State(_) => Sample::Line(tone.line(width)),
    }
}

fn stroke(role: Role) -> (Tone, u32) {
    let tone = Fill::of(role).line();
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
        bands::columns(sheet, chart, (&middles, plot.frame));
        breaks::rules(sheet, chart, (&middles, plot.frame));
        filling::fill(sheet, plot, chart);
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
        for run in runs(self.canvas.chart, at) {
            let places: Vec<(f64, f64)> = run.iter().map(|(x, value)| (number(*x), pixel(*value))).collect();
            for pair in run.windows(2) {
                let (a, b) = (plot.at(number(pair[0].0), pair[0].1), plot.at(number(pair[1].0), pair[1].1));
                sheet.mark([a.0, a.1, b.0, b.1]);
            }
            if let [(x, value)] = run[..] {
                let (x, y) = plot.at(number(x), value);
                sheet.dot((x, y), 3.5, tone);
                sheet.mark_rect([x - 3.5, y - 3.5, 7.0, 7.0]);
            } else {
                plot.line(places, tone.line(width));
            }
        }
        if series.role != Role::Focus
            && let Some((x, value)) = known(series).last()
        {
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
            sheet.hatch(area);
            sheet.mark_rect(area);
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
        let points = &series.points;
        let mut from = 0;
        while from < points.len() {
            let value = &points[from].value;
            let same = points[from..].iter().take_while(|point| point.value == *value).count();
            if matches!(value, Value::Missing | Value::NotApplicable | Value::BelowUnit(_)) {
                self.gap(series, (from, from + same));
            }
            from += same;
        }
    }

    /// The word in the middle of a gap, in two lines where it is narrow, where it covers nothing; else a short rule.
    fn gap(&self, series: &Series, (from, to): (usize, usize)) {
        let frame = self.plot.frame;
        let place = |at: usize| self.plot.at(number(at), Decimal::ZERO).0;
        let left = if from == 0 { frame.left } else { place(from - 1) };
        let right = if to < series.points.len() { place(to) } else { frame.right };
        let text = Text::new(series.points[from].text.as_str(), Tone::INK_3).middle();
        let lines = text.whole_lines(right - left - 8.0, 2).unwrap_or_default();
        let half = lines.iter().map(Text::width).fold(0.0, f64::max) / 2.0;
        let middle = f64::midpoint(place(from), place(to - 1));
        let middle = middle.min(right - 4.0 - half).max(left + 4.0 + half);
        let above = LEADING * number(lines.len().saturating_sub(1));
        let clear = |first: &f64| {
            let mut rows = lines.iter().enumerate();
            let weigh = |row: usize, line| self.sheet.weigh(line, middle, first + LEADING * number(row));
            !lines.is_empty() && rows.all(|(row, line)| weigh(row, line) == Some(0))
        };
        let foot = frame.bottom - 8.0 - above;
        let places = [foot, f64::midpoint(frame.top, frame.bottom) - above / 2.0, frame.top + SIZE];
        if let Some(first) = places.iter().find(|first| clear(first)) {
            for (row, line) in lines.iter().enumerate() {
                self.sheet.text(line, middle, first + LEADING * number(row));
            }
        } else {
            let y = frame.bottom - 6.0;
            self.sheet.line([middle - 4.0, y, middle + 4.0, y], Tone::RULE_UI.line(15));
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
            ends.push(Ending { from: (frame.right, y), sample: Sample::None, text });
        }
        for series in &chart.series {
            let last = known(series).last().map(|(x, value)| self.plot.at(number(*x), *value));
            let from = last.unwrap_or((frame.right, frame.bottom - 8.0));
            let Some(text) = ending_text(chart, series) else { continue };
            ends.push(Ending { from, sample: sample(series.role), text });
        }
        endings(&self.sheet, ends, frame.right + 10.0, (frame.top - 2.0, frame.bottom));
    }
}
