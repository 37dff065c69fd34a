//! The reader's tests: what is read is compared whole, as a short text.

mod blocks;
mod emphasis;
mod headings;
mod hostile;
mod html;
mod links;
mod references;

use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use super::*;
use crate::model::{Alert, Align, FigureText, Shown, Status};
use crate::source::Source;

/// Knows `air.pm25`, `air.good_days`, `air.levels.优` and `report.year`; every page but `gone.md`; every picture but `data/gone.jpg`.
#[derive(Default)]
struct Report {
    source: Option<Arc<Source>>,
    asked: Vec<String>,
    problems: Vec<Problem>,
}

impl Hooks for Report {
    fn reference(&mut self, path: &str, place: &Place) -> InlineKind {
        self.asked.push(format!("{path}@{}", at(place)));
        let figure = |shown: &str, after: &str| {
            InlineKind::Figure(FigureText {
                metric: Some(path.to_owned()),
                before: String::new(),
                shown: Shown::Word(shown.to_owned()),
                after: after.to_owned(),
                status: Status::Final,
            })
        };
        match path {
            "report.year" => InlineKind::Text("2022".to_owned()),
            "air.pm25" => figure("24", "微克/立方米"),
            "air.good_days" => figure("95.8", "%"),
            "air.levels.优" => figure("201", "天"),
            "six.\"PM2.5\"" => figure("31", ""),
            _ => figure("?", ""),
        }
    }

    fn block(&mut self, word: &str, body: Range<usize>, whole: Range<usize>) -> Option<BlockKind> {
        let text = self.source.as_ref().map(|source| source.text()).unwrap_or_default();
        self.asked.push(format!("{word}:{}|{}", &text[body], &text[whole]));
        (word != "ledger").then(|| BlockKind::Code(format!("<{word}>")))
    }

    fn link(&mut self, target: &str, place: &Place) -> Option<LinkTarget> {
        self.asked.push(format!("{target}@{}", at(place)));
        (target != "gone.md").then(|| match target.strip_prefix('#') {
            Some(anchor) => LinkTarget::Anchor(anchor.to_owned()),
            None => LinkTarget::Page { report: "2022".to_owned(), chapter: target.to_owned(), anchor: None },
        })
    }

    fn image(&mut self, file: &str, place: &Place) -> Option<String> {
        self.asked.push(format!("{file}@{}", at(place)));
        (file != "data/gone.jpg").then(|| file.to_owned())
    }

    fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }
}

/// Line and column, and the text that is meant.
fn at(place: &Place) -> String {
    let Place::Text { source, range } = place else {
        return "nowhere".to_owned();
    };
    let position = source.position(range.start);
    format!("{}:{} {:?}", position.line, position.column, &source.text()[range.clone()])
}

fn words() -> Vec<String> {
    ["个", "家", "件", "天", "年", "月", "日", "%", "微克", "万元"].map(str::to_owned).to_vec()
}

fn read_as(text: &str, asterisks: Asterisks) -> (Document, Report) {
    let source = Source::new("a.md", text);
    let mut report = Report { source: Some(Arc::clone(&source)), ..Report::default() };
    let markdown =
        Markdown { source: &source, body: 0..text.len(), asterisks, measure_words: &words(), level: 2 };
    let document = read(&markdown, &mut report);
    (document, report)
}

fn outline_of(text: &str) -> Outline {
    let source = Source::new("a.md", text);
    outline(&Markdown {
        source: &source,
        body: 0..text.len(),
        asterisks: Asterisks::Emphasis,
        measure_words: &words(),
        level: 2,
    })
}

/// The whole document as a text.
fn shown(text: &str) -> String {
    show(&read_as(text, Asterisks::Emphasis).0)
}

/// The document of a text with `asterisks: mask`.
fn shown_plain(text: &str) -> String {
    show(&read_as(text, Asterisks::Plain).0)
}

/// What is wrong with a text.
fn problems(text: &str) -> Vec<String> {
    let (document, _) = read_as(text, Asterisks::Emphasis);
    document.problems.iter().map(problem_text).collect()
}

fn problem_text(problem: &Problem) -> String {
    format!("{} {}", problem.fault.code(), at(&problem.place))
}

/// What the report was asked.
fn asked(text: &str) -> Vec<String> {
    read_as(text, Asterisks::Emphasis).1.asked
}

