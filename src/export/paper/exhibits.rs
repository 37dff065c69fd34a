//! What is to be looked at: charts, photographs, tables of figures.

use super::super::grid::{self, Cell, Grid, Line, Place, Row};
use super::super::standard::under_title;
use super::Sheet;
use super::inline::{id, terms};
use crate::model::{Chart, FigureRow, Image, MetricTable, Table};
use crate::reader::data::address;
use crate::reader::notes::compares;
use crate::reader::paper;
use crate::reader::symbols::Symbol;
use crate::xml::esc;

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
        format!(
            "<figure class=\"table\" id=\"{}\">\n<figcaption>{}{title}{about}</figcaption>\n{}</figure>\n",
            esc(&id(self.chapter.0, &metrics.id)),
            esc(&label),
            self.grid(&grid::metrics(self.words, self.report, metrics))
        )
    }

    /// Figures as cards on the site: on paper a table without a title.
    pub(super) fn cards(&mut self, rows: &[FigureRow]) -> String {
        if rows.is_empty() {
            return String::new();
        }
        let grid = self.grid(&grid::cards(self.words, self.report, rows));
        format!("<figure class=\"table\">\n{grid}</figure>\n")
    }

    /// A table as it was typed.
    pub(super) fn typed_table(&mut self, typed: &Table) -> String {
        format!("<figure class=\"table\">\n{}</figure>\n", self.grid(&grid::typed(typed)))
    }

    /// A table and what must be said under it.
    pub(super) fn grid(&mut self, grid: &Grid<'_>) -> String {
        let mut head = String::new();
        for cell in &grid.heads {
            head.push_str(&format!("<th scope=\"col\">{}</th>", self.lines(cell)));
        }
        let mut body = String::new();
        for row in &grid.rows {
            match row {
                Row::Group(name) => body.push_str(&format!(
                    "<tr class=\"keep\"><th scope=\"rowgroup\" colspan=\"{}\">{}</th></tr>\n",
                    grid.heads.len(),
                    esc(name)
                )),
                Row::Cells(cells) => {
                    let cells: String = cells.iter().map(|cell| self.cell(cell)).collect();
                    body.push_str(&format!("<tr>{cells}</tr>\n"));
                }
            }
        }
        let notes: String = grid.notes.iter().map(|text| note(text)).collect();
        format!("<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n{notes}")
    }

    fn cell(&mut self, cell: &Cell<'_>) -> String {
        let place = match cell.place {
            Place::Start => "",
            Place::Middle => "centre",
            Place::End => "number",
        };
        let classes = [place, if cell.is_short { "short" } else { "" }];
        let classes: Vec<&str> = classes.into_iter().filter(|class| !class.is_empty()).collect();
        match classes.as_slice() {
            [] => format!("<td>{}</td>", self.lines(cell)),
            classes => format!("<td class=\"{}\">{}</td>", classes.join(" "), self.lines(cell)),
        }
    }

    fn lines(&mut self, cell: &Cell<'_>) -> String {
        let lines: Vec<String> = cell.lines.iter().map(|line| self.grid_line(line)).collect();
        lines.join("<br>")
    }

    fn grid_line(&mut self, line: &Line<'_>) -> String {
        match line {
            Line::Words(words) => terms(words),
            Line::Text(text) => self.line(text),
            Line::Figure { words, shown, status } => {
                self.seen.shown(shown);
                terms(words) + &status.map_or(String::new(), |status| self.sign(shown, status))
            }
            Line::Nothing => {
                self.seen.note(Symbol::Nothing);
                "—".to_owned()
            }
        }
    }
}

/// What is said under a table or chart.
pub(super) fn note(text: &str) -> String {
    format!("<p class=\"note\">{}</p>\n", terms(text))
}
