//! The days of a year, a square a day: a small calendar a month, its squares coloured by level. The squares of a
//! month and level are one path, the weekdays are written once.

use std::fmt::Write as _;

use crate::model::{Calendar, CalendarDay, CalendarMonth, Chart, Levels, Role};

use super::key::{Entry, Key, Sample};
use super::label::{LabelBox, SIZE, Span, Text, bold, regular};
use super::scale::number;
use super::sheet::Sheet;
use super::strip::Strip;
use super::svg::{Ink, tenths, units};
use super::tone::{Fill, Paint, Tone};
use super::{Canvas, Drawing, Width};
use crate::xml::escape_line;

/// The size of weekdays and dates.
const SMALL: f64 = 12.0;
/// From the top of a month to the middle of its weekdays and to its first week.
const WEEKDAYS: f64 = 29.0;
const WEEKS: f64 = 41.0;
/// The paper between two rows of months.
const BETWEEN: f64 = 24.0;

/// How the months are laid out.
#[derive(Debug, Clone, Copy)]
struct Grid {
    /// Months in a row, and from one to the next.
    across: usize,
    step: f64,
    /// From one day to the next, and the side of a square.
    pitch: f64,
    side: f64,
}

impl Grid {
    fn of(width: Width) -> Self {
        let (across, pitch) = match width {
            Width::Wide => (6, 19.0),
            Width::Narrow => (2, 21.0),
            Width::Print => (4, 19.0),
        };
        let mut grid = Self { across, step: 0.0, pitch, side: pitch - 3.0 };
        grid.step = ((width.pixels() - grid.month()) / number(across - 1)).floor();
        grid
    }

    /// The width of a month.
    fn month(self) -> f64 {
        self.pitch * 7.0 - 3.0
    }
}

pub(super) fn draw(canvas: &Canvas<'_>) -> Drawing {
    let chart = canvas.chart;
    let Some(calendar) = &chart.calendar else {
        return canvas.finish(canvas.sheet(20.0));
    };
    let grid = Grid::of(canvas.width);
    let key = Key::layout(entries(chart, calendar, canvas.width.pixels()), canvas.width.pixels());
    let mut tops = vec![key.height + 4.0];
    for row in calendar.months.chunks(grid.across) {
        let weeks = row.iter().map(weeks).max().unwrap_or(0);
        let top = tops.last().copied().unwrap_or(0.0);
        tops.push(top + WEEKS + grid.pitch * number(weeks) + BETWEEN);
    }
    let end = tops.last().copied().unwrap_or(0.0);
    let sheet = canvas.sheet((end - BETWEEN).max(20.0));
    key.draw(&sheet);
    let mut column = 0;
    for (at, month) in calendar.months.iter().enumerate() {
        let x = grid.step * number(at % grid.across);
        let top = tops.get(at / grid.across).copied().unwrap_or(0.0);
        let place = Place { grid, x, top };
        days(&sheet, &place, (month, &mut column));
        place.head(&sheet, month);
        let first = (at > 0).then(|| (x, top - tops.first().copied().unwrap_or(0.0)));
        sheet.write(|ink| {
            place.weekdays(ink, calendar, first);
            place.squares(ink, chart, month);
            place.dates(ink, chart, month);
        });
    }
    canvas.finish(sheet)
}

/// A key of the levels and of the days that have none.
fn entries<'a>(chart: &'a Chart, calendar: &'a Calendar, width: f64) -> Vec<Entry<'a>> {
    let mut entries = chart.levels.as_ref().map_or_else(Vec::new, |levels| level_entries(levels, width));
    let mut word = |word: &'a Option<String>, sample: Sample| {
        if let Some(word) = word {
            entries.push(Entry { sample, text: Text::new(word.as_str(), Tone::INK_3) });
        }
    };
    word(&calendar.missing, Sample::Hatch);
    word(&calendar.masked, Sample::Hatch);
    word(&calendar.outside, Sample::Box(OUTSIDE));
    entries
}

/// A day outside the period.
const OUTSIDE: Fill = Fill { tone: Tone::PAPER, edge: Tone::RULE, text: Tone::INK_3 };

