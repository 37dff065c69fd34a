//! All that can be made of a content folder, in memory: the pages of its site, and each report as a document in every
//! form but those that need a browser.

use std::collections::BTreeMap;
use std::path::Path;

use nianbao::export::Pictures;
use nianbao::export::docx::{self, Contents};
use nianbao::export::{archive, paper};
use nianbao::load::{self, Project, Request};
use nianbao::model::{Audience, Report};
use nianbao::problem::{Problem, has_errors};
use nianbao::render::{Entry, Renderer, Setting};
use nianbao::resolve::Book;

/// Files by their path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// What a content folder comes to: the problems, and without an error what `use_it` makes of its reports.
pub(crate) fn read<T>(
    content: &Path,
    audience: Audience,
    use_it: impl FnOnce(&Project, &Book, &[Report]) -> T,
) -> (Vec<Problem>, Option<T>) {
    let (project, mut problems) = load::project(&Request { content: content.to_owned(), theme: None });
    let Some(project) = project else { return (problems, None) };
    let (book, mut found) = Book::open(&project, audience);
    problems.append(&mut found);
    let made = book.reports(|report, found| (report, found));
    let mut reports = Vec::new();
    for (report, mut found) in made {
        problems.append(&mut found);
        reports.push(report);
    }
    let made = (!has_errors(&problems)).then(|| use_it(&project, &book, &reports));
    (problems, made)
}

/// All files of the site of a content folder and all documents; nothing if there are errors.
pub(crate) fn all(content: &Path, audience: Audience) -> (Vec<Problem>, Option<Files>) {
    read(content, audience, |project, book, reports| files(project, book, (reports, audience)))
}

fn files(project: &Project, book: &Book, (reports, audience): (&[Report], Audience)) -> Files {
    let entries = reports.iter().map(Entry::from).collect();
    let trends = book.trends(reports);
    let theme = &project.dressing.theme;
    let renderer =
        Renderer::new(theme, &project.site, Setting::of(audience, entries, trends)).expect("a theme");
    let pages = reports.iter().flat_map(|report| renderer.report(report).expect("pages"));
    let pages = pages.chain(renderer.front().expect("pages")).map(|page| (page.path, page.bytes));
    // Charts stand in them as what is said of them: their drawings are the site's.
    let setting = docx::Setting { site: &project.site, theme, audience, contents: Contents::Listed };
    let documents = reports.iter().map(|report| {
        let document = docx::document(&setting, report, &Pictures::default());
        (format!("{}.docx", report.path), document)
    });
    let none = BTreeMap::new();
    let alone = reports
        .iter()
        .map(|report| (format!("{}.html", report.path), renderer.alone(report, &none).expect("a page")));
    let setting = paper::Setting { site: &project.site, theme, audience };
    let printed = reports
        .iter()
        .map(|report| (format!("{}.pdf", report.path), paper::document(&setting, report, &none)));
    let mut all: Files = pages.chain(documents).chain(alone).chain(printed).collect();
    let files = all.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    let archive = archive::site("site", &files);
    all.insert("site.zip".to_owned(), archive);
    all
}
