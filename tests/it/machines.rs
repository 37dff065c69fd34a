//! What a site says to machines: the feed, the site map, the page tags, Open Graph words and JSON-LD.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};
use serde_json::Value;

use crate::fixture::{Site, build, build_with, built, copy, fixtures, replace};

const BASE: &str = "https://www.example.gov.cn/nb/";
const ATOM: &str = "http://www.w3.org/2005/Atom";

fn children<'a, 'd>(node: Node<'a, 'd>, name: &'a str) -> impl Iterator<Item = Node<'a, 'd>> {
    node.children().filter(move |child| child.has_tag_name((ATOM, name)))
}

/// The text of the only child of a name.
fn only(node: Node<'_, '_>, name: &str) -> String {
    let found: Vec<_> = children(node, name).collect();
    assert_eq!(found.len(), 1, "{name} in {:?}", node.tag_name());
    found[0].text().unwrap_or_default().to_owned()
}

/// Whether a text is a moment by RFC 3339: `2022-12-20T09:00:00+08:00`.
fn is_moment(text: &str) -> bool {
    let form: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    form == "0000-00-00T00:00:00+00:00" || form == "0000-00-00T00:00:00-00:00"
}

/// The pairs of name and content of a page's `<meta>` of a kind.
fn metas(html: &str, kind: &str) -> Vec<(String, String)> {
    html.split(&format!("<meta {kind}=\""))
        .skip(1)
        .filter_map(|rest| {
            let (name, rest) = rest.split_once("\" content=\"")?;
            Some((name.to_owned(), rest.split_once('"')?.0.to_owned()))
        })
        .collect()
}

fn linked_data(html: &str) -> Vec<Value> {
    let blocks = html.split("<script type=\"application/ld+json\">").skip(1);
    blocks
        .map(|rest| serde_json::from_str(rest.split("</script>").next().expect("an end")).expect("JSON"))
        .collect()
}

#[test]
fn the_feed_is_atom_with_an_entry_a_published_report() {
    let site = build("trends");
    let text = site.text("feed.xml");
    let document = Document::parse(&text).expect("well-formed XML");
    let feed = document.root_element();
    assert!(feed.has_tag_name((ATOM, "feed")));
    assert_eq!(only(feed, "title"), "示例市生态环境年报");
    assert_eq!(only(feed, "id"), BASE);
    let author = children(feed, "author").next().expect("an author");
    assert_eq!(only(author, "name"), "示例市生态环境局");
    let own = children(feed, "link").find(|link| link.attribute("rel") == Some("self"));
    assert_eq!(own.and_then(|link| link.attribute("href")), Some("https://www.example.gov.cn/nb/feed.xml"));
    let entries: Vec<_> = children(feed, "entry").collect();
    let ids: BTreeSet<String> = entries.iter().map(|entry| only(*entry, "id")).collect();
    assert_eq!((entries.len(), ids.len()), (5, 5), "the draft of 2025 is none");
    let mut latest = String::new();
    for entry in entries {
        let (title, updated) = (only(entry, "title"), only(entry, "updated"));
        assert!(!title.is_empty() && is_moment(&updated) && is_moment(&only(entry, "published")), "{title}");
        let link = children(entry, "link").next().expect("a link");
        assert_eq!(link.attribute("href"), Some(only(entry, "id").as_str()));
        latest = latest.max(updated);
    }
    assert_eq!(only(feed, "updated"), latest);
    let pages = site.text("east/2022/index.html");
    assert!(pages.contains("type=\"application/atom+xml\""), "the pages name the feed");
}

#[test]
fn the_site_map_lists_every_page_but_drafts_the_search_and_the_lost() {
    let site = build("trends");
    let text = site.text("sitemap.xml");
    let document = Document::parse(&text).expect("well-formed XML");
    let found: BTreeSet<String> = document
        .descendants()
        .filter(|node| node.tag_name().name() == "loc")
        .filter_map(|node| Some(node.text()?.strip_prefix(BASE)?.to_owned()))
        .collect();
    let pages = site.files().into_keys().filter(|path| path.ends_with(".html"));
    let expected: BTreeSet<String> = pages
        .filter(|path| path != "404.html" && path != "search/index.html" && !path.starts_with("east/2025/"))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_page_of_a_portal_has_its_tags_in_their_forms() {
    let site = build("trends");
    let government = |page: &str| {
        let metas = metas(&site.text(page), "name").into_iter();
        metas.filter(|(name, _)| name.starts_with(char::is_uppercase)).collect::<Vec<_>>()
    };
    let pair = |name: &str, content: &str| (name.to_owned(), content.to_owned());
    let portal = [
        pair("SiteName", "示例市人民政府"),
        pair("SiteDomain", "www.example.gov.cn"),
        pair("SiteIDCode", "3600000000"),
    ];
    let column = [&portal[..], &[pair("ColumnName", "年度报告")]].concat();
    let article = |title: &str, date: &str, source: &str| {
        let own = [pair("ArticleTitle", title), pair("PubDate", date), pair("ContentSource", source)];
        [&column[..], &own].concat()
    };
    assert_eq!(government("404.html"), portal);
    assert_eq!(government("index.html"), column);
    assert_eq!(government("trends/east/index.html"), column);
    let office = "示例市生态环境局";
    assert_eq!(government("east/2022/index.html"), article("东县2022年总结", "2022-12-20 09:00", office));
    assert_eq!(government("west/2024/air/index.html"), article("大气", "2024-12-25 00:00", "大气科"));
}

#[test]
fn a_tag_that_every_page_must_have_may_not_be_empty() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = folder.path().join("content");
    copy(&fixtures().join("trends"), &content);
    replace(&content, "site.yaml", ("  id_code: \"3600000000\"\n", "  id_code: \"\"\n"));
    let run = built(&content, &["--format", "json"]).run;
    assert_eq!(run.status, 1);
    let said: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let problems = said["problems"].as_array().expect("a list").iter();
    let errors: Vec<&Value> = problems.filter(|problem| problem["severity"] == "error").collect();
    let [error] = errors[..] else { panic!("one error: {errors:?}") };
    assert_eq!(error["code"], "missing-key");
    assert!(error["message"].as_str().expect("a message").contains("id_code"));
}

