//! Withheld numbers that stand typed in a text with the name of what was withheld.

use rust_decimal::Decimal;

use super::Audit;
use super::lexicon::Word;
use super::numbers::Number;
use super::passage::normal;
use super::sentence::Sentence;
use super::units::Unit;
use crate::model::{Given, GivenWhat, Item, Mask, Metric, Value};
use crate::problem::Fault;

/// A number that the public may not see.
#[derive(Debug)]
pub(super) struct Hidden {
    /// Whose it is, by index.
    pub(super) subject: usize,
    /// The part or item whose it is.
    part: Option<Word>,
    number: Decimal,
}

/// The typed numbers of a metric that are withheld.
pub(super) fn hidden(metric: &Metric, subject: usize) -> Vec<Hidden> {
    let number = |given: &Given| match &given.what {
        GivenWhat::Value(Value::Known(number)) => Some(*number),
        GivenWhat::Value(_) | GivenWhat::Label(_) | GivenWhat::Formula(_) => None,
    };
    let is_hidden = |name: &String| match &metric.mask {
        Mask::All => true,
        Mask::Some(names) => names.contains(name),
        Mask::Open => false,
    };
    let mut found = Vec::new();
    if metric.mask == Mask::All {
        let sum = || -> Option<Decimal> {
            let parts: Option<Vec<Decimal>> = metric.parts.iter().map(|(_, given)| number(given)).collect();
            parts.filter(|parts| !parts.is_empty()).map(|parts| parts.iter().sum())
        };
        let value = match &metric.value {
            Some(given) => number(given),
            None => sum(),
        };
        found.extend(value.map(|number| Hidden { subject, part: None, number }));
    }
    let singles = metric.items.iter().filter_map(|(name, item)| match item {
        Item::Single(given) => Some((name, given)),
        Item::Parts(_) => None,
    });
    let parts = metric.parts.iter().map(|(name, given)| (name, given));
    for (name, given) in parts.chain(singles).filter(|(name, _)| is_hidden(name)) {
        let part = Some(name.chars().map(normal).filter(|c| !c.is_whitespace()).collect());
        found.extend(number(given).map(|number| Hidden { subject, part, number }));
    }
    found
}

impl Audit<'_> {
    /// The fault of a number that is a withheld one, in a sentence that names it. Quotes do not excuse it.
    pub(super) fn given_away(&self, sentence: &Sentence<'_, '_>, number: &Number) -> Option<Fault> {
        let hidden = self.hidden.iter().find(|hidden| {
            let subject = &self.subjects[hidden.subject];
            let named = sentence.mentions.iter().any(|mention| mention.subjects.contains(&hidden.subject));
            let has_part = hidden.part.as_ref().is_none_or(|part| {
                super::lexicon::holds(sentence.text(), sentence.at.clone(), std::slice::from_ref(part))
            });
            let fits = subject.has_unit(number) || matches!(number.unit, Unit::None | Unit::Other);
            named && has_part && fits && hidden.number.normalize() == self.in_unit(number, hidden.subject)
        })?;
        let figure = self.subjects[hidden.subject].figure;
        Some(Fault::MaskedInText { metric: figure.id.clone(), label: figure.label.clone() })
    }

    /// A number in the multiple of a metric's unit.
    fn in_unit(&self, number: &Number, subject: usize) -> Decimal {
        let (own, typed) = (self.subjects[subject].measure.power, number.power);
        let power = |power: u32| Decimal::from(10u64.pow(power));
        (number.value * power(typed) / power(own)).normalize()
    }
}
