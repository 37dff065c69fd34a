//! The Word document: its package holds together and its page is that of GB/T 9704—2012. What it says is in
//! [`docx_text`](crate::docx_text).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;

use nianbao::export::docx::{Contents, Setting, document};
use nianbao::export::{Pictures, Studio};
use nianbao::load::{self, Project, Request};
use nianbao::model::{Audience, Report};
use nianbao::resolve::Book;
use roxmltree::{Document, Node};
use tempfile::TempDir;
use zip::ZipArchive;

use crate::fixture::{fixtures, nianbao, replace};

pub(crate) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a package by their path.
pub(crate) fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).expect("a part");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("its bytes");
            (file.name().expect("its path").into_owned(), bytes)
        })
        .collect()
}

/// What a content folder holds.
pub(crate) fn project(content: &Path) -> Project {
    let (project, _) = load::project(&Request { content: content.to_owned(), theme: None });
    project.expect("a project")
}

pub(crate) fn report(project: &Project, path: &str) -> Report {
    let (book, _) = Book::open(project, Audience::Public);
    let at = (0..book.len()).find(|&at| book.path(at) == path).expect("the report");
    book.report(at).0
}

/// The document of a report, without pictures.
pub(crate) fn word(project: &Project, report: &Report, contents: Contents) -> BTreeMap<String, Vec<u8>> {
    let theme = &project.dressing.theme;
    let setting = Setting { site: &project.site, theme, audience: Audience::Public, contents };
    parts(&document(&setting, report, &Pictures::default()))
}

/// The fixture that holds every kind of block, and its document with pictures, as the command writes it.
pub(crate) fn exported(arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("a.docx");
    let line =
        ["export", "2022", "--to", "docx", "--content", "word", "--out", out.to_str().expect("a path")];
    let run = nianbao(&fixtures(), &[&line, arguments].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    parts(&fs::read(out).expect("the document"))
}

pub(crate) fn text_of(parts: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    String::from_utf8(parts[path].clone()).expect("UTF-8")
}

pub(crate) fn is<'a>(name: &'a str) -> impl Fn(&Node<'_, '_>) -> bool + 'a {
    move |node| node.has_tag_name((W, name))
}

pub(crate) fn val<'a>(node: Node<'a, '_>) -> &'a str {
    node.attribute((W, "val")).unwrap_or_default()
}

/// The text of a paragraph, with what stands raised or lowered.
pub(crate) fn said(paragraph: Node<'_, '_>) -> String {
    paragraph.descendants().filter(is("t")).filter_map(|node| node.text()).collect()
}

pub(crate) fn style<'a>(paragraph: Node<'a, '_>) -> &'a str {
    paragraph.descendants().find(is("pStyle")).map_or("", val)
}

#[test]
fn the_page_is_that_of_the_standard() {
    let parts = exported(&[]);
    let text = text_of(&parts, "word/document.xml");
    for constant in [
        "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>",
        "w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\"",
        "w:footer=\"1400\"",
        "<w:docGrid w:type=\"lines\" w:linePitch=\"579\"/>",
    ] {
        assert!(text.contains(constant), "{constant}");
    }
    let styles = text_of(&parts, "word/styles.xml");
    let styles = Document::parse(&styles).expect("styles");
    let style = |id: &str| {
        styles.descendants().find(|node| node.attribute((W, "styleId")) == Some(id)).expect("a style")
    };
    let of = |id: &str, name: &str, attribute: &str| {
        let node = style(id).descendants().find(is(name)).unwrap_or_else(|| panic!("{id} {name}"));
        node.attribute((W, attribute)).unwrap_or_default().to_owned()
    };
    let lines = style("Normal").descendants().filter(is("spacing"));
    let lines: Vec<_> = lines.map(|node| (node.attribute((W, "line")), node.attribute((W, "val")))).collect();
    assert_eq!(lines, [(Some("579"), None), (None, Some("-5"))]);
    assert_eq!(of("Normal", "spacing", "lineRule"), "exact");
    assert_eq!(
        (of("Title", "sz", "val"), of("Title", "rFonts", "eastAsia")),
        ("44".into(), "方正小标宋简体".into())
    );
    assert_eq!(of("BodyText", "ind", "firstLineChars"), "200");
    assert_eq!(of("BodyText", "ind", "firstLine"), "640");
    for (level, font) in [(1, "黑体"), (2, "楷体_GB2312"), (3, "仿宋_GB2312"), (4, "仿宋_GB2312")] {
        let id = format!("Heading{level}");
        assert_eq!(of(&id, "rFonts", "eastAsia"), font);
        assert_eq!(of(&id, "name", "val"), format!("heading {level}"));
        assert_eq!(of(&id, "outlineLvl", "val"), (level - 1).to_string());
        assert!(style(&id).descendants().all(|node| !node.has_tag_name((W, "b"))), "{id} is not bold");
    }
    let defaults = styles.descendants().find(is("docDefaults")).expect("defaults");
    assert_eq!(defaults.descendants().find(is("sz")).map(val), Some("32"));
}

