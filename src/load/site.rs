//! `site.yaml` and `report.yaml`.

use serde::Deserialize;

use super::Context;
use super::field::{ASTERISKS, Fields};
use super::shapes::RawIds;
use super::yaml::{Read, read as read_yaml};
use super::yaml_walk::Yaml;
use crate::model::{
    Asterisks, Draft, Government, Organisation, Period, Rounding, Site, Spot, Stamp, TypedFigures,
};
use crate::problem::{Expected, Place};

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "site.yaml：整个网站")]
pub(super) struct RawSite {
    #[schemars(description = "网站标题，必填。", required)]
    title: Option<String>,
    #[schemars(description = "网站语言，BCP 47 标签，默认 zh-Hans。")]
    language: Option<String>,
    #[schemars(description = "主题，themes/ 下的文件夹名，默认 default。")]
    theme: Option<String>,
    #[schemars(description = "网站发布后的地址，以 https:// 开头；站点地图、订阅源和规范链接要用。", extend("format" = "uri"))]
    base_url: Option<String>,
    #[schemars(description = "时区，如 \"+08:00\"。", extend("pattern" = "^[+-](0[0-9]|1[0-4]):[0-5][0-9]$"))]
    timezone: Option<String>,
    #[schemars(description = "为 true 时每页标明所示为示例数据。")]
    sample: Option<bool>,
    #[schemars(description = "主办单位。")]
    organisation: Option<RawOrganisation>,
    #[schemars(description = "政府网站的页面标签和备案信息。")]
    government_site: Option<RawGovernment>,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawOrganisation {
    #[schemars(description = "单位全称。")]
    name: Option<String>,
    #[schemars(description = "地址。")]
    address: Option<String>,
    #[schemars(description = "电话。")]
    phone: Option<String>,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawGovernment {
    #[schemars(description = "SiteName，政府网站名称。")]
    name: Option<String>,
    #[schemars(description = "SiteDomain，域名。")]
    domain: Option<String>,
    #[schemars(description = "SiteIDCode，网站标识码。")]
    id_code: Option<String>,
    #[schemars(description = "ColumnName，栏目名称。")]
    column: Option<String>,
    #[schemars(description = "ColumnDescription，栏目介绍。")]
    column_description: Option<String>,
    #[schemars(description = "ColumnKeywords，栏目关键词。")]
    column_keywords: Option<String>,
    #[schemars(description = "ColumnType，栏目类别。")]
    column_type: Option<String>,
    #[schemars(description = "ICP 备案号。")]
    icp: Option<String>,
    #[schemars(description = "公安备案号。")]
    public_security: Option<String>,
}

/// Reads `site.yaml`; what could not be read is left at its default.
pub(super) fn read_site(yaml: &Yaml<'_>, context: &mut Context<'_>) -> Site {
    let Some(Read { raw, marks }) = read_yaml::<RawSite>(yaml, &mut context.problems) else {
        return default_site();
    };
    let RawSite { title, language, theme, base_url, timezone, sample, organisation, government_site } = raw;
    let mut fields = Fields::new(&marks, yaml.source);
    let title = fields.required(&[], "title", title).unwrap_or_default();
    let base_url = fields.parsed(&["base_url"], base_url, (parse_base_url, Expected::BaseUrl));
    let timezone = fields.parsed(&["timezone"], timezone, (parse_timezone, Expected::Timezone));
    let theme = theme.unwrap_or_else(|| "default".to_owned());
    let theme_place = fields.text_place(&["theme"]);
    let government = government_site.map(|raw| government_of(raw, &mut fields));
    context.problems.append(&mut fields.problems);
    context.theme_place = theme_place;
    Site {
        title,
        language: language.unwrap_or_else(|| "zh-Hans".to_owned()),
        theme,
        base_url,
        timezone: timezone.unwrap_or_else(|| "+08:00".to_owned()),
        sample: sample.unwrap_or(false),
        organisation: organisation.map(organisation_of).unwrap_or_default(),
        government,
    }
}

/// The site where `site.yaml` cannot be read: its fault is reported, and the rest is checked in the same run.
pub(super) fn default_site() -> Site {
    Site {
        title: String::new(),
        language: "zh-Hans".to_owned(),
        theme: "default".to_owned(),
        base_url: None,
        timezone: "+08:00".to_owned(),
        sample: false,
        organisation: Organisation::default(),
        government: None,
    }
}

fn organisation_of(raw: RawOrganisation) -> Organisation {
    let RawOrganisation { name, address, phone } = raw;
    Organisation { name, address, phone }
}

/// The portal. Where any of its page tags is given, those that every page or column must have may not be empty.
fn government_of(raw: RawGovernment, fields: &mut Fields<'_>) -> Government {
    let RawGovernment {
        name,
        domain,
        id_code,
        column,
        column_description,
        column_keywords,
        column_type,
        icp,
        public_security,
    } = raw;
    let required = [("name", &name), ("domain", &domain), ("id_code", &id_code), ("column", &column)];
    let others = [&column_description, &column_keywords, &column_type];
    if required.iter().map(|(_, tag)| *tag).chain(others).any(Option::is_some) {
        for (key, tag) in required {
            let filled = tag.as_ref().filter(|tag| !tag.trim().is_empty());
            fields.required(&["government_site"], key, filled);
        }
    }
    Government {
        name,
        domain,
        id_code,
        column,
        column_description,
        column_keywords,
        column_type,
        icp,
        public_security,
    }
}

fn parse_base_url(text: &str) -> Option<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let plain = !rest.is_empty() && !rest.starts_with('/') && !rest.contains(['?', '#', ' ', '"', '<', '>']);
    plain.then(|| format!("{}/", text.trim_end_matches('/')))
}

fn parse_timezone(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| bytes[range].iter().all(u8::is_ascii_digit);
    let right = bytes.len() == 6
        && matches!(bytes[0], b'+' | b'-')
        && bytes[3] == b':'
        && digits(1..3)
        && digits(4..6)
        && &text[1..3] <= "14"
        && &text[4..6] <= "59";
    right.then(|| text.to_owned())
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "report.yaml：一年的报告")]
pub(super) struct RawReport {
    #[schemars(description = "报告标题，必填。", required)]
    title: Option<String>,
    #[schemars(description = "报告年份，必填。", required, extend("pattern" = "^[0-9]{4}$"))]
    year: Option<String>,
    #[schemars(description = "统计时段，如 2022-01..2022-11，最多 12 个月；不写为全年。", extend("pattern" = super::field::PERIOD))]
    period: Option<String>,
    #[schemars(description = "发布时间，如 2022-12-20 09:00。", extend("pattern" = super::field::STAMP))]
    published: Option<String>,
    #[schemars(description = "更新时间。", extend("pattern" = super::field::STAMP))]
    updated: Option<String>,
    #[schemars(description = "更正说明。")]
    corrections: Option<String>,
    #[schemars(description = "为 true 时每页标明“征求意见稿”。")]
    draft: Option<bool>,
    #[schemars(description = "内容来源。")]
    source: Option<String>,
    #[schemars(description = "摘要，可引用数字，如 \"{{ air.pm25 }}\"。")]
    summary: Option<String>,
    #[schemars(description = "封面上的数字：指标编号的列表。")]
    highlights: Option<RawIds>,
    #[schemars(description = "封面图用的指标。")]
    cover: Option<String>,
    #[schemars(description = "修约规则，默认 half-even（GB/T 8170）。", extend("enum" = ["half-even", "half-up", null]))]
    rounding: Option<String>,
    #[schemars(description = "正文里手写的数字怎样对待：allow 允许，warn 警告（默认），deny 不许。", extend("enum" = ["allow", "warn", "deny", null]))]
    figures: Option<String>,
    #[schemars(description = "星号：mask 为普通字符，emphasis 为强调。", extend("enum" = ["mask", "emphasis", null]))]
    asterisks: Option<String>,
    #[schemars(description = "封面上提供的下载：xlsx、docx、pdf、html、zip。", extend("items" = {"enum": ["xlsx", "docx", "pdf", "html", "zip"]}))]
    downloads: Option<Vec<String>>,
    #[schemars(description = "从这些表格文件读数字。")]
    values: Option<Vec<String>>,
}

