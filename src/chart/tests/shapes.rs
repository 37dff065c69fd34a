//! Areas, shares, rings, slopes and rankings: what each of them shows, and that no data breaks one.

use proptest::prelude::*;

use super::any::{any_chart, any_name};
use super::*;

const SHAPES: [ChartKind; 5] =
    [ChartKind::Area, ChartKind::Share, ChartKind::Donut, ChartKind::Slope, ChartKind::Ranking];

fn whole(kind: ChartKind, labels: &str, values: &str, shares: &str) -> Chart {
    let mut chart = chart(kind, labels, values);
    chart.by = By::Part;
    chart.shares = shares.split_whitespace().map(str::to_owned).collect();
    chart
}

#[test]
fn an_area_stands_on_zero_and_breaks_at_a_gap() {
    for width in WIDTHS {
        let drawing = draw(&chart(ChartKind::Area, "1月 2月 3月 4月 5月", "97 96 暂缺 98 99"), width);
        assert_eq!(fault(&drawing), None);
        assert!(texts(&drawing).contains(&"0") && texts(&drawing).contains(&"暂缺"));
        let area = drawing.svg.split("f-main-tint").next().unwrap_or_default();
        let path = area.rsplit("d=\"").next().unwrap_or_default();
        assert_eq!(path.matches('z').count(), 2, "{path}");
    }
}

#[test]
fn stacked_areas_break_where_a_part_is_not_known() {
    let mut chart = chart(ChartKind::Area, "1月 2月 3月 4月 5月", "");
    chart.series = vec![
        series("生活", Role::Part(0), "3 4 5 6 7"),
        series("工业", Role::Part(1), "3 4 ** 6 7"),
        series("其他", Role::Part(2), "1 1 1 1 1"),
    ];
    for width in WIDTHS {
        let drawing = draw(&chart, width);
        assert_eq!(fault(&drawing), None);
        assert_eq!(drawing.svg.matches("<pattern").count(), 1);
        let bands = drawing.svg.split("<path").filter(|path| path.contains("f-part-") && path.contains('z'));
        let bands: Vec<_> = bands.collect();
        assert_eq!(bands.len(), 3);
        let path = |band: &str| band.split('"').nth(1).map(|path| path.matches('z').count());
        assert!(bands.iter().all(|band| path(band) == Some(2)));
        assert!(["生活 7", "工业 7", "其他 1"].iter().all(|name| texts(&drawing).contains(name)));
    }
}

#[test]
fn every_part_of_a_share_is_named_and_nothing_takes_no_room() {
    for width in WIDTHS {
        let drawing =
            draw(&whole(ChartKind::Share, "大气 水 固废 辐射", "60 37 3 0", "60.0% 37.0% 3.0% 0.0%"), width);
        assert_eq!(fault(&drawing), None);
        let said = texts(&drawing).join(" ");
        for words in ["大气", "水", "固废", "辐射", "60.0%", "37.0%", "3.0%", "0.0%"] {
            assert!(said.contains(words), "{words} {width:?}: {said}");
        }
        let segments = if width == Width::Print { 0 } else { 3 };
        assert_eq!(drawing.svg.matches(" data-row=").count(), segments, "pointed at on a screen alone");
        assert!(!drawing.svg.contains("f-part-4"));
    }
}

#[test]
fn a_ring_has_an_arc_a_part_and_the_whole_in_the_middle() {
    for width in WIDTHS {
        let mut chart = whole(ChartKind::Donut, "大气 水 固废", "60 37 3", "60.0% 37.0% 3.0%");
        chart.unit = "件".to_owned();
        let drawing = draw(&chart, width);
        assert_eq!(fault(&drawing), None);
        assert_eq!(drawing.svg.matches('A').count(), 6, "{}", drawing.svg);
        let said = texts(&drawing);
        assert!(said.contains(&"100") && said.contains(&"件"), "{said:?}");
        for name in ["大气", "水", "固废"] {
            assert!(said.contains(&name), "{name} {width:?}");
        }
        chart.series[0].points[2] = point("**");
        let bars = draw(&chart, width);
        assert!(
            !bars.svg.contains('A') && bars.svg.contains("<pattern"),
            "a part is withheld, so is the whole"
        );
    }
}

