//! One case and its conversation, in memory.

use std::collections::VecDeque;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::domain::calendar::Calendar;
use crate::domain::debt::agreement::AgreementStatus;
use crate::domain::debt::charge::{Charge, ChargeStatus};
use crate::domain::debt::invoice::{self, InvoiceStatus};
use crate::domain::debt::party::Creditor;
use crate::domain::debt::promise::{self, PromiseStatus};
use crate::domain::debt::reason::Reason;
use crate::domain::dialogue::desk::{Proposal, ProposalStatus, outcome};
use crate::domain::dialogue::effect::{Effect, Packet, StopReason};
use crate::domain::dialogue::elsewhere::Elsewhere;
use crate::domain::dialogue::event::{Event, Media, Timer};
use crate::domain::dialogue::facts::Facts;
use crate::domain::dialogue::matter::Request;
use crate::domain::dialogue::state::State;
use crate::domain::dialogue::text::{Choice, Message};
use crate::domain::dialogue::{Rules, Trace, Turn, advance, broken_handoff};
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::people::Uf;
use crate::domain::understanding::Expectation;

/// Timers that may fire while time passes once; a flow that sets more is broken.
const MOST_TIMERS: u32 = 1000;

/// Makes a charge payable: the whole Pix payload, or a code of why not.
pub type Issuer = Box<dyn Fn(&Charge, &Creditor) -> Result<String, String> + Send>;

/// One case with its conversation, and the time it is there.
pub struct World {
    pub(super) facts: Facts,
    pub(super) records: Records,
    pub(super) now: DateTime<Utc>,
    calendar: Arc<Calendar>,
    rules: Rules,
    pub(super) state: State,
    pub(super) other: Option<Elsewhere>,
    trace: Vec<Trace>,
    pub(super) issuer: Issuer,
}

/// Something that went out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub said: Said,
}

/// What went out, and whose words they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// The bot's, as keys and values.
    Bot(Message),
    /// A human's, as they are.
    Agent(String),
}

/// What a conversation left behind besides its facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// Cases given to humans, oldest first.
    pub handoffs: Vec<Packet>,
    /// Disputes opened.
    pub disputes: Vec<Id>,
    /// Times the customer said it was paid.
    pub paid_claims: Vec<Id>,
    /// Requests made.
    pub requests: Vec<Request>,
    /// What was added to which dispute, claim or request: words, or a file.
    pub evidence: Vec<(Id, String, Option<Media>)>,
    /// Reasons told.
    pub reasons: Vec<Reason>,
    /// Money that came in, with the day it counts from.
    pub payments: Vec<(NaiveDate, Money)>,
    /// Why collecting stopped, where it did.
    pub stopped: Vec<StopReason>,
    /// What humans of ours proposed, and where it stands.
    pub proposals: Vec<(Proposal, ProposalStatus)>,
    /// How humans of ours closed the case.
    pub outcomes: Vec<outcome::Code>,
    /// Days until which collecting was paused.
    pub pauses: Vec<NaiveDate>,
    /// True once the address turned out to be someone else's.
    pub suppressed: bool,
    /// Messages sent.
    pub messages: u32,
    /// Turns that state and flow could not take.
    pub broken: u32,
}

impl World {
    /// Makes a world in which nothing was said yet.
    pub fn new(
        calendar: Arc<Calendar>,
        rules: Rules,
        facts: Facts,
        start: DateTime<Utc>,
        issuer: Issuer,
    ) -> Self {
        let (creditor, customer) = (&facts.creditor.id, &facts.customer.id);
        let id = Id::derive(&[creditor, "simulation", customer]);
        let mut state = State::new(id, rules.flow.reference(), rules.policy.reference());
        state.opted_out = facts.customer.opted_out;
        let (records, trace) = (Records::default(), Vec::new());
        let other = None;
        Self { facts, records, now: start, calendar, rules, state, other, trace, issuer }
    }

    /// Lets something happen now; what follows from it at once happens too.
    pub fn take(&mut self, event: Event) -> Vec<Outgoing> {
        self.trace.clear();
        self.settle(event)
    }

    /// Lets time pass; timers fire in their order, each at its moment.
    pub fn pass(&mut self, time: TimeDelta) -> Vec<Outgoing> {
        self.trace.clear();
        let end = self.now + time.max(TimeDelta::zero());
        let mut out = Vec::new();
        for _ in 0..MOST_TIMERS {
            let Some((timer, at)) = self.next_timer().filter(|(_, at)| *at <= end) else { break };
            self.now = self.now.max(at);
            self.facts.timers.remove(&timer);
            out.extend(self.settle(Event::TimerFired { timer }));
        }
        self.now = self.now.max(end);
        out
    }

