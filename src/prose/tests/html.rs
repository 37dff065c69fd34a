//! Raw HTML and comments.

use super::*;

#[test]
fn comments_are_dropped_and_not_read() {
    for (text, expected) in [
        ("前<!-- {{ x | }} **a** -->后", "p[前后]"),
        ("前<!-- 多\n\n行\n# 标题\n-->后", "p[前后]"),
        ("前 <!-- 注 --> 后", "p[前 后]"),
        ("<!-- 注 -->\n# 标题\n\n正文", "title[标题] p[正文]"),
        ("<!-- 多\n\n行 {{ -->\n正文", "p[正文]"),
        ("<!-- 注 -->**正文**", "p[strong[正文]]"),
        ("正文<!-- 注 -->\n下行", "p[正文下行]"),
        ("正文 <!-- 甲 --> <!-- 乙 -->\n\n- 一\n<!-- 丙 -->", "p[正文] ul[li[p[一]]]"),
        ("- 一 <!-- a\nb\n\nc --> 二", "ul[li[p[一 二]]]"),
        ("> <!-- a\nb -->\n> 二", "quote[p[二]]"),
        ("| a <!-- | --> | b |\n|---|---|\n| c | d<!-- x --> |", "table<<[a|b][c|d]"),
        ("**注意：<!-- x -->**正文", "p[strong[注意：]正文]"),
        ("## 标题 <!-- x -->", "h3#标题[标题]"),
        ("a <!-- `b --> `c` <!-- d` --> e", "p[a `c` e]"),
        ("`<!-- x -->`", "p[`<!-- x -->`]"),
        ("\\<!-- x -->", "p[<!-- x -->]"),
        ("<!-- 未完 **正文**", "p[<!-- 未完 strong[正文]]"),
        ("<!--> a\n\n<!---> b", "p[a] p[b]"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
        assert_eq!(problems(text), Vec::<String>::new(), "{text}");
        assert_eq!(asked(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn subscripts_superscripts_and_breaks_are_kept() {
    for (text, expected) in [
        ("CO<sub>2</sub>和m<SUP>3</SUP>", "p[COsub[2]和msup[3]]"),
        ("甲<br>乙<br/>丙<br />丁", "p[甲⏎乙⏎丙⏎丁]"),
        ("<sub>{{ air.pm25 }}**粗**</sub>", "p[sub[<24微克/立方米>strong[粗]]]"),
        ("| a<br>b |\n|---|", "table<[a⏎b]"),
        ("<sub>未完", "p[<sub>未完]"),
        ("未开</sub>", "p[未开</sub>]"),
        ("<sub>甲</sup>乙", "p[<sub>甲</sup>乙]"),
        ("**<sub>甲**乙</sub>", "p[strong[<sub>甲]乙</sub>]"),
        ("`<sub>`", "p[`<sub>`]"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn other_html_is_text() {
    for (text, expected) in [
        ("<script>alert(1)</script>", "p[<script>alert(1)</script>]"),
        ("<div>\n正文{{ air.pm25 }}\n</div>", "p[<div> 正文<24微克/立方米> </div>]"),
        ("<img src=\"*a*\" onerror='_x_'>", "p[<img src=\"*a*\" onerror='_x_'>]"),
        ("<!DOCTYPE html>\n<?php x ?>", "p[<!DOCTYPE html> <?php x ?>]"),
        ("a < b，c > d", "p[a < b，c > d]"),
        ("a&lt;b&amp;c", "p[a<b&c]"),
        ("<div>`<a>`</div>", "p[<div>`<a>`</div>]"),
        ("[a](<b c.md>)", "p[a(page:b c.md)[a]]"),
        ("<![CDATA[ x ]]>", "p[<![CDATA[ x ]]>]"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}
