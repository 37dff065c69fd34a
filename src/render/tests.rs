//! What holds for every page of a site.

use std::collections::{BTreeMap, BTreeSet};

use super::Page;
use super::sample::{pages, report, site, theme};
use crate::model::{Audience, BlockKind, FigureText, FormulaPiece, Shown, Status, Value};

fn page(pages: &[Page], path: &str) -> String {
    let page = pages.iter().find(|page| page.path == path).unwrap();
    String::from_utf8(page.bytes.clone()).unwrap()
}

fn html(pages: &[Page]) -> impl Iterator<Item = (&str, &str)> {
    pages
        .iter()
        .filter(|page| page.path.ends_with(".html"))
        .map(|page| (page.path.as_str(), std::str::from_utf8(&page.bytes).unwrap()))
}

/// The values of an attribute on a page.
fn attributes<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    text.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_sample_can_be_looked_at() {
    let Some(out) = std::env::var_os("RENDER_SAMPLE_OUT") else {
        return;
    };
    let sites = [
        ("public", pages("zh-Hans", Audience::Public)),
        ("internal", pages("zh-Hans", Audience::Internal)),
        ("english", pages("en", Audience::Public)),
    ];
    for (name, pages) in sites {
        for page in pages {
            let path = std::path::Path::new(&out).join(name).join(&page.path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, page.bytes).unwrap();
        }
    }
}

#[test]
fn every_link_leads_to_a_page_and_an_anchor_that_exist() {
    let pages = pages("zh-Hans", Audience::Public);
    let files: BTreeSet<&str> = pages.iter().map(|page| page.path.as_str()).collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> =
        html(&pages).map(|(path, text)| (path, attributes(text, "id").into_iter().collect())).collect();
    for (path, text) in html(&pages).filter(|(path, _)| *path != "404.html") {
        for link in attributes(text, "href").into_iter().chain(attributes(text, "src")) {
            if link.starts_with("https://") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.to_owned() } else { resolve(path, &decode(file)) };
            assert!(files.contains(target.as_str()), "{path}: {link} -> {target}");
            if !anchor.is_empty() {
                assert!(ids[target.as_str()].contains(decode(anchor).as_str()), "{path}: {link}");
            }
        }
    }
}

fn resolve(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

pub(super) fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let hex: Vec<u8> = rest.by_ref().take(2).collect();
            bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn ids_and_titles_are_unique_and_nothing_is_styled_or_scripted_in_line() {
    let pages = pages("zh-Hans", Audience::Public);
    let mut titles = BTreeSet::new();
    for (path, text) in html(&pages) {
        let ids = attributes(text, "id");
        let unique: BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{path}: {ids:?}");
        assert_eq!(text.matches("<main").count(), 1, "{path}");
        assert_eq!(text.matches("<h1").count(), 1, "{path}");
        assert!(!text.contains("<style") && !text.contains(" style="), "{path}");
        let scripts = text.split("<script").skip(1);
        // A block of data runs nothing, and holds no element.
        let is_data = |script: &&str| script.starts_with(" type=\"application/ld+json\">{");
        for script in scripts.filter(|script| !is_data(script)) {
            assert!(
                script.starts_with(" src=\"") && script.contains("\" defer></script>"),
                "{path}: {script}"
            );
        }
        assert!(text.contains("示例数据"), "{path}");
        let title = text.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next());
        assert!(titles.insert(title.unwrap().to_owned()), "{path}: {title:?}");
    }
}

#[test]
fn an_internal_site_says_so_on_every_page() {
    for (path, text) in html(&pages("zh-Hans", Audience::Internal)) {
        assert!(text.contains("内部资料") && text.contains("noindex"), "{path}");
    }
}

#[test]
fn both_languages_have_the_same_words_and_every_word_is_used() {
    let (chinese, english) = (theme("zh-Hans").interface, theme("en").interface);
    let keys = |words: &BTreeMap<String, String>| words.keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&chinese), keys(&english));
    let places = |text: &str| {
        let mut found: Vec<String> =
            text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).map(str::to_owned).collect();
        found.sort();
        found
    };
    for (key, word) in &chinese {
        assert_eq!(places(word), places(&english[key]), "{key}");
    }
    pages("en", Audience::Public);
}

#[test]
fn a_site_renders_to_the_same_bytes_each_time() {
    assert!(pages("zh-Hans", Audience::Public) == pages("zh-Hans", Audience::Public));
}

#[test]
fn the_style_sheets_stay_small() {
    let pages = pages("zh-Hans", Audience::Public);
    let sheets = ["assets/tokens.css", "assets/site.css", "assets/text.css"];
    let size: usize = sheets.iter().map(|path| page(&pages, path).len()).sum();
    assert!(size <= 34_000, "{size}");
    for (script, most) in [("figures.js", 4_096), ("marks.js", 7_424)] {
        let size = page(&pages, &format!("assets/{script}")).len();
        assert!(size <= most, "{script}: {size}");
    }
}

