//! The server: connections and their limits. Enter at [`serve`]. What is asked is looked at by [`guard`], pages are
//! answered by [`answer`], and open pages are told of changes by [`events`].

mod address;
mod answer;
mod events;
mod guard;
mod kind;
mod patient;

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use futures_util::future::{Either, select};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use self::patient::Patient;
use super::door::Door;
use super::script;
use super::stage::Scenes;

/// How many connections are served at once; further ones wait.
const CONNECTIONS: usize = 512;
/// How many bytes the head of a request may have.
const HEAD: usize = 16 * 1024;
/// How many header fields a request may have.
const FIELDS: usize = 64;
/// How long a client may take to send the head of its next request.
const ASKING: Duration = Duration::from_secs(5);
/// How long a client may take nothing of what it is sent.
const TAKING: Duration = Duration::from_secs(10);

/// Serves what is on the stage, until the builder is gone.
///
/// # Errors
/// That the socket cannot be used.
pub(super) fn serve(door: Arc<Door>, scenes: Scenes) -> io::Result<impl Future<Output = io::Result<()>>> {
    let listener = TcpListener::from_std(door.listener.try_clone()?)?;
    let router = Router::new()
        .route(script::ADDRESS, get(answer::script))
        .route(script::EVENTS, get(events::events))
        .fallback(answer::page)
        .with_state(scenes.clone())
        .layer(from_fn_with_state(door, guard::guard));
    Ok(async move {
        let (accepting, ending) = (std::pin::pin!(accept(listener, router)), std::pin::pin!(gone(scenes)));
        match select(accepting, ending).await {
            Either::Left((never, _)) => match never {},
            Either::Right(((), _)) => Err(io::Error::other("the builder has stopped")),
        }
    })
}

/// Waits until the builder is gone.
async fn gone(mut scenes: Scenes) {
    while scenes.changed().await.is_ok() {}
}

async fn accept(listener: TcpListener, router: Router) -> Infallible {
    let connections = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let permit = Arc::clone(&connections).acquire_owned().await;
        match listener.accept().await {
            Ok((stream, _)) => {
                let router = router.clone();
                tokio::spawn(async move {
                    answer(stream, router).await;
                    drop(permit);
                });
            }
            // The program may have too many files open: some will be closed.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

/// Answers what is asked over a connection. That it breaks is the client's affair.
async fn answer(stream: TcpStream, router: Router) {
    // Small answers are not held back for more to come.
    let _ = stream.set_nodelay(true);
    let stream = TokioIo::new(Patient::new(stream, TAKING));
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(ASKING)
        .max_buf_size(HEAD)
        .max_headers(FIELDS)
        .serve_connection(stream, TowerToHyperService::new(router))
        .await;
}
