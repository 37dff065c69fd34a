//! What was once drawn wrongly, each test named for the fault.

use super::*;
use crate::model::Large;

/// The label of a drawing that reads so.
fn label<'a>(drawing: &'a Drawing, text: &str) -> Option<&'a super::super::LabelBox> {
    drawing.labels.iter().find(|label| label.text == text)
}

fn months(kind: ChartKind, values: &str) -> Chart {
    let labels: Vec<String> = (1..=values.split_whitespace().count()).map(|at| format!("{at}月")).collect();
    chart(kind, &labels.join(" "), values)
}

/// Replaces a word for a missing value by a longer one.
fn say_missing(chart: &mut Chart, words: &str) {
    for point in chart.series.iter_mut().flat_map(|series| &mut series.points) {
        if point.value == Value::Missing {
            words.clone_into(&mut point.text);
        }
    }
}

#[test]
fn parts_that_are_levels_took_the_colours_of_parts() {
    for kind in [ChartKind::Share, ChartKind::Donut] {
        for width in WIDTHS {
            let mut chart = chart(kind, "优 良 轻度污染", "201 142 16");
            chart.by = By::Part;
            chart.series[0].role = Role::Level(Scale::Aqi, 0);
            for (level, point) in chart.series[0].points.iter_mut().enumerate() {
                point.level = Some(level);
            }
            let svg = draw(&chart, width).svg;
            for token in ["f-aqi-1", "f-aqi-2", "f-aqi-3", "l-aqi-1-edge"] {
                assert!(svg.contains(token), "{kind:?} {width:?}: {token}");
            }
            assert!(!svg.contains("f-part-"), "{kind:?} {width:?}");
        }
    }
}

#[test]
fn a_level_was_a_line_as_pale_as_its_fill() {
    let mut chart = months(ChartKind::Line, "3 4 5");
    chart.series[0].role = Role::Level(Scale::Aqi, 0);
    chart.series.push(series("良", Role::Level(Scale::Aqi, 1), "1 2 3"));
    let svg = draw(&chart, Width::Wide).svg;
    assert!(svg.contains("l-aqi-1-edge") && svg.contains("f-aqi-1-edge") && !svg.contains("f-aqi-1\""));
}

#[test]
fn a_long_name_in_a_key_was_cut() {
    let name = "县城南部工业园区及周边居民集中区空气自动监测站（二期）";
    for kind in [ChartKind::Column, ChartKind::Stacked, ChartKind::Line] {
        let mut chart = months(kind, "3 4 5");
        chart.series[0].role = Role::Part(0);
        name.clone_into(&mut chart.series[0].name);
        chart.series.push(series(name, Role::Part(1), "1 2 3"));
        let drawing = draw(&chart, Width::Narrow);
        assert!(texts(&drawing).iter().all(|text| !text.contains('…')), "{kind:?}: {:?}", texts(&drawing));
        assert!(texts(&drawing).concat().contains("监测站（二期）"), "{kind:?}");
        assert_eq!(fault(&drawing), None);
    }
}

#[test]
fn a_word_for_a_gap_stood_over_another_months_mark() {
    for kind in [ChartKind::Line, ChartKind::Area] {
        for width in WIDTHS {
            let mut chart = months(kind, "3 2 暂缺 2 3 暂缺 暂缺 暂缺 暂缺 2 3 2");
            say_missing(&mut chart, "not yet available");
            let drawing = draw(&chart, width);
            // The middles of the months that have a value: none lies within a word.
            let known: Vec<f64> = (1..=12)
                .filter(|month| ![3, 6, 7, 8, 9].contains(month))
                .filter_map(|month| label(&drawing, &format!("{month}月")))
                .map(|label| label.x + label.width / 2.0)
                .collect();
            assert!(known.len() > 2);
            for word in drawing.labels.iter().filter(|label| label.text.contains("available")) {
                let over = known.iter().filter(|x| (word.x..word.x + word.width).contains(*x)).count();
                assert_eq!(over, 0, "{kind:?} {width:?}: {word:?}");
            }
        }
    }
}

#[test]
fn the_last_months_value_was_named_as_the_years() {
    let drawing = draw(&months(ChartKind::Line, "37 32 29"), Width::Wide);
    assert!(label(&drawing, "3月 29").is_some() && label(&drawing, "2022年 29").is_none());
}

#[test]
fn a_single_month_had_a_second_label_far_from_its_dot() {
    let drawing = draw(&months(ChartKind::Line, "暂缺 暂缺 4.2 暂缺 暂缺"), Width::Wide);
    assert!(label(&drawing, "3月 4.2").is_some());
    let said = texts(&drawing).iter().filter(|text| text.contains("4.2")).count();
    assert_eq!(said, 1, "{:?}", texts(&drawing));
}

#[test]
fn a_line_that_ends_early_was_labelled_at_the_margin() {
    let drawing = draw(&months(ChartKind::Area, "5 6 7 8 暂缺 暂缺"), Width::Wide);
    let (april, end) = (label(&drawing, "4月"), label(&drawing, "4月 8"));
    let (april, end) = (april.expect("an axis label"), end.expect("the last value"));
    assert!((april.x - end.x).abs() < 60.0, "{april:?} {end:?}");
}

#[test]
fn a_label_of_the_lowest_point_lay_across_the_axis() {
    let mut chart = months(ChartKind::Line, "9 9 9 9 0.2 9 9 9 9");
    chart.decimals = 1;
    let drawing = draw(&chart, Width::Wide);
    let low = label(&drawing, "5月 0.2").expect("the lowest point is named");
    let zero = label(&drawing, "0").expect("the zero line");
    let axis = zero.y + zero.height / 2.0;
    assert!(low.y + low.height <= axis + 1.0, "{low:?} crosses {axis}");
}

