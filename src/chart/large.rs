//! Numbers too long to be read: the whole drawing is in the thousands, millions or 亿 that it names once.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::model::{Chart, Large, Value};

use super::axis::values;

/// A chart in its large unit; unchanged if it has none.
pub(super) fn divided(chart: Cow<'_, Chart>) -> Cow<'_, Chart> {
    let Some(Large { power, .. }) = chart.large else { return chart };
    let by = (0..power).fold(Decimal::ONE, |product, _| product * Decimal::TEN);
    let mut chart = chart.into_owned();
    let points = chart.series.iter_mut().flat_map(|series| &mut series.points);
    for point in points {
        if let Value::Known(number) = &mut point.value {
            *number /= by;
        }
    }
    let marks = chart.categories.iter_mut().flat_map(|category| &mut category.marks);
    for line in marks.chain(&mut chart.lines) {
        line.value /= by;
    }
    chart.decimals = places(values(&chart).map(|value| value.abs()).max().unwrap_or_default());
    let places = chart.decimals;
    for point in chart.series.iter_mut().flat_map(|series| &mut series.points) {
        if let Value::Known(number) = point.value {
            point.text = shown(number, places);
        }
    }
    Cow::Owned(chart)
}

/// Three digits of the largest number, the same places for all.
fn places(largest: Decimal) -> u32 {
    match largest {
        large if large >= Decimal::ONE_HUNDRED => 0,
        large if large >= Decimal::TEN => 1,
        _ => 2,
    }
}

/// A number with its places; what is too small for them is not called nothing.
fn shown(number: Decimal, places: u32) -> String {
    let mut rounded = number.round_dp(places);
    rounded.rescale(places);
    match (rounded.is_zero(), number.is_zero(), number.is_sign_negative()) {
        (true, false, false) => format!("<{}", Decimal::new(1, places)),
        (true, false, true) => format!("-<{}", Decimal::new(1, places)),
        _ => rounded.to_string(),
    }
}
