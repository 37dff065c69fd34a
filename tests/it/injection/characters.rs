//! Characters that no output may hold, and those that two readers of YAML count in two ways.

use std::fs;

use nianbao::model::Audience;
use nianbao::problem::Problem;
use tempfile::TempDir;

use super::hold::hold;
use crate::outputs::{self, Files};

/// What is made of a small report of these files.
fn made(files: &[(&str, &str)]) -> (Vec<Problem>, Option<Files>) {
    let folder = TempDir::new().expect("a folder");
    let always = [
        ("site.yaml", "title: 县局\nbase_url: https://www.example.cn/\n"),
        ("2022/report.yaml", "title: 总结\nyear: 2022\npublished: 2022-12-20\n"),
    ];
    for (path, text) in always.iter().chain(files) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    outputs::all(folder.path(), Audience::Public)
}

/// The places of problems of a code, as line and column.
fn places(problems: &[Problem], code: &str) -> Vec<(usize, usize)> {
    let of_code = problems.iter().filter(|problem| problem.fault.code() == code);
    of_code.filter_map(|problem| problem.place.position().map(|at| (at.line, at.column))).collect()
}

#[test]
fn a_character_that_xml_does_not_allow_is_told_and_stands_in_no_output() {
    for c in
        ["\\u0001", "\\u000b", "\\u000c", "\\r", "\\e", "\\u007f", "\\u009b", "\\ufdd0", "\\ufffe", "\\uffff"]
    {
        let report = format!(
            "title: \"蓝{c}天\"\nyear: 2022\npublished: 2022-12-20\nsummary: \"碧{c}水\"\nhighlights: [air.a]\n"
        );
        let metrics = format!(
            "metrics:\n  a: {{label: \"甲{c}数\", unit: \"个{c}\", note: \"净{c}土\", value: 3, monthly: [1, 2]}}\n"
        );
        let chapter = "# 空气\n\n```chart\nof: air.a\nby: month\n```\n";
        let (problems, files) = made(&[
            ("2022/report.yaml", &report),
            ("2022/metrics/air.yaml", &metrics),
            ("2022/1-a.md", chapter),
        ]);
        assert_eq!(places(&problems, "hidden-character").len(), 5, "{c}: {problems:#?}");
        let files = files.expect("a site");
        hold(&files);
        let text = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
        assert!(text("feed.xml").contains("<title>蓝天</title>") && text("feed.xml").contains("碧水"), "{c}");
        assert!(text("2022/figures/charts/air-a-month.svg").contains("甲数"), "{c}");
        assert!(text("2022/figures/figures.csv").contains("甲数,个,3"), "{c}");
        assert!(text("2022/figures/figures.json").contains("\"note\": \"净土\""), "{c}");
        assert!(text("search/2022.js").contains("净土") && text("2022/index.html").contains("蓝天"), "{c}");
    }
}

#[test]
fn a_character_that_no_output_may_hold_is_told_where_markdown_has_its_number() {
    let (problems, files) = made(&[("2022/1-a.md", "# 空气\n\n风&#27;小，&#xFFFE;&amp;[雨](b.html&#1;)\n")]);
    assert_eq!(places(&problems, "hidden-character"), [(3, 2), (3, 9)]);
    assert_eq!(places(&problems, "broken-link").len(), 1);
    assert!(files.is_none());
}

#[test]
fn a_line_separator_in_yaml_moves_no_place_behind_it() {
    for separator in ["\u{85}", "\u{2028}", "\u{2029}"] {
        let text = format!(
            "title: a{separator}b\ndepartment: \"c{separator}d\"\nmetrics:\n  pm25: {{label: 浓度, decimals: 零}}\n"
        );
        let (problems, _) = made(&[("2022/metrics/air.yaml", &text)]);
        assert_eq!(places(&problems, "bad-value"), [(4, 31)], "{problems:#?}");
        let text = format!("metrics: {{\"a{separator}b\": {{label: 甲}}, c: {{label: 乙}}}}\n");
        let (problems, _) = made(&[("2022/metrics/air.yaml", &text)]);
        assert_eq!(places(&problems, "bad-value"), [(1, 11)], "{problems:#?}");
    }
}

#[test]
fn a_key_that_is_longer_than_yaml_allows_is_refused_where_it_stands() {
    let text =
        format!("metrics: {{\n  a: {{label: 甲}},\n  \"{}\": {{\n    label: 乙}}}}\n", "长".repeat(1100));
    let (problems, _) = made(&[("2022/metrics/air.yaml", &text)]);
    assert_eq!(places(&problems, "yaml-syntax"), [(3, 3)]);
}

#[test]
fn a_mask_of_a_part_that_is_not_there_is_refused_since_it_would_hide_nothing() {
    let metrics = |mask: &str| {
        format!(
            "metrics:\n  a:\n    label: 甲\n    unit: 件\n    parts: {{罚款: 4, 停产: 5}}\n    mask: {mask}\n"
        )
    };
    let of = |mask: &str| places(&made(&[("2022/metrics/law.yaml", &metrics(mask))]).0, "bad-value");
    assert_eq!(of("[罚款, 停业]"), [(6, 16)]);
    assert_eq!(of("[罚款]"), []);
}
