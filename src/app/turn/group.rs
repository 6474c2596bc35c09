//! A group's turns: receive, load, decide, write down; few statements in all.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::decide::{self, Made, Work};
use super::leads::{Led, Offered, Received, receive};
use super::runs::{self, Changed, Runs};
use super::{How, Taken, Task};
use crate::app::{App, Error, Result, changes, desk, enact, facts, hearing};
use crate::domain::dialogue::event::Event;
use crate::domain::dialogue::state::State;
use crate::domain::id::Id;
use crate::store::conversation::{self, Conversation};
use crate::store::inbox::{Claimed, End, Incoming};
use crate::store::many::work::Rows;
use crate::store::message;
use crate::store::outbox::silence;
use crate::store::{self, Tx};

/// What became of an entry of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was worked.
    Taken(Taken),
    /// Another entry of the same customer was worked in its place; it is claimed still.
    Left,
}

/// Why a group's write is taken back.
#[derive(Debug)]
pub(super) enum Stop {
    /// These must not be in the group, by their place in it; each with its answer.
    Apart(Vec<(usize, Result<Outcome>)>),
    /// It cannot be said which of them is at fault, or none is.
    Error(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Self {
        Self::Error(error.into())
    }
}

/// How closely a group's entries are looked at before they are decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// As far as what is found may stand though the turn is not taken: whoever needs more is left
    /// for a closer look.
    Plain,
    /// Whatever it takes; what is found stands only with the turn.
    Close,
}

/// A group's entries, as far as rows tell.
pub(super) struct Ready {
    works: Vec<Work>,
    /// The places of those that no dialogue needs to hear of.
    received: Vec<usize>,
    /// The places of those that need a closer look.
    closer: Vec<usize>,
}

/// A group's turns, decided.
pub(super) struct Decided {
    pub(super) all: Vec<(usize, Made)>,
    received: Vec<usize>,
    closer: Vec<usize>,
}

/// True where an entry may be decided without a closer look.
pub(super) fn may_be_plain(task: &Task) -> bool {
    match (&task.how, &task.entry.new.body) {
        // What became of a charge is written down at once, and is nothing new the second time.
        (How::Dialogue(_), Incoming::Event { event }) => {
            matches!(event, Event::ChargeIssued { .. } | Event::ChargeRefused { .. })
        }
        (How::ForHuman(_), _) | (_, Incoming::Changed { .. }) => false,
        (
            How::Dialogue(_),
            Incoming::Heard { .. }
            | Incoming::Text { .. }
            | Incoming::Choice { .. }
            | Incoming::Passed { .. }
            | Incoming::Again { .. }
            | Incoming::Media { .. }
            | Incoming::Captioned { .. },
        ) => true,
    }
}

/// Takes the turns of a group in one write.
pub(super) async fn take(
    app: &App,
    tx: &mut Tx,
    tasks: &[Task],
    now: DateTime<Utc>,
) -> Result<Vec<Option<Outcome>>, Stop> {
    let ready = ready(app, tx, (tasks, Look::Close), now).await?;
    let decided = decide(app, ready, now).await?;
    write(tx, tasks, decided, now).await
}

/// Finds out where each entry leads, and loads what deciding needs.
pub(super) async fn ready(
    app: &App,
    tx: &mut Tx,
    (tasks, look): (&[Task], Look),
    now: DateTime<Utc>,
) -> Result<Ready, Stop> {
    let Received { led, offered, closer } = receive(app, tx, (tasks, look), now).await?;
    let leads: HashSet<usize> = led.iter().map(|led| led.place).chain(closer.clone()).collect();
    let received = (0..tasks.len()).filter(|place| !leads.contains(place)).collect();
    let works = load(app, tx, (tasks, led), offered, now).await?;
    Ok(Ready { works, received, closer })
}

