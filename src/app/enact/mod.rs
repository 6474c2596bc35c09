//! Turns effects into rows, and only rows: the outside is reached from the outbox.
//!
//! One file an effect, or a few that belong together. Everything is named by the turn, so that a
//! turn taken twice cannot leave two of anything.

mod agreement;
mod carry;
mod charge;
mod closing;
mod collection;
mod handoff;
mod matter;
mod promise;
mod proposal;
mod say;

use chrono::{DateTime, Utc};

use super::words::Worded;
use super::{Result, facts};
use crate::domain::dialogue::Turn;
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::facts::Facts;
use crate::store::conversation::Conversation;
use crate::store::inbox::{Claimed, Incoming};
use crate::store::many::work::Rows;
use crate::store::{Tx, reason};

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

/// An effect that few turns have: it is enacted by itself, once the usual rows are written.
#[derive(Clone, Copy, Debug)]
pub struct Rare {
    /// Which effect of the turn.
    index: usize,
    /// The turn's number.
    turn: u32,
    /// Its place on its line of the outbox.
    place: i64,
    /// The newest message when it came.
    newest: i64,
}

/// Makes the rows of what every turn may do; answers what remains.
pub fn usual(
    rows: &mut Rows,
    desk: &Desk<'_>,
    after: &mut Conversation,
    turn: &Turn,
    mut said: Option<Worded>,
) -> Vec<Rare> {
    let (number, mut rare) = (turn.state.turn, Vec::new());
    for (index, effect) in turn.effects.iter().enumerate() {
        let place = place(number, index);
        match effect {
            Effect::Say { id, .. } => {
                let worded = said.take().unwrap_or_default();
                say::bot(rows, desk, after, (id, number, place), worded);
            }
            Effect::SayForAgent { id, text, agent, template, file } => {
                let words = (text.as_str(), agent.as_str());
                let words = (words, template.as_deref(), file.as_deref());
                say::agent(rows, desk, after, (id, number, place), words);
            }
            Effect::SetTimer { timer, at } => {
                rows.timer((&after.creditor, &after.id), *timer, Some(*at));
            }
            Effect::ClearTimer { timer } => {
                rows.timer((&after.creditor, &after.id), *timer, None);
            }
            Effect::SuppressAddress => collection::suppress(after),
            // Written with the usual rows unless something stands before it that is not.
            Effect::RecordAgreement { .. }
            | Effect::RequestCharge { .. }
            | Effect::RecordReason { .. }
                if rare.is_empty() && !replaces(desk, effect) =>
            {
                common(rows, desk, after, effect, (number, place));
            }
            // Of these the state and its columns tell.
            Effect::PauseCollection { .. } | Effect::StopCollection { .. } => {}
            Effect::RecordAgreement { .. }
            | Effect::BreakAgreement { .. }
            | Effect::CancelAgreement { .. }
            | Effect::MoveDueDates { .. }
            | Effect::RecordPromise { .. }
            | Effect::BreakPromise { .. }
            | Effect::RequestCharge { .. }
            | Effect::CancelCharge { .. }
            | Effect::HandOff { .. }
            | Effect::OptOut
            | Effect::OpenDispute { .. }
            | Effect::RecordPaidClaim { .. }
            | Effect::OpenRequest { .. }
            | Effect::AddEvidence { .. }
            | Effect::RecordReason { .. }
            | Effect::RecordProposal { .. }
            | Effect::EndProposal { .. }
            | Effect::DecideDispute { .. }
            | Effect::CloseCase { .. }
            | Effect::CarryOn { .. } => {
                rare.push(Rare { index, turn: number, place, newest: after.messages });
            }
        }
    }
    rare
}

/// True for an agreement to which open promises give way.
fn replaces(desk: &Desk<'_>, effect: &Effect) -> bool {
    matches!(effect, Effect::RecordAgreement { agreement }
        if promise::are_open(desk, &agreement.invoices))
}

