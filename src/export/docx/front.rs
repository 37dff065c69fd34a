//! How a document begins and ends: title and table of contents; the list of attachments, who signs and when, and what
//! is said in brackets under it. By GB/T 9704—2012, 7.3.

use super::Contents;
use super::format::{Form, Indent, Ink, Tab};
use super::frame::field;
use super::house::House;
use super::inline::{run, text_runs};
use super::styles::{BODY, CONTENTS, DATE, ENCLOSURE, ENTRIES, SIGNATURE, SUBTITLE, TITLE};
use super::writer::Writer;
use super::xml::element;
use crate::export::standard::{plain_title, signed_places, tenths, title_lines};
use crate::model::{BlockKind, Inline, plain};
use crate::reader::symbols::Symbol;

impl Writer<'_> {
    /// The title, under it whether it is a draft, and an empty line.
    pub(super) fn heading_of_all(&self, contents: Contents) -> String {
        let form = Form { on_new_page: contents == Contents::Listed, ..Form::of(TITLE) };
        let mut out = title_paragraph(&form, &plain_title(&self.report.title));
        if self.report.draft {
            let word = self.words.fill("document.in_brackets", &[("text", self.words.get("mark_draft"))]);
            out.push_str(&Form::of(SUBTITLE).paragraph(&text_runs(&word, Ink::default())));
        }
        out + &blank()
    }

    /// The table of contents: Word computes the pages when it opens the document or is asked to.
    pub(super) fn contents(&self) -> String {
        let head = run(self.words.get("contents"), Ink::default());
        let mut entries: Vec<String> = Vec::new();
        for chapter in self.report.reading_order() {
            let title = (chapter.number.as_deref(), chapter.title.as_slice());
            entries.extend(self.entry(chapter.level, (&chapter.address, ""), title));
            for block in &chapter.blocks {
                if let BlockKind::Heading(heading) = &block.kind {
                    let title = (heading.number.as_deref(), heading.text.as_slice());
                    entries.extend(self.entry(heading.level, (&chapter.address, &heading.anchor), title));
                }
            }
        }
        let last = entries.len().saturating_sub(1);
        let begin = "<w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r><w:r><w:instrText \
                     xml:space=\"preserve\"> TOC \\o \"1-3\" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar \
                     w:fldCharType=\"separate\"/></w:r>";
        let end = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
        let mut out = Form::of(CONTENTS).paragraph(&head);
        for (at, entry) in entries.iter().enumerate() {
            let entry = if at == 0 {
                entry.replacen("</w:pPr>", &format!("</w:pPr>{begin}"), 1)
            } else {
                entry.clone()
            };
            match at == last {
                true => out.push_str(&entry.replacen("</w:p>", &format!("{end}</w:p>"), 1)),
                false => out.push_str(&entry),
            }
        }
        out
    }

    fn entry(
        &self,
        level: u8,
        (chapter, anchor): (&str, &str),
        (number, title): (Option<&str>, &[Inline]),
    ) -> Option<String> {
        let style = ENTRIES.get(usize::from(level.checked_sub(1)?))?;
        let (_, name) = self.anchors.find(chapter, anchor)?;
        let title = format!("{}{}", self.number(number), plain(title));
        let page = field(&format!("PAGEREF {name} \\h"), &run("1", Ink::default()));
        let runs = text_runs(&title, Ink::default()) + "<w:r><w:tab/></w:r>" + &page;
        let link = element("w:hyperlink", &[("w:anchor", &*name), ("w:history", "1")], &runs);
        Some(Form::of(style).paragraph(&link))
    }

    /// 附件说明: one empty line under the text, two characters in, the names one under the other (7.3.4).
    pub(super) fn enclosures(&self) -> String {
        let word = self.words.get("document.attachments").to_owned();
        let lead = i64::try_from(word.chars().count()).unwrap_or(0) * 100;
        let titles: Vec<String> =
            self.attachments.iter().map(|attachment| attachment.title(self.words)).collect();
        let wide = if titles.len() > 9 { 150 } else { 100 };
        let mut out = Form { keep_next: true, ..Form::of(BODY) }.paragraph("");
        for (at, title) in titles.iter().enumerate() {
            let number = if titles.len() > 1 { format!("{}.", at + 1) } else { String::new() };
            let (left, hanging) = match (self.house, number.is_empty(), at) {
                (House::Latin, ..) => (lead / 2 + wide, if at == 0 { lead / 2 + wide } else { wide }),
                (House::Chinese, true, _) => (200 + lead, lead),
                (House::Chinese, false, 0) => (200 + lead + wide, lead + wide),
                (House::Chinese, false, _) => (200 + lead + wide, wide),
            };
            let indent = self.house.indent((left, 0, -hanging));
            let tabs = vec![Tab { kind: "left", at: indent.left, leader: None }];
            let form = Form { keep_next: true, indent: Some(indent), tabs, ..Form::of(ENCLOSURE) };
            let before = if at == 0 { word.as_str() } else { "" };
            let tab = if number.is_empty() { "" } else { "<w:r><w:tab/></w:r>" };
            let runs =
                run(&format!("{before}{number}"), Ink::default()) + tab + &text_runs(title, Ink::default());
            out.push_str(&form.paragraph(&runs));
        }
        if titles.is_empty() { String::new() } else { out }
    }

    /// 署名 and 成文日期 (7.3.5.2), without a seal; nothing where neither is known.
    pub(super) fn signed(&self) -> String {
        let name = self.site.organisation.name.as_deref().unwrap_or_default();
        let day = self.report.published.map_or(String::new(), |stamp| self.words.day(stamp));
        if name.is_empty() && day.is_empty() {
            return String::new();
        }
        let (first, second) = signed_places(tenths(name), tenths(&day));
        let of = |style: &'static str, at: i64, text: &str| {
            // By twips alone: the places must not depend on what a character is to the reader's program.
            let form = match self.house {
                House::Chinese => {
                    let pitch = self.house.character() + self.house.tracking();
                    let indent = Indent { left: at * pitch / 10, ..Indent::default() };
                    Form { indent: Some(indent), ..Form::of(style) }
                }
                House::Latin => Form { align: Some("right"), ..Form::of(style) },
            };
            if text.is_empty() { String::new() } else { form.paragraph(&text_runs(text, Ink::default())) }
        };
        let blank = Form { keep_next: true, ..Form::of(BODY) }.paragraph("");
        blank + &of(SIGNATURE, first, name) + &of(DATE, second, &day)
    }

    /// 附注, in brackets under the date: what was corrected, and what the symbols mean that are set.
    pub(super) fn remarks(&mut self) -> String {
        let mut out = String::new();
        let (open, close) = self.brackets();
        if !self.report.corrections.is_empty() {
            let day = self.report.updated.map_or(String::new(), |stamp| self.words.day(stamp));
            let word = self.words.fill("document.corrected", &[("day", &day)]);
            let corrections = self.report.corrections.clone();
            let runs = text_runs(&format!("{open}{word}"), Ink::default())
                + &self.line(&corrections, Ink::default())
                + &run(&close, Ink::default());
            out.push_str(&Form::of(BODY).paragraph(&runs));
        }
        let symbols = self.seen.all();
        if !symbols.is_empty() {
            let entries: Vec<String> = symbols.iter().map(|symbol| self.symbol(*symbol)).collect();
            let word = self.words.fill("document.symbols", &[("symbols", self.words.get("symbols"))]);
            let runs = run(&format!("{open}{word}"), Ink::default())
                + &entries.join(&run(self.words.get("document.then"), Ink::default()))
                + &run(&close, Ink::default());
            out.push_str(&Form::of(BODY).paragraph(&runs));
        }
        out
    }

    fn brackets(&self) -> (String, String) {
        let both = self.words.fill("document.in_brackets", &[("text", "\u{0}")]);
        let (open, close) = both.split_once('\u{0}').unwrap_or(("", ""));
        (open.to_owned(), close.to_owned())
    }

    fn symbol(&self, symbol: Symbol) -> String {
        let sign = match symbol {
            Symbol::Masked => run("** ", Ink::default()),
            Symbol::Provisional => self.sign_of("provisional"),
            Symbol::Revised => self.sign_of("revised"),
            _ => String::new(),
        };
        sign + &text_runs(self.words.get(symbol.key()), Ink::default())
    }
}

/// Keeps the last paragraph of a text with what follows, so that who signs never stands on a page without text.
pub(super) fn keep_last(text: &mut String) {
    const START: &str = "<w:p><w:pPr><w:pStyle ";
    let form = text.rfind(START).and_then(|at| Some(at + text[at..].find("/>")? + 2));
    if let Some(at) = form.filter(|at| !text[*at..].starts_with("<w:keepNext/>")) {
        text.insert_str(at, "<w:keepNext/>");
    }
}

/// A title in 2号小标宋.
pub(super) fn great_title(title: &str) -> String {
    title_paragraph(&Form::of(TITLE), title)
}

/// A title, its lines broken by sense.
fn title_paragraph(form: &Form, title: &str) -> String {
    let lines: Vec<String> = title_lines(title).iter().map(|line| text_runs(line, Ink::default())).collect();
    form.paragraph(&lines.join("<w:r><w:br/></w:r>"))
}

/// An empty line.
pub(super) fn blank() -> String {
    Form::of(BODY).paragraph("")
}
