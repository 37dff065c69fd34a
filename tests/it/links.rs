//! Whether a built site holds together: every link, file and id that its pages name is there, and nothing is loaded
//! from elsewhere. Enter at [`problems`].

mod html;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use html::{Tag, Tags};

/// Hosts that the frame of every page may link to: the filings that Chinese law asks for.
const FILINGS: [&str; 3] = ["beian.miit.gov.cn", "beian.mps.gov.cn", "www.beian.gov.cn"];

/// Attributes that name ids in the same page, separated by spaces.
const ID_LISTS: [&str; 9] = [
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-labelledby",
    "aria-owns",
    "for",
    "headers",
    "list",
    "popovertarget",
];

/// Everything that does not hold together in a built site, a sentence each, in order of page; none in a good one.
///
/// Links out of the site are allowed in `<main>`, where authors write them, to the [`FILINGS`] everywhere, and in
/// `<link>`s that load nothing.
pub(crate) fn problems(site: &Path) -> Vec<String> {
    let site = Site::read(site);
    let mut problems = Vec::new();
    for (path, page) in &site.pages {
        let mut found = page.own_problems();
        found.extend(page.links.iter().filter_map(|link| site.problem_of(path, link)));
        problems.extend(found.into_iter().map(|problem| format!("{path}: {problem}")));
    }
    problems
}

/// Where an address is written, which decides what it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Fetched by the browser when the page is opened.
    Loaded,
    /// Followed by a reader; written by the theme.
    Framed,
    /// Followed by a reader; written by an author.
    Authored,
    /// Read by programs only: `rel=canonical`.
    Named,
}

#[derive(Debug)]
struct Link {
    address: String,
    used: Use,
}

#[derive(Debug, Default)]
struct Page {
    ids: BTreeSet<String>,
    twice: Vec<String>,
    named_ids: Vec<(String, String)>,
    links: Vec<Link>,
}

impl Page {
    fn of(path: &str, text: &str) -> Self {
        let mut page = Self::default();
        if path.ends_with(".css") {
            page.add_css(text);
            return page;
        }
        let mut mains = 0_usize;
        for tag in Tags::of(text) {
            match tag.name.as_str() {
                "main" => mains += 1,
                "/main" => mains = mains.saturating_sub(1),
                "style" => page.add_css(tag.text),
                _ => {}
            }
            page.add(&tag, mains > 0);
        }
        page
    }

    fn add(&mut self, tag: &Tag<'_>, is_in_main: bool) {
        for (name, value) in &tag.attributes {
            match name.as_str() {
                "id" if !self.ids.insert(value.clone()) => self.twice.push(value.clone()),
                "id" => {}
                "href" | "xlink:href" => self.add_link(value, tag.use_of_href(is_in_main)),
                "src" | "poster" | "action" | "formaction" | "background" => {
                    self.add_link(value, Use::Loaded)
                }
                "data" if tag.name == "object" => self.add_link(value, Use::Loaded),
                "srcset" | "imagesrcset" => {
                    for address in value.split(',').filter_map(|source| source.split_whitespace().next()) {
                        self.add_link(address, Use::Loaded);
                    }
                }
                list if ID_LISTS.contains(&list) => {
                    let ids = value.split_whitespace();
                    self.named_ids.extend(ids.map(|id| (list.to_owned(), id.to_owned())));
                }
                // Any attribute of an SVG may refer to a gradient or a clip path.
                _ => self.add_css(value),
            }
        }
    }

    fn add_link(&mut self, address: &str, used: Use) {
        let address = address.trim().to_owned();
        self.links.push(Link { address, used });
    }

    fn add_css(&mut self, css: &str) {
        for rest in css.split("url(").skip(1) {
            let address = rest.split(')').next().unwrap_or_default();
            self.add_link(address.trim().trim_matches(['"', '\'']), Use::Loaded);
        }
        for rest in css.split("@import").skip(1) {
            let rest = rest.trim_start();
            if let Some(quote) = rest.chars().next().filter(|first| matches!(first, '"' | '\'')) {
                self.add_link(rest.split(quote).nth(1).unwrap_or_default(), Use::Loaded);
            }
        }
    }

