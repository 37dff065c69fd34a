//! Charts that compare in a form of their own: percent of limits, last year to this year, an order of values.

use rust_decimal::Decimal;

use super::series::Context;
use crate::model::{
    Better, By, Category, Chart, Figure, Point, Previously, ReferenceKind, ReferenceLine, Role, Series,
    Status, Value,
};
use crate::wording::round;

impl Context<'_> {
    /// Figures in percent of their limits, the worst first; what is no number stands last, as typed.
    pub(super) fn bullet(&self, figures: &[&Figure], previous: bool, chart: &mut Chart) {
        let words = self.speaker.words;
        let percent = |value: &Value, figure: &Figure| match (value, &figure.limit) {
            (Value::Known(number), Some(limit)) => number
                .checked_mul(Decimal::ONE_HUNDRED)
                .and_then(|number| number.checked_div(limit.value))
                .map_or(Value::Missing, |percent| Value::Known(round(percent, 1, self.speaker.rounding))),
            (value, _) => value.clone(),
        };
        let now = |figure: &Figure| percent(&self.rounded(&figure.value, figure.decimals), figure);
        let mut order: Vec<&Figure> = figures.to_vec();
        order.sort_by_key(|figure| std::cmp::Reverse(now(figure).known()));
        chart.unit = "%".to_owned();
        chart.decimals = 1;
        chart.column_heads =
            ["bullet.percent", "bullet.value", "bullet.limit"].map(|key| words.word(key).to_owned()).to_vec();
        chart.categories = order.iter().map(|figure| self.bullet_row(figure, &now(figure))).collect();
        let series = |name: String, role: Role, values: Vec<Value>| Series {
            name,
            role,
            points: values.into_iter().map(|value| self.percent_point(value)).collect(),
            worse: false,
        };
        chart.series =
            vec![series(self.this_year(), Role::Focus, order.iter().map(|figure| now(figure)).collect())];
        let last = |figure: &Figure| match &figure.previous {
            Previously::Value(value) => percent(&self.rounded(value, figure.previous_decimals), figure),
            Previously::Incomparable(_) | Previously::Unknown => Value::Missing,
        };
        let before: Vec<Value> = order.iter().map(|figure| last(figure)).collect();
        if previous && before.iter().any(|value| value.known().is_some()) {
            chart.series.push(series(self.speaker.year(self.draft.year - 1), Role::Previous, before));
        }
        let label = words.word("bullet.line").to_owned();
        let name = words.word("bullet.limit").to_owned();
        let (kind, value) = (ReferenceKind::Limit, Decimal::ONE_HUNDRED);
        chart.lines = vec![ReferenceLine { kind, value, name, label }];
    }

    fn bullet_row(&self, figure: &Figure, percent: &Value) -> Category {
        let percent = match percent.known() {
            Some(number) => format!("{number}%"),
            None => self.no_number(percent),
        };
        let value = match figure.value.known() {
            Some(number) => round(number, figure.decimals, self.speaker.rounding).to_string(),
            None => self.no_number(&figure.value),
        };
        let limit = figure.limit.as_ref().map(|limit| limit.value.to_string()).unwrap_or_default();
        Category {
            columns: vec![percent, value, limit],
            unit: self.speaker.unit_word(&figure.unit),
            ..Category::named(&figure.label)
        }
    }

    fn percent_point(&self, value: Value) -> Point {
        let text = match value.known() {
            Some(number) => format!("{number}%"),
            None => self.no_number(&value),
        };
        Point { value, text, status: Status::Final, level: None }
    }

    /// Last year to this year: a line for each item, part or metric.
    pub(super) fn slope(&self, figures: &[&Figure], by: By, chart: &mut Chart) {
        let pairs: Vec<(String, Value, Value, Option<Better>)> = match (by, figures) {
            (By::Item, [figure, ..]) => figure
                .items
                .iter()
                .map(|item| {
                    let last = figure.previous_items.iter().find(|last| last.name == item.name);
                    let before = last.map_or(Value::Missing, |last| last.value.clone());
                    (item.name.clone(), before, item.value.clone(), figure.better)
                })
                .collect(),
            (By::Part, [figure, ..]) => figure
                .parts
                .iter()
                .map(|(name, value)| {
                    let last = figure.previous_parts.iter().find(|(known, _)| known == name);
                    let before = last.map_or(Value::Missing, |(_, value)| value.clone());
                    (name.clone(), before, value.clone(), figure.better)
                })
                .collect(),
            _ => figures
                .iter()
                .map(|figure| {
                    let before = match &figure.previous {
                        Previously::Value(value) => self.rounded(value, figure.previous_decimals),
                        Previously::Incomparable(_) | Previously::Unknown => Value::Missing,
                    };
                    (
                        figure.label.clone(),
                        before,
                        self.rounded(&figure.value, figure.decimals),
                        figure.better,
                    )
                })
                .collect(),
        };
        let years = [self.draft.year - 1, self.draft.year].map(|year| self.speaker.year(year));
        chart.categories = years.map(Category::named).to_vec();
        chart.series = pairs
            .into_iter()
            .enumerate()
            .map(|(at, (name, before, now, better))| {
                let worse = match (before.known(), now.known(), better) {
                    (Some(before), Some(now), Some(Better::Lower)) => now > before,
                    (Some(before), Some(now), Some(Better::Higher)) => now < before,
                    _ => false,
                };
                let points = [before, now].map(|value| self.aligned(value, chart.decimals)).to_vec();
                Series { name, role: Role::Part(at), points, worse }
            })
            .collect();
    }

    /// Puts the rows of a chart in the order of this year's values; what is no number stands last, as typed.
    pub(super) fn rank(&self, better: Option<Better>, chart: &mut Chart) {
        let Some(first) = chart.series.first() else { return };
        let values: Vec<Option<Decimal>> = first.points.iter().map(|point| point.value.known()).collect();
        let mut order: Vec<usize> = (0..values.len()).collect();
        let lowest_first = better == Some(Better::Lower);
        order.sort_by(|&a, &b| match (values[a], values[b]) {
            (Some(a), Some(b)) if lowest_first => a.cmp(&b),
            (Some(a), Some(b)) => b.cmp(&a),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => std::cmp::Ordering::Equal,
        });
        chart.categories = order.iter().map(|&at| chart.categories[at].clone()).collect();
        for series in &mut chart.series {
            series.points = order.iter().map(|&at| series.points[at].clone()).collect();
        }
    }
}
