//! Charts: which kind suits the data, and the data as a chart. Enter at [`chart`].

use super::text::TextReader;
use super::{blocks, message, series, unknown_metric};
use crate::load::block::ChartAsked;
use crate::model::{By, Chart, ChartKind, Figure, LedgerDraft, Quantity, Spot, Value};
use crate::problem::{ChartFault, Fault, Problem};

/// What a chart is of.
pub(super) enum Subject<'a> {
    /// Figures.
    Figures(Vec<&'a Figure>),
    /// Ledgers.
    Ledgers(Vec<&'a LedgerDraft>),
}

/// A chart's form: how it is drawn, and by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) kind: ChartKind,
    pub(super) by: By,
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
    let form = match form(&subject, asked) {
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
    let compare = compare(reader, &subject, (asked, form))?;
    let entry = reader.entry();
    let speaker = reader.book.speaker(entry);
    let context = series::Context { speaker, draft: entry.draft, standards: &reader.book.project.standards };
    let audience = reader.book.audience;
    let mut chart = match &subject {
        Subject::Figures(figures) => context.figures(figures, form, compare),
        Subject::Ledgers(ledgers) => context.ledgers(ledgers, audience),
    };
    for category in &mut chart.categories {
        category.highlight = asked.highlight.contains(&category.label);
    }
    let first = asked.of.first().map_or("", |spot| spot.text.as_str()).replace('.', "-");
    chart.id = blocks::unique_id(reader, asked.id.as_ref(), &format!("{first}-{}", form.by.word()));
    chart.title = match &asked.title {
        Some(spot) => reader.line(spot),
        None => blocks::made(message::title(&chart, speaker)),
    };
    chart.description = message::description(&chart, speaker);
    Some(chart)
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
    let mut units: Vec<String> = figures.iter().map(|figure| figure.unit.clone()).collect();
    units.sort();
    units.dedup();
    if units.len() > 1 {
        if !figures.iter().any(|figure| entry.is_unread(&figure.id)) {
            let fault = Fault::Chart(ChartFault::Units(units));
            reader.desk.problems.push(Problem::new(fault, asked.of[0].place.clone()));
        }
        return None;
    }
    Some(Subject::Figures(figures))
}

/// The kind and by of a chart: as asked, completed from the data.
fn form(subject: &Subject<'_>, asked: &ChartAsked) -> Result<Form, ChartFault> {
    let kind = match asked.kind.as_ref().map(|spot| spot.text.as_str()) {
        None => None,
        Some(word) => Some(drawn(word).ok_or_else(|| ChartFault::NotYet(word.to_owned()))?),
    };
    let figures = match subject {
        Subject::Ledgers(_) => {
            return match (kind, asked.by) {
                (None | Some(ChartKind::Progress), None | Some(By::Part)) => {
                    Ok(Form { kind: ChartKind::Progress, by: By::Part })
                }
                (kind, by) => Err(ChartFault::KindBy {
                    kind: kind.unwrap_or(ChartKind::Progress).word().to_owned(),
                    by: by.unwrap_or(By::Part).word().to_owned(),
                    would_do: vec!["progress".to_owned()],
                }),
            };
        }
        Subject::Figures(figures) => figures,
    };
    let possible: Vec<By> = BYS.into_iter().filter(|&by| has(figures, by)).collect();
    if let Some(by) = asked.by
        && !possible.contains(&by)
    {
        if by == By::Month && matches!(no_kind(figures), ChartFault::NotYet(_)) {
            return Err(no_kind(figures));
        }
        let lacking = figures.iter().find(|figure| !has(&[figure], by)).or(figures.first());
        let id = lacking.map(|figure| figure.id.clone()).unwrap_or_default();
        return Err(ChartFault::NoData { id, by: by.word().to_owned() });
    }
    let candidates: Vec<By> = asked.by.map_or(possible, |by| vec![by]);
    let suits = |kind: ChartKind| candidates.iter().copied().find(|&by| kinds(figures, by).contains(&kind));
    match kind {
        Some(kind) => suits(kind).map(|by| Form { kind, by }).ok_or_else(|| match candidates.first() {
            Some(&by) => ChartFault::KindBy {
                kind: kind.word().to_owned(),
                by: by.word().to_owned(),
                would_do: kinds(figures, by).iter().map(|kind| kind.word().to_owned()).collect(),
            },
            None => no_kind(figures),
        }),
        None => {
            let first =
                candidates.iter().find_map(|&by| Some(Form { kind: *kinds(figures, by).first()?, by }));
            first.ok_or_else(|| no_kind(figures))
        }
    }
}

/// Why figures have no kind: labels by month want one that this version does not draw.
fn no_kind(figures: &[&Figure]) -> ChartFault {
    let labels = figures.iter().flat_map(|figure| &figure.monthly).flat_map(|series| &series.points);
    if labels.into_iter().any(|point| point.label.is_some()) {
        ChartFault::NotYet("matrix".to_owned())
    } else {
        ChartFault::NoKind
    }
}

/// The kind for a word; none for those this version does not draw.
fn drawn(word: &str) -> Option<ChartKind> {
    [ChartKind::Line, ChartKind::Column, ChartKind::Bar, ChartKind::Stacked, ChartKind::Progress]
        .into_iter()
        .find(|kind| kind.word() == word)
}

/// What a chart may be by, in the order in which it is looked for.
const BYS: [By; 7] = [By::Month, By::Quarter, By::Year, By::Day, By::Item, By::Part, By::Metric];

/// Whether figures have data by something.
fn has(figures: &[&Figure], by: By) -> bool {
    let any_number = |series: &[crate::model::FigureSeries]| {
        series.iter().flat_map(|series| &series.points).any(|point| point.value != Value::Missing)
    };
    figures.iter().all(|figure| match by {
        By::Month => any_number(&figure.monthly),
        By::Quarter => any_number(&figure.quarterly),
        By::Year => any_number(&figure.yearly),
        By::Day => !figure.daily.is_empty(),
        By::Item => !figure.items.is_empty() && figures.len() == 1,
        By::Part => !figure.parts.is_empty() && figures.len() == 1,
        By::Metric => figure.has_value,
    })
}

/// The kinds that suit figures by something, the best first.
fn kinds(figures: &[&Figure], by: By) -> Vec<ChartKind> {
    use ChartKind::{Bar, Column, Line, Progress, Stacked};
    let amounts = figures.iter().all(|figure| figure.quantity == Quantity::Amount);
    let several = |series: &[crate::model::FigureSeries]| series.len() > 1 || figures.len() > 1;
    let Some(first) = figures.first() else { return Vec::new() };
    match by {
        By::Month | By::Quarter | By::Year => {
            let series = match by {
                By::Month => &first.monthly,
                By::Quarter => &first.quarterly,
                _ => &first.yearly,
            };
            let parts = first.scale.is_some() || !first.parts.is_empty();
            match (several(series), amounts) {
                (true, true) if parts => vec![Stacked, Line, Column],
                (true, true) => vec![Line, Stacked, Column],
                (true, false) => vec![Line, Column],
                (false, true) => vec![Column, Line],
                (false, false) => vec![Line, Column],
            }
        }
        By::Day => vec![Line, Column],
        By::Item if first.items.iter().any(|item| !item.parts.is_empty()) => vec![Stacked, Bar, Column],
        By::Item => vec![Bar, Column],
        By::Part => vec![Bar, Stacked, Column],
        By::Metric => {
            let targets = figures.iter().all(|figure| figure.target.is_some());
            let parts = amounts && figures.iter().all(|figure| !figure.parts.is_empty());
            let mut kinds = if targets && figures.len() == 1 { vec![Progress, Bar] } else { vec![Bar] };
            kinds.push(Column);
            kinds.extend((targets && figures.len() > 1).then_some(Progress));
            kinds.extend(parts.then_some(Stacked));
            kinds
        }
    }
}

/// What to compare with: as asked, or what a single series over time, or a target, has.
fn compare(
    reader: &mut TextReader<'_, '_>,
    subject: &Subject<'_>,
    (asked, form): (&ChartAsked, Form),
) -> Option<Compare> {
    let Some(with) = &asked.with else {
        let single = matches!(subject, Subject::Figures(figures) if figures.len() == 1);
        let over_time =
            single && matches!(form.kind, ChartKind::Line | ChartKind::Column) && form.by.is_time();
        let target = form.kind == ChartKind::Progress || over_time;
        return Some(Compare { previous: over_time, limit: over_time, target });
    };
    let mut compare = Compare { target: form.kind == ChartKind::Progress, ..Compare::default() };
    let mut refused = false;
    for spot in with {
        let shows = match (form.kind, subject) {
            (_, Subject::Ledgers(_)) | (ChartKind::Stacked, _) => false,
            (ChartKind::Progress, _) => spot.text == "target",
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
