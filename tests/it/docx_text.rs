//! What the Word document says: the report's text with its figures, exhibits and attachments, as the site says it.

use std::collections::BTreeSet;

use nianbao::export::docx::Contents;
use nianbao::model::{
    Block, BlockKind, Chapter, Column, FigureText, Inline, InlineKind, ListItem, Report, Shown,
};
use roxmltree::Document;

use crate::docx::{W, exported, is, project, report, said, style, text_of, val, word};
use crate::fixture::{build, root};

/// The figures of a report's text in reading order, as they are read.
fn figures(report: &Report) -> Vec<String> {
    let mut found = Vec::new();
    report.opening.iter().for_each(|block| of_block(block, &mut found));
    report.reading_order().into_iter().for_each(|chapter| of_chapter(chapter, &mut found));
    found
}

fn of_chapter(chapter: &Chapter, found: &mut Vec<String>) {
    of_line(&chapter.title, found);
    chapter.blocks.iter().for_each(|block| of_block(block, found));
}

fn of_block(block: &Block, found: &mut Vec<String>) {
    match &block.kind {
        BlockKind::Heading(heading) => of_line(&heading.text, found),
        BlockKind::Paragraph(line) => of_line(line, found),
        BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => {
            blocks.iter().for_each(|block| of_block(block, found));
        }
        BlockKind::List { items, .. } => {
            let blocks = items.iter().flat_map(|ListItem { blocks, .. }| blocks);
            blocks.for_each(|block| of_block(block, found));
        }
        BlockKind::Table(table) => {
            table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| of_line(cell, found));
        }
        BlockKind::Chart(chart) => of_line(&chart.title, found),
        BlockKind::Metrics(table) => {
            of_line(&table.title, found);
            for row in &table.rows {
                for column in &table.columns {
                    match column {
                        Column::Value => found.push(row.value.plain().to_owned()),
                        Column::Previous => found.push(row.previous.plain().to_owned()),
                        Column::Limit => found.push(row.limit.plain().to_owned()),
                        Column::Target => found.push(row.target.plain().to_owned()),
                        _ => {}
                    }
                }
            }
        }
        BlockKind::Cards(cards) => {
            found.extend(cards.rows.iter().map(|row| row.value.plain().to_owned()));
        }
        BlockKind::Definitions(_) | BlockKind::Code(_) | BlockKind::Rule | BlockKind::Ledger(_) => {}
    }
}

fn of_line(line: &[Inline], found: &mut Vec<String>) {
    for inline in line {
        match &inline.kind {
            InlineKind::Figure(figure @ FigureText { shown, .. }) if *shown != Shown::Empty => {
                found.push(figure.plain());
            }
            InlineKind::Strong(inner) | InlineKind::Emphasis(inner) => of_line(inner, found),
            _ => {}
        }
    }
}

#[test]
fn every_figure_of_the_text_is_in_the_document_in_its_order_and_on_the_site() {
    let project = project(&root().join("content"));
    for path in ["2021", "2022"] {
        let report = report(&project, path);
        let document = text_of(&word(&project, &report, Contents::LeftOut), "word/document.xml");
        let text = said(Document::parse(&document).expect("a document").root_element());
        let figures = figures(&report);
        assert!(figures.len() > 100, "{path} has {} figures", figures.len());
        let mut rest = text.as_str();
        for figure in &figures {
            let at = rest.find(figure.as_str()).unwrap_or_else(|| panic!("{path}: {figure} in {rest:.300}"));
            rest = &rest[at + figure.len()..];
        }
        for chapter in report.reading_order() {
            let page = root().join("site").join(path).join(&chapter.address).join("index.html");
            let page = crate::page::chapter(&std::fs::read_to_string(&page).expect("the page"));
            let mut figures = Vec::new();
            of_chapter(chapter, &mut figures);
            // A mask is read aloud there by a word of its own.
            for figure in figures.iter().filter(|figure| !figure.contains("**")) {
                assert!(page.contains(figure.as_str()), "{path}/{}: {figure}", chapter.address);
            }
        }
    }
}

