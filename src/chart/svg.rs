//! A plotters backend that writes lean SVG: ten backend units to a pixel, colours as roles, a title on a mark.

use std::cell::RefCell;
use std::convert::Infallible;
use std::fmt::Write as _;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::style::ShapeStyle;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use crate::model::text::{Script, runs};

use super::Drawing;
use super::label::{Anchor, Board, SCRIPT, SIZE, Span, Text, centred};
use super::tone::{Fill, Paint, Tone};

/// Backend units in a pixel.
pub(super) const UNITS: f64 = 10.0;

/// A length or place in backend units.
#[expect(clippy::cast_possible_truncation, reason = "clamped to what plotters can count")]
pub(super) fn units(pixels: f64) -> i32 {
    (pixels * UNITS).round().clamp(-9e5, 9e5) as i32
}

/// What is written so far.
#[derive(Debug)]
struct Ink {
    out: String,
    paint: Paint,
    hatch: String,
    hatched: bool,
    tip: Option<String>,
    gathered: Option<String>,
    size: (u32, u32),
    board: Board,
}

/// The hand that draws: all clones write into one picture. Not to be sent between threads.
#[derive(Debug, Clone)]
pub(super) struct Pen(Rc<RefCell<Ink>>);

/// A drawing in the making: its size, its pen, its names.
pub(super) struct Sheet {
    pub(super) width: f64,
    pub(super) height: f64,
    id: String,
    class: &'static str,
    pen: Pen,
    pub(super) root: DrawingArea<Pen, Shift>,
}

/// What a new sheet is.
pub(super) struct Format<'a> {
    pub(super) id: String,
    pub(super) class: &'static str,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) paint: &'a Paint,
}

impl Sheet {
    pub(super) fn new(format: Format<'_>) -> Self {
        let Format { id, class, width, height, paint } = format;
        let side = |pixels: f64| units(pixels).unsigned_abs().max(1);
        let pen = Pen(Rc::new(RefCell::new(Ink {
            out: String::with_capacity(4096),
            paint: paint.clone(),
            hatch: format!("{id}-h"),
            hatched: false,
            tip: None,
            gathered: None,
            size: (side(width), side(height)),
            board: Board::new(width, height),
        })));
        Self { width, height, id, class, root: pen.clone().into_drawing_area(), pen }
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

    /// Gives the next mark a title.
    pub(super) fn tip(&self, words: String) {
        self.pen.0.borrow_mut().tip = Some(words);
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

    /// Several polygons as one path.
    pub(super) fn shapes(&self, shapes: Vec<Vec<(i32, i32)>>, tone: Tone) {
        if shapes.is_empty() {
            return;
        }
        self.pen.0.borrow_mut().gathered = Some(String::new());
        for shape in shapes {
            drawn(self.root.draw(&Polygon::new(shape, tone.fill())));
        }
        let mut ink = self.pen.0.borrow_mut();
        let path = ink.gathered.take().unwrap_or_default();
        let _ = write!(ink.out, "<path d=\"{path}\"");
        ink.paint_with(tone, Tone::NONE);
        ink.close_mark("path");
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
        ink.close_mark("rect");
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
            ink.board.boxes.push(label);
            ink.text(text, x, baseline);
        }
        free
    }

    /// Writes a text around a height.
    pub(super) fn text_at(&self, text: &Text<'_>, x: f64, middle: f64) -> bool {
        self.text(text, x, centred(middle))
    }

    /// Whether a text would be free, and how many marks it would cover.
    pub(super) fn weigh(&self, text: &Text<'_>, x: f64, baseline: f64) -> Option<usize> {
        let ink = self.pen.0.borrow();
        let label = text.place(x, baseline);
        ink.board.is_free(&label).then(|| ink.board.covers(&label))
    }

    /// Writes a text at the place among several where it covers least, the first among equals.
    pub(super) fn text_best(&self, text: &Text<'_>, places: &[(f64, f64)]) -> bool {
        let best = places
            .iter()
            .filter_map(|&(x, y)| Some((self.weigh(text, x, y)?, x, y)))
            .min_by_key(|place| place.0);
        best.is_some_and(|(_, x, y)| self.text(text, x, y))
    }

    /// The finished drawing.
    pub(super) fn finish(self, title: &str, description: &str) -> Drawing {
        let mut ink = self.pen.0.borrow_mut();
        let mut svg = String::with_capacity(ink.out.len() + 512);
        let (id, class) = (&self.id, self.class);
        let (width, height) = (tenths(units(self.width)), tenths(units(self.height)));
        let _ = write!(
            svg,
            "<svg class=\"drawing {class}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" \
             viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\""
        );
        if let Paint::Literal(palette) = &ink.paint {
            svg.push_str(" xmlns=\"http://www.w3.org/2000/svg\" font-family=\"");
            escape(&mut svg, palette.family());
            let _ = write!(svg, "\" font-size=\"{SIZE}\"");
        }
        let _ = write!(svg, "><title id=\"{id}-t\">");
        escape(&mut svg, title);
        let _ = write!(svg, "</title><desc id=\"{id}-d\">");
        escape(&mut svg, description);
        svg.push_str("</desc>");
        if ink.hatched {
            ink.pattern(&mut svg);
        }
        svg.push_str(&ink.out);
        svg.push_str("</svg>");
        Drawing { svg, labels: std::mem::take(&mut ink.board.boxes), width: self.width, height: self.height }
    }
}

/// Takes the answer of a drawing call: writing into memory cannot fail.
pub(super) fn drawn<E>(answer: Result<(), E>) {
    debug_assert!(answer.is_ok(), "a backend in memory cannot fail");
}

impl Ink {
    /// The colours of a mark: of its inside and of its line.
    fn paint_with(&mut self, fill: Tone, line: Tone) {
        let Self { out, paint, .. } = self;
        let _ = match paint {
            Paint::Classes => match (fill, line) {
                (Tone::NONE, Tone::NONE) => Ok(()),
                (fill, Tone::NONE) => write!(out, " class=\"f-{}\"", fill.token()),
                (Tone::NONE, line) => write!(out, " class=\"l-{}\"", line.token()),
                (fill, line) => write!(out, " class=\"f-{} l-{}\"", fill.token(), line.token()),
            },
            Paint::Literal(palette) => {
                if fill != Tone::NONE {
                    let _ = write!(out, " fill=\"{}\"", palette.colour(fill));
                }
                if line != Tone::NONE {
                    let _ = write!(out, " stroke=\"{}\"", palette.colour(line));
                }
                Ok(())
            }
        };
    }

