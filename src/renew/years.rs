//! Years moved on: in titles, periods and the names of earlier reports.

use crate::model::Period;

/// From which year to which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Years {
    /// The year of the earlier report.
    pub from: i16,
    /// The year of the new one.
    pub to: i16,
}

/// Han digits as years are written with them: 二〇二二年.
const HAN: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

impl Years {
    fn shift(self) -> i16 {
        self.to - self.from
    }

    /// A period, moved on.
    pub(super) fn period(self, period: Period) -> Period {
        let months = i32::from(self.shift()) * 12;
        Period { first: period.first.plus(months), last: period.last.plus(months) }
    }

    /// A year near the earlier report's, moved on; none if it is another's.
    fn next(self, year: i16) -> Option<i16> {
        (self.from - 1..=self.from + 1).contains(&year).then(|| year + self.shift())
    }

    /// A text in which the earlier report's year, the one before and the one after are moved on:
    /// 2022年工作总结和2023年工作计划 becomes 2023年工作总结和2024年工作计划. Numbers joined by a dash (GB 3095—2012, 2021—2025年)
    /// are moved together or not at all.
    pub(super) fn moved(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let joined = |c: char| c.is_ascii_alphanumeric() || "-—–～~".contains(c);
            let length = match first {
                c if c.is_ascii_alphanumeric() => rest.find(|c| !joined(c)).unwrap_or(rest.len()),
                c if HAN.contains(&c) => rest.find(|c| !HAN.contains(&c)).unwrap_or(rest.len()),
                c => c.len_utf8(),
            };
            let (piece, after) = rest.split_at(length);
            let moved = if HAN.contains(&first) { self.han(piece, after) } else { self.arabic(piece) };
            out.push_str(moved.as_deref().unwrap_or(piece));
            rest = after;
        }
        out
    }

    /// `2022`, or `2022—2023`.
    fn arabic(self, piece: &str) -> Option<String> {
        let mut moved = String::new();
        for part in piece.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
            let number = part.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
            if !number.is_empty() {
                let year = number.parse().ok().filter(|_| number.len() == 4)?;
                moved.push_str(&self.next(year)?.to_string());
            }
            moved.push_str(&part[number.len()..]);
        }
        Some(moved)
    }

    /// `二〇二二` before 年.
    fn han(self, piece: &str, after: &str) -> Option<String> {
        let digits: Vec<u32> = piece
            .chars()
            .map(|c| HAN.iter().position(|han| *han == c).and_then(|digit| u32::try_from(digit).ok()))
            .collect::<Option<_>>()?;
        if digits.len() != 4 || !after.starts_with('年') {
            return None;
        }
        let year = digits.iter().fold(0, |year, digit| year * 10 + digit);
        let next = self.next(i16::try_from(year).ok()?)?.to_string();
        Some(next.bytes().map(|digit| HAN[usize::from(digit - b'0')]).collect())
    }

    /// A formula in which the names of earlier reports are moved on (`2021.air.pm25`), where there is a report of that
    /// year.
    pub(super) fn formula(self, text: &str, known: impl Fn(i16) -> bool) -> String {
        let mut out = String::new();
        for piece in text.split_inclusive(|c: char| !(c.is_alphanumeric() || c == '.' || c == '_')) {
            let year = piece.split_once('.').and_then(|(year, rest)| Some((year.parse::<i16>().ok()?, rest)));
            match year {
                Some((year, rest))
                    if year > 1900
                        && rest.starts_with(|c: char| c.is_alphabetic())
                        && known(year + self.shift()) =>
                {
                    out.push_str(&format!("{}.{rest}", year + self.shift()));
                }
                _ => out.push_str(piece),
            }
        }
        out
    }
}
