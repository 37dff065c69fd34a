//! The data of a chart in words, for those who cannot see the drawing.

use rust_decimal::Decimal;

use crate::model::{CalendarDay, Chart, ChartKind, Role, Series, Shown, Value};
use crate::wording::{Speaker, round, show};

/// How many points a description lists; of longer series it tells the ends and extremes.
const MOST_POINTS: usize = 40;

/// The data of a chart in words.
pub(in crate::resolve) fn description(chart: &Chart, speaker: Speaker<'_>) -> String {
    let words = speaker.words;
    let named = |name: &str, points: &[String]| {
        words.fill("chart.series", &[("name", name), ("points", &points.join(words.word("list")))])
    };
    let mut parts: Vec<String> = match chart.kind {
        ChartKind::Calendar if chart.calendar.is_some() => days(chart, speaker),
        ChartKind::Matrix if chart.levels.is_some() => classes(chart, speaker),
        ChartKind::Bullet => {
            let rows = chart.categories.iter().map(|row| {
                let cells = chart.column_heads.iter().zip(&row.columns);
                let cells: Vec<String> = cells
                    .map(|(head, text)| words.fill("chart.cell", &[("label", head), ("value", text)]))
                    .collect();
                named(&row.label, &cells)
            });
            let before = chart.series.iter().filter(|series| series.role == Role::Previous);
            rows.chain(before.map(|series| named(&series.name, &points(chart, series, speaker)))).collect()
        }
        _ => {
            let series = chart.series.iter();
            series.map(|series| named(&series.name, &points(chart, series, speaker))).collect()
        }
    };
    for category in &chart.categories {
        let mut marks: Vec<String> = category.marks.iter().map(|line| line.label.clone()).collect();
        if !category.aside.is_empty() {
            let rate = words.word("chart.rate");
            marks.push(words.fill("chart.cell", &[("label", rate), ("value", &category.aside)]));
        }
        if !marks.is_empty() {
            parts.push(named(&category.label, &marks));
        }
    }
    parts.extend(chart.lines.iter().map(|line| line.label.clone()));
    format!("{}{}{}", chart.subtitle, words.word("stop"), parts.join(words.word("stop")))
}

fn points(chart: &Chart, series: &Series, speaker: Speaker<'_>) -> Vec<String> {
    let shown =
        if series.points.len() <= MOST_POINTS { (0..series.points.len()).collect() } else { telling(series) };
    let point = |at: usize| {
        let label = chart.categories.get(at).map_or("", |category| category.label.as_str());
        let text = match &series.points[at].value {
            Value::Known(number) => match show(round(*number, chart.decimals, speaker.rounding)) {
                Shown::Number { text, .. } => text,
                _ => String::new(),
            },
            _ => series.points[at].text.clone(),
        };
        let share = chart.shares.get(at).filter(|_| series.role != Role::Previous);
        let key = if share.is_some() { "chart.point_share" } else { "chart.point" };
        let share = share.map_or("", String::as_str);
        speaker.words.fill(key, &[("label", label), ("value", &text), ("share", share)])
    };
    shown.into_iter().map(point).collect()
}

/// The levels of a calendar with their days, the days without, and the months with days over the limit.
fn days(chart: &Chart, speaker: Speaker<'_>) -> Vec<String> {
    let words = speaker.words;
    let part = |name: &str, text: &str| words.fill("chart.series", &[("name", name), ("points", text)]);
    let keys = chart.levels.iter().flat_map(|levels| &levels.keys);
    let mut parts: Vec<String> = keys.map(|key| part(&key.label, &key.detail)).collect();
    let Some(calendar) = &chart.calendar else { return parts };
    let others = [(CalendarDay::Missing, &calendar.missing), (CalendarDay::Masked, &calendar.masked)];
    for (wanted, word) in others {
        let days = calendar.months.iter().flat_map(|month| &month.days);
        let count = days.filter(|day| **day == wanted).count().to_string();
        if let Some(word) = word {
            parts.push(part(word, &words.fill("chart.days", &[("count", &count)])));
        }
    }
    let noted = calendar.months.iter().filter(|month| !month.note.is_empty());
    parts.extend(noted.map(|month| part(&month.label, &month.note)));
    parts
}

/// How often each item has each class.
fn classes(chart: &Chart, speaker: Speaker<'_>) -> Vec<String> {
    let words = speaker.words;
    let item = |series: &Series| {
        let mut counts: Vec<(Option<usize>, &str, usize)> = Vec::new();
        for point in &series.points {
            match counts.iter_mut().find(|(_, text, _)| *text == point.text) {
                Some((_, _, count)) => *count += 1,
                None => counts.push((point.level, &point.text, 1)),
            }
        }
        // The best first; what has no class last.
        counts.sort_by_key(|(level, _, _)| level.unwrap_or(usize::MAX));
        let counts: Vec<String> = counts
            .into_iter()
            .map(|(_, text, count)| {
                let cells = words.fill("calendar.cells", &[("count", &count.to_string())]);
                words.fill("chart.point", &[("label", text), ("value", &cells)])
            })
            .collect();
        let points = counts.join(words.word("list"));
        words.fill("chart.series", &[("name", &series.name), ("points", &points)])
    };
    chart.series.iter().map(item).collect()
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
