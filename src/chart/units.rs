//! A ledger as a unit chart: one square an item, filled by its state; beyond forty a bar.

use rust_decimal::prelude::ToPrimitive;

use crate::model::{Chart, Role, Value, WorkState};

use super::label::{LEADING, Span, Text, comma, wrap};
use super::scale::number;
use super::sheet::Sheet;
use super::tone::{Fill, Tone};
use super::{Canvas, Drawing, Width, bands};

/// A square, and a square with its gap.
const SIDE: f64 = 24.0;
const PITCH: f64 = 28.0;
/// More items than this are a bar.
const MOST: usize = 40;
/// As many lines a name may take.
const MOST_LINES: usize = 3;

/// Where the heads of rows and the marks beside them stand; shared with bars towards a target.
pub(super) struct Heads {
    names: f64,
    /// The right edge of what stands beside a name.
    aside: f64,
    /// Where the marks begin.
    pub(super) left: f64,
    /// How far the first marks stand beneath the top of a row.
    pub(super) drop: f64,
    /// The lines of the longest name.
    lines: usize,
    narrow: bool,
}

impl Heads {
    pub(super) fn layout(canvas: &Canvas<'_>, asides: &[String]) -> Self {
        let width = canvas.width.pixels();
        let aside = asides.iter().map(|text| aside_text(text).width()).fold(0.0, f64::max);
        let labels = || canvas.chart.categories.iter().map(|category| category.label.as_str());
        let lines = |names: f64, most: usize| {
            labels().map(|label| wrap(label, names / 1.04, most).len()).max().unwrap_or(1)
        };
        if canvas.is_narrow() {
            let names = width - aside - 12.0;
            let lines = lines(names, MOST_LINES);
            let drop = 26.0 + LEADING * number(lines - 1);
            return Self { names, aside: width, left: 0.0, drop, lines, narrow: true };
        }
        let most = if canvas.width == Width::Wide { 260.0 } else { 170.0 };
        let least = if canvas.width == Width::Wide { 220.0 } else { 170.0 };
        let widest = labels().map(|label| Text::new(label, Tone::INK).bold().width()).fold(0.0, f64::max);
        let names = widest.min(most).ceil();
        let between = if aside > 0.0 { aside + 20.0 } else { 0.0 };
        let left = (names + between + 24.0).max(least).min(width * 0.6).round();
        let lines = lines(names, MOST_LINES);
        Self { names, aside: left - 24.0, left, drop: 0.0, lines, narrow: false }
    }

    /// The height of a row whose marks and words need `own`, so that no name reaches the next.
    pub(super) fn row(&self, own: f64) -> f64 {
        let beside = if self.narrow { 0.0 } else { LEADING * number(self.lines) + 18.0 };
        (self.drop + own).max(beside)
    }

    /// Writes the name of a row in bold and what stands beside it.
    pub(super) fn draw(&self, sheet: &Sheet, (name, aside): (&str, &str), top: f64) {
        let lines = wrap(name, self.names / 1.04, MOST_LINES);
        let above = LEADING * number(self.lines.saturating_sub(lines.len()));
        let first = if self.narrow {
            top + 8.0 + above
        } else {
            top + SIDE / 2.0 - LEADING * (number(lines.len()) - 1.0) / 2.0
        };
        let cut = lines.last().is_some_and(|line| line.ends_with('…'));
        for (row, line) in lines.into_iter().enumerate() {
            let mut text = Text::new(line, Tone::INK).bold();
            text.full = (cut && row == 0).then(|| name.to_owned());
            sheet.text_at(&text, 0.0, first + number(row) * LEADING);
        }
        let middle = if self.narrow { top + self.drop - 18.0 } else { top + SIDE / 2.0 };
        sheet.text_at(&aside_text(aside).end(), self.aside, middle);
    }
}

/// A number in bold, a word instead of one not.
fn aside_text(text: &str) -> Text<'_> {
    let aside = if text.contains(|c: char| c.is_ascii_digit()) {
        Text::new(text, Tone::MAIN).bold()
    } else {
        Text::new(text, Tone::INK_3)
    };
    aside.within(120.0)
}

