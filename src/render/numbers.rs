//! The numbers of a chart as a table: the categories, a column a series, and whatever else the drawing shows. The page
//! and the CSV have the same columns. Enter at [`table`].

use super::downloads::point_number;
use super::inline::Setter;
use super::markup::terms;
use super::tables::{Cell, Grid, cell_number, scroller};
use crate::model::{
    Absence, By, Calendar, CalendarDay, Chart, ChartKind, Point, ReferenceKind, ReferenceLine, Role, Series,
    Shown, Value, plain,
};

/// The name of a series; of a single one over years it is no year.
pub(super) fn series_name<'a>(setter: &'a Setter<'_>, chart: &Chart, series: &'a Series) -> &'a str {
    let years = chart.by == By::Year && series.role == Role::Focus;
    if years || series.name.is_empty() { setter.words.get("value") } else { &series.name }
}

/// The same with the unit.
pub(super) fn series_head(setter: &Setter<'_>, chart: &Chart, series: &Series) -> String {
    with_unit(setter, series_name(setter, chart, series), &chart.unit)
}

/// A name with its unit, if it has one.
pub(super) fn with_unit(setter: &Setter<'_>, name: &str, unit: &str) -> String {
    if unit.is_empty() {
        return name.to_owned();
    }
    setter.words.fill("with_unit", &[("name", name), ("unit", unit)])
}

/// A column beside those of the series: its head with the unit, and a text for every category, empty where it has none.
pub(super) struct Further {
    pub(super) head: String,
    pub(super) cells: Vec<String>,
}

/// What else a chart shows of its categories: shares, limits and targets, the amounts behind percentages.
pub(super) fn further(setter: &Setter<'_>, chart: &Chart) -> Vec<Further> {
    let words = setter.words;
    let mut columns = Vec::new();
    if !chart.shares.is_empty() {
        let cells = chart.shares.iter().map(|share| share.trim_end_matches('%').to_owned()).collect();
        columns.push(Further { head: words.get("share_percent").to_owned(), cells });
    }
    // A bullet chart measures by the limit of each row, which stands among its numbers.
    if chart.kind != ChartKind::Bullet {
        columns.extend(chart.lines.iter().map(|line| {
            let alike = chart.lines.iter().filter(|other| other.name == line.name).count();
            let name = if alike > 1 { &line.label } else { &line.name };
            let cells = vec![line.value.to_string(); chart.categories.len()];
            Further { head: with_unit(setter, name, &chart.unit), cells }
        }));
        columns.extend(own_marks(setter, chart));
    }
    for (at, head) in chart.column_heads.iter().enumerate().skip(1) {
        let cell = |columns: &Vec<String>| columns.get(at).cloned().unwrap_or_default();
        let cells = chart.categories.iter().map(|category| cell(&category.columns)).collect();
        columns.push(Further { head: head.clone(), cells });
    }
    if chart.categories.iter().any(|category| !category.unit.is_empty()) {
        let cells = chart.categories.iter().map(|category| category.unit.clone()).collect();
        columns.push(Further { head: words.get("unit").to_owned(), cells });
    }
    columns
}

/// The limits and the targets that categories have of their own, a column each, under their name if all have the same.
fn own_marks(setter: &Setter<'_>, chart: &Chart) -> Vec<Further> {
    let column = |(kind, word): (ReferenceKind, &str)| {
        let of = |marks: &[ReferenceLine]| marks.iter().find(|mark| mark.kind == kind).cloned();
        let marks: Vec<Option<ReferenceLine>> =
            chart.categories.iter().map(|category| of(&category.marks)).collect();
        let mut names = marks.iter().flatten().map(|mark| mark.name.as_str());
        let first = names.next()?;
        let name = if names.all(|name| name == first) { first } else { setter.words.get(word) };
        let value =
            |mark: &Option<ReferenceLine>| mark.as_ref().map_or(String::new(), |mark| mark.value.to_string());
        Some(Further { head: with_unit(setter, name, &chart.unit), cells: marks.iter().map(value).collect() })
    };
    let kinds = [(ReferenceKind::Limit, "limit"), (ReferenceKind::Target, "target")];
    kinds.into_iter().filter_map(column).collect()
}

