//! Files for robots and for those who follow the site: `robots.txt`, and with a base address `sitemap.xml` and the
//! Atom feed (RFC 4287). A draft stands in neither; an internal site has neither.

use super::links::{cover_path, encode_path, inner_path};
use super::markup::esc;
use super::{ChapterEntry, Entry, Page, Renderer};
use crate::model::{Audience, Stamp, plain};

/// Where the feed stands.
pub(super) const FEED: &str = "feed.xml";

impl Renderer {
    /// `robots.txt`, and with a base address the site map and the feed. An internal site wants no robots.
    pub(super) fn site_files(&self) -> Vec<Page> {
        if self.audience == Audience::Internal {
            return vec![Page::text("robots.txt", "User-agent: *\nDisallow: /\n".to_owned())];
        }
        let Some(base) = &self.site.base_url else {
            return vec![Page::text("robots.txt", "User-agent: *\nAllow: /\n".to_owned())];
        };
        let mut pages = vec![
            Page::text("robots.txt", format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n")),
            Page::text("sitemap.xml", self.sitemap(base)),
        ];
        if self.has_feed() {
            pages.push(Page::text(FEED, self.feed(base)));
        }
        pages
    }

    /// Whether there is a feed: it needs a base address and, for want of a clock, a report with a date.
    pub(super) fn has_feed(&self) -> bool {
        let public = self.audience == Audience::Public && self.site.base_url.is_some();
        public && self.published().any(|entry| changed(entry).is_some())
    }

    /// The reports that are no drafts, the latest year first.
    fn published(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.draft)
    }

    fn sitemap(&self, base: &str) -> String {
        let latest = self.published().filter_map(changed).max();
        let mut urls = vec![url(base, "index.html", latest)];
        urls.extend(self.trend_paths().iter().map(|path| url(base, path, latest)));
        for entry in self.published() {
            let pages = ["full", "figures"]
                .into_iter()
                .chain(entry.accounts.then_some("figures/accounts"))
                .chain(entry.chapters.iter().flat_map(ChapterEntry::addresses))
                .map(|inside| inner_path(&entry.path, inside));
            for path in std::iter::once(cover_path(&entry.path)).chain(pages) {
                urls.push(url(base, &path, changed(entry)));
            }
        }
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{}</urlset>\n",
            urls.concat()
        )
    }

    fn feed(&self, base: &str) -> String {
        let zone = &self.site.timezone;
        let time = |name: &str, stamp: Option<Stamp>| match stamp {
            Some(stamp) => format!("  <{name}>{}</{name}>\n", stamp.rfc3339(zone)),
            None => String::new(),
        };
        let entries = self.published().filter_map(|entry| {
            let updated = changed(entry)?;
            let address = format!("{base}{}", encode_path(&cover_path(&entry.path)));
            let summary = match plain(&entry.summary) {
                text if text.is_empty() => String::new(),
                text => format!("  <summary>{}</summary>\n", esc(&text)),
            };
            Some(format!(
                "<entry>\n  <title>{title}</title>\n  <id>{address}</id>\n  \
                 <link rel=\"alternate\" type=\"text/html\" href=\"{address}\"/>\n{published}{updated}{summary}</entry>\n",
                title = esc(&entry.plain_title()),
                address = esc(&address),
                published = time("published", entry.published),
                updated = time("updated", Some(updated)),
            ))
        });
        let entries: String = entries.collect();
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{lang}\">\n  <title>{title}</title>\n  \
             <id>{base}</id>\n  <link rel=\"self\" type=\"application/atom+xml\" href=\"{base}{FEED}\"/>\n  \
             <link rel=\"alternate\" type=\"text/html\" href=\"{base}index.html\"/>\n{updated}  \
             <author><name>{office}</name></author>\n{entries}</feed>\n",
            lang = esc(&self.lang()),
            title = esc(&self.site.title),
            base = esc(base),
            updated = time("updated", self.published().filter_map(changed).max()),
            office = esc(&self.names().0),
        )
    }
}

/// When a report was last changed.
fn changed(entry: &Entry) -> Option<Stamp> {
    entry.updated.or(entry.published)
}

fn url(base: &str, path: &str, changed: Option<Stamp>) -> String {
    let changed = changed.map_or(String::new(), |stamp| format!("<lastmod>{}</lastmod>", stamp.day));
    format!("  <url><loc>{}{}</loc>{changed}</url>\n", esc(base), encode_path(path))
}
