//! Fenced blocks: charts, cards, tables of figures, ledgers. Enter at [`read`].

use super::rows::row;
use super::text::TextReader;
use super::{Entry, charts, ledgers, series, unknown_metric};
use crate::load::block::{BlockText, LedgerAsked, TableAsked};
use crate::model::{
    BlockKind, By, Cards, Column, Figure, Inline, InlineKind, LedgerDraft, LedgerTable, MetricTable, Spot,
    Value,
};
use crate::problem::{Expected, Fault, Problem};

/// Reads a block; nothing is shown of one that is faulty.
pub(super) fn read(reader: &mut TextReader<'_>, word: &str, block: &BlockText<'_>) -> Option<BlockKind> {
    match word {
        "chart" => {
            let asked = block.chart(&mut reader.desk.problems)?;
            charts::chart(reader, &asked).map(|chart| BlockKind::Chart(Box::new(chart)))
        }
        "cards" => {
            let asked = block.cards(&mut reader.desk.problems)?;
            let speaker = reader.book.speaker(reader.entry());
            let figures = figures(reader, &asked.of);
            warn_missing(reader, &asked.of);
            let rows = figures.iter().map(|figure| row(figure, speaker, &reader.desk.notes)).collect();
            Some(BlockKind::Cards(Cards { rows }))
        }
        "table" => {
            let asked = block.table(&mut reader.desk.problems)?;
            Some(BlockKind::Metrics(table(reader, &asked)))
        }
        "ledger" => {
            let asked = block.ledger(&mut reader.desk.problems)?;
            ledger(reader, &asked).map(BlockKind::Ledger)
        }
        _ => None,
    }
}

/// How many values a block shows, for what it costs to draw and print.
pub(super) fn values(kind: &BlockKind) -> usize {
    const LEAST: usize = 10;
    let values = match kind {
        BlockKind::Chart(chart) => {
            let days = chart.calendar.as_ref().map_or(0, |calendar| calendar.months.len() * 31);
            let points = chart.categories.len() * (chart.series.len() + chart.column_heads.len()).max(1);
            // A day is a point of a line or a small square, and has no words of its own.
            if chart.by == By::Day { (points + days).div_ceil(4) } else { points + days }
        }
        BlockKind::Metrics(table) => table.rows.len() * table.columns.len(),
        BlockKind::Ledger(table) => table.items.len() * 6,
        BlockKind::Cards(cards) => cards.rows.len() * 4,
        _ => return 0,
    };
    values.max(LEAST)
}

/// The figures that ids name, each noted as used; unknown ones are reported.
pub(super) fn figures<'a>(reader: &mut TextReader<'a>, of: &[Spot]) -> Vec<&'a Figure> {
    let entry = reader.entry();
    let mut found = Vec::new();
    for spot in of {
        match entry.figure(&spot.text) {
            Some(figure) => {
                reader.uses(&spot.text);
                found.push(figure);
            }
            None => reader.desk.problems.extend(unknown_metric(entry, &spot.text, &spot.place)),
        }
    }
    found
}

/// Warns of figures without a value where their value is shown.
fn warn_missing(reader: &mut TextReader<'_>, of: &[Spot]) {
    let missing = of.iter().filter_map(|spot| missing_value(reader.entry(), spot)).collect::<Vec<_>>();
    reader.desk.problems.extend(missing);
}

/// The problem of showing the value of a figure that has none; none if its metric has a fault of its own.
pub(super) fn missing_value(entry: &Entry, spot: &Spot) -> Option<Problem> {
    let figure = entry.figure(&spot.text)?;
    (figure.value == Value::Missing && !entry.is_unread(&figure.id)).then(|| {
        let fault = Fault::MissingValue { metric: figure.id.clone() };
        Problem::new(fault, spot.place.clone())
    })
}

/// An id that nothing in the report has yet: the one asked for, or one made from a name, with `-2` if it is taken.
pub(super) fn unique_id(reader: &mut TextReader<'_>, asked: Option<&Spot>, made: &str) -> String {
    let wanted = asked.map_or(made, |spot| spot.text.as_str());
    let ids = &mut reader.desk.ids;
    if let Some(spot) = asked
        && ids.contains_key(wanted)
    {
        let other = ids.get(wanted).cloned().unwrap_or_default();
        let fault = Fault::DuplicateId { id: wanted.to_owned(), other };
        reader.desk.problems.push(Problem::new(fault, spot.place.clone()));
    }
    let mut free = wanted.to_owned();
    // All numbers below the next are taken, since what is given out stays so.
    let next = reader.desk.next.entry(free.clone()).or_insert(2);
    while ids.contains_key(&free) {
        free = format!("{wanted}-{next}");
        *next += 1;
    }
    ids.insert(free.clone(), asked.map(|spot| spot.place.shown()).unwrap_or_default());
    free
}