#[test]
fn page_numbers_stand_outside_between_dashes() {
    let parts = exported(&[]);
    assert!(text_of(&parts, "word/settings.xml").contains("<w:evenAndOddHeaders/>"));
    let text = text_of(&parts, "word/document.xml");
    for (kind, part, align, side) in
        [("default", "footer1", "right", "rightChars"), ("even", "footer2", "left", "leftChars")]
    {
        assert!(text.contains(&format!("<w:footerReference w:type=\"{kind}\" r:id=\"{part}\"/>")));
        let footer = text_of(&parts, &format!("word/{part}.xml"));
        let footer = Document::parse(&footer).expect("a footer");
        let find = |name: &str| footer.descendants().find(is(name)).expect("an element");
        assert_eq!(val(find("jc")), align);
        assert_eq!(find("ind").attribute((W, side)), Some("100"));
        assert_eq!(find("instrText").text(), Some(" PAGE "));
        assert_eq!(said(footer.root_element()), "— 1 —");
    }
    assert_eq!(
        said(Document::parse(&text_of(&parts, "word/header1.xml")).expect("marks").root_element()),
        "征求意见稿　示例数据"
    );
}

#[test]
fn every_part_is_known_and_every_reference_leads_to_one() {
    let parts = exported(&["--toc"]);
    let types = text_of(&parts, "[Content_Types].xml");
    let types = Document::parse(&types).expect("types");
    let named: BTreeSet<&str> =
        types.descendants().filter_map(|node| node.attribute("PartName")).map(|name| &name[1..]).collect();
    let endings: BTreeSet<&str> =
        types.descendants().filter_map(|node| node.attribute("Extension")).collect();
    for path in parts.keys().filter(|path| *path != "[Content_Types].xml") {
        let ending = path.rsplit('.').next().unwrap_or_default();
        assert!(named.contains(path.as_str()) || (ending != "xml" && endings.contains(ending)), "{path}");
    }
    let relations = text_of(&parts, "word/_rels/document.xml.rels");
    let relations = Document::parse(&relations).expect("relations");
    let mut targets = BTreeMap::new();
    for node in relations.root_element().children().filter(Node::is_element) {
        let (id, target) =
            (node.attribute("Id").expect("an id"), node.attribute("Target").expect("a target"));
        assert!(parts.contains_key(&format!("word/{target}")), "{target}");
        assert!(targets.insert(id.to_owned(), target.to_owned()).is_none(), "{id} is one");
    }
    let text = text_of(&parts, "word/document.xml");
    let text = Document::parse(&text).expect("a document");
    for node in text.descendants() {
        for name in ["id", "embed"] {
            if let Some(id) = node.attribute((R, name)) {
                assert!(targets.contains_key(id), "{id}");
            }
        }
    }
    let bookmarks = text.descendants().filter(is("bookmarkStart"));
    let names: Vec<&str> = bookmarks.filter_map(|node| node.attribute((W, "name"))).collect();
    assert_eq!(names.len(), names.iter().collect::<BTreeSet<_>>().len(), "{names:?}");
    let links: Vec<&str> = text
        .descendants()
        .filter(is("hyperlink"))
        .map(|node| node.attribute((W, "anchor")).expect("an anchor"))
        .collect();
    // Four entries of the contents, and the links from the text to two places.
    assert_eq!(links.len(), 6);
    assert!(links.iter().all(|link| names.contains(link)), "{links:?} {names:?}");
}

