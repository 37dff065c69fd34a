//! The builder: a thread that makes the site again when files change, and decides when it is shown.
//!
//! It begins at the first sign of a change and shows what it made when no further sign has come for a moment. If one
//! came, it begins again: what was read of a file that was half written is never shown.

use std::time::Instant;

use super::Tongues;
use super::engine::{Engine, Round};
use super::news::{News, Pages, Update};
use super::stage::Stage;
use super::watch::Watch;
use crate::load::Changed;
use crate::model::Audience;
use crate::press::Edition;
use crate::problem::show::Count;
use crate::problem::{Problem, Tongue};

/// All that the builder works with.
pub(super) struct Builder<T> {
    pub(super) engine: Engine,
    pub(super) watch: Watch,
    pub(super) stage: Stage,
    pub(super) audience: Audience,
    pub(super) tongues: Tongues,
    pub(super) tell: T,
}

impl<T: FnMut(News<'_>)> Builder<T> {
    /// Makes the site, and makes it again whenever files change; ends when nobody looks any more.
    pub(super) fn work(mut self) {
        let started = Instant::now();
        // The watch begins first: what changes while the site is made is seen.
        let mut watching = self.watch.begin();
        let round = self.engine.run(&Changed::All);
        let mut tongue = (self.tongues)(round.language.as_deref());
        let mut last = self.show(&round, (None, tongue));
        let pages = if last.edition.is_some() { Pages::New } else { Pages::None };
        let count = Count::of(&round.problems);
        let new = round.problems.iter().collect();
        let update = Update { files: Vec::new(), pages, time: started.elapsed(), count, new, tongue };
        (self.tell)(News::Begun(update, watching));
        while let Some(changed) = self.watch.wait() {
            let started = Instant::now();
            let mut round = self.engine.run(&changed);
            while let Some(more) = self.watch.unrest(started) {
                round = self.engine.run(&more);
            }
            let files = self.watch.settle();
            if round.language.is_some() {
                tongue = (self.tongues)(round.language.as_deref());
            }
            let next = self.show(&round, (Some(&last), tongue));
            let pages = pages_after(&round, (&last, &next));
            if files.is_empty() && pages != Pages::New && next.problems == last.problems {
                // Something came and went, or was written as it had been.
                continue;
            }
            let update = Update {
                files,
                pages,
                time: started.elapsed(),
                count: Count::of(&round.problems),
                new: untold(&round.problems, (&last.problems, tongue)),
                tongue,
            };
            (self.tell)(News::Changed(update));
            if watching != self.watch.watching() {
                watching = self.watch.watching();
                (self.tell)(News::Polling(tongue));
            }
            last = next;
        }
    }

    /// Shows the outcome of a round: its site, or over the last good one what is wrong.
    fn show(&self, round: &Round, (last, tongue): (Option<&Shown>, Tongue)) -> Shown {
        let edition = round.edition.clone().or_else(|| last.and_then(|last| last.edition.clone()));
        self.stage.show(edition.clone(), round, (tongue, self.audience));
        Shown { edition, problems: round.problems.clone() }
    }
}

/// What was shown.
struct Shown {
    edition: Option<Edition>,
    problems: Vec<Problem>,
}

fn pages_after(round: &Round, (last, next): (&Shown, &Shown)) -> Pages {
    match (&last.edition, &next.edition) {
        (_, None) => Pages::None,
        _ if round.edition.is_none() => Pages::Kept,
        (Some(before), Some(after)) if before.is_same(after) => Pages::Same,
        _ => Pages::New,
    }
}

/// The problems that were not told in the last round. A problem that has only moved in its file is the same one.
fn untold<'a>(problems: &'a [Problem], (told, tongue): (&[Problem], Tongue)) -> Vec<&'a Problem> {
    let name = |problem: &Problem| {
        let file = problem.place.file().map(|file| file.into_owned());
        (file, problem.fault.code(), problem.words(tongue).message)
    };
    let mut told: Vec<_> = told.iter().map(name).collect();
    let mut is_new = |problem: &&Problem| {
        let name = name(problem);
        match told.iter().position(|told| *told == name) {
            Some(at) => {
                told.swap_remove(at);
                false
            }
            None => true,
        }
    };
    problems.iter().filter(|problem| is_new(problem)).collect()
}
