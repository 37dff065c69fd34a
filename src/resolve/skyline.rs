//! The year in one picture on the cover: a bar a day, or a column a month. Enter at [`of`].

use rust_decimal::Decimal;

use super::series::whole_year;
use super::{Book, Entry, unknown_metric};
use crate::model::{Figure, Skyline, Value};
use crate::problem::Problem;
use crate::wording::{Speaker, round};

/// The skyline of a report: of the series it names, else of its first shown metric with daily values, else of the
/// months of its first highlight. A masked metric has none.
pub(super) fn of(
    entry: &Entry,
    (book, speaker): (&Book, Speaker<'_>),
    problems: &mut Vec<Problem>,
) -> Option<Skyline> {
    if let Some(spot) = &entry.draft.cover
        && entry.figure(&spot.text).is_none()
    {
        problems.extend(unknown_metric(entry, &spot.text, &spot.place));
    }
    let figure = shown(entry)?;
    let limit = pass(figure, book);
    if known_days(figure) > 0 {
        return Some(days(figure, (entry, speaker), limit));
    }
    known_months(figure).then(|| months(figure, (entry, speaker)))
}

/// The figure whose year the cover shows.
pub(super) fn shown(entry: &Entry) -> Option<&Figure> {
    if let Some(spot) = &entry.draft.cover {
        return entry.figure(&spot.text);
    }
    let daily = entry.figures.iter().find(|figure| known_days(figure) > 0);
    let highlights = entry.draft.highlights.iter().filter_map(|spot| entry.figure(&spot.text));
    daily.or_else(|| highlights.into_iter().find(|figure| known_months(figure)))
}

fn known_days(figure: &Figure) -> usize {
    figure.daily.iter().filter(|(_, value)| value.known().is_some()).count()
}

fn known_months(figure: &Figure) -> bool {
    figure
        .monthly
        .first()
        .is_some_and(|series| series.points.iter().any(|point| point.value.known().is_some()))
}

/// The highest value that keeps the limit: the scale's.
fn pass(figure: &Figure, book: &Book) -> Option<Decimal> {
    book.project.standards.scale(figure.scale.as_deref()?)?.pass
}

fn days(figure: &Figure, (entry, speaker): (&Entry, Speaker<'_>), limit: Option<Decimal>) -> Skyline {
    let (first, width) = whole_year(entry.draft.period);
    let mut bars = Vec::new();
    for (day, value) in &figure.daily {
        let at = first.until(*day).map(|span| span.get_days()).unwrap_or(0);
        let at = usize::try_from(at).unwrap_or(0).min(width);
        bars.resize(at.max(bars.len()), None);
        bars.push(value.known());
    }
    let known: Vec<Decimal> = bars.iter().flatten().copied().collect();
    let over = limit.map(|limit| known.iter().filter(|value| **value > limit).count());
    let words = speaker.words;
    let when = speaker.period_with_year(entry.draft.period, entry.draft.year);
    let days = known.len().to_string();
    let over_text = over.unwrap_or(0).to_string();
    let values = [("label", figure.label.as_str()), ("days", &days), ("over", &over_text), ("when", &when)];
    let key = |plain: &'static str, with: &'static str| if over.is_some() { with } else { plain };
    let highest = highest(&bars);
    let day_of = |at: usize| {
        let days = i64::try_from(at).unwrap_or(0);
        first.checked_add(jiff::Span::new().days(days)).map(|day| speaker.day(day)).unwrap_or_default()
    };
    let number = |value: Decimal| round(value, figure.decimals, speaker.rounding).to_string();
    let low = known.iter().min().copied().unwrap_or_default();
    let (high_at, high) = highest.unwrap_or((0, Decimal::ZERO));
    let tell =
        [values[0], values[3], ("high", &number(high)), ("day", &day_of(high_at)), ("low", &number(low))]
            .map(|(name, value)| (name, value.to_owned()));
    let tell: Vec<(&str, &str)> = tell.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Skyline {
        title: words.fill(key("skyline.title_plain", "skyline.title"), &values),
        subtitle: words.fill("skyline.subtitle", &values),
        short: words.fill(key("skyline.short_plain", "skyline.short"), &values),
        description: words.fill("skyline.description", &tell),
        months: entry
            .draft
            .period
            .first
            .twelve()
            .map(|month| {
                let at = first.until(month.first_day()).map(|span| span.get_days()).unwrap_or(0);
                (speaker.month(month), usize::try_from(at).unwrap_or(0))
            })
            .collect(),
        limit: limit.map(|limit| {
            let text = limit.to_string();
            (limit, words.fill("skyline.limit", &[("value", &text), ("label", &figure.label)]))
        }),
        highest: highest.map(|(at, value)| {
            let (day, value) = (day_of(at), number(value));
            (at, words.fill("skyline.highest", &[("day", &day), ("value", &value)]))
        }),
        width,
        bars,
    }
}

fn months(figure: &Figure, (entry, speaker): (&Entry, Speaker<'_>)) -> Skyline {
    let series = figure.monthly.first().map(|series| series.points.as_slice()).unwrap_or_default();
    let bars: Vec<Option<Decimal>> = series.iter().map(|point| point.value.known()).collect();
    let known: Vec<Decimal> = bars.iter().flatten().copied().collect();
    let names: Vec<String> = entry.draft.period.first.twelve().map(|month| speaker.month(month)).collect();
    let when = speaker.period_with_year(entry.draft.period, entry.draft.year);
    let words = speaker.words;
    let values = [("label", figure.label.as_str()), ("when", when.as_str())];
    let highest = highest(&bars);
    let number = |value: Decimal| Value::Known(value).known().unwrap_or_default().to_string();
    let (high_at, high) = highest.unwrap_or((0, Decimal::ZERO));
    let low = number(known.iter().min().copied().unwrap_or_default());
    let (high, day) = (number(high), names[high_at].clone());
    let tell = [values[0], values[1], ("high", &high), ("day", &day), ("low", &low)];
    Skyline {
        title: words.fill("skyline.title_months", &values),
        subtitle: words.fill("skyline.subtitle", &values),
        short: words.fill("skyline.short_plain", &values),
        description: words.fill("skyline.description", &tell),
        months: names.into_iter().enumerate().map(|(at, name)| (name, at)).collect(),
        limit: None,
        highest: highest
            .map(|(at, _)| (at, words.fill("skyline.highest", &[("day", &day), ("value", &high)]))),
        width: 12,
        bars,
    }
}

/// The first of the highest bars.
fn highest(bars: &[Option<Decimal>]) -> Option<(usize, Decimal)> {
    let known = bars.iter().enumerate().filter_map(|(at, bar)| Some((at, (*bar)?)));
    known.reduce(|best, next| if next.1 > best.1 { next } else { best })
}
