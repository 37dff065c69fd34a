//! Calendars, matrices and bullet charts: whatever the data, a drawing is well formed, its texts stand apart.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::any::{any_line, any_name, any_value};
use super::{WIDTHS, categories, chart, fault, line, point, rectangles, series, texts};
use crate::chart::{Paint, Palette, Width, draw, draw_with};
use crate::model::{
    Calendar, CalendarDay, CalendarMonth, Category, Chart, ChartKind, LevelKey, Levels, Point, ReferenceKind,
    Role, Scale, Series, Value,
};

fn keys(scale: Scale, labels: &[&str]) -> Levels {
    let key = |(level, label): (usize, &&str)| LevelKey {
        level,
        label: (*label).to_owned(),
        short: label.strip_suffix('类').unwrap_or_default().to_owned(),
        detail: format!("{}—{}，12天", level * 50, level * 50 + 50),
    };
    Levels { scale, keys: labels.iter().enumerate().map(key).collect() }
}

fn calendar(day: impl Fn(usize) -> CalendarDay) -> Chart {
    let mut at = 0;
    let months = (1..=12).map(|month| {
        let days: Vec<CalendarDay> = (0..30 + month % 2).map(|of| day(at + of)).collect();
        let offset = (at + 5) % 7;
        at += days.len();
        CalendarMonth { label: format!("{month}月"), note: "超标2天".to_owned(), offset, days }
    });
    let months: Vec<CalendarMonth> = months.collect();
    Chart {
        levels: Some(keys(Scale::Aqi, &["优", "良", "轻度污染", "中度污染"])),
        calendar: Some(Calendar {
            months,
            weekdays: ["一", "二", "三", "四", "五", "六", "日"].map(str::to_owned),
            outside: Some("不在时段".to_owned()),
            missing: Some("暂缺".to_owned()),
            masked: Some("未公开".to_owned()),
        }),
        ..chart(ChartKind::Calendar, "", "")
    }
}

fn bullet(percents: &str) -> Chart {
    let mut chart = chart(ChartKind::Bullet, "臭氧 细颗粒物 一氧化碳", percents);
    chart.series.push(series("2021年", Role::Previous, "82.5 71.4 25.0"));
    chart.lines = vec![line(ReferenceKind::Limit, "100", "限值100%")];
    chart.column_heads = ["占限值", "浓度", "限值"].map(str::to_owned).to_vec();
    for (category, percent) in chart.categories.iter_mut().zip(percents.split(' ')) {
        let columns = if percent == "**" { ["未公开", "未公开", "160"] } else { ["92.5%", "0.9", "4"] };
        category.columns = columns.map(str::to_owned).to_vec();
    }
    chart
}

fn matrix(items: usize) -> Chart {
    let months: String = (1..=12).map(|at| format!("{at}月 ")).collect();
    let mut chart = chart(ChartKind::Matrix, &months, "");
    let classes = ["Ⅰ类", "Ⅱ类", "Ⅲ类", "Ⅳ类", "Ⅴ类", "劣Ⅴ类"];
    chart.levels = Some(keys(Scale::WaterClass, &classes));
    let cell = |level: usize| Point { text: classes[level].to_owned(), level: Some(level), ..point("1") };
    let item = |item: usize| Series {
        name: format!("东河口断面{item}"),
        role: Role::Focus,
        worse: false,
        points: (0..12).map(|month| cell((item + month) % 6)).collect(),
    };
    chart.series = (0..items).map(item).collect();
    chart
}

#[test]
fn a_year_of_days_is_lean_and_dates_its_days_over_the_limit() {
    let chart = calendar(|at| match at {
        300.. => CalendarDay::Outside,
        29 | 267 => CalendarDay::Level { level: 2, over: true },
        at => CalendarDay::Level { level: usize::from(at % 3 == 0), over: false },
    });
    for width in WIDTHS {
        let drawing = draw(&chart, width);
        assert_eq!(fault(&drawing), None, "{width:?}");
        assert!(drawing.svg.len() <= 12 * 1024, "{} bytes", drawing.svg.len());
        assert!(texts(&drawing).contains(&"30") && texts(&drawing).contains(&"轻度污染 100—150，12天"));
        let marks = drawing.svg.split(" data-marks=\"").nth(1).and_then(|rest| rest.split('"').next());
        let strips = marks.map(|marks| marks.split(';').count());
        assert_eq!(strips, (width != Width::Print).then_some(10), "a column for each month of the period");
        assert_eq!(drawing.svg.matches("<use ").count(), 11);
    }
}

