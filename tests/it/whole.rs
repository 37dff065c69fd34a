//! Single files and new folders, written by a program that dies: the earlier one stays or the new one is whole, and the
//! next run leaves nothing lying about.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::fixture::{copy, files, fixtures, nianbao};
use crate::mutations::Dice;

/// Files with what they hold.
type Written = [(String, Vec<u8>)];

/// A command that writes, and what it writes.
struct Writes {
    arguments: &'static [&'static str],
    /// A file or a folder.
    target: &'static str,
    /// Whether it writes again where it has written.
    again: bool,
}

const ALL: [Writes; 6] = [
    Writes {
        arguments: &["export", "2022", "--to", "html", "--out", "a.html"],
        target: "a.html",
        again: true,
    },
    Writes { arguments: &["export", "2022", "--to", "zip", "--out", "a.zip"], target: "a.zip", again: true },
    Writes { arguments: &["schema", "schemas"], target: "schemas", again: true },
    Writes { arguments: &["sheet", "2022", "--out", "form.xlsx"], target: "form.xlsx", again: false },
    Writes { arguments: &["new", "office"], target: "office", again: false },
    Writes { arguments: &["new", "2024", "--from", "2023"], target: "content/2024", again: false },
];

impl Writes {
    /// A folder with content to write from.
    fn folder() -> TempDir {
        let folder = TempDir::new().expect("a folder");
        copy(&fixtures().join("years"), &folder.path().join("content"));
        let long = "这一年的工作有很多可以说。\n\n".repeat(200);
        fs::write(folder.path().join("content/2023/2-b.md"), format!("# 长文\n\n{long}")).expect("a text");
        folder
    }

    /// The program, with limits that a shell sets.
    #[cfg(unix)]
    fn limited(&self, folder: &Path, limits: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("{limits}; exec \"$0\" \"$@\"")]);
        command.arg(assert_cmd::cargo::cargo_bin("nianbao")).args(self.arguments).current_dir(folder);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Runs it to its end; gives what there is then.
    fn to_its_end(&self, folder: &Path, what: &str) -> Vec<(String, Vec<u8>)> {
        let run = nianbao(folder, self.arguments);
        assert_eq!(run.status, 0, "{what}: {}", run.stderr);
        self.written(folder)
    }

    /// The files it has written, with whatever lies beside them.
    fn written(&self, folder: &Path) -> Vec<(String, Vec<u8>)> {
        let ours = |(path, _): &(String, Vec<u8>)| {
            !path.starts_with("content/") || path.starts_with("content/2024/") || path.contains("nianbao-")
        };
        files(folder).into_iter().filter(ours).collect()
    }

    /// What it writes into an empty folder.
    fn whole(&self) -> Vec<(String, Vec<u8>)> {
        self.to_its_end(Self::folder().path(), self.target)
    }

    /// Holds what stands after a kill: of each file the whole, or what was there before.
    fn is_whole(&self, folder: &Path, (whole, old): (&Written, Option<&[u8]>), what: &str) {
        let found = self.written(folder);
        let shown = |path: &str| !path.split('/').any(|part| part.starts_with('.'));
        for (path, bytes) in found.iter().filter(|(path, _)| shown(path)) {
            let new = whole.iter().find(|(name, _)| name == path).map(|(_, bytes)| bytes);
            assert!(new == Some(bytes) || old == Some(bytes), "{what}: {path} is half a file");
        }
        let is_folder_of_one_piece = self.arguments[0] == "new" && folder.join(self.target).exists();
        let count = found.iter().filter(|(path, _)| shown(path)).count();
        let content = folder.join(self.target).join("content");
        if is_folder_of_one_piece && (self.target != "office" || content.exists()) {
            assert_eq!(count, whole.len(), "{what}: half a folder");
        }
    }
}

/// The system kills who writes more into a file than is allowed: always in the middle of it.
#[cfg(unix)]
#[test]
fn a_program_killed_in_the_middle_of_a_file_leaves_no_half_of_it() {
    for writes in &ALL {
        let what = writes.arguments.join(" ");
        let whole = writes.whole();
        let folder = Writes::folder();
        for round in 0..2 {
            let old = if round == 1 && writes.again && writes.target.contains('.') {
                fs::write(folder.path().join(writes.target), "old").expect("a file");
                Some(&b"old"[..])
            } else {
                None
            };
            // Blocks of 512 bytes, or in some shells of 1024.
            let status = writes.limited(folder.path(), "ulimit -c 0; ulimit -f 4").status().expect("a shell");
            assert!(!status.success(), "{what}: every file was small enough");
            writes.is_whole(folder.path(), (&whole, old), &what);
        }
        assert!(writes.to_its_end(folder.path(), &what) == whole, "{what}: not whole at last, or litter");
    }
}

#[cfg(unix)]
#[test]
fn a_program_killed_at_a_random_moment_leaves_no_half_of_a_file() {
    let mut dice = Dice(5);
    for writes in &ALL {
        let what = writes.arguments.join(" ");
        let started = Instant::now();
        let whole = writes.whole();
        let micros = usize::try_from(started.elapsed().as_micros()).expect("a short time");
        for _ in 0..6 {
            let folder = Writes::folder();
            let mut child = writes.limited(folder.path(), ":").spawn().expect("it starts");
            std::thread::sleep(Duration::from_micros(dice.below(micros) as u64));
            child.kill().expect("it runs or has ended");
            child.wait().expect("it ends");
            writes.is_whole(folder.path(), (&whole, None), &what);
            if writes.again || !folder.path().join(writes.target).exists() {
                assert!(writes.to_its_end(folder.path(), &what) == whole, "{what}: not whole at last");
            }
        }
    }
}

#[test]
fn a_report_exported_by_several_at_once_is_whole() {
    let folder = Writes::folder();
    let export = &ALL[0];
    let run = |_| {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("nianbao"));
        command.args(export.arguments).current_dir(folder.path()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().expect("it starts")
    };
    let children: Vec<_> = (0..4).map(run).collect();
    for mut child in children {
        assert!(child.wait().expect("it ends").success());
    }
    assert!(export.written(folder.path()) == export.whole(), "one whole file and nothing beside it");
}

#[test]
fn a_sheet_that_is_being_filled_in_is_never_written_over() {
    let folder = Writes::folder();
    let sheet = &ALL[3];
    fs::write(folder.path().join(sheet.target), "filled in").expect("a file");
    let run = nianbao(folder.path(), sheet.arguments);
    assert!(run.status != 0 && run.stderr.contains("form.xlsx"), "{}", run.stderr);
    assert_eq!(sheet.written(folder.path()), [(sheet.target.to_owned(), b"filled in".to_vec())]);
}
