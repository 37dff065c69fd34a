//! What is printed: no character of the content, of a name or of an argument acts on the terminal that shows it.

use std::fs;
use std::path::Path;

use nianbao::model::Audience;
use nianbao::problem::show::{self, Colour};
use nianbao::problem::{Problem, Tongue};
use tempfile::TempDir;

use super::hold::legible;
use crate::fixture::{Run, copy, fixtures, nianbao};
use crate::outputs;

/// What terminals take for more than a character: sequences that colour, retitle, clear and link, in both forms, and
/// what turns the order of others.
const ACTS: [&str; 7] = [
    "\u{1b}[31m",
    "\u{1b}]0;hit\u{7}",
    "\u{9b}2J",
    "\u{7f}\u{8}",
    "\u{1b}]8;;https://hit.invalid/\u{1b}\\",
    "\u{202e}",
    "\u{ffff}",
];

/// Nothing that was printed acts on a terminal.
fn harmless(run: &Run) {
    for text in [&run.stdout, &run.stderr] {
        legible("what is printed", text);
        assert!(!text.contains(['\u{202e}', '\u{2066}', '\u{200f}']), "{text:?}");
    }
}

/// A content folder in which this stands in a text, a value, a key, a sheet and a name of a file.
fn content(act: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    // The escapes of YAML and of JSON are the same for these.
    let quoted = act.chars().map(|c| format!("\\u{:04x}", u32::from(c))).collect::<String>();
    write("site.yaml", "title: 县局\n");
    write(
        "2022/report.yaml",
        &format!(
            "title: 总结\nyear: 2022\nfigures: \"a{quoted}b\"\n\"k{quoted}\": 1\nvalues: [data/a.csv]\n"
        ),
    );
    write("2022/metrics/air.yaml", "metrics:\n  pm25: {label: 浓度, value: ~}\n");
    write("2022/data/a.csv", &format!("编号,本年\nair.pm25,2{act}4\n"));
    write("2022/1-a.md", &format!("# 空气\n\n城区{act}的{{{{ air.none }}}}，[{act}](b{act}.md)\n"));
    write(&format!("2022/2-{act}-b.md", act = act.replace('/', "")), "# 水\n");
    folder
}

#[test]
fn control_characters_in_content_are_shown_and_do_not_act_on_the_terminal() {
    for act in ACTS {
        let folder = content(act);
        for format in ["text", "json", "github"] {
            for lang in ["zh", "en"] {
                let run = nianbao(folder.path(), &["check", "--format", format, "--lang", lang]);
                assert_eq!(run.status, 1, "{}", run.stderr);
                harmless(&run);
                let said = format!("{}{}", run.stdout, run.stderr);
                for code in ["bad-value", "unknown-key", "bad-number", "unknown-metric", "hidden-character"] {
                    assert!(said.contains(code), "{format} says no {code}: {said}");
                }
            }
        }
    }
}