#[test]
fn days_without_a_number_are_hatched() {
    let chart = calendar(|at| if at < 9 { CalendarDay::Masked } else { CalendarDay::Missing });
    let drawing = draw(&chart, Width::Wide);
    assert_eq!(fault(&drawing), None);
    assert!(drawing.svg.matches("url(#").count() >= 13 && texts(&drawing).contains(&"未公开"));
}

#[test]
fn every_cell_of_a_matrix_names_its_class() {
    for (items, width) in [1, 3, 4, 5, 9].into_iter().flat_map(|items| WIDTHS.map(|width| (items, width))) {
        let mut chart = matrix(items);
        let drawing = draw(&chart, width);
        assert_eq!(fault(&drawing), None, "{items} {width:?}");
        let cells = texts(&drawing).into_iter().filter(|text| ["Ⅱ类", "Ⅱ"].contains(text)).count();
        assert_eq!(cells, items * 2, "{items} {width:?}");
        let before = rectangles(&drawing.svg);
        chart.series[0].points[0] = point("暂缺");
        let drawing = draw(&chart, width);
        assert!(texts(&drawing).contains(&"—") && rectangles(&drawing.svg) == before + 1);
    }
}

#[test]
fn a_bullet_chart_has_its_numbers_and_tells_what_is_over_the_limit() {
    for width in WIDTHS {
        let drawing = draw(&bullet("92.5 68.6 22.5"), width);
        assert_eq!(fault(&drawing), None, "{width:?}");
        for wanted in ["2021年", "限值100%", "25%", "92.5%"] {
            assert!(texts(&drawing).contains(&wanted), "{wanted} {width:?}: {:?}", texts(&drawing));
        }
        let over = |percents: &str| {
            let svg = draw(&bullet(percents), width).svg;
            let tags = svg.split('<').filter_map(|piece| piece.split('>').next());
            tags.filter(|tag| tag.starts_with("rect") && tag.contains("f-accent")).count()
        };
        assert_eq!((over("92.5 68.6 22.5"), over("132.5 68.6 22.5")), (0, 1));
    }
    let narrow = draw(&bullet("92.5 68.6 22.5"), Width::Narrow);
    assert!(texts(&narrow).contains(&"0.9，限值4"), "{:?}", texts(&narrow));
}

#[test]
fn a_withheld_percent_changes_no_other_mark() {
    for width in WIDTHS {
        let masked = bullet("92.5 ** 22.5");
        let mut missing = masked.clone();
        missing.series[0].points[1].value = Value::Missing;
        let marks = |chart: &Chart| -> Vec<String> {
            let svg = draw(chart, width).svg;
            let tags = svg.split('<').filter_map(|piece| piece.split('>').next());
            tags.filter(|tag| tag.contains("f-c-focus") || tag.contains("l-accent"))
                .map(str::to_owned)
                .collect()
        };
        assert_eq!(marks(&masked), marks(&missing));
        assert!(texts(&draw(&masked, width)).contains(&"未公开"));
    }
}

#[test]
fn small_texts_need_no_stylesheet_with_literal_colours() {
    let paint = Paint::Literal(std::sync::Arc::new(Palette::new([], "SimSun")));
    let drawing = draw_with(&calendar(|_| CalendarDay::Level { level: 3, over: true }), Width::Print, &paint);
    assert!(drawing.svg.contains("font-size=\"12\" font-weight=\"700\"") && !drawing.svg.contains("\"small"));
    assert_eq!(fault(&drawing), None);
}

fn any_day() -> impl Strategy<Value = CalendarDay> {
    prop_oneof![
        6 => (0usize..9, any::<bool>()).prop_map(|(level, over)| CalendarDay::Level { level, over }),
        1 => Just(CalendarDay::Missing),
        1 => Just(CalendarDay::Masked),
        1 => Just(CalendarDay::Outside),
    ]
}

