//! The format's section 8 word for word, and the vectors of GB/T 8170.

use std::path::PathBuf;

use rust_decimal::Decimal;

use super::{Measured, Speaker, Words, round};
use crate::load::{self, Request};
use crate::model::{Better, Figure, Limit, Previously, Quantity, Rounding, Shown, Status, Target, Value};

/// The words of a language, from the default theme.
pub(crate) fn words(language: &str) -> Words {
    let fixture = if language == "en" { "english" } else { "minimal" };
    let content = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(fixture);
    let (project, problems) = load::project(&Request { content, theme: None });
    assert!(problems.is_empty(), "{problems:?}");
    project.expect("a project").dressing.words.clone()
}

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

fn value(text: &str) -> Value {
    match text {
        "~" => Value::Missing,
        "n/a" => Value::NotApplicable,
        "**" => Value::Masked,
        text => match text.strip_prefix('<') {
            Some(bound) => Value::BelowUnit(decimal(bound)),
            None => Value::Known(decimal(text)),
        },
    }
}

/// A figure of this year and last year; `-` is no last year's.
fn figure(unit: &str, quantity: Quantity, (now, before): (&str, &str)) -> Figure {
    let places = |value: &Value| value.known().map_or(0, |number| number.scale());
    let now = value(now);
    let previous = if before == "-" { Previously::Unknown } else { Previously::Value(value(before)) };
    let previous_decimals = match &previous {
        Previously::Value(value) => places(value),
        _ => 0,
    };
    Figure {
        id: "air.pm25".to_owned(),
        formula: Vec::new(),
        label: "PM2.5".to_owned(),
        unit: unit.to_owned(),
        quantity,
        better: Some(Better::Lower),
        has_value: true,
        decimals: places(&now),
        value: now,
        previous,
        previous_decimals,
        limit: None,
        target: None,
        parts: Vec::new(),
        previous_parts: Vec::new(),
        items: Vec::new(),
        previous_items: Vec::new(),
        monthly: Vec::new(),
        previous_monthly: Vec::new(),
        quarterly: Vec::new(),
        yearly: Vec::new(),
        first_year: 2022,
        daily: Vec::new(),
        scale: None,
        note: Vec::new(),
        status: Status::Final,
        break_reason: None,
        source: None,
        department: None,
    }
}

/// The value, the year-on-year, the change and last year's value of a figure, in words.
fn said(words: &Words, figure: &Figure) -> [String; 4] {
    let speaker = Speaker { words, rounding: Rounding::HalfEven };
    let measured = |value: &Value, decimals: u32| {
        speaker.value(&Measured { value, decimals, unit: &figure.unit, quantity: figure.quantity }).plain()
    };
    let previous = match &figure.previous {
        Previously::Value(value) => measured(value, figure.previous_decimals),
        _ => String::new(),
    };
    [
        measured(&figure.value, figure.decimals),
        speaker.yoy(figure).plain(),
        speaker.change_by(figure).plain(),
        previous,
    ]
}

#[test]
fn the_table_of_section_8_stands_word_for_word() {
    use Quantity::{Amount, Level, Rank, Ratio};
    let words = words("zh-Hans");
    for (unit, quantity, values, expected) in [
        (
            "μg/m³",
            Level,
            ("24", "25"),
            ["24微克/立方米", "同比下降4.0%", "下降1微克/立方米", "25微克/立方米"],
        ),
        (
            "μg/m³",
            Level,
            ("26", "25"),
            ["26微克/立方米", "同比上升4.0%", "上升1微克/立方米", "25微克/立方米"],
        ),
        ("件", Amount, ("12", "10"), ["12件", "同比增长20.0%", "增加2件", "10件"]),
        ("件", Amount, ("8", "10"), ["8件", "同比下降20.0%", "减少2件", "10件"]),
        ("%", Ratio, ("95.8", "97.9"), ["95.8%", "同比下降2.1个百分点", "下降2.1个百分点", "97.9%"]),
        ("%", Ratio, ("3.5", "0"), ["3.5%", "同比上升3.5个百分点", "上升3.5个百分点", "0%"]),
        ("位", Rank, ("3", "5"), ["第3位", "同比上升2位", "上升2位", "第5位"]),
        ("位", Rank, ("5", "3"), ["第5位", "同比下降2位", "下降2位", "第3位"]),
        ("件", Amount, ("10", "10"), ["10件", "与去年同期持平", "持平", "10件"]),
        ("%", Ratio, ("95.80", "95.8"), ["95.80%", "与去年同期持平", "持平", "95.8%"]),
        ("位", Rank, ("3", "3"), ["第3位", "与去年同期持平", "持平", "第3位"]),
        ("家", Amount, ("3", "0"), ["3家", "较去年同期增加3家", "增加3家", "0家"]),
        ("家", Amount, ("0", "0"), ["0家", "与去年同期持平", "持平", "0家"]),
        ("家", Amount, ("0", "4"), ["0家", "同比下降100.0%", "减少4家", "4家"]),
        ("万元", Amount, ("5", "-3"), ["5万元", "为5万元，去年同期为-3万元", "增加8万元", "-3万元"]),
        ("万元", Amount, ("-5", "-3"), ["-5万元", "为-5万元，去年同期为-3万元", "减少2万元", "-3万元"]),
        ("件", Amount, ("100001", "100000"), ["100001件", "与去年同期持平", "增加1件", "100000件"]),
    ] {
        assert_eq!(said(&words, &figure(unit, quantity, values)), expected, "{values:?} {unit}");
    }
}

