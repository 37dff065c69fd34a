//! A whole report as one file, which holds its style sheets, scripts, drawings and pictures and loads nothing. Enter at
//! [`Renderer::alone`].

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::drawing::Drawn;
use super::exhibits::chart_file;
use super::frame::Spec;
use super::links::{Links, Shape, inner_path};
use super::views::{Alone, Frame};
use super::{Page, Renderer};
use crate::model::Report;
use crate::problem::Problem;
use crate::reader::data::address;
use crate::reader::{paper, parts};

/// What a file that stands alone holds: a report, and by their path in the site the pictures that it shows.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Enclosed {
    report: String,
    /// As `data:` addresses.
    pictures: BTreeMap<String, String>,
}

impl Enclosed {
    pub(super) fn is_of(&self, report: &str) -> bool {
        self.report == report
    }

    /// The address of a picture.
    pub(super) fn picture(&self, path: &str) -> &str {
        self.pictures.get(path).map_or("", String::as_str)
    }
}

impl Renderer {
    /// A report as one file of HTML, with the pictures that its text shows, by their path in the report.
    ///
    /// # Errors
    /// What went wrong in the theme's templates.
    pub fn alone(
        &self,
        report: &Report,
        pictures: &BTreeMap<String, Vec<u8>>,
    ) -> Result<Vec<u8>, Vec<Problem>> {
        let path = inner_path(&report.path, "full");
        let enclosed = self.enclosed(report, pictures);
        let links = Links { from: &path, shape: Shape::Alone(&enclosed) };
        let drawn = Drawn::new(report, None);
        let chapters = self.wholes(&drawn, None, links);
        let spec = Spec { name: String::new(), ..self.full_spec(report, links) };
        let mut views = self.full_views(&drawn, &chapters, links);
        views.insert("page", &self.frame_alone(&spec, report));
        self.filled("full.html", &views)
    }

    fn enclosed(&self, report: &Report, pictures: &BTreeMap<String, Vec<u8>>) -> Enclosed {
        let charts = parts::charts(report).into_iter().map(|chart| {
            let path = chart_file(&report.path, &chart.id, "svg");
            (path, address(paper::file(chart, &self.ink).as_bytes()))
        });
        let pictures =
            pictures.iter().map(|(file, bytes)| (format!("{}/{file}", report.path), address(bytes)));
        Enclosed { report: report.path.clone(), pictures: charts.chain(pictures).collect() }
    }

    /// The frame of the page, without what leads to other pages or stands for an address of its own.
    fn frame_alone(&self, spec: &Spec<'_>, report: &Report) -> Frame {
        let assets: BTreeMap<String, Page> =
            self.assets().into_iter().map(|page| (page.path.clone(), page)).collect();
        let text = |path: &str| {
            let bytes = assets.get(path).map(|page| page.bytes.as_slice()).unwrap_or_default();
            String::from_utf8_lossy(bytes).into_owned()
        };
        let sheets: Vec<String> = spec.styles().iter().map(|path| text(path)).collect();
        let style_html = enclosable(&(sheets.concat() + &self.book_styles(report)));
        let scripts_html: Vec<String> = spec.scripts().map(|path| enclosable(&text(path))).collect();
        let policy = policy(&style_html, &scripts_html);
        Frame {
            canonical: None,
            feed: None,
            properties: Vec::new(),
            linked_data_html: None,
            styles: Vec::new(),
            scripts: Vec::new(),
            nav: Vec::new(),
            crumbs: Vec::new(),
            alone: Some(Alone { policy, style_html, scripts_html }),
            ..self.frame(spec)
        }
    }
}

/// A policy that allows what the page holds and nothing else.
fn policy(style: &str, scripts: &[String]) -> String {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let scripts = match scripts {
        [] => "'none'".to_owned(),
        scripts => scripts.iter().map(|script| hash(script)).collect::<Vec<_>>().join(" "),
    };
    format!(
        "default-src 'none'; style-src {}; img-src data:; script-src {scripts}; base-uri 'none'; \
         form-action 'none'",
        hash(style)
    )
}

/// A style sheet or script as an element may hold it: nothing in it ends the element or opens a comment. In the strings
/// of both languages a backslash before these signs says nothing.
fn enclosable(text: &str) -> String {
    text.replace("</", "<\\/").replace("<!--", "<\\!--")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_element_it_stands_in() {
        let styles = "@page { @top-left { content: \"</style><script>a</script>\"; } }";
        assert!(!enclosable(styles).contains("</"));
        assert!(!enclosable("a = '<!--<script>'").contains("<!--"));
    }

    #[test]
    fn the_policy_names_what_is_held_by_its_hash() {
        let policy = policy("", &["a".to_owned()]);
        // The SHA-256 of nothing and of a, as FIPS 180-4 gives them.
        assert!(
            policy.contains("style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';"),
            "{policy}"
        );
        assert!(
            policy.contains("script-src 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=';"),
            "{policy}"
        );
    }
}
