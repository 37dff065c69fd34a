//! Change on last year in words, by the format's section 8.

use rust_decimal::Decimal;

use super::numbers::{round, show};
use super::{Speaker, Spoken};
use crate::model::{Absence, Better, Change, Direction, Figure, Previously, Quantity, Shown, Value};

/// Percent have this many places.
const PERCENT_PLACES: u32 = 1;

/// Why there is no change to speak of.
enum Silent<'a> {
    Value(&'a Value),
    Incomparable(Option<&'a str>),
}

/// Which words a change is put into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// In full: 同比下降4.0%.
    Full,
    /// In a column headed 同比: 下降4.0%.
    Short,
    /// By how much: 下降1微克/立方米.
    By,
}

impl Manner {
    fn key(self) -> &'static str {
        match self {
            Self::Full => "change",
            Self::Short => "change_short",
            Self::By => "change_by",
        }
    }
}

/// A change as a number: how much, and which way.
struct Delta {
    direction: Direction,
    /// Without sign; its places are those it is shown with.
    size: Decimal,
    /// With sign.
    signed: Decimal,
    /// Which phrase: `amount.up`, `base_zero`.
    phrase: String,
}

impl Speaker<'_> {
    /// The year-on-year change: 同比下降4.0%, 与去年同期持平.
    #[must_use]
    pub fn yoy(&self, figure: &Figure) -> Spoken {
        self.change_in(figure, Manner::Full).0
    }

    /// The change by amount: 下降1微克/立方米.
    #[must_use]
    pub fn change_by(&self, figure: &Figure) -> Spoken {
        self.change_in(figure, Manner::By).0
    }

    /// The change for a table or card, with its direction and whether that is good; none where nothing is known
    /// of last year.
    #[must_use]
    pub fn change(&self, figure: &Figure) -> Option<Change> {
        if !figure.has_value || figure.previous == Previously::Unknown {
            return None;
        }
        let (full, direction, signed) = self.change_in(figure, Manner::Full);
        let (short, ..) = self.change_in(figure, Manner::Short);
        let worse_or_better = figure.better.and_then(|better| {
            let signed = signed.filter(|signed| !signed.is_zero())?;
            Some(signed.is_sign_positive() == (better == Better::Higher))
        });
        let good = if direction == Direction::Flat { None } else { worse_or_better };
        let places = match figure.quantity {
            Quantity::Amount | Quantity::Level => PERCENT_PLACES,
            Quantity::Ratio | Quantity::Rank => figure.decimals,
        };
        let number = match &full.shown {
            Shown::Number { machine, .. } => Some(machine.clone()),
            Shown::Word(_) if direction == Direction::Flat => {
                Some(round(Decimal::ZERO, places, self.rounding).to_string())
            }
            Shown::Empty | Shown::Word(_) | Shown::Absent(..) | Shown::Masked => None,
        };
        Some(Change { text: full.plain(), short: short.plain(), shown: full.shown, number, direction, good })
    }

    /// The change in words, its direction, and the difference with its sign.
    fn change_in(&self, figure: &Figure, manner: Manner) -> (Spoken, Direction, Option<Decimal>) {
        let (now, before) = match comparable(figure) {
            Ok(pair) => pair,
            Err(silent) => return (self.silence(silent, manner), Direction::None, None),
        };
        let Some(delta) = self.delta(figure, (now, before), manner) else {
            let key = format!("{}.same", manner.key());
            return (Spoken::word(self.words.word(&key)), Direction::Flat, Some(now - before));
        };
        let unit = self.unit(&figure.unit);
        let previous = round(before, figure.previous_decimals, self.rounding).to_string();
        let shown = match show(delta.size) {
            Shown::Number { text, .. } => Shown::Number { text, machine: delta.signed.to_string() },
            other => other,
        };
        let key = format!("{}.{}", manner.key(), delta.phrase);
        let spoken = self.around(&key, &[("unit", &unit), ("previous", &previous)], shown);
        (spoken, delta.direction, Some(now - before))
    }

    /// The change as a number; none where it rounds to zero.
    fn delta(&self, figure: &Figure, (now, before): (Decimal, Decimal), manner: Manner) -> Option<Delta> {
        let difference = now - before;
        let kind = quantity_word(figure.quantity);
        let by_difference =
            matches!(figure.quantity, Quantity::Ratio | Quantity::Rank) || manner == Manner::By;
        if by_difference {
            let signed = round(difference, figure.decimals.max(figure.previous_decimals), self.rounding);
            return delta_of(signed, kind, figure.quantity);
        }
        if difference.is_zero() {
            return None;
        }
        if before.is_zero() {
            let signed = round(difference, figure.decimals, self.rounding);
            let direction = if signed.is_sign_negative() { Direction::Down } else { Direction::Up };
            return (!signed.is_zero()).then(|| Delta {
                direction,
                size: signed.abs(),
                signed,
                phrase: "base_zero".to_owned(),
            });
        }
        if before.is_sign_negative() {
            let now = round(now, figure.decimals, self.rounding);
            let direction = if difference.is_sign_negative() { Direction::Down } else { Direction::Up };
            return Some(Delta { direction, size: now, signed: now, phrase: "base_negative".to_owned() });
        }
        let percent = difference.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(before)?;
        delta_of(round(percent, PERCENT_PLACES, self.rounding), kind, figure.quantity)
    }

    fn silence(&self, silent: Silent<'_>, manner: Manner) -> Spoken {
        match silent {
            Silent::Value(value @ Value::BelowUnit(_)) if manner != Manner::Short => self.same_word(value),
            Silent::Value(value) => match self.cell(value, 0) {
                Shown::Masked => Spoken { before: String::new(), shown: Shown::Masked, after: String::new() },
                shown => Spoken { before: String::new(), shown, after: String::new() },
            },
            Silent::Incomparable(_) if manner == Manner::Short => {
                Spoken::absent(Absence::Incomparable, self.words.word("incomparable_short").to_owned())
            }
            Silent::Incomparable(Some(reason)) => {
                let text = self.words.fill("incomparable_because", &[("reason", reason)]);
                Spoken::absent(Absence::Incomparable, text)
            }
            Silent::Incomparable(None) => {
                Spoken::absent(Absence::Incomparable, self.words.word("incomparable").to_owned())
            }
        }
    }
}

