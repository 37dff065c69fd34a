//! `site.yaml` and `report.yaml`.

use serde::Deserialize;

use super::Context;
use super::field::Fields;
use super::shapes::RawIds;
use super::yaml::{Read, Yaml, read as read_yaml};
use crate::model::{
    Asterisks, Draft, Government, Organisation, Period, Rounding, Site, Spot, Stamp, TypedFigures,
};
use crate::problem::{Expected, Place};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSite {
    title: Option<String>,
    language: Option<String>,
    theme: Option<String>,
    base_url: Option<String>,
    timezone: Option<String>,
    sample: Option<bool>,
    organisation: Option<RawOrganisation>,
    government_site: Option<RawGovernment>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOrganisation {
    name: Option<String>,
    address: Option<String>,
    phone: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGovernment {
    name: Option<String>,
    domain: Option<String>,
    id_code: Option<String>,
    column: Option<String>,
    column_description: Option<String>,
    column_keywords: Option<String>,
    column_type: Option<String>,
    icp: Option<String>,
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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawReport {
    title: Option<String>,
    year: Option<String>,
    period: Option<String>,
    published: Option<String>,
    updated: Option<String>,
    corrections: Option<String>,
    draft: Option<bool>,
    source: Option<String>,
    summary: Option<String>,
    highlights: Option<RawIds>,
    cover: Option<String>,
    rounding: Option<String>,
    figures: Option<String>,
    asterisks: Option<String>,
    downloads: Option<Vec<String>>,
    values: Option<Vec<String>>,
}

/// The words for what `*` means.
pub(super) const ASTERISKS: [(&str, Asterisks); 2] =
    [("mask", Asterisks::Plain), ("emphasis", Asterisks::Emphasis)];

/// Reads `report.yaml` into a draft that has no chapters and figures yet. One that is faulty gives a draft all the
/// same, so that the rest of the report is checked in the same run.
pub(super) fn read_report(yaml: &Yaml<'_>, path: &str, context: &mut Context<'_>) -> Draft {
    let before = context.problems.len();
    let Some(Read { raw, marks }) = read_yaml::<RawReport>(yaml, &mut context.problems) else {
        return Draft { faulty: true, ..blank(path) };
    };
    let RawReport {
        title,
        year,
        period,
        published,
        updated,
        corrections,
        draft,
        source,
        summary,
        highlights,
        cover,
        rounding,
        figures,
        asterisks,
        downloads,
        values,
    } = raw;
    let mut fields = Fields::new(&marks, yaml.source);
    let title = fields.required(&[], "title", title);
    let year = fields.required(&[], "year", year);
    let parse_year = |text: &str| text.parse().ok().filter(|year| (1900..=2200).contains(year));
    let year = fields.parsed(&["year"], year, (parse_year, Expected::Year));
    let period = fields.period(&["period"], period);
    let published: Option<Stamp> = fields.stamp(&["published"], published);
    let updated = fields.stamp(&["updated"], updated);
    let roundings = [("half-even", Rounding::HalfEven), ("half-up", Rounding::HalfUp)];
    let rounding = fields.word(&["rounding"], rounding, &roundings).unwrap_or(Rounding::HalfEven);
    let typed = [("allow", TypedFigures::Allow), ("warn", TypedFigures::Warn), ("deny", TypedFigures::Deny)];
    let figures = fields.word(&["figures"], figures, &typed).unwrap_or(TypedFigures::Warn);
    let asterisks = fields.word(&["asterisks"], asterisks, &ASTERISKS).unwrap_or(Asterisks::Emphasis);
    let downloads = downloads.unwrap_or_else(|| vec!["xlsx".to_owned()]);
    check_downloads(&downloads, &mut fields);
    let highlights = ids(highlights, "highlights", &fields);
    let values = values.map(RawIds::Many);
    let values = ids(values, "values", &fields);
    let title = fields.spot(&["title"], title);
    let corrections = fields.spot(&["corrections"], corrections);
    let summary = fields.spot(&["summary"], summary);
    let cover = fields.spot(&["cover"], cover);
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
        draft: draft.unwrap_or(false),
        source,
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

/// The ids of a key that holds one or several, with their places.
pub(super) fn ids(raw: Option<RawIds>, key: &str, fields: &Fields<'_>) -> Vec<Spot> {
    match raw {
        None => Vec::new(),
        Some(RawIds::One) => {
            let (text, place) = fields.scalar(&[key]);
            vec![Spot { text, place }]
        }
        Some(RawIds::Many(list)) => {
            let place = |index: usize| fields.text_place(&[key, &index.to_string()]);
            list.into_iter().enumerate().map(|(index, text)| Spot { text, place: place(index) }).collect()
        }
    }
}
