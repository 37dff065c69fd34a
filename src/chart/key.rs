//! What the marks mean: a key above a drawing, and names at the ends of lines.

use plotters::style::ShapeStyle;

use crate::model::{Chart, ReferenceKind, ReferenceLine, Role};

use super::label::{LEADING, SIZE, Text};
use super::scale::number;
use super::sheet::Sheet;
use super::tone::{Dash, Fill, Tone};

/// The height of a row of a key.
pub(super) const ROW: f64 = 24.0;
const SAMPLE: f64 = 20.0;
const GAP: f64 = 22.0;
/// As many lines a name may take.
const MOST_LINES: usize = 3;

/// The sample before a name.
#[derive(Debug, Clone)]
pub(super) enum Sample {
    /// No sample: a word about all marks.
    None,
    Box(Fill),
    Hatch,
    Line(ShapeStyle),
    Tick,
}

impl Sample {
    /// The room of a sample before its name.
    fn room(&self) -> f64 {
        if matches!(self, Self::None) { 0.0 } else { SAMPLE }
    }
}

/// A sample and its name.
#[derive(Debug, Clone)]
pub(super) struct Entry<'a> {
    pub(super) sample: Sample,
    pub(super) text: Text<'a>,
}

/// An entry that has its place.
#[derive(Debug, Clone)]
struct Placed<'a> {
    sample: Sample,
    lines: Vec<Text<'a>>,
    x: f64,
    top: f64,
}

/// A key laid out in rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Key<'a> {
    entries: Vec<Placed<'a>>,
    /// The height it needs, with the space beneath.
    pub(super) height: f64,
}

impl<'a> Key<'a> {
    pub(super) fn layout(entries: Vec<Entry<'a>>, width: f64) -> Self {
        if entries.is_empty() {
            return Self::default();
        }
        let (mut x, mut top, mut row) = (0.0, 0.0, ROW);
        let mut placed = Vec::with_capacity(entries.len());
        for Entry { sample, text } in entries {
            let room = sample.room();
            let lines = text.lines(width - room - 2.0, MOST_LINES);
            let wide = room + lines.iter().map(Text::width).fold(0.0, f64::max);
            if x > 0.0 && x + wide > width {
                (x, top, row) = (0.0, top + row, ROW);
            }
            row = row.max(ROW + LEADING * number(lines.len().saturating_sub(1)));
            placed.push(Placed { sample, lines, x, top });
            x += wide + GAP;
        }
        Self { entries: placed, height: top + row + 8.0 }
    }

    pub(super) fn draw(&self, sheet: &Sheet) {
        if self.entries.is_empty() {
            return;
        }
        sheet.open("key");
        for Placed { sample, lines, x, top } in &self.entries {
            let middle = top + ROW / 2.0 - 2.0;
            match sample {
                Sample::None => {}
                Sample::Box(fill) => sheet.rect([*x, middle - 6.0, 12.0, 12.0], *fill),
                Sample::Hatch => sheet.hatch([*x, middle - 6.0, 12.0, 12.0]),
                Sample::Line(style) => sheet.line([*x, middle, x + 14.0, middle], *style),
                Sample::Tick => tick(sheet, x + 6.0, middle, 16.0),
            }
            for (row, line) in lines.iter().enumerate() {
                sheet.text_at(line, x + sample.room(), middle + LEADING * number(row));
            }
        }
        sheet.close();
    }
}

/// Last year's tick across a bar: 4 wide with an edge of paper.
pub(super) fn tick(sheet: &Sheet, x: f64, middle: f64, height: f64) {
    let fill = Fill { edge: Tone::PAPER, ..Fill::plain(Tone::INK_2) };
    sheet.rect([x.round() - 2.5, middle - height / 2.0, 5.0, height], fill);
}

/// How a limit or target is drawn.
pub(super) fn reference_style(kind: ReferenceKind) -> ShapeStyle {
    match kind {
        ReferenceKind::Limit => Tone::ACCENT.line(15),
        ReferenceKind::Target => Tone::ACCENT.broken(Dash::Dashed, 15),
    }
}

