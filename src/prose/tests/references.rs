//! References in Markdown and in texts of YAML.

use super::*;
use crate::problem::Fault;

#[test]
fn a_reference_is_found_wherever_text_may_stand() {
    for (text, expected) in [
        ("为{{ air.pm25 }}，", "p[为<24微克/立方米>，]"),
        ("为{{air.pm25}}，", "p[为<24微克/立方米>，]"),
        ("{{ air.levels.优 }}", "p[<201天>]"),
        ("{{ air.good_days }}和_{{ air.good_days }}_", "p[<95.8%>和_<95.8%>_]"),
        ("{{ six.\"PM2.5\" }}", "p[<31>]"),
        ("*{{ air.pm25 }}* [{{ air.pm25 }}](a.md)", "p[em[<24微克/立方米>] a(page:a.md)[<24微克/立方米>]]"),
        ("## 优良率{{ air.good_days }}", "h3#优良率[优良率<95.8%>]"),
        ("| a |\n|---|\n| {{ air.good_days }} |", "table<[a][<95.8%>]"),
        ("- [ ] {{ air.pm25 }}", "ul[li[ ][p[<24微克/立方米>]]]"),
        ("[{{ air.pm25 }}]", "p[[<24微克/立方米>]]"),
        ("{{ report.year }}年", "p[2022年]"),
        ("{{{ air.pm25 }}", "p[{{{ air.pm25 }}]"),
        ("a[^1]\n\n[^1]: {{ air.pm25 }}", "p[a^1] note1[p[<24微克/立方米>]]"),
        ("\\\\{{ air.pm25 }}", "p[\\<24微克/立方米>]"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn the_place_of_a_reference_is_its_path() {
    assert_eq!(asked("一\n城区浓度为{{ air.pm2.5 }}，"), ["air.pm2.5@2:9 \"air.pm2.5\""]);
}

#[test]
fn escaped_references_and_code_are_left_alone() {
    for (text, expected) in [
        ("写\\{{ air.pm25 }}即可", "p[写{{ air.pm25 }}即可]"),
        ("## 写\\{{ a }}", "h3#写-a[写{{ a }}]"),
        ("`{{ air.pm25 }}`", "p[`{{ air.pm25 }}`]"),
        ("```\n{{ air.pm25 }}\n```", "code[{{ air.pm25 }}\n]"),
        ("![{{ air.pm25 }}](data/a.jpg)", "p[img(data/a.jpg \"\")[{{ air.pm25 }}]]"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
        assert_eq!(problems(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_is_no_path_is_reported_and_left_as_text() {
    for (text, expected, problem) in [
        ("为{{ a | b }}，", "p[为{{ a | b }}，]", "bad-value 1:2 \"{{ a | b }}\""),
        ("为{{ }}，", "p[为{{ }}，]", "bad-value 1:2 \"{{ }}\""),
        ("为{{ a.b", "p[为{{ a.b]", "bad-value 1:2 \"{{ a.b\""),
        ("为{{ a..b }}", "p[为{{ a..b }}]", "bad-value 1:2 \"{{ a..b }}\""),
        ("为{{ a\nb }}", "p[为{{ a b }}]", "bad-value 1:2 \"{{ a\""),
        ("## 为{{ a | b }}", "h3#为-a-b[为{{ a | b }}]", "bad-value 1:5 \"{{ a | b }}\""),
        ("为{{ a {{ report.year }}", "p[为{{ a 2022]", "bad-value 1:2 \"{{ a\""),
    ] {
        assert_eq!(shown(text), expected, "{text}");
        assert_eq!(problems(text), [problem], "{text}");
    }
}

#[test]
fn a_line_of_yaml_holds_references_and_no_markdown() {
    let source =
        Source::new("report.yaml", "summary: \"全县**{{ air.pm25 }}**，\\\\{{ x }}，{{ a | b }}\"\n");
    let place = Place::new(&source, 9..source.text().len() - 1);
    let mut report = Report::default();
    let inlines = line("全县**{{ air.pm25 }}**，\\{{ x }}，{{ a | b }}", &place, &mut report);
    assert_eq!(show_line(&inlines), "全县**<24微克/立方米>**，{{ x }}，{{ a | b }}");
    assert_eq!(report.asked, ["air.pm25@1:18 \"air.pm25\""]);
    assert_eq!(
        report.problems.iter().map(problem_text).collect::<Vec<_>>(),
        ["bad-value 1:42 \"{{ a | b }}\""]
    );
    assert!(matches!(&report.problems[0].fault, Fault::ReferenceSyntax { text } if text == "{{ a | b }}"));
    assert_eq!(show_line(&line("{{ air.pm25 }}", &Place::None, &mut report)), "<24微克/立方米>");
}

#[test]
fn line_breaks_between_chinese_make_no_space() {
    for (text, expected) in [
        ("第一行\n第二行", "p[第一行第二行]"),
        ("第一行，\n第二行", "p[第一行，第二行]"),
        ("第一行\n“第二行”", "p[第一行“第二行”]"),
        ("“第一行”\n第二行", "p[“第一行”第二行]"),
        ("first\nsecond", "p[first second]"),
        ("浓度\nPM2.5", "p[浓度 PM2.5]"),
        ("**第一行**\n第二行", "p[strong[第一行]第二行]"),
        ("**第一\n行**\n*第*二行", "p[strong[第一行]em[第]二行]"),
        ("为{{ air.pm25 }}\n同比", "p[为<24微克/立方米>同比]"),
        ("为{{ air.good_days }}\n同比", "p[为<95.8%> 同比]"),
        ("第一行  \n第二行\\\n第三行", "p[第一行⏎第二行⏎第三行]"),
        ("　　第一行\n第二行", "p[第一行第二行]"),
        ("- 　　第一行", "ul[li[p[第一行]]]"),
        ("said “a”\nthen", "p[said “a” then]"),
        ("甲[乙\n丙](a.md)\n丁", "p[甲a(page:a.md)[乙丙]丁]"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}