    /// Ends a mark, with its title if it has one.
    fn close_mark(&mut self, name: &str) {
        match self.tip.take() {
            None => self.out.push_str("/>"),
            Some(tip) => {
                self.out.push_str("><title>");
                escape(&mut self.out, &tip);
                let _ = write!(self.out, "</title></{name}>");
            }
        }
    }

    fn begin_rect(&mut self, (x, y): (i32, i32), (width, height): (i32, i32)) {
        let _ = write!(
            self.out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
            tenths(x),
            tenths(y),
            tenths(width.max(1)),
            tenths(height.max(1))
        );
    }

    fn stroke(&mut self, style: &impl BackendStyle) {
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

    fn text(&mut self, text: &Text<'_>, x: f64, baseline: f64) {
        let _ = write!(self.out, "<text x=\"{}\" y=\"{}\"", tenths(units(x)), tenths(units(baseline)));
        let first = text.spans.first().map_or((Tone::INK, false), |span| (span.tone, span.bold));
        self.text_form(first, text.anchor);
        self.out.push('>');
        if let Some(full) = &text.full {
            self.out.push_str("<title>");
            escape(&mut self.out, full);
            self.out.push_str("</title>");
        }
        for span in &text.spans {
            self.span(span, first);
        }
        self.out.push_str("</text>");
    }

    fn text_form(&mut self, (tone, bold): (Tone, bool), anchor: Anchor) {
        let Self { out, paint, .. } = self;
        match paint {
            Paint::Classes => {
                let _ = write!(out, " class=\"f-{}", tone.token());
                out.push_str(if bold { " b" } else { "" });
                out.push_str(match anchor {
                    Anchor::Start => "\"",
                    Anchor::Middle => " m\"",
                    Anchor::End => " e\"",
                });
            }
            Paint::Literal(palette) => {
                let _ = write!(out, " fill=\"{}\"", palette.colour(tone));
                out.push_str(if bold { " font-weight=\"700\"" } else { " font-weight=\"400\"" });
                out.push_str(match anchor {
                    Anchor::Start => "",
                    Anchor::Middle => " text-anchor=\"middle\"",
                    Anchor::End => " text-anchor=\"end\"",
                });
            }
        }
    }

    fn span(&mut self, span: &Span<'_>, first: (Tone, bool)) {
        let other = (span.tone, span.bold) != first;
        if other {
            self.out.push_str("<tspan");
            self.text_form((span.tone, span.bold), Anchor::Start);
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
                escape(&mut self.out, run.text);
            } else {
                let _ = write!(self.out, "<tspan dy=\"{moved}\"");
                if run.script != Script::Base {
                    let _ = write!(self.out, " font-size=\"{:.0}\"", SIZE * SCRIPT);
                }
                self.out.push('>');
                escape(&mut self.out, run.text);
                self.out.push_str("</tspan>");
            }
            lowered = level;
        }
        if other {
            self.out.push_str("</tspan>");
        }
    }

