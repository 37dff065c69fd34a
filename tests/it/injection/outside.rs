//! What comes from beside the YAML and the Markdown: names of files, cells of sheets, the words and tokens of a theme.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use nianbao::model::Audience;
use nianbao::problem::{Problem, Severity};
use rust_xlsxwriter::Workbook;
use tempfile::TempDir;

use super::hold::hold;
use super::payloads;
use super::seed::yaml;
use crate::fixture::{copy, fixtures, root};
use crate::outputs::{self, Files};
use crate::sheets;

/// The small content folder, into which something is planted.
fn seed() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    copy(&fixtures().join("injection/fields"), &folder.path().join("content"));
    folder
}

fn made(folder: &TempDir) -> (Vec<Problem>, Option<Files>) {
    outputs::all(&folder.path().join("content"), Audience::Public)
}

fn errors(problems: &[Problem]) -> impl Iterator<Item = &Problem> {
    problems.iter().filter(|problem| problem.fault.severity() == Severity::Error)
}

/// The names that file systems of this machine allow.
fn names() -> Vec<String> {
    let names = payloads().into_iter().map(|payload| payload.replace(['/', '\0'], "_"));
    // Where it is allowed, a backslash is read as what it is on Windows: such a name is that of two.
    names.filter(|name| name.len() < 200 && !name.is_empty() && !name.contains('\\')).collect()
}

#[test]
fn a_name_of_a_file_is_refused_at_the_file_or_stays_text() {
    let names = names();
    // Files of a kind with so many names at once, each in a folder of its own where they would be one another's.
    for (kind, write) in [
        ("1-{}.md", "# 章\n\n{{ air.pm25 }}\n"),
        ("2-{}/index.md", "# 章\n"),
        ("3-{}/{}.md", "文字\n"),
        ("metrics/{}.yaml", "metrics: {a: {label: 甲, value: 1}}\n"),
        ("ledgers/{}.yaml", "title: 台账\nkind: plan\nitems: []\n"),
    ] {
        let folder = seed();
        let path = |name: &str| folder.path().join("content/2022").join(kind.replace("{}", name));
        let mut left = BTreeSet::new();
        for name in &names {
            fs::create_dir_all(path(name).parent().expect("a parent")).expect("a folder");
            fs::write(path(name), write).expect("a file");
            left.insert(name.clone());
        }
        let mut rounds = 0;
        let files = loop {
            let (problems, files) = made(&folder);
            if let Some(files) = files {
                break files;
            }
            rounds += 1;
            let said = || {
                errors(&problems).map(|it| format!("{:?} {}", it.fault, it.place.shown())).collect::<Vec<_>>()
            };
            assert!(rounds < 10, "{kind}: {:#?}", said());
            for problem in errors(&problems) {
                let file = problem.place.file().expect("a file").into_owned();
                let is_of = |name: &&String| {
                    let whole = path(name);
                    whole.ancestors().take(2).any(|part| part == Path::new(&file))
                        || file.contains(name.as_str())
                };
                let refused: Vec<String> = left.iter().filter(is_of).cloned().collect();
                for name in refused {
                    left.remove(&name);
                    let whole = path(&name);
                    let _ = fs::remove_file(&whole);
                    if kind.contains('/') && !kind.starts_with(['m', 'l']) {
                        let _ = fs::remove_dir(whole.parent().expect("a parent"));
                    }
                }
            }
        };
        hold(&files);
        let is_free = !kind.starts_with(['m', 'l']);
        assert_eq!(left.len() > 50, is_free, "{kind}: {}", left.len());
    }
}

/// Heads of a sheet and a row of it: the seed of both kinds of files.
const SHEET: [[&str; 5]; 2] =
    [["编号", "指标", "单位", "上年", "本年"], ["air.visits", "检查次数", "次", "3", "4"]];

/// The rows of a sheet with all payloads in one column.
fn rows(column: usize) -> Vec<[String; 5]> {
    let mut rows = SHEET.map(|row| row.map(str::to_owned)).to_vec();
    rows.extend(payloads().into_iter().map(|payload| {
        let mut row = SHEET[1].map(str::to_owned);
        row[column] = payload;
        // A row goes by its id, and without one by its label.
        if column == 1 {
            row[0].clear();
        }
        row
    }));
    rows
}

#[test]
fn a_cell_of_a_text_file_is_refused_at_its_place_or_stays_text() {
    let folder = sheets::content("data/a.csv");
    for column in 0..5 {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let lines = rows(column).into_iter().map(|row| row.each_ref().map(quoted).join(","));
        sheets::put(&folder, "a.csv", lines.collect::<Vec<_>>().join("\n").as_bytes());
        let (problems, _) = made(&folder);
        assert!(errors(&problems).count() > 50, "{column}");
        for problem in errors(&problems) {
            let file = problem.place.file().expect("a file").into_owned();
            let position = problem.place.position().expect("a line");
            assert!(file.ends_with("a.csv") && position.line > 2, "{}", problem.place.shown());
        }
    }
}

#[test]
fn a_cell_of_a_workbook_is_refused_at_its_place_or_stays_text() {
    let folder = sheets::content("data/a.xlsx");
    for column in 0..5 {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("大气科").expect("a name");
        for (at, row) in (0..).zip(rows(column)) {
            sheet.write_row(at, 0, row).expect("a row");
        }
        sheets::put(&folder, "a.xlsx", &book.save_to_buffer().expect("a workbook"));
        let (problems, _) = made(&folder);
        assert!(errors(&problems).count() > 50, "{column}");
        let letter = ["A", "B", "C", "D", "E"][column];
        for problem in errors(&problems) {
            let file = problem.place.file().expect("a file").into_owned();
            let cell = file.rsplit('!').next().unwrap_or_default();
            // A row without a name is told at its value.
            let is_right = cell.starts_with(letter) || column < 2 && cell.starts_with(['D', 'E']);
            assert!(file.contains("a.xlsx!大气科!") && is_right, "{file}: {:?}", problem.fault);
        }
    }
}

