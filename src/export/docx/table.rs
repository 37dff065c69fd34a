//! Tables: columns as wide as what they hold, heads that come again on every page, rows that do not part.

use super::format::{Form, Twips};
use super::house::Page;
use super::styles::{CELL, GRID, HEAD};
use super::xml::{element, val, wrap};

/// The space beside the text of a cell.
const PADDING: Twips = 70;

/// The sizes a table may be set in, in half points below its own, until its columns fit.
const SMALLER: [u16; 3] = [0, 3, 6];

/// A table of no more lines than this is kept on one page.
const WHOLE: i64 = 18;

/// The widest words that stay in one line, such as a unit or a change, in tenths of a Han character.
const SHORT: i64 = 70;

/// As many characters as a column is made wider by at once, to save lines.
const FARTHEST: i64 = 16;

/// A line of a cell: its runs, and its text to measure it by.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) runs: String,
    pub(super) text: String,
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    pub(super) lines: Vec<Line>,
    pub(super) align: Option<&'static str>,
}

/// A row.
#[derive(Debug, Clone)]
pub(super) enum Row {
    /// A cell for each column.
    Cells(Vec<Cell>),
    /// The head of the rows below, over all columns.
    Group(Cell),
}

/// A table.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// What it is called, for those who cannot see it.
    pub(super) name: String,
    pub(super) heads: Vec<Cell>,
    pub(super) rows: Vec<Row>,
    /// The size of the text of tables, in half points.
    pub(super) size: u16,
    /// The largest size that this one is set in.
    pub(super) largest: u16,
    /// Whether something stands under it that it may not part from.
    pub(super) has_notes: bool,
}

impl Table {
    /// The same in a smaller size, for a long one.
    pub(super) fn compact(self) -> Self {
        Self { largest: self.size - SMALLER[1], ..self }
    }

    /// The table.
    pub(super) fn xml(&self) -> String {
        let (size, widths) = self.fit();
        let smaller = (size < self.size).then_some(size);
        let name = if self.name.is_empty() { String::new() } else { val("tblCaption", &self.name) };
        let properties = format!(
            "{}<w:tblW w:w=\"{}\" w:type=\"dxa\"/>{}<w:tblLayout w:type=\"fixed\"/><w:tblCellMar>\
             <w:left w:w=\"{PADDING}\" w:type=\"dxa\"/><w:right w:w=\"{PADDING}\" w:type=\"dxa\"/>\
             </w:tblCellMar>{name}",
            val("tblStyle", GRID),
            widths.iter().sum::<Twips>(),
            val("jc", "center"),
        );
        let columns: String =
            widths.iter().map(|width| element("w:gridCol", &[("w:w", &*width.to_string())], "")).collect();
        let mut out = wrap("w:tblPr", &properties) + &wrap("w:tblGrid", &columns);
        out.push_str(&self.head(&widths, smaller));
        let lines = lines(&self.held(), &widths, size);
        for (at, row) in self.rows.iter().enumerate() {
            out.push_str(&self.row(row, (&widths, smaller), self.keeps(at, lines <= WHOLE)));
        }
        wrap("w:tbl", &out)
    }

    fn head(&self, widths: &[Twips], smaller: Option<u16>) -> String {
        let cells: String = self
            .heads
            .iter()
            .zip(widths)
            .map(|(cell, width)| {
                let form = Form { keep_next: true, ..Form::of(HEAD) };
                box_of((*width, 1), &paragraphs(cell, &form, smaller))
            })
            .collect();
        wrap("w:tr", &("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>".to_owned() + &cells))
    }

    /// Whether a row stays on the page of the next: all of a short table; of a long one the first, the last but one,
    /// and heads of groups.
    fn keeps(&self, at: usize, is_short: bool) -> bool {
        let last = self.rows.len() - 1;
        let is_group = matches!(self.rows[at], Row::Group(_));
        match at == last {
            true => self.has_notes,
            false => is_short || at == 0 || at + 1 == last || is_group,
        }
    }

    fn row(&self, row: &Row, (widths, smaller): (&[Twips], Option<u16>), keeps: bool) -> String {
        let form = |align: Option<&'static str>| Form { keep_next: keeps, align, ..Form::of(CELL) };
        let cells: String = match row {
            Row::Cells(cells) => cells
                .iter()
                .zip(widths)
                .map(|(cell, width)| box_of((*width, 1), &paragraphs(cell, &form(cell.align), smaller)))
                .collect(),
            Row::Group(cell) => {
                let form = Form { keep_next: true, align: Some("left"), ..Form::of(HEAD) };
                box_of((widths.iter().sum(), widths.len()), &paragraphs(cell, &form, smaller))
            }
        };
        wrap("w:tr", &("<w:trPr><w:cantSplit/></w:trPr>".to_owned() + &cells))
    }

