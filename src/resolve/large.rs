//! Charts of numbers too long to be read: the larger unit that the language has for them.

use rust_decimal::Decimal;

use super::series::Context;
use crate::model::{Chart, ChartKind, Large, Value};

/// Numbers of fewer digits are read as they are.
const LONG: Decimal = Decimal::from_parts(100_000, 0, 0, false, 0);

impl Context<'_> {
    /// The larger unit of a chart with a number of six digits or more: the largest of which its largest known number
    /// holds one. A unit that has such a word itself (万元) is counted with it (亿元).
    pub(super) fn large(&self, chart: &Chart) -> Option<Large> {
        use ChartKind::{Area, Bar, Column, Line, Ranking, Stacked};
        let suits = matches!(chart.kind, Line | Area | Column | Stacked | Bar | Ranking) && chart.unit != "%";
        let points = chart.series.iter().flat_map(|series| &series.points);
        let numbers = points.filter_map(|point| match point.value {
            Value::Known(number) => Some(number.abs()),
            _ => None,
        });
        let largest = numbers.max().filter(|largest| suits && *largest >= LONG)?;
        let words = self.words_for_powers();
        let own = words.iter().rev().find(|(word, _)| chart.unit.starts_with(word.as_str()));
        let (base, unit) = match own {
            Some((word, power)) => (*power, chart.unit[word.len()..].trim_start()),
            None => (0, chart.unit.as_str()),
        };
        let holds = |power: u32| largest >= (base..power).fold(Decimal::ONE, |one, _| one * Decimal::TEN);
        let (word, power) = words.iter().rev().find(|(_, power)| *power > base && holds(*power))?;
        let key = if unit.is_empty() { "chart.large_bare" } else { "chart.large_unit" };
        let unit = self.speaker.words.fill(key, &[("word", word), ("unit", unit)]);
        Some(Large { power: power - base, unit })
    }

    /// The language's words for powers of ten, from the least.
    fn words_for_powers(&self) -> Vec<(String, u32)> {
        let words = self.speaker.words.list("chart.large");
        let pair = |text: &String| {
            let (word, power) = text.split_once(' ')?;
            Some((word.to_owned(), power.parse().ok()?))
        };
        words.iter().filter_map(pair).collect()
    }
}