/// Decides the turns of a group: no row is read or written.
pub(super) async fn decide(app: &App, ready: Ready, now: DateTime<Utc>) -> Result<Decided, Stop> {
    let Ready { works, received, closer } = ready;
    let mut faults = Vec::new();
    let mut all = Vec::with_capacity(works.len());
    for (place, made) in decide::all(app, works, now).await {
        match made {
            Ok(made) => all.push((place, made)),
            Err(error) => faults.push((place, Err(error))),
        }
    }
    if faults.is_empty() { Ok(Decided { all, received, closer }) } else { Err(Stop::Apart(faults)) }
}

/// Writes down what was decided; answers nothing for those that need a closer look.
pub(super) async fn write(
    tx: &mut Tx,
    tasks: &[Task],
    decided: Decided,
    now: DateTime<Utc>,
) -> Result<Vec<Option<Outcome>>, Stop> {
    let Decided { mut all, received, closer } = decided;
    let mut outcomes: Vec<Option<Outcome>> = tasks.iter().map(|_| Some(Outcome::Left)).collect();
    let mut rows = Rows::default();
    for place in closer {
        if let Some(outcome) = outcomes.get_mut(place) {
            *outcome = None;
        }
    }
    for place in received {
        if let Some(task) = tasks.get(place) {
            rows.end(&task.entry, None, End::Done, now);
            tell(&mut outcomes, place, Taken::Received);
        }
    }
    for (place, made) in &mut all {
        rows.append(std::mem::take(&mut made.rows));
        tell(&mut outcomes, *place, made.taken.clone());
    }
    let lost = rows.write(tx, now).await?;
    if !lost.is_empty() {
        let is_lost = |task: &Task| lost.contains(&key(&task.entry));
        let places = tasks.iter().enumerate().filter(|(_, task)| is_lost(task));
        return Err(Stop::Apart(places.map(|(p, _)| (p, Err(Error::ClaimLost))).collect()));
    }
    for (_, made) in &mut all {
        rest(tx, made, now).await?;
    }
    Ok(outcomes)
}

fn tell(outcomes: &mut [Option<Outcome>], place: usize, taken: Taken) {
    if let Some(outcome) = outcomes.get_mut(place) {
        *outcome = Some(Outcome::Taken(taken));
    }
}

fn key(entry: &Claimed) -> (String, String, String) {
    let new = &entry.new;
    (new.creditor.clone(), new.channel.clone(), new.external_id.clone())
}

