//! The page that searches all reports, and the data it searches: a script a report, since a page opened from the
//! disk may load scripts and nothing else.

use serde::Serialize;
use tera::Context;

use super::cover::here;
use super::entry::ChapterEntry;
use super::frame::{Current, Spec};
use super::html::hangs;
use super::inline::{Setter, Style};
use super::links::{Links, cover_path, encode, inner_path};
use super::passages::{PageText, Passage, beside, change, numbered, passages, verdicts};
use super::symbols::legend;
use super::views::{Entry as EntryOfContents, Search, SearchReport};
use super::{Entry, Page, Renderer};
use crate::model::text::{self, Script};
use crate::model::{Chapter, FigureGroup, FigureRow, Report, plain};
use crate::problem::Problem;
use crate::reader::symbols::status_key;
use crate::reader::values::plain_value;

/// Where the page stands.
pub(super) const PATH: &str = "search/index.html";

/// Where the data of a report lies.
fn data_path(report: &str) -> String {
    format!("search/{report}.js")
}

/// What is searched of a report.
#[derive(Debug, Serialize)]
struct Data {
    /// The steps to the report: its folders, its year.
    place: Vec<String>,
    pages: Vec<PageData>,
    figures: FiguresData,
}

/// A page of text: the cover or a chapter.
#[derive(Debug, Serialize)]
struct PageData {
    /// Its address from the search page.
    href: String,
    /// Its title without its number.
    name: String,
    /// The titles of the chapters above it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    above: Vec<String>,
    passages: Vec<Passage>,
}

/// The page of figures.
#[derive(Debug, Serialize)]
struct FiguresData {
    href: String,
    title: String,
    groups: Vec<GroupData>,
}

/// The figures of a group.
#[derive(Debug, Serialize)]
struct GroupData {
    title: String,
    rows: Vec<RowData>,
}

/// A figure.
#[derive(Debug, Serialize)]
struct RowData {
    anchor: String,
    label: String,
    /// As shown, with its unit.
    value: String,
    /// What is said beside it: change, verdicts, note, source, department.
    text: String,
}

impl Renderer {
    /// The search, with the contents of all reports for those who search without a script.
    pub(super) fn search(&self) -> Result<Page, Vec<Problem>> {
        let links = self.links(PATH);
        let mut setter = self.setter(links, "");
        let reports = self.entries.iter().map(|entry| self.search_report(&mut setter, entry)).collect();
        let symbols_html = legend(&self.words, &setter.seen);
        let mut views = Context::new();
        views.insert("search", &Search { terms: terms(), reports, symbols_html });
        let name = self.words.get("search").to_owned();
        let spec = Spec {
            path: PATH,
            links,
            crumbs: vec![here(&name)],
            name,
            report: None,
            source: None,
            description: self.words.get("search_label").to_owned(),
            current: Current::Search,
            charts: false,
        };
        self.page("search.html", &spec, views)
    }

    fn search_report(&self, setter: &mut Setter<'_>, entry: &Entry) -> SearchReport {
        let links = setter.links;
        let contents =
            entry.chapters.iter().map(|chapter| self.search_entry(setter, entry, chapter)).collect();
        SearchReport {
            place: self.place(&entry.path, entry.year).join(" "),
            title_html: self.title(setter, &entry.title),
            draft: entry.draft,
            href: links.to(&cover_path(&entry.path)),
            data: links.to(&data_path(&entry.path)),
            contents,
        }
    }

    fn search_entry(
        &self,
        setter: &mut Setter<'_>,
        entry: &Entry,
        chapter: &ChapterEntry,
    ) -> EntryOfContents {
        let children = chapter.children.iter();
        EntryOfContents {
            href: setter.links.page(&entry.path, &chapter.address, None),
            number: chapter.number.clone().unwrap_or_default(),
            hangs: hangs(chapter.number.as_deref()),
            title_html: setter.line(&chapter.title, Style::Title),
            summary_html: String::new(),
            current: false,
            children: children.map(|child| self.search_entry(setter, entry, child)).collect(),
        }
    }

