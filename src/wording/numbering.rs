//! Numbers of chapters and headings: 一、（一）1.（1）, or 1, 1.1, 1.1.1.

use super::Words;

/// The number of a heading by its place at each level from the first: `[1, 2]` is the second in the first chapter.
/// Levels below the fourth have none.
#[must_use]
pub fn heading_number(path: &[usize], words: &Words) -> Option<String> {
    let last = *path.last()?;
    if path.len() > 4 {
        return None;
    }
    if words.word("numbering") == "decimal" {
        return Some(path.iter().map(usize::to_string).collect::<Vec<_>>().join("."));
    }
    Some(match path.len() {
        1 => format!("{}、", han(last)),
        2 => format!("（{}）", han(last)),
        3 => format!("{last}."),
        _ => format!("（{last}）"),
    })
}

/// A whole number from 1 to 9999 in Han numerals.
fn han(number: usize) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    const UNITS: [&str; 4] = ["", "十", "百", "千"];
    let digits: Vec<usize> = number.to_string().bytes().map(|b| usize::from(b - b'0')).collect();
    if digits.len() > UNITS.len() {
        return number.to_string();
    }
    let mut text = String::new();
    for (index, &digit) in digits.iter().enumerate() {
        let place = digits.len() - 1 - index;
        if digit == 0 {
            let more = digits[index + 1..].iter().any(|&d| d != 0);
            if more && !text.ends_with(DIGITS[0]) {
                text.push_str(DIGITS[0]);
            }
            continue;
        }
        if !(digit == 1 && place == 1 && index == 0) {
            text.push_str(DIGITS[digit]);
        }
        text.push_str(UNITS[place]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_numerals() {
        let expected = [
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (21, "二十一"),
            (105, "一百零五"),
            (110, "一百一十"),
            (1010, "一千零一十"),
        ];
        for (number, text) in expected {
            assert_eq!(han(number), text);
        }
    }
}
