//! Amounts over time as upright columns, this year's and last year's beside each other.

use rust_decimal::Decimal;

use crate::model::{Chart, Role, Value};

use super::axis::{Frame, Plot, category_labels, category_room, drawable, value_room, values};
use super::key::{Ending, Key, Sample, casing, endings, reference_entry, reference_style, series_entries};
use super::label::{LEADING, Text};
use super::scale::{Axis, Origin, number};
use super::sheet::Sheet;
use super::tone::{Fill, Tone};
use super::{Canvas, Drawing, Width, bands, breaks};

/// An upright frame with its axis, shared with stacked columns.
pub(super) struct Upright {
    pub(super) sheet: Sheet,
    pub(super) plot: Plot,
    /// The middles of the categories in pixels.
    pub(super) middles: Vec<f64>,
    /// The width of a category.
    pub(super) slot: f64,
}

impl Upright {
    /// The key, the grid, the names; the marks are still to come.
    pub(super) fn prepare(canvas: &Canvas<'_>, axis: &Axis) -> Option<Self> {
        let chart = canvas.chart;
        let widest = chart
            .lines
            .iter()
            .map(|line| Text::new(line.label.as_str(), Tone::ACCENT).width())
            .fold(0.0, f64::max);
        let at_ends = widest <= if canvas.width == Width::Wide { 200.0 } else { 110.0 };
        let mut entries = series_entries(chart);
        if !at_ends {
            entries.extend(chart.lines.iter().map(reference_entry));
        }
        let key = Key::layout(entries, canvas.width.pixels());
        let left = value_room(axis);
        let room = if at_ends && widest > 0.0 { widest + 11.0 } else { 0.0 };
        let right = (canvas.width.pixels() - room).floor();
        let hang = if axis.low < Decimal::ZERO { 16.0 } else { 0.0 };
        let beneath = category_room(chart, right - left) + hang;
        let sheet = canvas.sheet(canvas.width.upright() + key.height + beneath - 32.0);
        key.draw(&sheet);
        let frame = Frame {
            left,
            top: if key.height > 0.0 { key.height + 12.0 } else { 18.0 } + breaks::room(chart),
            right,
            bottom: sheet.height - beneath,
        };
        let count = chart.categories.len().max(1);
        let plot = Plot::upright(&sheet, frame, 0.0..number(count), axis)?;
        let slot = frame.width() / number(count);
        let middles: Vec<f64> =
            (0..chart.categories.len()).map(|at| plot.at(number(at) + 0.5, Decimal::ZERO).0).collect();
        let upright = Self { sheet, plot, middles, slot };
        category_labels(&upright.sheet, chart, &upright.middles, frame.bottom + hang);
        bands::columns(&upright.sheet, chart, (&upright.middles, frame));
        breaks::rules(&upright.sheet, chart, (&upright.middles, frame));
        if at_ends {
            upright.limit_names(chart);
        }
        Some(upright)
    }

    fn limit_names(&self, chart: &Chart) {
        let frame = self.plot.frame;
        let ends = chart.lines.iter().map(|line| {
            let (_, y) = self.plot.at(0.0, line.value);
            Ending {
                from: (frame.right, y),
                sample: Sample::None,
                text: Text::new(line.label.as_str(), Tone::ACCENT),
            }
        });
        if !chart.lines.is_empty() {
            endings(&self.sheet, ends.collect(), frame.right + 10.0, (frame.top, frame.bottom));
        }
    }

    /// The lines of limits and targets, over the columns, and the zero line with its values.
    pub(super) fn close(&self, chart: &Chart, axis: &Axis) {
        self.plot.value_labels(&self.sheet, axis);
        for line in &chart.lines {
            self.plot.level(line.value, casing());
            self.plot.level(line.value, reference_style(line.kind));
            let (_, y) = self.plot.at(0.0, line.value);
            self.sheet.mark([self.plot.frame.left, y, self.plot.frame.right, y]);
        }
    }