/// The paper beneath such a line where it crosses marks: ochre alone does not stand out from them.
pub(super) fn casing() -> ShapeStyle {
    Tone::PAPER.line(45)
}

/// The entry of a limit or target.
pub(super) fn reference_entry(line: &ReferenceLine) -> Entry<'_> {
    Entry {
        sample: Sample::Line(reference_style(line.kind)),
        text: Text::new(line.label.as_str(), Tone::ACCENT),
    }
}

/// The colour and weight of a series' name.
pub(super) fn name_text<'a>(text: impl Into<std::borrow::Cow<'a, str>>, role: Role) -> Text<'a> {
    match role {
        Role::Focus => Text::new(text, Tone::MAIN).bold(),
        Role::Previous => Text::new(text, Tone::INK_3),
        Role::Part(_) | Role::Level(..) | Role::State(_) => Text::new(text, Tone::INK_2),
    }
}

/// The unit, above the drawing, where it is a larger one.
pub(super) fn unit_entry(chart: &Chart) -> Option<Entry<'_>> {
    let large = chart.large.as_ref()?;
    Some(Entry { sample: Sample::None, text: Text::new(large.unit.as_str(), Tone::INK_3) })
}

/// A key of all series as boxes, for several, and the unit where it is a larger one.
pub(super) fn series_entries(chart: &Chart) -> Vec<Entry<'_>> {
    let series = chart.series.iter().filter(|_| chart.series.len() > 1).map(|series| Entry {
        sample: Sample::Box(Fill::of(series.role)),
        text: name_text(series.name.as_str(), series.role),
    });
    unit_entry(chart).into_iter().chain(series).collect()
}

/// The room of a sample before a name at a line's end.
pub(super) const ENDING_SAMPLE: f64 = 15.0;

/// A name at the end of a line: where its line ends, and where it is written.
#[derive(Debug, Clone)]
pub(super) struct Ending<'a> {
    /// The end of the line.
    pub(super) from: (f64, f64),
    /// A sample of the line, where its name alone does not tell it.
    pub(super) sample: Sample,
    pub(super) text: Text<'a>,
}

/// Pushes names at line ends apart to 16 pixels and writes them, with a thin line to those that moved far.
pub(super) fn endings(sheet: &Sheet, mut ends: Vec<Ending<'_>>, x: f64, (top, bottom): (f64, f64)) {
    const APART: f64 = 16.5;
    ends.sort_by(|a, b| a.from.1.total_cmp(&b.from.1));
    let mut places: Vec<f64> = ends.iter().map(|end| end.from.1.clamp(top, bottom)).collect();
    for at in 1..places.len() {
        places[at] = places[at].max(places[at - 1] + APART);
    }
    let mut floor = bottom;
    for place in places.iter_mut().rev() {
        *place = place.min(floor);
        floor = *place - APART;
    }
    sheet.open("ends");
    for (end, y) in ends.into_iter().zip(places) {
        if (y - end.from.1).abs() > 9.0 {
            sheet.line([x - 9.0, end.from.1, x - 3.0, y], Tone::RULE_UI.line(10));
        }
        let mut x = x;
        match end.sample {
            Sample::Line(style) => sheet.line([x, y, x + 10.0, y], style),
            Sample::Box(fill) => sheet.rect([x, y - 5.0, 10.0, 10.0], fill),
            Sample::None | Sample::Hatch | Sample::Tick => x -= ENDING_SAMPLE,
        }
        x += ENDING_SAMPLE;
        let room = sheet.width - x - 1.0;
        sheet.text_at(&end.text.within(room), x, y);
    }
    sheet.close();
}

/// How many names fit at line ends.
pub(super) fn endings_fit(count: usize, height: f64) -> bool {
    #[expect(clippy::cast_precision_loss, reason = "a count of names")]
    let needed = count as f64 * (SIZE + 4.0);
    needed <= height
}
