//! The words of each fault in Chinese.

mod causes;
mod sheet;

use super::meant::{self, Odd};
use super::{DirectionFault, Fault, Words, is_plain};
use causes::{bad_value, chart, formula, unknown_carry, unseen, yaml};

#[expect(clippy::too_many_lines, reason = "an exhaustive match: an arm a fault")]
pub(super) fn words(fault: &Fault) -> Words {
    match fault {
        Fault::YamlSyntax(fault) => yaml(fault),
        Fault::Chart(fault) => chart(fault),
        Fault::BadValue { key, found, expected } => bad_value(key, found, expected),
        Fault::UnknownMetric { name, near } => {
            let help = "名称写作“文件.指标”，文件在 metrics/ 里；台账写作“ledgers.文件”";
            let help = did_you_mean(near.as_ref()).unwrap_or_else(|| help.to_owned());
            say(format!("没有名为“{name}”的指标"), Some(help))
        }
        Fault::UnknownProperty { metric, name, near, known } => say(
            if name.is_empty() {
                format!("“{metric}”后面要写明是哪一项")
            } else {
                format!("“{metric}”没有“{name}”")
            },
            did_you_mean(near.as_ref()).or_else(|| Some(format!("可以写：{}", known.join("、")))),
        ),
        Fault::UnknownStandard { name, near } => {
            say(format!("没有名为“{name}”的标准或级别"), did_you_mean(near.as_ref()))
        }
        Fault::ReferenceSyntax { text } => say(
            format!("“{text}”不是引用"),
            Some(
                "引用写作 {{ 文件.指标 }}，只能有一个用点连接的名称，写在一行内；要照原样显示，请写 \\{{"
                    .to_owned(),
            ),
        ),
        Fault::BrokenLink { target, near } => {
            let help = "请检查文件名；文件改名或移动以后，链到它的地方也要改";
            let help = did_you_mean(near.as_ref()).unwrap_or_else(|| help.to_owned());
            say(format!("链接的“{target}”不存在"), Some(help))
        }
        Fault::InternalLink { target } => say(
            format!("链接的“{target}”是内部章节，公开版里没有"),
            Some("请删去链接，或把它所在的章节也写成 audience: internal".to_owned()),
        ),
        Fault::BrokenAnchor { anchor, page, near } => say(
            format!("“{page}”里没有锚点“#{anchor}”"),
            did_you_mean(near.as_ref().map(|near| format!("#{near}")).as_ref()),
        ),
        Fault::UnsafeLink { target } => say(
            format!("不能链接到“{target}”"),
            Some(
                "链接只能以 http://、https://、mailto:、tel: 或 # 开头，或者是另一个文件的相对路径"
                    .to_owned(),
            ),
        ),
        Fault::ContradictedFigure { text, metric, label, has } => say(
            format!("手写的“{text}”与指标“{label}”（{metric}）的数据不符，数据是{has}"),
            Some(format!(
                "请改用 {{{{ {metric} }}}} 这样的引用，或更正数字；如果说的不是这个指标，请写进本章的 literals，或给它另立指标"
            )),
        ),
        Fault::ContradictedDirection { text, metric, label, has, kind } => match kind {
            DirectionFault::Opposite => say(
                format!("“{text}”与指标“{label}”（{metric}）的变化不符，数据是{has}"),
                Some(format!("请更正方向，或改用 {{{{ {metric}.yoy }}}}")),
            ),
            DirectionFault::Doubled => say(
                format!("“{text}”后面的引用自带方向：指标“{label}”（{metric}）{has}"),
                Some("请删去引用前手写的方向词".to_owned()),
            ),
            DirectionFault::PercentForPoints => say(
                format!("“{text}”应写百分点：指标“{label}”（{metric}）是比率，数据是{has}"),
                Some(format!("比率的变化用“个百分点”，不用“%”；也可改用 {{{{ {metric}.yoy }}}}")),
            ),
        },
        Fault::UntrackedFigure { text, .. } => say(
            format!("手写的“{text}”没有指标可以核对"),
            Some(
                "请在 metrics 里立一个指标，改用引用；如果句子里有它的名称，请加进指标的 aliases；有意手写的，写进本章的 literals"
                    .to_owned(),
            ),
        ),
        Fault::MaskedInText { metric, label } => say(
            format!("这个手写的数字泄露了遮盖的指标“{label}”（{metric}）"),
            Some(format!("请改用 {{{{ {metric} }}}}：公开版显示 **，内部版显示数字")),
        ),
        Fault::UnknownCarry { carry, why } => unknown_carry(carry, why),
        Fault::UnaccountedPlan { carry, title, folder, hidden } => say(
            if *hidden {
                format!("公开版没有交代上年的“{title}”办得怎样：接续它的事项是内部的")
            } else {
                format!("没有交代上年的“{title}”办得怎样")
            },
            Some(format!(
                "请在 {folder}/ledgers/ 的台账里用一条事项接续它，写上 carries: {carry}；办完的填 done，取消的填 dropped，并在 note 里说明原因"
            )),
        ),
        Fault::OverdueStatus { item, due, published, late: true } => say(
            format!("“{item}”的期限是{due}，到{published}发布时已经过了，状态却不是逾期"),
            Some("请改为 overdue；已办结的填 done，经批准延期的改 due".to_owned()),
        ),
        Fault::OverdueStatus { item, due, published, late: false } => say(
            format!("“{item}”的状态是逾期，期限{due}到{published}发布时却还没有过"),
            Some("请把状态改为 ongoing 或 planned，或更正 due".to_owned()),
        ),
        Fault::Stale(stale) => causes::stale(stale),
        Fault::BadEncoding { garbled: false } => {
            let help = "请用记事本打开，“另存为”时编码选 UTF-8";
            say("文件不是UTF-8编码，已按GBK/GB18030读取".to_owned(), Some(help.to_owned()))
        }
        Fault::BadEncoding { garbled: true } => say(
            "文件既不是UTF-8，也不是GBK编码，有些字符无法识别".to_owned(),
            Some("请用记事本打开检查，“另存为”时编码选 UTF-8".to_owned()),
        ),
        Fault::MissingValue { metric } => say(
            format!("指标“{metric}”还没有数据，这里会显示“暂缺”"),
            Some("请到 metrics 文件夹里给这个指标填上数字；本来就没有的写 n/a".to_owned()),
        ),
        Fault::NoComparison { metric } => say(
            format!("指标“{metric}”没有可比的上年数"),
            Some("请写 previous，或检查两年的 period 和 unit 是否一致".to_owned()),
        ),
        Fault::OutsidePeriod { text } => say(
            format!("“{text}”不在报告的统计时段内"),
            Some("请检查日期，或 report.yaml 里的 period".to_owned()),
        ),
        Fault::LimitChanges { metric, standard } => say(
            format!("“{standard}”的限值在统计时段内变了，指标“{metric}”没有唯一的限值"),
            Some("请写明限值：limit: {value: …, label: …}".to_owned()),
        ),
        Fault::TooManyDays { metric, value, days } => say(
            format!("“{metric}”是{value}天，统计时段只有{days}天"),
            Some("请检查天数，或 report.yaml 里的 period".to_owned()),
        ),
        Fault::RecoverableMask { name, how } => say(
            format!("遮盖的“{name}”可以从公布的数字推算出来：{how}"),
            Some("请一并遮盖另一个数字，或不公布总数".to_owned()),
        ),
        Fault::UnusedMetric { metric } => say(
            format!("指标“{metric}”没有在任何地方用到"),
            Some("请在正文、图表或表格里引用它，或者删去".to_owned()),
        ),
        Fault::StandardReplaced { name } => say(
            format!("“{name}”替换了前面已有的同名标准"),
            Some("如果不是有意替换，请改名，或删去其中一处".to_owned()),
        ),
        Fault::MissingAlt { file } => {
            say(format!("图片“{file}”没有文字说明"), Some("请在方括号里写上：![图上是什么](…)".to_owned()))
        }
        Fault::TypedNumber { number } => {
            say(format!("标题里手写了编号“{number}”"), Some("编号由程序统一添加，请删去手写的".to_owned()))
        }
        Fault::DoubtfulMask { text } => say(
            format!("“{text}”里的星号像是遮盖的数字，已照原样显示"),
            Some("如果整章都用星号遮盖数字，请写 asterisks: mask；如果确是加粗，请改写句子".to_owned()),
        ),
        Fault::PrivateCharacter { character, kind } => say(
            format!("这里有看不见或私用的字符 U+{:04X}{}", u32::from(*character), unseen(*kind)),
            Some("把光标放在标出的位置后面，按一次退格键；看不出有没有删掉时，把前后的字一起删去重新输入".to_owned()),
        ),
        Fault::MissingFile { path } => say(
            format!("找不到文件“{path}”"),
            Some("路径相对于写着它的文件，用 / 分隔；请检查文件名".to_owned()),
        ),
        Fault::Excess(excess) => causes::excess(*excess),
        Fault::UnreadableFile { path, reason } => say(format!("读不了“{path}”：{reason}"), None),
        Fault::Unwritten { path, reason } => say(format!("写不成“{path}”：{reason}"), None),
        Fault::Sheet(fault) => sheet::sheet(fault),
        Fault::ValueConflict { label, here, there, other } => say(
            format!("“{label}”有两个数：这里是{here}，{other} 是{there}"),
            Some("请核对后改正其中一处；YAML 里的也可以删去，以表格为准".to_owned()),
        ),
        Fault::MissingTool { why, .. } => causes::missing_tool(why),
        Fault::MissingFont { characters } => say(
            format!("这台机器没有一种字体有这些字：{characters}"),
            Some(
                "图要用它们画成图片。请安装中文字体再导出，如思源黑体；Debian 和 Ubuntu：apt-get install fonts-noto-cjk"
                    .to_owned(),
            ),
        ),
        Fault::NoSite { path } => say(
            format!("没有“{path}”"),
            Some("内容文件夹里要有 site.yaml；内容在别处时用 --content 指明".to_owned()),
        ),
        Fault::NoReport { name, near } => say(
            format!("没有名为“{name}”的报告"),
            did_you_mean(near.as_ref()).or_else(|| Some("报告的名称是它在内容文件夹里的路径".to_owned())),
        ),
        Fault::NoReports { folder } => say(
            format!("“{folder}”里没有一份能读的报告"),
            Some("报告是一个含有 report.yaml 的文件夹".to_owned()),
        ),
        Fault::UnknownTheme { name, known } => say(
            format!("没有名为“{name}”的主题"),
            Some(format!(
                "可用的主题：{}",
                std::iter::once("default")
                    .chain(known.iter().map(String::as_str))
                    .collect::<Vec<_>>()
                    .join("、")
            )),
        ),
        Fault::Template { message } => {
            say(format!("模板有错：{message}"), Some("请检查主题里的模板".to_owned()))
        }
        Fault::InTheWay { path } => say(
            format!("“{path}”已经有了，不能覆盖"),
            Some("请换一个名称，或先把它移到别处".to_owned()),
        ),
        Fault::NotNextYear { name, from } => say(
            format!("“{name}”不能接在“{from}”后面"),
            Some("新报告与上年报告放在同一个文件夹里，名称里写明年份，如 nianbao new 2023 --from 2022".to_owned()),
        ),
        Fault::OutNotOurs { folder } => say(
            format!("“{folder}”里有文件，但不是本程序生成的"),
            Some("为了不误删，没有写入；请换一个文件夹，或先把它移开".to_owned()),
        ),
        Fault::OutTaken { path } => say(
            format!("要写的“{path}”已被别的文件占用"),
            Some("它不是本程序生成的；请把它移开，或换一个文件夹".to_owned()),
        ),
        Fault::OutExists { path } => say(format!("“{path}”已经有了"), Some("为了不盖掉填好的数，没有写入；请把它移开，或用 --out 换一个名称".to_owned())),
        Fault::OutAudience { folder, holds } => say(
            format!("“{folder}”里是另一种读者的站点（{holds}）"),
            Some("公开版和内部版不能放在同一个文件夹，请用 --out 换一个".to_owned()),
        ),
        Fault::OutLocked { folder } => {
            say(format!("另一个构建正在写“{folder}”"), Some("请等它结束后再试".to_owned()))
        }
        Fault::UnknownKey { key, known } => say(
            format!("这里没有名为“{key}”的键"),
            Some(match super::nearest(key, known.iter().map(String::as_str)) {
                Some(near) => format!("是否要写 {near}？"),
                None => format!("可用的键：{}", known.join("、")),
            }),
        ),
        Fault::DuplicateKey { key, first_line } => say(
            format!("“{key}”写了两次"),
            Some(format!("第一次在第{first_line}行；请删去其中一处，或改正键名")),
        ),
        Fault::MissingKey { key } => {
            say(format!("缺少必需的键“{key}”"), Some(format!("请补上一行 {key}: …")))
        }
        Fault::BadNumber { text, meant } => say(
            format!("“{text}”不是本格式的数字"),
            Some(match meant {
                Some(meant) => match meant::odd(text) {
                    Odd::Percent => format!("请写 {meant}，百分号写在单位里：unit: \"%\""),
                    Odd::FullWidth => format!("请写半角的 {meant}"),
                    Odd::Thousands => format!("请写 {meant}，不用逗号分位"),
                    Odd::Unit => format!("请写 {meant}，单位写在 unit 里"),
                    Odd::Other => format!("请写 {meant}"),
                },
                None if is_plain(text) => "整数部分最多15位，小数最多12位".to_owned(),
                None => "数字只写半角数字和小数点，如 95.6；没有数据写 ~，不适用写 n/a，遮盖的写 \"**\""
                    .to_owned(),
            }),
        ),
        Fault::DuplicateId { id, other } => {
            say(format!("“{id}”与别处重名"), Some(format!("另一处在 {other}；请改其中一个的名称")))
        }
        Fault::ReservedName { name } => {
            say(format!("“{name}”是程序保留的名称"), Some("请换一个名称".to_owned()))
        }
        Fault::Formula(kind) => formula(kind),
        Fault::FormulaCircle { circle } => say(
            format!("公式互相引用成了圈：{}", circle.join(" → ")),
            Some("请把其中一个改成直接填写的数字".to_owned()),
        ),
        Fault::DivisionByZero => say("公式除以了0".to_owned(), Some("请检查除数；没有数据的写 ~".to_owned())),
        Fault::PartsSum { metric, total, sum, lack } => say(
            format!("“{metric}”的组成或各月之和是{sum}，与总数{total}不符"),
            Some(match lack.strip_prefix('-') {
                Some(excess) => format!("多了{excess}；请核对各项，或删去 value，由程序相加"),
                None => format!("少了{lack}；请核对各项，或删去 value，由程序相加"),
            }),
        ),
        Fault::CheckFailed { text, left, relation, right } => {
            say(format!("核对不符：{text}"), Some(format!("左边是{left}，右边是{right}，不满足“{relation}”")))
        }
        Fault::PreviousMismatch { metric, typed, published } => say(
            format!("“{metric}”的上年数写的是{typed}，上年报告公布的是{published}"),
            Some(format!(
                "请删去 previous，由程序取上年数；确有修订的，写作 previous: {{value: {typed}, revised: 修订原因}}"
            )),
        ),
        Fault::UnitMismatch { metric, unit, wanted } => say(
            format!("“{metric}”的单位是“{unit}”，标准限值的单位是“{wanted}”，不能比较"),
            Some(format!("请把单位改成 {wanted} 并换算数值，或直接写限值：limit: {{value: …, label: …}}")),
        ),
        Fault::LateTitle => say(
            "一级标题“#”只能写在正文最前面".to_owned(),
            Some("它是本章的标题；正文里的小标题请用“##”".to_owned()),
        ),
    }
}

fn say(message: String, help: Option<String>) -> Words {
    Words { message, help }
}

fn did_you_mean(near: Option<&String>) -> Option<String> {
    near.map(|near| format!("是否要写 {near}？"))
}
