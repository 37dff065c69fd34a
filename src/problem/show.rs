//! Problems for people and machines: as text with an excerpt, as JSON, and as GitHub's workflow commands.

use std::fmt::Write as _;

use annotate_snippets::renderer::{AnsiColor, Effects, Style};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::visible::{escaped, on_one_line, visible};
use super::{Place, Problem, Severity, Tongue};
use crate::source::Source;
use std::ops::Range;

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
    let mut out = list(problems, tongue, colour);
    let _ = writeln!(out, "{}", count(Count::of(problems), tongue));
    out
}

/// Problems as text, without a count.
#[must_use]
pub fn list<'a>(problems: impl IntoIterator<Item = &'a Problem>, tongue: Tongue, colour: Colour) -> String {
    problems.into_iter().map(|problem| one(problem, tongue, colour) + "\n\n").collect()
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
    let name = label(problem, tongue);
    let level = match problem.fault.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
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
            let group = Group::with_level(level);
            let path = visible(source.path());
            let group = match window(source, range) {
                Window { bytes, is_cut: false } => group.element(snippet(source, range, bytes).path(path)),
                Window { bytes, is_cut: true } => {
                    let at = source.position(range.start);
                    let origin = Origin::path(path).line(at.line).char_column(at.column);
                    group.element(origin).element(snippet(source, range, bytes))
                }
            };
            let last = source.position(range.end.max(range.start)).line;
            indent = last.to_string().len();
            let renderer = match colour {
                Colour::Terminal => Renderer::styled(),
                Colour::None => Renderer::plain(),
            };
            let _ = write!(out, "\n{}", renderer.render(&[group]));
        }
        place @ (Place::File(_) | Place::Cell { .. }) => {
            let path = place.file().unwrap_or_default();
            let _ = write!(out, "\n  {} {}", paint.frame("-->"), on_one_line(&path));
        }
        Place::None => {}
    }
    if let Some(help) = &words.help {
        let _ = write!(out, "\n{:indent$} {} {}", "", paint.frame("="), on_one_line(help));
    }
    out
}

/// Lines of more bytes than this are shown in part.
const LONG: usize = 2000;
/// How many bytes of a long line are shown before and behind what is meant, and of that.
const AROUND: usize = 120;
const MEANT: usize = 360;

/// The bytes of a text that are shown of a place.
struct Window {
    bytes: Range<usize>,
    /// Whether they are less than whole lines.
    is_cut: bool,
}

/// The lines of a range, or what stands around its beginning where they are long: a file of one line costs nothing.
fn window(source: &Source, range: &Range<usize>) -> Window {
    let lines = source.line_range(range.start).start..source.line_range(range.end).end;
    if lines.len() <= LONG {
        return Window { bytes: lines, is_cut: false };
    }
    let text = source.text();
    let start = text.floor_char_boundary(range.start.saturating_sub(AROUND));
    let end = text.ceil_char_boundary(range.end.min(range.start + MEANT) + AROUND);
    Window { bytes: start.max(lines.start)..end.min(lines.end), is_cut: true }
}

/// A part of a text with a range in it pointed at. What is shown has as many characters, so that columns stay.
fn snippet<'s>(
    source: &Source,
    range: &Range<usize>,
    bytes: Range<usize>,
) -> Snippet<'s, annotate_snippets::Annotation<'s>> {
    let end = range.end.min(bytes.end);
    let shown = |part: Range<usize>| visible(&source.text()[part]);
    let (before, meant) = (shown(bytes.start..range.start), shown(range.start..end));
    let within = before.len()..before.len() + meant.len();
    Snippet::source(format!("{before}{meant}{}", shown(end..bytes.end)))
        .line_start(source.position(bytes.start).line)
        .annotation(AnnotationKind::Primary.span(within))
}

