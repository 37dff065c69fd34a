//! Answers with the files of the site, and with the preview's script.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};

use super::address::{Spot, spot};
use super::kind;
use crate::preview::script;
use crate::preview::stage::{Scene, Scenes};

/// The page that says that there is none.
const LOST: &str = "404.html";

/// Answers with a file of the site.
pub(super) async fn page(State(mut scenes): State<Scenes>, uri: Uri) -> Response {
    let Some(scene) = scene(&mut scenes).await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let Some(edition) = &scene.edition else {
        let page = script::stand_in(&scene.plain, scene.tongue);
        return (StatusCode::SERVICE_UNAVAILABLE, [(CONTENT_TYPE, kind::of(LOST))], page).into_response();
    };
    match spot(edition, uri.path(), scene.base.as_deref()) {
        Spot::File(path) => file(&scene, &path, StatusCode::OK),
        Spot::Folder(address) => {
            let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
            (StatusCode::FOUND, [(LOCATION, format!("{address}{query}"))]).into_response()
        }
        Spot::Nothing => file(&scene, LOST, StatusCode::NOT_FOUND),
    }
}

/// Answers with the script. As a worker it may connect to where it comes from, and to nothing else.
pub(super) async fn script() -> Response {
    let said = [
        (CONTENT_TYPE, kind::of(script::ADDRESS)),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; connect-src 'self'"),
    ];
    (said, script::SOURCE).into_response()
}

/// What is shown, as soon as something is; none when the program ends.
pub(super) async fn scene(scenes: &mut Scenes) -> Option<Arc<Scene>> {
    scenes.wait_for(Option::is_some).await.ok()?.clone()
}

/// The path of the file of the site that a path of a request shows.
pub(super) fn shown(scene: &Scene, path: &str) -> String {
    match scene.edition.as_ref().map(|edition| spot(edition, path, scene.base.as_deref())) {
        Some(Spot::File(path)) => path,
        _ => LOST.to_owned(),
    }
}

fn file(scene: &Scene, path: &str, status: StatusCode) -> Response {
    let Some(file) = scene.edition.as_ref().and_then(|edition| edition.page(path)) else {
        return status.into_response();
    };
    let bytes = match path.ends_with(".html") {
        true => script::with_tag(&file.bytes, &scene.mark(path)),
        false => file.bytes.clone(),
    };
    (status, [(CONTENT_TYPE, kind::of(path))], bytes).into_response()
}
