//! `nianbao new`: the sample, and next year's report.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::fixture::{Run, copy, files, fixtures, nianbao, replace, root};

fn folder() -> TempDir {
    TempDir::new().expect("a folder for a while")
}

/// The number of errors and the codes of warnings that `check` finds.
fn checked(folder: &Path) -> (u64, Vec<String>) {
    let run = nianbao(folder, &["check", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let problems = found["problems"].as_array().expect("a list");
    let mut codes: Vec<String> =
        problems.iter().filter_map(|problem| problem["code"].as_str()).map(str::to_owned).collect();
    codes.sort();
    codes.dedup();
    (found["errors"].as_u64().expect("a count"), codes)
}

#[test]
fn a_new_folder_holds_the_sample_and_builds_clean_at_once() {
    let folder = folder();
    let run = nianbao(folder.path(), &["new", "工作/年报 2026", "--lang", "zh"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(run.stdout.lines().count(), 4, "{}", run.stdout);
    assert!(run.stdout.contains("cd '工作/年报 2026' && nianbao build"), "{}", run.stdout);
    let made = folder.path().join("工作/年报 2026");
    assert_eq!(files(&made.join("content")), files(&root().join("content")));
    assert_eq!(files(&made).len(), files(&root().join("content")).len(), "nothing else is left there");
    let built = nianbao(&made, &["build", "--deny-warnings"]);
    assert_eq!((built.status, built.stderr.as_str()), (0, ""));
}

#[test]
fn the_sample_is_never_written_over_anything() {
    let folder = folder();
    fs::create_dir(folder.path().join("mine")).expect("a folder");
    fs::write(folder.path().join("mine/note.txt"), "mine").expect("a file");
    fs::write(folder.path().join("file"), "mine").expect("a file");
    let before = files(folder.path());
    for (name, held) in [("mine", "mine/note.txt"), ("file", "file"), ("file/below", "")] {
        let run = nianbao(folder.path(), &["new", name, "--lang", "en"]);
        assert_eq!(run.status, 2, "{name}: {}", run.stdout);
        assert!(run.stderr.contains(held), "{name}: {}", run.stderr);
        assert_eq!(files(folder.path()), before, "{name}");
    }
    fs::create_dir_all(folder.path().join("empty/.git")).expect("a folder");
    assert_eq!(nianbao(folder.path(), &["new", "empty"]).status, 0, "hidden files are in nobody's way");
}

/// Makes the next report of a content folder and checks that it has no errors that were not there before.
fn without_errors(content: &Path, (name, from): (&str, &str)) {
    let folder = folder();
    let copied = folder.path().join("content");
    copy(content, &copied);
    for (path, bytes) in files(&copied) {
        // The fixture of hidden numbers has marks in the place of some.
        if let Ok(text) = String::from_utf8(bytes)
            && text.contains("HIDDEN")
        {
            let mut text = text.replace("HIDDENTEXT", "x");
            for digit in 0..10 {
                text = text.replace(&format!("HIDDEN{digit}"), "3");
            }
            fs::write(copied.join(path), text).expect("a file");
        }
    }
    assert_eq!(checked(folder.path()).0, 0, "{content:?} is right before");
    let before = files(folder.path());
    let run = nianbao(folder.path(), &["new", name, "--from", from]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{content:?}");
    let (errors, codes) = checked(folder.path());
    assert_eq!(errors, 0, "{content:?}: {codes:?}");
    let after = files(folder.path());
    assert!(before.iter().all(|(path, bytes)| after.get(path) == Some(bytes)), "the rest is as it was");
    let built = nianbao(folder.path(), &["build"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    let again = nianbao(folder.path(), &["new", name, "--from", from]);
    assert_eq!(again.status, 2, "a report that is there is not written over");
    assert_eq!(files(&folder.path().join("content")), files(&copied));
}

#[test]
fn next_years_report_has_no_errors() {
    for fixture in ["ledgers", "folders", "prose", "english", "parts", "blocks"] {
        let content = fixtures().join(fixture);
        if content.join("2022/report.yaml").is_file() {
            without_errors(&content, ("2023", "2022"));
        }
    }
    without_errors(&fixtures().join("hidden"), ("2024", "2023"));
    without_errors(&fixtures().join("years"), ("2024", "2023"));
    without_errors(&fixtures().join("trends"), ("east/2026", "east/2025"));
    without_errors(&fixtures().join("two-offices"), ("west/2023", "west/2022"));
}

#[test]
fn next_years_report_of_the_sample_and_the_galleries_has_no_errors() {
    without_errors(&root().join("content"), ("2023", "2022"));
    without_errors(&root().join("content"), ("年报2024", "2022"));
    for language in ["zh", "en"] {
        without_errors(&root().join("docs/gallery-content").join(language), ("2023", "2022"));
    }
}

#[test]
fn its_warnings_lead_to_where_to_type() {
    let folder = folder();
    copy(&root().join("content"), &folder.path().join("content"));
    assert_eq!(nianbao(folder.path(), &["new", "2023", "--from", "2022"]).status, 0);
    let (_, codes) = checked(folder.path());
    for due in ["missing-value", "stale-text"] {
        assert!(codes.contains(&due.to_owned()), "{due} is not among {codes:?}");
    }
    let known = ["missing-value", "stale-text", "unaccounted-plan", "unused-metric"];
    assert!(codes.iter().all(|code| known.contains(&code.as_str())), "{codes:?}");
}

#[test]
fn a_report_follows_one_that_is_there_and_right() {
    let folder = folder();
    let content = folder.path().join("content");
    copy(&fixtures().join("trends"), &content);
    let before = files(&content);
    let asked = |name: &str, from: &str| -> Run {
        nianbao(folder.path(), &["new", name, "--from", from, "--lang", "en"])
    };
    for (name, from, says) in [
        ("east/2026", "east/2052", "did you mean"),
        ("west/2026", "east/2025", "does not follow"),
        ("east/2025b", "east/2025", "does not follow"),
        ("east/.2026", "east/2025", "does not follow"),
        ("../2026", "east/2025", "does not follow"),
        ("", "east/2025", "does not follow"),
    ] {
        let run = asked(name, from);
        assert_eq!(run.status, 2, "{name} from {from}: {}", run.stdout);
        assert!(run.stderr.contains(says), "{name} from {from}: {}", run.stderr);
    }
    replace(&content, "east/2025/metrics/1-air.yaml", ("metrics:", "metrics"));
    let run = asked("east/2026", "east/2025");
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(run.stderr.contains("east/2025/metrics/1-air.yaml"), "{}", run.stderr);
    assert_eq!(files(&content).len(), before.len());
}

#[test]
fn a_chart_whose_numbers_are_to_come_is_left_out_with_a_warning() {
    let folder = folder();
    let write = |path: &str, text: &str| {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write("site.yaml", "title: 年报\n");
    write("2023/report.yaml", "title: 总结\nyear: 2023\n");
    write("2023/1-a.md", "```chart\nof: [a.x, a.y]\nby: month\nkind: line\n```\n");
    for (x, y, charts) in [("~, ~", "~", 0), ("1, 2", "~, ~", 0), ("1, 2", "3, ~", 1)] {
        let metric =
            |key: &str, months: &str| format!("  {key}: {{label: {key}数, unit: 件, monthly: [{months}]}}\n");
        write("2023/metrics/a.yaml", &format!("metrics:\n{}{}", metric("x", x), metric("y", y)));
        let due: &[&str] = if charts == 0 { &["missing-value"] } else { &[] };
        let (errors, codes) = checked(folder.path());
        assert_eq!(errors, 0, "{x}; {y}");
        assert_eq!(codes, due, "{x}; {y}");
        assert_eq!(nianbao(folder.path(), &["build"]).status, 0);
        let page = fs::read_to_string(folder.path().join("site/2023/a/index.html")).expect("a page");
        assert_eq!(page.matches("<figure class=\"chart\"").count(), charts, "{x}; {y}");
    }
}

/// Changes the text of each file below a folder.
fn each(folder: &Path, change: impl Fn(&str, String) -> String) {
    for (path, bytes) in files(folder) {
        let text = String::from_utf8(bytes).expect("a text in UTF-8");
        fs::write(folder.join(&path), change(&path, text)).expect("a file");
    }
}

/// A text without its comments.
fn uncommented(text: &str) -> String {
    let mut pieces = text.split("<!--");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |out, piece| out + piece.split_once("-->").map_or("", |(_, after)| after))
}

#[test]
fn two_years_are_lived_through() {
    let folder = folder();
    assert_eq!(nianbao(folder.path(), &["new", "office"]).status, 0);
    let office = folder.path().join("office");
    assert_eq!(nianbao(&office, &["build", "--deny-warnings"]).status, 0);
    assert_eq!(nianbao(&office, &["new", "2023", "--from", "2022"]).status, 0);
    let (earlier, new) = (office.join("content/2022"), office.join("content/2023"));
    assert_eq!(nianbao(&office, &["sheet", "2023", "--out", "to-fill-in.xlsx"]).status, 0);
    let sheet = fs::read(office.join("to-fill-in.xlsx")).expect("the sheet for the departments");
    each(&new.join("ledgers"), |_, text| {
        text.replace("status: planned\n", "status: done\n").replace("note: 待补", "note: 按期办理")
    });
    each(&new.join("metrics"), |path, _| {
        fs::read_to_string(earlier.join("metrics").join(path)).expect("the file of the year before")
    });
    // One number comes back from its department.
    replace(&new, "metrics/1-air.yaml", ("value: 24", "value: ~"));
    let days = fs::read_to_string(earlier.join("data/aqi.csv")).expect("daily values");
    let mut values = days.lines().filter_map(|line| line.split_once(',')).map(|(_, value)| value.to_owned());
    let filled: Vec<String> = fs::read_to_string(new.join("data/aqi.csv"))
        .expect("days to fill in")
        .lines()
        .map(|line| {
            let value = values.next().unwrap_or_default();
            if line.ends_with(',') { format!("{line}{value}") } else { line.to_owned() }
        })
        .collect();
    fs::write(new.join("data/aqi.csv"), filled.join("\n")).expect("a file");
    each(&new, |path, text| match path.ends_with(".md") {
        true => uncommented(&text).replace("待补", "PM2.5平均浓度为{{ air.pm25 }}，{{ air.pm25.yoy }}。"),
        false => text,
    });
    let sheet = crate::sheets::filled(&sheet, "sheet2", &[("E4", "22")]);
    fs::write(new.join("data/figures.xlsx"), sheet).expect("a file");
    replace(&new, "report.yaml", ("draft: true", "published: 2023-12-20\nvalues: [data/figures.xlsx]"));
    let (errors, codes) = checked(&office);
    assert_eq!(errors, 0, "{codes:?}");
    assert!(!codes.contains(&"missing-value".to_owned()), "{}", nianbao(&office, &["check"]).stderr);
    let built = nianbao(&office, &["build"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    let page = |path: &str| fs::read_to_string(office.join("site").join(path)).expect("a page");
    assert!(page("2023/index.html").contains("2023年工作总结和2024年工作计划"));
    let sky = crate::page::chapter(&page("2023/work/battles/blue-sky/index.html"));
    assert!(sky.contains("22微克/立方米，同比下降8.3%"), "{sky}");
    let plan = page("2023/plan/index.html");
    assert!(plan.contains("上年工作计划完成情况"), "the plan of 2022 is accounted for:\n{plan}");
}
