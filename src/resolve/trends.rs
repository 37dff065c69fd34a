//! The figures that several reports of one office share, over the years, as charts. Every value stands as the report
//! of its year published it. Enter at [`trends`].

use std::collections::BTreeMap;

use super::series::{Context, limit_line, target_line};
use super::{Book, blocks, message};
use crate::model::{
    Break, By, Category, Chart, ChartKind, Figure, Point, Previously, Quantity, ReferenceLine, Report, Role,
    Series, Status, Trend, TrendGroup, TrendReport, Trends, Value,
};
use crate::wording::Speaker;

/// The years of a report as trends see it.
struct Year<'a> {
    report: &'a Report,
    context: Context<'a>,
}

/// A figure as the report of a year has it.
#[derive(Clone, Copy)]
struct Told<'a> {
    /// The place of the year among the office's.
    at: usize,
    year: &'a Year<'a>,
    figure: &'a Figure,
}

/// The trends of each office that has any, by its folder.
pub(super) fn trends<'r>(book: &Book, reports: impl IntoIterator<Item = &'r Report>) -> Vec<Trends> {
    let entries: BTreeMap<&str, _> =
        book.entries.iter().map(|entry| (entry.draft.path.as_str(), entry)).collect();
    let mut offices: BTreeMap<&str, Vec<Year<'_>>> = BTreeMap::new();
    for report in reports {
        if let Some(entry) = entries.get(report.path.as_str()) {
            let standards = &book.project.standards;
            let context = Context { speaker: book.speaker(entry), draft: &entry.draft, standards };
            offices.entry(entry.draft.parent()).or_default().push(Year { report, context });
        }
    }
    offices
        .into_iter()
        .filter_map(|(folder, mut years)| {
            years.sort_by_key(|year| year.report.year);
            office(folder, &years)
        })
        .collect()
}

