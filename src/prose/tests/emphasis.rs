//! Emphasis beside Chinese, and asterisks that are none.

use super::*;

#[test]
fn bold_works_next_to_chinese_whatever_stands_inside_or_beside_it() {
    for (text, expected) in [
        ("**注意：**正文", "p[strong[注意：]正文]"),
        ("为**{{ air.pm25 }}**，", "p[为strong[<24微克/立方米>]，]"),
        ("优良率**98%**以上", "p[优良率strong[98%]以上]"),
        ("**（一）**正文", "p[strong[（一）]正文]"),
        ("是**“蓝天”**保卫战", "p[是strong[“蓝天”]保卫战]"),
        ("完成**《方案》**编制", "p[完成strong[《方案》]编制]"),
        ("PM2.5**（细颗粒物）**浓度", "p[PM2.5strong[（细颗粒物）]浓度]"),
        ("**蓝天。**保卫战", "p[strong[蓝天。]保卫战]"),
        ("**{{ air.pm25 }}**{{ air.good_days }}", "p[strong[<24微克/立方米>]<95.8%>]"),
        ("见**{{ air.pm25 }}（低）**后", "p[见strong[<24微克/立方米>（低）]后]"),
        ("是*“蓝天”*保卫战", "p[是em[“蓝天”]保卫战]"),
        ("是***“蓝天”***保卫战", "p[是em[strong[“蓝天”]]保卫战]"),
        ("是~~“蓝天”~~保卫战", "p[是del[“蓝天”]保卫战]"),
        ("**(一)**正文", "p[strong[(一)]正文]"),
        ("PM2.5**(fine)**浓度", "p[PM2.5strong[(fine)]浓度]"),
        ("完成**\"方案\"**编制", "p[完成strong[\"方案\"]编制]"),
        ("**注意:**正文", "p[strong[注意:]正文]"),
        ("**好!**后文", "p[strong[好!]后文]"),
        ("见**[水](b.md)**和**[气](c.md)**后", "p[见strong[a(page:b.md)[水]]和strong[a(page:c.md)[气]]后]"),
        ("见**`x`**后，**a。**b**c。**d", "p[见strong[`x`]后，strong[a。]bstrong[c。]d]"),
        ("**CO<sub>2</sub>**排放", "p[strong[COsub[2]]排放]"),
        ("**一、**甲**（乙）**丙**丁**戊", "p[strong[一、]甲strong[（乙）]丙strong[丁]戊]"),
        ("**甲**：**乙**", "p[strong[甲]：strong[乙]]"),
        ("*甲：**乙**丙*", "p[em[甲：strong[乙]丙]]"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
        assert_eq!(problems(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn bold_works_in_tables_lists_and_headings() {
    assert_eq!(
        shown("| a | **注：**b |\n|---|---|\n| **（一）**c | d**%**e |\n"),
        "table<<[a|strong[注：]b][strong[（一）]c|dstrong[%]e]"
    );
    assert_eq!(shown("- **注：**b\n"), "ul[li[p[strong[注：]b]]]");
    assert_eq!(shown("## **注：**b\n"), "h3#注b[strong[注：]b]");
}

#[test]
fn formulas_and_ranges_keep_their_signs() {
    assert_eq!(shown("得分2*(3+4)*5"), "p[得分2*(3+4)*5]");
    assert_eq!(shown("1~3月，5~6月"), "p[1~3月，5~6月]");
    assert_eq!(shown("a \\*b\\* c"), "p[a *b* c]");
}

#[test]
fn asterisks_before_a_measure_word_hide_digits() {
    let text = "优良天数**天，同比增加**天";
    assert_eq!(shown(text), "p[优良天数**天，同比增加**天]");
    assert_eq!(problems(text), ["doubtful-mask 1:5 \"**天，同比增加**\""]);
    assert_eq!(shown("共5*个，其中3*个"), "p[共5*个，其中3*个]");
    assert_eq!(shown("1-**月，2-**月"), "p[1-**月，2-**月]");
    assert_eq!(shown("下降*.*%"), "p[下降*.*%]");
    assert_eq!(shown("优良***天，同比***天"), "p[优良***天，同比***天]");
    assert_eq!(problems("优良***天，同比***天").len(), 1);
    assert_eq!(shown("，**天数**多"), "p[，strong[天数]多]");
    assert_eq!(shown("共**三个**好"), "p[共strong[三个]好]");
}

#[test]
fn what_stays_asterisks_keeps_what_is_inside() {
    assert_eq!(shown("天数**天，为{{ air.pm25 }}*好*，**天"), "p[天数**天，为<24微克/立方米>em[好]，**天]");
}

#[test]
fn with_masks_every_asterisk_is_a_plain_character() {
    assert_eq!(shown_plain("优良天数**天，同比增加**天"), "p[优良天数**天，同比增加**天]");
    assert_eq!(
        shown_plain("*-**月，为**微克/立方米，同比下降*.*%"),
        "p[*-**月，为**微克/立方米，同比下降*.*%]"
    );
    assert_eq!(shown_plain("正文\n***\n正文"), "p[正文 *** 正文]");
    assert_eq!(shown_plain("* 一\n* 二"), "p[* 一 * 二]");
    assert_eq!(shown_plain("`**`，[a*](b*.md \"*\")"), "p[`**`，a(page:b*.md)[a*]]");
    assert_eq!(shown_plain("```\n**\n```"), "code[**\n]");
    assert_eq!(shown_plain("为{{ air.pm25 }}**"), "p[为<24微克/立方米>**]");
}

#[test]
fn private_characters_are_reported_and_kept() {
    let text = "a\u{E100}**b\u{E1FF}。**c\u{E100}\u{E100}";
    assert_eq!(shown(text), "p[a\u{E100}strong[b\u{E1FF}。]c\u{E100}\u{E100}]");
    assert_eq!(
        problems(text),
        [
            "hidden-character 1:2 \"\\u{e100}\"",
            "hidden-character 1:6 \"\\u{e1ff}\"",
            "hidden-character 1:11 \"\\u{e100}\""
        ]
    );
    assert_eq!(problems("<!-- \u{E100} -->"), Vec::<String>::new());
}

#[test]
fn code_beside_emphasis_is_as_it_was_typed() {
    assert_eq!(
        shown("**`甲。**乙`**丙 `{{ a }}` `` ` **。`` "),
        "p[strong[`甲。**乙`]丙 `{{ a }}` ` ` **。`]"
    );
    assert_eq!(shown("    **甲。**乙{{ a }}<b>\n"), "code[**甲。**乙{{ a }}<b>\n]");
    assert_eq!(shown("~~~\n**甲。**乙{{ a }}<!-- x -->\n~~~"), "code[**甲。**乙{{ a }}<!-- x -->\n]");
    assert_eq!(shown("> `甲\n> **。**乙`"), "quote[p[`甲 **。**乙`]]");
}

#[test]
fn single_asterisks_close_beside_latin_if_they_opened_beside_chinese() {
    assert_eq!(shown("甲*乙:*a丙"), "p[甲em[乙:]a丙]");
}
