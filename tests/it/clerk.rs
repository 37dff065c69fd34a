//! The mistakes of a clerk: each a file that is laid over the same small report, with what the program says of it in
//! Chinese. A clerk who never programmed must learn from it where to look and what to type instead.

use std::collections::BTreeSet;
use std::fs;

use insta::assert_snapshot;
use tempfile::TempDir;

use crate::fixture::{Run, copy, fixtures, nianbao};

/// Checks the report with a mistake laid over it.
fn checked(mistake: Option<&str>) -> Run {
    let folder = TempDir::new().expect("a folder");
    let content = folder.path().join("content");
    for layer in ["base"].into_iter().chain(mistake) {
        copy(&fixtures().join("clerk").join(layer), &content);
    }
    nianbao(folder.path(), &["check", "--lang", "zh"])
}

macro_rules! mistakes {
    ($($test:ident $name:literal)*) => {
        const MISTAKES: &[&str] = &[$($name),*];
        $(#[test]
        fn $test() {
            assert_snapshot!($name, checked(Some($name)).stderr);
        })*
    };
}

mistakes! {
    a_colon_from_a_chinese_keyboard "full-width-colon"
    a_comma_from_a_chinese_keyboard "full-width-comma"
    digits_from_a_chinese_keyboard "full-width-digits"
    a_bracket_from_a_chinese_keyboard "full-width-bracket"
    a_sign_of_division_from_school "division-sign"
    a_percent_sign_behind_a_number "percent-sign"
    a_comma_between_thousands "thousands-comma"
    asterisks_without_quotes "bare-asterisks"
    a_reference_without_quotes "unquoted-reference"
    a_quote_that_is_not_closed "missing-quote"
    a_quote_in_the_middle_of_a_file_that_is_not_closed "missing-quote-unit"
    a_bracket_over_lines_that_is_not_closed "unclosed-bracket"
    a_tab "tab"
    a_file_of_an_old_editor "gbk"
    a_key_that_stands_twice "key-twice"
    a_key_that_is_misspelt "key-misspelt"
    a_metric_that_is_misspelt_in_prose "metric-misspelt"
    a_file_that_was_renamed "renamed-file"
    a_date_with_slashes "date-with-slashes"
    a_status_in_chinese "unknown-status"
    a_month_too_many "month-too-many"
    parts_that_do_not_add_up "parts-that-do-not-add-up"
    another_number_for_last_year "other-last-year"
    a_chart_of_months_that_are_not_there "chart-without-months"
    a_number_typed_that_the_figure_contradicts "contradicted-figure"
    a_direction_typed_that_the_figure_contradicts "contradicted-direction"
    a_number_that_is_not_there_yet "missing-value"
}

#[test]
fn without_a_mistake_the_report_is_clean() {
    assert_eq!(checked(None).stderr, "共0个错误，0个警告\n");
}

#[test]
fn each_mistake_in_the_folder_is_read_by_a_test() {
    let folders = fs::read_dir(fixtures().join("clerk")).expect("the fixtures");
    let names: BTreeSet<String> =
        folders.map(|entry| entry.expect("a folder").file_name().to_string_lossy().into_owned()).collect();
    let read: BTreeSet<String> = MISTAKES.iter().chain(&["base"]).map(|name| (*name).to_owned()).collect();
    assert_eq!(names, read);
}

#[test]
fn each_mistake_is_told_once_and_with_what_to_do() {
    for name in MISTAKES {
        let told = checked(Some(name)).stderr;
        let count = |start: &str| told.lines().filter(|line| line.trim_start().starts_with(start)).count();
        let problems = count("错误[") + count("警告[");
        let expected = if *name == "missing-value" { 2 } else { 1 };
        assert_eq!((problems, count("-->"), count("= ")), (expected, expected, expected), "{name}:\n{told}");
    }
}
