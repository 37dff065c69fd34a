//! Blocks: lists, tables, notes, fenced blocks.

use super::*;

#[test]
fn blocks_become_the_tree() {
    for (text, expected) in [
        ("- 一\n- 二\n  - 三", "ul[li[p[一]] li[p[二] ul[li[p[三]]]]]"),
        ("3. 一\n\n4. 二\n\n   三", "ol3-loose[li[p[一]] li[p[二] p[三]]]"),
        ("- [x] 一\n- [ ] 二", "ul[li[x][p[一]] li[ ][p[二]]]"),
        ("> 一\n>\n> - 二", "quote[p[一] ul[li[p[二]]]]"),
        ("> [!NOTE]\n> 一", "note![p[一]]"),
        ("> [!WARNING]\n> 一", "warning![p[一]]"),
        ("| 甲 | 乙 | 丙 |\n|:--|:-:|--:|\n| 1 |", "table<^>[甲|乙|丙][1||]"),
        ("甲\n\n---\n\n乙", "p[甲] rule p[乙]"),
        ("术语\n: 解释一\n: 解释二", "dl[术语: p[解释一]; p[解释二]]"),
        ("```rust\nlet a;\n```", "code[let a;\n]"),
        ("单价$5和$6万元，H~2~O，\"a\"--b", "p[单价$5和$6万元，H~2~O，\"a\"--b]"),
        ("[[水]] [^x]", "p[[[水]] [^x]]"),
        ("| a\\|b | `c\\|d` | {{ six.\"a|b\" }} |\n|-|-|-|", "table<<<[a|b|`c|d`|<?>]"),
        ("## 集合{甲}", "h3#集合甲[集合{甲}]"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn footnotes_are_numbered_by_their_first_reference() {
    assert_eq!(
        shown("[^a]: 甲[^c]\n\n[^b]: 乙\n\n[^c]: 丙\n\n[^d]: 丁\n\n一[^b]二[^a]三[^b]"),
        "p[一^1二^2三^1] note1[p[乙]] note2[p[甲^3]] note3[p[丙]]"
    );
    assert_eq!(shown("[^a]: 甲[^a]\n\n# 题[^a]\n"), "title[题^1] note1[p[甲^1]]");
}

#[test]
fn fenced_blocks_of_the_report_are_asked_for() {
    let text = "甲\n\n```chart 全年\nof: [air.pm25]\nkind: line\n```\n\n乙";
    assert_eq!(shown(text), "p[甲] code[<chart>] p[乙]");
    assert_eq!(
        asked(text),
        ["chart:of: [air.pm25]\nkind: line\n|```chart 全年\nof: [air.pm25]\nkind: line\n```"]
    );
    assert_eq!(asked("~~~cards\n~~~"), ["cards:|~~~cards\n~~~"]);
    assert_eq!(asked("```table\nof: a"), ["table:of: a|```table\nof: a"]);
    assert_eq!(shown("甲\n\n```ledger\n```"), "p[甲]");
    assert_eq!(
        asked("- 一\n\n  ```chart\n  of: a\n  by: month\n  ```\n"),
        ["chart:  of: a\n  by: month\n|```chart\n  of: a\n  by: month\n  ```"]
    );
    assert_eq!(shown("```charts\n```"), "code[]");
}

#[test]
fn every_range_is_that_of_the_source() {
    let text = "---\ntitle: 题\n---\n前**粗：**后 {{ report.year }}年\n\n- 项\n";
    let source = Source::new("a.md", text);
    let body = crate::source::front_matter(text).body;
    let markdown =
        Markdown { source: &source, body, asterisks: Asterisks::Emphasis, measure_words: &[], level: 1 };
    let document = read(&markdown, &mut Report::default());
    let blocks: Vec<&str> = document.blocks.iter().map(|block| &text[block.range.clone()]).collect();
    assert_eq!(blocks, ["前**粗：**后 {{ report.year }}年", "- 项"]);
    let BlockKind::Paragraph(line) = &document.blocks[0].kind else {
        panic!("no paragraph");
    };
    let inlines: Vec<&str> = line.iter().map(|inline| &text[inline.range.clone()]).collect();
    assert_eq!(inlines, ["前", "**粗：**", "后 ", "{{ report.year }}", "年"]);
}
