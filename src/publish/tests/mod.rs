//! Each rule of publishing, over small folders.

mod killed;
mod single;

use std::collections::BTreeMap;

use tempfile::TempDir;
use walkdir::WalkDir;

use super::*;

/// A folder to publish in.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap()
    }

    fn build(&self, files: &[(&str, &str)]) -> Summary {
        build(&self.at("site"), files).unwrap()
    }

    /// Every file and empty folder there is, but for the lists.
    fn tree(&self) -> Vec<String> {
        tree(self.0.path()).into_keys().filter(|path| !path.ends_with(MANIFEST)).collect()
    }
}

fn build(out: &Path, files: &[(&str, &str)]) -> Result<Summary, Refusal> {
    let publication = Publication::begin(out, Audience::Public)?;
    for (path, text) in files {
        publication.write(path, text.as_bytes())?;
    }
    publication.finish()
}

/// The fault of a refusal, by its code, and the path it names.
fn fault(refusal: Refusal) -> (&'static str, String) {
    match refusal {
        Refusal::Problem(problem) => (problem.fault.code(), problem.place.file().unwrap().into_owned()),
        Refusal::Io(error) => panic!("{error}"),
    }
}

fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    WalkDir::new(folder)
        .min_depth(1)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter_map(|path| {
            let name = shown(path.strip_prefix(folder).unwrap());
            match fs::symlink_metadata(&path).unwrap() {
                metadata if !metadata.is_dir() => Some((name, fs::read(&path).unwrap_or_default())),
                _ if fs::read_dir(&path).unwrap().next().is_none() => Some((name + "/", Vec::new())),
                _ => None,
            }
        })
        .collect()
}

#[test]
fn a_build_lists_what_it_wrote_and_leaves_nothing_beside() {
    let desk = Desk::new();
    let out = desk.at("deep/er/site");
    let summary = build(&out, &[("index.html", "年报"), ("2022/蓝天/index.html", "b")]).unwrap();
    let list = Sha256::digest(fs::read(out.join(MANIFEST)).unwrap()).into();
    assert_eq!(summary, Summary { files: 2, bytes: 7, removed: 0, kept: 0, list });
    assert_eq!(desk.tree(), ["deep/er/site/2022/蓝天/index.html", "deep/er/site/index.html"]);
    assert_eq!(
        desk.read("deep/er/site/.nianbao.json"),
        r#"{
"format": 1,
"audience": "public",
"files": {
"2022/蓝天/index.html": {"size":1,"sha256":"3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d"},
"index.html": {"size":6,"sha256":"dd1046950e3d82b39afb219d7ed9b41e6f24beeea04dc9c6d525f8d67245a236"}
}
}
"#
    );
}

#[test]
fn the_same_files_in_any_order_give_the_same_tree() {
    let desk = Desk::new();
    build(&desk.at("a"), &[("x/1", "1"), ("x/2", "2"), ("y", "3")]).unwrap();
    build(&desk.at("b"), &[("y", "3"), ("x/2", "2"), ("x/1", "1")]).unwrap();
    build(&desk.at("b"), &[("x/1", "1"), ("y", "3"), ("x/2", "2")]).unwrap();
    assert_eq!(tree(&desk.at("a")), tree(&desk.at("b")));
}

#[test]
fn several_threads_may_write_at_once() {
    let desk = Desk::new();
    let publication = Publication::begin(&desk.at("site"), Audience::Public).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let publication = &publication;
            scope.spawn(move || {
                for page in 0..50 {
                    let path = format!("{page}/{thread}/index.html");
                    publication.write(&path, path.as_bytes()).unwrap();
                }
            });
        }
    });
    assert_eq!(publication.finish().unwrap().files, 200);
    assert_eq!(desk.read("site/49/3/index.html"), "49/3/index.html");
}

