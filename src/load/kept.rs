//! The YAML files of a report as they were last read: one that has not changed need not be read again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Context;
use crate::model::{LedgerDraft, MetricFile, Period};
use crate::problem::Problem;
use crate::source::Source;

/// Files by their path.
type Files<T> = BTreeMap<String, KeptFile<T>>;

/// What a report's files of metrics and of ledgers held.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// The metrics, and the names that could not be read.
    pub(super) metrics: Files<(Option<MetricFile>, Vec<String>)>,
    pub(super) ledgers: Files<Option<LedgerDraft>>,
}

/// A file with all that its reading depends on and all that came of it.
#[derive(Debug)]
pub(super) struct KeptFile<T> {
    source: Arc<Source>,
    period: Period,
    value: T,
    problems: Vec<Problem>,
}

impl Context<'_> {
    /// Reads a file of a report that covers a period, unless it was read before and is the same. One that names other
    /// files is always read.
    pub(super) fn unless_kept<T: Clone>(
        &mut self,
        of: fn(&mut Kept) -> &mut Files<T>,
        (source, period): (&Arc<Source>, Period),
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let path = source.path().to_owned();
        let known = of(&mut self.before).remove(&path);
        if let Some(known) = known.filter(|known| known.source == *source && known.period == period) {
            self.problems.extend(known.problems.iter().cloned());
            let value = known.value.clone();
            of(&mut self.kept).insert(path, known);
            return value;
        }
        let (first, named) = (self.problems.len(), std::mem::take(&mut self.named));
        let value = read(self);
        let names = std::mem::replace(&mut self.named, named);
        if names.is_empty() {
            let problems = self.problems.get(first..).unwrap_or_default().to_vec();
            let kept = KeptFile { source: Arc::clone(source), period, value: value.clone(), problems };
            of(&mut self.kept).insert(path, kept);
        }
        self.named.extend::<BTreeSet<_>>(names);
        value
    }
}
