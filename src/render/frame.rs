//! What every page has around its matter: head, marks, navigation, 当前位置, footer.

use super::entry::folder_of;
use super::feed::FEED;
use super::inline::{Setter, Style};
use super::links::{Links, cover_path, inner_path};
use super::markup::terms;
use super::trends::TRENDS;
use super::views::{Crumb, Footer, Frame, Mark, NavLink};
use super::{Renderer, search};
use crate::model::{Audience, Block, BlockKind, Report, plain};

/// A page, as its frame needs to know it.
pub(super) struct Spec<'a> {
    /// Where it stands: `2022/index.html`.
    pub(super) path: &'a str,
    /// Its links.
    pub(super) links: Links<'a>,
    /// Its own name; empty for the home page and covers.
    pub(super) name: String,
    /// The report it belongs to.
    pub(super) report: Option<&'a Report>,
    /// Who wrote it, if not who wrote the report.
    pub(super) source: Option<&'a str>,
    /// What it says in short.
    pub(super) description: String,
    /// Which of the pages in the navigation it is.
    pub(super) current: Current,
    /// Whether it shows a chart.
    pub(super) charts: bool,
    /// The steps to it after the home page.
    pub(super) crumbs: Vec<Crumb>,
}

impl Spec<'_> {
    /// The style sheets of the page.
    pub(super) fn styles(&self) -> &'static [&'static str] {
        const TOKENS: &str = "assets/tokens.css";
        const SITE: &str = "assets/site.css";
        const TEXT: &str = "assets/text.css";
        const FRONT: &str = "assets/pages/front.css";
        match self.current {
            Current::Home | Current::Cover => &[TOKENS, SITE, TEXT, FRONT],
            Current::Full => &[TOKENS, SITE, TEXT, FRONT, "assets/pages/full.css"],
            Current::Figures => &[TOKENS, SITE, "assets/pages/figures.css"],
            Current::Accounts => &[TOKENS, SITE, "assets/pages/accounts.css"],
            Current::Trends => &[TOKENS, SITE, TEXT, "assets/pages/trends.css"],
            Current::Other => &[TOKENS, SITE, TEXT],
            Current::Search => &[TOKENS, SITE, TEXT, FRONT, "assets/pages/search.css"],
            Current::Lost => &[TOKENS, SITE],
        }
    }

    /// The scripts of the page: where figures stand in text with their list at its end, the one that shows a figure's
    /// row of it; the search's own; where there is a chart, the one that shows the numbers of its marks.
    pub(super) fn scripts(&self) -> impl Iterator<Item = &'static str> {
        let own = match self.current {
            Current::Cover | Current::Full | Current::Other => Some("assets/figures.js"),
            Current::Search => Some("assets/search.js"),
            Current::Home | Current::Figures | Current::Accounts | Current::Trends | Current::Lost => None,
        };
        own.into_iter().chain(self.charts.then_some("assets/marks.js"))
    }
}

/// Which of the pages in the navigation a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Current {
    Home,
    Cover,
    Figures,
    Full,
    Accounts,
    Trends,
    Search,
    Lost,
    Other,
}

impl Renderer {
    /// The frame of a page.
    pub(super) fn frame(&self, spec: &Spec<'_>) -> Frame {
        let (office, site_name) = self.names();
        Frame {
            lang: self.lang(),
            title: self.head_title(spec),
            description: spec.description.clone(),
            canonical: self.canonical(spec),
            feed: self.has_feed().then(|| spec.links.to(FEED)),
            metas: self.metas(spec),
            styles: spec.styles().iter().map(|path| spec.links.to(path)).collect(),
            scripts: spec.scripts().map(|path| spec.links.to(path)).collect(),
            hidden_from_search: self.is_hidden(spec),
            properties: self.open_graph(spec),
            linked_data_html: self.linked_data(spec),
            marks: self.marks(spec.report),
            office,
            site_name,
            home: spec.links.to("index.html"),
            nav: self.nav(spec),
            crumbs: self.crumbs(spec),
            footer: self.footer(),
            alone: None,
        }
    }

    /// The language of its pages as HTML names it.
    pub(super) fn lang(&self) -> String {
        match self.site.language.as_str() {
            "zh-Hans" | "zh" => "zh-CN".to_owned(),
            "zh-Hant" => "zh-TW".to_owned(),
            other => other.to_owned(),
        }
    }

    /// The office's name, and what the site's title says beyond it.
    pub(super) fn names(&self) -> (String, String) {
        match &self.site.organisation.name {
            Some(name) => {
                let rest = self.site.title.strip_prefix(name.as_str()).unwrap_or(&self.site.title);
                (name.clone(), rest.trim().to_owned())
            }
            None => (self.site.title.clone(), String::new()),
        }
    }

    /// 页名 - 报告 - 站名, unique in the site.
    fn head_title(&self, spec: &Spec<'_>) -> String {
        let mut parts = vec![spec.name.clone()];
        if let Some(report) = spec.report {
            parts.push(plain(&report.title));
            if let Some((folder, _)) = report.path.rsplit_once('/') {
                parts.push(folder.to_owned());
            }
        }
        parts.push(self.site.title.clone());
        parts.retain(|part| !part.is_empty());
        parts.join(" - ")
    }

