//! Takes a conversation, lets it go, gives it back to the bot.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::TimeDelta;

use super::note::{self, Kind};
use super::{Acting, Error, Place, Refused, act, known_as, panel};
use crate::app::App;
use crate::clock::Stopwatch;
use crate::domain::access::{Right, Who};
use crate::domain::dialogue::event::Event;
use crate::domain::dialogue::state::Owner;
use crate::store::conversation::Conversation;
use crate::store::outbox::silence;
use crate::store::views::desk::live;
use crate::store::views::wall;
use crate::store::{Db, Tx, person, presence};

/// How long taking waits for what is being sent at that moment.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often it looks.
const LOOK: Duration = Duration::from_millis(25);

/// How long after a page of theirs was seen somebody is taken to be there.
const HERE: TimeDelta = TimeDelta::minutes(3);

/// A conversation that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// How many messages of the bot's were still being sent when waiting for them was given up:
    /// they may come to the customer yet.
    pub under_way: i64,
}

/// Takes a conversation, from the bot, the queue or a colleague.
///
/// Once this answers nothing of what the bot said before goes out, but for what is told in
/// [`Taken::under_way`]. `id` names this one click; whoever has it already is answered the same.
///
/// # Errors
/// [`Refused::Owned`] where a colleague has it and it may not be taken from them,
/// [`Refused::NoReason`] where it may and no reason is given; or when the database refuses.
pub async fn take(
    app: &App,
    who: &Who,
    at: &Place,
    (id, reason): (&str, Option<&str>),
) -> Result<Taken, Error> {
    let id = known_as("take", who, id);
    let reason = reason.map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    let turn = act(app, (who, Right::Answer), at, move |acting, tx, before| {
        let (id, reason) = (id.clone(), reason.clone());
        Box::pin(async move { once(acting, tx, &before, (&id, reason.as_deref())).await })
    })
    .await?;
    Ok(Taken { under_way: settled(&app.db, at, turn).await? })
}

/// Answers the turn before which the bot's words go out no more.
async fn once(
    acting: &Acting,
    tx: &mut Tx,
    before: &Conversation,
    (id, reason): (&str, Option<&str>),
) -> Result<u32, Error> {
    if acting.holds(before) {
        return Ok(before.state.taken_turn);
    }
    if let Some(holder) = acting.colleague(before) {
        let away = acting.now - super::presence::ABSENT;
        let absent = presence::is_away(&mut *tx, &holder.person, away).await?;
        if !absent && !acting.who.may(Right::Reassign) {
            return Err(Refused::Owned { by: holder.name.clone() }.into());
        }
        let reason = reason.ok_or(Refused::NoReason)?;
        note::write(acting, tx, (id, Kind::Fact), reason).await?;
        acting.note(tx, "take-from", format!("from={}", holder.person));
    }
    let taken = own(acting, tx, id).await?;
    Ok(taken.unwrap_or(before.state.taken_turn))
}

/// Makes a conversation theirs; none where this very click did before.
pub(super) async fn own(acting: &Acting, tx: &mut Tx, id: &str) -> Result<Option<u32>, Error> {
    let Who { id: person, name, .. } = &acting.who;
    let event = Event::AgentTook { agent: name.clone(), person: person.clone() };
    let now = acting.turn(tx, id, event).await?;
    if now.is_some() {
        presence::meet(tx, (person, name), acting.now).await?;
        acting.note(tx, "take", "");
    }
    Ok(now.map(|now| now.after.state.taken_turn))
}

/// Gives a conversation to a colleague, who must be able to have it.
///
/// # Errors
/// [`Refused::NotYours`] or [`Refused::Owned`] where it is not theirs and they may not reassign,
/// [`Refused::NotThem`] where the colleague may not answer there; or when the database refuses.
pub async fn transfer(
    app: &App,
    who: &Who,
    at: &Place,
    (id, to, reason): (&str, &str, &str),
) -> Result<(), Error> {
    let id = known_as("transfer", who, id);
    let (to, reason) = (to.to_owned(), reason.trim().to_owned());
    act(app, (who, Right::Answer), at, move |acting, tx, before| {
        let (id, to, reason) = (id.clone(), to.clone(), reason.clone());
        Box::pin(async move {
            if acting.did(tx, &id).await? {
                return Ok(());
            }
            if !acting.who.may(Right::Reassign) {
                acting.owns(&before)?;
            }
            let to = colleague(tx, &before, &to).await?;
            if !reason.is_empty() {
                note::write(acting, tx, (&id, Kind::Fact), &reason).await?;
            }
            let event = Event::AgentTook { agent: to.name.clone(), person: to.id.clone() };
            acting.turn(tx, &id, event).await?;
            presence::meet(tx, (&to.id, &to.name), acting.now).await?;
            acting.note(tx, "transfer", format!("to={}", to.id));
            Ok(())
        })
    })
    .await
}

