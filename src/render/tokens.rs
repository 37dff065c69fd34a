//! The theme's tokens as CSS custom properties: light, dark where the reader's system is dark, and paper.

use std::collections::BTreeMap;

/// The style sheet of a theme's tokens: each (`paper`, `#fff`) becomes `--paper: #fff`.
pub(super) fn css(tokens: &BTreeMap<String, Vec<(String, String)>>) -> String {
    let group = |name: &str| tokens.get(name).map_or(&[][..], Vec::as_slice);
    let mut out = String::from(":root {\n  color-scheme: light dark;\n");
    declare(&mut out, group("size"), "  ");
    declare(&mut out, group("light"), "  ");
    out.push_str("}\n");
    for (media, name) in [("(prefers-color-scheme: dark)", "dark"), ("print", "print")] {
        out.push_str(&format!("@media {media} {{\n  :root {{\n"));
        if name == "print" {
            out.push_str("    color-scheme: light;\n");
            declare(&mut out, group("light"), "    ");
        }
        declare(&mut out, group(name), "    ");
        out.push_str("  }\n}\n");
    }
    out
}

fn declare(out: &mut String, tokens: &[(String, String)], indent: &str) {
    for (name, value) in tokens {
        out.push_str(&format!("{indent}--{name}: {value};\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_become_properties_for_screen_dark_and_paper() {
        let tokens = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>()
        };
        let css = css(&BTreeMap::from([
            ("light".to_owned(), tokens(&[("paper", "#ffffff"), ("ink", "#162226")])),
            ("dark".to_owned(), tokens(&[("paper", "#0f1719")])),
            ("print".to_owned(), tokens(&[("ink", "#111")])),
            ("size".to_owned(), tokens(&[("measure", "684px")])),
        ]));
        assert_eq!(
            css,
            ":root {\n  color-scheme: light dark;\n  --measure: 684px;\n  --paper: #ffffff;\n  --ink: #162226;\n}\n\
             @media (prefers-color-scheme: dark) {\n  :root {\n    --paper: #0f1719;\n  }\n}\n\
             @media print {\n  :root {\n    color-scheme: light;\n    --paper: #ffffff;\n    --ink: #162226;\n    \
             --ink: #111;\n  }\n}\n"
        );
    }
}
