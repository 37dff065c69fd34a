//! Items by month, a cell each in the colour of its level, with the level always written in it.

use crate::model::{Chart, Point, Value};

use super::calendar::{level_entries, level_fill};
use super::key::{Entry, Key, Sample};
use super::label::{LEADING, Text, regular, wrap};
use super::scale::number;
use super::sheet::Sheet;
use super::strip::Strip;
use super::tone::{Fill, Tone};
use super::{Canvas, Drawing};

/// The height of a cell, and the paper between two.
const CELL: f64 = 28.0;
const GAP: f64 = 2.0;
/// A cell is never narrower, so that two characters stand in it, nor needs it be wider.
const LEAST: f64 = 29.0;
const MOST: f64 = 96.0;
/// As many items stand side by side on a narrow drawing.
const BESIDE: usize = 4;

/// What stands where: the rows and columns of a table of points.
struct Table<'a> {
    chart: &'a Chart,
    /// Months as rows, items as columns.
    turned: bool,
    rows: Vec<&'a str>,
    columns: Vec<&'a str>,
}

impl<'a> Table<'a> {
    fn of(chart: &'a Chart, turned: bool) -> Self {
        let items: Vec<&str> = chart.series.iter().map(|series| series.name.as_str()).collect();
        let months: Vec<&str> = chart.categories.iter().map(|category| category.label.as_str()).collect();
        let (rows, columns) = if turned { (months, items) } else { (items, months) };
        Self { chart, turned, rows, columns }
    }

    /// Where cells of a row are pointed at: the chart's table has months as rows and items as columns.
    fn strip(&self, (row, columns): (usize, std::ops::Range<usize>), area: [f64; 4]) -> Strip {
        let (count, first) = (columns.len(), columns.start);
        if self.turned {
            Strip { column: Some(first), count, step: (0, 1), ..Strip::row(area, row) }
        } else {
            Strip { column: Some(row), count, ..Strip::row(area, first) }
        }
    }

    fn point(&self, row: usize, column: usize) -> Option<&'a Point> {
        let (series, at) = if self.turned { (column, row) } else { (row, column) };
        self.chart.series.get(series)?.points.get(at)
    }
}

/// Where names and cells stand.
struct Layout {
    /// The room of the names at the left; none where they stand above their cells.
    names: f64,
    left: f64,
    /// From one column to the next.
    step: f64,
    /// Columns in a block: more stand in further blocks beneath.
    across: usize,
    /// The lines of a head, and the height of a row with its name.
    heads: usize,
    rows: Vec<f64>,
    above: bool,
}

impl Layout {
    fn of(table: &Table<'_>, canvas: &Canvas<'_>) -> Self {
        let width = canvas.width.pixels();
        let above = canvas.is_narrow() && !table.turned;
        let widest = table.rows.iter().map(|name| regular(name)).fold(0.0, f64::max);
        let most = if table.turned { width * 0.3 } else { width * 0.27 };
        let names = if above { width } else { widest.min(most).ceil() };
        let left = if above { 0.0 } else { names + 14.0 };
        let columns = table.columns.len().max(1);
        let room = width - left;
        let fit = columns_that_fit(room, need(table));
        let across = columns.div_ceil(columns.div_ceil(fit));
        let step = (room / number(across)).min(if table.turned { 150.0 } else { MOST });
        let lines = if table.turned { 3 } else { 1 };
        let head = |name: &&str| wrap(name, step - 6.0, lines).len();
        let heads = table.columns.iter().map(head).max().unwrap_or(1);
        let row = |name: &&str| {
            let lines = LEADING * number(wrap(name, names, 2).len());
            if above { lines + 6.0 + CELL + 10.0 } else { (CELL + GAP).max(lines + 6.0) }
        };
        let rows = table.rows.iter().map(row).collect();
        Self { names, left, step, across, heads, rows, above }
    }

    fn head(&self) -> f64 {
        LEADING * number(self.heads) + 7.0
    }

    fn block(&self) -> f64 {
        self.head() + self.rows.iter().sum::<f64>()
    }
}

/// How many columns of a width fit, at least one.
fn columns_that_fit(room: f64, need: f64) -> usize {
    let mut fit = 1;
    while fit < 100 && need * number(fit + 1) <= room {
        fit += 1;
    }
    fit
}

/// How wide a column must be for its levels and its head.
fn need(table: &Table<'_>) -> f64 {
    let points = table.chart.series.iter().flat_map(|series| &series.points);
    let words =
        points.filter(|point| is_level(point)).map(|point| regular(short(table.chart, point)) + GAP + 1.0);
    let heads = table.columns.iter().map(|name| if table.turned { 0.0 } else { regular(name) + 1.01 });
    words.chain(heads).fold(LEAST, f64::max).min(MOST)
}

/// A level in a few characters, where its scale has such: `Ⅱ` for `Ⅱ类`.
fn short<'a>(chart: &'a Chart, point: &'a Point) -> &'a str {
    let keys = chart.levels.iter().flat_map(|levels| &levels.keys);
    let key = keys.filter(|key| Some(key.level) == point.level).find(|key| !key.short.is_empty());
    key.map_or(point.text.as_str(), |key| key.short.as_str())
}

fn is_level(point: &Point) -> bool {
    matches!(point.value, Value::Known(_)) || (point.level.is_some() && !point.value.is_masked())
}

