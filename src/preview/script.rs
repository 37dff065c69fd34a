//! The preview's one script in a page: the bytes of a page are those that a build writes, with one tag before the end
//! of its head. And the page that stands in for a site that could not be made yet.
//!
//! A page's own policy lets it load scripts of the site and connect to nothing. The policy stays: the script listens to
//! the server in a worker, which has a policy of its own.

use serde::Serialize;

use crate::problem::Tongue;

/// The script.
pub(super) const SOURCE: &str = include_str!("preview.js");

/// Its address. No file of a site begins with `_`.
pub(super) const ADDRESS: &str = "/_nianbao/preview.js";

/// The address of the events that it listens to.
pub(super) const EVENTS: &str = "/_nianbao/events";

/// Which bytes a page is shown with: two pages with the same mark look the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Mark {
    /// Of the page itself, and of the scripts and pictures that it uses.
    pub(super) page: String,
    /// Of its style sheets.
    pub(super) styles: String,
}

/// A page as it is served: with the script's tag.
pub(super) fn with_tag(page: &[u8], mark: &Mark) -> Vec<u8> {
    let tag = tag(mark);
    let at = end_of_head(page);
    [&page[..at], tag.as_bytes(), &page[at..]].concat()
}

fn tag(Mark { page, styles }: &Mark) -> String {
    format!("<script src=\"{ADDRESS}\" data-page=\"{page}\" data-styles=\"{styles}\" defer></script>\n")
}

/// Where the head of a page ends; the end of the page, if it has none.
fn end_of_head(page: &[u8]) -> usize {
    let end = b"</head>";
    page.windows(end.len()).position(|part| part.eq_ignore_ascii_case(end)).unwrap_or(page.len())
}

/// What stands in for every page before there is a site: the problems as text, over which the script shows them.
pub(super) fn stand_in(problems: &str, tongue: Tongue) -> Vec<u8> {
    let (lang, title) = match tongue {
        Tongue::Chinese => ("zh-CN", "网页还没有生成"),
        Tongue::English => ("en", "No pages yet"),
    };
    let plain = problems.replace('&', "&amp;").replace('<', "&lt;");
    let tag = tag(&Mark::default());
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n{tag}</head>\n\
         <body>\n<noscript><h1>{title}</h1>\n<pre>{plain}</pre></noscript>\n</body>\n</html>\n"
    )
    .into_bytes()
}

/// The files of the site that a page's look or working depends on: style sheets, scripts and pictures, by the paths that
/// stand in its tags.
pub(super) fn used(page: &str, path: &str) -> Vec<String> {
    const ENDINGS: [&str; 9] = [".css", ".js", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"];
    let mut used: Vec<String> = page
        .split("=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|value| ENDINGS.iter().any(|ending| value.ends_with(ending)))
        .filter_map(|value| joined(path, value))
        .collect();
    used.sort();
    used.dedup();
    used
}

/// A relative link in a page as a path below the site's folder; none if it leads out.
fn joined(page: &str, link: &str) -> Option<String> {
    let mut steps: Vec<&str> = page.split('/').collect();
    steps.pop();
    for step in link.split('/') {
        match step {
            "." | "" => {}
            ".." => drop(steps.pop()?),
            step => steps.push(step),
        }
    }
    let link = steps.join("/");
    percent_encoding::percent_decode_str(&link).decode_utf8().ok().map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_stands_before_the_end_of_the_head() {
        let mark = Mark { page: "a".to_owned(), styles: "b".to_owned() };
        let served = String::from_utf8(with_tag(b"<head>\n</HEAD><p></head>", &mark)).expect("text");
        let tag = "<script src=\"/_nianbao/preview.js\" data-page=\"a\" data-styles=\"b\" defer></script>\n";
        assert_eq!(served, format!("<head>\n{tag}</HEAD><p></head>"));
        assert_eq!(with_tag(b"no head", &mark), format!("no head{tag}").into_bytes());
    }

    #[test]
    fn a_page_uses_the_files_that_its_tags_name() {
        let page = "<link href=\"../assets/a.css\"><script src=\"../assets/b.js\"></script>\
                    <img src=\"data/%E5%A1%94.png\"><img src=\"../../../x.png\"><a href=\"c/index.html\">";
        assert_eq!(used(page, "2022/index.html"), ["2022/data/塔.png", "assets/a.css", "assets/b.js"]);
    }
}