/// Somebody to whom a conversation may be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Their id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// True where they are at the desk.
    pub is_here: bool,
    /// How many conversations they have.
    pub load: i64,
}

/// The colleagues who can have a conversation: who is there first, who has the least before others.
///
/// # Errors
/// [`Refused::Right`], or [`Refused::Unknown`] where they do not see it; or when the database refuses.
pub async fn candidates(app: &App, who: &Who, at: &Place) -> Result<Vec<Candidate>, Error> {
    if !who.may(Right::Answer) {
        return Err(Refused::Right.into());
    }
    let talk = panel::seen(app, who, at).await?;
    let sector = talk.state.handoff.as_ref().map(|handoff| handoff.queue.as_str());
    let mut loads: BTreeMap<String, i64> = BTreeMap::new();
    for creditor in live::creditors(&app.db).await? {
        for (person, count) in wall::loads(&app.db, &creditor).await? {
            *loads.entry(person).or_default() += count;
        }
    }
    let since = app.clock.now() - HERE;
    let there: BTreeSet<String> = wall::colleagues(&app.db)
        .await?
        .into_iter()
        .filter(|it| it.away_at.is_none() && it.seen_at.is_some_and(|seen| seen > since))
        .map(|it| it.id)
        .collect();
    let holder = talk.state.agent.as_ref().map(|holder| holder.person.as_str());
    let all = person::all(&app.db).await?.into_iter().filter(|it| it.disabled_at.is_none());
    let mut all: Vec<Candidate> = all
        .map(|it| it.who)
        .filter(|it| it.may(Right::Answer) && it.sees(&talk.creditor, sector))
        .filter(|it| Some(it.id.as_str()) != holder)
        .map(|it| Candidate {
            is_here: there.contains(&it.id),
            load: loads.get(&it.id).copied().unwrap_or_default(),
            id: it.id,
            name: it.name,
        })
        .collect();
    all.sort_by(|a, b| (!a.is_here, a.load, &a.name).cmp(&(!b.is_here, b.load, &b.name)));
    Ok(all)
}

/// Somebody who can have a conversation.
async fn colleague(tx: &mut Tx, talk: &Conversation, id: &str) -> Result<Who, Error> {
    let sector = talk.state.handoff.as_ref().map(|handoff| handoff.queue.as_str());
    let found = person::find(&mut *tx, id).await?.filter(|found| found.disabled_at.is_none());
    let found = found.map(|found| found.who);
    let found = found.filter(|who| who.may(Right::Answer) && who.sees(&talk.creditor, sector));
    Ok(found.ok_or(Refused::NotThem)?)
}

/// Waits until nothing of the bot's from before a turn is being sent; tells how much still is when
/// that takes too long.
async fn settled(db: &Db, at: &Place, turn: u32) -> Result<i64, Error> {
    let since = Stopwatch::start();
    loop {
        let left = silence::under_way(db, at.key(), turn).await?;
        if left == 0 || since.elapsed() >= PATIENCE {
            return Ok(left);
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Lets a conversation go: it waits for another human, perhaps in another sector.
///
/// # Errors
/// [`Refused::NotYours`] or [`Refused::Owned`] where it is not theirs, and they may not reassign; or
/// when the database refuses.
pub async fn pass_on(
    app: &App,
    who: &Who,
    at: &Place,
    (id, sector): (&str, Option<&str>),
) -> Result<(), Error> {
    let (id, sector) = (known_as("pass", who, id), sector.map(str::to_owned));
    act(app, (who, Right::Answer), at, move |acting, tx, before| {
        let event = Event::AgentPassed { sector: sector.clone() };
        let (id, sector) = (id.clone(), sector.clone());
        Box::pin(async move {
            if acting.did(tx, &id).await? {
                return Ok(());
            }
            let moves = acting.who.may(Right::Reassign) && before.state.owner == Owner::Human;
            if !moves {
                acting.owns(&before)?;
            }
            let detail = sector.map(|sector| format!("sector={sector}"));
            acting.turn(tx, &id, event).await?;
            acting.note(tx, "pass-on", detail.unwrap_or_default());
            Ok(())
        })
    })
    .await
}

/// Gives a conversation back to the bot, which goes on with what is known by now.
///
/// # Errors
/// [`Refused::NotYours`] or [`Refused::Owned`] where it is not theirs; or when the database refuses.
pub async fn give_back(app: &App, who: &Who, at: &Place, id: &str) -> Result<(), Error> {
    let id = known_as("give-back", who, id);
    act(app, (who, Right::Answer), at, move |acting, tx, before| {
        let id = id.clone();
        Box::pin(async move {
            if acting.did(tx, &id).await? {
                return Ok(());
            }
            acting.owns(&before)?;
            acting.turn(tx, &id, Event::AgentReturned).await?;
            acting.note(tx, "give-back", "");
            Ok(())
        })
    })
    .await
}
