//! Items in the order of their values: bars, with the place of each before its name.

use rust_decimal::Decimal;

use crate::model::{Chart, ChartKind, Role};

use super::axis::drawable;
use super::label::{Text, regular};
use super::tone::Tone;

/// The space between a place and its name.
pub(super) const GAP: f64 = 10.0;

/// The place of each item of a ranking, none for what has no value; nothing at all for other charts. Items stand
/// in their order already, so that equal values share the place of the first of them.
pub(super) fn places(chart: &Chart) -> Vec<Option<usize>> {
    if chart.kind != ChartKind::Ranking {
        return Vec::new();
    }
    let lead = chart.series.iter().find(|series| series.role == Role::Focus).or(chart.series.first());
    let Some(lead) = lead else {
        return Vec::new();
    };
    let mut counted = 0;
    let mut before: Option<(Decimal, usize)> = None;
    let place = |point| {
        let value = drawable(point)?;
        counted += 1;
        let place = before.filter(|before| before.0 == value).map_or(counted, |before| before.1);
        before = Some((value, place));
        Some(place)
    };
    lead.points.iter().map(place).collect()
}

/// The room that the places need before the names.
pub(super) fn room(places: &[Option<usize>]) -> f64 {
    let widths = places.iter().flatten().map(|place| regular(&place.to_string()) * 1.04);
    let widest = widths.fold(0.0, f64::max);
    if widest > 0.0 { (widest + GAP).ceil() } else { 0.0 }
}

/// A place as it is written.
pub(super) fn text(place: usize, picked: bool) -> Text<'static> {
    let text = Text::new(place.to_string(), if picked { Tone::MAIN } else { Tone::INK_3 }).end();
    if picked { text.bold() } else { text }
}
