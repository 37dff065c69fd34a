//! What a new report has left over from last year's: blanks that were never filled in, a year that should have moved on,
//! a paragraph that is word for word last year's. The words are the language file's (`stale:`). Enter at
//! [`Stale::new`], then [`Stale::blocks`] for a chapter's text, [`Stale::heading`] for a title, [`Stale::line`] for a
//! summary or a note.
//!
//! Texts are looked at as they are written, with their references: a sentence is told apart by whether it names this
//! year's figure. What is code, comment, reference or address is blanked out first.

mod blanks;
mod earlier;
mod plain;
#[cfg(test)]
mod tests;
mod years;

use std::ops::Range;
use std::sync::Arc;

use blanks::Blanks;
use earlier::Earlier;
use years::Years;

use crate::model::{Block, BlockKind, Draft, Inline, Spot};
use crate::problem::{Fault, Place, Problem, StaleFault};
use crate::source::Source;
use crate::wording::Words;

/// The search for leftovers in a report.
#[derive(Debug)]
pub struct Stale {
    blanks: Blanks,
    years: Years,
    /// The texts of the report before, if there is one beside this.
    earlier: Option<Earlier>,
}

/// A text as it is written, with its place.
struct Text<'a> {
    written: &'a str,
    place: Place,
    literals: &'a [String],
}

impl Text<'_> {
    /// The problem of a part of the text, unless the author listed it.
    fn problem(&self, (part, fault): (Range<usize>, StaleFault)) -> Option<Problem> {
        let meant = self.literals.iter().any(|literal| {
            let mut found = self.written.match_indices(literal.as_str());
            found.any(|(at, literal)| at < part.end && part.start < at + literal.len())
        });
        // The text of a field that was folded is not as it stands in the file.
        let whole = self.place.text() == Some(self.written);
        let place = if whole { self.place.part(part) } else { self.place.clone() };
        (!meant).then(|| Problem::new(Fault::Stale(fault), place))
    }
}

impl Stale {
    /// Prepares the search in a report, with the report before it.
    #[must_use]
    pub fn new(words: &Words, draft: &Draft, before: Option<&Draft>) -> Self {
        Self {
            blanks: Blanks::new(words),
            years: Years::new(words, draft.year),
            earlier: before.map(Earlier::new),
        }
    }

    /// What is left over in the report's own title.
    #[must_use]
    pub fn report_title(&self, spot: &Spot) -> Vec<Problem> {
        let text = Text { written: &spot.text, place: spot.place.clone(), literals: &[] };
        let plain = plain::plain(text.written);
        let years = self.years.report_title(&plain);
        let years = if years.is_empty() { self.years_of_heading(&plain) } else { years };
        self.blanks.find(&plain).into_iter().chain(years).filter_map(|found| text.problem(found)).collect()
    }

    /// What is left over in the title of a chapter or a ledger.
    #[must_use]
    pub fn heading(&self, spot: &Spot, literals: &[String]) -> Vec<Problem> {
        self.in_heading(&Text { written: &spot.text, place: spot.place.clone(), literals })
    }

    /// What is left over in a line of text: a summary, a note.
    #[must_use]
    pub fn line(&self, spot: &Spot, literals: &[String]) -> Vec<Problem> {
        self.in_text(&Text { written: &spot.text, place: spot.place.clone(), literals })
    }

    /// What is left over in a title that stands in a chapter's text.
    #[must_use]
    pub fn title(&self, source: &Arc<Source>, title: &[Inline], literals: &[String]) -> Vec<Problem> {
        text_of(source, &range(title), literals).map_or(Vec::new(), |text| self.in_heading(&text))
    }

    /// What is left over in a chapter's text. `literals` are what its author wrote on purpose.
    #[must_use]
    pub fn blocks(&self, source: &Arc<Source>, blocks: &[Block], literals: &[String]) -> Vec<Problem> {
        let mut problems = Vec::new();
        for block in blocks {
            problems.extend(self.block(source, block, literals));
        }
        problems
    }

