//! Templates. Who writes a theme is trusted, but one that goes wrong is told, as far as the engine can see it: a loop
//! that writes nothing and never ends is not.

use super::{build, tree, write};

/// What is said of a theme that has a template of its own.
fn template(name: &str, text: &str) -> String {
    let folder = tree(&[("site.yaml", "title: 示例县年报\ntheme: own\n"), ("2022/1-a.md", "# 甲\n\n乙。\n")]);
    write(&folder.path().join("themes/own/templates"), name, text.as_bytes());
    build(folder.path())
}

#[test]
fn templates_that_include_or_extend_themselves_are_errors() {
    for text in [
        "{% include \"404.html\" %}",
        "{% extends \"404.html\" %}",
        "{% include \"page.html\" %}",
        "{% component a() %}{{ <a/> }}{% endcomponent a %}{{ <a/> }}",
    ] {
        let said = template("404.html", text);
        assert!(said.contains("[template-error]") || !said.contains("error["), "{text}: {said}");
    }
    let said = template("facts.html", "{% include \"facts.html\" %}");
    assert!(said.contains("[template-error]"), "{said}");
}

#[test]
fn templates_nested_a_hundred_thousand_deep_are_refused() {
    for (open, close) in [
        ("{% if page %}", "{% endif %}"),
        ("{% for a in page %}", "{% endfor %}"),
        ("{{ (", ""),
        ("{{ [", ""),
        ("{{ not ", ""),
        ("{{ -", ""),
        ("{{ page", ""),
        ("{# ", " #}"),
    ] {
        let text = match open {
            "{{ page" => format!("{{{{ page{} }}}}", ".a".repeat(100_000)),
            open if open.starts_with("{{ ") => format!("{{{{ {} }}}}", open[3..].repeat(100_000)),
            open => format!("{}{}", open.repeat(100_000), close.repeat(100_000)),
        };
        let said = template("404.html", &text);
        assert!(said.contains("[template-error]") || open == "{# ", "{open}: {said}");
    }
    let sum = format!("{{{{ 1{} }}}}", " + 1".repeat(100_000));
    assert!(template("404.html", &sum).contains("[template-error]"));
}

#[test]
fn a_template_that_writes_without_end_is_stopped_and_named() {
    let said = template(
        "404.html",
        "{% for a in range(end=100000) %}{% for b in range(end=100000) %}甲甲甲甲甲甲甲甲\
                                     {% endfor %}{% endfor %}",
    );
    assert!(said.contains("more than 32 MB") && said.contains("themes/own/templates/404.html"), "{said}");
    let said = template("404.html", "{% for a in range(end=999999999999) %}{% endfor %}");
    assert!(said.contains("[template-error]"), "{said}");
}
