//! Takes turns: everything between claimed entries and their rows.
//!
//! A turn is decided from rows that nobody changes until it is written down, and saved only over the
//! version it read; who saved in between all the same makes it be taken again, which costs nothing,
//! for deciding is pure. PostgreSQL holds those rows in one transaction; on a file, where a
//! transaction would keep everybody else from writing, plain turns are decided between two.
//!
//! Turns of different customers are taken together, in few statements; one alone is a group of one.
//! Whatever one of a group does wrong takes the whole write back, and the others go on without it:
//! a message that breaks something breaks nothing but its own turn.

mod decide;
mod group;
mod leads;
mod reached;
mod runs;
mod now;

use std::sync::Arc;

pub use self::group::Outcome;
pub use self::now::{DESK, Now, now};

use self::group::{Look, Stop};
use super::{App, Error, Result};
use crate::domain::understanding::Hint;
use crate::failpoint;
use crate::store::inbox::Claimed;
use crate::store::{self, Db};

/// How often turns are taken again when someone saved in between.
const ATTEMPTS: u32 = 5;

/// What became of a claimed entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The dialogue took its turn.
    Advanced,
    /// It could not, and a human got the case; why.
    Broken(String),
    /// Nothing of it concerns a dialogue: it was received, and answered where it needs to be.
    Received,
    /// Someone else works the entry by now.
    ClaimLost,
}

/// How a turn is decided.
#[derive(Clone, Debug)]
enum How {
    /// By the dialogue, with a second opinion where one was given.
    Dialogue(Option<Box<Hint>>),
    /// For a human, because the entry cannot be worked; why.
    ForHuman(String),
}

/// An entry to be worked, and how.
#[derive(Clone, Debug)]
struct Task {
    entry: Claimed,
    how: How,
}

/// Takes a turn for a claimed entry, weighing the second opinion that was asked before it.
///
/// # Errors
/// When the entry cannot be worked, or the database refuses; nothing of the turn stays then.
pub async fn take(app: &App, entry: &Claimed, hint: Option<Hint>) -> Result<Taken> {
    alone(app, Task { entry: entry.clone(), how: How::Dialogue(hint.map(Box::new)) }).await
}

/// Gives the case of an entry that cannot be worked to a human; the entry is dead then.
///
/// # Errors
/// When even this cannot be done; nothing of it stays then.
pub async fn take_for_human(app: &App, entry: &Claimed, why: &str) -> Result<Taken> {
    alone(app, Task { entry: entry.clone(), how: How::ForHuman(why.to_owned()) }).await
}

/// Takes turns for many claimed entries together; answers for each, in the order given.
///
/// Of several entries of one customer the first is worked; the others are left, still claimed.
pub async fn take_all(app: &App, entries: &[Claimed]) -> Vec<Result<Outcome>> {
    let task = |entry: &Claimed| Task { entry: entry.clone(), how: How::Dialogue(None) };
    together(app, entries.iter().map(task).collect()).await
}

async fn alone(app: &App, task: Task) -> Result<Taken> {
    match Box::pin(together(app, vec![task])).await.pop() {
        Some(Ok(Outcome::Taken(taken))) => Ok(taken),
        Some(Err(error)) => Err(error),
        // One alone is never left for another.
        Some(Ok(Outcome::Left)) | None => Err(Error::ClaimLost),
    }
}

async fn together(app: &App, tasks: Vec<Task>) -> Vec<Result<Outcome>> {
    let mut answers: Vec<Option<Result<Outcome>>> = tasks.iter().map(|_| None).collect();
    let mut open: Vec<(usize, Task)> = tasks.into_iter().enumerate().collect();
    if let Db::Lite { .. } = app.db {
        let (plain, rest): (Vec<_>, Vec<_>) =
            open.into_iter().partition(|(_, task)| group::may_be_plain(task));
        open = pass(app, (plain, Look::Plain), &mut answers).await;
        open.extend(rest);
        open.sort_by_key(|(place, _)| *place);
    }
    pass(app, (open, Look::Close), &mut answers).await;
    if answers.iter().any(|answer| matches!(answer, Some(Ok(Outcome::Taken(_))))) {
        app.signals.outbox.notify_one();
        app.signals.timers.notify_one();
    }
    answers.into_iter().map(|answer| answer.unwrap_or(Err(Error::ClaimLost))).collect()
}