#[test]
fn what_is_no_number_is_a_word_and_so_is_its_change() {
    let words = words("zh-Hans");
    for (values, expected) in [
        (("~", "3"), ["暂缺", "暂缺", "暂缺"]),
        (("n/a", "3"), ["不适用", "不适用", "不适用"]),
        (("**", "3"), ["**件", "**", "**"]),
        (("5", "**"), ["5件", "**", "**"]),
        (("**", "~"), ["**件", "**", "**"]),
        (("~", "n/a"), ["暂缺", "暂缺", "暂缺"]),
        (("5", "-"), ["5件", "与去年同期不可比", "与去年同期不可比"]),
    ] {
        let said = said(&words, &figure("件", Quantity::Amount, values));
        assert_eq!(said[..3], expected, "{values:?}");
    }
    let below = said(&words, &figure("件", Quantity::Amount, ("<1", "3")));
    assert_eq!(below[..3], ["不足1件", "不足1", "不足1"]);
    let mut broken = figure("件", Quantity::Amount, ("5", "3"));
    broken.previous = Previously::Incomparable(Some("2026年起执行新标准".to_owned()));
    assert_eq!(said(&words, &broken)[1], "与去年同期不可比（2026年起执行新标准）");
}

#[test]
fn a_change_is_computed_from_unrounded_values_and_rounded_once() {
    let words = words("zh-Hans");
    let mut shown_as_whole = figure("μg/m³", Quantity::Level, ("28", "29.3"));
    shown_as_whole.previous_decimals = 0;
    assert_eq!(
        said(&words, &shown_as_whole)[1],
        "同比下降4.4%",
        "28 and 29.3, as the bulletin of 2025 has it"
    );
    let mut points = figure("%", Quantity::Ratio, ("95.84", "95.83"));
    (points.decimals, points.previous_decimals) = (1, 1);
    assert_eq!(said(&words, &points)[1], "与去年同期持平");
}

#[test]
fn limits_and_targets_are_compared_with_the_value_as_shown() {
    let words = words("zh-Hans");
    let speaker = Speaker { words: &words, rounding: Rounding::HalfEven };
    let name = "GB 3095—2012二级标准限值";
    let limit = Limit { value: decimal("35"), label: name.to_owned(), short: String::new() };
    let target = Target { value: decimal("25"), label: "考核任务".to_owned() };
    for (now, decimals, limited, met) in [
        ("24", 0, "低于GB 3095—2012二级标准限值31.4%", "达到考核任务"),
        ("35", 0, "等于GB 3095—2012二级标准限值", "未达到考核任务"),
        ("35.4", 0, "等于GB 3095—2012二级标准限值", "未达到考核任务"),
        ("46", 0, "超过GB 3095—2012二级标准限值31.4%", "未达到考核任务"),
        ("25", 0, "低于GB 3095—2012二级标准限值28.6%", "达到考核任务"),
        ("~", 0, "暂缺", "暂缺"),
        ("**", 0, "**", "**"),
        ("n/a", 0, "不适用", "不适用"),
    ] {
        let mut figure = figure("μg/m³", Quantity::Level, (now, "-"));
        figure.decimals = decimals;
        assert_eq!(speaker.against_limit(&figure, &limit).plain(), limited, "{now}");
        assert_eq!(speaker.against_target(&figure, &target).plain(), met, "{now}");
    }
    let mut higher = figure("%", Quantity::Ratio, ("93.0", "-"));
    higher.better = Some(Better::Higher);
    let target = Target { value: decimal("93"), label: "考核任务".to_owned() };
    assert_eq!(speaker.against_target(&higher, &target).plain(), "达到考核任务");
}

