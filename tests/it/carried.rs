//! Work that is carried from year to year: its history in ledgers, and what became of last year's beside the page of figures.

use insta::assert_snapshot;

use crate::fixture::{build, fixtures, nianbao};
use crate::page;

/// The text of the page of last year's work.
fn accounts(page: &str) -> String {
    page::text(page::between(page, "<main", "</main>").expect("what became of last year's work"))
}

#[test]
fn a_ledger_tells_the_history_of_what_it_carries() {
    assert_snapshot!(build("carried").chapter("2022/work"));
}

#[test]
fn a_page_says_what_became_of_last_years_work() {
    let site = build("carried");
    assert_snapshot!(accounts(&site.text("2022/figures/accounts/index.html")));
    assert_snapshot!(accounts(&site.text("2021/figures/accounts/index.html")));
    assert!(!site.files().contains_key("2020/figures/accounts/index.html"), "nothing to account for");
}

#[test]
fn an_item_that_two_continue_is_done_when_nothing_of_it_is_left_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join("content");
    crate::fixture::copy(&fixtures().join("carried"), &content);
    let (from, to) = (
        "carries: 2021/p}",
        "carries: 2021/p}\n  - {id: i, title: 创建示范支部, status: done, carries: 2021/p}",
    );
    crate::fixture::replace(&content, "2022/ledgers/plan.yaml", (from, to));
    let says = |content: &std::path::Path| {
        let site = crate::fixture::built(content, &[]);
        accounts(&site.text("2022/figures/accounts/index.html"))
    };
    assert!(says(&content).contains("办结1项、继续办理2项、取消1项、未说明1项"), "{}", says(&content));
    crate::fixture::replace(&content, "2022/ledgers/plan.yaml", ("status: planned", "status: done"));
    assert!(says(&content).contains("办结2项、继续办理1项、取消1项、未说明1项"), "{}", says(&content));
}

#[test]
fn nothing_is_said_of_last_year_where_its_report_or_a_ledger_has_a_fault() {
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join("content");
    crate::fixture::copy(&fixtures().join("carried"), &content);
    let codes = || nianbao(folder.path(), &["check", "--lang", "zh"]).stderr;
    assert!(codes().contains("unaccounted-plan"), "{}", codes());
    crate::fixture::replace(&content, "2022/ledgers/work.yaml", ("status: done", "status: finished"));
    assert!(codes().contains("bad-value") && !codes().contains("unaccounted-plan"), "{}", codes());
    crate::fixture::replace(&content, "2021/ledgers/work.yaml", ("status: ongoing", "status: begun"));
    assert!(!codes().contains("unknown-carry"), "{}", codes());
}
