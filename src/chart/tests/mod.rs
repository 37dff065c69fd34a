//! Whatever the data, a drawing is well formed, its texts stand apart and inside.

use rust_decimal::Decimal;

use super::{Drawing, Paint, Palette, SkylineForm, Width, draw, draw_with, skyline};
use crate::model::{
    Break, By, Category, Chart, ChartKind, Inline, InlineKind, Point, ReferenceKind, ReferenceLine, Role,
    Scale, Series, Skyline, Status, Value, WorkState,
};

mod any;
mod breaks;
mod flaws;
mod levels;
mod shapes;

pub(super) const WIDTHS: [Width; 3] = [Width::Wide, Width::Narrow, Width::Print];
const KINDS: [ChartKind; 5] =
    [ChartKind::Line, ChartKind::Column, ChartKind::Bar, ChartKind::Stacked, ChartKind::Progress];

pub(super) fn point(text: &str) -> Point {
    let value = match text {
        "暂缺" => Value::Missing,
        "不适用" => Value::NotApplicable,
        "**" => Value::Masked,
        "不足1" => Value::BelowUnit(Decimal::ONE),
        number => Value::Known(number.parse().expect("a number")),
    };
    Point { value, text: text.to_owned(), status: Status::Final, level: None }
}

pub(super) fn series(name: &str, role: Role, values: &str) -> Series {
    Series {
        name: name.to_owned(),
        role,
        points: values.split_whitespace().map(point).collect(),
        worse: false,
    }
}

pub(super) fn line(kind: ReferenceKind, value: &str, label: &str) -> ReferenceLine {
    let value = value.parse().expect("a number");
    ReferenceLine { kind, value, name: label.to_owned(), label: label.to_owned() }
}

pub(super) fn categories(labels: &str) -> Vec<Category> {
    labels.split_whitespace().map(Category::named).collect()
}

pub(super) fn chart(kind: ChartKind, labels: &str, values: &str) -> Chart {
    Chart {
        id: "pm25-month".to_owned(),
        title: vec![Inline { kind: InlineKind::Text("先降<后升".to_owned()), range: 0..0 }],
        categories: categories(labels),
        series: vec![series("2022年", Role::Focus, values)],
        description: "1月37。".to_owned(),
        category_head: "月份".to_owned(),
        ..Chart::of(kind, By::Month)
    }
}

pub(super) fn texts(drawing: &Drawing) -> Vec<&str> {
    drawing.labels.iter().map(|label| label.text.as_str()).collect()
}

/// What is wrong with a drawing, in words; nothing if it is sound.
pub(super) fn fault(drawing: &Drawing) -> Option<String> {
    // A name may be any text; what is drawn stands in tags.
    let in_tag = |word: &&str| {
        drawing.svg.split('<').any(|piece| piece.split('>').next().is_some_and(|tag| tag.contains(word)))
    };
    if let Some(word) = ["NaN", "inf", "style="].into_iter().find(in_tag) {
        return Some(format!("{word} in the drawing"));
    }
    if let Err(tag) = balanced(&drawing.svg) {
        return Some(format!("not well formed at {tag}"));
    }
    for (at, a) in drawing.labels.iter().enumerate() {
        let inside = a.x >= -1.0
            && a.y >= -1.0
            && a.x + a.width <= drawing.width + 1.0
            && a.y + a.height <= drawing.height + 1.0;
        if !inside {
            return Some(format!("{a:?} leaves {} by {}", drawing.width, drawing.height));
        }
        if a.size < 12.0 {
            return Some(format!("{a:?} is too small"));
        }
        for b in &drawing.labels[at + 1..] {
            let wide = (a.x + a.width).min(b.x + b.width) - a.x.max(b.x);
            let high = (a.y + a.height).min(b.y + b.height) - a.y.max(b.y);
            if wide > 1.0 && high > 1.0 {
                return Some(format!("{a:?} touches {b:?}"));
            }
        }
    }
    None
}

/// Whether every tag is closed in order, and every attribute quoted.
fn balanced(svg: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    for piece in svg.split('<').skip(1) {
        let Some((tag, text)) = piece.split_once('>') else {
            return Err(piece.to_owned());
        };
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        if let Some(closed) = tag.strip_prefix('/') {
            if open.pop() != Some(closed) {
                return Err(tag.to_owned());
            }
        } else if !tag.ends_with('/') {
            open.push(name);
        }
        if tag.matches('"').count() % 2 != 0
            || text.contains('>')
            || loose_ampersand(text)
            || loose_ampersand(tag)
        {
            return Err(piece.to_owned());
        }
    }
    if open.is_empty() { Ok(()) } else { Err(open.join(" ")) }
}

