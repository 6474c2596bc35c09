//! What every server of ours has in common: how it is asked to end, and that only one works a file.

use std::fs::{File, TryLockError};
use std::path::PathBuf;
use std::time::Duration;

use tokio::sync::watch;

use super::exit::Exit;
use super::kit::Kit;
use super::told::Failure;
use crate::jobs::Simulator;
use crate::store::Db;

/// How long everything under way may take once the end was asked for.
pub const END_WITHIN: Duration = Duration::from_secs(8);

/// How long a server whose disk failed still refuses what comes, so that whoever asks hears it and
/// brings it again later, and a proxy learns that nobody is ready here.
const SAY_NO: Duration = Duration::from_secs(2);

/// How a server was asked to end.
#[derive(Clone, Debug)]
pub struct Ending(watch::Sender<u8>);

impl Ending {
    /// Listens for interruptions from now on: Ctrl-C, and what whoever runs services sends.
    ///
    /// # Errors
    /// When the system lets nobody listen.
    pub fn listen() -> std::io::Result<Self> {
        let mut interruptions = Interruptions::listen()?;
        let ending = Self(watch::Sender::new(0));
        let told = ending.clone();
        tokio::spawn(async move {
            loop {
                interruptions.next().await;
                told.ask();
            }
        });
        Ok(ending)
    }

    /// Asks for the end, as an interruption does.
    pub fn ask(&self) {
        self.0.send_modify(|times| *times = times.saturating_add(1));
    }

    /// Ends once the end was asked for.
    pub async fn asked(&self) {
        self.times(1).await;
    }

    /// Ends once it was asked for again: at once, then.
    pub async fn insisted(&self) {
        self.times(2).await;
    }

    /// What turns true once the end was asked for.
    pub fn flag(&self) -> watch::Receiver<bool> {
        let (flag, told) = watch::channel(false);
        let ending = self.clone();
        tokio::spawn(async move {
            ending.asked().await;
            let _ = flag.send(true);
        });
        told
    }

    async fn times(&self, wanted: u8) {
        let mut heard = self.0.subscribe();
        // The sender lives as long as this does.
        let _ = heard.wait_for(|times| *times >= wanted).await;
    }
}

/// Runs something that ends when it is asked to; cuts it short where it takes too long, where it is
/// asked for again, or where the disk fails: whoever started it starts it anew then.
pub async fn to_its_end(ending: &Ending, db: &Db, work: impl Future<Output = ()>) -> Exit {
    let failed = async {
        db.failed().await;
        tokio::time::sleep(SAY_NO).await;
    };
    let too_long = async {
        ending.asked().await;
        tokio::time::sleep(END_WITHIN).await;
    };
    tokio::select! {
        () = work => if db.has_failed() { Exit::Failed } else { Exit::Done },
        () = failed => {
            tracing::error!("ended, for the disk does not keep what is written to it");
            Exit::Failed
        }
        () = too_long => {
            tracing::error!("ended before everything under way was done");
            Exit::Failed
        }
        () = ending.insisted() => {
            tracing::warn!("ended at once, as asked");
            Exit::Failed
        }
    }
}

/// Tells the pages that something was said.
pub async fn announce(simulator: Simulator, news: watch::Sender<u64>) {
    let mut heard = simulator.listen();
    // What was missed was said as well: only the end of it all ends this.
    while !matches!(heard.recv().await, Err(tokio::sync::broadcast::error::RecvError::Closed)) {
        news.send_modify(|count| *count += 1);
    }
}

/// That no other server works the same file, as long as this lives.
#[derive(Debug)]
pub struct Alone {
    _file: File,
}

impl Alone {
    /// Makes sure that nobody else works a database; a PostgreSQL server may have many.
    ///
    /// # Errors
    /// When another process does.
    pub fn with(kit: &Kit, database: &str) -> Result<Option<Self>, Failure> {
        if is_server(database) {
            return Ok(None);
        }
        let mut path = PathBuf::from(database.strip_prefix("sqlite:").unwrap_or(database));
        path.as_mut_os_string().push(".lock");
        let file = File::options().create(true).truncate(false).write(true).open(&path);
        let shown = path.display().to_string();
        let file = file.map_err(|error| {
            let detail = error.to_string();
            Failure::Input(kit.tell("cli-serve-file", &[("file", &shown), ("detail", &detail)]))
        })?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => {
                Err(Failure::Input(kit.tell("cli-serve-locked", &[("file", database)])))
            }
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}

/// True for the address of a PostgreSQL server.
pub fn is_server(database: &str) -> bool {
    database.starts_with("postgres://") || database.starts_with("postgresql://")
}

/// Interruptions from the keyboard or from whoever runs services.
#[cfg(unix)]
struct Interruptions {
    keyboard: tokio::signal::unix::Signal,
    services: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Interruptions {
    fn listen() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        let (keyboard, services) = (SignalKind::interrupt(), SignalKind::terminate());
        Ok(Self { keyboard: signal(keyboard)?, services: signal(services)? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.keyboard.recv() => {}
            _ = self.services.recv() => {}
        }
    }
}

/// Interruptions from the keyboard.
#[cfg(not(unix))]
struct Interruptions;

#[cfg(not(unix))]
impl Interruptions {
    fn listen() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
