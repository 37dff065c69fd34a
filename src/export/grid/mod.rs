//! What the tables of a document hold, whatever program sets them: figures, work, and tables as they were typed. Word
//! and the page for paper set the same [`Grid`].

mod figures;
mod work;

use std::borrow::Cow;

use crate::model::{Align, Inline, Shown, Status, Table};

pub(super) use figures::{all_figures, cards, metrics};
pub(super) use work::{accounts, ledger};

/// A table.
#[derive(Debug, Default)]
pub(super) struct Grid<'r> {
    /// A cell above each column.
    pub(super) heads: Vec<Cell<'r>>,
    pub(super) rows: Vec<Row<'r>>,
    /// What must be said under it, a note each.
    pub(super) notes: Vec<String>,
}

/// A row.
#[derive(Debug)]
pub(super) enum Row<'r> {
    /// A cell for each column.
    Cells(Vec<Cell<'r>>),
    /// The head of the rows below, over all columns.
    Group(&'r str),
}

/// A cell: its lines, and how they stand.
#[derive(Debug, Default)]
pub(super) struct Cell<'r> {
    pub(super) lines: Vec<Line<'r>>,
    pub(super) place: Place,
    /// Whether each line should stay whole: a unit, a change, a date.
    pub(super) is_short: bool,
}

/// Where the text of a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Place {
    #[default]
    Start,
    Middle,
    /// Where numbers stand.
    End,
}

/// A line of a cell.
#[derive(Debug)]
pub(super) enum Line<'r> {
    Words(Cow<'r, str>),
    /// Text of the report.
    Text(&'r [Inline]),
    /// What is shown of a figure, in words, with the sign of its status if it is to have one.
    Figure {
        words: Cow<'r, str>,
        shown: &'r Shown,
        status: Option<Status>,
    },
    /// The dash that stands for nothing.
    Nothing,
}

impl<'r> Cell<'r> {
    fn of(line: Line<'r>) -> Self {
        Self { lines: vec![line], ..Self::default() }
    }

    fn words(words: impl Into<Cow<'r, str>>) -> Self {
        Self::default().and(words)
    }

    /// A value, where numbers stand.
    fn number(self) -> Self {
        Self { place: Place::End, ..self }
    }

    fn centred(self) -> Self {
        Self { place: Place::Middle, ..self }
    }

    fn short(self) -> Self {
        Self { is_short: true, ..self }
    }

    /// The same with another line, if there is something in it.
    fn and(mut self, words: impl Into<Cow<'r, str>>) -> Self {
        let words = words.into();
        if !words.is_empty() {
            self.lines.push(Line::Words(words));
        }
        self
    }

    /// The same with a line of text, if there is something in it.
    fn and_text(mut self, text: &'r [Inline]) -> Self {
        if !text.is_empty() {
            self.lines.push(Line::Text(text));
        }
        self
    }
}

/// A table as it was typed.
pub(super) fn typed(table: &Table) -> Grid<'_> {
    let place = |at: usize| match table.align.get(at) {
        Some(Align::End) => Place::End,
        Some(Align::Center) => Place::Middle,
        Some(Align::Start) | None => Place::Start,
    };
    let heads = table.head.iter().map(|head| Cell::default().and_text(head)).collect();
    let mut rows = Vec::new();
    for row in &table.rows {
        let cells = row.iter().enumerate();
        let cells = cells.map(|(at, cell)| Cell { place: place(at), ..Cell::default().and_text(cell) });
        rows.push(Row::Cells(cells.collect()));
    }
    Grid { heads, rows, notes: Vec::new() }
}
