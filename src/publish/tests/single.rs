//! Single files: whole or not at all, and never in the place of what must stay.

use super::*;

#[test]
fn a_file_is_replaced_whole_and_what_a_killed_program_left_goes() {
    let desk = Desk::new();
    desk.put("a.docx", "old");
    desk.put(".a.docx.nianbao-new", "half of another, longer than the new one");
    replace(&desk.at("a.docx"), b"new").unwrap();
    assert_eq!(desk.tree(), ["a.docx"]);
    assert_eq!(desk.read("a.docx"), "new");
    let error = replace(&desk.at("nowhere/a.docx"), b"new").unwrap_err().to_string();
    assert!(error.contains("nowhere/a.docx: "), "{error}");
    replace(desk.0.path(), b"new").unwrap_err();
    assert_eq!(desk.tree(), ["a.docx"]);
}

#[test]
fn a_file_that_is_there_is_never_written_over() {
    let desk = Desk::new();
    put(&desk.at("a.xlsx"), b"form").unwrap();
    desk.put("a.xlsx", "filled in");
    // As a program leaves it that is killed when the file has its name already.
    fs::hard_link(desk.at("a.xlsx"), desk.at(".a.xlsx.nianbao-new")).unwrap();
    let error = put(&desk.at("a.xlsx"), b"form").unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
    assert_eq!(desk.read("a.xlsx"), "filled in");
    assert_eq!(desk.tree(), ["a.xlsx"]);
}

#[test]
fn several_programs_may_replace_a_file_at_once() {
    let desk = Desk::new();
    let path = desk.at("a.html");
    let texts: Vec<Vec<u8>> = (b'a'..=b'h').map(|letter| vec![letter; 100_000]).collect();
    std::thread::scope(|scope| {
        for text in &texts {
            let path = &path;
            scope.spawn(move || (0..20).for_each(|_| replace(path, text).unwrap()));
        }
    });
    assert!(texts.contains(&fs::read(&path).unwrap()), "one of the texts, whole");
    assert_eq!(desk.tree(), ["a.html"]);
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_what_is_no_file_stays_what_it_is() {
    use std::os::unix::fs::{FileTypeExt as _, symlink};

    let desk = Desk::new();
    desk.put("real/a.html", "old");
    symlink("real/a.html", desk.at("link.html")).unwrap();
    replace(&desk.at("link.html"), b"new").unwrap();
    assert!(desk.at("link.html").is_symlink());
    assert_eq!(desk.read("real/a.html"), "new");
    symlink("nowhere", desk.at("sheet.xlsx")).unwrap();
    put(&desk.at("sheet.xlsx"), b"form").unwrap_err();

    symlink("/dev/null", desk.at("null")).unwrap();
    replace(&desk.at("null"), b"new").unwrap();
    assert!(fs::metadata(desk.at("null")).unwrap().file_type().is_char_device());
    assert_eq!(desk.tree(), ["link.html", "null", "real/a.html", "sheet.xlsx"]);
}

#[test]
fn a_file_made_read_only_is_left_alone() {
    let desk = Desk::new();
    desk.put("a.docx", "signed");
    let mut permissions = fs::metadata(desk.at("a.docx")).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(desk.at("a.docx"), permissions).unwrap();
    let error = replace(&desk.at("a.docx"), b"new").unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
    assert_eq!(desk.read("a.docx"), "signed");
}

#[test]
fn a_folder_that_another_program_is_making_is_left_to_it() {
    let desk = Desk::new();
    let folder = desk.at("content");
    let lock = Lock::take(&paths::beside(&folder, "lock")).unwrap().unwrap();
    let refusal = create(&folder, [("x", &b"1"[..])]).unwrap_err();
    assert_eq!(fault(refusal), ("out-locked", shown(&folder)));
    drop(lock);
    create(&folder, [("x", &b"1"[..])]).unwrap();
    assert_eq!(desk.tree(), ["content/x"]);
}
