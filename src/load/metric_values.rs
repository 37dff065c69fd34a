//! The values of a metric: numbers, labels, formulas, over parts, items and time.

use super::field::Step;
use super::metrics::MetricReader;
use super::number;
use super::shapes::{Num, RawItem, RawPrevious, RawPreviousMap, RawTimed, RawYearValue, RawYears};
use super::yaml::Pairs;
use crate::model::{Given, GivenWhat, Item, Named, Previous, Timed, Value, Yearly};
use crate::problem::{Expected, Fault, Place, Problem};

impl MetricReader<'_, '_, '_> {
    /// A value at a path below the metric; problems are reported and leave it missing.
    pub(super) fn given(&mut self, steps: &[&str], scale: Option<&str>) -> Given {
        let path = self.path(steps);
        let (text, place) = self.fields.scalar(&path);
        let text = text.trim();
        if let Some(formula) = text.strip_prefix('=').filter(|_| steps == ["value"]) {
            let formula = formula.trim();
            return Given { what: GivenWhat::Formula(formula.to_owned()), place: within(&place, formula) };
        }
        let what = match number::value(text) {
            Ok(value) => GivenWhat::Value(value),
            Err(fault) => {
                let scale = scale.and_then(|name| self.context.scale(name));
                let label = scale.and_then(|scale| scale.label(text)).map(str::to_owned);
                let labels = scale.map(|scale| scale.labels.clone());
                match (label, labels) {
                    (Some(label), _) => GivenWhat::Label(label),
                    (None, Some(labels)) if !text.starts_with(|c: char| c.is_ascii_digit()) => {
                        let (key, found) = (steps[0].to_owned(), text.to_owned());
                        let fault = Fault::BadValue { key, found, expected: Expected::OneOf(labels) };
                        self.fields.problems.push(Problem::new(fault, place.clone()));
                        GivenWhat::Value(Value::Missing)
                    }
                    _ => {
                        self.fields.problems.push(Problem::new(fault, place.clone()));
                        GivenWhat::Value(Value::Missing)
                    }
                }
            }
        };
        Given { what, place }
    }

    pub(super) fn named(&mut self, steps: &[&str], pairs: Option<Pairs<Num>>) -> Named {
        let pairs = pairs.unwrap_or_default().0;
        pairs
            .into_iter()
            .map(|(name, _)| (name.clone(), self.given(&[steps, &[&name]].concat(), None)))
            .collect()
    }

    pub(super) fn items(&mut self, steps: &[&str], items: Option<Pairs<RawItem>>) -> Vec<(String, Item)> {
        let mut read = Vec::new();
        for (name, item) in items.unwrap_or_default().0 {
            let steps = [steps, &[&name]].concat();
            let item = match item {
                RawItem::Single => Item::Single(self.given(&steps, None)),
                RawItem::Parts(parts) => Item::Parts(self.named(&steps, Some(parts))),
            };
            read.push((name, item));
        }
        read
    }

    pub(super) fn list(
        &mut self,
        steps: &[&str],
        list: &[Num],
        (most, scale): (usize, Option<&str>),
    ) -> Vec<Given> {
        if list.len() > most {
            let place = self.fields.value_place(&self.path(&[steps, &[&Step::index(most)]].concat()));
            let found = list.len().to_string();
            let fault = Fault::BadValue { key: steps[0].to_owned(), found, expected: Expected::AtMost(most) };
            self.fields.problems.push(Problem::new(fault, place));
        }
        (0..list.len().min(most))
            .map(|index| self.given(&[steps, &[&Step::index(index)]].concat(), scale))
            .collect()
    }

    pub(super) fn timed(&mut self, steps: &[&str], timed: RawTimed, limits: (usize, Option<&str>)) -> Timed {
        match timed {
            RawTimed::One(list) => Timed::Single(self.list(steps, &list, limits)),
            RawTimed::Many(Pairs(series)) => Timed::Several(
                series
                    .into_iter()
                    .map(|(name, list)| {
                        let list = self.list(&[steps, &[&name]].concat(), &list, limits);
                        (name, list)
                    })
                    .collect(),
            ),
        }
    }

    pub(super) fn years(&mut self, years: RawYears) -> Yearly {
        const MOST: usize = 200;
        match years {
            RawYears::List(list) => {
                Yearly::Listed(Timed::Single(self.list(&["yearly"], &list, (MOST, None))))
            }
            RawYears::Map(Pairs(pairs)) => {
                let mut by_year = Vec::new();
                let mut named = Vec::new();
                for (name, value) in pairs {
                    match value {
                        RawYearValue::List(list) => {
                            let list = self.list(&["yearly", &name], &list, (MOST, None));
                            named.push((name, list));
                        }
                        RawYearValue::Single => match name.parse::<i16>() {
                            Ok(year) if (1900..=2200).contains(&year) => {
                                by_year.push((year, self.given(&["yearly", &name], None)));
                            }
                            _ => {
                                let place = self.fields.key_place(&self.path(&["yearly", &name]));
                                let key = "yearly".to_owned();
                                let fault = Fault::BadValue { key, found: name, expected: Expected::Year };
                                self.fields.problems.push(Problem::new(fault, place));
                            }
                        },
                    }
                }
                by_year.sort_by_key(|(year, _)| *year);
                if named.is_empty() { Yearly::ByYear(by_year) } else { Yearly::Listed(Timed::Several(named)) }
            }
        }
    }

    pub(super) fn previous(&mut self, previous: RawPrevious, scale: Option<&str>) -> Previous {
        match previous {
            RawPrevious::Single => {
                Previous { value: Some(self.given(&["previous"], scale)), ..Previous::default() }
            }
            RawPrevious::Map(raw) => {
                let RawPreviousMap { value, monthly, parts, items, revised } = raw;
                let months = self.file.period.len();
                Previous {
                    value: value.map(|_| self.given(&["previous", "value"], scale)),
                    parts: self.named(&["previous", "parts"], parts),
                    items: self.items(&["previous", "items"], items),
                    monthly: monthly
                        .map(|timed| self.timed(&["previous", "monthly"], timed, (months, scale))),
                    revised,
                    offered: false,
                }
            }
        }
    }
}

/// The place of a part of a text; of all of it where it is written with escapes.
fn within(place: &Place, part: &str) -> Place {
    let Place::Text { source, range } = place else { return place.clone() };
    match source.text()[range.clone()].find(part) {
        Some(at) => place.part(at..at + part.len()),
        None => place.clone(),
    }
}
