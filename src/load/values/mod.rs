//! Numbers from sheets: what `values` names is read and put into the metrics before anything is computed from them.
//! Enter at [`merge`]. What cannot be read for certain is reported by cell.

mod book;
mod cell;
mod csv;
mod grid;
mod heads;
mod look;
mod merge;
pub(crate) mod names;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use self::cell::Reader;
use self::grid::{Content, Grid};
use self::heads::{Column, Head, Heads, Times, plain};
use self::merge::{Refusal, Slot};
use self::names::{Labelled, Names, Target};
use super::{Context, Named};
use crate::model::{Draft, Given, Metric, Spot};
use crate::problem::{Fault, Place, Problem, SheetFault};
use crate::wording::Words;

/// Reads the sheets of a report into its metrics.
pub(super) fn merge(draft: &mut Draft, words: &Words, context: &mut Context<'_>) {
    if draft.values.is_empty() {
        return;
    }
    let names = Names::of(draft);
    let units = units(draft, words);
    let mut desk = Desk { draft, context, names, words, units };
    for spot in desk.draft.values.clone() {
        desk.file(&spot);
    }
}

/// The units of a report's metrics as they may be written, and those that the language counts in, by their plain form.
fn units(draft: &Draft, words: &Words) -> BTreeMap<String, String> {
    let metrics = draft.metrics.iter().flat_map(|file| &file.metrics);
    let mut units: BTreeMap<String, String> =
        words.list("measure_words").into_iter().map(|word| (plain(&word), word)).collect();
    for unit in metrics.map(|metric| &metric.unit).filter(|unit| !unit.is_empty()) {
        units.insert(plain(unit), unit.clone());
        if let Some(word) = words.find(&format!("units.{unit}")) {
            units.insert(plain(word), unit.clone());
        }
    }
    units
}

/// A report while its sheets are read.
struct Desk<'a, 'c> {
    draft: &'a mut Draft,
    context: &'a mut Context<'c>,
    names: Names,
    words: &'a Words,
    units: BTreeMap<String, String>,
}

/// A row that names something.
struct Row<'g> {
    grid: &'g Grid,
    at: u32,
    target: Target,
}

impl Desk<'_, '_> {
    fn file(&mut self, spot: &Spot) {
        let from = spot.place.file().unwrap_or_default().into_owned();
        let named = Named { path: &spot.text, place: &spot.place, from: &from };
        let Some(path) = self.context.named(&named) else { return self.give_up() };
        let shown = super::shown(&path);
        let read = if shown.to_ascii_lowercase().ends_with(".csv") {
            let Some(source) = self.context.text(&path) else { return self.give_up() };
            Ok(vec![csv::read(&source)])
        } else {
            match std::fs::read(&path) {
                Ok(bytes) => book::read(&shown, &bytes),
                Err(error) => Err(SheetFault::Unreadable(error.to_string())),
            }
        };
        let grids = match read {
            Ok(grids) => grids,
            Err(fault) => {
                self.report(fault, Place::File(shown));
                return self.give_up();
            }
        };
        let before = self.context.problems.len();
        let heads = grids.iter().filter(|grid| self.sheet(grid)).count();
        if heads == 0 && self.context.problems.len() == before {
            self.report(SheetFault::NoHead, Place::File(shown));
            let hidden = grids.iter().flat_map(|grid| grid.hidden_characters(|_| true));
            self.context.problems.extend(hidden);
            self.give_up();
        }
    }

    fn report(&mut self, fault: SheetFault, place: Place) {
        self.context.problems.push(Problem::new(Fault::Sheet(fault), place));
    }

    /// Notes that values may only seem to be lacking, since the file that holds them cannot be read.
    fn give_up(&mut self) {
        let metrics = self.draft.metrics.iter().flat_map(|file| &file.metrics);
        let ids: Vec<String> = metrics.map(|metric| metric.id.clone()).collect();
        self.draft.unread.extend(ids);
    }

    /// Reads a sheet; whether it has a head.
    fn sheet(&mut self, grid: &Grid) -> bool {
        let times = Times { year: self.draft.year, period: self.draft.period };
        let Some(heads) = heads::find(grid, times) else {
            if self.names_something(grid) {
                self.report(SheetFault::NoHead, grid.whole());
                self.context.problems.extend(grid.hidden_characters(|_| true));
            }
            return false;
        };
        let is_read = |at| heads.columns.iter().any(|column| column.at == at);
        self.context.problems.extend(grid.hidden_characters(is_read));
        for (index, column) in heads.columns.iter().enumerate() {
            let twin = |other: &&Column| other.head == column.head && column.head != Head::Outside;
            if let Some(first) = heads.columns[..index].iter().find(twin) {
                let head = grid.text((column.row, column.at)).unwrap_or_default().to_owned();
                let other = grid.place_of((first.row, first.at)).shown();
                self.report(SheetFault::TwoHeads { head, other }, grid.place_of((column.row, column.at)));
                return true;
            }
        }
        for row in grid.rows().into_iter().filter(|row| *row > heads.last) {
            if let Some(target) = self.named(grid, &heads, row) {
                self.row(&Row { grid, at: row, target }, &heads);
            }
        }
        true
    }

    /// Whether a sheet without a head has a cell that is an id or a label.
    fn names_something(&self, grid: &Grid) -> bool {
        grid.cells.keys().filter_map(|at| grid.text(*at)).any(|text| {
            self.names.by_id(text).is_some() || matches!(self.names.by_label(text), Labelled::One(_))
        })
    }

