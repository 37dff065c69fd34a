//! Metric files: from raw YAML to [`Metric`]. Enter at [`read`].

use serde::Deserialize;

use super::field::Fields;
use super::shapes::{Num, RawItem, RawMask, RawPrevious, RawTimed, RawYears};
use super::standards::AVERAGES;
use super::yaml::{Pairs, Read, read as read_yaml};
use super::yaml_marks::Marks;
use super::yaml_walk::Yaml;
use super::{Context, daily, number};
use crate::model::{
    Better, Given, LimitGiven, Mask, Metric, MetricFile, Period, Quantity, Spot, Status, Target,
};
use crate::problem::{Expected, Fault, Place, Problem};

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "metrics/：指标")]
pub(super) struct RawFile {
    #[schemars(description = "本组名称。")]
    title: Option<String>,
    #[schemars(description = "本组指标的默认来源。")]
    source: Option<String>,
    #[schemars(description = "本组指标的默认填报科室。")]
    department: Option<String>,
    #[schemars(description = "指标，以编号为键。")]
    metrics: Option<Pairs<RawMetric>>,
    #[schemars(description = "应当成立的关系，如 levels = 334。")]
    checks: Option<Vec<String>>,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawMetric {
    #[schemars(description = "指标名称，必填。", required)]
    label: Option<String>,
    #[schemars(description = "正文里的其他叫法。")]
    aliases: Option<Vec<String>>,
    #[schemars(description = "单位。")]
    unit: Option<String>,
    #[schemars(description = "量的种类：amount 总量，level 水平，ratio 比率，rank 名次。", extend("enum" = ["amount", "level", "ratio", "rank", null]))]
    quantity: Option<String>,
    #[schemars(description = "本年数，或以 = 开头的公式。")]
    value: Option<Num>,
    #[schemars(description = "上年数；不写取上一年报告。")]
    previous: Option<RawPrevious>,
    #[schemars(description = "lower 越低越好，higher 越高越好。", extend("enum" = ["lower", "higher", null]))]
    better: Option<String>,
    #[schemars(description = "标准限值。")]
    limit: Option<RawLimit>,
    #[schemars(description = "目标，须同时写 better。")]
    target: Option<RawTarget>,
    #[schemars(description = "组成部分，合计为本年数。")]
    parts: Option<Pairs<Num>>,
    #[schemars(description = "并列项目，不相加。")]
    items: Option<Pairs<RawItem>>,
    #[schemars(description = "逐月数，自统计时段第一个月起。")]
    monthly: Option<RawTimed>,
    #[schemars(description = "逐季数。")]
    quarterly: Option<RawTimed>,
    #[schemars(description = "历年数。")]
    yearly: Option<RawYears>,
    #[schemars(description = "逐日数的 CSV 文件。")]
    daily: Option<String>,
    #[schemars(description = "等级表，如 aqi、water-class。")]
    scale: Option<String>,
    #[schemars(description = "显示几位小数。")]
    decimals: Option<u32>,
    #[schemars(description = "说明。")]
    note: Option<String>,
    #[schemars(description = "provisional 初步数，revised 修订数，final 最终数（默认）。", extend("enum" = ["provisional", "revised", "final", null]))]
    status: Option<String>,
    #[schemars(description = "与上年不可比的原因。")]
    r#break: Option<String>,
    #[schemars(description = "来源。")]
    source: Option<String>,
    #[schemars(description = "填报科室。")]
    department: Option<String>,
    #[schemars(description = "不公开：true，或若干部分、项目的名称。")]
    mask: Option<RawMask>,
    #[schemars(description = "internal 的指标不公开。", extend("enum" = ["public", "internal", null]))]
    audience: Option<String>,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawLimit {
    #[schemars(description = "标准编号。")]
    standard: Option<String>,
    #[schemars(description = "项目。")]
    item: Option<String>,
    #[schemars(description = "取值时间。", extend("enum" = ["year", "quarter", "month", "day", "8h", "1h", null]))]
    average: Option<String>,
    #[schemars(description = "级别。")]
    class: Option<String>,
    #[schemars(description = "限值。")]
    value: Option<Num>,
    #[schemars(description = "名称。")]
    label: Option<String>,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawTarget {
    #[schemars(description = "目标值，必填。", required)]
    value: Option<Num>,
    #[schemars(description = "名称，如考核任务。")]
    label: Option<String>,
}

/// Keys that no metric may have, since they name a metric's properties.
const RESERVED: &[&str] = &[
    "number",
    "previous",
    "yoy",
    "change",
    "limit",
    "vs_limit",
    "target",
    "vs_target",
    "parts",
    "items",
    "monthly",
    "quarterly",
    "yearly",
    "daily",
    "label",
    "unit",
];

/// A metrics file of a report.
pub(super) struct MetricsYaml<'a> {
    /// Its text.
    pub(super) yaml: Yaml<'a>,
    /// The prefix of its ids.
    pub(super) id: String,
    /// The months of its report.
    pub(super) period: Period,
}

/// Reads a metrics file. The second value tells ids (or the prefix of ids) that could not be read, or not all of
/// which could.
pub(super) fn read(file: &MetricsYaml<'_>, context: &mut Context<'_>) -> (Option<MetricFile>, Vec<String>) {
    let first = context.problems.len();
    let Some(Read { raw, marks }) = read_yaml::<RawFile>(&file.yaml, &mut context.problems) else {
        return (None, vec![format!("{}.", file.id)]);
    };
    let RawFile { title, source, department, metrics, checks } = raw;
    let mut fields = Fields::new(&marks, file.yaml.source);
    let checks = checks
        .unwrap_or_default()
        .into_iter()
        .enumerate()
        .map(|(index, text)| Spot { text, place: fields.text_place(&["checks", &index.to_string()]) })
        .collect();
    let mut read = Vec::new();
    let mut unread = Vec::new();
    for (key, raw) in metrics.unwrap_or_default().0 {
        if !fields.name(&["metrics", &key], &key, RESERVED) {
            unread.push(format!("{}.{key}", file.id));
            continue;
        }
        let before = context.problems.len();
        let defaults = (source.clone(), department.clone());
        let reader = MetricReader { file, key: &key, fields: &mut fields, context };
        read.push(reader.metric(raw, defaults));
        if context.problems.len() > before {
            unread.push(format!("{}.{key}", file.id));
        }
    }
    context.problems.append(&mut fields.problems);
    unread.extend(context.problems[first..].iter().filter_map(|problem| faulty_id(problem, file, &marks)));
    let title = title.unwrap_or_else(|| file.id.clone());
    (Some(MetricFile { id: file.id.clone(), title, metrics: read, checks }), unread)
}

/// The id of the metric that a problem of its file lies in; the file's prefix where it lies outside of all.
fn faulty_id(problem: &Problem, file: &MetricsYaml<'_>, marks: &Marks) -> Option<String> {
    let Place::Text { source, range } = &problem.place else { return Some(format!("{}.", file.id)) };
    if source.path() != file.yaml.source.path() {
        return None;
    }
    let key = marks.child_at(&["metrics"], range.start);
    Some(format!("{}.{}", file.id, key.unwrap_or_default()))
}

pub(super) struct MetricReader<'a, 'm, 'c> {
    pub(super) file: &'a MetricsYaml<'a>,
    pub(super) key: &'a str,
    pub(super) fields: &'a mut Fields<'m>,
    pub(super) context: &'a mut Context<'c>,
}

impl MetricReader<'_, '_, '_> {
    fn metric(mut self, raw: RawMetric, defaults: (Option<String>, Option<String>)) -> Metric {
        let at = ["metrics", self.key];
        let unit = raw.unit.map(|unit| unit.replace('\u{b5}', "μ")).unwrap_or_default();
        let unit = self.fields.short(&[at[0], at[1], "unit"], unit);
        let label = self.fields.required(&at, "label", raw.label).unwrap_or_else(|| self.key.to_owned());
        let label = self.fields.short(&[at[0], at[1], "label"], label);
        let internal = self.fields.audience(&[at[0], at[1], "audience"], raw.audience);
        let scale = raw.scale.as_deref();
        self.scale(scale);
        let months = self.file.period.len();
        let decimals = raw.decimals.filter(|&places| self.right_places(places));
        let metric = Metric {
            id: format!("{}.{}", self.file.id, self.key),
            aliases: raw.aliases.unwrap_or_default(),
            quantity: self.quantity(raw.quantity, &unit),
            value: (raw.value.is_some() || self.fields.has(&[at[0], at[1], "value"]))
                .then(|| self.given(&["value"], scale)),
            previous: raw.previous.map(|previous| self.previous(previous, scale)),
            better: self.better(raw.better),
            limit: raw.limit.and_then(|limit| self.limit(limit)),
            target: raw.target.and_then(|target| self.target(target)),
            parts: self.named(&["parts"], raw.parts),
            items: self.items(&["items"], raw.items),
            monthly: raw.monthly.map(|timed| self.timed(&["monthly"], timed, (months, scale))),
            quarterly: raw
                .quarterly
                .map(|timed| self.timed(&["quarterly"], timed, (months.div_ceil(3) + 1, scale))),
            yearly: raw.yearly.map(|years| self.years(years)),
            daily: raw.daily.map(|path| self.daily(&path)).unwrap_or_default(),
            scale: raw.scale,
            decimals,
            note: raw.note.map(|text| Spot { text, place: self.fields.text_place(&[at[0], at[1], "note"]) }),
            status: self.status(raw.status),
            break_reason: raw.r#break,
            source: raw.source.or(defaults.0),
            department: raw.department.or(defaults.1),
            mask: mask_of(internal, raw.mask),
            place: self.fields.key_place(&at),
            label,
            unit,
        };
        self.check_mask(&metric);
        metric
    }

