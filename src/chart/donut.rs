//! The parts of a whole around a ring: two to five of them, each named beside it, the whole in the middle.

use std::f64::consts::{PI, TAU};
use std::fmt::Write as _;

use rust_decimal::Decimal;

use crate::model::{Chart, Value};

use super::axis::drawable;
use super::label::{LEADING, SIZE, Text, centred};
use super::scale::number;
use super::share::{self, Part, parts};
use super::sheet::Sheet;
use super::svg::{tenths, units};
use super::tone::Tone;
use super::{Canvas, Drawing, Width};

/// The thickness of the ring in its radius.
const THICK: f64 = 0.22;
/// Half the paper between two parts.
const HALF_GAP: f64 = 1.0;
/// The height of a name and its amount with the space after them, of a name in one line and in two.
const LABEL: f64 = 42.0;
const LONG_LABEL: f64 = LABEL + LEADING;
/// The sizes of the whole in the middle, the largest that fits.
const WHOLE: [f64; 6] = [34.0, 30.0, 26.0, 22.0, 18.0, SIZE];

/// Where the ring is.
#[derive(Debug, Clone, Copy)]
struct Ring {
    x: f64,
    y: f64,
    radius: f64,
}

impl Ring {
    fn inner(self) -> f64 {
        self.radius * (1.0 - THICK)
    }

    /// A point at an angle from the top, clockwise.
    fn at(self, radius: f64, angle: f64) -> (f64, f64) {
        (self.x + radius * angle.sin(), self.y - radius * angle.cos())
    }
}

pub(super) fn draw(canvas: &Canvas<'_>) -> Drawing {
    let parts = parts(canvas.chart);
    if parts.len() > 5 || !share::is_whole(&parts) {
        return share::draw(canvas);
    }
    let (height, radius) = match canvas.width {
        Width::Wide => (300.0, 128.0),
        Width::Print => (250.0, 104.0),
        Width::Narrow => (216.0 + share::rows_height(canvas.chart, &parts, canvas.width.pixels()), 98.0),
    };
    let sheet = canvas.sheet(height);
    let middle = if canvas.is_narrow() { radius + 2.0 } else { height / 2.0 };
    let ring = Ring { x: sheet.width / 2.0, y: middle, radius };
    let whole: f64 = parts.iter().map(|part| part.size).sum();
    let mut from = start(&parts, whole);
    let mut angles = Vec::with_capacity(parts.len());
    for part in &parts {
        let to = from + part.size / whole * TAU;
        angles.push((from, to));
        from = to;
    }
    segments(&sheet, (&parts, &angles), ring);
    centre(&sheet, canvas.chart, (&parts, ring));
    if canvas.is_narrow() {
        share::rows(&sheet, canvas.chart, (&parts, radius * 2.0 + 18.0));
    } else {
        names(&sheet, canvas.chart, (&parts, &angles), ring);
    }
    canvas.finish(sheet)
}

