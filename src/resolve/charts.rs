//! Charts: which kind suits the data, and the data as a chart. Enter at [`chart`].

use super::kinds::{Form, form};
use super::text::TextReader;
use super::{blocks, breaks, message, series, unknown_metric};
use crate::load::block::ChartAsked;
use crate::model::{Chart, ChartKind, Figure, LedgerDraft, Spot};
use crate::problem::{ChartFault, Fault, Problem};

/// What a chart is of.
pub(super) enum Subject<'a> {
    /// Figures.
    Figures(Vec<&'a Figure>),
    /// Ledgers.
    Ledgers(Vec<&'a LedgerDraft>),
}

/// What to compare with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Compare {
    pub(super) previous: bool,
    pub(super) limit: bool,
    pub(super) target: bool,
}

/// Makes a chart of what was asked for; reports why it cannot be made.
pub(super) fn chart(reader: &mut TextReader<'_, '_>, asked: &ChartAsked) -> Option<Chart> {
    let chart = drawable(reader, asked);
    if let (None, Some(title)) = (&chart, &asked.title) {
        // What is wrong with the title is told in the same run.
        reader.line(title);
    }
    chart
}

fn drawable(reader: &mut TextReader<'_, '_>, asked: &ChartAsked) -> Option<Chart> {
    let subject = subject(reader, asked)?;
    let standards = &reader.book.project.standards;
    let form = match form(&subject, asked, standards) {
        Ok(form) => form,
        Err(fault) => {
            // A metric that has a fault of its own may lack what the chart needs for that reason alone.
            if !asked.of.iter().any(|spot| reader.entry().is_unread(&spot.text)) {
                let place = asked.kind.as_ref().map_or(&asked.place, |kind| &kind.place);
                reader.desk.problems.push(Problem::new(Fault::Chart(fault), place.clone()));
            }
            return None;
        }
    };
    one_unit(reader, &subject, (asked, form))?;
    let compare = compare(reader, &subject, (asked, form))?;
    let entry = reader.entry();
    let speaker = reader.book.speaker(entry);
    let context = series::Context { speaker, draft: entry.draft, standards };
    let audience = reader.book.audience;
    let mut chart = match &subject {
        Subject::Figures(figures) => context.chart(figures, form, compare),
        Subject::Ledgers(ledgers) => context.ledgers(ledgers, audience),
    };
    if let Subject::Figures(figures) = &subject {
        chart.breaks = breaks::breaks(reader, figures, &chart);
    }
    pick_out(&mut chart, &asked.highlight);
    let first = asked.of.first().map_or("", |spot| spot.text.as_str()).replace('.', "-");
    chart.id = blocks::unique_id(reader, asked.id.as_ref(), &format!("{first}-{}", form.by.word()));
    chart.title = match &asked.title {
        Some(spot) => reader.line(spot),
        None => blocks::made(message::title(&chart, speaker)),
    };
    chart.description = message::description(&chart, speaker);
    Some(chart)
}

/// Picks out the categories, and of a slope the lines, that are named.
fn pick_out(chart: &mut Chart, names: &[String]) {
    for category in &mut chart.categories {
        category.highlight = names.contains(&category.label);
    }
    if chart.kind == ChartKind::Slope {
        for series in &mut chart.series {
            if names.contains(&series.name) {
                series.role = crate::model::Role::Focus;
            }
        }
    }
}

fn subject<'a>(reader: &mut TextReader<'a, '_>, asked: &ChartAsked) -> Option<Subject<'a>> {
    let entry = reader.entry();
    let ledger = |spot: &Spot| entry.draft.ledgers.iter().find(|ledger| ledger.id == spot.text);
    if asked.of.iter().all(|spot| ledger(spot).is_some()) {
        for spot in &asked.of {
            reader.uses(&spot.text);
        }
        return Some(Subject::Ledgers(asked.of.iter().filter_map(ledger).collect()));
    }
    let unknown: Vec<Problem> = asked
        .of
        .iter()
        .filter(|spot| entry.figure(&spot.text).is_none())
        .filter_map(|spot| unknown_metric(entry, &spot.text, &spot.place))
        .collect();
    reader.desk.problems.extend(unknown);
    if asked.of.iter().any(|spot| entry.figure(&spot.text).is_none()) {
        return None;
    }
    let figures = blocks::figures(reader, &asked.of);
    Some(Subject::Figures(figures))
}

/// A chart has one unit, but for a bullet chart, which shows percent of limits.
fn one_unit(
    reader: &mut TextReader<'_, '_>,
    subject: &Subject<'_>,
    (asked, form): (&ChartAsked, Form),
) -> Option<()> {
    let Subject::Figures(figures) = subject else { return Some(()) };
    let mut units: Vec<String> = figures.iter().map(|figure| figure.unit.clone()).collect();
    units.sort();
    units.dedup();
    if units.len() < 2 || form.kind == ChartKind::Bullet {
        return Some(());
    }
    if !figures.iter().any(|figure| reader.entry().is_unread(&figure.id)) {
        let fault = Fault::Chart(ChartFault::Units(units));
        reader.desk.problems.push(Problem::new(fault, asked.of[0].place.clone()));
    }
    None
}

/// What to compare with: as asked, or what a single series over time, or a target, has.
fn compare(
    reader: &mut TextReader<'_, '_>,
    subject: &Subject<'_>,
    (asked, form): (&ChartAsked, Form),
) -> Option<Compare> {
    let Some(with) = &asked.with else {
        let single = matches!(subject, Subject::Figures(figures) if figures.len() == 1);
        let line = matches!(form.kind, ChartKind::Line | ChartKind::Column | ChartKind::Area);
        let over_time = single && line && form.by.is_time();
        if form.kind == ChartKind::Bullet {
            return Some(Compare { previous: true, limit: true, target: false });
        }
        let target = form.kind == ChartKind::Progress || over_time;
        return Some(Compare { previous: over_time, limit: over_time, target });
    };
    let mut compare = Compare { target: form.kind == ChartKind::Progress, ..Compare::default() };
    let mut refused = false;
    for spot in with {
        let shows = match (form.kind, subject) {
            (_, Subject::Ledgers(_)) => false,
            (
                ChartKind::Stacked
                | ChartKind::Share
                | ChartKind::Donut
                | ChartKind::Calendar
                | ChartKind::Matrix,
                _,
            ) => false,
            (ChartKind::Progress, _) => spot.text == "target",
            (ChartKind::Slope, _) => spot.text == "previous",
            (ChartKind::Bullet, _) => spot.text != "target",
            _ => true,
        };
        if !shows {
            let (kind, with) = (form.kind.word().to_owned(), spot.text.clone());
            let fault = Fault::Chart(ChartFault::With { kind, with });
            reader.desk.problems.push(Problem::new(fault, spot.place.clone()));
            refused = true;
        }
        match spot.text.as_str() {
            "previous" => compare.previous = true,
            "limit" => compare.limit = true,
            _ => compare.target = true,
        }
    }
    (!refused).then_some(compare)
}
