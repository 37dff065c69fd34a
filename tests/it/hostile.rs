//! Content that means harm, or that a broken program wrote: the real program, in a bounded space and time, says what is
//! wrong with it or builds, and never dies. Random content is in `mutations`.

use std::fs;
use std::path::Path;
use std::time::Duration;

use assert_cmd::Command;
use tempfile::TempDir;

/// What the program may take of memory, in KB of address space: fonts are mapped, and threads have stacks of their own.
const SPACE: u64 = 1_500_000;

/// A guard against what does not end: a debug build on a busy machine is slow.
const HANG: Duration = Duration::from_secs(60);

/// A small office with other files in it.
fn tree(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let usual =
        [("site.yaml", "title: 示例县年报\n"), ("2022/report.yaml", "title: 2022年工作总结\nyear: 2022\n")];
    for (path, text) in usual.iter().chain(files) {
        write(&folder.path().join("content"), path, text.as_bytes());
    }
    folder
}

fn write(content: &Path, path: &str, bytes: &[u8]) {
    let file = content.join(path);
    fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
    fs::write(file, bytes).expect("a file");
}

/// What `check` says in a bounded space; it must end by itself, with a status of its own.
fn check(folder: &Path) -> String {
    let program = Command::cargo_bin("nianbao").expect("the program is built");
    let program = program.get_program().to_owned();
    let mut command = Command::new("sh");
    let script = format!("ulimit -v {SPACE}; exec \"$0\" check --lang en");
    command.args(["-c", &script]).arg(program).current_dir(folder).timeout(HANG);
    let output = command.output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let code = output.status.code();
    assert!(matches!(code, Some(0 | 1)), "{code:?}: {}", said.chars().take(500).collect::<String>());
    assert!(!said.contains("panicked"), "{said}");
    said
}

fn metrics(yaml: &str) -> String {
    check(tree(&[("2022/metrics/a.yaml", yaml)]).path())
}

fn chapter(text: &str) -> String {
    check(tree(&[("2022/1-a.md", &format!("# 大气\n\n{text}"))]).path())
}

#[test]
fn yaml_nested_a_hundred_thousand_deep_is_refused() {
    for piece in ["[", "{a: ", "- ", "? "] {
        let said = metrics(&format!("metrics:\n  x: {}", piece.repeat(100_000)));
        assert!(said.contains("[yaml-syntax]"), "{piece:?}: {said}");
    }
}

#[test]
fn a_billion_laughs_are_refused_at_the_first_anchor() {
    let mut yaml = "a: &a [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n".to_owned();
    for (name, before) in ('b'..='z').zip('a'..) {
        let list = vec![format!("*{before}"); 9].join(", ");
        yaml.push_str(&format!("{name}: &{name} [{list}]\n"));
    }
    assert!(metrics(&yaml).contains("[yaml-syntax]"));
}

#[test]
fn formulas_nested_or_chained_by_thousands_do_not_overflow() {
    for formula in
        ["(".repeat(50_000) + "1" + &")".repeat(50_000), "-".repeat(100_000) + "1", "1+".repeat(50_000) + "1"]
    {
        let said = metrics(&format!("metrics:\n  x: {{label: 甲, unit: 件, value: \"= {formula}\"}}\n"));
        assert!(said.contains("[formula-syntax]"), "{said}");
    }
    let mut chain = "metrics:\n  k0: {label: 零, unit: 件, value: 1}\n".to_owned();
    for (at, before) in (1..=2000).rev().map(|at| (at, at - 1)) {
        chain.push_str(&format!("  k{at}: {{label: 甲{at}, unit: 件, value: \"= k{before} + 1\"}}\n"));
    }
    assert!(!metrics(&chain).contains("error["));
    let circle = chain.replace("unit: 件, value: 1}", "unit: 件, value: = k2000}");
    assert!(metrics(&circle).contains("[formula-circle]"));
}

#[test]
fn a_name_of_fifty_thousand_steps_is_looked_up_in_time() {
    let name = "a.".repeat(50_000) + "b";
    let said = metrics(&format!("metrics:\n  x: {{label: 甲, unit: 件, value: \"= {name}\"}}\n"));
    assert!(said.contains("[unknown-metric]"), "{said}");
}

#[test]
fn what_is_opened_and_never_closed_is_read_in_time() {
    for piece in ["{{", "](", "<!--", "`", "[", "**a", "> ", "- "] {
        let said = chapter(&piece.repeat(20_000 / piece.len()));
        assert!(said.len() < 5_000_000, "{piece:?} is spoken of for {} bytes", said.len());
    }
}

#[test]
fn an_anchor_of_a_hundred_thousand_signs_is_no_hang() {
    let said = chapter(&format!("## 乙 {{#{}}}\n", "x".repeat(100_000)));
    assert!(said.len() < 20_000, "{}", said.len());
}