    /// The pixels of a column from the zero line (or another value) to a value: never thinner than one.
    pub(super) fn span(&self, from: Decimal, to: Decimal) -> (f64, f64) {
        let (a, b) = (self.plot.at(0.0, from).1, self.plot.at(0.0, to).1);
        let (top, bottom) = (a.min(b), a.max(b));
        if bottom - top < 1.0 && from != to {
            if to > from { (bottom - 1.0, bottom) } else { (top, top + 1.0) }
        } else {
            (top, bottom)
        }
    }
}

/// A column that was drawn: where, and what it says.
struct Column<'a> {
    area: [f64; 4],
    value: Decimal,
    text: &'a str,
    role: Role,
}

pub(super) fn draw(canvas: &Canvas<'_>) -> Drawing {
    let chart = canvas.chart;
    let axis = Axis::over(values(chart), Origin::Zero);
    let Some(upright) = Upright::prepare(canvas, &axis) else {
        return canvas.finish(canvas.sheet(canvas.width.upright()));
    };
    let mut columns: Vec<Vec<Column<'_>>> = Vec::new();
    for at in 0..chart.series.len() {
        columns.push(series(&upright, chart, at));
    }
    upright.close(chart, &axis);
    for drawn in &columns {
        value_labels(&upright, drawn);
    }
    own_marks(&upright, chart);
    canvas.finish(upright.sheet)
}

/// The limits and targets of single columns: a line over each, named where there is room.
fn own_marks(upright: &Upright, chart: &Chart) {
    let half = upright.slot * 0.42;
    let marks = chart.categories.iter().zip(&upright.middles);
    for (mark, x) in marks.flat_map(|(category, x)| category.marks.iter().map(move |mark| (mark, *x))) {
        let (_, y) = upright.plot.at(0.0, mark.value);
        upright.sheet.line([x - half, y, x + half, y], casing());
        upright.sheet.line([x - half, y, x + half, y], reference_style(mark.kind));
        upright.sheet.mark([x - half, y, x + half, y]);
        let name = Text::new(mark.label.as_str(), Tone::ACCENT).middle();
        let Some(lines) = name.whole_lines(upright.slot - 6.0, 2) else { continue };
        let down = |row: usize| LEADING * number(row);
        let free = |first: &f64| {
            let mut rows = lines.iter().enumerate();
            rows.all(|(row, line)| upright.sheet.weigh(line, x, first + down(row)) == Some(0))
        };
        let places = [y - 6.0 - down(lines.len() - 1), y + 16.0, y - 22.0 - down(lines.len() - 1)];
        if let Some(first) = places.iter().find(|first| free(first)) {
            for (row, line) in lines.iter().enumerate() {
                upright.sheet.text(line, x, first + down(row));
            }
        }
    }
}

/// Draws the columns of a series.
fn series<'a>(upright: &Upright, chart: &'a Chart, at: usize) -> Vec<Column<'a>> {
    let (sheet, plot) = (&upright.sheet, &upright.plot);
    let Some(series) = chart.series.get(at) else {
        return Vec::new();
    };
    let (left, width) = sides(upright.slot, at, chart);
    let class = match series.role {
        Role::Focus => "series s-focus",
        Role::Previous => "series s-last",
        _ => "series",
    };
    sheet.open(class);
    let mut columns = Vec::new();
    for (place, (point, middle)) in series.points.iter().zip(&upright.middles).enumerate() {
        let x = (middle + left).round();
        let (_, zero) = plot.at(0.0, Decimal::ZERO);
        if let Some(value) = drawable(point) {
            let (top, bottom) = upright.span(Decimal::ZERO, value);
            let area = [x, top, width, bottom - top];
            if !value.is_zero() {
                sheet.rect(area, fill(chart, series.role, place));
            }
            sheet.mark_rect(area);
            columns.push(Column { area, value, text: &point.text, role: series.role });
        } else {
            let text = Text::new(point.text.as_str(), Tone::INK_3).middle();
            let lift = if point.value.is_masked() { 28.0 } else { 2.0 };
            let said =
                text.width() <= upright.slot - 4.0 && sheet.text(&text, x + width / 2.0, zero - lift - 4.0);
            absent(upright, &point.value, (x, width), said);
        }
    }
    sheet.close();
    columns
}

