//! Charts and photographs: a picture, its title under it, and what is said of it.

use super::exhibits::numbered;
use super::format::{Form, Ink, Spacing};
use super::house::Page;
use super::inline::{run, text_runs};
use super::styles::{BODY, CAPTION, NOTE, PICTURE};
use super::writer::{Part, Writer};
use super::xml::{element, wrap};
use crate::export::Picture;
use crate::export::standard::under_title;
use crate::model::{Chart, Image, plain};
use crate::reader::notes::compares;
use crate::reader::symbols::Symbol;

/// English Metric Units in a twip and in a pixel of a ninety-sixth of an inch.
const EMU_TWIP: i64 = 635;
const EMU_PIXEL: i64 = 9525;

/// The highest that a picture is made: two thirds of a page, so that its title and some text stand with it.
const HIGHEST: i64 = 8500 * EMU_TWIP;

/// What a picture is, for those who cannot see it.
struct Told<'a> {
    name: String,
    description: &'a str,
}

impl<'a> Writer<'a> {
    /// A chart, its title under it, what it is about, where it comes from, and what must be said.
    pub(super) fn chart(&mut self, chart: &Chart) -> String {
        self.figures += 1;
        let label = self.words.fill("document.figure", &[("number", "\u{0}")]);
        let name = label.replace('\u{0}', &self.figures.to_string());
        let told =
            Told { name: format!("{}{}", name.trim(), plain(&chart.title)), description: &chart.description };
        let picture = match self.pictures.charts.get(&chart.id) {
            Some(picture) => self.drawing(picture, &told),
            None => text_runs(&chart.description, Ink::default()),
        };
        let picture = self.marked(&chart.id, &picture);
        let mut out = kept(PICTURE).paragraph(&picture);
        let title = numbered(&label, self.figures) + &self.line(&chart.title, Ink::default());
        if compares(chart) && !chart.breaks.is_empty() {
            self.seen.note(Symbol::Incomparable);
        }
        let lines = under_title(self.words, chart);
        let tight = Spacing { before: 60, after: 20, line: super::format::Line::Auto(240) };
        let mut under = vec![(Form { spacing: Some(tight), ..Form::of(CAPTION) }, title)];
        under.extend(lines.iter().map(|line| (Form::of(NOTE), text_runs(line, Ink::default()))));
        let last = under.len() - 1;
        for (at, (form, runs)) in under.into_iter().enumerate() {
            let form = match at == last {
                true => Form { spacing: Some(AFTER), ..form },
                false => Form { keep_next: true, ..form },
            };
            out.push_str(&form.paragraph(&runs));
        }
        out
    }

    /// A photograph with its title, or what it shows where it cannot be.
    pub(super) fn image(&mut self, image: &Image) -> String {
        let Some(picture) = self.pictures.images.get(&image.file) else {
            return Form::of(BODY).paragraph(&self.alternative(image));
        };
        let told = Told { name: format!("{}", self.media.len() + 1), description: &image.alt };
        let drawing = self.drawing(picture, &told);
        if image.title.is_empty() {
            return Form::of(PICTURE).paragraph(&drawing);
        }
        self.figures += 1;
        let label = self.words.fill("document.figure", &[("number", "\u{0}")]);
        let title = numbered(&label, self.figures) + &text_runs(&image.title, Ink::default());
        kept(PICTURE).paragraph(&drawing)
            + &Form { spacing: Some(AFTER), ..Form::of(CAPTION) }.paragraph(&title)
    }

    /// A picture in a line of text.
    pub(super) fn small_image(&mut self, image: &Image) -> String {
        match self.pictures.images.get(&image.file) {
            Some(picture) if self.part == Part::Text => {
                let told = Told { name: format!("{}", self.media.len() + 1), description: &image.alt };
                self.drawing(picture, &told)
            }
            _ => self.alternative(image),
        }
    }

    fn alternative(&self, image: &Image) -> String {
        run(&self.words.fill("document.picture", &[("alt", &image.alt)]), Ink::default())
    }

    /// A picture as a character of the line, no wider than the type area.
    fn drawing(&mut self, picture: &'a Picture, told: &Told<'_>) -> String {
        self.media.push(picture);
        let number = self.media.len();
        let (width, height) = extent(picture.size);
        let (cx, cy) = (width.to_string(), height.to_string());
        let size = [("cx", cx.as_str()), ("cy", cy.as_str())];
        let svg = picture.svg.as_ref().map_or(String::new(), |_| svg_of(number));
        let blip = element("a:blip", &[("r:embed", &*format!("picture{number}"))], &svg);
        let fill = wrap("pic:blipFill", &(blip + "<a:stretch><a:fillRect/></a:stretch>"));
        let id = number.to_string();
        let properties = [("id", id.as_str()), ("name", &told.name), ("descr", told.description)];
        let known = element("pic:cNvPr", &properties, "") + "<pic:cNvPicPr/>";
        let shape = format!(
            "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>{}</a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>",
            element("a:ext", &size, "")
        );
        let pic = wrap("pic:pic", &(wrap("pic:nvPicPr", &known) + &fill + &shape));
        let data = element("a:graphicData", &[("uri", PICTURES)], &pic);
        let inner = element("wp:extent", &size, "")
            + &element("wp:docPr", &properties, "")
            + "<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>"
            + &wrap("a:graphic", &data);
        let none = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
        wrap("w:r", &wrap("w:drawing", &element("wp:inline", &none, &inner)))
    }
}

const PICTURES: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// The space after the last line under a chart.
const AFTER: Spacing = Spacing { before: 20, after: 200, line: super::format::Line::Auto(240) };

/// The form of a style, on one page with what follows.
fn kept(style: &'static str) -> Form {
    Form { keep_next: true, ..Form::of(style) }
}

/// The drawing beside a PNG, for a Word that can show it.
fn svg_of(number: usize) -> String {
    format!(
        "<a:extLst><a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip \
         xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"drawing{number}\"/>\
         </a:ext></a:extLst>"
    )
}

/// How large a picture is made, in EMU: as it is, but no wider than the type area and no higher than most of a page.
fn extent((width, height): (u32, u32)) -> (i64, i64) {
    let (width, height) = (i64::from(width) * EMU_PIXEL, i64::from(height) * EMU_PIXEL);
    let widest = Page::MEASURE * EMU_TWIP;
    let (width, height) = if width > widest { (widest, height * widest / width) } else { (width, height) };
    if height > HIGHEST { (width * HIGHEST / height, HIGHEST) } else { (width.max(1), height.max(1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_keeps_its_shape_and_fits() {
        assert_eq!(extent((96, 48)), (914_400, 457_200));
        assert_eq!(extent((1180, 580)).0, Page::MEASURE * EMU_TWIP);
        let (width, height) = extent((300, 3000));
        assert_eq!((height, width), (HIGHEST, HIGHEST / 10));
    }
}
