//! Drawings for paper: their colours and fonts stand in them.

use std::sync::Arc;

use crate::chart::{self, Paint, Palette, Width};
use crate::model::{Chart, Theme};

/// A chart for paper, as a file of its own that needs no style sheet.
pub(crate) fn file(chart: &Chart, ink: &Paint) -> String {
    let mut svg = chart::draw_with(chart, Width::Print, ink).svg;
    svg.push('\n');
    svg
}

/// A theme's colours on paper, and its font for charts.
pub(crate) fn ink(theme: &Theme) -> Paint {
    let group = |name: &str| theme.tokens.get(name).cloned().unwrap_or_default();
    let family = group("size").into_iter().find(|(name, _)| name == "sans").map(|(_, family)| family);
    // Later ones replace earlier ones.
    let colours = group("light").into_iter().chain(group("print"));
    Paint::Literal(Arc::new(Palette::new(colours, &family.unwrap_or_else(|| "sans-serif".to_owned()))))
}

/// The room beside a drawing that [`with_margin`] gives it, in pixels.
const MARGIN: f64 = 4.0;

/// A chart for paper with some room at both sides, where programs that show pictures cut what touches the edge.
pub(crate) fn with_margin(chart: &Chart, ink: &Paint) -> String {
    let drawing = chart::draw_with(chart, Width::Print, ink);
    let (width, height) = (drawing.width, drawing.height);
    let size = |left: f64, width: f64| {
        format!("viewBox=\"{left} 0 {width} {height}\" width=\"{width}\" height=\"{height}\"")
    };
    drawing.svg.replacen(&size(0.0, width), &size(-MARGIN, width + 2.0 * MARGIN), 1)
}
