//! Draws charts: with a number as many different ones, printing their bytes; with `--page FILE` a page of every
//! kind in every width, to be looked at.

#![allow(clippy::print_stdout, reason = "an example that speaks")]

#[path = "charts/levels.rs"]
mod levels;

use std::error::Error;
use std::fmt::Write as _;

use nianbao::chart::{Drawing, SkylineForm, Width, draw, skyline};
use nianbao::model::{
    By, Category, Chart, ChartKind, Inline, InlineKind, Point, ReferenceKind, ReferenceLine, Role, Scale,
    Series, Skyline, Status, Value, WorkState,
};
use rust_decimal::Decimal;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--page", file] => std::fs::write(file, page())?,
        [count] => many(count.parse()?),
        _ => println!("charts N | charts --page FILE"),
    }
    Ok(())
}

/// Draws many charts and says how many and how fast.
fn many(count: usize) {
    let samples = samples();
    let begin = std::time::Instant::now();
    let mut bytes = 0;
    for at in 0..count {
        let (_, chart) = &samples[at % samples.len()];
        bytes += draw(chart, [Width::Wide, Width::Narrow, Width::Print][at % 3]).svg.len();
    }
    println!("{count} charts, {bytes} bytes, {:?}", begin.elapsed());
    for (name, chart) in &samples {
        let begin = std::time::Instant::now();
        let drawing = draw(chart, Width::Wide);
        println!("{name}: {} bytes, {:?}", drawing.svg.len(), begin.elapsed());
    }
}

fn page() -> String {
    let mut body = String::new();
    for (name, chart) in samples() {
        let _ = write!(body, "<h2>{name}</h2><div class=\"pair\">");
        for width in [Width::Wide, Width::Narrow] {
            frame(&mut body, &draw(&chart, width));
        }
        body.push_str("</div>");
    }
    for (_, chart) in samples().into_iter().step_by(2) {
        frame(&mut body, &draw(&chart, Width::Print));
    }
    for (name, form) in [("panel", SkylineForm::Panel), ("phone", SkylineForm::Phone)] {
        for sky in [days(334), days(366), months()] {
            let _ = write!(body, "<h2>{name}</h2><div class=\"cover\">");
            frame(&mut body, &skyline(&sky, form));
            body.push_str("</div>");
        }
    }
    for form in [SkylineForm::Archive { top: Decimal::from(220) }, SkylineForm::Print] {
        frame(&mut body, &skyline(&days(334), form));
        frame(&mut body, &skyline(&months(), form));
    }
    let css = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/assets/text/70-chart.css");
    format!(
        "<!doctype html><meta charset=utf-8><link rel=stylesheet href=\"file://{css}\"><style>{TOKENS}</style>\
         <body>{body}"
    )
}

fn frame(body: &mut String, drawing: &Drawing) {
    let _ = write!(body, "<div class=frame>{}</div>", drawing.svg);
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap_or_default()
}

fn point(text: &str) -> Point {
    let value = match text {
        "暂缺" => Value::Missing,
        "**" => Value::Masked,
        "不足1" => Value::BelowUnit(Decimal::ONE),
        number => Value::Known(decimal(number)),
    };
    Point { value, text: text.to_owned(), status: Status::Final, level: None }
}

fn series(name: &str, role: Role, values: &str) -> Series {
    Series { name: name.to_owned(), role, points: values.split(' ').map(point).collect(), worse: false }
}

fn line(kind: ReferenceKind, value: &str, label: &str) -> ReferenceLine {
    let name = label.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    ReferenceLine { kind, value: decimal(value), name, label: label.to_owned() }
}

fn categories(labels: &str) -> Vec<Category> {
    labels
        .split(' ')
        .map(|label| Category {
            columns: Vec::new(),
            label: label.trim_end_matches('*').to_owned(),
            highlight: label.ends_with('*'),
            marks: Vec::new(),
            aside: String::new(),
            unit: String::new(),
        })
        .collect()
}

fn chart(id: &str, kind: ChartKind, by: By) -> Chart {
    Chart {
        id: id.to_owned(),
        title: vec![Inline { kind: InlineKind::Text("全年PM2.5先降后升".to_owned()), range: 0..0 }],
        subtitle: "县城区月均浓度".to_owned(),
        unit: "微克/立方米".to_owned(),
        description: "1月37，7月最低17，11月26。".to_owned(),
        category_head: "月份".to_owned(),
        ..Chart::of(kind, by)
    }
}

const MONTHS: &str = "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月";

fn samples() -> Vec<(&'static str, Chart)> {
    let mut all = lines();
    all.extend(columns());
    all.extend(items());
    all.extend(stacks());
    all.extend(progress());
    all.extend(levels::all());
    all.extend(areas());
    all.extend(wholes());
    all.extend(slopes());
    all.extend(rankings());
    all
}

