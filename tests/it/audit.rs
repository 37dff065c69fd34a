//! The audit of typed numbers, measured: real-looking prose passes clean, and nearly every change of a digit or of a
//! word of direction in it is found.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nianbao::load::{self, Project, Request};
use nianbao::model::{Audience, ChapterDraft, ChapterText};
use nianbao::problem::{Fault, Problem, Tongue, show};
use nianbao::resolve::Book;
use nianbao::source::{Source, front_matter};

/// At least so many changes in a hundred are found.
const FOUND: usize = 95;

/// Words of direction, with their opposites.
const OPPOSITES: [(&str, &str); 13] = [
    ("上升", "下降"),
    ("下降", "上升"),
    ("增长", "下降"),
    ("增加", "减少"),
    ("减少", "增加"),
    ("提高", "降低"),
    ("降低", "提高"),
    ("改善", "恶化"),
    ("恶化", "改善"),
    ("持平", "上升"),
    ("升至", "降至"),
    ("降至", "升至"),
    ("回落", "上升"),
];

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn project(path: &str) -> Project {
    let (project, problems) = load::project(&Request { content: root(path), theme: None });
    assert!(problems.is_empty(), "{}", show::github(&problems, Tongue::English));
    project.expect("a project")
}

/// The problems that the audit finds in all of a project's reports.
fn audited(project: &Project, audience: Audience) -> Vec<Problem> {
    let (book, mut problems) = Book::open(project, audience);
    problems.extend((0..book.len()).flat_map(|at| book.report(at).1));
    let is_ours = |problem: &Problem| {
        matches!(
            problem.fault,
            Fault::ContradictedFigure { .. }
                | Fault::ContradictedDirection { .. }
                | Fault::UntrackedFigure { .. }
                | Fault::MaskedInText { .. }
        )
    };
    problems.retain(is_ours);
    problems
}

fn told(problems: &[Problem]) -> String {
    show::github(problems, Tongue::Chinese)
}

#[test]
fn county_prose_sample_and_prose_without_figures_pass_clean() {
    for content in ["content", "tests/fixtures/audit-county", "tests/fixtures/audit-quiet"] {
        let project = project(content);
        for audience in [Audience::Public, Audience::Internal] {
            let problems = audited(&project, audience);
            assert!(problems.is_empty(), "{content}:\n{}", told(&problems));
        }
    }
}

/// A change to a chapter's text: what stands where, and what is put there.
struct Change {
    at: Range<usize>,
    to: String,
}

/// Every group of digits with another digit in it, and every word of direction with its opposite.
fn changes(text: &str) -> Vec<Change> {
    let body = front_matter(text).body;
    let mut changes = Vec::new();
    let mut at = body.start;
    while at < body.end {
        let rest = &text[at..];
        let digits = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            changes.push(Change { at: at..at + digits, to: other_digits(&rest[..digits], at) });
            at += digits;
        } else if let Some((word, opposite)) = OPPOSITES.iter().find(|(word, _)| rest.starts_with(word)) {
            changes.push(Change { at: at..at + word.len(), to: (*opposite).to_owned() });
            at += word.len();
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    changes
}

/// The same digits but for one, which depends on where they stand.
fn other_digits(digits: &str, seed: usize) -> String {
    let places: Vec<usize> = digits.char_indices().filter(|(_, c)| *c != '.').map(|(at, _)| at).collect();
    let place = places[seed % places.len()];
    let old = digits.as_bytes()[place] - b'0';
    let new = (old + 1 + u8::try_from(seed % 7).expect("below 7")) % 10;
    format!("{}{new}{}", &digits[..place], &digits[place + 1..])
}

/// Whether digits are part of a term, a year or a name rather than a figure: they are changed and counted apart.
fn is_apart(text: &str, at: &Range<usize>) -> bool {
    let before = text[..at.start].chars().next_back().unwrap_or(' ');
    let after = text[at.end..].chars().next().unwrap_or(' ');
    before.is_ascii_alphabetic() || before == '第' && after != '位' || matches!(after, '年' | '月')
}

/// Puts a text into the place of a chapter's.
fn put(project: &mut Project, index: usize, (path, text): (&str, String)) {
    let chapter: &mut ChapterDraft = &mut Arc::make_mut(&mut project.reports[0]).chapters[index];
    let text = Source::new(path, text);
    chapter.text = Some(ChapterText { body: front_matter(text.text()).body, source: text });
}

#[test]
fn nearly_every_changed_digit_and_direction_is_found() {
    let mut project = project("tests/fixtures/audit-county");
    let texts: Vec<(String, String)> = project.reports[0]
        .chapters
        .iter()
        .filter_map(|chapter| chapter.text.as_ref())
        .map(|text| (text.source.path().to_owned(), text.source.text().to_owned()))
        .collect();
    let (mut tried, mut found, mut misses) = ([0; 3], [0; 3], String::new());
    for (index, (path, text)) in texts.iter().enumerate() {
        for change in changes(text) {
            let is_word = !text[change.at.clone()].starts_with(|c: char| c.is_ascii_digit());
            let kind = if is_word { 1 } else { usize::from(is_apart(text, &change.at)) * 2 };
            let changed = format!("{}{}{}", &text[..change.at.start], change.to, &text[change.at.end..]);
            put(&mut project, index, (path, changed));
            let problems = audited(&project, Audience::Public);
            let names_metric = problems.iter().any(|problem| {
                matches!(
                    problem.fault,
                    Fault::ContradictedFigure { .. } | Fault::ContradictedDirection { .. }
                )
            });
            tried[kind] += 1;
            if names_metric {
                found[kind] += 1;
            } else {
                let before = text[..change.at.start].chars().rev().take(16).collect::<Vec<_>>();
                let before: String = before.into_iter().rev().collect();
                let after: String = text[change.at.end..].chars().take(10).collect();
                let (old, new) = (&text[change.at.clone()], &change.to);
                let _ = writeln!(misses, "{kind} …{before}[{old}→{new}]{after}… {}", told(&problems));
            }
        }
        put(&mut project, index, (path, text.clone()));
    }
    let rate = |kinds: &[usize]| {
        let sum = |counts: &[usize; 3]| kinds.iter().map(|&kind| counts[kind]).sum::<usize>();
        (sum(&found), sum(&tried))
    };
    println!("digits {:?}, directions {:?}, terms and years {:?}", rate(&[0]), rate(&[1]), rate(&[2]));
    println!("{misses}");
    assert!(tried[0] >= 60 && tried[1] >= 20, "{tried:?}");
    let (found, tried) = rate(&[0, 1]);
    assert!(found * 100 >= tried * FOUND, "{found} of {tried}:\n{misses}");
}