/// Where the first part begins: so that the largest lies at the left around its middle, and all others, large and
/// small, at the right, where their names read downwards in their order.
fn start(parts: &[Part<'_>], whole: f64) -> f64 {
    let mut before = 0.0;
    let mut largest = (0.0, 0.0);
    for part in parts {
        if part.size > largest.0 {
            largest = (part.size, before + part.size / 2.0);
        }
        before += part.size;
    }
    TAU * (0.75 - largest.1 / whole)
}

fn segments(sheet: &Sheet, (parts, angles): (&[Part<'_>], &[(f64, f64)]), ring: Ring) {
    let alone = parts.iter().filter(|part| part.size > 0.0).count() < 2;
    sheet.open("series");
    for (part, (from, to)) in parts.iter().zip(angles).filter(|(part, _)| part.size > 0.0) {
        sheet.stands_for(part.at);
        sheet.path(&segment(ring, (*from, *to), if alone { 0.0 } else { HALF_GAP }), part.fill);
    }
    sheet.close();
}

/// The outline of a part: an outer and an inner arc, or two rings if it is the whole.
fn segment(ring: Ring, (from, to): (f64, f64), gap: f64) -> String {
    let mut path = String::new();
    if gap <= 0.0 {
        // The inner ring turns the other way, so that it is a hole.
        for (radius, turn) in [(ring.radius, PI), (ring.inner(), -PI)] {
            arc(&mut path, ring, (radius, 0.0, turn), 'M');
            arc(&mut path, ring, (radius, turn, 2.0 * turn), 'L');
            path.push('z');
        }
        return path;
    }
    let edge = |radius: f64| {
        let (start, end) = (from + gap / radius, to - gap / radius);
        let middle = f64::midpoint(from, to);
        if end - start < 1.0 / radius { (middle - 0.5 / radius, middle + 0.5 / radius) } else { (start, end) }
    };
    let (a, b) = edge(ring.radius);
    arc(&mut path, ring, (ring.radius, a, b), 'M');
    let (a, b) = edge(ring.inner());
    arc(&mut path, ring, (ring.inner(), b, a), 'L');
    path.push('z');
    path
}

/// An arc from one angle to another: clockwise if it grows.
fn arc(path: &mut String, ring: Ring, (radius, from, to): (f64, f64, f64), begin: char) {
    let ((x, y), (u, v)) = (ring.at(radius, from), ring.at(radius, to));
    let large = u8::from((to - from).abs() > PI);
    let turn = u8::from(to > from);
    let p = |value: f64| tenths(units(value));
    let _ =
        write!(path, "{begin}{} {}A{r} {r} 0 {large} {turn} {} {}", p(x), p(y), p(u), p(v), r = p(radius));
}

/// The whole with its unit in the middle, where it is known exactly.
fn centre(sheet: &Sheet, chart: &Chart, (parts, ring): (&[Part<'_>], Ring)) {
    if parts.iter().any(|part| matches!(part.point.value, Value::BelowUnit(_))) {
        return;
    }
    let known = parts.iter().filter_map(|part| drawable(part.point));
    let mut sum = known.fold(Decimal::ZERO, Decimal::saturating_add).round_dp(chart.decimals);
    sum.rescale(chart.decimals.min(20));
    let room = ring.inner() * 1.6;
    let total = Text::new(sum.to_string(), Tone::MAIN).bold().middle();
    let unit = Text::new(chart.unit.as_str(), Tone::INK_3).middle();
    let sizes = WHOLE.into_iter().map(|size| total.clone().sized(size));
    let Some(total) = sizes.into_iter().find(|total| total.width() <= room) else {
        return;
    };
    sheet.open("values");
    if chart.unit.is_empty() || unit.width() > room {
        sheet.text_at(&total, ring.x, ring.y);
    } else {
        sheet.text_at(&total, ring.x, ring.y - LEADING / 2.0);
        sheet.text_at(&unit, ring.x, ring.y - LEADING / 2.0 + total.size / 2.0 + 13.0);
    }
    sheet.close();
}

/// The names beside the ring, at the side where their part is, pushed apart.
fn names(sheet: &Sheet, chart: &Chart, (parts, angles): (&[Part<'_>], &[(f64, f64)]), ring: Ring) {
    sheet.open("names");
    let room = ring.x - ring.radius - 36.0;
    let long = parts.iter().any(|part| part.name_text(Tone::INK).width() > room);
    let apart = if long { LONG_LABEL } else { LABEL };
    let middle = |(from, to): &(f64, f64)| f64::midpoint(*from, *to).rem_euclid(TAU);
    for right in [true, false] {
        let mut here: Vec<(usize, f64)> = angles.iter().map(middle).enumerate().collect();
        here.retain(|(_, angle)| (*angle < PI) == right);
        here.sort_by(|a, b| ring.at(1.0, a.1).1.total_cmp(&ring.at(1.0, b.1).1));
        let mut heights: Vec<f64> =
            here.iter().map(|(_, angle)| ring.at(ring.radius + 8.0, *angle).1).collect();
        push(&mut heights, apart, (apart / 2.0, sheet.height - apart / 2.0));
        for ((at, angle), y) in here.into_iter().zip(heights) {
            name(sheet, chart, (&parts[at], angle), (ring, y));
        }
    }
    sheet.close();
}

/// Pushes names apart, upwards as far as downwards.
fn push(heights: &mut [f64], apart: f64, (top, bottom): (f64, f64)) {
    let before: f64 = heights.iter().sum();
    downwards(heights, apart, top);
    let moved = (heights.iter().sum::<f64>() - before) / number(heights.len().max(1));
    for y in heights.iter_mut() {
        *y -= moved;
    }
    downwards(heights, apart, top);
    let mut to = bottom;
    for y in heights.iter_mut().rev() {
        *y = y.min(to);
        to = *y - apart;
    }
}

fn downwards(heights: &mut [f64], apart: f64, top: f64) {
    let mut from = top;
    for y in heights.iter_mut() {
        *y = y.max(from);
        from = *y + apart;
    }
}

/// Name above, share and value beneath, with a thin line from the part.
fn name(sheet: &Sheet, chart: &Chart, (part, angle): (&Part<'_>, f64), (ring, y): (Ring, f64)) {
    let sign = if angle < PI { 1.0 } else { -1.0 };
    let x = ring.x + sign * (ring.radius + 34.0);
    let room = if angle < PI { sheet.width - x } else { x } - 2.0;
    let mut lines = part.name_text(Tone::INK).lines(room, 2);
    lines.push(amount(part, chart, room));
    let count = number(lines.len());
    if part.size > 0.0 {
        let (a, b) = ring.at(ring.radius + 4.0, angle);
        sheet.line([a, b, x - sign * 18.0, y], Tone::RULE_UI.line(10));
        sheet.line([x - sign * 18.0, y, x - sign * 6.0, y], Tone::RULE_UI.line(10));
    }
    for (row, line) in lines.into_iter().enumerate() {
        let line = if angle < PI { line } else { line.end() };
        sheet.text(&line, x, centred(y, SIZE) + LEADING * (number(row) - (count - 1.0) / 2.0));
    }
}

fn amount(part: &Part<'_>, chart: &Chart, room: f64) -> Text<'static> {
    if part.share.is_empty() {
        return part.amount_text().within(room);
    }
    let share = Text::new(part.share.to_owned(), Tone::MAIN).bold();
    let value = Text::new(format!("  {}", part.value(&chart.unit)), Tone::INK_3);
    if share.width() + value.width() > room {
        return share.within(room);
    }
    let mut text = share;
    text.spans.extend(value.spans);
    text
}
