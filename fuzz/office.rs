//! A small office around what is tried, read and printed as the program does it.

use std::fs;
use std::path::Path;

use nianbao::load::{self, Request};
use nianbao::model::Audience;
use nianbao::press::Press;
use nianbao::problem::{self, Tongue, show};
use nianbao::resolve::Book;

const METRICS: &str = "metrics:\n  x: {label: 甲, unit: 件, value: ~, monthly: [1, 2, 3], previous: 4}\n  \
                       y: {label: 乙, unit: 件, value: \"= round(x / 2, 1) + sum(levels.parts)\"}\n  \
                       levels: {label: 级别天数, unit: 天, parts: {优: 201, 良: 119}}\n";
const CHAPTER: &str =
    "# 甲\n\n甲{{ a.x }}，{{ a.x.yoy }}，乙**{{ a.y.number }}**件。\n\n```chart\nof: a.x\n```\n";

/// How far a tree is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Far {
    /// Its figures are computed.
    Computed,
    /// All its pages are made.
    Printed,
}

/// Reads an office in which some files hold other bytes than usual, by their path in the content folder.
pub fn run(files: &[(&str, &[u8])], far: Far) {
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join("content");
    let usual = [
        ("site.yaml", "title: 示例县年报\n"),
        (
            "2022/report.yaml",
            "title: 2022年\nyear: 2022\nvalues: [data/v.csv, data/v.xlsx, data/v.xls]\nhighlights: [a.x]\n",
        ),
        ("2022/metrics/a.yaml", METRICS),
        ("2022/1-a.md", CHAPTER),
        ("2022/data/v.csv", "编号,本年,上年\na.x,12,4\n"),
    ];
    for (path, text) in usual {
        write(&content, path, text.as_bytes());
    }
    for (path, bytes) in files {
        write(&content, path, bytes);
    }
    let (project, mut problems) = load::project(&Request { content, theme: None });
    if let Some(project) = &project {
        for audience in [Audience::Public, Audience::Internal] {
            match far {
                Far::Computed => problems.extend(Book::open(project, audience).1),
                Far::Printed => problems.extend(Press::new(audience, &[]).print(project).problems),
            }
        }
    }
    problem::sort(&mut problems);
    for tongue in [Tongue::Chinese, Tongue::English] {
        assert!(!show::text(&problems, tongue, show::Colour::Terminal).is_empty());
    }
}

fn write(content: &Path, path: &str, bytes: &[u8]) {
    let file = content.join(path);
    fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
    fs::write(file, bytes).expect("a file");
}
