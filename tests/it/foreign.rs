//! What others have in the output folder and beside it: it stays as it is, or the build says why it cannot.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fixture::{Run, files, nianbao};
use crate::killed::{Bench, names};

fn build(bench: &Bench) -> Run {
    nianbao(bench.path(), &["build", "--content", "new", "--out", "site", "--lang", "en"])
}

fn site(bench: &Bench, path: &str) -> PathBuf {
    bench.path().join("site").join(path)
}

/// Everything below a folder, as it lies there: kinds, modes, links, times and which file it is.
#[cfg(unix)]
fn state(folder: &Path) -> Vec<String> {
    use std::os::unix::fs::MetadataExt as _;

    let one = |entry: walkdir::DirEntry| {
        let metadata = entry.metadata().expect("it is there");
        let link = fs::read_link(entry.path()).ok();
        // Folders are made anew.
        let (which, time) = if metadata.is_dir() { (0, 0) } else { (metadata.ino(), metadata.mtime_nsec()) };
        format!("{} {:o} {which} {time} {link:?}", entry.path().display(), metadata.mode())
    };
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    entries.map(|entry| one(entry.expect("it is there"))).collect()
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("its mode");
}

#[cfg(unix)]
#[test]
fn what_others_put_into_the_site_is_the_very_same_afterwards() {
    use std::os::unix::fs::symlink;

    let bench = Bench::new();
    bench.reset();
    let outside = bench.path().join("old/outside");
    fs::create_dir(&outside).expect("a folder");
    fs::write(outside.join("thesis.doc"), "years of work").expect("a file");
    let theirs = site(&bench, "2022/theirs");
    fs::create_dir_all(theirs.join("empty")).expect("a folder");
    fs::create_dir_all(theirs.join(".well-known/deep")).expect("a folder");
    fs::write(theirs.join(".well-known/deep/a.txt"), "a").expect("a file");
    fs::write(theirs.join("secret"), "b").expect("a file");
    set_mode(&theirs.join("secret"), 0o400);
    set_mode(&theirs.join("empty"), 0o711);
    symlink("../../../old/outside", theirs.join("folder")).expect("a link");
    symlink("../index.html", theirs.join("file")).expect("a link");
    symlink("/nowhere", theirs.join("dangling")).expect("a link");
    assert!(Command::new("mkfifo").arg(theirs.join("pipe")).status().expect("mkfifo").success());
    let before = (state(&theirs), state(&outside));
    for (round, title) in [("the first", "另一个"), ("the second, of other content", "又一个")] {
        crate::fixture::replace(&bench.path().join("new"), "site.yaml", ("另一个", title));
        let run = build(&bench);
        assert_eq!(run.status, 0, "{round}: {}", run.stderr);
        assert_eq!((state(&theirs), state(&outside)), before, "{round}");
    }
    assert_eq!(names(bench.path()), ["new", "old", "old-site", "site"]);
}

