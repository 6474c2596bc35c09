//! Writes down how items went, with all that follows, many in one transaction.
//!
//! Who lost a claim settles nothing, but what its provider answered is still noted: that a message
//! went is true whoever says so.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};

use super::HOLD;
use crate::app::{Result, intake, reception};
use crate::domain::channel::aftermath::{self, Next, Tried};
use crate::domain::channel::health::Health;
use crate::domain::channel::{Failure, Sent};
use crate::domain::dialogue::event::Event;
use crate::domain::id::Id;
use crate::store::account::{self, Accounts};
use crate::store::binding;
use crate::store::delivery::{self, Progress};
use crate::store::outbox::settle::{self, Settled, Status};
use crate::store::outbox::silence;
use crate::store::outbox::{Claimed, Errand, New};
use crate::store::template_state::{self, TemplateState};
use crate::store::{Tx, alert, message};

/// How doing an item went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// A part of it left.
    Sent(Sent),
    /// The charge was answered; the event tells.
    Answered(Event),
    /// There was nothing left to do.
    Moot,
    /// It was not begun: it is as free as before.
    NotBegun,
    /// It did not work.
    Failed(Failure),
}

impl Told {
    /// How it went, in a word for whoever counts.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Sent(_) => "sent",
            Self::Answered(_) => "answered",
            Self::Moot => "moot",
            Self::NotBegun => "not-begun",
            Self::Failed(Failure::Later { .. }) => "later",
            Self::Failed(Failure::Pair { .. }) => "pair",
            Self::Failed(Failure::Throttled { .. }) => "throttled",
            Self::Failed(Failure::Ambiguous { .. }) => "ambiguous",
            Self::Failed(Failure::WindowClosed) => "window-closed",
            Self::Failed(Failure::Otherwise { .. }) => "otherwise",
            Self::Failed(Failure::Template { .. }) => "template",
            Self::Failed(Failure::Never { .. }) => "never",
            Self::Failed(Failure::Changed { .. }) => "changed",
            Self::Failed(Failure::Malformed { .. }) => "malformed",
            Self::Failed(Failure::Account { .. }) => "account",
        }
    }
}

/// An item that was tried, with how it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The item.
    pub item: Claimed,
    /// In how many parts it goes.
    pub parts: u32,
    /// How it went.
    pub told: Told,
    /// The charge whose payment the part shows, with the reference that it bears.
    pub shown: Option<(Id, String)>,
}

/// What follows from an item that was not done.
#[derive(Clone, Debug)]
struct After<'a> {
    item: &'a Claimed,
    failure: Option<&'a Failure>,
    why: String,
    dead: bool,
}

/// Notes how items went.
///
/// # Errors
/// When the database refuses; [`is_duplicate`](crate::store::Error::is_duplicate) where another took
/// a place in the inbox at the same moment: do it all again.
pub async fn all(
    tx: &mut Tx,
    (outcomes, accounts): (&[Outcome], &mut Accounts),
    now: DateTime<Utc>,
) -> Result<()> {
    let settled: Vec<Settled> = outcomes.iter().map(|outcome| settle(outcome, now)).collect();
    let mine = owned(settle::all(tx, &settled, now).await?);
    delivery::progress(tx, &left(outcomes, now)).await?;
    for (outcome, settled) in outcomes.iter().zip(&settled) {
        if mine.contains(&key(&outcome.item)) {
            follow(tx, outcome, settled, now).await?;
        }
    }
    learn(tx, (outcomes, accounts), now).await
}

/// Notes items that do not go, which were claimed for that.
///
/// # Errors
/// As [`all`].
pub async fn aside(tx: &mut Tx, settled: &[Settled], now: DateTime<Utc>) -> Result<()> {
    let mine = owned(settle::all(tx, settled, now).await?);
    for one in settled.iter().filter(|one| mine.contains(&key(&one.item))) {
        let dead = one.status == Status::Dead;
        if let Some(why) = one.why.clone().filter(|_| dead) {
            after(tx, &After { item: &one.item, failure: None, why, dead }, now).await?;
        }
    }
    Ok(())
}

/// Lets go on what waits for the unknown whose time is over, and tells humans of it.
///
/// # Errors
/// When the database refuses.
pub async fn give_up(tx: &mut Tx, now: DateTime<Utc>) -> Result<usize> {
    let given_up = settle::give_up(tx, now).await?;
    for one in &given_up {
        delivery::doubtful(tx, &one.creditor, &one.id).await?;
        alert::raise(tx, &one.creditor, ("ambiguous", &one.lane, &one.kind), now).await?;
    }
    Ok(given_up.len())
}

type Key = (String, String, String);

fn owned(keys: Vec<Key>) -> HashSet<Key> {
    keys.into_iter().collect()
}

