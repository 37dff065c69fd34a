//! Calendars, matrices and bullet charts.

use nianbao::model::{
    By, Calendar, CalendarDay, CalendarMonth, Chart, ChartKind, LevelKey, Levels, Point, ReferenceKind, Role,
    Scale, Series,
};

use super::kit::{MONTHS, categories, chart, line, point, series};

pub(super) fn all() -> Vec<(&'static str, Chart)> {
    vec![
        ("bullet", bullet("92.5 68.6 58.6 35.0 22.5 11.7")),
        ("bullet over the limit", bullet("132.5 104.2 58.6 ** 暂缺 11.7")),
        ("calendar", calendar(true)),
        ("calendar with days withheld", calendar(false)),
        ("matrix", matrix(3)),
        ("matrix of more", matrix(7)),
    ]
}

fn bullet(percents: &str) -> Chart {
    let names = "臭氧 细颗粒物（PM2.5） 可吸入颗粒物（PM10） 二氧化氮 一氧化碳 二氧化硫";
    let mut all = categories(names);
    let numbers = ["148 160", "24 35", "41 70", "14 40", "0.9 4", "7 60"];
    for ((category, percent), number) in all.iter_mut().zip(percents.split(' ')).zip(numbers) {
        let (value, limit) = number.split_once(' ').unwrap_or_default();
        let (percent, value) = match percent {
            "**" => ("未公开".to_owned(), "未公开"),
            "暂缺" => ("暂缺".to_owned(), "暂缺"),
            number => (format!("{number}%"), value),
        };
        category.columns = vec![percent, value.to_owned(), limit.to_owned()];
    }
    Chart {
        series: vec![
            series("2022年", Role::Focus, percents),
            series("2021年", Role::Previous, "82.5 71.4 62.9 37.5 25.0 13.3"),
        ],
        lines: vec![line(ReferenceKind::Limit, "100", "限值100%")],
        categories: all,
        column_heads: ["占限值", "浓度", "限值"].map(str::to_owned).to_vec(),
        ..chart("bullet-chart", ChartKind::Bullet, By::Metric)
    }
}

fn keys(scale: Scale, names: &[(&str, &str)]) -> Levels {
    let key = |(level, (label, detail)): (usize, &(&str, &str))| LevelKey {
        level,
        label: (*label).to_owned(),
        short: label.strip_suffix('类').unwrap_or_default().to_owned(),
        detail: (*detail).to_owned(),
    };
    Levels { scale, keys: names.iter().enumerate().map(key).collect() }
}

fn calendar(whole: bool) -> Chart {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut offset = 5;
    let mut months = Vec::new();
    let mut day = 0_usize;
    for (at, length) in lengths.into_iter().enumerate() {
        let days: Vec<CalendarDay> = (0..length)
            .map(|_| {
                day += 1;
                let level = match day {
                    30 | 31 | 268 | 270 | 273 | 282 | 284 | 287 => 2,
                    32 | 283 => 3,
                    1..=80 | 260..=320 => usize::from(day % 9 != 4),
                    _ => usize::from(day.is_multiple_of(17)),
                };
                match day {
                    335.. => CalendarDay::Outside,
                    100..=104 if !whole => CalendarDay::Missing,
                    140..=150 if !whole => CalendarDay::Masked,
                    _ => CalendarDay::Level { level, over: level > 1 },
                }
            })
            .collect();
        let over = days.iter().filter(|day| matches!(day, CalendarDay::Level { over: true, .. })).count();
        let note = if over > 0 { format!("超标{over}天") } else { String::new() };
        months.push(CalendarMonth { label: format!("{}月", at + 1), note, offset, days });
        offset = (offset + length) % 7;
    }
    Chart {
        levels: Some(keys(
            Scale::Aqi,
            &[
                ("优", "0—50，201天"),
                ("良", "51—100，119天"),
                ("轻度污染", "101—150，12天"),
                ("中度污染", "151—200，2天"),
            ],
        )),
        calendar: Some(Calendar {
            months,
            weekdays: if whole {
                ["一", "二", "三", "四", "五", "六", "日"]
            } else {
                ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
            }
            .map(str::to_owned),
            outside: Some("不在时段".to_owned()),
            missing: (!whole).then(|| "暂缺".to_owned()),
            masked: (!whole).then(|| "未公开".to_owned()),
        }),
        ..chart(if whole { "calendar" } else { "calendar-2" }, ChartKind::Calendar, By::Day)
    }
}

fn matrix(items: usize) -> Chart {
    let names = ["东河口", "西河桥", "水库坝前", "南溪入湖口省控断面（自动监测站）", "北桥", "新港", "老港"];
    let classes = ["Ⅰ类", "Ⅱ类", "Ⅲ类", "Ⅳ类", "Ⅴ类", "劣Ⅴ类"];
    let months: Vec<&str> = MONTHS.split(' ').chain(["12月"]).collect();
    let one = |item: usize| Series {
        name: names[item % names.len()].to_owned(),
        role: Role::Focus,
        worse: false,
        points: (0..months.len())
            .map(|month| {
                let level = (month * 5 + item * 3) / 4 % 6;
                match (item, month) {
                    (1, 3) => point("暂缺"),
                    (2, 5 | 6) => Point { text: "未公开".to_owned(), ..point("**") },
                    _ => Point { text: classes[level].to_owned(), level: Some(level), ..point("1") },
                }
            })
            .collect(),
    };
    Chart {
        categories: categories(&months.join(" ")),
        series: (0..items).map(one).collect(),
        levels: Some(keys(
            Scale::WaterClass,
            &[
                ("Ⅰ类", "4次"),
                ("Ⅱ类", "9次"),
                ("Ⅲ类", "6次"),
                ("Ⅳ类", "6次"),
                ("Ⅴ类", "3次"),
                ("劣Ⅴ类", "2次"),
            ],
        )),
        ..chart(&format!("matrix-{items}"), ChartKind::Matrix, By::Month)
    }
}