fn any_calendar() -> impl Strategy<Value = Calendar> {
    let month = (any_name(), any_name(), 0usize..9, prop::collection::vec(any_day(), 0..33))
        .prop_map(|(label, note, offset, days)| CalendarMonth { label, note, offset, days });
    let word = || prop::option::of(any_name());
    let weekdays = prop_oneof![
        Just(["一", "二", "三", "四", "五", "六", "日"]),
        Just(["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]),
        Just(["星期一", "", "WWW", "&", "五", "六六", "Sunday"]),
    ];
    (prop::collection::vec(month, 0..15), weekdays, word(), word(), word()).prop_map(
        |(months, weekdays, outside, missing, masked)| Calendar {
            months,
            weekdays: weekdays.map(str::to_owned),
            outside,
            missing,
            masked,
        },
    )
}

fn any_levels() -> impl Strategy<Value = Levels> {
    let scale = prop_oneof![Just(Scale::Aqi), Just(Scale::WaterClass), Just(Scale::Other)];
    let key = (0usize..9, any_name(), any_name(), any_name());
    let key = key.prop_map(|(level, label, short, detail)| LevelKey { level, label, short, detail });
    (scale, prop::collection::vec(key, 0..8)).prop_map(|(scale, keys)| Levels { scale, keys })
}

fn any_point() -> impl Strategy<Value = Point> {
    (any_value(), prop::option::of(0usize..9), prop::option::of("[ⅠⅡ劣类轻度污染]{1,6}")).prop_map(
        |(point, level, text)| Point { level, text: text.unwrap_or_else(|| point.text.clone()), ..point },
    )
}

fn any_category() -> impl Strategy<Value = Category> {
    let number = prop_oneof![Just("92.5%".to_owned()), Just("1234".to_owned()), any_name()];
    (any_name(), any::<bool>(), prop::collection::vec(number, 0..5)).prop_map(
        |(label, highlight, columns)| Category { label, highlight, columns, ..categories("0").remove(0) },
    )
}

fn any_chart() -> impl Strategy<Value = Chart> {
    let count = prop_oneof![5 => 0usize..14, 1 => Just(31), 1 => Just(120)];
    let kind = prop_oneof![Just(ChartKind::Calendar), Just(ChartKind::Matrix), Just(ChartKind::Bullet)];
    (count, 0usize..8, kind)
        .prop_flat_map(|(count, of, kind)| {
            let role = prop_oneof![Just(Role::Focus), Just(Role::Previous)];
            let series = (any_name(), role, prop::collection::vec(any_point(), count))
                .prop_map(|(name, role, points)| Series { name, role, points, worse: false });
            (
                prop::collection::vec(any_category(), count),
                prop::collection::vec(series, of),
                prop::collection::vec(any_line(), 0..3),
                (prop::option::of(any_levels()), prop::option::of(any_calendar())),
                prop::collection::vec(any_name(), 0..5),
                Just(kind),
            )
        })
        .prop_map(|(categories, series, lines, (levels, calendar), column_heads, kind)| Chart {
            categories,
            series,
            lines,
            levels,
            calendar,
            column_heads,
            ..chart(kind, "", "")
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_data_breaks_a_drawing_of_levels(chart in any_chart()) {
        for width in WIDTHS {
            let drawing = draw(&chart, width);
            prop_assert_eq!(fault(&drawing), None, "{:?} {:?}", chart.kind, width);
        }
    }

    #[test]
    fn a_bullet_of_any_percent_keeps_its_numbers(percents in prop::collection::vec(0u32..4000, 1..9)) {
        let labels: Vec<String> = (0..percents.len()).map(|at| format!("指标{at}")).collect();
        let texts_of: Vec<String> = percents.iter().map(|of| Decimal::new((*of).into(), 1).to_string()).collect();
        let mut chart = chart(ChartKind::Bullet, &labels.join(" "), &texts_of.join(" "));
        chart.lines = vec![line(ReferenceKind::Limit, "100", "限值100%")];
        for width in WIDTHS {
            let drawing = draw(&chart, width);
            prop_assert_eq!(fault(&drawing), None);
            for text in &texts_of {
                prop_assert!(texts(&drawing).contains(&text.as_str()), "{} {:?}", text, texts(&drawing));
            }
        }
    }
}
