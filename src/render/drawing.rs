//! Drawings, taken from the chart room: the one place where the two rooms touch.

use rust_decimal::Decimal;

use crate::model::{Chart, Skyline};

/// A chart for a wide frame, for a narrow one, and for paper; the style sheet shows one.
pub(super) fn chart(chart: &Chart) -> String {
    placeholder("wide", &chart.description, (884, 340))
}

/// A skyline for the cover's panel, for a phone, and for paper.
pub(super) fn skyline(skyline: &Skyline) -> String {
    placeholder("skyline wide", &skyline.description, (1188, 150))
}

/// A skyline for the list of reports, at the scale of the highest bar of all years.
pub(super) fn archive(skyline: &Skyline, _top: Decimal) -> String {
    placeholder("skyline archive", &skyline.description, (300, 56))
}

fn placeholder(class: &str, description: &str, (width, height): (u32, u32)) -> String {
    format!(
        "<svg class=\"drawing {class}\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {width} {height}\"></svg>",
        super::markup::esc(description)
    )
}
