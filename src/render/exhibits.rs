//! What is to be looked at: charts, tables of figures and of work. Each opens with its message and ends with its source.

use super::drawing::Drawn;
use super::inline::{Setter, Style};
use super::links::inner_path;
use super::markup::{esc, terms};
use super::numbers;
use super::tables::{Cell, Grid, cell_number, change, scroller, verdicts};
use crate::model::{
    Chart, Column, FigureRow, LedgerItem, LedgerTable, MetricTable, Report, Shown, WorkState, plain,
};
use crate::reader::notes::{compares, notes};
use crate::reader::symbols::Symbol;
use crate::reader::work::{state_word, steps};

/// A chart with its message, its drawings (two for the screen, one for paper), its numbers and the link to them.
pub(super) fn chart(setter: &mut Setter<'_>, drawn: &Drawn<'_>, chart: &Chart) -> String {
    let report = drawn.report;
    let csv = setter.links.to(&chart_file(&report.path, &chart.id, "csv"));
    let paper = format!(
        "<img class=\"drawing print\" {} alt=\"{}\">",
        setter.links.picture(&chart_file(&report.path, &chart.id, "svg")),
        esc(&plain(&chart.title))
    );
    let drawings_html = [drawn.chart(chart), &paper].concat();
    framed(setter, chart, &Frame { csv, notes_html: String::new(), drawings_html })
}

/// What stands around a chart.
pub(super) struct Frame {
    /// The link to its numbers; empty where there is none.
    pub(super) csv: String,
    /// What is said under it beyond its own notes.
    pub(super) notes_html: String,
    /// Its drawings.
    pub(super) drawings_html: String,
}

/// A chart with its message, drawings and numbers in a frame.
pub(super) fn framed(setter: &mut Setter<'_>, chart: &Chart, frame: &Frame) -> String {
    let words = setter.words;
    let source = if chart.source.is_empty() {
        String::new()
    } else {
        format!("<p class=\"from\">{}</p>", terms(&words.fill("source_is", &[("source", &chart.source)])))
    };
    let csv = match frame.csv.as_str() {
        "" => String::new(),
        csv => {
            let download = esc(words.get("download_csv"));
            format!("<a class=\"csv\" href=\"{}\" download>{download}</a>", esc(csv))
        }
    };
    format!(
        "<figure class=\"chart\" id=\"{id}\" data-kind=\"{kind}\">\n{caption}\
         <div class=\"drawings\">{drawings}</div>\n{notes}{more}\
         <div class=\"foot\">{source}<details class=\"numbers\"><summary>{numbers}</summary>\n{table}</details>\
         {csv}</div>\n</figure>\n",
        id = esc(&chart.id),
        kind = chart.kind.word(),
        caption = caption(setter, &chart.title, &chart.subtitle),
        drawings = frame.drawings_html,
        notes = chart_notes(setter, chart),
        more = frame.notes_html,
        numbers = esc(words.get("numbers")),
        table = numbers::table(setter, chart),
    )
}

/// Where a chart lies as a file: its numbers as `csv`, its drawing for paper as `svg`.
pub(super) fn chart_file(report: &str, id: &str, kind: &str) -> String {
    let page = inner_path(report, "figures");
    format!("{}charts/{id}.{kind}", page.trim_end_matches("index.html"))
}

fn caption(setter: &mut Setter<'_>, title: &[crate::model::Inline], subtitle: &str) -> String {
    let title = match title {
        [] => String::new(),
        title => format!("<strong class=\"message\">{}</strong>", setter.line(title, Style::Title)),
    };
    let subtitle = if subtitle.is_empty() {
        String::new()
    } else {
        format!("<span class=\"sub\">{}</span>", subtitle_text(subtitle))
    };
    format!("<figcaption>{title}{subtitle}</figcaption>\n")
}

/// A sub-caption, whose last piece (the unit) does not part.
fn subtitle_text(text: &str) -> String {
    match text.rsplit_once('，') {
        Some((before, unit)) if (1..=8).contains(&unit.chars().count()) => {
            format!("{}，<span class=\"nw\">{}</span>", terms(before), terms(unit))
        }
        _ => terms(text).to_string(),
    }
}

