//! What happens to a conversation: the one door for customers, agents, timers and payments.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::desk::outcome::Outcome;
use super::file::Attached;
use super::text::Approved;
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::policy::Authority;
use crate::domain::policy::negotiation::Counter;
use crate::domain::understanding::Reading;

/// One thing that happened. Facts given with it already hold what it changed, such as a payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// The customer wrote.
    Said {
        /// What was read in it.
        reading: Reading,
        /// The choice of the last message that the text names, by number or label.
        choice: Option<String>,
    },
    /// The customer chose from a message.
    Chose {
        /// The choice's id.
        choice: String,
    },
    /// The customer sent something that is no text.
    Media {
        /// What it is.
        media: Media,
        /// What was read in the words beside it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Reading>,
    },
    /// A timer came due.
    TimerFired {
        /// Which.
        timer: Timer,
    },
    /// We start the conversation.
    OutreachStarted,
    /// A charge can be paid.
    ChargeIssued {
        /// The charge.
        charge: Id,
        /// The whole Pix payload.
        pix: String,
    },
    /// A charge could not be made.
    ChargeRefused {
        /// The charge.
        charge: Id,
        /// A code of why.
        why: String,
    },
    /// Money came in.
    Paid {
        /// The charge it names, where it names one.
        charge: Option<Id>,
        /// The sum received.
        amount: Money,
        /// The day it counts from.
        on: NaiveDate,
        /// The agreement it went to, where it went to one.
        #[serde(default)]
        agreement: Option<Id>,
        /// What of it was more than what was left to pay.
        #[serde(default)]
        unused: Money,
    },
    /// A human took the conversation.
    AgentTook {
        /// The name shown to the customer.
        agent: String,
        /// Who it is; empty where nobody signed in, as in a terminal.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        person: String,
    },
    /// The human who has the conversation wrote; the words go out as they are.
    AgentSaid {
        /// The words.
        text: String,
        /// The name under which colleagues see it; empty where nobody signed in.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        agent: String,
        /// True where the customer holds no talk open: it goes out as what we begin does.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        begins: bool,
        /// The template that goes in their place where only one may.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        template: Option<Box<Approved>>,
        /// The file that goes with them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<Box<Attached>>,
    },
    /// The human who had the conversation let it go: it waits for another.
    AgentPassed {
        /// The sector that it waits in from now on; none where that stays.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sector: Option<String>,
    },
    /// The human gave the conversation back.
    AgentReturned,
    /// A human offers terms.
    AgentOffered {
        /// Who: their id.
        by: String,
        /// How far they may go.
        authority: Authority,
        /// What they want to offer.
        terms: Counter,
        /// The offer that they saw; none where only the terms as they are count.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        offer: Option<String>,
    },
    /// A human took back what was offered, or what waits for approval.
    AgentWithdrew {
        /// Who: their id.
        by: String,
    },
    /// Somebody with more authority approved what waits.
    ProposalApproved {
        /// Who: their id.
        by: String,
        /// How far they may go.
        authority: Authority,
        /// What they approved.
        proposal: Id,
    },
    /// Somebody with more authority said no to what waits.
    ProposalRefused {
        /// Who: their id.
        by: String,
        /// What they said no to.
        proposal: Id,
        /// Why, for whoever proposed it.
        why: String,
    },
    /// A human closed the case.
    AgentClosed {
        /// Who: their id.
        by: String,
        /// How it ended.
        outcome: Outcome,
    },
    /// A message of ours could not be delivered, for good.
    SendFailed {
        /// A code of why.
        why: String,
    },
}

impl Event {
    /// True where the customer did it.
    pub const fn is_theirs(&self) -> bool {
        match self {
            Self::Said { .. } | Self::Chose { .. } | Self::Media { .. } => true,
            Self::TimerFired { .. }
            | Self::OutreachStarted
            | Self::ChargeIssued { .. }
            | Self::ChargeRefused { .. }
            | Self::Paid { .. }
            | Self::AgentTook { .. }
            | Self::AgentSaid { .. }
            | Self::AgentPassed { .. }
            | Self::AgentReturned
            | Self::AgentOffered { .. }
            | Self::AgentWithdrew { .. }
            | Self::ProposalApproved { .. }
            | Self::ProposalRefused { .. }
            | Self::AgentClosed { .. }
            | Self::SendFailed { .. } => false,
        }
    }
}

/// The choice of who asks for the question that stands.
pub const GO_ON: &str = "go-on";

/// The choice of who tapped a button of an older message: it answers nothing any more.
pub const PASSED: &str = "passed";

/// What a customer can send that is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Media {
    /// A picture.
    Image,
    /// A voice message.
    Audio,
    /// A film.
    Video,
    /// A file.
    Document,
    /// A sticker.
    Sticker,
    /// A place.
    Location,
    /// A contact card.
    Contact,
    /// A change of a message that they had sent before: what it says now nobody sees.
    Edited,
    /// Something that no channel of ours can show, such as a poll.
    Other,
}

/// What can be waited for; a conversation has at most one of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timer {
    /// A pause ends.
    PauseEnds,
    /// The day before a promise or an instalment.
    Reminder,
    /// A promise's tolerance is over.
    PromiseDue,
    /// An instalment's limit is over.
    InstalmentDue,
    /// The moment at which the customer asked to be written to.
    Callback,
    /// A question stayed unanswered.
    Silence,
}

impl Timer {
    /// Every timer.
    pub const ALL: [Self; 6] = [
        Self::PauseEnds,
        Self::Reminder,
        Self::PromiseDue,
        Self::InstalmentDue,
        Self::Callback,
        Self::Silence,
    ];
}
