//! What must agree within a figure: parts with their total, months with their year, days with the period, and last
//! year's figures with what was published. Enter at [`check`].

use rust_decimal::Decimal;

use super::inputs::{Inputs, places, sum};
use super::veil::Veil;
use crate::model::{Figure, FigureSeries, Given, GivenWhat, Metric, Quantity, Value};
use crate::problem::{Fault, Place, Problem};
use crate::wording::round;

/// Checks every metric of a report. What is masked is passed over: a message could tell.
pub(super) fn check(figures: &[Figure], inputs: &Inputs<'_, '_>, problems: &mut Vec<Problem>) {
    let metrics = inputs.draft.metrics.iter().flat_map(|file| &file.metrics);
    for (metric, figure) in metrics.zip(figures) {
        if super::is_unread(inputs.draft, &metric.id) {
            continue;
        }
        let mut checker = Checker { metric, figure, inputs, problems };
        checker.parts();
        checker.months();
        checker.days();
        checker.previous();
    }
}

struct Checker<'a, 'b, 'p> {
    metric: &'a Metric,
    figure: &'a Figure,
    inputs: &'a Inputs<'b, 'p>,
    problems: &'a mut Vec<Problem>,
}

impl Checker<'_, '_, '_> {
    fn place(&self) -> Place {
        self.metric.value.as_ref().map_or(&self.metric.place, |given| &given.place).clone()
    }

    fn report(&mut self, fault: Fault, place: Place) {
        self.problems.push(Problem::new(fault, place));
    }

    /// Whether two numbers agree at the places of the one that has fewer.
    fn agree(&self, a: Decimal, b: Decimal) -> bool {
        let places = a.scale().min(b.scale());
        let rounding = self.inputs.draft.rounding;
        round(a, places, rounding) == round(b, places, rounding)
    }

    fn parts(&mut self) {
        let typed = self.metric.value.as_ref().is_some_and(|given| matches!(given.what, GivenWhat::Value(_)));
        if !typed || self.figure.parts.is_empty() {
            return;
        }
        let sum = sum(self.figure.parts.iter().map(|(_, value)| value));
        if let (Value::Known(total), Value::Known(sum)) = (&self.figure.value, sum)
            && !self.agree(*total, sum)
        {
            self.sum_fault((*total, sum), self.place());
        }
    }

    fn sum_fault(&mut self, (total, sum): (Decimal, Decimal), place: Place) {
        let fault = Fault::PartsSum {
            metric: self.figure.id.clone(),
            total: total.normalize().to_string(),
            sum: sum.normalize().to_string(),
            lack: (total - sum).normalize().to_string(),
        };
        self.report(fault, place);
    }

    /// The months of an amount add up to its value, those of a part to the part.
    fn months(&mut self) {
        if self.figure.quantity != Quantity::Amount {
            return;
        }
        let total = |series: &FigureSeries| sum(series.points.iter().map(|point| &point.value));
        let mut sums = Vec::new();
        for series in &self.figure.monthly {
            let against = if series.name.is_empty() {
                self.figure.has_value.then_some(&self.figure.value)
            } else {
                self.figure.parts.iter().find(|(name, _)| *name == series.name).map(|(_, value)| value)
            };
            sums.extend(against.map(|value| (value.clone(), total(series))));
        }
        let formula =
            self.metric.value.as_ref().is_some_and(|given| matches!(given.what, GivenWhat::Formula(_)));
        for (value, sum) in sums {
            if let (Value::Known(value), Value::Known(sum)) = (value, sum)
                && !formula
                && !self.agree(value, sum)
            {
                self.sum_fault((value, sum), self.place());
            }
        }
    }

    /// Days of levels are days of the period.
    fn days(&mut self) {
        let counts_days = self.figure.scale.is_some()
            && !self.figure.parts.is_empty()
            && matches!(self.figure.unit.as_str(), "天" | "日" | "d" | "days");
        let first = self.inputs.draft.period.first.first_day();
        let last = self.inputs.draft.period.last.last_day();
        let days = first.until(last).map(|span| span.get_days() + 1).unwrap_or(366);
        if let Value::Known(value) = self.figure.value
            && counts_days
            && value > Decimal::from(days)
        {
            let (metric, value) = (self.figure.id.clone(), value.normalize().to_string());
            let days = usize::try_from(days).unwrap_or(0);
            self.report(Fault::TooManyDays { metric, value, days }, self.place());
        }
    }

    /// A typed figure of last year equals what last year's report published, unless it says `revised`.
    fn previous(&mut self) {
        let veil = Veil::of(self.metric, self.inputs.audience);
        let Some(typed) = self.metric.previous.as_ref().filter(|typed| typed.revised.is_none() && !veil.all)
        else {
            return;
        };
        let Some(last) = self.inputs.last_figure(&self.metric.id, &self.metric.unit) else { return };
        if let Some(given) = &typed.value {
            self.against_published(given, (&last.value, last.decimals));
        }
        for (name, given) in &typed.parts {
            let published = last.parts.iter().find(|(known, _)| known == name).map(|(_, value)| value);
            if let Some(value) = published {
                self.against_published(given, (value, places(value).unwrap_or(0)));
            }
        }
    }

    fn against_published(&mut self, given: &Given, (published, decimals): (&Value, u32)) {
        let GivenWhat::Value(Value::Known(typed)) = given.what else { return };
        let Value::Known(published) = published else { return };
        let shown = round(*published, decimals, self.inputs.draft.rounding);
        if !self.agree(typed, shown) {
            let (metric, typed) = (self.figure.id.clone(), typed.to_string());
            let published = shown.to_string();
            self.report(Fault::PreviousMismatch { metric, typed, published }, given.place.clone());
        }
    }
}
