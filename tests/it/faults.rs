//! What is wrong with content: a fixture for each code, each message read in Chinese, in English and as JSON.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use insta::assert_snapshot;

use crate::fixture::{built, fixtures, nianbao, root};

/// Codes that come from the folder that is written or from the machine, not from content; tested in [`crate::usage`],
/// [`crate::docx`], [`crate::export`] and in `publish`.
const OF_THE_WORLD: [&str; 4] = ["missing-font", "missing-tool", "out-locked", "out-not-ours"];

/// The codes of the format's section 13, and that of section 10's warning.
const CODES: &str = "yaml-syntax unknown-key duplicate-key missing-key bad-value bad-number unknown-metric \
    unknown-property unknown-standard formula-syntax formula-circle division-by-zero parts-sum check-failed \
    unit-mismatch value-conflict previous-mismatch contradicted-figure contradicted-direction masked-in-text \
    unknown-carry broken-link broken-anchor unsafe-link missing-file chart-data duplicate-id reserved-name \
    template-error missing-font out-not-ours out-locked bad-encoding missing-value period-mismatch \
    untracked-figure recoverable-mask unaccounted-plan overdue-status unused-metric missing-alt stale-text \
    hidden-character doubtful-mask typed-number missing-tool standard-replaced";

/// All that is said of a fixture, and how the program ends.
fn told(name: &str) -> String {
    let folder = fixtures().join("faults");
    let mut told = String::new();
    for arguments in ["--lang zh", "--lang en", "--lang zh --format json"] {
        let words: Vec<&str> = ["check", "--content", name].into_iter().chain(arguments.split(' ')).collect();
        let run = nianbao(&folder, &words);
        let _ = write!(told, "$ nianbao {}\n{}{}", words.join(" "), run.stdout, run.stderr);
        let _ = write!(told, "-> {}\n\n", run.status);
    }
    told
}

macro_rules! faults {
    ($($test:ident $name:literal)*) => {
        const FIXTURES: &[&str] = &[$($name),*];
        $(#[test]
        fn $test() {
            assert_snapshot!($name, told($name));
        })*
    };
}

faults! {
    yaml_that_cannot_be_read "yaml-syntax"
    a_misspelt_key "unknown-key"
    a_key_twice "duplicate-key"
    a_key_that_is_missing "missing-key"
    a_value_of_another_form "bad-value"
    a_number_in_another_form "bad-number"
    a_metric_that_is_not_there "unknown-metric"
    a_property_that_is_not_there "unknown-property"
    a_standard_that_is_not_there "unknown-standard"
    a_limit_in_another_unit "unit-mismatch"
    a_standard_of_the_program_replaced "standard-replaced"
    a_typed_number_that_is_not_the_figures "contradicted-figure"
    a_word_that_says_the_other_way "contradicted-direction"
    a_masked_number_that_is_typed "masked-in-text"
    an_item_that_continues_nothing "unknown-carry"
    an_item_of_last_year_that_nothing_continues "unaccounted-plan"
    a_state_that_the_due_date_denies "overdue-status"
    a_text_left_over_from_last_year "stale-text"
    a_typed_number_that_no_figure_backs "untracked-figure"
    a_link_to_nothing "broken-link"
    a_link_to_no_heading "broken-anchor"
    a_link_that_is_not_safe "unsafe-link"
    a_file_that_is_missing "missing-file"
    a_chart_that_cannot_be_drawn "chart-data"
    a_name_twice "duplicate-id"
    a_name_that_the_program_keeps "reserved-name"
    a_template_with_an_error "template-error"
    a_theme_that_is_not_there "unknown-theme"
    a_theme_whose_yaml_is_faulty "theme-file"
    a_folder_without_a_site "no-site"
    a_folder_without_a_report "no-reports"
    a_formula_that_cannot_be_read "formula-syntax"
    a_formula_that_names_itself "formula-circle"
    a_division_by_nothing "division-by-zero"
    a_total_that_is_not_its_parts "parts-sum"
    a_check_that_fails "check-failed"
    a_value_that_differs_in_a_sheet "value-conflict"
    a_sheet_that_cannot_be_read_for_certain "sheet-cells"
    a_figure_of_last_year_that_differs "previous-mismatch"
    a_mask_that_can_be_worked_out "recoverable-mask"
    a_metric_that_nothing_uses "unused-metric"
    a_file_in_another_encoding "bad-encoding"
    a_value_that_is_not_there_yet "missing-value"
    a_period_that_does_not_fit "period-mismatch"
    a_picture_without_words "missing-alt"
    a_number_typed_in_a_heading "typed-number"
    a_character_that_cannot_be_seen "hidden-character"
    asterisks_that_may_hide_a_number "doubtful-mask"
}

#[test]
fn each_code_that_the_program_can_emit_is_in_the_format_and_has_a_fixture() {
    let source = std::fs::read_to_string(root().join("src/problem/fault.rs")).expect("the enum of faults");
    let from = source.find("pub fn code(").expect("its codes");
    let body = &source[from..from + source[from..].find("pub fn severity").expect("the next function")];
    let emitted: BTreeSet<&str> =
        body.split('"').skip(1).step_by(2).filter(|word| !word.contains(' ')).collect();
    let known: BTreeSet<&str> = CODES.split_whitespace().collect();
    let shown: BTreeSet<&str> = FIXTURES.iter().copied().chain(OF_THE_WORLD).collect();
    assert!(emitted.len() > 20, "{emitted:?}");
    assert_eq!(emitted.difference(&known).collect::<Vec<_>>(), Vec::<&&str>::new(), "not in the format");
    assert_eq!(emitted.difference(&shown).collect::<Vec<_>>(), Vec::<&&str>::new(), "without a fixture");
}

#[test]
fn each_folder_of_faults_is_read_by_a_test() {
    let folders = std::fs::read_dir(fixtures().join("faults")).expect("the fixtures");
    let names: BTreeSet<String> =
        folders.map(|entry| entry.expect("a folder").file_name().to_string_lossy().into_owned()).collect();
    let read: BTreeSet<String> = FIXTURES.iter().map(|name| (*name).to_owned()).collect();
    let others: Vec<&String> = names.difference(&read).filter(|name| *name != "themes").collect();
    assert_eq!(others, Vec::<&String>::new());
}

#[test]
fn a_fault_of_the_own_code_is_all_that_a_fixture_shows() {
    let more = |name: &str| match name {
        "unknown-theme" | "no-site" | "no-reports" => vec!["missing-file"],
        "theme-file" => vec!["duplicate-key", "yaml-syntax"],
        "missing-value" => vec!["missing-value", "period-mismatch"],
        "sheet-cells" => vec!["bad-number", "bad-value", "unit-mismatch", "unknown-metric"],
        "unsafe-link" => vec!["unsafe-link", "broken-link"],
        name => vec![CODES.split_whitespace().find(|code| *code == name).expect("a code")],
    };
    for name in FIXTURES {
        let run = nianbao(&fixtures().join("faults"), &["check", "--content", name, "--format", "json"]);
        let codes: BTreeSet<&str> = run
            .stdout
            .lines()
            .filter_map(|line| line.trim().strip_prefix("\"code\": \""))
            .map(|code| code.trim_end_matches("\","))
            .collect();
        assert_eq!(codes, more(name).into_iter().collect(), "{name}");
    }
}

#[test]
fn nothing_is_written_where_there_is_an_error() {
    for name in FIXTURES {
        let site = built(&fixtures().join("faults").join(name), &[]);
        assert_eq!(site.path().exists(), site.run.status == 0, "{name}");
    }
}