fn office(folder: &str, years: &[Year<'_>]) -> Option<Trends> {
    let mut told: BTreeMap<&str, Vec<Told<'_>>> = BTreeMap::new();
    for (at, year) in years.iter().enumerate() {
        for figure in year.report.figures.iter().filter(|figure| figure.has_value) {
            told.entry(&figure.id).or_default().push(Told { at, year, figure });
        }
    }
    let mut groups: Vec<TrendGroup> = Vec::new();
    for group in years.iter().rev().flat_map(|year| &year.report.groups) {
        let figures = group.rows.iter().filter_map(|row| told.remove(row.id.as_str()));
        let trends: Vec<Trend> = figures.flat_map(|told| of_figure(&told)).collect();
        match groups.iter_mut().find(|known| known.id == group.id) {
            _ if trends.is_empty() => {}
            Some(known) => known.trends.extend(trends),
            None => groups.push(TrendGroup { id: group.id.clone(), title: group.title.clone(), trends }),
        }
    }
    let reports = years.iter().map(|year| TrendReport {
        path: year.report.path.clone(),
        year: year.context.speaker.year(year.report.year),
        draft: year.report.draft,
    });
    (!groups.is_empty()).then(|| Trends { folder: folder.to_owned(), reports: reports.collect(), groups })
}

/// The trends of a figure: one for each unit in which at least two years know it, the latest unit first.
fn of_figure(told: &[Told<'_>]) -> Vec<Trend> {
    let mut units: Vec<(&str, Vec<Told<'_>>)> = Vec::new();
    for one in told.iter().rev() {
        match units.iter_mut().find(|(unit, _)| *unit == one.figure.unit) {
            Some((_, same)) => same.insert(0, *one),
            None => units.push((&one.figure.unit, vec![*one])),
        }
    }
    let known = |same: &[Told<'_>]| same.iter().filter(|one| one.figure.value.known().is_some()).count();
    let shown = units.iter().filter(|(_, same)| known(same) > 1);
    shown
        .enumerate()
        .filter_map(|(at, (unit, same))| {
            let others = units.iter().filter(|(other, _)| other != unit);
            let others: Vec<_> = others.map(|(unit, years)| (*unit, years.as_slice())).collect();
            trend(same, &others, at + 1)
        })
        .collect()
}

/// A figure over the years that have it in one unit; `others` have it in another.
fn trend(told: &[Told<'_>], others: &[(&str, &[Told<'_>])], number: usize) -> Option<Trend> {
    let last = told.last()?;
    let speaker = last.year.context.speaker;
    let (categories, points) = along(told);
    let breaks = breaks(told, &categories);
    let lines = common_lines(told);
    let mut chart = bare(told, speaker)?;
    chart.id = match number {
        1 => format!("{}-year", last.figure.id.replace('.', "-")),
        number => format!("{}-year-{number}", last.figure.id.replace('.', "-")),
    };
    chart.categories = categories;
    chart.breaks = breaks;
    chart.series = vec![Series { name: String::new(), role: Role::Focus, points, worse: false }];
    if let Some(lines) = lines {
        chart.categories.iter_mut().for_each(|category| category.marks.clear());
        chart.lines = lines;
    }
    // A smaller rank is better: highest and lowest, up and down would mislead.
    let said = last.figure.quantity != Quantity::Rank;
    let title = if said { message::title(&chart, speaker) } else { last.figure.label.clone() };
    chart.title = blocks::made(title);
    chart.large = last.year.context.large(&chart);
    chart.description = message::description(&chart, speaker);
    Some(Trend {
        metric: last.figure.id.clone(),
        label: last.figure.label.clone(),
        notes: notes(told, others, speaker),
        years: told.iter().map(|one| one.at).collect(),
        chart,
    })
}

/// A chart of a figure over the years without its data.
fn bare(told: &[Told<'_>], speaker: Speaker<'_>) -> Option<Chart> {
    let (first, last) = (told.first()?, told.last()?);
    let words = speaker.words;
    let unit = speaker.unit_word(&last.figure.unit);
    let when = format!("{}—{}", first.year.report.year, speaker.year(last.year.report.year));
    let unit_said = if unit == "%" { words.word("chart.unit_percent") } else { &unit };
    let key = if unit.is_empty() { "chart.subtitle" } else { "chart.subtitle_unit" };
    let values = [("what", last.figure.label.as_str()), ("when", &when), ("unit", unit_said)];
    let mut sources: Vec<&str> = told.iter().filter_map(|one| one.figure.source.as_deref()).collect();
    sources.dedup();
    Some(Chart {
        subtitle: words.fill(key, &values),
        unit,
        decimals: told.iter().map(|one| one.figure.decimals).max()?,
        source: sources.join(words.word("list")),
        category_head: words.word("chart.head.year").to_owned(),
        better: last.figure.better,
        ..Chart::of(ChartKind::Line, By::Year)
    })
}

/// The years from the first to the last, each with its value: a year without a report, or whose report lacks the
/// figure, has none.
fn along(told: &[Told<'_>]) -> (Vec<Category>, Vec<Point>) {
    let (Some(first), Some(last)) = (told.first(), told.last()) else { return (Vec::new(), Vec::new()) };
    let context = last.year.context;
    let mut rest = told.iter().peekable();
    (first.year.report.year..=last.year.report.year)
        .map(|year| {
            let one = rest.next_if(|one| one.year.report.year == year);
            let category = Category {
                marks: one.map(own_lines).unwrap_or_default(),
                ..Category::named(context.speaker.year(year))
            };
            (category, one.map_or_else(|| context.point(Value::Missing, 0, None), point))
        })
        .unzip()
}

/// The value of a year, rounded as its report rounds. What a draft says may still change.
fn point(one: &Told<'_>) -> Point {
    let context = one.year.context;
    let value = context.rounded(&one.figure.value, one.figure.decimals);
    let status = match one.figure.status {
        Status::Final if one.year.report.draft => Status::Provisional,
        status => status,
    };
    context.point(value, one.figure.decimals, Some(status))
}

/// Where a year cannot be compared with the one before it: it says so, or counts other months.
fn breaks(told: &[Told<'_>], categories: &[Category]) -> Vec<Break> {
    told.windows(2)
        .filter_map(|pair| {
            let [before, one] = pair else { return None };
            let words = one.year.context.speaker.words;
            let reason = match &one.figure.break_reason {
                Some(reason) => reason.clone(),
                None if months(one) == months(before) => return None,
                None => {
                    let (was, is) = (&before.year.report.period_with_year, &one.year.report.period_with_year);
                    words.fill("trend.months", &[("before", was), ("now", is)])
                }
            };
            let year = one.year.context.speaker.year(one.year.report.year);
            Some(Break {
                label: one.figure.label.clone(),
                reason,
                before: categories.iter().position(|category| category.label == year),
                series: vec![0],
                word: words.word("chart.break").to_owned(),
            })
        })
        .collect()
}

/// The months that a year's figure covers: how far from its year's first, and how many.
fn months(one: &Told<'_>) -> (i16, i8, usize) {
    let period = one.year.report.period;
    (period.first.year - one.year.report.year, period.first.month, period.len())
}

/// The limit and the target of a year.
fn own_lines(one: &Told<'_>) -> Vec<ReferenceLine> {
    let speaker = one.year.context.speaker;
    let limit = one.figure.limit.as_ref().map(|limit| limit_line(speaker, limit));
    limit.into_iter().chain(one.figure.target.as_ref().map(|target| target_line(speaker, target))).collect()
}

/// The limits and targets that are the same in all years; nothing where they change.
fn common_lines(told: &[Told<'_>]) -> Option<Vec<ReferenceLine>> {
    let (first, rest) = told.split_first()?;
    let lines = own_lines(first);
    rest.iter().all(|one| own_lines(one) == lines).then_some(lines)
}

/// What must be said of the years of a figure.
fn notes(told: &[Told<'_>], others: &[(&str, &[Told<'_>])], speaker: Speaker<'_>) -> Vec<String> {
    let words = speaker.words;
    let mut notes = Vec::new();
    for pair in told.windows(2) {
        let [before, one] = pair else { continue };
        notes.extend(revised(before, one, speaker));
    }
    let years = |told: &[Told<'_>]| {
        let years: Vec<String> = told.iter().map(|one| speaker.year(one.year.report.year)).collect();
        years.join(words.word("list"))
    };
    let mut names: Vec<(&str, Vec<Told<'_>>)> = Vec::new();
    let label = told.last().map(|one| one.figure.label.as_str());
    for one in told.iter().filter(|one| Some(one.figure.label.as_str()) != label) {
        match names.iter_mut().find(|(name, _)| *name == one.figure.label) {
            Some((_, same)) => same.push(*one),
            None => names.push((&one.figure.label, vec![*one])),
        }
    }
    for (name, same) in &names {
        notes.push(words.fill("trend.label", &[("years", &years(same)), ("label", name)]));
    }
    for (unit, other) in others {
        let key = if unit.is_empty() { "trend.no_unit" } else { "trend.unit" };
        let unit = speaker.unit_word(unit);
        notes.push(words.fill(key, &[("years", &years(other)), ("unit", &unit)]));
    }
    notes
}

/// That the year after gave another number for a year than its own report.
fn revised(before: &Told<'_>, one: &Told<'_>, speaker: Speaker<'_>) -> Option<String> {
    if one.year.report.year != before.year.report.year + 1 || months(one) != months(before) {
        return None;
    }
    let Previously::Value(later) = &one.figure.previous else { return None };
    let then = before.year.context.rounded(&before.figure.value, before.figure.decimals).known()?;
    let later = one.year.context.rounded(later, one.figure.previous_decimals).known()?;
    let values = [
        ("year", speaker.year(before.year.report.year)),
        ("later", speaker.year(one.year.report.year)),
        ("value", later.to_string()),
        ("unit", speaker.unit(&one.figure.unit)),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    (then != later).then(|| speaker.words.fill("trend.revised", &values))
}
