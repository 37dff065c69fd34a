//! Figures of several units, each in percent of its limit: lying bars towards one line, last year a tick, the
//! numbers in columns beside them.

use rust_decimal::Decimal;

use crate::model::{Chart, Point, ReferenceKind, Role, Series, Value};

use super::axis::{drawable, values};
use super::key::{Key, tick};
use super::label::{LEADING, Span, Text, comma, keep_in, regular, wrap};
use super::rows::{NAME_LINES, Needs, Rows};
use super::scale::{Axis, Origin, bounded, number};
use super::tone::{Fill, Tone};
use super::{Canvas, Drawing, Width};

/// The height of a bar, of a hatched mark and of last year's tick.
const BAR: f64 = 18.0;
const MASK: f64 = 72.0;
const TICK: f64 = 26.0;
/// The line of heads above the rows.
const HEADS: f64 = 26.0;

pub(super) fn draw(canvas: &Canvas<'_>) -> Drawing {
    let chart = canvas.chart;
    let axis = axis(chart);
    let mut head = Key::default();
    let columns = Columns::layout(canvas);
    let broken = !canvas.is_narrow() && columns.are_broken(chart);
    let named = previous(chart).is_some() || !(canvas.is_narrow() || chart.column_heads.is_empty());
    head.height = if named { HEADS } else { 0.0 };
    let right = match canvas.width {
        Width::Narrow => 12.0,
        Width::Wide => columns.width + 46.0,
        Width::Print => columns.width + 30.0,
    };
    let marks = if broken { 2.0 * LEADING - 8.0 } else { BAR };
    let needs = Needs { marks, right, left: 0.0 };
    let Some(rows) = Rows::prepare(canvas, &head, &axis, needs) else {
        return canvas.finish(canvas.sheet(60.0));
    };
    rows.sheet.open("grid");
    for at in axis.ticks.iter().filter(|at| !at.is_zero()) {
        rows.upright_line(chart, *at, Tone::GRID.line(10));
    }
    rows.sheet.close();
    bars(&rows, chart);
    rows.lines(chart);
    ticks(&rows, chart);
    scale(&rows, &axis);
    if canvas.is_narrow() {
        beside_names(&rows, canvas);
    } else {
        columns.draw(&rows, chart);
    }
    previous_name(&rows, chart, right);
    canvas.finish(rows.sheet)
}

fn focus(chart: &Chart) -> Option<&Series> {
    chart.series.iter().find(|series| series.role != Role::Previous)
}

fn previous(chart: &Chart) -> Option<&Series> {
    chart.series.iter().find(|series| series.role == Role::Previous)
}

/// The limit that all rows are measured by.
fn limit(chart: &Chart) -> Decimal {
    let limit = chart.lines.iter().find(|line| line.kind == ReferenceKind::Limit);
    limit.map_or(Decimal::ONE_HUNDRED, |line| line.value)
}

/// From zero to the limit in quarters; beyond it as far as the longest bar.
fn axis(chart: &Chart) -> Axis {
    let ends = || values(chart).map(bounded).chain([Decimal::ONE_HUNDRED]);
    let (low, high) = (ends().min().unwrap_or_default(), ends().max().unwrap_or_default());
    let low = low.min(Decimal::ZERO);
    let quarters = Decimal::from(25);
    let ticks = if low.is_zero() && high <= Decimal::from(150) {
        let quarters = (0..=6).map(|count| quarters * Decimal::from(count));
        quarters.filter(|tick| *tick <= high).collect()
    } else {
        let ticks = Axis::over(ends(), Origin::Zero).ticks;
        ticks.into_iter().filter(|tick| (low..=high).contains(tick)).collect()
    };
    Axis { low, high, ticks }
}

fn bars(rows: &Rows, chart: &Chart) {
    let Some(of) = focus(chart) else {
        return;
    };
    rows.sheet.open("series s-focus");
    let (zero, limit) = (rows.plot.across(Decimal::ZERO), limit(chart));
    for (row, point) in of.points.iter().enumerate().take(chart.categories.len()) {
        let top = rows.middle(row) - BAR / 2.0;
        match point.value {
            Value::Known(value) if !value.is_zero() => {
                let within = value.min(limit.max(Decimal::ZERO));
                let (left, end) = rows.span(Decimal::ZERO, within);
                rows.sheet.rect([left, top, end - left, BAR], Fill::plain(Tone::FOCUS));
                if value > within {
                    let (left, end) = rows.span(within, value);
                    rows.sheet.rect([left, top, end - left, BAR], Fill::plain(Tone::ACCENT));
                }
            }
            Value::Masked => rows.sheet.hatch([zero, top, MASK, BAR]),
            Value::BelowUnit(_) => rows.sheet.rect([zero, top, 2.0, BAR], Fill::plain(Tone::FOCUS)),
            Value::Known(_) | Value::Missing | Value::NotApplicable => {}
        }
    }
    rows.sheet.close();
}

