//! The audit of typed numbers: a number that an author typed must not say otherwise than the data. Enter at
//! [`Audit::new`], then [`Audit::blocks`] for a chapter's text and [`Audit::line`] for a title or a summary.
//!
//! A line becomes a [`passage`] of plain characters. What is no figure is shielded (`shield`), the rest of its digits
//! become `numbers` with `units`; `names` finds the metrics that it speaks of. `sentence` says how the words bear on a
//! number, `time` when it is of, `subject` what a metric's numbers are and `claims` which of them are meant; `judge` and
//! `direction` compare.

mod claims;
mod direction;
mod judge;
mod lexicon;
mod masked;
mod names;
mod numbers;
mod passage;
mod sentence;
mod shield;
mod subject;
#[cfg(test)]
mod tests;
mod time;
mod units;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use lexicon::Lexicon;
use masked::Hidden;
use names::Names;
use passage::{Passage, normal};
use sentence::Sentence;
use shield::Shield;
use subject::Subject;
use units::Units;

use crate::model::{Audience, Block, BlockKind, Draft, Figure, Inline, Metric, Table, TypedFigures, Value};
use crate::problem::{Place, Problem, Severity};
use crate::source::Source;
use crate::wording::{Measured, Speaker};

/// What the audit of a report goes by.
#[derive(Debug, Clone, Copy)]
pub struct Basis<'a> {
    /// The words of the report's language.
    pub speaker: Speaker<'a>,
    /// The report as written: aliases, the rule for untracked figures, withheld numbers.
    pub draft: &'a Draft,
    /// Its figures, computed for the audience.
    pub figures: &'a [Figure],
    /// Who the text is for.
    pub audience: Audience,
}

/// The audit of a report's texts.
#[derive(Debug)]
pub struct Audit<'a> {
    speaker: Speaker<'a>,
    lexicon: Lexicon,
    units: Units,
    names: Names,
    subjects: Vec<Subject<'a>>,
    /// The metric of each id.
    index: BTreeMap<&'a str, usize>,
    hidden: Vec<Hidden>,
    /// How grave an untracked figure is; none where all are allowed.
    policy: Option<Severity>,
    year: i16,
    /// The first month of the period, and how many there are.
    first_month: i8,
    months: usize,
}

impl<'a> Audit<'a> {
    /// Prepares the audit of a report.
    #[must_use]
    pub fn new(basis: &Basis<'a>) -> Self {
        let Basis { speaker, draft, figures, audience } = *basis;
        let lexicon = Lexicon::new(speaker.words);
        let units = Units::new(figures.iter().map(|figure| figure.unit.as_str()), speaker, &lexicon);
        let index: BTreeMap<&str, usize> =
            figures.iter().enumerate().map(|(at, figure)| (figure.id.as_str(), at)).collect();
        let subject = |figure| {
            Subject::new(figure, units.measure(&figure.unit, speaker), &counts(figure, figures, &index))
        };
        let subjects: Vec<Subject<'a>> = figures.iter().map(subject).collect();
        let metrics = || draft.metrics.iter().flat_map(|file| &file.metrics);
        let hidden = |metric: &Metric| {
            let subject = index.get(metric.id.as_str())?;
            (audience == Audience::Public).then(|| masked::hidden(metric, *subject))
        };
        Self {
            names: names(figures, metrics(), &index),
            hidden: metrics().filter_map(hidden).flatten().collect(),
            policy: match draft.figures {
                TypedFigures::Allow => None,
                TypedFigures::Warn => Some(Severity::Warning),
                TypedFigures::Deny => Some(Severity::Error),
            },
            year: draft.year,
            first_month: draft.period.first.month,
            months: draft.period.len(),
            speaker,
            lexicon,
            units,
            subjects,
            index,
        }
    }

    /// Audits a chapter's text: paragraphs, headings, lists, quotations, tables. `literals` are what its author typed
    /// on purpose.
    #[must_use]
    pub fn blocks(&self, source: &Arc<Source>, blocks: &[Block], literals: &[String]) -> Vec<Problem> {
        let mut reading =
            Reading { audit: self, source, literals: &normalised(literals), problems: Vec::new() };
        reading.blocks(blocks);
        reading.problems
    }

