//! The page of all figures: one table, by group, which prints as a sheet to sign.

use std::collections::BTreeMap;

use super::Entry;
use super::inline::Setter;
use super::links::{encode, figures_path};
use super::markup::{esc, terms};
use super::tables::{Cell, Grid, cell_number, change, formula_pieces, most_places, scroller, verdicts};
use crate::model::{FigureGroup, FigureRow, Report, Shown};
use crate::reader::symbols::Symbol;

/// Where else the figures of a report stand: in the report before and after, and over the years.
pub(super) struct Years<'a> {
    pub(super) earlier: Option<&'a Entry>,
    pub(super) later: Option<&'a Entry>,
    /// The pages of trends that show the groups of figures, by the group's id.
    pub(super) trends: BTreeMap<&'a str, String>,
}

impl Years<'_> {
    /// A link to a figure's row in another report that has it.
    fn link(setter: &Setter<'_>, (entry, id): (Option<&Entry>, &str), html: &str) -> Option<String> {
        let entry = entry.filter(|entry| entry.figures.contains(id))?;
        let page = setter.links.to(&figures_path(&entry.path));
        Some(format!("<a href=\"{}#{}\">{html}</a>", esc(&page), encode(id)))
    }

    /// A figure's label, with the link to its row in the report after.
    fn label(&self, setter: &Setter<'_>, row: &FigureRow) -> Cell {
        let year = self.later.map_or(0, |later| later.year).to_string();
        let year = terms(&setter.words.fill("year", &[("year", &year)])).to_string();
        let later = Self::link(setter, (self.later, &row.id), &year);
        let later = later.map_or(String::new(), |link| format!("<small class=\"screen\">{link}</small>"));
        Cell::row(terms(&row.label).to_string()).with(&later)
    }

    /// The title of a group, with the link to its trends.
    fn group(&self, setter: &Setter<'_>, group: &FigureGroup) -> String {
        let title = terms(&group.title).to_string();
        match self.trends.get(group.id.as_str()) {
            Some(page) => format!(
                "{title}<a class=\"screen\" href=\"{}#{}\">{}</a>",
                esc(&setter.links.to(page)),
                encode(&group_anchor(&group.id)),
                terms(setter.words.get("trends"))
            ),
            None => title,
        }
    }
}

/// All figures of a report in one table, by group.
pub(super) fn all_figures(setter: &mut Setter<'_>, (report, years): (&Report, &Years<'_>)) -> String {
    let words = setter.words;
    let title = words.fill("figures_of_year", &[("year", &report.year.to_string())]);
    let year = |year: i16| words.year(year);
    // What a column is, numbers or words, for the screen or for paper alone, pages/figures.css knows by its place.
    let mut grid = Grid::new(&title);
    grid.head(Cell::text(words.get("metric")));
    grid.head(Cell::text(words.get("unit")));
    grid.head(Cell::text(&year(report.year)));
    grid.head(Cell::text(&year(report.year - 1)));
    grid.head(Cell::text(words.get("change")));
    grid.head(Cell::text(words.get("limit_or_target")));
    for key in ["verdict", "source"] {
        grid.head(Cell::text(words.get(key)));
    }
    grid.head(Cell::text(words.get("department")));
    grid.head(Cell::text(words.get("used_in")));
    for group in report.groups.iter().filter(|group| !group.rows.is_empty()) {
        grid.group(&group_anchor(&group.id), &years.group(setter, group));
        // Numbers stand on their point within their group.
        let most = [
            most_places(group.rows.iter().map(|row| &row.value)),
            most_places(group.rows.iter().map(|row| &row.previous)),
            most_places(group.rows.iter().map(mark)),
        ];
        for row in &group.rows {
            grid.row(&row.id, figure_row(setter, (report, row, years), most));
        }
    }
    scroller(&title, &grid.html("figures-table"))
}

/// The anchor of a group of figures: a ledger's own id belongs to the row of its count.
pub(super) fn group_anchor(id: &str) -> String {
    format!("group-{id}")
}

/// The limit of a figure, else its target.
fn mark(row: &FigureRow) -> &Shown {
    match &row.limit {
        Shown::Empty => &row.target,
        limit => limit,
    }
}

fn figure_row(
    setter: &mut Setter<'_>,
    (report, row, years): (&Report, &FigureRow, &Years<'_>),
    most: [usize; 3],
) -> Vec<Cell> {
    let words = setter.words;
    let number = |shown: &Shown, html: &str, most: usize| match shown {
        Shown::Empty => {
            setter.seen.note(Symbol::Nothing);
            Cell::text("—")
        }
        shown => cell_number(html, shown, most).bare(),
    };
    let used: String = row
        .used_in
        .iter()
        .map(|place| {
            let title = if place.chapter.is_empty() { words.get("opening") } else { &place.title };
            let href = setter.links.page(&report.path, &place.chapter, None);
            format!("<a href=\"{}\">{}</a>", esc(&href), terms(title))
        })
        .collect();
    let value = setter.value(Some(&row.id), &row.value);
    let mut previous = setter.value(None, &row.previous);
    if matches!(row.previous, Shown::Number { .. }) {
        previous = Years::link(setter, (years.earlier, &row.id), &previous).unwrap_or(previous);
    }
    let limit = setter.value(None, mark(row));
    vec![
        years.label(setter, row),
        Cell::text(&row.unit),
        number(&row.value, &value, most[0]).with(&setter.sign(&row.value, row.status)),
        number(&row.previous, &previous, most[1]),
        Cell::text_html(&change(setter, row)),
        number(mark(row), &limit, most[2]),
        Cell::text_html(&short_verdicts(row)),
        Cell::text(row.source.as_deref().unwrap_or_default()).with(&computed(setter, row)),
        Cell::text(row.department.as_deref().unwrap_or_default()),
        Cell::text_html(&used),
    ]
}

/// What the figure of the row was computed with.
fn computed(setter: &Setter<'_>, row: &FigureRow) -> String {
    let pieces = formula_pieces(setter, row);
    if pieces.is_empty() { pieces } else { format!("<small>= {pieces}</small>") }
}

/// How a figure stands to limit and target, a line each; only what is bad is marked.
fn short_verdicts(row: &FigureRow) -> String {
    if row.verdicts.iter().any(|verdict| verdict.kept == Some(false)) {
        return verdicts(row);
    }
    let lines: Vec<String> = row.verdicts.iter().map(|verdict| terms(&verdict.short).to_string()).collect();
    lines.join("<br>")
}
