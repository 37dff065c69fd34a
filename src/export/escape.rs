//! How a text enters the documents that are exported: the XML of Word, the HTML that a browser prints.

use crate::model::text::is_legible;

/// A text for element content and quoted attributes, without the characters that neither XML nor HTML allows.
pub(super) fn esc(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if is_legible(c) => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_becomes_markup_and_nothing_illegal_is_left() {
        assert_eq!(esc("a<b>&\"c\"\u{1}\u{ffff}\t"), "a&lt;b&gt;&amp;&quot;c&quot;\t");
        assert_eq!(esc("a\r\u{7f}\u{9b}\u{fffe}\nb"), "a\nb");
    }
}
