//! Thousands of what a report has dozens of.

use super::{build, check, metrics, tree};

/// A file of metrics with so many of them.
fn thousands(most: usize) -> String {
    let mut yaml = "metrics:\n".to_owned();
    for at in 0..most {
        yaml.push_str(&format!("  k{at}: {{label: 甲{at}, unit: 件, value: {at}}}\n"));
    }
    yaml
}

#[test]
fn a_chart_of_thousands_of_figures_took_a_time_that_grew_with_the_square() {
    let ids: Vec<String> = (0..3000).map(|at| format!("a.k{at}")).collect();
    let text = format!("# 甲\n\n```chart\nof: [{}]\n```\n", ids.join(", "));
    let said = build(tree(&[("2022/metrics/a.yaml", &thousands(3000)), ("2022/1-a.md", &text)]).path());
    assert!(!said.contains("error["), "{said}");
}

#[test]
fn thousands_of_charts_in_a_report_are_refused() {
    let yaml = "metrics:\n  x: {label: 甲, unit: 件, value: 1, monthly: [1, 2]}\n";
    let text = format!("# 甲\n\n{}", "```chart\nof: a.x\n```\n\n".repeat(2000));
    let said = build(tree(&[("2022/metrics/a.yaml", yaml), ("2022/1-a.md", &text)]).path());
    assert!(said.contains("more than 10000 values") && said.contains("1-a.md:"), "{said}");
    let half = format!("# 甲\n\n{}", "```chart\nof: a.x\n```\n\n".repeat(600));
    let chapters = [("2022/metrics/a.yaml", yaml), ("2022/1-a.md", &half), ("2022/2-b.md", &half)];
    let said = build(tree(&chapters).path());
    assert!(said.contains("more than 10000 values") && said.contains("2-b.md"), "{said}");
}

#[test]
fn few_charts_of_many_items_are_refused_before_they_fill_the_memory() {
    let items: Vec<String> = (0..2000).map(|at| format!("甲{at}: {at}")).collect();
    let yaml = format!("metrics:\n  x: {{label: 甲, unit: 件, value: ~, items: {{{}}}}}\n", items.join(", "));
    let text = format!("# 甲\n\n{}", "```chart\nof: a.x\n```\n\n".repeat(1000));
    let said = check(tree(&[("2022/metrics/a.yaml", &yaml), ("2022/1-a.md", &text)]).path());
    assert!(said.contains("more than 10000 values"), "{said}");
}

#[test]
fn a_chain_of_thousands_of_formulas_took_a_time_that_grew_with_the_square() {
    let mut chain = "metrics:\n  k0: {label: 零, unit: 件, value: 1}\n".to_owned();
    for at in 1..=8000 {
        chain.push_str(&format!("  k{at}: {{label: 甲{at}, unit: 件, value: = k{} + 1}}\n", at - 1));
    }
    assert!(!metrics(&chain).contains("error["));
}

#[test]
fn a_label_of_a_hundred_thousand_signs_is_refused() {
    let label = "甲".repeat(100_000);
    let yaml = format!("metrics:\n  x: {{label: {label}, unit: 件, value: 1}}\n");
    let text = format!("# 甲\n\n{}1件，{{{{ a.x.label }}}}。\n", &label[..30_000]);
    let said = check(tree(&[("2022/metrics/a.yaml", &yaml), ("2022/1-a.md", &text)]).path());
    assert!(said.contains("more than 500 characters"), "{said}");
}

#[test]
fn a_label_named_by_thousands_of_references_filled_the_memory() {
    let yaml = format!("metrics:\n  x: {{label: {}, unit: 件, value: 1}}\n", "甲".repeat(10_000));
    let text = format!("# 乙\n\n{}", "{{ a.x.label }}\n\n".repeat(1000));
    let said = check(tree(&[("2022/metrics/a.yaml", &yaml), ("2022/1-a.md", &text)]).path());
    assert!(said.contains("more than 500 characters"), "{said}");
}

#[test]
fn twenty_thousand_headings_are_held_in_bounds() {
    let text = format!("# 甲\n\n{}", "## 乙\n\n".repeat(20_000));
    check(tree(&[("2022/1-a.md", &text)]).path());
}