#[test]
fn the_properties_are_those_of_the_report() {
    let core = text_of(&exported(&[]), "docProps/core.xml");
    for property in [
        "<dc:title>关于2022年工作情况和“十四五”水利规划中期评估的报告</dc:title>",
        "<dc:creator>县水利局</dc:creator>",
        "<dc:description>水库46座。</dc:description>",
        ">2022-12-05T09:00:00+08:00</dcterms:created>",
        ">2022-12-08T00:00:00+08:00</dcterms:modified>",
    ] {
        assert!(core.contains(property), "{property}\n{core}");
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert!(exported(&[]) == exported(&[]));
    let folder = TempDir::new().expect("a folder");
    let write = |name: &str| {
        let out = folder.path().join(name);
        let out_name = out.to_str().expect("a path");
        let line = ["export", "2022", "--to", "docx", "--content", "word", "--out", out_name];
        assert_eq!(nianbao(&fixtures(), &line).status, 0);
        fs::read(out).expect("the document")
    };
    assert!(write("a.docx") == write("b.docx"));
}

/// The elements of a form in the order of ISO/IEC 29500-1, as far as they are used. `tests/office` holds the whole
/// against the schemas; this says at once what went wrong.
const ORDER: [(&str, &[&str]); 5] = [
    (
        "pPr",
        &[
            "pStyle",
            "keepNext",
            "keepLines",
            "pageBreakBefore",
            "widowControl",
            "numPr",
            "pBdr",
            "tabs",
            "autoSpaceDE",
            "autoSpaceDN",
            "snapToGrid",
            "spacing",
            "ind",
            "jc",
            "outlineLvl",
        ],
    ),
    ("rPr", &["rStyle", "rFonts", "b", "i", "strike", "spacing", "sz", "szCs", "vertAlign", "lang"]),
    ("tblPr", &["tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblCaption"]),
    ("tcPr", &["tcW", "gridSpan", "vAlign"]),
    ("sectPr", &["headerReference", "footerReference", "pgSz", "pgMar", "cols", "docGrid"]),
];

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    let parts = exported(&["--toc"]);
    for (path, bytes) in parts.iter().filter(|(path, _)| path.starts_with("word/") && path.ends_with(".xml"))
    {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        let document = Document::parse(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        for (name, order) in ORDER {
            for form in document.descendants().filter(is(name)) {
                let places: Vec<usize> = form
                    .children()
                    .filter(Node::is_element)
                    .map(|child| {
                        let name = child.tag_name().name();
                        let place = order.iter().position(|known| *known == name);
                        place.unwrap_or_else(|| panic!("{path}: {name} is new in {}", form.tag_name().name()))
                    })
                    .collect();
                assert!(places.is_sorted(), "{path}: {}", &text[form.range()]);
            }
        }
    }
}

#[test]
fn characters_without_a_font_are_an_error_and_no_empty_box() {
    let project = project(&fixtures().join("word"));
    let report = report(&project, "2022");
    let studio = Studio::new(&project.dressing.theme, Default::default());
    let problems = studio.pictures(&report, BTreeMap::new()).expect_err("no font");
    let codes: Vec<&str> = problems.iter().map(|problem| problem.fault.code()).collect();
    assert_eq!(codes, ["missing-font"]);
}

#[test]
fn a_file_is_named_by_its_title_and_never_written_for_faulty_content() {
    let folder = TempDir::new().expect("a folder");
    let content = folder.path().join("content");
    crate::fixture::copy(&fixtures().join("word"), &content);
    replace(&content, "2022/report.yaml", ("关于2022年工作情况", "2022/工作|情况*?"));
    let files = || -> Vec<String> {
        let entries = fs::read_dir(folder.path()).expect("a folder").flatten();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.filter(|name| name != "content").collect();
        names.sort();
        names
    };
    let run = nianbao(folder.path(), &["export", "2022", "--to", "xlsx"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let name = "2022_工作_情况__和“十四五”水利规划中期评估的报告.xlsx";
    assert_eq!((run.stdout, files()), (format!("写好：{name}\n"), vec![name.to_owned()]));
    let run = nianbao(folder.path(), &["export", "2022", "--to", "xlsx", "--audience", "internal"]);
    let internal = "2022_工作_情况__和“十四五”水利规划中期评估的报告（内部资料）.xlsx";
    assert_eq!(run.stdout, format!("写好：{internal}\n"));
    fs::remove_file(folder.path().join(internal)).expect("the internal file");
    replace(&content, "2022/metrics/water.yaml", ("value: 46", "value: ~"));
    let run = nianbao(folder.path(), &["export", "2022", "--to", "docx", "--deny-warnings", "--lang", "en"]);
    assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{}", run.stderr);
    assert!(run.stderr.contains("missing-value"), "{}", run.stderr);
    replace(&content, "2022/2-plan.md", ("{{ ledgers.plan }}", "{{ ledgers.plans }}"));
    for to in ["docx", "xlsx"] {
        let run = nianbao(folder.path(), &["export", "2022", "--to", to, "--format", "json"]);
        assert_eq!(run.status, 1);
        assert!(run.stdout.contains("unknown-metric"), "{}", run.stdout);
    }
    let run = nianbao(folder.path(), &["export", "2032", "--to", "docx"]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert_eq!(files(), [name]);
}