/// Reads `report.yaml` into a draft that has no chapters and figures yet. One that is faulty gives a draft all the
/// same, so that the rest of the report is checked in the same run.
pub(super) fn read_report(yaml: &Yaml<'_>, path: &str, context: &mut Context<'_>) -> Draft {
    let before = context.problems.len();
    let Some(Read { raw, marks }) = read_yaml::<RawReport>(yaml, &mut context.problems) else {
        return Draft { faulty: true, ..blank(path) };
    };
    let mut fields = Fields::new(&marks, yaml.source);
    let title = fields.required(&[], "title", raw.title);
    let year = fields.required(&[], "year", raw.year);
    let parse_year = |text: &str| text.parse().ok().filter(|year| (1900..=2200).contains(year));
    let year = fields.parsed(&["year"], year, (parse_year, Expected::Year));
    let period = fields.period(&["period"], raw.period);
    let published: Option<Stamp> = fields.stamp(&["published"], raw.published);
    let updated = fields.stamp(&["updated"], raw.updated);
    let roundings = [("half-even", Rounding::HalfEven), ("half-up", Rounding::HalfUp)];
    let rounding = fields.word(&["rounding"], raw.rounding, &roundings).unwrap_or(Rounding::HalfEven);
    let typed = [("allow", TypedFigures::Allow), ("warn", TypedFigures::Warn), ("deny", TypedFigures::Deny)];
    let figures = fields.word(&["figures"], raw.figures, &typed).unwrap_or(TypedFigures::Warn);
    let asterisks = fields.word(&["asterisks"], raw.asterisks, &ASTERISKS).unwrap_or(Asterisks::Emphasis);
    let downloads = raw.downloads.unwrap_or_else(|| vec!["xlsx".to_owned()]);
    check_downloads(&downloads, &mut fields);
    let highlights = fields.ids("highlights", raw.highlights);
    let values = fields.ids("values", raw.values.map(RawIds::Many));
    let title = fields.spot(&["title"], title);
    let corrections = fields.spot(&["corrections"], raw.corrections);
    let summary = fields.spot(&["summary"], raw.summary);
    let cover = fields.spot(&["cover"], raw.cover);
    context.problems.append(&mut fields.problems);
    let blank = blank(path);
    let year = year.unwrap_or(blank.year);
    Draft {
        title: title.unwrap_or_else(|| blank.title.clone()),
        year,
        period: period.unwrap_or(Period::calendar_year(year)),
        published,
        updated,
        corrections,
        draft: raw.draft.unwrap_or(false),
        source: raw.source,
        summary,
        highlights,
        cover,
        rounding,
        figures,
        asterisks,
        downloads,
        values,
        faulty: context.problems.len() > before,
        ..blank
    }
}

