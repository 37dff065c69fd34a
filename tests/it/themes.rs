//! The second theme of the repository: it changes what it says it changes, and nothing else.

use std::collections::BTreeSet;

use crate::fixture::{Site, built, root};

/// Where the imprint of a report is, which the second theme sets in another way.
const WITH_IMPRINT: [&str; 4] =
    ["2021/full/index.html", "2021/index.html", "2022/full/index.html", "2022/index.html"];

fn sample(theme: &str) -> Site {
    built(&root().join("content"), &["--theme", theme])
}

/// A page in three: what stands before its imprint, the imprint, and what stands after.
fn around_imprint(html: &str) -> (&str, &str, &str) {
    let from = html.find("<dl class=\"facts\">").expect("the page has an imprint");
    let to = from + html[from..].find("</dl>").expect("it ends");
    (&html[..from], &html[from..to], &html[to..])
}

/// A style sheet's tokens with their values, in order.
fn tokens(css: &str) -> Vec<(&str, &str)> {
    let parts = css.split([';', '{', '}']);
    parts.filter_map(|part| part.split_once(':')).map(|(name, value)| (name.trim(), value.trim())).collect()
}

#[test]
fn a_theme_of_tokens_and_one_template_leaves_all_else_as_it_is() {
    let (usual, official) = (sample("default"), sample("official"));
    let (before, after) = (usual.files(), official.files());
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());

    // The list of the site's files has the sizes of those that differ, and charts for paper hold their colours.
    let pages = before.keys().filter(|path| *path != ".nianbao.json" && !path.ends_with(".svg"));
    let changed: BTreeSet<&str> =
        pages.filter(|path| before.get(*path) != after.get(*path)).map(String::as_str).collect();
    let expected: BTreeSet<&str> = WITH_IMPRINT.into_iter().chain(["assets/tokens.css"]).collect();
    assert_eq!(changed, expected);

    for path in WITH_IMPRINT {
        let (before, after) = (usual.text(path), official.text(path));
        let ((head, _, tail), (new_head, imprint, new_tail)) =
            (around_imprint(&before), around_imprint(&after));
        assert_eq!((head, tail), (new_head, new_tail), "{path}");
        assert!(imprint.contains("<dt>发布</dt><dd>示例县生态环境局 <span"), "{path}: {imprint}");
    }
}

#[test]
fn a_theme_keeps_the_tokens_that_it_does_not_name() {
    let (usual, official) = (sample("default"), sample("official"));
    let (before, after) = (usual.text("assets/tokens.css"), official.text("assets/tokens.css"));
    let (before, after) = (tokens(&before), tokens(&after));
    let value = |of: &[(&str, &str)], name: &str| {
        of.iter().find(|(token, _)| *token == name).map(|(_, value)| (*value).to_owned())
    };
    assert_eq!(value(&after, "--main").as_deref(), Some("#9e1b1e"));
    for kept in ["--paper", "--ink", "--part-1", "--aqi-4", "--measure", "--serif"] {
        assert!(value(&before, kept).is_some(), "{kept} is a token");
        assert_eq!(value(&after, kept), value(&before, kept), "{kept}");
    }
}
