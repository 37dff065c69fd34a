//! The parts of a whole along one bar; on a narrow drawing with a row for each beneath.

use rust_decimal::Decimal;

use crate::model::{Chart, Point, Role, Value};

use super::axis::drawable;
use super::bar;
use super::key::{Entry, Key, Sample};
use super::label::{LEADING, SIZE, Text, centred, cut, united};
use super::scale::{number, pixel};
use super::sheet::Sheet;
use super::strip::Strip;
use super::tone::{Fill, Tone};
use super::{Canvas, Drawing, Width};

/// The paper between two parts.
const GAP: f64 = 2.0;
/// The height of a row that names a part.
const ROW: f64 = 26.0;
/// The space between two names beneath the bar.
const APART: f64 = 18.0;

/// A part of the whole.
pub(super) struct Part<'a> {
    /// Its place among the categories.
    pub(super) at: usize,
    pub(super) name: &'a str,
    /// Its share in percent, or nothing.
    pub(super) share: &'a str,
    pub(super) point: &'a Point,
    pub(super) fill: Fill,
    /// Whether it is picked out.
    picked: bool,
    /// Its size; none for nothing, for what is not known and for what cannot be a part.
    pub(super) size: f64,
}

impl<'a> Part<'a> {
    /// Its name, bold if it is picked out.
    pub(super) fn name_text(&self, tone: Tone) -> Text<'a> {
        let text = Text::new(self.name, tone);
        if self.picked { text.bold() } else { text }
    }

    /// What is written first: the share, else the value.
    fn amount(&self) -> &str {
        if self.share.is_empty() { &self.point.text } else { self.share }
    }

    /// The same as a text: bold if it is a number, quiet if it is a word.
    pub(super) fn amount_text(&self) -> Text<'static> {
        let words = self.amount().to_owned();
        if drawable(self.point).is_some() {
            Text::new(words, Tone::MAIN).bold()
        } else {
            Text::new(words, Tone::INK_3)
        }
    }

    /// The value beside a share, with its unit where it is short.
    pub(super) fn value(&self, unit: &str) -> String {
        if self.share.is_empty() {
            String::new()
        } else if drawable(self.point).is_some() {
            united(&self.point.text, unit)
        } else {
            self.point.text.clone()
        }
    }
}

/// The parts of a chart, all of them, in order.
pub(super) fn parts(chart: &Chart) -> Vec<Part<'_>> {
    let Some(series) = chart.series.iter().find(|s| s.role != Role::Previous).or(chart.series.first()) else {
        return Vec::new();
    };
    let count = chart.categories.len();
    let part = |(at, point)| {
        let point: &Point = point;
        let value = drawable(point).unwrap_or_default().max(Decimal::ZERO);
        Part {
            at,
            name: chart.categories.get(at).map_or("", |category| category.label.as_str()),
            share: chart.shares.get(at).filter(|_| drawable(point).is_some()).map_or("", String::as_str),
            point,
            picked: chart.categories.get(at).is_some_and(|category| category.highlight),
            fill: fill(series.role, point.level, (at, count)),
            size: pixel(value),
        }
    };
    series.points.iter().enumerate().take(count).map(part).collect()
}

/// The colour of a part: of its level on a scale, else by its place; of two by one ink in two strengths.
fn fill(role: Role, level: Option<usize>, (at, count): (usize, usize)) -> Fill {
    match role {
        Role::Level(scale, _) => Fill::of(Role::Level(scale, level.unwrap_or(at))),
        _ if count == 2 && at == 1 => Fill::of(Role::Part(2)),
        _ => Fill::of(Role::Part(at)),
    }
}

/// Left edge and width of every part along a bar; a part that is there is never thinner than a pixel.
fn spans(parts: &[Part<'_>], width: f64) -> Vec<(f64, f64)> {
    let shown = parts.iter().filter(|part| part.size > 0.0).count();
    let whole: f64 = parts.iter().map(|part| part.size).sum();
    let room = (width - GAP * number(shown.saturating_sub(1))).max(1.0);
    let thin = |part: &&Part<'_>| part.size > 0.0 && part.size / whole * room < 1.5;
    let thin_ones = number(parts.iter().filter(thin).count()) * 1.5;
    let thick: f64 = parts.iter().filter(|part| !thin(part)).map(|part| part.size).sum();
    let mut x = 0.0;
    let span = |part: &Part<'_>| {
        let wide = if part.size <= 0.0 || whole <= 0.0 {
            return (x, 0.0);
        } else if thin(&part) {
            1.5
        } else {
            (part.size / thick * (room - thin_ones)).max(0.5)
        };
        let left = x;
        x += wide + GAP;
        (left, wide)
    };
    parts.iter().map(span).collect()
}

