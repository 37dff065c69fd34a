//! What a page's head says to machines: the page tags of Chinese government portals, Open Graph words, and JSON-LD.
//! What needs an absolute address is there only where the site has one.

use serde_json::{Value as Json, json};

use super::Renderer;
use super::frame::{Current, Spec};
use super::json::{in_script, legible};
use super::links::{cover_path, encode_path, figures_path};
use super::views::{Meta, Property};
use crate::model::{Audience, Government, Report, plain};

impl Renderer {
    /// The page tags of a government portal, each with a value; none where the site names no portal.
    pub(super) fn metas(&self, spec: &Spec<'_>) -> Vec<Meta> {
        let Some(government) = &self.site.government else {
            return Vec::new();
        };
        let mut metas = vec![
            ("SiteName", government.name.clone()),
            ("SiteDomain", government.domain.clone()),
            ("SiteIDCode", government.id_code.clone()),
        ];
        metas.extend(match spec.report {
            Some(report) => self.article_metas(government, spec, report),
            None if matches!(spec.current, Current::Home | Current::Trends) => column_metas(government),
            None => Vec::new(),
        });
        let filled = |(name, content): (&'static str, Option<String>)| {
            let content = content.filter(|content| !content.trim().is_empty())?;
            Some(Meta { name, content })
        };
        metas.into_iter().filter_map(filled).collect()
    }

    fn article_metas(
        &self,
        government: &Government,
        spec: &Spec<'_>,
        report: &Report,
    ) -> Vec<(&'static str, Option<String>)> {
        let source = spec.source.or(report.source.as_deref()).or(self.site.organisation.name.as_deref());
        vec![
            ("ColumnName", government.column.clone()),
            ("ColumnType", government.column_type.clone()),
            ("ArticleTitle", Some(self.own_title(spec))),
            ("PubDate", report.published.map(|stamp| stamp.to_minute())),
            ("ContentSource", source.map(str::to_owned)),
        ]
    }

    /// The words of a page for those who share it; none of a page that is hidden from search.
    pub(super) fn open_graph(&self, spec: &Spec<'_>) -> Vec<Property> {
        if self.is_hidden(spec) {
            return Vec::new();
        }
        let kind = if spec.report.is_some() { "article" } else { "website" };
        let time = |stamp: Option<crate::model::Stamp>| stamp.map(|stamp| stamp.rfc3339(&self.site.timezone));
        let properties = [
            ("og:title", Some(self.own_title(spec))),
            ("og:description", Some(spec.description.clone())),
            ("og:type", Some(kind.to_owned())),
            ("og:site_name", Some(self.site.title.clone())),
            ("og:locale", locale(&self.lang())),
            ("og:url", self.canonical(spec)),
            ("article:published_time", time(spec.report.and_then(|report| report.published))),
            ("article:modified_time", time(spec.report.and_then(|report| report.updated))),
        ];
        let filled = |(property, content): (&'static str, Option<String>)| {
            let content = content.filter(|content| !content.is_empty())?;
            Some(Property { property, content })
        };
        properties.into_iter().filter_map(filled).collect()
    }

    /// A page's own name: a cover has its report's title, the home page the site's.
    fn own_title(&self, spec: &Spec<'_>) -> String {
        match spec.report {
            _ if !spec.name.is_empty() => spec.name.clone(),
            Some(report) => plain(&report.title),
            None => self.site.title.clone(),
        }
    }

    /// The absolute address of a page, where the site has one.
    pub(super) fn canonical(&self, spec: &Spec<'_>) -> Option<String> {
        let base = self.site.base_url.as_ref().filter(|_| spec.current != Current::Lost)?;
        Some(format!("{base}{}", encode_path(spec.path)))
    }

    /// Whether search engines are asked to pass a page over.
    pub(super) fn is_hidden(&self, spec: &Spec<'_>) -> bool {
        matches!(spec.current, Current::Lost | Current::Search)
            || self.audience == Audience::Internal
            || spec.report.is_some_and(|report| report.draft)
    }

    /// The JSON-LD of a page: of a cover its report, of figures the data set with its downloads. It can end no
    /// element of HTML: it holds no `<`.
    pub(super) fn linked_data(&self, spec: &Spec<'_>) -> Option<String> {
        let report = spec.report.filter(|_| !self.is_hidden(spec))?;
        let node = match spec.current {
            Current::Cover => self.report_node(spec, report),
            Current::Figures => self.data_node(spec, report),
            _ => return None,
        };
        Some(in_script(&legible(node)))
    }