    /// The bands over the header.
    pub(super) fn marks(&self, report: Option<&Report>) -> Vec<Mark> {
        let draft = report.is_some_and(|report| report.draft);
        [
            (self.site.sample, "sample", "mark_sample", "mark_sample_says"),
            (draft, "draft", "mark_draft", "mark_draft_says"),
            (self.audience == Audience::Internal, "internal", "mark_internal", "mark_internal_says"),
        ]
        .into_iter()
        .filter(|(shown, ..)| *shown)
        .map(|(_, kind, word, sentence)| Mark {
            kind,
            word: self.words.get(word).to_owned(),
            sentence: self.words.get(sentence).to_owned(),
        })
        .collect()
    }

    /// The links of the navigation: home, the report at hand, or else the latest of a single office, its trends, and
    /// the search.
    fn nav(&self, spec: &Spec<'_>) -> Vec<NavLink> {
        let link = |to: &str, text: String, current: Current| NavLink {
            href: spec.links.to(to),
            text,
            current: spec.current == current,
        };
        let mut nav = vec![link("index.html", self.words.get("nav_home").to_owned(), Current::Home)];
        if let Some((path, year)) = self.report_at_hand(spec) {
            for (to, key, current) in [
                (cover_path(path), "nav_report", Current::Cover),
                (inner_path(path, "figures"), "nav_figures", Current::Figures),
            ] {
                nav.push(link(&to, self.words.fill(key, &[("year", &year.to_string())]), current));
            }
        }
        if let Some(path) = self.trends_near(spec) {
            nav.push(link(&path, self.words.get("nav_trends").to_owned(), Current::Trends));
        }
        nav.push(link(search::PATH, self.words.get("search").to_owned(), Current::Search));
        nav
    }

    /// The path and year of the page's report, or else of the latest of a single office.
    fn report_at_hand<'a>(&'a self, spec: &Spec<'a>) -> Option<(&'a str, i16)> {
        match spec.report {
            Some(report) => Some((report.path.as_str(), report.year)),
            None => self
                .entries
                .first()
                .filter(|_| self.is_single_office())
                .map(|entry| (entry.path.as_str(), entry.year)),
        }
    }

    /// The trends that a page leads to: those of its report's office, else the first page of all.
    fn trends_near(&self, spec: &Spec<'_>) -> Option<String> {
        self.has_trends().then_some(())?;
        let folder = spec.report.map(|report| folder_of(&report.path));
        let own = folder.filter(|folder| self.trends_of(folder).is_some());
        Some(own.map_or_else(|| TRENDS.to_owned(), |folder| self.trends_path(folder)))
    }

    /// Whether all reports are one office's.
    pub(super) fn is_single_office(&self) -> bool {
        let mut folders = self.entries.iter().map(super::Entry::folder);
        let first = folders.next();
        !self.beyond.offices && folders.all(|folder| Some(folder) == first)
    }

    /// Whether any office has figures over the years.
    pub(super) fn has_trends(&self) -> bool {
        self.beyond.trends || !self.trends.is_empty()
    }

    fn crumbs(&self, spec: &Spec<'_>) -> Vec<Crumb> {
        if matches!(spec.current, Current::Home | Current::Cover | Current::Lost) {
            return Vec::new();
        }
        let mut crumbs = vec![Crumb {
            href: Some(spec.links.to("index.html")),
            text_html: terms(self.words.get("home")).to_string(),
        }];
        if let Some(report) = spec.report {
            crumbs.push(Crumb {
                href: Some(spec.links.to(&cover_path(&report.path))),
                text_html: terms(&self.words.fill("nav_report", &[("year", &report.year.to_string())]))
                    .to_string(),
            });
        }
        crumbs.extend(
            spec.crumbs
                .iter()
                .map(|crumb| Crumb { href: crumb.href.clone(), text_html: crumb.text_html.clone() }),
        );
        crumbs
    }

    fn footer(&self) -> Footer {
        let organisation = &self.site.organisation;
        let government = self.site.government.clone().unwrap_or_default();
        Footer {
            office: self.names().0,
            address: organisation.address.clone(),
            phone: organisation.phone.clone(),
            id_code: government.id_code,
            icp: government.icp,
            public_security: government.public_security,
        }
    }

    /// A setter for the lines of a report's page.
    pub(super) fn setter<'a>(&'a self, links: Links<'a>, report: &'a str) -> Setter<'a> {
        Setter::new(&self.words, links, report)
    }

    /// A line set as a title.
    pub(super) fn title(&self, setter: &mut Setter<'_>, inlines: &[crate::model::Inline]) -> String {
        setter.line(inlines, Style::Title)
    }
}

/// What a page says in short: its summary, else the beginning of its first paragraph.
pub(super) fn description(summary: &[crate::model::Inline], blocks: &[Block]) -> String {
    if !summary.is_empty() {
        return plain(summary);
    }
    let first = blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(inlines) => Some(plain(inlines)),
        _ => None,
    });
    let first = first.unwrap_or_default();
    match first.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", &first[..at]),
        None => first,
    }
}
