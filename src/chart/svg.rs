//! The words of SVG: what is written so far, and how marks, colours and texts are written into it.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::rc::Rc;

use plotters_backend::{BackendCoord, BackendStyle};

use crate::model::text::{Script, runs};

use super::board::Board;
use super::label::{Anchor, SCRIPT, SIZE, Span, Text};
use super::tone::{Paint, Tone};
use crate::xml::escape_line;

/// Backend units in a pixel.
pub(super) const UNITS: f64 = 10.0;

/// A length or place in backend units.
#[expect(clippy::cast_possible_truncation, reason = "clamped to what plotters can count")]
pub(super) fn units(pixels: f64) -> i32 {
    (pixels * UNITS).round().clamp(-9e5, 9e5) as i32
}

/// What is written so far: the marks, and the texts with their boxes.
#[derive(Debug)]
pub(super) struct Ink {
    pub(super) out: String,
    pub(super) paint: Paint,
    /// The id of the hatch.
    pub(super) hatch: String,
    pub(super) hatched: bool,
    /// The row of the chart's table that the next mark stands for.
    pub(super) row: Option<usize>,
    /// The strips of a drawing that is pointed at; none on paper.
    pub(super) strips: Option<String>,
    /// A path that several polygons make up.
    pub(super) gathered: Option<String>,
    pub(super) size: (u32, u32),
    pub(super) board: Board,
}

/// The hand that draws: all clones write into one picture. Not to be sent between threads.
#[derive(Debug, Clone)]
pub(super) struct Pen(pub(super) Rc<RefCell<Ink>>);

impl Ink {
    /// The colours of a mark: of its inside and of its line.
    pub(super) fn paint_with(&mut self, fill: Tone, line: Tone) {
        let Self { out, paint, .. } = self;
        match paint {
            Paint::Classes => match (fill, line) {
                (Tone::NONE, Tone::NONE) => {}
                (fill, Tone::NONE) => out.extend([" class=\"f-", fill.token(), "\""]),
                (Tone::NONE, line) => out.extend([" class=\"l-", line.token(), "\""]),
                (fill, line) => out.extend([" class=\"f-", fill.token(), " l-", line.token(), "\""]),
            },
            Paint::Literal(palette) => {
                if fill != Tone::NONE {
                    out.extend([" fill=\"", palette.colour(fill), "\""]);
                }
                if line != Tone::NONE {
                    out.extend([" stroke=\"", palette.colour(line), "\""]);
                }
            }
        }
    }

    /// Ends a mark, with the row that it stands for.
    pub(super) fn close_mark(&mut self) {
        if let (Some(row), true) = (self.row.take(), self.strips.is_some()) {
            let _ = write!(self.out, " data-row=\"{row}\"");
        }
        self.out.push_str("/>");
    }

    pub(super) fn begin_rect(&mut self, (x, y): (i32, i32), (width, height): (i32, i32)) {
        let sides = [
            ("<rect x=\"", x),
            ("\" y=\"", y),
            ("\" width=\"", width.max(1)),
            ("\" height=\"", height.max(1)),
        ];
        for (name, length) in sides {
            self.out.push_str(name);
            push_tenths(&mut self.out, length);
        }
        self.out.push('"');
    }

    pub(super) fn stroke(&mut self, style: &impl BackendStyle) {
        let (tone, dash) = (Tone::from_code(style.color().rgb.0), style.color().rgb.1);
        self.out.push_str(" fill=\"none\"");
        self.paint_with(Tone::NONE, tone);
        let width = i32::try_from(style.stroke_width()).unwrap_or(10);
        if width != 10 {
            let _ = write!(self.out, " stroke-width=\"{}\"", tenths(width));
        }
        match dash {
            1 => self.out.push_str(" stroke-dasharray=\"5 4\""),
            2 => self.out.push_str(" stroke-dasharray=\"2 3\""),
            _ => {}
        }
    }

    pub(super) fn text(&mut self, text: &Text<'_>, x: f64, baseline: f64) {
        self.out.push_str("<text x=\"");
        push_tenths(&mut self.out, units(x));
        self.out.push_str("\" y=\"");
        push_tenths(&mut self.out, units(baseline));
        self.out.push('"');
        let first = text.spans.first().map_or((Tone::INK, false), |span| (span.tone, span.bold));
        self.text_form(first, Some(text.anchor));
        self.out.push('>');
        if let Some(full) = &text.full {
            self.out.push_str("<title>");
            escape_line(&mut self.out, full);
            self.out.push_str("</title>");
        }
        // The style sheet sets the size of a text, but of no part of it.
        let resized = (text.size - SIZE).abs() > 0.01;
        if resized {
            let _ = write!(self.out, "<tspan font-size=\"{}\">", text.size);
        }
        for span in &text.spans {
            self.span(span, first);
        }
        if resized {
            self.out.push_str("</tspan>");
        }
        self.out.push_str("</text>");
    }

