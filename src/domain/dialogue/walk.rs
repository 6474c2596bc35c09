//! One turn while it is being taken: what is known, what was decided, what is to be said.
//!
//! Steps work on a [`Walk`] and nothing else. Its facts include what this very turn recorded.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::effect::{Effect, Packet};
use super::engine::Rules;
use super::event::{Media, Timer};
use super::facts::Facts;
use super::state::{Collection, Identity, State};
use super::step::Kind;
use super::text::{Attachment, Choice, Message, Part, Value};
use crate::domain::calendar::Calendar;
use crate::domain::conduct::{self, Forbidden, Standing};
use crate::domain::debt::agreement::{Agreement, AgreementStatus};
use crate::domain::debt::gate;
use crate::domain::debt::invoice::{self, Invoice, InvoiceStatus};
use crate::domain::debt::late::{Owed, owed};
use crate::domain::debt::party::Creditor;
use crate::domain::debt::promise::{self, PromiseStatus};
use crate::domain::debt::reason::Reason;
use crate::domain::id::Id;
use crate::domain::people::Uf;
use crate::domain::policy::{Authority, Request, Wishes};
use crate::domain::understanding::{Intent, Reading};

/// What led to what, for people who ask why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// Such as `step`, `reflex`, `topic`, `rule`, `outcome`, `forbidden`.
    pub kind: String,
    /// Its value.
    pub detail: String,
}

/// What a customer did, whichever way.
#[derive(Clone, Copy, Debug, Default)]
pub struct Heard<'a> {
    /// What was read, where something was written.
    pub reading: Option<&'a Reading>,
    /// The choice made, where one was.
    pub choice: Option<&'a str>,
    /// What was sent, where it was no text.
    pub media: Option<Media>,
}

/// What a reading means to a step: a weak guess means nothing.
pub fn meant(reading: &Reading) -> Intent {
    if reading.confidence >= CERTAIN { reading.intent } else { Intent::OutOfScope }
}

/// Confidence, in thousandths, from which a step takes an intent at its word.
const CERTAIN: u16 = 450;

/// Where a step leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// To another step.
    Go(String),
    /// It waits for something to happen.
    Rest,
}

/// Whether the credit bureau may be mentioned: `yes` or `no`, for texts to choose by.
pub fn bureau(creditor: &Creditor) -> Value {
    Value::Text(if creditor.lists_in_credit_bureau { "yes" } else { "no" }.to_owned())
}

/// Desk hours within which a human answers.
const ANSWER_HOURS: u32 = 2;

/// How another conversation stood when a turn went on with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carried {
    /// True where what waited for a yes there was agreed on meanwhile.
    pub agreed: bool,
}

/// One turn while it is being taken.
pub struct Walk<'a> {
    /// The flow and the policy.
    pub rules: &'a Rules,
    /// Business days.
    pub calendar: &'a Calendar,
    /// The world, with what this turn recorded.
    pub facts: Facts,
    /// The moment of the turn.
    pub now: DateTime<Utc>,
    /// The customer's zone.
    pub zone: Tz,
    /// The state as it will be.
    pub state: State,
    /// What is to be done.
    pub effects: Vec<Effect>,
    /// What led to what.
    pub trace: Vec<Trace>,
    /// What is to be said.
    pub message: Message,
    /// What the customer did, where this turn is theirs.
    pub heard: Heard<'a>,
    /// The step it rested on when the turn began.
    pub from: Option<String>,
    /// True where the question that stood was asked again.
    pub reasked: bool,
    /// True where the customer is left in peace: nothing is recalled later.
    pub leave: bool,
    /// Set where this turn goes on with another conversation of the customer's.
    pub carried: Option<Carried>,
    named: u32,
}

impl<'a> Walk<'a> {
    /// Begins a turn.
    pub fn new(
        rules: &'a Rules,
        calendar: &'a Calendar,
        state: &State,
        facts: &Facts,
        now: DateTime<Utc>,
    ) -> Self {
        let zone = facts.customer.uf.map_or(chrono_tz::America::Sao_Paulo, Uf::zone);
        let mut state = state.clone();
        state.turn += 1;
        state.tries = state.tries.max(facts.identity_tries);
        let from = state.step.clone();
        Self {
            rules,
            calendar,
            facts: facts.clone(),
            now,
            zone,
            state,
            effects: Vec::new(),
            trace: Vec::new(),
            message: Message::default(),
            heard: Heard::default(),
            from,
            reasked: false,
            leave: false,
            carried: None,
            named: 0,
        }
    }

