//! What charts of the kinds say that no line or bar says: tasks, limits, levels, two years.

use super::*;

#[test]
fn progress_says_what_is_done() {
    let towards = |better: Option<Better>, value: &str| {
        let mut chart = chart(ChartKind::Progress, By::Metric, value);
        chart.better = better;
        chart.categories[0].marks = vec![line(ReferenceKind::Target, "90", "年度任务90")];
        chart
    };
    let progress = |value: &str| towards(Some(Better::Higher), value);
    assert_eq!(say(&progress("95")), "粉尘：为95吨，达到年度任务90");
    assert_eq!(say(&progress("90")), "粉尘：为90吨，达到年度任务90");
    assert_eq!(say(&progress("80")), "粉尘：为80吨，未达到年度任务90");
    let ceiling = |value: &str| towards(Some(Better::Lower), value);
    assert_eq!(say(&ceiling("80")), "粉尘：为80吨，达到年度任务90");
    assert_eq!(say(&ceiling("90")), "粉尘：为90吨，达到年度任务90");
    assert_eq!(say(&ceiling("0")), "粉尘：为0吨，达到年度任务90");
    assert_eq!(say(&ceiling("-5")), "粉尘：为-5吨，达到年度任务90");
    assert_eq!(say(&ceiling("95")), "粉尘：为95吨，未达到年度任务90");
    assert!(say_in_english(&ceiling("95")).ends_with(", not meeting 年度任务90"));
    assert_eq!(say(&ceiling("90.4")), "粉尘：为90.4吨，达到年度任务90", "as shown, without places");
    assert_eq!(say(&towards(None, "95")), "粉尘：为95吨");
    assert_eq!(say(&ceiling("**")), "粉尘");
    assert_eq!(say(&progress("~")), "粉尘");
    assert_eq!(describe(&progress("80")), "粉尘，2022年，吨；2022年：甲80；甲：年度任务90");
    let ledger = |done: &str, ongoing: &str| {
        let mut chart = chart(ChartKind::Progress, By::Part, "0");
        chart.subtitle = "整改，2022年；一格为一个".to_owned();
        chart.unit = "个".to_owned();
        chart.series = vec![
            series("已完成", Role::State(WorkState::Done), done),
            series("整改中", Role::State(WorkState::Ongoing), ongoing),
        ];
        chart
    };
    assert_eq!(say(&ledger("4", "5")), "整改：完成4个，共9个");
    assert_eq!(say(&ledger("4", "0")), "整改：4个全部完成");
    assert_eq!(say(&ledger("0", "0")), "整改");
}

fn bullet(values: &str, rows: &[[&str; 2]]) -> Chart {
    let mut chart = chart(ChartKind::Bullet, By::Metric, values);
    "粉尘，2022年，占限值的百分比".clone_into(&mut chart.subtitle);
    "%".clone_into(&mut chart.unit);
    chart.decimals = 1;
    chart.column_heads = ["占限值", "数值", "限值"].map(str::to_owned).to_vec();
    for ((category, point), [value, limit]) in
        chart.categories.iter_mut().zip(&chart.series[0].points).zip(rows)
    {
        category.columns = vec![point.text.clone(), (*value).to_owned(), (*limit).to_owned()];
    }
    chart
}

#[test]
fn limits_are_passed_by_values_and_not_by_rounded_percents() {
    let rows = [["35", "35"], ["20", "40"]];
    assert_eq!(say(&bullet("100.0% 50.0%", &rows)), "粉尘：均未超过限值，甲最接近，为限值的100.0%");
    let rows = [["10001", "10000"], ["20", "40"]];
    assert_eq!(say(&bullet("100.0% 50.0%", &rows)), "粉尘：甲超过限值");
    let rows = [["20", "40"], ["~", "40"], ["10", "40"]];
    let gap = bullet("50.0% ~ 25.0%", &rows);
    assert_eq!(say(&gap), "粉尘：有数据的指标中均未超过限值，甲最接近，为限值的50.0%");
    assert_eq!(say(&bullet("50.0% ** 25.0%", &rows)), "粉尘");
    assert_eq!(say(&bullet("50.0%", &rows)), "粉尘：甲未超过限值，为限值的50.0%");
    assert_eq!(
        describe(&bullet("50.0%", &rows)),
        "粉尘，2022年，占限值的百分比；甲：占限值50.0%、数值20、限值40"
    );
}

fn key(level: usize, label: &str, detail: &str) -> LevelKey {
    LevelKey { level, label: label.to_owned(), short: String::new(), detail: detail.to_owned() }
}

