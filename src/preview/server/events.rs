//! Tells an open page, by server-sent events, which bytes it would be shown with now, and what is wrong. What is told is
//! how things are, not what has happened: a page that was away for a while misses nothing.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::Uri;
use axum::response::sse::{Event, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;
use percent_encoding::percent_decode_str;
use tokio::time::timeout;

use super::answer::{scene, shown};
use crate::preview::script::Mark;
use crate::preview::stage::{Scene, Scenes};

/// How often a page is told something, if only nothing: that it is gone shows by that.
const ALIVE: Duration = Duration::from_secs(15);
/// How soon a page asks again after the connection broke.
const RETRY: Duration = Duration::from_millis(400);

/// What a page is told from now on.
struct Teller {
    scenes: Scenes,
    /// The path by which the page was asked for.
    page: String,
    scene: Option<Arc<Scene>>,
    /// What it was told last.
    mark: Option<Mark>,
    problems: Option<String>,
}

/// Answers with events for the page that the query names.
pub(super) async fn events(
    State(scenes): State<Scenes>,
    uri: Uri,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let page = uri.query().and_then(|query| query.strip_prefix("page=")).unwrap_or("/");
    let page = percent_decode_str(page).decode_utf8_lossy().into_owned();
    let teller = Teller { scenes, page, scene: None, mark: None, problems: None };
    Sse::new(unfold(teller, |mut teller| async move {
        let event = teller.next().await?;
        Some((Ok(event), teller))
    }))
}

impl Teller {
    /// The next thing to tell; none when the program ends.
    async fn next(&mut self) -> Option<Event> {
        loop {
            let scene = match self.scene.take() {
                Some(scene) => scene,
                None => scene(&mut self.scenes).await?,
            };
            if let Some(event) = self.news(&scene) {
                self.scene = Some(scene);
                return Some(event);
            }
            match timeout(ALIVE, self.scenes.changed()).await {
                Ok(changed) => changed.ok()?,
                Err(_) => return Some(Event::default().comment("")),
            }
        }
    }

    /// What the page was not told yet of what is shown.
    fn news(&mut self, scene: &Scene) -> Option<Event> {
        let mark = scene.mark(&shown(scene, &self.page));
        if self.mark.as_ref() != Some(&mark) {
            let event = Event::default().event("page").retry(RETRY);
            let event = event.data(serde_json::to_string(&mark).unwrap_or_default());
            self.mark = Some(mark);
            return Some(event);
        }
        if self.problems.as_ref() != Some(&scene.problems) {
            self.problems = Some(scene.problems.clone());
            return Some(Event::default().event("problems").data(&scene.problems));
        }
        None
    }
}
