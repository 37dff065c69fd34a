//! Content that means harm, or that a broken program wrote: the real program, in a bounded space and time, says what is
//! wrong with it or builds, and never dies. Random content is in `mutations`.

mod files;
mod many;
mod sheets;
mod text;
mod themes;
mod yaml;

use std::io::{self, Seek};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use tempfile::TempDir;

/// What the program may hold of memory, in kB, a debug build too.
const MEMORY: u64 = 200 << 10;

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
    run(folder, "check")
}

/// What `build` says, which makes all pages, downloads and workbooks.
fn build(folder: &Path) -> String {
    run(folder, "build --out site")
}

fn run(folder: &Path, command: &str) -> String {
    let mut said = tempfile::tempfile().expect("a file");
    let mut command = commanded(command);
    command.current_dir(folder).stdout(Stdio::null()).stderr(said.try_clone().expect("a handle"));
    let mut program = command.spawn().expect("it starts");
    let code = within_bounds(&mut program, MEMORY).code();
    said.rewind().expect("the start");
    let said = io::read_to_string(said).expect("text");
    assert!(matches!(code, Some(0 | 1)), "{code:?}: {}", said.chars().take(500).collect::<String>());
    assert!(!said.contains("panicked"), "{said}");
    said
}

fn commanded(command: &str) -> Command {
    let mut program = Command::new(assert_cmd::cargo::cargo_bin("nianbao"));
    program.args(command.split(' ')).args(["--lang", "en"]);
    program.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    program
}

/// Waits for the end of a program, or ends it where it takes too much time or memory.
fn within_bounds(program: &mut Child, memory: u64) -> ExitStatus {
    let until = Instant::now() + HANG;
    loop {
        if let Some(status) = program.try_wait().expect("it can be waited for") {
            return status;
        }
        let held = held_at_most(program.id());
        if held > memory || Instant::now() > until {
            program.kill().expect("it can be killed");
            program.wait().expect("it ends");
            panic!("it held {held} kB of memory, and {memory} is the most; {HANG:?} is the longest");
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// The most memory that a running program has held so far, in kB: what it has written to, where the system tells that
/// (Linux). What it has reserved is more, and differs from run to run with what its allocator keeps for later.
fn held_at_most(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0)
}

#[test]
#[cfg(target_os = "linux")]
#[should_panic = "kB of memory, and 512 is the most"]
fn a_program_that_fills_the_memory_is_ended() {
    let folder = tree(&[]);
    let mut command = commanded("check");
    command.current_dir(folder.path()).stdout(Stdio::null()).stderr(Stdio::null());
    within_bounds(&mut command.spawn().expect("it starts"), 512);
}

fn metrics(yaml: &str) -> String {
    check(tree(&[("2022/metrics/a.yaml", yaml)]).path())
}

fn chapter(text: &str) -> String {
    check(tree(&[("2022/1-a.md", &format!("# 大气\n\n{text}"))]).path())
}
