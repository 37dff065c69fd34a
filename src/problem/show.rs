//! Problems for people and machines: as text with an excerpt, as JSON, and as GitHub's workflow commands.

use std::fmt::Write as _;

use annotate_snippets::renderer::{AnsiColor, Effects, Style};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use super::{Place, Problem, Severity, Tongue};

/// How many problems there are of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
}

impl Count {
    /// Counts problems.
    #[must_use]
    pub fn of(problems: &[Problem]) -> Self {
        let errors = problems.iter().filter(|problem| problem.fault.severity() == Severity::Error).count();
        Self { errors, warnings: problems.len() - errors }
    }
}

/// Whether text may carry colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// For a terminal.
    Terminal,
    /// Plain.
    None,
}

/// Problems as text, each with its place, an excerpt and a way out, and a count at the end.
#[must_use]
pub fn text(problems: &[Problem], tongue: Tongue, colour: Colour) -> String {
    let mut out = String::new();
    for problem in problems {
        out.push_str(&one(problem, tongue, colour));
        out.push_str("\n\n");
    }
    let _ = writeln!(out, "{}", count(Count::of(problems), tongue));
    out
}

/// The count in words.
#[must_use]
pub fn count(count: Count, tongue: Tongue) -> String {
    let Count { errors, warnings } = count;
    match tongue {
        Tongue::Chinese => format!("共{errors}个错误，{warnings}个警告"),
        Tongue::English => {
            let plural = |n: usize| if n == 1 { "" } else { "s" };
            format!("{errors} error{}, {warnings} warning{}", plural(errors), plural(warnings))
        }
    }
}

/// One problem as text: the header, the place, a caret under what is meant, and what to do.
fn one(problem: &Problem, tongue: Tongue, colour: Colour) -> String {
    let words = problem.words(tongue);
    let (name, level) = match (problem.fault.severity(), tongue) {
        (Severity::Error, Tongue::Chinese) => ("错误", Level::ERROR),
        (Severity::Error, Tongue::English) => ("error", Level::ERROR),
        (Severity::Warning, Tongue::Chinese) => ("警告", Level::WARNING),
        (Severity::Warning, Tongue::English) => ("warning", Level::WARNING),
    };
    let paint = match colour {
        Colour::Terminal => Paint::of(problem.fault.severity()),
        Colour::None => Paint::default(),
    };
    let head = format!("{name}[{}]", problem.fault.code());
    let mut out = format!("{} {}", paint.head(&head), paint.message(&on_one_line(&words.message)));
    let mut indent = 2;
    match &problem.place {
        Place::Text { source, range } => {
            // Only the lines concerned are handed over: a long file costs nothing.
            let lines = source.line_range(range.start).start..source.line_range(range.end).end;
            let excerpt = &source.text()[lines.clone()];
            let within = range.start - lines.start..range.end.min(lines.end) - lines.start;
            let snippet = Snippet::source(excerpt)
                .line_start(source.position(lines.start).line)
                .path(source.path())
                .annotation(AnnotationKind::Primary.span(within));
            let last = source.position(range.end.max(range.start)).line;
            indent = last.to_string().len();
            let renderer = match colour {
                Colour::Terminal => Renderer::styled(),
                Colour::None => Renderer::plain(),
            };
            let _ = write!(out, "\n{}", renderer.render(&[Group::with_level(level).element(snippet)]));
        }
        place @ (Place::File(_) | Place::Cell { .. }) => {
            let path = place.file().unwrap_or_default();
            let _ = write!(out, "\n  {} {path}", paint.frame("-->"));
        }
        Place::None => {}
    }
    if let Some(help) = &words.help {
        let _ = write!(out, "\n{:indent$} {} {}", "", paint.frame("="), on_one_line(help));
    }
    out
}

/// A text without line breaks and control characters, which would break the frame or the terminal.
fn on_one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The colours of what annotate-snippets does not print itself.
#[derive(Default)]
struct Paint {
    head: Style,
    message: Style,
    frame: Style,
}

impl Paint {
    fn of(severity: Severity) -> Self {
        let colour = match severity {
            Severity::Error => AnsiColor::BrightRed,
            Severity::Warning => AnsiColor::Yellow,
        };
        Self {
            head: colour.on_default().effects(Effects::BOLD),
            message: Style::new().effects(Effects::BOLD),
            frame: AnsiColor::BrightBlue.on_default().effects(Effects::BOLD),
        }
    }

    fn head(&self, text: &str) -> String {
        painted(self.head, text)
    }

    fn message(&self, text: &str) -> String {
        painted(self.message, text)
    }

    fn frame(&self, text: &str) -> String {
        painted(self.frame, text)
    }
}

fn painted(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

#[derive(Serialize)]
struct Json<'a> {
    errors: usize,
    warnings: usize,
    problems: Vec<JsonProblem<'a>>,
}

#[derive(Serialize)]
struct JsonProblem<'a> {
    code: &'static str,
    severity: &'static str,
    message: String,
    file: Option<std::borrow::Cow<'a, str>>,
    line: Option<usize>,
    column: Option<usize>,
    help: Option<String>,
}

fn severity(problem: &Problem) -> &'static str {
    match problem.fault.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// Problems as JSON, by the format's section 13.
#[must_use]
pub fn json(problems: &[Problem], tongue: Tongue) -> String {
    let Count { errors, warnings } = Count::of(problems);
    let problems = problems
        .iter()
        .map(|problem| {
            let words = problem.words(tongue);
            let position = problem.place.position();
            JsonProblem {
                code: problem.fault.code(),
                severity: severity(problem),
                message: words.message,
                file: problem.place.file(),
                line: position.map(|position| position.line),
                column: position.map(|position| position.column),
                help: words.help,
            }
        })
        .collect();
    serde_json::to_string_pretty(&Json { errors, warnings, problems }).unwrap_or_default()
}

/// Problems as GitHub's workflow commands: `::error file=…,line=…,col=…,title=…::…`.
#[must_use]
pub fn github(problems: &[Problem], tongue: Tongue) -> String {
    let value = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| value(text).replace(':', "%3A").replace(',', "%2C");
    let mut out = String::new();
    for problem in problems {
        let words = problem.words(tongue);
        let mut properties = Vec::new();
        if let Some(file) = problem.place.file() {
            properties.push(format!("file={}", property(&file)));
        }
        if let Some(position) = problem.place.position() {
            properties.push(format!("line={},col={}", position.line, position.column));
        }
        properties.push(format!("title={}", problem.fault.code()));
        let help = words.help.map(|help| format!("\n{help}")).unwrap_or_default();
        let message = value(&format!("{}{help}", words.message));
        let _ = writeln!(out, "::{} {}::{message}", severity(problem), properties.join(","));
    }
    out
}
