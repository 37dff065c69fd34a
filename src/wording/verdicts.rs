//! How a figure stands to its limit and its target. Both are compared with the value as shown.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::numbers::{round, show};
use super::{Speaker, Spoken};
use crate::model::{Better, Figure, Limit, StandardLimit, Target, Value, Verdict};

impl Speaker<'_> {
    /// 低于GB 3095—2012二级标准限值31.4%, 等于…, 超过….
    #[must_use]
    pub fn against_limit(&self, figure: &Figure, limit: &Limit) -> Spoken {
        self.against(figure, (limit.value, &limit.label), "limit")
    }

    fn against(&self, figure: &Figure, (limit, label): (Decimal, &str), manner: &str) -> Spoken {
        let Value::Known(number) = &figure.value else { return self.same_word(&figure.value) };
        let shown = round(*number, figure.decimals, self.rounding);
        let word = match shown.cmp(&limit) {
            Ordering::Less => "below",
            Ordering::Equal => "equal",
            Ordering::Greater => "above",
        };
        let percent = (shown - limit).checked_mul(Decimal::ONE_HUNDRED).and_then(|d| d.checked_div(limit));
        let percent = round(percent.unwrap_or_default().abs(), 1, self.rounding);
        self.around(&format!("{manner}.{word}"), &[("label", label)], show(percent))
    }

    /// 达到考核任务, 未达到考核任务.
    #[must_use]
    pub fn against_target(&self, figure: &Figure, target: &Target) -> Spoken {
        let Value::Known(number) = &figure.value else { return self.same_word(&figure.value) };
        let met = reaches(round(*number, figure.decimals, self.rounding), target.value, figure.better);
        let key = if met { "target.met" } else { "target.missed" };
        Spoken::word(&self.words.fill(key, &[("label", &target.label)]))
    }

    /// The verdicts of a figure for a table, its limit's first.
    #[must_use]
    pub fn verdicts(&self, figure: &Figure) -> Vec<Verdict> {
        let Value::Known(number) = &figure.value else {
            let any = figure.limit.is_some() || figure.target.is_some();
            let masked = figure.value.is_masked() && any;
            return masked
                .then(|| {
                    let text = self.words.word("masked").to_owned();
                    Verdict { short: text.clone(), text, kept: None }
                })
                .into_iter()
                .collect();
        };
        let shown = round(*number, figure.decimals, self.rounding);
        let limit = figure.limit.as_ref().map(|limit| Verdict {
            text: self.against_limit(figure, limit).plain(),
            short: self.against(figure, (limit.value, &limit.label), "limit_short").plain(),
            kept: Some(shown <= limit.value),
        });
        let target = figure.target.as_ref().map(|target| Verdict {
            text: self.against_target(figure, target).plain(),
            short: self.against_target(figure, target).plain(),
            kept: Some(reaches(shown, target.value, figure.better)),
        });
        limit.into_iter().chain(target).collect()
    }

    /// The name of a standard's limit: GB 3095—2012二级标准限值.
    #[must_use]
    pub fn standard_name(&self, limit: &StandardLimit) -> String {
        let class = limit.class.as_deref().unwrap_or_default();
        let class = self.words.find(&format!("standard.class.{class}")).unwrap_or(class);
        let key = if limit.edition.is_some() { "standard.name" } else { "standard.name_without_edition" };
        let edition = limit.edition.as_deref().unwrap_or_default();
        self.words.fill(key, &[("standard", &limit.standard), ("edition", edition), ("class", class)])
    }

    /// The short name of a standard's limit for a chart: 年均限值.
    #[must_use]
    pub fn limit_name(&self, limit: &StandardLimit) -> String {
        self.words.word(&format!("standard.average.{}", limit.average)).to_owned()
    }

    /// The word of a value that is no number, without a unit: 暂缺, 不足1.
    pub(super) fn same_word(&self, value: &Value) -> Spoken {
        if let Value::BelowUnit(bound) = value {
            let phrase = self.words.fill("below_unit", &[("unit", "")]);
            return Spoken::word(&phrase.replace("{}", &bound.to_string()));
        }
        Spoken { before: String::new(), shown: self.cell(value, 0), after: String::new() }
    }
}

fn reaches(number: Decimal, target: Decimal, better: Option<Better>) -> bool {
    match better {
        Some(Better::Lower) => number <= target,
        Some(Better::Higher) | None => number >= target,
    }
}
