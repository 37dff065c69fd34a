//! Any data: whatever it is, a drawing is sound.

use proptest::prelude::*;

use super::*;

fn any_number() -> impl Strategy<Value = Point> {
    prop_oneof![
        6 => (-1_000_000i64..1_000_000, 0u32..6).prop_map(|(digits, scale)| Decimal::new(digits, scale)),
        2 => (0i64..100).prop_map(Decimal::from),
        1 => Just(Decimal::new(1_000_000_000_000, 0)),
        1 => Just(Decimal::new(1, 4)),
        1 => Just(Decimal::new(1, 28)),
        1 => Just(Decimal::MAX),
        1 => Just(Decimal::MIN),
        1 => Just(Decimal::ZERO),
    ]
    .prop_map(|number| Point {
        level: None,
        value: Value::Known(number),
        text: number.to_string(),
        status: Status::Final,
    })
}

pub(super) fn any_value() -> impl Strategy<Value = Point> {
    let words = prop_oneof![Just("暂缺"), Just("**"), Just("不适用"), Just("不足1")];
    prop_oneof![3 => any_number(), 1 => words.prop_map(point)]
}

pub(super) fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[一-龥]{0,30}",
        "[a-zA-Z &<>\"'0-9]{0,40}",
        "\\PC{0,12}",
        Just("PM2.5".to_owned()),
        Just("10月31日".to_owned()),
    ]
}

fn any_role() -> impl Strategy<Value = Role> {
    prop_oneof![
        Just(Role::Focus),
        Just(Role::Previous),
        (0usize..9).prop_map(Role::Part),
        (0usize..9).prop_map(|at| Role::Level(Scale::Aqi, at)),
        (0usize..9).prop_map(|at| Role::Level(Scale::WaterClass, at)),
        (0usize..9).prop_map(|at| Role::Level(Scale::Other, at)),
        (0usize..5).prop_map(|at| Role::State(WorkState::ALL[at])),
    ]
}

pub(super) fn any_line() -> impl Strategy<Value = ReferenceLine> {
    (any::<bool>(), -200i64..2000, any_name()).prop_map(|(limit, value, label)| ReferenceLine {
        kind: if limit { ReferenceKind::Limit } else { ReferenceKind::Target },
        value: Decimal::new(value, 1),
        name: String::new(),
        label,
    })
}

fn any_category() -> impl Strategy<Value = Category> {
    let marks = prop::collection::vec(any_line(), 0..3);
    (any_name(), any::<bool>(), marks, any_name()).prop_map(|(label, highlight, marks, aside)| {
        let (columns, unit) = (Vec::new(), String::new());
        Category { label, highlight, marks, aside, columns, unit }
    })
}

fn any_break() -> impl Strategy<Value = Break> {
    let before = prop::option::of(0usize..16);
    (before, prop::collection::vec(0usize..5, 0..5), any_name()).prop_map(|(before, series, word)| Break {
        label: String::new(),
        reason: String::new(),
        before,
        series,
        word,
    })
}

pub(super) fn any_chart() -> impl Strategy<Value = Chart> {
    let count = prop_oneof![5 => 0usize..14, 1 => Just(31), 1 => Just(366)];
    let by = prop_oneof![Just(By::Month), Just(By::Day), Just(By::Year), Just(By::Item), Just(By::Metric)];
    (count, 0usize..5, by, 0usize..5)
        .prop_flat_map(|(count, of, by, kind)| {
            let series = (any_name(), any_role(), prop::collection::vec(any_value(), count))
                .prop_map(|(name, role, points)| Series { name, role, points, worse: false });
            (
                prop::collection::vec(any_category(), count),
                prop::collection::vec(series, of),
                prop::collection::vec(any_line(), 0..4),
                prop::collection::vec(any_break(), 0..4),
                Just((by, KINDS[kind])),
            )
        })
        .prop_map(|(categories, series, lines, breaks, (by, kind))| Chart {
            by,
            categories,
            series,
            lines,
            breaks,
            decimals: 1,
            ..chart(kind, "", "")
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_data_breaks_a_drawing(chart in any_chart()) {
        for width in WIDTHS {
            let drawing = draw(&chart, width);
            prop_assert_eq!(fault(&drawing), None, "{:?} {:?}", chart.kind, width);
        }
    }

    #[test]
    fn no_year_breaks_a_skyline(
        bars in prop::collection::vec(prop::option::of(0i64..300), 0..367),
        width in 0usize..367,
    ) {
        let mut sky = sky(bars.into_iter().map(|bar| bar.map(Decimal::from)).collect());
        sky.width = width;
        for form in [
            SkylineForm::Panel,
            SkylineForm::Phone,
            SkylineForm::Print,
            SkylineForm::Archive { top: Decimal::from(120) },
        ] {
            prop_assert_eq!(fault(&skyline(&sky, form)), None);
        }
    }
}
