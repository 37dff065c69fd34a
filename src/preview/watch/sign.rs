//! What the system tells of files, reduced to what matters here.

use std::path::PathBuf;
use std::time::Instant;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{ErrorKind, Event, EventKind};

/// A sign that something may have changed, and when it was given.
#[derive(Debug)]
pub(super) struct Sign {
    pub(super) at: Instant,
    pub(super) kind: Kind,
}

/// What a sign says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// This file or folder has come, gone or changed.
    Touched(PathBuf),
    /// This file is being written, and its closing will be told.
    Writing(PathBuf),
    /// Who wrote this file has closed it.
    Written(PathBuf),
    /// Signs were lost: anything may have changed.
    Missed,
    /// It is time to look at the files.
    Look,
    /// The system can watch no more.
    Lost,
}

/// Linux alone tells that a file was closed by who wrote it.
const TELLS_CLOSING: bool = cfg!(target_os = "linux");

/// The signs in what the system tells. That a file was read is none.
pub(super) fn signs(told: notify::Result<Event>) -> Vec<Kind> {
    let event = match told {
        Ok(event) if event.need_rescan() => return vec![Kind::Missed],
        Ok(event) => event,
        Err(error) => {
            return match error.kind {
                ErrorKind::MaxFilesWatch => vec![Kind::Lost],
                _ if error.paths.is_empty() => vec![Kind::Missed],
                _ => error.paths.into_iter().map(Kind::Touched).collect(),
            };
        }
    };
    let kind = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Kind::Written,
        EventKind::Access(_) => return Vec::new(),
        EventKind::Modify(ModifyKind::Data(_)) if TELLS_CLOSING => Kind::Writing,
        _ => Kind::Touched,
    };
    event.paths.into_iter().map(kind).collect()
}
