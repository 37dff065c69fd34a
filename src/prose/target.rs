//! Where links may lead.

use crate::legible::{is_legible, is_legible_in_a_line};

/// What kind of target a link has.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// http, https, mailto or tel.
    Outside(String),
    /// Relative, or an anchor.
    Inside(String),
    /// Anything else.
    Unsafe,
}

/// Judges a target as a browser would read it, which drops control characters and does not mind case.
pub(super) fn judge(written: &str) -> Target {
    let bare: String =
        written.chars().filter(|&c| !(c.is_whitespace() || is_invisible(c)) && is_legible(c)).collect();
    if bare.starts_with(['/', '\\']) && bare[1..].starts_with(['/', '\\']) {
        return Target::Unsafe;
    }
    let head = bare.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    match head.split_once(':') {
        None => Target::Inside(written.to_owned()),
        Some((scheme, _)) => {
            let known = ["http", "https", "mailto", "tel"];
            if known.iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
                let shown = written.trim().chars().filter(|&c| is_legible_in_a_line(c)).collect();
                Target::Outside(shown)
            } else {
                Target::Unsafe
            }
        }
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_four_schemes_lead_outside() {
        for good in ["http://a.cn", "HTTPS://a.cn/x:y", "mailto:a@b.cn", "tel:12369"] {
            assert_eq!(judge(good), Target::Outside(good.to_owned()));
        }
        assert_eq!(judge("java\tscript:alert(1)"), Target::Unsafe);
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "\u{1}javascript:x",
            " javascript:x",
            "java\nscript:x",
            "java\u{FFFE}script:x",
            "/\u{FFFF}/host",
            "\u{200B}javascript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "vbscript:x",
            "//host/x",
            "\\\\host",
            "/\\host",
            "ftp://a",
            "C:\\x",
            "/\t/host",
        ] {
            assert_eq!(judge(bad), Target::Unsafe, "{bad}");
        }
        for inside in ["#a:b", "2-水.md#a:b", "../a.md", "", "?a:b", "/a.md"] {
            assert_eq!(judge(inside), Target::Inside(inside.to_owned()));
        }
    }
}