    /// The size in which the table fits, and the widths of its columns.
    fn fit(&self) -> (u16, Vec<Twips>) {
        let mut fitted = (self.size, Vec::new());
        for size in
            SMALLER.map(|smaller| self.size - smaller).into_iter().filter(|size| *size <= self.largest)
        {
            let (least, most) = self.measures(size);
            fitted = (size, self.widths(size, least.clone(), &most));
            if least.iter().sum::<Twips>() <= Page::MEASURE {
                break;
            }
        }
        fitted
    }

    /// The widths of the lines of each cell, in tenths of a Han character; none in the head of a group.
    fn held(&self) -> Held {
        let of = |row: &Row| match row {
            Row::Cells(cells) => {
                cells.iter().map(|cell| cell.lines.iter().map(|line| width(&line.text)).collect()).collect()
            }
            Row::Group(_) => Vec::new(),
        };
        self.rows.iter().map(of).collect()
    }

    /// The widths of columns that fill the type area. Where not all lines can stay whole, what room there is goes where
    /// it saves the most lines.
    fn widths(&self, size: u16, least: Vec<Twips>, most: &[Twips]) -> Vec<Twips> {
        let mut room = Page::MEASURE - least.iter().sum::<Twips>();
        if most.iter().sum::<Twips>() <= Page::MEASURE {
            return shared(most);
        }
        if room < 0 {
            return shared(&least);
        }
        let (held, mut out) = (self.held(), least);
        while let Some((column, more)) = best_widening((&held, size), &out, room) {
            out[column] += more;
            room -= more;
        }
        let wanted: Vec<Twips> = out.iter().zip(most).map(|(width, most)| (most - width).max(0)).collect();
        let all = wanted.iter().sum::<Twips>().max(1);
        let wider: Vec<Twips> =
            out.iter().zip(wanted).map(|(width, more)| width + more * room / all).collect();
        shared(&wider)
    }

    /// How wide each column must be, and how wide it would be with no line broken.
    fn measures(&self, size: u16) -> (Vec<Twips>, Vec<Twips>) {
        let mut least = vec![0; self.heads.len()];
        let mut most = least.clone();
        let rows = self.rows.iter().filter_map(|row| match row {
            Row::Cells(cells) => Some(cells),
            Row::Group(_) => None,
        });
        for cells in std::iter::once(&self.heads).chain(rows) {
            for (at, cell) in cells.iter().enumerate().take(self.heads.len()) {
                for line in &cell.lines {
                    let (word, whole) = (longest_word(&line.text), width(&line.text));
                    let is_whole = cell.align == Some("right") || whole <= SHORT;
                    least[at] = least[at].max(if is_whole { whole } else { word });
                    most[at] = most[at].max(whole);
                }
            }
        }
        let twips = |tenths: &mut i64| *tenths = *tenths * i64::from(size) + PADDING * 2 + 20;
        least.iter_mut().chain(&mut most).for_each(twips);
        (least, most)
    }
}

/// The widths of columns that fill the type area by shares: as wide as they would be and more, or less than they must.
fn shared(widths: &[Twips]) -> Vec<Twips> {
    let whole = widths.iter().sum::<Twips>().max(1);
    let mut out: Vec<Twips> = widths.iter().map(|width| width * Page::MEASURE / whole).collect();
    // What division lost.
    let lost = Page::MEASURE - out.iter().sum::<Twips>();
    if let Some(first) = out.first_mut() {
        *first += lost;
    }
    out
}

/// The column to widen, and by how much, so that each character of room saves as many lines as it can.
fn best_widening((held, size): (&Held, u16), widths: &[Twips], room: Twips) -> Option<(usize, Twips)> {
    let character = i64::from(size) * 10;
    let now = lines(held, widths, size);
    let mut best: Option<(i64, i64, usize)> = None;
    for column in 0..widths.len() {
        for step in (1..=FARTHEST).take_while(|step| step * character <= room) {
            let mut tried = widths.to_vec();
            tried[column] += step * character;
            let saved = now - lines(held, &tried, size);
            if saved > 0 && best.is_none_or(|(most, steps, _)| saved * steps > most * step) {
                best = Some((saved, step, column));
            }
        }
    }
    best.map(|(_, step, column)| (column, step * character))
}

/// How many lines rows take: each as many as its highest cell.
fn lines(held: &Held, widths: &[Twips], size: u16) -> i64 {
    let cell = |(lines, width): (&Vec<i64>, &Twips)| -> i64 {
        let room = (width - PADDING * 2).max(1);
        lines.iter().map(|line| (line * i64::from(size) + room - 1) / room).sum()
    };
    held.iter().map(|row| row.iter().zip(widths).map(cell).max().unwrap_or(1)).sum()
}

