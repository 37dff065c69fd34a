//! Draws charts as SVG. [`draw`] takes a chart as data and a width; [`skyline`] the year of a cover.
//! Plotters gives scales, grid and marks through a backend of our own; every text is placed by ourselves,
//! so that none touches another.

mod area;
mod axis;
mod backend;
mod bands;
mod bar;
mod board;
mod breaks;
mod bullet;
mod calendar;
mod column;
mod course;
mod donut;
mod filling;
mod key;
mod label;
mod large;
mod line;
mod matrix;
mod pack;
mod progress;
mod ranking;
mod rows;
mod scale;
mod share;
mod sheet;
mod skyline;
mod slope;
mod stacked;
mod steps;
mod strip;
mod svg;
#[cfg(test)]
mod tests;
mod tone;
mod units;

use std::borrow::Cow;

use crate::model::{Chart, ChartKind, Role, plain};

pub use label::LabelBox;
pub use skyline::{SkylineForm, skyline, skyline_with};
pub use tone::{Paint, Palette};

use sheet::{Format, Sheet};

/// The widths a chart is drawn for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Width {
    /// 884 pixels: a page with room.
    Wide,
    /// 350 pixels: a phone.
    Narrow,
    /// 590 pixels: paper and Word.
    Print,
}

impl Width {
    /// In pixels.
    #[must_use]
    pub fn pixels(self) -> f64 {
        match self {
            Self::Wide => 884.0,
            Self::Narrow => 350.0,
            Self::Print => 590.0,
        }
    }

    /// The height of a chart with an upright axis.
    fn upright(self) -> f64 {
        match self {
            Self::Wide => 340.0,
            Self::Narrow => 250.0,
            Self::Print => 290.0,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
            Self::Print => "print",
        }
    }

    /// The letter at the end of ids.
    fn letter(self) -> char {
        match self {
            Self::Wide => 'w',
            Self::Narrow => 'n',
            Self::Print => 'p',
        }
    }
}

/// A finished drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The `<svg>` element.
    pub svg: String,
    /// Every text with its box.
    pub labels: Vec<LabelBox>,
    /// In pixels.
    pub width: f64,
    /// In pixels.
    pub height: f64,
}

/// Draws a chart for a page, its colours as classes.
#[must_use]
pub fn draw(chart: &Chart, width: Width) -> Drawing {
    draw_with(chart, width, &Paint::Classes)
}

/// Draws a chart with colours as classes or as literals.
#[must_use]
pub fn draw_with(chart: &Chart, width: Width, paint: &Paint) -> Drawing {
    // A narrow one of a page stands beside the wide one.
    let told_by = (width == Width::Narrow && matches!(paint, Paint::Classes)).then_some(Width::Wide);
    on(&Canvas { chart: &large::divided(sparing_ochre(chart)), width, paint, told_by })
}

/// Draws a chart for a page that shows no other drawing of it.
#[must_use]
pub fn draw_alone(chart: &Chart, width: Width) -> Drawing {
    on(&Canvas { chart: &large::divided(sparing_ochre(chart)), width, paint: &Paint::Classes, told_by: None })
}

fn on(canvas: &Canvas<'_>) -> Drawing {
    let chart = canvas.chart;
    match chart.kind {
        ChartKind::Line => line::draw(canvas),
        ChartKind::Column => column::draw(canvas),
        ChartKind::Bar => bar::draw(canvas),
        ChartKind::Stacked if chart.by.is_time() => stacked::upright(canvas),
        ChartKind::Stacked => stacked::lying(canvas),
        ChartKind::Progress if is_ledger(chart) => units::draw(canvas),
        ChartKind::Progress => progress::draw(canvas),
        ChartKind::Area => area::draw(canvas),
        ChartKind::Slope => slope::draw(canvas),
        ChartKind::Share => share::draw(canvas),
        ChartKind::Donut => donut::draw(canvas),
        ChartKind::Ranking => bar::draw(canvas),
        ChartKind::Bullet => bullet::draw(canvas),
        ChartKind::Calendar => calendar::draw(canvas),
        ChartKind::Matrix => matrix::draw(canvas),
    }
}

/// A chart whose parts do without ochre where they can: beside a limit it means the limit and nothing else, and two
/// parts are told apart by one ink in two strengths.
fn sparing_ochre(chart: &Chart) -> Cow<'_, Chart> {
    let parts = chart.series.iter().filter(|series| matches!(series.role, Role::Part(_))).count();
    if parts == 0 || (chart.lines.is_empty() && parts != 2) {
        return Cow::Borrowed(chart);
    }
    let mut chart = chart.clone();
    for series in &mut chart.series {
        if let Role::Part(at) = series.role {
            series.role = Role::Part(match at {
                0 => 0,
                1 => 2,
                _ => 4,
            });
        }
    }
    Cow::Owned(chart)
}

fn is_ledger(chart: &Chart) -> bool {
    chart.series.iter().any(|series| matches!(series.role, Role::State(_)))
}

/// What is to be drawn, for how wide a place and with what colours.
struct Canvas<'a> {
    chart: &'a Chart,
    width: Width,
    paint: &'a Paint,
    /// The width of the drawing beside it that tells what both show; else it tells itself.
    told_by: Option<Width>,
}

impl Canvas<'_> {
    /// A sheet of the canvas' width.
    fn sheet(&self, height: f64) -> Sheet {
        let id = |width: Width| format!("{}-{}", safe(&self.chart.id), width.letter());
        Sheet::new(Format {
            id: id(self.width),
            teller: self.told_by.map(id),
            class: self.width.class(),
            width: self.width.pixels(),
            height: height.ceil(),
            paint: self.paint,
        })
    }

    fn finish(&self, sheet: Sheet) -> Drawing {
        sheet.finish(&plain(&self.chart.title), &self.chart.description)
    }

    fn is_narrow(&self) -> bool {
        self.width == Width::Narrow
    }
}

/// An id without what an attribute or a reference cannot hold.
fn safe(id: &str) -> String {
    id.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' }).collect()
}