    /// Lets money land: on the open charge where there is one, else on what is owed.
    ///
    /// Without a sum it is the one that is due.
    pub fn pay(&mut self, amount: Option<Money>) -> Vec<Outgoing> {
        let amount = amount.unwrap_or_else(|| self.due());
        let charge = self.facts.open_charge().cloned();
        let on = self.today();
        let (agreement, unused) = self.receive(amount, on, charge.as_ref());
        let charge = charge.map(|charge| charge.id);
        self.take(Event::Paid { charge, amount, on, agreement, unused })
    }

    /// The moment it is.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The customer's zone.
    pub fn zone(&self) -> Tz {
        self.facts.customer.uf.map_or(chrono_tz::America::Sao_Paulo, Uf::zone)
    }

    /// The day it is where the customer lives.
    pub fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.zone()).date_naive()
    }

    /// The case as it stands.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The conversation's memory.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What the conversation left behind.
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// What it runs on.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Business days.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// What led to what since the last thing was let happen.
    pub fn trace(&self) -> &[Trace] {
        &self.trace
    }

    /// What the question asked last wants for an answer.
    pub fn expectation(&self) -> Expectation {
        self.state.expectation(&self.rules.flow)
    }

    /// What the last message lets choose.
    pub fn choices(&self) -> &[Choice] {
        self.state.last.as_ref().map(|last| last.choices.as_slice()).unwrap_or_default()
    }

    /// The next timer, and when it fires.
    pub fn next_timer(&self) -> Option<(Timer, DateTime<Utc>)> {
        let earliest = self.facts.timers.iter().min_by_key(|(timer, at)| (**at, **timer));
        earliest.map(|(timer, at)| (*timer, *at))
    }

    /// Takes a turn, and those that it leads to: charges are issued at once.
    fn settle(&mut self, event: Event) -> Vec<Outgoing> {
        let mut waiting = VecDeque::from([event]);
        let mut out = Vec::new();
        while let Some(event) = waiting.pop_front() {
            self.hear_of(&event);
            for effect in self.turn(&event) {
                out.extend(self.enact(effect, &mut waiting));
            }
        }
        out
    }

    fn turn(&mut self, event: &Event) -> Vec<Effect> {
        let (rules, calendar) = (&self.rules, self.calendar.as_ref());
        let taken = advance(rules, calendar, &self.state, event, &self.facts, self.now);
        let Turn { state, effects, trace } = taken.unwrap_or_else(|broken| {
            self.records.broken += 1;
            let mut turn = broken_handoff(rules, calendar, &self.state, &self.facts, self.now);
            turn.trace.push(Trace { kind: "broken".to_owned(), detail: broken.to_string() });
            turn
        });
        self.facts.identity_tries = state.tries;
        self.records.suppressed = self.records.suppressed && state.is_a_strangers();
        self.state = state;
        self.trace.extend(trace);
        effects
    }

    /// What an event changes by itself, before the dialogue hears of it.
    fn hear_of(&mut self, event: &Event) {
        let (id, status) = match event {
            Event::ChargeIssued { charge, pix } => {
                (charge, ChargeStatus::Issued { pix: pix.clone() })
            }
            Event::ChargeRefused { charge, why } => {
                (charge, ChargeStatus::Refused { why: why.clone() })
            }
            Event::Said { .. }
            | Event::Chose { .. }
            | Event::Media { .. }
            | Event::TimerFired { .. }
            | Event::OutreachStarted
            | Event::Paid { .. }
            | Event::AgentTook { .. }
            | Event::AgentSaid { .. }
            | Event::AgentPassed { .. }
            | Event::AgentReturned
            | Event::AgentOffered { .. }
            | Event::AgentWithdrew { .. }
            | Event::ProposalApproved { .. }
            | Event::ProposalRefused { .. }
            | Event::AgentClosed { .. }
            | Event::SendFailed { .. } => return,
        };
        let waits = |c: &&mut Charge| c.id == *id && c.status == ChargeStatus::Requested;
        if let Some(charge) = self.facts.charges.iter_mut().find(waits) {
            charge.status = status;
        }
    }

    /// Leaves behind what an effect leaves behind.
    fn enact(&mut self, effect: Effect, waiting: &mut VecDeque<Event>) -> Option<Outgoing> {
        match effect {
            Effect::Say { message, .. } => return Some(self.send(Said::Bot(message))),
            Effect::SayForAgent { text, .. } => return Some(self.send(Said::Agent(text))),
            Effect::SetTimer { timer, at } => {
                self.facts.timers.insert(timer, at);
            }
            Effect::ClearTimer { timer } => {
                self.facts.timers.remove(&timer);
            }
            Effect::RequestCharge { charge } => waiting.push_back(self.request(charge)),
            Effect::CancelCharge { charge: id } => {
                let open = |c: &&mut Charge| c.id == id && c.is_open();
                if let Some(charge) = self.facts.charges.iter_mut().find(open) {
                    charge.status = ChargeStatus::Cancelled;
                }
            }
            Effect::RecordAgreement { .. }
            | Effect::BreakAgreement { .. }
            | Effect::CancelAgreement { .. }
            | Effect::MoveDueDates { .. }
            | Effect::RecordPromise { .. }
            | Effect::BreakPromise { .. } => self.enact_word(effect),
            Effect::HandOff { packet } => self.records.handoffs.push(*packet),
            Effect::OptOut => self.facts.customer.opted_out = true,
            Effect::SuppressAddress => self.records.suppressed = true,
            Effect::PauseCollection { until } => self.records.pauses.push(until),
            Effect::StopCollection { why } => self.records.stopped.push(why),
            Effect::OpenDispute { id, invoices, .. } => {
                self.records.disputes.push(id);
                let open = |i: &&mut crate::domain::debt::invoice::Invoice| i.is_open();
                let contested = self.facts.invoices.iter_mut().filter(open);
                for invoice in contested.filter(|invoice| invoices.contains(&invoice.id)) {
                    invoice.status = InvoiceStatus::Disputed;
                }
            }
            Effect::RecordPaidClaim { id, .. } => self.records.paid_claims.push(id),
            Effect::OpenRequest { request } => self.records.requests.push(request),
            Effect::AddEvidence { matter, words, media, .. } => {
                self.records.evidence.push((matter, words, media));
            }
            Effect::RecordReason { reason } => self.records.reasons.push(reason),
            Effect::RecordProposal { proposal, status, .. } => {
                self.records.proposals.retain(|(known, _)| known.id != proposal.id);
                self.records.proposals.push((*proposal, status));
            }
            Effect::EndProposal { proposal: id, status, .. } => {
                let mut known = self.records.proposals.iter_mut();
                if let Some((_, before)) = known.find(|(proposal, _)| proposal.id == id) {
                    *before = status;
                }
            }
            Effect::DecideDispute { invoices, upheld } => {
                invoice::decide(&mut self.facts.invoices, &invoices, upheld);
            }
            Effect::CloseCase { outcome, .. } => self.records.outcomes.push(outcome.code()),
            Effect::CarryOn { .. } => self.leave_other(),
        }
        None
    }

    /// Agreements and promises: the newest word counts, earlier open promises give way.
    fn enact_word(&mut self, effect: Effect) {
        let today = self.today();
        let facts = &mut self.facts;
        match effect {
            Effect::RecordAgreement { agreement } => {
                promise::replace(&mut facts.promises, &agreement.invoices);
                facts.agreements.push(agreement);
            }
            Effect::RecordPromise { promise } => {
                promise::replace(&mut facts.promises, &promise.invoices);
                facts.promises.push(promise);
            }
            Effect::BreakPromise { promise: id } => {
                let mut open = facts.promises.iter_mut().filter(|promise| promise.is_open());
                if let Some(promise) = open.find(|promise| promise.id == id) {
                    promise.status = PromiseStatus::Broken;
                }
            }
            Effect::CancelAgreement { agreement: id } => {
                let found = facts.agreements.iter_mut().find(|agreement| agreement.id == id);
                if let Some(agreement) = found
                    && let Ok(cancelled) = agreement.clone().cancel()
                {
                    *agreement = cancelled;
                }
            }
            Effect::MoveDueDates { agreement: moved } => {
                if let Some(agreement) = facts.agreements.iter_mut().find(|a| a.id == moved.id) {
                    *agreement = moved;
                }
            }
            Effect::BreakAgreement { agreement: id } => {
                let active = AgreementStatus::Active;
                let mut each = facts.agreements.iter_mut();
                if let Some(agreement) = each.find(|a| a.id == id && a.status == active) {
                    agreement.status = AgreementStatus::Broken;
                    facts.history.broken_on.push(today);
                }
            }
            Effect::Say { .. }
            | Effect::SayForAgent { .. }
            | Effect::SetTimer { .. }
            | Effect::ClearTimer { .. }
            | Effect::RequestCharge { .. }
            | Effect::CancelCharge { .. }
            | Effect::HandOff { .. }
            | Effect::OptOut
            | Effect::SuppressAddress
            | Effect::PauseCollection { .. }
            | Effect::StopCollection { .. }
            | Effect::OpenDispute { .. }
            | Effect::RecordPaidClaim { .. }
            | Effect::OpenRequest { .. }
            | Effect::AddEvidence { .. }
            | Effect::RecordReason { .. }
            | Effect::RecordProposal { .. }
            | Effect::EndProposal { .. }
            | Effect::DecideDispute { .. }
            | Effect::CloseCase { .. }
            | Effect::CarryOn { .. } => {}
        }
    }

    fn request(&mut self, charge: Charge) -> Event {
        let answer = (self.issuer)(&charge, &self.facts.creditor);
        let id = charge.id.clone();
        self.facts.charges.push(charge);
        match answer {
            Ok(pix) => Event::ChargeIssued { charge: id, pix },
            Err(why) => Event::ChargeRefused { charge: id, why },
        }
    }

    fn send(&mut self, said: Said) -> Outgoing {
        self.records.messages += 1;
        Outgoing { at: self.now, said }
    }
}