fn key(item: &Claimed) -> Key {
    let new = &item.new;
    (new.creditor.clone(), new.errand.kind().to_owned(), new.id.to_string())
}

/// What left, as far as it stands beside messages.
fn left(outcomes: &[Outcome], now: DateTime<Utc>) -> Vec<Progress> {
    let of = |outcome: &Outcome| match (&outcome.told, &outcome.item.new.errand) {
        (Told::Sent(sent), Errand::Say { .. }) => Some(Progress {
            creditor: outcome.item.new.creditor.clone(),
            id: outcome.item.new.id.clone(),
            provider_id: sent.provider_id.clone(),
            sent_at: now,
            delivered_at: None,
            read_at: None,
        }),
        (_, _) => None,
    };
    outcomes.iter().filter_map(of).collect()
}

/// Where an item stands now.
fn settle(outcome: &Outcome, now: DateTime<Utc>) -> Settled {
    let item = &outcome.item;
    match &outcome.told {
        Told::Sent(_) if item.part + 1 < outcome.parts => Settled {
            part: item.part + 1,
            attempts: 0,
            ..Settled::new(item, Status::Waiting(now), None)
        },
        Told::Sent(_) | Told::Answered(_) | Told::Moot => Settled::new(item, Status::Done, None),
        Told::NotBegun => Settled {
            attempts: item.attempts.saturating_sub(1),
            ..Settled::new(item, Status::Waiting(now), None)
        },
        Told::Failed(failure) => failed(item, failure, now),
    }
}

/// Where an item stands after a failure.
pub(in crate::app) fn failed(item: &Claimed, failure: &Failure, now: DateTime<Utc>) -> Settled {
    let why = Some(failure.code().to_owned());
    let tried = Tried {
        id: &item.new.id,
        attempts: item.attempts,
        has_template: !item.template_only && template(&item.new.errand).is_some(),
    };
    match aftermath::next(tried, failure, now) {
        Next::Unknown => Settled::new(item, Status::Unknown(now + HOLD), why),
        Next::Dead => Settled::new(item, Status::Dead, why),
        Next::Again { at, counted, as_template } => Settled {
            attempts: if counted { item.attempts } else { item.attempts.saturating_sub(1) },
            template_only: item.template_only || as_template,
            ..Settled::new(item, Status::Waiting(at), why)
        },
    }
}

fn template(errand: &Errand) -> Option<(&str, &str)> {
    match errand {
        Errand::Say { template: Some(call), .. } => Some((&call.name, &call.language)),
        Errand::Say { template: None, .. }
        | Errand::Welcome { .. }
        | Errand::OrderStatus { .. }
        | Errand::IssueCharge { .. } => None,
    }
}

/// What follows for others from how one item went.
async fn follow(
    tx: &mut Tx,
    outcome: &Outcome,
    settled: &Settled,
    now: DateTime<Utc>,
) -> Result<()> {
    let new = &outcome.item.new;
    match &outcome.told {
        Told::Answered(event) => {
            happened(tx, &outcome.item, format!("charge/{}", new.id), event.clone(), now).await
        }
        Told::Sent(sent) => {
            if let Some(address) = &sent.address {
                let of = (new.creditor.as_str(), outcome.item.lane.as_str());
                delivery::readdress(tx, of, &new.conversation, address).await?;
            }
            if let Some((charge, reference)) = &outcome.shown {
                let what = (charge, reference.as_str());
                delivery::shown(tx, &new.creditor, what, &new.conversation, now).await?;
            }
            Ok(())
        }
        Told::Moot | Told::NotBegun => Ok(()),
        Told::Failed(failure) => {
            let (why, dead) = (failure.code().to_owned(), settled.status == Status::Dead);
            tracing::warn!(outbox.id = %new.id, why, dead, "an errand did not work");
            let what = After { item: &outcome.item, failure: Some(failure), why, dead };
            after(tx, &what, now).await
        }
    }
}

/// What follows from a failure that came as a receipt.
pub(in crate::app) async fn refused(
    tx: &mut Tx,
    (item, failure): (&Claimed, &Failure),
    dead: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    let why = failure.code().to_owned();
    after(tx, &After { item, failure: Some(failure), why, dead }, now).await
}

/// What follows where a part of a message went and its next may not any more: what came later in
/// the conversation has gone.
pub(in crate::app) async fn overtaken(
    tx: &mut Tx,
    (creditor, id): (&str, &Id),
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(found) = settle::find(tx, creditor, id).await? else { return Ok(()) };
    let why = settle::OVERTAKEN.to_owned();
    after(tx, &After { item: &found.item, failure: None, why, dead: true }, now).await
}