#[test]
fn english_reads_as_english() {
    use Quantity::{Amount, Level, Rank, Ratio};
    let words = words("en");
    for (unit, quantity, values, expected) in [
        (
            "μg/m³",
            Level,
            ("24", "25"),
            ["24 μg/m³", "down 4.0% on the year before", "down by 1 μg/m³", "25 μg/m³"],
        ),
        (
            "cases",
            Amount,
            ("12", "10"),
            ["12 cases", "up 20.0% on the year before", "up by 2 cases", "10 cases"],
        ),
        (
            "%",
            Ratio,
            ("95.8", "97.9"),
            [
                "95.8%",
                "down 2.1 percentage points on the year before",
                "down by 2.1 percentage points",
                "97.9%",
            ],
        ),
        ("", Rank, ("3", "5"), ["no. 3", "up 2 places on the year before", "up by 2 places", "no. 5"]),
        (
            "cases",
            Amount,
            ("3", "0"),
            ["3 cases", "up 3 cases from none the year before", "up by 3 cases", "0 cases"],
        ),
        ("cases", Amount, ("3", "3"), ["3 cases", "unchanged on the year before", "unchanged", "3 cases"]),
        (
            "cases",
            Amount,
            ("<1", "<1"),
            ["less than 1 cases", "less than 1", "less than 1", "less than 1 cases"],
        ),
    ] {
        assert_eq!(said(&words, &figure(unit, quantity, values)), expected, "{values:?} {unit}");
    }
}

#[test]
fn rounding_follows_gb_t_8170() {
    for (number, places, half_even, half_up) in [
        ("12.1498", 0, "12", "12"),
        ("12.1498", 1, "12.1", "12.1"),
        ("10.5002", 0, "11", "11"),
        ("1.050", 1, "1.0", "1.1"),
        ("0.35", 1, "0.4", "0.4"),
        ("0.25", 1, "0.2", "0.3"),
        ("2.5", 0, "2", "3"),
        ("3.5", 0, "4", "4"),
        ("-2.5", 0, "-2", "-3"),
        ("-0.0365", 3, "-0.036", "-0.037"),
        ("15.4546", 0, "15", "15"),
        ("8.53459", 2, "8.53", "8.53"),
        ("16.50", 0, "16", "17"),
        ("-0.04", 1, "0.0", "0.0"),
        ("95.8", 2, "95.80", "95.80"),
    ] {
        let rounded = |rounding| round(decimal(number), places, rounding).to_string();
        assert_eq!(rounded(Rounding::HalfEven), half_even, "{number} to {places}, half-even");
        assert_eq!(rounded(Rounding::HalfUp), half_up, "{number} to {places}, half-up");
    }
}

#[test]
fn hundreds_and_thousands_are_rounded_as_numbers_of_them() {
    for (number, unit, expected) in [("1268", "100", "13"), ("2500", "1000", "2"), ("3500", "1000", "4")] {
        let rounded = round(decimal(number) / decimal(unit), 0, Rounding::HalfEven);
        assert_eq!(rounded.to_string(), expected, "{number} in {unit}s");
    }
}

#[test]
fn a_number_keeps_its_places_and_machines_read_its_sign() {
    let words = words("zh-Hans");
    let speaker = Speaker { words: &words, rounding: Rounding::HalfEven };
    let figure = figure("%", Quantity::Ratio, ("95.80", "97.90"));
    let spoken = speaker.yoy(&figure);
    assert_eq!(
        spoken.shown,
        Shown::Number { text: "2.10".to_owned(), machine: "-2.10".to_owned() },
        "points have the metric's places"
    );
}

#[test]
fn shares_add_up_to_a_hundred_by_the_largest_remainder() {
    let shares = |amounts: &[i64], places: u32| {
        let amounts: Vec<Decimal> = amounts.iter().map(|amount| Decimal::from(*amount)).collect();
        super::shares(&amounts, places)
            .map(|shares| shares.iter().map(Decimal::to_string).collect::<Vec<_>>())
    };
    let texts = |list: &[&str]| Some(list.iter().map(|text| (*text).to_owned()).collect());
    assert_eq!(shares(&[1, 1, 1], 1), texts(&["33.4", "33.3", "33.3"]));
    assert_eq!(shares(&[201, 119, 12, 2], 1), texts(&["60.2", "35.6", "3.6", "0.6"]));
    assert_eq!(shares(&[1, 0], 0), texts(&["100", "0"]));
    assert_eq!(shares(&[2, 2, 2, 1, 1, 1], 0), texts(&["23", "22", "22", "11", "11", "11"]));
    assert_eq!(shares(&[0, 0], 1), None);
    assert_eq!(shares(&[3, -1], 1), None);
}
