//! Tables of figures and of work: what the site shows, in the columns of a table on paper.

use super::format::{Form, Ink};
use super::frame::field;
use super::inline::{run, text_runs};
use super::styles::{CAPTION, NOTE};
use super::table::{Cell, Line, Row, Table};
use super::writer::Writer;
use crate::export::grid::{self, Grid, Place};
use crate::export::standard::plain_title;
use crate::model::{FigureRow, Inline, MetricTable, Table as Typed};
use crate::reader::symbols::Symbol;

impl Writer<'_> {
    /// The title of a table above it, under its number, and what it is about.
    pub(super) fn table_caption(&mut self, title: &[Inline], subtitle: &str) -> String {
        self.tables += 1;
        let label = self.words.fill("document.table", &[("number", "\u{0}")]);
        let (title, subtitle) = match title {
            [] => (text_runs(subtitle, Ink::default()), ""),
            title => (self.line(title, Ink::default()), subtitle),
        };
        let form = Form { keep_next: true, ..Form::of(CAPTION) };
        let mut out = form.paragraph(&(numbered(&label, self.tables) + &title));
        if !subtitle.is_empty() {
            let form = Form { keep_next: true, ..Form::of(NOTE) };
            out.push_str(&form.paragraph(&text_runs(subtitle, Ink::default())));
        }
        out
    }

    /// A note under a table or chart.
    pub(super) fn exhibit_note(&self, text: &str) -> String {
        Form { align: Some("left"), ..Form::of(NOTE) }.paragraph(&text_runs(text, Ink::default()))
    }

    /// Figures as a table.
    pub(super) fn metrics(&mut self, table: &MetricTable) -> String {
        let caption = self.table_caption(&table.title, &table.subtitle);
        let name = match plain_title(&table.title) {
            title if title.is_empty() => table.subtitle.clone(),
            title => title,
        };
        let grid = grid::metrics(self.words, self.report, table);
        self.marked(&table.id, "") + &caption + &self.noted_grid(name, &grid)
    }

    /// Figures as cards on the site: on paper a table without a title.
    pub(super) fn cards(&mut self, rows: &[FigureRow]) -> String {
        if rows.is_empty() {
            return String::new();
        }
        let grid = grid::cards(self.words, self.report, rows);
        gap() + &self.noted_grid(self.words.get("highlights").to_owned(), &grid)
    }

    /// A table as it was typed.
    pub(super) fn typed_table(&mut self, table: &Typed) -> String {
        gap() + &self.noted_grid(String::new(), &grid::typed(table))
    }

    /// A table with its notes, in the size of tables.
    pub(super) fn noted_grid(&mut self, name: String, grid: &Grid<'_>) -> String {
        let table = self.grid(name, grid);
        self.noted(table, &grid.notes)
    }

    /// A table with its notes.
    pub(super) fn noted(&self, table: Table, notes: &[String]) -> String {
        let table = Table { has_notes: !notes.is_empty(), ..table };
        let notes: String = notes.iter().map(|note| self.exhibit_note(note)).collect();
        // A table needs a paragraph after it, which also parts it from the text.
        let end = if notes.is_empty() { Form::of(NOTE).paragraph("") } else { notes };
        table.xml() + &end
    }

    /// A table in the size of tables.
    pub(super) fn grid(&mut self, name: String, grid: &Grid<'_>) -> Table {
        let size = self.house.small();
        let heads = grid.heads.iter().map(|cell| self.cell(cell)).collect();
        let mut rows = Vec::new();
        for row in &grid.rows {
            rows.push(match row {
                grid::Row::Cells(cells) => Row::Cells(cells.iter().map(|cell| self.cell(cell)).collect()),
                grid::Row::Group(name) => Row::Group(Cell { lines: vec![words(name)], align: None }),
            });
        }
        Table { name, heads, rows, size, largest: size, has_notes: false }
    }

    fn cell(&mut self, cell: &grid::Cell<'_>) -> Cell {
        let align = match cell.place {
            Place::Start => None,
            Place::Middle => Some("center"),
            Place::End => Some("right"),
        };
        Cell { lines: cell.lines.iter().map(|line| self.grid_line(line)).collect(), align }
    }

    fn grid_line(&mut self, line: &grid::Line<'_>) -> Line {
        match line {
            grid::Line::Words(text) => words(text),
            grid::Line::Text(text) => Line { runs: self.line(text, Ink::default()), text: plain_title(text) },
            grid::Line::Figure { words: said, shown, status } => {
                self.seen.shown(shown);
                let sign = status.map_or(String::new(), |status| self.sign(shown, status));
                let Line { runs, text } = words(said);
                // As wide as the sign of a number that is not final.
                let text = if sign.is_empty() { text } else { text + "初" };
                Line { runs: runs + &sign, text }
            }
            grid::Line::Nothing => {
                self.seen.note(Symbol::Nothing);
                words("—")
            }
        }
    }
}

/// Words as a line of a cell.
fn words(text: &str) -> Line {
    Line { runs: text_runs(text, Ink::default()), text: text.to_owned() }
}

/// What parts a table without a title from the text before it.
fn gap() -> String {
    Form { keep_next: true, ..Form::of(NOTE) }.paragraph("")
}

/// A label with the number of the exhibit, which Word counts; `\0` stands for it.
pub(super) fn numbered(label: &str, number: usize) -> String {
    let (before, after) = label.split_once('\u{0}').unwrap_or((label, ""));
    // A theme's word may be any text; the name of what is counted is letters and digits, forty at most.
    let name: String = before.chars().filter(|c| c.is_alphanumeric()).take(40).collect();
    let name = if name.is_empty() { "Exhibit" } else { &name };
    let shown = run(&number.to_string(), Ink::default());
    let count = field(&format!("SEQ {name} \\* ARABIC"), &shown);
    run(before, Ink::default()) + &count + &run(after, Ink::default())
}
