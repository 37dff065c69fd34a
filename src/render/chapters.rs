//! A page for each chapter, and the contents that all pages of a report share.

use tera::Context;

use super::cover::here;
use super::drawing::Drawn;
use super::frame::{Current, Spec, description};
use super::html::{body, hangs, number};
use super::inline::{Setter, Style};
use super::links::{Links, inner_path};
use super::markup::terms;
use super::symbols::legend;
use super::tables::Sources;
use super::views::{ChapterPage, Crumb, Entry, LinkView};
use super::{Page, Renderer, tables};
use crate::model::{Chapter, Report, plain};
use crate::problem::Problem;
use crate::reader::parts::charts_of;

impl Renderer {
    /// A chapter's page.
    pub(super) fn chapter(&self, drawn: &Drawn<'_>, chapter: &Chapter) -> Result<Page, Vec<Problem>> {
        let report = drawn.report;
        let path = inner_path(&report.path, &chapter.address);
        let links = self.links(&path);
        let mut views = Context::new();
        views.insert("chapter", &self.chapter_view(drawn, chapter, links));
        let spec = Spec {
            path: &path,
            links,
            name: unique_name(report, chapter),
            report: Some(report),
            source: chapter.source.as_deref(),
            description: description(&chapter.summary, &chapter.blocks),
            current: Current::Other,
            charts: !charts_of(&chapter.blocks).is_empty(),
            crumbs: self.crumbs_to(report, chapter, links),
        };
        self.page("chapter.html", &spec, views)
    }

    fn chapter_view(&self, drawn: &Drawn<'_>, chapter: &Chapter, links: Links<'_>) -> ChapterPage {
        let report = drawn.report;
        let mut setter = self.setter(links, &report.path);
        let contents = self.contents(&mut setter, report, Some(&chapter.address));
        let children =
            chapter.children.iter().map(|child| self.section(&mut setter, report, child)).collect();
        let order = report.reading_order();
        let at = order.iter().position(|other| other.address == chapter.address);
        let beside = |setter: &mut Setter<'_>, index: Option<usize>| {
            let other = order.get(index?)?;
            Some(self.chapter_link(setter, report, other))
        };
        // The chapter's own heading is the page's first level.
        let shift = 1 - i8::try_from(chapter.level).unwrap_or(1);
        let text = (chapter.blocks.as_slice(), chapter.footnotes.as_slice());
        ChapterPage {
            number_html: chapter.number.as_deref().map_or(String::new(), number),
            title_html: self.title(&mut setter, &chapter.title),
            summary_html: setter.line(&chapter.summary, Style::Lead),
            facts: self.facts(&mut setter, report, chapter.source.as_deref()),
            body_html: body(&mut setter, drawn, text, shift),
            figures_html: tables::sources(
                &mut setter,
                report,
                &Sources { rows: &chapter.figures, word: "chapter_figures", of: &plain(&chapter.title) },
            ),
            children,
            report_title_html: self.title(&mut setter, &report.title),
            report: links.page(&report.path, "", None),
            contents,
            full: links.to(&inner_path(&report.path, "full")),
            figures: links.to(&inner_path(&report.path, "figures")),
            previous: beside(&mut setter, at.and_then(|at| at.checked_sub(1))),
            next: beside(&mut setter, at.map(|at| at + 1)),
            // Last, when all else is set.
            symbols_html: legend(&self.words, &setter.seen),
        }
    }

    fn chapter_link(&self, setter: &mut Setter<'_>, report: &Report, chapter: &Chapter) -> LinkView {
        LinkView {
            href: setter.links.page(&report.path, &chapter.address, None),
            text_html: chapter.number.as_deref().map_or(String::new(), number)
                + &self.title(setter, &chapter.title),
        }
    }

    /// The contents of a report, with the chapter at hand marked.
    pub(super) fn contents(
        &self,
        setter: &mut Setter<'_>,
        report: &Report,
        current: Option<&str>,
    ) -> Vec<Entry> {
        report.chapters.iter().map(|chapter| self.entry(setter, report, (chapter, current))).collect()
    }

    fn entry(
        &self,
        setter: &mut Setter<'_>,
        report: &Report,
        (chapter, current): (&Chapter, Option<&str>),
    ) -> Entry {
        let children = chapter.children.iter();
        Entry {
            href: setter.links.page(&report.path, &chapter.address, None),
            number: chapter.number.clone().unwrap_or_default(),
            hangs: hangs(chapter.number.as_deref()),
            title_html: self.title(setter, &chapter.title),
            // The contents show no summaries, so that what these show needs no legend.
            summary_html: self.setter(setter.links, &report.path).line(&chapter.summary, Style::Lead),
            current: current == Some(chapter.address.as_str()),
            children: children.map(|child| self.entry(setter, report, (child, current))).collect(),
        }
    }

    /// A chapter in the list of those below another, with its summary.
    fn section(&self, setter: &mut Setter<'_>, report: &Report, chapter: &Chapter) -> Entry {
        let summary_html = setter.line(&chapter.summary, Style::Lead);
        Entry { summary_html, ..self.entry(setter, report, (chapter, None)) }
    }

    fn crumbs_to(&self, report: &Report, chapter: &Chapter, links: Links<'_>) -> Vec<Crumb> {
        let mut crumbs: Vec<Crumb> = ancestors(report, chapter)
            .iter()
            .map(|above| Crumb {
                href: Some(links.page(&report.path, &above.address, None)),
                text_html: terms(&plain(&above.title)).to_string(),
            })
            .collect();
        crumbs.push(Crumb { text_html: terms(&plain(&chapter.title)).to_string(), ..here("") });
        crumbs
    }
}

/// The chapters above a chapter, from the top.
fn ancestors<'a>(report: &'a Report, chapter: &Chapter) -> Vec<&'a Chapter> {
    report
        .reading_order()
        .into_iter()
        .filter(|above| {
            chapter.address.strip_prefix(above.address.as_str()).is_some_and(|rest| rest.starts_with('/'))
        })
        .collect()
}

/// A chapter's title, with those above it where another chapter of the report has the same.
fn unique_name(report: &Report, chapter: &Chapter) -> String {
    let title = plain(&chapter.title);
    let same = |other: &&&Chapter| plain(&other.title) == title;
    if report.reading_order().iter().filter(same).count() < 2 {
        return title;
    }
    let mut names = vec![title];
    names.extend(ancestors(report, chapter).iter().rev().map(|above| plain(&above.title)));
    names.join(" - ")
}
