//! A plotters backend that writes lean SVG: ten backend units to a pixel, colours as roles, a title on a mark.

use std::convert::Infallible;
use std::fmt::Write as _;

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use super::label::SIZE;
use super::svg::{Pen, path_through, tenths, units};
use super::tone::Tone;

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
        ink.close_mark();
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
        ink.close_mark();
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
        ink.close_mark();
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
        ink.close_mark();
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
