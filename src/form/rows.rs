//! What each department fills in: a row for each metric, part, item and series that is typed. Enter at
//! [`departments`].

use super::Form;
use crate::load::values::names::{part_id, part_label, parts};
use crate::model::{Figure, FigureItem, GivenWhat, Item, Metric, Previously, Timed, Value, plain};
use crate::wording::round;
use crate::workbook::Cell;

/// A department with its rows.
#[derive(Debug)]
pub struct Department {
    /// Its name; none for the figures of which no department is named.
    pub name: Option<String>,
    /// Its rows, in the order of the metrics.
    pub rows: Vec<Row>,
}

/// A row to fill in.
#[derive(Debug)]
pub struct Row {
    /// The id that it is read back by.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Its unit.
    pub unit: String,
    /// Last year's value.
    pub previous: Cell,
    /// Whether this year's value is typed.
    pub has_value: bool,
    /// Whether its months are.
    pub has_months: bool,
    /// Whether it takes numbers alone; else labels of a scale too.
    pub is_number: bool,
    /// Where it comes from.
    pub source: String,
    /// What it means.
    pub note: String,
}

/// The departments of a report in the order in which their figures come, those without a name last.
#[must_use]
pub fn departments(form: &Form<'_>) -> Vec<Department> {
    let mut departments: Vec<Department> = Vec::new();
    for metric in form.draft.metrics.iter().flat_map(|file| &file.metrics) {
        let rows = rows(form, metric);
        if rows.is_empty() {
            continue;
        }
        let name = metric.department.clone().filter(|name| !name.trim().is_empty());
        match departments.iter_mut().find(|known| known.name == name) {
            Some(known) => known.rows.extend(rows),
            None => departments.push(Department { name, rows }),
        }
    }
    departments.sort_by_key(|department| department.name.is_none());
    departments
}

/// The rows of a metric: its own, if its value or its months are typed, and those of its parts, items and series.
fn rows(form: &Form<'_>, metric: &Metric) -> Vec<Row> {
    let figure = form.report.figures.iter().find(|figure| figure.id == metric.id);
    let is_typed = metric.value.as_ref().is_some_and(|given| !matches!(given.what, GivenWhat::Formula(_)));
    let own_months = matches!(metric.monthly, Some(Timed::Single(_)));
    let row = |part: Option<&str>, (has_value, has_months): (bool, bool)| Row {
        id: part.map_or_else(|| metric.id.clone(), |part| part_id(&metric.id, part)),
        label: part.map_or_else(|| metric.label.clone(), |part| part_label(&metric.label, part)),
        unit: metric.unit.clone(),
        previous: figure.map_or(Cell::Empty, |figure| previous(form, figure, part)),
        has_value,
        has_months,
        is_number: metric.scale.is_none(),
        source: metric.source.clone().unwrap_or_default(),
        note: note(form, metric),
    };
    let mut rows = Vec::new();
    if is_typed || own_months {
        rows.push(row(None, (is_typed, own_months)));
    }
    for part in parts(metric) {
        let is_item = |(name, item): &(String, Item)| name == part && matches!(item, Item::Single(_));
        let has_value = metric.parts.iter().any(|(name, _)| name == part) || metric.items.iter().any(is_item);
        let has_months = match &metric.monthly {
            Some(Timed::Several(series)) => series.iter().any(|(name, _)| name == part),
            _ => false,
        };
        if has_value || has_months {
            rows.push(row(Some(part), (has_value, has_months)));
        }
    }
    rows
}

/// Last year's value as it was published.
fn previous(form: &Form<'_>, figure: &Figure, part: Option<&str>) -> Cell {
    let named = |parts: &[(String, Value)], part: &str| {
        parts.iter().find(|(name, _)| name == part).map(|(_, value)| value.clone())
    };
    let item = |items: &[FigureItem], part: &str| {
        items.iter().find(|item| item.name == part).map(|item| item.value.clone())
    };
    let value = match (part, &figure.previous) {
        (None, Previously::Value(Value::Known(number))) => {
            Some(Value::Known(round(*number, figure.previous_decimals, form.speaker.rounding)))
        }
        (None, Previously::Value(value)) => Some(value.clone()),
        (None, _) => None,
        (Some(part), _) => named(&figure.previous_parts, part).or_else(|| item(&figure.previous_items, part)),
    };
    value.map_or(Cell::Empty, |value| Cell::value(&value))
}

/// The note of a metric in words, and the labels that it takes.
fn note(form: &Form<'_>, metric: &Metric) -> String {
    let rows = form.report.groups.iter().flat_map(|group| &group.rows);
    let note = rows.filter(|row| row.id == metric.id).map(|row| plain(&row.note)).next();
    let labels = metric.scale.as_deref().and_then(|name| form.standards.scale(name)).map(|scale| {
        let words = form.speaker.words;
        words.fill("form.levels", &[("labels", &scale.labels.join(words.word("list")))])
    });
    let lines: Vec<String> = note.into_iter().chain(labels).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}
