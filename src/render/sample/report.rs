//! A report for the year given, with a bit of everything.

use rust_decimal::Decimal;

use super::figures::{AIR, LAW, WATER, line, row, text};
use crate::model::*;

fn block(kind: BlockKind) -> Block {
    Block { kind, range: 0..0 }
}

fn paragraph(source: &str) -> Block {
    block(BlockKind::Paragraph(line(source)))
}

fn heading(number: &str, title: &str) -> Block {
    block(BlockKind::Heading(Heading {
        level: 4,
        number: Some(number.to_owned()),
        anchor: title.to_owned(),
        text: text(title),
    }))
}

fn chart() -> Chart {
    let months: Vec<String> = (1..=11).map(|month| format!("{month}月")).collect();
    let series = |name: &str, role, values: [u32; 11]| Series {
        worse: false,
        name: name.to_owned(),
        role,
        points: values
            .iter()
            .map(|value| Point {
                level: None,
                value: Value::Known(Decimal::from(*value)),
                text: value.to_string(),
                status: Status::Final,
            })
            .collect(),
    };
    Chart {
        id: "air-pm25-month".to_owned(),
        title: text("PM2.5先降后升，7月、8月最低"),
        subtitle: "县城区PM2.5月均浓度，2022年1—11月与上年同期，微克/立方米".to_owned(),
        unit: "微克/立方米".to_owned(),
        categories: months.into_iter().map(Category::named).collect(),
        series: vec![
            series("2022年", Role::Focus, [37, 32, 28, 24, 21, 18, 17, 17, 21, 23, 26]),
            series("2021年", Role::Previous, [41, 36, 31, 25, 22, 20, 19, 19, 20, 21, 21]),
        ],
        lines: vec![ReferenceLine {
            kind: ReferenceKind::Limit,
            value: Decimal::from(35),
            name: "年均限值".to_owned(),
            label: "年均限值35".to_owned(),
        }],
        description: "1月37，7月、8月最低，17，11月26。".to_owned(),
        source: "县城区空气自动监测站".to_owned(),
        category_head: "月份".to_owned(),
        ..Chart::of(ChartKind::Line, By::Month)
    }
}

fn ledger_items() -> Vec<LedgerItem> {
    let item = |id: &str, title: &str, lead: &str, (due, state): (&str, WorkState), note: &str| LedgerItem {
        id: id.to_owned(),
        title: text(title),
        category: Some("限期整改".to_owned()),
        lead: Some(lead.to_owned()),
        due: Month::parse(due).map(Due::Month),
        state,
        submitted: None,
        closed: None,
        note: text(note),
        metric: None,
        target: None,
        course: Vec::new(),
    };
    vec![
        item(
            "r1-01",
            "工业园区污水管网不完善",
            "工业园区管委会",
            ("2022-06", WorkState::Done),
            "2022年5月通水，企业全部接管",
        ),
        item(
            "r1-07",
            "建筑垃圾处置场所未建成",
            "县城管局",
            ("2023-12", WorkState::Ongoing),
            "用地手续报批中",
        ),
        item(
            "r1-09",
            "老填埋场土壤修复进展迟缓",
            "县城管局",
            ("2023-06", WorkState::Planned),
            "已完成修复工程量的65%",
        ),
        item(
            "r1-11",
            "乡镇污水处理厂运行负荷偏低",
            "县住建局",
            ("2022-10", WorkState::Overdue),
            "配套管网尚缺8.6公里，已重新排定工期",
        ),
        item(
            "r1-12",
            "涉气企业在线监测未联网",
            "县生态环境局",
            ("2022-03", WorkState::Dropped),
            "4家企业数据已接入监控平台",
        ),
    ]
}

fn ledger() -> LedgerTable {
    LedgerTable {
        id: "ledger-round1".to_owned(),
        title: text("第一轮省环保督察反馈问题"),
        subtitle: "共14个，截至2022年11月30日；此处列5个".to_owned(),
        items: ledger_items(),
        words: vec![
            (WorkState::Done, "已完成".to_owned()),
            (WorkState::Ongoing, "整改中".to_owned()),
            (WorkState::Planned, "未启动".to_owned()),
            (WorkState::Overdue, "未按期完成".to_owned()),
            (WorkState::Dropped, "已取消".to_owned()),
        ],
    }
}

