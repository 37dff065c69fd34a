//! Builds that are killed, or that the disk fails: what stands in the folder afterwards is the whole old site or the
//! whole new one, the next build leaves nothing lying about, and nobody else's files are touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::fixture::{copy, files, fixtures, nianbao, replace};
use crate::mutations::Dice;

type Files = BTreeMap<String, Vec<u8>>;

/// How many builds are killed in each run of the tests; `NIANBAO_KILLS` asks for another number.
const KILLS: usize = 25;

/// A file of somebody else in the site, which every build must leave alone.
const FOREIGN: (&str, &[u8]) = ("2022/notes/mine.txt", b"mine");

/// A folder with old and new content of which no page is the same, and the sites that are made of them.
pub(crate) struct Bench {
    folder: TempDir,
    pub(crate) old: Files,
    pub(crate) new: Files,
    /// How long a build takes.
    time: Duration,
}

impl Bench {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        for name in ["old", "new"] {
            copy(&fixtures().join("years"), &folder.path().join(name));
        }
        let site = fs::read_to_string(folder.path().join("new/site.yaml")).expect("the site");
        let title = site.lines().find(|line| line.starts_with("title:")).expect("a title").to_owned();
        replace(&folder.path().join("new"), "site.yaml", (&title, "title: 另一个"));
        let site = |content: &str| {
            let run =
                nianbao(folder.path(), &["build", "--content", content, "--out", content_site(content)]);
            assert_eq!(run.status, 0, "{}", run.stderr);
            let mut files = files(&folder.path().join(content_site(content)));
            files.insert(FOREIGN.0.to_owned(), FOREIGN.1.to_owned());
            files
        };
        let started = Instant::now();
        let (old, new) = (site("old"), site("new"));
        let time = started.elapsed() / 2;
        let pages = old.keys().filter(|path| path.ends_with(".html"));
        assert!(pages.into_iter().all(|path| old[path] != new[path]), "all pages differ");
        fs::remove_dir_all(folder.path().join("new-site")).expect("the site");
        Self { folder, old, new, time }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Puts the old site into the output folder.
    pub(crate) fn reset(&self) {
        let out = self.path().join("site");
        let _ = fs::remove_dir_all(&out);
        copy(&self.path().join("old-site"), &out);
        let foreign = out.join(FOREIGN.0);
        fs::create_dir_all(foreign.parent().expect("a parent")).expect("a folder");
        fs::write(foreign, FOREIGN.1).expect("a file");
    }

    /// Starts a build of the new content over the old site.
    pub(crate) fn start(&self) -> Child {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("nianbao"));
        command.args(["build", "--content", "new", "--out", "site"]).current_dir(self.path());
        command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts")
    }

    /// What a build to the end leaves: the new site, with what others put there, and nothing beside it.
    fn is_new_after_the_next_build(&self, what: &str) {
        let run = nianbao(self.path(), &["build", "--content", "new", "--out", "site"]);
        assert_eq!(run.status, 0, "{what}: {}", run.stderr);
        assert!(
            files(&self.path().join("site")) == self.new,
            "{what}: not the new site after the next build"
        );
        let beside: Vec<String> = names(self.path());
        assert_eq!(beside, ["new", "old", "old-site", "site"], "{what}");
    }

    /// What stands in its place after a build was killed, old or new. Where two folders cannot be exchanged in one
    /// step, the old one stands for a moment beside it.
    fn is_whole(&self, what: &str) {
        let beside = if cfg!(windows) { ".site.nianbao-former" } else { "site" };
        let site = files_or_none(&self.path().join("site"))
            .or_else(|| files_or_none(&self.path().join(beside)))
            .unwrap_or_else(|| panic!("{what}: there is no site"));
        assert!(site == self.old || site == self.new, "{what}: neither the old site nor the new one");
    }
}

fn content_site(content: &str) -> &'static str {
    if content == "old" { "old-site" } else { "new-site" }
}

pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn files_or_none(folder: &Path) -> Option<Files> {
    folder.exists().then(|| files(folder))
}