    /// What a row names; one that names nothing is reported if it holds a value.
    fn named(&mut self, grid: &Grid, heads: &Heads, row: u32) -> Option<Target> {
        let cell = |head| heads.column(head).map(|column| (row, column));
        // A column headed 编号 may number the rows: that is no id.
        let is_id = |text: &&str| !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let id = cell(Head::Id).and_then(|at| grid.text(at).filter(is_id).map(|text| (at, text)));
        let label = cell(Head::Label).and_then(|at| grid.text(at).map(|text| (at, text)));
        let found = match (id, label) {
            (Some((_, text)), _) => self.names.by_id(text).cloned().map_or(Labelled::None, Labelled::One),
            (None, Some((_, text))) => self.names.by_label(text),
            (None, None) => Labelled::None,
        };
        let values =
            heads.columns.iter().filter(|column| column.head.is_value() && column.head != Head::Previous);
        let first = values.map(|column| (row, column.at)).find(|at| looks_like_a_value(grid.content(*at)));
        match (found, id.or(label), first) {
            (Labelled::One(target), ..) => return Some(target),
            (Labelled::Several(ids), Some((at, text)), Some(_)) => {
                self.report(SheetFault::Several { label: text.to_owned(), ids }, grid.place_of(at));
            }
            (_, Some((at, text)), Some(_)) if !super::is_unread(&self.draft.unread, text) => {
                let fault = Fault::UnknownMetric { name: text.to_owned(), near: self.names.nearest(text) };
                self.context.problems.push(Problem::new(fault, grid.place_of(at)));
            }
            (_, None, Some(value)) => self.report(SheetFault::NoName, grid.place_of(value)),
            _ => {}
        }
        None
    }

    fn row(&mut self, row: &Row<'_>, heads: &Heads) {
        if !self.has_own_unit(row, heads) {
            return self.spoil(&row.target);
        }
        for column in &heads.columns {
            let at = (row.at, column.at);
            let Some(content) = row.grid.content(at) else { continue };
            let slot = match column.head {
                Head::Value => Slot::Value,
                Head::Previous => Slot::Previous,
                Head::Month(month) => Slot::Month(month),
                Head::Outside if !self.draft.faulty => {
                    let text = row.grid.text((column.row, column.at)).unwrap_or_default().to_owned();
                    let fault = Fault::OutsidePeriod { text };
                    self.context.problems.push(Problem::new(fault, row.grid.place_of(at)));
                    continue;
                }
                Head::Id | Head::Label | Head::Unit | Head::Outside => continue,
            };
            if let Err(fault) = self.cell(row, (column, slot), content) {
                self.context.problems.push(Problem::new(fault, row.grid.place_of(at)));
                self.spoil(&row.target);
            }
        }
    }

    /// Reads a cell and puts its value into the metric.
    fn cell(
        &mut self,
        row: &Row<'_>,
        (column, slot): (&Column, Slot),
        content: &Content,
    ) -> Result<(), Fault> {
        let (file, index) = row.target.metric;
        let metric = &self.draft.metrics[file].metrics[index];
        let other = column.aside.as_ref().and_then(|aside| self.units.get(&plain(aside)));
        if let Some(unit) = other.filter(|unit| **unit != metric.unit) {
            return Err(Fault::Sheet(unit_fault(metric, unit)));
        }
        let scale = metric.scale.as_deref().and_then(|name| self.context.scale(name));
        let reader = Reader { metric, scale, words: self.words };
        let what = reader.value(content).map_err(Fault::Sheet)?;
        let place = row.grid.place_of((row.at, column.at));
        let given = Given { what, place };
        let here = merge::said(&given);
        let metric = &mut self.draft.metrics[file].metrics[index];
        let part = row.target.part.as_deref();
        merge::put(metric, (part, slot), given).map_err(|refusal| match refusal {
            Refusal::NoPlace => {
                let id = part.map_or_else(|| metric.id.clone(), |part| names::part_id(&metric.id, part));
                Fault::Sheet(SheetFault::NoPlace { id })
            }
            Refusal::Conflict(there, place) => {
                let label =
                    part.map_or_else(|| metric.label.clone(), |part| names::part_label(&metric.label, part));
                Fault::ValueConflict { label, here, there, other: place.shown() }
            }
        })
    }

    /// Whether the unit that the sheet gives for a row is the metric's; one that is not is reported.
    fn has_own_unit(&mut self, row: &Row<'_>, heads: &Heads) -> bool {
        let (file, index) = row.target.metric;
        let metric = &self.draft.metrics[file].metrics[index];
        let Some(at) = heads.column(Head::Unit).map(|column| (row.at, column)) else { return true };
        let Some(typed) = row.grid.text(at) else { return true };
        let word = self.words.find(&format!("units.{}", metric.unit)).unwrap_or(&metric.unit);
        if plain(typed) == plain(&metric.unit) || plain(typed) == plain(word) {
            return true;
        }
        let nothing = metric.unit.is_empty() && typed.chars().all(|c| "-—–/无".contains(c));
        if !nothing {
            let fault = unit_fault(metric, typed);
            self.report(fault, row.grid.place_of(at));
        }
        nothing
    }

    /// Notes that values of a metric may only seem to be lacking.
    fn spoil(&mut self, target: &Target) {
        let (file, index) = target.metric;
        let id = self.draft.metrics[file].metrics[index].id.clone();
        self.draft.unread.push(id);
    }
}

fn unit_fault(metric: &Metric, unit: &str) -> SheetFault {
    SheetFault::Unit { label: metric.label.clone(), unit: unit.to_owned(), wanted: metric.unit.clone() }
}

/// Whether a cell of an unknown row holds a value: a number or a short text with digits, not a line to sign.
fn looks_like_a_value(content: Option<&Content>) -> bool {
    match content {
        None => false,
        Some(Content::Text(text)) => {
            let short = text.chars().count() <= 16;
            short && text.chars().any(char::is_numeric) && !text.contains(['：', ':', '年'])
        }
        Some(_) => true,
    }
}
