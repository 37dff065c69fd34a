//! The bands of a chart that are pointed at, each for a category.

use super::axis::Frame;
use super::scale::number;
use super::sheet::Sheet;
use super::strip::Strip;
use crate::model::Chart;

/// The bands of the categories of an upright chart, each around its middle.
pub(super) fn columns(sheet: &Sheet, chart: &Chart, (middles, frame): (&[f64], Frame)) {
    let step = match middles {
        [first, .., last] => (last - first) / number(middles.len() - 1),
        _ => frame.width(),
    };
    let Some(first) = middles.first() else { return };
    let area = [first - step / 2.0, frame.top, step, frame.height()];
    sheet.strip(Strip { count: chart.categories.len(), ..Strip::row(area, 0) });
}

/// The bands of rows between their edges.
pub(super) fn rows(sheet: &Sheet, ends: &[f64]) {
    for (row, pair) in ends.windows(2).enumerate() {
        sheet.strip(Strip::row([0.0, pair[0], sheet.width, pair[1] - pair[0]], row));
    }
}