    /// The steps to a report: the folders that hold it, its year.
    fn place(&self, path: &str, year: i16) -> Vec<String> {
        let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
        let folders = folders.split('/').filter(|folder| !folder.is_empty()).map(str::to_owned);
        folders.chain([self.words.year(year)]).collect()
    }

    /// What is searched of a report, as a script that hands it over.
    pub(super) fn search_data(&self, report: &Report) -> Page {
        let links = self.links(PATH);
        let mut pages = vec![self.cover_data(report, links)];
        for chapter in &report.chapters {
            self.chapter_data(report, (chapter, &[]), &mut pages);
        }
        let figures = FiguresData {
            href: links.to(&inner_path(&report.path, "figures")),
            title: self.words.get("nav_figures").to_owned(),
            groups: report.groups.iter().map(|group| self.group_data(group)).collect(),
        };
        let data = Data { place: self.place(&report.path, report.year), pages, figures };
        Page::text(data_path(&report.path), script(&data))
    }

    fn cover_data(&self, report: &Report, links: Links<'_>) -> PageData {
        let text = PageText {
            title: plain(&report.title),
            lead: vec![plain(&report.summary), plain(&report.corrections)],
            blocks: &report.opening,
            footnotes: &report.opening_footnotes,
        };
        PageData {
            href: links.to(&cover_path(&report.path)),
            name: plain(&report.title),
            above: Vec::new(),
            passages: self.passages(report, text),
        }
    }

    fn chapter_data(
        &self,
        report: &Report,
        (chapter, above): (&Chapter, &[String]),
        out: &mut Vec<PageData>,
    ) {
        let text = PageText {
            title: numbered(chapter.number.as_deref(), &chapter.title),
            lead: vec![plain(&chapter.summary)],
            blocks: &chapter.blocks,
            footnotes: &chapter.footnotes,
        };
        out.push(PageData {
            href: self.links(PATH).page(&report.path, &chapter.address, None),
            name: plain(&chapter.title),
            above: above.to_vec(),
            passages: self.passages(report, text),
        });
        let above: Vec<String> = above.iter().cloned().chain([plain(&chapter.title)]).collect();
        for child in &chapter.children {
            self.chapter_data(report, (child, &above), out);
        }
    }

    /// The passages of a page, with anchors as they stand in addresses.
    fn passages(&self, report: &Report, text: PageText<'_>) -> Vec<Passage> {
        let found = passages(&self.words, report, text).into_iter();
        found.map(|passage| Passage { anchor: encode(&passage.anchor), ..passage }).collect()
    }

    fn group_data(&self, group: &FigureGroup) -> GroupData {
        GroupData {
            title: group.title.clone(),
            rows: group.rows.iter().map(|row| self.row_data(row)).collect(),
        }
    }

    fn row_data(&self, row: &FigureRow) -> RowData {
        let status = status_key(&row.value, row.status).map_or("", |key| self.words.get(key)).to_owned();
        let said = vec![
            status,
            change(row),
            verdicts(row),
            plain(&row.note),
            row.source.clone().unwrap_or_default(),
            row.department.clone().unwrap_or_default(),
        ];
        RowData {
            anchor: encode(&row.id),
            label: row.label.clone(),
            value: plain_value(&self.words, &row.value, &row.unit),
            text: beside(said),
        }
    }
}

/// The terms that are set with lowered or raised parts, for the script that shows results: `PM_2.5 m^3`.
fn terms() -> String {
    let terms = text::terms().map(|(base, part, script)| {
        let sign = if script == Script::Sup { '^' } else { '_' };
        format!("{base}{sign}{part}")
    });
    terms.collect::<Vec<_>>().join(" ")
}

