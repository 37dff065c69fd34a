//! YAML, formulas and the names in them.

use super::metrics;

#[test]
fn yaml_nested_a_hundred_thousand_deep_is_refused() {
    for piece in ["[", "{a: ", "- ", "? "] {
        let said = metrics(&format!("metrics:\n  x: {}", piece.repeat(100_000)));
        assert!(said.contains("[yaml-syntax]"), "{piece:?}: {said}");
    }
}

#[test]
fn a_billion_laughs_are_refused_at_the_first_anchor() {
    let mut yaml = "a: &a [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n".to_owned();
    for (name, before) in ('b'..='z').zip('a'..) {
        let list = vec![format!("*{before}"); 9].join(", ");
        yaml.push_str(&format!("{name}: &{name} [{list}]\n"));
    }
    assert!(metrics(&yaml).contains("[yaml-syntax]"));
}

#[test]
fn formulas_nested_or_chained_by_thousands_do_not_overflow() {
    for formula in
        ["(".repeat(50_000) + "1" + &")".repeat(50_000), "-".repeat(100_000) + "1", "1+".repeat(50_000) + "1"]
    {
        let said = metrics(&format!("metrics:\n  x: {{label: 甲, unit: 件, value: \"= {formula}\"}}\n"));
        assert!(said.contains("[formula-syntax]"), "{said}");
    }
    let mut chain = "metrics:\n  k0: {label: 零, unit: 件, value: 1}\n".to_owned();
    for (at, before) in (1..=2000).rev().map(|at| (at, at - 1)) {
        chain.push_str(&format!("  k{at}: {{label: 甲{at}, unit: 件, value: \"= k{before} + 1\"}}\n"));
    }
    assert!(!metrics(&chain).contains("error["));
    let circle = chain.replace("unit: 件, value: 1}", "unit: 件, value: = k2000}");
    assert!(metrics(&circle).contains("[formula-circle]"));
}

#[test]
fn a_name_of_fifty_thousand_steps_is_looked_up_in_time() {
    let name = "a.".repeat(50_000) + "b";
    let said = metrics(&format!("metrics:\n  x: {{label: 甲, unit: 件, value: \"= {name}\"}}\n"));
    assert!(said.contains("[unknown-metric]"), "{said}");
}

#[test]
fn a_large_file_of_unknown_keys_was_read_again_a_hundred_times() {
    let keys = |most: usize| -> String {
        let keys = (0..most).map(|at| format!("    unknown{at:05}: {}\n", "甲".repeat(9)));
        format!("metrics:\n  x:\n    label: 乙\n{}", keys.collect::<String>())
    };
    let told = |said: &str| said.matches("[unknown-key]").count();
    assert_eq!(told(&metrics(&keys(60))), 60);
    let said = metrics(&keys(20_000));
    assert!((10..30).contains(&told(&said)), "{} are told", told(&said));
}
