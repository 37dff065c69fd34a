//! Text that would break a careless reader.

use proptest::prelude::*;

use super::*;

#[test]
fn fifty_thousand_of_anything_are_read_without_overflow() {
    for piece in [
        "> ", "- ", "[", "![", "*a ", "**a ", "<sub>", "</sub>", "<!--", "<!---->", "{{", "{{ a ", "<",
        "[a](", "`", "*a**b", "1. ", "<b ", "~~", "**", "[^a]", "{{ a }}", "| a ", "<br>", "> - ", "。**",
        "\\", "# \n",
    ] {
        let half = match piece {
            "![" => "](a)",
            "[" => "]",
            _ => "",
        };
        let text = piece.repeat(50_000) + "正文" + &half.repeat(50_000);
        for asterisks in [Asterisks::Emphasis, Asterisks::Plain] {
            let source = Source::new("a.md", text.as_str());
            let markdown = Markdown {
                source: &source,
                body: 0..text.len(),
                asterisks,
                measure_words: &words(),
                level: 1,
            };
            let clock = std::time::Instant::now();
            drop(read(&markdown, &mut Silent));
            assert!(clock.elapsed().as_secs() < 20, "{piece:?} is slow");
        }
    }
}

#[test]
fn what_stands_too_deep_is_shown_all_the_same() {
    let deep = |piece: &str, count| shown(&(piece.repeat(count) + "正文"));
    assert_eq!(deep("> ", 1000).matches("正文").count(), 1);
    assert_eq!(deep("> ", 1000).matches("quote").count(), 63);
    assert_eq!(deep("- ", 1000).matches("正文").count(), 1);
    let text = "*甲 ".repeat(300) + &"乙*".repeat(300);
    assert_eq!(shown(&text).matches('乙').count(), 300);
}

fn check_line(line: &[Inline], text: &str) {
    for inline in line {
        assert!(text.get(inline.range.clone()).is_some(), "{:?}", inline);
        match &inline.kind {
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::Sub(inner)
            | InlineKind::Sup(inner) => check_line(inner, text),
            InlineKind::Link(link) => check_line(&link.text, text),
            InlineKind::Text(shown) => {
                assert_ne!(shown, "\n");
                let source = &text[inline.range.clone()];
                assert!(source.len() != shown.len() || source == shown || shown == " ", "{inline:?}");
                assert!(!shown.contains(['\u{3}', '\u{E100}', '\u{F0000}']), "{shown:?}");
            }
            InlineKind::Code(shown) => assert!(!shown.contains(['\u{3}', '\u{E100}']), "{shown:?}"),
            _ => {}
        }
    }
}

fn check_blocks(blocks: &[Block], text: &str) {
    for block in blocks {
        assert!(text.get(block.range.clone()).is_some(), "{:?}", block);
        match &block.kind {
            BlockKind::Heading(heading) => check_line(&heading.text, text),
            BlockKind::Paragraph(line) => check_line(line, text),
            BlockKind::List { items, .. } => items.iter().for_each(|item| check_blocks(&item.blocks, text)),
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => check_blocks(blocks, text),
            BlockKind::Table(table) => {
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                cells.for_each(|cell| check_line(cell, text));
            }
            BlockKind::Code(shown) => assert!(!shown.contains(['\u{3}', '\u{E100}']), "{shown:?}"),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    check_line(&definition.term, text);
                    definition.meanings.iter().for_each(|blocks| check_blocks(blocks, text));
                }
            }
            _ => {}
        }
    }
}

fn check(text: &str) {
    for asterisks in [Asterisks::Emphasis, Asterisks::Plain] {
        let (document, _) = read_as(text, asterisks);
        check_line(document.title.as_deref().unwrap_or_default(), text);
        check_blocks(&document.blocks, text);
        document.footnotes.iter().for_each(|note| check_blocks(note, text));
        for problem in &document.problems {
            let Place::Text { range, .. } = &problem.place else {
                panic!("no place");
            };
            assert!(text.get(range.clone()).is_some(), "{problem:?}");
        }
    }
    outline_of(text);
    let source = Source::new("a.yaml", text);
    let inlines = line(text, &Place::new(&source, 0..text.len()), &mut Report::default());
    check_ranges(&inlines, text);
}

fn check_ranges(line: &[Inline], text: &str) {
    for inline in line {
        assert!(text.get(inline.range.clone()).is_some(), "{inline:?}");
    }
}

const PIECES: &[&str] = &[
    "*",
    "**",
    "***",
    "~",
    "~~",
    "_",
    "`",
    "``",
    "```",
    "\n",
    "\n\n",
    "    ",
    " ",
    "　",
    "> ",
    "- ",
    "1. ",
    "# ",
    "## ",
    "|",
    "|---|\n",
    "[",
    "]",
    "(",
    ")",
    "](",
    "![",
    "[^a]",
    "[^a]: ",
    "{{",
    "}}",
    "{{ a.b }}",
    "{{ a",
    "{#",
    "}",
    "\\",
    "\\{{",
    "<",
    ">",
    "<sub>",
    "</sub>",
    "<sup>",
    "</sup>",
    "<br>",
    "<!--",
    "-->",
    "<!-- x -->",
    "<div>",
    "<a b='",
    "<http://a>",
    "<a@b>",
    "&amp;",
    "&",
    "\"",
    "蓝",
    "天。",
    "：",
    "“",
    "”",
    "（一）",
    "一、",
    "件",
    "5",
    "%",
    "a",
    "·",
    "é",
    "😀",
    "𠀀",
    "\u{301}",
    "\u{200B}",
    "\t",
    "```chart\n",
    "of: a\n",
    "javascript:",
    "https://a",
    "[a]: b\n",
    ": ",
    "***\n",
    "---\n",
    "===\n",
    "[!NOTE]\n",
    "[ ] ",
    "\u{0}",
    "\u{1A}",
    "\r",
];

/// A Chinese word between other characters, none of which mean anything in Markdown.
fn words_of_chinese() -> impl Strategy<Value = String> {
    let sign = "[蓝水甲a5。，：！？；“”‘’（）《》【】—…·,.:?!/=@$()\"'+é-]?";
    (sign, sign).prop_map(|(before, after)| format!("{before}蓝天{after}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_and_every_range_is_text(indices in prop::collection::vec(0..PIECES.len(), 0..40)) {
        let text: String = indices.into_iter().map(|index| PIECES[index]).collect();
        check(&text);
    }

    #[test]
    fn any_characters_do(text in "\\PC{0,60}") {
        check(&text);
    }

    #[test]
    fn bold_between_chinese_is_bold(words in prop::collection::vec(words_of_chinese(), 5)) {
        let [a, b, c, d, e] = words.as_slice() else {
            panic!("five words");
        };
        let text = format!("文{a}**{b}**{c}**{d}**{e}");
        let expected = format!("p[文{a}strong[{b}]{c}strong[{d}]{e}]");
        prop_assert_eq!(shown(&text), expected);
        let text = format!("**{b}**{c}水*{d}*{e}");
        let expected = format!("p[strong[{b}]{c}水em[{d}]{e}]");
        prop_assert_eq!(shown(&text), expected);
    }
}
