//! A sheet to draw on: shapes in pixels through plotters, texts only where there is room, the finished `<svg>`.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::style::ShapeStyle;

use super::board::Board;
use super::label::{LabelBox, SIZE, Text, centred};
use super::pack::packed;
use super::strip::Strip;
use super::svg::{Ink, Pen, tenths, units};
use super::tone::{Fill, Paint, Tone};
use super::{Drawing, Width};
use crate::xml::escape_line;

/// A drawing in the making: its size, its pen, its names.
pub(super) struct Sheet {
    pub(super) width: f64,
    pub(super) height: f64,
    id: String,
    teller: Option<String>,
    class: &'static str,
    pen: Pen,
    pub(super) root: DrawingArea<Pen, Shift>,
}

/// What a new sheet is.
pub(super) struct Format<'a> {
    pub(super) id: String,
    /// The id of the drawing beside it that has its title and description; else it has them itself.
    pub(super) teller: Option<String>,
    pub(super) class: &'static str,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) paint: &'a Paint,
}

impl Sheet {
    pub(super) fn new(format: Format<'_>) -> Self {
        let Format { id, teller, class, width, height, paint } = format;
        let side = |pixels: f64| units(pixels).unsigned_abs().max(1);
        let pointed = class != Width::Print.class() && matches!(paint, Paint::Classes);
        let pen = Pen(Rc::new(RefCell::new(Ink {
            out: String::with_capacity(4096),
            paint: paint.clone(),
            hatch: format!("{id}-h"),
            hatched: false,
            row: None,
            strips: pointed.then(String::new),
            gathered: None,
            size: (side(width), side(height)),
            board: Board::new(width, height),
        })));
        Self { width, height, id, teller, class, root: pen.clone().into_drawing_area(), pen }
    }

    /// Opens a group.
    pub(super) fn open(&self, class: &str) {
        let mut ink = self.pen.0.borrow_mut();
        let _ = write!(ink.out, "<g class=\"{class}\">");
    }

    /// Closes it.
    pub(super) fn close(&self) {
        self.pen.0.borrow_mut().out.push_str("</g>");
    }

    /// Lets a kind with marks of its own write them.
    pub(super) fn write(&self, write: impl FnOnce(&mut Ink)) {
        write(&mut self.pen.0.borrow_mut());
    }

    /// Says which row of the chart's table the next mark stands for.
    pub(super) fn stands_for(&self, row: usize) {
        self.pen.0.borrow_mut().row = Some(row);
    }

    /// Says where rows of the chart's table are pointed at.
    pub(super) fn strip(&self, strip: Strip) {
        if let Some(strips) = &mut self.pen.0.borrow_mut().strips {
            strip.write(strips);
        }
    }

    /// A rectangle in pixels.
    pub(super) fn rect(&self, [x, y, width, height]: [f64; 4], fill: Fill) {
        let corners = [(units(x), units(y)), (units(x + width), units(y + height))];
        drawn(self.root.draw(&Rectangle::new(corners, fill.style())));
    }

    /// A line in pixels.
    pub(super) fn line(&self, [x0, y0, x1, y1]: [f64; 4], style: ShapeStyle) {
        let ends = [(units(x0), units(y0)), (units(x1), units(y1))];
        drawn(self.root.draw(&PathElement::new(ends, style)));
    }

    /// A dot with a ring of paper.
    pub(super) fn dot(&self, (x, y): (f64, f64), radius: f64, tone: Tone) {
        let fill = Fill { edge: Tone::PAPER, ..Fill::plain(tone) };
        drawn(self.root.draw(&Circle::new((units(x), units(y)), units(radius), fill.style())));
    }

    /// A shape by its path, which may hold arcs.
    pub(super) fn path(&self, path: &str, fill: Fill) {
        let mut ink = self.pen.0.borrow_mut();
        let _ = write!(ink.out, "<path d=\"{path}\"");
        ink.paint_with(fill.tone, fill.edge);
        ink.close_mark();
    }

    /// Several polygons as one path.
    pub(super) fn shapes(&self, shapes: Vec<Vec<(i32, i32)>>, fill: Fill) {
        if shapes.is_empty() {
            return;
        }
        self.pen.0.borrow_mut().gathered = Some(String::new());
        for shape in shapes {
            drawn(self.root.draw(&Polygon::new(shape, fill.tone.fill())));
        }
        let mut ink = self.pen.0.borrow_mut();
        let path = ink.gathered.take().unwrap_or_default();
        let _ = write!(ink.out, "<path d=\"{path}\"");
        ink.paint_with(fill.tone, fill.edge);
        ink.close_mark();
    }

