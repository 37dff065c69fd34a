//! Titles word for word, of data that tempt them to lie.

mod kinds;

use super::{description, title};
use crate::model::{
    Better, Break, By, Calendar, CalendarDay, CalendarMonth, Category, Chart, ChartKind, LevelKey, Levels,
    Point, ReferenceKind, ReferenceLine, Role, Rounding, Scale, Series, Status, Value, WorkState,
};
use crate::wording::Speaker;
use crate::wording::tests::words;

fn say(chart: &Chart) -> String {
    title(chart, Speaker { words: &words("zh"), rounding: Rounding::HalfEven })
}

fn say_in_english(chart: &Chart) -> String {
    title(chart, Speaker { words: &words("en"), rounding: Rounding::HalfEven })
}

fn describe(chart: &Chart) -> String {
    description(chart, Speaker { words: &words("zh"), rounding: Rounding::HalfEven })
}

fn point(text: &str) -> Point {
    let value = match text {
        "~" => Value::Missing,
        "**" => Value::Masked,
        "<1" => Value::BelowUnit(rust_decimal::Decimal::ONE),
        text => Value::Known(text.trim_end_matches('%').parse().expect("a number")),
    };
    Point { value, text: text.to_owned(), status: Status::Final, level: None }
}

fn series(name: &str, role: Role, values: &str) -> Series {
    let points = values.split_whitespace().map(point).collect();
    Series { name: name.to_owned(), role, points, worse: false }
}

/// A chart of one series over `1月 2月 …`, or of items `甲 乙 …`.
fn chart(kind: ChartKind, by: By, values: &str) -> Chart {
    let names = ["甲", "乙", "丙", "丁", "戊", "己"];
    let label = |at: usize| if by.is_time() { format!("{}月", at + 1) } else { names[at].to_owned() };
    Chart {
        subtitle: "粉尘，2022年，吨".to_owned(),
        unit: "吨".to_owned(),
        categories: (0..values.split_whitespace().count()).map(|at| Category::named(label(at))).collect(),
        series: vec![series("2022年", Role::Focus, values)],
        ..Chart::of(kind, by)
    }
}

fn months(values: &str) -> Chart {
    chart(ChartKind::Line, By::Month, values)
}

fn bars(values: &str) -> Chart {
    chart(ChartKind::Bar, By::Item, values)
}

fn line(kind: ReferenceKind, value: &str, label: &str) -> ReferenceLine {
    let value = value.parse().expect("a number");
    ReferenceLine { kind, value, name: label.to_owned(), label: label.to_owned() }
}

fn limited(values: &str) -> Chart {
    let lines = vec![line(ReferenceKind::Limit, "35", "限值35")];
    Chart { lines, ..months(values) }
}

fn with_last_year(values: &str, before: &str) -> Chart {
    let mut chart = months(values);
    chart.series.push(series("2021年", Role::Previous, before));
    chart
}

#[test]
fn a_series_over_time_has_its_extremes() {
    assert_eq!(say(&months("3 5 1 4")), "粉尘：2月最高，3月最低");
    assert_eq!(say(&months("-3 5 -9 4")), "粉尘：2月最高，3月最低");
    assert_eq!(say(&months("5 5 1 4")), "粉尘：1月、2月并列最高，3月最低");
    assert_eq!(say(&months("5 5 5 5 1")), "粉尘：5月最低");
    assert_eq!(say(&months("5 5 5 5 1 1 1 1")), "粉尘");
    assert_eq!(say(&months("5 5 5.2 5")), "粉尘：各月均为5吨");
}

fn years(values: &str) -> Chart {
    let mut chart = chart(ChartKind::Line, By::Year, values);
    for (at, category) in chart.categories.iter_mut().enumerate() {
        category.label = format!("{}年", 2019 + at);
    }
    chart
}

#[test]
fn years_that_all_go_one_way_are_a_course() {
    assert_eq!(say(&years("9 7 4 1")), "粉尘：逐年下降，由9降至1吨");
    assert_eq!(say(&years("1 4")), "粉尘：由1升至4吨");
    assert_eq!(say(&years("4 4")), "粉尘：两年均为4吨");
    assert_eq!(say(&years("9 7 7 1")), "粉尘：2019年最高，2022年最低");
    assert_eq!(say(&years("9 ~ 4")), "粉尘：有数据的年份中2019年最高，2021年最低");
}

