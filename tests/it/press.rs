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
const RUNS: u64 = 3;
const EDITS: usize = 24;

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
        "# 工作\n\n检查{{ work.inspections }}，见[执法](../../north/2022/1-law.md)。\n",
    );
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
        7 => append(tree, Some("shared/values.csv".to_owned()), ""),
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
    sort(&mut problems);
    let pages = edition
        .map(|edition| edition.pages().map(|page| (page.path.clone(), page.bytes.clone())).collect::<Tree>());
    (pages, show::text(&problems, Tongue::Chinese, show::Colour::None))
}

fn print(library: &Library, press: &mut Press) -> (Option<Tree>, String) {
    said(library, library.project().map(|project| press.print(&project)))
}

#[test]
fn what_is_printed_again_in_part_equals_what_is_printed_from_nothing() {
    let mut printed = 0;
    for run in 0..RUNS {
        let mut dice = Dice(run);
        let folder = TempDir::new().expect("a folder");
        let content = folder.path().join("content");
        let request = Request { content: content.clone(), theme: None };
        let mut tree = seed();
        write(&content, (&Tree::new(), &tree));
        let mut library = Library::open(request.clone());
        let audience = if run % 2 == 0 { Audience::Public } else { Audience::Internal };
        let mut press = Press::new(audience, &[]);
        print(&library, &mut press);
        let mut before = tree.clone();
        for edit in 0..EDITS {
            // What a careless edit broke is put right by the next.
            let mut next = tree.clone();
            let careless = dice.below(3) == 0;
            if careless {
                mutate(&mut next, &mut dice);
            } else {
                careful(&mut next, &mut dice);
                tree = next.clone();
            }
            library.update(&Changed::Paths(write(&content, (&before, &next))));
            let (pages, problems) = print(&library, &mut press);
            let (all, found) = print(&Library::open(request.clone()), &mut Press::new(audience, &[]));
            assert_eq!(problems, found, "run {run}, edit {edit}");
            assert_eq!(pages.is_some(), all.is_some(), "run {run}, edit {edit}");
            for (path, bytes) in all.iter().flatten() {
                assert!(pages.as_ref().expect("pages")[path] == *bytes, "run {run}, edit {edit}: {path}");
            }
            assert_eq!(pages.map_or(0, |pages| pages.len()), all.as_ref().map_or(0, Tree::len));
            printed += usize::from(all.is_some());
            before = next;
        }
    }
    assert!(printed > EDITS, "only {printed} editions were printed");
}