/// The left side of a series' columns from the middle of a category, and their width.
fn sides(slot: f64, at: usize, chart: &Chart) -> (f64, f64) {
    let count = chart.series.len().max(1);
    // Last year's stands before this year's, whatever their order.
    let previous = chart.series.iter().filter(|series| series.role == Role::Previous).count();
    let before = |at: usize| chart.series[..at].iter().filter(|series| series.role == Role::Previous).count();
    let rank = match chart.series.get(at).map(|series| series.role) {
        Some(Role::Previous) => before(at),
        _ => previous + at - before(at),
    };
    let each = (slot * 0.66 / number(count)).min(if count == 1 { 44.0 } else { 30.0 });
    // Columns side by side are parted by paper: their colours alone do not tell them apart.
    let gap = if each > 8.0 { 2.0 } else { 0.0 };
    let each = if each > 3.0 { each.floor() } else { each };
    let left = -each * number(count) / 2.0 + each * number(rank);
    (left, (each - gap).max(0.6))
}

/// The fill of a column: picked-out ones stand out among soft ones.
fn fill(chart: &Chart, role: Role, place: usize) -> Fill {
    let any = chart.categories.iter().any(|category| category.highlight);
    let picked = chart.categories.get(place).is_some_and(|category| category.highlight);
    if role == Role::Focus && any && !picked {
        Fill { edge: Tone::MAIN_MID, ..Fill::plain(Tone::MAIN_SOFT) }
    } else {
        Fill::of(role)
    }
}

/// What stands for a value that is not a number; for a missing one only where no word says so.
fn absent(upright: &Upright, value: &Value, (x, width): (f64, f64), said: bool) {
    let sheet = &upright.sheet;
    let (_, zero) = upright.plot.at(0.0, Decimal::ZERO);
    match value {
        Value::Masked => sheet.hatch([x, zero - 28.0, width.max(4.0), 28.0]),
        Value::BelowUnit(_) => sheet.rect([x, zero - 2.0, width, 2.0], Fill::plain(Tone::FOCUS)),
        Value::Missing | Value::NotApplicable if !said => {
            let middle = x + width / 2.0;
            sheet.line([middle - 3.0, zero - 4.0, middle + 3.0, zero - 4.0], Tone::RULE_UI.line(10));
        }
        Value::Known(_) | Value::Missing | Value::NotApplicable => {}
    }
}

/// Writes values above the columns: all where all have room, else only the highest, lowest and last.
fn value_labels(upright: &Upright, columns: &[Column<'_>]) {
    let sheet = &upright.sheet;
    let text = |column: &Column<'_>| match column.role {
        Role::Focus => Text::new(column.text.to_owned(), Tone::MAIN).bold().middle(),
        Role::Previous => Text::new(column.text.to_owned(), Tone::INK_3).middle(),
        _ => Text::new(column.text.to_owned(), Tone::INK_2).middle(),
    };
    let widest = columns.iter().map(|column| text(column).width()).fold(0.0, f64::max);
    let room = columns.first().map_or(0.0, |column| column.area[2]);
    let all = widest <= upright.slot - 4.0 && (widest <= room + 6.0 || widest * 1.5 <= upright.slot);
    let previous = columns.first().is_some_and(|column| column.role == Role::Previous);
    // Two numbers side by side read as one, unless each keeps to its column.
    if previous && !(all && room >= 12.0 && widest <= room + 1.0) {
        return;
    }
    let highest = columns.iter().map(|column| column.value).max();
    let lowest = columns.iter().map(|column| column.value).min();
    let mut found = (false, false);
    sheet.open("values");
    for column in columns {
        let is_high = !found.0 && Some(column.value) == highest;
        let is_low = !found.1 && Some(column.value) == lowest;
        found = (found.0 || is_high, found.1 || is_low);
        if !(all || is_high || is_low) {
            continue;
        }
        let [x, top, width, height] = column.area;
        let middle = x + width / 2.0;
        let places = if column.value < Decimal::ZERO {
            vec![(middle, top + height + 15.0), (middle, top + height + 19.0)]
        } else {
            vec![(middle, top - 5.0), (middle, top - 9.0), (middle, top - 18.0)]
        };
        if all {
            sheet.text_best(&text(column), &places);
        } else {
            sheet.text_clear(&text(column), &places);
        }
    }
    sheet.close();
}
