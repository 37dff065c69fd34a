//! Each kind of file, before and after.

use proptest::prelude::*;

use super::*;
use crate::model::Period;

const YEARS: Years = Years { from: 2022, to: 2023 };

/// The report of 2022 with these files, made into that of 2023.
fn made(files: &[(&str, &str)]) -> Renewed {
    let folder = tempfile::tempdir().expect("a folder for a while");
    let content = folder.path().join("content");
    let report = ("2022/report.yaml", "title: 2022年工作总结\nyear: 2022\n");
    let plan = "title: 计划\nkind: plan\nitems:\n  - {id: p-1, title: 甲, status: planned}\n";
    let before = [
        ("site.yaml", "title: 示例县年报\n"),
        ("2021/report.yaml", "title: 2021年工作总结\nyear: 2021\n"),
        ("2021/ledgers/plan.yaml", plan),
    ];
    let given = files.iter().map(|(path, text)| (format!("2022/{path}"), *text));
    let all = before.into_iter().chain([report]).map(|(path, text)| (path.to_owned(), text)).chain(given);
    for (path, text) in all {
        let path = content.join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    let (project, problems) =
        crate::load::project(&crate::load::Request { content: content.clone(), theme: None });
    assert!(!crate::problem::has_errors(&problems), "{problems:#?}");
    let project = project.expect("a project");
    let office: Vec<&Draft> = project.reports.iter().map(|draft| &**draft).collect();
    let draft = office.iter().find(|draft| draft.year == 2022).expect("the report of 2022");
    let texts = crate::load::texts(&content.join("2022")).expect("its texts");
    renew(&Earlier { draft, texts: &texts, office: &office, tongue: Tongue::Chinese }, YEARS)
}

fn one(path: &str, text: &str) -> String {
    made(&[(path, text)]).texts[path].clone()
}

#[test]
fn years_in_a_title_move_on_and_those_of_standards_and_plans_of_five_years_do_not() {
    let moved = |text| YEARS.moved(text);
    assert_eq!(moved("2022年工作总结和2023年工作计划"), "2023年工作总结和2024年工作计划");
    assert_eq!(moved("比2021年、2022—2023年度"), "比2022年、2023—2024年度");
    for kept in ["GB 3095—2012", "HJ 633—2022", "2021—2025年规划", "1999年", "12022号", "a2022", "2022-12-20"]
    {
        assert_eq!(moved(kept), kept);
    }
    assert_eq!(moved("二〇二二年工作总结"), "二〇二三年工作总结");
    assert_eq!(moved("一二三四年"), "一二三四年");
}

#[test]
fn definitions_are_kept_and_numbers_are_emptied() {
    let text = "\
# 大气
metrics:
  pm25:
    label: 2022年浓度      # 名称
    unit: μg/m³
    value: 24              # 年均
    previous: 25
    better: lower
    limit: {value: 35, label: 国家二级标准}
    target: {value: 25, label: 考核任务}
    monthly: [38, ~, \"<1\"]
    break: 2022年起换了站点
    status: provisional
    note: 2022年剔除沙尘
    mask: true
  levels: {label: 级别, unit: 天, value: 3, parts: {优: 2, 良: 1}, previous: 4, note: 合计}
  rate: {label: 比例, unit: \"%\", value: = levels.优 / levels * 100}
  none:
    label: 不适用
    value: n/a
    items:
      县城: {甲: 1, 乙: 2}
      园区: 3
    yearly: {2021: 31, 2022: 30}
    note: 各站点年均
checks:
  - levels = 3
";
    insta::assert_snapshot!(one("metrics/air.yaml", text));
}

#[test]
fn open_work_is_carried_and_the_plan_waits_for_an_account() {
    let running = "\
title: 督察问题
kind: rectification
items:
  - id: r-1                # 去年的
    title: 甲
    status: done
    carries: 2021/r-1
  - id: r-2
    title: 乙
    status: overdue
    due: 2022-06
    note: 正在办
    carries: 2021/r-2
  - {id: r-3, title: 丙, status: ongoing}
";
    let plan = "\
# 2023年的计划
title: 2023年工作计划
kind: plan
audience: internal
items:
  - {id: p-1, title: \"{{ a.b }}达标: 甲\", status: planned, lead: 大气科, due: 2023-12, metric: a.b, target: 2.0}
";
    let metrics = "metrics:\n  b: {label: 数, value: 1}\n";
    let made = made(&[("ledgers/r.yaml", running), ("ledgers/plan.yaml", plan), ("metrics/a.yaml", metrics)]);
    assert_eq!((made.items, made.review.as_deref()), (3, Some("ledgers/review.yaml")));
    let ledgers: Vec<String> = made
        .texts
        .iter()
        .filter(|(path, _)| path.starts_with("ledgers/"))
        .map(|(path, text)| format!("=== {path}\n{text}"))
        .collect();
    insta::assert_snapshot!(ledgers.join(""));
}

#[test]
fn the_ledger_that_accounted_for_the_plan_before_does_so_again() {
    let review = "\
title: 2021年计划完成情况
kind: rectification
items:
  - {id: v-1, title: 办完的, status: done, carries: 2021/p-1}
  - {id: v-2, title: 没办完的, status: ongoing}
";
    let plan = "title: 计划\nkind: plan\nitems: [{id: p-1, title: 新的, status: planned}]\n";
    let made = made(&[("ledgers/account.yaml", review), ("ledgers/plan.yaml", plan)]);
    assert_eq!(made.review.as_deref(), Some("ledgers/account.yaml"));
    let text = &made.texts["ledgers/account.yaml"];
    assert!(text.starts_with("title: 2022年计划完成情况\n"), "{text}");
    assert!(!text.contains("办完的, ") && !text.contains("v-1"), "{text}");
    assert!(text.contains("carries: 2022/v-2") && text.contains("carries: 2022/p-1"), "{text}");
    assert_eq!(made.texts["ledgers/plan.yaml"].lines().last(), Some("items: []"));
}

#[test]
fn headings_and_blocks_are_kept_and_prose_becomes_a_comment() {
    let text = "\
---
title: 2022年蓝天
summary: 一句话
source: 大气科
---
开头{{ 没有.的 }}。

<!-- 写给自己的话 -->

## 2022年治理 {#anchor}

第一段<!-- 注 -->。

```chart
of: a.b
title: 先降后升
```

| 表 | 格 |
| --- | --- |
| 1 | `-->` |

```text
不是图
```

```cards
of: [a.b]
```
";
    insta::assert_snapshot!(one("1-air.md", text));
}

#[test]
fn what_was_made_two_years_ago_and_not_written_since_does_not_pile_up() {
    let first = one("1-air.md", "# 大气\n\n话。\n");
    assert_eq!(first, "# 大气\n\n待补\n\n<!-- 2022年原文，供参考，写好后删去：\n\n话。\n\n-->\n");
    assert_eq!(one("1-air.md", &first), "# 大气\n\n待补\n");
}

#[test]
fn a_report_becomes_a_draft_of_the_next_year() {
    let earlier = "\
title: \"2022年工作总结\"   # 标题
year: 2022
period: 2022-01..2022-11
published: 2022-12-20 09:00
updated: 2023-01-15
corrections: 更正
summary: |
  第一行
  第二行
values: [data/air.xlsx]
highlights: [a.b]
draft: false
";
    let texts = BTreeMap::from([("report.yaml".to_owned(), earlier.to_owned())]);
    let (draft, tongue) = (draft(), Tongue::Chinese);
    let earlier = Earlier { draft: &draft, texts: &texts, office: &[&draft], tongue };
    insta::assert_snapshot!(renew(&earlier, YEARS).texts["report.yaml"]);
}

/// A report of 2022 and nothing in it.
fn draft() -> Draft {
    let folder = tempfile::tempdir().expect("a folder for a while");
    std::fs::create_dir_all(folder.path().join("2022")).expect("a folder");
    std::fs::write(folder.path().join("site.yaml"), "title: 年报\n").expect("a file");
    std::fs::write(folder.path().join("2022/report.yaml"), "title: 总结\nyear: 2022\n").expect("a file");
    let request = crate::load::Request { content: folder.path().to_owned(), theme: None };
    crate::load::project(&request).0.expect("a project").reports[0].as_ref().clone()
}

#[test]
fn daily_values_get_a_row_for_each_day_of_the_new_period() {
    let period = YEARS.period(Period::parse("2023-02..2023-02").expect("a period"));
    let text = daily::renew("站点,日期,数值\n甲,2022-02-01,5\n", period);
    assert_eq!(text.lines().count(), 30, "2024 has a 29th of February");
    assert!(text.starts_with("站点,日期,数值\n,2024-02-01,\n") && text.ends_with(",2024-02-29,\n"), "{text}");
}

proptest! {
    #[test]
    fn no_prose_of_last_year_is_seen(pieces in prop::collection::vec(
        prop::sample::select(vec!["话", "-->", "<!--", " --x", "\n\n", "\n", "> ", "- x", "`", "```\n", "<b>", "{{ a.b }}", "|", "#"]), 0..24))
    {
        let earlier = draft();
        let text = format!("# 题\n\n正文{}\n", pieces.concat());
        let texts = BTreeMap::from([("1-a.md".to_owned(), text)]);
        let office = [&earlier];
        let made = renew(&Earlier { draft: &earlier, texts: &texts, office: &office, tongue: Tongue::Chinese }, YEARS);
        let source = crate::source::Source::new("1-a.md", made.texts["1-a.md"].clone());
        let mut rest = source.text();
        let mut seen = String::new();
        while let Some((before, comment)) = rest.split_once("<!--") {
            seen.push_str(before);
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        }
        seen.push_str(rest);
        prop_assert!(!seen.contains("正文"), "{}", source.text());
    }
}