/// The items of a row: how many in each state, and what is said of them.
struct Row<'a> {
    counts: Vec<(WorkState, usize)>,
    words: Vec<(WorkState, &'a str)>,
    masked: bool,
}

impl<'a> Row<'a> {
    fn of(chart: &'a Chart, at: usize) -> Self {
        let mut row = Row { counts: Vec::new(), words: Vec::new(), masked: false };
        for state in WorkState::ALL {
            let series = chart.series.iter().filter(|series| series.role == Role::State(state));
            for point in series.filter_map(|series| series.points.get(at)) {
                let count = match &point.value {
                    Value::Known(count) => count.to_usize().unwrap_or(0).min(100_000),
                    Value::Masked => {
                        row.masked = true;
                        0
                    }
                    Value::Missing | Value::NotApplicable | Value::BelowUnit(_) => 0,
                };
                let said = count > 0 || point.value.known().is_none();
                row.counts.push((state, count));
                if said && !point.text.is_empty() {
                    row.words.push((state, &point.text));
                }
            }
        }
        if row.masked {
            row.counts.clear();
        }
        row
    }

    fn total(&self) -> usize {
        self.counts.iter().map(|count| count.1).sum()
    }

    /// The counts in words, broken into lines that fit.
    fn lines(&self, width: f64) -> Vec<Text<'a>> {
        let mut lines: Vec<Text<'a>> = Vec::new();
        let last = self.words.len().saturating_sub(1);
        for (at, (state, words)) in self.words.iter().enumerate() {
            let (tone, bold) = match state {
                _ if self.masked => (Tone::INK_3, false),
                WorkState::Done => (Tone::MAIN, true),
                WorkState::Overdue => (Tone::ACCENT, true),
                WorkState::Ongoing | WorkState::Planned | WorkState::Dropped => (Tone::INK_2, false),
            };
            let mut piece = Text::new(*words, tone);
            piece.spans[0].bold = bold;
            piece = piece.within(width - 16.0);
            if at < last {
                piece.spans.push(Span { text: comma(words).into(), tone: Tone::INK_2, bold: false });
            }
            match lines.last_mut() {
                Some(line) if line.width() + piece.width() <= width => line.spans.append(&mut piece.spans),
                _ => lines.push(piece),
            }
        }
        lines
    }
}

pub(super) fn draw(canvas: &Canvas<'_>) -> Drawing {
    let chart = canvas.chart;
    let asides: Vec<String> = chart.categories.iter().map(|category| category.aside.clone()).collect();
    let heads = Heads::layout(canvas, &asides);
    let width = canvas.width.pixels();
    let across = fit(width - heads.left);
    let rows: Vec<Row<'_>> = (0..chart.categories.len()).map(|at| Row::of(chart, at)).collect();
    let mut tops = vec![1.0];
    for row in &rows {
        let squares = if row.total() > MOST { 1 } else { row.total().div_ceil(across).max(1) };
        let lines = row.lines(width - heads.left).len().max(1);
        let height = heads.row(PITCH * number(squares) + LEADING * number(lines) + 17.0);
        tops.push(tops.last().copied().unwrap_or(0.0) + height);
    }
    let end = tops.pop().unwrap_or(0.0);
    let sheet = canvas.sheet((end - 10.0).max(20.0));
    let ends: Vec<f64> = tops.iter().copied().chain([sheet.height]).collect();
    bands::rows(&sheet, &ends);
    for (at, (row, top)) in rows.iter().zip(&tops).enumerate() {
        let category = &chart.categories[at];
        heads.draw(&sheet, (&category.label, &category.aside), *top);
        let foot = marks(&sheet, row, (heads.left, top + heads.drop), across);
        for (line, text) in row.lines(width - heads.left).iter().enumerate() {
            sheet.text_at(text, heads.left, foot + 11.0 + LEADING * number(line));
        }
    }
    canvas.finish(sheet)
}