#[test]
fn a_stack_without_one_part_said_only_that_something_is_missing() {
    let mut chart = chart(ChartKind::Stacked, "第1季度 第2季度", "12 19");
    chart.by = By::Quarter;
    chart.series[0].role = Role::Part(0);
    chart.series[0].name = "电话".to_owned();
    chart.series.push(series("网络", Role::Part(1), "8 暂缺"));
    chart.series.push(series("来访", Role::Part(2), "2 3"));
    for width in WIDTHS {
        let drawing = draw(&chart, width);
        assert!(texts(&drawing).concat().contains("网络 暂缺"), "{:?}", texts(&drawing));
        assert!(label(&drawing, "22").is_some(), "the whole of the first quarter");
    }
    // The second quarter has no sum: its 22 would be as high as the first.
    let sums = texts(&draw(&chart, Width::Wide)).iter().filter(|text| **text == "22").count();
    assert_eq!(sums, 1);
}

#[test]
fn the_whole_of_a_ring_was_as_small_as_its_parts() {
    for width in WIDTHS {
        let mut chart = chart(ChartKind::Donut, "大气 水 固废", "60 37 3");
        chart.by = By::Part;
        let drawing = draw(&chart, width);
        let whole = label(&drawing, "100").expect("the whole").size;
        assert!(drawing.labels.iter().all(|label| label.text == "100" || label.size * 2.0 <= whole));
    }
}

#[test]
fn numbers_to_a_trillion_were_written_in_full() {
    for kind in [ChartKind::Column, ChartKind::Line, ChartKind::Area, ChartKind::Bar, ChartKind::Stacked] {
        for width in WIDTHS {
            let mut chart = chart(kind, "2021年 2022年 2023年", "310000000000 1040000000000 12");
            chart.by = By::Year;
            chart.unit = "元".to_owned();
            chart.large = Some(Large { power: 12, unit: "万亿元".to_owned() });
            let drawing = draw(&chart, width);
            let said = texts(&drawing);
            assert_eq!(said.iter().filter(|text| **text == "万亿元").count(), 1, "{kind:?}: {said:?}");
            assert!(said.iter().all(|text| !text.contains("000000")), "{kind:?} {width:?}: {said:?}");
            assert_eq!(fault(&drawing), None);
            let last = said.iter().any(|text| text.ends_with("<0.01"));
            assert!(last || matches!(kind, ChartKind::Stacked), "a little is not nothing: {said:?}");
        }
    }
}

#[test]
fn a_long_name_of_a_slope_was_cut_or_lost() {
    let names =
        ["县城南部工业园区及周边居民集中区空气自动监测站", "东岭镇饮用水水源一级保护区上游来水监测断面"];
    for width in WIDTHS {
        let mut chart = chart(ChartKind::Slope, "2021年 2022年", "");
        let slope = |at: usize, values| series(names[at], Role::Part(at), values);
        chart.series =
            vec![slope(0, "0.51 0.44"), slope(1, "0.50 0.42"), slope(0, "0.30 0.61"), slope(1, "0.29 0.20")];
        let drawing = draw(&chart, width);
        assert_eq!(fault(&drawing), None);
        let said: String = texts(&drawing).concat();
        for name in names {
            assert_eq!(said.matches(name).count(), 2, "{width:?}: {said}");
        }
        assert!(
            ["0.51", "0.50", "0.30", "0.29"].iter().all(|value| said.contains(value)),
            "{width:?}: {said}"
        );
    }
}

#[test]
fn a_picked_out_line_was_one_of_many() {
    let mut chart = months(ChartKind::Line, "3 4 5");
    chart.series[0].role = Role::Part(0);
    chart.series[0].name = "甲站".to_owned();
    chart.series.push(series("乙站", Role::Focus, "5 6 7"));
    chart.series.push(series("丙站", Role::Part(2), "1 2 3"));
    let svg = draw(&chart, Width::Wide).svg;
    assert!(svg.matches("l-c-last").count() == 2 && svg.contains("l-c-focus") && !svg.contains("l-part-"));
}

#[test]
fn the_limit_of_a_single_column_was_not_drawn() {
    let mut chart = chart(ChartKind::Column, "PM2.5 PM10", "24 48");
    chart.by = By::Metric;
    chart.categories[0].marks = vec![line(ReferenceKind::Limit, "35", "限值35")];
    let drawing = draw(&chart, Width::Wide);
    assert!(label(&drawing, "限值35").is_some() && drawing.svg.contains("l-accent"));
}

#[test]
fn a_withheld_year_had_a_scale_of_its_own_making() {
    let drawing = draw(&months(ChartKind::Line, "** ** **"), Width::Wide);
    assert!(label(&drawing, "1").is_none(), "{:?}", texts(&drawing));
}

#[test]
fn an_english_day_lost_the_name_of_its_month() {
    let labels = (1..=90).map(|day| match day {
        1..=31 => format!("{day} January"),
        32..=59 => format!("{} February", day - 31),
        _ => format!("{} March", day - 59),
    });
    let labels: Vec<String> = labels.collect();
    let mut chart = chart(ChartKind::Line, "", &"1 ".repeat(90));
    chart.by = By::Day;
    let base = categories("x")[0].clone();
    chart.categories = labels.into_iter().map(|label| Category { label, ..base.clone() }).collect();
    let drawing = draw(&chart, Width::Wide);
    for month in ["January", "February", "March"] {
        assert!(label(&drawing, month).is_some(), "{:?}", texts(&drawing));
    }
}
