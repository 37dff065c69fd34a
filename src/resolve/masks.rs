//! Masked figures that follow from what is published: a total and all but one part, a formula or a check with one
//! unknown. One unknown at a time is worked out until nothing changes. Enter at [`recoverable`].

use std::collections::{BTreeMap, BTreeSet};

use super::inputs::Inputs;
use crate::formula::{self, Expression, ExpressionKind};
use crate::model::{Audience, Figure, GivenWhat, MetricFile, Quantity, Value, longest, segments};
use crate::problem::{Fault, Problem};

/// A number somewhere: a figure's value, or a part, an item, or all of a list.
type Cell = (String, String);

/// Numbers of which each follows from the others, and how.
struct Equation {
    cells: BTreeSet<Cell>,
    how: String,
}

/// Warns of each masked number that a reader can work out.
pub(super) fn recoverable(figures: &[Figure], inputs: &Inputs<'_, '_>, problems: &mut Vec<Problem>) {
    if inputs.audience == Audience::Internal {
        return;
    }
    let by_id: BTreeMap<&str, &Figure> = figures.iter().map(|figure| (figure.id.as_str(), figure)).collect();
    let mut unknown: BTreeSet<Cell> = figures.iter().flat_map(masked_cells).collect();
    if unknown.is_empty() {
        return;
    }
    let mut equations: Vec<Equation> = figures.iter().filter_map(sum_of_parts).collect();
    for file in &inputs.draft.metrics {
        equations.extend(formulas(file, &by_id));
        equations.extend(checks(file, &by_id));
    }
    loop {
        let found = equations.iter().find_map(|equation| {
            let mut open = equation.cells.iter().filter(|cell| unknown.contains(*cell));
            let only = open.next()?.clone();
            open.next().is_none().then(|| (only, equation.how.clone()))
        });
        let Some((cell, how)) = found else { return };
        unknown.remove(&cell);
        let place = inputs
            .draft
            .metrics
            .iter()
            .flat_map(|file| &file.metrics)
            .find(|metric| metric.id == cell.0)
            .map(|metric| metric.place.clone());
        // What is masked only because of another's mask is no news: the other is named when it follows too.
        if let Some(place) = place {
            let name = if cell.1.is_empty() { cell.0 } else { format!("{}.{}", cell.0, cell.1) };
            problems.push(Problem::new(Fault::RecoverableMask { name, how }, place));
        }
    }
}

fn masked_cells(figure: &Figure) -> Vec<Cell> {
    let mut cells = Vec::new();
    if figure.has_value && figure.value.is_masked() {
        cells.push((figure.id.clone(), String::new()));
    }
    let parts = figure.parts.iter().map(|(name, value)| (name, value));
    let items = figure.items.iter().map(|item| (&item.name, &item.value));
    for (name, value) in parts.chain(items) {
        if value.is_masked() {
            cells.push((figure.id.clone(), name.clone()));
        }
    }
    cells
}

fn sum_of_parts(figure: &Figure) -> Option<Equation> {
    let summed = figure.has_value && figure.quantity == Quantity::Amount && !figure.parts.is_empty();
    summed.then(|| Equation {
        cells: std::iter::once((figure.id.clone(), String::new()))
            .chain(figure.parts.iter().map(|(name, _)| (figure.id.clone(), name.clone())))
            .collect(),
        how: figure.id.clone(),
    })
}

fn formulas(file: &MetricFile, figures: &BTreeMap<&str, &Figure>) -> Vec<Equation> {
    let formula = |metric: &crate::model::Metric| {
        let GivenWhat::Formula(text) = &metric.value.as_ref()?.what else { return None };
        let expression = formula::parse(text).ok()?;
        let mut cells = BTreeSet::from([(metric.id.clone(), String::new())]);
        collect(&expression, (file, figures), &mut cells)?;
        Some(Equation { cells, how: format!("{} = {text}", metric.id) })
    };
    file.metrics.iter().filter_map(formula).collect()
}

fn checks(file: &MetricFile, figures: &BTreeMap<&str, &Figure>) -> Vec<Equation> {
    let check = |spot: &crate::model::Spot| {
        let check = formula::parse_check(&spot.text).ok()?;
        let mut cells = BTreeSet::new();
        collect(&check.left, (file, figures), &mut cells)?;
        collect(&check.right, (file, figures), &mut cells)?;
        (check.relation == formula::Relation::Equal).then(|| Equation { cells, how: spot.text.clone() })
    };
    file.checks.iter().filter_map(check).collect()
}

/// The numbers that a formula names; nothing where it names one that is not known here.
fn collect(
    expression: &Expression,
    (file, figures): (&MetricFile, &BTreeMap<&str, &Figure>),
    cells: &mut BTreeSet<Cell>,
) -> Option<()> {
    match &expression.kind {
        ExpressionKind::Number(_) => Some(()),
        ExpressionKind::Negative(inner) => collect(inner, (file, figures), cells),
        ExpressionKind::Binary(_, left, right) => {
            collect(left, (file, figures), cells)?;
            collect(right, (file, figures), cells)
        }
        ExpressionKind::Call(_, values) => {
            values.iter().try_for_each(|value| collect(value, (file, figures), cells))
        }
        ExpressionKind::Name(name) => {
            let own: Vec<String> = segments(&file.id).into_iter().chain(name.iter().cloned()).collect();
            let known = |id: &str| figures.get(id).copied();
            let (figure, rest) = longest(&own, known).or_else(|| longest(name, known))?;
            let list: Vec<&String> = match rest.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
                [] => return insert(cells, figure, ""),
                ["parts"] => figure.parts.iter().map(|(name, _)| name).collect(),
                ["items"] => figure.items.iter().map(|item| &item.name).collect(),
                ["limit" | "target"] => Vec::new(),
                [part] | ["parts" | "items", part] => return insert(cells, figure, part),
                _ => return None,
            };
            list.into_iter().try_for_each(|part| insert(cells, figure, part))
        }
    }
}

fn insert(cells: &mut BTreeSet<Cell>, figure: &Figure, part: &str) -> Option<()> {
    let known = part.is_empty()
        || figure.parts.iter().any(|(name, _)| name == part)
        || figure.items.iter().any(|item| item.name == part);
    // A number that is not there cannot be used to work out another.
    let there = !matches!(figure.value, Value::Missing | Value::NotApplicable) || !part.is_empty();
    (known && there).then(|| {
        cells.insert((figure.id.clone(), part.to_owned()));
    })
}
