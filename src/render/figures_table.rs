//! The page of all figures: one table, by group, which prints as a sheet to sign.

use std::collections::BTreeMap;

use super::Entry;
use super::inline::Setter;
use super::links::{encode, figures_path};
use super::markup::{esc, terms};
use super::symbols::Symbol;
use super::tables::{Cell, Grid, cell_number, change, formula, most_places, scroller, verdicts};
use crate::model::{FigureRow, Report, Shown};

/// Where else the figures of a report stand: in the report before and after, and over the years.
pub(super) struct Years<'a> {
    pub(super) earlier: Option<&'a Entry>,
    pub(super) later: Option<&'a Entry>,
    /// The page of the trends.
    pub(super) trends: String,
    /// Which of its exhibits shows a figure, by the figure's id.
    pub(super) exhibits: BTreeMap<&'a str, &'a str>,
}

impl Years<'_> {
    /// The links of a figure to its row in the years before and after, and to its course over the years.
    fn html(&self, setter: &Setter<'_>, row: &FigureRow) -> String {
        let (words, links) = (setter.words, setter.links);
        let year = |entry: &Entry| {
            let text = words.fill("year", &[("year", &entry.year.to_string())]);
            (links.to(&figures_path(&entry.path)), encode(&row.id), text)
        };
        let beside = |entry: Option<&Entry>| entry.filter(|entry| entry.figures.contains(&row.id)).map(year);
        let exhibit = self.exhibits.get(row.id.as_str());
        let trend = exhibit.map(|id| (links.to(&self.trends), encode(id), words.get("all_years").to_owned()));
        let all: String = [beside(self.earlier), beside(self.later), trend]
            .into_iter()
            .flatten()
            .map(|(href, anchor, text)| format!("<a href=\"{}#{anchor}\">{}</a> ", esc(&href), terms(&text)))
            .collect();
        if all.is_empty() { all } else { format!("<small class=\"years screen\">{}</small>", all.trim_end()) }
    }
}

/// All figures of a report in one table, by group.
pub(super) fn all_figures(setter: &mut Setter<'_>, (report, years): (&Report, &Years<'_>)) -> String {
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
            let years_html = years.html(setter, row);
            let mut cells = figure_row(setter, report, row, most);
            cells[0] = Cell::row(&terms(&row.label).to_string()).with(&years_html);
            grid.row(&row.id, cells);
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
