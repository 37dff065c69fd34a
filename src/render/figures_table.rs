//! The page of all figures: one table, by group, which prints as a sheet to sign.

use super::inline::Setter;
use super::markup::{esc, terms};
use super::symbols::Symbol;
use super::tables::{Cell, Grid, cell_number, change, formula, most_places, scroller, verdicts};
use crate::model::{FigureRow, Report, Shown};

/// All figures of a report in one table, by group.
pub(super) fn all_figures(setter: &mut Setter<'_>, report: &Report) -> String {
    let words = setter.words;
    let title = words.fill("figures_of_year", &[("year", &report.year.to_string())]);
    let year = |year: i16| words.fill("year", &[("year", &year.to_string())]);
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
    let rows = || report.groups.iter().flat_map(|group| &group.rows);
    let most = [
        most_places(rows().map(|row| &row.value)),
        most_places(rows().map(|row| &row.previous)),
        most_places(rows().map(mark)),
    ];
    for group in report.groups.iter().filter(|group| !group.rows.is_empty()) {
        grid.group(&group_anchor(&group.id), &group.title);
        for row in &group.rows {
            grid.row(&row.id, figure_row(setter, report, row, most));
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

fn figure_row(setter: &mut Setter<'_>, report: &Report, row: &FigureRow, most: [usize; 3]) -> Vec<Cell> {
    let words = setter.words;
    let number = |shown: &Shown, metric: Option<&str>, most: usize| match shown {
        Shown::Empty => {
            setter.seen.note(Symbol::Nothing);
            Cell::text("—").class("none")
        }
        shown => cell_number(&setter.value(metric, shown), shown, most).bare(),
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
    vec![
        Cell::row(&terms(&row.label).to_string()),
        Cell::text(&row.unit),
        number(&row.value, Some(&row.id), most[0]).with(&setter.sign(&row.value, row.status)),
        number(&row.previous, None, most[1]),
        Cell::text_html(&change(setter, row)),
        number(mark(row), None, most[2]),
        Cell::text_html(&verdicts(row)),
        Cell::text(row.source.as_deref().unwrap_or_default()).with(&formula(setter, row)),
        Cell::text(row.department.as_deref().unwrap_or_default()),
        Cell::text_html(&used),
    ]
}