#[test]
fn a_cell_of_a_hundred_thousand_digits_is_no_number() {
    let digits = "9".repeat(100_000);
    let folder = tree(&[
        ("2022/report.yaml", "title: 2022年工作总结\nyear: 2022\nvalues: [data/v.csv]\n"),
        ("2022/metrics/a.yaml", "metrics:\n  x: {label: 甲, unit: 件, value: ~}\n"),
        ("2022/data/v.csv", &format!("编号,本年\na.x,{digits}\n")),
    ]);
    let said = check(folder.path());
    assert!(said.contains("[bad-number]") && said.len() < 20_000, "{}", said.len());
}

#[test]
fn a_line_of_fifty_megabytes_is_not_read() {
    for path in ["2022/1-a.md", "2022/metrics/a.yaml"] {
        let folder = tree(&[]);
        write(&folder.path().join("content"), path, &vec![b'a'; 50 << 20]);
        let said = check(folder.path());
        assert!(said.contains("more than 2 MB"), "{said}");
    }
}

#[test]
fn an_excerpt_of_a_long_line_is_what_stands_around_the_place() {
    let said = chapter(&format!("{}{{{{ 甲.乙 }}}}{}", "正".repeat(5000), "文".repeat(5000)));
    assert!(said.contains("1-a.md:3:5004"), "{said}");
    assert!(said.contains("甲.乙") && said.len() < 2000, "{said}");
}

#[test]
fn folders_and_chapters_beyond_any_report_are_left_out_and_told() {
    let deep = format!("2022/{}b.md", "a/".repeat(40));
    assert!(check(tree(&[(&deep, "# 甲\n")]).path()).contains("more than 16 folders deep"));
}

#[test]
fn names_that_no_windows_can_hold_are_errors() {
    for (path, code) in [
        ("2022/1-con.md", "[reserved-name]"),
        ("2022/AUX/index.md", "[reserved-name]"),
        ("2022/data/nul.png", "[reserved-name]"),
        #[cfg(unix)]
        ("2022/a:b.md", "[bad-value]"),
        #[cfg(unix)]
        ("2022/a\nb.md", "[bad-value]"),
        #[cfg(unix)]
        ("2022/a. /index.md", "[bad-value]"),
        ("2022/水\u{200B}.md", "[hidden-character]"),
        ("2022/\u{202E}dm.md", "[hidden-character]"),
    ] {
        let said = check(tree(&[(path, "# 甲\n")]).path());
        assert!(said.contains(code), "{path:?}: {said}");
    }
    let said = check(tree(&[("com1/aux/report.yaml", "title: 工作总结\nyear: 2022\n")]).path());
    assert!(said.contains(" content/com1\n") && said.contains(" content/com1/aux\n"), "{said}");
    let chart = "```chart\nof: a.x\nid: con\n```\n";
    let yaml = "metrics:\n  x: {label: 甲, unit: 件, value: 1, monthly: [1, 2]}\n";
    let folder = tree(&[("2022/metrics/a.yaml", yaml), ("2022/1-a.md", &format!("# 甲\n\n{chart}"))]);
    assert!(check(folder.path()).contains("[reserved-name]"));
}

#[cfg(unix)]
#[test]
fn links_out_of_the_tree_and_in_circles_are_not_followed() {
    use std::os::unix::fs::symlink;
    let yaml = "metrics:\n  x: {label: 甲, unit: 件, daily: ../data/d.csv}\n";
    let folder = tree(&[("2022/metrics/a.yaml", yaml), ("2022/data/a.txt", "")]);
    let secret = folder.path().join("secret.csv");
    fs::write(&secret, "日期,数值\n2022-01-01,4711x\n").expect("a file");
    let content = folder.path().join("content");
    symlink(&secret, content.join("2022/data/d.csv")).expect("a link");
    symlink(&content, content.join("2022/circle")).expect("a link");
    symlink("loop", content.join("2022/loop")).expect("a link");
    let said = check(folder.path());
    assert!(said.contains("[bad-value]") && !said.contains("4711"), "{said}");
}

#[test]
fn what_cannot_be_seen_is_told_in_text_and_in_yaml() {
    for c in ['\u{200B}', '\u{AD}', '\u{202E}', '\u{2066}', '\u{FEFF}', '\u{E0041}'] {
        let code = format!("U+{:04X}", u32::from(c));
        let said = chapter(&format!("水{c}质。\n"));
        assert!(said.contains("[hidden-character]") && said.contains(&code), "{code}: {said}");
        let written = format!("metrics:\n  x: {{label: 甲{c}乙, unit: 件, value: 1}}\n");
        assert!(metrics(&written).contains(&code), "{code}");
    }
    let escaped = "metrics:\n  x: {label: \"甲\\u200B乙\", unit: 件, value: 1}\n";
    assert!(metrics(escaped).contains("U+200B"));
    assert!(!chapter("👩‍👩‍👧\u{3000}全角。\n").contains("[hidden-character]"));
}
