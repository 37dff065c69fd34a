//! Limits and scales: those that ship with the program, and an office's own under `content/standards/`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::field::Fields;
use super::shapes::{Num, RawWords};
use super::yaml::{Read, read as read_yaml};
use super::yaml_walk::Yaml;
use super::{Context, number};
use crate::model::{ScaleLabels, Stamp, StandardLimit, Standards};
use crate::problem::{Expected, Fault, Problem};
use crate::source::Source;

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "standards/：限值和等级")]
pub(super) struct RawEntry {
    #[schemars(description = "标准编号，如 GB 3095。")]
    standard: Option<String>,
    #[schemars(description = "版本，如 GB 3095—2012。")]
    edition: Option<String>,
    #[schemars(description = "项目。")]
    item: Option<String>,
    #[schemars(description = "取值时间。", extend("enum" = ["year", "quarter", "month", "day", "8h", "1h", null]))]
    average: Option<String>,
    #[schemars(description = "级别。")]
    class: Option<String>,
    #[schemars(description = "限值。")]
    value: Option<Num>,
    #[schemars(description = "单位。")]
    unit: Option<String>,
    #[schemars(description = "自何日起施行。")]
    from: Option<String>,
    #[schemars(description = "至何日止；~ 为现行。")]
    to: Option<String>,
    #[expect(dead_code, reason = "for those who read the file")]
    #[schemars(description = "出处。")]
    source: Option<String>,
    #[schemars(description = "等级表的名称。")]
    scale: Option<String>,
    #[schemars(description = "由好到差的等级名；可按语言分写。")]
    labels: Option<RawWords>,
    #[schemars(description = "小格子里的短名；可按语言分写。")]
    short: Option<RawWords>,
    #[schemars(description = "各级上限，比等级少一个。")]
    bounds: Option<Vec<Num>>,
    #[schemars(description = "达标的上限，如 100。")]
    pass: Option<Num>,
}

const LIMITS: (&str, &str) = ("standards/gb3095.yaml", include_str!("../standards/gb3095.yaml"));
const SCALES: (&str, &str) = ("standards/scales.yaml", include_str!("../standards/scales.yaml"));

/// The limits that ship with the program: the same in every language, and read once however often a site is read again.
static SHIPPED: LazyLock<Standards> = LazyLock::new(|| {
    let mut standards = Standards::default();
    read_built_in(LIMITS, "", (&mut standards, &mut Vec::new()));
    standards
});

/// The averages a limit may be for.
pub(super) const AVERAGES: [&str; 6] = ["year", "quarter", "month", "day", "8h", "1h"];

/// Reads the built-in standards, then the office's; a later entry wins over an earlier one of the same name. Labels
/// are those of the site's language.
pub(super) fn read(own: &[std::sync::Arc<Source>], language: &str, context: &mut Context<'_>) -> Standards {
    let mut standards = SHIPPED.clone();
    read_built_in(SCALES, language, (&mut standards, &mut context.problems));
    for source in own {
        read_file(source, language, (&mut standards, &mut context.problems));
    }
    standards
}

fn read_built_in((path, text): (&str, &str), language: &str, into: (&mut Standards, &mut Vec<Problem>)) {
    read_file(&Source::new(path, text), language, into);
}

fn read_file(
    source: &std::sync::Arc<Source>,
    language: &str,
    (standards, problems): (&mut Standards, &mut Vec<Problem>),
) {
    let yaml = Yaml { source, range: 0..source.text().len() };
    let Some(Read { raw, marks }) = read_yaml::<Vec<RawEntry>>(&yaml, problems) else {
        return;
    };
    let mut fields = Fields::new(&marks, source);
    for (index, entry) in raw.into_iter().enumerate() {
        let index = index.to_string();
        if entry.scale.is_some() {
            if let Some(scale) = scale(entry, (&index, language), &mut fields) {
                if standards.scales.iter().any(|known| known.name == scale.name) {
                    replaced(&scale.name, &index, &mut fields);
                }
                standards.scales.retain(|known| known.name != scale.name);
                standards.scales.push(scale);
            }
        } else if let Some(limit) = limit(entry, &index, &mut fields) {
            if standards.limits.iter().any(|known| same(known, &limit)) {
                replaced(
                    &format!("{} {} {}", limit.standard, limit.item, limit.average),
                    &index,
                    &mut fields,
                );
            }
            standards.limits.retain(|known| !same(known, &limit));
            standards.limits.push(limit);
        }
    }
    problems.append(&mut fields.problems);
}

fn replaced(name: &str, index: &str, fields: &mut Fields<'_>) {
    let place = fields.value_place(&[index]);
    fields.problems.push(Problem::new(Fault::StandardReplaced { name: name.to_owned() }, place));
}

