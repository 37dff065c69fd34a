//! Runs the program over a fixture and says what came of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;
use walkdir::WalkDir;

/// What a run of the program said.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The folder of fixtures.
pub(crate) fn fixtures() -> PathBuf {
    root().join("tests/fixtures")
}

/// The folder of the package.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs the program in a folder, with nothing in the environment that it reads.
pub(crate) fn nianbao(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::cargo_bin("nianbao").expect("the program is built");
    for name in ["NIANBAO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    let output = command.current_dir(folder).args(arguments).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it prints UTF-8");
    Run {
        status: output.status.code().expect("it was not killed"),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

/// A site that was built, in a folder that lasts as long as this.
pub(crate) struct Site {
    folder: TempDir,
    pub(crate) run: Run,
}

impl Site {
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// The text of a file of the site.
    pub(crate) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// What a chapter says: its title and text.
    pub(crate) fn chapter(&self, address: &str) -> String {
        crate::page::chapter(&self.text(&format!("{address}/index.html")))
    }

    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.path())
    }

    /// The paths of all files but for assets.
    pub(crate) fn list(&self) -> String {
        let names = self.files().into_keys().filter(|path| !path.starts_with("assets/"));
        names.collect::<Vec<_>>().join("\n")
    }
}

/// Builds a fixture, which must succeed.
pub(crate) fn build(name: &str) -> Site {
    build_with(name, &[])
}

/// Builds a fixture with more arguments, which must succeed.
pub(crate) fn build_with(name: &str, arguments: &[&str]) -> Site {
    let site = built(&fixtures().join(name), arguments);
    assert_eq!(site.run.status, 0, "{}", site.run.stderr);
    site
}

/// Builds a content folder into a new folder, whatever comes of it.
pub(crate) fn built(content: &Path, arguments: &[&str]) -> Site {
    let folder = TempDir::new().expect("a folder for a site");
    let out = folder.path().join("site");
    let (parent, name) = (content.parent().expect("a parent"), content.file_name().expect("a name"));
    let (name, out) = (name.to_str().expect("a name"), out.to_str().expect("a path"));
    let run = nianbao(parent, &[&["build", "--content", name, "--out", out], arguments].concat());
    Site { folder, run }
}

/// All files below a folder by their path, with `/`.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("a folder that can be read"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below the folder");
            let path = path.to_str().expect("a path in UTF-8").replace('\\', "/");
            (path, fs::read(entry.path()).expect("a file that can be read"))
        })
        .collect()
}

/// Copies a folder.
pub(crate) fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let target = to.join(path);
        fs::create_dir_all(target.parent().expect("a parent")).expect("a folder");
        fs::write(target, bytes).expect("a file");
    }
}

/// Replaces a text that stands in a file of a folder.
pub(crate) fn replace(folder: &Path, file: &str, (old, new): (&str, &str)) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    assert!(text.contains(old), "{file} has no {old:?}");
    fs::write(path, text.replacen(old, new, 1)).expect("a file");
}
