//! The pages that show a report as a whole: its cover, the whole on one page, its figures.

use std::sync::Arc;

use rayon::prelude::*;
use tera::Context;

use super::again::Known;
use super::book::book_path;
use super::drawing::Drawn;
use super::entry::folder_of;
use super::figures_table::Years;
use super::frame::{Current, Spec, description};
use super::html::{body, html_level, number};
use super::inline::{Setter, Style};
use super::links::{Links, Shape, cover_path, figures_path, inner_path, whole_id};
use super::markup::{esc, terms, title_text};
use super::symbols::legend;
use super::tables::Sources;
use super::views::{Cover, Crumb, Facts, Figures, Full, FullChapter, LinkView, Signature, SkylineView};
use super::{Entry, Page, Renderer, accounts, cards, figures_table, tables};
use crate::model::{Chapter, Report, Skyline, plain};
use crate::problem::Problem;
use crate::reader::parts::{charts, charts_of};
use crate::reader::work::accounts_title;

impl Renderer {
    /// The cover.
    pub(super) fn cover(&self, drawn: &Drawn<'_>) -> Result<Page, Vec<Problem>> {
        let report = drawn.report;
        let path = cover_path(&report.path);
        let links = self.links(&path);
        let mut views = Context::new();
        views.insert("cover", &self.cover_view(drawn, links));
        let spec = Spec {
            path: &path,
            links,
            name: String::new(),
            report: Some(report),
            source: None,
            description: description(&report.summary, &report.opening),
            current: Current::Cover,
            charts: !charts_of(&report.opening).is_empty(),
            crumbs: Vec::new(),
        };
        self.page("cover.html", &spec, views)
    }

    fn cover_view(&self, drawn: &Drawn<'_>, links: Links<'_>) -> Cover {
        let report = drawn.report;
        let mut setter = self.setter(links, &report.path);
        if links.is_whole_of(&report.path) {
            setter = setter.within("");
        }
        Cover {
            period: report.period_with_year.clone(),
            title_html: self.title(&mut setter, &report.title),
            summary_html: setter.line(&report.summary, Style::Lead),
            first_chapter: report
                .chapters
                .first()
                .map(|chapter| links.page(&report.path, &chapter.address, None)),
            full: links.to(&inner_path(&report.path, "full")),
            figures: links.to(&inner_path(&report.path, "figures")),
            downloads: self.files(report, links),
            facts: self.facts(&mut setter, report, None),
            skyline: report.skyline.as_ref().zip(drawn.skyline.clone()).map(skyline_view),
            cards_html: cards::cards(&mut setter, &report.highlights),
            // The opening stands under a heading of its own: its first headings are the third level.
            opening_html: body(&mut setter, drawn, (&report.opening, &report.opening_footnotes), 2),
            figures_html: tables::sources(
                &mut setter,
                report,
                &Sources { rows: &report.opening_figures, word: "cover_figures", of: &plain(&report.title) },
            ),
            contents: self.contents(&mut setter, report, None),
            earlier: self.neighbour(links, self.earlier(report), cover_path),
            later: self.neighbour(links, self.later(report), cover_path),
            // Last, when all else is set.
            symbols_html: legend(&self.words, &setter.seen),
        }
    }

    /// The files that a report offers beside its pages, and where there are any its workbook, by their kinds.
    fn files(&self, report: &Report, links: Links<'_>) -> Vec<LinkView> {
        let own = self.entries.iter().find(|entry| entry.path == report.path);
        let files = own.map_or(&[][..], |entry| &entry.files);
        let workbook = format!("{}/figures/figures.xlsx", report.path);
        let workbook = (report.has_workbook() && !files.is_empty()).then_some(("xlsx", workbook));
        let files = files.iter().map(|file| (file.kind.as_str(), format!("{}/{}", report.path, file.name)));
        let view = |(kind, path): (&str, String)| LinkView {
            href: links.to(&path),
            text_html: esc(self.words.get(&format!("file_{kind}"))).to_string(),
        };
        files.chain(workbook).map(view).collect()
    }

