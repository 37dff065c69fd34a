//! Drawings, taken from the chart room: the one place where the two rooms touch.

use rust_decimal::Decimal;

use crate::chart::{self, SkylineForm, Width};
use crate::model::{Chart, Skyline};

/// A chart for a wide frame, for a narrow one, and for paper; the style sheet shows one.
pub(super) fn chart(chart: &Chart) -> String {
    [Width::Wide, Width::Narrow, Width::Print].map(|width| chart::draw(chart, width).svg).concat()
}

/// A skyline for the cover's panel, for a phone, and for paper.
pub(super) fn skyline(skyline: &Skyline) -> String {
    let forms = [SkylineForm::Panel, SkylineForm::Phone, SkylineForm::Print];
    forms.map(|form| chart::skyline(skyline, form).svg).concat()
}

/// A skyline for the list of reports, at the scale of the highest bar of all years.
pub(super) fn archive(skyline: &Skyline, top: Decimal) -> String {
    chart::skyline(skyline, SkylineForm::Archive { top }).svg
}
