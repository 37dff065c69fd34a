//! Colours by role. A mark names a token of the theme; whether the drawing says so by a class or by a literal
//! colour is decided by its [`Paint`], at the moment of writing.

use std::collections::BTreeMap;
use std::sync::Arc;

use plotters::style::{Color, RGBColor, ShapeStyle};

use crate::model::{Role, Scale};
use crate::xml::escape_line;

/// The tokens in use, in the order of their codes.
const TOKENS: [&str; 52] = [
    "ink",
    "ink-2",
    "ink-3",
    "paper",
    "paper-2",
    "rule",
    "rule-ui",
    "main",
    "main-mid",
    "main-soft",
    "main-tint",
    "accent",
    "accent-tint",
    "cover-bar",
    "cover-mark",
    "cover-rule",
    "cover-ink",
    "cover-ink-2",
    "c-focus",
    "c-last",
    "c-grid",
    "c-axis",
    "part-1",
    "part-2",
    "part-3",
    "part-4",
    "part-5",
    "part-rest-edge",
    "aqi-1",
    "aqi-2",
    "aqi-3",
    "aqi-4",
    "aqi-5",
    "aqi-6",
    "aqi-1-edge",
    "aqi-2-edge",
    "aqi-3-edge",
    "aqi-4-edge",
    "aqi-5-edge",
    "aqi-6-edge",
    "water-1",
    "water-2",
    "water-3",
    "water-4",
    "water-5",
    "water-6",
    "water-1-edge",
    "water-2-edge",
    "water-3-edge",
    "water-4-edge",
    "water-5-edge",
    "water-6-edge",
];

/// Colours that do not change with light and dark, for text on a fill: dark on bright fills, white on deep ones,
/// and one that the theme may set for the scales' middle fills (`--on-level`, else ink).
const FIXED: [(&str, &str); 3] = [("on-bright", "#10191c"), ("on-deep", "#ffffff"), ("on-level", "#162226")];

/// A colour by its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tone(u8);

impl Tone {
    pub(super) const INK: Self = Self(0);
    pub(super) const INK_2: Self = Self(1);
    pub(super) const INK_3: Self = Self(2);
    pub(super) const PAPER: Self = Self(3);
    pub(super) const PAPER_2: Self = Self(4);
    pub(super) const RULE: Self = Self(5);
    pub(super) const RULE_UI: Self = Self(6);
    pub(super) const MAIN: Self = Self(7);
    pub(super) const MAIN_MID: Self = Self(8);
    pub(super) const MAIN_SOFT: Self = Self(9);
    pub(super) const MAIN_TINT: Self = Self(10);
    pub(super) const ACCENT: Self = Self(11);
    pub(super) const COVER_BAR: Self = Self(13);
    pub(super) const COVER_MARK: Self = Self(14);
    pub(super) const COVER_RULE: Self = Self(15);
    pub(super) const COVER_INK_2: Self = Self(17);
    pub(super) const FOCUS: Self = Self(18);
    pub(super) const LAST: Self = Self(19);
    pub(super) const GRID: Self = Self(20);
    pub(super) const AXIS: Self = Self(21);
    const PART: u8 = 22;
    const PART_EDGE: Self = Self(27);
    const AQI: u8 = 28;
    const WATER: u8 = 40;
    const ON_BRIGHT: Self = Self(52);
    const ON_DEEP: Self = Self(53);
    const ON_LEVEL: Self = Self(54);
    /// No colour: what is not painted.
    pub(super) const NONE: Self = Self(255);

    /// Its name: the token, and after `f-` or `l-` the class.
    pub(super) fn token(self) -> &'static str {
        let at = usize::from(self.0);
        TOKENS
            .get(at)
            .copied()
            .or_else(|| FIXED.get(at.wrapping_sub(TOKENS.len())).map(|fixed| fixed.0))
            .unwrap_or("none")
    }

    /// The code by which it travels through plotters.
    pub(super) fn from_code(code: u8) -> Self {
        Self(code)
    }

    /// A filled shape.
    pub(super) fn fill(self) -> ShapeStyle {
        RGBColor(self.0, 0, Self::NONE.0).filled()
    }

    /// A line; the width in tenths of a pixel.
    pub(super) fn line(self, tenths: u32) -> ShapeStyle {
        RGBColor(self.0, 0, Self::NONE.0).stroke_width(tenths)
    }

    /// A broken line.
    pub(super) fn broken(self, dash: Dash, tenths: u32) -> ShapeStyle {
        RGBColor(self.0, dash as u8, Self::NONE.0).stroke_width(tenths)
    }
}

