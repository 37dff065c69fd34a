//! The style of the printed book: its margins, running heads and page numbers.

use super::Renderer;
use crate::legible::legible;
use crate::model::{Report, plain};

impl Renderer {
    /// The running heads of the printed book: the report's title on left pages, the chapter's on right ones.
    pub(super) fn book_styles(&self, report: &Report) -> String {
        let marks: Vec<String> = self.marks(Some(report)).into_iter().map(|mark| mark.word).collect();
        let mark = css_string(&marks.join("　"));
        let head = "font: 9pt var(--sans); color: var(--ink-2); vertical-align: bottom; padding-bottom: 9mm";
        let title = css_string(&plain(&report.title));
        let mut out = format!(
            "@page {{ size: A4; margin: 32mm 26mm 30mm 28mm; }}\n\
             @page :left {{\n  margin: 32mm 28mm 30mm 26mm;\n  @top-left {{ content: {title}; {head}; }}\n  \
             @top-right {{ content: {mark}; {head}; }}\n  @bottom-left {{ {NUMBER} }}\n}}\n\
             @page :right {{\n  @top-left {{ content: {mark}; {head}; }}\n  @bottom-right {{ {NUMBER} }}\n}}\n"
        );
        let names = report.chapters.iter().map(|chapter| {
            format!("{}{}", chapter.number.as_deref().unwrap_or_default(), plain(&chapter.title))
        });
        let opening = self.words.get("opening").to_owned();
        for (book, name) in std::iter::once(opening).chain(names).enumerate() {
            out.push_str(&format!(
                "@page book-{book}:right {{ @top-right {{ content: {}; {head}; }} }}\n",
                css_string(&name)
            ));
        }
        for side in ["left", "right"] {
            out.push_str(&format!(
                "@page front:{side} {{\n  @top-left {{ content: none; }}\n  @top-right {{ content: none; }}\n  \
                 @bottom-left {{ content: none; }}\n  @bottom-right {{ content: none; }}\n}}\n"
            ));
        }
        out.push_str("@media print {\n  .book-front { page: front; }\n");
        for book in 0..=report.chapters.len() {
            out.push_str(&format!("  .book-{book} {{ page: book-{book}; }}\n"));
        }
        out.push_str("}\n");
        out
    }
}

/// The page number of the printed book.
const NUMBER: &str = "content: \"— \" counter(page) \" —\"; font: 12pt var(--serif); color: var(--ink); \
                      vertical-align: top; padding-top: 9mm;";

pub(super) fn book_path(report: &Report) -> String {
    format!("{}/full/book.css", report.path)
}

/// A text as a string of CSS.
fn css_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in legible(text).chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_leave_its_css_string() {
        assert_eq!(css_string("“蓝天”\"\\\n}"), "\"“蓝天”\\\"\\\\ }\"");
        // A form feed and a carriage return end a line of CSS, and with it a string.
        assert_eq!(css_string("a\u{c}}*{b:c}\r}"), "\"a}*{b:c}}\"");
    }
}
