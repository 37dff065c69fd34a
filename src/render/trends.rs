//! The pages that show the figures of an office over the years.

use std::collections::BTreeMap;

use rayon::prelude::*;
use tera::Context;

use super::exhibits::{self, Frame};
use super::frame::{Current, Spec};
use super::inline::Setter;
use super::links::{Links, cover_path, encode, figures_path, inner_path};
use super::markup::{esc, terms};
use super::symbols::legend;
use super::tables::{Cell, Grid, scroller};
use super::views::{Crumb, LinkView, TrendGroupView, TrendsView};
use super::{Page, Renderer, downloads, drawing, figures_table, numbers};
use crate::model::{Trend, TrendGroup, Trends};
use crate::problem::Problem;

/// Where the trends of the site begin.
pub(super) const TRENDS: &str = "trends/index.html";

/// As many exhibits as one page shows; more are parted by group, under a table of all.
const MOST: usize = 20;

/// As many years as the tables of two columns show.
const FEW: usize = 4;

/// A page of trends.
#[derive(Clone, Copy)]
enum Part<'a> {
    /// The offices of the site.
    Offices,
    /// All of an office: its exhibits, or where they are too many a table of them.
    Office(&'a Trends),
    /// The exhibits of a group that has a page of its own.
    Group(&'a Trends, &'a TrendGroup),
}

impl Renderer {
    /// The pages of trends with their data. Those of an only office are the page itself; of several each has its own,
    /// and the first page lists them.
    pub(super) fn trend_pages(&self) -> Result<Vec<Page>, Vec<Problem>> {
        let mut pages = Vec::new();
        for (path, part) in self.trend_parts() {
            pages.push(self.trends_page(&path, part)?);
            if let Part::Office(trends) = part {
                let setter = self.setter(self.links(&path), "");
                for trend in trends.groups.iter().flat_map(|group| &group.trends) {
                    let csv = downloads::chart_csv(&setter, &trend.chart);
                    pages.push(Page::text(self.trend_csv(trends, trend), csv));
                }
            }
        }
        Ok(pages)
    }

    /// The addresses of the pages, the first page first.
    pub(super) fn trend_paths(&self) -> Vec<String> {
        self.trend_parts().into_iter().map(|(path, _)| path).collect()
    }

    fn trend_parts(&self) -> Vec<(String, Part<'_>)> {
        let mut parts = Vec::new();
        if !self.trends.is_empty() && !self.trends.iter().any(|of| self.trends_path(&of.folder) == TRENDS) {
            parts.push((TRENDS.to_owned(), Part::Offices));
        }
        for trends in &self.trends {
            parts.push((self.trends_path(&trends.folder), Part::Office(trends)));
            let groups = trends.groups.iter().filter(|_| is_parted(trends));
            parts.extend(groups.map(|group| (self.group_path(trends, group), Part::Group(trends, group))));
        }
        parts
    }

    /// The address of an office's trends: of an only office, and of one whose reports lie at the top, the first page.
    pub(super) fn trends_path(&self, folder: &str) -> String {
        if folder.is_empty() || self.is_single_office() {
            TRENDS.to_owned()
        } else {
            inner_path("trends", folder)
        }
    }

    /// The page that shows a group's exhibits.
    fn group_path(&self, trends: &Trends, group: &TrendGroup) -> String {
        let office = self.trends_path(&trends.folder);
        if is_parted(trends) { format!("{}{}/index.html", charts_folder(&office), group.id) } else { office }
    }

    /// Where the numbers of a trend lie as CSV.
    fn trend_csv(&self, trends: &Trends, trend: &Trend) -> String {
        format!("{}{}.csv", charts_folder(&self.trends_path(&trends.folder)), trend.chart.id)
    }

    /// The trends of an office, where it has any.
    pub(super) fn trends_of(&self, folder: &str) -> Option<&Trends> {
        self.trends.iter().find(|trends| trends.folder == folder)
    }

    /// Which page shows the trends of a group of figures of an office, by the group's id.
    pub(super) fn trend_groups(&self, folder: &str) -> BTreeMap<&str, String> {
        let trends = self.trends_of(folder).into_iter();
        trends
            .flat_map(|trends| trends.groups.iter().map(move |group| (trends, group)))
            .map(|(trends, group)| (group.id.as_str(), self.group_path(trends, group)))
            .collect()
    }

    fn trends_page(&self, path: &str, part: Part<'_>) -> Result<Page, Vec<Problem>> {
        let links = self.links(path);
        let mut setter = self.setter(links, "");
        let trends = match part {
            Part::Offices => None,
            Part::Office(trends) | Part::Group(trends, _) => Some(trends),
        };
        let groups = match part {
            Part::Offices => Vec::new(),
            Part::Office(trends) => trends
                .groups
                .iter()
                .map(|group| self.group_view(&mut setter, (trends, group, part)))
                .collect(),
            Part::Group(trends, group) => vec![self.group_view(&mut setter, (trends, group, part))],
        };
        let reports = trends.iter().flat_map(|trends| &trends.reports);
        let names = self.trend_names(path, part);
        let title = names.last().map_or_else(String::new, |(title, _)| title.clone());
        let view = TrendsView {
            title: title.clone(),
            drafts: reports.clone().any(|report| report.draft),
            jumps: trends.map(|trends| self.group_links(links, trends)).unwrap_or_default(),
            reports: reports
                .map(|report| LinkView {
                    href: links.to(&cover_path(&report.path)),
                    text_html: terms(&report.year).to_string(),
                })
                .collect(),
            few: trends.is_some_and(|trends| is_parted(trends) && trends.reports.len() <= FEW),
            offices: if path == TRENDS { self.trend_offices(path) } else { Vec::new() },
            groups,
            symbols_html: legend(&self.words, &setter.seen),
        };
        let mut views = Context::new();
        views.insert("trends", &view);
        let spec = Spec {
            path,
            links,
            crumbs: crumbs(links, names),
            name: title,
            report: None,
            source: None,
            description: self.words.get("trends_says").to_owned(),
            current: Current::Trends,
            charts: match part {
                Part::Offices => false,
                Part::Office(trends) => !is_parted(trends),
                Part::Group(..) => true,
            },
        };
        self.page("trends.html", &spec, views)
    }