fn same(a: &StandardLimit, b: &StandardLimit) -> bool {
    (&a.standard, &a.item, &a.average, &a.class, a.from)
        == (&b.standard, &b.item, &b.average, &b.class, b.from)
}

fn limit(entry: RawEntry, index: &str, fields: &mut Fields<'_>) -> Option<StandardLimit> {
    let RawEntry { standard, edition, item, average, class, value, unit, from, to, .. } = entry;
    let standard = fields.required(&[index], "standard", standard)?;
    let item = fields.required(&[index], "item", item)?;
    let average = fields.required(&[index], "average", average)?;
    if !AVERAGES.contains(&average.as_str()) {
        let known = AVERAGES.iter().map(|&word| word.to_owned()).collect();
        fields.bad(&[index, "average"], &average, Expected::OneOf(known));
    }
    fields.required(&[index], "value", value)?;
    let (text, place) = fields.scalar(&[index, "value"]);
    let value = match number::decimal(&text) {
        Ok(value) => value,
        Err(fault) => {
            fields.problems.push(Problem::new(fault, place));
            return None;
        }
    };
    let open = |text: Option<String>| text.filter(|text| text != "~");
    let from = fields.stamp(&[index, "from"], open(from)).map(|stamp: Stamp| stamp.day);
    let to = fields.stamp(&[index, "to"], open(to)).map(|stamp: Stamp| stamp.day);
    Some(StandardLimit {
        standard,
        edition,
        item,
        average,
        class,
        value,
        unit: unit.unwrap_or_default(),
        from,
        to,
    })
}

fn scale(entry: RawEntry, (index, language): (&str, &str), fields: &mut Fields<'_>) -> Option<ScaleLabels> {
    let RawEntry { scale, labels, short, bounds, pass, .. } = entry;
    let name = fields.required(&[index], "scale", scale)?;
    let labels = fields.required(&[index], "labels", labels)?;
    let mut decimal = |path: &[&str]| {
        let (text, place) = fields.scalar(path);
        number::decimal(&text).map_err(|fault| fields.problems.push(Problem::new(fault, place))).ok()
    };
    let bounds = bounds.unwrap_or_default();
    let bounds = (0..bounds.len()).filter_map(|at| decimal(&[index, "bounds", &at.to_string()])).collect();
    let pass = pass.and_then(|_| decimal(&[index, "pass"]));
    let languages = labels.lists();
    let short = short.map(|short| short.of(language)).unwrap_or_default();
    Some(ScaleLabels { name, labels: labels.of(language), short, languages, bounds, pass })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standards(own: &str, language: &str) -> (Standards, usize) {
        let nothing = Standards::default();
        let content = std::path::Path::new("content");
        let mut context = Context::new(content, &nothing);
        let own = [Source::new("content/standards/a.yaml", own)];
        let read = read(&own, language, &mut context);
        (read, context.problems.len())
    }

    #[test]
    fn the_standards_that_ship_have_no_fault() {
        for built_in in [LIMITS, SCALES] {
            let (mut standards, mut problems) = (Standards::default(), Vec::new());
            read_built_in(built_in, "en", (&mut standards, &mut problems));
            assert!(problems.is_empty(), "{problems:?}");
        }
        assert!(!SHIPPED.limits.is_empty());
    }

    #[test]
    fn an_english_site_showed_the_chinese_labels_of_built_in_scales() {
        let (english, problems) = standards("[]", "en-GB");
        let scale = english.scale("water-class").expect("a built-in scale");
        assert_eq!((scale.labels[1].as_str(), scale.short[5].as_str(), problems), ("Class II", "<V", 0));
        assert_eq!(scale.label("劣Ⅴ类"), Some("Inferior to Class V"), "an author may write either language");
        let (chinese, _) = standards("[]", "zh-Hans");
        let scale = chinese.scale("aqi").expect("a built-in scale");
        assert_eq!(scale.label("Lightly polluted"), Some("轻度污染"));
        assert_eq!((scale.place("优"), scale.place("Ⅰ类")), (Some(0), None));
    }

    #[test]
    fn a_scale_of_one_list_is_the_same_in_every_language() {
        let own = "- {scale: 湖库营养, labels: [贫营养, 中营养], bounds: [30]}";
        for language in ["zh-Hans", "en"] {
            let (standards, problems) = standards(own, language);
            assert_eq!(standards.scale("湖库营养").expect("its scale").labels, ["贫营养", "中营养"]);
            assert_eq!(problems, 0);
        }
    }

    #[test]
    fn a_label_that_a_language_leaves_out_is_that_of_the_first() {
        let own = "- {scale: a, labels: {zh-Hans: [好, 差], en: [Good]}}";
        assert_eq!(standards(own, "en").0.scale("a").expect("its scale").labels, ["Good", "差"]);
    }
}
