//! What is to be looked at: charts, photographs, tables of figures.

use super::super::escape::esc;
use super::super::standard::under_title;
use super::Sheet;
use super::inline::{id, terms};
use super::table::{Cell, Row, table};
use crate::model::{Absence, Align, Chart, Column, FigureRow, Image, MetricTable, Shown, Table as Typed};
use crate::reader::data::address;
use crate::reader::notes::compares;
use crate::reader::paper;
use crate::reader::symbols::Symbol;
use crate::reader::values::join_unit;

impl Sheet<'_> {
    /// A chart, its title under it, what it is about, where it comes from, and what must be said.
    pub(super) fn chart(&mut self, chart: &Chart) -> String {
        self.figures += 1;
        let label = self.words.fill("document.figure", &[("number", &self.figures.to_string())]);
        if compares(chart) && !chart.breaks.is_empty() {
            self.seen.note(Symbol::Incomparable);
        }
        let lines: String = under_title(self.words, chart).iter().map(|line| note(line)).collect();
        format!(
            "<figure class=\"chart\" id=\"{}\">\n<img src=\"{}\" alt=\"{}\">\n<figcaption>{}{}</figcaption>\n\
             {lines}</figure>\n",
            esc(&id(self.chapter.0, &chart.id)),
            address(paper::file(chart, &self.ink).as_bytes()),
            esc(&chart.description),
            esc(&label),
            self.line(&chart.title),
        )
    }

    /// A photograph with its title.
    pub(super) fn photograph(&mut self, image: &Image) -> String {
        let picture = self.picture(image);
        if image.title.is_empty() {
            return format!("<figure class=\"picture\">{picture}</figure>\n");
        }
        self.figures += 1;
        let label = self.words.fill("document.figure", &[("number", &self.figures.to_string())]);
        let title = esc(&label) + &terms(&image.title);
        format!("<figure class=\"picture\">{picture}\n<figcaption>{title}</figcaption></figure>\n")
    }

    /// A value with the sign of its status.
    pub(super) fn value(&self, row: &FigureRow) -> Cell {
        let sign = self.sign(&row.value, row.status);
        let cell = self.shown(&row.value);
        Cell { html: cell.html + &sign, ..cell }
    }

    fn shown(&self, shown: &Shown) -> Cell {
        self.seen.shown(shown);
        Cell::text(shown.plain()).number()
    }

    /// A value where nothing is told by a dash.
    pub(super) fn shown_or_dash(&self, shown: &Shown) -> Cell {
        if *shown == Shown::Empty {
            self.seen.note(Symbol::Nothing);
            return Cell::text("—").number();
        }
        self.shown(shown)
    }

    /// A change on last year for a column headed so.
    pub(super) fn change(&self, row: &FigureRow) -> Cell {
        let Some(change) = &row.change else { return Cell::default() };
        self.seen.shown(&change.shown);
        match &change.shown {
            Shown::Masked => Cell::text(Shown::Masked.plain()),
            _ => Cell::text(&change.short).short(),
        }
    }

    /// Why figures of a table cannot be compared with last year's, a note each.
    pub(super) fn break_notes<'r>(&self, rows: impl Iterator<Item = &'r FigureRow>) -> String {
        rows.filter_map(|row| {
            let (change, reason) = (row.change.as_ref()?, row.break_reason.as_ref()?);
            matches!(change.shown, Shown::Absent(Absence::Incomparable, _)).then(|| {
                let said = self.words.fill("break_is", &[("reason", reason)]);
                note(&self.words.fill("document.note_of", &[("label", &row.label), ("note", &said)]))
            })
        })
        .collect()
    }

    /// A word of the interface as a head.
    pub(super) fn head(&self, key: &str) -> Cell {
        Cell::text(self.words.get(key))
    }

    /// This year, or one so many before it, as a head.
    pub(super) fn year(&self, before: i16) -> Cell {
        Cell::text(&self.words.year(self.report.year - before))
    }

    /// Figures as a table, its title above it under its number.
    pub(super) fn metrics(&mut self, metrics: &MetricTable) -> String {
        self.tables += 1;
        let label = self.words.fill("document.table", &[("number", &self.tables.to_string())]);
        let (title, about) = match metrics.title.as_slice() {
            [] => (terms(&metrics.subtitle), ""),
            title => (self.line(title), metrics.subtitle.as_str()),
        };
        let about = if about.is_empty() {
            String::new()
        } else {
            format!("<br><span class=\"sub\">{}</span>", terms(about))
        };
        let (mut heads, has_change) = (Vec::new(), metrics.columns.contains(&Column::Change));
        for column in &metrics.columns {
            heads.push(Cell::text(&self.words.column(*column, self.report.year)));
            if *column == Column::Label {
                heads.push(self.head("unit"));
            }
        }
        let mut rows = Vec::new();
        for row in &metrics.rows {
            let mut cells = Vec::new();
            for column in &metrics.columns {
                cells.push(self.column_cell(*column, row));
                if *column == Column::Label {
                    cells.push(Cell::text(&row.unit).centred().short());
                }
            }
            rows.push(Row::Cells(cells));
        }
        let notes = if has_change { self.break_notes(metrics.rows.iter()) } else { String::new() };
        format!(
            "<figure class=\"table\" id=\"{}\">\n<figcaption>{}{title}{about}</figcaption>\n{}{notes}</figure>\n",
            esc(&id(self.chapter.0, &metrics.id)),
            esc(&label),
            table(&heads, &rows)
        )
    }

    fn column_cell(&mut self, column: Column, row: &FigureRow) -> Cell {
        match column {
            Column::Label => Cell::text(&row.label),
            Column::Value => self.value(row),
            Column::Previous => self.shown(&row.previous),
            Column::Change => self.change(row),
            Column::Limit => self.shown(&row.limit),
            Column::Target => self.shown(&row.target),
            Column::Verdict => verdicts(row),
            Column::Department => Cell::text(row.department.as_deref().unwrap_or_default()),
            Column::Source => Cell::text(row.source.as_deref().unwrap_or_default()),
            Column::Note => Cell::html(self.line(&row.note)),
        }
    }

    /// Figures as cards on the site: on paper a table without a title.
    pub(super) fn cards(&mut self, rows: &[FigureRow]) -> String {
        if rows.is_empty() {
            return String::new();
        }
        let has_verdicts = rows.iter().any(|row| !row.verdicts.is_empty() && row.value != Shown::Masked);
        let mut heads = vec![self.head("metric"), self.year(0), self.head("change")];
        if has_verdicts {
            heads.push(self.head("verdict"));
        }
        let body = rows.iter().map(|row| {
            self.seen.shown(&row.value);
            let value = match &row.value {
                shown @ (Shown::Number { .. } | Shown::Masked) => {
                    join_unit(self.words, shown.plain(), &row.unit)
                }
                shown => shown.plain().to_owned(),
            };
            let value = Cell::html(terms(&value) + &self.sign(&row.value, row.status)).number();
            let is_masked = row.value == Shown::Masked;
            let change = if is_masked { Cell::default() } else { self.change(row) };
            let verdicts = if is_masked { Cell::default() } else { verdicts(row) };
            Row::Cells(vec![Cell::text(&row.label), value, change, verdicts])
        });
        let body: Vec<Row> = body.collect();
        let notes = self.break_notes(rows.iter());
        format!("<figure class=\"table\">\n{}{notes}</figure>\n", table(&heads, &body))
    }

    /// A table as it was typed.
    pub(super) fn typed_table(&mut self, typed: &Typed) -> String {
        let heads: Vec<Cell> = typed.head.iter().map(|head| Cell::html(self.line(head))).collect();
        let mut rows = Vec::new();
        for row in &typed.rows {
            let cells = row.iter().enumerate().map(|(at, cell)| {
                let cell = Cell::html(self.line(cell));
                match typed.align.get(at) {
                    Some(Align::End) => cell.number(),
                    Some(Align::Center) => cell.centred(),
                    Some(Align::Start) | None => cell,
                }
            });
            rows.push(Row::Cells(cells.collect()));
        }
        format!("<figure class=\"table\">\n{}</figure>\n", table(&heads, &rows))
    }
}

/// How a figure stands to limit and target, a line each.
fn verdicts(row: &FigureRow) -> Cell {
    row.verdicts.iter().fold(Cell::default(), |cell, verdict| cell.and(&terms(&verdict.short)))
}

/// What is said under a table or chart.
fn note(text: &str) -> String {
    format!("<p class=\"note\">{}</p>\n", terms(text))
}
