//! How a text enters a drawing.

use crate::model::text::is_legible;

/// Writes a text into XML, without the characters XML does not know.
pub(super) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            c if is_legible(c) => out.push(c),
            _ => {}
        }
    }
}