    fn report_node(&self, spec: &Spec<'_>, report: &Report) -> Json {
        let mut node = self.node("Report", report);
        node["name"] = json!(plain(&report.title));
        put(&mut node, "description", Some(spec.description.clone()).filter(|text| !text.is_empty()));
        put(&mut node, "url", self.canonical(spec));
        let mut site = json!({"@type": "WebSite", "name": self.site.title});
        put(&mut site, "url", self.site.base_url.clone());
        node["isPartOf"] = site;
        node
    }

    fn data_node(&self, spec: &Spec<'_>, report: &Report) -> Json {
        let mut node = self.node("Dataset", report);
        node["name"] = json!(self.words.fill(
            "data_of",
            &[("title", &plain(&report.title)), ("figures", self.words.get("nav_figures"))]
        ));
        node["description"] = json!(spec.description);
        put(&mut node, "url", self.canonical(spec));
        let mut part = json!({"@type": "Report", "name": plain(&report.title)});
        put(&mut part, "url", self.absolute(&cover_path(&report.path)));
        node["isPartOf"] = part;
        let folder = figures_path(&report.path);
        let folder = folder.trim_end_matches("index.html");
        let download = |(file, kind): (&str, &str)| {
            let path = format!("{folder}{file}");
            let address = self.absolute(&path).unwrap_or_else(|| spec.links.to(&path));
            json!({"@type": "DataDownload", "name": file, "encodingFormat": kind, "contentUrl": address})
        };
        let downloads = [("figures.csv", "text/csv"), ("figures.json", "application/json")];
        let workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        let workbook = report.has_workbook().then_some(("figures.xlsx", workbook));
        node["distribution"] = downloads.into_iter().chain(workbook).map(download).collect();
        let groups = report.groups.iter().filter(|group| !group.rows.is_empty());
        node["variableMeasured"] = groups.map(|group| group.title.as_str()).collect();
        node
    }

    /// What a report and its data have in common: who, when, in which language, for which months.
    fn node(&self, kind: &str, report: &Report) -> Json {
        let organisation = &self.site.organisation;
        let office = if self.site.government.is_some() { "GovernmentOrganization" } else { "Organization" };
        let mut publisher = json!({"@type": office, "name": self.names().0});
        put(&mut publisher, "address", organisation.address.clone());
        put(&mut publisher, "telephone", organisation.phone.clone());
        let (first, last) = (report.period.first, report.period.last);
        let months = format!("{:04}-{:02}/{:04}-{:02}", first.year, first.month, last.year, last.month);
        let mut node = json!({
            "@context": "https://schema.org",
            "@type": kind,
            "inLanguage": self.lang(),
            "publisher": publisher,
            "temporalCoverage": months,
        });
        let time = |stamp: Option<crate::model::Stamp>| stamp.map(|stamp| stamp.rfc3339(&self.site.timezone));
        put(&mut node, "datePublished", time(report.published));
        put(&mut node, "dateModified", time(report.updated));
        let sample = self.site.sample.then(|| self.words.get("mark_sample").to_owned());
        put(&mut node, "creativeWorkStatus", sample);
        node
    }

    fn absolute(&self, path: &str) -> Option<String> {
        self.site.base_url.as_ref().map(|base| format!("{base}{}", encode_path(path)))
    }
}

/// Puts a text into an object, if there is one.
fn put(node: &mut Json, key: &str, text: Option<String>) {
    if let Some(text) = text {
        node[key] = Json::String(text);
    }
}

fn column_metas(government: &Government) -> Vec<(&'static str, Option<String>)> {
    vec![
        ("ColumnName", government.column.clone()),
        ("ColumnDescription", government.column_description.clone()),
        ("ColumnKeywords", government.column_keywords.clone()),
        ("ColumnType", government.column_type.clone()),
    ]
}

/// A language tag with its region as Open Graph writes it: `zh_CN`. English without a region is American there.
fn locale(lang: &str) -> Option<String> {
    match lang.split('-').collect::<Vec<_>>()[..] {
        ["en"] => Some("en_US".to_owned()),
        [language, .., region] if region.len() == 2 => Some(format!("{language}_{}", region.to_uppercase())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_graph_names_a_language_with_its_region_or_not_at_all() {
        for (lang, expected) in
            [("zh-CN", Some("zh_CN")), ("en", Some("en_US")), ("en-GB", Some("en_GB")), ("bo", None)]
        {
            assert_eq!(locale(lang).as_deref(), expected, "{lang}");
        }
    }
}
