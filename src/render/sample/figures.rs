//! Lines and figures of the sample, written in a short form.

use crate::model::*;

fn inline(kind: InlineKind) -> Inline {
    Inline { kind, range: 0..0 }
}

pub(super) fn text(text: &str) -> Vec<Inline> {
    vec![inline(InlineKind::Text(text.to_owned()))]
}

/// A line in which `{id|before|number|after}` is a figure.
pub(super) fn line(source: &str) -> Vec<Inline> {
    let mut out = Vec::new();
    for (index, piece) in source.split(['{', '}']).enumerate() {
        if index % 2 == 0 {
            if !piece.is_empty() {
                out.push(inline(InlineKind::Text(piece.to_owned())));
            }
            continue;
        }
        let parts: Vec<&str> = piece.split('|').collect();
        out.push(inline(InlineKind::Figure(FigureText {
            metric: Some(parts[0].to_owned()),
            before: parts[1].to_owned(),
            shown: shown(parts[2]),
            after: parts[3].to_owned(),
            status: Status::Final,
        })));
    }
    out
}

fn shown(text: &str) -> Shown {
    match text {
        "" => Shown::Empty,
        "暂缺" => Shown::Absent(Absence::Missing, text.to_owned()),
        "**" => Shown::Masked,
        text if text.starts_with(|c: char| c.is_ascii_digit()) => {
            Shown::Number { text: text.to_owned(), machine: text.to_owned() }
        }
        text => Shown::Word(text.to_owned()),
    }
}

/// `id label unit value previous change good limit target verdict source`, parted by `|`.
pub(super) fn row(source: &str) -> FigureRow {
    let mut parts = source.split('|').map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    let (id, label, unit, value, previous, change, good) =
        (next(), next(), next(), next(), next(), next(), next());
    let direction = match change.as_str() {
        text if text.contains("下降") => Direction::Down,
        text if text.contains("上升") || text.contains("增") => Direction::Up,
        text if text.contains("持平") => Direction::Flat,
        _ => Direction::None,
    };
    let number: String = change.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let (limit, target, verdict, source) = (next(), next(), next(), next());
    FigureRow {
        id,
        label,
        unit,
        value: shown(&value),
        previous: shown(&previous),
        change: (!change.is_empty()).then(|| Change {
            shown: match change.as_str() {
                "未公开" => Shown::Masked,
                "与去年同期不可比" => Shown::Absent(Absence::Incomparable, change.clone()),
                _ => Shown::Word(change.clone()),
            },
            number: (!number.is_empty()).then(|| match direction {
                Direction::Down => format!("-{number}"),
                _ => number.clone(),
            }),
            short: change.trim_start_matches("同比").to_owned(),
            text: change,
            direction,
            good: match good.as_str() {
                "+" => Some(true),
                "-" => Some(false),
                _ => None,
            },
        }),
        break_reason: None,
        formula: Vec::new(),
        limit: shown(&limit),
        target: shown(&target),
        verdicts: if verdict.is_empty() {
            Vec::new()
        } else {
            vec![Verdict { kept: Some(!verdict.starts_with('未')), short: verdict.clone(), text: verdict }]
        },
        status: Status::Final,
        source: Some(source),
        department: Some("大气科".to_owned()),
        note: if value == "**" { text("依法不予公开") } else { Vec::new() },
        used_in: vec![Use { chapter: "work/battles/蓝天".to_owned(), title: "蓝天保卫战".to_owned() }],
    }
}

pub(super) const AIR: [&str; 8] = [
    "air.good_days|空气质量优良率|%|95.8|97.9|同比下降2.1个百分点|-||93.0|达到考核任务|县城区空气自动监测站",
    "air.pm25|PM2.5平均浓度|微克/立方米|24|25|同比下降4.0%|+|35||低于限值31.4%|县城区空气自动监测站",
    "air.pm10|PM10平均浓度|微克/立方米|41|44|同比下降6.8%|+|70||低于限值41.4%|县城区空气自动监测站",
    "air.so2|SO2平均浓度|微克/立方米|7|8|同比下降12.5%|+|60||低于限值88.3%|县城区空气自动监测站",
    "air.no2|NO2平均浓度|微克/立方米|14|15|同比下降6.7%|+|40||低于限值65.0%|县城区空气自动监测站",
    "air.co|CO日均值第95百分位数|毫克/立方米|0.9|1.0|同比下降10.0%|+|4.0||低于限值77.5%|县城区空气自动监测站",
    "air.o3|O3日最大8小时第90百分位数|微克/立方米|148|132|同比上升12.1%|-|160||低于限值7.5%|县城区空气自动监测站",
    "air.rank|PM2.5在全市的排名|位|3|5|同比上升2位|+||||市局通报",
];
pub(super) const WATER: [&str; 3] = [
    "water.sections|断面水质优良率|%|100|100|与去年同期持平|||100.0|达到考核任务|市生态环境监测中心",
    "water.small|小型水库Ⅲ类以上比例|%|91.3|暂缺|与去年同期不可比|||||县水利局",
    "water.sewage|农村生活污水治理率|%|34.2|28.6|同比上升5.6个百分点|+||35.0|未达到考核任务|县住建局",
];
pub(super) const LAW: [&str; 2] = [
    "law.visits|出动执法人员|人次|1286|1104|同比增长16.5%|||||执法大队台账",
    "law.cases|行政处罚案件|件|**|**|未公开|||||执法大队台账",
];