/// Makes the rows of what many turns agree on.
fn common(
    rows: &mut Rows,
    desk: &Desk<'_>,
    after: &Conversation,
    effect: &Effect,
    (turn, place): (u32, i64),
) {
    if let Effect::RecordAgreement { agreement } = effect {
        agreement::record(rows, after, agreement);
    }
    if let Effect::RequestCharge { charge } = effect {
        charge::request(rows, after, charge, place);
    }
    if let Effect::RecordReason { reason } = effect {
        rows.reason(reason::Told {
            creditor: after.creditor.clone(),
            conversation: after.id.clone(),
            turn,
            customer: after.customer.clone(),
            reason: *reason,
            at: desk.now,
        });
    }
}

/// The place of an effect on its conversation's line: a turn has far fewer effects than this.
fn place(turn: u32, index: usize) -> i64 {
    i64::from(turn) * 1024 + i64::try_from(index).unwrap_or(1023)
}

/// Enacts what remains of a turn, in order.
///
/// # Errors
/// When the database refuses.
pub async fn rest(
    tx: &mut Tx,
    desk: &Desk<'_>,
    (after, effects): (&Conversation, &[Effect]),
    rare: Vec<Rare>,
) -> Result<()> {
    for rare in rare {
        if let Some(effect) = effects.get(rare.index) {
            one(tx, desk, after, effect, rare).await?;
        }
    }
    Ok(())
}

async fn one(
    tx: &mut Tx,
    desk: &Desk<'_>,
    after: &Conversation,
    effect: &Effect,
    rare: Rare,
) -> Result<()> {
    let Rare { turn, place, newest, .. } = rare;
    match effect {
        Effect::RecordAgreement { .. }
        | Effect::RequestCharge { .. }
        | Effect::RecordReason { .. } => {
            if let Effect::RecordAgreement { agreement } = effect {
                promise::replace_open(tx, desk, after, &agreement.invoices).await?;
            }
            let mut rows = Rows::default();
            common(&mut rows, desk, after, effect, (turn, place));
            // No entry ends with these rows, so that no claim can be lost.
            rows.write(tx, desk.now).await?;
            Ok(())
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
        Effect::CancelCharge { charge } => charge::cancel(tx, after, charge).await,
        Effect::HandOff { packet } => handoff::queue(tx, desk, (after, newest), packet).await,
        Effect::OptOut => collection::opt_out(tx, after).await,
        // These are usual.
        Effect::Say { .. }
        | Effect::SayForAgent { .. }
        | Effect::SetTimer { .. }
        | Effect::ClearTimer { .. }
        | Effect::SuppressAddress
        | Effect::PauseCollection { .. }
        | Effect::StopCollection { .. } => Ok(()),
        Effect::OpenDispute { .. }
        | Effect::RecordPaidClaim { .. }
        | Effect::OpenRequest { .. }
        | Effect::AddEvidence { .. } => matter::one(tx, desk, after, effect, turn).await,
        Effect::RecordProposal { .. } | Effect::EndProposal { .. } => {
            proposal::one(tx, desk, after, effect).await
        }
        Effect::DecideDispute { .. } | Effect::CloseCase { .. } => {
            closing::one(tx, desk, after, effect, rare).await
        }
        Effect::CarryOn { from } => carry::on(tx, after, from).await,
    }
}

impl Desk<'_> {
    /// When that arrived which the turn answers, where a customer did it.
    pub const fn answers(&self) -> Option<DateTime<Utc>> {
        match self.entry.new.body {
            Incoming::Event { .. } | Incoming::Changed { .. } => None,
            Incoming::Text { .. }
            | Incoming::Choice { .. }
            | Incoming::Media { .. }
            | Incoming::Captioned { .. }
            | Incoming::Passed { .. }
            | Incoming::Again { .. }
            | Incoming::Heard { .. } => Some(self.entry.arrived_at),
        }
    }

    /// The day it is where the customer lives.
    pub fn today(&self) -> chrono::NaiveDate {
        facts::local_day(&self.facts.customer, self.now)
    }
}