pub(super) fn draw(canvas: &Canvas<'_>) -> Drawing {
    let chart = canvas.chart;
    let turned = canvas.is_narrow() && chart.series.len() <= BESIDE;
    let table = Table::of(chart, turned);
    let layout = Layout::of(&table, canvas);
    let key = Key::layout(entries(chart, canvas.width.pixels()), canvas.width.pixels());
    let blocks = table.columns.len().div_ceil(layout.across);
    let brief = is_brief(&table, layout.step - GAP);
    let top = key.height + 2.0;
    let apart = layout.block() + 12.0;
    let sheet = canvas.sheet((top + apart * number(blocks) - 12.0).max(20.0));
    key.draw(&sheet);
    for block in 0..blocks {
        let first = block * layout.across;
        let columns = first..(first + layout.across).min(table.columns.len());
        let top = top + apart * number(block);
        heads(&sheet, &table, &layout, (columns.clone(), top));
        let mut y = top + layout.head();
        for (row, height) in layout.rows.iter().enumerate() {
            let cells = name(&sheet, table.rows[row], &layout, (y, *height));
            let area = [layout.left, cells, layout.step, CELL];
            sheet.strip(table.strip((row, columns.clone()), area));
            for (place, column) in columns.clone().enumerate() {
                let x = layout.left + layout.step * number(place);
                let area = [x, cells, layout.step - GAP, CELL];
                cell(&sheet, (&table, brief), (row, column), area);
            }
            y += height;
        }
    }
    canvas.finish(sheet)
}

/// The levels, and what stands for values that are missing or withheld.
fn entries(chart: &Chart, width: f64) -> Vec<Entry<'_>> {
    let mut entries = chart.levels.as_ref().map_or_else(Vec::new, |levels| level_entries(levels, width));
    let points = || chart.series.iter().flat_map(|series| &series.points);
    if let Some(point) = points().find(|point| point.value.is_masked()) {
        let text = Text::new(point.text.as_str(), Tone::INK_3);
        entries.push(Entry { sample: Sample::Hatch, text });
    }
    if let Some(point) = points().find(|point| !is_level(point) && !point.value.is_masked()) {
        let text = Text::new(format!("— {}", point.text), Tone::INK_3);
        entries.push(Entry { sample: Sample::Box(BLANK), text });
    }
    entries
}

/// A cell without a level.
const BLANK: Fill = Fill { tone: Tone::PAPER, edge: Tone::RULE, text: Tone::INK_3 };

/// The heads of the columns, on one line at the bottom.
fn heads(sheet: &Sheet, table: &Table<'_>, layout: &Layout, (columns, top): (std::ops::Range<usize>, f64)) {
    sheet.open("axis");
    for (place, column) in columns.enumerate() {
        let lines =
            wrap(table.columns[column], layout.step - if table.turned { 6.0 } else { 1.0 }, layout.heads);
        let middle = layout.left + layout.step * number(place) + (layout.step - GAP) / 2.0;
        let first = top + layout.head() - 8.0 - LEADING * (number(lines.len()) - 1.0);
        for (line, words) in lines.into_iter().enumerate() {
            let text = Text::new(words, Tone::INK_3).middle();
            let half = text.width() / 2.0;
            let x = super::label::keep_in(middle, half, sheet.width);
            sheet.text(&text, x, first + LEADING * number(line));
        }
    }
    sheet.close();
}

/// The name of a row; gives the upper edge of its cells.
fn name(sheet: &Sheet, words: &str, layout: &Layout, (top, height): (f64, f64)) -> f64 {
    let lines = wrap(words, layout.names, 2);
    let cells = if layout.above { top + height - CELL - 10.0 } else { top + (height - GAP - CELL) / 2.0 };
    let first = if layout.above {
        top + LEADING / 2.0 + 2.0
    } else {
        cells + CELL / 2.0 - LEADING * (number(lines.len()) - 1.0) / 2.0
    };
    let cut = lines.last().is_some_and(|line| line.ends_with('…'));
    for (line, piece) in lines.into_iter().enumerate() {
        let mut text = Text::new(piece, Tone::INK);
        text.full = (cut && line == 0).then(|| words.to_owned());
        sheet.text_at(&text, 0.0, first + LEADING * number(line));
    }
    cells
}

/// Whether some level does not fit into a cell as it is: then all stand in their few characters.
fn is_brief(table: &Table<'_>, width: f64) -> bool {
    let mut points = table.chart.series.iter().flat_map(|series| &series.points);
    points.any(|point| is_level(point) && regular(&point.text) > width - 8.0)
}

/// A cell with its level, or with what stands for it.
fn cell(sheet: &Sheet, (table, brief): (&Table<'_>, bool), (row, column): (usize, usize), area: [f64; 4]) {
    let Some(point) = table.point(row, column) else {
        return;
    };
    let [x, y, width, height] = area;
    let centre = (x + width / 2.0, y + height / 2.0);
    if point.value.is_masked() {
        sheet.hatch(area);
        let text = Text::new(point.text.as_str(), Tone::INK_3).middle();
        let half = text.width() / 2.0 + 3.0;
        if half * 2.0 <= width - 4.0 {
            let ground = [centre.0 - half, y + 5.0, half * 2.0, height - 10.0];
            sheet.rect(ground, Fill::plain(Tone::PAPER));
            sheet.text_at(&text, centre.0, centre.1);
        }
        return;
    }
    let fill = point.level.map_or(BLANK, |level| level_fill(table.chart, level));
    sheet.rect(area, fill);
    let words = if is_level(point) { point.text.as_str() } else { "—" };
    let fits = |words: &str| regular(words) <= width - 0.5;
    let text = if is_level(point) && brief { short(table.chart, point) } else { words };
    let text = Text::new(text, fill.text);
    let text = if fits(&text.plain()) { text } else { text.within(width - 1.0) };
    sheet.text_at(&text.middle(), centre.0, centre.1);
}
