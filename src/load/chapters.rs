//! Chapters: folders and Markdown files with front matter. Enter at [`read`].

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use super::Context;
use super::field::{ASTERISKS, Fields};
use super::order::{by_order, without_order};
use super::yaml::{Read, read as read_yaml};
use super::yaml_walk::Yaml;
use crate::model::{Audience, ChapterDraft, ChapterText};
use crate::problem::{Fault, Place, Problem};
use crate::source::{Source, front_matter};

#[derive(Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "章节的文件头")]
pub(super) struct RawFront {
    #[schemars(description = "章节标题；不写用第一个标题。")]
    title: Option<String>,
    #[schemars(description = "一句话说明本章。")]
    summary: Option<String>,
    #[schemars(description = "internal 的章节不公开。", extend("enum" = ["public", "internal", null]))]
    audience: Option<String>,
    #[schemars(description = "来源，代替报告的来源。")]
    source: Option<String>,
    #[schemars(description = "有意手写、不与数字核对的数。")]
    literals: Option<Vec<String>>,
    #[schemars(description = "星号：mask 为普通字符，emphasis 为强调。", extend("enum" = ["mask", "emphasis", null]))]
    asterisks: Option<String>,
}

/// Addresses at the top of a report that the program itself uses.
const RESERVED: [&str; 2] = ["full", "figures"];

/// The chapters of a report.
#[derive(Debug, Default)]
pub(super) struct Chapters {
    /// The report's own `index.md`.
    pub(super) opening: Option<ChapterDraft>,
    /// The chapters in order.
    pub(super) chapters: Vec<ChapterDraft>,
}

/// A folder of chapters while it is sorted.
#[derive(Debug, Default)]
struct Folder {
    index: Option<Arc<Source>>,
    files: BTreeMap<String, Arc<Source>>,
    folders: BTreeMap<String, Folder>,
}

/// Reads chapters from Markdown files, by their path in the report: `1-work/index.md`.
pub(super) fn read(files: Vec<(String, Arc<Source>)>, report: &str, context: &mut Context<'_>) -> Chapters {
    let mut root = Folder::default();
    for (path, source) in files {
        let mut folder = &mut root;
        let mut steps: Vec<&str> = path.split('/').collect();
        let name = steps.pop().unwrap_or_default();
        for step in steps {
            folder = folder.folders.entry(step.to_owned()).or_default();
        }
        if name == "index.md" {
            folder.index = Some(source);
        } else {
            folder.files.insert(name.trim_end_matches(".md").to_owned(), source);
        }
    }
    let opening = root.index.take().map(|source| {
        let at = Spot { file: "index.md".to_owned(), ..Spot::default() };
        text_chapter(at, &source, context)
    });
    let top = Spot { report: report.to_owned(), ..Spot::default() };
    let chapters = children(root, &top, context);
    for chapter in &chapters {
        if RESERVED.contains(&chapter.address.as_str()) {
            let place = file_place(chapter, report);
            let fault = Fault::ReservedName { name: chapter.address.clone() };
            context.problems.push(Problem::new(fault, place));
        }
    }
    Chapters { opening, chapters }
}

fn file_place(chapter: &ChapterDraft, report: &str) -> Place {
    Place::File(format!("{report}/{}", chapter.file))
}

/// Where a chapter stands.
#[derive(Debug, Default)]
struct Spot {
    /// The report's folder.
    report: String,
    file: String,
    address: String,
    level: u8,
    name: String,
}

impl Spot {
    fn child(&self, name: &str, suffix: &str) -> Self {
        let join = |a: &str, b: &str| {
            if a.is_empty() { b.to_owned() } else { format!("{a}/{b}") }
        };
        let bare = without_order(name);
        Self {
            report: self.report.clone(),
            file: join(self.file.trim_end_matches("/index.md"), &format!("{name}{suffix}")),
            address: join(&self.address, &bare.nfc().collect::<String>()),
            level: self.level.saturating_add(1),
            name: bare.to_owned(),
        }
    }
}

fn children(folder: Folder, parent: &Spot, context: &mut Context<'_>) -> Vec<ChapterDraft> {
    enum Entry {
        File(Arc<Source>),
        Folder(Folder),
    }
    let files = folder.files.into_iter().map(|(name, source)| (name, Entry::File(source)));
    let folders = folder.folders.into_iter().map(|(name, folder)| (name, Entry::Folder(folder)));
    let mut entries: Vec<_> = files.chain(folders).collect();
    entries.sort_by(|(a, _), (b, _)| by_order(a, b));
    let mut chapters: Vec<ChapterDraft> = Vec::new();
    for (name, entry) in entries {
        let chapter = match entry {
            Entry::File(source) => text_chapter(parent.child(&name, ".md"), &source, context),
            Entry::Folder(folder) => folder_chapter(&name, folder, (parent, context)),
        };
        let twin =
            chapters.iter().find(|known| known.address.to_lowercase() == chapter.address.to_lowercase());
        if let Some(twin) = twin {
            let other = file_place(twin, &parent.report).shown();
            let fault = Fault::DuplicateId { id: chapter.address.clone(), other };
            context.problems.push(Problem::new(fault, file_place(&chapter, &parent.report)));
        } else {
            chapters.push(chapter);
        }
    }
    chapters
}

fn folder_chapter(
    name: &str,
    mut folder: Folder,
    (parent, context): (&Spot, &mut Context<'_>),
) -> ChapterDraft {
    let mut at = parent.child(name, "/index.md");
    let mut chapter = match folder.index.take() {
        Some(source) => text_chapter(std::mem::take(&mut at), &source, context),
        None => {
            at.file = at.file.trim_end_matches("/index.md").to_owned();
            empty_chapter(std::mem::take(&mut at))
        }
    };
    let at = parent.child(name, "/index.md");
    chapter.children = children(folder, &at, context);
    chapter
}

fn empty_chapter(at: Spot) -> ChapterDraft {
    ChapterDraft {
        file: at.file,
        address: at.address,
        level: at.level,
        name: at.name,
        text: None,
        title: None,
        summary: None,
        audience: Audience::Public,
        source: None,
        literals: Vec::new(),
        asterisks: None,
        children: Vec::new(),
    }
}

fn text_chapter(at: Spot, source: &Arc<Source>, context: &mut Context<'_>) -> ChapterDraft {
    let split = front_matter(source.text());
    let mut chapter = empty_chapter(at);
    chapter.text = Some(ChapterText { source: Arc::clone(source), body: split.body });
    if let Some(range) = split.yaml {
        front(&mut chapter, (source, range), context);
    }
    chapter
}

fn front(
    chapter: &mut ChapterDraft,
    (source, range): (&Arc<Source>, Range<usize>),
    context: &mut Context<'_>,
) {
    let Some(Read { raw, marks }) = read_yaml::<RawFront>(&Yaml { source, range }, &mut context.problems)
    else {
        return;
    };
    let RawFront { title, summary, audience, source: from, literals, asterisks } = raw;
    let mut fields = Fields::new(&marks, source);
    chapter.title = fields.spot(&["title"], title);
    chapter.summary = fields.spot(&["summary"], summary);
    if fields.audience(&["audience"], audience) {
        chapter.audience = Audience::Internal;
    }
    chapter.source = from;
    chapter.literals = literals.unwrap_or_default();
    chapter.asterisks = fields.word(&["asterisks"], asterisks, &ASTERISKS);
    context.problems.append(&mut fields.problems);
}
