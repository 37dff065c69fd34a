//! Archives, printed a few offices at a time: the same pages and problems as of the whole at once; and a build of what
//! has not changed, which writes nothing.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Mutex;
use std::time::SystemTime;

use nianbao::load::{Catalogue, Library, Request};
use nianbao::model::Audience;
use nianbao::press::{Press, Printing, Sink};
use nianbao::render::Page;
use tempfile::TempDir;

use crate::fixture::{copy, files, fixtures, nianbao, replace};
use crate::press::told;

type Pages = BTreeMap<String, Vec<u8>>;

/// Takes all pages.
#[derive(Default)]
struct Shelf(Mutex<Pages>);

impl Sink for Shelf {
    fn page(&self, page: &Page) -> io::Result<()> {
        let twice = self.0.lock().expect("pages").insert(page.path.clone(), page.bytes.clone());
        assert!(twice.is_none(), "{} is given once", page.path);
        Ok(())
    }
}

/// Eighteen offices of one year, whose texts lead to each other, before two of several years.
fn archive() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    copy(&fixtures().join("trends"), folder.path());
    for at in 0..18 {
        let office = format!("a{at:02}");
        copy(&folder.path().join("west/2024"), &folder.path().join(&office).join("2024"));
        let next = if at == 17 { "west".to_owned() } else { format!("a{:02}", at + 1) };
        let text =
            format!("# 大气\n\n优良天数{{{{ air.days }}}}，见[下一个](../../{next}/2024/air.md#去向)。\n");
        fs::write(folder.path().join(office).join("2024/air.md"), text + "\n## 去向\n\n无。\n")
            .expect("a text");
    }
    fs::write(
        folder.path().join("west/2024/air.md"),
        "# 大气\n\n优良天数{{ air.days }}。\n\n## 去向\n\n无。\n",
    )
    .expect("a text");
    folder
}

/// Holds what is printed of parts to what is printed of the whole; gives the pages and what is told.
fn same(content: &Path, audience: Audience, only: &[String]) -> (Option<Pages>, String) {
    let request = Request { content: content.to_owned(), theme: None };
    let library = Library::open(request.clone());
    let project = library.project().expect("a project");
    let Printing { edition, mut problems } = Press::new(audience, only).print(&project);
    problems.extend(library.problems());
    let whole = told(problems);
    let (catalogue, mut problems) = Catalogue::open(&request);
    let catalogue = catalogue.expect("a catalogue");
    let shelf = Shelf::default();
    let press = Press::new(audience, only);
    let printed = press.print_all(&catalogue, &shelf);
    problems.extend(printed.problems.iter().cloned());
    assert_eq!(told(problems.clone()), whole);
    let others = problems.len() - printed.problems.len();
    problems.truncate(others);
    problems.extend(press.read_all(&catalogue));
    assert_eq!(told(problems), whole, "reading alone finds the same");
    let edition = edition.map(|edition| {
        let given = shelf.0.into_inner().expect("pages");
        let pages: Pages = edition.pages().map(|page| (page.path.clone(), page.bytes.clone())).collect();
        assert_eq!(given.keys().collect::<Vec<_>>(), pages.keys().collect::<Vec<_>>());
        for (path, bytes) in &pages {
            assert!(given[path] == *bytes, "{path} is not the same");
        }
        assert_eq!(printed.charts, edition.charts());
        pages
    });
    (edition, whole)
}

#[test]
fn an_archive_printed_in_parts_is_that_of_the_whole() {
    let folder = archive();
    for audience in [Audience::Public, Audience::Internal] {
        let (pages, told) = same(folder.path(), audience, &[]);
        let pages = pages.unwrap_or_else(|| panic!("{told}"));
        let text = String::from_utf8(pages["a17/2024/air/index.html"].clone()).expect("a page");
        assert!(text.contains("west/2024/air/index.html#"), "{text}");
        assert!(
            text.contains("trends/index.html"),
            "trends of a later office are in the header of the first"
        );
    }
    same(folder.path(), Audience::Public, &["a03/2024".to_owned(), "west/2024".to_owned()]);
    same(folder.path(), Audience::Public, &["a03/2024".to_owned(), "a3/2024".to_owned()]);
}