    /// Audits a line: a title, a summary. `literals` are those of its chapter, if it belongs to one.
    #[must_use]
    pub fn line(&self, inlines: &[Inline], place: &Place, literals: &[String]) -> Vec<Problem> {
        self.passage(&Passage::of(&[inlines], place), &normalised(literals))
    }

    fn passage(&self, passage: &Passage<'_>, literals: &[Vec<char>]) -> Vec<Problem> {
        let mut problems = Vec::new();
        self.sentences(passage, literals, |sentence| {
            for (index, number) in sentence.numbers.iter().enumerate() {
                let hidden = self.given_away(sentence, number).map(|fault| (fault, number.whole.clone()));
                let found = hidden.or_else(|| self.number(sentence, index));
                problems.extend(found.map(|(fault, at)| Problem::new(fault, passage.place(&at))));
            }
            let directions = self.directions(sentence).into_iter();
            problems.extend(directions.map(|(fault, at)| Problem::new(fault, passage.place(&at))));
        });
        problems
    }

    /// The withheld numbers alone that stand in a passage: a cell with the head of its column.
    fn given_away_in(&self, passage: &Passage<'_>, literals: &[Vec<char>]) -> Vec<Problem> {
        let mut problems = Vec::new();
        if !self.hidden.is_empty() {
            self.sentences(passage, literals, |sentence| {
                let faults = sentence.numbers.iter().filter_map(|number| {
                    Some(Problem::new(self.given_away(sentence, number)?, passage.place(&number.whole)))
                });
                problems.extend(faults);
            });
        }
        problems
    }

    /// Gives the sentences of a passage that have anything to audit to a function.
    fn sentences(
        &self,
        passage: &Passage<'_>,
        literals: &[Vec<char>],
        mut each: impl FnMut(&Sentence<'_, '_>),
    ) {
        let has_digits = passage.chars.iter().any(char::is_ascii_digit);
        if !has_digits && passage.set.is_empty() && !self.has_direction(passage) {
            return;
        }
        let shield = Shield::new(passage, (&self.lexicon, &self.units), literals);
        let numbers = numbers::numbers(passage, &shield, (&self.lexicon, &self.units));
        let mentions = self.names.mentions(passage, |id| self.index.get(id).copied());
        let figures = without_named(numbers, &mentions);
        for at in passage.sentences() {
            each(&Sentence {
                passage,
                shield: &shield,
                lexicon: &self.lexicon,
                mentions: within(&mentions, &at, |mention| &mention.at),
                numbers: within(&figures, &at, |number| &number.digits),
                at,
            });
        }
    }

    fn has_direction(&self, passage: &Passage<'_>) -> bool {
        let text = &passage.chars;
        (0..text.len()).any(|at| self.lexicon.way_after(text, at).is_some())
    }

    fn subject(&self, id: &str) -> Option<&Subject<'a>> {
        self.index.get(id).map(|&at| &self.subjects[at])
    }

    /// A value of a figure in words.
    fn said(&self, figure: &Figure, value: &Value, decimals: u32) -> String {
        let (unit, quantity) = (figure.unit.as_str(), figure.quantity);
        self.speaker.value(&Measured { value, decimals, unit, quantity }).plain()
    }

    /// Which of the period's months a month is, from 0.
    fn month_index(&self, month: i8) -> Option<usize> {
        let index = usize::try_from((month - self.first_month).rem_euclid(12)).ok()?;
        (index < self.months).then_some(index)
    }

    /// Whether months are all of the period's.
    fn is_period(&self, (first, last): (i8, i8)) -> bool {
        self.month_index(first) == Some(0)
            && self.month_index(last).is_some_and(|last| last + 1 == self.months)
    }
}

fn normalised(literals: &[String]) -> Vec<Vec<char>> {
    literals.iter().map(|text| text.chars().map(normal).collect()).collect()
}

/// The counts of a ledger that have its unit.
fn counts<'f>(ledger: &Figure, figures: &'f [Figure], index: &BTreeMap<&str, usize>) -> Vec<&'f Figure> {
    let prefix = format!("{}.", ledger.id);
    let of_it = index.range(prefix.as_str()..).take_while(|(id, _)| id.starts_with(&prefix));
    let mut places: Vec<usize> = of_it.map(|(_, &at)| at).collect();
    places.sort_unstable();
    places.into_iter().map(|at| &figures[at]).filter(|figure| figure.unit == ledger.unit).collect()
}