/// Whether the parts make up a whole: where one is not known or negative, what the others share is not known
/// either, and bars say all that can be said.
pub(super) fn is_whole(parts: &[Part<'_>]) -> bool {
    let belongs = |part: &Part<'_>| match part.point.value {
        Value::Known(value) => value >= Decimal::ZERO,
        Value::BelowUnit(_) | Value::NotApplicable => true,
        Value::Masked | Value::Missing => false,
    };
    parts.iter().any(|part| part.size > 0.0) && parts.iter().all(belongs)
}

pub(super) fn draw(canvas: &Canvas<'_>) -> Drawing {
    let parts = parts(canvas.chart);
    if !is_whole(&parts) {
        return bar::draw(canvas);
    }
    if canvas.is_narrow() { narrow(canvas, &parts) } else { wide(canvas, &parts) }
}

fn segments(sheet: &Sheet, (parts, spans): (&[Part<'_>], &[(f64, f64)]), [top, height]: [f64; 2]) {
    sheet.open("series");
    for (part, (x, width)) in parts.iter().zip(spans).filter(|(part, _)| part.size > 0.0) {
        sheet.stands_for(part.at);
        let edge = if *width < 4.0 { Tone::NONE } else { part.fill.edge };
        sheet.rect([*x, top, *width, height], Fill { edge, ..part.fill });
    }
    sheet.close();
}

fn narrow(canvas: &Canvas<'_>, parts: &[Part<'_>]) -> Drawing {
    const BAR: f64 = 30.0;
    let sheet = canvas.sheet(BAR + 14.0 + rows_height(canvas.chart, parts, canvas.width.pixels()));
    segments(&sheet, (parts, &spans(parts, sheet.width)), [0.0, BAR]);
    rows(&sheet, canvas.chart, (parts, BAR + 10.0));
    canvas.finish(sheet)
}

/// A row that names a part: its name in lines, its value, its share.
struct Row<'a> {
    name: Vec<Text<'a>>,
    value: Text<'a>,
    /// Where the value ends.
    value_end: f64,
    amount: Text<'a>,
}

impl Row<'_> {
    fn height(&self) -> f64 {
        ROW + LEADING * number(self.name.len().saturating_sub(1))
    }
}

