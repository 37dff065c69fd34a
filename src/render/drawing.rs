//! Drawings, taken from the chart room: the one place where the two rooms touch.

use rust_decimal::Decimal;

use crate::chart::{self, Width};
use crate::model::{Chart, Skyline};

/// The drawings of a chart: for a wide frame and for a narrow one.
pub(super) struct Drawings {
    /// 884 px.
    pub(super) wide: String,
    /// 350 px.
    pub(super) narrow: String,
}

/// Draws a chart.
pub(super) fn chart(chart: &Chart) -> Drawings {
    Drawings { wide: chart::draw(chart, Width::Wide).svg, narrow: chart::draw(chart, Width::Narrow).svg }
}

/// Where a skyline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SkylineForm {
    /// Across the cover panel.
    Wide,
    /// Across a phone.
    Narrow,
    /// Beside a report in the list, at one scale for all years.
    Small {
        /// The highest bar of all.
        top: Decimal,
    },
}

/// Draws a skyline.
pub(super) fn skyline(skyline: &Skyline, form: SkylineForm) -> String {
    let form = match form {
        SkylineForm::Wide => chart::SkylineForm::Panel,
        SkylineForm::Narrow => chart::SkylineForm::Phone,
        SkylineForm::Small { top } => chart::SkylineForm::Archive { top },
    };
    chart::skyline(skyline, form).svg
}

/// The highest bar of several skylines.
pub(super) fn top<'a>(skylines: impl Iterator<Item = &'a Skyline>) -> Decimal {
    skylines.flat_map(|skyline| &skyline.bars).flatten().copied().max().unwrap_or_default()
}
