//! Lines, areas and columns.

use nianbao::model::{By, Chart, ChartKind, ReferenceKind, Role};

use super::kit::*;

pub(super) fn lines() -> Vec<(&'static str, Chart)> {
    let now = series("2022年", Role::Focus, "37 32 28 24 21 18 17 17 21 23 26");
    let last = series("2021年", Role::Previous, "41 36 31 25 22 20 19 19 20 21 21");
    let limit = line(ReferenceKind::Limit, "35", "年均限值35");
    let base = |id: &str, kind| Chart { categories: categories(MONTHS), ..chart(id, kind, By::Month) };
    let (labels, daily) = daily();
    vec![
        (
            "line",
            Chart {
                series: vec![now.clone(), last.clone()],
                lines: vec![limit.clone()],
                ..base("line", ChartKind::Line)
            },
        ),
        (
            "line with gap, mask and target",
            Chart {
                series: vec![series("2022年", Role::Focus, "37 32 暂缺 24 21 ** ** 17 21 23 暂缺")],
                lines: vec![limit.clone(), line(ReferenceKind::Target, "30", "目标30")],
                ..base("gap", ChartKind::Line)
            },
        ),
        (
            "line of parts",
            Chart {
                series: vec![
                    series("PM2.5", Role::Part(0), "37 32 28 24 21 18 17 17 21 23 26"),
                    series("PM10", Role::Part(1), "57 52 48 44 41 38 37 37 41 43 27"),
                    series("二氧化氮", Role::Part(2), "17 22 18 14 11 18 17 17 11 13 26"),
                ],
                ..base("parts", ChartKind::Line)
            },
        ),
        (
            "line above zero",
            Chart {
                series: vec![series("优良率", Role::Focus, "95.8 96.1 97.9 94.6 92.8")],
                lines: vec![line(ReferenceKind::Target, "93", "考核任务93%")],
                categories: categories("2018年 2019年 2020年 2021年 2022年"),
                ..chart("rate", ChartKind::Line, By::Year)
            },
        ),
        (
            "line of days",
            Chart {
                series: vec![series("2022年", Role::Focus, &daily.join(" "))],
                lines: vec![line(ReferenceKind::Limit, "100", "限值100")],
                categories: categories(&labels.join(" ")),
                ..chart("daily", ChartKind::Line, By::Day)
            },
        ),
    ]
}

fn daily() -> (Vec<String>, Vec<String>) {
    let daily: Vec<String> = (0..334).map(|at| format!("{}", 40 + (at * 37) % 53 + at / 8)).collect();
    let labels: Vec<String> = (0..334).map(|at| format!("{}月{}日", at / 31 + 1, at % 31 + 1)).collect();
    (labels, daily)
}

pub(super) fn areas() -> Vec<(&'static str, Chart)> {
    let base = |id: &str| Chart { categories: categories(MONTHS), ..chart(id, ChartKind::Area, By::Month) };
    let part = |name, at, values| series(name, Role::Part(at), values);
    vec![
        (
            "area with limit",
            Chart {
                series: vec![series("2022年", Role::Focus, "37 32 28 24 21 18 17 17 21 23 26")],
                lines: vec![line(ReferenceKind::Limit, "35", "年均限值35")],
                ..base("area")
            },
        ),
        (
            "area with last year, gap and mask",
            Chart {
                series: vec![
                    series("2022年", Role::Focus, "37 32 暂缺 24 21 ** ** 17 21 23 26"),
                    series("2021年", Role::Previous, "41 36 31 25 22 20 19 19 20 21 21"),
                ],
                ..base("area-gap")
            },
        ),
        (
            "areas stacked",
            Chart {
                series: vec![
                    part("生活污水", 0, "120 118 125 130 138 142 150 149 140 133 128"),
                    part("工业废水", 1, "80 62 78 81 79 77 70 72 75 79 80"),
                    part("其他", 2, "12 10 14 11 15 18 9 8 12 14 3"),
                ],
                ..base("area-stacked")
            },
        ),
        (
            "areas stacked with gap and mask",
            Chart {
                series: vec![
                    part("生活污水", 0, "120 118 125 130 暂缺 142 150 149 140 133 128"),
                    part("工业废水", 1, "80 62 78 81 79 77 70 ** 75 79 80"),
                ],
                lines: vec![line(ReferenceKind::Limit, "230", "总量控制230")],
                ..base("area-stacked-gap")
            },
        ),
    ]
}

pub(super) fn columns() -> Vec<(&'static str, Chart)> {
    let now = series("2022年", Role::Focus, "37 32 28 24 21 18 17 17 21 23 26");
    let last = series("2021年", Role::Previous, "41 36 31 25 22 20 19 19 20 21 21");
    let limit = line(ReferenceKind::Limit, "35", "年均限值35");
    let base = |id: &str, kind| Chart { categories: categories(MONTHS), ..chart(id, kind, By::Month) };
    let (labels, daily) = daily();
    vec![
        (
            "columns",
            Chart {
                series: vec![now.clone(), last],
                lines: vec![limit.clone()],
                ..base("columns", ChartKind::Column)
            },
        ),
        (
            "column single, missing, masked",
            Chart {
                series: vec![series("2022年", Role::Focus, "37 32 暂缺 24 0 ** 17 不足1 21 23 1234.5")],
                ..base("single", ChartKind::Column)
            },
        ),
        (
            "columns negative",
            Chart {
                series: vec![series("2022年", Role::Focus, "-3 2 1.5 -4 2 3 1 2 0 -1 2")],
                ..base("negative", ChartKind::Column)
            },
        ),
        (
            "columns of 31 days",
            Chart {
                series: vec![series("10月", Role::Focus, &daily[100..131].join(" "))],
                lines: vec![line(ReferenceKind::Limit, "90", "限值90")],
                categories: categories(&labels[62..93].join(" ")),
                ..chart("october", ChartKind::Column, By::Day)
            },
        ),
        (
            "columns of years, one picked out",
            Chart {
                series: vec![series("立案", Role::Focus, "12 18 9 24 31")],
                categories: categories("2018年 2019年 2020年 2021年 2022年*"),
                ..chart("cases", ChartKind::Column, By::Year)
            },
        ),
    ]
}
