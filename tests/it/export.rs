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

#[test]
fn a_report_as_one_file_names_nothing_beyond_itself_but_what_its_author_linked() {
    let (_folder, bytes) = exported(&["2022", "--content", "word", "--to", "html"], "a.html");
    let page = String::from_utf8(bytes).expect("UTF-8");
    for (attribute, allowed) in
        [("src=\"", &["data:image/"][..]), ("href=\"", &["#", "http", "mailto:", "tel:"])]
    {
        for value in page.split(attribute).skip(1) {
            assert!(allowed.iter().any(|start| value.starts_with(start)), "{attribute}{:.60}", value);
        }
    }
    assert!(page.contains("src=\"data:image/"), "it shows pictures");
    let policy = page.split("Security-Policy\" content=\"").nth(1).expect("a policy");
    let policy = policy.split('"').next().expect("its end").replace("&#39;", "'").replace("&#x27;", "'");
    assert!(policy.contains("style-src 'sha256-") && !policy.contains("'self'"), "{policy}");
    assert!(!page.contains("<link"), "it has no style sheets elsewhere");
}

/// A site of the fixture with downloads, built where no browser is.
fn with_downloads(kinds: &str) -> (TempDir, crate::fixture::Run) {
    let folder = TempDir::new().expect("a folder");
    crate::fixture::copy(&fixtures().join("word"), &folder.path().join("content"));
    crate::fixture::replace(
        folder.path(),
        "content/2022/report.yaml",
        ("year: 2022\n", &format!("year: 2022\ndownloads: {kinds}\n")),
    );
    let run = without_browser(folder.path(), &["build", "--lang", "zh"]);
    (folder, run)
}

/// Runs the program where no browser can be found.
fn without_browser(folder: &Path, arguments: &[&str]) -> crate::fixture::Run {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .current_dir(folder)
        .env("PATH", "")
        .env_remove("CHROMIUM")
        .args(arguments)
        .output()
        .expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    crate::fixture::Run {
        status: output.status.code().expect("a status"),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_cover_offers_the_files_that_were_made_and_no_other() {
    let (folder, run) = with_downloads("[docx, pdf, html, zip]");
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.contains("警告[missing-tool]"), "{}", run.stderr);
    let report = folder.path().join("site/2022");
    let cover = fs::read_to_string(report.join("index.html")).expect("the cover");
    let offered = cover.split("<p class=\"downloads\">").nth(1).expect("downloads");
    let offered = offered.split("</p>").next().expect("their end");
    let names: Vec<String> = fs::read_dir(&report)
        .expect("the report")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .filter(|name| [".docx", ".html", ".zip", ".pdf"].iter().any(|end| name.ends_with(end)))
        .filter(|name| name != "index.html")
        .collect();
    assert_eq!(names.len(), 3, "{names:?}");
    assert_eq!(offered.matches("<a ").count(), 3, "{offered}");
    for end in [".docx\"", ".html\"", ".zip\""] {
        assert!(offered.contains(end), "{offered}");
    }
    let (_folder, denied) = with_downloads("[xlsx]");
    assert!(!denied.stderr.contains("missing-tool"), "nobody asked for a PDF: {}", denied.stderr);
}

#[test]
#[cfg(target_os = "linux")]
fn a_pdf_without_a_browser_is_the_worlds_failure_and_says_what_to_install() {
    let run =
        without_browser(&fixtures(), &["export", "2022", "--content", "word", "--to", "pdf", "--lang", "en"]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert!(run.stderr.contains("error[missing-tool]") && run.stderr.contains("Chromium"), "{}", run.stderr);
    let line =
        ["export", "2022", "--content", "word", "--to", "pdf", "--lang", "en", "--browser", "/nowhere/edge"];
    let run = without_browser(&fixtures(), &line);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("there is no such browser: /nowhere/edge"), "{}", run.stderr);
}

/// What the browser is given to print: a program stands in for it that writes the page into its PDF.
#[cfg(unix)]
fn printed(arguments: &[&str]) -> String {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = TempDir::new().expect("a folder");
    let browser = folder.path().join("browser");
    let script = "#!/bin/sh\nfor argument; do\n  case $argument in --print-to-pdf=*) out=${argument#*=};; esac\n\
                  done\n{ echo %PDF-; cat \"$argument\"; } > \"$out\"\n";
    fs::write(&browser, script).expect("a script");
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).expect("it may be run");
    let line = [arguments, &["--to", "pdf", "--browser", browser.to_str().expect("a path")]].concat();
    let (_folder, bytes) = exported(&line, "a.pdf");
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
#[cfg(unix)]
fn the_official_form_says_what_the_word_document_says() {
    let page = printed(&["2022", "--content", "word"]);
    assert!(page.contains("margin: 37mm 26mm 35mm 28mm") && page.contains("16pt/28.95pt"));
    let (_folder, word) = exported(&["2022", "--content", "word", "--to", "docx"], "a.docx");
    let word = String::from_utf8(parts(&word)["word/document.xml"].clone()).expect("UTF-8");
    let words = |text: &str| -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(at) = rest.find('<') {
            out.push_str(&rest[..at]);
            rest = rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
        }
        out.chars().filter(|c| !c.is_whitespace()).collect()
    };
    let (page, word) = (words(&page), words(&word));
    let report = crate::docx::report(&crate::docx::project(&fixtures().join("word")), "2022");
    for chapter in report.reading_order() {
        let title: String =
            nianbao::model::plain(&chapter.title).chars().filter(|c| !c.is_whitespace()).collect();
        assert!(page.contains(&title) && word.contains(&title), "{title}");
        for row in &chapter.figures {
            assert!(page.contains(&row.label.replace(' ', "")), "{}", row.label);
        }
    }
    for text in ["附件", "2022年数据表"] {
        assert_eq!(page.contains(text), word.contains(text), "{text}");
    }
}

#[test]
#[cfg(unix)]
fn the_book_is_the_one_file_itself() {
    let page = printed(&["2022", "--content", "word", "--style", "book"]);
    let (_folder, alone) = exported(&["2022", "--content", "word", "--to", "html"], "a.html");
    assert_eq!(page.strip_prefix("%PDF-\n"), Some(&*String::from_utf8(alone).expect("UTF-8")));
}
