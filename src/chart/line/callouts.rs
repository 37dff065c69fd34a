//! The dots on a line and the values beside them.

use rust_decimal::Decimal;

use super::super::axis::drawable;
use super::super::course::{extreme, extreme_text, known};
use super::super::label::{SIZE, Text, keep_in};
use super::super::scale::number;
use super::super::tone::{Fill, Tone};
use super::{Lines, ending_text};

impl Lines<'_> {
    /// The dots of the leading line at its first, extreme and last point, and what they say.
    pub(super) fn callouts(&self, at: usize) {
        let chart = self.canvas.chart;
        let Some(series) = chart.series.get(at) else {
            return;
        };
        let points = known(series);
        let (Some(first), Some(last)) = (points.first(), points.last()) else {
            return;
        };
        let extreme = extreme(&points, !chart.lines.is_empty());
        self.sheet.open("dots");
        let alone = points.len() < 2 && chart.series.len() < 2;
        let mut shown = vec![if alone {
            (first.0, extreme_text(self.canvas, series, &points, *first))
        } else {
            (first.0, series.points[first.0].text.clone())
        }];
        if let Some(found) = extreme.filter(|found| found.0 != first.0 && found.0 != last.0) {
            shown.push((found.0, extreme_text(self.canvas, series, &points, found)));
        }
        let ended = self.named_at_ends && ending_text(chart, series).is_some();
        if !ended && last.0 != first.0 {
            let keyed = chart.series.len() > 1 || !chart.lines.is_empty();
            let early = chart.series.len() < 2 && last.0 + 1 < chart.categories.len();
            shown.push((
                last.0,
                if early || !keyed {
                    extreme_text(self.canvas, series, &[*last], *last)
                } else {
                    series.points[last.0].text.clone()
                },
            ));
        }
        let tone = Fill::of(series.role).line();
        let mut dots: Vec<usize> = shown.iter().map(|(x, _)| *x).chain([last.0]).collect();
        dots.dedup();
        for x in dots {
            if let Some(value) = series.points.get(x).and_then(drawable) {
                self.sheet.dot(self.plot.at(number(x), value), 5.5, tone);
            }
        }
        for (x, words) in shown {
            if let Some(value) = series.points.get(x).and_then(drawable) {
                self.callout(&words, self.plot.at(number(x), value));
            }
        }
        self.sheet.close();
    }

    /// A value beside its dot, where it covers no line.
    fn callout(&self, words: &str, (x, y): (f64, f64)) {
        let text = Text::new(words, Tone::MAIN).bold().middle();
        let half = text.width() / 2.0;
        let centre = keep_in(x, half, self.sheet.width);
        let (above, below) = (y - 12.0, y + 12.0 + SIZE * 0.8);
        let side = half + 11.0;
        let places = [
            (centre, below),
            (centre, above),
            (centre, below + 5.0),
            (centre, above - 5.0),
            (x + side, y + 5.0),
            (x - side, y + 5.0),
            (x + side, above),
            (x - side, above),
            (x + side, below),
            (x - side, below),
        ];
        // No word lies across the foot or the zero line.
        let zero = self.plot.at(0.0, Decimal::ZERO).1;
        let off = |line: f64, baseline: f64| baseline + 4.0 < line || baseline - SIZE > line;
        let clear = |place: &(f64, f64)| off(self.plot.frame.bottom, place.1) && off(zero, place.1);
        let clear: Vec<(f64, f64)> = places.into_iter().filter(clear).collect();
        if !self.sheet.text_best(&text, &clear) {
            self.sheet.text_best(&text, &places);
        }
    }
}
