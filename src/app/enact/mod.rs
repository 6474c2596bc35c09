//! Turns effects into rows, and only rows: the outside is reached from the outbox.
//!
//! One file an effect, or a few that belong together. Everything is named by the turn, so that a
//! turn taken twice cannot leave two of anything.

mod agreement;
mod carry;
mod charge;
mod collection;
mod handoff;
mod matter;
mod promise;
mod say;

use chrono::{DateTime, Utc};

use super::words::Worded;
use super::{Result, facts};
use crate::domain::dialogue::Turn;
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::facts::Facts;
use crate::store::conversation::Conversation;
use crate::store::inbox::Claimed;
use crate::store::{Tx, reason, timer};

/// What an effect is enacted with.
pub struct Desk<'a> {
    /// The entry whose turn it is.
    pub entry: &'a Claimed,
    /// What was known before the turn.
    pub facts: &'a Facts,
    /// The moment of the turn.
    pub now: DateTime<Utc>,
    /// True where nobody asked for what the turn says.
    pub proactive: bool,
    /// True where what the turn says goes before everything else.
    pub first: bool,
}

/// Enacts every effect of a turn, in order.
///
/// # Errors
/// When the database refuses.
pub async fn all(
    tx: &mut Tx,
    desk: &Desk<'_>,
    after: &mut Conversation,
    turn: &Turn,
    mut said: Option<Worded>,
) -> Result<()> {
    for (index, effect) in turn.effects.iter().enumerate() {
        // A turn has far fewer effects than this; the place orders its conversation's line.
        let place = i64::from(turn.state.turn) * 1024 + i64::try_from(index).unwrap_or(1023);
        if let Effect::Say { id, .. } = effect {
            let worded = said.take().unwrap_or_default();
            say::bot(tx, desk, after, (id, turn.state.turn, place), worded).await?;
        } else {
            one(tx, desk, after, effect, (turn.state.turn, place)).await?;
        }
    }
    Ok(())
}

async fn one(
    tx: &mut Tx,
    desk: &Desk<'_>,
    after: &mut Conversation,
    effect: &Effect,
    (turn, place): (u32, i64),
) -> Result<()> {
    let (creditor, conversation) = (after.creditor.clone(), after.id.clone());
    match effect {
        Effect::SayForAgent { id, text } => {
            say::agent(tx, desk, after, (id, turn, place), text).await
        }
        Effect::SetTimer { timer, at } => {
            Ok(timer::set(tx, &creditor, &conversation, *timer, *at).await?)
        }
        Effect::ClearTimer { timer } => {
            Ok(timer::clear(tx, &creditor, &conversation, *timer).await?)
        }
        Effect::RecordAgreement { agreement } => {
            agreement::record(tx, desk, after, agreement).await
        }
        Effect::BreakAgreement { agreement } => {
            agreement::mark_broken(tx, desk, after, agreement).await
        }
        Effect::CancelAgreement { agreement } => {
            agreement::cancel(tx, desk, after, agreement).await
        }
        Effect::MoveDueDates { agreement } => {
            agreement::move_dates(tx, desk, after, agreement).await
        }
        Effect::RecordPromise { promise } => promise::record(tx, desk, after, promise).await,
        Effect::BreakPromise { promise } => promise::mark_broken(tx, desk, after, promise).await,
        Effect::RequestCharge { charge } => charge::request(tx, desk, after, charge, place).await,
        Effect::CancelCharge { charge } => charge::cancel(tx, after, charge).await,
        Effect::HandOff { packet } => handoff::queue(tx, desk, after, packet).await,
        Effect::OptOut => collection::opt_out(tx, after).await,
        Effect::SuppressAddress => {
            collection::suppress(after);
            Ok(())
        }
        // A message has its words from `all`; of the others the state and its columns tell.
        Effect::Say { .. } | Effect::PauseCollection { .. } | Effect::StopCollection { .. } => {
            Ok(())
        }
        Effect::OpenDispute { .. }
        | Effect::RecordPaidClaim { .. }
        | Effect::OpenRequest { .. }
        | Effect::AddEvidence { .. } => matter::one(tx, desk, after, effect, turn).await,
        Effect::RecordReason { reason } => {
            let whose = (creditor.as_str(), after.customer.as_str());
            Ok(reason::add(tx, whose, (&conversation, turn), *reason, desk.now).await?)
        }
        Effect::CarryOn { from } => carry::on(tx, after, from).await,
    }
}

impl Desk<'_> {
    /// The day it is where the customer lives.
    pub fn today(&self) -> chrono::NaiveDate {
        facts::local_day(&self.facts.customer, self.now)
    }
}
