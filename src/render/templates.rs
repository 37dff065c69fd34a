//! Compiles a theme's templates, and tells where in them an error is.

use std::io::{self, Write};
use std::sync::Arc;

use tera::{Context, Error, ErrorKind, ReportError, Tera};

use crate::model::Theme;
use crate::problem::{Excess, Fault, Place, Problem};
use crate::source::{Position, Source};

/// Compiles all templates of a theme.
pub(super) fn compile(theme: &Theme) -> Result<Tera, Vec<Problem>> {
    let mut tera = Tera::default();
    match tera.add_raw_templates(&theme.templates) {
        Ok(()) => Ok(tera),
        Err(error) => Err(problems(theme, &error)),
    }
}

/// A page may have so many bytes: a report of a hundred chapters and a thousand charts has less.
const LARGEST_PAGE: usize = 32 << 20;

/// Fills a template with views. One that writes without end is stopped.
pub(super) fn fill(
    (tera, theme): (&Tera, &Theme),
    template: &str,
    views: &Context,
) -> Result<String, Vec<Problem>> {
    let mut page = Sheet { bytes: Vec::new(), is_full: false };
    let filled = tera.render_to(template, views, &mut page);
    if page.is_full {
        let path = format!("themes/{}/templates/{template}", theme.name);
        let fault = Fault::Excess(Excess::Page { megabytes: LARGEST_PAGE >> 20 });
        return Err(vec![Problem::new(fault, Place::File(path))]);
    }
    filled.map_err(|error| problems(theme, &error))?;
    // Templates, words and views are all texts.
    Ok(String::from_utf8(page.bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

/// What a template writes on, as large as a page may be.
struct Sheet {
    bytes: Vec<u8>,
    is_full: bool,
}

impl Write for Sheet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.is_full |= self.bytes.len() + bytes.len() > LARGEST_PAGE;
        if self.is_full {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The errors of templates as problems, placed where it is known where.
pub(super) fn problems(theme: &Theme, error: &Error) -> Vec<Problem> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            vec![template(report.message(), placed(theme, report))]
        }
        // Unknown filters and the like of all templates come as one text.
        ErrorKind::Msg(text) if text.starts_with("error: ") => text
            .split("error: ")
            .skip(1)
            .map(|one| {
                let message = one.lines().next().unwrap_or_default();
                template(message, place_in_text(theme, one).unwrap_or(Place::None))
            })
            .collect(),
        other => vec![template(&other.to_string(), Place::None)],
    }
}

fn template(message: &str, place: Place) -> Problem {
    Problem { fault: Fault::Template { message: message.to_owned() }, place }
}

fn placed(theme: &Theme, report: &ReportError) -> Place {
    match source(theme, report.filename()) {
        Some(source) => Place::new(&source, report.span().range.clone()),
        None => Place::None,
    }
}

/// The place that the template engine wrote into its message: `--> page.html:2:17`.
fn place_in_text(theme: &Theme, text: &str) -> Option<Place> {
    let (_, after) = text.split_once("--> ")?;
    let mut parts = after.lines().next()?.trim().rsplitn(3, ':');
    let (column, line) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let source = source(theme, parts.next()?)?;
    let start = source.byte(Position { line, column });
    Some(Place::new(&source, start..start + 1))
}

fn source(theme: &Theme, name: &str) -> Option<Arc<Source>> {
    let text = theme.templates.get(name)?;
    Some(Source::new(format!("themes/{}/templates/{name}", theme.name), text.as_ref()))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn an_error_in_a_template_is_placed_in_the_theme() {
        let theme = Theme {
            name: "mine".to_owned(),
            templates: BTreeMap::from([(
                "page.html".to_owned(),
                Cow::Borrowed("<p>\n{{ page.titel | nope }}"),
            )]),
            assets: BTreeMap::new(),
            tokens: BTreeMap::new(),
            interface: BTreeMap::new(),
        };
        let problems = compile(&theme).unwrap_err();
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].place.file().as_deref(), Some("themes/mine/templates/page.html"));
        assert_eq!(problems[0].place.position().map(|at| at.line), Some(2));
        assert_eq!(problems[0].fault.code(), "template-error");
    }
}