/// The table of a chart.
pub(super) fn table(setter: &Setter<'_>, chart: &Chart) -> String {
    let title = plain(&chart.title);
    let name = setter.words.fill("numbers_of", &[("title", &title)]);
    let mut grid = Grid::of_numbers(&name);
    if let Some(calendar) = &chart.calendar {
        days(setter, (chart, calendar), &mut grid);
        return scroller(&name, &grid.html("numbers-table"));
    }
    grid.head(Cell::text(&chart.category_head));
    for series in &chart.series {
        grid.head(Cell::number(terms(&series_head(setter, chart, series)).to_string()));
    }
    let further = further(setter, chart);
    for column in &further {
        grid.head(Cell::number(terms(&column.head).to_string()));
    }
    let places = most_places(chart.series.iter().flat_map(|series| &series.points));
    for (index, category) in chart.categories.iter().enumerate() {
        let mut row = vec![Cell::row(terms(&category.label).to_string())];
        for series in &chart.series {
            row.push(match series.points.get(index) {
                Some(point) => cell(setter, point, places),
                None => Cell::number(""),
            });
        }
        row.extend(further.iter().map(|column| {
            let text = column.cells.get(index).map_or("", String::as_str);
            Cell::number(terms(text).to_string())
        }));
        grid.row("", row);
    }
    let table = grid.html("numbers-table");
    scroller(&name, &table)
}

/// The most decimal places that any of the points shows.
pub(super) fn most_places<'a>(points: impl Iterator<Item = &'a Point>) -> usize {
    let known = points.filter(|point| point.value.known().is_some());
    known.map(|point| crate::reader::values::places(&point.text)).max().unwrap_or(0)
}

/// A point with the sign of its status, in a column whose numbers show as many places at most.
pub(super) fn cell(setter: &Setter<'_>, point: &Point, places: usize) -> Cell {
    let shown = point_shown(point);
    cell_number(setter.value(None, &shown), &shown, places).with(&setter.sign(&shown, point.status))
}

/// The days of a year: a row for each day of the month, a column for each month of the period.
fn days(setter: &Setter<'_>, (chart, calendar): (&Chart, &Calendar), grid: &mut Grid) {
    let mut points = chart.series.iter().flat_map(|series| &series.points);
    let months: Vec<(&str, Vec<Option<&Point>>)> = calendar
        .months
        .iter()
        .filter(|month| month.days.iter().any(|day| *day != CalendarDay::Outside))
        .map(|month| {
            let inside = |day: &CalendarDay| if *day == CalendarDay::Outside { None } else { points.next() };
            (month.label.as_str(), month.days.iter().map(inside).collect())
        })
        .collect();
    grid.head(Cell::text(&chart.category_head));
    for (label, _) in &months {
        grid.head(Cell::number(terms(label).to_string()));
    }
    for day in 0..31 {
        let mut row = vec![Cell::row((day + 1).to_string())];
        row.extend(months.iter().map(|(_, days)| match days.get(day).copied().flatten() {
            Some(point) => {
                let shown = point_shown(point);
                cell_number(setter.value(None, &shown), &shown, 0)
            }
            None => Cell::number(""),
        }));
        grid.row("", row);
    }
}

/// A chart's point as it is shown in a table.
fn point_shown(point: &Point) -> Shown {
    let absent = |absence: Absence| Shown::Absent(absence, point.text.clone());
    if point.level.is_some() && point.value.known().is_none() {
        return Shown::Word(point.text.clone());
    }
    match point.value {
        Value::Known(_) => {
            let text = point_number(point);
            Shown::Number { machine: text.clone(), text }
        }
        Value::Masked => Shown::Masked,
        Value::Missing => absent(Absence::Missing),
        Value::NotApplicable => absent(Absence::NotApplicable),
        Value::BelowUnit(_) => absent(Absence::BelowUnit),
    }
}