/// Takes turns together until each has its answer; hands back those that need a closer look.
async fn pass(
    app: &App,
    (mut open, look): (Vec<(usize, Task)>, Look),
    answers: &mut [Option<Result<Outcome>>],
) -> Vec<(usize, Task)> {
    let (mut tries, mut closer) = (0, Vec::new());
    while !open.is_empty() {
        tries += 1;
        let done: Vec<Option<Result<Outcome>>> = match once(app, &open, look).await {
            Ok(outcomes) => outcomes.into_iter().map(|outcome| outcome.map(Ok)).collect(),
            Err(Stop::Apart(apart)) => {
                settle_apart(&mut open, apart, answers);
                continue;
            }
            Err(Stop::Error(error)) if error.is_passing() && tries < ATTEMPTS => continue,
            Err(Stop::Error(error)) if open.len() == 1 => vec![Some(Err(error))],
            Err(Stop::Error(error)) if error.is_outage() && !error.is_passing() => {
                let error = Arc::new(error);
                open.iter().map(|_| Some(Err(Error::Group(error.clone())))).collect()
            }
            Err(Stop::Error(_)) => each_alone(app, &open).await.into_iter().map(Some).collect(),
        };
        for ((place, task), answer) in open.drain(..).zip(done) {
            match answer {
                Some(answer) => put(answers, place, answer),
                None => closer.push((place, task)),
            }
        }
    }
    closer
}

/// Something in the group cannot be done together, and nobody knows which.
async fn each_alone(app: &App, open: &[(usize, Task)]) -> Vec<Result<Outcome>> {
    let mut answers = Vec::with_capacity(open.len());
    for (_, task) in open {
        answers.push(alone(app, task.clone()).await.map(Outcome::Taken));
    }
    answers
}

/// Takes out of the group what must not be in it, each with its answer.
fn settle_apart(
    open: &mut Vec<(usize, Task)>,
    apart: Vec<(usize, Result<Outcome>)>,
    answers: &mut [Option<Result<Outcome>>],
) {
    let mut apart = apart;
    // From behind, so that the places before stay.
    apart.sort_by_key(|(place, _)| std::cmp::Reverse(*place));
    for (place, answer) in apart {
        if place < open.len() {
            let (place, _) = open.remove(place);
            put(answers, place, answer);
        }
    }
}

fn put(answers: &mut [Option<Result<Outcome>>], place: usize, answer: Result<Outcome>) {
    let answer = match answer {
        Err(Error::ClaimLost) => Ok(Outcome::Taken(Taken::ClaimLost)),
        other => other,
    };
    if let Some(slot) = answers.get_mut(place) {
        *slot = Some(answer);
    }
}

async fn once(app: &App, open: &[(usize, Task)], look: Look) -> Result<Vec<Option<Outcome>>, Stop> {
    let tasks: Arc<[Task]> = open.iter().map(|(_, task)| task.clone()).collect();
    match look {
        Look::Close => whole(app, tasks).await,
        Look::Plain => in_steps(app, tasks).await,
    }
}

/// In one write, which holds what it reads until the turns are written down.
async fn whole(app: &App, tasks: Arc<[Task]>) -> Result<Vec<Option<Outcome>>, Stop> {
    let (work, now) = (app.clone(), app.clock.now());
    app.db
        .write(move |tx| {
            Box::pin(async move {
                let outcomes = group::take(&work, tx, &tasks, now).await?;
                pass_before_commit(&tasks);
                Ok(outcomes)
            })
        })
        .await
}

/// Decided between two writes, so that the one connection that writes is free meanwhile: nobody else
/// changes what turns are decided from, and another process that did is noticed.
async fn in_steps(app: &App, tasks: Arc<[Task]>) -> Result<Vec<Option<Outcome>>, Stop> {
    let (work, now) = (app.clone(), app.clock.now());
    // A task of its own: whoever waits for it may go away between the two.
    let steps = tokio::spawn(async move {
        let _still = work.db.still().await;
        let (app, open) = (work.clone(), tasks.clone());
        let first = work.db.write_aside(move |tx| {
            Box::pin(async move {
                let ready = group::ready(&app, tx, (&open, Look::Plain), now).await?;
                Ok::<_, Stop>((ready, tx.others().await?))
            })
        });
        let (ready, before) = first.await?;
        let decided = group::decide(&work, ready, now).await?;
        let second = work.db.write_aside(move |tx| {
            Box::pin(async move {
                if tx.others().await? != before {
                    let what = "what turns were decided from".to_owned();
                    return Err(store::Error::Stale { what }.into());
                }
                let outcomes = group::write(tx, &tasks, decided, now).await?;
                pass_before_commit(&tasks);
                Ok(outcomes)
            })
        });
        second.await
    });
    let panicked = || Stop::Error(store::Error::Panicked("a group of turns".to_owned()).into());
    steps.await.unwrap_or_else(|_| Err(panicked()))
}

fn pass_before_commit(tasks: &[Task]) {
    for _ in tasks {
        failpoint::pass("before-turn-commit");
    }
}
