//! The head of a sheet: which row it is, and what each column holds. Heads may be merged over two or three rows, and
//! have a unit or a year behind them in brackets. Enter at [`find`].

use unicode_normalization::UnicodeNormalization;

use super::grid::Grid;
use crate::model::{Month, Period};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Head {
    /// Ids of metrics.
    Id,
    /// Labels of metrics.
    Label,
    /// Units.
    Unit,
    /// Last year's values.
    Previous,
    /// This year's.
    Value,
    /// Those of a month, by its index in the period.
    Month(usize),
    /// Those of a month outside the period.
    Outside,
}

impl Head {
    /// Whether the column holds values of the report.
    pub(super) fn is_value(self) -> bool {
        matches!(self, Self::Value | Self::Previous | Self::Month(_) | Self::Outside)
    }
}

/// A column whose head is known.
#[derive(Debug)]
pub(super) struct Column {
    /// From 0.
    pub(super) at: u32,
    /// What it holds.
    pub(super) head: Head,
    /// The row of its head.
    pub(super) row: u32,
    /// What stands in brackets behind its head.
    pub(super) aside: Option<String>,
}

/// The head of a sheet.
#[derive(Debug)]
pub(super) struct Heads {
    /// Its last row.
    pub(super) last: u32,
    /// The columns whose head is known, from the left.
    pub(super) columns: Vec<Column>,
}

impl Heads {
    /// The column of ids or of labels or of units.
    pub(super) fn column(&self, head: Head) -> Option<u32> {
        self.columns.iter().find(|column| column.head == head).map(|column| column.at)
    }
}

/// The year and the months that heads are read for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Times {
    pub(super) year: i16,
    pub(super) period: Period,
}

/// How many rows are looked through for a head.
const SEARCHED: usize = 60;

/// Finds the head of a sheet: the first row that names ids or labels, with the rows below it in which those columns
/// are empty, if values or months are named there too.
pub(super) fn find(grid: &Grid, times: Times) -> Option<Heads> {
    grid.rows().into_iter().take(SEARCHED).find_map(|row| {
        let mut heads = Heads { last: row, columns: row_of(grid, row, times) };
        let names: Vec<u32> =
            [Head::Id, Head::Label].into_iter().filter_map(|head| heads.column(head)).collect();
        if names.is_empty() {
            return None;
        }
        for below in row + 1..=row + 2 {
            let found = row_of(grid, below, times);
            if found.is_empty() || names.iter().any(|&at| grid.content((below, at)).is_some()) {
                break;
            }
            heads.last = below;
            for column in found {
                heads.columns.retain(|known| known.at != column.at);
                heads.columns.push(column);
            }
        }
        heads.columns.sort_by_key(|column| column.at);
        heads
            .columns
            .iter()
            .any(|column| matches!(column.head, Head::Value | Head::Month(_)))
            .then_some(heads)
    })
}

fn row_of(grid: &Grid, row: u32, times: Times) -> Vec<Column> {
    grid.columns(row)
        .filter_map(|at| {
            let (head, aside) = recognise(grid.text((row, at))?, times)?;
            Some(Column { at, head, row, aside })
        })
        .collect()
}

/// A text without spaces and differences of width and case, so that what looks alike is alike.
pub(super) fn plain(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// A text and what stands in brackets at its end.
pub(super) fn without_aside(text: &str) -> (String, Option<String>) {
    let cut = text.strip_suffix([')', '）']).and_then(|open| {
        let at = open.rfind(['(', '（'])?;
        let aside = open[at..].chars().skip(1).collect::<String>();
        Some((open[..at].trim().to_owned(), aside.trim().to_owned()))
    });
    cut.map_or_else(
        || (text.to_owned(), None),
        |(text, aside)| (text, Some(aside).filter(|text| !text.is_empty())),
    )
}

fn recognise(text: &str, times: Times) -> Option<(Head, Option<String>)> {
    let (text, aside) = without_aside(text.trim());
    let name = plain(&text);
    let head = match name.as_str() {
        "id" | "编号" | "指标编号" => Head::Id,
        "label" | "指标" | "指标名称" => Head::Label,
        "unit" | "单位" | "计量单位" => Head::Unit,
        "previous" | "上年" | "上年数" | "上年同期" | "去年" | "去年同期" => Head::Previous,
        "value" | "本年" | "本年数" | "本年值" | "今年" | "数值" => Head::Value,
        name => time(name, times)?,
    };
    Some((head, aside))
}

/// The head of a year or a month: `2022年`, `3月`, `2022年3月`, `mar`.
fn time(name: &str, times: Times) -> Option<Head> {
    let (year, rest) = match name.split_once('年') {
        Some((year, rest)) => (Some(year.parse::<i16>().ok()?), rest),
        None => (None, name),
    };
    if rest.is_empty() {
        return match year {
            Some(year) if year == times.year => Some(Head::Value),
            Some(year) if year == times.year - 1 => Some(Head::Previous),
            _ => None,
        };
    }
    let number = month(rest)?;
    let wanted = |month: Month| month.month == number && year.is_none_or(|year| month.year == year);
    Some(times.period.months().position(wanted).map_or(Head::Outside, Head::Month))
}

fn month(name: &str) -> Option<i8> {
    const HAN: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    const LATIN: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let at = match name.strip_suffix('月').or_else(|| name.strip_suffix("月份")) {
        Some(number) => {
            let han = HAN.iter().position(|han| *han == number);
            han.or_else(|| number.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < 12))
        }
        None => LATIN.iter().position(|latin| *latin == name || (name.len() == 3 && latin.starts_with(name))),
    };
    i8::try_from(at? + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Option<(Head, Option<String>)> {
        let period = Period::parse("2022-01..2022-11").expect("a period");
        recognise(text, Times { year: 2022, period })
    }

    #[test]
    fn heads_are_known_however_they_are_spaced_and_whatever_stands_in_brackets() {
        for (text, known) in [
            ("编号", Some(Head::Id)),
            (" ID ", Some(Head::Id)),
            ("指 标", Some(Head::Label)),
            ("指标名称（单位）", Some(Head::Label)),
            ("本年", Some(Head::Value)),
            ("２０２２年", Some(Head::Value)),
            ("2021年", Some(Head::Previous)),
            ("2020年", None),
            ("上年（2021年）", Some(Head::Previous)),
            ("1月", Some(Head::Month(0))),
            ("１１月份", Some(Head::Month(10))),
            ("十月", Some(Head::Month(9))),
            ("12月", Some(Head::Outside)),
            ("2021年3月", Some(Head::Outside)),
            ("Mar", Some(Head::Month(2))),
            ("13月", None),
            ("1—11月", None),
            ("备注", None),
        ] {
            assert_eq!(head(text).map(|(head, _)| head), known, "{text}");
        }
        assert_eq!(head("本年（万元）"), Some((Head::Value, Some("万元".to_owned()))));
    }

    #[test]
    fn months_of_a_period_over_two_years_are_told_apart() {
        let times = Times { year: 2022, period: Period::parse("2021-11..2022-02").expect("a period") };
        let at = |text| recognise(text, times).map(|(head, _)| head);
        assert_eq!((at("11月"), at("1月")), (Some(Head::Month(0)), Some(Head::Month(2))));
        assert_eq!((at("2021年12月"), at("2022年12月")), (Some(Head::Month(1)), Some(Head::Outside)));
    }
}
