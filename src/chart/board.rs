//! Where a drawing has room for a text. What stands on it is kept by height, so that a text is held only against its
//! neighbours: a drawing may have tens of thousands. Enter at [`Board`].

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::label::LabelBox;

/// The height of a band in pixels: two lines of text or so.
const BAND: f64 = 32.0;

/// No drawing is so high, in pixels.
const HIGHEST: f64 = 1e6;

/// What stands on a drawing already: texts that nothing may touch, and marks that a label had better not cross.
#[derive(Debug, Default)]
pub(super) struct Board {
    width: f64,
    height: f64,
    boxes: Vec<LabelBox>,
    segments: Vec<[f64; 4]>,
    /// The places of boxes in their list by the bands that they reach into, and those of segments.
    boxes_in: BTreeMap<i64, Vec<usize>>,
    segments_in: BTreeMap<i64, Vec<usize>>,
}

impl Board {
    pub(super) fn new(width: f64, height: f64) -> Self {
        Self { width, height, ..Self::default() }
    }

    /// Notes a line between two points as a mark.
    pub(super) fn mark(&mut self, line: [f64; 4]) {
        let [_, y0, _, y1] = line;
        for band in bands(y0.min(y1), y0.max(y1)) {
            self.segments_in.entry(band).or_default().push(self.segments.len());
        }
        self.segments.push(line);
    }

    /// Notes a text.
    pub(super) fn put(&mut self, label: LabelBox) {
        for band in bands(label.y, label.y + label.height) {
            self.boxes_in.entry(band).or_default().push(self.boxes.len());
        }
        self.boxes.push(label);
    }

    /// Whether a box is inside the drawing and touches no text.
    pub(super) fn is_free(&self, label: &LabelBox) -> bool {
        let inside = label.x >= -0.5
            && label.y >= -0.5
            && label.x + label.width <= self.width + 0.5
            && label.y + label.height <= self.height + 0.5;
        let mut near = bands(label.y, label.y + label.height)
            .filter_map(|band| self.boxes_in.get(&band))
            .flatten()
            .map(|&at| &self.boxes[at]);
        inside && !near.any(|other| touch(label, other))
    }

    /// How many marks a box would cover, or come close to.
    pub(super) fn covers(&self, label: &LabelBox) -> usize {
        const NEAR: f64 = 2.0;
        let near = LabelBox {
            text: String::new(),
            x: label.x - NEAR,
            y: label.y - NEAR,
            width: label.width + 2.0 * NEAR,
            height: label.height + 2.0 * NEAR,
            size: label.size,
        };
        let covered: BTreeSet<usize> = bands(near.y, near.y + near.height)
            .filter_map(|band| self.segments_in.get(&band))
            .flatten()
            .copied()
            .filter(|&at| crosses(&self.segments[at], &near))
            .collect();
        covered.len()
    }

    /// The texts, taken off.
    pub(super) fn take(&mut self) -> Vec<LabelBox> {
        std::mem::take(self).boxes
    }
}

/// The bands between two heights.
fn bands(top: f64, bottom: f64) -> RangeInclusive<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "clamped to what a drawing may have")]
    let band = |y: f64| (y.clamp(-HIGHEST, HIGHEST) / BAND).floor() as i64;
    band(top)..=band(bottom)
}

fn touch(a: &LabelBox, b: &LabelBox) -> bool {
    const APART: f64 = 1.0;
    a.x < b.x + b.width + APART && b.x < a.x + a.width + APART && a.y < b.y + b.height && b.y < a.y + a.height
}

/// Whether a line enters a box (Liang and Barsky). Most lie beside it, above or beneath.
fn crosses(&[x0, y0, x1, y1]: &[f64; 4], area: &LabelBox) -> bool {
    let (right, foot) = (area.x + area.width, area.y + area.height);
    if x0.max(x1) < area.x || x0.min(x1) > right || y0.max(y1) < area.y || y0.min(y1) > foot {
        return false;
    }
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    let sides = [(x0 - x1, x0 - area.x), (x1 - x0, right - x0), (y0 - y1, y0 - area.y), (y1 - y0, foot - y0)];
    for (step, room) in sides {
        if step == 0.0 {
            if room < 0.0 {
                return false;
            }
        } else if step < 0.0 {
            from = from.max(room / step);
        } else {
            to = to.min(room / step);
        }
    }
    from <= to
}