#[test]
fn figures_are_written_for_machines() {
    let pages = pages("zh-Hans", Audience::Public);
    let csv = page(&pages, "2022/figures/figures.csv");
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(
        lines[0],
        "id,label,unit,value,status,previous,yoy,limit,target,better,source,department,note"
    );
    assert_eq!(
        lines[2],
        "air.pm25,PM2.5平均浓度,微克/立方米,24,known,25,-4.0,35,,,县城区空气自动监测站,大气科,"
    );
    assert_eq!(
        lines.last().unwrap(),
        &"law.cases,行政处罚案件,件,,masked,,,,,,执法大队台账,大气科,依法不予公开"
    );
    let json = page(&pages, "2022/figures/figures.json");
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["report"]["period"], "2022-01..2022-11");
    assert!(json.contains(r#""value": 0.9, "status": "known", "previous": 1.0"#));
    assert!(value["figures"][12]["value"].is_null());
    assert_eq!(
        page(&pages, "2022/figures/charts/air-pm25-month.csv").lines().take(2).collect::<Vec<_>>(),
        ["月份,2022年（微克/立方米）,2021年（微克/立方米）,年均限值（微克/立方米）", "1月,37,41,35"]
    );
}

#[test]
fn a_template_that_asks_for_what_is_not_there_is_a_problem_with_a_place() {
    let mut theme = theme("zh-Hans");
    theme.templates.insert(
        "404.html".to_owned(),
        "{% extends \"page.html\" %}\n{% block main %}{{ page.titel }}{% endblock main %}".into(),
    );
    let setting = setting(&report(2022));
    let renderer = super::Renderer::new(&theme, &site(), setting).unwrap();
    let problems = renderer.front().unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].place.file().as_deref(), Some("themes/default/templates/404.html"));
    assert_eq!(problems[0].place.position().map(|at| at.line), Some(2));
}

