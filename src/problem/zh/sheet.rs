//! The words of what is wrong with sheets.

use super::super::{CellFault, SheetFault, Words};
use super::say;

pub(super) fn sheet(fault: &SheetFault) -> Words {
    let (message, help) = match fault {
        SheetFault::Cell { found, unit, why, meant } => return cell((found, unit), *why, meant.as_deref()),
        SheetFault::NoHead => (
            "表格里没有找到表头".to_owned(),
            "表头要在同一行里有“编号”或“指标”，和“本年”或“1月”等月份".to_owned(),
        ),
        SheetFault::TwoHeads { head, other } => {
            (format!("表头“{head}”有两列，另一列在 {other}"), "请只留一列，另一列改个名称".to_owned())
        }
        SheetFault::Several { label, ids } => (
            format!("不止一个指标叫“{label}”：{}", ids.join("、")),
            "请加一列“编号”，写明是哪一个".to_owned(),
        ),
        SheetFault::NoName => {
            ("这一行填了数，却没有编号和指标名".to_owned(), "请补上编号或指标名，或把数清空".to_owned())
        }
        SheetFault::NoPlace { id } => (
            format!("“{id}”没有这一格要填的数"),
            "请清空这一格；如果确实要填，请先在指标的 YAML 里写上这一项".to_owned(),
        ),
        SheetFault::Unit { label, unit, wanted } => (
            format!("“{label}”在表格里的单位是“{unit}”，指标的单位是“{wanted}”"),
            format!("请换算成{wanted}再填，并改正表格里的单位"),
        ),
        SheetFault::Password => ("这个文件有密码，打不开".to_owned(), "请另存一份没有密码的".to_owned()),
        SheetFault::TooLarge => {
            ("这个文件太大，不像一份数据表".to_owned(), "请只留要填报的几张表，另存为一个新文件".to_owned())
        }
        SheetFault::Kind => (
            "这不是能读的表格文件".to_owned(),
            "能读的有 .xlsx、.xls、.ods 和 .csv，请另存为其中一种".to_owned(),
        ),
        SheetFault::Unreadable(reason) => {
            let reason = if reason.is_empty() { String::new() } else { format!("：{reason}") };
            (format!("这个表格文件读不了{reason}"), "请用表格软件打开，另存为 .xlsx".to_owned())
        }
    };
    say(message, Some(help))
}

fn cell((found, unit): (&str, &str), why: CellFault, meant: Option<&str>) -> Words {
    let message = match why {
        CellFault::Words => format!("单元格里的“{found}”不能确定是什么数"),
        CellFault::Date => "单元格里是日期，不是数".to_owned(),
        CellFault::Boolean => format!("单元格里是“{found}”，不是数"),
        CellFault::Error => format!("单元格里的公式出错了：{found}"),
        CellFault::Uncomputed => "单元格里的公式还没有算出结果".to_owned(),
        CellFault::Percent => format!("单元格里是百分数{found}，指标的单位却是“{unit}”"),
        CellFault::MaybePercent => format!("单元格里是{found}，不能确定是百分之几"),
        CellFault::Unit => format!("单元格里的“{found}”带的单位不是“{unit}”"),
        CellFault::Scaled => format!("单元格里是{found}，显示时却折成了千、万或百万"),
        CellFault::Endless => format!("单元格里是{found}，位数太多"),
    };
    let help = match (why, meant) {
        (CellFault::MaybePercent, _) => {
            format!("请另存为 .xlsx 再交，或连百分号一起写成文字，如 '{}%", meant.unwrap_or(found))
        }
        (CellFault::Uncomputed, _) => "请用表格软件打开这个文件，保存一次".to_owned(),
        (CellFault::Scaled, _) => format!("请把单元格格式改为“常规”，按单位“{unit}”填写"),
        (CellFault::Date, _) => "请把单元格格式改为“常规”，重新填数".to_owned(),
        (_, Some(meant)) => format!("如果是 {meant}，请填 {meant}"),
        (CellFault::Error, None) => "请改正公式，或直接填数；没有数据的留空，不适用的填 n/a".to_owned(),
        (CellFault::Unit | CellFault::Percent, None) => format!("请换算成“{unit}”，只填数"),
        (CellFault::Endless, None) => "请用 ROUND 取到要公布的位数，或直接填数".to_owned(),
        (CellFault::Words | CellFault::Boolean, None) => {
            "请只填数，如 95.6；没有数据的留空，不适用的填 n/a，不足一个单位的填 <1".to_owned()
        }
    };
    say(message, Some(help))
}
