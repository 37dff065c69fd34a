//! HTML in Markdown: comments are dropped, `<sub>`, `<sup>` and `<br>` are kept, all else is text. So the parser never
//! sees a tag, and no block of HTML swallows the Markdown in it.

use std::ops::Range;

use super::walk::{Mark, MarkKind, VEILED, Walk, into_text};

/// Overwrites the HTML of a text outside code.
pub(super) fn hide(text: String, code: &[Range<usize>], marks: &mut Vec<Mark>) -> String {
    let mut bytes = text.clone().into_bytes();
    let mut walk = Walk::new(code);
    let mut comments = Vec::new();
    let mut unclosed = false;
    while let Some(at) = walk.next(&bytes, |byte| byte == b'<') {
        let rest = &text[at..];
        let comment = if unclosed { None } else { comment_length(rest) };
        if let Some(length) = comment {
            walk.jump(at + length);
            comments.push(at..at + length);
        } else if let Some((kind, length)) = kept_tag(rest) {
            bytes[at..at + length].fill(VEILED);
            walk.jump(at + length);
            marks.push(Mark { range: at..at + length, kind });
        } else if let Some(length) = autolink_length(rest) {
            walk.jump(at + length);
        } else if !begins_destination(&text[..at]) {
            let length = tag_length(rest).unwrap_or(1);
            bytes[at..at + length].fill(VEILED);
            walk.jump(at + length);
        }
        unclosed |= comment.is_none() && rest.starts_with("<!--");
    }
    hide_comments(&text, &mut bytes, &comments);
    marks.extend(comments.into_iter().map(|range| Mark { range, kind: MarkKind::Comment }));
    into_text(bytes)
}

/// A comment that its line goes on after is hidden whole, so that no block of HTML begins with it and takes the line.
/// Of one at the end of its line only the inside is hidden, lines and all: the parser knows that it is no paragraph.
fn hide_comments(text: &str, bytes: &mut [u8], comments: &[Range<usize>]) {
    let mut next: Option<(usize, bool)> = None;
    for range in comments.iter().rev() {
        let after = &text[range.end..];
        let blank = after.len() - after.trim_start_matches([' ', '\t']).len();
        let ends_line = match next {
            Some((start, ends_line)) if start == range.end + blank => ends_line,
            _ => after[blank..].is_empty() || after[blank..].starts_with('\n'),
        };
        let inside = range.start + 4..range.end.saturating_sub(3);
        if ends_line && inside.start <= inside.end {
            bytes[inside].fill(VEILED);
        } else {
            bytes[range.clone()].fill(VEILED);
        }
        next = Some((range.start, ends_line));
    }
}

fn comment_length(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix("<!--")?;
    if inside.starts_with('>') {
        Some(5)
    } else if inside.starts_with("->") {
        Some(6)
    } else {
        inside.find("-->").map(|at| at + 7)
    }
}

fn kept_tag(rest: &str) -> Option<(MarkKind, usize)> {
    const TAGS: [(&str, MarkKind); 7] = [
        ("<sub>", MarkKind::Sub),
        ("</sub>", MarkKind::SubEnd),
        ("<sup>", MarkKind::Sup),
        ("</sup>", MarkKind::SupEnd),
        ("<br>", MarkKind::Break),
        ("<br/>", MarkKind::Break),
        ("<br />", MarkKind::Break),
    ];
    TAGS.into_iter().find_map(|(tag, kind)| {
        let found = rest.get(..tag.len())?;
        found.eq_ignore_ascii_case(tag).then_some((kind, tag.len()))
    })
}

/// `<https://…>` or `<a@b.cn>`.
fn autolink_length(rest: &str) -> Option<usize> {
    let inside = &rest[1..];
    let length =
        inside.find(|c: char| matches!(c, '<' | '>') || c.is_ascii_whitespace() || c.is_ascii_control())?;
    if !inside[length..].starts_with('>') {
        return None;
    }
    let inside = &inside[..length];
    let is_scheme = |scheme: &str| {
        scheme.len() > 1
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c))
    };
    let is_uri = inside.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme));
    let is_email = inside.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && !host.is_empty() && !inside.contains(['/', '"', '\''])
    });
    (is_uri || is_email).then_some(length + 2)
}

/// Whether what follows is the target of a link: `[a](<b c.md>)`, `[a]: <b c.md>`.
fn begins_destination(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\t']);
    before.ends_with("](") || before.ends_with("]:")
}

/// The length of a tag on one line: what it holds is no Markdown.
fn tag_length(rest: &str) -> Option<usize> {
    let name = rest[1..].trim_start_matches('/');
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?') {
        return None;
    }
    let length = 1 + rest[1..].find(['<', '>', '\n', '`', '|', '{'])?;
    rest[length..].starts_with('>').then_some(length + 1)
}