    /// A rectangle hatched at 135°: not a published number.
    pub(super) fn hatch(&self, [x, y, width, height]: [f64; 4]) {
        let mut ink = self.pen.0.borrow_mut();
        ink.hatched = true;
        let corner = (units(x) + 5, units(y) + 5);
        ink.begin_rect(corner, (units(width) - 10, units(height) - 10));
        let fill = format!(" fill=\"url(#{})\"", ink.hatch);
        ink.out.push_str(&fill);
        ink.paint_with(Tone::NONE, Tone::RULE_UI);
        ink.close_mark();
    }

    /// Notes a mark that labels had better not cover.
    pub(super) fn mark(&self, line: [f64; 4]) {
        self.pen.0.borrow_mut().board.mark(line);
    }

    /// Notes a rectangle as such a mark.
    pub(super) fn mark_rect(&self, [x, y, width, height]: [f64; 4]) {
        self.mark([x, y, x + width, y + height]);
        self.mark([x, y + height, x + width, y]);
        self.mark([x, y, x + width, y]);
    }

    /// Writes a text if it touches no other and stays inside. Says whether it did.
    pub(super) fn text(&self, text: &Text<'_>, x: f64, baseline: f64) -> bool {
        let mut ink = self.pen.0.borrow_mut();
        let label = text.place(x, baseline);
        let free = !label.text.is_empty() && ink.board.is_free(&label);
        if free {
            ink.board.put(label);
            ink.text(text, x, baseline);
        }
        free
    }

    /// Writes a text around a height.
    pub(super) fn text_at(&self, text: &Text<'_>, x: f64, middle: f64) -> bool {
        self.text(text, x, centred(middle, text.size))
    }

    /// Whether a text would be free, and how many marks it would cover.
    pub(super) fn weigh(&self, text: &Text<'_>, x: f64, baseline: f64) -> Option<usize> {
        self.weigh_box(&text.area(text.width(), (x, baseline)))
    }

    fn weigh_box(&self, area: &LabelBox) -> Option<usize> {
        let board = &self.pen.0.borrow().board;
        board.is_free(area).then(|| board.covers(area))
    }

    /// Writes a text at the place among several where it covers least, the first among equals.
    pub(super) fn text_best(&self, text: &Text<'_>, places: &[(f64, f64)]) -> bool {
        let width = text.width();
        let mut best: Option<(usize, (f64, f64))> = None;
        for &place in places {
            let Some(covered) = self.weigh_box(&text.area(width, place)) else { continue };
            if best.is_none_or(|(least, _)| covered < least) {
                best = Some((covered, place));
            }
            if covered == 0 {
                break;
            }
        }
        best.is_some_and(|(_, (x, y))| self.text(text, x, y))
    }

    /// Writes a text at the first place where it covers no mark.
    pub(super) fn text_clear(&self, text: &Text<'_>, places: &[(f64, f64)]) -> bool {
        let mut clear = places.iter().filter(|(x, y)| self.weigh(text, *x, *y) == Some(0));
        clear.next().is_some_and(|(x, y)| self.text(text, *x, *y))
    }

    /// The finished drawing.
    pub(super) fn finish(self, title: &str, description: &str) -> Drawing {
        let mut ink = self.pen.0.borrow_mut();
        let mut svg = String::with_capacity(ink.out.len() + 512);
        let (id, class) = (self.teller.as_ref().unwrap_or(&self.id), self.class);
        let (width, height) = (tenths(units(self.width)), tenths(units(self.height)));
        let _ = write!(
            svg,
            "<svg class=\"drawing {class}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" \
             viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\""
        );
        if let Some(strips) = ink.strips.as_ref().filter(|strips| !strips.is_empty()) {
            let _ = write!(svg, " data-marks=\"{strips}\"");
        }
        if let Paint::Literal(palette) = &ink.paint {
            svg.push_str(" xmlns=\"http://www.w3.org/2000/svg\" font-family=\"");
            svg.push_str(palette.family());
            let _ = write!(svg, "\" font-size=\"{SIZE}\" stroke-linejoin=\"round\"");
        }
        svg.push('>');
        if self.teller.is_none() {
            let _ = write!(svg, "<title id=\"{id}-t\">");
            escape_line(&mut svg, title);
            let _ = write!(svg, "</title><desc id=\"{id}-d\">");
            escape_line(&mut svg, description);
            svg.push_str("</desc>");
        }
        if ink.hatched {
            ink.pattern(&mut svg);
        }
        svg.push_str(&packed(&ink.out));
        svg.push_str("</svg>");
        Drawing { svg, labels: ink.board.take(), width: self.width, height: self.height }
    }
}

/// Takes the answer of a drawing call: writing into memory cannot fail.
pub(super) fn drawn<E>(answer: Result<(), E>) {
    debug_assert!(answer.is_ok(), "a backend in memory cannot fail");
}
