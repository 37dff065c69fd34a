//! How the document begins and ends: its title; the list of attachments, who signs and when, and what is said in
//! brackets under it. By GB/T 9704—2012, 7.3.

use super::super::standard::{plain_title, signed_places, tenths, title_lines};
use super::Sheet;
use super::inline::terms;
use super::style::is_chinese;
use crate::reader::symbols::Symbol;
use crate::xml::esc;

/// The width of a character of the text, in points.
const CHARACTER: f64 = 15.75;

impl Sheet<'_> {
    /// The title, under it whether it is a draft, and an empty line.
    pub(super) fn heading_of_all(&self) -> String {
        let mut out = format!("<h1 id=\"/\">{}</h1>\n", broken(&plain_title(&self.report.title)));
        if self.report.draft {
            let word = self.words.fill("document.in_brackets", &[("text", self.words.get("mark_draft"))]);
            out.push_str(&format!("<p class=\"subtitle\">{}</p>\n", esc(&word)));
        }
        out + "<div class=\"blank\"></div>\n"
    }

    /// 附件说明: one empty line under the text, two characters in, the names one under the other (7.3.4).
    pub(super) fn enclosures(&self) -> String {
        let titles: Vec<String> = self.attachments.iter().map(|one| one.title(self.words)).collect();
        let word = self.words.get("document.attachments");
        let lines: String = titles
            .iter()
            .enumerate()
            .map(|(at, title)| {
                let number = if titles.len() > 1 { format!("{}.", at + 1) } else { String::new() };
                let hidden = if at == 0 { "" } else { " style=\"visibility: hidden\" aria-hidden=\"true\"" };
                format!(
                    "<p><span{hidden}>{}</span><span>{number}</span><span>{}</span></p>\n",
                    esc(word),
                    terms(title)
                )
            })
            .collect();
        match titles.as_slice() {
            [] => String::new(),
            _ => format!("<div class=\"blank\"></div>\n<div class=\"enclosures\">\n{lines}</div>\n"),
        }
    }

    /// 署名 and 成文日期 (7.3.5.2), without a seal; nothing where neither is known.
    pub(super) fn signed(&self) -> String {
        let name = self.site.organisation.name.as_deref().unwrap_or_default();
        let day = self.report.published.map_or(String::new(), |stamp| self.words.day(stamp));
        if name.is_empty() && day.is_empty() {
            return String::new();
        }
        let (first, second) = signed_places(tenths(name), tenths(&day));
        let line = |at: i64, text: &str| match text {
            "" => String::new(),
            text if is_chinese(&self.site.language) => {
                let left = f64::from(i32::try_from(at).unwrap_or(0)) * CHARACTER / 10.0;
                format!("<p style=\"text-indent: {left:.2}pt\">{}</p>\n", esc(text))
            }
            text => format!("<p style=\"text-align: right\">{}</p>\n", esc(text)),
        };
        format!(
            "<div class=\"signed\">\n<div class=\"blank\"></div>\n{}{}</div>\n",
            line(first, name),
            line(second, &day)
        )
    }

    /// 附注, in brackets under the date: what was corrected, and what the symbols mean that are set.
    pub(super) fn remarks(&mut self) -> String {
        let mut out = String::new();
        let both = self.words.fill("document.in_brackets", &[("text", "\u{0}")]);
        let (open, close) = both.split_once('\u{0}').unwrap_or(("", ""));
        let remark = |text: &str| format!("<p>{}{text}{}</p>\n", esc(open), esc(close));
        if !self.report.corrections.is_empty() {
            let day = self.report.updated.map_or(String::new(), |stamp| self.words.day(stamp));
            let word = terms(&self.words.fill("document.corrected", &[("day", &day)]));
            let report = self.report;
            let said = self.line(&report.corrections);
            out.push_str(&remark(&(word + &said)));
        }
        let symbols = self.seen.all();
        if !symbols.is_empty() {
            let entries: Vec<String> = symbols.iter().map(|symbol| self.symbol(*symbol)).collect();
            let word = self.words.fill("document.symbols", &[("symbols", self.words.get("symbols"))]);
            let entries = entries.join(&esc(self.words.get("document.then")));
            out.push_str(&remark(&(terms(&word) + &entries)));
        }
        out
    }

    fn symbol(&self, symbol: Symbol) -> String {
        let sign = match symbol {
            Symbol::Masked => "** ".to_owned(),
            Symbol::Provisional => self.sign_of("provisional"),
            Symbol::Revised => self.sign_of("revised"),
            _ => String::new(),
        };
        sign + &terms(self.words.get(symbol.key()))
    }
}

/// A title in 2号小标宋.
pub(super) fn great_title(title: &str) -> String {
    format!("<h2 class=\"great\">{}</h2>\n", broken(title))
}

/// A title, its lines broken by sense.
fn broken(title: &str) -> String {
    title_lines(title).iter().map(|line| terms(line)).collect::<Vec<_>>().join("<br>")
}
