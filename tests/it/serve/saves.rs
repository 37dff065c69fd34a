//! How files are saved: each way that editors have makes one round, and none is missed.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use super::{Preview, until};
use crate::fixture::{copy, fixtures};

const TEXT: &str = "# 大气\n\n全年空气质量持续改善，另有新的一句话。\n";
const ONE: &str = "2022/1-air.md 有改动，网页已更新：没有问题";

/// Longer than any way of saving takes to be seen: a second round would have come by then.
fn rest() {
    thread::sleep(Duration::from_millis(900));
}

/// A preview whose chapter is saved in some way: one round, and the new text is served.
fn saved(save: impl FnOnce(&std::path::Path)) -> Preview {
    let preview = Preview::of("minimal");
    save(&preview.content().join("2022/1-air.md"));
    until("the new text", || preview.text("/2022/air/").contains("另有新的").then_some(()));
    rest();
    assert_eq!(preview.rounds(), [ONE]);
    preview
}

#[test]
fn a_file_written_in_place_makes_one_round() {
    saved(|file| fs::write(file, TEXT).expect("a file"));
}

#[test]
fn a_file_renamed_over_the_old_one_makes_one_round() {
    saved(|file| {
        let new = file.with_file_name("1-air.md.tmp");
        fs::write(&new, TEXT).expect("a file");
        fs::rename(new, file).expect("a file");
    });
}

#[test]
fn a_file_renamed_from_any_other_name_makes_one_round() {
    saved(|file| {
        let new = file.with_file_name("sedHx81bQ");
        fs::write(&new, TEXT).expect("a file");
        fs::rename(new, file).expect("a file");
    });
}

