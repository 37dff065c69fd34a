//! What is shown now: the last good site, and what is wrong with the newest. The builder sets it, the server reads it.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher as _};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use tokio::sync::watch;

use super::engine::Round;
use super::script::{self, Mark};
use crate::model::Audience;
use crate::press::Edition;
use crate::problem::Tongue;
use crate::problem::show::{self, Colour, Count, Shown};

/// The most problems that are shown in a page; the terminal shows all.
const MOST: usize = 100;

/// Where the builder shows what it made.
#[derive(Debug)]
pub(super) struct Stage(watch::Sender<Option<Arc<Scene>>>);

/// What is shown at every moment; nothing before the first round has ended.
pub(super) type Scenes = watch::Receiver<Option<Arc<Scene>>>;

/// What is shown.
#[derive(Debug)]
pub(super) struct Scene {
    /// The last good site; none if there never was one.
    pub(super) edition: Option<Edition>,
    /// The path of the site's base address, from which its page 404 links: `/reports/`.
    pub(super) base: Option<String>,
    /// What the page that stands in for a site says to who reads it without scripts.
    pub(super) plain: String,
    /// The language of messages.
    pub(super) tongue: Tongue,
    /// What the script shows of the problems, as JSON.
    pub(super) problems: String,
    /// Which bytes pages are shown with, as far as it was asked.
    marks: Mutex<BTreeMap<String, Mark>>,
}

/// What the script shows of the problems.
#[derive(Debug, Serialize)]
struct Told {
    tongue: &'static str,
    internal: bool,
    /// Whether there is a site behind them.
    has_pages: bool,
    errors: usize,
    warnings: usize,
    count: String,
    /// How many more there are than are shown.
    more: usize,
    problems: Vec<Shown>,
}

/// A stage with nothing on it, and the view of it.
pub(super) fn new() -> (Stage, Scenes) {
    let (sender, receiver) = watch::channel(None);
    (Stage(sender), receiver)
}

impl Stage {
    /// Shows a site and the problems of the newest text.
    pub(super) fn show(
        &self,
        edition: Option<Edition>,
        round: &Round,
        (tongue, audience): (Tongue, Audience),
    ) {
        let problems = &round.problems;
        let count = Count::of(problems);
        let told = Told {
            tongue: match tongue {
                Tongue::Chinese => "zh",
                Tongue::English => "en",
            },
            internal: audience == Audience::Internal,
            has_pages: edition.is_some(),
            errors: count.errors,
            warnings: count.warnings,
            count: show::count(count, tongue),
            more: problems.len().saturating_sub(MOST),
            problems: problems.iter().take(MOST).map(|problem| show::shown(problem, tongue)).collect(),
        };
        let plain = match edition {
            Some(_) => String::new(),
            None => show::text(&problems[..problems.len().min(MOST)], tongue, Colour::None),
        };
        let scene = Scene {
            edition,
            base: round.base.clone(),
            plain,
            tongue,
            problems: serde_json::to_string(&told).unwrap_or_default(),
            marks: Mutex::default(),
        };
        self.0.send_replace(Some(Arc::new(scene)));
    }
}

impl Scene {
    /// Which bytes a page is shown with, by its path below the site's folder.
    pub(super) fn mark(&self, path: &str) -> Mark {
        let Some(edition) = &self.edition else { return Mark::default() };
        // A mark is computed twice rather than waited for.
        let lock = || self.marks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(mark) = lock().get(path) {
            return mark.clone();
        }
        let mark = mark(edition, path);
        lock().insert(path.to_owned(), mark.clone());
        mark
    }
}

fn mark(edition: &Edition, path: &str) -> Mark {
    let Some(page) = edition.page(path) else { return Mark::default() };
    let (mut own, mut styles) = (DefaultHasher::new(), DefaultHasher::new());
    own.write(&page.bytes);
    // Another program may speak with its script otherwise.
    own.write(script::SOURCE.as_bytes());
    for used in script::used(&String::from_utf8_lossy(&page.bytes), path) {
        if let Some(file) = edition.page(&used) {
            let hasher = if used.ends_with(".css") { &mut styles } else { &mut own };
            hasher.write(&file.bytes);
        }
    }
    let text = |hasher: DefaultHasher| format!("{:016x}", hasher.finish());
    Mark { page: text(own), styles: text(styles) }
}