    /// The titles of a page and of those above it, from the first page, with their addresses.
    fn trend_names(&self, path: &str, part: Part<'_>) -> Vec<(String, String)> {
        let mut names = vec![(self.words.get("trends").to_owned(), TRENDS.to_owned())];
        if let Part::Office(trends) | Part::Group(trends, _) = part {
            let office = self.trends_path(&trends.folder);
            if office != TRENDS {
                let name = self.office_name(&trends.folder);
                names.push((self.words.fill("trends_of", &[("name", &name)]), office));
            }
        }
        if let Part::Group(_, group) = part {
            names.push((self.words.fill("trends_of", &[("name", &group.title)]), path.to_owned()));
        }
        names
    }

    /// The links to the groups of an office: on the page, or to pages of their own.
    fn group_links(&self, links: Links<'_>, trends: &Trends) -> Vec<LinkView> {
        let groups = trends.groups.iter().map(|group| {
            let path = self.group_path(trends, group);
            let anchor = || format!("#{}", encode(&figures_table::group_anchor(&group.id)));
            LinkView {
                href: if is_parted(trends) { links.to(&path) } else { anchor() },
                text_html: terms(&group.title).to_string(),
            }
        });
        groups.collect()
    }

    fn group_view(
        &self,
        setter: &mut Setter<'_>,
        (trends, group, part): (&Trends, &TrendGroup, Part<'_>),
    ) -> TrendGroupView {
        let table = is_parted(trends) && matches!(part, Part::Office(_));
        TrendGroupView {
            id: figures_table::group_anchor(&group.id),
            // On a page of its own its title is the page's.
            title_html: if matches!(part, Part::Group(..)) {
                String::new()
            } else {
                terms(&group.title).to_string()
            },
            table_html: if table { self.values(setter, (trends, group)) } else { String::new() },
            exhibits_html: if table {
                String::new()
            } else {
                let drawn: Vec<String> =
                    group.trends.par_iter().map(|trend| drawing::trend(&trend.chart)).collect();
                let drawn = group.trends.iter().zip(drawn);
                drawn.map(|drawn| self.trend(setter, trends, drawn)).collect()
            },
        }
    }

    /// The values of a group's figures in all years, each leading to its exhibit.
    fn values(&self, setter: &Setter<'_>, (trends, group): (&Trends, &TrendGroup)) -> String {
        let mut grid = Grid::of_numbers(&self.words.fill("trends_of", &[("name", &group.title)]));
        grid.head(Cell::text(self.words.get("metric")));
        for report in &trends.reports {
            grid.head(Cell::text(&report.year));
        }
        let page = setter.links.to(&self.group_path(trends, group));
        for trend in &group.trends {
            let chart = &trend.chart;
            let places = numbers::most_places(chart.series.iter().flat_map(|series| &series.points));
            let label = numbers::with_unit(setter, &trend.label, &chart.unit);
            let href = format!("{}#{}", esc(&page), esc(&encode(&chart.id)));
            let mut row = vec![Cell::row(format!("<a href=\"{href}\">{}</a>", terms(&label)))];
            row.extend(trends.reports.iter().map(|report| {
                let at = chart.categories.iter().position(|category| category.label == report.year);
                let point = at.and_then(|at| chart.series.first()?.points.get(at));
                point.map_or_else(
                    || Cell::text("—").class("none"),
                    |point| numbers::cell(setter, point, places),
                )
            }));
            grid.row("", row);
        }
        scroller(&group.title, &grid.html("numbers-table"))
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

    /// A figure over the years, with links to its row in each year's figures.
    fn trend(
        &self,
        setter: &mut Setter<'_>,
        trends: &Trends,
        (trend, drawings_html): (&Trend, String),
    ) -> String {
        let links = setter.links;
        let years = trend.years.iter().filter_map(|at| trends.reports.get(*at)).map(|report| {
            let href = links.to(&figures_path(&report.path));
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
        let csv = links.to(&self.trend_csv(trends, trend));
        exhibits::framed(setter, &trend.chart, &Frame { csv, notes_html, drawings_html })
    }
}

/// Whether an office has more trends than one page shows.
fn is_parted(trends: &Trends) -> bool {
    trends.groups.len() > 1 && trends.groups.iter().map(|group| group.trends.len()).sum::<usize>() > MOST
}

/// The folder of what lies below an office's trends.
fn charts_folder(page: &str) -> String {
    format!("{}charts/", page.trim_end_matches("index.html"))
}

/// The steps to a page: those above it lead to themselves.
fn crumbs(links: Links<'_>, names: Vec<(String, String)>) -> Vec<Crumb> {
    let last = names.len().saturating_sub(1);
    let step = |(at, (title, path)): (usize, (String, String))| Crumb {
        href: (at < last).then(|| links.to(&path)),
        text_html: terms(&title).to_string(),
    };
    names.into_iter().enumerate().map(step).collect()
}
