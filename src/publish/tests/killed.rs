//! What a killed build leaves behind, and how the next command puts it right.

use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::*;

impl Desk {
    /// The desk as a kill between the two renames leaves it.
    fn kill_between_renames(&self) {
        let publication = Publication::begin(&self.at("site"), Audience::Public).unwrap();
        publication.write("index.html", b"half").unwrap();
        fs::rename(self.at("site"), self.at(".site.nianbao-former")).unwrap();
        kill(publication);
        self.put(".site.nianbao-lock", "");
    }
}

/// Ends a publication as a killed process does: nothing of it is removed, and the system drops the lock.
fn kill(publication: Publication) {
    let lock = &publication.paths.lock;
    fs::remove_file(lock).unwrap();
    std::mem::forget(publication);
}

#[test]
fn a_site_killed_between_the_renames_is_restored() {
    let desk = Desk::new();
    desk.build(&[("index.html", "1"), ("a/index.html", "1")]);
    desk.put("site/CNAME", "example.gov.cn");
    let before = tree(desk.0.path());
    desk.kill_between_renames();
    recover(&desk.at("site")).unwrap();
    assert_eq!(tree(desk.0.path()), before);

    desk.kill_between_renames();
    desk.build(&[("index.html", "2")]);
    assert_eq!(desk.tree(), ["site/CNAME", "site/index.html"]);
    assert_eq!(desk.read("site/index.html"), "2");
}

#[test]
fn an_empty_folder_made_meanwhile_does_not_keep_the_earlier_site_away() {
    let desk = Desk::new();
    desk.build(&[("index.html", "1")]);
    desk.kill_between_renames();
    fs::create_dir(desk.at("site")).unwrap();
    recover(&desk.at("site")).unwrap();
    assert_eq!(desk.tree(), ["site/index.html"]);
}

#[test]
fn a_folder_of_others_made_meanwhile_and_the_earlier_site_both_stay() {
    let desk = Desk::new();
    desk.build(&[("index.html", "1")]);
    desk.kill_between_renames();
    desk.put("site/theirs", "");
    let refusal = build(&desk.at("site"), &[]).unwrap_err();
    assert_eq!(fault(refusal).0, "out-not-ours");
    assert_eq!(desk.tree(), [".site.nianbao-former/index.html", "site/theirs"]);
}

#[test]
fn a_site_killed_after_the_renames_is_tidied_and_late_files_of_others_are_saved() {
    let desk = Desk::new();
    desk.build(&[("index.html", "1"), ("old.html", "1")]);
    fs::rename(desk.at("site"), desk.at(".site.nianbao-former")).unwrap();
    desk.build(&[("index.html", "2")]);
    desk.put("site/both.txt", "newer");
    fs::create_dir_all(desk.at(".site.nianbao-former")).unwrap();
    desk.put(".site.nianbao-former/both.txt", "older");
    desk.put(".site.nianbao-former/late/a.txt", "late");
    recover(&desk.at("site")).unwrap();
    assert!(!desk.at(".site.nianbao-former").exists());
    assert_eq!(desk.read("site/both.txt"), "newer");
    assert_eq!(desk.read("site/late/a.txt"), "late");
    assert_eq!(desk.read("site/index.html"), "2");
}

#[test]
fn a_site_is_never_out_of_its_place_where_the_system_can_exchange_folders() {
    let desk = Desk::new();
    desk.build(&[("index.html", "0")]);
    let has_ended = AtomicBool::new(false);
    let missed = std::thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let mut missed = 0;
            while !has_ended.load(Ordering::Relaxed) {
                missed += usize::from(!desk.at("site/index.html").exists());
            }
            missed
        });
        for build in 1..300 {
            desk.build(&[("index.html", &build.to_string())]);
        }
        has_ended.store(true, Ordering::Relaxed);
        watcher.join().unwrap()
    });
    assert!(missed == 0 || cfg!(windows), "it was not there {missed} times");
}

#[test]
fn where_the_system_cannot_exchange_folders_two_renames_do_it() {
    let desk = Desk::new();
    desk.build(&[("index.html", "1")]);
    let paths = Paths::of(&desk.at("site")).unwrap();
    desk.put(".site.nianbao-staging/index.html", "2");
    swap::in_two_steps(&paths).unwrap();
    assert_eq!(desk.read("site/index.html"), "2");
    assert_eq!(desk.read(".site.nianbao-former/index.html"), "1");
    fs::rename(&paths.former, &paths.staging).unwrap();

    fs::remove_dir_all(&paths.staging).unwrap();
    swap::in_two_steps(&paths).unwrap_err();
    assert_eq!(desk.read("site/index.html"), "2", "the first rename is undone");
}

#[test]
fn litter_of_dead_builds_goes_and_the_like_of_others_stays() {
    let desk = Desk::new();
    desk.put(".site.nianbao-staging/index.html", "half");
    desk.put(".site.nianbao-lock", "");
    desk.put(".other.nianbao-staging/index.html", "another build's");
    recover(&desk.at("site")).unwrap();
    assert_eq!(desk.tree(), [".other.nianbao-staging/index.html"]);
    recover(&desk.at("nowhere/at/all")).unwrap();
    assert_eq!(desk.tree(), [".other.nianbao-staging/index.html"]);
}

/// Where the child process of the next test publishes.
const CHILD_OUT: &str = "NIANBAO_TEST_CHILD_OUT";

/// Publishes without end, builds of two kinds in turn.
#[test]
#[ignore = "runs only as the child of the test below"]
fn child_that_publishes_until_killed() {
    let Some(out) = std::env::var_os(CHILD_OUT) else {
        return;
    };
    for build_number in 0_usize.. {
        let publication = Publication::begin(Path::new(&out), Audience::Public).unwrap();
        for page in 0..20 {
            let text = if build_number % 2 == 0 { "even" } else { "odd" };
            let path = format!("{text}-{page}/index.html");
            publication.write(&path, text.as_bytes()).unwrap();
        }
        publication.finish().unwrap();
    }
}

#[test]
fn a_build_killed_at_any_moment_leaves_a_whole_site() {
    let desk = Desk::new();
    let out = desk.at("site");
    desk.build(&[("index.html", "first")]);
    desk.put("site/CNAME", "example.gov.cn");
    let mut caught_at_work = 0;
    for round in 0..25_u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "--ignored", "publish::tests::killed::child_that_publishes_until_killed"])
            .env(CHILD_OUT, &out)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let paths = Paths::of(&out).unwrap();
        let begin = Instant::now();
        while !paths.have_leftovers() && begin.elapsed() < Duration::from_secs(20) {
            std::thread::yield_now();
        }
        std::thread::sleep(Duration::from_micros(round * 1_709 % 9_973));
        child.kill().unwrap();
        child.wait().unwrap();

        caught_at_work += usize::from(paths.have_leftovers());
        recover(&out).unwrap();
        assert_eq!(desk.read("site/CNAME"), "example.gov.cn", "round {round}");
        let Holds::Build(manifest) = Holds::of(&out).unwrap() else {
            panic!("no whole site in round {round}");
        };
        let mut files = tree(&out);
        files.remove("CNAME");
        files.remove(MANIFEST);
        let found: BTreeMap<_, _> =
            files.iter().map(|(path, bytes)| (path.clone(), Entry::of(bytes))).collect();
        assert_eq!(&found, manifest.files(), "round {round}");
        let beside: Vec<_> = fs::read_dir(desk.0.path()).unwrap().collect();
        assert_eq!(beside.len(), 1, "litter in round {round}: {beside:?}");
    }
    assert!(caught_at_work > 0, "every child was killed between two builds");
}
