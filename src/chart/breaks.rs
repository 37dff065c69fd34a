//! Where the values of years cannot be compared: a dashed rule between two categories, with its word.

use crate::model::Chart;

use super::axis::Frame;
use super::label::{SIZE, Text, keep_in};
use super::sheet::Sheet;
use super::tone::{Dash, Tone};

/// The height above the frame that the words of a chart's breaks need.
pub(super) fn room(chart: &Chart) -> f64 {
    if chart.breaks.iter().any(|broken| broken.before.is_some()) { 16.0 } else { 0.0 }
}

/// Draws the rules of a chart's breaks between the middles of its categories. Their words stand over them in the
/// [`room`] above the frame, else beside them; to be drawn before the values, which then keep away.
pub(super) fn rules(sheet: &Sheet, chart: &Chart, (middles, frame): (&[f64], Frame)) {
    let mut drawn: Vec<usize> = Vec::new();
    sheet.open("breaks");
    for broken in &chart.breaks {
        let Some(before) = broken.before.filter(|at| *at > 0 && !drawn.contains(at)) else { continue };
        let (Some(last), Some(next)) = (middles.get(before - 1), middles.get(before)) else { continue };
        drawn.push(before);
        let x = f64::midpoint(*last, *next);
        let rule = [x, frame.top - 12.0, x, frame.bottom];
        sheet.line(rule, Tone::RULE_UI.broken(Dash::Dashed, 10));
        sheet.mark(rule);
        let text = Text::new(broken.word.as_str(), Tone::INK_3).within(sheet.width / 2.0);
        let width = text.width();
        let centre = keep_in(x, width / 2.0, sheet.width) - width / 2.0;
        let (right, left) = (x + 6.0, x - 6.0 - width);
        let (above, top) = (frame.top - 17.0, frame.top + SIZE);
        let places = [(centre, above), (right, top), (left, top), (right, frame.bottom - 8.0)];
        sheet.text_best(&text, &places);
    }
    sheet.close();
}
