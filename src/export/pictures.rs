//! Pictures for documents: charts and drawings as PNG, with the drawing beside it, and photographs as they are. Enter
//! at [`Studio`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::roxmltree;
use resvg::usvg::{FontResolver, Group, ImageHrefResolver, ImageKind, Node, Options, Tree, WriteOptions};

use crate::chart::Paint;
use crate::model::{Report, Theme};
use crate::problem::{Fault, Place, Problem};
use crate::reader::{paper, parts};

/// How many pixels of a PNG stand for one of the drawing.
const SCALE: f32 = 2.0;

/// The widest that a drawing is made, in pixels of its own.
const WIDEST: f32 = 2000.0;

/// The most pixels of a PNG that is made.
const MOST: f32 = 16e6;

/// The most pixels of a photograph that is made into one.
const LARGEST: u32 = 50_000_000;

/// A form that Word shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF.
    Gif,
}

impl Kind {
    /// The end of the name of a file of this form.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpeg",
            Self::Gif => "gif",
        }
    }
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its form.
    pub kind: Kind,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The same as SVG without texts, for who can show it.
    pub svg: Option<Vec<u8>>,
    /// Its width and height in pixels of a ninety-sixth of an inch.
    pub size: (u32, u32),
}

/// The pictures of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pictures {
    /// Its charts, by their id.
    pub charts: BTreeMap<String, Picture>,
    /// Its photographs and drawings, by their path in the report; one that cannot be shown is not among them.
    pub images: BTreeMap<String, Picture>,
}

/// Draws what a document shows, with the fonts that it is given.
#[derive(Debug)]
pub struct Studio {
    fonts: Arc<Database>,
    ink: Paint,
}

impl Studio {
    /// A studio for a theme, with the fonts of the machine or of a test.
    #[must_use]
    pub fn new(theme: &Theme, fonts: Arc<Database>) -> Self {
        Self { fonts, ink: paper::ink(theme) }
    }

    /// The pictures of a report: its charts, and the files that it shows.
    ///
    /// # Errors
    /// That no font has some of the characters of a chart.
    pub fn pictures(
        &self,
        report: &Report,
        files: BTreeMap<String, Vec<u8>>,
    ) -> Result<Pictures, Vec<Problem>> {
        let charts: Vec<_> = parts::charts(report)
            .into_par_iter()
            .map(|chart| (chart.id.clone(), self.drawn(paper::with_margin(chart, &self.ink).into_bytes())))
            .collect();
        let mut lacking = BTreeSet::new();
        let mut pictures = Pictures::default();
        for (id, drawn) in charts {
            match drawn {
                Ok(Some(picture)) => drop(pictures.charts.insert(id, picture)),
                Ok(None) => {}
                Err(characters) => lacking.extend(characters),
            }
        }
        for (file, bytes) in files {
            match self.image(bytes) {
                Ok(Some(picture)) => drop(pictures.images.insert(file, picture)),
                Ok(None) => {}
                Err(characters) => lacking.extend(characters),
            }
        }
        if lacking.is_empty() {
            return Ok(pictures);
        }
        let fault = Fault::MissingFont { characters: lacking.into_iter().collect() };
        Err(vec![Problem::new(fault, Place::None)])
    }

    /// A file as a picture: drawings, and forms that not every Word knows, become PNG.
    fn image(&self, bytes: Vec<u8>) -> Result<Option<Picture>, BTreeSet<char>> {
        let kind = match bytes.as_slice() {
            [0x89, b'P', b'N', b'G', ..] => Kind::Png,
            [0xff, 0xd8, 0xff, ..] => Kind::Jpeg,
            [b'G', b'I', b'F', b'8', ..] => Kind::Gif,
            [b'R', b'I', b'F', b'F', ..] => return Ok(self.converted(bytes)),
            _ => return self.drawn(bytes),
        };
        Ok(pixels(&bytes).map(|size| Picture { kind, bytes, svg: None, size }))
    }

