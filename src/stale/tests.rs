//! What is found left over, and what is passed over.

use std::fs;

use crate::load::{self, Request};
use crate::model::Audience;
use crate::problem::{Fault, Problem, StaleFault};
use crate::resolve::Book;

const LAST: &str = "本局坚持问题导向，把督察反馈问题整改作为重大政治任务，实行一月一调度、一季一通报{{ air.x }}。\n\n\
    2021年，扎实开展执法检查，发现的问题全部整改到位。\n\n<!-- 这一段在注释里，去年没有给人看过，今年写进正文也不算是上年留下来的话。 -->\n";

/// The leftovers of a chapter's text, in a report of 2022 beside one of 2021.
fn found(language: &str, text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("site.yaml", &format!("title: 网站\nlanguage: {language}\n"));
    for (year, text) in [(2021, LAST), (2022, text)] {
        write(&format!("{year}/report.yaml"), &format!("title: \"{year}\"\nyear: {year}\nfigures: allow\n"));
        write(&format!("{year}/metrics/air.yaml"), "title: 大气\nmetrics: {x: {label: 浓度, value: 24}}\n");
        write(
            &format!("{year}/1-work.md"),
            &format!("---\ntitle: 章\nliterals: [\"XX号令\"]\n---\n{text}\n"),
        );
    }
    let (project, problems) = load::project(&Request { content: folder.path().join("content"), theme: None });
    assert!(problems.is_empty(), "{problems:?}");
    let project = project.unwrap();
    let (book, _) = Book::open(&project, Audience::Public);
    let at = (0..book.len()).find(|at| book.path(*at) == "2022").unwrap();
    book.report(at).1.iter().filter_map(told).collect()
}

fn told(problem: &Problem) -> Option<String> {
    let text = problem.place.text().unwrap_or_default();
    match &problem.fault {
        Fault::Stale(StaleFault::Placeholder { text: said }) => {
            assert_eq!(said, text, "the place is that of the signs");
            Some(said.clone())
        }
        Fault::Stale(StaleFault::Year { text: said, meant }) => {
            assert_eq!(said, text, "the place is that of the year");
            Some(format!("{said} -> {meant}"))
        }
        Fault::Stale(StaleFault::Paragraph { year }) => Some(format!("paragraph of {year}")),
        _ => None,
    }
}

#[test]
fn leftovers_are_found() {
    for (text, expected) in [
        ("检查企业XX家次。", vec!["XX"]),
        ("检查企业XXXX家次，罚款××万元。", vec!["XXXX", "××"]),
        ("结果【】；负责人：待填写", vec!["【】", "待填写"]),
        ("（数据待补）", vec!["待补"]),
        ("| 指标 | 数 |\n| --- | --- |\n| 浓度 | TODO |", vec!["TODO"]),
        ("2021年，全县优良率为95%。", vec!["2021年 -> 2022"]),
        ("2019年，我局抓好各项工作。", vec!["2019年 -> 2022"]),
        ("2021年我局抓好各项工作。", vec!["2021年 -> 2022"]),
        ("2021年，浓度为{{ air.x }}。", vec!["2021年 -> 2022"]),
        ("2021年，扎实开展执法检查，成效明显。", vec!["2021年 -> 2022"]),
        ("开篇。**2021年，**我局抓好各项工作。", vec!["2021年 -> 2022"]),
        ("2022年，我局将继续抓好各项工作。", vec!["2022年 -> 2023"]),
        ("## 2021年工作总结", vec!["2021年工作总结 -> 2022"]),
        ("## 2022年工作计划", vec!["2022年工作计划 -> 2023"]),
        ("## 2021年工作总结和2022年工作计划", vec!["2021年工作总结 -> 2022", "2022年工作计划 -> 2023"]),
        (LAST.split("\n\n").next().unwrap(), vec!["paragraph of 2021"]),
        (
            "- 本局坚持问题导向，把督察反馈问题整改作为重大政治任务，实行一月一调度、\n  一季一通报{{ air.x }}。",
            vec!["paragraph of 2021"],
        ),
    ] {
        assert_eq!(found("zh-Hans", text), expected, "{text}");
    }
}

#[test]
fn what_is_said_of_earlier_years_on_purpose_is_passed_over() {
    for text in [
        "浓度比2021年下降4%，2021年以来逐年下降，去年同期为25。",
        "2021年，全县优良率为95%，2022年升至96%。",
        "2021年，我局被评为先进集体。",
        "2021年，全县浓度为{{ 2021.air.x }}。",
        "2021年，全县浓度为{{ air.x.previous }}。",
        "2021年，全县开展了普查。今年，根据普查结果开展整治。",
        "2021年6月，我局成立了专班。2021年底建成。",
        "2022年，我局将党建与业务融合推进。",
        "2023年，我局将继续抓好各项工作。",
        "## 2021年工作计划完成情况",
        "## 关于《2021年工作总结》的说明",
        "## 2023年工作计划",
        "## 2021年遗留问题整改",
        "监测能力有待补充。其余数据有待定期核查，待补充的资料正在收集。",
        "执行XX号令，购买MAXX型设备，网址为https://xx.example.com/XX 。",
        "`XX` 是代码，<!-- 数据待补 -->这里没有空。3×4，真的？？",
        "这一段在注释里，去年没有给人看过，今年写进正文也不算是上年留下来的话。",
        "本局坚持问题导向，把督察反馈问题整改作为重大政治任务，实行一周一调度、一季一通报{{ air.x }}。",
    ] {
        assert_eq!(found("zh-Hans", text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn english_leftovers_are_found_too() {
    for (text, expected) in [
        ("In 2021, the office inspected many firms.", vec!["In 2021 -> 2022"]),
        ("In 2022 we will go on with it.", vec!["In 2022 -> 2023"]),
        ("XX firms were fined TBD yuan.", vec!["XX", "TBD"]),
        ("## Annual report 2021", vec!["Annual report 2021 -> 2022"]),
        ("## Plan for 2022", vec!["Plan for 2022 -> 2023"]),
        ("In 2021, the office inspected fewer firms than this year.", vec![]),
        ("In 2021, the office was named best of the county.", vec![]),
        ("Since 2021, we have met the limit. The level of 2021 was 25.", vec![]),
        ("## What became of the plan for 2022 in full", vec![]),
    ] {
        assert_eq!(found("en", text), expected, "{text}");
    }
}
