//! Where years cannot be compared, and what goes past its target.

use super::{WIDTHS, chart, line, series, texts};
use crate::chart::{Drawing, Width, draw};
use crate::model::{Better, Break, By, Chart, ChartKind, ReferenceKind, Role};

fn broken(before: usize) -> Break {
    Break {
        label: "粉尘".to_owned(),
        reason: "范围有变".to_owned(),
        before: Some(before),
        series: vec![0],
        word: "口径调整".to_owned(),
    }
}

#[test]
fn a_line_does_not_join_across_a_break_and_a_named_rule_stands_there() {
    for width in WIDTHS {
        let mut chart = chart(ChartKind::Line, "2018年 2019年 2020年 2021年", "37 32 28 24");
        chart.series.push(series("乙", Role::Part(1), "12 11 10 9"));
        let strokes = |chart: &Chart, tone: &str| {
            let drawing = draw(chart, width);
            drawing.svg.matches(&format!("fill=\"none\" class=\"l-{tone}\"")).count()
        };
        let (one, other) = (strokes(&chart, "c-focus"), strokes(&chart, "part-2"));
        chart.breaks = vec![broken(2)];
        assert_eq!(strokes(&chart, "c-focus"), one + 1, "{width:?}");
        assert_eq!(strokes(&chart, "part-2"), other, "the other series goes on");
        let drawing = draw(&chart, width);
        assert_eq!(drawing.svg.matches("stroke-dasharray").count(), 1);
        assert!(texts(&drawing).contains(&"口径调整"), "{width:?}: {:?}", texts(&drawing));
    }
}

#[test]
fn a_break_stands_between_columns_and_parts_an_area() {
    for kind in [ChartKind::Column, ChartKind::Stacked, ChartKind::Area] {
        let mut chart = chart(kind, "2018年 2019年 2020年 2021年", "37 32 28 24");
        chart.by = By::Year;
        chart.breaks = vec![broken(2)];
        let parted = draw(&chart, Width::Narrow);
        assert_eq!(parted.svg.matches("stroke-dasharray").count(), 1, "{kind:?}");
        assert!(texts(&parted).contains(&"口径调整"), "{kind:?}");
        let mut paths = parted.svg.split("<path d=\"").filter(|path| path.contains("f-main-tint"));
        let shapes = paths.next().and_then(|path| path.split('"').next()).map(|d| d.matches('z').count());
        assert_eq!(shapes, (kind == ChartKind::Area).then_some(2), "{kind:?}");
    }
}

/// The left edge and the width of each rectangle of a colour.
fn bars(drawing: &Drawing, class: &str) -> Vec<(f64, f64)> {
    let number = |tag: &str, name: &str| {
        let value = tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        value.and_then(|value| value.parse().ok()).unwrap_or(0.0)
    };
    let tags = drawing.svg.split('<').filter(|tag| tag.starts_with("rect") && tag.contains(class));
    tags.map(|tag| (number(tag, "x"), number(tag, "width"))).collect()
}

#[test]
fn progress_past_its_target_is_seen_and_targets_stand_in_line() {
    for width in WIDTHS {
        let mut chart = chart(ChartKind::Progress, "造林 清扫 打井", "112 83 100");
        chart.unit = "%".to_owned();
        chart.better = Some(Better::Higher);
        for category in &mut chart.categories {
            category.marks = vec![line(ReferenceKind::Target, "100", "任务100")];
        }
        let drawing = draw(&chart, width);
        let (tracks, reached, past) =
            (bars(&drawing, "f-paper-2"), bars(&drawing, "f-c-focus"), bars(&drawing, "f-main-mid"));
        assert_eq!((tracks.len(), reached.len(), past.len()), (3, 3, 1), "{}", drawing.svg);
        let end = |bar: (f64, f64)| bar.0 + bar.1;
        assert!(end(past[0]) > end(tracks[0]) + 10.0, "{past:?} {tracks:?}");
        assert!(tracks.iter().all(|track| (end(*track) - end(tracks[0])).abs() < 0.1));
        assert!((past[0].1 / reached[0].1 - 0.12).abs() < 0.01, "{past:?} {reached:?}");
        assert!(end(reached[1]) < end(tracks[1]) - 10.0);
        chart.better = Some(Better::Lower);
        assert_eq!(bars(&draw(&chart, width), "f-accent").len(), 1, "more than a ceiling allows");
    }
}