/// What must be said under a chart.
fn chart_notes(setter: &Setter<'_>, chart: &Chart) -> String {
    if compares(chart) && !chart.breaks.is_empty() {
        setter.seen.note(Symbol::Incomparable);
    }
    let notes = notes(setter.words, chart);
    notes.iter().map(|note| format!("<p class=\"chart-note\">{}</p>\n", terms(note))).collect()
}

/// Figures as a table.
pub(super) fn metrics(setter: &mut Setter<'_>, report: &Report, table: &MetricTable) -> String {
    let words = setter.words;
    let title = match plain(&table.title) {
        title if title.is_empty() => names(&table.rows, words.get("between")),
        title => title,
    };
    let mut grid = Grid::new(&title);
    for column in &table.columns {
        grid.head(column_head(setter, report, *column));
        if *column == Column::Label {
            grid.head(Cell::text(words.get("unit")));
        }
    }
    for row in &table.rows {
        let mut cells = Vec::new();
        for column in &table.columns {
            cells.push(column_cell(setter, *column, row, &table.rows));
            if *column == Column::Label {
                cells.push(Cell::quiet(&terms(&row.unit).to_string()).class("unit-cell"));
            }
        }
        grid.row("", cells);
    }
    format!(
        "<figure class=\"table\" id=\"{}\">\n{}{}</figure>\n",
        esc(&table.id),
        caption(setter, &table.title, &table.subtitle),
        scroller(&title, &grid.html("metrics-table"))
    )
}

/// The names of the first figures of a table: its own name where it has no title.
fn names(rows: &[FigureRow], between: &str) -> String {
    let first: Vec<&str> = rows.iter().take(3).map(|row| row.label.as_str()).collect();
    first.join(between)
}

fn column_head(setter: &Setter<'_>, report: &Report, column: Column) -> Cell {
    let head = setter.words.column(column, report.year);
    match column {
        Column::Value | Column::Previous | Column::Limit | Column::Target => {
            Cell::number(terms(&head).to_string())
        }
        Column::Label
        | Column::Change
        | Column::Verdict
        | Column::Department
        | Column::Source
        | Column::Note => Cell::text(&head),
    }
}

fn column_cell(setter: &mut Setter<'_>, column: Column, row: &FigureRow, rows: &[FigureRow]) -> Cell {
    let number = |of: fn(&FigureRow) -> &Shown, metric: Option<&str>| {
        let places = super::tables::most_places(rows.iter().map(of));
        cell_number(setter.value(metric, of(row)), of(row), places)
    };
    match column {
        Column::Label => Cell::row(terms(&row.label).to_string()),
        Column::Value => {
            number(|row| &row.value, Some(&row.id)).strong().with(&setter.sign(&row.value, row.status))
        }
        Column::Previous => number(|row| &row.previous, None).second(),
        Column::Change => Cell::text_html(&change(setter, row)).class("change-cell"),
        Column::Limit => number(|row| &row.limit, None),
        Column::Target => number(|row| &row.target, None),
        Column::Verdict => Cell::text_html(&verdicts(row)),
        Column::Department => Cell::quiet(&terms(row.department.as_deref().unwrap_or_default()).to_string()),
        Column::Source => Cell::quiet(&terms(row.source.as_deref().unwrap_or_default()).to_string()),
        Column::Note => Cell::quiet(&setter.line(&row.note, Style::Lead)),
    }
}

