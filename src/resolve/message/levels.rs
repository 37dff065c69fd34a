//! What charts say that measure by limits and levels.

use rust_decimal::Decimal;

use super::{Teller, extremes};
use crate::model::{CalendarDay, Category, LevelKey, Value};

impl Teller<'_> {
    /// Which figures pass their limits, or that none does and which is nearest.
    pub(super) fn bullet(self) -> Option<String> {
        let series = self.now().next()?;
        let known = self.known(series)?;
        let passed = |at: usize, percent: Decimal| {
            let exact = self.chart.categories.get(at).and_then(value_and_limit);
            exact.map_or(percent > Decimal::ONE_HUNDRED, |(value, limit)| value > limit)
        };
        let over: Vec<usize> =
            known.values.iter().filter(|(at, percent)| passed(*at, *percent)).map(|(at, _)| *at).collect();
        if let [(at, _)] = known.values.as_slice() {
            // What the chart is of is not said twice.
            let key = match (over.is_empty(), self.label(*at) == self.subject()) {
                (true, false) => "chart.one_within",
                (false, false) => "chart.one_passes",
                (true, true) => "chart.alone_within",
                (false, true) => "chart.alone_passes",
            };
            let value = &series.points[*at].text;
            return Some(self.fill(key, &[("name", self.label(*at)), ("value", value)]));
        }
        if known.values.is_empty() {
            return None;
        }
        if !over.is_empty() {
            let (count, all) = (over.len().to_string(), known.values.len().to_string());
            let says = match self.labels(&over) {
                Some(names) => self.fill("chart.passes", &[("names", &names)]),
                None => self.fill("chart.passes_count", &[("count", &count), ("all", &all)]),
            };
            return self.sentence(&[says], known.gaps);
        }
        let mut clauses = vec![self.speaker.words.word("chart.within").to_owned()];
        let nearest = extremes(&known.values, Decimal::max);
        if nearest.len() < known.values.len()
            && let Some(names) = self.labels(&nearest)
        {
            let value = &series.points[nearest[0]].text;
            clauses.push(self.fill("chart.nearest", &[("names", &names), ("value", value)]));
        }
        self.sentence(&clauses, known.gaps)
    }

    /// The days over the limit, or the commonest level.
    pub(super) fn calendar(self) -> Option<String> {
        let months = &self.chart.calendar.as_ref()?.months;
        let days = || months.iter().flat_map(|month| &month.days);
        let known = days().filter(|day| matches!(day, CalendarDay::Level { .. })).count();
        let over = days().filter(|day| matches!(day, CalendarDay::Level { over: true, .. })).count();
        if known == 0 {
            return None;
        }
        let gaps = if days().any(|day| *day == CalendarDay::Missing) { "_known" } else { "" };
        let all = known.to_string();
        if over > 0 {
            let over = over.to_string();
            return Some(self.fill(&format!("chart.days_over{gaps}"), &[("all", &all), ("count", &over)]));
        }
        // Without days over it no one knows here whether the scale has a limit at all.
        let keys = &self.chart.levels.as_ref()?.keys;
        let count = |key: &LevelKey| {
            days()
                .filter(|day| matches!(day, CalendarDay::Level { level, .. } if *level == key.level))
                .count()
        };
        let counts: Vec<usize> = keys.iter().map(count).collect();
        let most = *counts.iter().max()?;
        let common: Vec<&str> = keys
            .iter()
            .zip(&counts)
            .filter(|(_, count)| **count == most)
            .map(|(key, _)| &*key.label)
            .collect();
        let names = self.names(&common)?;
        let key = match common.len() {
            1 if most == known => "days_all",
            1 => "days_level",
            _ => "days_levels",
        };
        let most = most.to_string();
        let values = [("all", all.as_str()), ("names", &names), ("count", &most)];
        Some(self.fill(&format!("chart.{key}{gaps}"), &values))
    }

    /// How often the best and the worst class occur.
    pub(super) fn matrix(self) -> Option<String> {
        let points = || self.chart.series.iter().flat_map(|series| &series.points);
        let strange = |value: &Value| !matches!(value, Value::Missing | Value::NotApplicable);
        let gap = |point: &crate::model::Point| point.level.is_none();
        // A class that is not on the scale has no place in its order.
        if points().any(|point| gap(point) && (strange(&point.value) || point.text.is_empty())) {
            return None;
        }
        let count =
            |key: &LevelKey| points().filter(|point| point.level == Some(key.level)).count().to_string();
        let gaps = if points().any(gap) { "_known" } else { "" };
        match self.chart.levels.as_ref()?.keys.as_slice() {
            [] => None,
            [only] => Some(self.fill(&format!("chart.class_all{gaps}"), &[("name", &only.label)])),
            [best, .., worst] => {
                let (good, bad) = (count(best), count(worst));
                let values =
                    [("best", best.label.as_str()), ("good", &good), ("worst", &worst.label), ("bad", &bad)];
                Some(self.fill(&format!("chart.classes{gaps}"), &values))
            }
        }
    }
}

/// The value and the limit of a row, which tell more exactly than their percent whether one passes the other.
fn value_and_limit(row: &Category) -> Option<(Decimal, Decimal)> {
    let [_, value, limit] = row.columns.as_slice() else { return None };
    Some((value.parse().ok()?, limit.parse().ok()?))
}
