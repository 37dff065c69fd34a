//! The course of a series: its known points, its unbroken runs, its most remarkable point.

use rust_decimal::Decimal;

use crate::model::{Chart, Series};

use super::Canvas;
use super::axis::drawable;
use super::label::comma;

/// The points of a series that have a value, with their places.
pub(super) fn known(series: &Series) -> Vec<(usize, Decimal)> {
    let points = series.points.iter().enumerate();
    points.filter_map(|(at, point)| Some((at, drawable(point)?))).collect()
}

/// The same of a chart's series in runs without a gap and without a break.
pub(super) fn runs(chart: &Chart, of: usize) -> Vec<Vec<(usize, Decimal)>> {
    let mut runs: Vec<Vec<(usize, Decimal)>> = Vec::new();
    let points = chart.series.get(of).map(known).unwrap_or_default();
    for (at, value) in points {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| last.0 + 1 == at) && !chart.is_broken(of, at) => {
                run.push((at, value))
            }
            _ => runs.push(vec![(at, value)]),
        }
    }
    runs
}

/// The most remarkable point between the ends: the highest or the lowest, whichever lies farther from both
/// ends; with a limit the highest, if it lies between the ends.
pub(super) fn extreme(points: &[(usize, Decimal)], limited: bool) -> Option<(usize, Decimal)> {
    let (first, last) = (points.first()?, points.last()?);
    let highest = points.iter().rev().max_by_key(|point| point.1)?;
    let lowest = points.iter().rev().min_by_key(|point| point.1)?;
    if first.1.max(last.1) == highest.1 && first.1.min(last.1) == lowest.1 {
        return None;
    }
    let lowest = points.iter().find(|point| point.1 == lowest.1)?;
    let highest = points.iter().find(|point| point.1 == highest.1)?;
    let rise = highest.1.saturating_sub(first.1.max(last.1));
    let fall = first.1.min(last.1).saturating_sub(lowest.1);
    let up = if limited { !rise.is_zero() } else { rise >= fall };
    Some(if up { *highest } else { *lowest })
}

/// `7月、8月 17`: where it is reached, twice at most, and how much it is.
pub(super) fn extreme_text(
    canvas: &Canvas<'_>,
    series: &Series,
    points: &[(usize, Decimal)],
    found: (usize, Decimal),
) -> String {
    let label = |at: usize| canvas.chart.categories.get(at).map_or("", |category| category.label.as_str());
    let same: Vec<&str> =
        points.iter().filter(|point| point.1 == found.1).map(|point| label(point.0)).collect();
    let value = series.points.get(found.0).map_or("", |point| point.text.as_str());
    let join = if comma(label(found.0)) == "，" { "、" } else { ", " };
    let names = match same[..] {
        [a, b] => format!("{a}{join}{b}"),
        _ => label(found.0).to_owned(),
    };
    format!("{names} {value}")
}
