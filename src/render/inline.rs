//! Lines of text as HTML: figures, terms, links, emphasis. Enter at [`Setter`].

use std::collections::BTreeSet;

use super::links::{Links, whole_anchor};
use super::markup::{esc, terms, title_text};
use crate::model::{FigureText, Image, Inline, InlineKind, LinkTarget, Shown, Status, plain};
use crate::reader::symbols::{Seen, status_key};
use crate::reader::words::Words;

/// How a line is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Running text.
    Prose,
    /// A title: breaks by sense.
    Title,
    /// A lead or summary: a figure does not part from its unit.
    Lead,
}

/// Sets the lines of one chapter, on one page.
pub(super) struct Setter<'a> {
    pub(super) words: &'a Words,
    pub(super) links: Links<'a>,
    /// The report's path: its pictures lie below it.
    pub(super) report: &'a str,
    /// The chapter whose anchors need its address before them, because the page holds the whole report.
    pub(super) within: Option<&'a str>,
    /// The symbols that were set.
    pub(super) seen: Seen,
    seen_notes: BTreeSet<usize>,
}

impl<'a> Setter<'a> {
    /// A setter for a page on which anchors stand alone.
    pub(super) fn new(words: &'a Words, links: Links<'a>, report: &'a str) -> Self {
        Self { words, links, report, within: None, seen: Seen::default(), seen_notes: BTreeSet::new() }
    }

    /// A setter for a chapter on the page that holds the whole report.
    pub(super) fn within(self, chapter: &'a str) -> Self {
        Self { within: Some(chapter), ..self }
    }

    /// An id as it stands on this page.
    pub(super) fn id(&self, anchor: &str) -> String {
        match self.within {
            Some(chapter) => whole_anchor(chapter, anchor),
            None => anchor.to_owned(),
        }
    }

    /// A link to an id of this chapter.
    pub(super) fn anchor(&self, anchor: &str) -> String {
        self.links.target(&LinkTarget::Anchor(self.id(anchor)))
    }

    /// A line.
    pub(super) fn line(&mut self, inlines: &[Inline], style: Style) -> String {
        inlines.iter().map(|inline| self.inline(inline, style)).collect()
    }

    /// A paragraph's line, whose last three characters stay together so that no line holds 下。 alone.
    pub(super) fn paragraph(&mut self, inlines: &[Inline]) -> String {
        let Some((last, before)) = inlines.split_last() else {
            return String::new();
        };
        let InlineKind::Text(text) = &last.kind else {
            return self.line(inlines, Style::Prose);
        };
        if let Some(at) = tail(text) {
            return format!(
                "{}{}<span class=\"nw\">{}</span>",
                self.line(before, Style::Prose),
                terms(&text[..at]),
                esc(&text[at..])
            );
        }
        match before.split_last() {
            Some((figure, before)) if is_short_figure(figure) && text.chars().count() < 3 => format!(
                "{}<span class=\"nw\">{}{}</span>",
                self.line(before, Style::Prose),
                self.inline(figure, Style::Prose),
                terms(text)
            ),
            _ => self.line(inlines, Style::Prose),
        }
    }

    fn inline(&mut self, inline: &Inline, style: Style) -> String {
        let wrap = |tag: &str, inner: String| format!("<{tag}>{inner}</{tag}>");
        match &inline.kind {
            InlineKind::Text(text) if style == Style::Title => title_text(text),
            InlineKind::Text(text) => terms(text).to_string(),
            InlineKind::Emphasis(inner) => wrap("em", self.line(inner, style)),
            InlineKind::Strong(inner) => wrap("strong", self.line(inner, style)),
            InlineKind::Strike(inner) => wrap("del", self.line(inner, style)),
            InlineKind::Sub(inner) => wrap("sub", self.line(inner, style)),
            InlineKind::Sup(inner) => wrap("sup", self.line(inner, style)),
            InlineKind::Code(text) => wrap("code", esc(text).to_string()),
            InlineKind::Break => "<br>\n".to_owned(),
            InlineKind::Link(link) => {
                let text = self.line(&link.text, style);
                let href = match &link.target {
                    LinkTarget::Anchor(anchor) => self.anchor(anchor),
                    target => self.links.target(target),
                };
                let outside = match &link.target {
                    LinkTarget::Outside(_) => " class=\"outside\" rel=\"noopener\"",
                    LinkTarget::Anchor(_) | LinkTarget::Page { .. } => "",
                };
                match href.as_str() {
                    "" => text,
                    href => format!("<a href=\"{}\"{outside}>{text}</a>", esc(href)),
                }
            }
            InlineKind::Image(image) => self.image(image),
            InlineKind::Footnote(number) => self.note_mark(*number),
            InlineKind::Figure(figure) => self.figure(figure, style),
        }
    }