fn areas() -> Vec<(&'static str, Chart)> {
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

fn whole(id: &str, kind: ChartKind, (labels, values, shares): (&str, &str, &str)) -> Chart {
    let mut whole = chart(id, kind, By::Part);
    whole.unit = "件".to_owned();
    whole.categories = categories(labels);
    whole.series = vec![series("2022年", Role::Focus, values)];
    whole.shares = shares.split(' ').filter(|share| !share.is_empty()).map(str::to_owned).collect();
    whole
}

fn wholes() -> Vec<(&'static str, Chart)> {
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

fn slopes() -> Vec<(&'static str, Chart)> {
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

fn rankings() -> Vec<(&'static str, Chart)> {
    let names = "甲县 乙县 示例县* 丙县 丁县 戊县 己县 庚县 辛县 壬县 癸县 未公开县";
    let mut ranked = chart("ranked", ChartKind::Ranking, By::Item);
    ranked.categories = categories(names);
    ranked.series = vec![series("2022年", Role::Focus, "18 21 24 24 25 27 28 30 31 33 暂缺 **")];
    ranked.lines = vec![line(ReferenceKind::Limit, "35", "年均限值35")];
    vec![("ranking", ranked)]
}

/// Days with their values.
fn daily() -> (Vec<String>, Vec<String>) {
    let daily: Vec<String> = (0..334).map(|at| format!("{}", 40 + (at * 37) % 53 + at / 8)).collect();
    let labels: Vec<String> = (0..334).map(|at| format!("{}月{}日", at / 31 + 1, at % 31 + 1)).collect();
    (labels, daily)
}

fn lines() -> Vec<(&'static str, Chart)> {
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

fn columns() -> Vec<(&'static str, Chart)> {
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

fn items() -> Vec<(&'static str, Chart)> {
    let names = "臭氧 细颗粒物 可吸入颗粒物 二氧化氮 一氧化碳 二氧化硫";
    let marked = |labels: &str| {
        let mut all = categories(labels);
        for (category, limit) in all.iter_mut().zip(["160", "35", "70", "40", "4", "60"]) {
            category.marks = vec![line(ReferenceKind::Limit, limit, &format!("限值{limit}"))];
        }
        all
    };
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

fn stacks() -> Vec<(&'static str, Chart)> {
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

/// The items of a ledger in one state: counts and words.
fn state(state: WorkState, values: &[(&str, &str)]) -> Series {
    let points = values.iter().map(|(value, text)| Point { text: (*text).to_owned(), ..point(value) });
    Series { name: String::new(), role: Role::State(state), points: points.collect(), worse: false }
}

fn ledger(id: &str, names: &str, asides: [&str; 3], rows: Vec<Series>) -> Chart {
    let mut all = categories(names);
    for (category, aside) in all.iter_mut().zip(asides) {
        category.aside = aside.to_owned();
    }
    Chart { categories: all, series: rows, ..chart(id, ChartKind::Progress, By::Part) }
}

fn progress() -> Vec<(&'static str, Chart)> {
    let mut towards = chart("towards", ChartKind::Progress, By::Metric);
    towards.unit = "%".to_owned();
    towards.series = vec![series("2022年", Role::Focus, "95.8 67.6 ** 暂缺")];
    towards.categories = categories("空气质量优良率 督察问题完成率 处罚 土壤");
    towards.lines = vec![line(ReferenceKind::Target, "93", "考核任务93%")];
    vec![
        (
            "ledger",
            ledger(
                "ledger",
                "第一轮省环保督察 省督察“回头看” 第二轮中央督察",
                ["78.6%", "50.0%", "100.0%"],
                vec![
                    state(WorkState::Done, &[("11", "已完成11个"), ("9", "已完成9个"), ("5", "5个全部完成")]),
                    state(WorkState::Ongoing, &[("2", "整改中2个"), ("8", "整改中8个"), ("0", "")]),
                    state(WorkState::Planned, &[("0", ""), ("1", "未启动1个"), ("0", "")]),
                    state(WorkState::Overdue, &[("1", "未按期1个"), ("0", ""), ("0", "")]),
                ],
            ),
        ),
        larger_ledger(),
        ("towards a target", towards),
    ]
}

fn larger_ledger() -> (&'static str, Chart) {
    (
        "ledger, larger",
        ledger(
            "ledger-2",
            "2023年工作计划 群众信访举报问题 台账",
            ["12.5%", "62.0%", ""],
            vec![
                state(WorkState::Done, &[("4", "已完成4项"), ("62", "已完成62项"), ("**", "未公开")]),
                state(WorkState::Ongoing, &[("10", "推进中10项"), ("20", "推进中20项"), ("0", "")]),
                state(WorkState::Planned, &[("16", "未启动16项"), ("13", "未启动13项"), ("0", "")]),
                state(WorkState::Overdue, &[("2", "未按期2项"), ("5", "未按期5项"), ("0", "")]),
                state(WorkState::Dropped, &[("2", "取消2项"), ("3", "取消3项"), ("0", "")]),
            ],
        ),
    )
}

fn days(count: usize) -> Skyline {
    let wave = |at: usize| 30 + (at * 7919) % 41 + if at % 90 > 60 { 30 } else { 0 } + (at * 31) % 17;
    let mut bars: Vec<Option<Decimal>> = (0..count).map(|at| Some(Decimal::from(wave(at)))).collect();
    for (at, value) in [(29, 140), (30, 155), (267, 110), (282, 168), (283, 150), (284, 148), (314, 124)] {
        bars[at] = Some(Decimal::from(value));
    }
    bars[100] = None;
    let starts = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    Skyline {
        title: "334天里的空气：14天超标".to_owned(),
        subtitle: "县城区每日AQI".to_owned(),
        short: "每日AQI，超标14天".to_owned(),
        description: "每日AQI".to_owned(),
        bars,
        width: 365.max(count),
        months: starts.iter().enumerate().map(|(at, first)| (format!("{}月", at + 1), *first)).collect(),
        limit: Some((Decimal::ONE_HUNDRED, "AQI 100，高于此为超标".to_owned())),
        highest: Some((282, "10月10日最高，168".to_owned())),
    }
}

fn months() -> Skyline {
    let values = [37, 32, 28, 24, 21, 18, 17, 17, 21, 23, 26];
    Skyline {
        title: "PM2.5".to_owned(),
        bars: values.into_iter().map(|value| Some(Decimal::from(value))).collect(),
        width: 12,
        months: (0..12).map(|at| (format!("{}月", at + 1), at)).collect(),
        limit: Some((Decimal::from(35), "限值35".to_owned())),
        highest: Some((0, "1月最高，37".to_owned())),
        ..days(334)
    }
}

const TOKENS: &str = "
:root{--paper:#fff;--paper-2:#f3f6f6;--ink:#162226;--ink-2:#45555b;--ink-3:#5c6b71;--rule:#d3dcdd;--rule-ui:#808e96;
--main:#0b5563;--main-mid:#4d8f9a;--main-soft:#a9cbd0;--main-tint:#e2eff0;--accent:#a8431a;--accent-tint:#f9e9e1;
--cover:#0a3d48;--cover-ink:#fff;--cover-ink-2:#c3dade;--cover-bar:#5fa3ae;--cover-mark:#f2a477;--cover-rule:#2b616c;
--c-focus:#0b5563;--c-last:#75838a;--c-grid:#e4eaeb;--c-axis:#808e96;--part-1:#0b5563;--part-2:#a8431a;
--part-3:#5796a1;--part-4:#c28142;--part-5:#c3cccf;--part-rest-edge:#808e96;
--aqi-1:#dff1e0;--aqi-2:#efd05a;--aqi-3:#ef8a2b;--aqi-4:#d23a2c;--aqi-5:#8d0f4d;--aqi-6:#56061c;
--aqi-1-edge:#6d9e74;--aqi-2-edge:#a08420;--aqi-3-edge:#a6570b;--aqi-4-edge:#d23a2c;--aqi-5-edge:#8d0f4d;
--aqi-6-edge:#56061c;--water-1:#e3f2fa;--water-2:#b0d6ec;--water-3:#8cc79a;--water-4:#d3a52f;--water-5:#d9731e;
--water-6:#bf3327;--water-1-edge:#5f93b5;--water-2-edge:#3f82a8;--water-3-edge:#3f8a55;--water-4-edge:#8f7114;
--water-5-edge:#a6570b;--water-6-edge:#bf3327}
@media (prefers-color-scheme:dark){:root{--paper:#0f1719;--paper-2:#172225;--ink:#e4eaea;--ink-2:#b3c0c3;
--ink-3:#93a3a7;--rule:#2b393d;--rule-ui:#6d7d82;--main:#80c4cd;--main-mid:#4f95a0;--main-soft:#2f5d66;
--main-tint:#15323a;--accent:#f0a077;--accent-tint:#3a2318;--cover:#0b333c;--cover-rule:#285862;--c-focus:#6cbcc7;
--c-last:#76848a;--c-grid:#243135;--c-axis:#6d7d82;--part-1:#6cbcc7;--part-2:#ffb894;--part-3:#438b98;--part-4:#ba6f45;
--part-5:#3b494e;--part-rest-edge:#6d7d82;--aqi-1:#2c5a38;--aqi-2:#84701f;--aqi-3:#ee8326;--aqi-4:#cf3a2d;
--aqi-5:#a01a60;--aqi-6:#6d0f2b;--aqi-1-edge:#6aa777;--aqi-2-edge:#b99c38;--aqi-3-edge:#ee8326;--aqi-4-edge:#ff8a7d;
--aqi-5-edge:#e57fb4;--aqi-6-edge:#e07a95;--water-1:#1d4a68;--water-2:#2b6c93;--water-3:#357a4a;--water-4:#84701f;
--water-5:#d97a22;--water-6:#cf3a2d;--water-1-edge:#6a9dbd;--water-2-edge:#7fb6d6;--water-3-edge:#6fb584;
--water-4-edge:#b99c38;--water-5-edge:#ee9a4f;--water-6-edge:#ff8a7d}}
body{background:var(--paper);color:var(--ink);margin:20px;font-family:sans-serif}
h2{font-size:14px;margin:28px 0 10px}.pair{display:flex;gap:40px;align-items:flex-start}.frame{margin-bottom:8px}
.cover{background:var(--cover);padding:10px 20px;margin:0 -20px}.cover .frame{margin:0}";
