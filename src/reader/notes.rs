//! What must be said under a chart.

use super::words::Words;
use crate::model::{By, Chart, Role, Status};

/// Whether a chart sets years beside each other.
pub(crate) fn compares(chart: &Chart) -> bool {
    chart.by == By::Year || chart.series.iter().any(|series| series.role == Role::Previous)
}

/// Which numbers of a chart are not final, and why its years cannot be compared.
pub(crate) fn notes(words: &Words, chart: &Chart) -> Vec<String> {
    let mut notes = Vec::new();
    for (status, key) in [(Status::Provisional, "chart_provisional"), (Status::Revised, "chart_revised")] {
        let marked = |index: usize| {
            let mut points = chart.series.iter().filter_map(|series| series.points.get(index));
            points.any(|point| point.status == status && point.value.known().is_some())
        };
        let names: Vec<&str> = (0..chart.categories.len())
            .filter(|index| marked(*index))
            .map(|index| chart.categories[index].label.as_str())
            .collect();
        let all = names.len() == chart.categories.len() || names.len() > NAMED;
        match names.as_slice() {
            [] => {}
            _ if all => notes.push(words.get(key).to_owned()),
            names => notes.push(words.fill(
                "chart_only",
                &[("names", &names.join(words.get("between"))), ("note", words.get(key))],
            )),
        }
    }
    for broken in chart.breaks.iter().filter(|_| compares(chart)) {
        let from = broken.before.and_then(|at| chart.categories.get(at));
        let key = if from.is_some() { "chart_break_from" } else { "chart_break" };
        let year = from.map_or("", |category| category.label.as_str());
        let (label, reason) = (broken.label.as_str(), broken.reason.as_str());
        notes.push(words.fill(key, &[("label", label), ("year", year), ("reason", reason)]));
    }
    notes
}

/// As many places as a note names.
const NAMED: usize = 6;
