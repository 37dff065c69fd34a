//! A press that has printed before prints what a new one would: after random edits, each byte and each problem of what
//! is read and made again only in part equals what is read and made from nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use nianbao::load::{Changed, Library, Request};
use nianbao::model::Audience;
use nianbao::press::{Press, Printing};
use nianbao::problem::{Problem, Tongue, show, sort};
use tempfile::TempDir;

use crate::fixture::{files, fixtures};
use crate::mutations::{Dice, mutate};

type Tree = BTreeMap<String, Vec<u8>>;

/// Runs of edits, and edits in a run.
const RUNS: u64 = 2;
const EDITS: usize = 20;

/// Three offices over some years, one of which links to another, reads a sheet and has a picture.
fn seed() -> Tree {
    let mut tree = Tree::new();
    for (fixture, office) in [("hidden", "north"), ("carried", "south"), ("two-offices/east", "east")] {
        for (path, bytes) in files(&fixtures().join(fixture)) {
            let bytes = match String::from_utf8(bytes) {
                Ok(text) => text.replace("HIDDEN", "").into_bytes(),
                Err(error) => error.into_bytes(),
            };
            tree.insert(format!("{office}/{path}"), bytes);
        }
    }
    tree.retain(|path, _| !path.ends_with("site.yaml"));
    let mut put = |path: &str, text: &str| tree.insert(path.to_owned(), text.as_bytes().to_vec());
    put("site.yaml", "title: 三个单位\norganisation: {name: 示例局}\n");
    put("shared/values.csv", "编号,本年\nwork.inspections,12\n");
    put("east/2023/report.yaml", "title: 2023年工作总结\nyear: 2023\nvalues: [../../shared/values.csv]\n");
    put("east/2023/metrics/work.yaml", "title: 工作\nmetrics:\n  inspections: {label: 检查, unit: 次}\n");
    put(
        "east/2023/1-work.md",
        "# 工作\n\n## 检查\n\n检查{{ work.inspections }}，见[执法](../../north/2022/1-law.md)。\n",
    );
    put("south/2020/1-work.md", "# 工作\n\n见[检查](../../east/2023/1-work.md#检查)。\n");
    put("east/2023/2-图 片.md", "# 图片\n\n![一座塔](data/tower.png)\n");
    put("east/2023/data/tower.png", "a picture");
    tree
}

/// An edit that a careful clerk makes.
fn careful(tree: &mut Tree, dice: &mut Dice) {
    let ending = |ending: &'static str| move |path: &&String| path.ends_with(ending);
    let some = |tree: &Tree, dice: &mut Dice, end: &'static str| {
        let paths: Vec<&String> = tree.keys().filter(ending(end)).collect();
        (!paths.is_empty()).then(|| paths[dice.below(paths.len())].clone())
    };
    let append = |tree: &mut Tree, path: Option<String>, text: &str| {
        if let Some(bytes) = path.and_then(|path| tree.get_mut(&path)) {
            bytes.extend_from_slice(text.as_bytes());
        }
    };
    match dice.below(13) {
        0 | 1 => append(tree, some(tree, dice, ".md"), "\n又一段。\n"),
        2 => append(tree, some(tree, dice, ".md"), "\n## 又一节\n\n一段。\n"),
        3 => {
            append(tree, some(tree, dice, "2023/1-law.md"), "\n见[东](../../east/2023/1-work.md#又一节)。\n")
        }
        4 => drop(tree.insert("east/2023/3-新 章.md".to_owned(), "# 新章\n".into())),
        5 => drop(tree.remove("east/2023/3-新 章.md")),
        6 => append(tree, some(tree, dice, "report.yaml"), "draft: true\n"),
        7 => append(tree, some(tree, dice, "metrics/law.yaml"), "\n"),
        8 => drop(tree.insert("shared/values.csv".to_owned(), "编号,本年\nwork.inspections,13\n".into())),
        9 => drop(tree.insert("west/2022/report.yaml".to_owned(), "title: 西\nyear: 2022\n".into())),
        10 => drop(tree.remove("west/2022/report.yaml")),
        11 => drop(tree.insert("east/2023/data/tower.png".to_owned(), format!("{}", dice.0).into())),
        _ => drop(tree.insert("site.yaml".to_owned(), format!("title: 年报{}\n", dice.below(2)).into())),
    }
}

