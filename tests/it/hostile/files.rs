//! Files and folders: their size, names and links.

use std::fs;

use super::{check, run, tree, write};

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
fn a_drawing_of_a_million_pixels_filled_the_memory_when_it_was_painted_for_word() {
    let folder = tree(&[
        ("2022/1-a.md", "# 甲\n\n![图](data/a.svg)\n"),
        ("2022/data/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2000\" height=\"1000000\"/>"),
    ]);
    assert_eq!(run(folder.path(), "export 2022 --to docx --out a.docx"), "");
    assert!(folder.path().join("a.docx").is_file());
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