    fn pattern(&mut self, svg: &mut String) {
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

/// A number of tenths as SVG writes it, short.
pub(super) fn tenths(value: i32) -> Tenths {
    Tenths(value)
}

/// See [`tenths`].
pub(super) struct Tenths(i32);

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, rest) = (self.0.abs() / 10, self.0.abs() % 10);
        if self.0 < 0 {
            f.write_str("-")?;
        }
        match (whole, rest) {
            (whole, 0) => write!(f, "{whole}"),
            (0, rest) => write!(f, ".{rest}"),
            (whole, rest) => write!(f, "{whole}.{rest}"),
        }
    }
}

/// Writes a text into XML, without the characters XML does not know.
pub(super) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
}

/// A path through points, each step relative to the last: exact, since tenths are whole numbers.
fn path_through(out: &mut String, points: impl IntoIterator<Item = BackendCoord>) -> usize {
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

/// Puts a thin level line onto whole pixels, so that it is crisp.
fn crisp(from: BackendCoord, to: BackendCoord, width: u32) -> (BackendCoord, BackendCoord) {
    let snap = |at: i32| at.div_euclid(10) * 10 + 5;
    if width != 10 {
        (from, to)
    } else if from.1 == to.1 {
        ((from.0, snap(from.1)), (to.0, snap(to.1)))
    } else if from.0 == to.0 {
        ((snap(from.0), from.1), (snap(to.0), to.1))
    } else {
        (from, to)
    }
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Pen {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.0.borrow().size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        let mut ink = self.0.borrow_mut();
        let (tone, edge) = tones(style);
        let inset = if edge == Tone::NONE { 0 } else { 5 };
        let (width, height) = (bottom_right.0 - upper_left.0, bottom_right.1 - upper_left.1);
        ink.begin_rect((upper_left.0 + inset, upper_left.1 + inset), (width - 2 * inset, height - 2 * inset));
        ink.paint_with(tone, edge);
        ink.close_mark("rect");
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let mut points: Vec<_> = path.into_iter().collect();
        if let [from, to] = points[..] {
            let (from, to) = crisp(from, to, style.stroke_width());
            points = vec![from, to];
        }
        let mut ink = self.0.borrow_mut();
        ink.out.push_str("<path d=\"");
        path_through(&mut ink.out, points);
        ink.out.push('"');
        ink.stroke(style);
        ink.close_mark("path");
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        let mut ink = self.0.borrow_mut();
        let radius = i32::try_from(radius).unwrap_or(10);
        let _ = write!(
            ink.out,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"",
            tenths(center.0),
            tenths(center.1),
            tenths(radius)
        );
        let (tone, edge) = tones(style);
        ink.paint_with(tone, edge);
        if edge != Tone::NONE {
            ink.out.push_str(" stroke-width=\"2\"");
        }
        ink.close_mark("circle");
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Drawn {
        let mut ink = self.0.borrow_mut();
        if let Some(gathered) = &mut ink.gathered {
            if path_through(gathered, vert) > 0 {
                gathered.push('z');
            }
            return Ok(());
        }
        ink.out.push_str("<path d=\"");
        path_through(&mut ink.out, vert);
        ink.out.push_str("z\"");
        let (tone, edge) = tones(style);
        ink.paint_with(tone, edge);
        ink.close_mark("path");
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, _: &str, _: &T, _: BackendCoord) -> Drawn {
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        _: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let side = |pixels: f64| units(pixels).unsigned_abs();
        Ok((side(super::label::regular(text)), side(SIZE)))
    }

    fn blit_bitmap(&mut self, _: BackendCoord, _: (u32, u32), _: &[u8]) -> Drawn {
        Ok(())
    }
}

/// The inside and the edge of a shape, from its code.
fn tones(style: &impl BackendStyle) -> (Tone, Tone) {
    let (inside, _, edge) = style.color().rgb;
    (Tone::from_code(inside), Tone::from_code(edge))
}
