//! Puts a value that a sheet gives where the metric has its place, beside what YAML or another sheet gives.

use crate::model::{Given, GivenWhat, Item, Metric, Timed, Value};
use crate::problem::Place;

/// Which value of a metric or part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    Value,
    Previous,
    /// By its index in the period.
    Month(usize),
}

/// Why a value cannot be put.
pub(super) enum Refusal {
    /// The metric has no such place.
    NoPlace,
    /// Another value stands there: what, and where.
    Conflict(String, Place),
}

/// Puts a value. One that says that there is none changes nothing.
pub(super) fn put(
    metric: &mut Metric,
    (part, slot): (Option<&str>, Slot),
    given: Given,
) -> Result<(), Refusal> {
    if is_missing(&given) || (slot == Slot::Previous && part.is_some()) {
        return Ok(());
    }
    let there = find(metric, part, slot).ok_or(Refusal::NoPlace)?;
    if is_missing(there) {
        *there = given;
        return Ok(());
    }
    if same(&there.what, &given.what) {
        Ok(())
    } else {
        Err(Refusal::Conflict(said(there), there.place.clone()))
    }
}

fn is_missing(given: &Given) -> bool {
    matches!(given.what, GivenWhat::Value(Value::Missing))
}

fn same(a: &GivenWhat, b: &GivenWhat) -> bool {
    match (a, b) {
        (GivenWhat::Value(a), GivenWhat::Value(b)) => a == b,
        (GivenWhat::Label(a), GivenWhat::Label(b)) => a == b,
        _ => false,
    }
}

/// A value as the format writes it.
pub(super) fn said(given: &Given) -> String {
    match &given.what {
        GivenWhat::Value(Value::Known(number)) => number.to_string(),
        GivenWhat::Value(Value::BelowUnit(bound)) => format!("<{bound}"),
        GivenWhat::Value(Value::NotApplicable) => "n/a".to_owned(),
        GivenWhat::Value(Value::Masked) => "**".to_owned(),
        GivenWhat::Value(Value::Missing) => "~".to_owned(),
        GivenWhat::Label(label) => label.clone(),
        GivenWhat::Formula(formula) => format!("= {formula}"),
    }
}

/// Where a value has its place; nothing where the metric has none.
fn find<'m>(metric: &'m mut Metric, part: Option<&str>, slot: Slot) -> Option<&'m mut Given> {
    let place = metric.place.clone();
    let missing = || Given { what: GivenWhat::Value(Value::Missing), place: place.clone() };
    match (slot, part) {
        (Slot::Value, None) => Some(metric.value.get_or_insert_with(missing)),
        (Slot::Previous, _) => {
            let previous = metric.previous.get_or_insert_default();
            if previous.value.is_none() {
                previous.offered = true;
            }
            Some(previous.value.get_or_insert_with(missing))
        }
        (Slot::Value, Some(part)) => {
            let named = metric.parts.iter_mut().find(|(name, _)| name == part).map(|(_, given)| given);
            named.or_else(|| match metric.items.iter_mut().find(|(name, _)| name == part) {
                Some((_, Item::Single(given))) => Some(given),
                _ => None,
            })
        }
        (Slot::Month(at), part) => {
            let timed = match part {
                None => metric.monthly.get_or_insert_with(|| Timed::Single(Vec::new())),
                Some(_) => metric.monthly.as_mut()?,
            };
            let list = match (timed, part) {
                (Timed::Single(list), None) => list,
                (Timed::Several(series), Some(part)) => {
                    &mut series.iter_mut().find(|(name, _)| name == part)?.1
                }
                _ => return None,
            };
            while list.len() <= at {
                list.push(missing());
            }
            list.get_mut(at)
        }
    }
}
