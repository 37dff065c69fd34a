//! The pages of the site and their anchors, so that links between chapters can be checked before any is read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::load::Project;
use crate::model::{Audience, ChapterDraft, Draft, LinkTarget};
use crate::problem::{Fault, nearest};
use crate::prose::{self, Markdown};

/// All pages that an audience may see, by report.
#[derive(Debug)]
pub(super) struct Pages {
    reports: Vec<Arc<Outline>>,
}

/// The pages of a report, by the path of their file in the content folder.
#[derive(Debug, PartialEq, Eq)]
struct Outline {
    draft: Arc<Draft>,
    pages: BTreeMap<String, Page>,
    /// Files of chapters that the audience may not see.
    hidden: BTreeSet<String>,
}

#[derive(Debug, PartialEq, Eq)]
struct Page {
    report: String,
    chapter: String,
    anchors: Vec<String>,
}

impl Pages {
    /// Reads the outline of every chapter, or takes it from what is known of the same report.
    pub(super) fn outline(project: &Project, audience: Audience, earlier: Option<&Self>) -> Self {
        let measure_words = project.dressing.words.list("measure_words");
        let outline = |draft: &Arc<Draft>| {
            let known = earlier
                .and_then(|earlier| earlier.reports.iter().find(|known| Arc::ptr_eq(&known.draft, draft)));
            known.cloned().unwrap_or_else(|| {
                let mut outline =
                    Outline { draft: Arc::clone(draft), pages: BTreeMap::new(), hidden: BTreeSet::new() };
                for chapter in draft.opening.iter().chain(&draft.chapters) {
                    push(chapter, &Outliner { draft, audience, measure_words: &measure_words }, &mut outline);
                }
                Arc::new(outline)
            })
        };
        Self { reports: project.reports.par_iter().map(outline).collect() }
    }

    /// Whether the pages and their anchors are those of another.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let is_same = |(a, b): (&Arc<Outline>, &Arc<Outline>)| {
            Arc::ptr_eq(a, b) || (&a.pages, &a.hidden) == (&b.pages, &b.hidden)
        };
        self.reports.len() == other.reports.len() && self.reports.iter().zip(&other.reports).all(is_same)
    }

    fn page(&self, key: &str) -> Option<&Page> {
        self.reports.iter().find_map(|outline| outline.pages.get(key))
    }

    fn keys(&self) -> impl Iterator<Item = &String> {
        self.reports.iter().flat_map(|outline| outline.pages.keys())
    }

    fn is_hidden(&self, key: &str) -> bool {
        self.reports.iter().any(|outline| outline.hidden.contains(key))
    }

    /// The one page beside a missing file that has its number and another name, or its name and another number.
    fn renamed(&self, key: &str) -> Option<String> {
        let (folder, file) = key.rsplit_once('/')?;
        let beside = self.keys().filter(|page| page.rsplit_once('/').is_some_and(|(at, _)| at == folder));
        let halves =
            |file: &str| file.split_once('-').map(|(number, name)| (number.to_owned(), name.to_owned()));
        let (number, name) = halves(file)?;
        let mut alike = beside.filter(|page| {
            halves(&page[folder.len() + 1..]).is_some_and(|other| other.0 == number || other.1 == name)
        });
        let found = alike.next()?;
        alike.next().is_none().then(|| found.clone())
    }

    /// Where a relative link of a file leads.
    pub(super) fn find(&self, draft: &Draft, file: &str, target: &str) -> Result<LinkTarget, Fault> {
        let (path, anchor) = match target.split_once('#') {
            Some((path, anchor)) => (path, Some(percent_decoded(anchor))),
            None => (target, None),
        };
        let own = format!("{}/{file}", draft.path);
        let key = if path.is_empty() { own.clone() } else { joined(&own, &percent_decoded(path)) };
        let Some(page) = self.page(&key) else {
            if self.is_hidden(&key) {
                return Err(Fault::InternalLink { target: path.to_owned() });
            }
            let others = self.keys().map(String::as_str).filter(|page| *page != own);
            let mut written_short = [format!("{key}.md"), format!("{key}/index.md")].into_iter();
            let whole = written_short.find(|file| self.page(file).is_some());
            let near = whole.or_else(|| nearest(&key, others)).or_else(|| self.renamed(&key));
            let near = near.map(|near| relative(&own, &near));
            return Err(Fault::BrokenLink { target: path.to_owned(), near });
        };
        if let Some(anchor) = &anchor
            && !page.anchors.contains(anchor)
        {
            let near = nearest(anchor, page.anchors.iter().map(String::as_str));
            let page = if path.is_empty() { file.to_owned() } else { path.to_owned() };
            return Err(Fault::BrokenAnchor { anchor: anchor.clone(), page, near });
        }
        match (path.is_empty(), anchor) {
            (true, Some(anchor)) => Ok(LinkTarget::Anchor(anchor)),
            (_, anchor) => {
                Ok(LinkTarget::Page { report: page.report.clone(), chapter: page.chapter.clone(), anchor })
            }
        }
    }
}

struct Outliner<'a> {
    draft: &'a Draft,
    audience: Audience,
    measure_words: &'a [String],
}

fn push(chapter: &ChapterDraft, outliner: &Outliner<'_>, report: &mut Outline) {
    let Outliner { draft, audience, measure_words } = outliner;
    let hidden = chapter.audience == Audience::Internal && *audience == Audience::Public;
    if hidden {
        hide(chapter, draft, &mut report.hidden);
        return;
    }
    if let Some(text) = &chapter.text {
        let asterisks = chapter.asterisks.unwrap_or(draft.asterisks);
        let (source, body) = (&text.source, text.body.clone());
        let outline =
            prose::outline(&Markdown { source, body, asterisks, measure_words, level: chapter.level });
        let page =
            Page { report: draft.path.clone(), chapter: chapter.address.clone(), anchors: outline.anchors };
        report.pages.insert(key(chapter, draft), page);
    }
    for child in &chapter.children {
        push(child, outliner, report);
    }
}

/// Notes the files of a chapter and its sub-chapters as hidden.
fn hide(chapter: &ChapterDraft, draft: &Draft, hidden: &mut BTreeSet<String>) {
    hidden.insert(key(chapter, draft));
    for child in &chapter.children {
        hide(child, draft, hidden);
    }
}

fn key(chapter: &ChapterDraft, draft: &Draft) -> String {
    format!("{}/{}", draft.path, chapter.file).nfc().collect()
}

/// A relative path of a file, worked out by name.
pub(super) fn joined(file: &str, path: &str) -> String {
    let mut steps: Vec<&str> = file.split('/').collect();
    steps.pop();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/").nfc().collect()
}

/// The path from one file to another.
fn relative(from: &str, to: &str) -> String {
    let mut from: Vec<&str> = from.split('/').collect();
    from.pop();
    let to: Vec<&str> = to.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    up.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

/// A path with its `%20` decoded; left as it is where that gives no text.
pub(super) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| byte == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_and_parted_by_name() {
        assert_eq!(joined("2022/1-work/2-b.md", "../3-plan.md"), "2022/3-plan.md");
        assert_eq!(joined("2022/1-work/2-b.md", "../../2021/index.md"), "2021/index.md");
        assert_eq!(relative("2022/1-work/2-b.md", "2022/3-plan.md"), "../3-plan.md");
        assert_eq!(relative("2022/1-work/2-b.md", "2022/1-work/1-a.md"), "1-a.md");
        assert_eq!(percent_decoded("1-%E8%93%9D%E5%A4%A9.md"), "1-蓝天.md");
        assert_eq!(percent_decoded("50%.md"), "50%.md");
    }
}
