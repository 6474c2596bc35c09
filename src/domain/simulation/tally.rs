//! What came of many cases: the funnel, the money, who needed a human.

use std::collections::BTreeMap;

use serde::Serialize;

use super::World;
use super::life::Story;
use super::people::Kind;
use crate::domain::debt::agreement::AgreementStatus;
use crate::domain::debt::promise::PromiseStatus;
use crate::domain::dialogue::effect::{HandoffReason, StopReason};
use crate::domain::dialogue::state::Identity;
use crate::domain::money::Money;

/// Counts of cases; adding is all that is done with them, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Customers.
    pub customers: u64,
    /// To whom we wrote.
    pub contacted: u64,
    /// Who answered.
    pub replied: u64,
    /// Who proved who they are.
    pub verified: u64,
    /// Who told why they are late.
    pub reason_told: u64,
    /// To whom an offer was made.
    pub offered: u64,
    /// Who agreed.
    pub agreed: u64,
    /// Who paid the first part of an agreement.
    pub paid_first: u64,
    /// Who paid an agreement whole.
    pub settled: u64,
    /// Whose agreement broke.
    pub broken: u64,
    /// Who promised.
    pub promised: u64,
    /// Who kept a promise.
    pub promise_kept: u64,
    /// Who was left in peace until a day.
    pub paused: u64,
    /// Who went to a human.
    pub handed_off: u64,
    /// Whose collection stopped for another reason than that all was paid.
    pub stopped: u64,
    /// Messages of ours.
    pub messages: u64,
    /// Messages not understood.
    pub misses: u64,
    /// Turns that could not be taken; none, in a flow that works.
    pub broken_turns: u64,
    /// What was owed at the beginning, with its charges.
    pub owed: Money,
    /// What was agreed to be paid.
    pub agreed_total: Money,
    /// What came in.
    pub recovered: Money,
    /// What agreements ask less than was owed.
    pub discount: Money,
    /// Cases given to humans, by reason.
    pub handoffs: BTreeMap<HandoffReason, u64>,
}

/// The funnel of all, and of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Everybody.
    pub all: Tally,
    /// Each kind of customer.
    pub kinds: BTreeMap<Kind, Tally>,
}

impl Report {
    /// Counts a case.
    pub fn count(&mut self, kind: Kind, story: &Story, world: &World) {
        let tally = Tally::of(story, world);
        self.all.add(&tally);
        self.kinds.entry(kind).or_default().add(&tally);
    }

    /// Adds another's counts.
    pub fn add(&mut self, other: &Self) {
        self.all.add(&other.all);
        for (kind, tally) in &other.kinds {
            self.kinds.entry(*kind).or_default().add(tally);
        }
    }
}

impl Tally {
    /// The counts of one case.
    pub fn of(story: &Story, world: &World) -> Self {
        let (state, facts, records) = (world.state(), world.facts(), world.records());
        let agreements = &facts.agreements;
        let any = |status| agreements.iter().any(|agreement| agreement.status == status);
        let first = |part: Option<&crate::domain::debt::agreement::Instalment>| {
            part.is_some_and(crate::domain::debt::agreement::Instalment::is_paid)
        };
        let kept = facts.promises.iter().any(|promise| promise.status == PromiseStatus::Kept);
        let mut handoffs = BTreeMap::new();
        for packet in &records.handoffs {
            *handoffs.entry(packet.reason).or_default() += 1;
        }
        Self {
            customers: 1,
            contacted: story.contacted.into(),
            replied: story.replied.into(),
            verified: (state.identity == Identity::Verified).into(),
            reason_told: (!records.reasons.is_empty()).into(),
            offered: (!state.negotiation.made.is_empty()).into(),
            agreed: (!agreements.is_empty()).into(),
            paid_first: agreements.iter().any(|a| first(a.instalments.first())).into(),
            settled: any(AgreementStatus::Settled).into(),
            broken: any(AgreementStatus::Broken).into(),
            promised: (!facts.promises.is_empty()).into(),
            promise_kept: kept.into(),
            paused: (!records.pauses.is_empty()).into(),
            handed_off: (!records.handoffs.is_empty()).into(),
            stopped: records.stopped.iter().any(|why| *why != StopReason::Settled).into(),
            messages: records.messages.into(),
            misses: story.misses.into(),
            broken_turns: records.broken.into(),
            owed: story.owed,
            agreed_total: agreements.iter().map(|agreement| agreement.total).sum(),
            recovered: records.payments.iter().map(|(_, sum)| *sum).sum(),
            discount: agreements.iter().map(|a| a.owed.less(a.total)).sum(),
            handoffs,
        }
    }

    fn add(&mut self, other: &Self) {
        for (mine, theirs) in [
            (&mut self.customers, other.customers),
            (&mut self.contacted, other.contacted),
            (&mut self.replied, other.replied),
            (&mut self.verified, other.verified),
            (&mut self.reason_told, other.reason_told),
            (&mut self.offered, other.offered),
            (&mut self.agreed, other.agreed),
            (&mut self.paid_first, other.paid_first),
            (&mut self.settled, other.settled),
            (&mut self.broken, other.broken),
            (&mut self.promised, other.promised),
            (&mut self.promise_kept, other.promise_kept),
            (&mut self.paused, other.paused),
            (&mut self.handed_off, other.handed_off),
            (&mut self.stopped, other.stopped),
            (&mut self.messages, other.messages),
            (&mut self.misses, other.misses),
            (&mut self.broken_turns, other.broken_turns),
        ] {
            *mine += theirs;
        }
        self.owed += other.owed;
        self.agreed_total += other.agreed_total;
        self.recovered += other.recovered;
        self.discount += other.discount;
        for (reason, count) in &other.handoffs {
            *self.handoffs.entry(*reason).or_default() += count;
        }
    }
}
