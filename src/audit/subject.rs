//! What is known of a metric, as claims that a typed number may make: its value, last year's, its changes, its limit,
//! its parts and months.

use rust_decimal::{Decimal, RoundingStrategy};

use super::lexicon::{Blur, Word};
use super::numbers::Number;
use super::passage::normal;
use super::units::{Measure, Unit};
use crate::model::{Figure, FigureItem, FigureSeries, Previously, Quantity, Value};

/// In what a claim is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    /// In the metric's own unit.
    Own,
    Percent,
    Points,
    Times,
}

/// A number that may rightly be typed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claim {
    pub(super) number: Decimal,
    pub(super) scale: Scale,
    /// For a change: above zero if it is up.
    pub(super) rise: Option<Decimal>,
}

/// A part, an item or another named value of a metric.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) name: Word,
    pub(super) now: Option<Decimal>,
    pub(super) before: Option<Decimal>,
}

/// A metric with what the audit needs of it.
#[derive(Debug)]
pub(super) struct Subject<'a> {
    pub(super) figure: &'a Figure,
    pub(super) measure: Measure,
    pub(super) parts: Vec<Part>,
    /// It is withheld, whole or in part: what does not agree is not spoken of.
    pub(super) is_masked: bool,
}

impl<'a> Subject<'a> {
    /// A metric; the counts of a ledger are parts of the ledger.
    pub(super) fn new(figure: &'a Figure, measure: Measure, counts: &[&'a Figure]) -> Self {
        let mut parts = Vec::new();
        let mut push = |name: &str, now: &Value, before: Option<&Value>| {
            let name: Word = name.chars().map(normal).filter(|c| !c.is_whitespace()).collect();
            parts.push(Part { name, now: now.known(), before: before.and_then(Value::known) });
        };
        for (name, value) in &figure.parts {
            let before = figure.previous_parts.iter().find(|(known, _)| known == name);
            push(name, value, before.map(|(_, value)| value));
        }
        for item in &figure.items {
            let before = figure.previous_items.iter().find(|known| known.name == item.name);
            push(&item.name, &item.value, before.map(|item| &item.value));
            for (name, value) in &item.parts {
                push(name, value, before.and_then(|item| part(item, name)));
            }
        }
        for count in counts {
            let name = count.label.strip_prefix(figure.label.as_str()).unwrap_or(&count.label);
            let before = match &count.previous {
                Previously::Value(value) => Some(value),
                Previously::Incomparable(_) | Previously::Unknown => None,
            };
            push(name.trim_start_matches(['：', ':', ' ']), &count.value, before);
        }
        let hidden = |value: &Value| value.is_masked();
        let is_masked = hidden(&figure.value)
            || figure.parts.iter().any(|(_, value)| hidden(value))
            || figure.items.iter().any(|item| hidden(&item.value))
            || figure.monthly.iter().flat_map(|series| &series.points).any(|point| hidden(&point.value))
            || matches!(&figure.previous, Previously::Value(value) if hidden(value));
        Self { figure, measure, parts, is_masked }
    }

    pub(super) fn is_ratio(&self) -> bool {
        self.figure.quantity == Quantity::Ratio || self.measure.unit == "%"
    }

    pub(super) fn value(&self) -> Option<Decimal> {
        self.figure.value.known()
    }

    pub(super) fn previous(&self) -> Option<Decimal> {
        match &self.figure.previous {
            Previously::Value(value) => value.known(),
            Previously::Incomparable(_) | Previously::Unknown => None,
        }
    }

    /// How the value moved: above zero if up; a smaller place is up.
    pub(super) fn rise(&self) -> Option<Decimal> {
        Some(self.risen(self.value()?, self.previous()?))
    }

    fn risen(&self, now: Decimal, before: Decimal) -> Decimal {
        if self.figure.quantity == Quantity::Rank { before - now } else { now - before }
    }

    /// A year's value of the yearly breakdown.
    pub(super) fn of_year(&self, year: i16) -> Vec<Decimal> {
        let Ok(at) = usize::try_from(year - self.figure.first_year) else { return Vec::new() };
        points(&self.figure.yearly, at).collect()
    }

    /// Values of months, from the period's first at 0; last year's if asked.
    pub(super) fn of_month(&self, at: usize, last_year: Option<()>) -> Vec<Decimal> {
        let series = if last_year.is_some() { &self.figure.previous_monthly } else { &self.figure.monthly };
        points(series, at).collect()
    }

    /// All values of the breakdowns over time.
    pub(super) fn of_series(&self) -> Vec<Decimal> {
        let figure = self.figure;
        let series = figure.monthly.iter().chain(&figure.quarterly).chain(&figure.yearly);
        let daily = figure.daily.iter().map(|(_, value)| value);
        let points = series.flat_map(|series| &series.points).map(|point| &point.value);
        points.chain(daily).filter_map(Value::known).collect()
    }

    /// The sum of an amount over months: 1—3月 or a quarter.
    pub(super) fn over_months(&self, (first, last): (usize, usize)) -> Option<Decimal> {
        let adds_up = self.figure.quantity == Quantity::Amount && first <= last;
        adds_up.then(|| (first..=last).flat_map(|at| self.of_month(at, None)).sum())
    }

    /// The claims that a change makes.
    pub(super) fn changes(&self, now: Decimal, before: Decimal) -> Vec<Claim> {
        let difference = now - before;
        let rise = Some(self.risen(now, before));
        let claim = |number: Decimal, scale| Claim { number: number.abs(), scale, rise };
        if self.is_ratio() {
            return vec![claim(difference, Scale::Points)];
        }
        let mut claims = vec![claim(difference, Scale::Own)];
        if before > Decimal::ZERO
            && self.figure.quantity != Quantity::Rank
            && let Some(share) = difference.checked_div(before)
        {
            claims.push(claim(share * Decimal::ONE_HUNDRED, Scale::Percent));
            claims.push(claim(share, Scale::Times));
        }
        claims
    }

    /// How far the value is from its limit and its target.
    pub(super) fn distances(&self) -> Vec<Claim> {
        let figure = self.figure;
        let marks = figure.limit.iter().map(|limit| limit.value);
        let marks = marks.chain(figure.target.iter().map(|target| target.value));
        let distance = |mark| self.changes(self.value()?, mark).into();
        marks
            .filter_map(distance)
            .flat_map(|claims: Vec<Claim>| claims)
            .map(|claim| Claim { rise: None, ..claim })
            .collect()
    }

    /// Whether a number may be one of the metric's own: its unit fits.
    pub(super) fn has_unit(&self, number: &Number) -> bool {
        match &number.unit {
            _ if number.is_place => self.figure.quantity == Quantity::Rank,
            Unit::Known(unit) => *unit == self.measure.unit,
            Unit::None => self.measure.unit.is_empty() && self.figure.quantity != Quantity::Rank,
            Unit::Other => self.measure.is_silent,
            Unit::Points | Unit::Times => false,
        }
    }

    /// Whether a number says what a claim says.
    pub(super) fn agrees(&self, number: &Number, claim: &Claim) -> bool {
        let fits = match (&number.unit, claim.scale) {
            (Unit::Known(unit), Scale::Percent) => unit == "%" && self.measure.unit != "%",
            (Unit::Points, Scale::Points) | (Unit::Times, Scale::Times) => true,
            (_, Scale::Own) => {
                self.has_unit(number) || self.figure.quantity == Quantity::Rank && !number.is_place
            }
            _ => false,
        };
        let power = if claim.scale == Scale::Own { self.measure.power } else { 0 };
        fits && scaled(claim.number, power, number.power).is_some_and(|claimed| is_said(claimed, number))
    }
}

