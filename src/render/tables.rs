//! Rows of figures: the grid that all tables are made with, cells whose numbers stand on the decimal point, and
//! the list of figures at the end of a chapter.

use super::inline::{Setter, Style};
use super::markup::{esc, terms};
use crate::model::{Absence, Direction, FigureRow, FormulaPiece, Report, Shown};
use crate::reader::symbols::Symbol;
use crate::reader::values::{join_unit, places};
use crate::reader::words::Words;

/// A cell, as set HTML.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    html: String,
    classes: Vec<&'static str>,
    /// What an invisible tail holds open after a number with fewer places than its column.
    pad: String,
    heads_row: bool,
}

impl Cell {
    fn new(html: impl Into<String>, classes: Vec<&'static str>) -> Self {
        Self { html: html.into(), classes, pad: String::new(), heads_row: false }
    }

    /// Words.
    pub(super) fn text(text: &str) -> Self {
        Self::new(terms(text).to_string(), Vec::new())
    }

    /// Set words.
    pub(super) fn text_html(html: &str) -> Self {
        Self::new(html, Vec::new())
    }

    /// Set words in the second ink.
    pub(super) fn quiet(html: &str) -> Self {
        Self::new(html, vec!["quiet"])
    }

    /// Set words that end where numbers end.
    pub(super) fn number(html: impl Into<String>) -> Self {
        Self::new(html, vec!["num"])
    }

    /// The head of a row.
    pub(super) fn row(html: impl Into<String>) -> Self {
        Self { heads_row: true, ..Self::new(html, Vec::new()) }
    }

    /// The same in bold.
    pub(super) fn strong(self) -> Self {
        self.class("this")
    }

    /// The same in the second ink.
    pub(super) fn second(self) -> Self {
        self.class("last")
    }

    /// The same without classes, where the style sheet knows its column.
    pub(super) fn bare(self) -> Self {
        Self { classes: Vec::new(), ..self }
    }

    /// The same with a class.
    pub(super) fn class(mut self, class: &'static str) -> Self {
        self.classes.push(class);
        self
    }

    /// The same with something after it.
    pub(super) fn with(mut self, html: &str) -> Self {
        self.html.push_str(html);
        self
    }

    /// Writes it to the end of a row; of the head of the table if it stands there.
    fn write(&self, out: &mut String, head: bool) {
        let (tag, scope) = match (head, self.heads_row) {
            (true, _) => ("th", " scope=\"col\""),
            (false, true) => ("th", " scope=\"row\""),
            (false, false) => ("td", ""),
        };
        out.extend(["<", tag, scope]);
        if !self.classes.is_empty() {
            out.extend([" class=\"", &self.classes.join(" "), "\""]);
        }
        if !self.pad.is_empty() {
            out.extend([" data-pad=\"", &self.pad, "\""]);
        }
        out.extend([">", &self.html, "</", tag, ">"]);
    }
}

/// A cell for a value, with an invisible tail where its column shows more places. Words end at the column's edge.
pub(super) fn cell_number(html: impl Into<String>, shown: &Shown, most: usize) -> Cell {
    let pad = match shown {
        Shown::Number { text, .. } => match places(text) {
            0 if most > 0 => format!(".{}", "0".repeat(most)),
            held => "0".repeat(most.saturating_sub(held)),
        },
        Shown::Masked if most > 0 => format!(".{}", "0".repeat(most)),
        Shown::Masked | Shown::Word(_) | Shown::Absent(..) | Shown::Empty => String::new(),
    };
    Cell { pad, ..Cell::number(html) }
}

/// The most places any of these shows.
pub(super) fn most_places<'a>(shown: impl Iterator<Item = &'a Shown>) -> usize {
    shown
        .filter_map(|shown| match shown {
            Shown::Number { text, .. } => Some(places(text)),
            Shown::Empty | Shown::Word(_) | Shown::Absent(..) | Shown::Masked => None,
        })
        .max()
        .unwrap_or(0)
}

/// A table: a caption, heads, rows.
pub(super) struct Grid {
    caption: String,
    heads: Vec<Cell>,
    bodies: Vec<String>,
    rows: String,
    all_numbers: bool,
}

impl Grid {
    /// A table with its caption, which is shown above it in another form.
    pub(super) fn new(caption: &str) -> Self {
        Self {
            caption: terms(caption).to_string(),
            heads: Vec::new(),
            bodies: Vec::new(),
            rows: String::new(),
            all_numbers: false,
        }
    }

