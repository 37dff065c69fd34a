//! What the whole site shares: the home page, the page for lost readers, assets, and files for robots.

use rust_decimal::Decimal;
use tera::Context;

use super::cover::{here, skyline_view};
use super::frame::{Current, Spec};
use super::inline::{Setter, Style};
use super::links::{Links, Shape, cover_path, encode_path, inner_path};
use super::markup::title_text;
use super::symbols::legend;
use super::views::{EntryView, Home, HomeGroup, SkylineView};
use super::{ChapterEntry, Entry, Page, Renderer, drawing};
use crate::model::Audience;
use crate::problem::Problem;

impl Renderer {
    /// All reports, newest first; by folder where there are several offices.
    pub(super) fn home(&self) -> Result<Page, Vec<Problem>> {
        let links = self.links("index.html");
        let single = self.is_single_office();
        let mut folders: Vec<&str> = self.entries.iter().map(Entry::folder).collect();
        folders.sort_unstable();
        folders.dedup();
        let mut setter = self.setter(links, "");
        let groups = folders.into_iter().map(|folder| self.home_group(&mut setter, folder, single)).collect();
        let symbols_html = legend(&self.words, &setter.seen);
        let home = Home { title_html: self.site_title(), groups, symbols_html };
        let mut views = Context::new();
        views.insert("home", &home);
        let spec = Spec {
            path: "index.html",
            links,
            name: String::new(),
            report: None,
            description: self.words.get("purpose").to_owned(),
            current: Current::Home,
            charts: false,
            crumbs: Vec::new(),
        };
        self.page("home.html", &spec, views)
    }

    /// The site's title, which may break after the office's name.
    fn site_title(&self) -> String {
        let title = &self.site.title;
        match &self.site.organisation.name {
            Some(name) if title.len() > name.len() && title.starts_with(name.as_str()) => {
                format!("{}<wbr>{}", title_text(name), title_text(&title[name.len()..]))
            }
            _ => title_text(title),
        }
    }

    fn home_group(&self, setter: &mut Setter<'_>, folder: &str, single: bool) -> HomeGroup {
        let mut entries = self.entries.iter().filter(|entry| entry.folder() == folder);
        let latest = if single { entries.next() } else { None };
        HomeGroup {
            title: (!single).then(|| match folder.rsplit('/').next() {
                Some(name) if !name.is_empty() => name.to_owned(),
                _ => self.words.get("nav_home").to_owned(),
            }),
            latest: latest.map(|entry| {
                let skyline = entry.skyline.as_ref();
                let skyline = skyline.map(|skyline| skyline_view(skyline, drawing::skyline(skyline)));
                self.entry_view(setter, entry, skyline)
            }),
            earlier: entries
                .map(|entry| {
                    let skyline = entry.skyline.as_ref();
                    let skyline =
                        skyline.map(|skyline| skyline_view(skyline, drawing::archive(skyline, self.top())));
                    self.entry_view(setter, entry, skyline)
                })
                .collect(),
        }
    }

    /// The highest bar of all years' skylines, so that they stand at one scale.
    fn top(&self) -> Decimal {
        let skylines = self.entries.iter().filter_map(|entry| entry.skyline.as_ref());
        skylines.flat_map(|skyline| skyline.bars.iter().flatten()).max().copied().unwrap_or_default()
    }

    fn entry_view(&self, setter: &mut Setter<'_>, entry: &Entry, skyline: Option<SkylineView>) -> EntryView {
        let links = setter.links;
        EntryView {
            year: entry.year,
            href: links.to(&cover_path(&entry.path)),
            full: links.to(&inner_path(&entry.path, "full")),
            figures: links.to(&inner_path(&entry.path, "figures")),
            title_html: self.title(setter, &entry.title),
            summary_html: setter.line(&entry.summary, Style::Lead),
            published: entry.published.map(|stamp| stamp.to_string()),
            period: entry.period.clone(),
            draft: entry.draft,
            skyline,
        }
    }

    /// The page for addresses that lead nowhere. It is shown at any depth, so its links begin at the base address.
    pub(super) fn lost(&self) -> Result<Page, Vec<Problem>> {
        let root = self.site.base_url.as_deref().map(path_of);
        let links = Links { from: "404.html", shape: root.as_deref().map_or(Shape::Pages, Shape::Rooted) };
        let name = self.words.get("lost").to_owned();
        let spec = Spec {
            path: "404.html",
            links,
            crumbs: vec![here(&name)],
            name,
            report: None,
            description: self.words.get("lost_says").to_owned(),
            current: Current::Lost,
            charts: false,
        };
        self.page("404.html", &spec, Context::new())
    }

    /// `robots.txt`, and with a base address `sitemap.xml`. An internal site wants no robots.
    pub(super) fn site_files(&self) -> Vec<Page> {
        if self.audience == Audience::Internal {
            return vec![Page::text("robots.txt", "User-agent: *\nDisallow: /\n".to_owned())];
        }
        let Some(base) = &self.site.base_url else {
            return vec![Page::text("robots.txt", "User-agent: *\nAllow: /\n".to_owned())];
        };
        vec![
            Page::text("robots.txt", format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n")),
            Page::text("sitemap.xml", self.sitemap(base)),
        ]
    }

    fn sitemap(&self, base: &str) -> String {
        let mut urls = vec![format!("  <url><loc>{base}index.html</loc></url>\n")];
        for entry in self.entries.iter().filter(|entry| !entry.draft) {
            let changed = entry.updated.or(entry.published).map_or(String::new(), |stamp| {
                let day = stamp.day;
                format!("<lastmod>{:04}-{:02}-{:02}</lastmod>", day.year(), day.month(), day.day())
            });
            let pages = ["full", "figures"]
                .into_iter()
                .chain(entry.chapters.iter().flat_map(ChapterEntry::addresses))
                .map(|inside| inner_path(&entry.path, inside));
            for path in std::iter::once(cover_path(&entry.path)).chain(pages) {
                urls.push(format!("  <url><loc>{base}{}</loc>{changed}</url>\n", encode_path(&path)));
            }
        }
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{}</urlset>\n",
            urls.concat()
        )
    }
}

/// The path of a base address: `https://a.cn/nb/` has `/nb/`.
fn path_of(base: &str) -> String {
    let rest = base.split_once("://").map_or(base, |(_, rest)| rest);
    match rest.find('/') {
        Some(at) => rest[at..].to_owned(),
        None => "/".to_owned(),
    }
}
