//! Rounding and units.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Speaker, Spoken};
use crate::model::{Absence, Quantity, Rounding, Shown, Value};

/// Rounds to so many places, once: halves to the even digit by GB/T 8170, or away from zero. A zero has no sign.
#[must_use]
pub fn round(number: Decimal, places: u32, rounding: Rounding) -> Decimal {
    let strategy = match rounding {
        Rounding::HalfEven => RoundingStrategy::MidpointNearestEven,
        Rounding::HalfUp => RoundingStrategy::MidpointAwayFromZero,
    };
    let mut rounded = number.round_dp_with_strategy(places, strategy);
    rounded.rescale(places);
    if rounded.is_zero() { rounded.abs() } else { rounded }
}

/// A number as digits: as many places as it has, no thousands separators.
#[must_use]
pub fn show(number: Decimal) -> Shown {
    let text = number.to_string();
    Shown::Number { machine: text.clone(), text }
}

/// The shares of amounts in percent, with so many places, that add up to 100: each is rounded down, and what is left
/// goes to those with the largest remainders, the first of equals first. Nothing where an amount is negative or all
/// are zero.
#[must_use]
pub fn shares(amounts: &[Decimal], places: u32) -> Option<Vec<Decimal>> {
    let total: Decimal = amounts.iter().try_fold(Decimal::ZERO, |sum, amount| sum.checked_add(*amount))?;
    if total <= Decimal::ZERO || amounts.iter().any(Decimal::is_sign_negative) {
        return None;
    }
    let unit = Decimal::new(1, places);
    let exact: Vec<Decimal> = amounts
        .iter()
        .map(|amount| amount.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(total))
        .collect::<Option<_>>()?;
    let mut shares: Vec<Decimal> =
        exact.iter().map(|share| share.round_dp_with_strategy(places, RoundingStrategy::ToZero)).collect();
    let mut left = Decimal::ONE_HUNDRED - shares.iter().sum::<Decimal>();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(exact[at] - shares[at]), at));
    for at in order {
        if left < unit {
            break;
        }
        shares[at] += unit;
        left -= unit;
    }
    shares.iter_mut().for_each(|share| share.rescale(places));
    Some(shares)
}

/// A value to be put into words.
#[derive(Debug, Clone, Copy)]
pub struct Measured<'a> {
    /// The value.
    pub value: &'a Value,
    /// The places it is shown with.
    pub decimals: u32,
    /// Its unit as typed.
    pub unit: &'a str,
    /// How it behaves.
    pub quantity: Quantity,
}

impl Speaker<'_> {
    /// A unit as it follows a number in prose: 微克/立方米; in English ` μg/m³`.
    #[must_use]
    pub fn unit(&self, unit: &str) -> String {
        let word = self.unit_word(unit);
        if word.is_empty() || word == "%" { word } else { format!("{}{word}", self.words.word("unit_space")) }
    }

    /// A unit's word for prose, without a space.
    #[must_use]
    pub fn unit_word(&self, unit: &str) -> String {
        self.words.find(&format!("units.{unit}")).unwrap_or(unit).to_owned()
    }

    /// A value in running text, with its unit: 24微克/立方米, 第3位, 暂缺, 不足1件.
    #[must_use]
    pub fn value(&self, measured: &Measured<'_>) -> Spoken {
        let unit = self.unit(measured.unit);
        match measured.value {
            Value::Known(number) => {
                let shown = show(round(*number, measured.decimals, self.rounding));
                match measured.quantity {
                    Quantity::Rank => self.around("rank", &[("unit", &unit)], shown),
                    _ => Spoken { before: String::new(), shown, after: unit },
                }
            }
            Value::Missing => Spoken::absent(Absence::Missing, self.words.word("missing").to_owned()),
            Value::NotApplicable => {
                Spoken::absent(Absence::NotApplicable, self.words.word("not_applicable").to_owned())
            }
            Value::BelowUnit(bound) => {
                let phrase = self.words.fill("below_unit", &[("unit", &unit)]);
                Spoken::absent(Absence::BelowUnit, phrase.replace("{}", &bound.to_string()))
            }
            Value::Masked => Spoken { before: String::new(), shown: Shown::Masked, after: unit },
        }
    }

    /// A value in a table, a card or a chart, without its unit: 24, 暂缺, <1.
    #[must_use]
    pub fn cell(&self, value: &Value, decimals: u32) -> Shown {
        match value {
            Value::Known(number) => show(round(*number, decimals, self.rounding)),
            Value::Missing => Shown::Absent(Absence::Missing, self.words.word("missing").to_owned()),
            Value::NotApplicable => {
                Shown::Absent(Absence::NotApplicable, self.words.word("not_applicable").to_owned())
            }
            Value::BelowUnit(bound) => Shown::Absent(Absence::BelowUnit, format!("<{bound}")),
            Value::Masked => Shown::Masked,
        }
    }
}
