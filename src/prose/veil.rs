//! The veil: a text of the same length as the Markdown in which the parser finds nothing that is not meant for it.
//! References, comments, the tags that are kept and other HTML are overwritten; [`Mark`]s remember what stood there.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::reference::{self, Found};
use super::walk::{Mark, MarkKind, VEILED, Walk, into_text};
use super::{html, shield};
use crate::model::Asterisks;

/// What plain asterisks are overwritten with: a mark that means nothing in Markdown, not even in a link's target.
const PLAIN: &str = ",";

/// A veiled text.
pub(super) struct Veil {
    /// The text for the parser.
    pub(super) text: String,
    /// What was overwritten and means something, in order.
    pub(super) marks: Vec<Mark>,
    /// References that are none, in order.
    pub(super) malformed: Vec<Range<usize>>,
}

/// The Markdown that is read: CommonMark with GitHub's tables, notes, alerts and lists, and heading attributes.
pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
}

/// Veils a Markdown text.
pub(super) fn veil(body: &str, asterisks: Asterisks) -> Veil {
    let mut text = body.to_owned();
    if asterisks == Asterisks::Plain {
        text = text.replace('*', PLAIN);
    }
    let mut marks = Vec::new();
    if body.contains('<') {
        let code = code_ranges(&text);
        text = html::hide(text, &code, &mut marks);
    }
    let mut malformed = Vec::new();
    if text.contains(['{', '*', '~']) {
        let code = code_ranges(&text);
        let mut bytes = text.into_bytes();
        hide_references(
            body,
            &mut bytes,
            &mut References { code: &code, marks: &mut marks, malformed: &mut malformed },
        );
        shield::raise(body, &mut bytes, &code);
        text = into_text(bytes);
    }
    marks.sort_by_key(|mark| mark.range.start);
    Veil { text, marks, malformed }
}

/// The code in a text, spans and blocks, in order.
fn code_ranges(text: &str) -> Vec<Range<usize>> {
    Parser::new_ext(text, options())
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))))
        .map(|(_, range)| range)
        .collect()
}

struct References<'a> {
    code: &'a [Range<usize>],
    marks: &'a mut Vec<Mark>,
    malformed: &'a mut Vec<Range<usize>>,
}

fn hide_references(body: &str, bytes: &mut [u8], found: &mut References<'_>) {
    let mut walk = Walk::new(found.code);
    // Comments are hidden already, so that their braces are not seen.
    while let Some(start) = walk.next(bytes, |byte| byte == b'{') {
        if bytes[start..].starts_with(b"{{") {
            match reference::at(body, start) {
                Found::Reference { whole, path } => {
                    bytes[whole.clone()].fill(VEILED);
                    walk.jump(whole.end);
                    found.marks.push(Mark { range: whole, kind: MarkKind::Reference(path) });
                }
                Found::Malformed(range) => {
                    bytes[start..start + 2].fill(VEILED);
                    walk.jump(start + 2);
                    found.malformed.push(range);
                }
            }
        } else if !begins_attributes(&body[start..]) {
            bytes[start] = VEILED;
        }
    }
}

/// Whether a brace begins the attributes of a heading: `{#id}`. Others would be taken for some and vanish: `{甲}`.
fn begins_attributes(rest: &str) -> bool {
    let rest = rest[1..].trim_start_matches(' ');
    rest.starts_with(['#', '.'])
}
