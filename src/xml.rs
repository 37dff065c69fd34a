//! How a text enters XML and the HTML of documents: drawings, Word, pages for paper. The pages of the site have their own
//! way, which writes as it goes: `render/markup.rs`.

use crate::legible::is_legible;

/// A text for element content and quoted attributes, without the characters that neither XML nor HTML allows.
pub(crate) fn esc(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text.chars());
    out
}

/// Writes a text as one line, with a space for each tab and end of a line.
pub(crate) fn escape_line(out: &mut String, text: &str) {
    escape(out, text.chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c }));
}

fn escape(out: &mut String, characters: impl Iterator<Item = char>) {
    for c in characters {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if is_legible(c) => out.push(c),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_becomes_markup_and_nothing_illegal_is_left() {
        assert_eq!(esc("a<b>&\"c\"\u{1}\u{ffff}\t"), "a&lt;b&gt;&amp;&quot;c&quot;\t");
        assert_eq!(esc("a\r\u{7f}\u{9b}\u{fffe}\nb"), "a\nb");
        let mut line = String::new();
        escape_line(&mut line, "a\t<b>\n\u{1b}c");
        assert_eq!(line, "a &lt;b&gt; c");
    }
}