/// Loads everything that deciding needs, once nobody else writes about these customers.
async fn load(
    app: &App,
    tx: &mut Tx,
    (tasks, led): (&[Task], Vec<Led<'_>>),
    offered: Offered,
    now: DateTime<Utc>,
) -> Result<Vec<Work>, Stop> {
    if led.is_empty() {
        return Ok(Vec::new());
    }
    let found = held(tx, &led).await?;
    let mut works = Vec::with_capacity(led.len());
    for (led, before) in one_a_customer(led, found)? {
        let Some(task) = tasks.get(led.place) else { continue };
        changes::apply(tx, &before, &led.incoming, now).await?;
        works.push((led, task, before));
    }
    let wanted: Vec<&Conversation> = works.iter().map(|(_, _, before)| before).collect();
    let facts = facts::gather_all(app, tx, &wanted).await?;
    let late = late(tx, &works, &offered).await?;
    let mut ready = Vec::with_capacity(works.len());
    let mut faults = Vec::new();
    let live = app.live();
    for ((led, task, mut before), facts) in works.into_iter().zip(facts) {
        let runs = match facts {
            Ok(facts) => {
                let of = (&live, &mut before, &facts);
                runs::on(app, tx, of, now).await.map(|it| (facts, it))
            }
            Err(error) => Err(error),
        };
        let (facts, Runs { rules, edition, came_from, changed }) = match runs {
            Ok(found) => found,
            Err(error) if error.is_outage() => return Err(error.into()),
            Err(error) => {
                faults.push((led.place, Err(error)));
                continue;
            }
        };
        let here = (before.creditor.clone(), before.id.clone());
        let last = late.get(&here).or_else(|| offered.get(&here));
        let choices = last.filter(|_| hearing::answers(&led.incoming));
        let choices = choices.map(|(_, choices)| choices.clone()).unwrap_or_default();
        let (entry, how) = (task.entry.clone(), task.how.clone());
        let (place, incoming) = (led.place, led.incoming);
        ready.push(Work {
            place,
            entry,
            how,
            incoming,
            before,
            choices,
            rules,
            facts,
            edition,
            came_from,
            changed,
        });
    }
    if faults.is_empty() { Ok(ready) } else { Err(Stop::Apart(faults)) }
}

/// The conversations that entries lead to.
async fn held(tx: &mut Tx, led: &[Led<'_>]) -> Result<HashMap<(String, Id), Conversation>, Stop> {
    let wanted: HashSet<(&str, &Id)> =
        led.iter().map(|led| (led.creditor, &led.conversation)).collect();
    let wanted: Vec<(&str, &Id)> = wanted.into_iter().collect();
    let found = conversation::hold_all(tx, &wanted).await?;
    let found: HashMap<(String, Id), Conversation> =
        found.into_iter().map(|it| ((it.creditor.clone(), it.id.clone()), it)).collect();
    let missing = led.iter().filter(|led| !found.contains_key(&led.key())).map(|led| {
        let what = format!("conversation {}", led.conversation);
        (led.place, Err(store::Error::missing(what).into()))
    });
    let missing: Vec<_> = missing.collect();
    if missing.is_empty() { Ok(found) } else { Err(Stop::Apart(missing)) }
}

/// Keeps the first entry of each customer: what it changes the next one must know.
fn one_a_customer(
    led: Vec<Led<'_>>,
    mut found: HashMap<(String, Id), Conversation>,
) -> Result<Vec<(Led<'_>, Conversation)>, Stop> {
    let mut customers = HashSet::new();
    let mut kept = Vec::with_capacity(led.len());
    let mut apart = Vec::new();
    for led in led {
        match found.remove(&led.key()) {
            Some(before) if customers.insert((led.creditor, before.customer.clone())) => {
                kept.push((led, before));
            }
            Some(_) | None if led.wrote => apart.push((led.place, Ok(Outcome::Left))),
            Some(_) | None => {}
        }
    }
    if apart.is_empty() { Ok(kept) } else { Err(Stop::Apart(apart)) }
}

/// What was offered in conversations that nobody knew of before they were received; on PostgreSQL
/// in all of them, for only now nobody else writes there.
async fn late(
    tx: &mut Tx,
    works: &[(Led<'_>, &Task, Conversation)],
    offered: &Offered,
) -> Result<Offered> {
    let anew = matches!(tx, Tx::Pg(..));
    let unknown: Vec<(&str, &Id)> = works
        .iter()
        .filter(|(led, _, before)| {
            let here = (before.creditor.clone(), before.id.clone());
            anew || led.wrote && !offered.contains_key(&here)
        })
        .map(|(_, _, before)| (before.creditor.as_str(), &before.id))
        .collect();
    if unknown.is_empty() {
        return Ok(Offered::new());
    }
    Ok(message::offered_all(tx, &unknown).await?)
}

/// What few turns do besides: each by itself, in the order of its turn.
async fn rest(tx: &mut Tx, made: &mut Made, now: DateTime<Utc>) -> Result<()> {
    let (whose, identity) = (made.after.customer.clone(), made.tries);
    let State { turn, taken_turn, .. } = made.after.state;
    if turn == taken_turn {
        let of = (made.after.creditor.as_str(), &made.after.id);
        silence::before(tx, of, turn, now).await?;
    }
    if let Some(Changed { edition, given }) = made.changed.take() {
        runs::keep(tx, (&edition, &made.after), now).await?;
        if let Some(given) = given {
            store::tuning::experiment::give(tx, given).await?;
        }
    }
    if let Some(event) = &made.logged.event {
        desk::turned(tx, &made.after, event, now).await?;
    }
    if let Some(tries) = identity {
        store::identity::remember(tx, &made.after.creditor, &whose, tries, now).await?;
    }
    let rare = std::mem::take(&mut made.rare);
    enact::rest(tx, &made.desk(now), (&made.after, &made.logged.effects), rare).await
}
