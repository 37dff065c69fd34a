//! The pages that show the figures of an office over the years.

use std::collections::BTreeMap;

use tera::Context;

use super::exhibits::{self, Frame};
use super::frame::{Current, Spec};
use super::inline::Setter;
use super::links::{cover_path, encode, inner_path};
use super::markup::{esc, terms};
use super::symbols::legend;
use super::views::{Crumb, LinkView, TrendGroupView, TrendsView};
use super::{Page, Renderer, downloads};
use crate::model::{Trend, Trends};
use crate::problem::Problem;

/// Where the trends of the site begin.
pub(super) const TRENDS: &str = "trends/index.html";

impl Renderer {
    /// The pages of trends with their data. Those of an only office are the page itself; of several each has its own,
    /// and the first page lists them.
    pub(super) fn trend_pages(&self) -> Result<Vec<Page>, Vec<Problem>> {
        let mut pages = Vec::new();
        let own = |trends: &&Trends| self.trends_path(&trends.folder) == TRENDS;
        if !self.trends.is_empty() && !self.trends.iter().any(|trends| own(&trends)) {
            pages.push(self.trends_page(TRENDS, None)?);
        }
        for trends in &self.trends {
            let path = self.trends_path(&trends.folder);
            pages.push(self.trends_page(&path, Some(trends))?);
            let setter = self.setter(self.links(&path), "");
            for trend in trends.groups.iter().flat_map(|group| &group.trends) {
                let csv = downloads::chart_csv(&setter, &trend.chart);
                pages.push(Page::text(csv_path(&path, trend), csv));
            }
        }
        Ok(pages)
    }

    /// The addresses of the pages, the first page first.
    pub(super) fn trend_paths(&self) -> Vec<String> {
        let first = self.trends.first().map(|_| TRENDS.to_owned());
        let own = self.trends.iter().map(|trends| self.trends_path(&trends.folder));
        first.into_iter().chain(own.filter(|path| path != TRENDS)).collect()
    }

    /// The address of an office's trends: of an only office, and of one whose reports lie at the top, the first page.
    pub(super) fn trends_path(&self, folder: &str) -> String {
        if folder.is_empty() || self.is_single_office() {
            TRENDS.to_owned()
        } else {
            inner_path("trends", folder)
        }
    }

    /// The trends of an office, where it has any.
    pub(super) fn trends_of(&self, folder: &str) -> Option<&Trends> {
        self.trends.iter().find(|trends| trends.folder == folder)
    }

    /// Which exhibit shows a figure of an office in its latest unit, by the figure's id.
    pub(super) fn trend_exhibits(&self, folder: &str) -> BTreeMap<&str, &str> {
        let groups = self.trends_of(folder).into_iter().flat_map(|trends| &trends.groups);
        let trends = groups.flat_map(|group| &group.trends);
        // The latest unit comes first, and stays.
        trends.rev().map(|trend| (trend.metric.as_str(), trend.chart.id.as_str())).collect()
    }

    fn trends_page(&self, path: &str, trends: Option<&Trends>) -> Result<Page, Vec<Problem>> {
        let links = self.links(path);
        let mut setter = self.setter(links, "");
        let groups = trends.map(|trends| self.trend_groups(&mut setter, trends)).unwrap_or_default();
        let offices = if path == TRENDS { self.trend_offices(path) } else { Vec::new() };
        let first = self.words.get("trends").to_owned();
        let office = trends.map(|trends| self.office_name(&trends.folder)).filter(|_| path != TRENDS);
        let title = match &office {
            Some(office) => self.words.fill("trends_of", &[("office", office)]),
            None => first.clone(),
        };
        let reports = trends.iter().flat_map(|trends| &trends.reports);
        let view = TrendsView {
            title: title.clone(),
            drafts: reports.clone().any(|report| report.draft),
            jumps: groups.iter().map(TrendGroupView::jump).collect(),
            reports: reports
                .map(|report| LinkView {
                    href: links.to(&cover_path(&report.path)),
                    text_html: terms(&report.year).to_string(),
                })
                .collect(),
            offices,
            groups,
            symbols_html: legend(&self.words, &setter.seen),
        };
        let mut views = Context::new();
        views.insert("trends", &view);
        let above = office
            .iter()
            .map(|_| Crumb { href: Some(links.to(TRENDS)), text_html: terms(&first).to_string() });
        let here = office.as_ref().unwrap_or(&first);
        let spec = Spec {
            path,
            links,
            crumbs: above.chain([super::cover::here(here)]).collect(),
            name: title,
            report: None,
            source: None,
            description: self.words.get("trends_says").to_owned(),
            current: Current::Trends,
            charts: trends.is_some(),
        };
        self.page("trends.html", &spec, views)
    }

    /// The offices that have pages of their own.
    fn trend_offices(&self, from: &str) -> Vec<LinkView> {
        let links = self.links(from);
        let others = self.trends.iter().map(|trends| (trends, self.trends_path(&trends.folder)));
        let others = others.filter(|(_, path)| path != from);
        others
            .map(|(trends, path)| LinkView {
                href: links.to(&path),
                text_html: terms(&self.office_name(&trends.folder)).to_string(),
            })
            .collect()
    }

    fn trend_groups(&self, setter: &mut Setter<'_>, trends: &Trends) -> Vec<TrendGroupView> {
        let groups = trends.groups.iter().map(|group| TrendGroupView {
            id: super::figures_table::group_anchor(&group.id),
            title_html: terms(&group.title).to_string(),
            exhibits_html: group.trends.iter().map(|trend| self.trend(setter, trends, trend)).collect(),
        });
        groups.collect()
    }

    /// A figure over the years, with links to its row in each year's figures.
    fn trend(&self, setter: &mut Setter<'_>, trends: &Trends, trend: &Trend) -> String {
        let links = setter.links;
        let years = trend.years.iter().filter_map(|at| trends.reports.get(*at)).map(|report| {
            let href = links.to(&inner_path(&report.path, "figures"));
            format!(
                "<li><a href=\"{}#{}\">{}</a></li>",
                esc(&href),
                esc(&encode(&trend.metric)),
                terms(&report.year)
            )
        });
        let years = format!(
            "<nav class=\"years\" aria-label=\"{}\"><ul>{}</ul></nav>\n",
            esc(&self.words.fill("trend_years", &[("label", &crate::model::plain(&trend.chart.title))])),
            years.collect::<String>()
        );
        let notes = trend.notes.iter().map(|note| format!("<p class=\"chart-note\">{}</p>\n", terms(note)));
        let notes_html = notes.chain([years]).collect();
        let csv = links.to(&csv_path(links.from, trend));
        exhibits::framed(setter, &trend.chart, &Frame { csv, notes_html, drawings_html: drawings(trend) })
    }
}

fn drawings(trend: &Trend) -> String {
    super::drawing::trend(&trend.chart)
}

/// Where the numbers of a trend lie as CSV.
fn csv_path(page: &str, trend: &Trend) -> String {
    format!("{}charts/{}.csv", page.trim_end_matches("index.html"), trend.chart.id)
}