    /// A table of numbers, but for its first column: the style sheet knows, so that no cell need say so.
    pub(super) fn of_numbers(caption: &str) -> Self {
        Self { all_numbers: true, ..Self::new(caption) }
    }

    /// Adds a column.
    pub(super) fn head(&mut self, cell: Cell) {
        self.heads.push(self.fit(cell));
    }

    fn fit(&self, cell: Cell) -> Cell {
        if self.all_numbers { cell.bare() } else { cell }
    }

    /// Adds a row, with an id if it is not empty.
    pub(super) fn row(&mut self, id: &str, cells: Vec<Cell>) {
        self.rows.push_str("<tr");
        if !id.is_empty() {
            self.rows.push_str(&format!(" id=\"{}\"", esc(id)));
        }
        self.rows.push('>');
        for cell in cells {
            self.fit(cell).write(&mut self.rows, false);
        }
        self.rows.push_str("</tr>\n");
    }

    /// Begins a group of rows under a head of its own.
    pub(super) fn group(&mut self, id: &str, title_html: &str) {
        self.close_group();
        self.rows.push_str(&format!(
            "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"{}\" id=\"{}\">{}</th></tr>\n",
            self.heads.len(),
            esc(id),
            title_html
        ));
    }

    fn close_group(&mut self) {
        if !self.rows.is_empty() {
            self.bodies.push(std::mem::take(&mut self.rows));
        }
    }

    /// The table.
    pub(super) fn html(mut self, class: &str) -> String {
        self.close_group();
        let mut heads = String::new();
        self.heads.iter().for_each(|cell| cell.write(&mut heads, true));
        let bodies: String = self.bodies.iter().map(|rows| format!("<tbody>\n{rows}</tbody>\n")).collect();
        format!(
            "<table class=\"{class}\"><caption class=\"visually-hidden\">{}</caption>\n\
             <thead><tr>{heads}</tr></thead>\n{bodies}</table>\n",
            self.caption
        )
    }
}

/// A table in a scroller of its own, because it may be wider than its column and the page never scrolls sideways. A
/// group and no landmark: a report has scores of tables, and some share a title.
pub(super) fn scroller(label: &str, table: &str) -> String {
    format!(
        "<div class=\"scroller\" tabindex=\"0\" role=\"group\" aria-label=\"{}\">\n{table}</div>\n",
        esc(label)
    )
}

/// A change with its arrow and, where the metric says what is better, its tag; or why there is none.
pub(super) fn change(setter: &Setter<'_>, row: &FigureRow) -> String {
    let Some(change) = &row.change else {
        return String::new();
    };
    let text = terms(&change.short);
    match &change.shown {
        Shown::Masked => setter.value(None, &Shown::Masked),
        shown @ Shown::Absent(absence, _) => {
            setter.seen.shown(shown);
            let reason = row.break_reason.as_ref().filter(|_| *absence == Absence::Incomparable);
            let reason = reason.map_or(String::new(), |reason| format!("<small>{}</small>", terms(reason)));
            format!("<span class=\"quiet\">{text}</span>{reason}")
        }
        Shown::Number { .. } | Shown::Word(_) | Shown::Empty => format!(
            "<span class=\"{}\">{text}</span>{}",
            change_class(change.direction),
            tag(setter.words, row)
        ),
    }
}

/// The class of a change, by which the style sheet sets an arrow before it; its words say the same.
pub(super) fn change_class(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Down => "down",
        Direction::Flat => "flat",
        Direction::None => "change",
    }
}

/// Whether a change is good, where the metric says what is better.
pub(super) fn tag(words: &Words, row: &FigureRow) -> String {
    match row.change.as_ref().and_then(|change| change.good) {
        Some(true) => format!("<span class=\"tag good\">{}</span>", esc(words.get("good"))),
        Some(false) => format!("<span class=\"tag bad\">{}</span>", esc(words.get("bad"))),
        None => String::new(),
    }
}

/// How a figure stands to limit and target, a line each.
pub(super) fn verdicts(row: &FigureRow) -> String {
    row.verdicts
        .iter()
        .map(|verdict| {
            let class = if verdict.kept == Some(false) { " bad" } else { "" };
            format!("<span class=\"verdict{class}\">{}</span>", terms(&verdict.short))
        })
        .collect()
}