/// Brings a folder from one tree to another; the files that were written or deleted, as a watcher would name them.
fn write(content: &Path, (before, after): (&Tree, &Tree)) -> BTreeSet<PathBuf> {
    let mut changed = BTreeSet::new();
    for path in before.keys().filter(|path| !after.contains_key(*path)) {
        fs::remove_file(content.join(path)).expect("a file");
        changed.insert(content.join(path));
    }
    for (path, bytes) in after {
        if before.get(path) != Some(bytes) {
            let file = content.join(path);
            for folder in file.ancestors().skip(1).take_while(|folder| *folder != content) {
                if folder.is_file() {
                    fs::remove_file(folder).expect("a file in the way");
                }
                if !folder.exists() {
                    changed.insert(folder.to_owned());
                }
            }
            if file.is_dir() {
                fs::remove_dir_all(&file).expect("a folder in the way");
            }
            fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
            fs::write(&file, bytes).expect("a file");
            changed.insert(file);
        }
    }
    changed
}

/// What is printed: all pages, and all problems as they are shown.
fn said(library: &Library, printing: Option<Printing>) -> (Option<Tree>, String) {
    let mut problems: Vec<Problem> = library.problems();
    let edition = printing.and_then(|printing| {
        problems.extend(printing.problems);
        printing.edition
    });
    let pages = edition
        .map(|edition| edition.pages().map(|page| (page.path.clone(), page.bytes.clone())).collect::<Tree>());
    (pages, told(problems))
}

/// Problems as they are shown.
pub(crate) fn told(mut problems: Vec<Problem>) -> String {
    sort(&mut problems);
    show::text(&problems, Tongue::Chinese, show::Colour::None)
}

fn print(library: &Library, press: &mut Press) -> (Option<Tree>, String) {
    said(library, library.project().map(|project| press.print(&project)))
}

/// A folder of content with a library and a press that have read and printed it before.
struct Bench {
    _folder: TempDir,
    content: PathBuf,
    library: Library,
    press: Press,
    audience: Audience,
    tree: Tree,
}

impl Bench {
    fn new(tree: Tree, audience: Audience) -> Self {
        let folder = TempDir::new().expect("a folder");
        let content = folder.path().join("content");
        write(&content, (&Tree::new(), &tree));
        let library = Library::open(Request { content: content.clone(), theme: None });
        let mut press = Press::new(audience, &[]);
        print(&library, &mut press);
        Self { _folder: folder, content, library, press, audience, tree }
    }

    /// Brings the folder to another tree and prints it; the same must come of a new library and a new press. What was
    /// printed.
    fn turn(&mut self, tree: Tree, what: &str) -> (Option<Tree>, String) {
        self.library.update(&Changed::Paths(write(&self.content, (&self.tree, &tree))));
        self.tree = tree;
        let (pages, problems) = print(&self.library, &mut self.press);
        let request = Request { content: self.content.clone(), theme: None };
        let (all, found) = print(&Library::open(request), &mut Press::new(self.audience, &[]));
        assert_eq!(problems, found, "{what}");
        let paths = |tree: &Option<Tree>| tree.as_ref().map(|tree| tree.keys().cloned().collect::<Vec<_>>());
        assert_eq!(paths(&pages), paths(&all), "{what}");
        for (path, bytes) in all.iter().flatten() {
            assert!(pages.as_ref().expect("pages")[path] == *bytes, "{what}: {path} is not the same");
        }
        (pages, problems)
    }
}