/// How many squares stand in a line.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count of squares, at least one"
)]
fn fit(width: f64) -> usize {
    ((width + PITCH - SIDE) / PITCH).floor().clamp(1.0, 1000.0) as usize
}

/// Draws the items of a row; gives the lower edge.
fn marks(sheet: &Sheet, row: &Row<'_>, (left, top): (f64, f64), across: usize) -> f64 {
    sheet.open("units");
    let total = row.total();
    let foot = if row.masked {
        sheet.hatch([left, top, 72.0, SIDE]);
        top + PITCH
    } else if total > MOST {
        bar(sheet, row, (left, top), number(across) * PITCH - 4.0);
        top + PITCH
    } else {
        let states = row.counts.iter().flat_map(|(state, count)| std::iter::repeat_n(*state, *count));
        for (at, state) in states.enumerate() {
            let (column, line) = (at % across, at / across);
            square(sheet, state, (left + number(column) * PITCH, top + number(line) * PITCH));
        }
        top + PITCH * number(total.div_ceil(across).max(1))
    };
    sheet.close();
    foot
}

/// One item: filled, half filled, an outline, a call, an outline struck through.
fn square(sheet: &Sheet, state: WorkState, (x, y): (f64, f64)) {
    let area = [x, y, SIDE, SIDE];
    let outline = |tone, edge| Fill { edge, ..Fill::plain(tone) };
    match state {
        WorkState::Done => sheet.rect(area, Fill::plain(Tone::FOCUS)),
        WorkState::Ongoing => {
            sheet.rect(area, outline(Tone::MAIN_TINT, Tone::FOCUS));
            sheet.rect([x, y + SIDE / 2.0, SIDE, SIDE / 2.0], Fill::plain(Tone::FOCUS));
        }
        WorkState::Planned => sheet.rect(area, outline(Tone::PAPER, Tone::RULE_UI)),
        WorkState::Overdue => {
            sheet.rect(area, Fill::plain(Tone::ACCENT));
            sheet.rect([x + 11.0, y + 5.0, 2.0, 9.0], Fill::plain(Tone::PAPER));
            sheet.rect([x + 11.0, y + 17.0, 2.0, 2.0], Fill::plain(Tone::PAPER));
        }
        WorkState::Dropped => {
            sheet.rect(area, outline(Tone::PAPER, Tone::RULE_UI));
            sheet.line([x + 3.0, y + SIDE - 3.0, x + SIDE - 3.0, y + 3.0], Tone::RULE_UI.line(15));
        }
    }
}

/// Many items: a bar with a part for each state.
fn bar(sheet: &Sheet, row: &Row<'_>, (left, top): (f64, f64), width: f64) {
    let total = number(row.total().max(1));
    let mut before = 0.0;
    for (state, count) in row.counts.iter().filter(|count| count.1 > 0) {
        let from = (left + width * before / total).round();
        before += number(*count);
        let to = (left + width * before / total).round().max(from + 3.0);
        let area = [from, top, to - from - 2.0, SIDE];
        let outline = |tone, edge| Fill { edge, ..Fill::plain(tone) };
        match state {
            WorkState::Done => sheet.rect(area, Fill::plain(Tone::FOCUS)),
            WorkState::Ongoing => {
                sheet.rect(area, outline(Tone::MAIN_TINT, Tone::FOCUS));
                sheet.rect([area[0], top + SIDE / 2.0, area[2], SIDE / 2.0], Fill::plain(Tone::FOCUS));
            }
            WorkState::Planned => sheet.rect(area, outline(Tone::PAPER, Tone::RULE_UI)),
            WorkState::Overdue => sheet.rect(area, Fill::plain(Tone::ACCENT)),
            WorkState::Dropped => {
                sheet.rect(area, outline(Tone::PAPER, Tone::RULE_UI));
                let middle = top + SIDE / 2.0;
                sheet.line([area[0] + 2.0, middle, area[0] + area[2] - 2.0, middle], Tone::RULE_UI.line(15));
            }
        }
    }
}
