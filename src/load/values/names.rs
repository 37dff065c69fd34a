//! What a row of a sheet names: a metric, or a part, item or series of one, by its id or its label.

use std::collections::BTreeMap;

use super::heads::{plain, without_aside};
use crate::model::{Draft, Metric, Timed};

/// A metric of a report, or a part, item or series of one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Target {
    /// The index of its file, and its own in that.
    pub(super) metric: (usize, usize),
    /// The name of the part, item or series.
    pub(super) part: Option<String>,
}

/// What the rows of a report's sheets may name.
pub(super) struct Names {
    ids: BTreeMap<String, Target>,
    labels: BTreeMap<String, Vec<(String, Target)>>,
    aliases: BTreeMap<String, Vec<(String, Target)>>,
}

/// What a label names.
pub(super) enum Labelled {
    One(Target),
    /// The ids of all that have it.
    Several(Vec<String>),
    None,
}

impl Names {
    pub(super) fn of(draft: &Draft) -> Self {
        let mut names = Self { ids: BTreeMap::new(), labels: BTreeMap::new(), aliases: BTreeMap::new() };
        for (file, metrics) in draft.metrics.iter().enumerate() {
            for (index, metric) in metrics.metrics.iter().enumerate() {
                let target = |part| Target { metric: (file, index), part };
                names.push(&metric.id, &[&metric.label], target(None));
                for alias in &metric.aliases {
                    let entry = names.aliases.entry(plain(alias)).or_default();
                    entry.push((metric.id.clone(), target(None)));
                }
                for part in parts(metric) {
                    let label = part_label(&metric.label, part);
                    names.push(&part_id(&metric.id, part), &[&label], target(Some(part.to_owned())));
                }
            }
        }
        names
    }

    fn push(&mut self, id: &str, labels: &[&str], target: Target) {
        for label in labels {
            self.labels.entry(plain(label)).or_default().push((id.to_owned(), target.clone()));
        }
        self.ids.insert(id.to_owned(), target);
    }

    /// The metric or part of an id: `air.pm25`, `air.levels.优`, `air.six."PM2.5"`.
    pub(super) fn by_id(&self, id: &str) -> Option<&Target> {
        let bare = |name: &str| name.replace(".parts.", ".").replace(".items.", ".");
        self.ids.get(id).or_else(|| self.ids.get(&bare(id)))
    }

    /// The metric or part of a label, else of an alias; a unit in brackets behind it does not matter.
    pub(super) fn by_label(&self, label: &str) -> Labelled {
        let cut = without_aside(label).0;
        for names in [&self.labels, &self.aliases] {
            let found = names.get(&plain(label)).or_else(|| names.get(&plain(&cut)));
            match found.map(Vec::as_slice) {
                Some([(_, one)]) => return Labelled::One(one.clone()),
                Some(several) => {
                    return Labelled::Several(several.iter().map(|(id, _)| id.clone()).collect());
                }
                None => {}
            }
        }
        Labelled::None
    }

    /// The id nearest to a misspelt one.
    pub(super) fn nearest(&self, name: &str) -> Option<String> {
        crate::problem::nearest(name, self.ids.keys().map(String::as_str))
    }
}

/// The names of a metric's parts, items and series, each once.
pub(crate) fn parts(metric: &Metric) -> Vec<&str> {
    let series: Vec<&str> = match &metric.monthly {
        Some(Timed::Several(series)) => series.iter().map(|(name, _)| name.as_str()).collect(),
        _ => Vec::new(),
    };
    let parts = metric.parts.iter().map(|(name, _)| name.as_str());
    let items = metric.items.iter().map(|(name, _)| name.as_str());
    let mut names: Vec<&str> = Vec::new();
    for name in parts.chain(items).chain(series) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The id of a part, as references write it.
pub(crate) fn part_id(metric: &str, part: &str) -> String {
    if super::super::field::is_name(part) {
        format!("{metric}.{part}")
    } else {
        format!("{metric}.\"{part}\"")
    }
}

/// The label of a part beside its metric's.
pub(crate) fn part_label(metric: &str, part: &str) -> String {
    format!("{metric}：{part}")
}
