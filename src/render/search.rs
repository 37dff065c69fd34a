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
use super::passages::{PageText, Passage, change, numbered, passages, spaced, verdicts};
use super::symbols::{legend, status_key};
use super::tables::plain_value;
use super::views::{Entry as EntryOfContents, Search, SearchReport};
use super::{Entry, Page, Renderer};
use crate::model::{Chapter, FigureGroup, FigureRow, Report, plain};
use crate::problem::Problem;

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
        views.insert("search", &Search { reports, symbols_html });
        let name = self.words.get("search").to_owned();
        let spec = Spec {
            path: PATH,
            links,
            crumbs: vec![here(&name)],
            name,
            report: None,
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
        folders.chain([self.words.fill("year", &[("year", &year.to_string())])]).collect()
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
        let said = [
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
            text: spaced(said.into_iter()),
        }
    }
}

/// Data as a call in a script. JSON is JavaScript; `<` is escaped all the same, so that nothing in it looks like a tag.
fn script(data: &Data) -> String {
    let json = serde_json::json!(data).to_string();
    let mut out = String::with_capacity(json.len() + 20);
    out.push_str("nianbaoSearch(");
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out.push_str(");\n");
    out
}