#[test]
fn a_site_that_names_no_portal_tag_needs_none() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = folder.path().join("content");
    copy(&fixtures().join("minimal"), &content);
    let site = std::fs::read_to_string(content.join("site.yaml")).expect("a file");
    std::fs::write(content.join("site.yaml"), site + "government_site: {icp: 赣ICP备00000000号}\n")
        .expect("a file");
    let site = built(&content, &[]);
    assert_eq!(site.run.status, 0, "{}", site.run.stderr);
    assert!(
        site.text("index.html").contains("赣ICP备00000000号")
            && !site.text("index.html").contains("SiteName")
    );
}

#[test]
fn a_shared_page_says_what_and_when_it_is() {
    let site = build("trends");
    let words = metas(&site.text("east/2023/index.html"), "property");
    let words: Vec<(&str, &str)> =
        words.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect();
    assert_eq!(
        words,
        [
            ("og:title", "东县2023年总结"),
            ("og:description", "PM2.5为28微克/立方米。"),
            ("og:type", "article"),
            ("og:site_name", "示例市生态环境年报"),
            ("og:locale", "zh_CN"),
            ("og:url", "https://www.example.gov.cn/nb/east/2023/index.html"),
            ("article:published_time", "2023-12-20T09:00:00+08:00"),
            ("article:modified_time", "2024-01-15T00:00:00+08:00"),
        ]
    );
}

#[test]
fn a_cover_is_a_report_and_its_figures_are_a_data_set_with_downloads() {
    let site = build("trends");
    let [report] = &linked_data(&site.text("east/2023/index.html"))[..] else { panic!("one block") };
    assert_eq!(report["@type"], "Report");
    assert_eq!(report["name"], "东县2023年总结");
    assert_eq!(report["temporalCoverage"], "2023-01/2023-11");
    assert_eq!(report["datePublished"], "2023-12-20T09:00:00+08:00");
    let [data] = &linked_data(&site.text("east/2023/figures/index.html"))[..] else { panic!("one block") };
    assert_eq!(data["@type"], "Dataset");
    let files = data["distribution"].as_array().expect("a list").iter();
    for file in files {
        let address = file["contentUrl"].as_str().and_then(|address| address.strip_prefix(BASE));
        assert!(site.files().contains_key(address.expect("an address in the site")), "{file}");
    }
    assert!(!data.to_string().contains("4711"), "what is masked is not said to machines");
}

#[test]
fn a_title_cannot_end_the_element_that_holds_json() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = folder.path().join("content");
    copy(&fixtures().join("minimal"), &content);
    let report = std::fs::read_to_string(content.join("2022/report.yaml")).expect("a file");
    let report = report.lines().map(|line| match line.strip_prefix("title: ") {
        Some(_) => "title: \"</script><b>总结&amp;\"",
        None => line,
    });
    std::fs::write(content.join("2022/report.yaml"), report.collect::<Vec<_>>().join("\n")).expect("a file");
    let site = built(&content, &[]);
    assert_eq!(site.run.status, 0, "{}", site.run.stderr);
    let [report] = &linked_data(&site.text("2022/index.html"))[..] else { panic!("one block") };
    assert_eq!(report["name"], "</script><b>总结&amp;");
}

/// Whether a page of a site has anything that needs an absolute address.
fn absolute(site: &Site) -> Vec<&'static str> {
    let page = site.text("2022/index.html");
    ["rel=\"canonical\"", "og:url", "atom+xml"].into_iter().filter(|word| page.contains(word)).collect()
}

#[test]
fn without_a_base_address_nothing_absolute_is_said() {
    let site = build("minimal");
    assert_eq!(absolute(&site), Vec::<&str>::new());
    assert!(!site.files().contains_key("sitemap.xml") && !site.files().contains_key("feed.xml"));
    assert!(metas(&site.text("2022/index.html"), "property").iter().any(|(name, _)| name == "og:title"));
}

#[test]
fn an_internal_site_and_a_draft_say_nothing_to_machines() {
    let internal = build_with("trends", &["--audience", "internal"]);
    assert!(!internal.files().contains_key("sitemap.xml") && !internal.files().contains_key("feed.xml"));
    let draft = build("trends").text("east/2025/index.html");
    for page in [internal.text("east/2022/index.html"), draft] {
        assert_eq!(metas(&page, "property"), Vec::new());
        assert!(linked_data(&page).is_empty() && page.contains("noindex"));
    }
}