    fn own_problems(&self) -> Vec<String> {
        let twice = self.twice.iter().map(|id| format!("id “{id}” is there twice"));
        let missing = self.named_ids.iter().filter(|(_, id)| !self.ids.contains(id));
        let missing =
            missing.map(|(attribute, id)| format!("{attribute} names the id “{id}”, which is missing"));
        twice.chain(missing).collect()
    }
}

/// What a site holds: its files, and of those that name others what they name.
struct Site {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
    pages: BTreeMap<String, Page>,
}

impl Site {
    fn read(folder: &Path) -> Self {
        let mut site = Self { files: BTreeSet::new(), folders: BTreeSet::new(), pages: BTreeMap::new() };
        for entry in WalkDir::new(folder) {
            let entry = entry.expect("the site should be readable");
            let parts = entry.path().strip_prefix(folder).expect("a path below the site");
            let parts: Vec<_> = parts.iter().map(|part| part.to_string_lossy()).collect();
            let path = parts.join("/");
            if entry.file_type().is_dir() {
                site.folders.insert(path);
                continue;
            }
            if [".html", ".svg", ".css"].iter().any(|end| path.ends_with(end)) {
                let text = fs::read_to_string(entry.path()).expect("pages are UTF-8");
                site.pages.insert(path.clone(), Page::of(&path, &text));
            }
            site.files.insert(path);
        }
        site
    }

    fn problem_of(&self, page: &str, link: &Link) -> Option<String> {
        let address = &link.address;
        let wrong = |what: &str| Some(format!("“{address}” {what}"));
        if let Some((scheme, rest)) = split_scheme(address) {
            let host = rest.trim_start_matches('/').split(['/', '?', '#']).next();
            let is_outward = matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel");
            return match link.used {
                Use::Named if is_outward => None,
                Use::Authored if is_outward => None,
                Use::Framed if scheme == "https" && host.is_some_and(|host| FILINGS.contains(&host)) => None,
                Use::Loaded if scheme == "data" => None,
                Use::Loaded => wrong("is loaded from outside the site"),
                _ => wrong("leads out of the site"),
            };
        }
        let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
        // From a disk the query is passed over.
        let path = path.split('?').next().unwrap_or_default();
        let (Some(path), Some(fragment)) = (percent_decoded(path), percent_decoded(fragment)) else {
            return wrong("is not well percent-encoded");
        };
        let target = match self.resolved(page, &path) {
            Ok(target) => target,
            Err(what) => return wrong(what),
        };
        let is_there = fragment.is_empty()
            || fragment == "top"
            || self.pages.get(&target).is_some_and(|page| page.ids.contains(&fragment));
        match is_there {
            true if address.is_empty() || address == "#" => wrong("leads nowhere"),
            true => None,
            false => Some(format!("“{address}” names the id “{fragment}”, which is missing in {target}")),
        }
    }

    /// The file of the site that a path in a page leads to.
    fn resolved(&self, page: &str, path: &str) -> Result<String, &'static str> {
        if path.is_empty() {
            return Ok(page.to_owned());
        }
        if let Some(absolute) = path.strip_prefix('/') {
            // A server shows this page at any address, so its links begin at the site's own, which is not known here.
            let mut ends = absolute.match_indices('/').map(|(at, _)| &absolute[at + 1..]);
            return match ends.find(|end| self.files.contains(*end)) {
                Some(end) if page == "404.html" => Ok(end.to_owned()),
                _ if page == "404.html" && self.files.contains(absolute) => Ok(absolute.to_owned()),
                _ => Err("does not begin at the page, so it works only on one server"),
            };
        }
        let mut parts: Vec<&str> = page.split('/').collect();
        parts.pop();
        for part in path.split('/') {
            match part {
                "." => {}
                ".." if parts.pop().is_none() => return Err("leads out of the site"),
                ".." => {}
                part => parts.push(part),
            }
        }
        let target = parts.join("/");
        if self.files.contains(&target) {
            Ok(target)
        } else if self.folders.contains(target.trim_end_matches('/')) {
            Err("names a folder, which a disk does not open as a page")
        } else {
            Err("names a file that is missing")
        }
    }
}

