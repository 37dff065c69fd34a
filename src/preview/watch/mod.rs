//! The watch over a project's files: which have really changed, and whether whoever writes them rests. Enter at
//! [`Watch::wait`].

mod names;
mod roots;
mod sign;
mod snapshot;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher};

use self::roots::{Root, Spot, spot};
use self::sign::{Kind, Sign};
use self::snapshot::{Change, Snapshot};
use super::news::Watching;
use crate::load::Changed;

/// How long nothing may change before a change is taken as whole.
const QUIET: Duration = Duration::from_millis(10);
/// How much longer a file may be gone or empty while an editor writes it.
const EMPTY: Duration = Duration::from_millis(250);
/// How much longer a file may be held open by who writes it.
const OPEN: Duration = Duration::from_millis(500);
/// After this long a change is shown though files still change.
const LONGEST: Duration = Duration::from_secs(5);
/// How many signs are read at once.
const MOST: usize = 10_000;
/// How often files are looked at where the system does not tell.
const POLL: Duration = Duration::from_millis(300);
/// When a folder that has come is looked at again: what was written in it before the system watched it is not told.
const AGAIN: [Duration; 3] =
    [Duration::from_millis(30), Duration::from_millis(150), Duration::from_millis(600)];

/// A watch over the files of a project.
pub(super) struct Watch {
    content: PathBuf,
    watching: Watching,
    /// Kept, since it stops when it is dropped.
    watcher: Option<Box<dyn Watcher + Send>>,
    sender: Sender<Sign>,
    signs: Receiver<Sign>,
    roots: Vec<Root>,
    snapshot: Snapshot,
    /// When the last real change was made.
    last: Instant,
    /// Files that are being written, and files that are gone or empty, and until when they are waited for.
    open: BTreeMap<PathBuf, Instant>,
    emptied: BTreeMap<PathBuf, Instant>,
    /// Folders to look at again, and when.
    later: Vec<(Instant, PathBuf)>,
}

impl Watch {
    /// A watch over a content folder and the themes beside it, which has not begun.
    pub(super) fn new(content: &Path, watching: Watching) -> Self {
        let (sender, signs) = mpsc::channel();
        Self {
            content: content.to_owned(),
            watching,
            watcher: None,
            sender,
            signs,
            roots: Vec::new(),
            snapshot: Snapshot::default(),
            last: Instant::now(),
            open: BTreeMap::new(),
            emptied: BTreeMap::new(),
            later: Vec::new(),
        }
    }

    /// Begins to watch, and says how.
    pub(super) fn begin(&mut self) -> Watching {
        if self.watching == Watching::Polls {
            self.poll();
        }
        self.arm();
        let folders: Vec<PathBuf> = self.roots.iter().map(|root| root.shown.clone()).collect();
        for folder in folders {
            self.snapshot.look(&folder);
        }
        self.snapshot.settle();
        self.watching
    }

    /// How files are watched now.
    pub(super) fn watching(&self) -> Watching {
        self.watching
    }

