//! Works the queues: what came in, what must go out, what came due.
//!
//! Each job is a `tick`: claim a batch under a lease, work it, tell how much was done. Tests and the
//! terminal call [`Crew::drain`]; a server lets [`runner::run`] loop. Nothing here decides anything:
//! what an entry means is `app`'s, how a channel delivers is behind [`Delivery`].
//!
//! To add a job: a file with a `tick`, its place in [`Crew::drain`] and its loop in the runner.

pub mod advice;
pub mod delivery;
pub mod inbox;
pub mod outbox;
pub mod courtesy;
pub mod polling;
pub mod bridge;
pub mod timers;
pub mod desk;
pub mod retention;
pub mod searching;
pub mod runner;
pub mod lessons;

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use chrono::TimeDelta;

pub use advice::Advice;
pub use courtesy::Courtesy;
pub use delivery::Simulator;

use crate::app::{App, Result};
use crate::channels::Delivery;
use crate::domain::debt::charge::Charge;
use crate::domain::debt::party::Creditor;
use crate::hints::Adviser;

/// Makes a charge payable: answers the whole Pix payload, or a code of why not.
pub type Issue = Arc<dyn Fn(&Charge, &Creditor) -> Result<String, String> + Send + Sync>;

/// Who works the queues, and with what.
#[derive(Clone)]
pub struct Crew {
    /// The use cases.
    pub app: App,
    /// How each account of a channel delivers, by `channel/account`, or the channel alone.
    pub deliveries: HashMap<String, Arc<dyn Delivery>>,
    /// How charges are made payable.
    pub issue: Issue,
    /// Who may be asked for a second opinion; none for nobody.
    pub advice: Option<Advice>,
    /// Shows customers that they were heard.
    pub courtesy: Courtesy,
    /// How many a second each account may send, by channel/account; where none is said nothing is
    /// held back, to no recipient either.
    pub rates: HashMap<String, u32>,
    /// How the queues are worked.
    pub pace: Pace,
}

/// How the queues are worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// How long a claim of what goes out lasts; who is longer at it loses it.
    pub lease: TimeDelta,
    /// How long a claim of what came in lasts: a customer waits for it where a process dies.
    pub turn_lease: TimeDelta,
    /// How much is claimed at once.
    pub batch: u32,
    /// How much may be on its way at once by one account.
    pub slots: u32,
    /// How long to rest when there is nothing to do and no signal.
    pub rest: std::time::Duration,
}

impl Default for Pace {
    /// A minute for what goes out, which providers may keep waiting, and half of it for turns, which
    /// wait for a second opinion at most; 128 at once, 192 on their way, a look every 250 ms.
    fn default() -> Self {
        Self {
            lease: TimeDelta::seconds(60),
            turn_lease: TimeDelta::seconds(30),
            batch: 128,
            slots: 192,
            rest: std::time::Duration::from_millis(250),
        }
    }
}

/// How much a tick did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Entries that were worked, however it went.
    pub worked: usize,
}

impl Crew {
    /// A crew that delivers to one simulated channel and issues by a function.
    pub fn new(app: App, issue: Issue) -> Self {
        Self {
            app,
            deliveries: HashMap::new(),
            issue,
            advice: None,
            courtesy: Courtesy::default(),
            rates: HashMap::new(),
            pace: Pace::default(),
        }
    }

    /// Adds a channel.
    #[must_use]
    pub fn with(mut self, channel: &str, delivery: Arc<dyn Delivery>) -> Self {
        self.deliveries.insert(channel.to_owned(), delivery);
        self
    }

    /// Says how many a second an account may send, given as channel/account.
    #[must_use]
    pub fn paced(mut self, lane: &str, per_second: u32) -> Self {
        self.rates.insert(lane.to_owned(), per_second);
        self
    }

    /// Asks for second opinions where there is somebody to ask.
    #[must_use]
    pub fn advised(mut self, adviser: Option<Adviser>) -> Self {
        self.advice = adviser.map(Advice::new);
        self
    }

    /// Works every queue until all are quiet; what is due later stays.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn drain(&self) -> Result<()> {
        loop {
            let due = timers::tick(self).await?;
            let came = inbox::tick(self).await?;
            let went = outbox::tick(self).await?;
            if due.worked + came.worked + went.worked == 0 && self.settled().await {
                return Ok(());
            }
        }
    }
}

impl Crew {
    /// True where nobody was being asked any more; waits for who was.
    async fn settled(&self) -> bool {
        match &self.advice {
            Some(advice) => advice.rest().await == 0,
            None => true,
        }
    }
}

/// A claim that no other process and no other tick can bear.
fn new_claim() -> String {
    // Two draws of the standard library's own seeds; only uniqueness matters here, not secrecy.
    format!("{:016x}{:016x}", RandomState::new().hash_one(1), RandomState::new().hash_one(2))
}

/// How long to wait before trying again: 5 s, 30 s, 2 min, 10 min, 30 min, 2 h, then 5 h.
fn back_off(attempts: i64) -> TimeDelta {
    match attempts {
        ..=1 => TimeDelta::seconds(5),
        2 => TimeDelta::seconds(30),
        3 => TimeDelta::minutes(2),
        4 => TimeDelta::minutes(10),
        5 => TimeDelta::minutes(30),
        6 => TimeDelta::hours(2),
        7.. => TimeDelta::hours(5),
    }
}
