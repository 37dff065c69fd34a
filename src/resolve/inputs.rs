//! What the figures of a report are computed from, and the sums and places that everything computed keeps to.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::Entry;
use crate::load::Project;
use crate::model::{Audience, Draft, Figure, Value};

/// What figures are computed from.
pub(super) struct Inputs<'a, 'b> {
    pub(super) project: &'a Project,
    pub(super) draft: &'a Draft,
    pub(super) audience: Audience,
    /// Last year's report beside this one.
    pub(super) last: Option<&'b Entry>,
    /// Reports computed before this one.
    pub(super) computed: &'b [Option<Arc<Entry>>],
}

impl<'b> Inputs<'_, 'b> {
    /// The figure of last year's report that one of this year's may be compared with: same months, same unit.
    pub(super) fn last_figure(&self, id: &str, unit: &str) -> Option<&'b Figure> {
        let last = self.last?;
        let same_months = last.draft.period.is_one_year_before(self.draft.period);
        let figure = last.figure(id)?;
        (same_months && figure.unit == unit).then_some(figure)
    }
}

/// The sum of values: masked beats missing beats not applicable; what is below the unit has no sum.
pub(super) fn sum<'v>(values: impl Iterator<Item = &'v Value>) -> Value {
    let mut total = Some(Decimal::ZERO);
    let mut lack: Option<Value> = None;
    for value in values {
        match value {
            Value::Known(number) => total = total.and_then(|total| total.checked_add(*number)),
            Value::Masked => lack = Some(Value::Masked),
            Value::Missing | Value::BelowUnit(_) if lack != Some(Value::Masked) => {
                lack = Some(Value::Missing)
            }
            Value::NotApplicable if lack.is_none() => lack = Some(Value::NotApplicable),
            _ => {}
        }
    }
    lack.unwrap_or(total.map_or(Value::Missing, Value::Known))
}

/// The places of a known value.
pub(super) fn places(value: &Value) -> Option<u32> {
    value.known().map(|number| number.scale())
}

/// The calendar quarters a report's period touches, with their year.
pub(super) fn quarters(draft: &Draft) -> Vec<(i16, i8)> {
    let mut quarters: Vec<(i16, i8)> =
        draft.period.months().map(|month| (month.year, (month.month - 1) / 3 + 1)).collect();
    quarters.dedup();
    quarters
}
