//! Compiles a theme's templates, and tells where in them an error is.

use std::sync::Arc;

use tera::{Error, ErrorKind, ReportError, Tera};

use crate::model::Theme;
use crate::problem::{Fault, Place, Problem};
use crate::source::{Position, Source};

/// Compiles all templates of a theme.
pub(super) fn compile(theme: &Theme) -> Result<Tera, Vec<Problem>> {
    let mut tera = Tera::default();
    match tera.add_raw_templates(&theme.templates) {
        Ok(()) => Ok(tera),
        Err(error) => Err(problems(theme, &error)),
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