    /// True where what waited for a yes elsewhere was agreed on meanwhile.
    pub fn agreed_elsewhere(&self) -> bool {
        self.carried.is_some_and(|carried| carried.agreed)
    }

    /// Today where the customer lives.
    pub fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.zone).date_naive()
    }

    /// The local time where the customer lives.
    pub fn local(&self) -> NaiveDateTime {
        self.now.with_timezone(&self.zone).naive_local()
    }

    /// A local day and hour as a moment; where the hour does not exist, the next that does.
    pub fn moment(&self, day: NaiveDate, hour: u32) -> DateTime<Utc> {
        let time = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN);
        let local = self.zone.from_local_datetime(&day.and_time(time));
        local.earliest().map_or_else(
            || day.and_time(time).and_utc() + chrono::TimeDelta::hours(3),
            |moment| moment.to_utc(),
        )
    }

    /// Names the next thing that this turn makes.
    pub fn name(&mut self) -> Id {
        self.named += 1;
        let parts = [self.state.turn.to_string(), self.named.to_string()];
        Id::derive(&[self.state.conversation.as_str(), &parts[0], &parts[1]])
    }

    /// Notes what led to what.
    pub fn note(&mut self, kind: &str, detail: impl Into<String>) {
        self.trace.push(Trace { kind: kind.to_owned(), detail: detail.into() });
    }

    /// Says a text, taking turns among its variants.
    pub fn say(&mut self, mut part: Part) {
        let used = self.state.used.entry(part.key.clone()).or_insert(0);
        part.variant = *used;
        *used = used.wrapping_add(1);
        self.message.parts.push(part);
    }

    /// Says a text before all that is said already.
    pub fn lead(&mut self, part: Part) {
        let rest = std::mem::take(&mut self.message.parts);
        self.say(part);
        self.message.parts.extend(rest);
    }

    /// Says a text that a flow file names, with what every such text may say.
    pub fn say_generic(&mut self, key: &str) {
        let part = self.generic(key);
        self.say(part);
    }

    /// A text that a flow file names, with what every such text may say.
    fn generic(&self, key: &str) -> Part {
        let creditor = &self.facts.creditor;
        let text = |words: &str| Value::Text(words.to_owned());
        let mut part = Part::new(key)
            .with("name", text(self.facts.customer.name.first()))
            .with("creditor", text(&creditor.trade_name))
            .with("legal_name", text(&creditor.legal_name))
            .with("cnpj", text(&creditor.cnpj.formatted()))
            .with("bureau", bureau(creditor))
            .with("site", text(&creditor.site))
            .with("phone", text(&creditor.phone.formatted()))
            .with("code", Value::Text(self.state.check_code()))
            .with("reason", text(self.state.reason.map_or("untold", Reason::as_str)))
            .with("matter", text(self.state.matter.as_ref().map_or("none", |m| m.about.as_str())))
            .with(
                "opens",
                Value::Moment(self.desk_answers().with_timezone(&self.zone).naive_local()),
            );
        if let Some(id) = self.protocol() {
            part = part.with("protocol", Value::Text(id.protocol()));
        }
        if let Some(until) = self.state.pausing {
            part = part.with("until", Value::Date(until));
        }
        part
    }

    /// Leaves the customer in peace until a day, unless collecting rests for longer already.
    pub fn hold_until(&mut self, until: NaiveDate) {
        let longer = match self.state.collection {
            Collection::Active => false,
            Collection::Paused { until: already } => already >= until,
            Collection::Stopped { .. } => true,
        };
        if !longer {
            self.state.collection = Collection::Paused { until };
            self.enact(Effect::PauseCollection { until });
        }
    }

    /// Ends what only held; a pause that was agreed upon stays.
    pub fn lift_hold(&mut self) {
        let held = matches!(self.state.collection, Collection::Paused { .. });
        if held && !self.facts.timers.contains_key(&Timer::PauseEnds) {
            self.state.collection = Collection::Active;
        }
    }

    /// Offers a choice.
    pub fn offer_choice(&mut self, id: &str, label: Part) {
        self.message.choices.push(Choice { id: id.to_owned(), label });
    }

    /// Attaches something.
    pub fn attach(&mut self, attachment: Attachment) {
        self.message.attachments.push(attachment);
    }

    /// Has something done, and knows it from then on.
    pub fn enact(&mut self, effect: Effect) {
        self.know(&effect);
        self.effects.push(effect);
    }

    /// Sets a timer.
    pub fn wake(&mut self, timer: Timer, at: DateTime<Utc>) {
        self.enact(Effect::SetTimer { timer, at });
    }

    /// The protocol to tell: of what this turn set going, else of the case it gave to a person, else
    /// of what was set going before.
    fn protocol(&self) -> Option<Id> {
        let matter = self.effects.iter().rev().find_map(Effect::matter);
        let case = || {
            self.effects.iter().rev().find_map(|effect| match effect {
                Effect::HandOff { packet } => Some(packet.id.clone()),
                _other => None,
            })
        };
        let before = || {
            let handoff = self.state.handoff.as_ref().map(|handoff| handoff.id.clone());
            self.state.matter.as_ref().map(|matter| matter.id.clone()).or(handoff)
        };
        matter.or_else(case).or_else(before)
    }

    fn end_agreement(&mut self, id: &Id, status: AgreementStatus) {
        for agreement in self.facts.agreements.iter_mut().filter(|a| a.id == *id) {
            agreement.status = status;
        }
    }

    fn know(&mut self, effect: &Effect) {
        match effect {
            Effect::RecordAgreement { agreement } => {
                promise::replace(&mut self.facts.promises, &agreement.invoices);
                self.facts.agreements.push(agreement.clone());
            }
            Effect::CancelAgreement { agreement } => {
                self.end_agreement(agreement, AgreementStatus::Cancelled);
            }
            Effect::MoveDueDates { agreement: moved } => {
                for agreement in self.facts.agreements.iter_mut().filter(|a| a.id == moved.id) {
                    agreement.clone_from(moved);
                }
            }
            Effect::BreakAgreement { agreement } => {
                self.end_agreement(agreement, AgreementStatus::Broken);
            }
            Effect::BreakPromise { promise: id } => {
                for promise in self.facts.promises.iter_mut().filter(|p| p.id == *id) {
                    promise.status = PromiseStatus::Broken;
                }
            }
            Effect::RecordPromise { promise } => {
                promise::replace(&mut self.facts.promises, &promise.invoices);
                self.facts.promises.push(promise.clone());
            }
            Effect::RequestCharge { charge } => self.facts.charges.push(charge.clone()),
            Effect::CancelCharge { charge: id } => {
                self.facts.charges.retain(|charge| charge.id != *id);
            }
            Effect::SetTimer { timer, at } => {
                self.facts.timers.insert(*timer, *at);
            }
            Effect::ClearTimer { timer } => {
                self.facts.timers.remove(timer);
            }
            Effect::OpenDispute { invoices, .. } => {
                for invoice in self.facts.invoices.iter_mut().filter(|i| invoices.contains(&i.id)) {
                    invoice.status = InvoiceStatus::Disputed;
                }
            }
            Effect::DecideDispute { invoices, upheld } => {
                invoice::decide(&mut self.facts.invoices, invoices, *upheld);
            }
            Effect::OptOut => self.facts.customer.opted_out = true,
            Effect::Say { .. }
            | Effect::SayForAgent { .. }
            | Effect::HandOff { .. }
            | Effect::SuppressAddress
            | Effect::PauseCollection { .. }
            | Effect::StopCollection { .. }
            | Effect::RecordPaidClaim { .. }
            | Effect::OpenRequest { .. }
            | Effect::AddEvidence { .. }
            | Effect::RecordReason { .. }
            | Effect::RecordProposal { .. }
            | Effect::EndProposal { .. }
            | Effect::CloseCase { .. }
            | Effect::CarryOn { .. } => {}
        }
    }

    /// The invoices that may be shown to the verified customer, oldest first; those of an agreement
    /// that is being paid are settled by it.
    pub fn presentable(&self) -> Vec<Invoice> {
        let today = self.today();
        let agreed: Vec<&String> =
            self.facts.running().flat_map(|agreement| &agreement.invoices).collect();
        let show = |invoice: &&Invoice| {
            !agreed.contains(&&invoice.id)
                && gate::presentable(invoice, &self.facts.customer, self.calendar, today).is_ok()
        };
        let mut invoices: Vec<Invoice> = self.facts.invoices.iter().filter(show).cloned().collect();
        invoices.sort_by(|a, b| (a.due_on, &a.id).cmp(&(b.due_on, &b.id)));
        invoices
    }

    /// True where the message answers "which of these debts?" and says nothing else, whatever its
    /// words may seem to say.
    pub fn points_at_debts(&self, reading: &Reading) -> bool {
        let step = self.state.step.as_deref().and_then(|name| self.rules.flow.step(name));
        let asked = step.is_some_and(|step| matches!(step.kind, Kind::Debts { .. }));
        asked && reading.selection.as_ref().is_some_and(|selection| selection.whole)
    }

    /// The invoices it is about: those chosen, else all that may be shown.
    pub fn invoices(&self) -> Vec<Invoice> {
        let mut invoices = self.presentable();
        if invoices.iter().any(|invoice| self.state.chosen.contains(&invoice.id)) {
            invoices.retain(|invoice| self.state.chosen.contains(&invoice.id));
        }
        invoices
    }

    /// What is owed for an invoice on a day.
    pub fn owed_for(&self, invoice: &Invoice, on: NaiveDate) -> Owed {
        let terms = &self.facts.creditor.late_terms;
        owed(invoice.amount, invoice.due_on, terms, self.calendar, on, invoice.paid)
    }

    /// What is owed today for all it is about.
    pub fn owed_on(&self, on: NaiveDate) -> Owed {
        let invoices = self.invoices();
        Owed::merged(on, invoices.iter().map(|invoice| self.owed_for(invoice, on)))
    }

    /// Puts a question to the policy.
    pub fn ask_policy<T>(&self, question: impl FnOnce(&Request<'_>) -> T) -> T {
        let invoices = self.invoices();
        let wishes = self.wishes();
        question(&Request {
            creditor: &self.facts.creditor,
            customer: &self.facts.customer,
            invoices: &invoices,
            reason: self.state.reason,
            authority: Authority::Bot,
            as_of: self.today(),
            calendar: self.calendar,
            wishes: &wishes,
            negotiation: &self.state.negotiation,
            history: &self.facts.history,
        })
    }

    /// Puts a question to the policy under a human's authority, about some invoices.
    pub fn ask_policy_as<T>(
        &self,
        (authority, invoices): (Authority, &[Invoice]),
        question: impl FnOnce(&Request<'_>) -> T,
    ) -> T {
        self.ask_policy(|request| question(&Request { invoices, authority, ..*request }))
    }

    fn wishes(&self) -> Wishes {
        let slots = &self.state.slots;
        Wishes {
            monthly: slots.monthly,
            due_day: slots.due_day,
            first_date: slots.date,
            income: slots.income,
        }
    }

    /// The agreement whose next part is due first, this turn's own included.
    pub fn agreement(&self) -> Option<&Agreement> {
        self.facts.active_agreement()
    }

    /// By when a human answers: two hours of the desk's time from now, on the whole hour.
    pub fn desk_answers(&self) -> DateTime<Utc> {
        let desk = &self.facts.desk;
        let mut day = self.today();
        let mut hour = Timelike::hour(&self.local());
        hour += u32::from(self.local().minute() > 0);
        if !self.desk_opens(day) || hour + ANSWER_HOURS > desk.to_hour {
            day = day + Days::new(1);
            while !self.desk_opens(day) {
                day = day + Days::new(1);
            }
            hour = desk.from_hour;
        }
        self.moment(day, hour.max(desk.from_hour) + ANSWER_HOURS)
    }

    fn desk_opens(&self, day: NaiveDate) -> bool {
        self.facts.desk.opens(day, self.calendar)
    }

    /// What conduct knows of the customer now.
    pub fn standing(&self) -> Standing {
        let resting = match self.state.collection {
            Collection::Active => false,
            Collection::Paused { until } => self.today() < until,
            Collection::Stopped { .. } => true,
        };
        Standing {
            verified: self.state.identity == Identity::Verified,
            opted_out: self.state.opted_out || self.facts.customer.opted_out,
            resting,
            local: self.local(),
        }
    }

    /// Whether we may begin to talk now.
    ///
    /// # Errors
    /// The reason why not.
    pub fn may_begin(&self) -> Result<(), Forbidden> {
        conduct::may_begin(self.standing(), self.calendar)
    }

    /// Gives the case to a human with everything known.
    pub fn hand_off(&mut self, packet: Packet) {
        self.effects.push(Effect::HandOff { packet: Box::new(packet) });
    }
}
