//! Closing a case: what follows from each outcome, one closing text at most, the bot's again.

use chrono::{Days, NaiveDate};

use super::outcome::{Code, Limits, Outcome};
use super::{ProposalStatus, end_all, is_anothers, refused};
use crate::domain::debt::invoice::InvoiceStatus;
use crate::domain::debt::promise::{Promise, PromiseStatus};
use crate::domain::dialogue::effect::{Effect, StopReason};
use crate::domain::dialogue::event::Timer;
use crate::domain::dialogue::matter::{About, Matter, Request, RequestKind};
use crate::domain::dialogue::state::{Collection, Identity, Owner};
use crate::domain::dialogue::steps::{act, pause, promise, watch};
use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::Walk;
use crate::domain::id::Id;
use crate::domain::money::Money;

/// Days within which a complaint is answered (Decreto 11.034/2022 art. 13).
const COMPLAINT_DAYS: u64 = 7;

/// Days for which a customer who says it is paid is left in peace.
const CLAIM_DAYS: u64 = 5;

/// Closes the case with its outcome; one whose condition does not hold changes nothing.
pub fn close(walk: &mut Walk<'_>, by: &str, outcome: &Outcome) {
    if walk.state.owner != Owner::Human || is_anothers(walk, by) {
        return refused(walk, "not-taken");
    }
    if let Err(why) = may_end(walk, outcome) {
        return refused(walk, why);
    }
    end_all(walk, ProposalStatus::Withdrawn, by);
    walk.note("outcome", outcome.code().as_str());
    let case = walk.state.handoff.as_ref().map(|handoff| handoff.id.clone());
    follow(walk, outcome);
    let (by, outcome) = (by.to_owned(), outcome.clone());
    walk.enact(Effect::CloseCase { case, by, outcome });
    rest(walk);
}

/// What may be agreed on when the case is closed.
pub fn limits(walk: &Walk<'_>) -> Limits {
    let ahead = |days: u32| later(walk, u64::from(days));
    Limits {
        promise_until: ahead(walk.rules.policy.promise().max_days),
        promise_most: walk.owed_on(walk.today()).total(),
        pause_until: ahead(pause_days(walk)),
        agreed: walk.agreement().is_some(),
        disputed: !disputed(walk).is_empty(),
    }
}