/// A report of which only the path is known; its year is taken from that.
fn blank(path: &str) -> Draft {
    let name = path.rsplit('/').next().unwrap_or(path);
    let year = name.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() == 4);
    let year = year.and_then(|digits| digits.parse().ok()).filter(|year| (1900..=2200).contains(year));
    let year = year.unwrap_or(2000);
    Draft {
        path: path.to_owned(),
        folder: String::new(),
        title: Spot { text: path.to_owned(), place: Place::None },
        year,
        period: Period::calendar_year(year),
        published: None,
        updated: None,
        corrections: None,
        draft: false,
        source: None,
        summary: None,
        highlights: Vec::new(),
        cover: None,
        rounding: Rounding::HalfEven,
        figures: TypedFigures::Warn,
        asterisks: Asterisks::Emphasis,
        downloads: Vec::new(),
        values: Vec::new(),
        opening: None,
        metrics: Vec::new(),
        ledgers: Vec::new(),
        chapters: Vec::new(),
        data: Vec::new(),
        unread: Vec::new(),
        faulty: false,
    }
}

fn check_downloads(downloads: &[String], fields: &mut Fields<'_>) {
    const KINDS: [&str; 5] = ["xlsx", "docx", "pdf", "html", "zip"];
    for (index, kind) in downloads.iter().enumerate() {
        if !KINDS.contains(&kind.as_str()) {
            let known = KINDS.map(str::to_owned).to_vec();
            fields.bad(&["downloads", &index.to_string()], kind, Expected::OneOf(known));
        }
    }
}