#[test]
fn a_character_that_cannot_be_seen_in_a_cell_is_said_at_the_cell() {
    let folder = sheets::content("data/a.csv");
    let hidden = |folder: &TempDir| {
        let (problems, _) = made(folder);
        let found = problems.into_iter().filter(|problem| problem.fault.code() == "hidden-character");
        found.map(|problem| problem.place).collect::<Vec<_>>()
    };
    let at = |text: &str| {
        sheets::put(&folder, "a.csv", text.as_bytes());
        let places = hidden(&folder);
        places.iter().filter_map(|place| place.position().map(|at| (at.line, at.column))).collect::<Vec<_>>()
    };
    // Not in a column that is not read, but anywhere where no head is known.
    let kept = at("说明,,\n编号,本年,备注\u{200b}\nair.visits\u{200b},4,x\u{200b}\n");
    assert_eq!(kept, [(3, 11)]);
    let headless = at("编号,本年\u{200b},备注\nair.visits,4,x\n");
    assert_eq!(headless, [(1, 6)]);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("大气科").expect("a name");
    for (row, cells) in (0..).zip([["编号", "本年"], ["air.visits\u{feff}", "4"]]) {
        sheet.write_row(row, 0, cells).expect("a row");
    }
    let path = folder.path().join("content/2022/report.yaml");
    let text = fs::read_to_string(&path).expect("the report").replace("a.csv", "a.xlsx");
    fs::write(path, text).expect("the report");
    sheets::put(&folder, "a.xlsx", &book.save_to_buffer().expect("a workbook"));
    let places: Vec<_> =
        hidden(&folder).iter().filter_map(|place| place.file().map(|it| it.into_owned())).collect();
    assert!(matches!(&places[..], [cell] if cell.ends_with("a.xlsx!大气科!A2")), "{places:?}");
}

/// A theme of this name beside the content, which it takes.
fn themed(folder: &TempDir, file: &str, text: &str) {
    let path = folder.path().join("themes/mine").join(file);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("a file");
    let site = folder.path().join("content/site.yaml");
    let text = fs::read_to_string(&site).expect("the site").replace("theme: default", "theme: mine");
    fs::write(site, text).expect("the site");
}

#[test]
fn every_token_of_a_theme_is_refused_at_its_place_or_stays_one_value() {
    let folder = seed();
    let text = fs::read_to_string(root().join("themes/default/theme.yaml")).expect("the tokens");
    let tokens: serde_json::Value = serde_yaml::from_str(&text).expect("tokens");
    let mut next = payloads().into_iter().cycle();
    let mut lines = vec!["tokens:".to_owned()];
    for (group, tokens) in tokens["tokens"].as_object().expect("groups") {
        lines.push(format!("  {group}:"));
        for name in tokens.as_object().expect("tokens").keys() {
            let mut payload = || yaml(&next.next().into());
            lines.push(format!("    {name}: {}", payload()));
            lines.push(format!("    {}: red", payload()));
        }
    }
    let count = lines.len();
    themed(&folder, "theme.yaml", &lines.join("\n"));
    let (problems, _) = made(&folder);
    let refused: BTreeSet<usize> = errors(&problems)
        .map(|problem| {
            assert!(
                problem.place.file().is_some_and(|file| file.ends_with("themes/mine/theme.yaml")),
                "{problem:?}"
            );
            problem.place.position().expect("a line").line
        })
        .collect();
    assert!(refused.len() > count / 2, "{} of {count}", refused.len());
    let kept = lines.iter().enumerate().filter(|(at, _)| !refused.contains(&(at + 1)));
    let kept: Vec<&str> = kept.map(|(_, line)| line.as_str()).collect();
    themed(&folder, "theme.yaml", &kept.join("\n"));
    let (problems, files) = made(&folder);
    hold(&files.unwrap_or_else(|| panic!("{problems:#?}")));
}

#[test]
fn every_word_of_a_theme_stays_text() {
    let text = fs::read_to_string(root().join("themes/default/locales/zh-Hans.yaml")).expect("the words");
    let words: serde_json::Value = serde_yaml::from_str(&text).expect("words");
    let all = payloads();
    for rotation in 0..3 {
        let folder = seed();
        let mut at = rotation * all.len() / 3;
        let mut words = words.clone();
        planted(&mut words, &mut || {
            at += 1;
            all[at % all.len()].clone()
        });
        themed(&folder, "locales/zh-Hans.yaml", &yaml(&words));
        let (problems, files) = made(&folder);
        let said: Vec<_> = errors(&problems).collect();
        hold(&files.unwrap_or_else(|| panic!("{said:#?}")));
    }
}

/// Words with payloads behind them, so that what is filled into them is filled in.
fn planted(value: &mut serde_json::Value, next: &mut dyn FnMut() -> String) {
    match value {
        serde_json::Value::String(text) => *text = format!("{}{text}{}", next(), next()),
        serde_json::Value::Object(map) => map.values_mut().for_each(|value| planted(value, next)),
        _ => {}
    }
}