async fn after(tx: &mut Tx, what: &After<'_>, now: DateTime<Utc>) -> Result<()> {
    let (new, lane) = (&what.item.new, what.item.lane.as_str());
    match what.failure {
        Some(Failure::Template { code }) => {
            if let Some(call) = template(&new.errand) {
                switch_off(tx, (&new.creditor, lane), call, (code, now)).await?;
            }
        }
        Some(Failure::Never { gone: true, .. }) => {
            delivery::reachable(tx, (&new.creditor, lane), &new.conversation, false).await?;
        }
        Some(Failure::Changed { .. }) => unbind(tx, new, lane, now).await?,
        Some(_) | None => {}
    }
    if !what.dead {
        return Ok(());
    }
    if what.why == silence::TAKEN_OVER {
        // As it should be, and the human who took it sees it.
        return Ok(message::failed(tx, &new.creditor, &new.id, &what.why, now).await?);
    }
    // What the rules of conduct hold back is as it should be, and nobody misses word of a payment.
    let is_word = matches!(new.errand, Errand::OrderStatus { .. });
    if !is_word && !["opted-out", "not-active", "quiet"].contains(&what.why.as_str()) {
        alert::raise(tx, &new.creditor, ("dead-letter", lane, &what.why), now).await?;
    }
    match &new.errand {
        Errand::Say { .. } => {
            message::failed(tx, &new.creditor, &new.id, &what.why, now).await?;
            let event = Event::SendFailed { why: what.why.clone() };
            happened(tx, what.item, format!("send-failed/{}", new.id), event, now).await
        }
        Errand::IssueCharge { charge } => {
            let event = Event::ChargeRefused { charge: charge.clone(), why: what.why.clone() };
            happened(tx, what.item, format!("charge/{}", new.id), event, now).await
        }
        Errand::Welcome { .. } | Errand::OrderStatus { .. } => Ok(()),
    }
}

/// Ends the binding of the line by which a message went: whoever is there proves anew who they are.
async fn unbind(tx: &mut Tx, new: &New, lane: &str, now: DateTime<Utc>) -> Result<()> {
    let creditor = new.creditor.as_str();
    let place = binding::line_by(&mut *tx, (creditor, lane), &new.conversation).await?;
    let Some(place) = place else { return Ok(()) };
    let found = binding::find(&mut *tx, creditor, &place).await?;
    let Some(mut standing) = found else { return Ok(()) };
    reception::unbind(tx, &mut standing, "identity-changed", now).await
}

async fn switch_off(
    tx: &mut Tx,
    (creditor, lane): (&str, &str),
    (name, language): (&str, &str),
    (code, now): (&str, DateTime<Utc>),
) -> Result<()> {
    let channel = lane.split('/').next().unwrap_or_default();
    let state = TemplateState {
        creditor: creditor.to_owned(),
        channel: channel.to_owned(),
        name: name.to_owned(),
        language: language.to_owned(),
        usable: false,
        category: None,
        why: Some(code.to_owned()),
        changed_at: now,
    };
    template_state::put(tx, state).await?;
    let subject = format!("{name}/{language}");
    Ok(alert::raise(tx, creditor, ("template", &subject, code), now).await?)
}

async fn happened(
    tx: &mut Tx,
    item: &Claimed,
    name: String,
    event: Event,
    now: DateTime<Utc>,
) -> Result<()> {
    let entry = intake::internal(&item.new.creditor, &item.new.conversation, name, event);
    intake::add(tx, entry, now).await?;
    Ok(())
}

/// What accounts learn from how their items went, in order.
async fn learn(
    tx: &mut Tx,
    (outcomes, accounts): (&[Outcome], &mut Accounts),
    now: DateTime<Utc>,
) -> Result<()> {
    let mut lanes: BTreeMap<(&str, &str), Vec<&Told>> = BTreeMap::new();
    for outcome in outcomes.iter().filter(|outcome| !outcome.item.lane.is_empty()) {
        let lane = (outcome.item.new.creditor.as_str(), outcome.item.lane.as_str());
        lanes.entry(lane).or_default().push(&outcome.told);
    }
    for ((creditor, lane), told) in lanes {
        let of = (creditor.to_owned(), lane.to_owned());
        let before = accounts.get(&of).cloned().unwrap_or_default();
        let mut health = before.clone();
        for one in told {
            if let Some(code) = learned(&mut health, one, now) {
                alert::raise(tx, creditor, ("account", lane, &code), now).await?;
            }
        }
        if health != before {
            account::save(tx, (creditor, lane), &health, now).await?;
            accounts.insert(of, health);
        }
    }
    Ok(())
}

/// What an account learns from one item; a code where somebody of ours should look.
fn learned(health: &mut Health, told: &Told, now: DateTime<Utc>) -> Option<String> {
    match told {
        Told::Sent(_) => {
            health.works(now);
            None
        }
        Told::Failed(failure) => health.learn(failure, now).then(|| failure.code().to_owned()),
        Told::Answered(_) | Told::Moot | Told::NotBegun => None,
    }
}
