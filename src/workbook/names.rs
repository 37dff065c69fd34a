//! Names of sheets: at most 31 characters, without `[ ] : * ? / \`, none twice whatever its case.

use std::collections::BTreeSet;

use crate::legible::is_legible_in_a_line;

/// The most characters that a name may have, counted as UTF-16 does.
const LONGEST: usize = 31;

/// A name that spreadsheets allow and no other sheet has, as near to the one wanted as can be.
pub(super) fn allowed(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String = wanted
        .chars()
        .map(|c| if !is_legible_in_a_line(c) || "[]:*?/\\".contains(c) { '_' } else { c })
        .collect();
    let plain = plain.trim().trim_matches('\'');
    let plain = if plain.is_empty() || plain.eq_ignore_ascii_case("history") { "_" } else { plain };
    let mut name = cut(plain, LONGEST);
    let mut number = 2;
    while !taken.insert(name.to_lowercase()) {
        let end = format!(" ({number})");
        name = cut(plain, LONGEST - end.len()) + &end;
        number += 1;
    }
    name
}

fn cut(text: &str, most: usize) -> String {
    let mut length = 0;
    let fits = |c: &char| {
        length += c.len_utf16();
        length <= most
    };
    text.chars().take_while(fits).collect::<String>().trim_end_matches(['\'', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_allowed_and_none_comes_twice() {
        let mut taken = BTreeSet::new();
        let mut name = |wanted: &str| allowed(wanted, &mut taken);
        assert_eq!(name("大气科"), "大气科");
        assert_eq!(name("大气科"), "大气科 (2)");
        assert_eq!(name("PM2.5[1/2]: a*b?"), "PM2.5_1_2__ a_b_");
        assert_eq!(name("Air"), "Air");
        assert_eq!(name("AIR"), "AIR (2)");
        assert_eq!(name(""), "_");
        assert_eq!(name("'quoted'"), "quoted");
        let long = "一二三四五六七八九十".repeat(4);
        assert_eq!(name(&long).chars().count(), 31);
        assert_eq!(name(&long).chars().count(), 31);
        assert_eq!(name("😀".repeat(20).as_str()).encode_utf16().count(), 30);
    }
}
