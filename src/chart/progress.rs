//! Values on their way to a target: a track, what is reached, and the target's line with its name. What is past the
//! target is told apart, and goes on beyond the track.

use rust_decimal::Decimal;

use crate::model::{Better, Chart, Point, ReferenceLine, Role, Series, Value};

use super::axis::drawable;
use super::key::reference_style;
use super::label::{LEADING, Text, keep_in};
use super::scale::{bounded, number, pixel};
use super::tone::{Fill, Tone};
use super::units::Heads;
use super::{Canvas, Drawing, bands};

const BAR: f64 = 18.0;

pub(super) fn draw(canvas: &Canvas<'_>) -> Drawing {
    let chart = canvas.chart;
    let rows: Vec<Row<'_>> = (0..chart.categories.len()).map(|at| Row::of(chart, at)).collect();
    // All tracks are of one length, so that their targets stand in line; what passes one has room behind it.
    let reach = rows.iter().map(Row::reach).fold(1.0, f64::max);
    let asides: Vec<String> = rows.iter().map(|row| row.aside.clone()).collect();
    let heads = Heads::layout(canvas, &asides);
    let mut top = 1.0;
    let mut tops = Vec::new();
    for row in &rows {
        tops.push(top);
        top += heads.row(28.0 + LEADING * number(row.named.min(2)) + 17.0);
    }
    let sheet = canvas.sheet((top - 10.0).max(20.0));
    let ends: Vec<f64> = tops.iter().copied().chain([sheet.height]).collect();
    bands::rows(&sheet, &ends);
    for (at, (row, top)) in rows.iter().zip(tops).enumerate() {
        heads.draw(&sheet, (&chart.categories[at].label, &row.aside), top);
        let room = ((sheet.width - 1.0 - heads.left) / reach).max(20.0);
        let area = [heads.left, top + heads.drop + 3.0, room, BAR];
        sheet.open("series s-focus");
        sheet.rect(area, Fill { edge: Tone::RULE_UI, ..Fill::plain(Tone::PAPER_2) });
        row.fill(&sheet, (area, chart.better));
        sheet.close();
        row.targets(&sheet, area);
    }
    canvas.finish(sheet)
}

/// A value with its targets.
struct Row<'a> {
    point: Option<&'a Point>,
    aside: String,
    targets: Vec<&'a ReferenceLine>,
    /// How many of them are named: those of all rows only at the first.
    named: usize,
    /// What the whole track stands for: the largest target, or all of a hundred percent.
    whole: Decimal,
}

impl<'a> Row<'a> {
    fn of(chart: &'a Chart, at: usize) -> Self {
        let is_focus = |series: &Series| series.role != Role::Previous;
        let series = chart.series.iter().find(|series| is_focus(series)).or(chart.series.first());
        let point = series.and_then(|series| series.points.get(at));
        let category = &chart.categories[at];
        let targets: Vec<&ReferenceLine> = category.marks.iter().chain(&chart.lines).collect();
        let named = if at == 0 { targets.len() } else { category.marks.len() };
        let highest = targets.iter().map(|target| target.value).fold(Decimal::ZERO, Decimal::max);
        let hundred = if chart.unit == "%" { Decimal::ONE_HUNDRED } else { Decimal::ZERO };
        let whole = bounded(highest.max(hundred));
        let text = point.map_or("", |point| point.text.as_str());
        let aside = match (category.aside.as_str(), chart.unit.as_str()) {
            ("", "%") if value_is_number(point) => format!("{text}%"),
            ("", _) => text.to_owned(),
            (aside, _) => aside.to_owned(),
        };
        Self { point, aside, targets, named, whole }
    }

    /// How far the value comes, the track being one; without a target it fills the track.
    fn reach(&self) -> f64 {
        let value = self.point.and_then(drawable).map_or(0.0, pixel);
        let whole = pixel(self.whole);
        if whole > 0.0 { value / whole } else { 1.0 }
    }

    /// Where a value lies in pixels, on the track or beyond.
    fn across(&self, value: Decimal, [left, _, width, _]: [f64; 4]) -> f64 {
        let whole = pixel(self.whole);
        let share =
            if whole > 0.0 { pixel(value) / whole } else { f64::from(u8::from(value > Decimal::ZERO)) };
        left + width * share.max(0.0)
    }

    fn fill(&self, sheet: &super::sheet::Sheet, (area, better): ([f64; 4], Option<Better>)) {
        let [left, top, _, height] = area;
        match self.point.map(|point| &point.value) {
            Some(Value::Known(value)) => {
                let target = self.targets.iter().map(|target| target.value).max();
                let within = target.map_or(*value, |target| (*value).min(target));
                let (middle, right) = (self.across(within, area), self.across(*value, area));
                if middle > left {
                    sheet.rect([left, top, (middle - left).max(1.0), height], Fill::plain(Tone::FOCUS));
                }
                if right > middle {
                    let tone = if better == Some(Better::Lower) { Tone::ACCENT } else { Tone::MAIN_MID };
                    sheet.rect([middle, top, (right - middle).max(1.0), height], Fill::plain(tone));
                }
            }
            Some(Value::Masked) => sheet.hatch([left, top, 72.0, height]),
            Some(Value::BelowUnit(_)) => sheet.rect([left, top, 2.0, height], Fill::plain(Tone::FOCUS)),
            Some(Value::Missing | Value::NotApplicable) | None => {}
        }
    }

    fn targets(&self, sheet: &super::sheet::Sheet, area: [f64; 4]) {
        let [left, top, width, height] = area;
        for (at, target) in self.targets.iter().enumerate() {
            let x = self.across(target.value, area).round();
            sheet.line([x, top + 1.0, x, top + height - 1.0], Tone::PAPER.line(50));
            sheet.line([x, top - 4.0, x, top + height + 4.0], reference_style_solid(target));
            if at >= self.named {
                continue;
            }
            let text = Text::new(target.label.as_str(), Tone::ACCENT).within(width).middle();
            let half = text.width() / 2.0;
            let x = left + keep_in(x - left, half, width);
            let baseline = top + height + LEADING;
            sheet.text_best(&text, &[(x, baseline), (x, baseline + LEADING)]);
        }
    }
}

/// A mark as short as the height of a bar is not broken, whatever it stands for.
fn reference_style_solid(target: &ReferenceLine) -> plotters::style::ShapeStyle {
    let style = reference_style(target.kind);
    Tone::ACCENT.line(style.stroke_width.max(20))
}

fn value_is_number(point: Option<&Point>) -> bool {
    point.is_some_and(|point| matches!(point.value, Value::Known(_)))
}