fn chapter(address: &str, level: u8, number: &str, title: &str) -> Chapter {
    Chapter {
        address: address.to_owned(),
        level,
        number: Some(number.to_owned()),
        title: text(title),
        summary: Vec::new(),
        source: None,
        blocks: vec![paragraph(
            "突出源头治理，推动工业企业改用清洁燃料、推行清洁生产，各项工作取得新的成效。",
        )],
        footnotes: Vec::new(),
        figures: Vec::new(),
        children: Vec::new(),
    }
}

fn blue_sky() -> Chapter {
    let rows: Vec<FigureRow> = AIR.iter().map(|source| row(source)).collect();
    Chapter {
        summary: text("PM2.5连续三年下降，六项污染物全部达标；秋季干旱推高臭氧，优良率有所回落。"),
        source: Some("大气科".to_owned()),
        blocks: vec![
            paragraph(
                "突出源头治理，推动工业企业改用清洁燃料、推行清洁生产，全县{air.kilns||12|座}工业窑炉完成达标改造，重点企业按时自行监测。两家合成革企业安装挥发性有机物在线监测设施，并编制“一企一策”治理方案；两家重点企业安装烟气在线监测设施。我局监控平台与工业园区平台实现数据共享，安装在线监测的企业增至{air.online||4|家}。",
            ),
            paragraph(
                "1—11月，县城区PM2.5平均浓度为{air.pm25||24|微克/立方米}，{air.pm25|同比下降|4.0|%}，低于国家二级标准{air.pm25||31.4|%}，在全市排名第{air.rank||3|位}，较上年上升{air.rank||2|位}。受持续干旱影响，空气质量优良率为{air.good_days||95.8|%}，{air.good_days|同比下降|2.1|个百分点}，仍高于{air.good_days||93|%}的考核任务。",
            ),
            block(BlockKind::Chart(Box::new(chart()))),
            heading("（1）", "六项污染物"),
            paragraph(
                "六项污染物浓度全部达到国家二级标准。其中臭氧日最大8小时平均第90百分位数为{air.o3||148|微克/立方米}，{air.o3|同比上升|12.1|%}，是影响优良天数的首要因素；立案查处涉气环境违法案件{law.cases||**|件}。",
            ),
            block(BlockKind::Metrics(MetricTable {
                id: "table-1".to_owned(),
                title: text("六项污染物浓度与限值"),
                subtitle: "县城区，2022年1—11月；限值为GB 3095—2012二级标准".to_owned(),
                columns: vec![
                    Column::Label,
                    Column::Value,
                    Column::Previous,
                    Column::Change,
                    Column::Limit,
                    Column::Verdict,
                ],
                rows: rows[1..7].to_vec(),
            })),
            heading("（2）", "优良天数"),
            block(BlockKind::List {
                start: Some(1),
                tight: true,
                items: vec![ListItem {
                    checked: None, blocks: vec![paragraph("错峰生产<b>不是标签</b>。")]
                }],
            }),
            block(BlockKind::Alert(Alert::Note, vec![paragraph("数据已剔除沙尘天气影响。")])),
            block(BlockKind::Cards(Cards { rows: rows[..3].to_vec() })),
        ],
        figures: [AIR[0], AIR[1], AIR[7], LAW[1]].iter().map(|source| row(source)).collect(),
        ..chapter("work/battles/蓝天", 3, "1.", "蓝天保卫战")
    }
}

/// The first chapter, with those below it.
fn work() -> Chapter {
    let inspection = Chapter {
        summary: text(
            "三批督察反馈的37个问题逐一建账，完成25个；中央督察当年到期的5个全部完成并报送销号材料。",
        ),
        blocks: vec![
            paragraph(
                "坚持把督察反馈问题整改作为重大政治任务，建立问题清单、责任清单和销号清单，实行一月一调度、一季一通报。第一轮省环保督察反馈的{ledgers.round1||14|个}问题，已完成整改{ledgers.round1.done||11|个}。",
            ),
            block(BlockKind::Ledger(ledger())),
        ],
        ..chapter("work/inspection", 2, "（二）", "督察整改")
    };
    let battles = Chapter {
        children: vec![
            blue_sky(),
            chapter("work/battles/water", 3, "2.", "碧水保卫战"),
            chapter("work/battles/soil", 3, "3.", "净土保卫战"),
        ],
        ..chapter("work/battles", 2, "（一）", "污染防治攻坚战")
    };
    Chapter {
        children: vec![
            battles,
            inspection,
            chapter("work/law", 2, "（三）", "执法与营商环境"),
            chapter("work/party", 2, "（四）", "党的建设"),
        ],
        ..chapter("work", 1, "一、", "主要工作")
    }
}

