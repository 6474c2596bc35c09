//! A second opinion from a language model, for messages that the reader is unsure of.
//!
//! Off unless it is configured. An [`Adviser`] takes a masked [`Question`] to any endpoint that
//! speaks the OpenAI chat completions and brings back a [`Hint`], which only proposes; what becomes
//! of it is decided in `domain::understanding`. It knows no conversation, no store and no page, and
//! it never writes to a customer. Whatever goes wrong is a [`Silence`]: the built-in reading stands.
//!
//! [`wire`] is pure (what is sent, what is believed), [`breaker`] is pure (when not to ask), `api`
//! does the HTTP. To speak another dialect: another `wire` and `api` behind [`Adviser::ask`].

mod api;
pub mod breaker;
pub mod wire;

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;
use thiserror::Error;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tracing::{debug, error, info, warn};

pub use api::Unfit;

use self::api::Api;
use self::breaker::Breaker;
use self::wire::Form;
use crate::clock::Clock;
use crate::config::hints::Hints;
use crate::domain::understanding::budget::{Budget, Spent};
use crate::domain::understanding::{Hint, Question};

/// Why there is no second opinion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Silence {
    /// The endpoint failed lately and is left alone for a while.
    #[error("paused")]
    Paused,
    /// Too many questions are on their way.
    #[error("busy")]
    Busy,
    /// It took too long.
    #[error("late")]
    Late,
    /// It answered with an error, or with a redirect.
    #[error("refused with status {status}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// For how many seconds it asks to be left alone.
        wait: Option<u32>,
    },
    /// It could not be reached, or broke off.
    #[error("unreachable")]
    Unreachable,
    /// It answered more than anybody reads.
    #[error("too long")]
    TooLong,
    /// It answered something else than what was asked.
    #[error("unusable")]
    Unusable,
}

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The opinion, or why there is none.
    pub answer: Result<Hint, Silence>,
    /// What it cost.
    pub spent: Spent,
}

/// Asks an endpoint for second opinions, within limits.
pub struct Adviser {
    api: Api,
    model: String,
    limit: Duration,
    budget: Budget,
    clock: Clock,
    lanes: Semaphore,
    breaker: Mutex<Breaker>,
    /// True once the endpoint refused all but the plainest request.
    plain: AtomicBool,
}

impl Adviser {
    /// Prepares to ask the configured endpoint; nothing is sent yet.
    ///
    /// # Errors
    /// Where the address or the key cannot be used.
    pub fn new(settings: &Hints, clock: Clock) -> Result<Self, Unfit> {
        Ok(Self {
            api: Api::new(settings)?,
            model: settings.model.clone(),
            limit: settings.limit,
            budget: settings.budget,
            clock,
            lanes: Semaphore::new(settings.at_once),
            breaker: Mutex::default(),
            plain: AtomicBool::new(false),
        })
    }

    /// How much a day may cost.
    pub const fn budget(&self) -> Budget {
        self.budget
    }

    /// True while the endpoint is left alone.
    pub fn is_paused(&self) -> bool {
        let now = self.clock.now();
        self.with_breaker(|breaker| breaker.is_open(now))
    }

    /// Asks one question; the answer comes within the time limit or not at all.
    pub async fn ask(&self, question: &Question) -> Asked {
        let start = self.clock.now();
        if !self.with_breaker(|breaker| breaker.permits(start)) {
            return Asked { answer: Err(Silence::Paused), spent: Spent::skip() };
        }
        let calls = Mutex::new(Spent::default());
        let asking = async {
            // Whoever waits longer for a lane has too little time left for an answer.
            let lane = timeout(self.limit / 2, self.lanes.acquire()).await;
            let lane = lane.map_err(|_| Silence::Busy)?;
            let answer = self.send(question, &calls).await;
            drop(lane);
            answer
        };
        let answer = timeout(self.limit, asking).await.unwrap_or(Err(Silence::Late));
        let took = (self.clock.now() - start).num_milliseconds();
        let mut spent = calls.into_inner().unwrap_or_else(PoisonError::into_inner);
        spent.millis = u64::try_from(took).unwrap_or(0);
        match &answer {
            Ok(_) => {}
            Err(Silence::Busy | Silence::Paused) => spent.skipped += 1,
            Err(_) => spent.failures += 1,
        }
        self.settle(&answer, &spent);
        Asked { answer, spent }
    }