    /// A picture.
    pub(super) fn image(&self, image: &Image) -> String {
        let source = self.links.picture(&format!("{}/{}", self.report, image.file));
        format!("<img {source} alt=\"{}\">", esc(&image.alt))
    }

    fn note_mark(&mut self, number: usize) -> String {
        let id = if self.seen_notes.insert(number) {
            format!(" id=\"{}\"", esc(&self.id(&format!("fnref-{number}"))))
        } else {
            String::new()
        };
        format!(
            "<sup class=\"note-mark\"><a href=\"{}\"{id} role=\"doc-noteref\" aria-label=\"{}\">[{number}]</a></sup>",
            esc(&self.anchor(&format!("fn-{number}"))),
            esc(&self.words.fill("note_number", &[("number", &number.to_string())]))
        )
    }

    fn figure(&self, figure: &FigureText, style: Style) -> String {
        let value = match &figure.metric {
            Some(metric) => self.value(Some(metric), &figure.shown),
            None => self.bare(&figure.shown),
        };
        let (value, after) = match figure.after.strip_prefix('%') {
            Some(after) if figure.metric.is_some() => {
                (format!("<span class=\"percent\">{value}%</span>"), after)
            }
            _ => (value, figure.after.as_str()),
        };
        let (before, after) = (terms(&figure.before), terms(after));
        let sign = self.sign(&figure.shown, figure.status);
        if style == Style::Lead && figure.metric.is_some() {
            return format!("{before}<span class=\"nw\">{value}{after}{sign}</span>");
        }
        format!("{before}{value}{after}{sign}")
    }

    /// A number as data, a word, or a mask. With the metric whose value it is.
    pub(super) fn value(&self, metric: Option<&str>, shown: &Shown) -> String {
        self.seen.shown(shown);
        let words = self.words;
        if let (None, Shown::Number { text, .. } | Shown::Word(text)) = (metric, shown) {
            return terms(text).to_string();
        }
        let metric = metric.map_or(String::new(), |id| format!(" data-metric=\"{}\"", esc(id)));
        match shown {
            Shown::Empty => String::new(),
            Shown::Number { text, machine } => {
                format!("<data class=\"figure\"{metric} value=\"{}\">{}</data>", esc(machine), esc(text))
            }
            // Read aloud, < is no word.
            Shown::Absent(_, word) if word.starts_with('<') => format!(
                "<span class=\"figure word\"{metric}><span aria-hidden=\"true\">{}</span>\
                 <span class=\"visually-hidden\">{}</span></span>",
                esc(word),
                esc(&words.fill("below_unit", &[("number", &word[1..])]))
            ),
            Shown::Word(word) | Shown::Absent(_, word) => {
                format!("<span class=\"figure word\"{metric}>{}</span>", terms(word))
            }
            Shown::Masked => format!(
                "<span class=\"figure masked\"{metric}><span aria-hidden=\"true\">**</span>\
                 <span class=\"visually-hidden\">{}</span></span>",
                esc(words.get("masked"))
            ),
        }
    }

