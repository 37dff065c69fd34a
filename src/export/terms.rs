//! Terms and units as documents set them: lowered and raised, in plain digits. Enter at [`pieces`].

use crate::model::text::{Script, runs};

/// A text in pieces, its terms lowered and raised, its raised and lowered digits as plain ones: the fonts of the
/// standard lack them.
pub(super) fn pieces(text: &str) -> Vec<(String, Script)> {
    let mut out: Vec<(String, Script)> = Vec::new();
    for run in runs(text) {
        for (at, c) in run.text.chars().enumerate() {
            let (c, script) = plain_digit(c).unwrap_or((c, run.script));
            match out.last_mut() {
                Some((text, last)) if *last == script && at > 0 => text.push(c),
                _ => out.push((c.to_string(), script)),
            }
        }
    }
    out
}

fn plain_digit(c: char) -> Option<(char, Script)> {
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉";
    let digit = |at: usize| char::from_digit(u32::try_from(at).ok()?, 10);
    let place = |digits: &str| digits.chars().position(|digit| digit == c);
    match (place(RAISED), place(LOWERED)) {
        (Some(at), _) => Some((digit(at)?, Script::Sup)),
        (None, Some(at)) => Some((digit(at)?, Script::Sub)),
        (None, None) => None,
    }
}