/// Data as a call in a script. JSON is JavaScript; `<` is escaped all the same, so that nothing in it looks like a tag.
fn script(data: &Data) -> String {
    let json = serde_json::json!(data).to_string();
    let json = json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("nianbaoSearch({json});\n")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::super::sample::{pages, report, site, theme};
    use super::super::tests::decode;
    use super::super::{Renderer, Setting};
    use super::*;
    use crate::model::Audience;

    /// The data of the sample's report of 2022, in a folder of its own, and the pages it leads to.
    fn data() -> (Value, Vec<Page>) {
        let report = Report { path: "east/2022".to_owned(), ..report(2022) };
        let setting = Setting::of(Audience::Public, vec![Entry::from(&report)], Vec::new());
        let renderer = Renderer::new(&theme("zh-Hans"), &site(), setting).unwrap();
        let pages = renderer.report(&report).unwrap();
        let data = pages.iter().find(|page| page.path == "search/east/2022.js").unwrap();
        let text = std::str::from_utf8(&data.bytes).unwrap();
        let json = text.strip_prefix("nianbaoSearch(").unwrap().strip_suffix(");\n").unwrap();
        (serde_json::from_str(json).unwrap(), pages)
    }

    fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
        value[key].as_array().map_or(&[], Vec::as_slice)
    }

    #[test]
    fn all_that_can_be_found_leads_to_a_page_and_an_anchor_that_exist() {
        let (data, pages) = data();
        let mut links = Vec::new();
        for page in list(&data, "pages") {
            for passage in list(page, "passages") {
                links.push((page["href"].as_str().unwrap(), passage["anchor"].as_str().unwrap_or_default()));
            }
        }
        for group in list(&data["figures"], "groups") {
            for row in list(group, "rows") {
                links.push((data["figures"]["href"].as_str().unwrap(), row["anchor"].as_str().unwrap()));
            }
        }
        assert!(links.len() > 20, "{links:?}");
        for (href, anchor) in links {
            let path = decode(href.strip_prefix("../").unwrap());
            let page = pages.iter().find(|page| page.path == path).unwrap_or_else(|| panic!("{path}"));
            let html = String::from_utf8_lossy(&page.bytes);
            assert!(
                anchor.is_empty() || html.contains(&format!(" id=\"{}\"", decode(anchor))),
                "{path}#{anchor}"
            );
        }
    }

    #[test]
    fn headings_charts_tables_and_rows_of_work_are_passages_of_their_own() {
        let (data, _) = data();
        let titles: BTreeSet<&str> = list(&data, "pages")
            .iter()
            .flat_map(|page| list(page, "passages"))
            .filter_map(|passage| passage["title"].as_str())
            .collect();
        for title in [
            "2022年工作总结和2023年工作计划",
            "PM2.5先降后升，7月、8月最低",
            "六项污染物浓度与限值",
            "第一轮省环保督察反馈问题",
        ] {
            assert!(titles.contains(title), "{title}: {titles:?}");
        }
        assert_eq!(data["place"], serde_json::json!(["east", "2022年"]));
    }

    #[test]
    fn a_figure_is_found_with_its_value_and_a_masked_one_without() {
        let (data, _) = data();
        let rows: Vec<&Value> =
            list(&data["figures"], "groups").iter().flat_map(|group| list(group, "rows")).collect();
        let value = |anchor: &str| rows.iter().find(|row| row["anchor"] == anchor).unwrap()["value"].clone();
        assert_eq!(value("air.good_days"), "95.8%");
        assert_eq!(value("air.pm25"), "24微克/立方米");
        assert_eq!(value("law.cases"), "**件");
    }

    #[test]
    fn data_cannot_leave_its_script() {
        let figures = FiguresData { href: String::new(), title: String::new(), groups: Vec::new() };
        let place = vec!["</script><b>\u{2028}\"\\".to_owned()];
        assert_eq!(
            script(&Data { place, pages: Vec::new(), figures }),
            "nianbaoSearch({\"figures\":{\"groups\":[],\"href\":\"\",\"title\":\"\"},\"pages\":[],\
             \"place\":[\"\\u003c/script>\\u003cb>\\u2028\\\"\\\\\"]});\n"
        );
    }

    #[test]
    fn the_search_lists_every_report_newest_first_with_its_contents() {
        let pages = pages("zh-Hans", Audience::Public);
        let page = pages.iter().find(|page| page.path == PATH).unwrap();
        let html = String::from_utf8_lossy(&page.bytes);
        let data: Vec<&str> =
            html.split("data-search=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(data.is_sorted_by(|a, b| a > b) && data.contains(&"2022.js"), "{data:?}");
        assert!(html.contains("href=\"../2022/work/battles/%E8%93%9D%E5%A4%A9/index.html\""), "{html}");
        assert!(html.contains("noindex"));
    }
}
