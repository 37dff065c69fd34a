//! The command line: its doc comments are the help in English; [`help`](crate::help) has the Chinese and the examples.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::model::Audience;
use crate::problem::Tongue;

/// 年报 nianbao: from YAML figures and a Markdown narrative to an office's yearly work report.
///
/// 数字写一次，正文、图表、表格都从它来。
#[derive(Debug, Parser)]
#[command(name = "nianbao", version, arg_required_else_help = true, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check the content: report every problem, for both audiences
    Check(CheckArgs),
    /// Build the site
    Build(BuildArgs),
    /// Preview the site while it is being written: it follows every change
    Serve(ServeArgs),
    /// Write a report as one file: Word, PDF, a page of HTML, its figures as a workbook, its site as an archive
    Export(ExportArgs),
    /// Write the sheets (.xlsx) that departments fill in with a report's figures
    Sheet(SheetArgs),
    /// Write the sample into a new folder, or next year's report from last year's
    New(NewArgs),
    /// Write JSON Schemas of the YAML files, with which editors complete and check what is typed
    Schema(SchemaArgs),
    /// Print a shell's completions
    Completions(CompletionsArgs),
}

/// What all commands take.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// The content folder
    #[arg(long, value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
    /// Who the site is for
    #[arg(long, value_enum, default_value_t = AudienceArg::Public)]
    pub audience: AudienceArg,
    /// The language of messages: zh or en
    #[arg(long, value_name = "TAG")]
    pub lang: Option<String>,
}

/// How problems are shown.
#[derive(Debug, Clone, Args)]
pub struct Strictness {
    /// Treat warnings as errors
    #[arg(long)]
    pub deny_warnings: bool,
    /// How problems are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Arguments of `check`.
#[derive(Debug, Clone, Args)]
pub struct CheckArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap shows the doc of a flattened field as help")]
    pub common: Common,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap shows the doc of a flattened field as help")]
    pub strictness: Strictness,
}

/// Arguments of `build`.
#[derive(Debug, Clone, Args)]
pub struct BuildArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap shows the doc of a flattened field as help")]
    pub common: Common,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap shows the doc of a flattened field as help")]
    pub strictness: Strictness,
    /// The folder to write [default: site, or site-internal for the internal audience]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// A theme that stands in for the site's own
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Build a whole site of these reports alone
    #[arg(long, value_name = "REPORT", num_args = 1..)]
    pub only: Vec<String>,
    /// How many threads to use [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
}

/// Arguments of `export`.
#[derive(Debug, Clone, Args)]
pub struct ExportArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap shows the doc of a flattened field as help")]
    pub common: Common,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap shows the doc of a flattened field as help")]
    pub strictness: Strictness,
    /// The report, by its folder below the content folder; left out, a zip holds the site of all
    #[arg(value_name = "REPORT", required_if_eq_any = [("to", "docx"), ("to", "xlsx"), ("to", "pdf"), ("to", "html")])]
    pub report: Option<String>,
    /// What to write
    #[arg(long, value_enum)]
    pub to: Form,
    /// The file to write [default: named for the report's title, in the working folder]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Begin a Word document with a table of contents
    #[arg(long)]
    pub toc: bool,
    /// How a PDF looks
    #[arg(long, value_enum, default_value_t = Style::Official)]
    pub style: Style,
    /// The browser that prints a PDF [default: CHROMIUM, else one that is found]
    #[arg(long, value_name = "PATH")]
    pub browser: Option<PathBuf>,
}

/// How a PDF looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Style {
    /// As an official document, in the form of GB/T 9704
    Official,
    /// As a book, in the form of the site
    Book,
}

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// A Word document in the form of GB/T 9704
    Docx,
    /// Its figures and charts as a workbook
    Xlsx,
    /// A PDF, printed by the machine's Edge, Chrome or Chromium
    Pdf,
    /// The whole report as one page that holds all it shows
    Html,
    /// A whole site in one archive, for handing over
    Zip,
}

impl Form {
    /// The end of the name of such a file.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Zip => "zip",
        }
    }
}

/// Arguments of `serve`.
#[derive(Debug, Clone, Args)]
pub struct ServeArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap shows the doc of a flattened field as help")]
    pub common: Common,
    /// The port, 0 for any free one [default: 4000, or the next free one]
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// Open the preview in the browser
    #[arg(long)]
    pub open: bool,
    /// The address to listen at; any but this machine's own lets others in [default: 127.0.0.1]
    #[arg(long, value_name = "ADDRESS")]
    pub host: Option<String>,
    /// A theme that stands in for the site's own
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Look at the files several times a second: for network drives, of which the system does not tell changes
    #[arg(long)]
    pub poll: bool,
}

/// Arguments of `sheet`.
#[derive(Debug, Clone, Args)]
pub struct SheetArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap shows the doc of a flattened field as help")]
    pub common: Common,
    /// The report, by its folder below the content folder
    #[arg(value_name = "REPORT")]
    pub report: String,
    /// The file to write, which may not be there yet [default: named for the year, in the working folder]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Arguments of `new`.
#[derive(Debug, Clone, Args)]
pub struct NewArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap shows the doc of a flattened field as help")]
    pub common: Common,
    /// The folder for the sample; with --from, the new report
    #[arg(value_name = "DIR|REPORT")]
    pub name: String,
    /// The report that the new one continues
    #[arg(long, value_name = "REPORT")]
    pub from: Option<String>,
}

/// Arguments of `schema`.
#[derive(Debug, Clone, Args)]
pub struct SchemaArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap shows the doc of a flattened field as help")]
    pub common: Common,
    /// The folder to write
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
}

/// Arguments of `completions`.
#[derive(Debug, Clone, Args)]
pub struct CompletionsArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap shows the doc of a flattened field as help")]
    pub common: Common,
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// Who a site is for, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AudienceArg {
    /// Everyone
    Public,
    /// The office itself
    Internal,
}

impl From<AudienceArg> for Audience {
    fn from(argument: AudienceArg) -> Self {
        match argument {
            AudienceArg::Public => Self::Public,
            AudienceArg::Internal => Self::Internal,
        }
    }
}

/// How problems are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, on standard error
    Text,
    /// For programs, on standard output
    Json,
    /// For GitHub's workflows, on standard output
    Github,
}

impl Common {
    /// The language of messages: asked for, else the environment's, else the site's, else the locale's.
    #[must_use]
    pub fn tongue(&self, site: Option<&str>) -> Tongue {
        let environment = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let locale = || ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(environment);
        let tag = self
            .lang
            .clone()
            .or_else(|| environment("NIANBAO_LANG"))
            .or_else(|| site.map(str::to_owned))
            .or_else(locale)
            .unwrap_or_default();
        Tongue::of(&tag)
    }
}