#[test]
fn a_later_build_removes_its_own_pages_and_keeps_what_others_put_there() {
    let desk = Desk::new();
    desk.build(&[("index.html", "1"), ("old/index.html", "1"), ("2022/index.html", "1")]);
    desk.put("site/index.html", "changed by a person, and still ours");
    desk.put("site/CNAME", "example.gov.cn");
    desk.put("site/2022/notes/a.txt", "notes");
    desk.put("site/new/b.txt", "before we came here");
    fs::create_dir(desk.at("site/empty")).unwrap();
    let summary = desk.build(&[("index.html", "2"), ("2022/index.html", "2"), ("new/index.html", "2")]);
    assert_eq!((summary.removed, summary.kept), (1, 3));
    assert_eq!(
        desk.tree(),
        [
            "site/2022/index.html",
            "site/2022/notes/a.txt",
            "site/CNAME",
            "site/empty/",
            "site/index.html",
            "site/new/b.txt",
            "site/new/index.html",
        ]
    );
    assert_eq!(desk.read("site/index.html"), "2");
    assert_eq!(desk.read("site/CNAME"), "example.gov.cn");
}

#[test]
fn a_file_of_others_where_the_build_writes_is_refused_by_name() {
    for (theirs, ours) in
        [("2023/index.html", "2023/index.html"), ("2023", "2023/index.html"), ("2023/x/y.txt", "2023/x")]
    {
        let desk = Desk::new();
        desk.build(&[("index.html", "1")]);
        desk.put(&format!("site/{theirs}"), "theirs");
        let before = tree(desk.0.path());
        let (code, path) = fault(build(&desk.at("site"), &[("index.html", "2"), (ours, "2")]).unwrap_err());
        assert_eq!(code, "out-not-ours");
        assert!(path.contains("/site/2023"), "the message should name the file: {path}");
        assert_eq!(tree(desk.0.path()), before);
    }
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_an_empty_one_is_not() {
    let desk = Desk::new();
    fs::create_dir(desk.at("site")).unwrap();
    desk.build(&[("index.html", "1")]);
    for list in [None, Some("not JSON"), Some(r#"{"format": 999, "audience": "public", "files": {}}"#)] {
        let desk = Desk::new();
        desk.put("site/thesis.doc", "years of work");
        if let Some(list) = list {
            desk.put("site/.nianbao.json", list);
        }
        let before = tree(desk.0.path());
        let refusal = Publication::begin(&desk.at("site"), Audience::Public).unwrap_err();
        assert_eq!(fault(refusal), ("out-not-ours", shown(&desk.at("site"))));
        assert_eq!(tree(desk.0.path()), before);
    }
}

#[test]
fn a_folder_that_holds_a_build_for_others_is_refused() {
    let desk = Desk::new();
    desk.build(&[("index.html", "1")]);
    let before = tree(desk.0.path());
    let Err(Refusal::Problem(problem)) = Publication::begin(&desk.at("site"), Audience::Internal) else {
        panic!("an internal build should not go into a public folder");
    };
    let folder = shown(&desk.at("site"));
    let holds = "public".to_owned();
    assert_eq!(problem.fault, Fault::OutAudience { folder, holds });
    assert_eq!(tree(desk.0.path()), before);
}

#[test]
fn two_builds_at_once_are_refused_and_recovery_lets_the_first_be() {
    let desk = Desk::new();
    let out = desk.at("site");
    let first = Publication::begin(&out, Audience::Public).unwrap();
    first.write("index.html", b"1").unwrap();
    let second = Publication::begin(&out, Audience::Public).unwrap_err();
    assert_eq!(fault(second), ("out-locked", shown(&out)));
    recover(&out).unwrap();
    Publication::begin(&desk.at("site-internal"), Audience::Internal).unwrap();
    first.finish().unwrap();
    assert_eq!(desk.tree(), ["site/index.html"]);
    desk.build(&[("index.html", "2")]);
}

#[test]
fn a_dropped_build_leaves_the_earlier_site_and_no_litter() {
    let desk = Desk::new();
    desk.build(&[("index.html", "1")]);
    let before = tree(desk.0.path());
    let publication = Publication::begin(&desk.at("site"), Audience::Public).unwrap();
    publication.write("index.html", b"2").unwrap();
    drop(publication);
    assert_eq!(tree(desk.0.path()), before);
}

#[test]
fn a_build_whose_staging_vanished_publishes_nothing() {
    let desk = Desk::new();
    desk.build(&[("index.html", "1")]);
    let before = tree(desk.0.path());
    let publication = Publication::begin(&desk.at("site"), Audience::Public).unwrap();
    publication.write("a/index.html", b"2").unwrap();
    fs::remove_dir_all(desk.at(".site.nianbao-staging")).unwrap();
    let error = publication.write("b/index.html", b"2").unwrap_err().to_string();
    assert!(error.contains(".site.nianbao-staging"), "{error}");
    publication.finish().unwrap_err();
    assert_eq!(tree(desk.0.path()), before);
}

#[test]
fn a_build_of_which_others_took_a_part_away_publishes_nothing() {
    let desk = Desk::new();
    desk.build(&[("index.html", "1")]);
    let before = tree(desk.0.path());
    for spoil in [(|path: PathBuf| fs::remove_file(path).unwrap()) as fn(PathBuf), |path: PathBuf| {
        fs::write(path, "").unwrap()
    }] {
        let publication = Publication::begin(&desk.at("site"), Audience::Public).unwrap();
        publication.write("index.html", b"2").unwrap();
        publication.write("a/index.html", b"2").unwrap();
        spoil(desk.at(".site.nianbao-staging/a/index.html"));
        let error = publication.finish().unwrap_err().to_string();
        assert!(error.contains("a/index.html: "), "{error}");
        assert_eq!(tree(desk.0.path()), before);
    }
}

#[test]
fn paths_that_leave_the_site_or_are_written_twice_are_errors() {
    let desk = Desk::new();
    let publication = Publication::begin(&desk.at("site"), Audience::Public).unwrap();
    for path in ["", "/etc/passwd", "../a", "a/../b", "a//b", "./a", "a/", "a\0b", MANIFEST] {
        let error = publication.write(path, b"").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput, "{path}");
    }
    publication.write("a..b/…/c", b"").unwrap();
    publication.write("a", b"1").unwrap();
    assert_eq!(publication.write("a", b"2").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
}

#[test]
fn errors_of_the_disk_name_the_path() {
    let desk = Desk::new();
    desk.put("file", "");
    for out in ["file", "file/site"] {
        let Err(Refusal::Io(error)) = Publication::begin(&desk.at(out), Audience::Public) else {
            panic!("a file is no folder");
        };
        assert!(error.to_string().contains("file: "), "{error}");
    }
    assert_eq!(desk.tree(), ["file"]);
}

#[cfg(unix)]
#[test]
fn a_linked_site_is_published_where_the_link_leads() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let desk = Desk::new();
    fs::create_dir(desk.at("real")).unwrap();
    symlink("real/www", desk.at("hop")).unwrap();
    symlink(desk.at("hop"), desk.at("site")).unwrap();
    desk.build(&[("index.html", "1")]);
    symlink("/nowhere", desk.at("real/www/dangling")).unwrap();
    fs::set_permissions(desk.at("real/www"), fs::Permissions::from_mode(0o750)).unwrap();
    let mut slashed = desk.at("site").into_os_string();
    slashed.push("/");
    build(Path::new(&slashed), &[("index.html", "2")]).unwrap();
    assert_eq!(desk.tree(), ["hop", "real/www/dangling", "real/www/index.html", "site"]);
    assert!(desk.at("site").is_symlink());
    assert_eq!(fs::metadata(desk.at("site")).unwrap().permissions().mode() & 0o777, 0o750);
    symlink("circle", desk.at("circle")).unwrap();
    Publication::begin(&desk.at("circle"), Audience::Public).unwrap_err();
}

#[cfg(unix)]
#[test]
fn a_site_made_read_only_is_left_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let desk = Desk::new();
    desk.build(&[("index.html", "1")]);
    fs::set_permissions(desk.at("site"), fs::Permissions::from_mode(0o555)).unwrap();
    let Err(Refusal::Io(error)) = build(&desk.at("site"), &[("index.html", "2")]) else {
        panic!("a read-only folder should be refused");
    };
    assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
    assert_eq!(desk.tree(), ["site/index.html"]);
    fs::set_permissions(desk.at("site"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_new_folder_that_cannot_be_written_whole_leaves_nothing() {
    let here = tempfile::tempdir().unwrap();
    let folder = here.path().join("a/b/content");
    let clash = [("x", &b"1"[..]), ("x/y", &b"2"[..])];
    assert!(matches!(super::create(&folder, clash), Err(Refusal::Io(_))));
    assert_eq!(fs::read_dir(here.path()).unwrap().count(), 0);
    super::create(&folder, [("x/y", &b"2"[..])]).unwrap();
    assert_eq!(fs::read(folder.join("x/y")).unwrap(), b"2");
    assert!(matches!(super::create(&folder, [("z", &b"3"[..])]), Err(Refusal::Problem(_))));
    assert!(!folder.join("z").exists());
}
