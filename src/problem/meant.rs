//! What a person meant who typed something else: a date with slashes, a sign from a Chinese keyboard, a number with
//! its unit. The words of both languages say it.

use super::Expected;

/// Why a number is not in the format's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Odd {
    /// A percent sign stands behind it.
    Percent,
    /// Its digits are full-width.
    FullWidth,
    /// Its thousands are parted.
    Thousands,
    /// Its unit stands behind it.
    Unit,
    /// Something else.
    Other,
}

/// Why a number is not in the format's form.
pub(super) fn odd(text: &str) -> Odd {
    if text.contains(['%', '％']) {
        Odd::Percent
    } else if text.contains(|c| matches!(c, '０'..='９' | '．' | '－')) {
        Odd::FullWidth
    } else if text.contains([',', '，', '_', ' ']) {
        Odd::Thousands
    } else if text.ends_with(|c: char| !c.is_ascii()) {
        Odd::Unit
    } else {
        Odd::Other
    }
}

/// The date meant, where one is due.
pub(super) fn due(text: &str, expected: &Expected) -> Option<String> {
    let meant = date(text).filter(|meant| meant != text)?;
    let is_day = meant.len() > "2022-12".len();
    let fits = match expected {
        Expected::Stamp | Expected::Day => is_day,
        Expected::Month => !is_day,
        Expected::MonthOrDay => true,
        _ => false,
    };
    fits.then_some(meant)
}

/// A date as the format writes it, of one written otherwise: `2022/12/20`, `2022年12月20日`, `2022.1.5`.
fn date(text: &str) -> Option<String> {
    let half: String = text.trim().chars().map(|c| half_width(c).unwrap_or(c)).collect();
    let bare = half.trim_end_matches(['日', '月', '号']);
    let steps: Vec<&str> = bare.split(['/', '.', '年', '月', '-']).map(str::trim).collect();
    let sizes = [4..=4, 1..=2, 1..=2];
    let right = |(step, size): (&&str, &std::ops::RangeInclusive<usize>)| {
        size.contains(&step.len()) && step.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !(2..=3).contains(&steps.len()) || !steps.iter().zip(&sizes).all(right) {
        return None;
    }
    let day = steps.get(2).map_or(Ok(1), |day| day.parse()).ok()?;
    jiff::civil::Date::new(steps[0].parse().ok()?, steps[1].parse().ok()?, day).ok()?;
    let padded: Vec<String> = steps.iter().map(|step| format!("{step:0>2}")).collect();
    Some(padded.join("-"))
}

/// The sign that a formula has for one that it does not: `÷` is `/`, `（` is `(`.
pub(super) fn sign(c: char) -> Option<char> {
    match c {
        '÷' => Some('/'),
        '×' => Some('*'),
        '−' | '–' | '—' => Some('-'),
        '［' | '【' | '[' | '{' => Some('('),
        '］' | '】' | ']' | '}' => Some(')'),
        '，' | '、' => Some(','),
        c => half_width(c).filter(|c| c.is_ascii_digit() || "+-*/().<>=\"".contains(*c)),
    }
}

/// The half-width form of a full-width character.
fn half_width(c: char) -> Option<char> {
    ('！'..='～').contains(&c).then(|| char::from_u32(u32::from(c) - 0xFEE0)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_another_form_is_understood() {
        for (text, meant) in [
            ("2022/12/20", Some("2022-12-20")),
            ("2022.1.5", Some("2022-01-05")),
            ("2022年12月20日", Some("2022-12-20")),
            ("2022年12月", Some("2022-12")),
            ("２０２２-１２-２０", Some("2022-12-20")),
            ("2022-1-5", Some("2022-01-05")),
            ("2022/13/01", None),
            ("12月20日", None),
            ("20/12/2022", None),
            ("2022/2/30", None),
            ("年底", None),
        ] {
            assert_eq!(date(text).as_deref(), meant, "{text}");
        }
    }

    #[test]
    fn a_sign_from_a_chinese_keyboard_is_understood() {
        for (typed, meant) in
            [('（', Some('(')), ('＋', Some('+')), ('÷', Some('/')), ('元', None), ('％', None)]
        {
            assert_eq!(sign(typed), meant, "{typed}");
        }
    }

    #[test]
    fn a_number_tells_why_it_is_none() {
        for (text, why) in [
            ("95.6%", Odd::Percent),
            ("１２", Odd::FullWidth),
            ("1,234", Odd::Thousands),
            ("12件", Odd::Unit),
            ("1e3", Odd::Other),
        ] {
            assert_eq!(odd(text), why, "{text}");
        }
    }
}
