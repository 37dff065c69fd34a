//! Bars, stacks, shares, rings, slopes and rankings.

use nianbao::model::{By, Category, Chart, ChartKind, ReferenceKind, Role, Scale, Series};

use super::kit::*;

/// The six pollutants, each with a limit of its own.
fn marked(labels: &str) -> Vec<Category> {
    let mut all = categories(labels);
    for (category, limit) in all.iter_mut().zip(["160", "35", "70", "40", "4", "60"]) {
        category.marks = vec![line(ReferenceKind::Limit, limit, &format!("限值{limit}"))];
    }
    all
}

pub(super) fn items() -> Vec<(&'static str, Chart)> {
    let names = "臭氧 细颗粒物 可吸入颗粒物 二氧化氮 一氧化碳 二氧化硫";
    vec![
        (
            "bars with last year",
            Chart {
                series: vec![
                    series("2022年", Role::Focus, "92.5 68.6 58.6 35.0 22.5 11.7"),
                    series("2021年", Role::Previous, "82.5 71.4 62.9 37.5 25.0 13.3"),
                ],
                lines: vec![line(ReferenceKind::Limit, "100", "限值100%")],
                categories: categories(names),
                ..chart("bullet", ChartKind::Bar, By::Metric)
            },
        ),
        (
            "bars with own limits",
            Chart {
                series: vec![series("2022年", Role::Focus, "148 24 41 14 0.9 7")],
                categories: marked(names),
                ..chart("limits", ChartKind::Bar, By::Metric)
            },
        ),
        (
            "bars, one picked out, long names, missing and masked",
            Chart {
                series: vec![series("2022年", Role::Focus, "24 25.5 ** 27 暂缺 不足1")],
                categories: categories(
                    "示例县* 邻县 很长很长的县名自治县生态环境保护综合行政执法大队第二中队 省城区 高新区 开发区",
                ),
                ..chart("ranking", ChartKind::Bar, By::Item)
            },
        ),
        (
            "bars negative",
            Chart {
                series: vec![series("同比", Role::Focus, "-4.0 12.1 -6.8 0 -10.0")],
                categories: categories("PM2.5 O3 PM10 NO2 CO"),
                ..chart("change", ChartKind::Bar, By::Item)
            },
        ),
        (
            "bars grouped",
            Chart {
                series: vec![
                    series("立案", Role::Part(0), "14 9 6"),
                    series("办结", Role::Part(1), "12 9 5"),
                ],
                categories: categories("大气 水 固废"),
                ..chart("grouped", ChartKind::Bar, By::Item)
            },
        ),
    ]
}

pub(super) fn stacks() -> Vec<(&'static str, Chart)> {
    let level = |scale, at| Role::Level(scale, at);
    vec![
        (
            "levels stacked by month",
            Chart {
                series: vec![
                    series("优", level(Scale::Aqi, 0), "3 12 20 22 25 28 29 26 14 9 13"),
                    series("良", level(Scale::Aqi, 1), "26 15 11 8 6 2 2 5 13 16 15"),
                    series("轻度污染", level(Scale::Aqi, 2), "2 0 0 0 0 0 0 0 3 5 2"),
                    series("中度污染", level(Scale::Aqi, 3), "0 1 0 0 0 0 0 0 0 1 0"),
                ],
                categories: categories(MONTHS),
                ..chart("levels", ChartKind::Stacked, By::Month)
            },
        ),
        (
            "parts stacked by item",
            Chart {
                series: vec![
                    series("立行立改", Role::Part(0), "8 11 3"),
                    series("限期整改", Role::Part(1), "4 5 2"),
                    series("长期坚持", Role::Part(2), "2 2 **"),
                    series("其他", Role::Part(4), "1 0 0"),
                ],
                categories: categories("第一轮省环保督察 省督察“回头看” 第二轮中央督察"),
                ..chart("parts-item", ChartKind::Stacked, By::Item)
            },
        ),
        (
            "water classes by section",
            Chart {
                series: ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ"]
                    .into_iter()
                    .enumerate()
                    .map(|(at, name)| series(name, level(Scale::WaterClass, at), "2 3 4"))
                    .collect(),
                categories: categories("东河口 西河桥 水库坝前"),
                ..chart("water", ChartKind::Stacked, By::Item)
            },
        ),
    ]
}