/// The levels of a key: a name in bold, its bounds and count beside it.
pub(super) fn level_entries(levels: &Levels, width: f64) -> Vec<Entry<'_>> {
    let entry = |key: &'_ crate::model::LevelKey| {
        let mut text = Text::new(key.label.clone(), Tone::INK).bold();
        if !key.detail.is_empty() {
            let detail = format!(" {}", key.detail);
            text.spans.push(Span { text: detail.into(), tone: Tone::INK_2, bold: false });
        }
        // Only a text of one piece can be broken.
        if text.width() > width - 24.0 {
            text = Text::new(text.plain(), Tone::INK);
        }
        Entry { sample: Sample::Box(Fill::of(Role::Level(levels.scale, key.level))), text }
    };
    levels.keys.iter().map(entry).collect()
}

fn offset(month: &CalendarMonth) -> usize {
    month.offset % 7
}

fn weeks(month: &CalendarMonth) -> usize {
    (offset(month) + month.days.len()).div_ceil(7)
}

/// Where the days of a month are pointed at. The table has a column for each month of which some day is in the period.
fn days(sheet: &Sheet, place: &Place, (month, column): (&CalendarMonth, &mut usize)) {
    if month.days.iter().all(|day| *day == CalendarDay::Outside) {
        return;
    }
    let pitch = place.grid.pitch;
    let area = [place.x, place.top + WEEKS, pitch, pitch];
    let across = Some((7, offset(month)));
    sheet.strip(Strip { column: Some(*column), count: month.days.len(), across, ..Strip::row(area, 0) });
    *column += 1;
}

/// A fill of squares: of a level, or of what has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Square {
    Fill(Fill),
    Hatch(Tone),
}

impl Square {
    fn of(chart: &Chart, day: CalendarDay) -> Self {
        match day {
            CalendarDay::Level { level, .. } => Self::Fill(level_fill(chart, level)),
            CalendarDay::Missing => Self::Hatch(Tone::RULE),
            CalendarDay::Masked => Self::Hatch(Tone::RULE_UI),
            CalendarDay::Outside => Self::Fill(OUTSIDE),
        }
    }
}

/// The colours of a level on the chart's scale.
pub(super) fn level_fill(chart: &Chart, level: usize) -> Fill {
    let scale = chart.levels.as_ref().map_or(crate::model::Scale::Other, |levels| levels.scale);
    let fill = Fill::of(Role::Level(scale, level));
    if fill.edge == Tone::NONE { Fill { edge: fill.tone, ..fill } } else { fill }
}

/// Where a month stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    grid: Grid,
    x: f64,
    top: f64,
}

impl Place {
    /// Its name, and what is said of it.
    fn head(self, sheet: &Sheet, month: &CalendarMonth) {
        let name = Text::new(month.label.as_str(), Tone::INK).bold().within(64.0);
        let room = self.grid.month() - name.width() - 6.0;
        sheet.text_at(&name, self.x, self.top + 8.0);
        let note = Text::new(month.note.as_str(), Tone::INK_2).within(room).end();
        sheet.text_at(&note, self.x + self.grid.month(), self.top + 8.0);
    }

    /// The weekdays: written in the first month, used again in the others.
    fn weekdays(self, ink: &mut Ink, calendar: &Calendar, again: Option<(f64, f64)>) {
        let baseline = self.top + WEEKDAYS + SMALL * 0.37;
        let id = format!("{}k", ink.hatch);
        if let Some((x, y)) = again {
            let (x, y) = (tenths(units(x)), tenths(units(y)));
            let _ = write!(ink.out, "<use href=\"#{id}\" x=\"{x}\" y=\"{y}\"/>");
        } else {
            open_small(ink, (Tone::INK_3, false), &format!(" id=\"{id}\""));
        }
        for (at, word) in calendar.weekdays.iter().enumerate() {
            let word = weekday(word, self.grid.pitch);
            let middle = self.x + self.grid.pitch * number(at) + self.grid.side / 2.0;
            let width = (regular(&word) * SMALL / SIZE).min(self.grid.pitch - 1.1);
            if again.is_none() {
                small_text(ink, &word, (middle, baseline));
            }
            note(ink, word, [middle, baseline, width]);
        }
        if again.is_none() {
            ink.out.push_str("</g>");
        }
    }

    /// The corner of a day's square.
    fn corner(self, month: &CalendarMonth, day: usize) -> (f64, f64) {
        let at = offset(month) + day;
        let (column, week) = (number(at % 7), number(at / 7));
        (self.x + column * self.grid.pitch, self.top + WEEKS + week * self.grid.pitch)
    }

