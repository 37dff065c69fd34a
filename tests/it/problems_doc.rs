//! docs/problems.md is complete and true: a heading for each code that the program can emit, in order, and examples
//! that the program judges as the document says. A fence marked `wrong PATH` stands alone in a small content folder
//! and must give its heading's code; one marked `right PATH` must give nothing; `with PATH` belongs to both.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::fixture::{nianbao, root};

/// Codes whose examples cannot be put into a content folder: bytes, fonts, browsers, themes, and folders that are written to.
const WITHOUT_EXAMPLES: [&str; 6] =
    ["bad-encoding", "missing-font", "missing-tool", "out-locked", "out-not-ours", "template-error"];

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The codes that the program can emit.
fn emitted() -> BTreeSet<String> {
    let source = read("src/problem/fault.rs");
    let from = source.find("pub fn code(").expect("the codes");
    let body = &source[from..from + source[from..].find("pub fn severity").expect("the next function")];
    let words = body.split('"').skip(1).step_by(2).filter(|word| !word.contains(' '));
    words.map(str::to_owned).collect()
}

/// The codes that the format lists after a word, in section 13.
fn listed(word: &str) -> BTreeSet<String> {
    let format = read("docs/format.md");
    let section = &format[format.find("## 13.").expect("section 13")..];
    let list = &section[section.find(word).expect("a list of codes")..];
    let list = list.split('`').nth(1).expect("codes in backticks");
    list.split_whitespace().map(str::to_owned).collect()
}

/// A file that an example is.
#[derive(Debug, Clone)]
struct File {
    role: String,
    path: String,
    body: String,
}

/// What the document says of a code.
#[derive(Debug)]
struct Section {
    code: String,
    under: String,
    files: Vec<File>,
    text: String,
}

fn sections() -> Vec<Section> {
    let text = read("docs/problems.md");
    let mut sections: Vec<Section> = Vec::new();
    let mut under = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            title.clone_into(&mut under);
        } else if let Some(code) = line.strip_prefix("### ") {
            let (code, under) = (code.to_owned(), under.clone());
            sections.push(Section { code, under, files: Vec::new(), text: String::new() });
        }
        let ticks = line.bytes().take_while(|&byte| byte == b'`').count();
        let Some(section) = sections.last_mut() else { continue };
        if ticks < 3 {
            let _ = writeln!(section.text, "{line}");
            continue;
        }
        let mut words = line[ticks..].split(' ').skip(1).map(str::to_owned);
        let end = "`".repeat(ticks);
        let body = lines
            .by_ref()
            .take_while(|line| *line != end)
            .fold(String::new(), |body, line| body + line + "\n");
        if let (Some(role), Some(path)) = (words.next(), words.next()) {
            section.files.push(File { role, path, body });
        }
    }
    sections
}

fn write(content: &Path, path: &str, body: &str) {
    let path = content.join(path);
    fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
    fs::write(path, body).expect("a file");
}

/// The codes that the program finds in a content folder with these files.
fn codes(files: &[&File]) -> (BTreeSet<String>, String) {
    let folder = TempDir::new().expect("a folder");
    let content = folder.path().join("content");
    write(&content, "site.yaml", "title: 示例县年报\n");
    write(&content, "2022/report.yaml", "title: 2022年工作总结\nyear: 2022\n");
    for file in files {
        write(&content, &file.path, &file.body);
    }
    let run = nianbao(folder.path(), &["check", "--lang", "zh"]);
    let heads = run.stderr.lines().filter(|line| line.starts_with("错误[") || line.starts_with("警告["));
    let found = heads.filter_map(|line| line.split(['[', ']']).nth(1)).map(str::to_owned).collect();
    (found, run.stderr)
}

#[test]
fn each_code_that_the_program_can_emit_is_explained_and_nothing_else() {
    let sections = sections();
    let known = emitted();
    assert!(known.len() > 30, "{known:?}");
    for (word, title) in [("Errors:", "错误"), ("Warnings:", "警告")] {
        let told: Vec<&str> = sections
            .iter()
            .filter(|section| section.under == title)
            .map(|section| section.code.as_str())
            .collect();
        let listed = listed(word);
        let due: Vec<&str> = known.intersection(&listed).map(String::as_str).collect();
        assert_eq!(told, due, "under {title}");
    }
    assert_eq!(sections.len(), known.len(), "a code stands in no list of the format's section 13");
}

#[test]
fn the_index_names_each_code_once_in_order() {
    let text = read("docs/problems.md");
    let index = &text[..text.find("\n## ").expect("a heading")];
    let links: Vec<&str> =
        index.split("](#").skip(1).map(|link| link.split(')').next().expect("a link")).collect();
    let codes: Vec<String> = sections().into_iter().map(|section| section.code).collect();
    assert_eq!(links, codes);
}

#[test]
fn each_section_shows_what_is_wrong_and_what_is_right() {
    for section in sections() {
        let roles: BTreeSet<&str> = section.files.iter().map(|file| file.role.as_str()).collect();
        let runs = !WITHOUT_EXAMPLES.contains(&section.code.as_str());
        assert_eq!(roles.contains("wrong") && roles.contains("right"), runs, "{}", section.code);
        assert!(
            roles.iter().all(|role| ["wrong", "right", "with"].contains(role)),
            "{}: {roles:?}",
            section.code
        );
        let says = section.text.lines().nth(2).unwrap_or_default();
        assert!(says.chars().count() > 15, "{} is not explained", section.code);
    }
}

#[test]
fn wrong_examples_give_their_code_and_right_ones_give_none() {
    let mut false_ones = String::new();
    for section in sections() {
        let shared: Vec<&File> = section.files.iter().filter(|file| file.role == "with").collect();
        for file in section.files.iter().filter(|file| file.role != "with") {
            let others = shared.iter().copied().filter(|other| other.path != file.path);
            let (mut found, told) = codes(&others.chain([file]).collect::<Vec<_>>());
            if section.code != "unused-metric" {
                found.remove("unused-metric");
            }
            let due: BTreeSet<String> =
                (file.role == "wrong").then(|| section.code.clone()).into_iter().collect();
            if found != due {
                let (role, code, body) = (&file.role, &section.code, &file.body);
                let _ = writeln!(false_ones, "the {role} example of {code}:\n{body}\n{told}");
            }
        }
    }
    assert!(false_ones.is_empty(), "{false_ones}");
}
