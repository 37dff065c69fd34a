//! The command line: exit status, formats, languages, and folders that are not the program's.

use std::fs;

use insta::assert_snapshot;
use tempfile::TempDir;

use crate::fixture::{build, build_with, built, files, fixtures, nianbao};

#[test]
fn warnings_pass_unless_they_are_denied() {
    let faults = fixtures().join("faults");
    let status = |arguments: &[&str]| nianbao(&faults, arguments).status;
    assert_eq!(status(&["check", "--content", "missing-alt"]), 0);
    assert_eq!(status(&["check", "--content", "missing-alt", "--deny-warnings"]), 1);
    assert_eq!(built(&faults.join("missing-alt"), &[]).run.status, 0);
    let denied = built(&faults.join("missing-alt"), &["--deny-warnings"]);
    assert_eq!((denied.run.status, denied.path().exists()), (1, false));
}

#[test]
fn wrong_usage_is_status_two() {
    let folder = fixtures();
    for arguments in [
        &[][..],
        &["chekc"],
        &["check", "--colour"],
        &["build", "--jobs", "0"],
        &["build", "--audience", "everyone"],
        &["check", "--format", "xml"],
    ] {
        assert_eq!(nianbao(&folder, arguments).status, 2, "{arguments:?}");
    }
    let site = built(&folder.join("minimal"), &["--only", "2023"]);
    assert_eq!((site.run.status, site.path().exists()), (2, false));
    assert_snapshot!(site.run.stderr);
}

#[test]
fn without_a_command_it_prints_help() {
    let run = nianbao(&fixtures(), &[]);
    assert_snapshot!(run.stderr);
}

#[test]
fn one_line_tells_what_was_built() {
    let site = build("minimal");
    let line = site.run.stdout.trim_end();
    assert!(line.starts_with("生成7页、0张图，用时") && line.ends_with("site/index.html"), "{line}");
    assert_eq!(line.lines().count(), 1);
    assert_eq!(site.run.stderr, "");
    let english = build_with("minimal", &["--lang", "en"]);
    assert!(english.run.stdout.starts_with("7 pages and 0 charts in "), "{}", english.run.stdout);
}

#[test]
fn the_language_of_messages_is_asked_for_else_the_sites() {
    let said = |fixture: &str, arguments: &[&str]| {
        let folder = fixtures().join("faults");
        nianbao(&folder, &[&["check", "--content", fixture], arguments].concat()).stderr
    };
    assert!(said("missing-alt", &[]).contains("警告[missing-alt]"));
    assert!(said("missing-alt", &["--lang", "en"]).contains("warning[missing-alt]"));
    assert!(
        said("yaml-syntax", &[]).contains("错误[yaml-syntax]"),
        "a site.yaml that cannot be read is Chinese"
    );
}

#[test]
fn github_reads_problems_as_workflow_commands() {
    let folder = fixtures().join("faults");
    let run = nianbao(&folder, &["check", "--content", "broken-link", "--format", "github"]);
    assert_snapshot!(run.stdout);
}

#[test]
fn a_clean_check_says_so() {
    let run = nianbao(&fixtures(), &["check", "--content", "minimal"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, "共0个错误，0个警告\n"));
    let run = nianbao(&fixtures(), &["check", "--content", "minimal", "--format", "json"]);
    assert_eq!(run.stdout, "{\n  \"errors\": 0,\n  \"warnings\": 0,\n  \"problems\": []\n}\n");
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_left_alone() {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("site");
    fs::create_dir(&out).expect("a folder");
    fs::write(out.join("own.txt"), "别人的文件").expect("a file");
    let run =
        nianbao(&fixtures(), &["build", "--content", "minimal", "--out", out.to_str().expect("a path")]);
    assert_eq!(run.status, 2);
    assert_snapshot!(run.stderr.replace(out.to_str().expect("a path"), "OUT"));
    assert_eq!(files(&out).into_keys().collect::<Vec<_>>(), ["own.txt"]);
}

#[test]
fn a_public_site_never_takes_the_folder_of_an_internal_one() {
    let site = build_with("minimal", &["--audience", "internal"]);
    let before = site.files();
    let out = site.path();
    let out = out.to_str().expect("a path");
    let run = nianbao(&fixtures(), &["build", "--content", "minimal", "--out", out]);
    assert_eq!(run.status, 2);
    assert_snapshot!(run.stderr.replace(out, "OUT"));
    assert_eq!(site.files(), before);
}

#[test]
fn an_internal_site_goes_to_a_folder_of_its_own_and_is_marked_on_every_page() {
    let folder = TempDir::new().expect("a folder");
    crate::fixture::copy(&fixtures().join("minimal"), &folder.path().join("content"));
    assert_eq!(nianbao(folder.path(), &["build"]).status, 0);
    assert_eq!(nianbao(folder.path(), &["build", "--audience", "internal"]).status, 0);
    let pages = |site: &str| {
        let files = files(&folder.path().join(site)).into_iter();
        files.filter(|(path, _)| path.ends_with(".html")).collect::<Vec<_>>()
    };
    assert_eq!(pages("site").len(), pages("site-internal").len());
    let marked = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("内部资料");
    for (path, bytes) in pages("site-internal") {
        assert!(marked(&bytes), "{path}");
    }
    assert!(pages("site").iter().all(|(_, bytes)| !marked(bytes)));
}

#[test]
fn a_build_of_one_report_links_to_no_other() {
    let site = build_with("years", &["--only", "2022"]);
    assert_eq!(crate::links::problems(&site.path()), Vec::<String>::new());
    assert!(!site.list().contains("2021/") && !site.list().contains("2023/"), "{}", site.list());
    assert_eq!(site.chapter("2022/a"), build("years").chapter("2022/a"));
}
