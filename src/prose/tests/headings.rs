//! Titles, headings, their levels, numbers and anchors.

use super::*;

#[test]
fn the_first_heading_of_one_sign_is_the_title() {
    assert_eq!(
        shown("# 蓝天{{ report.year }}\n\n正文\n\n## 一节\n\n### 二节"),
        "title[蓝天2022] p[正文] h3#一节[一节] h4#二节[二节]"
    );
    assert_eq!(shown("正文\n\n# 迟到"), "p[正文] h3#迟到[迟到]");
    assert_eq!(problems("正文\n\n# 迟到\n"), ["bad-value 3:1 \"# 迟到\""]);
    assert_eq!(problems("# 一\n# 二\n"), ["bad-value 2:1 \"# 二\""]);
}

#[test]
fn anchors_are_made_of_the_source_text() {
    for (heading, anchor) in [
        ("蓝天 保卫战", "蓝天-保卫战"),
        ("PM2.5 浓度：{{ air.pm25 }}", "pm25-浓度"),
        ("**重点** `Code` [水](b.md)", "重点-code-水"),
        ("{{ air.pm25 }}", "section"),
        ("水 {#water}", "water"),
        ("一、总体情况", "总体情况"),
        ("（一）**蓝天**", "蓝天"),
        ("A-B c_d", "a-b-c_d"),
        ("集合{甲}", "集合甲"),
    ] {
        assert_eq!(outline_of(&format!("## {heading}")).anchors, [anchor], "{heading}");
    }
    assert_eq!(
        outline_of("## 水\n## 水\n## 水 2\n## 水-2\n## 水\n## ，\n## ！").anchors,
        ["水", "水-2", "水-2-2", "水-2-3", "水-3", "section", "section-2"]
    );
}

#[test]
fn the_outline_is_read_without_the_report() {
    let text = "# 一、{{ report.year }}年**蓝天**\n\n## 水 {{ air.pm25 }}\n\n> ## 气\n";
    let outline = outline_of(text);
    assert_eq!(outline.title.as_deref(), Some("{{ report.year }}年蓝天"));
    assert_eq!(outline.anchors, ["水", "气"]);
    assert_eq!(shown(text), "title[2022年strong[蓝天]] h3#水[水 <24微克/立方米>] quote[h3#气[气]]");
}

#[test]
fn numbers_typed_at_headings_are_reported_and_not_shown_twice() {
    for (heading, expected, problem) in [
        ("一、总体情况", "h3#总体情况[总体情况]", "typed-number 1:4 \"一、\""),
        ("（一）蓝天", "h3#蓝天[蓝天]", "typed-number 1:4 \"（一）\""),
        ("1. 蓝天", "h3#蓝天[蓝天]", "typed-number 1:4 \"1.\""),
        ("1\\. 蓝天", "h3#蓝天[蓝天]", "typed-number 1:4 \"1\\\\.\""),
        ("**一、** 蓝天", "h3#蓝天[蓝天]", "typed-number 1:6 \"一、\""),
        ("**一、蓝天**", "h3#蓝天[strong[蓝天]]", "typed-number 1:6 \"一、\""),
        ("第一章　总则", "h3#总则[总则]", "typed-number 1:4 \"第一章\""),
    ] {
        let text = format!("## {heading}");
        assert_eq!(shown(&text), expected, "{heading}");
        assert_eq!(problems(&text), [problem], "{heading}");
    }
    for heading in ["2022年工作", "1—11月情况", "3个方面", "{{ report.year }}、工作", "`1.` 工作"]
    {
        assert_eq!(problems(&format!("## {heading}")), Vec::<String>::new(), "{heading}");
    }
}

#[test]
fn braces_in_a_heading_do_not_vanish_as_attributes() {
    assert_eq!(shown("## 集合{甲} {#a}"), "h3#a[集合{甲}]");
}
