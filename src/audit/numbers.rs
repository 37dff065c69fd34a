//! The numbers in a text: their digits, multiples, units, and the words that blur them.

use std::ops::Range;

use rust_decimal::Decimal;

use super::lexicon::{Blur, Lexicon, after, before, meaning_after, meaning_before, skip, skip_back};
use super::passage::{Origin, Passage};
use super::shield::Shield;
use super::units::{Unit, Units};

/// A number that was typed.
#[derive(Debug, Clone)]
pub(super) struct Number {
    /// Its digits.
    pub(super) digits: Range<usize>,
    /// With its multiple and its unit.
    pub(super) whole: Range<usize>,
    /// As typed, without its multiple.
    pub(super) value: Decimal,
    /// The places it was typed with.
    pub(super) places: u32,
    /// The power of ten it is multiplied by: 4 for 万.
    pub(super) power: u32,
    /// Its unit.
    pub(super) unit: Unit,
    /// How it is blurred.
    pub(super) blur: Option<Blur>,
    /// Where the words that blur it begin, else its digits.
    pub(super) start: usize,
    /// It is a place in an order: 第3位.
    pub(super) is_place: bool,
    /// It is quoted, or stands in code.
    pub(super) is_quoted: bool,
    /// It is a number of days within which something is due: 15天内.
    pub(super) is_term: bool,
    /// It follows the number before it in a list or a range: 24、41和7.
    pub(super) is_joined: bool,
}

/// The numbers of a passage.
pub(super) fn numbers(
    passage: &Passage<'_>,
    shield: &Shield,
    (lexicon, units): (&Lexicon, &Units),
) -> Vec<Number> {
    let text = passage.chars.as_slice();
    let mut numbers: Vec<Number> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let begins = text[at].is_ascii_digit() && passage.origin[at] != Origin::Set;
        if !begins {
            at += 1;
            continue;
        }
        let (end, digits) = digits(text, at);
        if !shield.apart[at]
            && let Ok(value) = digits.parse::<Decimal>()
        {
            let negative = at >= 1
                && text[at - 1] == '-'
                && !at.checked_sub(2).is_some_and(|at| text[at].is_alphanumeric());
            let value = if negative { -value } else { value };
            let mut number = read(text, (at..end, value), (lexicon, units));
            number.is_quoted = shield.quoted[at] || passage.origin[at] == Origin::Code;
            number.is_joined =
                numbers.last().is_some_and(|last| joins(text, last.whole.end..number.start, lexicon));
            numbers.push(number);
        }
        at = end;
    }
    // 24、41和7微克/立方米: all have the unit of the last.
    for at in (1..numbers.len()).rev() {
        let (first, rest) = numbers.split_at_mut(at);
        if let (Some(number), Some(next)) = (first.last_mut(), rest.first())
            && next.is_joined
            && number.unit == Unit::None
            && number.power == 0
        {
            number.unit = next.unit.clone();
            number.power = next.power;
        }
    }
    numbers
}

/// The end of a number that begins at `at`, and its digits without separators: `1,234.5`, `1 234`.
fn digits(text: &[char], at: usize) -> (usize, String) {
    let is_digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    let run = |from: usize| (from..).take_while(|&at| is_digit(at)).count();
    let first = run(at);
    let mut digits: String = text[at..at + first].iter().collect();
    let mut end = at + first;
    if first <= 3 {
        while matches!(text.get(end), Some(',' | ' ')) && run(end + 1) == 3 {
            digits.extend(&text[end + 1..end + 4]);
            end += 4;
        }
    }
    if text.get(end) == Some(&'.') && is_digit(end + 1) {
        let places = run(end + 1);
        digits.extend(&text[end..=end + places]);
        end += 1 + places;
    }
    (end, digits)
}

fn read(
    text: &[char],
    (digits, value): (Range<usize>, Decimal),
    (lexicon, units): (&Lexicon, &Units),
) -> Number {
    let unit = units.read(text, digits.end, lexicon);
    let ordinal = before(text, skip_back(text, digits.start, 0), &lexicon.ordinal);
    let place = after(text, skip(text, digits.end), &lexicon.places);
    let (mut start, mut blur) = (ordinal.unwrap_or(digits.start), None);
    let mut note = |found: Blur| blur = Some(blur.unwrap_or(found));
    while let Some((from, found)) = meaning_before(text, skip_back(text, start, 0), &lexicon.blurs) {
        note(found);
        start = from;
    }
    for behind in [digits.end, unit.multiple_end, unit.end] {
        if let Some((_, found)) = meaning_after(text, behind, &lexicon.blurs_after) {
            note(found);
        }
    }
    let end = unit.end.max(digits.end);
    Number {
        whole: ordinal.unwrap_or(digits.start)
            ..place.filter(|_| ordinal.is_some()).map_or(end, |place| place.max(end)),
        places: value.scale(),
        power: unit.power,
        unit: unit.unit,
        value,
        blur,
        start,
        is_place: ordinal.is_some(),
        is_quoted: false,
        is_term: matches!(text[end - 1], '天' | '日') && after(text, end, &lexicon.terms).is_some(),
        is_joined: false,
        digits,
    }
}

/// Whether nothing but 、 和 ～ stands between two numbers.
fn joins(text: &[char], between: Range<usize>, lexicon: &Lexicon) -> bool {
    if between.start > between.end {
        return false;
    }
    let start = skip(text, between.start);
    after(text, start, &lexicon.joints).is_some_and(|end| skip(text, end) >= between.end)
}