pub(in crate::render) fn report(year: i16) -> Report {
    let rows = |rows: &[&str]| rows.iter().map(|source| row(source)).collect::<Vec<_>>();
    let group = |id: &str, title: &str, of: &[&str]| FigureGroup {
        id: id.to_owned(),
        title: title.to_owned(),
        rows: rows(of),
    };
    Report {
        path: year.to_string(),
        year,
        title: text(&format!("{year}年工作总结和{}年工作计划", year + 1)),
        period: Period::parse(&format!("{year}-01..{year}-11")).unwrap(),
        period_words: "1—11月".to_owned(),
        period_with_year: format!("{year}年1—11月"),
        published: Stamp::parse(&format!("{year}-12-20 09:00")),
        updated: Stamp::parse(&format!("{}-01-15 10:00", year + 1)),
        corrections: text("更正了第二章的一处数字。"),
        draft: false,
        downloads: vec!["xlsx".to_owned()],
        source: Some("局办公室".to_owned()),
        summary: line(
            "全县空气质量优良率{air.good_days||95.8|%}，PM2.5平均浓度{air.pm25||24|微克/立方米}，两个县界断面水质全部达到或优于Ⅲ类；三批督察反馈的{ledgers.all||37|个}问题完成整改{ledgers.done||25|个}。",
        ),
        highlights: rows(&[AIR[0], AIR[1], WATER[0], WATER[2], LAW[1]]),
        skyline: Some(skyline()),
        opening: vec![
            paragraph(
                "2022年，在县委、县政府的坚强领导和市生态环境局的精心指导下，我局坚持以改善生态环境质量为核心，深入打好污染防治攻坚战，扎实推进督察反馈问题整改，严格执法监管，优化营商环境，各项工作取得新的成效。",
            ),
            paragraph(
                "入夏以后，全县遭遇持续干旱，降雨较常年偏少，臭氧和扬尘压力加大。全县空气质量优良率为{air.good_days||95.8|%}，{air.good_days|同比下降|2.1|个百分点}，但PM2.5平均浓度继续下降，为{air.pm25||24|微克/立方米}，{air.pm25|同比下降|4.0|%}。",
            ),
        ],
        opening_footnotes: Vec::new(),
        opening_figures: rows(&AIR[..2]),
        chapters: vec![
            work(),
            chapter("problems", 1, "二、", "存在的问题"),
            chapter("plan", 1, "三、", "下一步工作"),
        ],
        groups: vec![
            group("air", "环境空气", &AIR),
            group("water", "水环境", &WATER),
            group("law", "执法监管", &LAW),
        ],
        figures: Vec::new(),
        ledgers: Vec::new(),
        accounts: None,
    }
}

fn skyline() -> Skyline {
    let bars: Vec<Option<Decimal>> = (0..334_i64)
        .map(|day| {
            let wave = (day * 37 % 29) + (day * 53 % 17);
            let season = ((day - 190).abs() * 45) / 190;
            let spike = if (278..285).contains(&day) || (30..33).contains(&day) { 70 } else { 0 };
            Some(Decimal::from(22 + wave / 2 + season + spike))
        })
        .collect();
    let starts = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    Skyline {
        title: "334天里的空气：14天超标，多在秋旱时节".to_owned(),
        subtitle: "县城区每日AQI，2022年1月1日—11月30日".to_owned(),
        short: "每日AQI，超标14天".to_owned(),
        description: "每日AQI，多数在100以下。".to_owned(),
        bars,
        width: 365,
        months: starts
            .iter()
            .enumerate()
            .map(|(index, start)| (format!("{}月", index + 1), *start))
            .collect(),
        limit: Some((Decimal::from(100), "AQI 100，高于此为超标".to_owned())),
        highest: Some((282, "10月10日最高，168".to_owned())),
    }
}
