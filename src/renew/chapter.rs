//! Chapters: headings and blocks kept, last year's prose in comments.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use super::Setting;
use super::edits::Text;
use crate::prose::options;
use crate::source::front_matter;

/// The info words of the blocks that the program draws.
const BLOCKS: [&str; 4] = ["chart", "cards", "table", "ledger"];

pub(super) fn renew(text: &str, setting: &Setting<'_>) -> String {
    let split = front_matter(text);
    let mut out = String::new();
    if let Some(yaml) = split.yaml {
        out = format!("---\n{}---\n", front(&text[yaml], setting));
    }
    body(&text[split.body], &mut out, setting);
    out
}

fn front(text: &str, setting: &Setting<'_>) -> String {
    let Some(mut yaml) = Text::new(text) else { return text.to_owned() };
    yaml.change(&["title"], |title| setting.years.moved(title));
    if let Some(summary) = yaml.mark(&["summary"]) {
        yaml.comment_out(&summary, setting.words.of_last_year("summary"));
    }
    yaml.done()
}

/// What is kept of a text.
enum Kept {
    Heading,
    Block,
    /// A comment of the author's own.
    Comment,
}

fn body(text: &str, out: &mut String, setting: &Setting<'_>) {
    let mut at = 0;
    let mut said = false;
    for (range, kept) in kept(text, setting) {
        prose(&text[at..range.start], (out, &mut said), setting);
        let piece = text[range.clone()].trim_end();
        match kept {
            Kept::Heading => {
                said = false;
                paragraph(out, &setting.years.moved(piece));
            }
            Kept::Block => paragraph(out, &block(piece, setting)),
            Kept::Comment => paragraph(out, piece),
        }
        at = range.end;
    }
    prose(&text[at..], (out, &mut said), setting);
}

/// The headings, blocks and comments at the top of a text.
fn kept(text: &str, setting: &Setting<'_>) -> Vec<(Range<usize>, Kept)> {
    let mut kept = Vec::new();
    let mut depth = 0_usize;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        if let (0, Event::Start(tag)) = (depth, &event) {
            let piece = text[range.clone()].trim();
            let what = match tag {
                Tag::Heading { .. } => Some(Kept::Heading),
                Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                    let word = info.split_whitespace().next().unwrap_or_default();
                    BLOCKS.contains(&word).then_some(Kept::Block)
                }
                Tag::HtmlBlock if is_comment(piece) && !setting.words.is_prose(piece) => Some(Kept::Comment),
                _ => None,
            };
            kept.extend(what.map(|what| (range, what)));
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    kept
}

/// Whether a piece is one comment and nothing more.
fn is_comment(piece: &str) -> bool {
    piece.starts_with("<!--") && piece.find("-->").is_some_and(|end| end + 3 == piece.len())
}

/// Last year's prose as a comment, behind a line that waits to be written: one a section.
fn prose(text: &str, (out, said): (&mut String, &mut bool), setting: &Setting<'_>) {
    let words = &setting.words;
    let text = without_earlier(text, setting);
    let old = text.trim();
    if old.is_empty() {
        return;
    }
    if !*said {
        paragraph(out, words.placeholder);
        *said = true;
    }
    if old == words.placeholder {
        return;
    }
    // Nothing inside may end the comment.
    let old = old.replace("-->", "-- >");
    paragraph(out, &format!("<!-- {}\n\n{old}\n\n-->", words.prose(setting.years.from)));
}

/// Prose without the comments that hold the text of a year before.
fn without_earlier(text: &str, setting: &Setting<'_>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("<!--") {
        let end = comment.find("-->").map_or(comment.len(), |end| end + 3);
        out.push_str(before);
        if !setting.words.is_prose(&format!("<!--{}", &comment[..end])) {
            out.push_str("<!--");
            out.push_str(&comment[..end]);
        }
        rest = &comment[end..];
    }
    out + rest
}

fn paragraph(out: &mut String, text: &str) {
    if !out.is_empty() && !out.ends_with("---\n") {
        out.push('\n');
    }
    out.push_str(text);
    out.push('\n');
}

/// A block, its title commented out: it says what last year's data showed.
fn block(text: &str, setting: &Setting<'_>) -> String {
    let Some((opening, rest)) = text.split_once('\n') else { return text.to_owned() };
    let (inside, closing) = rest.rsplit_once('\n').unwrap_or(("", rest));
    let Some(mut yaml) = Text::new(inside) else { return text.to_owned() };
    let Some(title) = yaml.mark(&["title"]) else { return text.to_owned() };
    yaml.comment_out(&title, setting.words.of_last_year("title"));
    format!("{opening}\n{}\n{closing}", yaml.done().trim_end_matches('\n'))
}