fn loose_ampersand(text: &str) -> bool {
    let known = |rest: &str| ["amp;", "lt;", "gt;", "quot;"].iter().any(|entity| rest.starts_with(entity));
    text.split('&').skip(1).any(|rest| !known(rest))
}

#[test]
fn columns_stand_on_zero_and_their_values_stand_above() {
    let drawing = draw(&chart(ChartKind::Column, "1月 2月 3月", "37 0 29"), Width::Wide);
    assert_eq!(fault(&drawing), None);
    assert!(texts(&drawing).contains(&"0") && texts(&drawing).contains(&"37"));
    assert_eq!(drawing.svg.matches(" 0 -1 3\"").count(), 1, "three bands, one for each row of the table");
    assert!(!drawing.svg.contains("<title>"), "what a mark says stands in the table alone");
    assert_eq!(rectangles(&drawing.svg), 2, "a zero has no column");
}

/// The rectangles of a drawing, each by itself or with others in a path.
pub(super) fn rectangles(svg: &str) -> usize {
    let corners =
        svg.split('M').skip(1).filter(|course| course.split('"').next().is_some_and(|c| c.ends_with('z')));
    svg.matches("<rect").count() + corners.filter(|course| course.contains("h-")).count()
}

#[test]
fn a_line_breaks_where_a_value_is_missing_and_says_so() {
    let drawing = draw(&chart(ChartKind::Line, "1月 2月 3月 4月 5月", "37 32 暂缺 24 20"), Width::Wide);
    assert_eq!(drawing.svg.matches("stroke-width=\"2.5\"").count(), 2);
    assert!(texts(&drawing).contains(&"暂缺"));
}

#[test]
fn a_limit_is_a_line_with_its_name_in_every_upright_kind() {
    for kind in [ChartKind::Line, ChartKind::Column, ChartKind::Bar, ChartKind::Progress] {
        for width in WIDTHS {
            let mut chart = chart(kind, "1月 2月 3月", "37 32 29");
            chart.lines = vec![line(ReferenceKind::Limit, "35", "年均限值35")];
            let drawing = draw(&chart, width);
            assert!(texts(&drawing).contains(&"年均限值35"), "{kind:?} {width:?}");
            assert!(drawing.svg.contains("l-accent"));
        }
    }
}

#[test]
fn names_and_values_of_a_line_stand_at_its_end() {
    for width in WIDTHS {
        let mut chart = chart(ChartKind::Line, "1月 2月 3月 4月", "37 20 24 26");
        chart.series.push(series("2021年", Role::Previous, "41 22 23 25"));
        let drawing = draw(&chart, width);
        for wanted in ["2022年 26", "2021年 25", "37", "2月 20"] {
            assert!(texts(&drawing).contains(&wanted), "{wanted} {width:?}: {:?}", texts(&drawing));
        }
    }
}

#[test]
fn a_masked_value_is_hatched_and_changes_no_other_mark() {
    for kind in KINDS {
        let with = draw(&chart(kind, "1月 2月 3月", "37 ** 29"), Width::Wide);
        assert_eq!(with.svg.matches("<pattern").count(), 1, "{kind:?}");
        assert!(texts(&with).contains(&"**"), "{kind:?}");
        let mut missing = chart(kind, "1月 2月 3月", "37 ** 29");
        missing.series[0].points[1].value = Value::Missing;
        let marks = |drawing: &Drawing| -> Vec<String> {
            let tags = drawing.svg.split('<').filter_map(|piece| piece.split('>').next());
            tags.filter(|tag| tag.contains("f-c-focus")).map(str::to_owned).collect()
        };
        assert_eq!(marks(&with), marks(&draw(&missing, Width::Wide)), "{kind:?}");
    }
}

#[test]
fn a_month_chart_of_two_years_is_lean() {
    let months: String = (1..=12).map(|at| format!("{at}月 ")).collect();
    let mut chart = chart(ChartKind::Column, &months, "37 32 28 24 21 18 17 17 21 23 26 30");
    chart.series.push(series("2021年", Role::Previous, "41 36 31 25 22 20 19 19 20 21 21 28"));
    chart.lines = vec![line(ReferenceKind::Limit, "35", "年均限值35")];
    for width in WIDTHS {
        let drawing = draw(&chart, width);
        assert!(drawing.svg.len() < 8 * 1024, "{} bytes", drawing.svg.len());
        assert_eq!(fault(&drawing), None);
    }
}

