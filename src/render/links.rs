//! Addresses inside the site: always relative, always naming `index.html`, so that they work from a disk and under
//! any path. Enter at [`Links`].

use super::alone::Enclosed;
use super::markup::esc;
use crate::legible::legible;
use crate::model::LinkTarget;

/// The address of a report's cover.
pub(super) fn cover_path(report: &str) -> String {
    format!("{report}/index.html")
}

/// The address of a page inside a report: a chapter, `full` or `figures`.
pub(super) fn inner_path(report: &str, inside: &str) -> String {
    format!("{report}/{inside}/index.html")
}

/// The address of a report's figures.
pub(super) fn figures_path(report: &str) -> String {
    inner_path(report, "figures")
}

/// How the links of a page are formed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape<'a> {
    /// From page to page.
    Pages,
    /// Within the page that holds this whole report: its chapters are anchors.
    Whole(&'a str),
    /// Within the one file that holds this whole report and what it shows; nothing else can be linked.
    Alone(&'a Enclosed),
    /// From the path of the base address, because the page is shown at any address (404).
    Rooted(&'a str),
}

/// The links of one page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Links<'a> {
    /// Where the page stands: `2022/index.html`.
    pub(super) from: &'a str,
    /// How its links are formed.
    pub(super) shape: Shape<'a>,
}

impl Links<'_> {
    /// The link to a page or file of the site; none, an empty one, from a file that stands alone.
    pub(super) fn to(&self, path: &str) -> String {
        match self.shape {
            Shape::Rooted(root) => format!("{root}{}", encode_path(path)),
            Shape::Pages | Shape::Whole(_) => relative(self.from, path),
            Shape::Alone(_) => String::new(),
        }
    }

    /// Where a picture of the site comes from, as attributes: within a file that stands alone it is held whole.
    pub(super) fn picture(&self, path: &str) -> String {
        match self.shape {
            Shape::Alone(enclosed) => format!("src=\"{}\"", enclosed.picture(path)),
            _ => format!("src=\"{}\" loading=\"lazy\"", esc(&self.to(path))),
        }
    }

    /// Whether the page is a file that stands alone.
    pub(super) fn is_alone(&self) -> bool {
        matches!(self.shape, Shape::Alone(_))
    }

    /// Whether chapters of this report are anchors of the page.
    pub(super) fn is_whole_of(&self, report: &str) -> bool {
        match self.shape {
            Shape::Whole(whole) => whole == report,
            Shape::Alone(enclosed) => enclosed.is_of(report),
            Shape::Pages | Shape::Rooted(_) => false,
        }
    }

    /// The link to what an author linked.
    pub(super) fn target(&self, target: &LinkTarget) -> String {
        match target {
            LinkTarget::Outside(address) => address.clone(),
            LinkTarget::Anchor(anchor) => format!("#{}", encode(anchor)),
            LinkTarget::Page { report, chapter, anchor } => self.page(report, chapter, anchor.as_deref()),
        }
    }

    /// The link to a chapter, or with an empty address to the cover.
    pub(super) fn page(&self, report: &str, chapter: &str, anchor: Option<&str>) -> String {
        if self.is_whole_of(report) {
            let id = match anchor {
                Some(anchor) => whole_anchor(chapter, anchor),
                None => whole_id(chapter),
            };
            return format!("#{}", encode(&id));
        }
        let path = if chapter.is_empty() { cover_path(report) } else { inner_path(report, chapter) };
        match anchor {
            Some(anchor) if path == self.from => format!("#{}", encode(anchor)),
            Some(anchor) if !self.is_alone() => format!("{}#{}", self.to(&path), encode(anchor)),
            _ => self.to(&path),
        }
    }
}

/// The id of a chapter on the page that holds the whole report. No anchor begins with `/`.
pub(super) fn whole_id(chapter: &str) -> String {
    format!("/{}", chapter.replace(char::is_whitespace, "-"))
}

/// The id of an anchor of a chapter on the page that holds the whole report.
pub(super) fn whole_anchor(chapter: &str, anchor: &str) -> String {
    format!("{}:{anchor}", whole_id(chapter))
}

/// The path from one file of the site to another.
fn relative(from: &str, to: &str) -> String {
    let folder: Vec<&str> = from.split('/').collect();
    let folder = &folder[..folder.len() - 1];
    let to: Vec<&str> = to.split('/').collect();
    let shared = folder.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut out = "../".repeat(folder.len() - shared);
    out.push_str(&encode_path(&to[shared..].join("/")));
    out
}

/// A path with each of its segments percent-encoded.
pub(super) fn encode_path(path: &str) -> String {
    path.split('/').map(encode).collect::<Vec<_>>().join("/")
}

/// Percent-encodes all but the unreserved characters of RFC 3986, `/` and `:` in anchors apart. What is not legible
/// stands in no id and no path, and so in no link.
pub(super) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for &byte in legible(text).as_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_name_the_file() {
        for (from, to, link) in [
            ("index.html", "2022/index.html", "2022/index.html"),
            ("2022/index.html", "index.html", "../index.html"),
            ("2022/work/index.html", "2022/work/air/index.html", "air/index.html"),
            ("2022/work/air/index.html", "assets/site.css", "../../../assets/site.css"),
            ("2022/index.html", "2022/index.html", "index.html"),
            ("2022/index.html", "2022/蓝天 a/index.html", "%E8%93%9D%E5%A4%A9%20a/index.html"),
            ("east/2022/index.html", "east/2021/index.html", "../2021/index.html"),
        ] {
            let links = Links { from, shape: Shape::Pages };
            assert_eq!(links.to(to), link, "{from} -> {to}");
        }
    }

    #[test]
    fn in_the_whole_report_chapters_are_anchors() {
        let links = Links { from: "2022/full/index.html", shape: Shape::Whole("2022") };
        let page = |report: &str, chapter: &str, anchor: Option<&str>| LinkTarget::Page {
            report: report.to_owned(),
            chapter: chapter.to_owned(),
            anchor: anchor.map(str::to_owned),
        };
        assert_eq!(links.target(&page("2022", "work/air", None)), "#/work/air");
        assert_eq!(links.target(&page("2022", "work/air", Some("six"))), "#/work/air%3Asix");
        assert_eq!(links.target(&page("2021", "work/air", None)), "../../2021/work/air/index.html");
    }

    #[test]
    fn the_page_for_lost_readers_links_from_the_root() {
        let links = Links { from: "404.html", shape: Shape::Rooted("/sthjj/nb/") };
        assert_eq!(links.to("2022/index.html"), "/sthjj/nb/2022/index.html");
    }
}