#[test]
fn what_cannot_be_compared_with_the_last_year_is_not_spoken_of() {
    let since = |values: &str, at: usize| {
        let mut chart = years(values);
        chart.breaks.push(broken(Some(at)));
        say(&chart)
    };
    assert_eq!(since("1 9 5 4 3", 2), "粉尘：自2021年起逐年下降，由5降至3吨");
    assert_eq!(since("1 9 5", 2), "粉尘：2021年为5吨");
    assert_eq!(since("~ 9 5 5", 2), "粉尘：自2021年起两年均为5吨");
}

#[test]
fn years_are_held_against_the_limit_of_their_own() {
    let against = |limits: [&str; 3]| {
        let mut chart = years("34 33 32");
        for (category, limit) in chart.categories.iter_mut().zip(limits) {
            category.marks = vec![line(ReferenceKind::Limit, limit, "限值")];
        }
        say(&chart)
    };
    assert_eq!(against(["35", "35", "32"]), "粉尘：逐年下降，由34降至32吨，均未超过当年限值");
    assert_eq!(against(["35", "35", "30"]), "粉尘：逐年下降，由34降至32吨，3年中有1年超过当年限值（2021年）");
}

#[test]
fn a_flat_or_single_or_empty_series_has_no_extremes() {
    assert_eq!(say(&months("5 5.0 5")), "粉尘：各月均为5吨");
    assert_eq!(say(&months("5 ~ 5")), "粉尘：有数据的各月均为5吨");
    assert_eq!(say(&months("5")), "粉尘：1月为5吨");
    assert_eq!(say(&months("~ 5 ~")), "粉尘：2月为5吨");
    assert_eq!(say(&months("~ ~")), "粉尘");
    assert_eq!(say(&months("")), "粉尘");
    assert_eq!(say(&Chart { series: Vec::new(), ..months("1 2") }), "粉尘");
}

#[test]
fn what_is_lacking_bounds_what_is_said_and_what_is_withheld_silences() {
    assert_eq!(say(&months("3 ~ 1 4")), "粉尘：有数据的月份中4月最高，3月最低");
    assert_eq!(say(&limited("3 ~ 1 4")), "粉尘：有数据的月份中4月最高，3月最低，均未超过限值35");
    assert_eq!(say(&months("3 <1 2")), "粉尘");
    assert_eq!(say(&months("3 ** 1")), "粉尘");
    assert_eq!(say(&bars("3 ** 1")), "粉尘");
    assert_eq!(say(&with_last_year("3 4", "5 **")), "粉尘");
    assert_eq!(say(&with_last_year("3 4", "5 ~")), "粉尘：2月最高，1月最低");
    assert_eq!(say(&chart(ChartKind::Line, By::Day, "3 4")), "粉尘：有数据的日子中2月最高，1月最低");
}

#[test]
fn a_limit_that_is_reached_is_not_passed() {
    assert_eq!(say(&limited("30 35 20")), "粉尘：2月最高，3月最低，均未超过限值35");
    assert_eq!(say(&limited("30 36 20")), "粉尘：2月最高，3月最低，3个月中有1个月超过限值35（2月）");
    assert_eq!(say(&limited("36 37 38 39 20")), "粉尘：4月最高，5月最低，5个月中有4个月超过限值35");
    assert_eq!(say(&limited("36 37")), "粉尘：2月最高，1月最低，均超过限值35");
}

#[test]
fn last_year_is_passed_in_all_periods_or_not_spoken_of() {
    assert_eq!(say(&with_last_year("3 4", "5 6")), "粉尘：2月最高，1月最低，各月均低于2021年同期");
    assert_eq!(say(&with_last_year("3 4", "1 2")), "粉尘：2月最高，1月最低，各月均高于2021年同期");
    assert_eq!(say(&with_last_year("3 4", "3 4")), "粉尘：2月最高，1月最低，各月均与2021年同期相同");
    assert_eq!(say(&with_last_year("3 4", "3 6")), "粉尘：2月最高，1月最低");
    let mut chart = with_last_year("3 4", "5 6");
    chart.breaks.push(broken(None));
    assert_eq!(say(&chart), "粉尘：2月最高，1月最低");
}

/// A break of the first series, before a category or none.
fn broken(before: Option<usize>) -> Break {
    Break {
        label: "粉尘".to_owned(),
        reason: "范围有变".to_owned(),
        before,
        series: vec![0],
        word: "口径调整".to_owned(),
    }
}

