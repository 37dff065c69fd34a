//! Markdown, and the characters of any text.

use super::{build, chapter, metrics, tree};

#[test]
fn what_is_opened_and_never_closed_is_read_in_time() {
    for piece in ["{{", "](", "<!--", "`", "[", "**a", "> ", "- "] {
        let said = chapter(&piece.repeat(20_000 / piece.len()));
        assert!(said.len() < 5_000_000, "{piece:?} is spoken of for {} bytes", said.len());
    }
}

#[test]
fn an_anchor_of_a_hundred_thousand_signs_is_no_hang() {
    let said = chapter(&format!("## 乙 {{#{}}}\n", "x".repeat(100_000)));
    assert!(said.len() < 20_000, "{}", said.len());
}

#[test]
fn an_excerpt_of_a_long_line_is_what_stands_around_the_place() {
    let said = chapter(&format!("{}{{{{ 甲.乙 }}}}{}", "正".repeat(5000), "文".repeat(5000)));
    assert!(said.contains("1-a.md:3:5004"), "{said}");
    assert!(said.contains("甲.乙") && said.len() < 2000, "{said}");
}

#[test]
fn what_cannot_be_seen_is_told_in_text_and_in_yaml() {
    for c in ['\u{200B}', '\u{AD}', '\u{202E}', '\u{2066}', '\u{FEFF}', '\u{E0041}'] {
        let code = format!("U+{:04X}", u32::from(c));
        let said = chapter(&format!("水{c}质。\n"));
        assert!(said.contains("[hidden-character]") && said.contains(&code), "{code}: {said}");
        let written = format!("metrics:\n  x: {{label: 甲{c}乙, unit: 件, value: 1}}\n");
        assert!(metrics(&written).contains(&code), "{code}");
    }
    let escaped = "metrics:\n  x: {label: \"甲\\u200B乙\", unit: 件, value: 1}\n";
    assert!(metrics(escaped).contains("U+200B"));
    assert!(!chapter("👩‍👩‍👧\u{3000}全角。\n").contains("[hidden-character]"));
}

#[test]
fn lists_quotes_and_links_ten_thousand_deep_are_built() {
    let deep = |piece: &str, end: &str| format!("{}甲{}\n", piece.repeat(10_000), end.repeat(10_000));
    let ladder: String = (0..400).map(|level| format!("{}- 甲\n", "  ".repeat(level))).collect();
    for text in [
        deep("> ", ""),
        deep("- ", ""),
        deep("1. ", ""),
        deep("[", "](a)"),
        deep("![", "](a)"),
        deep("*", "*"),
        ladder,
    ] {
        build(tree(&[("2022/1-a.md", &format!("# 大气\n\n{text}"))]).path());
    }
}

#[test]
fn footnotes_in_footnotes_and_in_circles_are_read_in_time() {
    let chain: String = (0..3000).map(|at| format!("[^{at}]: 注[^{}]\n\n", at + 1)).collect();
    chapter(&format!("甲[^0]\n\n{chain}"));
    chapter(&format!("甲[^1]\n\n[^1]: 乙[^2]\n\n[^2]: 丙[^1]\n\n{}", "[^1]".repeat(10_000)));
    chapter(&"[^1]: ".repeat(10_000));
}

#[test]
fn a_table_of_ten_thousand_columns_does_not_grow_with_the_square() {
    let head = format!("{}|\n{}|\n", "|甲".repeat(10_000), "|-".repeat(10_000));
    for text in [head.clone() + &"|乙|\n".repeat(10_000), head.clone() + &"乙\n".repeat(10_000), head] {
        build(tree(&[("2022/1-a.md", &format!("# 大气\n\n{text}"))]).path());
    }
}

#[test]
fn ten_thousand_references_are_set() {
    let yaml = "metrics:\n  x: {label: 甲, unit: 件, value: 1, previous: 2}\n";
    let text = format!("# 大气\n\n{}\n", "甲{{ a.x }}，{{ a.x.yoy }}。".repeat(5000));
    let said = build(tree(&[("2022/metrics/a.yaml", yaml), ("2022/1-a.md", &text)]).path());
    assert!(!said.contains("error["), "{said}");
    let said = chapter(&"甲{{ a.没有 }}。\n".repeat(4000));
    assert!(said.contains("[unknown-metric]"), "{said}");
}