    /// Waits until files have changed; none if no change can come any more.
    pub(super) fn wait(&mut self) -> Option<Changed> {
        loop {
            let sign = match self.later.iter().map(|(due, _)| *due).min() {
                Some(due) => self.signs.recv_timeout(due.saturating_duration_since(Instant::now())),
                None => self.signs.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            let changed = match sign {
                Ok(sign) => self.read(sign),
                Err(RecvTimeoutError::Timeout) => self.look_again(Instant::now()),
                Err(RecvTimeoutError::Disconnected) => return None,
            };
            if let Some(changed) = changed {
                return Some(self.until_written(changed));
            }
        }
    }

    /// A change with what follows at once, if a file is open or empty: it is about to be written, and what would be
    /// made of it now would be made in vain.
    fn until_written(&mut self, mut changed: Changed) -> Changed {
        let until = Instant::now() + QUIET;
        while !(self.open.is_empty() && self.emptied.is_empty()) {
            let left = until.saturating_duration_since(Instant::now());
            match self.signs.recv_timeout(left) {
                Ok(sign) => changed = self.read(sign).into_iter().fold(changed, Changed::and),
                Err(_) => break,
            }
        }
        changed
    }

    /// What else has changed; none once whoever changes files rests, or has not rested for long.
    pub(super) fn unrest(&mut self, began: Instant) -> Option<Changed> {
        loop {
            let now = Instant::now();
            let unsettled = self.open.values().chain(self.emptied.values()).copied();
            let rest = unsettled.fold(self.last + QUIET, Instant::max).min(began + LONGEST);
            if now >= began + LONGEST {
                // What comes later is the next change.
                return None;
            }
            let changed = match self.signs.recv_timeout(rest.saturating_duration_since(now)) {
                Ok(sign) => self.read(sign),
                Err(_) => {
                    let last = self.later.iter().map(|(due, _)| *due).max();
                    match last.and_then(|last| self.look_again(last)) {
                        None => {
                            self.open.clear();
                            self.emptied.clear();
                            return None;
                        }
                        changed => changed,
                    }
                }
            };
            if changed.is_some() {
                return changed;
            }
        }
    }

    /// The files that are others than at the last call, now that their writer rests.
    pub(super) fn settle(&mut self) -> Vec<PathBuf> {
        self.snapshot.settle()
    }

    /// What a sign, and those that have come with it, say of the files.
    fn read(&mut self, sign: Sign) -> Option<Changed> {
        let mut signs = vec![sign];
        signs.extend(std::iter::from_fn(|| self.signs.try_recv().ok()).take(MOST));
        let mut spots: BTreeMap<PathBuf, Instant> = BTreeMap::new();
        for Sign { at, kind } in signs {
            let path = match &kind {
                Kind::Touched(path) | Kind::Writing(path) | Kind::Written(path) => path,
                Kind::Look => return self.look_around(at),
                Kind::Missed => return self.begin_again(at),
                Kind::Lost => {
                    if self.watching == Watching::Told {
                        self.poll();
                    }
                    return self.begin_again(at);
                }
            };
            match spot(&self.roots, path) {
                Spot::Elsewhere => {}
                Spot::Root => return self.begin_again(at),
                Spot::Inside(shown) => {
                    match kind {
                        Kind::Writing(_) => drop(self.open.insert(shown.clone(), at + OPEN)),
                        Kind::Written(_) => drop(self.open.remove(&shown)),
                        _ => {}
                    }
                    spots.insert(shown, at);
                }
            }
        }
        let mut changed = BTreeSet::new();
        for (path, at) in spots {
            if path.is_dir() {
                self.later.retain(|(_, folder)| *folder != path);
                self.later.extend(AGAIN.map(|after| (at + after, path.clone())));
            }
            changed.extend(self.look_at(&path, at));
        }
        (!changed.is_empty()).then_some(Changed::Paths(changed))
    }

    /// Looks again at the folders for which it is time.
    fn look_again(&mut self, until: Instant) -> Option<Changed> {
        let (due, later) = self.later.drain(..).partition(|(due, _)| *due <= until);
        self.later = later;
        let due: Vec<(Instant, PathBuf)> = due;
        let now = Instant::now();
        let changed: BTreeSet<PathBuf> =
            due.iter().flat_map(|(_, folder)| self.look_at(folder, now)).collect();
        (!changed.is_empty()).then_some(Changed::Paths(changed))
    }

    /// Watches anew, since signs were lost or a watched folder is another now.
    fn begin_again(&mut self, at: Instant) -> Option<Changed> {
        let before: Vec<PathBuf> = self.roots.iter().map(|root| root.shown.clone()).collect();
        self.arm();
        let after: Vec<PathBuf> = self.roots.iter().map(|root| root.shown.clone()).collect();
        let folders: BTreeSet<PathBuf> = before.into_iter().chain(after).collect();
        let changed = folders.iter().flat_map(|folder| self.look_at(folder, at)).count();
        (changed > 0).then_some(Changed::All)
    }

    /// Looks at all files whose time or length has changed.
    fn look_around(&mut self, at: Instant) -> Option<Changed> {
        self.roots = roots::of(&self.content);
        let folders: Vec<PathBuf> = self.roots.iter().map(|root| root.shown.clone()).collect();
        let suspects: Vec<PathBuf> =
            folders.iter().flat_map(|folder| self.snapshot.suspects(folder)).collect();
        let changed: BTreeSet<PathBuf> = suspects.iter().flat_map(|file| self.look_at(file, at)).collect();
        (!changed.is_empty()).then_some(Changed::Paths(changed))
    }

    /// The files at or below a path that have changed. Those that may be half saved are remembered.
    fn look_at(&mut self, path: &Path, at: Instant) -> Vec<PathBuf> {
        let changed = self.snapshot.look(path);
        if !changed.is_empty() {
            self.last = self.last.max(at);
        }
        for (path, change) in &changed {
            match change {
                Change::Emptied => drop(self.emptied.insert(path.clone(), at + EMPTY)),
                Change::Written => drop(self.emptied.remove(path)),
            }
        }
        changed.into_iter().map(|(path, _)| path).collect()
    }

    /// Watches the folders as they are now.
    fn arm(&mut self) {
        self.roots = roots::of(&self.content);
        if self.watching == Watching::Told {
            self.watcher = told(&self.roots, tell(&self.sender));
            if self.watcher.is_none() {
                self.poll();
            }
        }
    }

    /// From now on looks at the files again and again.
    fn poll(&mut self) {
        self.watching = Watching::Polls;
        self.watcher = None;
        let sender = self.sender.clone();
        let look = move || {
            // It ends when nobody listens any more.
            while sender.send(Sign { at: Instant::now(), kind: Kind::Look }).is_ok() {
                std::thread::sleep(POLL);
            }
        };
        std::thread::spawn(look);
    }
}

/// Hands on what the system tells.
fn tell(sender: &Sender<Sign>) -> impl Fn(notify::Result<notify::Event>) + Send + 'static {
    let sender = sender.clone();
    move |told| {
        let at = Instant::now();
        for kind in sign::signs(told) {
            // Nobody listens any more when the program ends.
            let _ = sender.send(Sign { at, kind });
        }
    }
}

/// A watcher by the system; none if it cannot watch.
fn told(roots: &[Root], tell: impl notify::EventHandler) -> Option<Box<dyn Watcher + Send>> {
    let mut watcher = RecommendedWatcher::new(tell, Config::default().with_follow_symlinks(false)).ok()?;
    watch(&mut watcher, roots).ok()?;
    Some(Box::new(watcher))
}

/// Watches each folder that is there, and the folder that its name stands in, since it may come, go or be replaced.
fn watch(watcher: &mut dyn Watcher, roots: &[Root]) -> notify::Result<()> {
    let mut parents: BTreeSet<&Path> = BTreeSet::new();
    for root in roots {
        parents.extend(root.name.parent());
        if root.real.is_dir() {
            watcher.watch(&root.real, RecursiveMode::Recursive)?;
        }
    }
    let is_watched = |parent: &&Path| roots.iter().any(|root| parent.starts_with(&root.real));
    for parent in parents.into_iter().filter(|parent| !is_watched(parent) && parent.is_dir()) {
        watcher.watch(parent, RecursiveMode::NonRecursive)?;
    }
    Ok(())
}
