//! Making the site again after a change. Enter at [`Engine::run`].

use crate::load::{Changed, Library, Request};
use crate::model::Audience;
use crate::press::{Edition, Press, Printing};
use crate::problem::{Problem, has_errors, sort};

/// Reads and prints a site, and keeps what it needs to do so again.
#[derive(Debug)]
pub(super) struct Engine {
    request: Request,
    /// None before the first round.
    library: Option<Library>,
    press: Press,
}

/// What came of making a site.
#[derive(Debug)]
pub(super) struct Round {
    /// The site; none where there are errors.
    pub(super) edition: Option<Edition>,
    /// All problems, in order, each once.
    pub(super) problems: Vec<Problem>,
    /// The site's language, if it could be read.
    pub(super) language: Option<String>,
    /// The path of the site's base address, if it has one: `/reports/`.
    pub(super) base: Option<String>,
}

impl Engine {
    pub(super) fn new(request: Request, audience: Audience) -> Self {
        Self { request, library: None, press: Press::new(audience, &[]) }
    }

    /// Makes the site of the files as they are now, of which only these have changed since the last round.
    pub(super) fn run(&mut self, changed: &Changed) -> Round {
        let library = match self.library.take() {
            Some(mut library) => {
                library.update(changed);
                library
            }
            None => Library::open(self.request.clone()),
        };
        let library = self.library.insert(library);
        let mut problems = library.problems();
        let (mut edition, mut language, mut base) = (None, None, None);
        if let Some(project) = library.project() {
            let printing: Printing = self.press.print(&project);
            problems.extend(printing.problems);
            edition = printing.edition;
            language = Some(project.site.language);
            base = project.site.base_url.as_deref().and_then(path_of).map(str::to_owned);
        }
        sort(&mut problems);
        Round { edition: edition.filter(|_| !has_errors(&problems)), problems, language, base }
    }
}

/// The path of an address.
fn path_of(address: &str) -> Option<&str> {
    let host = address.find("://")? + "://".len();
    Some(&address[host + address[host..].find('/')?..])
}