/// A list of work as a table.
pub(super) fn ledger(setter: &mut Setter<'_>, report: &Report, table: &LedgerTable) -> String {
    let title = plain(&table.title);
    let any = |of: fn(&LedgerItem) -> bool| table.items.iter().any(of);
    let shows = Shows {
        lead: any(|item| item.lead.is_some()),
        due: any(|item| item.due.is_some()),
        progress: any(|item| {
            !item.note.is_empty()
                || item.submitted.is_some()
                || item.closed.is_some()
                || !item.course.is_empty()
                || item.target.is_some()
        }),
    };
    let words = setter.words;
    let mut grid = Grid::new(&title);
    grid.head(Cell::text(words.get("item_id")));
    grid.head(Cell::text(words.get("item_title")));
    for (shown, key) in [
        (shows.lead, "item_lead"),
        (shows.due, "item_due"),
        (true, "item_state"),
        (shows.progress, "item_progress"),
    ] {
        if shown {
            grid.head(Cell::text(words.get(key)));
        }
    }
    for item in &table.items {
        let id = setter.id(&format!("{}-{}", table.id, item.id));
        let row = ledger_row(setter, report, (table, item), &shows);
        grid.row(&id, row);
    }
    let rows = match table.items.as_slice() {
        [] => format!("<p class=\"quiet\">{}</p>\n", esc(words.get("no_items"))),
        _ => scroller(&title, &grid.html("ledger-table")),
    };
    format!(
        "<figure class=\"table ledger\" id=\"{}\">\n{}{rows}</figure>\n",
        esc(&table.id),
        caption(setter, &table.title, &table.subtitle),
    )
}

/// The columns that a ledger fills.
struct Shows {
    lead: bool,
    due: bool,
    progress: bool,
}

fn ledger_row(
    setter: &mut Setter<'_>,
    report: &Report,
    (table, item): (&LedgerTable, &LedgerItem),
    shows: &Shows,
) -> Vec<Cell> {
    let category = item
        .category
        .as_deref()
        .map_or(String::new(), |category| format!("<small>{}</small>", terms(category)));
    let title = setter.line(&item.title, Style::Lead);
    let mut row = vec![Cell::quiet(&esc(&item.id).to_string()), Cell::row(format!("{title}{category}"))];
    if shows.lead {
        row.push(Cell::text(item.lead.as_deref().unwrap_or_default()));
    }
    if shows.due {
        let due = item.due.map_or(String::new(), |due| due.to_string());
        row.push(Cell::text(&due).class("date"));
    }
    row.push(Cell::text_html(&state(item.state, state_word(table, item))));
    if shows.progress {
        row.push(Cell::quiet(&progress(setter, report, item)));
    }
    row
}

/// What is said of an item beside its state.
pub(super) fn progress(setter: &mut Setter<'_>, report: &Report, item: &LedgerItem) -> String {
    let note = setter.line(&item.note, Style::Lead);
    let steps = steps(setter.words, report, item);
    steps.iter().fold(note, |out, step| format!("{out}<small>{}</small>", terms(step)))
}

/// A state of work: a shape and its word.
pub(super) fn state(state: WorkState, word: &str) -> String {
    let shape = match state {
        WorkState::Done => {
            "<circle class=\"fill\" cx=\"7\" cy=\"7\" r=\"6.5\"/><path class=\"mark\" d=\"M4 7.2l2.1 2.1L10 5.2\"/>"
        }
        WorkState::Ongoing => {
            "<circle class=\"edge\" cx=\"7\" cy=\"7\" r=\"5.75\"/><path class=\"fill\" d=\"M1.25 7a5.75 5.75 0 0 0 11.5 0z\"/>"
        }
        WorkState::Planned => "<circle class=\"edge\" cx=\"7\" cy=\"7\" r=\"5.75\"/>",
        WorkState::Overdue => {
            "<path class=\"fill\" d=\"M7 .8L13.6 13H.4z\"/><path class=\"mark\" d=\"M7 5.2v3.6M7 10.4v1.3\"/>"
        }
        WorkState::Dropped => {
            "<circle class=\"edge\" cx=\"7\" cy=\"7\" r=\"5.75\"/><path class=\"edge\" d=\"M3 11L11 3\"/>"
        }
    };
    format!(
        "<span class=\"state {}\"><svg viewBox=\"0 0 14 14\" width=\"14\" height=\"14\" aria-hidden=\"true\" \
         focusable=\"false\">{shape}</svg>{}</span>",
        state.word(),
        terms(word)
    )
}
