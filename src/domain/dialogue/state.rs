//! What a conversation remembers between turns.
//!
//! It serialises canonically (maps are ordered, no floats), carries its schema's number and pins
//! the flow and the policy it runs on.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::desk::Dealing;
use super::effect::{HandoffReason, Priority, StopReason};
use super::matter::{Matter, Pending, RequestKind};
use super::memory::Talk;
use super::text::Message;
use crate::domain::debt::agreement::Agreement;
use crate::domain::debt::reason::Reason;
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::policy::negotiation::Negotiation;
use crate::domain::policy::offer::Offer;
use crate::domain::understanding::Intent;

/// The number of this shape; older ones are upgraded when read.
pub const SCHEMA: u32 = 1;

/// A conversation between turns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The shape's number.
    pub schema: u32,
    /// The conversation's id.
    pub conversation: Id,
    /// The flow and its version, such as `negotiation@1`.
    pub flow: String,
    /// The policy and its version.
    pub policy: String,
    /// Turns taken so far.
    pub turn: u32,
    /// The step it rests on; none before the first turn.
    pub step: Option<String>,
    /// Who has been proved to be there.
    pub identity: Identity,
    /// Who answers.
    pub owner: Owner,
    /// Why the customer is late.
    pub reason: Option<Reason>,
    /// True once the reason was asked: it is asked once.
    pub reason_asked: bool,
    /// What was last wanted.
    pub intent: Option<Intent>,
    /// What the customer told, as far as it is of use.
    pub slots: Slots,
    /// The invoices it is about; empty means all that can be collected.
    pub chosen: Vec<String>,
    /// The negotiation so far.
    pub negotiation: Negotiation,
    /// Terms recapped and waiting for an explicit yes.
    pub proposal: Option<Box<Offer>>,
    /// What a human of ours settles with the customer.
    #[serde(default, skip_serializing_if = "Dealing::is_empty")]
    pub dealing: Dealing,
    /// A promise recapped and waiting for a yes.
    pub promising: Option<Promising>,
    /// An agreement with other due dates, recapped and waiting for an explicit yes.
    #[serde(default)]
    pub moving: Option<Box<Agreement>>,
    /// A day proposed for a pause and waiting for a yes.
    pub pausing: Option<NaiveDate>,
    /// Whether the customer may be collected from.
    pub collection: Collection,
    /// The handoff, while a human has the case or is waited for.
    pub handoff: Option<Handoff>,
    /// The human of ours who has the conversation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<Holder>,
    /// The turn in which a human took it last: what the bot said before it goes out no more.
    #[serde(default, skip_serializing_if = "none")]
    pub taken_turn: u32,
    /// Wrong answers to the identity question; they outlive the conversation.
    pub tries: u32,
    /// Misunderstandings in a row.
    pub misses: u32,
    /// What was last not understood, at most three, oldest first.
    pub missed: Vec<String>,
    /// The customer's last words, at most six, oldest first.
    pub words: Vec<String>,
    /// Abusive messages so far.
    pub abuses: u32,
    /// A question that no step asked, such as a reminder's, waiting for a yes.
    #[serde(default)]
    pub asked: Option<Asked>,
    /// What the talk remembers of itself.
    #[serde(default)]
    pub talk: Talk,
    /// What was said before the identity was known, or before it was known of which debt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<Pending>,
    /// What further words and files are added to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<Matter>,
    /// Requests made in this conversation, so that none is made twice.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub requests: BTreeMap<RequestKind, Requested>,
    /// Files that came of which nobody said what they are.
    #[serde(default, skip_serializing_if = "none")]
    pub files: u32,
    /// The last message, for "repeat" and for its choices.
    pub last: Option<Box<Message>>,
    /// How often each text was used, so that variants take turns.
    pub used: BTreeMap<String, u32>,
    /// True after the customer asked never to be written to first.
    pub opted_out: bool,
    /// When they asked that, where it was in this talk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opted_at: Option<DateTime<Utc>>,
    /// True once there is nothing left to talk about.
    pub closed: bool,
}

