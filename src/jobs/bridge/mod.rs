//! Keeps other desks alike with ours: shows them cases and lines, carries out what agents do there.
//!
//! One process works a desk at a time, under a lease. Everything is derived from rows: cases that
//! wait and were not told, messages after the last one told, agents' messages whose delivery went
//! further. What is on its way is written down before it leaves, so that who comes after a crash
//! looks whether it is there before sending it again. While a desk does not answer, new cases stay
//! with our own desk; see `docs/desks.md`.

mod cases;
mod events;
pub mod polling;
mod ticks;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::watch;
use tracing::{error, info, warn};

use super::{Progress, new_claim};
use crate::app::bridge::bell;
use crate::app::{App, Result};
use crate::desks::{Bridge, Trouble};
use crate::domain::bridge::Desk;
use crate::hints::breaker::Breaker;
use crate::store;
use crate::store::{alert, bridge};

/// How long a desk is ours without another word.
const LEASE: TimeDelta = TimeDelta::seconds(30);

/// How long before its end a lease is renewed.
const RENEW: TimeDelta = TimeDelta::seconds(20);

/// How long a desk that does not know us is left alone.
const STRANGE: TimeDelta = TimeDelta::minutes(1);

/// How long to rest between two looks.
const REST: Duration = Duration::from_millis(500);

/// How long to rest after the database refused.
const AFTER_TROUBLE: Duration = Duration::from_secs(2);

/// How long what was worked is known, so that the same thing told again changes nothing.
const KNOWN: TimeDelta = TimeDelta::days(14);

/// Works one other desk.
pub struct Worker {
    /// The use cases.
    pub app: App,
    /// The way to the desk.
    pub way: Arc<dyn Bridge>,
    /// Our own pages as agents reach them; none where no address of ours is set.
    pub link: Option<String>,
    claim: String,
    held: Mutex<Held>,
}

/// What a worker knows of its desk.
#[derive(Debug, Default)]
struct Held {
    /// Until when the desk is ours.
    until: Option<DateTime<Utc>>,
    /// Since when cases are shown there.
    since: Option<DateTime<Utc>>,
    /// Whether it may be asked.
    breaker: Breaker,
    /// Whether it answered, as it was written down last.
    up: Option<bool>,
    /// When what is done was forgotten last.
    forgot: Option<DateTime<Utc>>,
}

impl Worker {
    /// One for a desk.
    pub fn new(app: App, way: Arc<dyn Bridge>, link: Option<String>) -> Self {
        Self { app, way, link, claim: new_claim(), held: Mutex::default() }
    }

    fn desk(&self) -> Desk {
        self.way.desk()
    }

