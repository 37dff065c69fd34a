//! Figures over the years, and the ways from one year to another.

use std::fs;

use insta::assert_snapshot;

use crate::fixture::{build, build_with, built, copy, fixtures, replace};
use crate::links;
use crate::page::{between, text};

fn main_of(html: &str) -> String {
    text(between(html, "<main", "</main>").unwrap_or_default())
}

/// The part of a page that begins with a start tag and ends with its end tag.
fn exhibit<'a>(html: &'a str, id: &str) -> &'a str {
    between(html, &format!("<figure class=\"chart\" id=\"{id}\""), "</figure>").expect("an exhibit")
}

fn addresses(html: &str) -> Vec<&str> {
    html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn figures_that_several_reports_share_are_shown_over_the_years() {
    let site = build("trends");
    assert_snapshot!(main_of(&site.text("trends/east/index.html")));
    assert_snapshot!(main_of(&site.text("trends/west/index.html")));
    assert_eq!(links::problems(&site.path()), Vec::<String>::new());
}

#[test]
fn the_first_page_of_trends_lists_the_offices() {
    let site = build("trends");
    let main = site.text("trends/index.html");
    let main = between(&main, "<main", "</main>").expect("a main part");
    assert_eq!(addresses(main), ["east/index.html", "west/index.html"]);
}

#[test]
fn the_numbers_of_a_trend_are_its_years_own_with_their_limits_and_status() {
    let site = build("trends");
    let csv = |name: &str| site.text(&format!("trends/east/charts/{name}-year.csv"));
    assert_eq!(
        csv("air-pm25"),
        "年份,数值（微克/立方米）,年均限值（微克/立方米）,数值状态\n2022年,31,35,known\n2023年,28,35,known\n2024年,27,30,known\n2025年,26,30,provisional\n"
    );
    assert_eq!(
        csv("law-cases"),
        "年份,数值（件）,数值状态\n2022年,9,known\n2023年,,masked\n2024年,7,known\n2025年,8,provisional\n"
    );
    assert_eq!(
        csv("air-good"),
        "年份,数值（%）,考核任务（%）,数值状态\n2022年,89.8,,known\n2023年,92.3,93,known\n2024年,,94,missing\n2025年,95.0,95,provisional\n"
    );
}

#[test]
fn years_in_another_unit_stand_in_a_chart_of_their_own() {
    let site = build("trends");
    let csv = |name: &str| site.text(&format!("trends/east/charts/{name}.csv"));
    assert!(csv("law-fines-year").starts_with("年份,数值（元）"), "{}", csv("law-fines-year"));
    assert_eq!(csv("law-fines-year-2"), "年份,数值（万元）\n2022年,120\n2023年,98\n");
}

#[test]
fn no_line_leads_over_a_break_or_a_masked_year() {
    let site = build("trends");
    let page = site.text("trends/east/index.html");
    // A run of years is a path, a year by itself a small dot.
    let runs = |id: &str| {
        let drawing = between(exhibit(&page, id), "<svg", "</svg>").expect("a drawing");
        let series = between(drawing, "<g class=\"series s-focus\"", "</g>").expect("a series");
        (series.matches("<path").count(), series.matches("<circle").count())
    };
    assert_eq!(runs("air-pm25-year"), (2, 0), "2022—2023, 2024—2025");
    assert_eq!(runs("law-cases-year"), (1, 1), "2022, 2024—2025");
}

#[test]
fn another_masked_value_changes_no_byte_of_the_trends() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = folder.path().join("content");
    copy(&fixtures().join("trends"), &content);
    replace(&content, "east/2023/metrics/2-law.yaml", ("4711", "8"));
    assert!(build("trends").files() == built(&content, &[]).files());
}

#[test]
fn a_figure_leads_to_its_row_in_the_years_beside_it_and_its_group_to_the_trends() {
    let site = build("trends");
    let row = |page: &str, id: &str| {
        let html = site.text(&format!("{page}/figures/index.html"));
        let row = between(&html, &format!("<tr id=\"{id}\""), "</tr>").expect("a row").to_owned();
        let others = addresses(&row).into_iter().filter(|address| address.starts_with("../../"));
        others.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        row("east/2023", "air.pm25"),
        ["../../2024/figures/index.html#air.pm25", "../../2022/figures/index.html#air.pm25"]
    );
    let group = "../../../trends/east/index.html#group-air";
    assert!(addresses(&site.text("east/2023/figures/index.html")).contains(&group));
    assert_eq!(row("east/2022", "air.mould"), [""; 0]);
}

#[test]
fn covers_and_pages_of_figures_lead_to_their_like_in_the_nearest_years() {
    let site = build_with("trends", &["--only", "east/2022", "--only", "east/2024", "--only", "east/2025"]);
    let pager = |page: &str| {
        let html = site.text(page);
        let pager = between(&html, "<nav class=\"pager", "</nav>").expect("links to other years").to_owned();
        addresses(&pager).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(pager("east/2024/index.html"), ["../2022/index.html", "../2025/index.html"]);
    assert_eq!(
        pager("east/2024/figures/index.html"),
        ["../../2022/figures/index.html", "../../2025/figures/index.html"]
    );
    assert_eq!(links::problems(&site.path()), Vec::<String>::new());
}

#[test]
fn a_year_alone_has_no_trend() {
    let site = build("minimal");
    assert!(!site.files().keys().any(|path| path.starts_with("trends/")));
    assert!(!site.text("index.html").contains("trends"));
}

#[test]
fn twenty_years_are_an_archive_and_a_line() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = folder.path().join("content");
    for year in 2003..2023 {
        let report = content.join(year.to_string());
        fs::create_dir_all(report.join("metrics")).expect("a folder");
        let yaml = format!("title: {year}年总结\nyear: {year}\nsummary: \"{{{{ air.days }}}}\"\n");
        fs::write(report.join("report.yaml"), yaml).expect("a file");
        let metric = format!("metrics:\n  days: {{label: 优良天数, unit: 天, value: {}}}\n", year - 1703);
        fs::write(report.join("metrics/air.yaml"), metric).expect("a file");
    }
    fs::write(content.join("site.yaml"), "title: 二十年\n").expect("a file");
    let site = built(&content, &[]);
    assert_eq!(site.run.status, 0, "{}", site.run.stderr);
    let home = site.text("index.html");
    let years: Vec<&str> =
        home.split("class=\"big-year\"><b>").skip(1).filter_map(|rest| rest.split('<').next()).collect();
    let expected: Vec<String> = (2003..2023).rev().map(|year: i32| year.to_string()).collect();
    assert_eq!(years, expected);
    let trends = main_of(&site.text("trends/index.html"));
    assert!(trends.contains("优良天数：逐年上升，由300升至319天"), "{trends}");
    assert_eq!(links::problems(&site.path()), Vec::<String>::new());
}
