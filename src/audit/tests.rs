//! What the audit finds and what it passes over.

use std::fs;

use crate::load::{self, Request};
use crate::model::Audience;
use crate::problem::{Place, Problem, Severity, Tongue};
use crate::resolve::Book;

const METRICS: &str = r#"
title: 指标
metrics:
  pm25: {label: PM2.5平均浓度, aliases: [PM2.5], unit: μg/m³, value: 24, previous: 25, better: lower,
         limit: {value: 35, label: 国家二级标准}, target: {value: 26, label: 考核任务},
         monthly: [38, 33, 29, 25, 21, 18, 17, 18, 22, 24, 27]}
  pm10: {label: PM10平均浓度, aliases: [PM10], unit: μg/m³, value: 41, previous: 41}
  good: {label: 空气质量优良率, aliases: [优良率], unit: "%", value: 95.8, previous: 96.4, better: higher}
  levels: {label: 空气质量级别天数, unit: 天, parts: {优: 201, 良: 119, 轻度污染: 12, 中度污染: 2}}
  rank: {label: 全市排名, unit: 位, quantity: rank, value: 3, previous: 5}
  index: {label: 综合指数, value: 3.21, previous: 3.35, better: lower}
  firms: {label: 检查企业, unit: 家次, value: 643, previous: 600}
  visits: {label: 出动执法人员, unit: 人次, value: 12860}
  funds: {label: 争取资金, unit: 万元, value: 52}
  saved: {label: 节约资金, unit: 元, value: 685000}
  cases: {label: 行政处罚案件, unit: 件, value: 97, mask: true}
  sites: {label: 监测点位, unit: 个, parts: {城区: 31, 园区: 8}, mask: [园区], value: 39}
  total: {label: 投诉, unit: 件, value: ~}
"#;

/// The problems of a text: the code, and what it is about.
fn faults(text: &str) -> Vec<String> {
    in_language(("zh-Hans", METRICS), text).iter().map(told).collect()
}

fn told(problem: &Problem) -> String {
    let at = match &problem.place {
        Place::Text { source, range } => source.text()[range.clone()].to_owned(),
        Place::File(_) | Place::Cell { .. } | Place::None => String::new(),
    };
    format!("{} {at}", problem.fault.code())
}

fn in_language((language, metrics): (&str, &str), text: &str) -> Vec<Problem> {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("site.yaml", &format!("title: 网站\nlanguage: {language}\n"));
    write("2022/report.yaml", "title: 报告\nyear: 2022\nperiod: 2022-01..2022-11\n");
    write("2022/metrics/a.yaml", metrics);
    write("2022/1-work.md", &format!("---\ntitle: 工作\nliterals: [\"12个\"]\n---\n{text}\n"));
    let (project, problems) = load::project(&Request { content: folder.path().join("content"), theme: None });
    assert!(problems.is_empty(), "{problems:?}");
    let project = project.unwrap();
    let (book, _) = Book::open(&project, Audience::Public);
    let codes = ["contradicted-figure", "contradicted-direction", "untracked-figure", "masked-in-text"];
    let mut problems = book.report(0).1;
    problems.retain(|problem| codes.contains(&problem.fault.code()));
    problems
}

fn clean(texts: &[&str]) {
    for text in texts {
        assert_eq!(faults(text), Vec::<String>::new(), "{text}");
    }
}

/// Nothing is an error; something may be untracked.
fn quiet(texts: &[&str]) {
    for text in texts {
        let mut faults = faults(text);
        faults.retain(|fault| !fault.starts_with("untracked"));
        assert_eq!(faults, Vec::<String>::new(), "{text}");
    }
}

fn found(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(faults(text), *expected, "{text}");
    }
}

#[test]
fn a_number_is_right_if_it_is_one_of_its_metrics_numbers_in_the_words_around_it() {
    quiet(&[
        "PM2.5平均浓度为24微克/立方米，上年25微克/立方米，同比下降4.0%、下降1微克/立方米。",
        "PM<sub>2.5</sub>平均浓度24μg/m³，**PM10**平均浓度41 µg/m3。",
        "细颗粒物（PM2.5）平均浓度24微克/立方米，达到国家二级标准（35微克/立方米），优于考核任务（26微克/立方米）。",
        "PM2.5平均浓度低于国家二级标准31.4%，3月为29微克/立方米，1月最高，为38微克/立方米。",
        "PM2.5、PM10平均浓度分别为24、41微克/立方米。",
        "PM2.5平均浓度由25微克/立方米降至24微克/立方米，PM10平均浓度与上年持平。",
        "优良率95.8%，同比下降0.6个百分点；全市排名第3位，上升2位。",
        "空气质量级别天数中，优201天、良119天、轻度污染12天、中度2天，优占60.2%。",
        "综合指数3.21，同比改善4.2%。",
        "出动执法人员1.29万人次、１２８６０人次、12,860人次、12 860人次。",
        "争取资金52万元，即520000元；节约资金68.5万元。",
        "检查企业近650家次、600余家次、约640家次、600多家次、640家次左右。",
        "出动执法人员12860人次，检查643家次检查企业。",
        "检查企业643家次，其中复查85家次。",
        "PM2.5平均浓度24微克/立方米，同比下降4.0%，比2020年下降11.1%；2019年PM2.5平均浓度为45微克/立方米。",
        "2023年，力争PM2.5平均浓度控制在24微克/立方米以内，有12个项目。",
    ]);
}

