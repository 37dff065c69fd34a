//! The figures of a report as files for machines: `figures.csv`, `figures.json`, and a CSV a chart.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::inline::Setter;
use super::numbers::{further, series_head, series_name};
use crate::legible::legible;
use crate::model::{Better, Chart, Figure, FigureRow, Point, Report, Series, Shown, Status, Value, plain};

/// The columns, in order.
pub(super) const KEYS: [&str; 13] = [
    "id",
    "label",
    "unit",
    "value",
    "status",
    "previous",
    "yoy",
    "limit",
    "target",
    "better",
    "source",
    "department",
    "note",
];

/// A field of a figure.
pub(super) enum Field {
    Text(String),
    /// A number as it is written, or none.
    Number(Option<String>),
}

/// The figures as CSV: RFC 4180 with LF, UTF-8.
pub(super) fn figures_csv(report: &Report) -> String {
    let mut out = line(KEYS.iter().map(|key| (*key).to_owned()));
    for fields in rows(report) {
        out.push_str(&line(fields.into_iter().map(|field| match field {
            Field::Text(text) => text,
            Field::Number(number) => number.unwrap_or_default(),
        })));
    }
    out
}

/// The figures as JSON: numbers with their places, else null.
pub(super) fn figures_json(report: &Report) -> String {
    let quoted = |text: &str| serde_json::Value::from(legible(text)).to_string();
    let figures: Vec<String> = rows(report)
        .into_iter()
        .map(|fields| {
            let pairs: Vec<String> = KEYS
                .iter()
                .zip(fields)
                .map(|(key, field)| {
                    let value = match field {
                        Field::Text(text) if text.is_empty() => "null".to_owned(),
                        Field::Text(text) => quoted(&text),
                        Field::Number(number) => number.unwrap_or_else(|| "null".to_owned()),
                    };
                    format!("\"{key}\": {value}")
                })
                .collect();
            format!("    {{{}}}", pairs.join(", "))
        })
        .collect();
    let period = format!(
        "{:04}-{:02}..{:04}-{:02}",
        report.period.first.year,
        report.period.first.month,
        report.period.last.year,
        report.period.last.month
    );
    format!(
        "{{\n  \"report\": {{\"title\": {}, \"year\": {}, \"period\": {}}},\n  \"figures\": [\n{}\n  ]\n}}\n",
        quoted(&plain(&report.title)),
        report.year,
        quoted(&period),
        figures.join(",\n")
    )
}

/// The fields of each figure, in the order of the groups.
pub(super) fn rows(report: &Report) -> Vec<[Field; 13]> {
    let figures: BTreeMap<&str, &Figure> =
        report.figures.iter().map(|figure| (figure.id.as_str(), figure)).collect();
    report
        .groups
        .iter()
        .flat_map(|group| &group.rows)
        .map(|row| fields(row, figures.get(row.id.as_str()).copied()))
        .collect()
}

fn fields(row: &FigureRow, figure: Option<&Figure>) -> [Field; 13] {
    let optional = |text: &Option<String>| Field::Text(text.clone().unwrap_or_default());
    let better = match figure.and_then(|figure| figure.better) {
        Some(Better::Lower) => "lower",
        Some(Better::Higher) => "higher",
        None => "",
    };
    [
        Field::Text(row.id.clone()),
        Field::Text(row.label.clone()),
        Field::Text(figure.map_or(&row.unit, |figure| &figure.unit).clone()),
        number(&row.value),
        Field::Text(status(row, figure).to_owned()),
        number(&row.previous),
        Field::Number(
            row.change.as_ref().and_then(|change| change.number.clone()).filter(|number| is_number(number)),
        ),
        number(&row.limit),
        number(&row.target),
        Field::Text(better.to_owned()),
        optional(&row.source),
        optional(&row.department),
        Field::Text(plain(&row.note)),
    ]
}

fn number(shown: &Shown) -> Field {
    Field::Number(match shown {
        Shown::Number { machine, .. } if is_number(machine) => Some(machine.clone()),
        Shown::Number { .. } | Shown::Word(_) | Shown::Absent(..) | Shown::Masked | Shown::Empty => None,
    })
}

/// Whether a text is a number as JSON writes it.
pub(super) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, places) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    all(whole) && all(places) && (whole == "0" || !whole.starts_with('0'))
}

fn status(row: &FigureRow, figure: Option<&Figure>) -> &'static str {
    if row.value == Shown::Masked {
        return "masked";
    }
    match figure.map(|figure| &figure.value) {
        Some(value) if value.known().is_none() => status_word(value, row.status),
        Some(_) | None => match &row.value {
            Shown::Word(_) | Shown::Absent(..) | Shown::Empty => "missing",
            Shown::Number { .. } | Shown::Masked => status_word(&Value::Known(Decimal::ZERO), row.status),
        },
    }
}

/// What a value is, in the words of the format.
pub(super) fn status_word(value: &Value, status: Status) -> &'static str {
    match (value, status) {
        (Value::Masked, _) => "masked",
        (Value::BelowUnit(_), _) => "below-unit",
        (Value::NotApplicable, _) => "not-applicable",
        (Value::Missing, _) => "missing",
        (Value::Known(_), Status::Final) => "known",
        (Value::Known(_), Status::Provisional) => "provisional",
        (Value::Known(_), Status::Revised) => "revised",
    }
}

