//! Content that means harm, or that a broken program wrote: the real program, in a bounded space and time, says what is
//! wrong with it or builds, and never dies. Random content is in `mutations`.

mod files;
mod many;
mod sheets;
mod text;
mod themes;
mod yaml;

use std::fs;
use std::path::Path;
use std::time::Duration;

use assert_cmd::Command;
use tempfile::TempDir;

/// What the program may take of memory, in KB: all that it may write to, stacks too. What is reserved and mapped is more.
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
    let program = Command::cargo_bin("nianbao").expect("the program is built");
    let program = program.get_program().to_owned();
    let script = format!("ulimit -d {MEMORY}; exec \"$0\" {command} --lang en");
    let mut command = Command::new("sh");
    command.args(["-c", &script]).arg(program).current_dir(folder).timeout(HANG);
    command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    // What the allocator keeps for later is taken when it is needed.
    command.env("MIMALLOC_ARENA_EAGER_COMMIT", "0");
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