#[test]
fn the_document_has_the_text_of_the_sites_pages() {
    let site = build("word");
    let whole = crate::page::chapter(&site.text("2022/work/supply/index.html"));
    let document = text_of(&exported(&[]), "word/document.xml");
    let document = Document::parse(&document).expect("a document");
    let paragraphs: Vec<String> = document.descendants().filter(is("p")).map(said).collect();
    for line in [
        "继续推进2项工作。",
        "第二项的续段。",
        "引用的第二段。",
        "单位产品的用水量。",
        "代码  一行第二行",
        "☑ 已经办结",
        "一段文字，又一次提到同一个注2。强调、删去、code、HxOy，<b>不是标记</b>&。第二行与第一行之间没有空格。硬换行在此换行以后。",
    ] {
        assert!(paragraphs.iter().any(|paragraph| paragraph == line), "{line}: {paragraphs:#?}");
    }
    for said in ["1234.5", "与去年不可比", "引用的第二段。"] {
        assert!(
            whole.contains(said) && paragraphs.iter().any(|paragraph| paragraph.contains(said)),
            "{said}"
        );
    }
    assert!(paragraphs.iter().all(|paragraph| !paragraph.contains("本章一句话")), "a summary is for screens");
}

#[test]
fn terms_stand_lowered_and_raised_and_signs_are_explained() {
    let document = text_of(&exported(&[]), "word/document.xml");
    let document = Document::parse(&document).expect("a document");
    let heights = |wanted: &str| -> BTreeSet<String> {
        document
            .descendants()
            .filter(is("r"))
            .filter(|run| {
                run.descendants().any(|node| node.has_tag_name((W, "vertAlign")) && val(node) == wanted)
            })
            .map(said)
            .collect()
    };
    let set = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(heights("subscript"), set(&["2.5", "2", "x"]));
    assert_eq!(heights("superscript"), set(&["3", "y", "初", "修"]));
    let paragraphs: Vec<String> = document.descendants().filter(is("p")).map(said).collect();
    let legend = paragraphs.iter().find(|text| text.starts_with("（符号说明：")).expect("a legend");
    assert!(
        legend.contains("** 未公开") && legend.contains("初初步数") && legend.contains("修修订数"),
        "{legend}"
    );
    for run in document.descendants().filter(is("r")) {
        let text = said(run);
        let hint = run.descendants().find(is("rFonts")).and_then(|fonts| fonts.attribute((W, "hint")));
        if text.contains(['“', '”', '—', '…']) {
            assert_eq!(hint, Some("eastAsia"), "{text}");
        }
    }
}

#[test]
fn footnotes_are_real_and_a_second_mark_refers_to_the_first() {
    let parts = exported(&[]);
    let notes = text_of(&parts, "word/footnotes.xml");
    let notes = Document::parse(&notes).expect("footnotes");
    let said: Vec<String> =
        notes.root_element().children().filter(is("footnote")).skip(2).map(said).collect();
    assert_eq!(said, [" 口径为年度统计，含 a<b 与 x2，见网站。", " 水厂指 千吨 以上的。"]);
    let text = text_of(&parts, "word/document.xml");
    assert_eq!(text.matches("<w:footnoteReference w:id=\"2\"/>").count(), 1);
    assert_eq!(text.matches("NOTEREF _Note2").count(), 1);
    let address = " HYPERLINK \"https://www.example.gov.cn/?a=%22b%22&c=d\" ";
    assert!(notes.descendants().any(|node| node.text() == Some(address)), "a link out");
}

#[test]
fn tables_repeat_their_heads_and_their_rows_do_not_part() {
    let document = text_of(&exported(&[]), "word/document.xml");
    let document = Document::parse(&document).expect("a document");
    let tables: Vec<_> = document.descendants().filter(is("tbl")).collect();
    assert_eq!(tables.len(), 5);
    for table in &tables {
        let rows: Vec<_> = table.children().filter(is("tr")).collect();
        let heads =
            rows.iter().take_while(|row| row.descendants().any(|node| node.has_tag_name((W, "tblHeader"))));
        assert_eq!(heads.count(), 1);
        assert!(rows.iter().all(|row| row.descendants().any(|node| node.has_tag_name((W, "cantSplit")))));
        let widths = table.descendants().filter(is("gridCol")).map(|column| {
            column.attribute((W, "w")).and_then(|width| width.parse::<i64>().ok()).expect("a width")
        });
        assert_eq!(widths.sum::<i64>(), 8844);
        assert!(table.next_sibling_element().is_some_and(|next| next.has_tag_name((W, "p"))));
    }
    // 供水情况: its caption above, its note below, its numbers at the right.
    let table = tables[2];
    let caption: Vec<String> =
        std::iter::successors(table.prev_sibling_element(), |node| node.prev_sibling_element())
            .take(2)
            .map(said)
            .collect();
    assert_eq!(caption, ["2022年", "表1　供水情况"]);
    assert_eq!(
        table.next_sibling_element().map(said).as_deref(),
        Some("注：总磷浓度与去年不可比：监测点位改变。")
    );
    let row = table.children().filter(is("tr")).nth(2).expect("a row");
    let cells: Vec<(String, &str)> = row
        .children()
        .filter(is("tc"))
        .map(|cell| (said(cell), cell.descendants().find(is("jc")).map_or("", val)))
        .take(5)
        .collect();
    let expected = [
        ("供水量", ""),
        ("万立方米", "center"),
        ("1234.5初", "right"),
        ("1200.0", "right"),
        ("增长2.9%", ""),
    ];
    assert_eq!(cells, expected.map(|(text, align)| (text.to_owned(), align)));
}