#[test]
fn a_number_that_is_none_of_them_is_contradicted() {
    found(&[
        ("PM2.5平均浓度为26微克/立方米。", &["contradicted-figure 26微克/立方米"]),
        ("PM2.5平均浓度为25微克/立方米。", &["contradicted-figure 25微克/立方米"]),
        ("PM2.5平均浓度为24微克/立方米，同比下降5.0%。", &["contradicted-figure 5.0%"]),
        ("PM2.5平均浓度3月为38微克/立方米。", &["contradicted-figure 38微克/立方米"]),
        (
            "PM2.5、PM10平均浓度分别为41、24微克/立方米。",
            &["contradicted-figure 41", "contradicted-figure 24微克/立方米"],
        ),
        ("空气质量级别天数中，优119天。", &["contradicted-figure 119天"]),
        ("综合指数3.12。", &["contradicted-figure 3.12"]),
        ("检查企业超650家次。", &["contradicted-figure 650家次"]),
        ("检查企业近600家次。", &["contradicted-figure 600家次"]),
        ("出动执法人员1.23万人次。", &["contradicted-figure 1.23万人次"]),
        ("全市排名第4位。", &["contradicted-figure 第4位"]),
        ("投诉12件。", &["contradicted-figure 12件"]),
        ("PM2.5平均浓度在24～28微克/立方米。", &["contradicted-figure 28微克/立方米"]),
    ]);
}

#[test]
fn a_word_of_direction_must_go_the_figures_way() {
    found(&[
        ("PM2.5平均浓度同比上升4.0%。", &["contradicted-direction 上升4.0%"]),
        ("PM2.5平均浓度为24微克/立方米，与上年持平。", &["contradicted-direction 持平"]),
        ("PM10平均浓度41微克/立方米，同比有所下降。", &["contradicted-direction 下降"]),
        ("优良率95.8%，同比下降0.6%。", &["contradicted-direction 下降0.6%"]),
        ("全市排名第3位，下降2位。", &["contradicted-direction 下降2位"]),
        ("综合指数3.21，恶化4.2%。", &["contradicted-direction 恶化4.2%"]),
        ("PM2.5平均浓度升至24微克/立方米。", &["contradicted-direction 升至24微克/立方米"]),
        ("PM2.5平均浓度{{ a.pm25 }}，下降{{ a.pm25.yoy }}。", &["contradicted-direction 下降"]),
        ("PM2.5平均浓度上升{{ a.pm25.change.number }}微克/立方米。", &["contradicted-direction 上升"]),
    ]);
    clean(&[
        "PM2.5平均浓度{{ a.pm25 }}，下降{{ a.pm25.change.number }}微克/立方米，降至{{ a.pm25 }}。",
        "努力提高优良率，减少排放。",
    ]);
}

#[test]
fn a_number_with_a_unit_and_no_metric_is_untracked() {
    found(&[
        ("新建管网12公里。", &["untracked-figure 12公里"]),
        ("优良率95.8%，PM2.5下降4.0%，植树30株。", &["untracked-figure 30株"]),
        (
            "| 项目 | 数 |\n| --- | --- |\n| 植树 | 30株 |\n| 检查企业 | 643家次 |\n",
            &["untracked-figure 30株"],
        ),
    ]);
}

#[test]
fn a_masked_number_beside_its_name_is_given_away() {
    found(&[
        ("查处行政处罚案件97件。", &["masked-in-text 97件"]),
        ("“97件”是行政处罚案件的数。", &["masked-in-text 97件"]),
        ("监测点位39个，其中园区8个。", &["masked-in-text 8个"]),
        ("| 年份 | 行政处罚案件（件） |\n| --- | --- |\n| 2022年 | 97 |\n", &["masked-in-text 97"]),
    ]);
    clean(&["查处行政处罚案件{{ a.cases }}，检查企业643家次。"]);
    let problems = in_language(("zh-Hans", METRICS), "行政处罚案件97件。");
    let words = problems[0].words(Tongue::Chinese);
    assert!(!words.message.contains("97") && !words.help.unwrap_or_default().contains("97"));
    assert_eq!(problems[0].fault.severity(), Severity::Error);
}