fn laid_out<'a>(chart: &Chart, parts: &'a [Part<'_>], width: f64) -> Vec<Row<'a>> {
    let amount = |part: &Part<'_>| part.amount_text().within(110.0).end();
    let shares = parts.iter().map(|part| amount(part).width()).fold(0.0, f64::max);
    let unit = if chart.unit.chars().count() > 3 { "" } else { chart.unit.as_str() };
    let row = |part: &'a Part<'_>| {
        let value = Text::new(part.value(unit), Tone::INK_3).within(100.0).end();
        let value_end = width - shares - 14.0;
        let room = value_end - value.width() - 12.0 - 20.0;
        Row { name: part.name_text(Tone::INK).lines(room, 2), value, value_end, amount: amount(part) }
    };
    parts.iter().map(row).collect()
}

/// The height of the rows that name the parts.
pub(super) fn rows_height(chart: &Chart, parts: &[Part<'_>], width: f64) -> f64 {
    laid_out(chart, parts, width).iter().map(Row::height).sum()
}

/// A row for each part: its colour, its name, its value and its share.
pub(super) fn rows(sheet: &Sheet, chart: &Chart, (parts, top): (&[Part<'_>], f64)) {
    let mut middle = top + ROW / 2.0;
    sheet.open("key");
    for (part, row) in parts.iter().zip(laid_out(chart, parts, sheet.width)) {
        sheet.strip(Strip::row([0.0, middle - ROW / 2.0, sheet.width, row.height()], part.at));
        if part.size > 0.0 {
            sheet.rect([0.0, middle - 6.0, 12.0, 12.0], part.fill);
        }
        sheet.text_at(&row.amount, sheet.width, middle);
        sheet.text_at(&row.value, row.value_end, middle);
        for (line, text) in row.name.iter().enumerate() {
            sheet.text_at(text, 20.0, middle + LEADING * number(line));
        }
        middle += row.height();
    }
    sheet.close();
}

fn wide(canvas: &Canvas<'_>, parts: &[Part<'_>]) -> Drawing {
    let width = canvas.width.pixels();
    let spans = spans(parts, width);
    let inside = |at: &usize| {
        let part = &parts[*at];
        let room = spans[*at].1 - 12.0;
        let fits = part.name_text(Tone::INK).whole_lines(room, 2).is_some();
        part.size > 0.0 && fits && share_text(part).width() <= room
    };
    let (named, outside): (Vec<usize>, Vec<usize>) = (0..parts.len()).partition(inside);
    let long = |at: &usize| parts[*at].name_text(Tone::INK).width() > spans[*at].1 - 12.0;
    let bar_height = if canvas.width == Width::Wide { 56.0 } else { 46.0 };
    let bar_height = bar_height + if named.iter().any(long) { LEADING } else { 0.0 };
    let (small, absent): (Vec<usize>, Vec<usize>) = outside.into_iter().partition(|at| parts[*at].size > 0.0);
    let (cap, beneath) = beneath(parts, (&small, &spans), width);
    let keyed = small.iter().filter(|_| beneath.is_none()).map(|at| entry(&parts[*at]));
    let key = Key::layout(keyed.collect(), width);
    let beneath = beneath.unwrap_or_default();
    let leaders = if beneath.is_empty() { 2.0 } else { 38.0 };
    let top = key.height;
    // Parts without room stand left of the names beneath the bar, if they can.
    let free = beneath.first().map_or(0.0, |(at, x)| x - small_text(&parts[*at], cap).width() / 2.0 - APART);
    let foot = top + bar_height + leaders;
    let all: f64 = absent.iter().map(|at| small_text(&parts[*at], cap).width() + APART).sum();
    let beside = all - APART <= free;
    let (absent, rows_height) = flow(parts, (&absent, cap), width);
    let (absent_top, height) = if beside { (foot - 24.8, foot) } else { (foot, foot + rows_height) };
    let sheet = canvas.sheet(height);
    key.draw(&sheet);
    segments(&sheet, (parts, &spans), [top, bar_height]);
    sheet.open("names");
    for at in named {
        let (part, (x, width)) = (&parts[at], spans[at]);
        let middle = x + width / 2.0;
        let mut lines = part.name_text(part.fill.text).lines(width - 12.0, 2);
        lines.push(share_text(part));
        let first = centred(top + bar_height / 2.0 - LEADING * (number(lines.len()) - 1.0) / 2.0, SIZE);
        for (row, line) in lines.into_iter().enumerate() {
            sheet.text(&line.middle(), middle, first + LEADING * number(row));
        }
    }
    for (at, x) in beneath {
        let (left, width) = spans[at];
        let (from, foot) = (left + width / 2.0, top + bar_height);
        let text = small_text(&parts[at], cap);
        sheet.line([from, foot + 2.0, x, foot + 16.0], Tone::RULE_UI.line(10));
        sheet.text(&text, x - text.width() / 2.0, foot + 31.0);
    }
    for (at, x, y) in absent {
        sheet.text_at(&small_text(&parts[at], cap), x, absent_top + y);
    }
    sheet.close();
    canvas.finish(sheet)
}

/// Where the names of parts that take no room are written, from the left in rows, and how high the rows are.
fn flow(parts: &[Part<'_>], (absent, cap): (&[usize], f64), width: f64) -> (Vec<(usize, f64, f64)>, f64) {
    let (mut x, mut y) = (0.0, ROW / 2.0);
    let mut places = Vec::with_capacity(absent.len());
    for at in absent {
        let wide = small_text(&parts[*at], cap).width();
        if x > 0.0 && x + wide > width {
            (x, y) = (0.0, y + ROW);
        }
        places.push((*at, x, y));
        x += wide + APART;
    }
    (places, if absent.is_empty() { 0.0 } else { y + ROW / 2.0 })
}

fn share_text(part: &Part<'_>) -> Text<'static> {
    Text::new(part.amount().to_owned(), part.fill.text).bold()
}

/// Name and share in one line, the name no wider than allowed.
fn small_text(part: &Part<'_>, cap: f64) -> Text<'static> {
    let mut text = Text::new(format!("{} ", cut(part.name, cap)), Tone::INK_2);
    text.spans[0].bold = part.picked;
    text.spans.extend(part.amount_text().spans);
    text
}

fn entry<'a>(part: &'a Part<'_>) -> Entry<'a> {
    let sample = Sample::Box(part.fill);
    let text = format!("{} {}", part.name, part.amount());
    Entry { sample, text: Text::new(text, Tone::INK_2) }
}

/// How wide names beneath the bar may be: the whole, or what lets all stand in one line.
const CAPS: [f64; 3] = [f64::INFINITY, 260.0, 180.0];

/// How wide the names beneath the bar may be, and their middles, pushed apart; none if they do not fit into one line.
fn beneath(
    parts: &[Part<'_>],
    (small, spans): (&[usize], &[(f64, f64)]),
    width: f64,
) -> (f64, Option<Vec<(usize, f64)>>) {
    let halves = |cap: f64| -> Vec<f64> {
        small.iter().map(|at| small_text(&parts[*at], cap).width() / 2.0).collect()
    };
    let needed = |cap: f64| halves(cap).iter().map(|half| half * 2.0 + APART).sum::<f64>();
    let Some(cap) = CAPS.into_iter().find(|cap| needed(*cap) <= width) else {
        return (CAPS[2], None);
    };
    let halves = halves(cap);
    let mut places: Vec<f64> = small.iter().map(|at| spans[*at].0 + spans[*at].1 / 2.0).collect();
    let mut from = 0.0;
    for (place, half) in places.iter_mut().zip(&halves) {
        *place = place.max(from + half);
        from = *place + half + APART;
    }
    let mut to = width;
    for (place, half) in places.iter_mut().zip(&halves).rev() {
        *place = place.min(to - half);
        to = *place - half - APART;
    }
    (cap, Some(small.iter().copied().zip(places).collect()))
}
