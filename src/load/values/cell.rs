//! A cell as a value: the number meant where the metric's unit makes it certain, else why it is not. Enter at
//! [`Reader::value`].

use rust_decimal::Decimal;

use super::grid::{Content, Look, Number};
use super::heads::plain;
use super::look::is_endless;
use crate::load::number;
use crate::model::{GivenWhat, Metric, ScaleLabels, Value};
use crate::problem::{CellFault, Fault, SheetFault};
use crate::wording::Words;

/// What is longer than this, in characters, is no number with its unit.
const LONGEST: usize = 120;

/// Reads cells for a metric.
pub(super) struct Reader<'a> {
    pub(super) metric: &'a Metric,
    pub(super) scale: Option<&'a ScaleLabels>,
    pub(super) words: &'a Words,
}

impl Reader<'_> {
    /// The value that a cell holds.
    ///
    /// # Errors
    /// Why it is not certain, with what was found and the number that may be meant.
    pub(super) fn value(&self, content: &Content) -> Result<GivenWhat, SheetFault> {
        match content {
            Content::Text(text) => self.text(text.trim()),
            Content::Number(number) => self.number(*number).map(|n| GivenWhat::Value(Value::Known(n))),
            Content::Date => Err(self.fault("", CellFault::Date, None)),
            Content::Boolean(held) => {
                let found = if *held { "TRUE" } else { "FALSE" };
                Err(self.fault(found, CellFault::Boolean, None))
            }
            Content::Error(found) => Err(self.fault(found, CellFault::Error, None)),
            Content::Uncomputed => Err(self.fault("", CellFault::Uncomputed, None)),
        }
    }

    fn fault(&self, found: &str, why: CellFault, meant: Option<String>) -> SheetFault {
        let (found, unit) = (found.to_owned(), self.metric.unit.clone());
        SheetFault::Cell { found, unit, why, meant }
    }

    fn is_percent(&self) -> bool {
        self.metric.unit == "%"
    }

    fn number(&self, Number { held, look }: Number) -> Result<Decimal, SheetFault> {
        let shown = |number: Decimal, percent: &str| format!("{}{percent}", number.normalize());
        let (number, places) = match look {
            Look::Scaled => return Err(self.fault(&shown(held, ""), CellFault::Scaled, None)),
            Look::Percent(places) => {
                let number = held.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(held).normalize();
                if !self.is_percent() {
                    return Err(self.fault(&shown(number, "%"), CellFault::Percent, None));
                }
                (number, places)
            }
            // Many programs write 95.6 % as 0.956 and leave it to the format to show it.
            Look::Unknown if self.is_percent() && !held.is_zero() && held.abs() <= Decimal::ONE => {
                return Err(self.fault(&shown(held, ""), CellFault::MaybePercent, Some(shown(held, ""))));
            }
            Look::Plain(places) => (held, places),
            Look::Unknown => (held, None),
        };
        // What fills all digits was computed: as it is shown, if that is fixed, else nobody can say what is meant.
        let number = match places {
            Some(places) if is_endless(held) => {
                number.round_dp_with_strategy(places, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
            }
            None if is_endless(held) => return Err(self.fault(&shown(number, ""), CellFault::Endless, None)),
            _ => number,
        };
        let mut padded = number;
        padded.rescale(number.scale().max(places.unwrap_or(0)));
        number::decimal(&padded.to_string())
            .map_err(|_| self.fault(&shown(number, ""), CellFault::Endless, None))
    }

    fn text(&self, found: &str) -> Result<GivenWhat, SheetFault> {
        let half: String = found.chars().map(half_width).collect();
        let half = half.trim();
        let known = match half {
            "N/A" | "N/a" => number::value("n/a"),
            text => number::value(text),
        };
        if let Ok(value) = known {
            return Ok(GivenWhat::Value(value));
        }
        if let Some(label) = self.scale.and_then(|scale| scale.label(found)) {
            return Ok(GivenWhat::Label(label.to_owned()));
        }
        if half.chars().nth(LONGEST).is_some() {
            return Err(self.fault(found, CellFault::Words, None));
        }
        let (bare, unit) = self.without_unit(half);
        let joined = if parts_thousands(bare) { bare.replace(',', "") } else { bare.to_owned() };
        match number::decimal(&joined) {
            Ok(number) if unit => Ok(GivenWhat::Value(Value::Known(number))),
            Ok(_) if bare.len() < half.len() => Err(self.fault(found, CellFault::Percent, None)),
            _ => {
                let meant = match number::decimal(half) {
                    Err(Fault::BadNumber { meant, .. }) => meant,
                    _ => None,
                };
                let has_unit = half.starts_with(|c: char| c.is_ascii_digit() || c == '-')
                    && half.ends_with(|c: char| c.is_alphabetic());
                match has_unit {
                    true => Err(self.fault(found, CellFault::Unit, None)),
                    false => Err(self.fault(found, CellFault::Words, meant)),
                }
            }
        }
    }

    /// A number without the unit behind it, and whether that is the metric's or none: a percent sign may be another.
    fn without_unit<'t>(&self, text: &'t str) -> (&'t str, bool) {
        let own = [
            self.metric.unit.as_str(),
            self.words.find(&format!("units.{}", self.metric.unit)).unwrap_or(""),
        ];
        for unit in own.into_iter().filter(|unit| !unit.is_empty()) {
            let bare = text.char_indices().map(|(at, _)| at).find(|&at| plain(&text[at..]) == plain(unit));
            if let Some(at) = bare {
                return (text[..at].trim_end(), true);
            }
        }
        match text.strip_suffix('%') {
            Some(bare) => (bare.trim_end(), self.is_percent()),
            None => (text, true),
        }
    }
}

/// The half-width form of what a Chinese keyboard types in numbers.
fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '−' | '–' => '-',
        c => c,
    }
}

/// Whether commas part thousands: `1,234.5`, not `1,5` or `12,34,567`.
fn parts_thousands(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let whole = digits.split('.').next().unwrap_or_default();
    let mut groups = whole.split(',');
    let first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
    first
        && groups.all(|group| group.len() == 3)
        && !digits.split('.').nth(1).is_some_and(|places| places.contains(','))
}
