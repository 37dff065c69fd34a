//! The year in one picture.

use nianbao::model::Skyline;
use rust_decimal::Decimal;

pub(super) fn days(count: usize) -> Skyline {
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

pub(super) fn months() -> Skyline {
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
