//! Works what came in: each conversation in order, one conversation beside another.

use futures_util::future::join_all;
use tracing::{error, warn};

use super::{Crew, Progress, back_off, new_claim};
use crate::app::turn::{self, Outcome, Taken};
use crate::app::{Error, Result, burial};
use crate::domain::understanding::Hint;
use crate::failpoint;
use crate::meter::Timing;
use crate::store::inbox::{self, Claimed};

/// Claims after which an entry is given up: whoever had it died each time.
///
/// Generous, for what dies takes the rest of its batch with it.
const MOST_ATTEMPTS: i64 = 25;

/// Fewer entries than this are not worth another write beside.
const LEAST: usize = 16;

/// Claims what may be worked now and works it.
///
/// # Errors
/// When nothing can be claimed because the database refuses.
pub async fn tick(crew: &Crew) -> Result<Progress> {
    let now = crew.app.clock.now();
    let (claim, until, batch) = (new_claim(), now + crew.pace.turn_lease, crew.pace.batch);
    let claimed: Vec<Claimed> = crew
        .app
        .db
        .write_aside(move |tx| {
            Box::pin(async move { inbox::claim(tx, &claim, (now, until), batch).await })
        })
        .await?;
    if claimed.is_empty() {
        return Ok(Progress::default());
    }
    failpoint::pass("after-claim");
    let worked = claimed.len();
    crew.courtesy.show(crew, &claimed, worked >= usize::try_from(batch).unwrap_or(usize::MAX));
    let mut open = put_questions(crew, claimed).await;
    // Of a customer's entries one is worked at a time; the others stay claimed for the next round.
    while !open.is_empty() {
        let groups = split(open, crew.app.db.width());
        let left = join_all(groups.into_iter().map(|group| work_all(crew, group))).await;
        open = left.concat();
    }
    Ok(Progress { worked })
}

/// Splits entries, of which no two are on one line, into so many groups.
fn split(entries: Vec<Claimed>, width: usize) -> Vec<Vec<Claimed>> {
    let few = entries.len().div_ceil(LEAST).clamp(1, width.max(1));
    let mut groups = vec![Vec::new(); few];
    let each = entries.len().div_ceil(few).max(1);
    for (place, entry) in entries.into_iter().enumerate() {
        if let Some(group) = groups.get_mut(place / each) {
            group.push(entry);
        }
    }
    groups
}

/// Works entries together; answers those that must wait for another of their customer.
async fn work_all(crew: &Crew, entries: Vec<Claimed>) -> Vec<Claimed> {
    let (tired, entries): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|entry| entry.attempts > MOST_ATTEMPTS);
    for entry in tired {
        let answer = for_human(crew, &entry, "gave up after too many attempts").await;
        tell(&entry, answer);
    }
    let mut left = Vec::new();
    let answers = turn::take_all(&crew.app, &entries).await;
    for (entry, answer) in entries.into_iter().zip(answers) {
        match answer {
            Ok(Outcome::Left) => left.push(entry),
            Ok(Outcome::Taken(taken)) => settle(crew, &entry, Ok(taken)).await,
            Err(error) => settle(crew, &entry, Err(error)).await,
        }
    }
    left
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
    if entry.attempts > MOST_ATTEMPTS {
        tell(entry, for_human(crew, entry, "gave up after too many attempts").await);
    } else {
        settle(crew, entry, turn::take(&crew.app, entry, hint).await).await;
    }
}

/// Sees to what became of an entry.
async fn settle(crew: &Crew, entry: &Claimed, answer: Result<Taken>) {
    let answer = match answer {
        Err(error) if error.is_outage() => later(crew, entry, &error).await,
        Err(error) => for_human(crew, entry, &chain(&error)).await,
        Ok(Taken::Broken(why)) => {
            warn!(line = %entry.new.line, why, "a turn broke; a human has it");
            Ok(())
        }
        Ok(Taken::Advanced) => {
            failpoint::pass("after-turn-commit");
            let took = crew.app.clock.now() - entry.arrived_at;
            crew.app.meter.took(Timing::Turn, took.to_std().unwrap_or_default());
            Ok(())
        }
        Ok(Taken::Received | Taken::ClaimLost) => Ok(()),
    };
    tell(entry, answer);
}

fn tell(entry: &Claimed, answer: Result<()>) {
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