fn ticks(rows: &Rows, chart: &Chart) {
    let Some(of) = previous(chart) else {
        return;
    };
    rows.sheet.open("ticks");
    for (row, point) in of.points.iter().enumerate().take(chart.categories.len()) {
        if let Some(value) = drawable(point) {
            tick(&rows.sheet, rows.plot.across(value), rows.middle(row), TICK);
        }
    }
    rows.sheet.close();
}

/// Last year's name with a tick before it, above the first of them.
fn previous_name(rows: &Rows, chart: &Chart, right: f64) {
    let Some(of) = previous(chart) else {
        return;
    };
    let Some(value) = of.points.iter().take(chart.categories.len()).find_map(drawable) else {
        return;
    };
    const SAMPLE: f64 = 10.0;
    let room = rows.sheet.width - right + 12.0;
    let text = Text::new(of.name.as_str(), Tone::INK_3).within((room - SAMPLE).max(40.0));
    let half = (text.width() + SAMPLE) / 2.0;
    let left = keep_in(rows.plot.across(value), half, room) - half;
    if rows.sheet.text_at(&text, left + SAMPLE, HEADS / 2.0 - 2.0) {
        tick(&rows.sheet, left + 2.0, HEADS / 2.0 - 2.0, 14.0);
    }
}

/// The percents beneath the rows; the limit's is its name.
fn scale(rows: &Rows, axis: &Axis) {
    rows.sheet.open("axis");
    for at in &axis.ticks {
        let words = if at.is_zero() { "0".to_owned() } else { format!("{}%", at.normalize()) };
        let text = Text::new(words, Tone::INK_3).middle();
        let x = keep_in(rows.plot.across(*at), text.width() / 2.0, rows.sheet.width);
        rows.sheet.text(&text, x, rows.plot.frame.bottom + 17.0);
    }
    rows.sheet.close();
}

/// A number or word beside a row.
fn cell(chart: &Chart, row: usize, column: usize) -> &str {
    let columns = chart.categories.get(row).map_or(&[][..], |category| category.columns.as_slice());
    let own = || focus(chart)?.points.get(row).map(|point| point.text.as_str());
    match columns.get(column) {
        Some(words) => words,
        None if column == 0 => own().unwrap_or(""),
        None => "",
    }
}

/// The text of such a number: the first in bold, in accent if it is over the limit.
fn cell_text(chart: &Chart, row: usize, column: usize) -> Text<'_> {
    let words = cell(chart, row, column);
    let point: Option<&Point> = focus(chart).and_then(|of| of.points.get(row));
    let value = point.and_then(drawable);
    let is_number = words.contains(|c: char| c.is_ascii_digit());
    match (column, value) {
        (0, Some(value)) if is_number && value > limit(chart) => Text::new(words, Tone::ACCENT).bold(),
        (0, Some(_)) if is_number => Text::new(words, Tone::MAIN).bold(),
        (1, _) if is_number => Text::new(words, Tone::INK),
        _ => Text::new(words, Tone::INK_3),
    }
}

/// What stands right of the decimal point: `.5%` of `92.5%`, `%` of `90%`; all of it to the right for a word.
fn fraction(words: &str) -> Option<&str> {
    let last = words.rfind(|c: char| c.is_ascii_digit())?;
    Some(words.find('.').map_or(&words[last + 1..], |point| &words[point..]))
}

/// The columns right of the bars.
struct Columns {
    /// Of each the right edge, counted from the right edge of the drawing, the room right of its points, and
    /// how wide it may be.
    places: Vec<(f64, f64, f64)>,
    width: f64,
}

impl Columns {
    fn layout(canvas: &Canvas<'_>) -> Self {
        let chart = canvas.chart;
        let count = chart.column_heads.len().clamp(1, 4);
        let gap = if canvas.width == Width::Wide { 34.0 } else { 16.0 };
        // All columns as wide as they need, if that leaves the bars their half; else words break.
        let all = canvas.width.pixels() * 0.42 - gap * number(count);
        let needed: f64 = (0..count).map(|column| Self::needed(chart, column).1).sum();
        let most = if needed <= all { f64::INFINITY } else { (all / number(count)).max(30.0) };
        let mut places = Vec::with_capacity(count);
        let mut used = 0.0;
        for column in (0..count).rev() {
            let ((whole, part), needed) = Self::needed(chart, column);
            // Numbers too wide for their column end at its edge.
            places.push((used, if whole + part > most { 0.0 } else { part }, needed.min(most)));
            used += needed.min(most) + gap;
        }
        places.reverse();
        Self { places, width: used - gap }
    }