#[test]
fn a_build_killed_at_a_random_moment_leaves_the_whole_old_site_or_the_whole_new_one() {
    let bench = Bench::new();
    let kills = std::env::var("NIANBAO_KILLS").map_or(KILLS, |text| text.parse().expect("a number"));
    let mut dice = Dice(kills as u64);
    let mut caught_at_work = 0;
    for at in 0..kills {
        bench.reset();
        let mut child = bench.start();
        let micros = usize::try_from(bench.time.as_micros()).expect("a short time");
        std::thread::sleep(Duration::from_micros(dice.below(micros * 6 / 5) as u64));
        let signal = ["KILL", "TERM", "INT"][dice.below(3)];
        let _ = Command::new("kill")
            .arg(format!("-{signal}"))
            .arg(child.id().to_string())
            .stderr(Stdio::null())
            .status();
        child.wait().expect("it ends");
        let what = format!("{signal} {at} of {kills}");
        caught_at_work += usize::from(names(bench.path()).iter().any(|name| name.starts_with(".site.")));
        bench.is_whole(&what);
        bench.is_new_after_the_next_build(&what);
    }
    assert!(caught_at_work > 0, "none of {kills} was killed while it wrote");
}

#[test]
fn two_builds_at_once_make_one_site_and_the_other_says_why_not() {
    let bench = Bench::new();
    bench.reset();
    let mut children: Vec<Child> = (0..4).map(|_| bench.start()).collect();
    let ends: Vec<Option<i32>> =
        children.iter_mut().map(|child| child.wait().expect("an end").code()).collect();
    assert!(ends.contains(&Some(0)), "{ends:?}");
    assert!(ends.iter().all(|end| matches!(end, Some(0 | 2))), "{ends:?}");
    bench.is_whole("four at once");
    bench.is_new_after_the_next_build("four at once");
}

#[test]
fn a_folder_that_vanishes_while_it_is_written_leaves_no_half_site() {
    let bench = Bench::new();
    let mut dice = Dice(7);
    for at in 0..8 {
        bench.reset();
        let mut child = bench.start();
        let micros = usize::try_from(bench.time.as_micros()).expect("a short time");
        std::thread::sleep(Duration::from_micros(dice.below(micros) as u64));
        // By one rename: who deletes file by file holds the open folder, and would go on in the published site.
        let taken = bench.path().join("taken");
        let _ = fs::rename(bench.path().join(".site.nianbao-staging"), &taken);
        child.wait().expect("it ends");
        let _ = fs::remove_dir_all(&taken);
        bench.is_whole(&format!("vanished {at}"));
        bench.is_new_after_the_next_build(&format!("vanished {at}"));
    }
}

/// Runs a script as root of a space of its own, where it may mount what nobody else sees.
#[cfg(target_os = "linux")]
fn apart(folder: &Path, script: &str) -> String {
    let program = assert_cmd::cargo::cargo_bin("nianbao");
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-euc", script])
        .current_dir(folder)
        .env("NIANBAO", program)
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .output()
        .expect("unshare, of Debian's util-linux, which this test needs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}\n{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_site_and_no_litter() {
    let bench = Bench::new();
    // The disk holds the old site and from nothing to all of a new one: it fills at another file each time.
    let said = apart(
        bench.path(),
        r#"
        mkdir disk
        need=$(du -sk old-site | cut -f1)
        for more in 0 8 40 100 200 300 400; do
          mount -t tmpfs -o size=$((need + more))k tmpfs disk
          cp -r old-site disk/site
          if "$NIANBAO" build --content new --out disk/site >said 2>&1; then echo made $more; else
            grep -q 'No space left\|设备上没有空间' said || { cat said; exit 1; }
            diff -r old-site disk/site
            echo full $more
          fi
          [ "$(ls -A disk)" = site ] || { ls -A disk; exit 1; }
          umount disk
        done
        rm -r disk said
        "#,
    );
    assert!(said.contains("full 0") && said.contains("full 100"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_may_only_be_read_is_told_and_left_as_it_is() {
    let bench = Bench::new();
    apart(
        bench.path(),
        r#"
        mkdir disk && cp -r old-site disk/site
        mount --bind disk disk && mount -o remount,ro,bind disk
        if "$NIANBAO" build --content new --out disk/site --lang en >said 2>&1; then exit 1; fi
        grep -q 'Read-only' said || { cat said; exit 1; }
        diff -r old-site disk/site && [ "$(ls -A disk)" = site ]
        umount disk && rm -r disk said
        "#,
    );
}