/// A calendar of one month: `0` and `1` are levels, `2` a level over the limit.
pub(super) fn calendar(days: &str) -> Chart {
    let day = |one: char| match one {
        '~' => CalendarDay::Missing,
        '*' => CalendarDay::Masked,
        '-' => CalendarDay::Outside,
        digit => CalendarDay::Level { level: usize::from(digit as u8 - b'0'), over: digit == '2' },
    };
    let days = days.chars().map(day).collect();
    let month = CalendarMonth { label: "1月".to_owned(), note: "超标1天".to_owned(), offset: 0, days };
    let weekdays = std::array::from_fn(|_| String::new());
    let missing = Some("无数据".to_owned());
    let calendar = Calendar { months: vec![month], weekdays, outside: None, missing, masked: None };
    let keys = vec![key(0, "优", "0—50，2天"), key(1, "良", "51—100，1天")];
    Chart {
        calendar: Some(calendar),
        levels: Some(Levels { scale: Scale::Aqi, keys }),
        ..chart(ChartKind::Calendar, By::Day, "")
    }
}

#[test]
fn a_calendar_counts_the_days_that_have_data() {
    assert_eq!(say(&calendar("0012-")), "粉尘：4天中有1天超标");
    assert_eq!(say(&calendar("0012~")), "粉尘：有数据的4天中有1天超标");
    assert_eq!(say(&calendar("001")), "粉尘：3天中优最多，有2天");
    assert_eq!(say(&calendar("001~")), "粉尘：有数据的3天中优最多，有2天");
    assert_eq!(say(&calendar("0011")), "粉尘：4天中优、良最多，各有2天");
    assert_eq!(say(&calendar("00")), "粉尘：2天均为优");
    assert_eq!(say(&calendar("001*")), "粉尘");
    assert_eq!(say(&calendar("~~")), "粉尘");
    assert_eq!(
        describe(&calendar("001~")),
        "粉尘，2022年，吨；优：0—50，2天；良：51—100，1天；无数据：1天；1月：超标1天"
    );
}

#[test]
fn a_matrix_has_its_best_and_worst() {
    let matrix = |cells: &str| {
        let cell = |one: char| match one {
            '~' => Point { level: None, ..point("~") },
            '*' => point("**"),
            digit => {
                let text = if digit == '1' { "Ⅱ类" } else { "Ⅲ类" }.to_owned();
                Point { level: Some(usize::from(digit as u8 - b'0')), text, ..point("~") }
            }
        };
        let points = cells.chars().map(cell).collect();
        let series = vec![Series { points, ..series("桥断面", Role::Part(0), "") }];
        let keys =
            [(1, '1', "Ⅱ类"), (2, '2', "Ⅲ类")].into_iter().filter(|(_, digit, _)| cells.contains(*digit));
        let keys = keys.map(|(level, _, label)| key(level, label, "")).collect();
        let levels = Some(Levels { scale: Scale::WaterClass, keys });
        Chart { series, levels, ..chart(ChartKind::Matrix, By::Month, "") }
    };
    assert_eq!(say(&matrix("211")), "粉尘：最好为Ⅱ类，2次；最差为Ⅲ类，1次");
    assert_eq!(say(&matrix("211~")), "粉尘：有数据的当中，最好为Ⅱ类，2次；最差为Ⅲ类，1次");
    assert_eq!(say(&matrix("11")), "粉尘：均为Ⅱ类");
    assert_eq!(say(&matrix("11~")), "粉尘：有数据的均为Ⅱ类");
    assert_eq!(say(&matrix("21*")), "粉尘");
    assert_eq!(say(&matrix("")), "粉尘");
    assert_eq!(describe(&matrix("211~")), "粉尘，2022年，吨；桥断面：Ⅱ类2次、Ⅲ类1次、~1次");
}

#[test]
fn a_slope_counts_what_rose_and_fell() {
    let slope = |pairs: &[&str]| {
        let series = pairs.iter().enumerate().map(|(at, pair)| series("甲", Role::Part(at), pair)).collect();
        Chart { series, ..chart(ChartKind::Slope, By::Item, "0 0") }
    };
    assert_eq!(say(&slope(&["1 2", "3 2", "4 4"])), "粉尘：1项上升，1项下降，1项持平");
    assert_eq!(say(&slope(&["1 2", "3 4"])), "粉尘：2项均上升");
    assert_eq!(say(&slope(&["1 2", "3 ~", "5 4"])), "粉尘：两年都有数据的项目中1项上升，1项下降");
    assert_eq!(say(&slope(&["1 2"])), "粉尘：由1吨升至2吨");
    assert_eq!(say(&slope(&["1 2", "** 4"])), "粉尘");
    assert_eq!(say(&slope(&["1 ~"])), "粉尘");
}
