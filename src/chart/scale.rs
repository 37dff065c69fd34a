//! The value axis: from where to where, with at most six lines at round numbers. All of it in decimals; a
//! pixel is computed only from what [`pixel`] lets through.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Where an axis may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// At zero, always: columns and bars.
    Zero,
    /// At zero unless that would waste more than half the height: lines.
    Free,
}

/// A value axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Axis {
    pub(super) low: Decimal,
    pub(super) high: Decimal,
    pub(super) ticks: Vec<Decimal>,
}

/// The largest number that is drawn: far beyond any real figure, and far from overflow.
const LARGEST: Decimal = Decimal::from_parts(2_701_131_776, 466_537_709, 54_210, false, 0);

/// A value as it may be drawn.
pub(super) fn bounded(value: Decimal) -> Decimal {
    value.clamp(-LARGEST, LARGEST)
}

/// A value for the drawing area.
pub(super) fn pixel(value: Decimal) -> f64 {
    bounded(value).to_f64().unwrap_or(0.0)
}

/// A count as a length may be computed from it.
#[expect(clippy::cast_precision_loss, reason = "a count of categories or series")]
pub(super) fn number(count: usize) -> f64 {
    count as f64
}

impl Axis {
    /// An axis that holds all values. Without any it has its foot alone.
    pub(super) fn over(values: impl IntoIterator<Item = Decimal>, origin: Origin) -> Self {
        let (mut least, mut most): (Option<Decimal>, Option<Decimal>) = (None, None);
        let mut places = 0;
        for value in values.into_iter().map(bounded) {
            least = Some(least.map_or(value, |l| l.min(value)));
            most = Some(most.map_or(value, |m| m.max(value)));
            places = places.max(value.normalize().scale());
        }
        let (Some(least), Some(most)) = (least, most) else {
            return Self { low: Decimal::ZERO, high: Decimal::ONE, ticks: vec![Decimal::ZERO] };
        };
        let above = origin == Origin::Free && (least > most / Decimal::TWO || most < least / Decimal::TWO);
        let (mut low, mut high) = if above && least < most {
            (least, most)
        } else {
            (least.min(Decimal::ZERO), most.max(Decimal::ZERO))
        };
        if high - low < Decimal::new(1, 20) {
            (low, high) = if low < Decimal::ZERO { (low, Decimal::ZERO) } else { (low, low + Decimal::ONE) };
        }
        if high <= low {
            high = low + Decimal::ONE;
        }
        Self::round(low, high, places)
    }

    /// The finest round step that makes at most six lines, and none between the places of the values: no half
    /// cases.
    fn round(low: Decimal, high: Decimal, places: u32) -> Self {
        let span = high - low;
        let mut power = Decimal::ONE;
        while power > span {
            power /= Decimal::TEN;
        }
        while power * Decimal::TEN <= span {
            power *= Decimal::TEN;
        }
        let steps = [(2, 1), (5, 1), (1, 0), (2, 0), (5, 0)];
        for (digit, tenth) in steps {
            let step = power * Decimal::new(digit, tenth);
            if step.normalize().scale() > places {
                continue;
            }
            if let (Some(first), Some(last)) = (low.checked_div(step), high.checked_div(step))
                && last.ceil() - first.floor() <= Decimal::from(5)
            {
                return Self::stepped(step, first.floor(), last.ceil());
            }
        }
        Self { low, high, ticks: vec![low, high] }
    }

    fn stepped(step: Decimal, first: Decimal, last: Decimal) -> Self {
        let places = step.normalize().scale();
        let mut ticks = Vec::new();
        let mut count = first;
        while count <= last {
            let mut tick = (count * step).normalize();
            if !tick.is_zero() {
                tick.rescale(places);
            }
            ticks.push(tick);
            count += Decimal::ONE;
        }
        Self { low: first * step, high: last * step, ticks }
    }

    /// The lines as numbers to draw.
    pub(super) fn tick_pixels(&self) -> Vec<f64> {
        self.ticks.iter().map(|tick| pixel(*tick)).collect()
    }

    /// The ends as numbers to draw.
    pub(super) fn range(&self) -> std::ops::Range<f64> {
        let (low, high) = (pixel(self.low), pixel(self.high));
        if high > low { low..high } else { low..low + 1.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(values: &[&str], origin: Origin) -> Vec<String> {
        let values = values.iter().map(|v| v.parse().expect("a decimal"));
        Axis::over(values, origin).ticks.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn an_axis_has_at_most_six_round_lines() {
        for (values, origin, expected) in [
            (&["41", "17", "35"][..], Origin::Free, &["0", "10", "20", "30", "40", "50"][..]),
            (&["95.8", "93"], Origin::Free, &["93", "94", "95", "96"]),
            (&["95.8", "93"], Origin::Zero, &["0", "20", "40", "60", "80", "100"]),
            (&["-3", "4"], Origin::Zero, &["-4", "-2", "0", "2", "4"]),
            (&["0.0004"], Origin::Zero, &["0", "0.0001", "0.0002", "0.0003", "0.0004"]),
            (&["0", "0"], Origin::Zero, &["0", "1"]),
            (
                &["1000000000000"],
                Origin::Zero,
                &["0", "200000000000", "400000000000", "600000000000", "800000000000", "1000000000000"],
            ),
            (&["2"], Origin::Zero, &["0", "1", "2"]),
            (&[], Origin::Free, &["0"]),
            (
                &["79228162514264337593543950335", "-79228162514264337593543950335"],
                Origin::Zero,
                &[
                    "-1000000000000000000000000",
                    "-500000000000000000000000",
                    "0",
                    "500000000000000000000000",
                    "1000000000000000000000000",
                ],
            ),
        ] {
            assert_eq!(ticks(values, origin), expected, "{values:?}");
        }
    }
}
