//! Faults in a copy of the sample: two of each of six kinds, each in a file of its own, are told in one run, and
//! nothing that follows from them; nor from any other mistake alone.

use std::path::Path;

use nianbao::load::{self, Request};
use nianbao::model::Audience;
use nianbao::problem;
use nianbao::resolve::Book;
use tempfile::TempDir;

use crate::fixture::{copy, nianbao, replace, root};

/// A fault put into the sample: its code, its file, what stood there and what stands there now, and where the
/// problem is.
type Sown = (&'static str, &'static str, (&'static str, &'static str), &'static str);

/// The faults of the issue, as a clerk would make them.
const TWELVE: [Sown; 12] = [
    ("yaml-syntax", "2022/metrics/2-water.yaml", ("title: ", "title："), "3:6"),
    ("yaml-syntax", "2021/metrics/3-soil.yaml", ("unit: \"%\"", "unit: %"), "9:11"),
    ("duplicate-key", "2022/metrics/3-soil.yaml", ("    unit: ", "    unit: 个\n    unit: "), "10:5"),
    ("duplicate-key", "2022/report.yaml", ("year: 2022", "year: 2022\nyear: 2023"), "5:1"),
    ("unknown-key", "2022/ledgers/round1.yaml", ("    category: ", "    catgory: "), "11:5"),
    ("unknown-key", "site.yaml", ("sample: ", "sampel: "), "7:1"),
    ("bad-number", "2022/metrics/1-air.yaml", ("    value: 24\n", "    value: 24μg/m³\n"), "13:12"),
    ("bad-number", "2021/data/aqi.csv", ("2021-01-02,", "2021-01-02,约"), "3:12"),
    ("unknown-metric", "2022/2-problems.md", ("{{ air.exceed_days", "{{ air.exeed_days"), "9:100"),
    ("unknown-metric", "2022/1-work/3-enforcement.md", ("of: [", "of: [enforcement.nothing, "), "32:6"),
    ("broken-link", "2022/3-plan.md", ("\n---\n", "\n---\n见[上一章](2-problem.md)。\n\n"), "5:8"),
    ("broken-link", "2021/2-problems.md", ("\n---\n", "\n---\n见[没有](../2020/index.md)。\n\n"), "4:7"),
];

/// A copy of the sample with faults.
fn sown(faults: &[Sown]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let content = folder.path().join("content");
    copy(&root().join("content"), &content);
    for (_, file, change, _) in faults {
        replace(&content, file, *change);
    }
    folder
}

/// The problems of a run: code, file, line and column.
fn problems(folder: &Path, command: &str) -> Vec<String> {
    let run = nianbao(folder, &[command, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let problems = json["problems"].as_array().expect("a list");
    let text = |value: &serde_json::Value| value.to_string().trim_matches('"').to_owned();
    problems
        .iter()
        .map(|problem| {
            let file = text(&problem["file"]);
            let file = file.strip_prefix("content/").unwrap_or(&file).to_owned();
            let (line, column) = (text(&problem["line"]), text(&problem["column"]));
            format!("{} {file}:{line}:{column}", text(&problem["code"]))
        })
        .collect()
}

#[test]
fn twelve_faults_in_twelve_files_are_told_in_one_run_with_nothing_more() {
    let folder = sown(&TWELVE);
    let checked = problems(folder.path(), "check");
    let mut expected: Vec<String> =
        TWELVE.iter().map(|(code, file, _, place)| format!("{code} {file}:{place}")).collect();
    expected.sort_by_key(|line| line.split_once(' ').map(|(_, place)| place.to_owned()));
    assert_eq!(checked, expected);
    assert_eq!(problems(folder.path(), "build"), checked);
    assert!(!folder.path().join("site").exists(), "nothing is written");
}

/// The problems of a content folder, by the library, for the public.
fn found(content: &Path) -> Vec<String> {
    let request = Request { content: content.to_owned(), theme: None };
    let (project, mut problems) = load::project(&request);
    let project = project.expect("a project");
    let (book, more) = Book::open(&project, Audience::Public);
    problems.extend(more);
    problems.extend(book.reports(|_, problems| problems).into_iter().flatten());
    problem::sort(&mut problems);
    let line = |problem: &problem::Problem| {
        let place = problem.place.shown();
        let file = place.split_once("/content/").map_or(place.as_str(), |(_, file)| file);
        format!("{} {file}", problem.fault.code())
    };
    problems.iter().map(line).collect()
}

/// A mistake and what must be told of it: its code, its file, what stood there and what stands there now.
type Alone = (&'static str, &'static str, &'static str, &'static str);

/// Makes each mistake alone in the sample: it is told, once, and nothing else is.
fn each_is_told_alone(mistakes: &[Alone]) {
    let mut wrong = Vec::new();
    for &(code, file, old, new) in mistakes {
        let folder = sown(&[(code, file, (old, new), "")]);
        let told = found(&folder.path().join("content"));
        let right = matches!(told.as_slice(), [one] if one.starts_with(&format!("{code} {file}:")));
        if !right {
            wrong.push(format!("{file}, {old:?} → {new:?}: {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_mistake_in_yaml_makes_no_other() {
    each_is_told_alone(&[
        ("yaml-syntax", "2022/metrics/1-air.yaml", "    value: 24", "    value：24"),
        ("yaml-syntax", "2022/metrics/1-air.yaml", "unit: μg/m³", "unit: [μg/m³"),
        ("yaml-syntax", "2022/metrics/1-air.yaml", "label: PM2.5平均浓度", "label: {{ air.pm25 }}"),
        ("yaml-syntax", "2022/metrics/1-air.yaml", "    unit: μg/m³", "\tunit: μg/m³"),
        ("yaml-syntax", "2022/metrics/1-air.yaml", "    value: 24", "    value: **"),
        ("yaml-syntax", "2022/metrics/1-air.yaml", "[37, 32, 28", "[37，32, 28"),
        ("yaml-syntax", "2022/report.yaml", "summary: \"", "summary: {{ air.pm25 }}\""),
        ("yaml-syntax", "2022/report.yaml", "year: 2022", "year：2022"),
        ("yaml-syntax", "2021/report.yaml", "year: 2021", "year：2021"),
        ("yaml-syntax", "2022/ledgers/round1.yaml", "kind: rectification", "kind：rectification"),
        ("yaml-syntax", "2021/ledgers/round1.yaml", "kind: rectification", "kind：rectification"),
        ("yaml-syntax", "2022/1-work/1-battles/1-blue-sky.md", "title: 蓝天", "title：蓝天"),
        ("yaml-syntax", "2022/1-work/1-battles/1-blue-sky.md", "of: [air.good_days", "of：[air.good_days"),
        ("yaml-syntax", "site.yaml", "title: ", "title："),
    ]);
}

#[test]
fn a_key_twice_makes_no_other_mistake() {
    each_is_told_alone(&[
        ("duplicate-key", "2022/metrics/1-air.yaml", "    value: 24", "    value: 24\n    value: 25"),
        ("duplicate-key", "2022/metrics/1-air.yaml", "  pm10:", "  pm25:"),
        ("duplicate-key", "2022/metrics/1-air.yaml", "优: 201, 良: 119", "优: 201, 优: 119"),
        ("duplicate-key", "2022/report.yaml", "year: 2022", "year: 2022\nyear: 2021"),
        ("duplicate-key", "2022/1-work/1-battles/1-blue-sky.md", "title: 蓝天", "title: 天\ntitle: 蓝天"),
        (
            "duplicate-key",
            "2022/1-work/1-battles/1-blue-sky.md",
            "of: [air.good_days",
            "of: air.pm25\nof: [air.good_days",
        ),
        (
            "duplicate-key",
            "2022/ledgers/round1.yaml",
            "    status: done",
            "    status: done\n    status: ongoing",
        ),
        ("duplicate-key", "site.yaml", "theme: default", "theme: default\ntheme: default"),
    ]);
}

#[test]
fn a_misspelt_key_makes_no_other_mistake() {
    each_is_told_alone(&[
        ("unknown-key", "2022/metrics/1-air.yaml", "    value: 24", "    vlaue: 24"),
        ("unknown-key", "2022/metrics/1-air.yaml", "    label: PM2.5平均", "    lable: PM2.5平均"),
        ("unknown-key", "2022/metrics/1-air.yaml", "    limit: {", "    limt: {"),
        ("unknown-key", "2022/metrics/1-air.yaml", "    target: {", "    traget: {"),
        ("unknown-key", "2022/metrics/1-air.yaml", "    better: lower", "    beter: lower"),
        ("unknown-key", "2022/metrics/1-air.yaml", "standard: GB", "standrd: GB"),
        ("unknown-key", "2022/metrics/1-air.yaml", "    monthly: [37", "    montly: [37"),
        ("unknown-key", "2022/metrics/1-air.yaml", "    parts: {优", "    part: {优"),
        ("unknown-key", "2022/metrics/1-air.yaml", "    unit: μg/m³", "    units: μg/m³"),
        ("unknown-key", "2022/metrics/1-air.yaml", "    daily: ", "    dayly: "),
        ("unknown-key", "2022/metrics/1-air.yaml", "    quantity: rank", "    quantiy: rank"),
        ("unknown-key", "2022/metrics/1-air.yaml", "metrics:", "metric:"),
        ("unknown-key", "2021/metrics/1-air.yaml", "metrics:", "metric:"),
        ("unknown-key", "2022/report.yaml", "period: ", "peroid: "),
        ("unknown-key", "2022/report.yaml", "year: ", "yaer: "),
        ("unknown-key", "2021/report.yaml", "year: ", "yaer: "),
        ("unknown-key", "2021/report.yaml", "period: ", "peroid: "),
        ("unknown-key", "2022/report.yaml", "highlights:", "highlihgts:"),
        ("unknown-key", "2022/report.yaml", "cover:", "covr:"),
        ("unknown-key", "2022/ledgers/round1.yaml", "items:", "itmes:"),
        ("unknown-key", "2022/ledgers/round1.yaml", "kind:", "knd:"),
        ("unknown-key", "2022/ledgers/central.yaml", "    status: ", "    state: "),
        ("unknown-key", "2022/ledgers/round1.yaml", "  - id: ", "  - di: "),
        ("unknown-key", "2022/1-work/1-battles/1-blue-sky.md", "of: [air.good_days", "fo: [air.good_days"),
        ("unknown-key", "2022/1-work/1-battles/1-blue-sky.md", "title: 蓝天", "titel: 蓝天"),
        ("unknown-key", "site.yaml", "title: ", "titel: "),
        ("unknown-key", "site.yaml", "theme: ", "them: "),
    ]);
}

#[test]
fn a_number_that_cannot_be_read_makes_no_other_mistake() {
    each_is_told_alone(&[
        ("bad-number", "2022/metrics/1-air.yaml", "    value: 24", "    value: 二十四"),
        ("bad-number", "2021/metrics/1-air.yaml", "    value: ", "    value: 约"),
        ("bad-number", "2022/metrics/1-air.yaml", "优: 201", "优: 201天"),
        ("bad-number", "2022/metrics/1-air.yaml", "[37, 32", "[37微克, 32"),
        ("bad-number", "2022/metrics/1-air.yaml", "value: 25, label", "value: 25左右, label"),
        ("bad-value", "2022/metrics/1-air.yaml", "value: 334", "value: 三百三十四"),
        ("bad-number", "2022/metrics/1-air.yaml", "value: 3\n", "value: 第三\n"),
        ("bad-number", "2022/data/aqi.csv", "2022-01-02,", "2022-01-02,x"),
        ("bad-number", "2022/ledgers/round1.yaml", "target: 100", "target: 全部"),
    ]);
}

#[test]
fn a_name_that_is_not_there_makes_no_other_mistake() {
    each_is_told_alone(&[
        ("unknown-metric", "2022/1-work/1-battles/1-blue-sky.md", "{{ air.pm25 }}", "{{ air.pm2.5 }}"),
        ("unknown-metric", "2022/1-work/1-battles/1-blue-sky.md", "of: air.pm25", "of: air.pm52"),
        ("unknown-metric", "2022/1-work/1-battles/1-blue-sky.md", "of: [air.good_days", "of: [air.good_day"),
        ("unknown-metric", "2022/report.yaml", "{{ air.good_days }}", "{{ air.good }}"),
        ("unknown-metric", "2022/report.yaml", "  - air.pm25", "  - air.pm52"),
        ("unknown-metric", "2022/report.yaml", "cover: air.aqi", "cover: air.aqii"),
        ("unknown-metric", "2022/ledgers/round1.yaml", "{{ soil.landfill }}", "{{ soil.landfil }}"),
        ("unknown-metric", "2022/ledgers/round1.yaml", "metric: soil.landfill", "metric: soil.landfil"),
        (
            "unknown-property",
            "2022/1-work/1-battles/1-blue-sky.md",
            "{{ air.pm25.yoy }}",
            "{{ air.pm25.yoyo }}",
        ),
        ("broken-link", "2022/2-problems.md", "\n---\n", "\n---\n见[下](3-plans.md)。\n\n"),
        ("broken-anchor", "2022/2-problems.md", "\n---\n", "\n---\n见[下](3-plan.md#没有)。\n\n"),
        ("missing-file", "2022/metrics/1-air.yaml", "../data/aqi.csv", "../data/api.csv"),
        ("unknown-standard", "2022/metrics/1-air.yaml", "GB 3095", "GB 3059"),
    ]);
}
