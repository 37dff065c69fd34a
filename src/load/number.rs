//! Numbers as the format writes them, and what a person meant who wrote one otherwise. Enter at [`value`].

use rust_decimal::Decimal;

use crate::model::Value;
use crate::problem::Fault;

/// Reads a number, or what stands instead of one: `~`, `n/a`, `**`, `<1`.
///
/// # Errors
/// [`Fault::BadNumber`], with the number meant where that is certain.
pub(crate) fn value(text: &str) -> Result<Value, Fault> {
    let text = text.trim();
    match text {
        "" | "~" | "null" => return Ok(Value::Missing),
        "n/a" => return Ok(Value::NotApplicable),
        _ => {}
    }
    if text.bytes().all(|b| b == b'*') {
        return Ok(Value::Masked);
    }
    if let Some(bound) = text.strip_prefix('<')
        && let Some(number) = plain(bound.trim())
    {
        return Ok(Value::BelowUnit(number));
    }
    decimal(text).map(Value::Known)
}

/// Reads a decimal: `-?digits[.digits]`, exact, its places kept.
///
/// # Errors
/// [`Fault::BadNumber`], with the number meant where that is certain.
pub(crate) fn decimal(text: &str) -> Result<Decimal, Fault> {
    plain(text).ok_or_else(|| Fault::BadNumber { text: text.to_owned(), meant: meant(text) })
}

/// The most digits before the point that a number may have: what is computed from two such numbers is still exact.
pub(crate) const MOST_DIGITS: usize = 15;
/// The most digits behind the point.
pub(crate) const MOST_PLACES: usize = 12;

fn plain(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let long = whole.trim_start_matches('0').len() > MOST_DIGITS || fraction.len() > MOST_PLACES;
    if !all_digits(whole) || !all_digits(fraction) || long {
        return None;
    }
    text.parse().ok()
}

/// The number meant by one in another form: `95.6%` → `95.6`, `1,234` → `1234`, `１２` → `12`, `1e3` → `1000`.
fn meant(text: &str) -> Option<String> {
    let half: String = text
        .chars()
        .map(|c| match c {
            '０'..='９' | '．' | '－' | '％' | '，' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '−' | '–' => '-',
            c => c,
        })
        .collect();
    let half = without_unit(half.trim()).trim_end_matches('%').trim_start_matches('+');
    if let Some(hex) = half.strip_prefix("0x") {
        return i64::from_str_radix(hex, 16).ok().map(|n| n.to_string());
    }
    let bare: String = half.chars().filter(|c| !matches!(c, ',' | '_' | ' ')).collect();
    let number = plain(&bare).or_else(|| Decimal::from_scientific(&bare.to_ascii_lowercase()).ok())?;
    let right = thousands_stand_right(half) && plain(&number.to_string()).is_some();
    right.then(|| number.to_string())
}

/// A number without the unit typed behind it: `12件` is `12`; not `12万`, `12余`, which are other numbers.
fn without_unit(text: &str) -> &str {
    let unit = text.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, '/' | '³' | '²'));
    let word = &text[unit.len()..];
    let other =
        word.contains(['万', '亿', '千', '百', '十', '余', '多', '来', '几', '左', '以']) || word.is_ascii();
    if other || unit.is_empty() { text } else { unit }
}

/// Whether commas part thousands: `1,234`, not `1,5`, which may be a decimal comma or two numbers.
fn thousands_stand_right(text: &str) -> bool {
    let whole = text.split('.').next().unwrap_or(text);
    let mut groups = whole.split(',');
    groups.next();
    groups.all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_places_and_words_stand_for_none() {
        assert_eq!(value("95.80").unwrap(), Value::Known("95.80".parse().unwrap()));
        assert_eq!(value("-3").unwrap(), Value::Known(Decimal::from(-3)));
        assert_eq!(value("~").unwrap(), Value::Missing);
        assert_eq!(value("n/a").unwrap(), Value::NotApplicable);
        assert_eq!(value("***").unwrap(), Value::Masked);
        assert_eq!(value("<1").unwrap(), Value::BelowUnit(Decimal::ONE));
    }

    #[test]
    fn another_form_is_refused_with_the_number_meant() {
        for (text, expected) in [
            ("95.6%", Some("95.6")),
            ("1,234", Some("1234")),
            ("12,345,678.9", Some("12345678.9")),
            ("1,5", None),
            ("38，33", None),
            ("１２", Some("12")),
            ("1e3", Some("1000")),
            ("0x10", Some("16")),
            ("1_000", Some("1000")),
            ("+5", Some("5")),
            ("12件", Some("12")),
            ("35.0μg/m³", Some("35.0")),
            ("12万件", None),
            ("十二件", None),
            (".5", None),
            ("5.", None),
            ("约30", None),
            ("99999999999999999999999999999999", None),
        ] {
            let Err(Fault::BadNumber { meant, .. }) = value(text) else { panic!("{text} was read") };
            assert_eq!(meant.as_deref(), expected, "{text}");
        }
    }
}