/// The scheme of an address in lower case, and the rest; `//host` counts as one.
fn split_scheme(address: &str) -> Option<(String, &str)> {
    if let Some(rest) = address.strip_prefix("//") {
        return Some(("https".to_owned(), rest));
    }
    let (scheme, rest) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then(|| (scheme.to_ascii_lowercase(), rest))
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first == b'%' {
            let digits = std::str::from_utf8(tail.get(..2)?).ok()?;
            if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                return None;
            }
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A site in a temporary folder, from paths and texts.
    fn problems_of(files: &[(&str, &str)]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        problems(folder.path())
    }

    #[test]
    fn a_site_that_holds_together_has_no_problems() {
        let home = r##"<!doctype html><html><head>
        <link rel="canonical" href="https://www.example.gov.cn/nb/"><link rel=stylesheet href='assets/site.css?v=1'>
        <title>a < b <a href="none"></title><!-- <a href="none"> --></head>
        <body><main id="main"><a href="2022/%E8%93%9D%E5%A4%A9/index.html#%E6%B0%B4&amp;">蓝天</a>
        <a href="https://example.org/">outside</a><a href="mailto:a@example.org">mail</a>
        <svg role="img" aria-labelledby="t d"><title id="t">x</title><desc id="d"/><g clip-path="url(#clip)"/>
        <clipPath id="clip"/><use href="assets/icons.svg#sun"/></svg>
        <img src="data:image/gif;base64,R0lG#x" srcset="assets/a.png 1x, assets/a.png 2x"></main>
        <script>const text = "<a href='none'>";</script>
        <footer><a href="https://beian.miit.gov.cn/">ICP</a><a href="#main">up</a></footer></body></html>"##;
        let chapter = r##"<table><th id="a">A</th><td headers="a">1</td></table><h2 id="水&#38;">水</h2>
        <a href="../../index.html">home</a><a href="#top">top</a>"##;
        let files = [
            ("index.html", home),
            ("2022/蓝天/index.html", chapter),
            ("404.html", r#"<a href="/sthjj/nb/index.html">home</a>"#),
            ("assets/site.css", "body { background: url('a.png') }"),
            ("assets/a.png", ""),
            ("assets/icons.svg", r#"<svg><symbol id="sun"/></svg>"#),
        ];
        assert_eq!(problems_of(&files), Vec::<String>::new());
    }

    #[test]
    fn each_fault_of_a_site_is_found() {
        let page = r##"<link rel="stylesheet" href="https://cdn.example/x.css"><script src="//cdn.example/x.js"></script>
        <p id="a"></p><p id="a" aria-describedby="a b"></p>
        <a href="missing.html">1</a><a href="2022/">2</a><a href="../x.html">3</a><a href="/index.html">4</a>
        <a href="2022/index.html#none">5</a><a href="">6</a><a href="#">7</a><a href="%zz">8</a>
        <a href="https://example.org/">9</a><style>@import "none.css";</style>
        <main><a href="javascript:alert(1)">10</a></main>"##;
        let files = [
            ("index.html", page),
            ("2022/index.html", "<p id=b>"),
            ("assets/site.css", "a { background: url(none.png) }"),
        ];
        assert_eq!(
            problems_of(&files),
            [
                "assets/site.css: “none.png” names a file that is missing",
                "index.html: id “a” is there twice",
                "index.html: aria-describedby names the id “b”, which is missing",
                "index.html: “https://cdn.example/x.css” is loaded from outside the site",
                "index.html: “//cdn.example/x.js” is loaded from outside the site",
                "index.html: “missing.html” names a file that is missing",
                "index.html: “2022/” names a folder, which a disk does not open as a page",
                "index.html: “../x.html” leads out of the site",
                "index.html: “/index.html” does not begin at the page, so it works only on one server",
                "index.html: “2022/index.html#none” names the id “none”, which is missing in 2022/index.html",
                "index.html: “” leads nowhere",
                "index.html: “#” leads nowhere",
                "index.html: “%zz” is not well percent-encoded",
                "index.html: “https://example.org/” leads out of the site",
                "index.html: “none.css” names a file that is missing",
                "index.html: “javascript:alert(1)” leads out of the site",
            ]
        );
    }
}
