//! The words of the causes that several faults have.

use super::super::gloss::{glossed, named_by};
use super::super::meant;
use super::super::{
    CarryFault, ChartFault, Excess, Expected, FormulaFaultKind, StaleFault, ToolFault, Unseen, Words,
    YamlFault,
};
use super::{did_you_mean, say};

pub(super) fn bad_value(key: &str, found: &str, expected: &Expected) -> Words {
    let message = match expected {
        Expected::AtMost(_) => format!("“{key}”写了{found}个值，太多了"),
        _ if key.is_empty() || key == found => format!("“{found}”不能这样写"),
        _ => format!("“{key}”的值“{found}”不对"),
    };
    if let Some(meant) = meant::due(found, expected) {
        return say(message, Some(format!("请写 {meant}")));
    }
    let help = match expected {
        Expected::Text => "这里应是一段文字".to_owned(),
        Expected::Scalar => "这里应是一个数字或一行文字".to_owned(),
        Expected::List => "这里应是列表，如 [甲, 乙]".to_owned(),
        Expected::Map if matches!(key, "limit" | "target") => {
            format!("写作 {key}: {{value: {found}, label: 名称}}")
        }
        Expected::Map => "这里应是若干“键: 值”；冒号是半角的，后面有一个空格".to_owned(),
        Expected::Boolean => "这里应写 true 或 false".to_owned(),
        Expected::WholeNumber => "这里应是0或正整数".to_owned(),
        Expected::OneOf(words) => {
            let near = super::super::nearest(found, words.iter().map(String::as_str));
            let near = near.or_else(|| named_by(found, words).map(str::to_owned));
            let asked = near.map(|near| format!("是否要写 {near}？")).unwrap_or_default();
            let words: Vec<String> = words.iter().map(|word| glossed(word)).collect();
            format!("{asked}可以写：{}", words.join("、"))
        }
        Expected::Year => "年份是四位数字，如 2022".to_owned(),
        Expected::Stamp => "日期写作 2022-12-20，或 2022-12-20 09:00".to_owned(),
        Expected::Period => "时段写作 2022-01..2022-11，最多十二个月".to_owned(),
        Expected::Day => "日期写作 2022-12-20".to_owned(),
        Expected::MonthOrDay => "时限写作 2023-12，或 2023-12-31".to_owned(),
        Expected::Month => "月份写作 2023-12".to_owned(),
        Expected::AtMost(most) => {
            format!("最多{most}个，从统计时段的第一个月起；请删去多出的，或检查 report.yaml 里的 period")
        }
        Expected::Places(most) => format!("小数位数最多{most}位"),
        Expected::Name => "名称只能用字母、汉字、数字和下划线，不能以数字开头".to_owned(),
        Expected::Id => "编号只能用字母、汉字、数字、下划线和短横".to_owned(),
        Expected::FileName => "文件名里不能有 < > : \" \\ | ? * 和换行，末尾不能是句点或空格".to_owned(),
        Expected::PathInside => "路径用 / 分隔，并且在内容文件夹里面".to_owned(),
        Expected::Timezone => "时区写作 \"+08:00\"".to_owned(),
        Expected::BaseUrl => "网址以 https:// 或 http:// 开头".to_owned(),
        Expected::Token => {
            "名称用字母、数字和短横；值写在一行里，引号和括号要成对，不能有 ; { } < > \\、/* 和网址"
                .to_owned()
        }
        Expected::Carry => "写作“年份/编号”，如 2021/r1-07".to_owned(),
        Expected::OneLedger => "一块只列一个台账，另一个请另写一块".to_owned(),
        Expected::Other(words) => match words.as_str() {
            "a number" => "这里应是一个数字".to_owned(),
            "a list of numbers, or a map of such lists" => {
                "这里应是数字的列表，如 [38, 33, 29]，或若干“名称: 列表”".to_owned()
            }
            "a number, or a map of parts" => "这里应是一个数字，或若干“组成: 数字”".to_owned(),
            "a list of numbers, or a map by year" => "这里应是数字的列表，或若干“年份: 数字”".to_owned(),
            "a number, or a list of numbers" => "这里应是一个数字，或数字的列表".to_owned(),
            "a number, or a map" => "这里应是一个数字，或含 value、monthly 等键的一组".to_owned(),
            "true, false, or a list of names" => "这里应写 true、false，或要遮盖的名称列表".to_owned(),
            "an id, or a list of ids" => "这里应是一个指标名，或它们的列表".to_owned(),
            words => format!("这里应是：{words}"),
        },
    };
    say(message, Some(help))
}

pub(super) fn unknown_carry(carry: &str, why: &CarryFault) -> Words {
    match why {
        CarryFault::NotEarlier => say(
            format!("carries 写的“{carry}”不是以前年份的事项"),
            Some("carries 写以前某一年报告的年份和事项编号，如 2021/r1-07".to_owned()),
        ),
        CarryFault::NoReport { year } => say(
            format!("carries 写的“{carry}”不存在：旁边没有{year}年的报告"),
            Some("请检查年份；那一年的报告不在这里的，删去 carries".to_owned()),
        ),
        CarryFault::NoItem { near } => say(
            format!("carries 写的“{carry}”不存在：那一年的台账里没有这个编号"),
            did_you_mean(near.as_ref())
                .or_else(|| Some("请到那一年的 ledgers 文件夹里查事项的 id".to_owned())),
        ),
    }
}

