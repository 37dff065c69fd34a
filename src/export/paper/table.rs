//! Tables: a head that every page repeats, rows that no page parts.

use super::super::escape::esc;

/// A cell.
#[derive(Default)]
pub(super) struct Cell {
    /// Its lines, set.
    pub(super) html: String,
    /// How it stands, as its class.
    pub(super) class: &'static str,
}

impl Cell {
    /// A cell of set text.
    pub(super) fn html(html: String) -> Self {
        Self { html, class: "" }
    }

    /// Words as a cell.
    pub(super) fn text(text: &str) -> Self {
        Self::html(super::inline::terms(text))
    }

    /// The cell, for numbers.
    pub(super) fn number(self) -> Self {
        Self { class: "number", ..self }
    }

    /// The cell, on one line: a unit, a change.
    pub(super) fn short(self) -> Self {
        Self { class: if self.class == "centre" { "centre short" } else { "short" }, ..self }
    }

    /// The cell, in the middle.
    pub(super) fn centred(self) -> Self {
        Self { class: "centre", ..self }
    }

    /// The cell with one line more.
    pub(super) fn and(self, line: &str) -> Self {
        match (self.html.as_str(), line) {
            (_, "") => self,
            ("", line) => Self { html: line.to_owned(), ..self },
            (html, line) => Self { html: format!("{html}<br>{line}"), ..self },
        }
    }
}

/// A row.
pub(super) enum Row {
    /// Its cells.
    Cells(Vec<Cell>),
    /// The name of the rows that follow.
    Group(String),
}

/// A table of heads and rows, as wide as its heads.
pub(super) fn table(heads: &[Cell], rows: &[Row]) -> String {
    let head: String = heads.iter().map(|cell| format!("<th scope=\"col\">{}</th>", cell.html)).collect();
    let width = heads.len();
    let body: String = rows
        .iter()
        .map(|row| match row {
            Row::Group(name) => {
                format!(
                    "<tr class=\"keep\"><th scope=\"rowgroup\" colspan=\"{width}\">{}</th></tr>\n",
                    esc(name)
                )
            }
            Row::Cells(cells) => {
                let cells: String = cells.iter().take(width).map(cell).collect();
                format!("<tr>{cells}</tr>\n")
            }
        })
        .collect();
    format!("<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n")
}

fn cell(cell: &Cell) -> String {
    match cell.class {
        "" => format!("<td>{}</td>", cell.html),
        class => format!("<td class=\"{class}\">{}</td>", cell.html),
    }
}
