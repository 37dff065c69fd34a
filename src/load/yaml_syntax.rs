//! From the YAML reader's error to the mistake a person made. Enter at [`classify`].

use std::ops::Range;

use crate::problem::YamlFault;

/// The mistake behind an error at a byte of a text, and the bytes to show.
pub(super) fn classify(text: &str, at: usize, message: &str) -> (YamlFault, Range<usize>) {
    let lines = around(text, at);
    if let Some(found) = unquoted_reference(text, &lines) {
        return (YamlFault::UnquotedReference, found);
    }
    if text[at..].starts_with('*') {
        let run = text[at..].len() - text[at..].trim_start_matches('*').len();
        let name = text[at + run..].chars().next().is_some_and(|c| c.is_ascii_alphabetic());
        return (if name && run == 1 { YamlFault::Alias } else { YamlFault::BareAsterisks }, at..at + run);
    }
    if text[at..].starts_with('&') || message.contains("anchor") {
        return (YamlFault::Alias, at..at + 1);
    }
    let here = line(text, at);
    // A line whose colon is full-width is taken for a text that goes on; the line after it is where that shows.
    let earlier = message.contains("mapping values").then(|| line(text, here.start.saturating_sub(1)));
    for line in std::iter::once(here.clone()).chain(earlier) {
        let bare = bare_part(&text[line.clone()]);
        if let Some(colon) = text[line.start..line.start + bare].find('：') {
            return (YamlFault::FullWidthColon, line.start + colon..line.start + colon + '：'.len_utf8());
        }
    }
    if text[here.clone()].starts_with('\t') || text[at..].starts_with('\t') {
        return (
            YamlFault::Tab,
            if text[at..].starts_with('\t') { at..at + 1 } else { here.start..here.start + 1 },
        );
    }
    if message.contains("found a tab")
        && let Some(tab) = text[at..].find('\t')
    {
        // The reader was still at the text on the line before.
        return (YamlFault::Tab, at + tab..at + tab + 1);
    }
    let one = at..at + text[at..].chars().next().map_or(0, |c| if c == '\n' { 0 } else { c.len_utf8() });
    let sign = text[at..].trim_start().chars().next().filter(|sign| matches!(sign, '%' | '@' | '`' | '-'));
    match message {
        m if m.contains("unexpected character") || m.contains("plain scalar cannot start") => match sign {
            Some(sign) => (YamlFault::BareSign(sign), one),
            None => (YamlFault::Other(m.to_owned()), one),
        },
        m if m.contains("unclosed quote") || m.contains("quoted scalar") => (YamlFault::UnclosedQuote, one),
        m if m.contains("unclosed bracket") => (YamlFault::UnclosedBracket, one),
        m if m.contains("flow") || m.contains("illegal placement of ':'") || m.contains("bracket") => {
            let open = open_bracket(&text[..at]).unwrap_or(at);
            (YamlFault::UnclosedBracket, open..open + 1)
        }
        m if m.contains("mapping values are not allowed") => match line_without_colon(text, here.start) {
            Some(range) => (YamlFault::MissingColon, range),
            None => (YamlFault::StrayColon, one),
        },
        m if m.contains("simple key") => {
            (YamlFault::MissingColon, at..at + text[at..here.end.max(at)].trim_end().len())
        }
        m if m.contains("indent") || m.contains("did not find expected") => (YamlFault::Indentation, one),
        m => (YamlFault::Other(m.to_owned()), one),
    }
}

/// The text of the line before a line, if that is as far in and has no `: `: it is taken for a text that goes on.
fn line_without_colon(text: &str, start: usize) -> Option<Range<usize>> {
    let before = line(text, start.checked_sub(1)?);
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let (here, earlier) = (&text[line(text, start)], &text[before.clone()]);
    let bare = earlier.trim();
    let plain = !bare.is_empty() && !bare.starts_with(['-', '#', '"', '\'', '[', '{', '|', '>']);
    let lacks = plain && !bare.contains(": ") && !bare.ends_with(':') && indent(here) == indent(earlier);
    let from = before.start + indent(earlier);
    lacks.then(|| from..from + bare.len())
}

/// The bytes of a `{{ … }}` that begins at a byte.
pub(super) fn reference(text: &str, at: usize) -> Range<usize> {
    let line_end = at + text[at..].find('\n').unwrap_or(text.len() - at);
    let end = text[at..line_end].find("}}").map_or(line_end, |end| at + end + 2);
    at..end
}

/// A `{{` where a value begins, on the lines around an error.
fn unquoted_reference(text: &str, lines: &Range<usize>) -> Option<Range<usize>> {
    let part = &text[lines.clone()];
    part.match_indices("{{").map(|(at, _)| lines.start + at).find_map(|at| {
        let before = text[..at].trim_end_matches(' ');
        let begins = before.ends_with(':')
            || before.ends_with("\n-")
            || before.ends_with(['[', ','])
            || before.ends_with(" -");
        begins.then(|| reference(text, at))
    })
}

fn line(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    start..at + text[at..].find('\n').unwrap_or(text.len() - at)
}

/// The line of an error and the one before: some errors are noticed a line too late.
fn around(text: &str, at: usize) -> Range<usize> {
    let here = line(text, at);
    let start = if here.start == 0 { 0 } else { line(text, here.start - 1).start };
    start..here.end
}

/// How much of a line stands before any quote or comment.
fn bare_part(line: &str) -> usize {
    line.find(['"', '\'', '#', ':']).unwrap_or(line.len())
}

/// The last bracket that is still open.
fn open_bracket(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(q), c) if q == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '[' | '{') => open.push(at),
            (None, ']' | '}') => {
                open.pop();
            }
            _ => {}
        }
    }
    open.pop()
}
