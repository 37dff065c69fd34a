//! What the program makes of good content: a fixture each, a sentence each.

use insta::assert_snapshot;

use crate::fixture::{build, build_with};
use crate::links;

#[test]
fn a_title_and_a_year_are_a_report() {
    let site = build("minimal");
    assert_snapshot!(site.list());
    assert_eq!(site.chapter("2022/air"), "# 一、大气\n全年空气质量持续改善。");
}

#[test]
fn two_offices_live_in_one_tree_and_compare_with_their_own_last_year() {
    let site = build("two-offices");
    assert_snapshot!(site.list());
    assert_snapshot!(site.chapter("east/2022/air"));
}

#[test]
fn folders_and_files_order_themselves_and_keep_their_chinese_names() {
    let site = build("folders");
    assert_snapshot!(site.list());
    assert_snapshot!(crate::page::text(&site.text("2022/full/index.html")));
    assert_eq!(links::problems(&site.path()), Vec::<String>::new());
}

#[test]
fn gbk_byte_order_marks_and_windows_lines_read_the_same() {
    let site = build("encodings");
    assert_eq!(site.chapter("2022/crlf"), "# 一、换行\n第一行接第二行，330天。");
    assert_eq!(site.chapter("2022/bom"), "# 二、有BOM\n优良天数330天。");
    assert_eq!(site.chapter("2022/gbk"), "# 三、国标码\n优良天数330天。");
    assert_snapshot!(site.run.stderr);
}

#[test]
fn a_chapter_may_be_front_matter_alone() {
    assert_eq!(build("front-matter-only").chapter("2022/plan"), "# 一、下一步工作\n");
}

#[test]
fn what_is_internal_exists_only_in_the_internal_site() {
    let public = build("internal-chapter");
    let internal = build_with("internal-chapter", &["--audience", "internal"]);
    assert_snapshot!(public.list());
    assert_snapshot!(public.chapter("2022/count"));
    assert_snapshot!(internal.list());
    assert_snapshot!(internal.chapter("2022/count"));
    for (path, bytes) in public.files() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("内部的") && !text.contains("里面的"), "{path}");
    }
}

#[test]
fn a_masked_metric_shows_asterisks_and_lets_nothing_derived_out() {
    let site = build("masked");
    assert_snapshot!(site.chapter("2022/enforcement"));
    assert_snapshot!(site.text("2022/figures/figures.csv"));
    assert_snapshot!(site.text("2022/figures/figures.json"));
}

#[test]
fn an_internal_reader_sees_the_masked_numbers() {
    let site = build_with("masked", &["--audience", "internal"]);
    assert_snapshot!(site.chapter("2022/enforcement"));
}

#[test]
fn what_is_no_number_reads_as_a_word() {
    let site = build("no-number");
    assert_snapshot!(site.chapter("2022/a"));
    assert_snapshot!(site.text("2022/figures/figures.csv"));
}

#[test]
fn changes_on_last_year_are_put_into_the_words_of_the_quantity() {
    assert_snapshot!(build("changes").chapter("2022/a"));
}

#[test]
fn parts_items_months_quarters_and_years_are_figures_too() {
    assert_snapshot!(build("breakdowns").chapter("2022/a"));
}

#[test]
fn last_year_is_compared_where_months_and_unit_are_the_same() {
    let site = build("years");
    assert_snapshot!(site.chapter("2022/a"));
    assert_snapshot!(site.chapter("2023/a"));
}

#[test]
fn ledgers_are_counted_and_listed() {
    assert_snapshot!(build("ledgers").chapter("2022/a"));
}

#[test]
fn an_english_report_reads_as_english() {
    let site = build("english");
    assert_snapshot!(site.chapter("2022/work/air"));
    assert_snapshot!(crate::page::text(&site.text("2022/index.html")));
    assert_snapshot!(site.text("2022/figures/charts/air-pm25-month.csv"));
}

#[test]
fn a_theme_overrides_the_default_one_file_by_file() {
    let site = build("theme/content");
    assert!(site.text("404.html").contains("换了的模板"));
    assert_eq!(site.chapter("2022/air"), "# 一、大气\n不涉及\n符号说明 不适用：没有这一情形");
    let css: String = site
        .files()
        .into_iter()
        .filter(|(path, _)| path.ends_with(".css"))
        .map(|(_, bytes)| String::from_utf8(bytes).expect("UTF-8"))
        .collect();
    assert!(css.contains("--main:#aa0000") || css.contains("--main: #aa0000"), "the theme's own token");
    assert!(css.contains("--paper:#ffffff") || css.contains("--paper: #ffffff"), "the default theme's token");
}

#[test]
fn markdown_links_pictures_notes_and_alerts_are_set() {
    let site = build("prose");
    assert_snapshot!(site.chapter("2022/work/air"));
    assert_snapshot!(site.chapter("2022/mask"));
    assert_snapshot!(site.list());
    assert_eq!(links::problems(&site.path()), Vec::<String>::new());
}

#[test]
fn every_block_that_the_data_allow_is_drawn() {
    let site = build("blocks");
    assert_snapshot!(site.chapter("2022/charts"));
    assert_snapshot!(site.chapter("2022/tables"));
    assert_snapshot!(site.list());
    assert_eq!(links::problems(&site.path()), Vec::<String>::new());
}
