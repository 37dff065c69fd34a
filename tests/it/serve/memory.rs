//! That the preview's memory stays flat. Takes a while, so it runs when asked for:
//! `cargo test --release --test it serve::memory -- --ignored --nocapture`.

use std::fs;

use super::{Preview, until};
use crate::fixture::root;

/// How many edits are made.
const EDITS: usize = 1000;

#[test]
#[cfg(target_os = "linux")]
#[ignore = "a thousand edits take some minutes"]
fn memory_stays_flat_over_a_thousand_edits() {
    let preview = Preview::with(&root().join("content"), &[]);
    let file = preview.content().join("2022/2-problems.md");
    let text = fs::read_to_string(&file).expect("a file");
    let resident = || {
        let status = fs::read_to_string(format!("/proc/{}/status", preview.child.id())).expect("its state");
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("its memory");
        line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).expect("a number")
    };
    let mut after = Vec::new();
    for edit in 1..=EDITS {
        // Every tenth has an error, and every page is asked for now and then.
        let wrong = if edit % 10 == 0 { "{{ no.such }}" } else { "" };
        fs::write(&file, format!("{text}\n第{edit}次改动{wrong}，后面还有许多文字。\n")).expect("a file");
        until("the round", || (preview.rounds().len() == edit).then_some(()));
        preview.get("/2022/problems/");
        if edit % 100 == 0 {
            after.push(resident());
            println!("{edit} edits: {} kB", after[after.len() - 1]);
        }
    }
    let (early, late) = (after[1], after[after.len() - 1]);
    assert!(late < early + early / 4, "{early} kB after 200 edits, {late} kB after {EDITS}");
}