    fn block(&self, source: &Arc<Source>, block: &Block, literals: &[String]) -> Vec<Problem> {
        let inner = |blocks: &[Block]| self.blocks(source, blocks, literals);
        let text = |range: &Range<usize>| text_of(source, range, literals);
        match &block.kind {
            BlockKind::Heading(_) => text(&block.range).map_or(Vec::new(), |text| self.in_heading(&text)),
            BlockKind::Paragraph(_) => text(&block.range).map_or(Vec::new(), |text| self.in_paragraph(&text)),
            BlockKind::Table(_) => text(&block.range).map_or(Vec::new(), |text| self.in_cells(&text)),
            BlockKind::List { items, .. } => items.iter().flat_map(|item| inner(&item.blocks)).collect(),
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => inner(blocks),
            BlockKind::Definitions(definitions) => definitions
                .iter()
                .flat_map(|definition| &definition.meanings)
                .flat_map(|it| inner(it))
                .collect(),
            BlockKind::Chart(chart) => self.caption(source, &chart.title, literals),
            BlockKind::Metrics(table) => self.caption(source, &table.title, literals),
            BlockKind::Ledger(table) => self.caption(source, &table.title, literals),
            BlockKind::Code(_) | BlockKind::Rule | BlockKind::Cards(_) => Vec::new(),
        }
    }

    /// A caption that an author wrote; one that the program made has no place.
    fn caption(&self, source: &Arc<Source>, title: &[Inline], literals: &[String]) -> Vec<Problem> {
        text_of(source, &range(title), literals).map_or(Vec::new(), |text| self.in_text(&text))
    }

    fn in_heading(&self, text: &Text<'_>) -> Vec<Problem> {
        let plain = plain::plain(text.written);
        let found = self.blanks.find(&plain).into_iter().chain(self.years_of_heading(&plain));
        found.filter_map(|found| text.problem(found)).collect()
    }

    /// Without an earlier report there is none that a year could be left over from.
    fn years_of_heading(&self, plain: &str) -> Vec<(Range<usize>, StaleFault)> {
        self.earlier.as_ref().map_or(Vec::new(), |_| self.years.heading(plain))
    }

    fn in_cells(&self, text: &Text<'_>) -> Vec<Problem> {
        let found = self.blanks.find(&plain::plain(text.written));
        found.into_iter().filter_map(|found| text.problem(found)).collect()
    }

    fn in_text(&self, text: &Text<'_>) -> Vec<Problem> {
        let plain = plain::plain(text.written);
        let blanks = self.blanks.find(&plain);
        let years =
            self.earlier.as_ref().map(|earlier| self.years.sentences((text.written, &plain), earlier));
        let found = blanks.into_iter().chain(years.unwrap_or_default());
        found.filter_map(|found| text.problem(found)).collect()
    }

    /// A paragraph that is last year's as a whole is told as such, and its years are not told again.
    fn in_paragraph(&self, text: &Text<'_>) -> Vec<Problem> {
        let same = self.earlier.as_ref().filter(|earlier| earlier.has(text.written));
        let Some(earlier) = same else { return self.in_text(text) };
        let mut problems = self.in_cells(text);
        if !text.literals.iter().any(|literal| earlier::is_long(literal) && text.written.contains(literal)) {
            let fault = Fault::Stale(StaleFault::Paragraph { year: earlier.year });
            problems.push(Problem::new(fault, text.place.clone()));
        }
        problems
    }
}

/// The bytes of a line in its source; empty for one that the program made.
fn range(inlines: &[Inline]) -> Range<usize> {
    let written = || inlines.iter().map(|inline| &inline.range).filter(|range| !range.is_empty());
    let start = written().map(|range| range.start).min().unwrap_or(0);
    start..written().map(|range| range.end).max().unwrap_or(0)
}

fn text_of<'a>(source: &'a Arc<Source>, range: &Range<usize>, literals: &'a [String]) -> Option<Text<'a>> {
    let written = source.text().get(range.clone()).filter(|text| !text.trim().is_empty())?;
    let kept = range.start..range.start + written.trim_end().len();
    Some(Text { written: written.trim_end(), place: Place::new(source, kept), literals })
}