    /// The room left and right of the points of a column's numbers, and the width of all that stands in it.
    fn needed(chart: &Chart, column: usize) -> ((f64, f64), f64) {
        let (mut whole, mut part, mut word) = (0.0_f64, 0.0_f64, 0.0_f64);
        for row in 0..chart.categories.len() {
            let text = cell_text(chart, row, column);
            match fraction(cell(chart, row, column)) {
                Some(right) => {
                    part = part.max(regular(right));
                    whole = whole.max(text.width() - regular(right));
                }
                None => word = word.max(text.width()),
            }
        }
        let head = chart.column_heads.get(column).map_or(0.0, |head| regular(head));
        ((whole, part), (whole + part).max(word).max(head))
    }

    /// Whether a word stands in two lines.
    fn are_broken(&self, chart: &Chart) -> bool {
        let broken = |(column, place): (usize, &(f64, f64, f64))| {
            (0..chart.categories.len()).any(|row| cell_text(chart, row, column).width() > place.2)
        };
        self.places.iter().enumerate().any(broken)
    }

    fn draw(&self, rows: &Rows, chart: &Chart) {
        rows.sheet.open("values");
        for (column, (edge, part, width)) in self.places.iter().enumerate() {
            let right = rows.sheet.width - edge;
            if let Some(head) = chart.column_heads.get(column) {
                let head = Text::new(head.as_str(), Tone::INK_3).within(*width).end();
                rows.sheet.text_at(&head, right, HEADS / 2.0 - 2.0);
            }
            for row in 0..chart.categories.len() {
                let lines = cell_text(chart, row, column).lines(*width, 2);
                let above = LEADING * (number(lines.len()) - 1.0) / 2.0;
                let short = match fraction(cell(chart, row, column)) {
                    Some(own) if *part > 0.0 && lines.len() == 1 => part - regular(own),
                    _ => 0.0,
                };
                for (line, text) in lines.into_iter().enumerate() {
                    let middle = rows.middle(row) - above + LEADING * number(line);
                    rows.sheet.text_at(&text.end(), right - short.max(0.0), middle);
                }
            }
        }
        rows.sheet.close();
    }
}

/// On a narrow drawing: the percent at the right end of the name's line, the other numbers after the name.
fn beside_names(rows: &Rows, canvas: &Canvas<'_>) {
    let chart = canvas.chart;
    let width = canvas.width.pixels();
    let count = chart.categories.len();
    let named = if chart.column_heads.is_empty() { width } else { (width * 0.52).floor() };
    let ends: Vec<f64> = (0..count)
        .map(|row| {
            let lines = wrap(&chart.categories[row].label, named / 1.04, NAME_LINES);
            lines.last().map_or(0.0, |line| regular(line) * 1.04)
        })
        .collect();
    let firsts: Vec<Text<'_>> = (0..count).map(|row| cell_text(chart, row, 0).within(130.0)).collect();
    let others: Vec<Text<'_>> = (0..count).map(|row| other_numbers(chart, row)).collect();
    let common = ends.iter().copied().fold(0.0, f64::max) + 14.0;
    let aligned = (0..count).all(|row| common + others[row].width() + 12.0 + firsts[row].width() <= width);
    rows.sheet.open("values");
    for (row, (first, other)) in firsts.into_iter().zip(others).enumerate() {
        let x = if aligned { common } else { ends[row] + 10.0 };
        let room = width - first.width() - 10.0 - x;
        if chart.categories[row].label.is_empty() || room > 20.0 {
            rows.sheet.text(&other.within(room), x, rows.name_line(row));
        }
        rows.aside(first, row);
    }
    rows.sheet.close();
}

/// The numbers after the first: `148，限值160`.
fn other_numbers(chart: &Chart, row: usize) -> Text<'_> {
    let mut words = String::new();
    for (column, head) in chart.column_heads.iter().enumerate().skip(1) {
        let text = cell(chart, row, column);
        if text.is_empty() || (text == cell(chart, row, 0) && fraction(text).is_none()) {
            continue;
        }
        if !words.is_empty() {
            words.push_str(comma(head));
        }
        if column > 1 {
            let between = if head.is_ascii() { " " } else { "" };
            words.push_str(head);
            words.push_str(between);
        }
        words.push_str(text);
    }
    Text {
        spans: vec![Span { text: words.into(), tone: Tone::INK_2, bold: false }],
        ..Text::new("", Tone::INK_2)
    }
}