    /// Sends a question; once more in plain form, where the strict one is refused.
    async fn send(&self, question: &Question, spent: &Mutex<Spent>) -> Result<Hint, Silence> {
        if !self.plain.load(Ordering::Relaxed) {
            match self.once(question, Form::Strict, spent).await {
                Err(Silence::Refused { status: 400 | 422, .. }) => {}
                done => return done,
            }
        }
        let done = self.once(question, Form::Plain, spent).await;
        if done.is_ok() && !self.plain.swap(true, Ordering::Relaxed) {
            info!("the endpoint of second opinions takes plain requests only");
        }
        done
    }

    async fn once(
        &self,
        question: &Question,
        form: Form,
        spent: &Mutex<Spent>,
    ) -> Result<Hint, Silence> {
        let body = wire::request(&self.model, question, form).to_string().into_bytes();
        // Counted as it leaves: what is late or broken off was sent, and is charged for, all the same.
        let guess = tokens(body.len());
        {
            let mut spent = spent.lock().unwrap_or_else(PoisonError::into_inner);
            *spent = spent.and(Spent { calls: 1, tokens_in: guess, ..Spent::default() });
        }
        let answer = self.api.call(body).await?;
        let read = wire::answer(&answer);
        let counted = read.as_ref().and_then(|it| it.tokens_in);
        let tokens_out = read.as_ref().and_then(|it| it.tokens_out);
        let mut spent = spent.lock().unwrap_or_else(PoisonError::into_inner);
        spent.tokens_in = (spent.tokens_in - guess).saturating_add(counted.unwrap_or(guess));
        spent.tokens_out += tokens_out.unwrap_or_else(|| tokens(answer.len()));
        drop(spent);
        read.map(|it| it.hint).ok_or(Silence::Unusable)
    }

    /// Tells the breaker and the log how it went; neither learns what was asked.
    fn settle(&self, answer: &Result<Hint, Silence>, spent: &Spent) {
        let now = self.clock.now();
        let Spent { millis, tokens_in, tokens_out, .. } = *spent;
        match answer {
            Ok(hint) => {
                self.with_breaker(Breaker::answered);
                let proposals = hint.says.len();
                info!(millis, tokens_in, tokens_out, proposals, "second opinion");
            }
            Err(Silence::Paused) => {}
            Err(Silence::Busy) => {
                self.with_breaker(Breaker::unasked);
                debug!("no second opinion: too many at once");
            }
            Err(why @ Silence::Refused { status: 401 | 403 | 404, .. }) => {
                self.with_breaker(|breaker| breaker.pause(now, breaker::LONGEST));
                error!(%why, "no second opinion: check address, key and model; paused");
            }
            Err(why @ Silence::Refused { status: 429 | 503, wait: Some(wait) }) => {
                let wait = TimeDelta::seconds(i64::from(*wait));
                self.with_breaker(|breaker| breaker.pause(now, wait));
                warn!(%why, "no second opinion; paused as asked");
            }
            Err(why) => {
                let opened = self.with_breaker(|breaker| breaker.failed(now));
                warn!(%why, millis, paused = opened, "no second opinion");
            }
        }
    }

    fn with_breaker<T>(&self, act: impl FnOnce(&mut Breaker) -> T) -> T {
        act(&mut self.breaker.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// About how many tokens a text has.
fn tokens(bytes: usize) -> u64 {
    u64::try_from(bytes.div_ceil(4)).unwrap_or(u64::MAX)
}

impl fmt::Debug for Adviser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Adviser")
            .field("model", &self.model)
            .field("limit", &self.limit)
            .field("budget", &self.budget)
            .finish_non_exhaustive()
    }
}