/// The condition of each outcome.
fn may_end(walk: &Walk<'_>, outcome: &Outcome) -> Result<(), &'static str> {
    let verified = walk.state.identity == Identity::Verified;
    match outcome {
        Outcome::Agreement if walk.agreement().is_none() => Err("no-agreement"),
        Outcome::Promise { .. } if !verified => Err("identity"),
        Outcome::Promise { amount, due } => promised(walk, *amount, *due),
        Outcome::Pause { until } if *until <= walk.today() => Err("pause-past"),
        Outcome::Pause { until } if *until > limits(walk).pause_until => Err("pause-too-far"),
        Outcome::DisputeUpheld | Outcome::DisputeRejected if disputed(walk).is_empty() => {
            Err("no-dispute")
        }
        Outcome::Complaint { words } if words.trim().is_empty() => Err("no-words"),
        Outcome::Agreement
        | Outcome::Pause { .. }
        | Outcome::DisputeUpheld
        | Outcome::DisputeRejected
        | Outcome::Paid
        | Outcome::Refused
        | Outcome::WrongPerson
        | Outcome::Deceased
        | Outcome::OptOut
        | Outcome::Complaint { .. } => Ok(()),
    }
}

/// A promise needs a sum, a day, and a place among those of its period.
fn promised(walk: &Walk<'_>, amount: Money, due: NaiveDate) -> Result<(), &'static str> {
    if due < walk.today() {
        return Err("promise-past");
    }
    if due > limits(walk).promise_until {
        return Err("promise-too-far");
    }
    if promise::is_used_up(walk) {
        return Err("promise-used-up");
    }
    let owed = walk.owed_on(due).total();
    if amount.is_positive() && amount <= owed { Ok(()) } else { Err("promise-amount") }
}

fn follow(walk: &mut Walk<'_>, outcome: &Outcome) {
    match outcome {
        Outcome::Agreement => say(walk, "desk-closed-agreement"),
        Outcome::Promise { amount, due } => promise(walk, *amount, *due),
        Outcome::Pause { until } => {
            pause::rest_until(walk, *until);
            walk.say(Part::new("pause-done").with("until", Value::Date(*until)));
        }
        Outcome::DisputeUpheld => dispute(walk, true),
        Outcome::DisputeRejected => dispute(walk, false),
        Outcome::Paid => paid(walk),
        Outcome::Refused => {
            walk.enact(Effect::ClearTimer { timer: Timer::Silence });
            say(walk, "desk-closed-refused");
        }
        Outcome::WrongPerson => {
            walk.state.identity = Identity::Unknown;
            walk.enact(Effect::SuppressAddress);
            silence(walk, StopReason::WrongPerson, "desk-closed-wrong-person");
        }
        Outcome::Deceased => silence(walk, StopReason::Deceased, "desk-closed-deceased"),
        Outcome::OptOut => {
            walk.state.opted_out = true;
            walk.enact(Effect::OptOut);
            silence(walk, StopReason::OptOut, "desk-closed-opt-out");
        }
        Outcome::Complaint { words } => complaint(walk, words),
    }
}

fn say(walk: &mut Walk<'_>, key: &str) {
    walk.say_generic(key);
}

fn promise(walk: &mut Walk<'_>, amount: Money, due: NaiveDate) {
    let invoices = walk.invoices().into_iter().map(|invoice| invoice.id).collect();
    let (id, made_at, status) = (walk.name(), walk.now, PromiseStatus::Open);
    walk.enact(Effect::RecordPromise {
        promise: Promise { id, invoices, amount, due, made_at, status },
    });
    watch::set(walk);
    let part = Part::new("promise-recorded");
    walk.say(part.debt("amount", Value::Money(amount)).debt("due", Value::Date(due)));
}

/// What was contested is cancelled with all that asks for it, or is owed again.
fn dispute(walk: &mut Walk<'_>, upheld: bool) {
    let invoices = disputed(walk);
    if upheld {
        for charge in open_charges(walk, &invoices) {
            walk.enact(Effect::CancelCharge { charge });
        }
        drop_agreements(walk, &invoices);
    }
    walk.enact(Effect::DecideDispute { invoices, upheld });
    if matches!(walk.state.collection, Collection::Stopped { why: StopReason::Dispute }) {
        walk.state.collection = Collection::Active;
    }
    walk.state.matter.take_if(|matter| matches!(matter.about, About::Dispute(_)));
    if upheld && walk.presentable().is_empty() && walk.agreement().is_none() {
        settle(walk);
    }
    watch::set(walk);
    say(walk, if upheld { "desk-closed-dispute-upheld" } else { "desk-closed-dispute-rejected" });
}

/// Codes that could still be paid for any of these invoices.
fn open_charges(walk: &Walk<'_>, invoices: &[String]) -> Vec<Id> {
    use crate::domain::debt::charge::Purpose;
    let touched = |ids: &[String]| ids.iter().any(|id| invoices.contains(id));
    let agreed = |id: &Id| walk.facts.running().any(|it| it.id == *id && touched(&it.invoices));
    let asks = |purpose: &Purpose| match purpose {
        Purpose::Invoices { invoices } => touched(invoices),
        Purpose::Instalment { agreement, .. } | Purpose::Payoff { agreement } => agreed(agreement),
    };
    let open = walk.facts.charges.iter().filter(|charge| charge.is_open() && asks(&charge.purpose));
    open.map(|charge| charge.id.clone()).collect()
}

/// An agreement about what is not owed asks for nothing any more; one with money in it is a person's.
fn drop_agreements(walk: &mut Walk<'_>, invoices: &[String]) {
    let about = |ids: &[String]| ids.iter().all(|id| invoices.contains(id));
    let unpaid = walk.facts.running().filter(|it| it.received().is_zero() && about(&it.invoices));
    let ids: Vec<Id> = unpaid.map(|agreement| agreement.id.clone()).collect();
    for agreement in ids {
        walk.enact(Effect::CancelAgreement { agreement });
    }
}

/// Paid is what payments show; without them it is a claim that somebody looks into.
fn paid(walk: &mut Walk<'_>) {
    if walk.presentable().is_empty() && walk.agreement().is_none() {
        settle(walk);
        return say(walk, "desk-closed-paid");
    }
    let invoices = walk.invoices().into_iter().map(|invoice| invoice.id).collect();
    let (id, words) = (walk.name(), walk.state.words.last().cloned().unwrap_or_default());
    let (proof, scheduled) = (std::mem::take(&mut walk.state.files) > 0, None);
    walk.state.matter = Some(Matter { id: id.clone(), about: About::PaidClaim, answer_by: None });
    walk.enact(Effect::RecordPaidClaim { id, invoices, proof, scheduled, words });
    let until = walk.calendar.next_banking_day(later(walk, CLAIM_DAYS));
    walk.hold_until(until);
    walk.say(Part::new("desk-closed-claim").with("until", Value::Date(until)));
}

/// Nothing is owed any more.
fn settle(walk: &mut Walk<'_>) {
    let timers: Vec<Timer> = walk.facts.timers.keys().copied().collect();
    for timer in timers {
        walk.enact(Effect::ClearTimer { timer });
    }
    walk.state.closed = true;
    walk.state.collection = Collection::Stopped { why: StopReason::Settled };
    walk.enact(Effect::StopCollection { why: StopReason::Settled });
}

/// Nobody writes there any more; the last word says so and tells of no debt.
fn silence(walk: &mut Walk<'_>, why: StopReason, key: &str) {
    act::stop(walk, why);
    let open = walk.facts.charges.iter().filter(|charge| charge.is_open());
    let open: Vec<Id> = open.map(|charge| charge.id.clone()).collect();
    for charge in open {
        walk.enact(Effect::CancelCharge { charge });
    }
    walk.state.closed = true;
    say(walk, key);
}

/// A complaint has a protocol and a last day for its answer; until then nobody collects.
fn complaint(walk: &mut Walk<'_>, words: &str) {
    let until = later(walk, COMPLAINT_DAYS);
    let (id, kind) = (walk.name(), RequestKind::Complaint);
    let answer_by = Some(until);
    walk.state.matter = Some(Matter { id: id.clone(), about: About::Request(kind), answer_by });
    let protocol = Value::Text(id.protocol());
    let request = Request { id, kind, words: words.trim().to_owned(), answer_by };
    walk.enact(Effect::OpenRequest { request });
    walk.hold_until(until);
    let part = Part::new("desk-closed-complaint").with("protocol", protocol);
    walk.say(part.with("until", Value::Date(until)));
}

/// The conversation is the bot's again, and waits for the customer where it may go on.
fn rest(walk: &mut Walk<'_>) {
    let state = &mut walk.state;
    state.owner = Owner::Bot;
    state.handoff = None;
    state.agent = None;
    state.proposal = None;
    state.promising = None;
    state.moving = None;
    state.asked = None;
    state.misses = 0;
    state.talk.left = None;
    state.talk.before = None;
    state.talk.reassured_at = None;
    if state.step.is_some() {
        state.step = Some(walk.rules.flow.resume.clone());
    }
    if walk.state.identity != Identity::Verified {
        walk.state.step = None;
    }
}

fn disputed(walk: &Walk<'_>) -> Vec<String> {
    let contested = walk.facts.invoices.iter().filter(|it| it.status == InvoiceStatus::Disputed);
    contested.map(|invoice| invoice.id.clone()).collect()
}

fn pause_days(walk: &Walk<'_>) -> u32 {
    let hardship = walk.state.reason.is_some_and(crate::domain::debt::reason::Reason::is_hardship);
    walk.rules.policy.pause_days_max(hardship)
}

fn later(walk: &Walk<'_>, days: u64) -> NaiveDate {
    walk.today().checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

impl Outcome {
    /// True where nobody may be written to any more.
    pub const fn ends_contact(&self) -> bool {
        Code::ends_contact(self.code())
    }
}
