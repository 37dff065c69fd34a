//! Which files are none of the content: what the loader leaves out, and what editors and office programs put beside a
//! file while they have it open or save it.

use crate::load::is_left_out;

/// Whether a change of a file or folder of this name changes nothing that is published.
pub(super) fn is_passing(name: &str) -> bool {
    let swap = [".swp", ".swo", ".swx", ".tmp", ".temp", ".part", ".crswap", "~"];
    // `4913` is what vim makes to see whether it may write; `~$` begins the lock of an office program.
    is_left_out(name)
        || name.starts_with('#')
        || name.starts_with("~$")
        || swap.iter().any(|ending| name.ends_with(ending))
        || name.ends_with(".TMP")
        || name == "4913"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_editors_put_beside_a_file_is_passing() {
        for name in [
            ".1-air.md.swp",
            ".#1-air.md",
            "#1-air.md#",
            "1-air.md~",
            "4913",
            "~$数据.xlsx",
            ".~lock.数据.xlsx#",
            "1-air.md.tmp",
            "8F3A0000.tmp",
            "1-air.md.crswap",
            "_草稿.md",
            ".git",
            ".DS_Store",
        ] {
            assert!(is_passing(name), "{name}");
        }
        for name in ["1-大气.md", "数据 (1).xlsx", "report.yaml", "2022", "a~b.md", "tmp", "49130"] {
            assert!(!is_passing(name), "{name}");
        }
    }
}