/// The figures of a chapter or cover, for the list of them at its end.
pub(super) struct Sources<'a> {
    /// The figures.
    pub(super) rows: &'a [FigureRow],
    /// The word of the interface over them.
    pub(super) word: &'a str,
    /// The title of the chapter or report, which keeps the lists of one page apart.
    pub(super) of: &'a str,
}

/// The figures of a chapter and their sources, folded.
pub(super) fn sources(setter: &mut Setter<'_>, report: &Report, of: &Sources<'_>) -> String {
    let rows = of.rows;
    if rows.is_empty() {
        return String::new();
    }
    let words = setter.words;
    let title = words.get(of.word);
    let label = words.fill("sources_of", &[("title", of.of)]);
    let mut grid = Grid::new(&label);
    let year = |year: i16| terms(&words.year(year)).to_string();
    grid.head(Cell::text(words.get("metric")));
    grid.head(Cell::number(year(report.year)));
    grid.head(Cell::number(year(report.year - 1)));
    for key in ["source", "department", "note"] {
        grid.head(Cell::text(words.get(key)));
    }
    for row in rows {
        let note = notes(setter, row);
        grid.row(
            &setter.id(&format!("figure-{}", row.id)),
            vec![
                Cell::row(terms(&row.label).to_string()),
                Cell::number(with_unit(setter, row, Some(&row.id)))
                    .strong()
                    .with(&setter.status(&row.value, row.status)),
                Cell::number(with_unit(setter, row, None)).second(),
                Cell::text(row.source.as_deref().unwrap_or_default()),
                Cell::text(row.department.as_deref().unwrap_or_default()),
                Cell::quiet(&note),
            ],
        );
    }
    let count = words.fill("count_items", &[("count", &rows.len().to_string())]);
    format!(
        "<details class=\"sources\"><summary>{} <span class=\"count\">{}</span></summary>\n{}</details>\n",
        esc(title),
        esc(&count),
        scroller(&label, &grid.html("sources-table"))
    )
}

/// What is said of a figure: its note, its formula with what it was computed with, why it cannot be compared.
fn notes(setter: &mut Setter<'_>, row: &FigureRow) -> String {
    let mut out = setter.line(&row.note, Style::Lead);
    out.push_str(&formula(setter, row));
    if let Some(reason) = &row.break_reason {
        setter.seen.note(Symbol::Incomparable);
        let text = setter.words.fill("break_is", &[("reason", reason)]);
        out.push_str(&format!("<small>{}</small>", terms(&text)));
    }
    out
}

/// 空气质量优良率 = (优 201天 + 良 119天) ÷ 空气质量级别天数 334天 × 100; empty for a typed figure.
pub(super) fn formula(setter: &Setter<'_>, row: &FigureRow) -> String {
    let pieces = formula_pieces(setter, row);
    let label = terms(&row.label);
    if pieces.is_empty() { pieces } else { format!("<small class=\"formula\">{label} = {pieces}</small>") }
}

/// What a figure was computed with: a number does not part from its unit, since lines break at spaces alone.
pub(super) fn formula_pieces(setter: &Setter<'_>, row: &FigureRow) -> String {
    row.formula
        .iter()
        .map(|piece| match piece {
            FormulaPiece::Text(text) => terms(text).to_string(),
            FormulaPiece::Input { label, value } => format!(
                "{} {}{}{}",
                terms(label),
                terms(&value.before),
                setter.bare(&value.shown),
                terms(&value.after)
            ),
        })
        .collect()
}

/// This year's value with the metric's id, or last year's, each with its unit.
fn with_unit(setter: &Setter<'_>, row: &FigureRow, metric: Option<&str>) -> String {
    let shown = if metric.is_some() { &row.value } else { &row.previous };
    let html = setter.value(metric, shown);
    match shown {
        Shown::Number { .. } | Shown::Masked => join_unit(setter.words, &html, &terms(&row.unit).to_string()),
        Shown::Word(_) | Shown::Absent(..) | Shown::Empty => html,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_on_the_decimal_point() {
        let number = |text: &str| Shown::Number { text: text.to_owned(), machine: text.to_owned() };
        for (shown, most, pad) in [
            (number("24"), 1, ".0"),
            (number("0.9"), 2, "0"),
            (number("0.95"), 2, ""),
            (number("24"), 0, ""),
            (Shown::Word("暂缺".to_owned()), 2, ""),
        ] {
            assert_eq!(cell_number("", &shown, most).pad, pad);
        }
    }
}
