//! What the samples are put together from.

use nianbao::model::{
    By, Category, Chart, ChartKind, Inline, InlineKind, Point, ReferenceKind, ReferenceLine, Role, Series,
    Status, Value,
};
use rust_decimal::Decimal;

pub(super) fn decimal(text: &str) -> Decimal {
    text.parse().unwrap_or_default()
}

pub(super) fn point(text: &str) -> Point {
    let value = match text {
        "暂缺" => Value::Missing,
        "**" => Value::Masked,
        "不足1" => Value::BelowUnit(Decimal::ONE),
        number => Value::Known(decimal(number)),
    };
    Point { value, text: text.to_owned(), status: Status::Final, level: None }
}

pub(super) fn series(name: &str, role: Role, values: &str) -> Series {
    Series { name: name.to_owned(), role, points: values.split(' ').map(point).collect(), worse: false }
}

pub(super) fn line(kind: ReferenceKind, value: &str, label: &str) -> ReferenceLine {
    let name = label.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    ReferenceLine { kind, value: decimal(value), name, label: label.to_owned() }
}

pub(super) fn categories(labels: &str) -> Vec<Category> {
    labels
        .split(' ')
        .map(|label| Category {
            highlight: label.ends_with('*'),
            ..Category::named(label.trim_end_matches('*'))
        })
        .collect()
}

pub(super) fn chart(id: &str, kind: ChartKind, by: By) -> Chart {
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

pub(super) const MONTHS: &str = "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月";
