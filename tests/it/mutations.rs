//! Random mutations of content: whatever is typed, the program tells what is wrong or builds a site; it neither panics
//! nor hangs. Seeded, so that a tree that fails can be made again.

use std::collections::BTreeMap;
use std::panic::catch_unwind;
use std::path::Path;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use nianbao::load::{self, Request};
use nianbao::model::Audience;
use nianbao::press::Press;
use nianbao::problem::{self, Tongue, show};
use nianbao::resolve::Book;
use tempfile::TempDir;

use crate::fixture::{files, fixtures, root};

/// How many trees are made; `NIANBAO_TREES` asks for another number, such as 100000.
const TREES: u64 = 240;

/// Of so many trees one is printed, pages and all; the others are read and computed.
const PRINTED: u64 = 12;

/// Texts that have broken readers before.
const SNIPPETS: [&str; 40] = [
    "：",
    "，",
    "{{",
    "}}",
    "{{ air.pm25 }}",
    "**",
    "*",
    "\t",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "#",
    "---\n",
    "```\n",
    "```chart\n",
    "|",
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "👩‍👩‍👧",
    "９",
    "\r\n",
    "\n\n",
    "- ",
    ": ",
    "&a ",
    "<b>",
    "<!--",
    "[^1]",
    "![](",
    "\\",
    "%",
    "~",
    "n/a",
    "= ",
    "= a / 0",
    "audience: internal\n",
];

/// Numbers at the edges of what a decimal holds.
const NUMBERS: [&str; 9] = [
    "0",
    "-0",
    "-1",
    "79228162514264337593543950335",
    "-79228162514264337593543950335",
    "99999999999999999999999999999999",
    "0.0000000000000000000000000001",
    "1e999",
    "0.5",
];

/// A small generator of numbers (SplitMix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.roll() % u64::try_from(most.max(1)).expect("a count")).expect("a count")
    }

    pub(crate) fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

/// A small tree of everything: blocks, ledgers, years, masks and prose of the fixtures, and a part of the sample.
fn seeds() -> Vec<BTreeMap<String, Vec<u8>>> {
    let mut trees: Vec<_> = ["blocks", "ledgers", "years", "masked", "prose", "breakdowns", "no-number"]
        .iter()
        .map(|name| files(&fixtures().join(name)))
        .collect();
    let mut sample = files(&root().join("content"));
    let kept = [
        "site.yaml",
        "2022/report.yaml",
        "2022/metrics/1-air.yaml",
        "2022/ledgers/round1.yaml",
        "2022/1-work/1-battles/1-blue-sky.md",
    ];
    sample.retain(|path, _| kept.contains(&path.as_str()));
    trees.push(sample);
    trees.push(sheets());
    trees
}

/// A tree with sheets, formulas, checks, standards, charts and references.
fn sheets() -> BTreeMap<String, Vec<u8>> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, (id, value)) in [("编号", "本年"), ("a.x", "12"), ("a.levels.优", "201")].iter().enumerate()
    {
        let row = u32::try_from(row).expect("a row");
        sheet.write_string(row, 0, *id).expect("a cell");
        sheet.write_string(row, 1, *value).expect("a cell");
    }
    let texts = [
        ("site.yaml", "title: 示例县年报\n"),
        (
            "2022/report.yaml",
            "title: 2022年\nyear: 2022\nvalues: [data/v.csv, data/v.xlsx]\nhighlights: [a.x]\n",
        ),
        (
            "2022/metrics/a.yaml",
            "metrics:\n  x: {label: 甲, unit: 件, value: ~, monthly: [1, 2, 3], previous: 4}\n  y: {label: 乙, unit: 件, \
             value: \"= round(x / (2 - -1), 1) + sum(levels.parts)\"}\n  levels: {label: 级别天数, unit: 天, scale: own, \
             parts: {优: 201, 良: 119}}\nchecks:\n  - x + 1 <= y\n",
        ),
        (
            "2022/1-a.md",
            "# 甲\n\n甲{{ a.x }}，{{ a.x.yoy }}，乙**{{ a.y.number }}**件。[^1]\n\n```chart\nof: a.x\nby: month\n```\n\n\
             ```table\nof: [a.x, a.y]\n```\n\n[^1]: 注。\n",
        ),
        ("2022/data/v.csv", "编号,本年,上年\na.x,12,4\n\"a.levels.良\",\"119\",\n"),
        ("standards/own.yaml", "- scale: own\n  labels: [优, 良]\n  bounds: [50]\n"),
    ];
    let mut tree: BTreeMap<_, _> =
        texts.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into();
    tree.insert("2022/data/v.xlsx".to_owned(), book.save_to_buffer().expect("a workbook"));
    tree
}

/// A file that is no text, with some of its bytes changed, or cut short.
fn mutate_bytes(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.below(3) {
        let at = dice.below(bytes.len());
        match bytes.get_mut(at) {
            Some(byte) => *byte = u8::try_from(dice.below(256)).expect("a byte"),
            None => return,
        }
    }
    if dice.below(6) == 0 {
        bytes.truncate(dice.below(bytes.len()));
    }
}

