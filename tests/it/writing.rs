//! docs/writing.md, lived through from top to bottom: its commands are run, its files written, its changes made, and the
//! program says what it shows.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use crate::docs::{Fence, fences};
use crate::fixture::{Run, nianbao, replace, root};

/// Somebody who does what the document says.
struct Clerk {
    folder: TempDir,
    /// The working folder, below `folder`.
    here: PathBuf,
    /// What the last command said.
    said: Run,
    /// A change made on trial: the file and the texts after and before.
    trial: Option<(String, String, String)>,
    commands: usize,
}

impl Clerk {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder for a while");
        let here = folder.path().to_owned();
        let said = Run { status: 0, stdout: String::new(), stderr: String::new() };
        Self { folder, here, said, trial: None, commands: 0 }
    }

    fn follow(&mut self, fence: &Fence) {
        let mut words = fence.words.split(' ');
        match (words.next().unwrap_or_default(), words.next(), words.next()) {
            ("sh", None, _) => fence.body.lines().for_each(|line| self.run(line)),
            ("text", None, _) => self.compare(&fence.body),
            ("diff", Some(file), trial) => self.change(file, &fence.body, trial.is_some()),
            ("yaml" | "markdown", Some(file), None) => {
                let path = self.here.join(file);
                assert!(!path.exists(), "{file} is new");
                fs::write(path, &fence.body).expect("a file");
            }
            _ => panic!("nobody knows what to do with ```{}", fence.words),
        }
    }

    fn run(&mut self, line: &str) {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["cargo", ..] => {}
            ["cd", folder] => self.here = self.here.join(folder),
            ["nianbao", arguments @ ..] => {
                self.said = nianbao(&self.here, &[arguments, &["--lang", "zh"]].concat());
                self.commands += 1;
                assert_eq!(self.said.status, 0, "{line}: {}", self.said.stderr);
            }
            _ => panic!("nobody knows the command {line}"),
        }
    }

    /// Makes a change: lines with `-` give way to those with `+`, the others stand between.
    fn change(&mut self, file: &str, diff: &str, on_trial: bool) {
        let side = |mark: char| -> String {
            let kept = diff.lines().filter(|line| line.starts_with([mark, ' ']));
            kept.map(|line| format!("{}\n", &line[1..])).collect()
        };
        let (old, new) = (side('-'), side('+'));
        let text = fs::read_to_string(self.here.join(file)).expect("a file that is there");
        // A change within a line is shown without the line's end.
        let (old, new) = if text.contains(&old) {
            (old, new)
        } else {
            (old.trim_end().to_owned(), new.trim_end().to_owned())
        };
        assert_eq!(text.matches(&old).count(), 1, "{file} has this once:\n{old}");
        replace(&self.here, file, (&old, &new));
        if on_trial {
            self.said = nianbao(&self.here, &["check", "--lang", "zh"]);
            self.trial = Some((file.to_owned(), new, old));
        }
    }

    /// Each line shown is said by the program; a change on trial is taken back.
    fn compare(&mut self, shown: &str) {
        for line in shown.lines() {
            assert!(self.said.stderr.contains(line), "not said: {line}\nbut:\n{}", self.said.stderr);
        }
        if let Some((file, new, old)) = self.trial.take() {
            assert_eq!(self.said.status, 1, "{file}: {new}");
            replace(&self.here, &file, (&new, &old));
        }
    }
}

#[test]
fn the_hour_and_the_second_year_go_as_they_are_told() {
    let text = fs::read_to_string(root().join("docs/writing.md")).expect("the document");
    let mut clerk = Clerk::new();
    for fence in fences(&text).0 {
        assert!(
            clerk.trial.is_none() || fence.words == "text",
            "a trial is told the end of: {}",
            fence.words
        );
        clerk.follow(&fence);
    }
    assert!(clerk.commands >= 8, "{} commands were run", clerk.commands);
    let site = clerk.folder.path().join("年报/site");
    let chapter = |path: &str| crate::page::chapter(&fs::read_to_string(site.join(path)).expect("a page"));
    let noise = chapter("2022/work/noise/index.html");
    assert!(noise.contains("同比下降22.5%") && noise.contains("已完成整改1个"), "{noise}");
    let sky = chapter("2023/work/battles/blue-sky/index.html");
    assert!(sky.contains("22微克/立方米") && sky.contains("同比下降4.3%"), "{sky}");
    assert!(!sky.contains("坚持源头减排"), "last year's prose is not shown");
}