    /// What is no metric's: a year, a period, an input of a formula.
    pub(super) fn bare(&self, shown: &Shown) -> String {
        match shown {
            Shown::Empty => String::new(),
            Shown::Absent(_, text) => {
                self.seen.shown(shown);
                terms(text).to_string()
            }
            Shown::Number { .. } | Shown::Word(_) | Shown::Masked => self.value(None, shown),
        }
    }

    /// The word beside a value in a card or list that is not final.
    pub(super) fn status(&self, shown: &Shown, status: Status) -> String {
        self.seen.status(shown, status);
        status_key(shown, status).map_or(String::new(), |key| {
            format!("<small class=\"status\">{}</small>", esc(self.words.get(key)))
        })
    }

    /// The same in running text and in columns of numbers: a raised sign, the whole word for those who listen.
    pub(super) fn sign(&self, shown: &Shown, status: Status) -> String {
        self.seen.status(shown, status);
        status_key(shown, status).map_or(String::new(), |key| {
            format!(
                "<sup class=\"status\" aria-hidden=\"true\">{}</sup><span class=\"visually-hidden\">{}</span>",
                esc(self.words.get(&format!("{key}_sign"))),
                esc(self.words.get(&format!("{key}_aside")))
            )
        })
    }
}

/// Where the last three characters of a Chinese text begin, if they can stand in a span of their own.
fn tail(text: &str) -> Option<usize> {
    let (at, _) = text.char_indices().rev().nth(2)?;
    let last = &text[at..];
    let splits_term = crate::model::text::runs(text)
        .last()
        .is_none_or(|run| run.text.len() < last.len() || run.script != crate::model::text::Script::Base);
    let chinese = last.chars().any(|c| c >= '\u{3000}');
    (chinese && !splits_term).then_some(at)
}

fn is_short_figure(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Figure(_)) && plain(std::slice::from_ref(inline)).chars().count() <= 12
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::links::Shape;
    use super::*;

    fn set(kinds: Vec<InlineKind>) -> String {
        let words = Words::new(&BTreeMap::from([("masked".to_owned(), "未公开".to_owned())]));
        let links = Links { from: "2022/work/index.html", shape: Shape::Pages };
        let inlines: Vec<Inline> = kinds.into_iter().map(|kind| Inline { kind, range: 0..0 }).collect();
        Setter::new(&words, links, "2022").paragraph(&inlines)
    }

    fn figure(before: &str, shown: Shown, after: &str) -> InlineKind {
        InlineKind::Figure(FigureText {
            metric: Some("air.pm25".to_owned()),
            before: before.to_owned(),
            shown,
            after: after.to_owned(),
            status: Status::Final,
        })
    }

    #[test]
    fn a_figure_is_data_between_its_words_and_its_unit() {
        let number = Shown::Number { text: "4.0".to_owned(), machine: "-4.0".to_owned() };
        assert_eq!(
            set(vec![
                InlineKind::Text("浓度".to_owned()),
                figure("同比下降", number, "%"),
                InlineKind::Text("。".to_owned())
            ]),
            "浓度<span class=\"nw\">同比下降<span class=\"percent\"><data class=\"figure\" \
             data-metric=\"air.pm25\" value=\"-4.0\">4.0</data>%</span>。</span>"
        );
    }

    #[test]
    fn a_masked_figure_has_a_name_and_no_value() {
        assert_eq!(
            set(vec![figure("", Shown::Masked, "件")]),
            "<span class=\"figure masked\" data-metric=\"air.pm25\"><span aria-hidden=\"true\">**</span>\
             <span class=\"visually-hidden\">未公开</span></span>件"
        );
    }

    #[test]
    fn the_last_three_characters_stay_together_but_no_term_is_cut() {
        assert_eq!(
            set(vec![InlineKind::Text("各项工作取得新的成效。".to_owned())]),
            "各项工作取得新的<span class=\"nw\">成效。</span>"
        );
        assert_eq!(set(vec![InlineKind::Text("主要是PM2.5。".to_owned())]), "主要是PM<sub>2.5</sub>。");
        assert_eq!(set(vec![InlineKind::Text("<script>".to_owned())]), "&lt;script&gt;");
    }
}
