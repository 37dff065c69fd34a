//! Who may ask, and what every answer says. The preview is for whoever writes the report: not for pages of other sites
//! that are open in the same browser.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, HOST, HeaderName, HeaderValue, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::preview::door::Door;

/// What every answer says: not to be kept, not to be read or framed by another site, to be taken for what it is.
const SAID: [(HeaderName, &str); 6] = [
    (CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("x-content-type-options"), "nosniff"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("x-frame-options"), "DENY"),
    (HeaderName::from_static("referrer-policy"), "same-origin"),
];

pub(super) async fn guard(State(door): State<Arc<Door>>, request: Request, next: Next) -> Response {
    let mut response = match refusal(&door, &request) {
        Some((status, reason)) => (status, format!("{reason}\n")).into_response(),
        None => next.run(request).await,
    };
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    for (name, value) in SAID {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Why a request is not answered.
fn refusal(door: &Door, request: &Request) -> Option<(StatusCode, &'static str)> {
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        Some((StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD"))
    } else if !is_called_by_name(door, request.uri(), request.headers()) {
        Some((StatusCode::FORBIDDEN, "the preview is not called by its own address"))
    } else if is_from_another_site(door, request.headers()) {
        Some((StatusCode::FORBIDDEN, "asked for by a page of another site"))
    } else {
        None
    }
}

/// Whether the one `Host`, and the host of a whole address, are names of the preview.
fn is_called_by_name(door: &Door, uri: &Uri, headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    let (host, more) = (hosts.next(), hosts.next());
    more.is_none()
        && host.and_then(|host| host.to_str().ok()).is_some_and(|host| door.answers_to(host))
        && uri.authority().is_none_or(|authority| door.answers_to(authority.as_str()))
}

/// Whether a page of another site asks: for anything but to be followed to by a link, as a whole page.
fn is_from_another_site(door: &Door, headers: &HeaderMap) -> bool {
    let says = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let origin = says(ORIGIN.as_str());
    let is_strange = origin
        .is_some_and(|origin| !origin.strip_prefix("http://").is_some_and(|host| door.answers_to(host)));
    let is_followed =
        says("sec-fetch-mode") == Some("navigate") && says("sec-fetch-dest") == Some("document");
    let is_own = matches!(says("sec-fetch-site"), None | Some("same-origin" | "none"));
    is_strange || !(is_own || is_followed)
}