#[test]
fn pictures_have_alternative_texts_and_charts_their_drawing() {
    let parts = exported(&[]);
    let text = text_of(&parts, "word/document.xml");
    let document = Document::parse(&text).expect("a document");
    let told: Vec<(&str, &str)> = document
        .descendants()
        .filter(|node| node.tag_name().name() == "docPr")
        .map(|node| (node.attribute("id").expect("an id"), node.attribute("descr").unwrap_or_default()))
        .collect();
    assert_eq!(told.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ["1", "2", "3", "4"]);
    assert_eq!(
        &told.iter().map(|(_, text)| *text).collect::<Vec<_>>()[..3],
        ["水源地示意图", "标志", "小标志"]
    );
    assert!(told[3].1.contains("3月暂缺"), "{}", told[3].1);
    assert!(parts["word/media/picture4.png"].starts_with(b"\x89PNG"));
    let svg = text_of(&parts, "word/media/picture4.svg");
    let svg = Document::parse(&svg).expect("a drawing");
    assert!(svg.descendants().all(|node| node.tag_name().name() != "text"), "its texts are outlines");
    // A picture stands in lines as high as it needs.
    for drawing in document.descendants().filter(is("drawing")) {
        let paragraph = drawing.ancestors().find(is("p")).expect("a paragraph");
        let rule =
            paragraph.descendants().find(is("spacing")).and_then(|node| node.attribute((W, "lineRule")));
        assert!(style(paragraph) == "Picture" || rule == Some("auto"));
    }
}

#[test]
fn attachments_are_listed_under_the_text_and_begin_on_new_pages() {
    let document = text_of(&exported(&[]), "word/document.xml");
    let document = Document::parse(&document).expect("a document");
    let body = document.root_element().first_element_child().expect("a body");
    let paragraphs: Vec<_> = body.children().filter(is("p")).collect();
    let texts: Vec<String> = paragraphs.iter().map(|paragraph| said(*paragraph)).collect();
    let at =
        |wanted: &str| texts.iter().position(|text| text == wanted).unwrap_or_else(|| panic!("{wanted}"));
    let first = at("附件：1.2022年水利工作台账");
    assert_eq!(
        texts[first - 1..first + 6],
        [
            "",
            "附件：1.2022年水利工作台账",
            "2.2022年数据表",
            "",
            "县水利局",
            "2022年12月5日",
            "（2022年12月8日更正：更正了附注。）",
        ]
    );
    let left = |at: usize| {
        let indent = paragraphs[at].descendants().find(is("ind")).expect("an indent");
        indent.attribute((W, "left")).and_then(|left| left.parse::<i64>().ok()).expect("a place")
    };
    // The date is longer: it ends two characters before the edge, and begins two right of the name.
    assert_eq!((left(first + 3), left(first + 4)), (315 * 175 / 10, 315 * 195 / 10));
    for (number, title) in [("附件1", "2022年水利工作台账"), ("附件2", "2022年数据表")] {
        let at = at(number);
        assert_eq!(style(paragraphs[at]), "Attachment");
        assert!(paragraphs[at].descendants().any(|node| node.has_tag_name((W, "pageBreakBefore"))));
        assert_eq!((texts[at + 1].as_str(), texts[at + 2].as_str()), ("", title));
        assert_eq!(style(paragraphs[at + 2]), "Title");
    }
    assert!(texts.contains(&"2022年水利工作台账见附件1。".to_owned()));
}

#[test]
fn a_table_of_contents_is_there_when_it_is_asked_for() {
    let entries = |arguments: &[&str]| -> Vec<(String, String)> {
        let document = text_of(&exported(arguments), "word/document.xml");
        let document = Document::parse(&document).expect("a document");
        let entries = document.descendants().filter(is("p")).filter(|node| style(*node).starts_with("TOC"));
        entries.map(|node| (style(node).to_owned(), said(node))).collect()
    };
    assert_eq!(entries(&[]), []);
    let expected = [
        ("TOCHeading", "目录"),
        ("TOC1", "一、主要工作1"),
        ("TOC2", "（一）供水1"),
        ("TOC3", "1.水厂1"),
        ("TOC1", "二、下一步工作1"),
    ];
    assert_eq!(entries(&["--toc"]), expected.map(|(style, text)| (style.to_owned(), text.to_owned())));
}