fn whole(id: &str, kind: ChartKind, (labels, values, shares): (&str, &str, &str)) -> Chart {
    let mut whole = chart(id, kind, By::Part);
    whole.unit = "件".to_owned();
    whole.categories = categories(labels);
    whole.series = vec![series("2022年", Role::Focus, values)];
    whole.shares = shares.split(' ').filter(|share| !share.is_empty()).map(str::to_owned).collect();
    whole
}

pub(super) fn wholes() -> Vec<(&'static str, Chart)> {
    let kinds = ("大气 水 噪声 固废 其他 辐射", "612 208 154 21 5 0", "61.2% 20.8% 15.4% 2.1% 0.5% 0.0%");
    let four = ("大气 水 噪声 固废", "612 208 154 26", "61.2% 20.8% 15.4% 2.6%");
    let days =
        ("优 良 轻度污染 中度污染 重度污染 严重污染", "201 119 12 2 0 0", "60.2% 35.6% 3.6% 0.6% 0.0% 0.0%");
    let mut levels = whole("share-levels", ChartKind::Share, days);
    levels.series[0].role = Role::Level(Scale::Aqi, 0);
    vec![
        ("share", whole("share", ChartKind::Share, kinds)),
        ("share of two", whole("share-two", ChartKind::Share, ("已办结 办理中", "968 32", "96.8% 3.2%"))),
        ("share of levels", levels),
        (
            "share, masked",
            whole("share-masked", ChartKind::Share, ("大气 水 噪声 固废", "61 20 ** 暂缺", "")),
        ),
        ("donut", whole("donut", ChartKind::Donut, four)),
        ("donut of two", whole("donut-two", ChartKind::Donut, ("已办结 办理中", "968 32", "96.8% 3.2%"))),
        (
            "donut of five, small ones together",
            whole(
                "donut-five",
                ChartKind::Donut,
                ("大气 水 噪声 固废 其他", "940 20 18 12 10", "94.0% 2.0% 1.8% 1.2% 1.0%"),
            ),
        ),
        ("donut of one, masked", whole("donut-one", ChartKind::Donut, ("大气 水", "61 **", ""))),
    ]
}

pub(super) fn slopes() -> Vec<(&'static str, Chart)> {
    let item = |name: &str, role, values: &str, worse| Series { worse, ..series(name, role, values) };
    let base = |id: &str| Chart {
        categories: categories("2021年 2022年"),
        ..chart(id, ChartKind::Slope, By::Item)
    };
    let other = Role::Part(0);
    let many = (0..12).map(|at: i64| {
        let name = ["示例县", "邻县", "很长很长的县名自治县综合执法大队", "高新区"][at as usize % 4];
        let role = if at == 0 { Role::Focus } else { other };
        let values = format!("{} {}", 20 + at * 7 % 17, 18 + at * 5 % 19);
        item(&format!("{name}{}", at + 1), role, &values, false)
    });
    vec![
        (
            "slope",
            Chart {
                series: vec![
                    item("示例县", Role::Focus, "25 24", false),
                    item("邻县", other, "27 22", false),
                    item("高新区", other, "23 29", true),
                    item("开发区", other, "31 30", false),
                    item("省城区", other, "** 28", false),
                    item("新设区", other, "暂缺 26", false),
                ],
                ..base("slope")
            },
        ),
        ("slope of twelve", Chart { series: many.collect(), ..base("slope-many") }),
    ]
}

pub(super) fn rankings() -> Vec<(&'static str, Chart)> {
    let names = "甲县 乙县 示例县* 丙县 丁县 戊县 己县 庚县 辛县 壬县 癸县 未公开县";
    let mut ranked = chart("ranked", ChartKind::Ranking, By::Item);
    ranked.categories = categories(names);
    ranked.series = vec![series("2022年", Role::Focus, "18 21 24 24 25 27 28 30 31 33 暂缺 **")];
    ranked.lines = vec![line(ReferenceKind::Limit, "35", "年均限值35")];
    vec![("ranking", ranked)]
}