#[test]
fn errors_in_parts_of_an_archive_are_those_of_the_whole() {
    let folder = archive();
    replace(folder.path(), "a00/2024/air.md", ("../../a01/2024/air.md#去向", "../../a01/2024/aire.md"));
    replace(folder.path(), "a09/2024/air.md", ("a10/2024/air.md#去向", "a10/2024/air.md#来历"));
    replace(folder.path(), "west/2025/report.yaml", ("year: 2025", "year: 2024"));
    fs::write(folder.path().join("a12/2024/metrics/air.yaml"), "metrics: [").expect("a file");
    let (pages, told) = same(folder.path(), Audience::Public, &[]);
    assert!(pages.is_none());
    for code in ["broken-link", "broken-anchor", "duplicate-id"] {
        assert!(told.contains(code), "{code} in {told}");
    }
}

#[test]
fn a_second_build_of_an_unchanged_tree_writes_nothing_and_tells_its_warnings_again() {
    let folder = TempDir::new().expect("a folder");
    copy(&fixtures().join("minimal"), &folder.path().join("content"));
    let metrics = folder.path().join("content/2022/metrics/air.yaml");
    fs::create_dir_all(metrics.parent().expect("a folder")).expect("a folder");
    fs::write(metrics, "title: 大气\nmetrics:\n  days: {label: 优良天数, unit: 天, value: 350}\n")
        .expect("a file");
    let build = |arguments: &[&str]| nianbao(folder.path(), &[&["build"], arguments].concat());
    let times = || -> Vec<SystemTime> {
        let files = walkdir::WalkDir::new(folder.path().join("site")).sort_by_file_name().into_iter();
        let time = |file: walkdir::DirEntry| file.metadata().expect("a file").modified().expect("a time");
        files.map(|file| time(file.expect("a file"))).collect()
    };
    let first = build(&[]);
    assert_eq!(first.status, 0, "{}", first.stderr);
    assert!(first.stderr.contains("[unused-metric]"), "{}", first.stderr);
    let before = times();
    let second = build(&[]);
    assert_eq!((second.status, &second.stderr), (0, &first.stderr));
    assert!(second.stdout.contains("没有变化"), "{}", second.stdout);
    assert_eq!(times(), before);
    assert_eq!(build(&["--deny-warnings"]).status, 1);
    assert!(build(&["--only", "2022"]).stdout.contains("生成"), "another build of the same");
    fs::write(folder.path().join("site/index.html"), "something else").expect("a page");
    assert!(build(&["--only", "2022"]).stdout.contains("生成"), "somebody changed a page");
    replace(folder.path(), "content/2022/1-air.md", ("持续", "不断"));
    assert!(build(&["--only", "2022"]).stdout.contains("生成"), "the content has changed");
    assert!(build(&["--only", "2022"]).stdout.contains("没有变化"));
}

#[test]
fn a_site_of_other_content_in_the_place_of_the_last_build_is_made_again() {
    let folder = TempDir::new().expect("a folder");
    let at = |path: &str| folder.path().join(path);
    for content in ["old", "new"] {
        copy(&fixtures().join("minimal"), &at(content));
    }
    replace(&at("new"), "2022/1-air.md", ("持续", "不断"));
    let build = |content: &str, out: &str| {
        let run = nianbao(folder.path(), &["build", "--content", content, "--out", out]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout
    };
    build("new", "other");
    build("old", "site");
    let old = files(&at("site"));
    // As a build of the new content leaves it that is killed before it is remembered; or a person.
    fs::rename(at("site"), at("away")).expect("a folder");
    fs::rename(at("other"), at("site")).expect("a folder");
    assert!(build("old", "site").contains("生成"));
    assert!(files(&at("site")) == old, "the site is that of the content");
}