/// Who has been proved to be there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Identity {
    /// Nobody yet.
    #[default]
    Unknown,
    /// The customer.
    Verified,
    /// Too many wrong answers: a human must look.
    Locked,
}

/// Who answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// The bot.
    #[default]
    Bot,
    /// A human, or the queue for one.
    Human,
}

/// What the customer told, as far as it is of use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slots {
    /// What fits a month.
    pub monthly: Option<Money>,
    /// A sum named without saying for what.
    pub amount: Option<Money>,
    /// What could be paid first.
    pub down_payment: Option<Money>,
    /// In how many parts.
    pub count: Option<u32>,
    /// A day named.
    pub date: Option<NaiveDate>,
    /// The day of the month that suits.
    pub due_day: Option<u32>,
    /// Income declared.
    pub income: Option<Money>,
}

/// What a message asked that came of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// Whether the customer wants a code to pay.
    Code,
    /// Whether to talk on.
    Talk,
    /// Whether to go on with the question that stayed open.
    GoOn,
    /// Whether a human shall go on.
    Human,
    /// Which of several meanings was meant.
    Meaning,
}

/// A request that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requested {
    /// Its id.
    pub id: Id,
    /// The last day for an answer, where there is one.
    pub answer_by: Option<NaiveDate>,
}

/// A promise waiting for a yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promising {
    /// The sum.
    pub amount: Money,
    /// The day.
    pub due: NaiveDate,
}

/// Whether the customer may be collected from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Collection {
    /// Yes, within conduct.
    #[default]
    Active,
    /// Not before a day.
    Paused {
        /// The first day on which it is allowed again.
        until: NaiveDate,
    },
    /// No.
    Stopped {
        /// Why.
        why: StopReason,
    },
}

/// A case that went to a human.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handoff {
    /// The packet's id.
    pub id: Id,
    /// Why.
    pub reason: HandoffReason,
    /// Which queue.
    pub queue: String,
    /// How soon.
    pub priority: Priority,
    /// True once the customer was told again that a human comes.
    pub reassured: bool,
    /// True once a human took it or wrote: the bot keeps still then.
    #[serde(default)]
    pub taken: bool,
}

/// A human of ours who has a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Who, by id.
    pub person: String,
    /// The name that colleagues and customers see.
    pub name: String,
    /// Since when.
    pub since: DateTime<Utc>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn none(count: &u32) -> bool {
    *count == 0
}

impl State {
    /// A conversation before its first turn.
    pub fn new(conversation: Id, flow: String, policy: String) -> Self {
        Self {
            schema: SCHEMA,
            conversation,
            flow,
            policy,
            turn: 0,
            step: None,
            identity: Identity::Unknown,
            owner: Owner::Bot,
            reason: None,
            reason_asked: false,
            intent: None,
            slots: Slots::default(),
            chosen: Vec::new(),
            negotiation: Negotiation::default(),
            proposal: None,
            dealing: Dealing::default(),
            promising: None,
            moving: None,
            pausing: None,
            collection: Collection::Active,
            handoff: None,
            agent: None,
            taken_turn: 0,
            tries: 0,
            misses: 0,
            missed: Vec::new(),
            words: Vec::new(),
            abuses: 0,
            asked: None,
            talk: Talk::default(),
            pending: None,
            matter: None,
            requests: BTreeMap::new(),
            files: 0,
            last: None,
            used: BTreeMap::new(),
            opted_out: false,
            opted_at: None,
            closed: false,
        }
    }
}

impl State {
    /// True while the address is taken for somebody else's.
    pub const fn is_a_strangers(&self) -> bool {
        matches!(self.collection, Collection::Stopped { why } if why.is_a_strangers())
    }

    /// The code by which a customer can check that a conversation is ours.
    pub fn check_code(&self) -> String {
        Id::derive(&[self.conversation.as_str(), "check"]).protocol()
    }
}

impl Identity {
    /// The code of machine output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Verified => "verified",
            Self::Locked => "locked",
        }
    }
}