pub(super) fn own(number: Decimal) -> Claim {
    Claim { number, scale: Scale::Own, rise: None }
}

fn part<'f>(item: &'f FigureItem, name: &str) -> Option<&'f Value> {
    item.parts.iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

fn points(series: &[FigureSeries], at: usize) -> impl Iterator<Item = Decimal> + '_ {
    series.iter().filter_map(move |series| series.points.get(at)?.value.known())
}

/// A number counted in one multiple, in another: 12300 in 万 is 1.23.
fn scaled(number: Decimal, from: u32, to: u32) -> Option<Decimal> {
    let power = |power: u32| Decimal::from(10u64.pow(power));
    number.checked_mul(power(from))?.checked_div(power(to))
}

/// Whether a number is what is claimed, rounded to its own places; within a tenth where words blur it. Halves may be
/// rounded either way: an office's own arithmetic is not at issue here.
fn is_said(claimed: Decimal, number: &Number) -> bool {
    let strategies = [RoundingStrategy::MidpointNearestEven, RoundingStrategy::MidpointAwayFromZero];
    let rounds = |strategy| claimed.round_dp_with_strategy(number.places, strategy) == number.value;
    if strategies.into_iter().any(rounds) {
        return true;
    }
    let tenth = number.value.abs() / Decimal::TEN;
    let above = claimed - number.value;
    match number.blur {
        None => false,
        Some(Blur::Near) => above <= Decimal::ZERO && -above <= tenth,
        Some(Blur::About) => above.abs() <= tenth,
        Some(Blur::Over) => above >= Decimal::ZERO && above <= tenth,
    }
}
