//! Drawings, taken from the chart room: the one place where the two rooms touch.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rust_decimal::Decimal;

use super::again::Known;
use crate::chart::{self, SkylineForm, Width};
use crate::model::{Chart, Report, Skyline};
use crate::reader::parts::charts;

/// A report with what is drawn of it. Its pages share the drawings, since the page of the whole shows them again.
pub(super) struct Drawn<'a> {
    pub(super) report: &'a Report,
    /// The skyline of its cover, if it has one.
    pub(super) skyline: Option<String>,
    /// By the ids of the charts.
    pub(super) charts: BTreeMap<&'a str, Arc<str>>,
}

impl<'a> Drawn<'a> {
    /// Draws all that pages show of a report.
    pub(super) fn new(report: &'a Report, known: Option<&Known<'_>>) -> Self {
        let drawing = |chart: &'a Chart| {
            let drawing = known.and_then(|known| known.drawing(chart));
            (chart.id.as_str(), drawing.unwrap_or_else(|| pair(chart).into()))
        };
        Self {
            report,
            skyline: report.skyline.as_ref().map(skyline),
            charts: charts(report).into_par_iter().map(drawing).collect(),
        }
    }

    /// A chart for a wide frame and for a narrow one; the style sheet shows one.
    pub(super) fn chart(&self, chart: &Chart) -> &str {
        self.charts.get(chart.id.as_str()).map_or("", |drawing| drawing)
    }
}

fn pair(chart: &Chart) -> String {
    [Width::Wide, Width::Narrow].map(|width| chart::draw(chart, width).svg).concat()
}

/// A chart among many, for any frame: the narrow one alone.
pub(super) fn trend(chart: &Chart) -> String {
    chart::draw_alone(chart, Width::Narrow).svg
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
