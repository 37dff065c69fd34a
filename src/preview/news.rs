//! What the preview tells while it runs.

use std::path::PathBuf;
use std::time::Duration;

use crate::problem::show::Count;
use crate::problem::{Problem, Tongue};

/// How files are watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watching {
    /// The system tells at once.
    Told,
    /// The files are looked at several times a second.
    Polls,
}

/// Something to tell.
#[derive(Debug)]
pub enum News<'a> {
    /// The site was made for the first time, or could not be.
    Begun(Update<'a>, Watching),
    /// Files have changed, and the site was made again.
    Changed(Update<'a>),
    /// The system cannot tell of changes any more; from now on the files are looked at.
    Polling(Tongue),
}

/// What came of making the site.
#[derive(Debug)]
pub struct Update<'a> {
    /// The files that have changed, as they would be opened from the working folder; empty if it may be any.
    pub files: Vec<PathBuf>,
    /// What has become of the pages.
    pub pages: Pages,
    /// From the first sign of a change to the new pages.
    pub time: Duration,
    /// How many problems there are now.
    pub count: Count,
    /// The problems that were not there the last time.
    pub new: Vec<&'a Problem>,
    /// The language to tell it in.
    pub tongue: Tongue,
}

/// What has become of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pages {
    /// They are new.
    New,
    /// They are byte for byte what they were.
    Same,
    /// There are errors: the last good ones are still shown.
    Kept,
    /// There are errors, and there never were any pages.
    None,
}