/// How a line is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dash {
    /// 5 on, 4 off: targets.
    Dashed = 1,
    /// 2 on, 3 off: the limit on a cover.
    Dotted = 2,
}

/// What a filled shape is painted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fill {
    /// Inside.
    pub(super) tone: Tone,
    /// Along the edge, one pixel, inside the shape; or none.
    pub(super) edge: Tone,
    /// Text upon it.
    pub(super) text: Tone,
}

impl Fill {
    /// Without an edge, with text that stands on it in paper.
    pub(super) fn plain(tone: Tone) -> Self {
        Self { tone, edge: Tone::NONE, text: Tone::PAPER }
    }

    /// As plotters carries it.
    pub(super) fn style(self) -> ShapeStyle {
        RGBColor(self.tone.0, 0, self.edge.0).filled()
    }

    /// The fill of a series.
    pub(super) fn of(role: Role) -> Self {
        match role {
            Role::Focus | Role::State(_) => Self::plain(Tone::FOCUS),
            Role::Previous => Self::plain(Tone::LAST),
            Role::Part(at) | Role::Level(Scale::Other, at) => Self::part(at),
            Role::Level(Scale::Aqi, at) => Self::aqi(at),
            Role::Level(Scale::WaterClass, at) => Self::water(at),
        }
    }

    /// The colour of a line of it: of its edge where its inside is too pale for a line.
    pub(super) fn line(self) -> Tone {
        if self.edge == Tone::NONE { self.tone } else { self.edge }
    }

    fn part(at: usize) -> Self {
        let at = at.min(4);
        let text = match at {
            0 | 1 => Tone::PAPER,
            2 | 3 => Tone::ON_BRIGHT,
            _ => Tone::INK,
        };
        let edge = if at == 4 { Tone::PART_EDGE } else { Tone::NONE };
        Self { tone: Tone(Tone::PART + small(at)), edge, text }
    }

    fn aqi(at: usize) -> Self {
        let at = at.min(5);
        let text = match at {
            0 | 1 => Tone::ON_LEVEL,
            2 => Tone::ON_BRIGHT,
            _ => Tone::ON_DEEP,
        };
        Self { tone: Tone(Tone::AQI + small(at)), edge: Tone(Tone::AQI + 6 + small(at)), text }
    }

    fn water(at: usize) -> Self {
        let at = at.min(5);
        let text = match at {
            0..=3 => Tone::ON_LEVEL,
            4 => Tone::ON_BRIGHT,
            _ => Tone::ON_DEEP,
        };
        Self { tone: Tone(Tone::WATER + small(at)), edge: Tone(Tone::WATER + 6 + small(at)), text }
    }
}

fn small(at: usize) -> u8 {
    u8::try_from(at).unwrap_or(0)
}

/// Literal colours for readers that know no stylesheet: Word, pictures.
#[derive(Debug, Clone, Default)]
pub struct Palette {
    /// By the codes of tones.
    colours: Vec<String>,
    family: String,
}

impl Palette {
    /// A palette from the theme's tokens (`c-focus`, without dashes before it) and a font family.
    pub fn new(colours: impl IntoIterator<Item = (String, String)>, family: &str) -> Self {
        let quoted = |text: &str| {
            let mut out = String::new();
            escape_line(&mut out, text);
            out
        };
        let themed: BTreeMap<String, String> = colours.into_iter().collect();
        let colour = |code: u8| {
            let name = Tone(code).token();
            let fixed = || FIXED.iter().find(|fixed| fixed.0 == name).map(|fixed| fixed.1);
            quoted(themed.get(name).map(String::as_str).or_else(fixed).unwrap_or("none"))
        };
        let colours = (0..).take(TOKENS.len() + FIXED.len()).map(colour).collect();
        Self { colours, family: quoted(family) }
    }

    /// The font family of every text, escaped for an attribute, as the colours are.
    #[must_use]
    pub fn family(&self) -> &str {
        &self.family
    }

    pub(super) fn colour(&self, tone: Tone) -> &str {
        self.colours.get(usize::from(tone.0)).map_or("none", String::as_str)
    }
}

/// How a drawing says its colours.
#[derive(Debug, Clone, Default)]
pub enum Paint {
    /// By classes that the theme's 70-chart.css defines: light, dark and print in one drawing.
    #[default]
    Classes,
    /// By literal colours.
    Literal(Arc<Palette>),
}