    /// Colour, weight and anchor; a part of a text has no anchor of its own.
    fn text_form(&mut self, (tone, bold): (Tone, bool), anchor: Option<Anchor>) {
        let Self { out, paint, .. } = self;
        let weight = match (bold, anchor) {
            (true, _) => " b",
            (false, None) => " r",
            (false, Some(_)) => "",
        };
        match paint {
            Paint::Classes => {
                out.extend([" class=\"f-", tone.token(), weight]);
                out.push_str(match anchor {
                    None | Some(Anchor::Start) => "\"",
                    Some(Anchor::Middle) => " m\"",
                    Some(Anchor::End) => " e\"",
                });
            }
            Paint::Literal(palette) => {
                out.extend([" fill=\"", palette.colour(tone), "\""]);
                out.push_str(if bold { " font-weight=\"700\"" } else { " font-weight=\"400\"" });
                out.push_str(match anchor {
                    None | Some(Anchor::Start) => "",
                    Some(Anchor::Middle) => " text-anchor=\"middle\"",
                    Some(Anchor::End) => " text-anchor=\"end\"",
                });
            }
        }
    }

    fn span(&mut self, span: &Span<'_>, first: (Tone, bool)) {
        let other = (span.tone, span.bold) != first;
        if other {
            self.out.push_str("<tspan");
            self.text_form((span.tone, span.bold), None);
            self.out.push('>');
        }
        let mut lowered: f64 = 0.0;
        for run in runs(&span.text) {
            let level = match run.script {
                Script::Base => 0.0,
                Script::Sub => 3.0,
                Script::Sup => -4.0,
            };
            let moved = level - lowered;
            if moved == 0.0 && level == 0.0 {
                escape_line(&mut self.out, run.text);
            } else {
                let _ = write!(self.out, "<tspan dy=\"{moved}\"");
                if run.script != Script::Base {
                    let _ = write!(self.out, " font-size=\"{:.0}\"", SIZE * SCRIPT);
                }
                self.out.push('>');
                escape_line(&mut self.out, run.text);
                self.out.push_str("</tspan>");
            }
            lowered = level;
        }
        if other {
            self.out.push_str("</tspan>");
        }
    }

    pub(super) fn pattern(&mut self, svg: &mut String) {
        let before = std::mem::take(&mut self.out);
        let _ = write!(
            self.out,
            "<defs><pattern id=\"{}\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><path d=\"M0.5 0v5\"",
            self.hatch
        );
        self.paint_with(Tone::NONE, Tone::RULE_UI);
        self.out.push_str("/></pattern></defs>");
        svg.push_str(&self.out);
        self.out = before;
    }
}

/// Writes a number of tenths as SVG writes it, short. A drawing has hundreds.
pub(super) fn push_tenths(out: &mut String, value: i32) {
    let (whole, rest) = (value.unsigned_abs() / 10, value.unsigned_abs() % 10);
    if value < 0 {
        out.push('-');
    }
    if whole != 0 || rest == 0 {
        push_number(out, whole);
    }
    if rest != 0 {
        out.push('.');
        push_number(out, rest);
    }
}

fn push_number(out: &mut String, number: u32) {
    if number >= 10 {
        push_number(out, number / 10);
    }
    out.push(char::from_digit(number % 10, 10).unwrap_or('0'));
}

/// The same for what is written by a pattern.
pub(super) fn tenths(value: i32) -> Tenths {
    Tenths(value)
}

/// See [`tenths`].
pub(super) struct Tenths(i32);

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = String::new();
        push_tenths(&mut text, self.0);
        f.write_str(&text)
    }
}

/// A path through points, each step relative to the last: exact, since tenths are whole numbers.
pub(super) fn path_through(out: &mut String, points: impl IntoIterator<Item = BackendCoord>) -> usize {
    let mut last: Option<BackendCoord> = None;
    let mut count = 0;
    for (x, y) in points {
        count += 1;
        let _ = match last {
            None => write!(out, "M{} {}", tenths(x), tenths(y)),
            Some((a, b)) if (a, b) == (x, y) => Ok(()),
            Some((a, b)) if b == y => write!(out, "h{}", tenths(x - a)),
            Some((a, b)) if a == x => write!(out, "v{}", tenths(y - b)),
            Some((a, b)) if y < b => write!(out, "l{}{}", tenths(x - a), tenths(y - b)),
            Some((a, b)) => write!(out, "l{} {}", tenths(x - a), tenths(y - b)),
        };
        last = Some((x, y));
    }
    count
}