#[cfg(unix)]
#[test]
fn what_stands_where_a_page_is_written_is_named_and_nothing_is_done() {
    use std::os::unix::fs::symlink;

    let bench = Bench::new();
    let page = bench.new.keys().find(|path| path.matches('/').count() == 2 && path.ends_with("index.html"));
    let page = page.expect("a page of a chapter").as_str();
    let folder = page.trim_end_matches("/index.html");
    let ways: [(&str, &dyn Fn()); 3] = [
        (page, &|| {
            fs::remove_file(site(&bench, page)).expect("a page");
            fs::create_dir(site(&bench, page)).expect("a folder");
            fs::write(site(&bench, page).join("notes.txt"), "notes").expect("a file");
        }),
        (folder, &|| {
            fs::remove_dir_all(site(&bench, folder)).expect("a folder");
            fs::write(site(&bench, folder), "a file").expect("a file");
        }),
        (folder, &|| {
            fs::remove_dir_all(site(&bench, folder)).expect("a folder");
            symlink(bench.path().join("old"), site(&bench, folder)).expect("a link");
        }),
    ];
    for (path, put) in ways {
        bench.reset();
        put();
        let before = state(bench.path());
        let run = build(&bench);
        assert_eq!(run.status, 2, "{}", run.stderr);
        assert!(run.stderr.contains("error[out-not-ours]") && run.stderr.contains(path), "{}", run.stderr);
        assert_eq!(state(bench.path()), before, "{path}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_page_goes_and_what_it_leads_to_stays() {
    let bench = Bench::new();
    bench.reset();
    let mine = bench.path().join("old/mine.html");
    fs::write(&mine, "mine").expect("a file");
    fs::remove_file(site(&bench, "index.html")).expect("a page");
    std::os::unix::fs::symlink(&mine, site(&bench, "index.html")).expect("a link");
    let run = build(&bench);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(fs::read_to_string(&mine).expect("a file"), "mine");
    assert!(files(&bench.path().join("site")) == bench.new);
}

/// Runs a build as somebody whom permissions bind: root becomes nobody, with all of the folder.
#[cfg(unix)]
fn build_as_nobody(bench: &Bench) -> std::process::Output {
    use std::os::unix::fs::{MetadataExt as _, lchown};
    use std::os::unix::process::CommandExt as _;

    const NOBODY: u32 = 65_534;
    let mut program = assert_cmd::cargo::cargo_bin("nianbao");
    let is_root = fs::metadata(bench.path()).expect("the folder").uid() == 0;
    if is_root {
        // Where the package lies nobody else may come.
        let copied = bench.path().join("old/nianbao");
        fs::copy(&program, &copied).expect("the program");
        program = copied;
        for entry in walkdir::WalkDir::new(bench.path()) {
            lchown(entry.expect("it is there").path(), Some(NOBODY), Some(NOBODY)).expect("an owner");
        }
    }
    let mut command = Command::new(program);
    if is_root {
        command.uid(NOBODY).gid(NOBODY);
    }
    command.args(["build", "--content", "new", "--out", "site", "--lang", "en"]).current_dir(bench.path());
    command.env("XDG_CACHE_HOME", bench.path().join("old")).output().expect("it runs")
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_of_others_is_carried_over_and_its_old_place_goes() {
    let bench = Bench::new();
    bench.reset();
    let theirs = site(&bench, "2022/notes");
    set_mode(&theirs, 0o555);
    let output = build_as_nobody(&bench);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let mode = state(&theirs)[0].clone();
    assert!(mode.contains(" 40555 "), "{mode}");
    assert!(files(&bench.path().join("site")) == bench.new);
    assert_eq!(names(bench.path()), ["new", "old", "old-site", "site"]);
    set_mode(&theirs, 0o755);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_beside_or_read_is_told_and_left_as_it_is() {
    for (what, path, mode) in [("beside", "", 0o555), ("in it", "site/2022/notes", 0o000)] {
        let bench = Bench::new();
        bench.reset();
        let theirs = bench.path().join(path);
        set_mode(&theirs, mode);
        let output = build_as_nobody(&bench);
        set_mode(&theirs, 0o755);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{what}: {said}");
        assert!(said.contains("ermission denied") && said.contains("site"), "{what}: {said}");
        assert!(files(&bench.path().join("site")) == bench.old, "{what}");
        assert_eq!(names(bench.path()), ["new", "old", "old-site", "site"], "{what}");
    }
}

#[test]
fn a_lock_that_is_held_is_told_and_one_that_a_dead_build_left_is_not() {
    let bench = Bench::new();
    bench.reset();
    let path = bench.path().join(".site.nianbao-lock");
    let lock = File::create(&path).expect("a lock");
    lock.lock().expect("a lock");
    let run = build(&bench);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert!(run.stderr.contains("error[out-locked]"), "{}", run.stderr);
    assert!(files(&bench.path().join("site")) == bench.old);
    let check = nianbao(bench.path(), &["check", "--content", "new"]);
    assert_eq!(check.status, 0, "a check writes nothing and waits for nobody: {}", check.stderr);
    drop(lock);
    assert!(path.exists(), "as a dead build leaves it");
    let run = build(&bench);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(files(&bench.path().join("site")) == bench.new);
    assert_eq!(names(bench.path()), ["new", "old", "old-site", "site"]);
}

#[test]
fn a_site_that_is_taken_away_while_its_build_runs_is_whole_afterwards() {
    let bench = Bench::new();
    for after in [0, 10, 30, 60] {
        bench.reset();
        let mut child = bench.start();
        std::thread::sleep(std::time::Duration::from_millis(after));
        // It may be swapped in just now.
        let _ = fs::remove_dir_all(bench.path().join("site"));
        child.wait().expect("it ends");
        let run = build(&bench);
        assert_eq!(run.status, 0, "{}", run.stderr);
        let mut found = files(&bench.path().join("site"));
        let theirs = "2022/notes/mine.txt";
        found.insert(theirs.to_owned(), bench.new[theirs].clone());
        assert!(found == bench.new, "after {after} ms");
        assert_eq!(names(bench.path()), ["new", "old", "old-site", "site"], "after {after} ms");
    }
}