/// A chart's numbers: the category first, then a column a series with the unit in its head, then shares, limits and
/// targets. A cell without a number is empty. Why it is empty, and what is not final, stands in a column of its own for each series that has such a
/// cell, after all the numbers: a chart whose numbers are all there and final has none, and the columns of numbers
/// stand in one place either way. Its words are those of `figures.csv`.
pub(super) fn chart_csv(setter: &Setter<'_>, chart: &Chart) -> String {
    chart_rows(setter, chart).into_iter().map(|row| line(row.into_iter())).collect()
}

/// The heads of that file and its rows, cell by cell.
pub(super) fn chart_rows(setter: &Setter<'_>, chart: &Chart) -> Vec<Vec<String>> {
    let heads = std::iter::once(chart.category_head.clone())
        .chain(chart.series.iter().map(|series| series_head(setter, chart, series)));
    let marked: Vec<&Series> = chart.series.iter().filter(|series| is_marked(chart, series)).collect();
    let status_heads = marked
        .iter()
        .map(|series| setter.words.fill("status_of", &[("name", series_name(setter, chart, series))]));
    let further = further(setter, chart);
    let more_heads = further.iter().map(|column| column.head.clone());
    let mut rows = vec![heads.chain(more_heads).chain(status_heads).collect()];
    for (index, category) in chart.categories.iter().enumerate() {
        let cells = chart.series.iter().map(|series| match series.points.get(index) {
            Some(point) if point.value.known().is_some() => point_number(point),
            Some(point) if point.level.is_some() => point.text.clone(),
            _ => String::new(),
        });
        let statuses = marked.iter().map(|series| point_status(series.points.get(index)).to_owned());
        // The words for what is no number are for readers; the status says it here.
        let more = further.iter().map(|column| {
            let text = column.cells.get(index).map_or("", String::as_str);
            if is_number(text) || text == category.unit { text.to_owned() } else { String::new() }
        });
        rows.push(std::iter::once(category.label.clone()).chain(cells).chain(more).chain(statuses).collect());
    }
    rows
}

/// Whether a series has a cell that is no number, or not a final one.
fn is_marked(chart: &Chart, series: &Series) -> bool {
    (0..chart.categories.len()).any(|index| point_status(series.points.get(index)) != "known")
}

fn point_status(point: Option<&Point>) -> &'static str {
    match point {
        Some(point) if point.level.is_some() => "known",
        Some(point) => status_word(&point.value, point.status),
        None => "missing",
    }
}

/// A known point as a number: the text of a state of work has words in it.
pub(super) fn point_number(point: &Point) -> String {
    match point.value.known() {
        Some(number) if !is_number(&point.text) => number.to_string(),
        _ => point.text.clone(),
    }
}

/// A line of CSV: no cell is a formula, and none is parted where spreadsheets part cells by tabs or semicolons.
fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells
        .map(|cell| {
            let cell = guarded(&legible(&cell));
            if cell.contains(['"', ',', ';', '\t', '\n']) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell
            }
        })
        .collect();
    cells.join(",") + "\n"
}

/// A cell that no spreadsheet computes instead of showing it (OWASP, CSV Injection): a `'` stands before a sign at its
/// beginning, and behind each character at which a spreadsheet of another country may part it, quotes or not.
fn guarded(cell: &str) -> String {
    if is_number(cell) {
        return cell.to_owned();
    }
    let mut out = String::with_capacity(cell.len() + 1);
    if cell.starts_with(['\t', '\n']) {
        out.push('\'');
    }
    let (mut begins, mut is_parted) = (true, false);
    for c in cell.chars() {
        match c {
            ';' | '\t' | '\n' => (begins, is_parted) = (true, true),
            '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' if begins => {
                out.push('\'');
                begins = false;
            }
            '"' => begins &= is_parted,
            c => begins &= c.is_whitespace(),
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cell: &str) -> String {
        line(std::iter::once(cell.to_owned()))
    }

    #[test]
    fn a_cell_that_begins_with_the_end_of_a_line_is_guarded_like_one_that_begins_with_a_sign() {
        for (cell, written) in [
            ("=1+1", "'=1+1\n"),
            ("＝1", "'＝1\n"),
            (" =1", " '=1\n"),
            ("\n=1", "\"'\n'=1\"\n"),
            ("\ta", "\"'\ta\"\n"),
            ("\r\u{1}@a", "'@a\n"),
            ("-1.5", "-1.5\n"),
            ("-1.5%", "'-1.5%\n"),
            ("a=1", "a=1\n"),
            ("\"=1", "\"\"\"=1\"\n"),
        ] {
            assert_eq!(of(cell), written, "{cell:?}");
        }
    }

    #[test]
    fn a_cell_is_not_parted_where_semicolons_or_tabs_part_cells() {
        assert_eq!(of("a;b"), "\"a;b\"\n");
        assert_eq!(of("a\tb"), "\"a\tb\"\n");
        assert_eq!(of("a; =1+1;b"), "\"a; '=1+1;b\"\n");
        assert_eq!(of("a;\"=1+1;"), "\"a;\"\"'=1+1;\"\n");
        assert_eq!(of("a\n-1"), "\"a\n'-1\"\n");
        assert_eq!(of("a \"b\""), "\"a \"\"b\"\"\"\n");
    }
}
