//! A figure as a row of words, for tables, cards and lists.

use std::collections::BTreeMap;

use crate::model::{Figure, FigureRow, Inline, Previously, Shown, Use, Value};
use crate::wording::Speaker;

/// What a row says beyond its figure.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The notes of figures by id, read.
    pub(super) notes: BTreeMap<String, Vec<Inline>>,
    /// The chapters that use a figure, by id.
    pub(super) uses: BTreeMap<String, Vec<Use>>,
}

/// The row of a figure.
pub(super) fn row(figure: &Figure, speaker: Speaker<'_>, notes: &Notes) -> FigureRow {
    let value = if figure.has_value { speaker.cell(&figure.value, figure.decimals) } else { Shown::Empty };
    let previous = match &figure.previous {
        Previously::Value(value) => speaker.cell(value, figure.previous_decimals),
        Previously::Incomparable(_) | Previously::Unknown => Shown::Empty,
    };
    let exact = |number: rust_decimal::Decimal| speaker.cell(&Value::Known(number), number.scale());
    FigureRow {
        id: figure.id.clone(),
        label: figure.label.clone(),
        unit: speaker.unit_word(&figure.unit),
        value,
        previous,
        change: speaker.change(figure),
        break_reason: match &figure.previous {
            Previously::Incomparable(reason) => reason.clone(),
            Previously::Value(_) | Previously::Unknown => None,
        },
        formula: figure.formula.clone(),
        limit: figure.limit.as_ref().map_or(Shown::Empty, |limit| exact(limit.value)),
        target: figure.target.as_ref().map_or(Shown::Empty, |target| exact(target.value)),
        verdicts: speaker.verdicts(figure),
        status: figure.status,
        source: figure.source.clone(),
        department: figure.department.clone(),
        note: notes.notes.get(&figure.id).cloned().unwrap_or_default(),
        used_in: notes.uses.get(&figure.id).cloned().unwrap_or_default(),
    }
}
