//! What a metric withholds, by the names of its parts, items and series. A name that it does not have would withhold
//! nothing, and publish what was meant.

use std::collections::BTreeSet;

use super::metrics::MetricReader;
use crate::model::{Item, Mask, Metric, Timed, Yearly};
use crate::problem::Expected;

impl MetricReader<'_, '_, '_> {
    /// Reports names in a mask that the metric does not have.
    pub(super) fn check_mask(&mut self, metric: &Metric) {
        let Mask::Some(masked) = &metric.mask else { return };
        let known = names(metric);
        if self.fields.is_faulty(&self.path(&[])) {
            return;
        }
        for (at, name) in masked.iter().enumerate().filter(|(_, name)| !known.contains(name.as_str())) {
            let expected = match known.is_empty() {
                true => Expected::Boolean,
                false => Expected::OneOf(known.iter().map(|&name| name.to_owned()).collect()),
            };
            let path = ["metrics", self.key, "mask", &at.to_string()];
            self.fields.bad(&path, name, expected);
        }
    }
}

/// The names of a metric's parts, items and series, of this year and of last year's.
fn names(metric: &Metric) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let last = metric.previous.as_ref();
    for parts in std::iter::once(&metric.parts).chain(last.map(|last| &last.parts)) {
        names.extend(parts.iter().map(|(name, _)| name.as_str()));
    }
    for (name, item) in metric.items.iter().chain(last.into_iter().flat_map(|last| &last.items)) {
        names.insert(name.as_str());
        if let Item::Parts(parts) = item {
            names.extend(parts.iter().map(|(name, _)| name.as_str()));
        }
    }
    let years = metric.yearly.as_ref().and_then(|years| match years {
        Yearly::Listed(timed) => Some(timed),
        Yearly::ByYear(_) => None,
    });
    let months = last.and_then(|last| last.monthly.as_ref());
    for timed in [metric.monthly.as_ref(), metric.quarterly.as_ref(), years, months].into_iter().flatten() {
        if let Timed::Several(several) = timed {
            names.extend(several.iter().map(|(name, _)| name.as_str()));
        }
    }
    names
}