#[test]
fn an_excerpt_with_colours_has_no_sequence_but_those_of_its_own_colours() {
    for act in ACTS {
        let folder = content(act);
        let (problems, _) = outputs::read(&folder.path().join("content"), Audience::Public, |_, _, _| ());
        let text = show::text(&problems, Tongue::Chinese, Colour::Terminal);
        let mut rest = text.as_str();
        let mut plain = String::new();
        while let Some((before, after)) = rest.split_once('\u{1b}') {
            plain.push_str(before);
            let end = after.find('m').expect("a sequence ends");
            let numbers = after[..end].strip_prefix('[').unwrap_or_else(|| panic!("{after:?}"));
            assert!(numbers.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'), "{numbers:?}");
            rest = &after[end + 1..];
        }
        legible("what is printed", &(plain + rest));
        let page = serde_json::to_string(
            &problems.iter().map(|it| show::shown(it, Tongue::English)).collect::<Vec<_>>(),
        );
        let shown: serde_json::Value = serde_json::from_str(&page.expect("JSON")).expect("JSON");
        super::hold::texts("what the preview shows", &shown);
    }
}

#[test]
fn a_control_character_in_an_excerpt_takes_one_column_and_the_caret_stands_where_it_did() {
    let folder = content("\u{1b}");
    let (problems, _) = outputs::read(&folder.path().join("content"), Audience::Public, |_, _, _| ());
    let is_meant = |problem: &&Problem| problem.fault.code() == "unknown-metric";
    let problem = problems.iter().find(is_meant).expect("the problem");
    let text = show::list([problem], Tongue::English, Colour::None);
    let lines: Vec<&str> = text.lines().collect();
    let excerpt = lines.iter().position(|line| line.contains("城区␛的{{ air.none }}")).expect("the excerpt");
    assert!(lines[1].ends_with("1-a.md:3:8"), "{text}");
    // Han characters take two columns, the picture of a control character one.
    let column = |line: &str, sign: &str| {
        let before = &line[..line.find(sign).expect("the sign")];
        before.chars().map(|c| if ('\u{2e80}'..='\u{ffef}').contains(&c) { 2 } else { 1 }).sum::<usize>()
    };
    assert_eq!(column(lines[excerpt], "air.none"), column(lines[excerpt + 1], "^"), "{text}");
}

#[test]
fn json_names_the_file_as_it_is_and_writes_what_acts_by_its_number() {
    let folder = content("\u{9b}");
    let run = nianbao(folder.path(), &["check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let mut files =
        json["problems"].as_array().expect("problems").iter().filter_map(|problem| problem["file"].as_str());
    assert!(files.any(|file| file == "content/2022/2-\u{9b}-b.md"), "{}", run.stdout);
    assert!(run.stdout.contains("2-\\u009b-b.md"), "{}", run.stdout);
}

#[test]
fn a_workflow_command_ends_where_it_should_whatever_is_typed() {
    for text in [
        "a\n::error::hit",
        "a\r::add-mask::hit",
        "%0A::warning::hit",
        "::set-output name=hit::1",
        "a,line=9::b",
    ] {
        let folder = content("\u{7}");
        let report = folder.path().join("content/2022/report.yaml");
        let quoted = serde_json::to_string(text).expect("a text");
        fs::write(&report, format!("title: 总结\nyear: 2022\nfigures: {quoted}\n")).expect("a file");
        let run = nianbao(folder.path(), &["check", "--format", "github"]);
        harmless(&run);
        for line in run.stdout.lines() {
            let command = line.strip_prefix("::error ").or_else(|| line.strip_prefix("::warning "));
            let (properties, _) =
                command.and_then(|rest| rest.split_once("::")).unwrap_or_else(|| panic!("{line}"));
            for property in properties.split(',') {
                let name = property.split('=').next().unwrap_or_default();
                assert!(matches!(name, "file" | "line" | "col" | "title"), "{line}");
            }
        }
        let said = text.replace('%', "%25").replace('\n', "%0A").replace('\r', "␍");
        assert!(run.stdout.contains(&said), "{}", run.stdout);
    }
}

/// Arguments that end in what is printed or written, each in a place of a command.
fn lines(act: &str) -> Vec<Vec<String>> {
    let line = |words: &str| words.split(' ').map(|word| word.replace('@', act)).collect();
    vec![
        line("@"),
        line("check --content @"),
        line("check --@"),
        line("check --format @"),
        line("check --lang @"),
        line("build --out @"),
        line("build --out content"),
        line("build --theme @"),
        line("build --only @"),
        line("build --jobs @"),
        line("build --audience @"),
        line("export @ --to html"),
        line("export 2022 --to @"),
        line("export 2022 --to html --out @"),
        line("export 2022 --to pdf --browser @"),
        line("sheet @"),
        line("sheet 2022 --out @.xlsx"),
        line("new @"),
        line("new 2023 --from @"),
        line("serve --host @"),
        line("serve --port @"),
        line("schema @"),
        line("completions @"),
    ]
}

#[test]
fn no_argument_acts_on_the_terminal_or_on_a_page() {
    for act in ["\u{1b}[31m\u{9b}2J\u{7}", "\u{202e}<script>window.__hit=1<!--\u{ffff}"] {
        let folder = TempDir::new().expect("a folder");
        copy(&fixtures().join("minimal"), &folder.path().join("content"));
        for arguments in lines(&act.replace('/', "")) {
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let run = nianbao(folder.path(), &arguments);
            assert!(run.status <= 2, "{arguments:?}");
            harmless(&run);
        }
        pages(folder.path());
    }
}

/// What the commands have written holds.
fn pages(folder: &Path) {
    let mut written = crate::fixture::files(folder);
    written.retain(|path, _| path.ends_with(".html") && !path.starts_with("content"));
    assert!(!written.is_empty());
    super::hold(&written);
}