/// Changes a file of a tree, or moves it away.
pub(crate) fn mutate(tree: &mut BTreeMap<String, Vec<u8>>, dice: &mut Dice) {
    let paths: Vec<String> = tree.keys().cloned().collect();
    let path = &paths[dice.below(paths.len())];
    let bytes = tree.get_mut(path).expect("a file");
    let Ok(text) = String::from_utf8(bytes.clone()) else { return mutate_bytes(bytes, dice) };
    if text.is_empty() {
        return;
    }
    let mut characters: Vec<char> = text.chars().collect();
    let at = dice.below(characters.len());
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let line = dice.below(lines.len());
    *bytes = match dice.below(11) {
        0 => {
            lines.remove(line.min(lines.len().saturating_sub(1)));
            lines.concat().into_bytes()
        }
        1 => {
            lines.insert(line, lines.get(line).copied().unwrap_or_default());
            lines.concat().into_bytes()
        }
        2 => {
            let other = dice.below(lines.len());
            lines.swap(line, other);
            lines.concat().into_bytes()
        }
        3 | 4 => {
            characters.splice(at..at, dice.of(&SNIPPETS).chars());
            characters.into_iter().collect::<String>().into_bytes()
        }
        5 => {
            let end = (at + dice.below(6)).min(characters.len());
            characters.drain(at..end);
            characters.into_iter().collect::<String>().into_bytes()
        }
        6 => characters[..at].iter().collect::<String>().into_bytes(),
        7 | 8 => with_other_number(&text, dice).into_bytes(),
        9 => {
            let byte = u8::try_from(dice.below(256)).expect("a byte");
            let place = dice.below(bytes.len());
            let mut bytes = bytes.clone();
            bytes.insert(place, byte);
            bytes
        }
        _ => {
            let moved = format!("{path}/{}", dice.of(&["a.md", "report.yaml", "1-b.yaml"]));
            let bytes = std::mem::take(bytes);
            tree.remove(path);
            tree.insert(moved, bytes);
            return;
        }
    };
}

/// A text with one of its numbers replaced.
fn with_other_number(text: &str, dice: &mut Dice) -> String {
    let starts: Vec<usize> = text
        .char_indices()
        .filter(|(at, c)| c.is_ascii_digit() && !text[..*at].ends_with(|c: char| c.is_ascii_digit()))
        .map(|(at, _)| at)
        .collect();
    if starts.is_empty() {
        return text.to_owned();
    }
    let start = starts[dice.below(starts.len())];
    let length = text[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - start);
    format!("{}{}{}", &text[..start], dice.of(&NUMBERS), &text[start + length..])
}

/// Does what `check` does, without printing where that is not asked for, and says whether there were errors.
fn check(content: &Path, is_printed: bool) -> bool {
    let request = Request { content: content.to_owned(), theme: None };
    let (project, mut problems) = load::project(&request);
    if let Some(project) = project.as_ref().filter(|_| !is_printed) {
        problems.extend(Book::open(project, Audience::Public).1);
    }
    if let Some(project) = project.as_ref().filter(|_| is_printed) {
        for audience in [Audience::Public, Audience::Internal] {
            problems.extend(Press::new(audience, &[]).print(project).problems);
        }
    }
    problem::sort(&mut problems);
    for tongue in [Tongue::Chinese, Tongue::English] {
        assert!(!show::text(&problems, tongue, show::Colour::Terminal).is_empty());
        let _ = (show::json(&problems, tongue), show::github(&problems, tongue));
    }
    assert!(
        project.is_some() || problem::has_errors(&problems),
        "nothing is read, and nothing is said of it"
    );
    problem::has_errors(&problems)
}

/// Makes a tree and checks it; whether it has errors.
fn is_faulty(seeds: &[BTreeMap<String, Vec<u8>>], seed: u64) -> bool {
    let mut dice = Dice(seed);
    let mut tree = seeds[dice.below(seeds.len())].clone();
    for _ in 0..=dice.below(4) {
        mutate(&mut tree, &mut dice);
    }
    let folder = TempDir::new().expect("a folder");
    let content = folder.path().join("content");
    for (path, bytes) in &tree {
        let file = content.join(path);
        std::fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
        std::fs::write(file, bytes).expect("a file");
    }
    let started = Instant::now();
    let result = catch_unwind(|| check(&content, seed.is_multiple_of(PRINTED)));
    assert!(result.is_ok(), "tree {seed} panics: {tree:?}");
    assert!(started.elapsed() < Duration::from_secs(20), "tree {seed} hangs");
    result.unwrap_or_default()
}

#[test]
fn whatever_is_typed_the_program_neither_panics_nor_hangs() {
    let trees = std::env::var("NIANBAO_TREES").ok().and_then(|trees| trees.parse().ok()).unwrap_or(TREES);
    let seeds = seeds();
    let (next, faulty) = (AtomicU64::new(0), AtomicUsize::new(0));
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= trees {
                break;
            }
            faulty.fetch_add(usize::from(is_faulty(&seeds, seed)), Ordering::Relaxed);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(work);
        }
    });
    let faulty = u64::try_from(faulty.into_inner()).expect("a count");
    assert!((trees / 10..trees * 95 / 100).contains(&faulty), "{faulty} of {trees} trees are faulty");
}
