//! The gallery of charts: committed as the program makes it, with every kind in Chinese and English.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::fixture::{Site, built, files, root};

const KINDS: [&str; 13] = [
    "line", "area", "column", "bar", "stacked", "share", "donut", "progress", "bullet", "calendar", "matrix",
    "slope", "ranking",
];

const LANGUAGES: [&str; 2] = ["zh", "en"];

fn made(language: &str) -> Site {
    built(&root().join("docs/gallery-content").join(language), &[])
}

/// The paths that two folders do not have alike.
fn differing(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    let paths = a.keys().chain(b.keys());
    paths.filter(|path| a.get(*path) != b.get(*path)).cloned().collect()
}

#[test]
fn the_committed_gallery_is_what_its_content_makes() {
    let mut stale = String::new();
    for language in LANGUAGES {
        let committed = files(&root().join("docs/gallery").join(language));
        for path in differing(&committed, &made(language).files()) {
            writeln!(stale, "docs/gallery/{language}/{path}").expect("a String takes all text");
        }
    }
    assert!(
        stale.is_empty(),
        "docs/gallery is not current; build both trees with “cargo run --release -- build --content \
         docs/gallery-content/zh --out docs/gallery/zh”, likewise en:\n{stale}"
    );
}

#[test]
fn the_gallery_has_every_kind_in_both_languages() {
    for language in LANGUAGES {
        let full = root().join("docs/gallery").join(language).join("2022/full/index.html");
        let page = std::fs::read_to_string(&full).expect("the gallery is built");
        let lacking = KINDS.into_iter().filter(|kind| !page.contains(&format!("data-kind=\"{kind}\"")));
        assert_eq!(lacking.collect::<Vec<_>>(), Vec::<&str>::new(), "{language}");
    }
}

/// The heads of the table of each chart on a page, by the chart's id; calendars, which have a table of their own, left out.
fn heads(page: &str) -> Vec<(&str, Vec<String>)> {
    let charts = page.split("<figure class=\"chart\" id=\"").skip(1);
    let charts = charts.filter(|chart| !chart.contains("data-kind=\"calendar\""));
    charts
        .map(|chart| {
            let id = chart.split('"').next().expect("an id");
            let row = crate::page::between(chart, "<thead", "</thead>").expect("a head");
            let cells = row.split("</th>").filter(|cell| cell.contains("<th"));
            (id, cells.map(crate::page::text).map(|text| text.trim_matches(['|', ' ']).to_owned()).collect())
        })
        .collect()
}

#[test]
fn the_table_of_every_chart_has_the_columns_of_its_csv() {
    for (language, status) in [("zh", "状态"), ("en", ": status")] {
        let site = made(language);
        let page = site.text("2022/full/index.html");
        let heads = heads(&page);
        assert!(heads.len() > 50, "{}", heads.len());
        for (id, cells) in heads {
            let csv = site.text(&format!("2022/figures/charts/{id}.csv"));
            let columns = csv.lines().next().unwrap_or_default().split(',');
            let columns: Vec<&str> = columns.filter(|column| !column.ends_with(status)).collect();
            assert_eq!(cells, columns, "{language} {id}");
        }
    }
}

#[test]
fn limits_targets_and_last_year_are_columns_with_their_units() {
    let site = made("zh");
    let start = |id: &str| {
        let csv = site.text(&format!("2022/figures/charts/{id}.csv"));
        csv.lines().take(2).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        start("line-months-month"),
        [
            "月份,2022年（微克/立方米）,2021年（微克/立方米）,国家二级标准（微克/立方米）,考核任务（微克/立方米）",
            "1月,38,44,35,26"
        ]
    );
    assert_eq!(start("progress-roads-metric"), ["指标,2022年（%）,考核任务（%）", "道路清扫机械化率,83,85"]);
    assert_eq!(start("bullet-one-metric"), ["指标,2022年（%）,数值,限值,单位", "厂界噪声,96.7,58,60,分贝"]);
    assert_eq!(start("line-broken-year"), ["年份,数值（米）", "2013年,6.8"]);
}

#[test]
fn a_break_that_last_years_report_declares_stands_in_this_years_chart() {
    let site = made("zh");
    let page = site.text("2022/more/index.html");
    let chart = page.split("id=\"line-broken-year-2\"").nth(1).expect("the chart");
    let chart = &chart[..chart.find("</figure>").expect("its end")];
    assert_eq!(chart.matches(">口径调整<").count(), 2, "one in each drawing");
    assert_eq!(
        chart.matches("地下水水位埋深自2021年起与以前年份不可比：2021年起改用自动监测井的日均值").count(),
        1
    );
}

#[test]
fn the_english_gallery_reads_as_english_throughout() {
    for (path, bytes) in made("en").files() {
        let shown = ["html", "csv", "json", "xml"].iter().any(|end| path.ends_with(&format!(".{end}")));
        let text = String::from_utf8_lossy(&bytes);
        let han = text.char_indices().find(|(_, c)| ('\u{3000}'..='\u{9fff}').contains(c));
        if let Some((at, _)) = han.filter(|_| shown) {
            let end = text[at..].char_indices().nth(20).map_or(text.len(), |(more, _)| at + more);
            panic!("{path}: {}", &text[at..end]);
        }
    }
}