fn show(document: &Document) -> String {
    let mut parts = Vec::new();
    if let Some(title) = &document.title {
        parts.push(format!("title[{}]", show_line(title)));
    }
    parts.extend(document.blocks.iter().map(show_block));
    for (index, note) in document.footnotes.iter().enumerate() {
        parts.push(format!("note{}[{}]", index + 1, show_blocks(note)));
    }
    parts.join(" ")
}

fn show_blocks(blocks: &[Block]) -> String {
    blocks.iter().map(show_block).collect::<Vec<_>>().join(" ")
}

fn show_block(block: &Block) -> String {
    match &block.kind {
        BlockKind::Heading(heading) => {
            format!("h{}#{}[{}]", heading.level, heading.anchor, show_line(&heading.text))
        }
        BlockKind::Paragraph(line) => format!("p[{}]", show_line(line)),
        BlockKind::List { start, tight, items } => {
            let items: Vec<String> = items
                .iter()
                .map(|item| {
                    let box_ = item.checked.map_or("", |checked| if checked { "[x]" } else { "[ ]" });
                    format!("li{box_}[{}]", show_blocks(&item.blocks))
                })
                .collect();
            let name = start.map_or("ul".to_owned(), |start| format!("ol{start}"));
            format!("{name}{}[{}]", if *tight { "" } else { "-loose" }, items.join(" "))
        }
        BlockKind::Quote(blocks) => format!("quote[{}]", show_blocks(blocks)),
        BlockKind::Alert(alert, blocks) => {
            let name = match alert {
                Alert::Note => "note",
                Alert::Tip => "tip",
                Alert::Important => "important",
                Alert::Warning => "warning",
                Alert::Caution => "caution",
            };
            format!("{name}![{}]", show_blocks(blocks))
        }
        BlockKind::Code(text) => format!("code[{text}]"),
        BlockKind::Table(table) => {
            let align = table.align.iter().map(|align| match align {
                Align::Start => '<',
                Align::Center => '^',
                Align::End => '>',
            });
            let mut out = format!("table{}", align.collect::<String>());
            for row in std::iter::once(&table.head).chain(&table.rows) {
                let cells: Vec<String> = row.iter().map(|cell| show_line(cell)).collect();
                let _ = write!(out, "[{}]", cells.join("|"));
            }
            out
        }
        BlockKind::Rule => "rule".to_owned(),
        BlockKind::Definitions(definitions) => {
            let parts: Vec<String> = definitions
                .iter()
                .map(|definition| {
                    let meanings: Vec<String> =
                        definition.meanings.iter().map(|blocks| show_blocks(blocks)).collect();
                    format!("{}: {}", show_line(&definition.term), meanings.join("; "))
                })
                .collect();
            format!("dl[{}]", parts.join(" "))
        }
        other => format!("{other:?}"),
    }
}

fn show_line(line: &[Inline]) -> String {
    line.iter().map(show_inline).collect()
}

fn show_inline(inline: &Inline) -> String {
    match &inline.kind {
        InlineKind::Text(text) => text.clone(),
        InlineKind::Emphasis(inner) => format!("em[{}]", show_line(inner)),
        InlineKind::Strong(inner) => format!("strong[{}]", show_line(inner)),
        InlineKind::Strike(inner) => format!("del[{}]", show_line(inner)),
        InlineKind::Sub(inner) => format!("sub[{}]", show_line(inner)),
        InlineKind::Sup(inner) => format!("sup[{}]", show_line(inner)),
        InlineKind::Code(text) => format!("`{text}`"),
        InlineKind::Break => "⏎".to_owned(),
        InlineKind::Link(link) => {
            let target = match &link.target {
                LinkTarget::Outside(target) => target.clone(),
                LinkTarget::Anchor(anchor) => format!("#{anchor}"),
                LinkTarget::Page { chapter, .. } => format!("page:{chapter}"),
            };
            format!("a({target})[{}]", show_line(&link.text))
        }
        InlineKind::Image(image) => format!("img({} {:?})[{}]", image.file, image.title, image.alt),
        InlineKind::Footnote(number) => format!("^{number}"),
        InlineKind::Figure(figure) => format!("<{}>", figure.plain()),
    }
}