pub(super) fn stale(stale: &StaleFault) -> Words {
    match stale {
        StaleFault::Placeholder { text } => say(
            format!("“{text}”像是还没有填的空"),
            Some("请填上；正文里确实要这样写的，写进本章的 literals".to_owned()),
        ),
        StaleFault::Year { text, meant } => say(
            format!("“{text}”的年份像是上年留下来的"),
            Some(format!(
                "这里应是{meant}年：请改写，或用 {{{{ report.year }}}}、{{{{ report.next_year }}}} 让年份自己变；正文里确实要这样写的，写进本章的 literals"
            )),
        ),
        StaleFault::Paragraph { year } => say(
            format!("这一段和{year}年的报告一字不差"),
            Some("请按今年的情况重写；确实不必改的，从中摘一句（十个字以上）写进本章的 literals".to_owned()),
        ),
    }
}

pub(super) fn yaml(fault: &YamlFault) -> Words {
    let (message, help) = match fault {
        YamlFault::FullWidthColon => ("这里用了全角冒号“：”", "请改成半角冒号加一个空格“: ”"),
        YamlFault::FullWidthComma => {
            ("方括号或花括号里用了全角逗号“，”", "分隔用半角逗号“,”；文字里的逗号请连同文字加引号")
        }
        YamlFault::UnquotedReference => {
            ("以 {{ 开头的文字没有加引号", "请在整段文字的头尾各加一个半角双引号：\"{{ … }}…\"")
        }
        YamlFault::BareAsterisks => ("星号没有加引号", "以 * 遮盖的数字请加引号：\"**\""),
        YamlFault::Tab => ("缩进用了制表符（Tab）", "请改用空格缩进"),
        YamlFault::UnclosedQuote => ("这里的引号没有配对", "请在这段文字的末尾补上同样的半角引号"),
        YamlFault::UnclosedBracket => {
            ("括号没有配对，或者括号里少了逗号", "请在末尾补上 ] 或 }，各项之间用半角逗号“,”分开")
        }
        YamlFault::Alias => {
            ("不能使用 YAML 的锚点（&）和别名（*）", "请把内容直接写出来；以 * 遮盖的数字请加引号")
        }
        YamlFault::LongKey => ("冒号前面的名称超过1000个字", "请缩短这个名称"),
        YamlFault::TooDeep => ("嵌套超过32层", "请检查括号和缩进"),
        YamlFault::ManyDocuments => ("一个文件里有多份 YAML（---）", "请分成几个文件，或删去多余的 ---"),
        YamlFault::Indentation => ("缩进对不上", "同一级的各行要从同一列开始，下一级比上一级多两个空格"),
        YamlFault::MissingColon => ("这一行缺少冒号", "写作“键: 值”，冒号是半角的，后面有一个空格"),
        YamlFault::StrayColon => ("这里不能有“: ”", "文字里有半角冒号时请加引号；否则请检查这一行的缩进"),
        YamlFault::BareSign(sign) => {
            return say(
                format!("以“{sign}”开头的文字没有加引号"),
                Some(format!("请加上半角双引号，如 \"{sign}\"；没有数据写 ~")),
            );
        }
        YamlFault::Other(message) => return say(format!("YAML 有误：{message}"), None),
    };
    say(message.to_owned(), Some(help.to_owned()))
}

pub(super) fn chart(fault: &ChartFault) -> Words {
    match fault {
        ChartFault::NoKind => say(
            "没有一种图适合这些数据".to_owned(),
            Some("请写明 by 和 kind，或检查指标有没有 monthly、parts、items".to_owned()),
        ),
        ChartFault::KindBy { kind, by, would_do } => {
            say(format!("{kind} 图不能按 {by} 画"), Some(format!("可以用：{}", would_do.join("、"))))
        }
        ChartFault::NoData { id, by } => say(
            format!("“{id}”没有按{}的数据", glossed(by)),
            Some(format!("请给指标补上 {}，或改写 of、by", breakdown(by))),
        ),
        ChartFault::Units(units) => say(
            format!("一张图只能有一种单位，这里有：{}", units.join("、")),
            Some("请分成几张图".to_owned()),
        ),
        ChartFault::With { kind, with, would_do } => say(
            format!("{kind} 图画不出 {with}"),
            Some(if would_do.is_empty() {
                "请删去它：这些数据没有能画它的图".to_owned()
            } else {
                format!("请删去它，或改用能画它的图：{}", would_do.join("、"))
            }),
        ),
        ChartFault::Highlight { name, shown } => {
            say(format!("图里没有可以突出的“{name}”"), Some(format!("图里有：{}", shown.join("、"))))
        }
    }
}

