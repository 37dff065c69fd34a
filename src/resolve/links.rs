//! The pages of the site and their anchors, so that links between chapters can be checked before any is read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::load::{Catalogue, Project};
use crate::model::{Asterisks, Audience, ChapterDraft, ChapterText, Draft, LinkTarget};
use crate::problem::{Fault, nearest};
use crate::prose::{self, Markdown};

/// All pages that an audience may see, by report.
#[derive(Debug)]
pub(super) struct Pages {
    reports: Vec<(Arc<Draft>, Arc<Outline>)>,
    elsewhere: Option<Elsewhere>,
}

/// The pages of a report, by the path of their file in the content folder.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outline {
    pages: BTreeMap<String, Page>,
    /// Files of chapters that the audience may not see.
    hidden: BTreeSet<String>,
}

#[derive(Debug)]
struct Page {
    report: String,
    chapter: String,
    text: ChapterText,
    asterisks: Asterisks,
    level: u8,
    measure_words: Arc<[String]>,
    /// Found when a link first asks for one: most pages are never asked.
    anchors: OnceLock<Vec<String>>,
}

impl Page {
    fn anchors(&self) -> &[String] {
        self.anchors.get_or_init(|| prose::outline(&self.markdown()).anchors)
    }

    fn markdown(&self) -> Markdown<'_> {
        Markdown {
            source: &self.text.source,
            body: self.text.body.clone(),
            asterisks: self.asterisks,
            measure_words: &self.measure_words,
            level: self.level,
        }
    }

    /// All that its anchors depend on.
    fn written(&self) -> (&str, Asterisks, u8, &[String]) {
        let text = self.text.source.text().get(self.text.body.clone()).unwrap_or_default();
        (text, self.asterisks, self.level, &self.measure_words)
    }
}

impl PartialEq for Page {
    fn eq(&self, other: &Self) -> bool {
        (&self.report, &self.chapter) == (&other.report, &other.chapter)
            && (self.written() == other.written() || self.anchors() == other.anchors())
    }
}

impl Eq for Page {}

/// The reports that are not in the book: their outlines are read when a link leads there.
#[derive(Debug)]
struct Elsewhere {
    catalogue: Arc<Catalogue>,
    audience: Audience,
    measure_words: Arc<[String]>,
    /// By their place in the catalogue; of the book's own reports nothing.
    outlines: Vec<OnceLock<Outline>>,
}

impl Elsewhere {
    fn of(project: &Project, audience: Audience) -> Option<Self> {
        let catalogue = Arc::clone(project.elsewhere.as_ref()?);
        let outlines: Vec<OnceLock<Outline>> = (0..catalogue.len()).map(|_| OnceLock::new()).collect();
        let own: BTreeSet<&str> = project.reports.iter().map(|draft| draft.path.as_str()).collect();
        for (at, outline) in outlines.iter().enumerate() {
            if own.contains(catalogue.path(at)) {
                let _ = outline.set(Outline::default());
            }
        }
        let measure_words = project.dressing.words.list("measure_words").into();
        Some(Self { catalogue, audience, measure_words, outlines })
    }

    /// The outline of a report, which may be read by two threads at once: none waits for the other, as it may hold it.
    fn outline(&self, at: usize) -> &Outline {
        if self.outlines[at].get().is_none() {
            let draft = self.catalogue.draft(at);
            let outline = draft.map(|draft| Outline::of(&draft, self.audience, &self.measure_words));
            let _ = self.outlines[at].set(outline.unwrap_or_default());
        }
        self.outlines[at].get_or_init(Outline::default)
    }
}

impl Outline {
    fn of(draft: &Draft, audience: Audience, measure_words: &Arc<[String]>) -> Self {
        let mut outline = Self::default();
        for chapter in draft.opening.iter().chain(&draft.chapters) {
            push(chapter, &Outliner { draft, audience, measure_words }, &mut outline);
        }
        outline
    }
}

impl Pages {
    /// Lists the pages of every report, or takes them from what is known of the same report.
    pub(super) fn outline(project: &Project, audience: Audience, earlier: Option<&Self>) -> Self {
        let measure_words = project.dressing.words.list("measure_words").into();
        let outline = |draft: &Arc<Draft>| {
            let known = earlier
                .and_then(|earlier| earlier.reports.iter().find(|(known, _)| Arc::ptr_eq(known, draft)));
            let outline = known.map_or_else(
                || Arc::new(Outline::of(draft, audience, &measure_words)),
                |(_, outline)| Arc::clone(outline),
            );
            (Arc::clone(draft), outline)
        };
        let reports = project.reports.par_iter().map(outline).collect();
        Self { reports, elsewhere: Elsewhere::of(project, audience) }
    }

    /// Whether the pages and their anchors are those of another.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.reports.len() == other.reports.len()
            && self.reports.iter().zip(&other.reports).all(|((_, a), (_, b))| Arc::ptr_eq(a, b) || a == b)
    }

    fn page(&self, key: &str) -> Option<&Page> {
        let own = self.reports.iter().find_map(|(_, outline)| outline.pages.get(key));
        own.or_else(|| self.holder(key)?.pages.get(key))
    }

    /// The outline of a report elsewhere that a file would lie in.
    fn holder(&self, key: &str) -> Option<&Outline> {
        let elsewhere = self.elsewhere.as_ref()?;
        elsewhere.catalogue.holder(key).map(|at| elsewhere.outline(at))
    }

    fn keys(&self) -> impl Iterator<Item = &String> {
        let elsewhere = self
            .elsewhere
            .iter()
            .flat_map(|elsewhere| (0..elsewhere.outlines.len()).map(|at| elsewhere.outline(at)));
        self.reports
            .iter()
            .map(|(_, outline)| &**outline)
            .chain(elsewhere)
            .flat_map(|outline| outline.pages.keys())
    }

    fn is_hidden(&self, key: &str) -> bool {
        self.reports.iter().any(|(_, outline)| outline.hidden.contains(key))
            || self.holder(key).is_some_and(|outline| outline.hidden.contains(key))
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
            && !page.anchors().contains(anchor)
        {
            let near = nearest(anchor, page.anchors().iter().map(String::as_str));
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
    measure_words: &'a Arc<[String]>,
}

fn push(chapter: &ChapterDraft, outliner: &Outliner<'_>, report: &mut Outline) {
    let Outliner { draft, audience, measure_words } = outliner;
    let hidden = chapter.audience == Audience::Internal && *audience == Audience::Public;
    if hidden {
        hide(chapter, draft, &mut report.hidden);
        return;
    }
    if let Some(text) = &chapter.text {
        let page = Page {
            report: draft.path.clone(),
            chapter: chapter.address.clone(),
            text: text.clone(),
            asterisks: chapter.asterisks.unwrap_or(draft.asterisks),
            level: chapter.level,
            measure_words: Arc::clone(measure_words),
            anchors: OnceLock::new(),
        };
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