    /// When and by whom: a chapter's own source, else its report's.
    pub(super) fn facts(&self, setter: &mut Setter<'_>, report: &Report, source: Option<&str>) -> Facts {
        Facts {
            published: report.published.map(|stamp| stamp.to_string()),
            updated: report.updated.map(|stamp| stamp.to_string()),
            source: source.or(report.source.as_deref()).map(str::to_owned),
            corrections_html: (!report.corrections.is_empty())
                .then(|| setter.line(&report.corrections, Style::Lead)),
        }
    }

    /// A link to a page of another year's report.
    fn neighbour(
        &self,
        links: Links<'_>,
        entry: Option<&Entry>,
        page: fn(&str) -> String,
    ) -> Option<LinkView> {
        let entry = entry?;
        Some(LinkView { href: links.to(&page(&entry.path)), text_html: title_text(&entry.plain_title()) })
    }

    /// The report before one in the same folder.
    fn earlier(&self, report: &Report) -> Option<&Entry> {
        let mut beside = self.beside(report);
        beside.find(|entry| entry.year < report.year)
    }

    /// The report after it.
    fn later(&self, report: &Report) -> Option<&Entry> {
        self.beside(report).take_while(|entry| entry.year > report.year).last()
    }

    /// The reports of the same office, the latest first.
    fn beside(&self, report: &Report) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.folder() == folder_of(&report.path))
    }

    /// The whole report on one page.
    pub(super) fn full(
        &self,
        drawn: &Drawn<'_>,
        chapters: &[Arc<FullChapter>],
    ) -> Result<Page, Vec<Problem>> {
        let report = drawn.report;
        let path = inner_path(&report.path, "full");
        let links = Links { from: &path, shape: Shape::Whole(&report.path) };
        self.page("full.html", &self.full_spec(report, links), self.full_views(drawn, chapters, links))
    }

    /// What the page of the whole shows.
    pub(super) fn full_views(
        &self,
        drawn: &Drawn<'_>,
        chapters: &[Arc<FullChapter>],
        links: Links<'_>,
    ) -> Context {
        let report = drawn.report;
        let full = Full {
            year: report.year,
            day: report.published.map(|stamp| self.words.day(stamp)),
            book_styles: links.to(&book_path(report)),
            chapters: chapters.iter().map(|chapter| &**chapter).collect(),
        };
        let mut views = Context::new();
        views.insert("cover", &self.cover_view(drawn, links));
        views.insert("full", &full);
        views
    }

    pub(super) fn full_spec<'a>(&self, report: &'a Report, links: Links<'a>) -> Spec<'a> {
        let name = self.words.get("nav_full").to_owned();
        Spec {
            path: links.from,
            links,
            crumbs: vec![here(&name)],
            name,
            report: Some(report),
            source: None,
            description: description(&report.summary, &report.opening),
            current: Current::Full,
            charts: !charts(report).is_empty(),
        }
    }

    /// The chapters of the page of the whole, in reading order.
    pub(super) fn wholes(
        &self,
        drawn: &Drawn<'_>,
        known: Option<&Known<'_>>,
        links: Links<'_>,
    ) -> Vec<Arc<FullChapter>> {
        let books = drawn.report.chapters.iter().zip(1..);
        let chapters: Vec<(&Chapter, usize)> = books
            .flat_map(|(chapter, book)| {
                chapter.reading_order().into_iter().map(move |chapter| (chapter, book))
            })
            .collect();
        let whole = |(chapter, book)| {
            let made = known.and_then(|known| known.whole(chapter));
            made.unwrap_or_else(|| Arc::new(self.whole(drawn, (chapter, book), links)))
        };
        chapters.into_par_iter().map(whole).collect()
    }

    fn whole(&self, drawn: &Drawn<'_>, (chapter, book): (&Chapter, usize), links: Links<'_>) -> FullChapter {
        let report = drawn.report;
        let mut setter = self.setter(links, &report.path).within(&chapter.address);
        let text = (chapter.blocks.as_slice(), chapter.footnotes.as_slice());
        FullChapter {
            id: whole_id(&chapter.address),
            book: format!("book-{book}"),
            level: chapter.level,
            heading: html_level(chapter.level, 1),
            number_html: chapter.number.as_deref().map_or(String::new(), number),
            title_html: self.title(&mut setter, &chapter.title),
            summary_html: setter.line(&chapter.summary, Style::Lead),
            body_html: body(&mut setter, drawn, text, 1),
            figures_html: tables::sources(
                &mut setter,
                report,
                &Sources { rows: &chapter.figures, word: "chapter_figures", of: &plain(&chapter.title) },
            ),
            symbols_html: legend(&self.words, &setter.seen),
        }
    }

    /// All figures of a report.
    pub(super) fn figures(&self, report: &Report) -> Result<Page, Vec<Problem>> {
        let path = inner_path(&report.path, "figures");
        let links = self.links(&path);
        let mut setter = self.setter(links, &report.path);
        let groups = report.groups.iter().filter(|group| !group.rows.is_empty());
        let jumps = groups.map(|group| (figures_table::group_anchor(&group.id), group.title.clone()));
        let jumps = jumps.map(|(anchor, title)| (setter.anchor(&anchor), title));
        let told = report
            .accounts
            .iter()
            .map(|told| (links.to(&accounts::path(&report.path)), accounts_title(setter.words, told)));
        let jumps = jumps
            .chain(told)
            .map(|(href, title)| LinkView { href, text_html: terms(&title).to_string() })
            .collect();
        let folder = folder_of(&report.path);
        let years = Years {
            earlier: self.earlier(report),
            later: self.later(report),
            trends: self.trend_groups(folder),
        };
        let figures = Figures {
            title: self.words.fill("figures_of_year", &[("year", &report.year.to_string())]),
            period: report.period_with_year.clone(),
            sheet_html: terms(&self.words.fill("sheet_of", &[("title", &plain(&report.title))])).to_string(),
            signatures: self.signatures(report),
            jumps,
            csv: "figures.csv".to_owned(),
            json: "figures.json".to_owned(),
            xlsx: report.has_workbook().then(|| "figures.xlsx".to_owned()),
            table_html: figures_table::all_figures(&mut setter, (report, &years)),
            symbols_html: legend(&self.words, &setter.seen),
            earlier: self.neighbour(links, self.earlier(report), figures_path),
            later: self.neighbour(links, self.later(report), figures_path),
        };
        let mut views = Context::new();
        views.insert("figures", &figures);
        let name = self.words.get("nav_figures").to_owned();
        let spec = Spec {
            path: &path,
            links,
            crumbs: vec![here(&name)],
            name,
            report: Some(report),
            source: None,
            description: self.words.get("figures_says").to_owned(),
            current: Current::Figures,
            charts: false,
        };
        self.page("figures.html", &spec, views)
    }

    /// The departments that answer for figures, in the order in which they come, with how many; last those for which
    /// none is named.
    fn signatures(&self, report: &Report) -> Vec<Signature> {
        let mut found: Vec<Signature> = Vec::new();
        let mut nobody = 0;
        for row in report.groups.iter().flat_map(|group| &group.rows) {
            match &row.department {
                None => nobody += 1,
                Some(name) => match found.iter_mut().find(|known| known.department == *name) {
                    Some(known) => known.count += 1,
                    None => found.push(Signature { department: name.clone(), count: 1 }),
                },
            }
        }
        if nobody > 0 {
            let department = self.words.get("sheet_nobody").to_owned();
            found.push(Signature { department, count: nobody });
        }
        found
    }
}

/// The last step of 当前位置: the page itself.
pub(super) fn here(name: &str) -> Crumb {
    Crumb { href: None, text_html: esc(name).to_string() }
}

/// A skyline with its words and drawings.
pub(super) fn skyline_view((skyline, drawings): (&Skyline, String)) -> SkylineView {
    SkylineView {
        title_html: title_text(&skyline.title),
        subtitle_html: terms(&skyline.subtitle).to_string(),
        short_html: terms(&skyline.short).to_string(),
        drawings_html: drawings,
    }
}
