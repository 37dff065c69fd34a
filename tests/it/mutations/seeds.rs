//! Small trees of everything, with their theme: what is mutated. Paths begin with `content/` or `themes/`.

use super::Tree;
use super::book::book;
use super::dice::Dice;
use crate::fixture::{files, fixtures, root};

/// Blocks, ledgers, years, masks and prose of the fixtures, a part of the sample, sheets, and a theme.
pub(super) fn seeds() -> Vec<Tree> {
    let mut trees: Vec<_> = ["blocks", "ledgers", "years", "masked", "prose", "breakdowns", "no-number"]
        .iter()
        .map(|name| files(&fixtures().join(name)))
        .collect();
    let mut sample = files(&root().join("content"));
    let kept = [
        "site.yaml",
        "2022/report.yaml",
        "2022/metrics/1-air.yaml",
        "2022/ledgers/round1.yaml",
        "2022/1-work/1-battles/1-blue-sky.md",
    ];
    sample.retain(|path, _| kept.contains(&path.as_str()));
    trees.push(sample);
    trees.push(sheets());
    let mut trees: Vec<Tree> = trees.into_iter().map(|tree| below("content", tree)).collect();
    trees.push(themed());
    trees
}

/// A tree with sheets, formulas, checks, standards, charts and references.
fn sheets() -> Tree {
    let texts = [
        ("site.yaml", "title: 示例县年报\n"),
        (
            "2022/report.yaml",
            "title: 2022年\nyear: 2022\nvalues: [data/v.csv, data/v.xlsx]\nhighlights: [a.x]\n",
        ),
        (
            "2022/metrics/a.yaml",
            "metrics:\n  x: {label: 甲, unit: 件, value: ~, monthly: [1, 2, 3], previous: 4}\n  y: {label: 乙, unit: 件, \
             value: \"= round(x / (2 - -1), 1) + sum(levels.parts)\"}\n  levels: {label: 级别天数, unit: 天, scale: own, \
             parts: {优: 201, 良: 119}}\nchecks:\n  - x + 1 <= y\n",
        ),
        (
            "2022/1-a.md",
            "# 甲\n\n甲{{ a.x }}，{{ a.x.yoy }}，乙**{{ a.y.number }}**件。[^1]\n\n```chart\nof: a.x\nby: month\n```\n\n\
             ```table\nof: [a.x, a.y]\n```\n\n[^1]: 注。\n",
        ),
        ("2022/data/v.csv", "编号,本年,上年\na.x,12,4\n\"a.levels.良\",\"119\",\n"),
        ("standards/own.yaml", "- scale: own\n  labels: [优, 良]\n  bounds: [50]\n"),
    ];
    let mut tree: Tree = texts.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into();
    tree.insert("2022/data/v.xlsx".to_owned(), book(&mut Dice(1)));
    tree
}

/// The same tree below a folder.
fn below(folder: &str, tree: Tree) -> Tree {
    tree.into_iter().map(|(path, bytes)| (format!("{folder}/{path}"), bytes)).collect()
}

/// A tree whose theme has all templates, tokens and words of its own.
fn themed() -> Tree {
    let mut tree = below("content", sheets());
    let site = "title: 示例县年报\ntheme: own\norganisation: {name: 示例局}\n";
    tree.insert("content/site.yaml".to_owned(), site.into());
    let mut theme = files(&root().join("themes/default"));
    theme.retain(|path, _| {
        path.starts_with("templates/") || path == "theme.yaml" || path == "locales/en.yaml"
    });
    tree.extend(below("themes/own", theme));
    tree
}
