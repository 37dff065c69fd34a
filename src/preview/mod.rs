//! The preview: a site served from memory while its content is written. Enter at [`Preview::run`].
//!
//! Three parties, one direction. The **watch** tells which files have changed; the **builder**, a thread, has the
//! [`engine`] make the site anew and decides when it is shown; the **server** answers from the [`stage`] and tells open
//! pages what has changed of them. Nothing is written to disk.

mod builder;
mod door;
mod engine;
mod news;
mod script;
mod server;
mod stage;
mod watch;

use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;

use futures_util::future::{Either, select};

pub use self::door::Door;
pub use self::news::{News, Pages, Update, Watching};

use self::builder::Builder;
use self::engine::Engine;
use self::watch::Watch;
use crate::load::Request;
use crate::model::Audience;
use crate::problem::Tongue;

/// How the language of messages follows from the site's language, if that is known.
pub type Tongues = Box<dyn Fn(Option<&str>) -> Tongue + Send>;

/// What is shown, and to whom.
pub struct Preview {
    /// What to load.
    pub request: Request,
    /// Who the site is for.
    pub audience: Audience,
    /// The language of messages.
    pub tongues: Tongues,
    /// How files are watched; [`Watching::Polls`] where the system cannot do better.
    pub watching: Watching,
}

impl Preview {
    /// Serves until the program is told to stop (Ctrl-C, or the system's wish that it end). What happens meanwhile is
    /// told to `tell`, on the builder's thread.
    ///
    /// # Errors
    /// That the system gives no sockets, no threads or no signals; or that the builder has died.
    pub fn run(self, door: Door, tell: impl FnMut(News<'_>) + Send + 'static) -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
        let (stage, scenes) = stage::new();
        let watch = Watch::new(&self.request.content, self.watching);
        let engine = Engine::new(self.request, self.audience);
        let builder = Builder { engine, watch, stage, audience: self.audience, tongues: self.tongues, tell };
        std::thread::Builder::new().name("builder".to_owned()).spawn(move || builder.work())?;
        let ended = runtime.block_on(async {
            let served = server::serve(Arc::new(door), scenes)?;
            let stop = stop()?;
            Ok(match select(pin!(served), pin!(stop)).await {
                Either::Left((ended, _)) => ended,
                Either::Right(((), _)) => Ok(()),
            })
        });
        // Connections and the builder end with the program: nothing of theirs needs to be saved.
        runtime.shutdown_background();
        ended.and_then(|ended| ended)
    }
}

/// Waits for Ctrl-C or the system's wish that the program end.
fn stop() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        Ok(async move {
            select(pin!(interrupt.recv()), pin!(terminate.recv())).await;
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
