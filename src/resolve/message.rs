//! What a chart says where its author has not said it, and what it says to those who cannot see it.

use rust_decimal::Decimal;

use crate::model::{Chart, ChartKind, Role, Series, Shown, Value};
use crate::wording::{Speaker, show};

/// A true sentence about a chart's data, or its subject where none can be told.
pub(super) fn title(chart: &Chart, speaker: Speaker<'_>) -> String {
    let what = chart.subtitle.split(speaker.words.word("clause").trim_end()).next().unwrap_or_default();
    let words = speaker.words;
    if chart.kind == ChartKind::Progress {
        return progress(chart, what, speaker);
    }
    let Some(series) = only_series(chart) else { return what.to_owned() };
    let Some(values) = all_known(series) else { return what.to_owned() };
    let (Some(high), Some(low)) = (single(&values, Decimal::max), single(&values, Decimal::min)) else {
        return what.to_owned();
    };
    let label = |at: usize| chart.categories[at].label.as_str();
    if chart.by.is_time() {
        return words.fill("chart.peak", &[("what", what), ("high", label(high)), ("low", label(low))]);
    }
    let value = with_unit(&series.points[high].text, chart, speaker);
    let key = if chart.unit == "%" { "chart.highest" } else { "chart.largest" };
    words.fill(key, &[("what", what), ("name", label(high)), ("value", &value)])
}

fn with_unit(text: &str, chart: &Chart, speaker: Speaker<'_>) -> String {
    format!("{text}{}", speaker.unit(&chart.unit))
}

fn progress(chart: &Chart, what: &str, speaker: Speaker<'_>) -> String {
    let count = |wanted: Option<crate::model::WorkState>| {
        let series = chart.series.iter().filter(|series| match series.role {
            Role::State(state) => wanted.is_none_or(|wanted| wanted == state),
            _ => false,
        });
        series.flat_map(|series| &series.points).filter_map(|point| point.value.known()).sum::<Decimal>()
    };
    if chart.series.iter().any(|series| matches!(series.role, Role::State(_))) {
        let unit = |number: Decimal| with_unit(&number.to_string(), chart, speaker);
        let (done, all) = (unit(count(Some(crate::model::WorkState::Done))), unit(count(None)));
        return speaker.words.fill("chart.progress", &[("what", what), ("done", &done), ("all", &all)]);
    }
    match only_series(chart).map(|series| series.points.as_slice()) {
        Some([point]) if point.value.known().is_some() => {
            let value = with_unit(&point.text, chart, speaker);
            speaker.words.fill("chart.progress_to", &[("what", what), ("value", &value)])
        }
        _ => what.to_owned(),
    }
}

/// This year's series, where there is no other but last year's.
fn only_series(chart: &Chart) -> Option<&Series> {
    let mut series = chart.series.iter().filter(|series| series.role != Role::Previous);
    let first = series.next()?;
    series.next().is_none().then_some(first)
}

fn all_known(series: &Series) -> Option<Vec<Decimal>> {
    let values: Option<Vec<Decimal>> = series.points.iter().map(|point| point.value.known()).collect();
    values.filter(|values| values.len() > 1)
}

/// The place of the highest or lowest value, if no other is the same.
fn single(values: &[Decimal], pick: fn(Decimal, Decimal) -> Decimal) -> Option<usize> {
    let extreme = values.iter().copied().reduce(pick)?;
    let mut places = values.iter().enumerate().filter(|(_, value)| **value == extreme);
    let first = places.next()?.0;
    places.next().is_none().then_some(first)
}

/// How many points a description lists; of longer series it tells the ends and extremes.
const MOST_POINTS: usize = 40;

/// The data of a chart in words.
pub(super) fn description(chart: &Chart, speaker: Speaker<'_>) -> String {
    let words = speaker.words;
    let point = |series: &Series, at: usize| {
        let text = match &series.points[at].value {
            Value::Known(number) => {
                match show(crate::wording::round(*number, chart.decimals, speaker.rounding)) {
                    Shown::Number { text, .. } => text,
                    _ => String::new(),
                }
            }
            _ => series.points[at].text.clone(),
        };
        words.fill("chart.point", &[("label", &chart.categories[at].label), ("value", &text)])
    };
    let mut parts: Vec<String> = chart
        .series
        .iter()
        .map(|series| {
            let shown: Vec<usize> = if series.points.len() <= MOST_POINTS {
                (0..series.points.len()).collect()
            } else {
                telling(series)
            };
            let points: Vec<String> = shown.into_iter().map(|at| point(series, at)).collect();
            let points = points.join(words.word("list"));
            words.fill("chart.series", &[("name", &series.name), ("points", &points)])
        })
        .collect();
    parts.extend(chart.lines.iter().map(|line| line.label.clone()));
    format!("{}{}{}", chart.subtitle, words.word("stop"), parts.join(words.word("stop")))
}

/// The first, last, highest and lowest points of a long series.
fn telling(series: &Series) -> Vec<usize> {
    let known: Vec<(usize, Decimal)> =
        series.points.iter().enumerate().filter_map(|(at, point)| Some((at, point.value.known()?))).collect();
    let mut places: Vec<usize> = [
        known.first().map(|(at, _)| *at),
        known.last().map(|(at, _)| *at),
        known.iter().max_by_key(|(at, value)| (*value, std::cmp::Reverse(*at))).map(|(at, _)| *at),
        known.iter().min_by_key(|(at, value)| (*value, *at)).map(|(at, _)| *at),
    ]
    .into_iter()
    .flatten()
    .collect();
    places.sort_unstable();
    places.dedup();
    places
}
