//! Charts: which kind suits the data, and the data as a chart. Enter at [`chart`].

use super::kinds::{Form, form, kinds_that_show};
use super::text::TextReader;
use super::{blocks, breaks, message, series, unknown_metric, waiting};
use crate::load::block::ChartAsked;
use crate::model::{By, Chart, ChartKind, Figure, LedgerDraft, Role, Spot};
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
pub(super) fn chart(reader: &mut TextReader<'_>, asked: &ChartAsked) -> Option<Chart> {
    let chart = drawable(reader, asked);
    if let (None, Some(title)) = (&chart, &asked.title) {
        // What is wrong with the title is told in the same run.
        reader.line(title);
    }
    chart
}

fn drawable(reader: &mut TextReader<'_>, asked: &ChartAsked) -> Option<Chart> {
    let subject = subject(reader, asked)?;
    let standards = &reader.book.project.standards;
    let form = match form(&subject, asked, standards) {
        // What it would be by is not there yet; it does not become another chart until then.
        Ok(Form { by: By::Metric, .. }) if asked.by.is_none() && waiting::for_some(&subject) => {
            return waiting::warn(reader, asked);
        }
        // By metric, a number that is missing has a row that says so.
        Ok(form) if form.by == By::Metric || !waiting::for_all(&subject) => form,
        Ok(_) => return waiting::warn(reader, asked),
        Err(_) if waiting::for_all(&subject) || waiting::for_some(&subject) => {
            return waiting::warn(reader, asked);
        }
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
    let context = series::Context { speaker, draft: &entry.draft, standards };
    let audience = reader.book.audience;
    let mut chart = match &subject {
        Subject::Figures(figures) => context.chart(figures, form, compare),
        Subject::Ledgers(ledgers) => context.ledgers(ledgers, audience),
    };
    if let Subject::Figures(figures) = &subject {
        chart.breaks = breaks::breaks(reader, figures, &chart);
    }
    pick_out(reader, &mut chart, (&subject, asked, form))?;
    let first = asked.of.first().map_or("", |spot| spot.text.as_str()).replace('.', "-");
    chart.id = blocks::unique_id(reader, asked.id.as_ref(), &format!("{first}-{}", form.by.word()));
    chart.title = match &asked.title {
        Some(spot) => reader.line(spot),
        None => blocks::made(message::title(&chart, speaker)),
    };
    chart.description = message::description(&chart, speaker);
    Some(chart)
}

/// Picks out the categories, and of slopes and lines the series, that are named; reports names that are not shown.
fn pick_out(
    reader: &mut TextReader<'_>,
    chart: &mut Chart,
    (subject, asked, form): (&Subject<'_>, &ChartAsked, Form),
) -> Option<()> {
    let Some(first) = asked.highlight.first() else { return Some(()) };
    if !form.shows("highlight") || matches!(subject, Subject::Ledgers(_)) {
        refuse(reader, subject, (form, "highlight", first));
        return None;
    }
    let named = |name: &String| asked.highlight.iter().any(|spot| spot.text == *name);
    for category in &mut chart.categories {
        category.highlight = named(&category.label);
    }
    let lines = matches!(chart.kind, ChartKind::Slope | ChartKind::Line) && chart.series.len() > 1;
    for series in chart.series.iter_mut().filter(|series| lines && series.role != Role::Previous) {
        if named(&series.name) {
            series.role = Role::Focus;
        }
    }
    let shown: Vec<String> = match chart.kind {
        ChartKind::Slope => chart.series.iter().map(|series| series.name.clone()).collect(),
        _ => {
            let labels = chart.categories.iter().map(|category| category.label.clone());
            let series = chart.series.iter().filter(|_| lines).map(|series| series.name.clone());
            series.chain(labels).collect()
        }
    };
    for spot in asked.highlight.iter().filter(|spot| !shown.contains(&spot.text)) {
        let fault = ChartFault::Highlight { name: spot.text.clone(), shown: shown.clone() };
        reader.desk.problems.push(Problem::new(Fault::Chart(fault), spot.place.clone()));
    }
    asked.highlight.iter().all(|spot| shown.contains(&spot.text)).then_some(())
}

/// Reports what the kind cannot show, with the kinds that can.
fn refuse(reader: &mut TextReader<'_>, subject: &Subject<'_>, (form, what, spot): (Form, &str, &Spot)) {
    let would_do = kinds_that_show(subject, form, (what, &reader.book.project.standards));
    let fault = ChartFault::With { kind: form.kind.word().to_owned(), with: what.to_owned(), would_do };
    reader.desk.problems.push(Problem::new(Fault::Chart(fault), spot.place.clone()));
}

fn subject<'a>(reader: &mut TextReader<'a>, asked: &ChartAsked) -> Option<Subject<'a>> {
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
    reader: &mut TextReader<'_>,
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
    reader: &mut TextReader<'_>,
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
        if !form.shows(&spot.text) || matches!(subject, Subject::Ledgers(_)) {
            refuse(reader, subject, (form, &spot.text, spot));
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
