//! Values on their way to a target: a track, what is reached, and the target's line with its name.

use rust_decimal::Decimal;

use crate::model::{Chart, Point, ReferenceLine, Role, Series, Value};

use super::axis::{drawable, tip};
use super::column::number;
use super::key::reference_style;
use super::label::{LEADING, Text, keep_in};
use super::scale::{bounded, pixel};
use super::tone::{Fill, Tone};
use super::units::Heads;
use super::{Canvas, Drawing};

const BAR: f64 = 18.0;

pub(super) fn draw(canvas: &Canvas<'_>) -> Drawing {
    let chart = canvas.chart;
    let rows: Vec<Row<'_>> = (0..chart.categories.len()).map(|at| Row::of(chart, at)).collect();
    let asides: Vec<String> = rows.iter().map(|row| row.aside.clone()).collect();
    let heads = Heads::layout(canvas, &asides);
    let mut top = 1.0;
    let mut tops = Vec::new();
    for row in &rows {
        tops.push(top);
        top += heads.row(28.0 + LEADING * number(row.named.min(2)) + 17.0);
    }
    let sheet = canvas.sheet((top - 10.0).max(20.0));
    for (at, (row, top)) in rows.iter().zip(tops).enumerate() {
        heads.draw(&sheet, (&chart.categories[at].label, &row.aside), top);
        let right = sheet.width - 1.0;
        let area = [heads.left, top + heads.drop + 3.0, (right - heads.left).max(20.0), BAR];
        sheet.open("series s-focus");
        sheet.rect(area, Fill { edge: Tone::RULE_UI, ..Fill::plain(Tone::PAPER_2) });
        sheet.tip(tip(chart, row.series, at));
        row.fill(&sheet, area);
        sheet.close();
        row.targets(&sheet, area);
    }
    canvas.finish(sheet)
}

/// A value with its targets.
struct Row<'a> {
    series: usize,
    point: Option<&'a Point>,
    aside: String,
    targets: Vec<&'a ReferenceLine>,
    /// How many of them are named: those of all rows only at the first.
    named: usize,
    most: Decimal,
}

impl<'a> Row<'a> {
    fn of(chart: &'a Chart, at: usize) -> Self {
        let is_focus = |series: &Series| series.role != Role::Previous;
        let series = chart.series.iter().position(is_focus).unwrap_or(0);
        let point = chart.series.get(series).and_then(|series| series.points.get(at));
        let category = &chart.categories[at];
        let targets: Vec<&ReferenceLine> = category.marks.iter().chain(&chart.lines).collect();
        let named = if at == 0 { targets.len() } else { category.marks.len() };
        let value = point.and_then(drawable).unwrap_or_default();
        let most = targets.iter().map(|target| target.value).fold(value, Decimal::max);
        let whole = Decimal::ONE_HUNDRED;
        let most = if chart.unit == "%" && most <= whole { whole } else { bounded(most) };
        let text = point.map_or("", |point| point.text.as_str());
        let aside = match (category.aside.as_str(), chart.unit.as_str()) {
            ("", "%") if value_is_number(point) => format!("{text}%"),
            ("", _) => text.to_owned(),
            (aside, _) => aside.to_owned(),
        };
        Self { series, point, aside, targets, named, most }
    }

    /// Where a value lies on the track, in pixels.
    fn across(&self, value: Decimal, [left, _, width, _]: [f64; 4]) -> f64 {
        let most = pixel(self.most);
        let share = if most > 0.0 { pixel(value) / most } else { 0.0 };
        left + width * share.clamp(0.0, 1.0)
    }

    fn fill(&self, sheet: &super::sheet::Sheet, area: [f64; 4]) {
        let [left, top, _, height] = area;
        match self.point.map(|point| &point.value) {
            Some(Value::Known(value)) => {
                let right = self.across(*value, area);
                if right > left {
                    sheet.rect([left, top, (right - left).max(1.0), height], Fill::plain(Tone::FOCUS));
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
            let x = self.across(target.value, area).min(left + width - 1.0).round();
            sheet.line([x, top + 1.0, x, top + height - 1.0], Tone::PAPER.line(50));
            sheet.tip(target.label.clone());
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
