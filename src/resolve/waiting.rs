//! Charts that wait for their numbers: a metric may be defined before there is any.

use super::charts::Subject;
use super::text::TextReader;
use crate::load::block::ChartAsked;
use crate::model::{Chart, Figure, FigureSeries, Value};
use crate::problem::{Fault, Problem};

/// Whether no figure of a chart has a number yet.
pub(super) fn for_all(subject: &Subject<'_>) -> bool {
    matches!(subject, Subject::Figures(figures) if figures.iter().all(|figure| has_no_number(figure)))
}

/// Whether a figure of a chart has months, quarters or years that are all without a number yet.
pub(super) fn for_some(subject: &Subject<'_>) -> bool {
    matches!(subject, Subject::Figures(figures) if figures.iter().any(|figure| {
        [&figure.monthly, &figure.quarterly, &figure.yearly].into_iter().any(|series| is_empty(series))
    }))
}

/// Warns of the figures of a chart that are not there yet; no chart is made.
pub(super) fn warn(reader: &mut TextReader<'_>, asked: &ChartAsked) -> Option<Chart> {
    let entry = reader.entry();
    let waits = |id: &str| {
        let figure = entry.figure(id).filter(|figure| !entry.is_unread(&figure.id))?;
        let series = [&figure.monthly, &figure.quarterly, &figure.yearly];
        (has_no_number(figure) || series.into_iter().any(|series| is_empty(series)))
            .then(|| figure.id.clone())
    };
    let missing: Vec<Problem> = asked
        .of
        .iter()
        .filter_map(|spot| Some((waits(&spot.text)?, spot)))
        .map(|(metric, spot)| Problem::new(Fault::MissingValue { metric }, spot.place.clone()))
        .collect();
    reader.desk.problems.extend(missing);
    None
}

/// Whether a figure has numbers to come and none yet.
fn has_no_number(figure: &Figure) -> bool {
    let parts = figure.parts.iter().map(|(_, value)| value);
    let items = figure
        .items
        .iter()
        .flat_map(|item| std::iter::once(&item.value).chain(item.parts.iter().map(|(_, value)| value)));
    let days = figure.daily.iter().map(|(_, value)| value);
    let mut values = std::iter::once(&figure.value).chain(parts).chain(items).chain(days);
    let mut series = [&figure.monthly, &figure.quarterly, &figure.yearly].into_iter();
    values.all(|value| *value == Value::Missing)
        && series.all(|series| series.is_empty() || is_empty(series))
        && (figure.has_value
            || !figure.parts.is_empty()
            || !figure.items.is_empty()
            || !figure.daily.is_empty()
            || !figure.monthly.is_empty()
            || !figure.quarterly.is_empty()
            || !figure.yearly.is_empty())
}

/// Whether series are there, without a number.
fn is_empty(series: &[FigureSeries]) -> bool {
    let mut points = series.iter().flat_map(|series| &series.points);
    !series.is_empty() && points.all(|point| point.value == Value::Missing && point.label.is_none())
}
