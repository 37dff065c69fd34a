//! Figures and charts of a report as files for machines.

use std::sync::Arc;

use rayon::prelude::*;

use super::again::Known;
use super::book::book_path;
use super::links::inner_path;
use super::{Page, Renderer, downloads, exhibits};
use crate::model::{Chart, Report};
use crate::problem::Problem;
use crate::reader::paper;
use crate::reader::parts::charts;

impl Renderer {
    /// Figures and charts as files for machines, and the style of the printed book.
    pub(super) fn report_files(
        &self,
        report: &Report,
        known: Option<&Known<'_>>,
    ) -> Result<Vec<Arc<Page>>, Vec<Problem>> {
        let figures = inner_path(&report.path, "figures");
        let folder = figures.trim_end_matches("index.html");
        let textless = |path: String, text: &dyn Fn() -> String| {
            known
                .and_then(|known| known.textless(&path))
                .unwrap_or_else(|| Arc::new(Page::text(path, text())))
        };
        let setter = || self.setter(self.links(&figures), &report.path);
        let chart_files = |chart: &Chart| {
            let file = |kind: &str, text: &dyn Fn() -> String| {
                let path = exhibits::chart_file(&report.path, &chart.id, kind);
                known
                    .and_then(|known| known.chart_file(chart, &path))
                    .unwrap_or_else(|| Arc::new(Page::text(path, text())))
            };
            [
                file("csv", &|| downloads::chart_csv(&setter(), chart)),
                file("svg", &|| paper::file(chart, &self.ink)),
            ]
        };
        let workbook = || {
            let path = format!("{folder}figures.xlsx");
            if let Some(page) = known.and_then(|known| known.charts_file(report, &path)) {
                return Ok(page);
            }
            self.workbook(report).map(|bytes| Arc::new(Page { path, bytes }))
        };
        let (charts, workbook) = rayon::join(
            || -> Vec<_> { charts(report).into_par_iter().flat_map_iter(chart_files).collect() },
            || report.has_workbook().then(workbook).transpose(),
        );
        let mut pages = vec![
            textless(format!("{folder}figures.csv"), &|| downloads::figures_csv(report)),
            textless(format!("{folder}figures.json"), &|| downloads::figures_json(report)),
            textless(book_path(report), &|| self.book_styles(report)),
        ];
        pages.extend(charts);
        pages.extend(workbook?);
        Ok(pages)
    }
}
