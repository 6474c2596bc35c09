//! What the conversation answers, as lines of JSON. The shapes are an interface: see
//! `docs/` and the table of formats; fields may be added, none renamed or dropped.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use chrono_tz::Tz;
use serde::Serialize;

use crate::domain::debt::agreement::{Agreement, AgreementStatus};
use crate::domain::debt::promise::{Promise, PromiseStatus};
use crate::domain::debt::reason::Reason;
use crate::domain::dialogue::effect::{HandoffReason, Priority};
use crate::domain::dialogue::state::{Collection, State};
use crate::domain::dialogue::text::Attachment;
use crate::domain::money::Money;
use crate::domain::understanding::Intent;

/// One message as a customer sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// Who speaks.
    pub from: Speaker,
    /// When, in the customer's time zone.
    pub at: String,
    /// The whole text.
    pub text: String,
    /// What can be chosen.
    pub options: Vec<ShownOption>,
    /// What goes with it.
    pub attachments: Vec<ShownAttachment>,
}

/// Who speaks to the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    /// The bot.
    Bot,
    /// A human of the team.
    Agent,
}

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShownOption {
    /// Its id.
    pub id: String,
    /// Its words.
    pub label: String,
}

/// Something that goes with a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ShownAttachment {
    /// The whole payload that a bank app pastes.
    Pix {
        /// The payload.
        code: String,
    },
    /// A linha digitável.
    Boleto {
        /// The digits.
        line: String,
    },
    /// A file of a human's.
    File {
        /// Its name.
        name: String,
    },
}

impl From<&Attachment> for ShownAttachment {
    fn from(attachment: &Attachment) -> Self {
        match attachment {
            Attachment::Pix { code, .. } => Self::Pix { code: code.clone() },
            Attachment::Boleto { line } => Self::Boleto { line: line.clone() },
            Attachment::File(file) => Self::File { name: file.name.clone() },
        }
    }
}

/// A moment as machine output writes it.
pub fn moment(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// The line that `--trace` adds after each input.
#[derive(Clone, Debug, Serialize)]
pub struct StateLine {
    state: Told,
}

#[derive(Clone, Debug, Serialize)]
struct Told {
    step: Option<String>,
    identity: &'static str,
    reason: Option<Reason>,
    intent: Option<Intent>,
    agreement: Option<ToldAgreement>,
    promise: Option<ToldPromise>,
    handoff: Option<ToldHandoff>,
    collection: &'static str,
    paused_until: Option<NaiveDate>,
    opted_out: bool,
    closed: bool,
}

#[derive(Clone, Debug, Serialize)]
struct ToldAgreement {
    status: AgreementStatus,
    total: Money,
    down_payment: Money,
    instalments: Vec<ToldInstalment>,
    policy: String,
    rule: String,
}

#[derive(Clone, Debug, Serialize)]
struct ToldInstalment {
    due: NaiveDate,
    amount: Money,
    status: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct ToldPromise {
    amount: Money,
    due: NaiveDate,
    status: PromiseStatus,
}

#[derive(Clone, Debug, Serialize)]
struct ToldHandoff {
    reason: HandoffReason,
    queue: String,
    priority: Priority,
}

impl StateLine {
    /// Tells where a conversation stands.
    pub fn new(
        state: &State,
        (agreements, promises): (&[Agreement], &[Promise]),
        opted_out: bool,
    ) -> Self {
        let (collection, paused_until) = match state.collection {
            Collection::Active => ("active", None),
            Collection::Paused { until } => ("paused", Some(until)),
            Collection::Stopped { .. } => ("stopped", None),
        };
        let handoff = state.handoff.as_ref().map(|handoff| ToldHandoff {
            reason: handoff.reason,
            queue: handoff.queue.clone(),
            priority: handoff.priority,
        });
        Self {
            state: Told {
                step: state.step.clone(),
                identity: state.identity.as_str(),
                reason: state.reason,
                intent: state.intent,
                agreement: agreements.last().map(ToldAgreement::new),
                promise: promises.last().map(ToldPromise::new),
                handoff,
                collection,
                paused_until,
                opted_out: state.opted_out || opted_out,
                closed: state.closed,
            },
        }
    }
}

impl ToldAgreement {
    fn new(agreement: &Agreement) -> Self {
        let instalments = agreement.instalments.iter().filter(|part| part.number > 0);
        let instalments = instalments.map(|part| ToldInstalment {
            due: part.due,
            amount: part.amount,
            status: part.status(),
        });
        Self {
            status: agreement.status,
            total: agreement.total,
            down_payment: agreement.down_payment,
            instalments: instalments.collect(),
            policy: agreement.policy.clone(),
            rule: agreement.rule.clone(),
        }
    }
}

impl ToldPromise {
    fn new(promise: &Promise) -> Self {
        Self { amount: promise.amount, due: promise.due, status: promise.status }
    }
}
