//! The number before the name of a file or folder, which orders it among its siblings and is no part of its address.

use std::cmp::Ordering;

/// A name without the one to three digits and `-` that order it: `01-work` is `work`.
pub(super) fn without_order(name: &str) -> &str {
    order(name).map_or(name, |(_, rest)| rest)
}

fn order(name: &str) -> Option<(u16, &str)> {
    let (digits, rest) = name.split_once('-')?;
    let right =
        (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !rest.is_empty();
    right.then(|| digits.parse().ok()).flatten().map(|number| (number, rest))
}

/// Ordered names first, by number; then the others, by code point.
pub(super) fn by_order(a: &str, b: &str) -> Ordering {
    match (order(a), order(b)) {
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => a.cmp(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_order_siblings_and_leave_their_address() {
        let mut names = ["b", "10-y", "2-x", "a", "01-z", "2022-total"];
        names.sort_by(|a, b| by_order(a, b));
        assert_eq!(names, ["01-z", "2-x", "10-y", "2022-total", "a", "b"]);
        assert_eq!(without_order("01-z"), "z");
        assert_eq!(without_order("2022-total"), "2022-total");
        assert_eq!(without_order("3-"), "3-");
    }
}