#[test]
fn a_file_emptied_and_written_a_little_later_is_never_shown_empty() {
    saved(|file| {
        fs::write(file, "").expect("a file");
        thread::sleep(Duration::from_millis(60));
        fs::write(file, TEXT).expect("a file");
    });
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_written_in_pieces_is_shown_when_it_is_closed() {
    saved(|file| {
        let mut open = OpenOptions::new().write(true).truncate(true).open(file).expect("a file");
        for piece in TEXT.as_bytes().chunks(17) {
            open.write_all(piece).expect("a piece");
            thread::sleep(Duration::from_millis(30));
        }
    });
}

#[test]
fn the_dance_of_vim_makes_one_round() {
    saved(|file| {
        let beside = |name: &str| file.with_file_name(name);
        fs::write(beside(".1-air.md.swp"), "swap").expect("a file");
        fs::write(beside("4913"), "").expect("a file");
        fs::remove_file(beside("4913")).expect("a file");
        fs::rename(file, beside("1-air.md~")).expect("a file");
        thread::sleep(Duration::from_millis(20));
        fs::write(file, TEXT).expect("a file");
        fs::remove_file(beside("1-air.md~")).expect("a file");
        fs::remove_file(beside(".1-air.md.swp")).expect("a file");
    });
}

#[test]
fn a_file_deleted_and_written_anew_makes_one_round() {
    saved(|file| {
        fs::remove_file(file).expect("a file");
        thread::sleep(Duration::from_millis(40));
        fs::write(file, TEXT).expect("a file");
    });
}

#[test]
fn what_is_no_change_makes_no_round() {
    let preview = Preview::of("minimal");
    let file = preview.content().join("2022/1-air.md");
    let text = fs::read(&file).expect("a file");
    fs::write(&file, &text).expect("the same text");
    for name in [".1-air.md.swp", "1-air.md~", "4913", "#1-air.md#", "_draft.md", "~$表.xlsx", "a.tmp"] {
        fs::write(file.with_file_name(name), "x").expect("a file");
    }
    fs::create_dir(preview.content().join(".git")).expect("a folder");
    fs::write(preview.content().join(".git/index"), "x").expect("a file");
    fs::write(preview.folder.path().join("notes.txt"), "x").expect("a file beside the content");
    rest();
    assert_eq!(preview.rounds(), [""; 0]);
}

#[test]
fn new_renamed_and_deleted_files_and_folders_are_seen() {
    let preview = Preview::of("minimal");
    let report = preview.content().join("2022");
    let served = |path: &str, status: u16| {
        until(path, || (preview.get(path).status == status).then_some(()));
    };
    fs::create_dir_all(report.join("2-水 环境/甲")).expect("a folder");
    fs::write(report.join("2-水 环境/index.md"), "# 水环境\n").expect("a file");
    fs::write(report.join("2-水 环境/甲/1-河 流.md"), "# 河流\n\n一段。\n").expect("a file");
    served("/2022/%E6%B0%B4%20%E7%8E%AF%E5%A2%83/%E7%94%B2/%E6%B2%B3%20%E6%B5%81/", 200);
    fs::rename(report.join("2-水 环境"), report.join("3-水体")).expect("a folder");
    served("/2022/%E6%B0%B4%E4%BD%93/%E7%94%B2/%E6%B2%B3%20%E6%B5%81/", 200);
    served("/2022/%E6%B0%B4%20%E7%8E%AF%E5%A2%83/%E7%94%B2/%E6%B2%B3%20%E6%B5%81/", 404);
    fs::write(report.join("3-水体/甲/1-河 流.md"), "# 河流\n\n改过的一段文字在这里。\n").expect("a file");
    until("a file in a renamed folder", || {
        let text = preview.text("/2022/%E6%B0%B4%E4%BD%93/%E7%94%B2/%E6%B2%B3%20%E6%B5%81/");
        text.contains("改过的一段").then_some(())
    });
    fs::remove_dir_all(report.join("3-水体")).expect("a folder");
    served("/2022/%E6%B0%B4%E4%BD%93/", 404);
    copy(&report, &preview.content().join("2023"));
    fs::write(preview.content().join("2023/report.yaml"), "title: 2023年工作总结\nyear: 2023\n")
        .expect("a file");
    served("/2023/air/", 200);
}

#[test]
fn the_content_folder_itself_may_be_replaced() {
    let preview = Preview::of("minimal");
    let aside = preview.folder.path().join("aside");
    fs::rename(preview.content(), &aside).expect("a folder");
    until("that it is gone", || preview.errors().contains("没有“content/site.yaml”").then_some(()));
    assert_eq!(preview.get("/2022/air/").status, 200, "the last good site stays");
    fs::rename(&aside, preview.content()).expect("a folder");
    until("that it is back", || {
        preview.rounds().last().is_some_and(|line| line.ends_with("没有问题")).then_some(())
    });
    fs::write(preview.content().join("2022/1-air.md"), TEXT).expect("a file");
    until("the new text", || preview.text("/2022/air/").contains("另有新的").then_some(()));
}

#[test]
#[cfg(unix)]
fn a_content_folder_behind_a_link_is_watched() {
    let folder = TempDir::new().expect("a folder");
    let real = folder.path().join("共享 盘/年报");
    copy(&fixtures().join("minimal"), &real);
    std::os::unix::fs::symlink(&real, folder.path().join("content")).expect("a link");
    let preview = Preview::start(folder, &[]);
    fs::write(real.join("2022/1-air.md"), TEXT).expect("a file");
    until("the new text", || preview.text("/2022/air/").contains("另有新的").then_some(()));
    rest();
    assert_eq!(preview.rounds(), [ONE]);
}

#[test]
fn themes_and_standards_are_watched_from_when_they_come() {
    let preview = Preview::of("minimal");
    let theme = preview.folder.path().join("themes/default/assets");
    fs::create_dir_all(&theme).expect("a folder");
    fs::write(theme.join("90-own.css"), "body { color: rebeccapurple }").expect("a file");
    until("the style", || preview.text("/assets/site.css").contains("rebeccapurple").then_some(()));
    fs::write(theme.join("90-own.css"), "body { color: teal }").expect("a file");
    until("the other style", || preview.text("/assets/site.css").contains("color:teal").then_some(()));
    let standards = preview.content().join("standards");
    fs::create_dir_all(&standards).expect("a folder");
    fs::write(standards.join("own.yaml"), "nonsense: [").expect("a file");
    until("the problem", || preview.errors().contains("content/standards/own.yaml").then_some(()));
}

#[test]
fn where_the_system_does_not_tell_files_are_looked_at() {
    let preview = Preview::with(&fixtures().join("minimal"), &["--poll"]);
    fs::write(preview.content().join("2022/1-air.md"), TEXT).expect("a file");
    until("the new text", || preview.text("/2022/air/").contains("另有新的").then_some(()));
    fs::create_dir(preview.content().join("2022/2-水")).expect("a folder");
    fs::write(preview.content().join("2022/2-水/index.md"), "# 水\n").expect("a file");
    until("the new chapter", || (preview.get("/2022/%E6%B0%B4/").status == 200).then_some(()));
}

#[test]
fn each_problem_is_told_once_and_the_last_good_site_stays() {
    let preview = Preview::of("minimal");
    let file = preview.content().join("2022/1-air.md");
    let write = |text: &str, rounds: usize| {
        fs::write(&file, text).expect("a file");
        until("the round", || (preview.rounds().len() == rounds).then_some(()));
    };
    write("# 大气\n\n见[此](a.md)。\n", 1);
    write("# 大气\n\n一句。\n\n见[此](a.md)。\n", 2);
    write("# 大气\n\n见[此](a.md)，[彼](b.md)。\n", 3);
    assert!(preview.text("/2022/air/").contains("持续改善"), "the last good page");
    write(TEXT, 4);
    write("# 大气\n\n见[此](a.md)。\n", 5);
    let count = |link: &str| {
        let errors = preview.errors();
        errors.lines().filter(|line| line.starts_with("错误[broken-link]") && line.contains(link)).count()
    };
    until("all that is told", || (count("a.md") + count("b.md") == 3).then_some(()));
    assert_eq!((count("a.md"), count("b.md")), (2, 1), "{}", preview.errors());
    insta::assert_snapshot!(preview.rounds().join("\n"));
}