    /// A drawing as PNG, or the characters that no font has. Nothing where it is no drawing.
    fn drawn(&self, svg: Vec<u8>) -> Result<Option<Picture>, BTreeSet<char>> {
        let Ok(tree) = Tree::from_data(&svg, &self.options(None)) else { return Ok(None) };
        let mut lacking = BTreeSet::new();
        if self.fonts.is_empty() {
            // Without any font the tree has no texts at all.
            lacking.extend(characters(&svg));
        }
        lacking_in(tree.root(), &mut lacking);
        if !lacking.is_empty() {
            return Err(lacking);
        }
        let size = tree.size();
        let png = painted(&tree, SCALE.min(WIDEST * SCALE / size.width()));
        let size = (whole(size.width()), whole(size.height()));
        let svg = tree.to_string(&outlines()).into_bytes();
        Ok(png.map(|bytes| Picture { kind: Kind::Png, bytes, svg: Some(svg), size }))
    }

    /// A photograph as PNG.
    fn converted(&self, bytes: Vec<u8>) -> Option<Picture> {
        let (width, height) =
            pixels(&bytes).filter(|(width, height)| width.saturating_mul(*height) <= LARGEST)?;
        let size = format!("width=\"{width}\" height=\"{height}\"");
        let svg =
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {size}><image href=\"it\" {size}/></svg>");
        let tree = Tree::from_str(&svg, &self.options(Some(Arc::new(bytes)))).ok()?;
        let bytes = painted(&tree, 1.0)?;
        Some(Picture { kind: Kind::Png, bytes, svg: None, size: (width, height) })
    }

    /// How drawings are read: nothing is fetched from elsewhere but the photograph that is handed in.
    fn options(&self, photograph: Option<Arc<Vec<u8>>>) -> Options<'static> {
        Options {
            fontdb: Arc::clone(&self.fonts),
            image_href_resolver: ImageHrefResolver {
                resolve_data: ImageHrefResolver::default_data_resolver(),
                resolve_string: Box::new(move |_, _| photograph.clone().map(ImageKind::WEBP)),
            },
            font_resolver: FontResolver {
                select_font: Box::new(|font, fonts| {
                    let found = FontResolver::default_font_selector()(font, fonts);
                    // None of the theme's families: any font will do, and others for what it lacks.
                    found.or_else(|| fonts.faces().next().map(|face| face.id))
                }),
                select_fallback: FontResolver::default_fallback_selector(),
            },
            ..Options::default()
        }
    }
}

/// The characters of the texts of a drawing.
fn characters(svg: &[u8]) -> BTreeSet<char> {
    let text = String::from_utf8_lossy(svg);
    let Ok(document) = roxmltree::Document::parse(&text) else { return BTreeSet::new() };
    let texts =
        document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")));
    let texts = texts.flat_map(|text| text.descendants().filter_map(|node| node.text()).collect::<Vec<_>>());
    texts.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
}

/// The characters of a drawing for which no font has a glyph.
fn lacking_in(group: &Group, lacking: &mut BTreeSet<char>) {
    for node in group.children() {
        match node {
            Node::Group(group) => lacking_in(group, lacking),
            Node::Text(text) => {
                let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
                let without = glyphs.filter(|glyph| glyph.id.0 == 0).flat_map(|glyph| glyph.text.chars());
                lacking.extend(without.filter(|c| !c.is_whitespace()));
            }
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

/// A drawing as PNG, smaller where it would be too large.
fn painted(tree: &Tree, scale: f32) -> Option<Vec<u8>> {
    let size = tree.size();
    let scale = scale.min((MOST / (size.width() * size.height())).sqrt());
    let mut pixmap = Pixmap::new(whole(size.width() * scale), whole(size.height() * scale))?;
    pixmap.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().ok()
}

/// How a drawing is written anew: its texts as outlines, which look the same whatever fonts the reader has, and nothing
/// but shapes.
fn outlines() -> WriteOptions {
    WriteOptions {
        preserve_text: false,
        coordinates_precision: 2,
        transforms_precision: 4,
        ..WriteOptions::default()
    }
}

/// A length in whole pixels.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to what a picture can be"
)]
fn whole(length: f32) -> u32 {
    length.round().clamp(1.0, 20_000.0) as u32
}

/// The width and height of a photograph.
fn pixels(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(bytes).ok()?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
        .filter(|(w, h)| *w > 0 && *h > 0)
}
