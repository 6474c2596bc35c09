//! Asks for a second opinion on what is read with doubt, and then has the turn taken.
//!
//! The asking happens with no transaction open and beside the other conversations: an entry that
//! waits for an opinion keeps its claim and holds up only its own conversation. Whatever goes
//! wrong here is logged, and the turn is taken on the built-in reading. A process that dies
//! meanwhile leaves the entry claimed; whoever works it next asks again, or not.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::task::JoinSet;
use tracing::{debug, error};

use super::Crew;
use crate::app::advice;
use crate::domain::understanding::budget::Spent;
use crate::domain::understanding::{Hint, Question};
use crate::hints::Adviser;
use crate::store::inbox::Claimed;

/// Whoever may be asked, and what is being asked now; clones share it.
#[derive(Clone, Debug)]
pub struct Advice {
    adviser: Arc<Adviser>,
    asking: Arc<Mutex<JoinSet<()>>>,
}

impl Advice {
    /// Advice from an endpoint.
    pub fn new(adviser: Adviser) -> Self {
        Self { adviser: Arc::new(adviser), asking: Arc::default() }
    }

    /// The question worth asking about an entry; none while nobody would be asked.
    pub async fn question(&self, crew: &Crew, entry: &Claimed) -> Option<Question> {
        // One who died over an entry again and again is not asked about it once more.
        if entry.attempts > 2 || self.adviser.is_paused() {
            return None;
        }
        match advice::question(&crew.app, entry).await {
            Ok(question) => question,
            // The turn will meet the same trouble and knows what to do about it.
            Err(error) => {
                debug!(%error, "could not prepare a second opinion");
                None
            }
        }
    }

    /// Asks, within the day's budget, and writes down what it cost.
    pub async fn ask(&self, crew: &Crew, entry: &Claimed, question: &Question) -> Option<Hint> {
        let spent = match advice::spent(&crew.app).await {
            Ok(spent) => spent,
            Err(error) => {
                debug!(%error, "could not tell what second opinions have cost");
                return None;
            }
        };
        let (answer, cost) = if self.adviser.budget().allows(&spent) {
            let asked = self.adviser.ask(question).await;
            (asked.answer.ok(), asked.spent)
        } else {
            debug!(calls = spent.calls, tokens = spent.tokens(), "the day's budget is spent");
            (None, Spent::skip())
        };
        if let Err(error) = advice::pay(&crew.app, &entry.new.creditor, cost).await {
            error!(%error, "could not write down what a second opinion cost");
        }
        answer
    }

    /// Does something beside the queue; [`Advice::rest`] waits for it.
    pub fn beside(&self, work: impl Future<Output = ()> + Send + 'static) {
        let mut asking = self.asking.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some(done) = asking.try_join_next() {
            told(done);
        }
        asking.spawn(work);
    }

    /// Waits until nothing is being asked any more; how much it waited for.
    pub async fn rest(&self) -> usize {
        let mut asking = {
            let mut asking = self.asking.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut *asking)
        };
        let mut count = 0;
        while let Some(done) = asking.join_next().await {
            told(done);
            count += 1;
        }
        count
    }
}

fn told(done: Result<(), tokio::task::JoinError>) {
    if let Err(error) = done {
        // The claim runs out and the entry comes again.
        error!(%error, "an entry that waited for a second opinion was not worked");
    }
}