    pub(super) fn path<'c>(&'c self, steps: &[&'c str]) -> Vec<&'c str> {
        ["metrics", self.key].into_iter().chain(steps.iter().copied()).collect()
    }

    fn limit(&mut self, raw: RawLimit) -> Option<LimitGiven> {
        let RawLimit { standard, item, average, class, value, label } = raw;
        let at = self.path(&["limit"]).into_iter().map(str::to_owned).collect::<Vec<_>>();
        let at: Vec<&str> = at.iter().map(String::as_str).collect();
        if let Some(standard) = standard {
            let item = self.fields.required(&at, "item", item)?;
            let average = self.fields.required(&at, "average", average)?;
            if !AVERAGES.contains(&average.as_str()) {
                let known = AVERAGES.iter().map(|&word| word.to_owned()).collect();
                let path =
                    self.path(&["limit", "average"]).into_iter().map(str::to_owned).collect::<Vec<_>>();
                let path: Vec<&str> = path.iter().map(String::as_str).collect();
                self.fields.bad(&path, &average, Expected::OneOf(known));
                return None;
            }
            let place = self.fields.value_place(&at);
            return Some(LimitGiven::Standard { standard, item, average, class, place });
        }
        self.fields.required(&at, "value", value)?;
        let label = self.fields.required(&at, "label", label)?;
        let value = self.decimal(&["limit", "value"])?;
        Some(LimitGiven::Typed { value, label })
    }

    fn target(&mut self, raw: RawTarget) -> Option<Target> {
        let RawTarget { value, label } = raw;
        let at = self.path(&["target"]).into_iter().map(str::to_owned).collect::<Vec<_>>();
        let at: Vec<&str> = at.iter().map(String::as_str).collect();
        self.fields.required(&at, "value", value)?;
        let label = self.fields.required(&at, "label", label)?;
        let value = self.decimal(&["target", "value"])?;
        if !self.fields.has(&self.path(&["better"])) && !self.fields.is_faulty(&self.path(&[])) {
            let place = self.fields.key_place(&at);
            self.fields.problems.push(Problem::new(Fault::MissingKey { key: "better".to_owned() }, place));
        }
        Some(Target { value, label })
    }

    fn decimal(&mut self, steps: &[&str]) -> Option<rust_decimal::Decimal> {
        let (text, place) = self.fields.scalar(&self.path(steps));
        number::decimal(text.trim())
            .map_err(|fault| self.fields.problems.push(Problem::new(fault, place)))
            .ok()
    }

    /// Whether a figure can be shown with so many places; reports that it cannot.
    fn right_places(&mut self, places: u32) -> bool {
        let most = number::MOST_PLACES;
        let right = usize::try_from(places).is_ok_and(|places| places <= most);
        if !right {
            let path = ["metrics", self.key, "decimals"];
            self.fields.bad(&path, &places.to_string(), Expected::Places(most));
        }
        right
    }

    fn quantity(&mut self, word: Option<String>, unit: &str) -> Quantity {
        let known = [
            ("amount", Quantity::Amount),
            ("level", Quantity::Level),
            ("ratio", Quantity::Ratio),
            ("rank", Quantity::Rank),
        ];
        let path = ["metrics", self.key, "quantity"];
        self.fields.word(&path, word, &known).unwrap_or(match unit {
            "%" => Quantity::Ratio,
            "" => Quantity::Level,
            unit if unit.contains('/') => Quantity::Level,
            _ => Quantity::Amount,
        })
    }

    fn better(&mut self, word: Option<String>) -> Option<Better> {
        let known = [("lower", Better::Lower), ("higher", Better::Higher)];
        self.fields.word(&["metrics", self.key, "better"], word, &known)
    }

    fn status(&mut self, word: Option<String>) -> Status {
        let known =
            [("final", Status::Final), ("provisional", Status::Provisional), ("revised", Status::Revised)];
        self.fields.word(&["metrics", self.key, "status"], word, &known).unwrap_or(Status::Final)
    }

    fn scale(&mut self, scale: Option<&str>) {
        let Some(name) = scale else { return };
        if self.context.scale(name).is_none() {
            let near = self.context.nearest_scale(name);
            let place = self.fields.text_place(&["metrics", self.key, "scale"]);
            self.fields
                .problems
                .push(Problem::new(Fault::UnknownStandard { name: name.to_owned(), near }, place));
        }
    }

    fn daily(&mut self, path: &str) -> Vec<(jiff::civil::Date, Given)> {
        let place = self.fields.text_place(&["metrics", self.key, "daily"]);
        let named = super::Named { path, place: &place, from: self.file.yaml.source.path() };
        daily::read(&named, self.file.period, self.context)
    }
}

/// What is withheld of a metric.
fn mask_of(internal: bool, mask: Option<RawMask>) -> Mask {
    match mask {
        _ if internal => Mask::All,
        None | Some(RawMask::Flag(false)) => Mask::Open,
        Some(RawMask::Flag(true)) => Mask::All,
        Some(RawMask::Names(names)) => Mask::Some(names),
    }
}