/// Labels and aliases; a ledger's counts go by its title too.
fn names<'m>(
    figures: &[Figure],
    metrics: impl Iterator<Item = &'m Metric>,
    index: &BTreeMap<&str, usize>,
) -> Names {
    let mut names = Names::default();
    for (at, figure) in figures.iter().enumerate() {
        names.add(&figure.label, at);
        let ledger = figure.id.rsplit_once('.').and_then(|(parent, _)| index.get(parent));
        if let Some(&ledger) = ledger.filter(|&&ledger| figures[ledger].unit != figure.unit) {
            names.add(&figures[ledger].label, at);
        }
    }
    for metric in metrics {
        let Some(&at) = index.get(metric.id.as_str()) else { continue };
        metric.aliases.iter().for_each(|alias| names.add(alias, at));
    }
    names
}

/// The numbers whose digits are no part of a metric's name.
fn without_named(mut numbers: Vec<numbers::Number>, mentions: &[names::Mention]) -> Vec<numbers::Number> {
    // Of the mentions from each on where the first begins.
    let mut starts: Vec<usize> = mentions.iter().map(|mention| mention.at.start).collect();
    for at in (1..starts.len()).rev() {
        starts[at - 1] = starts[at - 1].min(starts[at]);
    }
    let is_named = |digits: &Range<usize>| {
        let first = mentions.partition_point(|mention| mention.at.end < digits.end);
        starts.get(first).is_some_and(|&start| start <= digits.start)
    };
    numbers.retain(|number| !is_named(&number.digits));
    numbers
}

/// Those of a list, in order of their ends, that lie in a sentence.
fn within<T: Clone>(list: &[T], sentence: &Range<usize>, range: fn(&T) -> &Range<usize>) -> Vec<T> {
    let first = list.partition_point(|one| range(one).end <= sentence.start);
    let last = list.partition_point(|one| range(one).end <= sentence.end);
    let found = list.get(first..last).unwrap_or_default();
    found.iter().filter(|one| sentence.start <= range(one).start).cloned().collect()
}

/// A chapter's text while it is audited.
struct Reading<'r, 'a> {
    audit: &'r Audit<'a>,
    source: &'r Arc<Source>,
    literals: &'r [Vec<char>],
    problems: Vec<Problem>,
}

impl Reading<'_, '_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(heading) => self.lines(&[&heading.text]),
                BlockKind::Paragraph(text) => self.lines(&[text]),
                BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks)),
                BlockKind::Quote(inner) | BlockKind::Alert(_, inner) => self.blocks(inner),
                BlockKind::Table(table) => self.table(table),
                BlockKind::Definitions(definitions) => {
                    for definition in definitions {
                        self.lines(&[&definition.term]);
                        definition.meanings.iter().for_each(|meaning| self.blocks(meaning));
                    }
                }
                BlockKind::Chart(chart) => self.caption(&chart.title),
                BlockKind::Metrics(table) => self.caption(&table.title),
                BlockKind::Ledger(table) => self.caption(&table.title),
                BlockKind::Code(_) | BlockKind::Rule | BlockKind::Cards(_) => {}
            }
        }
    }

    /// A caption that an author wrote; one that the program made has no place.
    fn caption(&mut self, title: &[Inline]) {
        if title.iter().any(|inline| !inline.range.is_empty()) {
            self.lines(&[title]);
        }
    }

    /// A row of a table is read as one line: its first cell names what the others say.
    fn table(&mut self, table: &Table) {
        for row in std::iter::once(&table.head).chain(&table.rows) {
            let cells: Vec<&[Inline]> = row.iter().map(Vec::as_slice).collect();
            self.lines(&cells);
        }
        for (head, cell) in table.rows.iter().flat_map(|row| table.head.iter().zip(row)) {
            let passage = Passage::of(&[head, cell], &Place::new(self.source, 0..0));
            self.problems.extend(self.audit.given_away_in(&passage, self.literals));
        }
    }

    fn lines(&mut self, lines: &[&[Inline]]) {
        // Places are counted in the whole file; each inline brings its own.
        let place = Place::new(self.source, 0..0);
        self.problems.extend(self.audit.passage(&Passage::of(lines, &place), self.literals));
    }
}
