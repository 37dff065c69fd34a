//! What an audience may not see of a metric: masked before anything is computed from it.

use jiff::civil::Date;

use super::inputs::sum;
use crate::model::{
    Audience, Draft, FigureItem, FigureSeries, Given, GivenWhat, Item, Mask, Metric, Named, ScaleLabels,
    Timed, Timepoint, Value,
};

/// What of a metric the audience may not see.
pub(super) struct Veil<'a> {
    pub(super) all: bool,
    names: &'a [String],
}

impl<'a> Veil<'a> {
    pub(super) fn of(metric: &'a Metric, audience: Audience) -> Self {
        match (&metric.mask, audience) {
            (_, Audience::Internal) | (Mask::Open, _) => Self { all: false, names: &[] },
            (Mask::All, Audience::Public) => Self { all: true, names: &[] },
            (Mask::Some(names), Audience::Public) => Self { all: false, names },
        }
    }

    pub(super) fn missing(&self) -> Value {
        if self.all { Value::Masked } else { Value::Missing }
    }

    pub(super) fn value(&self, given: &Given) -> Value {
        match &given.what {
            _ if self.all => Value::Masked,
            GivenWhat::Value(value) => value.clone(),
            GivenWhat::Label(_) | GivenWhat::Formula(_) => Value::Missing,
        }
    }

    pub(super) fn named(&self, named: &Named) -> Vec<(String, Value)> {
        let value = |name: &String, given: &Given| {
            if self.names.contains(name) { Value::Masked } else { self.value(given) }
        };
        named.iter().map(|(name, given)| (name.clone(), value(name, given))).collect()
    }

    pub(super) fn items(&self, items: &[(String, Item)]) -> Vec<FigureItem> {
        let item = |(name, item): &(String, Item)| {
            let hidden = self.names.contains(name);
            let (value, parts) = match item {
                Item::Single(given) => (self.value(given), Vec::new()),
                Item::Parts(parts) => {
                    let mut parts = self.named(parts);
                    if hidden {
                        parts.iter_mut().for_each(|(_, value)| *value = Value::Masked);
                    }
                    (sum(parts.iter().map(|(_, value)| value)), parts)
                }
            };
            let value = if hidden { Value::Masked } else { value };
            FigureItem { name: name.clone(), value, parts }
        };
        items.iter().map(item).collect()
    }

    /// Series over time, each as long as asked.
    pub(super) fn timed(
        &self,
        timed: Option<&Timed>,
        (length, scale): (usize, Option<&ScaleLabels>),
    ) -> Vec<FigureSeries> {
        let series = |name: &str, list: &[Given]| {
            let hidden = self.all || self.names.iter().any(|masked| masked == name);
            let point = |at: usize| match list.get(at) {
                _ if hidden => Timepoint { value: Value::Masked, label: None },
                None => Timepoint { value: Value::Missing, label: None },
                Some(given) => Timepoint { value: self.value(given), label: label_of(given, scale) },
            };
            FigureSeries { name: name.to_owned(), points: (0..length).map(point).collect() }
        };
        match timed {
            None => Vec::new(),
            Some(Timed::Single(list)) => vec![series("", list)],
            Some(Timed::Several(several)) => several.iter().map(|(name, list)| series(name, list)).collect(),
        }
    }

    /// Daily values; of a masked metric nothing but every day of the period.
    pub(super) fn daily(&self, daily: &[(Date, Given)], draft: &Draft) -> Vec<(Date, Value)> {
        if self.all && !daily.is_empty() {
            let first = draft.period.first.first_day();
            let days = first.series(jiff::Span::new().days(1));
            return days
                .take_while(|day| draft.period.contains(*day))
                .map(|day| (day, Value::Masked))
                .collect();
        }
        daily.iter().map(|(day, given)| (*day, self.value(given))).collect()
    }
}

fn label_of(given: &Given, scale: Option<&ScaleLabels>) -> Option<String> {
    match (&given.what, scale) {
        (GivenWhat::Label(label), _) => Some(label.clone()),
        (GivenWhat::Value(Value::Known(number)), Some(scale)) => {
            scale.level(*number).map(|level| scale.labels[level].clone())
        }
        _ => None,
    }
}
