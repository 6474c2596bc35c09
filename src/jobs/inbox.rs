//! Works what came in: each conversation in order, one conversation beside another.

use futures_util::future::join_all;
use tracing::{error, warn};

use super::{Crew, Progress, back_off, new_claim};
use crate::app::turn::{self, Taken};
use crate::app::{Error, Result, burial};
use crate::domain::understanding::Hint;
use crate::failpoint;
use crate::store::inbox::{self, Claimed};

/// Claims after which an entry is given up: whoever had it died each time.
///
/// Generous, for what dies takes the rest of its batch with it.
const MOST_ATTEMPTS: i64 = 25;

/// Claims what may be worked now and works it.
///
/// # Errors
/// When nothing can be claimed because the database refuses.
pub async fn tick(crew: &Crew) -> Result<Progress> {
    let now = crew.app.clock.now();
    let (claim, until, batch) = (new_claim(), now + crew.pace.lease, crew.pace.batch);
    let claimed: Vec<Claimed> = crew
        .app
        .db
        .write(move |tx| {
            Box::pin(async move { inbox::claim(tx, &claim, (now, until), batch).await })
        })
        .await?;
    if claimed.is_empty() {
        return Ok(Progress::default());
    }
    failpoint::pass("after-claim");
    let worked = claimed.len();
    let plain = put_questions(crew, claimed).await;
    for few in plain.chunks(crew.app.db.width()) {
        join_all(few.iter().map(|entry| work(crew, entry, None))).await;
    }
    Ok(Progress { worked })
}

/// Has a second opinion asked on what is read with doubt; answers the entries that need none.
async fn put_questions(crew: &Crew, claimed: Vec<Claimed>) -> Vec<Claimed> {
    let Some(advice) = &crew.advice else { return claimed };
    let mut plain = Vec::new();
    for entry in claimed {
        let Some(question) = advice.question(crew, &entry).await else {
            plain.push(entry);
            continue;
        };
        let (crew, own) = (crew.clone(), advice.clone());
        advice.beside(async move {
            let hint = own.ask(&crew, &entry, &question).await;
            work(&crew, &entry, hint).await;
            crew.app.signals.inbox.notify_one();
        });
    }
    plain
}

/// Works one entry; whatever happens to it, the others go on.
async fn work(crew: &Crew, entry: &Claimed, hint: Option<Hint>) {
    let answer = if entry.attempts > MOST_ATTEMPTS {
        for_human(crew, entry, "gave up after too many attempts").await
    } else {
        match turn::take(&crew.app, entry, hint).await {
            Err(error) if error.is_outage() => later(crew, entry, &error).await,
            Err(error) => for_human(crew, entry, &chain(&error)).await,
            Ok(Taken::Broken(why)) => {
                warn!(line = %entry.new.line, why, "a turn broke; a human has it");
                Ok(())
            }
            Ok(Taken::Advanced) => {
                failpoint::pass("after-turn-commit");
                Ok(())
            }
            Ok(Taken::Received | Taken::ClaimLost) => Ok(()),
        }
    };
    if let Err(error) = answer {
        // The claim runs out and the entry comes again.
        error!(line = %entry.new.line, error = chain(&error), "entry not worked");
    }
}

/// The database is at fault, not the entry.
async fn later(crew: &Crew, entry: &Claimed, why: &Error) -> Result<()> {
    warn!(line = %entry.new.line, error = chain(why), "entry put off");
    let (entry, next_at) = (entry.clone(), crew.app.clock.now() + back_off(entry.attempts));
    crew.app
        .db
        .write(move |tx| Box::pin(async move { inbox::give_back(tx, &entry, next_at).await }))
        .await?;
    Ok(())
}

/// The entry is at fault: a human gets the case, or at least hears of it.
async fn for_human(crew: &Crew, entry: &Claimed, why: &str) -> Result<()> {
    error!(line = %entry.new.line, why, "entry set aside for a human");
    match turn::take_for_human(&crew.app, entry, why).await {
        Ok(_) => Ok(()),
        Err(error) if error.is_outage() => later(crew, entry, &error).await,
        Err(_) => burial::bury(&crew.app, entry, why).await,
    }
}

/// An error with its causes, on one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
