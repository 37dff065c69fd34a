//! Links, pictures and what they may not lead to.

use super::*;

#[test]
fn links_lead_outside_or_are_asked_for() {
    for (text, expected) in [
        ("[水](https://a.cn/b?c=d)", "p[a(https://a.cn/b?c=d)[水]]"),
        ("[电话](tel:12369)", "p[a(tel:12369)[电话]]"),
        ("<https://a.cn>和<a@b.cn>", "p[a(https://a.cn)[https://a.cn]和a(mailto:a@b.cn)[a@b.cn]]"),
        ("[水](2-clear-water.md#水源)", "p[a(page:2-clear-water.md#水源)[水]]"),
        ("[水](#水源)", "p[a(#水源)[水]]"),
        ("[**水**][w]\n\n[w]: b.md", "p[a(page:b.md)[strong[水]]]"),
        ("[**水**](gone.md)后", "p[strong[水]后]"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
        assert_eq!(problems(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(asked("见[水](gone.md)"), ["gone.md@1:6 \"gone.md\""]);
}

#[test]
fn unsafe_links_are_reported_and_only_their_text_remains() {
    for (text, expected, problem) in [
        ("[水](javascript:alert(1))", "p[水]", "unsafe-link 1:5 \"javascript:alert(1)\""),
        ("[水](JaVaScript:x)", "p[水]", "unsafe-link 1:5 \"JaVaScript:x\""),
        ("[水](&#106;avascript:x)", "p[水]", "unsafe-link 1:1 \"[水](&#106;avascript:x)\""),
        ("[水](<java&#10;script:x>)", "p[水]", "unsafe-link 1:1 \"[水](<java&#10;script:x>)\""),
        ("[水](//evil.cn)", "p[水]", "unsafe-link 1:5 \"//evil.cn\""),
        ("[水](data:text/html,x)", "p[水]", "unsafe-link 1:5 \"data:text/html,x\""),
        ("<javascript:x>", "p[javascript:x]", "unsafe-link 1:2 \"javascript:x\""),
        ("![水](https://a.cn/a.jpg)", "p[水]", "unsafe-link 1:6 \"https://a.cn/a.jpg\""),
        ("![水](//a.cn/a.jpg)", "p[水]", "unsafe-link 1:6 \"//a.cn/a.jpg\""),
    ] {
        assert_eq!(shown(text), expected, "{text}");
        assert_eq!(problems(text), [problem], "{text}");
    }
}

#[test]
fn pictures_need_an_alternative_text() {
    assert_eq!(shown("![**厂**区](data/a.jpg \"题\")"), "p[img(data/a.jpg \"题\")[厂区]]");
    assert_eq!(shown("![](data/a.jpg)"), "p[img(data/a.jpg \"\")[]]");
    assert_eq!(problems("见![](data/a.jpg)"), ["missing-alt 1:2 \"![](data/a.jpg)\""]);
    assert_eq!(shown("![厂](data/gone.jpg)"), "p[厂]");
    assert_eq!(asked("![厂](data/gone.jpg)"), ["data/gone.jpg@1:6 \"data/gone.jpg\""]);
}
