//! Progress of tasks and of lists of work.

use nianbao::model::{By, Chart, ChartKind, Point, ReferenceKind, Role, Series, WorkState};

use super::kit::*;

fn state(state: WorkState, values: &[(&str, &str)]) -> Series {
    let points = values.iter().map(|(value, text)| Point { text: (*text).to_owned(), ..point(value) });
    Series { name: String::new(), role: Role::State(state), points: points.collect(), worse: false }
}

fn ledger(id: &str, names: &str, asides: [&str; 3], rows: Vec<Series>) -> Chart {
    let mut all = categories(names);
    for (category, aside) in all.iter_mut().zip(asides) {
        category.aside = aside.to_owned();
    }
    Chart { categories: all, series: rows, ..chart(id, ChartKind::Progress, By::Part) }
}

pub(super) fn progress() -> Vec<(&'static str, Chart)> {
    let mut towards = chart("towards", ChartKind::Progress, By::Metric);
    towards.unit = "%".to_owned();
    towards.series = vec![series("2022年", Role::Focus, "95.8 67.6 ** 暂缺")];
    towards.categories = categories("空气质量优良率 督察问题完成率 处罚 土壤");
    towards.lines = vec![line(ReferenceKind::Target, "93", "考核任务93%")];
    vec![
        (
            "ledger",
            ledger(
                "ledger",
                "第一轮省环保督察 省督察“回头看” 第二轮中央督察",
                ["78.6%", "50.0%", "100.0%"],
                vec![
                    state(WorkState::Done, &[("11", "已完成11个"), ("9", "已完成9个"), ("5", "5个全部完成")]),
                    state(WorkState::Ongoing, &[("2", "整改中2个"), ("8", "整改中8个"), ("0", "")]),
                    state(WorkState::Planned, &[("0", ""), ("1", "未启动1个"), ("0", "")]),
                    state(WorkState::Overdue, &[("1", "未按期1个"), ("0", ""), ("0", "")]),
                ],
            ),
        ),
        larger_ledger(),
        ("towards a target", towards),
    ]
}

fn larger_ledger() -> (&'static str, Chart) {
    (
        "ledger, larger",
        ledger(
            "ledger-2",
            "2023年工作计划 群众信访举报问题 台账",
            ["12.5%", "62.0%", ""],
            vec![
                state(WorkState::Done, &[("4", "已完成4项"), ("62", "已完成62项"), ("**", "未公开")]),
                state(WorkState::Ongoing, &[("10", "推进中10项"), ("20", "推进中20项"), ("0", "")]),
                state(WorkState::Planned, &[("16", "未启动16项"), ("13", "未启动13项"), ("0", "")]),
                state(WorkState::Overdue, &[("2", "未按期2项"), ("5", "未按期5项"), ("0", "")]),
                state(WorkState::Dropped, &[("2", "取消2项"), ("3", "取消3项"), ("0", "")]),
            ],
        ),
    )
}