#[test]
fn a_slope_joins_known_ends_and_says_what_is_missing() {
    let mut chart = chart(ChartKind::Slope, "2021年 2022年", "");
    chart.series = vec![
        series("示例县", Role::Focus, "25 24"),
        Series { worse: true, ..series("高新区", Role::Part(0), "23 29") },
        series("省城区", Role::Part(0), "** 28"),
        series("新设区", Role::Part(0), "26 暂缺"),
    ];
    for width in WIDTHS {
        let drawing = draw(&chart, width);
        assert_eq!(fault(&drawing), None);
        for words in ["示例县 25", "24", "高新区 23", "29", "省城区 **", "28", "新设区 26", "暂缺"]
        {
            assert!(texts(&drawing).contains(&words), "{words} {width:?}: {:?}", texts(&drawing));
        }
        assert_eq!(drawing.svg.matches("stroke-width=\"2.5\"").count(), 2);
        assert!(drawing.svg.contains("l-accent") && drawing.svg.contains("<pattern"));
    }
}

#[test]
fn equal_values_share_a_rank_and_what_has_no_value_has_none() {
    for width in WIDTHS {
        let mut chart = chart(ChartKind::Ranking, "甲县 乙县 丙县 丁县 戊县", "11.5 12.5 12.5 13.5 **");
        chart.categories[2].highlight = true;
        let drawing = draw(&chart, width);
        assert_eq!(fault(&drawing), None);
        let said = texts(&drawing);
        let count = |word: &str| said.iter().filter(|text| **text == word).count();
        assert_eq!([count("1"), count("2"), count("3"), count("4"), count("5")], [1, 2, 0, 1, 0], "{said:?}");
        assert_eq!(drawing.svg.matches("f-c-focus\"").count(), 1);
    }
}

#[test]
fn what_is_withheld_changes_no_other_mark_of_a_shape() {
    for kind in SHAPES {
        let mut with = chart(kind, "2021年 2022年 2023年", "37 ** 29");
        if kind == ChartKind::Slope {
            with.series.push(series("邻县", Role::Focus, "20 30"));
        }
        let mut other = with.clone();
        other.series[0].points[1].value = Value::Missing;
        let marks = |drawing: &Drawing| -> Vec<String> {
            let tags = drawing.svg.split('<').filter_map(|piece| piece.split('>').next());
            tags.filter(|tag| tag.contains("f-part") || tag.contains("c-focus")).map(str::to_owned).collect()
        };
        for width in WIDTHS {
            let drawing = draw(&with, width);
            assert_eq!(marks(&drawing), marks(&draw(&other, width)), "{kind:?}");
            assert!(texts(&drawing).iter().any(|text| text.contains("**")), "{kind:?} {width:?}");
        }
    }
}

fn any_share() -> impl Strategy<Value = String> {
    prop_oneof![(0u32..1001).prop_map(|tenths| format!("{}.{}%", tenths / 10, tenths % 10)), any_name()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_data_breaks_a_shape(
        mut chart in any_chart(),
        kind in 0usize..5,
        shares in prop::collection::vec(any_share(), 0..8),
        unit in any_name(),
        worse in prop::collection::vec(any::<bool>(), 5),
    ) {
        chart.kind = SHAPES[kind];
        chart.shares = shares;
        chart.unit = unit;
        for (series, worse) in chart.series.iter_mut().zip(worse) {
            series.worse = worse;
        }
        if chart.kind == ChartKind::Donut {
            chart.categories.truncate(5);
        }
        for width in WIDTHS {
            let drawing = draw(&chart, width);
            prop_assert_eq!(fault(&drawing), None, "{:?} {:?}", chart.kind, width);
        }
    }
}

#[test]
fn a_limit_that_changes_is_drawn_and_named_over_its_own_years() {
    let mut chart = chart(ChartKind::Line, "2019年 2020年 2021年 2022年", "34 32 28 24");
    for (at, category) in chart.categories.iter_mut().enumerate() {
        let value = if at < 2 { "35" } else { "30" };
        category.marks = vec![line(ReferenceKind::Limit, value, &format!("年均限值{value}"))];
    }
    for width in WIDTHS {
        let drawing = draw(&chart, width);
        for name in ["年均限值35", "年均限值30"] {
            assert_eq!(texts(&drawing).iter().filter(|text| **text == name).count(), 1, "{name} {width:?}");
        }
    }
}