#[test]
fn terms_are_lowered_and_the_narrow_drawing_is_told_by_the_wide_one_beside_it() {
    let mut chart = chart(ChartKind::Bar, "PM2.5 O3", "24 148");
    chart.by = By::Metric;
    let drawing = draw(&chart, Width::Narrow);
    assert!(drawing.svg.contains("PM<tspan dy=\"3\" font-size=\"10\">2.5</tspan>"), "{}", drawing.svg);
    let told = "aria-labelledby=\"pm25-month-w-t pm25-month-w-d\"";
    let title = "<title id=\"pm25-month-w-t\">先降&lt;后升</title>";
    assert!(
        drawing.svg.contains(told) && !drawing.svg.contains("<title id") && !drawing.svg.contains("<desc")
    );
    let drawing = draw(&chart, Width::Wide);
    assert!(drawing.svg.contains(told) && drawing.svg.contains(title));
}

#[test]
fn a_ledger_has_a_square_an_item_and_its_counts_in_words() {
    let state = |state, value: &str, words: &str| Series {
        worse: false,
        name: String::new(),
        role: Role::State(state),
        points: vec![Point { text: words.to_owned(), ..point(value) }],
    };
    let mut chart = chart(ChartKind::Progress, "第一轮", "1");
    chart.series = vec![
        state(WorkState::Done, "11", "已完成11个"),
        state(WorkState::Ongoing, "2", "整改中2个"),
        state(WorkState::Planned, "0", "未启动0个"),
        state(WorkState::Overdue, "1", "未按期1个"),
    ];
    chart.categories[0].aside = "78.6%".to_owned();
    let drawing = draw(&chart, Width::Wide);
    assert_eq!(drawing.svg.matches("width=\"24\" height=\"24\" class=\"f-c-focus\"").count(), 11);
    assert_eq!(texts(&drawing), ["第一轮", "78.6%", "已完成11个，整改中2个，未按期1个"]);
    chart.series[0] = state(WorkState::Done, "300", "已完成300个");
    assert!(draw(&chart, Width::Wide).svg.len() < 2000, "many items are a bar");
}

#[test]
fn literal_colours_need_no_stylesheet() {
    let colours = [("c-focus", "#0b5563"), ("ink-3", "#5c6b71")];
    let colours = colours.map(|(name, colour)| (name.to_owned(), colour.to_owned()));
    let paint = Paint::Literal(std::sync::Arc::new(Palette::new(colours, "SimSun")));
    let drawing = draw_with(&chart(ChartKind::Column, "1月 2月", "3 4"), Width::Print, &paint);
    assert!(drawing.svg.contains("fill=\"#0b5563\"") && drawing.svg.contains("font-family=\"SimSun\""));
    assert!(!drawing.svg.contains("class=\"f-"));
    assert_eq!(fault(&drawing), None);
}

fn sky(bars: Vec<Option<Decimal>>) -> Skyline {
    Skyline {
        title: "全年空气".to_owned(),
        subtitle: String::new(),
        short: "超标2天".to_owned(),
        description: String::new(),
        width: 365,
        months: (0..12).map(|at| (format!("{}月", at + 1), at * 30)).collect(),
        limit: Some((Decimal::ONE_HUNDRED, "AQI 100，高于此为超标".to_owned())),
        highest: bars.iter().position(|bar| bar.is_some()).map(|at| (at, "1月1日最高，168".to_owned())),
        bars,
    }
}

#[test]
fn a_skyline_is_two_paths_and_names_limit_highest_and_months() {
    let bars = (0..334).map(|at| Some(Decimal::from(if at % 50 == 0 { 168 } else { 40 + at % 37 })));
    let sky = sky(bars.collect());
    let panel = skyline(&sky, SkylineForm::Panel);
    assert_eq!(panel.svg.matches("f-cover-bar").count(), 1);
    assert_eq!(panel.svg.matches("f-cover-mark\"/>").count(), 1);
    assert_eq!(panel.labels.len(), 14, "{:?}", texts(&panel));
    let phone = skyline(&sky, SkylineForm::Phone);
    assert!(texts(&phone).contains(&"100") && !texts(&phone).contains(&"2月"));
    let archive = skyline(&sky, SkylineForm::Archive { top: Decimal::from(200) });
    assert!(archive.labels.is_empty() && archive.svg.contains("f-main-mid"));
}