/// What a problem is called by its severity.
fn label(problem: &Problem, tongue: Tongue) -> &'static str {
    match (problem.fault.severity(), tongue) {
        (Severity::Error, Tongue::Chinese) => "错误",
        (Severity::Error, Tongue::English) => "error",
        (Severity::Warning, Tongue::Chinese) => "警告",
        (Severity::Warning, Tongue::English) => "warning",
    }
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
                message: visible(&words.message).into_owned(),
                file: problem.place.file(),
                line: position.map(|position| position.line),
                column: position.map(|position| position.column),
                help: words.help.map(|help| visible(&help).into_owned()),
            }
        })
        .collect();
    escaped(&serde_json::to_string_pretty(&Json { errors, warnings, problems }).unwrap_or_default())
}

/// Problems as GitHub's workflow commands: `::error file=…,line=…,col=…,title=…::…`.
#[must_use]
pub fn github(problems: &[Problem], tongue: Tongue) -> String {
    // These signs alone are read back from their numbers; all others are shown.
    let value = |text: &str| visible(text).replace('%', "%25").replace('\n', "%0A");
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

/// A problem for a page that shows it as the terminal does.
#[derive(Debug, Serialize)]
pub struct Shown {
    code: &'static str,
    severity: &'static str,
    /// The severity in words.
    label: &'static str,
    message: String,
    /// The file, with line and column where they are known: `content/2022/1-air.md:12:5`.
    place: String,
    excerpt: Vec<Line>,
    help: Option<String>,
}

/// A line of a file, with what is meant in it; that is empty where something is missing.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Line {
    number: usize,
    before: String,
    marked: String,
    after: String,
}

/// How many lines of what is meant are shown.
const LINES: usize = 8;

/// A problem with all that is shown of it, in words.
#[must_use]
pub fn shown(problem: &Problem, tongue: Tongue) -> Shown {
    let words = problem.words(tongue);
    let position = problem.place.position();
    let position = position.map(|position| format!(":{}:{}", position.line, position.column));
    Shown {
        code: problem.fault.code(),
        severity: severity(problem),
        label: label(problem, tongue),
        message: on_one_line(&words.message),
        place: on_one_line(&format!(
            "{}{}",
            problem.place.file().unwrap_or_default(),
            position.unwrap_or_default()
        )),
        excerpt: excerpt(&problem.place),
        help: words.help.as_deref().map(on_one_line),
    }
}

/// The lines of a place in a text.
fn excerpt(place: &Place) -> Vec<Line> {
    let Place::Text { source, range } = place else { return Vec::new() };
    let text = source.text();
    let shown = window(source, range).bytes;
    let mut lines = Vec::new();
    let mut at = range.start;
    while lines.len() < LINES && at <= shown.end {
        let whole = source.line_range(at);
        let line = whole.start.max(shown.start)..whole.end.min(shown.end);
        let start = range.start.clamp(line.start, line.end);
        let end = range.end.clamp(start, line.end);
        lines.push(Line {
            number: source.position(whole.start).line,
            before: visible(&text[line.start..start]).into_owned(),
            marked: visible(&text[start..end]).into_owned(),
            after: visible(&text[end..line.end]).into_owned(),
        });
        at = whole.end + 1;
        if at >= range.end {
            break;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    use super::*;

    #[test]
    fn an_excerpt_is_the_lines_with_what_is_meant_in_them() {
        let source = Source::new("a.md", "一\n二三四\n五六\n");
        let at = |start: &str, end: usize| {
            let start = source.text().find(start).expect("it is there");
            let lines = excerpt(&Place::new(&source, start..start + end));
            let line = |line: Line| format!("{}:{}[{}]{}", line.number, line.before, line.marked, line.after);
            lines.into_iter().map(line).collect::<Vec<_>>()
        };
        assert_eq!(at("三", "三".len()), ["2:二[三]四"]);
        assert_eq!(at("四", "四\n五".len()), ["2:二三[四]", "3:[五]六"]);
        assert_eq!(at("\n二", 0), ["1:一[]"]);
        assert_eq!(at("二三", "二三四\n".len()), ["2:[二三四]"]);
        assert_eq!(excerpt(&Place::File("a.md".to_owned())), []);
    }
}