    /// The squares of the month, a path a colour.
    fn squares(self, ink: &mut Ink, chart: &Chart, month: &CalendarMonth) {
        let mut kinds: Vec<(Square, Vec<usize>)> = Vec::new();
        for (at, day) in month.days.iter().enumerate() {
            let square = Square::of(chart, *day);
            match kinds.iter_mut().find(|kind| kind.0 == square) {
                Some(kind) => kind.1.push(at),
                None => kinds.push((square, vec![at])),
            }
        }
        let side = tenths(units(self.grid.side) - 10);
        for (square, days) in kinds {
            ink.out.push_str("<path d=\"");
            let mut last: Option<(i32, i32)> = None;
            for day in days {
                let (x, y) = self.corner(month, day);
                let (x, y) = (units(x) + 5, units(y) + 5);
                let _ = match last {
                    None => write!(ink.out, "M{} {}", tenths(x), tenths(y)),
                    Some((a, b)) if y < b => write!(ink.out, "m{}{}", tenths(x - a), tenths(y - b)),
                    Some((a, b)) => write!(ink.out, "m{} {}", tenths(x - a), tenths(y - b)),
                };
                let _ = write!(ink.out, "h{side}v{side}h-{side}z");
                last = Some((x, y));
            }
            ink.out.push('"');
            match square {
                Square::Fill(fill) => ink.paint_with(fill.tone, fill.edge),
                Square::Hatch(edge) => {
                    ink.hatched = true;
                    let _ = write!(ink.out, " fill=\"url(#{})\"", ink.hatch);
                    ink.paint_with(Tone::NONE, edge);
                }
            }
            ink.close_mark();
        }
    }

    /// The dates of days over the limit, on their squares.
    fn dates(self, ink: &mut Ink, chart: &Chart, month: &CalendarMonth) {
        let mut tones: Vec<(Tone, Vec<usize>)> = Vec::new();
        for (at, day) in month.days.iter().enumerate() {
            let CalendarDay::Level { level, over: true } = *day else { continue };
            let tone = level_fill(chart, level).text;
            match tones.iter_mut().find(|of| of.0 == tone) {
                Some(of) => of.1.push(at),
                None => tones.push((tone, vec![at])),
            }
        }
        for (tone, days) in tones {
            open_small(ink, (tone, true), "");
            for day in days {
                let (x, y) = self.corner(month, day);
                let half = self.grid.side / 2.0;
                let (x, baseline) = (x + half, y + half + SMALL * 0.37);
                let date = (day + 1).to_string();
                small_text(ink, &date, (x, baseline));
                let width = (bold(&date) * SMALL / SIZE).min(self.grid.pitch - 1.1);
                note(ink, date, [x, baseline, width]);
            }
            ink.out.push_str("</g>");
        }
    }
}

/// As much of a weekday as a column holds.
fn weekday(word: &str, pitch: f64) -> String {
    let mut kept = String::new();
    for c in word.chars() {
        kept.push(c);
        if regular(&kept) * SMALL / SIZE > pitch && kept.chars().count() > 1 {
            kept.pop();
            break;
        }
    }
    kept
}

/// Opens a group of small texts around their places.
fn open_small(ink: &mut Ink, (tone, heavy): (Tone, bool), id: &str) {
    let Ink { out, paint, .. } = ink;
    let _ = match paint {
        Paint::Classes => {
            let weight = if heavy { " b" } else { "" };
            write!(out, "<g{id} class=\"small{weight} f-{}\">", tone.token())
        }
        Paint::Literal(palette) => {
            let weight = if heavy { 700 } else { 400 };
            write!(
                out,
                "<g{id} font-size=\"{SMALL}\" font-weight=\"{weight}\" text-anchor=\"middle\" fill=\"{}\">",
                palette.colour(tone)
            )
        }
    };
}

fn small_text(ink: &mut Ink, text: &str, (x, baseline): (f64, f64)) {
    let (x, y) = (tenths(units(x)), tenths(units(baseline)));
    let _ = write!(ink.out, "<text x=\"{x}\" y=\"{y}\">");
    escape_line(&mut ink.out, text);
    ink.out.push_str("</text>");
}

/// Notes the box of a small text.
fn note(ink: &mut Ink, text: String, [middle, baseline, width]: [f64; 3]) {
    let (x, y) = (middle - width / 2.0, baseline - SMALL * 0.86);
    ink.board.put(LabelBox { text, x, y, width, height: SMALL, size: SMALL });
}
