//! What the documents show is true: the examples of the READMEs build, and links lead to files.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A fenced block of a Markdown text.
#[derive(Debug)]
pub(crate) struct Fence {
    /// What stands after the opening fence.
    pub(crate) words: String,
    pub(crate) body: String,
}

/// The fenced blocks of a text and its lines outside of them.
pub(crate) fn fences(text: &str) -> (Vec<Fence>, Vec<&str>) {
    let mut fences = Vec::new();
    let mut outside = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let opening = line.trim_start();
        let ticks = opening.bytes().take_while(|&byte| byte == b'`').count();
        if ticks < 3 {
            outside.push(line);
            continue;
        }
        let closing = "`".repeat(ticks);
        let mut body = String::new();
        for line in lines.by_ref().take_while(|line| line.trim() != closing) {
            body.push_str(line);
            body.push('\n');
        }
        fences.push(Fence { words: opening[ticks..].trim().to_owned(), body });
    }
    (fences, outside)
}

/// The examples of a README: blocks whose first line names a file, by its path in the content folder.
fn examples(text: &str) -> Vec<(String, String)> {
    let named = |fence: Fence| {
        let (_, path) = fence.words.split_once(' ')?;
        Some((path.to_owned(), fence.body))
    };
    fences(text).0.into_iter().filter_map(named).collect()
}

/// The targets of the Markdown links and pictures in a text, outside of fenced blocks and code.
fn targets(text: &str) -> Vec<String> {
    let mut targets = Vec::new();
    for line in fences(text).1 {
        let plain: String = line.split('`').step_by(2).collect::<Vec<_>>().join("");
        let mut rest = plain.as_str();
        while let Some((_, after)) = rest.split_once("](") {
            let Some((target, after)) = after.split_once(')') else { break };
            targets.push(target.to_owned());
            rest = after;
        }
    }
    targets
}

/// The anchors of a text's headings, as GitHub makes them.
fn anchors(text: &str) -> Vec<String> {
    let anchor = |line: &&str| {
        let title = line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#'))?;
        let kept = title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        Some(kept.collect::<String>().to_lowercase().replace(' ', "-"))
    };
    fences(text).1.iter().filter_map(anchor).collect()
}

fn documents() -> Vec<PathBuf> {
    let docs = fs::read_dir(root().join("docs")).expect("docs is a folder");
    let mut documents: Vec<PathBuf> = docs.map(|entry| entry.expect("an entry of docs").path()).collect();
    documents.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    documents.extend(READMES.map(|name| root().join(name)));
    documents.push(root().join("CHANGELOG.md"));
    documents.sort();
    documents
}

#[test]
fn the_examples_of_a_readme_are_a_site_that_builds_without_problems() {
    for name in READMES {
        let text = read(&root().join(name));
        let folder = tempfile::tempdir().expect("a folder for a while");
        let content = folder.path().join("content");
        let examples = examples(&text);
        assert_eq!(examples.len(), 4, "{name} shows four files");
        for (path, body) in examples {
            let path = content.join(path);
            fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder is made");
            fs::write(path, body).expect("a file is written");
        }
        let build = ["build", "--deny-warnings", "--lang", "en"];
        let output = Command::cargo_bin("nianbao")
            .expect("the program is built")
            .current_dir(folder.path())
            .args(build)
            .assert()
            .success()
            .get_output()
            .clone();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{name} has no problems");
        let page = read(&folder.path().join("site/2022/work/index.html"));
        assert!(page.contains(r#"<figure class="chart""#), "{name}: the chart is drawn");
        let read_as = said(&text);
        assert!(plain(&page).contains(&read_as), "{name}: the chapter reads “{read_as}”");
    }
}

/// The sentence that a README says its example reads.
fn said(readme: &str) -> String {
    let marks = ["It reads: ", "读出来是："];
    let line = readme.lines().find_map(|line| marks.iter().find_map(|mark| line.strip_prefix(mark)));
    line.expect("the README says how its example reads").to_owned()
}

/// A page without its tags.
fn plain(html: &str) -> String {
    let parts = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect()
}

#[test]
fn both_readmes_show_the_same_examples() {
    let [english, chinese] = READMES.map(|name| examples(&read(&root().join(name))));
    assert_eq!(english, chinese);
}

#[test]
fn the_mistake_shown_in_a_readme_is_what_the_program_says() {
    let folder = tempfile::tempdir().expect("a folder for a while");
    copy(&root().join("content"), &folder.path().join("content"));
    let chapter = folder.path().join("content/2022/1-work/1-battles/1-blue-sky.md");
    let text = read(&chapter).replacen("{{ air.pm25 }}", "{{ air.pm2.5 }}", 1);
    fs::write(&chapter, text).expect("the chapter is written");
    let output = Command::cargo_bin("nianbao")
        .expect("the program is built")
        .current_dir(folder.path())
        .args(["build", "--lang", "zh"])
        .assert()
        .code(1)
        .get_output()
        .clone();
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    for name in READMES {
        let text = read(&root().join(name));
        let (fences, _) = fences(&text);
        let shown = fences.iter().find(|fence| fence.body.contains("[unknown-metric]"));
        let body = &shown.expect("a README shows a mistake").body;
        let lines: Vec<&str> = body.lines().map(|line| line.strip_prefix("   ").unwrap_or(line)).collect();
        assert!(message.starts_with(&lines.join("\n")), "{name} shows another message than:\n{message}");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder is made");
    for entry in fs::read_dir(from).expect("a folder is read") {
        let entry = entry.expect("an entry of a folder");
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).expect("a file is copied");
        }
    }
}

#[test]
fn relative_links_of_the_documents_lead_to_files_and_headings() {
    for document in documents() {
        let name = document.strip_prefix(root()).expect("it lies in the repository").display().to_string();
        for target in targets(&read(&document)) {
            if target.contains("://") {
                continue;
            }
            let (path, anchor) = target.split_once('#').unwrap_or((&target, ""));
            let file = if path.is_empty() {
                document.clone()
            } else {
                document.parent().expect("a file has a folder").join(path)
            };
            assert!(file.exists(), "{name} links to {target}, which does not exist");
            if !anchor.is_empty() {
                let known = anchors(&read(&file));
                assert!(known.iter().any(|known| known == anchor), "{name}: {target} has no such heading");
            }
        }
    }
}