fn table(reader: &mut TextReader<'_>, asked: &TableAsked) -> MetricTable {
    let speaker = reader.book.speaker(reader.entry());
    let figures = figures(reader, &asked.of);
    let draft = &reader.entry().draft;
    let title = match &asked.title {
        Some(spot) => reader.line(spot),
        None => made(series::subject(draft, &figures, speaker)),
    };
    let first = asked.of.first().map_or("", |spot| spot.text.as_str());
    let id = unique_id(reader, asked.id.as_ref(), &format!("{}-table", first.replace('.', "-")));
    let columns = if asked.columns.is_empty() { columns(&figures) } else { asked.columns.clone() };
    if columns.contains(&Column::Value) {
        warn_missing(reader, &asked.of);
    }
    let rows = figures.iter().map(|figure| row(figure, speaker, &reader.desk.notes)).collect();
    let mut subtitle = speaker.period_with_year(draft.period, draft.year);
    if columns.contains(&Column::Limit)
        && let Some(name) = only_limit(&figures)
    {
        let note = speaker.words.fill("limit_is", &[("label", name)]);
        subtitle = format!("{subtitle}{}{note}", speaker.words.word("stop"));
    }
    MetricTable { id, title, subtitle, columns, rows }
}

/// The name of the limits of figures, if all that have one have the same.
fn only_limit<'a>(figures: &[&'a Figure]) -> Option<&'a str> {
    let mut names: Vec<&str> =
        figures.iter().filter_map(|figure| figure.limit.as_ref()).map(|limit| limit.label.as_str()).collect();
    names.dedup();
    if names.len() == 1 { names.pop() } else { None }
}

/// A line that the program made.
pub(super) fn made(text: String) -> Vec<Inline> {
    vec![Inline { kind: InlineKind::Text(text), range: 0..0 }]
}

/// The columns that figures have something for.
fn columns(figures: &[&Figure]) -> Vec<Column> {
    let mut columns = vec![Column::Label, Column::Value, Column::Previous, Column::Change];
    let limits = figures.iter().any(|figure| figure.limit.is_some());
    let targets = figures.iter().any(|figure| figure.target.is_some());
    columns.extend(limits.then_some(Column::Limit));
    columns.extend(targets.then_some(Column::Target));
    columns.extend((limits || targets).then_some(Column::Verdict));
    columns
}

fn ledger(reader: &mut TextReader<'_>, asked: &LedgerAsked) -> Option<LedgerTable> {
    let entry = reader.entry();
    let spot = asked.of.first()?;
    let Some(draft) = entry.draft.ledgers.iter().find(|ledger| ledger.id == spot.text) else {
        if !entry.is_unread(&spot.text) {
            let known = entry.draft.ledgers.iter().map(|ledger| ledger.id.as_str());
            let near = crate::problem::nearest(&spot.text, known);
            let fault = Fault::UnknownMetric { name: spot.text.clone(), near };
            reader.desk.problems.push(Problem::new(fault, spot.place.clone()));
        }
        if let Some(title) = &asked.title {
            reader.line(title);
        }
        return None;
    };
    reader.uses(&spot.text);
    let speaker = reader.book.speaker(entry);
    let audience = reader.book.audience;
    let (book, at) = (reader.book, reader.at);
    let full = ledgers::ledger(
        draft,
        (audience, speaker),
        |spot| reader.line(spot),
        |item| book.course(at, (draft, item)),
    );
    if let Some(lead) = &asked.lead {
        reader.desk.problems.extend(unknown_lead(draft, lead));
    }
    let lead = asked.lead.as_ref().map(|lead| lead.text.as_str());
    let all = full.items.len();
    let items: Vec<_> = full
        .items
        .into_iter()
        .filter(|item| asked.states.is_empty() || asked.states.contains(&item.state))
        .filter(|item| lead.is_none() || lead == item.lead.as_deref())
        .collect();
    let key = if items.len() == all { "ledger_table_all" } else { "ledger_table" };
    let (all, shown) = (all.to_string(), items.len().to_string());
    let subtitle = speaker.words.fill(key, &[("all", &all), ("shown", &shown), ("unit", &full.unit)]);
    let title = match &asked.title {
        Some(spot) => reader.line(spot),
        None => made(full.title),
    };
    let id = unique_id(reader, asked.id.as_ref(), &format!("{}-table", spot.text.replace('.', "-")));
    Some(LedgerTable { id, title, subtitle, items, words: full.words })
}

/// The problem of a lead that none of a ledger's items has.
fn unknown_lead(draft: &LedgerDraft, lead: &Spot) -> Option<Problem> {
    let mut leads: Vec<String> = draft.items.iter().filter_map(|item| item.lead.clone()).collect();
    leads.sort();
    leads.dedup();
    (!leads.is_empty() && !leads.contains(&lead.text)).then(|| {
        let (key, found) = ("lead".to_owned(), lead.text.clone());
        let fault = Fault::BadValue { key, found, expected: Expected::OneOf(leads) };
        Problem::new(fault, lead.place.clone())
    })
}