    fn with<T>(&self, look: impl FnOnce(&mut Held) -> T) -> T {
        look(&mut self.held.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// True where the desk may be asked now.
    fn permits(&self) -> bool {
        let now = self.app.clock.now();
        self.with(|held| held.breaker.permits(now))
    }

    /// True where the desk does not answer and is left alone.
    fn is_down(&self) -> bool {
        let now = self.app.clock.now();
        self.with(|held| held.breaker.is_open(now))
    }

    /// Notes how a call went; asks nothing more for a while after five failures.
    async fn heed<T>(
        &self,
        answer: std::result::Result<T, Trouble>,
    ) -> Result<std::result::Result<T, Trouble>> {
        let now = self.app.clock.now();
        let failed = answer.as_ref().err().filter(|trouble| trouble.is_outage());
        let opened = self.with(|held| match (failed, &answer) {
            (Some(Trouble::Later { after: Some(seconds), .. }), _) => {
                held.breaker.pause(now, TimeDelta::seconds(i64::from(*seconds)));
                false
            }
            (Some(_), _) => held.breaker.failed(now),
            (None, _) => {
                held.breaker.answered();
                false
            }
        });
        match failed.map(|trouble| trouble.code().to_owned()) {
            Some(code) if opened => self.note(false, Some(code)).await?,
            Some(_) => {}
            None => self.note(true, None).await?,
        }
        Ok(answer)
    }

    /// Writes down whether the desk answers, where that changed.
    async fn note(&self, up: bool, why: Option<String>) -> Result<()> {
        if self.with(|held| held.up == Some(up)) {
            return Ok(());
        }
        let (desk, now) = (self.desk(), self.app.clock.now());
        if up {
            info!(desk = desk.as_str(), "another desk answers");
        } else {
            warn!(desk = desk.as_str(), why, "another desk does not answer; ours takes over");
        }
        let noted = self.app.db.write(move |tx| {
            Box::pin(async move {
                if !up {
                    let code = why.clone().unwrap_or_default();
                    alert::raise(tx, "", ("desk-down", desk.as_str(), &code), now).await?;
                }
                bridge::note(tx, desk, (up, why), now).await
            })
        });
        noted.await?;
        self.with(|held| held.up = Some(up));
        Ok(())
    }

    /// Makes sure that the desk is ours; false where another process works it.
    async fn hold(&self) -> Result<bool> {
        let now = self.app.clock.now();
        if self.with(|held| held.until.is_some_and(|until| until - now > LEASE - RENEW)) {
            return Ok(true);
        }
        let (desk, claim, until) = (self.desk(), self.claim.clone(), now + LEASE);
        let since = self.app.db.write(move |tx| {
            Box::pin(async move { bridge::hold(tx, desk, &claim, (now, until)).await })
        });
        let since = since.await?;
        self.with(|held| {
            held.until = since.map(|_| until);
            held.since = held.since.or(since);
        });
        Ok(since.is_some())
    }

    /// Does everything that can be done now.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn tick(&self) -> Result<Progress> {
        if !self.hold().await? {
            return Ok(Progress::default());
        }
        self.probe().await?;
        let mut worked = events::work(self).await?;
        worked += cases::find(self).await?;
        worked += cases::work(self).await?;
        worked += ticks::work(self).await?;
        self.forget().await?;
        Ok(Progress { worked })
    }

    /// Asks a desk that is not known to answer whether it does, and whether it knows us.
    async fn probe(&self) -> Result<()> {
        if self.with(|held| held.up == Some(true)) || !self.permits() {
            return Ok(());
        }
        match self.way.try_out().await {
            Err(trouble) if !trouble.is_outage() => {
                let now = self.app.clock.now();
                self.with(|held| held.breaker.pause(now, STRANGE));
                self.note(false, Some(trouble.code().to_owned())).await
            }
            answer => self.heed(answer).await.map(drop),
        }
    }

    /// Forgets what was done long ago, once an hour.
    async fn forget(&self) -> Result<()> {
        let now = self.app.clock.now();
        let lately = |held: &mut Held| held.forgot.is_some_and(|at| now - at < TimeDelta::hours(1));
        if self.with(lately) {
            return Ok(());
        }
        let forgotten = self.app.db.write(move |tx| {
            Box::pin(async move { bridge::event::forget(tx, now - KNOWN, 1000).await })
        });
        forgotten.await?;
        self.with(|held| held.forgot = Some(now));
        Ok(())
    }

    async fn let_go(&self) {
        let (desk, claim) = (self.desk(), self.claim.clone());
        let gone = self
            .app
            .db
            .write(move |tx| Box::pin(async move { bridge::let_go(tx, desk, &claim).await }));
        if let Err(error) = gone.await.map_err(|error: store::Error| error) {
            warn!(error = %error, "could not let another desk go; its lease runs out");
        }
    }
}

/// Works a desk until `stop` becomes true.
pub async fn run(worker: Worker, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let rest = match worker.tick().await {
            Ok(progress) if progress.worked > 0 => Duration::ZERO,
            Ok(_) => REST,
            Err(error) => {
                error!(error = %error, "could not work another desk");
                AFTER_TROUBLE
            }
        };
        tokio::select! {
            () = bell(&worker.app).notified(), if !rest.is_zero() => {}
            () = tokio::time::sleep(rest) => {}
            _ = stop.changed() => {}
        }
    }
    worker.let_go().await;
}
