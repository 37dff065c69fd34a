//! Reports handed over as archives and single files, by the command.

use std::fs;
use std::path::Path;

use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use crate::docx::parts;
use crate::fixture::{fixtures, nianbao};

/// What the command writes of a fixture, and where.
fn exported(arguments: &[&str], out: &str) -> (TempDir, Vec<u8>) {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join(out);
    let line = [&["export"], arguments, &["--out", path.to_str().expect("a path")]].concat();
    let run = nianbao(&fixtures(), &line);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let bytes = fs::read(path).expect("the file");
    (folder, bytes)
}

#[test]
fn an_archive_of_all_holds_the_site_that_a_build_writes_and_its_sums() {
    let (_folder, bytes) = exported(&["--content", "trends", "--to", "zip"], "a.zip");
    let files = parts(&bytes);
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("site");
    let run = nianbao(&fixtures(), &["build", "--content", "trends", "--out", out.to_str().expect("a path")]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let built: Vec<String> = walkdir::WalkDir::new(&out)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != ".nianbao.json")
        .map(|entry| entry.path().strip_prefix(&out).expect("below").to_string_lossy().replace('\\', "/"))
        .collect();
    assert_eq!(files.len(), built.len() + 1, "the same files and the list of sums");
    for path in &built {
        assert_eq!(files[&format!("site/{path}")], fs::read(out.join(path)).expect("a file"), "{path}");
    }
    let sums = String::from_utf8(files["site/SHA256SUMS"].clone()).expect("UTF-8");
    assert_eq!(sums.lines().count(), built.len());
    for line in sums.lines() {
        let (sum, path) = line.split_once("  ").expect("a sum and a path");
        let hash: String = Sha256::digest(&files[&format!("site/{path}")])
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(sum, hash, "{path}");
    }
}

#[test]
fn an_archive_is_the_same_bytes_for_any_number_of_threads_and_in_order() {
    let (_one, one) = exported(&["--content", "trends", "--to", "zip"], "a.zip");
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("b.zip");
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .current_dir(fixtures())
        .env("RAYON_NUM_THREADS", "1")
        .args(["export", "--content", "trends", "--to", "zip", "--out"])
        .arg(&out)
        .status()
        .expect("it runs");
    assert!(status.success());
    assert!(one == fs::read(&out).expect("the archive"), "the same bytes");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(one.as_slice())).expect("an archive");
    let entries: Vec<_> = (0..archive.len())
        .map(|at| {
            let file = archive.by_index(at).expect("an entry");
            assert_eq!(file.last_modified(), Some(zip::DateTime::default()));
            file.name().expect("its name").into_owned()
        })
        .collect();
    assert!(entries.is_sorted(), "{entries:?}");
}

#[test]
fn an_archive_of_one_report_is_a_whole_site_of_that_report_alone() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let content = sample.to_str().expect("a path");
    let (_folder, bytes) = exported(&["2022", "--content", content, "--to", "zip"], "a.zip");
    let files = parts(&bytes);
    assert!(files.contains_key("site/index.html") && files.contains_key("site/2022/full/index.html"));
    assert!(!files.keys().any(|path| path.starts_with("site/2021")), "2021 is not in it");
}

#[test]
fn only_an_archive_can_be_of_all_reports() {
    let run = nianbao(&fixtures(), &["export", "--content", "trends", "--to", "docx"]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert!(run.stderr.contains("REPORT"), "{}", run.stderr);
}
