//! What the whole site shares: the home page, the page for lost readers, assets.

use rust_decimal::Decimal;
use tera::Context;

use super::cover::{here, skyline_view};
use super::frame::{Current, Spec};
use super::inline::{Setter, Style};
use super::links::{Links, Shape, cover_path, inner_path};
use super::markup::title_text;
use super::symbols::legend;
use super::views::{EntryView, Home, HomeGroup, SkylineView};
use super::{Entry, Page, Renderer, drawing};
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
            source: None,
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
            title: (!single).then(|| self.office_name(folder)),
            latest: latest.map(|entry| {
                let skyline = entry.skyline.as_ref();
                let skyline = skyline.map(|skyline| skyline_view((skyline, drawing::skyline(skyline))));
                self.entry_view(setter, entry, skyline)
            }),
            earlier: entries
                .map(|entry| {
                    let skyline = entry.skyline.as_ref();
                    let skyline =
                        skyline.map(|skyline| skyline_view((skyline, drawing::archive(skyline, self.top()))));
                    self.entry_view(setter, entry, skyline)
                })
                .collect(),
        }
    }

    /// The name of an office among several: its folder's, or the site's own for reports at the top.
    pub(super) fn office_name(&self, folder: &str) -> String {
        match folder.rsplit('/').next() {
            Some(name) if !name.is_empty() => name.to_owned(),
            _ => self.names().0,
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
            source: None,
            description: self.words.get("lost_says").to_owned(),
            current: Current::Lost,
            charts: false,
        };
        self.page("404.html", &spec, Context::new())
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
