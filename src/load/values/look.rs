//! Numbers as spreadsheets hold them, and number formats: whether they show percentages, and how many places.

use rust_decimal::Decimal;

use super::grid::Look;

/// The number that a spreadsheet shows for one that it holds: it keeps fifteen digits, so that 95.8, which is held
/// as 95.799999999999997, is 95.8. None if it is none, or too large.
pub(super) fn fifteen_digits(float: f64) -> Option<Decimal> {
    float
        .is_finite()
        .then(|| Decimal::from_scientific(&format!("{float:.14e}")).ok())
        .flatten()
        .map(|n| n.normalize())
}

/// Whether a number fills all of the digits that spreadsheets keep, as the result of 2/3 does and no typed one.
pub(super) fn is_endless(number: Decimal) -> bool {
    number.scale() > 0 && number.normalize().mantissa().unsigned_abs().to_string().len() >= 15
}

/// How a number format shows a number: `0.00`, `0.0%`, `#,##0`, `0!.0,"万"`.
pub(super) fn of(format: &str) -> Look {
    let first = format.split(';').next().unwrap_or_default();
    let mut bare = String::new();
    let mut quoted = false;
    let mut characters = first.chars();
    while let Some(c) = characters.next() {
        match c {
            '"' => quoted = !quoted,
            '\\' | '_' | '*' | '!' => drop(characters.next()),
            c if !quoted => bare.push(c),
            _ => {}
        }
    }
    if first.contains(['万', '亿']) || has_scaling_comma(&bare) {
        return Look::Scaled;
    }
    let places = places(&bare);
    if bare.contains('%') { Look::Percent(places) } else { Look::Plain(places) }
}

/// Whether a comma stands behind the last digit before the point or the end: each divides by a thousand.
fn has_scaling_comma(format: &str) -> bool {
    let whole = format.split('.').next().unwrap_or_default();
    let last = |text: &str| text.trim_end_matches(|c| !matches!(c, '0' | '#' | '?' | ',')).ends_with(',');
    last(whole) || last(format)
}

/// The places that a format fixes; none where it lets them vary.
fn places(format: &str) -> Option<u32> {
    if !format.contains('0') || format.contains(['E', 'e', '/']) {
        return None;
    }
    let Some((_, fraction)) = format.split_once('.') else { return Some(0) };
    let fixed = fraction.chars().take_while(|c| *c == '0').count();
    let varies = fraction[fixed..].starts_with(['#', '?']);
    (!varies).then(|| u32::try_from(fixed).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_one_that_was_typed() {
        for text in ["95.8", "0.1", "24.35", "1234567.891", "0.956", "-3.07", "123456789012345", "0.00000012"]
        {
            let float: f64 = text.parse().expect("a float");
            assert_eq!(fifteen_digits(float).map(|n| n.to_string()).as_deref(), Some(text));
        }
        assert_eq!(fifteen_digits(0.1 + 0.2).map(|n| n.to_string()).as_deref(), Some("0.3"));
        assert_eq!(fifteen_digits(f64::NAN), None);
        assert_eq!(fifteen_digits(1e300), None);
        assert!(is_endless(fifteen_digits(2.0 / 3.0).expect("a number")));
        assert!(!is_endless(fifteen_digits(123_456_789_012_345.0).expect("a number")));
    }

    #[test]
    fn a_format_tells_percentages_and_places() {
        for (format, look) in [
            ("", Look::Plain(None)),
            ("General", Look::Plain(None)),
            ("0", Look::Plain(Some(0))),
            ("0.00_ ", Look::Plain(Some(2))),
            ("#,##0.0", Look::Plain(Some(1))),
            ("0.0##", Look::Plain(None)),
            ("0.0%", Look::Percent(Some(1))),
            ("0%", Look::Percent(Some(0))),
            ("0.00\"%\"", Look::Plain(Some(2))),
            ("0.00;[Red]-0.00", Look::Plain(Some(2))),
            ("0!.0,\"万\"", Look::Scaled),
            ("0.0,,", Look::Scaled),
            ("0.00E+00", Look::Plain(None)),
            ("# ?/?", Look::Plain(None)),
        ] {
            assert_eq!(of(format), look, "{format}");
        }
    }
}
