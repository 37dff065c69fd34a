//! Non-interference: whatever the hidden values are, the public site and all that is exported are the same, byte for
//! byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use nianbao::model::Audience;
use proptest::prelude::*;
use walkdir::WalkDir;

use crate::outputs;

/// The site of the fixture and its documents with their hidden places filled in; nothing if these values give errors.
fn site(hidden: &[String; 8], text: &str, audience: Audience) -> Option<BTreeMap<String, Vec<u8>>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = folder.path().join("content");
    copy(Path::new("tests/fixtures/hidden"), &content, |written| {
        hidden.iter().enumerate().fold(written.replace("HIDDENTEXT", text), |text, (at, value)| {
            text.replace(&format!("HIDDEN{}", at + 1), value)
        })
    });
    outputs::all(&content, audience).1
}

/// What a document says: the text of its package.
fn said(document: &[u8]) -> String {
    let parts = crate::docx::parts(document);
    parts.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect()
}

fn copy(from: &Path, to: &Path, fill: impl Fn(&str) -> String) {
    for entry in WalkDir::new(from).into_iter().flatten() {
        let target = to.join(entry.path().strip_prefix(from).expect("below the folder"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).expect("a folder");
        } else {
            fs::write(&target, fill(&fs::read_to_string(entry.path()).expect("a text"))).expect("a file");
        }
    }
}

fn baseline() -> [String; 8] {
    ["9", "8", "1", "2", "3", "2", "4", "5"].map(str::to_owned)
}

/// A hidden value: small, huge, equal to last year's or to a limit, negative, zero, with places, or none.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..40i32).prop_map(|n| n.to_string()),
        (1..9_000_000_000_000i64).prop_map(|n| n.to_string()),
        (-500..0i32).prop_map(|n| n.to_string()),
        (0..1000i32, 0..1000i32).prop_map(|(a, b)| format!("{a}.{b:03}")),
        prop_oneof![Just("0"), Just("7"), Just("10"), Just("12"), Just("0.0001"), Just("~"), Just("n/a")]
            .prop_map(str::to_owned),
        Just("\"**\"".to_owned()),
        Just("\"<1\"".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn the_public_site_is_the_same_whatever_the_hidden_values_are(
        hidden in proptest::array::uniform8(value()),
        text in "[甲乙丙丁0-9]{1,12}",
    ) {
        let expected = site(&baseline(), "原文", Audience::Public).unwrap();
        if let Some(found) = site(&hidden, &text, Audience::Public) {
            let paths: Vec<_> = expected.keys().collect();
            prop_assert_eq!(paths, found.keys().collect::<Vec<_>>());
            for (path, bytes) in &expected {
                let (a, b) = (bytes, &found[path]);
                prop_assert!(a == b, "{path} differs for {hidden:?}");
            }
        }
    }
}

#[test]
fn the_internal_site_does_show_them() {
    let mut hidden = baseline();
    hidden[0] = "4711".to_owned();
    let shows = |audience| {
        let site = site(&hidden, "只给本局看", audience).unwrap();
        let pages = site.iter().filter(|(path, _)| !path.ends_with(".docx"));
        let pages: String = pages.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
        let documents = site.iter().filter(|(path, _)| path.ends_with(".docx"));
        let documents: String = documents.map(|(_, bytes)| said(bytes)).collect();
        let marked = documents.contains("内部资料");
        [&pages, &documents].map(|text| (text.contains("4711"), text.contains("只给本局看"), marked))
    };
    assert_eq!(shows(Audience::Internal), [(true, true, true); 2]);
    assert_eq!(shows(Audience::Public), [(false, false, false); 2]);
}

#[test]
fn no_history_leads_through_an_internal_item() {
    let site = |audience| site(&baseline(), "内部的话", audience).unwrap();
    let page =
        |site: &BTreeMap<String, Vec<u8>>, path: &str| String::from_utf8_lossy(&site[path]).into_owned();
    let (public, internal) = (site(Audience::Public), site(Audience::Internal));
    let law = "2023/law/index.html";
    assert!(page(&internal, law).contains("2021年列入计划 → 2022年整改中 → 2023年已完成"));
    let shown = page(&public, law);
    let row = |id: &str| {
        let from = shown.find(&format!("id=\"ledgers-work-table-{id}\"")).expect("the row of an item");
        shown[from..from + shown[from..].find("</tr>").expect("its end")].to_owned()
    };
    assert!(!row("w-2").contains("2022年"), "{}", row("w-2"));
    assert!(row("w-3").contains("2022年整改中") && !row("w-3").contains("2021年"), "{}", row("w-3"));
    assert!(row("w-5").contains("2022年原列“处罚**件的后续”"), "{}", row("w-5"));
    let told = "2022/figures/accounts/index.html";
    let figures = page(&public, told);
    assert!(figures.contains("共2项：办结1项、未说明1项"), "{figures}");
    assert!(page(&internal, told).contains("共5项"));
}
