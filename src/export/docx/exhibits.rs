//! Tables of figures and of work: what the site shows, in the columns of a table on paper.

use super::format::{Form, Ink};
use super::frame::field;
use super::inline::{run, text_runs};
use super::styles::{CAPTION, NOTE};
use super::table::{Cell, Line, Row, Table};
use super::writer::Writer;
use crate::export::standard::plain_title;
use crate::model::{
    Absence, Align, Column, FigureRow, Inline, LedgerItem, LedgerTable, MetricTable, Shown, Table as Typed,
};
use crate::reader::symbols::Symbol;
use crate::reader::values::join_unit;
use crate::reader::work::{state_word, steps};

/// Words as a line of a cell.
pub(super) fn words(text: &str) -> Line {
    Line { runs: text_runs(text, Ink::default()), text: text.to_owned() }
}

/// Words as a cell.
pub(super) fn text_cell(text: &str) -> Cell {
    Cell { lines: vec![words(text)], align: None }
}

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

    /// A value without its unit, with the sign of its status.
    pub(super) fn value(&mut self, row: &FigureRow) -> Cell {
        let sign = self.sign(&row.value, row.status);
        let mut cell = self.shown(&row.value);
        for line in &mut cell.lines {
            line.runs.push_str(&sign);
            line.text.push_str(if sign.is_empty() { "" } else { "初" });
        }
        cell
    }

    /// A value, at the right where numbers stand.
    pub(super) fn shown(&self, shown: &Shown) -> Cell {
        self.seen.shown(shown);
        text_cell(shown.plain()).number()
    }

    /// A value where nothing is told by a dash.
    pub(super) fn shown_or_dash(&self, shown: &Shown) -> Cell {
        if *shown == Shown::Empty {
            self.seen.note(Symbol::Nothing);
            return text_cell("—").number();
        }
        self.shown(shown)
    }

    /// A change on last year for a column headed so.
    pub(super) fn change(&self, row: &FigureRow) -> Cell {
        let Some(change) = &row.change else { return Cell::default() };
        self.seen.shown(&change.shown);
        match &change.shown {
            Shown::Masked => text_cell(Shown::Masked.plain()),
            _ => text_cell(&change.short),
        }
    }

    /// Why figures of a table cannot be compared with last year's, a note each.
    pub(super) fn break_notes<'r>(&self, rows: impl Iterator<Item = &'r FigureRow>) -> Vec<String> {
        rows.filter_map(|row| {
            let change = row.change.as_ref()?;
            let reason = row.break_reason.as_ref()?;
            matches!(change.shown, Shown::Absent(Absence::Incomparable, _)).then(|| {
                let said = self.words.fill("break_is", &[("reason", reason)]);
                self.words.fill("document.note_of", &[("label", &row.label), ("note", &said)])
            })
        })
        .collect()
    }

    /// This year and last, as heads.
    pub(super) fn years(&self) -> [Cell; 2] {
        let year = self.report.year;
        [year, year - 1].map(|year| text_cell(&self.words.year(year)))
    }

    /// Figures as a table.
    pub(super) fn metrics(&mut self, table: &MetricTable) -> String {
        let mut heads = Vec::new();
        for column in &table.columns {
            heads.push(text_cell(&self.words.column(*column, self.report.year)));
            if *column == Column::Label {
                heads.push(text_cell(self.words.get("unit")));
            }
        }
        let rows = table.rows.iter().map(|row| {
            let mut cells = Vec::new();
            for column in &table.columns {
                cells.push(self.column_cell(*column, row));
                if *column == Column::Label {
                    cells.push(text_cell(&row.unit).centred());
                }
            }
            Row::Cells(cells)
        });
        let rows = rows.collect();
        let notes = match table.columns.contains(&Column::Change) {
            true => self.break_notes(table.rows.iter()),
            false => Vec::new(),
        };
        let caption = self.table_caption(&table.title, &table.subtitle);
        let name = match plain_title(&table.title) {
            title if title.is_empty() => table.subtitle.clone(),
            title => title,
        };
        self.marked(&table.id, "") + &caption + &self.noted(self.table(name, heads, rows), &notes)
    }

    /// A table in the size of tables.
    pub(super) fn table(&self, name: String, heads: Vec<Cell>, rows: Vec<Row>) -> Table {
        let size = self.house.small();
        Table { name, heads, rows, size, largest: size, has_notes: false }
    }

    /// A table with its notes.
    pub(super) fn noted(&self, table: Table, notes: &[String]) -> String {
        let table = Table { has_notes: !notes.is_empty(), ..table };
        let notes: String = notes.iter().map(|note| self.exhibit_note(note)).collect();
        // A table needs a paragraph after it, which also parts it from the text.
        let end = if notes.is_empty() { Form::of(NOTE).paragraph("") } else { notes };
        table.xml() + &end
    }

    fn column_cell(&mut self, column: Column, row: &FigureRow) -> Cell {
        match column {
            Column::Label => text_cell(&row.label),
            Column::Value => self.value(row),
            Column::Previous => self.shown(&row.previous),
            Column::Change => self.change(row),
            Column::Limit => self.shown(&row.limit),
            Column::Target => self.shown(&row.target),
            Column::Verdict => verdicts(row),
            Column::Department => text_cell(row.department.as_deref().unwrap_or_default()),
            Column::Source => text_cell(row.source.as_deref().unwrap_or_default()),
            Column::Note => self.line_cell(&row.note),
        }
    }

    /// A line as a cell.
    pub(super) fn line_cell(&mut self, inlines: &[Inline]) -> Cell {
        let text = plain_title(inlines);
        Cell::new(self.line(inlines, Ink::default()), &text)
    }

    /// Figures as cards on the site: on paper a table without a title.
    pub(super) fn cards(&mut self, rows: &[FigureRow]) -> String {
        if rows.is_empty() {
            return String::new();
        }
        let has_verdicts = rows.iter().any(|row| !row.verdicts.is_empty() && row.value != Shown::Masked);
        let mut heads = vec![
            text_cell(self.words.get("metric")),
            text_cell(&self.words.year(self.report.year)),
            text_cell(self.words.get("change")),
        ];
        if has_verdicts {
            heads.push(text_cell(self.words.get("verdict")));
        }
        let body = rows.iter().map(|row| {
            let sign = self.sign(&row.value, row.status);
            self.seen.shown(&row.value);
            let value = match &row.value {
                shown @ (Shown::Number { .. } | Shown::Masked) => {
                    join_unit(self.words, shown.plain(), &row.unit)
                }
                shown => shown.plain().to_owned(),
            };
            let is_masked = row.value == Shown::Masked;
            let value = Cell::new(text_runs(&value, Ink::default()) + &sign, &value).number();
            let change = if is_masked { Cell::default() } else { self.change(row) };
            let mut cells = vec![text_cell(&row.label), value, change];
            if has_verdicts {
                cells.push(if is_masked { Cell::default() } else { verdicts(row) });
            }
            Row::Cells(cells)
        });
        let body = body.collect();
        let notes = self.break_notes(rows.iter());
        let gap = Form { keep_next: true, ..Form::of(NOTE) }.paragraph("");
        gap + &self.noted(self.table(self.words.get("highlights").to_owned(), heads, body), &notes)
    }

    /// A table as it was typed.
    pub(super) fn typed_table(&mut self, table: &Typed) -> String {
        let align = |at: usize| match table.align.get(at) {
            Some(Align::End) => Some("right"),
            Some(Align::Center) => Some("center"),
            Some(Align::Start) | None => None,
        };
        let heads = table.head.iter().map(|head| self.line_cell(head)).collect();
        let mut rows = Vec::new();
        for row in &table.rows {
            let cells = row.iter().enumerate();
            let cells = cells.map(|(at, cell)| Cell { align: align(at), ..self.line_cell(cell) }).collect();
            rows.push(Row::Cells(cells));
        }
        let gap = Form { keep_next: true, ..Form::of(NOTE) }.paragraph("");
        gap + &self.noted(self.table(String::new(), heads, rows), &[])
    }

    /// A list of work: the columns that it fills.
    pub(super) fn ledger(&mut self, table: &LedgerTable) -> String {
        let any = |of: fn(&LedgerItem) -> bool| table.items.iter().any(of);
        let (has_lead, has_due) = (any(|item| item.lead.is_some()), any(|item| item.due.is_some()));
        let mut told: Vec<Cell> = table.items.iter().map(|item| self.progress(item)).collect();
        let has_told = told.iter().any(|cell| !cell.lines.is_empty());
        let mut heads = vec![self.head("item_id"), self.head("item_title")];
        for (shown, key) in [
            (has_lead, "item_lead"),
            (has_due, "item_due"),
            (true, "item_state"),
            (has_told, "item_progress"),
        ] {
            if shown {
                heads.push(self.head(key));
            }
        }
        let mut rows = Vec::new();
        for (item, told) in table.items.iter().zip(&mut told) {
            let mut cells = self.item_cells(item, (has_lead, has_due));
            cells.push(text_cell(state_word(table, item)));
            if has_told {
                cells.push(std::mem::take(told));
            }
            rows.push(Row::Cells(cells));
        }
        if rows.is_empty() {
            return self.exhibit_note(self.words.get("no_items"));
        }
        self.noted(self.table(plain_title(&table.title), heads, rows), &[])
    }

    /// A word of the interface as a head.
    pub(super) fn head(&self, key: &str) -> Cell {
        text_cell(self.words.get(key))
    }

    /// What an item is, and where they are shown who leads it and when it is due.
    pub(super) fn item_cells(&mut self, item: &LedgerItem, (has_lead, has_due): (bool, bool)) -> Vec<Cell> {
        let category = words(item.category.as_deref().unwrap_or_default());
        let mut cells = vec![text_cell(&item.id), self.line_cell(&item.title).and(category)];
        if has_lead {
            cells.push(text_cell(item.lead.as_deref().unwrap_or_default()));
        }
        if has_due {
            cells.push(text_cell(&item.due.map_or(String::new(), |due| due.to_string())));
        }
        cells
    }

    /// What is said of an item beside its state: nothing in a cell without lines.
    pub(super) fn progress(&mut self, item: &LedgerItem) -> Cell {
        let steps = steps(self.words, self.report, item);
        let note = self.line_cell(&item.note);
        let note = if item.note.is_empty() { Cell::default() } else { note };
        steps.iter().fold(note, |cell, step| cell.and(words(step)))
    }
}

/// How a figure stands to limit and target, a line each.
fn verdicts(row: &FigureRow) -> Cell {
    Cell { lines: row.verdicts.iter().map(|verdict| words(&verdict.short)).collect(), align: None }
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