#[test]
fn english_prose_is_audited_too() {
    let metrics = r#"
title: Figures
metrics:
  pm25: {label: PM2.5 mean concentration, unit: μg/m³, value: 24, previous: 25, better: lower}
  good: {label: Share of good days, unit: "%", value: 95.8, previous: 96.4}
  firms: {label: firms inspected, unit: 家, value: 643, previous: 600}
"#;
    let faults =
        |text: &str| -> Vec<String> { in_language(("en", metrics), text).iter().map(told).collect() };
    let right = "The PM2.5 mean concentration was 24 μg/m³, down 4.0% on the year before. On 5 June 2022 No. 3 was \
                 opened. The share of good days was 95.8%, down 0.6 percentage points. PM2.5 mean concentration fell \
                 from 25 μg/m³ to 24 μg/m³.";
    assert_eq!(faults(right), Vec::<String>::new());
    assert_eq!(faults("The PM2.5 mean concentration was 26 μg/m³."), ["contradicted-figure 26 μg/m³"]);
    assert_eq!(faults("PM2.5 mean concentration: 24 μg/m³, up 4.0%."), ["contradicted-direction up 4.0%"]);
    assert_eq!(faults("Share of good days: down 0.6%."), ["contradicted-direction down 0.6%"]);
}

#[test]
fn what_no_metric_is_named_for_is_no_contradiction() {
    quiet(&[
        "全年PM2.5平均浓度24微克/立方米，较2021年下降4.0%，较2015年的60微克/立方米下降60%，连续5年达标。",
        "空气质量优良率95.8%，排名全市第3，较去年前进2位。",
        "截至11月底，检查企业643家次，同比增长7.2%，其中“双随机”抽查120家次，占18.7%。",
        "检查企业643家次，较上年多43家次；较2019年翻了1番。",
        "空气质量优良率为95.8%，距年度目标97%还差1.2个百分点。",
        "1—3月PM2.5平均浓度33微克/立方米，4月25微克/立方米，5月21微克/立方米。",
        "PM2.5平均浓度24微克/立方米，在全市9个县（区）中排名第3位。",
        "优良率95.8%，高于全省平均水平3.1个百分点。",
        "PM2.5年均浓度连续3年下降，2020年、2021年、2022年分别为28、25、24微克/立方米。",
        "争取资金52万元，其中中央资金30万元、省级资金22万元。",
        "出动执法人员1.286万人次，检查企业643家次，发现问题120个，立案15件，罚款86.5万元。",
        "PM2.5平均浓度同比持平或略有下降的乡镇有12个，上升的有3个。",
        "综合指数3.21（上年3.35），改善幅度4.2%，位居全市第3位。",
        "检查企业数量由600家次增加到643家次，增加43家次，增幅7.2%。",
        "PM2.5浓度下降4.0%，优良率下降0.6个百分点，综合指数下降4.2%。",
        "2022年，PM2.5平均浓度为24微克/立方米；2021年为25微克/立方米。",
        "PM2.5和PM10平均浓度分别下降4.0%和持平。",
        "PM2.5、PM10平均浓度分别为24μg/m3和41μg/m3，同比分别下降4.0%、持平。",
        "全市排名由第5位上升至第3位。",
        "优良天数比例提高到95.8%，力争2025年达到97%以上。",
        "减少检查企业频次，提高PM2.5平均浓度监测质量，推动优良率稳中有升。",
        "检查企业643家次、平均每月58家次，最多的9月达90家次。",
        "PM2.5平均浓度在1月上升至38微克/立方米后逐月下降，6月降至18微克/立方米，11月回升到27微克/立方米。",
        "其中1个站点PM2.5平均浓度超过35微克/立方米。",
        "检查企业643家次（去年600家次，+7.2%）。",
        "PM2.5平均浓度（微克/立方米）：24，同比-4.0%。",
        "完成投资1.2亿元，争取资金52万元，到位率100%。",
        "全年空气质量级别天数334天，其中优良天数320天，占95.8%，污染天数14天。",
        "节约资金68.5万元，人均节约1200元。",
    ]);
}

#[test]
fn a_long_text_without_an_end_is_audited_in_good_time() {
    let long = "检查企业643家次 ".repeat(1000);
    assert_eq!(faults(&long), Vec::<String>::new());
}