#[test]
fn years_on_two_sides_of_a_break_are_not_compared() {
    let years =
        |values: &str, breaks: Vec<Break>| Chart { breaks, ..chart(ChartKind::Line, By::Year, values) };
    assert_eq!(say(&years("3 5 1 4", Vec::new())), "粉尘：2月最高，3月最低");
    assert_eq!(say(&years("3 5 1 4", vec![broken(Some(2))])), "粉尘：自3月起由1升至4吨");
    assert_eq!(say(&years("3 5 1 4", vec![broken(None)])), "粉尘：2月最高，3月最低");
    let lines = vec![line(ReferenceKind::Limit, "35", "限值35")];
    let limited = Chart { lines, ..years("3 5 1 4", vec![broken(Some(2))]) };
    assert_eq!(say(&limited), "粉尘：自3月起由1升至4吨，均未超过限值35");
}

#[test]
fn several_series_end_with_one_highest_or_none() {
    let two = |one: &str, other: &str| {
        let series = vec![series("甲", Role::Part(0), one), series("乙", Role::Part(1), other)];
        Chart { series, ..months(one) }
    };
    assert_eq!(say(&two("1 5", "9 4")), "粉尘：2月甲最高，为5吨");
    assert_eq!(say(&two("1 5", "9 5")), "粉尘");
    assert_eq!(say(&two("1 5", "9 ~")), "粉尘");
    let stacked = |one: &str, other: &str| Chart { kind: ChartKind::Stacked, ..two(one, other) };
    assert_eq!(say(&stacked("1 5", "9 4")), "粉尘：合计以乙最多");
    assert_eq!(say(&Chart { unit: "%".to_owned(), ..stacked("1 5", "9 4") }), "粉尘");
    assert_eq!(say(&stacked("5 5", "1 4")), "粉尘：各月均以甲最多");
    assert_eq!(say(&stacked("1 5", "5 1")), "粉尘");
    assert_eq!(say(&stacked("5 5", "1 ~")), "粉尘");
    assert_eq!(say(&stacked("5 5", "1 -4")), "粉尘");
    assert_eq!(say(&stacked("5", "1")), "粉尘：甲最多，为5吨");
}

#[test]
fn items_have_a_largest() {
    assert_eq!(say(&bars("3 5 1")), "粉尘：乙最多，为5吨");
    assert_eq!(say(&bars("5 5 1")), "粉尘：甲、乙并列最多，均为5吨");
    assert_eq!(say(&bars("5 5 5 5 1")), "粉尘");
    assert_eq!(say(&bars("-3 -5")), "粉尘：甲最高，为-3吨");
    assert_eq!(say(&bars("5 ~ 1")), "粉尘：有数据的项目中甲最多，为5吨");
    assert_eq!(say(&bars("5 5")), "粉尘：各项均为5吨");
    assert_eq!(say(&Chart { unit: "%".to_owned(), ..bars("3 5") }), "粉尘：乙最高，为5%");
    let shares = vec!["25.0%".to_owned(), "75.0%".to_owned()];
    let donut = Chart { shares, ..chart(ChartKind::Donut, By::Part, "1 3") };
    assert_eq!(say(&donut), "粉尘：乙最多，为3吨，占75.0%");
    assert_eq!(describe(&donut), "粉尘，2022年，吨；2022年：甲1（25.0%）、乙3（75.0%）");
}

#[test]
fn english_says_the_same() {
    let english = |chart: Chart| Chart { subtitle: "Dust, soot, 2022, t".to_owned(), ..chart };
    let say = |chart: Chart| say_in_english(&english(chart));
    assert_eq!(say(months("3 5 1 4")), "Dust, soot: highest in 2月, lowest in 3月");
    assert_eq!(
        say(limited("36 ~ 20")),
        "Dust, soot: of the months with data, highest in 1月, lowest in 3月, 1 of 2 months above 限值35 (1月)"
    );
    assert_eq!(say(months("5 5")), "Dust, soot: 5 吨 in every month");
    assert_eq!(say(months("3 ** 4")), "Dust, soot");
    assert_eq!(say(bars("3 5")), "Dust, soot: most in 乙, 5 吨");
    assert_eq!(say(kinds::calendar("0012~")), "Dust, soot: 1 of 4 days with data over the limit");
}