/// This year's and last year's numbers, or why there are none. Masked beats missing beats not applicable.
fn comparable(figure: &Figure) -> Result<(Decimal, Decimal), Silent<'_>> {
    let previous = match &figure.previous {
        Previously::Value(value) => value,
        Previously::Incomparable(reason) => return Err(Silent::Incomparable(reason.as_deref())),
        Previously::Unknown => return Err(Silent::Incomparable(None)),
    };
    match (&figure.value, previous) {
        (Value::Known(now), Value::Known(before)) => Ok((*now, *before)),
        (value @ Value::Masked, _) | (_, value @ Value::Masked) => Err(Silent::Value(value)),
        (value @ Value::Missing, _) | (_, value @ Value::Missing) => Err(Silent::Value(value)),
        (value @ Value::NotApplicable, _) | (_, value @ Value::NotApplicable) => Err(Silent::Value(value)),
        (value, Value::Known(_)) | (_, value) => Err(Silent::Value(value)),
    }
}

fn delta_of(signed: Decimal, kind: &str, quantity: Quantity) -> Option<Delta> {
    if signed.is_zero() {
        return None;
    }
    let grows = signed.is_sign_positive();
    // A smaller number is a higher rank.
    let up = if quantity == Quantity::Rank { !grows } else { grows };
    let (direction, word) = if up { (Direction::Up, "up") } else { (Direction::Down, "down") };
    Some(Delta { direction, size: signed.abs(), signed, phrase: format!("{kind}.{word}") })
}

fn quantity_word(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Amount => "amount",
        Quantity::Level => "level",
        Quantity::Ratio => "ratio",
        Quantity::Rank => "rank",
    }
}
