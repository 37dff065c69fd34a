//! A sheet as it was read, whatever its file: the cells that hold something, each with its place.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::model::{hidden, unseen};
use crate::problem::{Place, Problem};
use crate::source::Source;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    /// Text.
    Text(String),
    /// A number.
    Number(Number),
    /// A date or a time of day, which is what spreadsheets make of `1-2`.
    Date,
    /// True or false.
    Boolean(bool),
    /// `#DIV/0!`
    Error(String),
    /// A formula whose result is not in the file.
    Uncomputed,
}

/// A number as a spreadsheet holds and shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// The number held: the fifteen digits that spreadsheets keep.
    pub(super) held: Decimal,
    /// How it is shown.
    pub(super) look: Look,
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// As it is, with so many places where the format fixes them.
    Plain(Option<u32>),
    /// As a percentage, with so many places.
    Percent(Option<u32>),
    /// In thousands or millions: it shows another number than it holds.
    Scaled,
    /// The file does not tell.
    Unknown,
}

/// A sheet of cells by row and column, both from 0.
#[derive(Debug)]
pub(super) struct Grid {
    /// Where it is: `content/2022/data/figures.xlsx!大气科`; the file alone for a text file.
    pub(super) place: String,
    /// The text that it was read from, with the range of each cell, where it is a text file.
    pub(super) source: Option<Arc<Source>>,
    /// The cells that hold something.
    pub(super) cells: BTreeMap<(u32, u32), Held>,
}

/// A cell that holds something.
#[derive(Debug)]
pub(super) struct Held {
    /// What.
    pub(super) content: Content,
    /// Its bytes, in a text file.
    pub(super) range: Range<usize>,
}

impl Grid {
    /// The place of a cell: `content/2022/data/figures.xlsx!大气科!D7`, or its bytes in a text file.
    pub(super) fn place_of(&self, at: (u32, u32)) -> Place {
        match &self.source {
            Some(source) => {
                let range = self.cells.get(&at).map_or(0..0, |held| held.range.clone());
                Place::new(source, range)
            }
            None => Place::Cell { sheet: self.place.clone(), row: at.0, column: at.1 },
        }
    }

    /// The place of the sheet as a whole.
    pub(super) fn whole(&self) -> Place {
        Place::File(self.place.clone())
    }

    /// The text of a cell; none if it holds anything else.
    pub(super) fn text(&self, at: (u32, u32)) -> Option<&str> {
        match self.content(at) {
            Some(Content::Text(text)) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    /// What a cell holds.
    pub(super) fn content(&self, at: (u32, u32)) -> Option<&Content> {
        self.cells.get(&at).map(|held| &held.content)
    }

    /// The characters in texts of some columns that cannot be seen, each kind of a cell once: what looks like a head, an
    /// id or a label and is none by such a character would be a riddle.
    pub(super) fn hidden_characters(&self, columns: impl Fn(u32) -> bool) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (&at, held) in self.cells.iter().filter(|((_, column), _)| columns(*column)) {
            let Content::Text(text) = &held.content else { continue };
            let place = self.place_of(at);
            let mut seen = Vec::new();
            // Spreadsheets end the lines of a cell in two ways.
            for (start, c) in hidden(place.text().unwrap_or(text)).filter(|&(_, c)| c != '\r') {
                if !seen.contains(&c) {
                    seen.push(c);
                    problems.push(Problem::new(unseen(c), place.part(start..start + c.len_utf8())));
                }
            }
        }
        problems
    }

    /// The rows that hold something, in order.
    pub(super) fn rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.cells.keys().map(|(row, _)| *row).collect();
        rows.dedup();
        rows
    }

    /// The columns of a row that hold something, in order.
    pub(super) fn columns(&self, row: u32) -> impl Iterator<Item = u32> {
        self.cells.range((row, 0)..=(row, u32::MAX)).map(|((_, column), _)| *column)
    }
}