/// The relative luminance of a colour by WCAG 2: `#rrggbb` or `#rgb`.
fn luminance(colour: &str) -> f64 {
    let hex = colour.trim_start_matches('#');
    let long: String =
        if hex.len() == 3 { hex.chars().flat_map(|c| [c, c]).collect() } else { hex.to_owned() };
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&long[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

#[test]
fn text_and_marks_stand_out_from_their_ground_by_day_and_by_night() {
    let theme = theme("zh-Hans");
    let group = |name: &str| theme.tokens[name].iter().cloned().collect::<BTreeMap<String, String>>();
    let day = group("light");
    let mut night = day.clone();
    night.extend(group("dark"));
    for (mode, tokens) in [("day", day), ("night", night)] {
        let ratio = |ink: &str, ground: &str| {
            let (a, b) = (luminance(&tokens[ink]), luminance(&tokens[ground]));
            (a.max(b) + 0.05) / (a.min(b) + 0.05)
        };
        for ink in ["ink", "ink-2", "ink-3", "main", "accent"] {
            for ground in ["paper", "paper-2"] {
                assert!(ratio(ink, ground) >= 4.5, "{mode}: {ink} on {ground} {:.2}", ratio(ink, ground));
            }
        }
        for (ink, ground, least) in [
            ("main", "main-tint", 4.5),
            ("accent", "accent-tint", 4.5),
            ("cover-ink", "cover", 4.5),
            ("cover-ink-2", "cover", 4.5),
            ("cover-mark", "cover", 3.0),
            ("cover-bar", "cover", 3.0),
            ("rule-ui", "paper", 3.0),
            ("c-focus", "paper", 3.0),
            ("c-last", "paper", 3.0),
            ("c-axis", "paper", 3.0),
        ] {
            assert!(ratio(ink, ground) >= least, "{mode}: {ink} on {ground} {:.2}", ratio(ink, ground));
        }
        for level in 1..=6 {
            for scale in ["aqi", "water"] {
                let fill = format!("{scale}-{level}");
                assert!(
                    ratio(&format!("{fill}-edge"), "paper") >= 2.9 || ratio(&fill, "paper") >= 3.0,
                    "{mode}: {fill}"
                );
                assert!(ratio(&format!("{fill}-ink"), &fill) >= 3.0, "{mode}: ink on {fill}");
            }
        }
    }
}

#[test]
fn several_offices_stand_under_their_folders() {
    let reports: Vec<_> = ["east", "west"]
        .iter()
        .map(|office| crate::model::Report { path: format!("{office}/2022"), ..report(2022) })
        .collect();
    let entries = reports.iter().map(super::Entry::from).collect();
    let setting = super::Setting::of(Audience::Public, entries, Vec::new());
    let renderer = super::Renderer::new(&theme("zh-Hans"), &site(), setting).unwrap();
    let home = page(&renderer.front().unwrap(), "index.html");
    assert!(home.find("class=\"folder\">east").unwrap() < home.find("class=\"folder\">west").unwrap());
    assert!(home.contains("href=\"west/2022/index.html\"") && !home.contains("class=\"panel latest\""));
    let cover = page(&renderer.report(&reports[1]).unwrap(), "west/2022/index.html");
    assert!(
        cover.contains("<title>2022年工作总结和2023年工作计划 - west - 示例县生态环境局年度工作总结</title>")
    );
}

/// The setting of a site of one report.
fn setting(report: &crate::model::Report) -> super::Setting {
    let entries = vec![super::Entry::from(report)];
    super::Setting::of(Audience::Public, entries, Vec::new())
}

/// The legend of a page.
fn legend(text: &str) -> &str {
    text.split("<div class=\"symbols\"").nth(1).and_then(|rest| rest.split("</div>").next()).unwrap_or("")
}

#[test]
fn a_page_explains_the_symbols_that_it_shows_and_no_others() {
    let pages = pages("zh-Hans", Audience::Public);
    let chapter = page(&pages, "2022/work/battles/蓝天/index.html");
    let found = legend(&chapter);
    assert!(found.contains("未公开：") && !found.contains("暂缺") && !found.contains("初步数"), "{found}");
    let figures = page(&pages, "2022/figures/index.html");
    let found = legend(&figures);
    for word in ["未公开：", "暂缺：", "不可比：", "—："] {
        assert!(found.contains(word), "{word} {found}");
    }
    assert!(!found.contains("不适用") && !found.contains("修订数"), "{found}");
    assert_eq!(legend(&page(&pages, "2022/problems/index.html")), "");
    assert_eq!(legend(&page(&pages, "index.html")), "");
}

#[test]
fn the_list_of_a_chapter_shows_how_a_figure_was_computed_and_why_it_cannot_be_compared() {
    let mut report = report(2022);
    let row = &mut report.chapters[0].children[0].children[0].figures[0];
    let input = |label: &str, number: &str| FormulaPiece::Input {
        label: label.to_owned(),
        value: FigureText {
            metric: None,
            before: String::new(),
            shown: Shown::Number { text: number.to_owned(), machine: number.to_owned() },
            after: "天".to_owned(),
            status: Status::Final,
        },
    };
    row.formula = vec![input("优", "201"), FormulaPiece::Text(" ÷ ".to_owned()), input("级别天数", "334")];
    row.break_reason = Some("执行新标准".to_owned());
    row.status = Status::Provisional;
    let setting = setting(&report);
    let renderer = super::Renderer::new(&theme("zh-Hans"), &site(), setting).unwrap();
    let chapter = page(&renderer.report(&report).unwrap(), "2022/work/battles/蓝天/index.html");
    let row =
        chapter.split("<tr id=\"figure-air.good_days\">").nth(1).and_then(|rest| rest.split("</tr>").next());
    assert_eq!(
        row.unwrap(),
        "<th scope=\"row\">空气质量优良率</th><td class=\"num this\"><data class=\"figure\" \
         data-metric=\"air.good_days\" value=\"95.8\">95.8</data>%<small class=\"status\">初步数</small></td>\
         <td class=\"num last\">97.9%</td><td>县城区空气自动监测站\
         </td><td>大气科</td><td class=\"quiet\"><small class=\"formula\">空气质量优良率 = 优 201天\
         \x20÷ 级别天数 334天</small><small>与去年不可比：执行新标准</small></td>"
    );
    assert!(legend(&chapter).contains("初步数：") && legend(&chapter).contains("不可比："));
}

#[test]
fn a_csv_of_a_chart_says_why_a_cell_is_empty_only_where_one_is() {
    let mut report = report(2022);
    let found = report.chapters[0].children[0].children[0].blocks.iter_mut();
    let mut charts = found.filter_map(|block| match &mut block.kind {
        BlockKind::Chart(chart) => Some(chart),
        _ => None,
    });
    let points = &mut charts.next().unwrap().series[0].points;
    for (at, value) in [Value::Masked, Value::Missing, Value::NotApplicable, Value::BelowUnit(1.into())]
        .into_iter()
        .enumerate()
    {
        points[at].value = value;
    }
    points[4].status = Status::Provisional;
    let setting = setting(&report);
    let renderer = super::Renderer::new(&theme("zh-Hans"), &site(), setting).unwrap();
    let csv = page(&renderer.report(&report).unwrap(), "2022/figures/charts/air-pm25-month.csv");
    assert_eq!(
        csv.lines().take(7).collect::<Vec<_>>(),
        [
            "月份,2022年（微克/立方米）,2021年（微克/立方米）,年均限值（微克/立方米）,2022年状态",
            "1月,,41,35,masked",
            "2月,,36,35,missing",
            "3月,,31,35,not-applicable",
            "4月,,25,35,below-unit",
            "5月,21,22,35,provisional",
            "6月,18,20,35,known",
        ]
    );
}
