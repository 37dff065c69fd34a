//! Random mutations of content and themes: whatever is typed, the program tells what is wrong or builds a site; it
//! neither panics nor hangs. Seeded, so that a tree that fails can be made again.

mod book;
mod change;
mod dice;
mod grammar;
mod seeds;

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

pub(crate) use self::change::mutate;
pub(crate) use self::dice::Dice;
use self::seeds::seeds;

/// Files by their path.
type Tree = BTreeMap<String, Vec<u8>>;

/// How many trees are made; `NIANBAO_TREES` asks for another number, such as 100000.
const TREES: u64 = 2000;

/// Of so many trees one is printed, pages and all, and each with a theme of its own; the others are read and computed.
const PRINTED: u64 = 8;

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
fn is_faulty(seeds: &[Tree], seed: u64) -> bool {
    let mut dice = Dice(seed);
    let mut tree = seeds[dice.below(seeds.len())].clone();
    for _ in 0..=dice.below(4) {
        mutate(&mut tree, &mut dice);
    }
    let folder = TempDir::new().expect("a folder");
    let content = folder.path().join("content");
    for (path, bytes) in &tree {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
        std::fs::write(file, bytes).expect("a file");
    }
    let started = Instant::now();
    let is_printed = seed.is_multiple_of(PRINTED) || tree.keys().any(|path| path.starts_with("themes/"));
    let result = catch_unwind(|| check(&content, is_printed));
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
            if seed > 0 && seed.is_multiple_of(10_000) {
                eprintln!("{seed} of {trees} trees");
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
