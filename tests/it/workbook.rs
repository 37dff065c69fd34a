//! `figures.xlsx`: numbers that are numbers, texts that are texts, and nothing of what is hidden.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use zip::ZipArchive;

use crate::fixture::{built, files};
use crate::sheets::{content, put, read};

/// A site whose masked metric has this value in a sheet.
fn masked(value: &str) -> BTreeMap<String, Vec<u8>> {
    let folder = content("data/a.csv");
    let path = folder.path().join("content/2022/metrics/air.yaml");
    let yaml = fs::read_to_string(&path).expect("the metrics");
    fs::write(path, yaml.replace("unit: 次, value: ~", "unit: 次, value: ~, mask: true"))
        .expect("the metrics");
    let sheet = format!("编号,上年,本年,1月\nair.pm25,,24,\nair.visits,{value},{value},{value}\n");
    put(&folder, "a.csv", sheet.as_bytes());
    let site = built(&folder.path().join("content"), &[]);
    assert_eq!(site.run.status, 0, "{}", site.run.stderr);
    files(&site.path())
}

#[test]
fn a_masked_value_from_a_sheet_is_nowhere_in_the_site() {
    let (first, other) = (masked("7"), masked("4711.25"));
    assert_eq!(first.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (path, bytes) in &first {
        assert!(*bytes == other[path], "{path} differs");
    }
    let rows = read(&first["2022/figures/figures.xlsx"], "指标");
    let row = rows.iter().find(|row| row[0] == "air.visits").expect("its row");
    assert_eq!(row[3..6], ["**", "未公开", ""]);
}

#[test]
fn the_workbook_of_figures_has_numbers_and_no_formula() {
    let folder = content("data/a.csv");
    put(&folder, "a.csv", "编号,本年\nair.pm25,24.50\nair.visits,9\n".as_bytes());
    let path = folder.path().join("content/2022/metrics/air.yaml");
    let yaml = fs::read_to_string(&path).expect("the metrics");
    fs::write(&path, yaml.replace("label: 检查次数", "label: =1+1次, note: \"@甲 -乙 +丙\""))
        .expect("the metrics");
    let chart =
        "# 空气\n\n```chart\nid: a\nof: air.pm25\nby: month\ntitle: \"[PM2.5]各月: 浓度/水平*?\"\n```\n";
    let yaml = fs::read_to_string(&path).expect("the metrics");
    fs::write(&path, yaml.replace("monthly: []", "monthly: [1.0, 2.5, ~]")).expect("the metrics");
    fs::write(folder.path().join("content/2022/1-air.md"), chart).expect("a chapter");
    let site = built(&folder.path().join("content"), &["--jobs", "1"]);
    assert_eq!(site.run.status, 0, "{}", site.run.stderr);
    let book = &site.files()["2022/figures/figures.xlsx"];
    let again = built(&folder.path().join("content"), &["--jobs", "2"]);
    assert!(*book == again.files()["2022/figures/figures.xlsx"], "the same bytes with any number of threads");
    let mut read: Xlsx<_> = Xlsx::new(Cursor::new(book)).expect("a workbook");
    assert_eq!(read.sheet_names(), ["指标", "分项", "逐月", "图表"]);
    let range = read.worksheet_range("指标").expect("the figures");
    assert_eq!(range.get_value((1, 3)), Some(&Data::Float(24.5)));
    let label = range.rows().find(|row| row[0] == Data::String("air.visits".to_owned())).expect("a row");
    assert_eq!(label[1], Data::String("=1+1次".to_owned()));
    let charts = read.worksheet_range("图表").expect("the charts");
    assert_eq!(charts.get_value((0, 0)), Some(&Data::String("[PM2.5]各月: 浓度/水平*?".to_owned())));
    assert_eq!(charts.get_value((3, 1)), Some(&Data::Float(1.0)));
    let mut archive = ZipArchive::new(Cursor::new(book)).expect("a workbook");
    for index in 0..archive.len() {
        let mut text = String::new();
        archive.by_index(index).expect("a part").read_to_string(&mut text).expect("XML");
        assert!(!text.contains("<f>"), "no cell is a formula");
    }
    assert!(site.text("2022/figures/index.html").contains("href=\"figures.xlsx\""));
}

#[test]
fn a_report_that_offers_no_workbook_has_none() {
    let folder = content("");
    let path = folder.path().join("content/2022/report.yaml");
    let text = fs::read_to_string(&path).expect("the report");
    fs::write(&path, text.replace("values: []\n", "downloads: []\n")).expect("the report");
    let site = built(&folder.path().join("content"), &[]);
    assert!(!site.path().join("2022/figures/figures.xlsx").exists());
    assert!(!site.text("2022/figures/index.html").contains("figures.xlsx"));
}

#[test]
fn parts_months_quarters_years_and_days_have_a_sheet_each_and_stand_at_their_time() {
    let folder = content("");
    let write = |path: &str, text: &str| {
        let path = folder.path().join("content/2022").join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write(
        "metrics/more.yaml",
        "metrics:\n\
         \x20 m: {label: 按月, unit: 件, decimals: 0, monthly: [1, n/a, <2, ~, 5], status: provisional}\n\
         \x20 q: {label: 按季, unit: 件, decimals: 0, quarterly: {甲: [1, 2, 3, 4], 乙: [4, 3]}}\n\
         \x20 y: {label: 按年, unit: 件, decimals: 0, yearly: {2018: 8, 2020: 10}}\n\
         \x20 z: {label: 近三年, unit: 件, decimals: 0, yearly: [1, 2, 3]}\n\
         \x20 d: {label: 按日, unit: 件, decimals: 0, daily: ../data/d.csv}\n\
         \x20 e: {label: 另一, unit: 次, decimals: 0, daily: ../data/e.csv}\n\
         \x20 s: {label: 不公开, unit: 件, decimals: 0, value: 7, monthly: [3, 4], mask: true}\n",
    );
    write("data/d.csv", "日期,数值\n2022-01-03,3\n2022-01-01,1\n");
    write("data/e.csv", "日期,数值\n2022-01-02,2\n2022-01-03,~\n");
    let site = built(&folder.path().join("content"), &[]);
    assert_eq!(site.run.status, 0, "{}", site.run.stderr);
    let book = &site.files()["2022/figures/figures.xlsx"];
    // The rows of the fixture's own figures are left out.
    let rows = |sheet: &str, from: usize| -> Vec<String> {
        let rows = read(book, sheet).into_iter().filter(|row| !row[0].starts_with("air."));
        rows.map(|row| row[from..].join(",")).collect()
    };
    assert_eq!(
        rows("逐月", 1),
        [
            "指标,单位,分项,2022-01,2022-02,2022-03,2022-04,2022-05,2022-06,2022-07,2022-08,2022-09,2022-10,2022-11,状态",
            "按月,件,,1,不适用,不足最小单位,,5,,,,,,,初步数",
            "不公开,件,,**,**,**,**,**,**,**,**,**,**,**,未公开",
        ]
    );
    assert_eq!(
        rows("逐季", 2),
        ["单位,分项,2022-Q1,2022-Q2,2022-Q3,2022-Q4,状态", "件,甲,1,2,3,4,最终数", "件,乙,4,3,,,最终数",]
    );
    assert_eq!(rows("逐年", 3), ["分项,2018,2019,2020,2021,2022,状态", ",8,,10,,,最终数", ",,,1,2,3,最终数"]);
    assert_eq!(
        rows("逐日", 0),
        ["时间,按日（件）,另一（次）", "2022-01-01,1,", "2022-01-02,,2", "2022-01-03,3,"]
    );
}
