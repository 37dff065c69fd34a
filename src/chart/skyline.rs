//! The year in one picture: a bar a day or a column a month, those over the limit marked.

use rust_decimal::Decimal;

use crate::model::Skyline;

use super::Drawing;
use super::label::{Text, regular};
use super::scale::{number, pixel};
use super::sheet::{Format, Sheet};
use super::svg::units;
use super::tone::{Dash, Fill, Paint, Tone};

/// Where a skyline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SkylineForm {
    /// On the cover's panel, 1188 pixels wide.
    Panel,
    /// On the cover of a phone, 350 pixels wide.
    Phone,
    /// In the list of reports: small, without names, at one scale for all years.
    Archive {
        /// The highest bar of all years.
        top: Decimal,
    },
    /// On paper, 590 pixels wide.
    Print,
}

/// The measures of a form.
struct Measures {
    class: &'static str,
    letter: char,
    width: f64,
    /// The height of the highest bar.
    rise: f64,
    /// Room above and beneath.
    above: f64,
    beneath: f64,
    bar: Tone,
    mark: Tone,
    rule: Tone,
    text: Tone,
}

impl SkylineForm {
    fn measures(self) -> Measures {
        let cover = Measures {
            class: "skyline wide",
            letter: 'w',
            width: 1188.0,
            rise: 131.0,
            above: 8.0,
            beneath: 22.0,
            bar: Tone::COVER_BAR,
            mark: Tone::COVER_MARK,
            rule: Tone::COVER_RULE,
            text: Tone::COVER_INK_2,
        };
        match self {
            Self::Panel => cover,
            Self::Phone => Measures {
                class: "skyline narrow",
                letter: 'n',
                width: 350.0,
                rise: 92.0,
                above: 8.0,
                beneath: 24.0,
                ..cover
            },
            Self::Print => Measures {
                class: "skyline print",
                letter: 'p',
                width: 590.0,
                rise: 96.0,
                above: 8.0,
                beneath: 22.0,
                bar: Tone::MAIN_MID,
                mark: Tone::ACCENT,
                rule: Tone::RULE_UI,
                text: Tone::INK_2,
            },
            Self::Archive { .. } => Measures {
                class: "skyline archive",
                letter: 'a',
                width: 300.0,
                rise: 53.0,
                above: 1.0,
                beneath: 2.0,
                bar: Tone::MAIN_MID,
                mark: Tone::ACCENT,
                rule: Tone::RULE_UI,
                text: Tone::INK_3,
            },
        }
    }
}

/// A skyline on its sheet.
struct City<'a> {
    skyline: &'a Skyline,
    form: SkylineForm,
    measures: Measures,
    sheet: Sheet,
    /// The value at the full height.
    top: f64,
    /// The width of a bar with its gap.
    step: f64,
}

/// Draws a skyline, its colours as classes.
#[must_use]
pub fn skyline(skyline: &Skyline, form: SkylineForm) -> Drawing {
    skyline_with(skyline, form, &Paint::Classes)
}

/// Draws a skyline with colours as classes or as literals.
#[must_use]
pub fn skyline_with(skyline: &Skyline, form: SkylineForm, paint: &Paint) -> Drawing {
    let mut measures = form.measures();
    if needs_head(skyline, &measures, form) {
        measures.above += 14.0;
    }
    let sheet = Sheet::new(Format {
        id: format!("skyline-{:08x}-{}", mark_of(skyline), measures.letter),
        teller: None,
        class: measures.class,
        width: measures.width,
        height: measures.above + measures.rise + measures.beneath,
        paint,
    });
    let highest = skyline.bars.iter().flatten().copied().fold(Decimal::ZERO, Decimal::max);
    let limit = skyline.limit.as_ref().map_or(Decimal::ZERO, |limit| limit.0);
    let top = match form {
        SkylineForm::Archive { top } => top.max(highest),
        SkylineForm::Panel | SkylineForm::Phone | SkylineForm::Print => highest.max(limit),
    };
    let top = pixel(top);
    let count = skyline.width.max(skyline.bars.len()).max(1);
    let step = measures.width / number(count);
    let city = City { skyline, form, measures, sheet, top: if top > 0.0 { top } else { 1.0 }, step };
    city.draw();
    city.sheet.finish(&skyline.title, &skyline.description)
}

/// Whether the names of the limit and the highest bar need room above the highest roof: the limit lies close
/// under it, or a roof as high stands where the limit is named.
fn needs_head(skyline: &Skyline, measures: &Measures, form: SkylineForm) -> bool {
    let Some((limit, _)) = &skyline.limit else {
        return false;
    };
    if matches!(form, SkylineForm::Archive { .. }) {
        return false;
    }
    let highest = skyline.bars.iter().flatten().copied().fold(*limit, Decimal::max);
    let share = if highest > Decimal::ZERO { pixel(*limit) / pixel(highest) } else { 1.0 };
    let named =
        (regular(&limit.normalize().to_string()) + 10.0) / measures.width * number(skyline.width.max(1));
    let from = number(skyline.width) - named;
    let near = skyline.bars.iter().enumerate().filter(|(at, _)| number(at + 1) > from);
    let crowded = near.filter_map(|(_, bar)| *bar).any(|bar| pixel(bar) > pixel(highest) * 0.9);
    (1.0 - share) * measures.rise < 18.0 || crowded
}