/// The widths of the lines of each cell of each row.
type Held = Vec<Vec<Vec<i64>>>;

/// The width of a text in tenths of a Han character.
fn width(text: &str) -> i64 {
    let of = |c: char| match c {
        'A'..='Z' => 7,
        c if c < '\u{2000}' => 6,
        _ => 10,
    };
    text.chars().map(of).sum()
}

/// The width of what may not part in a long text: a word, a number with its sign, at least four Han characters.
fn longest_word(text: &str) -> i64 {
    let words = text.split(|c: char| c.is_whitespace() || c >= '\u{2000}');
    words.map(width).max().unwrap_or(0).max(40)
}

/// A cell of a row, over so many columns.
fn box_of((width, columns): (Twips, usize), inner: &str) -> String {
    let span = if columns > 1 { val("gridSpan", columns) } else { String::new() };
    let properties = format!("<w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}<w:vAlign w:val=\"center\"/>");
    wrap("w:tc", &(wrap("w:tcPr", &properties) + inner))
}

/// The lines of a cell, at least one.
fn paragraphs(cell: &Cell, form: &Form, smaller: Option<u16>) -> String {
    let empty = Line::default();
    let lines = if cell.lines.is_empty() { std::slice::from_ref(&empty) } else { &cell.lines };
    lines.iter().map(|line| form.paragraph(&sized(&line.runs, smaller))).collect()
}

/// Runs in a smaller size.
fn sized(runs: &str, size: Option<u16>) -> String {
    let Some(size) = size else { return runs.to_owned() };
    let size = val("sz", size) + &val("szCs", size);
    let mut out = String::with_capacity(runs.len());
    for (at, run) in runs.split("<w:r>").enumerate() {
        match (at, run.strip_prefix("<w:rPr>")) {
            (0, _) => out.push_str(run),
            (_, None) => out.push_str(&format!("<w:r><w:rPr>{size}</w:rPr>{run}")),
            (_, Some(rest)) => {
                let end = rest.find("<w:vertAlign").or_else(|| rest.find("</w:rPr>")).unwrap_or(0);
                out.push_str(&format!("<w:r><w:rPr>{}{size}{}", &rest[..end], &rest[end..]));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> Cell {
        Cell { lines: vec![Line { runs: String::new(), text: text.to_owned() }], align: None }
    }

    fn table(heads: &[&str], row: &[&str]) -> Table {
        let cells = |texts: &[&str]| texts.iter().map(|text| cell(text)).collect();
        let rows = vec![Row::Cells(cells(row))];
        Table { name: String::new(), heads: cells(heads), rows, size: 21, largest: 21, has_notes: false }
    }

    #[test]
    fn columns_fill_the_type_area_by_what_they_hold() {
        let (size, widths) = table(&["指标", "值"], &["县城区空气质量优良率", "95.8"]).fit();
        assert_eq!((size, widths.iter().sum::<Twips>()), (21, Page::MEASURE));
        assert!(widths[0] > 2 * widths[1], "{widths:?}");
    }

    #[test]
    fn room_goes_where_it_saves_lines() {
        let (long, short) = ("甲".repeat(30), "乙".repeat(20));
        let cells = |texts: [&str; 2]| Row::Cells(texts.map(cell).to_vec());
        let table = Table {
            rows: vec![cells([&long, ""]), cells(["", &short])],
            ..table(&["指标", "来源"], &["", ""])
        };
        let (size, widths) = table.fit();
        // By shares both would take two lines.
        let (by_shares, by_lines) = (shared(&[30 * 210, 20 * 210]), widths);
        let taken = |widths: &[Twips]| lines(&table.held(), widths, size);
        assert_eq!((taken(&by_shares), taken(&by_lines)), (4, 3));
    }

    #[test]
    fn a_table_of_many_numbers_becomes_smaller() {
        let heads = vec!["1234567.89"; 10];
        let (size, widths) = table(&heads, &heads).fit();
        assert_eq!((size, widths.iter().sum::<Twips>()), (15, Page::MEASURE));
    }

    #[test]
    fn a_smaller_size_stands_before_what_raises() {
        let runs = "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>3</w:t></w:r><w:r><w:t>a</w:t></w:r>";
        assert_eq!(
            sized(runs, Some(18)),
            "<w:r><w:rPr><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/><w:vertAlign w:val=\"superscript\"/></w:rPr>\
             <w:t>3</w:t></w:r><w:r><w:rPr><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/></w:rPr><w:t>a</w:t></w:r>"
        );
    }
}