/// The key of a metric that holds the data of a chart by it.
fn breakdown(by: &str) -> &str {
    match by {
        "month" => "monthly",
        "quarter" => "quarterly",
        "year" => "yearly",
        "day" => "daily",
        "part" => "parts",
        "item" => "items",
        _ => "value",
    }
}

pub(super) fn formula(kind: &FormulaFaultKind) -> Words {
    use super::super::FormulaExpected as Due;
    match kind {
        FormulaFaultKind::Character(c) => say(
            format!("公式里不能有“{c}”"),
            Some(match meant::sign(*c) {
                Some(sign) => format!("请改成半角的“{sign}”"),
                None => "公式用半角的 + - * / ( ) 和数字、指标名；含特殊字符的名称加双引号".to_owned(),
            }),
        ),
        FormulaFaultKind::Expected(Due::Value) => say(
            "公式没有写完：这里缺一个数字或指标".to_owned(),
            Some("请补上，或删去多余的运算符".to_owned()),
        ),
        FormulaFaultKind::Expected(Due::Operator) => {
            say("这里缺一个运算符".to_owned(), Some("可以写 + - * /".to_owned()))
        }
        FormulaFaultKind::Expected(Due::Relation) => {
            say("核对缺少比较".to_owned(), Some("写作 a = b，也可以用 < <= > >=".to_owned()))
        }
        FormulaFaultKind::Unclosed => say("括号没有配对".to_owned(), Some("请补上 )".to_owned())),
        FormulaFaultKind::UnknownFunction(name, near) => say(
            format!("没有名为“{name}”的函数"),
            did_you_mean(near.as_ref()).or_else(|| Some("可以用：round、sum、min、max、mean".to_owned())),
        ),
        FormulaFaultKind::Arguments(usage) => {
            say("函数的参数不对".to_owned(), Some(format!("用法：{usage}")))
        }
        FormulaFaultKind::ListAsValue => say(
            "这里要一个数，不能是一列数".to_owned(),
            Some("请用 sum、min、max 或 mean 把一列数变成一个".to_owned()),
        ),
        FormulaFaultKind::TooLarge => say("结果太大，算不了".to_owned(), Some("请检查公式和单位".to_owned())),
        FormulaFaultKind::TooDeep => {
            say("公式太长，或括号嵌套太深".to_owned(), Some("请分成几个指标".to_owned()))
        }
        FormulaFaultKind::DivisionByZero | FormulaFaultKind::BelowUnit => say("公式有误".to_owned(), None),
    }
}

/// Why there is no PDF.
pub(super) fn missing_tool(why: &ToolFault) -> Words {
    let message = match why {
        ToolFault::None => "没有能打印 PDF 的浏览器".to_owned(),
        ToolFault::NotThere { path } => format!("没有这个浏览器：{path}"),
        ToolFault::Failed { path, reason } => format!("浏览器没有印出 PDF（{reason}）：{path}"),
    };
    say(
        message,
        Some(
            "PDF 由浏览器打印。请安装 Edge、Chrome 或 Chromium；Debian 和 Ubuntu：apt-get install chromium。装在别处的用 --browser 指明"
                .to_owned(),
        ),
    )
}

pub(super) fn excess(excess: Excess) -> Words {
    match excess {
        Excess::Bytes { megabytes } => say(
            format!("这个文件超过{megabytes} MB，没有读"),
            Some("请分成几个文件；图片和表格另存为文件".to_owned()),
        ),
        Excess::Levels { most } => say(
            format!("这个文件在{most}层以上的文件夹里，没有读"),
            Some("请往上移；一份报告的章节不超过四级".to_owned()),
        ),
        Excess::Pages { most } => say(
            format!("这份报告的章节超过{most}个，后面的没有读"),
            Some("请把几章并作一个文件，用标题分开".to_owned()),
        ),
        Excess::Name { most } => {
            say(format!("这个名称超过{most}个字"), Some("请缩短；需要说明的写进 `note`".to_owned()))
        }
        Excess::Page { megabytes } => say(
            format!("这个模板生成的页面超过{megabytes} MB"),
            Some("请检查模板里有没有转个不停的循环".to_owned()),
        ),
        Excess::Shown { most } => say(
            format!("这份报告的图表一共显示了{most}个以上的数，后面的没有读"),
            Some("请少放一些图表，或者分成几份报告".to_owned()),
        ),
    }
}

/// What kind of character it is that cannot be seen, in brackets.
pub(super) fn unseen(kind: Unseen) -> &'static str {
    match kind {
        Unseen::SoftHyphen => "（软连字符）",
        Unseen::Space => "（零宽空格）",
        Unseen::Joiner => "（零宽连接符）",
        Unseen::ByteOrderMark => "（字节顺序标记）",
        Unseen::Direction => "（书写方向）",
        Unseen::Selector => "（变体选择符）",
        Unseen::Tag => "（标签字符）",
        Unseen::Control => "（控制字符）",
        Unseen::Private => "（自造字）",
        Unseen::Other => "",
    }
}