/// A number that differs between skylines, for their ids (FNV-1a).
fn mark_of(skyline: &Skyline) -> u32 {
    let words = [&skyline.title, &skyline.subtitle, &skyline.short, &skyline.description];
    let bytes = words.into_iter().flat_map(|text| text.bytes());
    bytes.fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

impl City<'_> {
    fn draw(&self) {
        let Measures { bar, mark, rule, .. } = self.measures;
        let ground = self.ground();
        self.sheet.open("series");
        self.sheet.shapes(self.houses(|value| !self.is_over(value)), Fill::plain(bar));
        self.sheet.shapes(self.houses(|value| self.is_over(value)), Fill::plain(mark));
        self.sheet.close();
        self.sheet.rect([0.0, ground, self.measures.width, 1.0], Fill::plain(rule));
        if !matches!(self.form, SkylineForm::Archive { .. }) {
            self.limit();
            self.highest();
            self.months();
        }
    }

    fn ground(&self) -> f64 {
        self.measures.above + self.measures.rise
    }

    fn is_over(&self, value: Decimal) -> bool {
        self.skyline.limit.as_ref().is_some_and(|limit| value > limit.0)
    }

    /// The height of a value above the ground.
    fn height(&self, value: Decimal) -> f64 {
        let height = (pixel(value) / self.top).clamp(0.0, 1.0) * self.measures.rise;
        if height > 0.0 { height.max(1.0) } else { 0.0 }
    }

    /// The outlines of neighbouring bars that are wanted; few wide bars stand apart.
    fn houses(&self, wanted: impl Fn(Decimal) -> bool) -> Vec<Vec<(i32, i32)>> {
        let apart = self.step >= 12.0;
        let ground = units(self.ground());
        let mut shapes: Vec<Vec<(i32, i32)>> = Vec::new();
        let mut open = false;
        for (at, bar) in self.skyline.bars.iter().enumerate() {
            let Some(value) = bar.filter(|value| wanted(*value)) else {
                open = false;
                continue;
            };
            let gap = if apart { (self.step * 0.15).round() } else { 0.0 };
            let (left, right) =
                (units(number(at) * self.step + gap), units(number(at + 1) * self.step - gap));
            let roof = units((self.ground() - self.height(value)).round());
            match shapes.last_mut() {
                Some(shape) if open && !apart => {
                    shape.pop();
                    if shape.last().is_some_and(|last| last.1 == roof) {
                        shape.pop();
                    } else {
                        shape.push((left, roof));
                    }
                    shape.extend([(right, roof), (right, ground)]);
                }
                _ => shapes.push(vec![(left, ground), (left, roof), (right, roof), (right, ground)]),
            }
            open = true;
        }
        shapes
    }

    /// The limit's dotted line, its name at the right above all bars there.
    fn limit(&self) {
        let Some((value, label)) = &self.skyline.limit else {
            return;
        };
        let y = self.ground() - self.height(*value);
        let width = self.measures.width;
        self.sheet.line([0.0, y, width, y], self.measures.text.broken(Dash::Dotted, 10));
        self.sheet.mark([0.0, y, width, y]);
        let roofs = |text: &Text<'_>| self.roof(width - text.width() - 6.0, width).min(y);
        let mut text = Text::new(label.as_str(), self.measures.text).end().within(width);
        // Where high bars are in its way, or little room is, the number alone is named.
        if self.form == SkylineForm::Phone || roofs(&text) < (y - 30.0).max(18.0) {
            text = Text::new(value.normalize().to_string(), self.measures.text).end();
        }
        let roofs = roofs(&text);
        let above = (y - 6.0).min(if roofs < y { roofs - 4.0 } else { y });
        self.sheet.text(&text, width, above.max(12.0));
    }

    /// The highest roof between two places: the least y.
    fn roof(&self, from: f64, to: f64) -> f64 {
        let bars = self.skyline.bars.iter().enumerate();
        let near = bars.filter(|(at, _)| number(at + 1) * self.step > from && number(*at) * self.step < to);
        near.filter_map(|(_, bar)| *bar)
            .map(|value| self.ground() - self.height(value))
            .fold(self.ground(), f64::min)
    }

    /// The name of the highest bar, beside its top.
    fn highest(&self) {
        let Some((at, label)) = &self.skyline.highest else {
            return;
        };
        let Some(value) = self.skyline.bars.get(*at).copied().flatten() else {
            return;
        };
        let tone = if self.is_over(value) { self.measures.mark } else { self.measures.text };
        let (left, right) = (number(*at) * self.step - 7.0, number(at + 1) * self.step + 7.0);
        let mut baseline = self.ground() - self.height(value) + 8.0;
        if let Some((limit, _)) = &self.skyline.limit {
            let line = self.ground() - self.height(*limit);
            if (baseline - 12.0..baseline + 5.0).contains(&line) {
                baseline = line - 5.0;
            }
        }
        let text = Text::new(label.as_str(), tone).within(self.measures.width * 0.6);
        let wide = regular(label);
        let clear = |from: f64, to: f64| self.roof(from, to) > baseline + 2.0;
        let before = text.clone().end();
        if clear(left - wide, left) && self.sheet.text(&before, left, baseline) {
            return;
        }
        if clear(right, right + wide) && self.sheet.text(&text, right, baseline) {
            return;
        }
        let places = [(left, baseline)];
        if !self.sheet.text_best(&before, &places) {
            self.sheet.text_best(&text, &[(right, baseline)]);
        }
    }

    /// The names of months at their first bars; on a phone every second.
    fn months(&self) {
        let every = if self.form == SkylineForm::Phone { 2 } else { 1 };
        self.sheet.open("axis");
        for (name, first) in self.skyline.months.iter().step_by(every) {
            let x = number(*first) * self.step;
            let text = Text::new(name.as_str(), self.measures.text);
            let last = self.measures.width - text.width();
            let x = if self.step >= 12.0 { x + self.step / 2.0 - text.width() / 2.0 } else { x };
            self.sheet.text(&text, x.min(last.max(0.0)), self.ground() + 18.0);
        }
        self.sheet.close();
    }
}
