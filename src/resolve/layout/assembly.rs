//! What was read becomes a report: chapters with their numbers, figures with where each is used, ledgers.

use std::collections::BTreeMap;

use super::super::numbering::number;
use super::super::rows::row;
use super::super::{ledgers, skyline, unknown_metric};
use super::{Cover, Desk, Layout, ReadChapter};
use crate::model::{Chapter, Figure, FigureGroup, FigureRow, Ledger, Report, Spot, Use, plain};
use crate::problem::{Fault, Problem};
use crate::prose::Document;

impl Layout<'_> {
    /// The report of what was read, and what is left on the desk.
    pub(super) fn finish(
        mut self,
        cover: Cover,
        (opening, opening_uses): (Option<Document>, Vec<String>),
        chapters: Vec<ReadChapter>,
    ) -> (Report, Desk) {
        let entry = &self.book.entries[self.at];
        let draft = &entry.draft;
        let speaker = self.speaker();
        let mut uses = BTreeMap::new();
        let cover_use = Use { chapter: String::new(), title: plain(&cover.title) };
        for id in cover.uses.iter().chain(&opening_uses) {
            note_use(&mut uses, id, &cover_use);
        }
        collect_uses(&chapters, &mut uses);
        self.unused(&uses);
        self.desk.notes.uses = uses;
        let rows = |ids: &[String]| -> Vec<FigureRow> {
            let figures = ids.iter().filter_map(|id| entry.figure(id));
            figures.map(|figure| row(figure, speaker, &self.desk.notes)).collect()
        };
        let highlights = rows(&cover.highlights);
        let others = opening_uses.iter().filter(|id| !cover.uses.contains(id));
        let opening_figures = rows(&cover.uses.iter().chain(others).cloned().collect::<Vec<_>>());
        let mut chapters: Vec<Chapter> = chapters.into_iter().map(|read| with_figures(read, &rows)).collect();
        number(&mut chapters, (&[], 0), &self.book.project.dressing.words);
        let (groups, figures) = self.groups();
        let skyline = skyline::of(entry, (self.book, speaker), &mut self.desk.problems);
        let ledgers = self.ledgers();
        let accounts = self.book.accounts(self.at, &ledgers);
        let (opening_blocks, opening_footnotes) =
            opening.map(|document| (document.blocks, document.footnotes)).unwrap_or_default();
        let report = Report {
            path: draft.path.clone(),
            year: draft.year,
            title: cover.title,
            period: draft.period,
            period_words: speaker.period(draft.period, draft.year),
            period_with_year: speaker.period_with_year(draft.period, draft.year),
            published: draft.published,
            updated: draft.updated,
            corrections: cover.corrections,
            draft: draft.draft,
            downloads: draft.downloads.clone(),
            source: draft.source.clone(),
            summary: cover.summary,
            highlights,
            skyline,
            opening: opening_blocks,
            opening_footnotes,
            opening_figures,
            chapters,
            groups,
            figures,
            ledgers,
            accounts,
        };
        (report, self.desk)
    }

    /// Warns of metrics that no text, chart, table, cover or other figure uses.
    fn unused(&mut self, uses: &BTreeMap<String, Vec<Use>>) {
        let draft = &self.book.entries[self.at].draft;
        let cover = draft.cover.as_ref().map(|spot| spot.text.as_str());
        let named = self.book.named_elsewhere(self.at);
        for metric in draft.metrics.iter().flat_map(|file| &file.metrics) {
            let used =
                uses.contains_key(&metric.id) || cover == Some(&metric.id) || named.contains(&metric.id);
            if !used {
                let fault = Fault::UnusedMetric { metric: metric.id.clone() };
                self.desk.problems.push(Problem::new(fault, metric.place.clone()));
            }
        }
    }

    /// The figures by file, and the same as computed; of a ledger's counts only those that are used.
    fn groups(&self) -> (Vec<FigureGroup>, Vec<Figure>) {
        let entry = &self.book.entries[self.at];
        let speaker = self.speaker();
        let mut groups = Vec::new();
        let mut figures = Vec::new();
        let mut push = |id: &str, title: &str, ids: Vec<String>| {
            let shown: Vec<_> = ids.iter().filter_map(|id| entry.figure(id)).collect();
            if !shown.is_empty() {
                let rows = shown.iter().map(|figure| row(figure, speaker, &self.desk.notes)).collect();
                groups.push(FigureGroup { id: id.to_owned(), title: title.to_owned(), rows });
                figures.extend(shown.into_iter().map(|figure| {
                    let note = self.desk.notes.notes.get(&figure.id).cloned().unwrap_or_default();
                    Figure { note, ..figure.clone() }
                }));
            }
        };
        for file in &entry.draft.metrics {
            push(&file.id, &file.title, file.metrics.iter().map(|metric| metric.id.clone()).collect());
        }
        for ledger in &entry.draft.ledgers {
            let of_it = |id: &&String| **id == ledger.id || id.starts_with(&format!("{}.", ledger.id));
            let used = entry.figures.iter().map(|figure| &figure.id).filter(of_it);
            let used = used.filter(|id| self.desk.notes.uses.contains_key(*id)).cloned().collect();
            push(&ledger.id, &ledger.title, used);
        }
        (groups, figures)
    }

    fn ledgers(&mut self) -> Vec<Ledger> {
        let entry = &self.book.entries[self.at];
        let drafts = &entry.draft.ledgers;
        let measured = drafts.iter().flat_map(|draft| &draft.items).filter_map(|item| item.metric.as_ref());
        let unknown = measured.filter(|spot| entry.figure(&spot.text).is_none());
        let found =
            unknown.filter_map(|spot| unknown_metric(entry, &spot.text, &spot.place)).collect::<Vec<_>>();
        self.desk.problems.extend(found);
        self.desk.problems.extend(self.book.carry_problems(self.at));
        for draft in drafts {
            let title = Spot { text: draft.title.clone(), place: draft.title_place.clone() };
            self.desk.problems.extend(self.stale.heading(&title, &[]));
        }
        let (book, at, speaker) = (self.book, self.at, self.speaker());
        drafts
            .iter()
            .map(|draft| {
                let line = |spot: &Spot| {
                    let line = self.reader(None).line(spot);
                    self.check_line(&line, spot, &[]);
                    line
                };
                ledgers::ledger(draft, (book.audience, speaker), line, |item| book.course(at, (draft, item)))
            })
            .collect()
    }
}

fn note_use(uses: &mut BTreeMap<String, Vec<Use>>, id: &str, place: &Use) {
    let known = uses.entry(id.to_owned()).or_default();
    if !known.contains(place) {
        known.push(place.clone());
    }
}

fn collect_uses(chapters: &[ReadChapter], uses: &mut BTreeMap<String, Vec<Use>>) {
    for read in chapters {
        let place = Use { chapter: read.chapter.address.clone(), title: plain(&read.chapter.title) };
        for id in &read.uses {
            note_use(uses, id, &place);
        }
        collect_uses(&read.children, uses);
    }
}

fn with_figures(read: ReadChapter, rows: &dyn Fn(&[String]) -> Vec<FigureRow>) -> Chapter {
    let ReadChapter { mut chapter, uses, children } = read;
    chapter.figures = rows(&uses);
    chapter.children = children.into_iter().map(|child| with_figures(child, rows)).collect();
    chapter
}