/// Edits that reach further than the file they are made in: the file, what is put for what in it.
const REACHING: [(&str, &str, &str, &str); 22] = [
    ("a title that the year before names", "east/2022/report.yaml", "title: ", "title: 新的"),
    ("a year that the figures of another link to", "east/2022/metrics/air.yaml", "days:", "good:"),
    ("the same back again", "east/2022/metrics/air.yaml", "good:", "days:"),
    ("a number that the next year compares with", "east/2021/metrics/air.yaml", "300", "310"),
    ("a number that trends show", "east/2022/metrics/air.yaml", "330", "331"),
    ("a heading that another office links to", "east/2023/1-work.md", "## 检查", "## 巡查"),
    ("the same back again", "east/2023/1-work.md", "## 巡查", "## 检查"),
    (
        "the name of an item that next year carries on",
        "south/2021/ledgers/plan.yaml",
        "更新会议系统",
        "更新系统",
    ),
    ("an item that next year carries on", "south/2021/ledgers/plan.yaml", "{id: q,", "{id: qq,"),
    ("the same back again", "south/2021/ledgers/plan.yaml", "{id: qq,", "{id: q,"),
    ("a number in a sheet that lies elsewhere", "shared/values.csv", ",12", ",13"),
    ("a formula's input in another year", "north/2021/metrics/law.yaml", "visits", "visited"),
    ("the same back again", "north/2021/metrics/law.yaml", "visited", "visits"),
    ("a year that becomes another's twin", "east/2023/report.yaml", "year: 2023", "year: 2022"),
    ("the same back again", "east/2023/report.yaml", "year: 2022", "year: 2023"),
    ("a chapter's title that its neighbours name", "south/2022/1-work.md", "# 重点工作", "# 重点"),
    (
        "a chart's months on its page and on the whole",
        "north/2022/1-law.md",
        "by: month\nkind: column",
        "by: month\nkind: line",
    ),
    (
        "the end of a chapter, which the whole shows too",
        "north/2022/1-law.md",
        "```ledger\nof: ledgers.work\n```\n",
        "没有了。\n",
    ),
    ("the days of a file that metrics name", "north/2022/data/daily.csv", "03-01,2", "03-01,5"),
    ("the months that metrics cover", "north/2022/report.yaml", "..2022-11", "..2022-10"),
    ("the same back again", "north/2022/report.yaml", "..2022-10", "..2022-11"),
    ("a picture", "east/2023/data/tower.png", "a picture", "another picture"),
];

#[test]
fn an_edit_reaches_all_that_depends_on_it() {
    let mut bench = Bench::new(seed(), Audience::Internal);
    let mut last = bench.turn(seed(), "nothing");
    assert!(last.0.is_some(), "the content has errors: {}", last.1);
    for (what, path, from, to) in REACHING {
        let mut tree = bench.tree.clone();
        let text = String::from_utf8(tree[path].clone()).expect("a text");
        assert!(text.contains(from), "{what}: {path} lacks {from}");
        tree.insert(path.to_owned(), text.replacen(from, to, 1).into_bytes());
        let now = bench.turn(tree, what);
        assert!(now != last, "{what}: nothing has changed");
        last = now;
    }
}

#[test]
fn what_is_printed_again_in_part_equals_what_is_printed_from_nothing() {
    let mut printed = 0;
    for run in 0..RUNS {
        let mut dice = Dice(run);
        let mut tree = seed();
        let audience = if run % 2 == 0 { Audience::Public } else { Audience::Internal };
        let mut bench = Bench::new(tree.clone(), audience);
        for edit in 0..EDITS {
            // What a careless edit broke is put right by the next.
            let mut next = tree.clone();
            if dice.below(3) == 0 {
                mutate(&mut next, &mut dice);
            } else {
                careful(&mut next, &mut dice);
                tree = next.clone();
            }
            let (pages, _) = bench.turn(next, &format!("run {run}, edit {edit}"));
            printed += usize::from(pages.is_some());
        }
    }
    assert!(printed > EDITS, "only {printed} editions were printed");
}
