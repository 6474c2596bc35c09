//! What a turn wants done, as data. Each effect becomes rows only; the outside is reached from an
//! outbox later.
//!
//! To add one: a variant here, its enactment in `app::enact` and in `simulation`, its entry in the
//! vocabulary of flows where a step may ask for it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::desk::outcome::Outcome;
use super::desk::{Proposal, ProposalStatus};
use super::event::{Media, Timer};
use super::file::Attached;
use super::matter::{About, DisputeKind, Request};
use super::text::{Approved, Message, Part};
use crate::domain::debt::agreement::Agreement;
use crate::domain::debt::charge::Charge;
use crate::domain::debt::promise::Promise;
use crate::domain::debt::reason::Reason;
use crate::domain::id::Id;
use crate::domain::policy::offer::Offer;

/// One thing to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum Effect {
    /// Say something to the customer. A turn has at most one.
    Say {
        /// The message's id.
        id: Id,
        /// What to say.
        message: Message,
    },
    /// Pass an agent's words on, as they are.
    SayForAgent {
        /// The message's id.
        id: Id,
        /// The words.
        text: String,
        /// The name under which colleagues see them; empty where nobody signed in.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        agent: String,
        /// The template that goes in their place where only one may.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        template: Option<Box<Approved>>,
        /// The file that goes with them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<Box<Attached>>,
    },
    /// Wake the conversation later; replaces the timer of the same kind.
    SetTimer {
        /// Which.
        timer: Timer,
        /// When.
        at: DateTime<Utc>,
    },
    /// Forget a timer.
    ClearTimer {
        /// Which.
        timer: Timer,
    },
    /// Write an agreement down.
    RecordAgreement {
        /// The agreement.
        agreement: Agreement,
    },
    /// Mark an agreement broken: a part stayed unpaid too long.
    BreakAgreement {
        /// The agreement.
        agreement: Id,
    },
    /// Undo an agreement on which nothing was paid.
    CancelAgreement {
        /// The agreement.
        agreement: Id,
    },
    /// Write an agreement's other due dates down.
    MoveDueDates {
        /// The agreement, with its new days.
        agreement: Agreement,
    },
    /// Mark a promise broken: its day passed.
    BreakPromise {
        /// The promise.
        promise: Id,
    },
    /// Write a promise down.
    RecordPromise {
        /// The promise.
        promise: Promise,
    },
    /// Ask a provider for something payable; the answer comes back as an event.
    RequestCharge {
        /// The charge, requested.
        charge: Charge,
    },
    /// Withdraw a charge.
    CancelCharge {
        /// The charge.
        charge: Id,
    },
    /// Give the conversation to a human, with everything known.
    HandOff {
        /// The packet.
        packet: Box<Packet>,
    },
    /// Never write first again.
    OptOut,
    /// The address belongs to someone else: never write to it again.
    SuppressAddress,
    /// Leave the customer in peace until a day.
    PauseCollection {
        /// The first day on which contact is allowed again.
        until: NaiveDate,
    },
    /// Stop collecting for good, or until a human says otherwise.
    StopCollection {
        /// Why.
        why: StopReason,
    },
    /// Write a dispute down; its invoices are no longer collected.
    OpenDispute {
        /// Its id, whose protocol the customer is told.
        id: Id,
        /// The invoices contested.
        invoices: Vec<String>,
        /// The customer's words.
        words: String,
        /// What is wrong, as they see it.
        #[serde(default)]
        kind: DisputeKind,
    },
    /// Write down that the customer says it is paid.
    RecordPaidClaim {
        /// Its id.
        id: Id,
        /// The invoices.
        invoices: Vec<String>,
        /// True where a proof came with it.
        proof: bool,
        /// The day on which it will be debited, where it is not done yet.
        #[serde(default)]
        scheduled: Option<NaiveDate>,
        /// The customer's words.
        #[serde(default)]
        words: String,
    },
    /// Write a request down: about data, papers, money that went wrong.
    OpenRequest {
        /// The request.
        request: Request,
    },
    /// Add words or a file to a dispute, a claim or a request.
    AddEvidence {
        /// Its id.
        id: Id,
        /// What it is added to.
        matter: Id,
        /// The customer's words.
        words: String,
        /// What was sent, where it was no text.
        media: Option<Media>,
    },
    /// Remember why the customer is late.
    RecordReason {
        /// The reason.
        reason: Reason,
    },
    /// Write down terms that a human of ours wants to offer, or where they stand now.
    RecordProposal {
        /// The terms, with their numbers.
        proposal: Box<Proposal>,
        /// Where they stand.
        status: ProposalStatus,
        /// Who approved them: their id, where they had to be.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        approved_by: Option<String>,
    },
    /// Write down how a proposal ended.
    EndProposal {
        /// The proposal.
        proposal: Id,
        /// How it ended.
        status: ProposalStatus,
        /// Whoever of us ended it: their id; empty where the customer or the day did.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        by: String,
        /// Why, where somebody said.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        why: String,
    },
    /// Decide what is contested: the invoices are not owed, or they are owed again.
    DecideDispute {
        /// The invoices.
        invoices: Vec<String>,
        /// True where the customer was right.
        upheld: bool,
    },
    /// Close the case that a human had.
    CloseCase {
        /// The case, where it came by a handoff.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        case: Option<Id>,
        /// Who closed it: their id.
        by: String,
        /// How it ended.
        #[serde(flatten)]
        outcome: Outcome,
    },
    /// Go on with another conversation of the customer's, which rests from now on.
    CarryOn {
        /// The other conversation.
        from: Id,
    },
}

/// Why collecting stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopReason {
    /// Signs of distress.
    Distress,
    /// The customer died.
    Deceased,
    /// The customer asked for silence.
    OptOut,
    /// Someone else's address.
    WrongPerson,
    /// The debt is contested.
    Dispute,
    /// A lawyer, a court or a consumer body was named.
    Legal,
    /// Everything was paid.
    Settled,
}

impl StopReason {
    /// True where the address was taken for somebody else's.
    pub const fn is_a_strangers(self) -> bool {
        matches!(self, Self::WrongPerson | Self::Deceased)
    }
}

/// Why a human is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandoffReason {
    /// The customer asked.
    Asked,
    /// Signs of distress.
    Distress,
    /// The customer died.
    Deceased,
    /// The debt is contested.
    Dispute,
    /// The customer says it is paid.
    AlreadyPaid,
    /// A lawyer, a court or a consumer body was named.
    LegalThreat,
    /// Abusive words, twice.
    Abuse,
    /// Identity could not be proved.
    IdentityFailed,
    /// Not understood.
    NotUnderstood,
    /// No offer of the bot's fits.
    BeyondPolicy,
    /// Hardship that no offer fits.
    Hardship,
    /// More debts than can be paid.
    OverIndebted,
    /// The debt is too old to be collected.
    Prescribed,
    /// The creditor's data needs a person.
    DataProblem,
    /// A request about personal data.
    Privacy,
    /// The customer refuses.
    Refused,
    /// A charge could not be made.
    PaymentTrouble,
    /// Another subject, such as a receipt.
    Other,
    /// Too many steps in a turn.
    LoopGuard,
    /// State and flow do not belong together.
    Broken,
    /// A human took it of their own accord.
    Taken,
}

/// How soon a human is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// In turn.
    Normal,
    /// Before the others.
    High,
    /// At once.
    Urgent,
}

/// What a human gets with a case: everything known, so that nothing is asked twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packet {
    /// The handoff's id.
    pub id: Id,
    /// Why.
    pub reason: HandoffReason,
    /// Which queue.
    pub queue: String,
    /// How soon.
    pub priority: Priority,
    /// The case in a few lines, as texts.
    #[serde(default)]
    pub summary: Vec<Part>,
    /// Identity as known: `unknown`, `verified` or `locked`.
    pub identity: String,
    /// The matter that the case is about, where there is one.
    #[serde(default)]
    pub matter: Option<PacketMatter>,
    /// The code by which the customer can check that this conversation is ours.
    #[serde(default)]
    pub check: String,
    /// Why the customer is late, where told.
    pub late_because: Option<Reason>,
    /// The debts, with what is owed today.
    pub debts: Vec<PacketDebt>,
    /// Offers made, oldest first.
    pub offers: Vec<Offer>,
    /// How many of them were refused.
    pub refused: u32,
    /// What the customer asked for.
    pub asked_for: Vec<crate::domain::policy::negotiation::Counter>,
    /// What was last not understood, oldest first.
    pub misunderstood: Vec<String>,
    /// The customer's last words, oldest first.
    pub last_words: Vec<String>,
    /// When a human answers, as the customer was told.
    pub answer_by: DateTime<Utc>,
}

/// A matter as a packet tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PacketMatter {
    /// The protocol that the customer was told.
    pub protocol: String,
    /// What it is.
    #[serde(flatten)]
    pub about: About,
    /// The invoices it is about.
    #[serde(default)]
    pub invoices: Vec<String>,
    /// The customer's words.
    pub words: String,
    /// The last day for an answer, where the law or we set one.
    #[serde(default)]
    pub answer_by: Option<NaiveDate>,
}

/// A debt as a packet tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PacketDebt {
    /// The invoice.
    pub invoice: String,
    /// What was sold.
    pub product: Option<String>,
    /// When it was due.
    pub due_on: NaiveDate,
    /// What is owed today.
    pub owed: crate::domain::debt::late::Owed,
}

impl Effect {
    /// What it says as the bot, where it does.
    pub const fn said(&self) -> Option<&Message> {
        match self {
            Self::Say { message, .. } => Some(message),
            Self::SayForAgent { .. }
            | Self::SetTimer { .. }
            | Self::ClearTimer { .. }
            | Self::RecordAgreement { .. }
            | Self::BreakAgreement { .. }
            | Self::CancelAgreement { .. }
            | Self::MoveDueDates { .. }
            | Self::BreakPromise { .. }
            | Self::RecordPromise { .. }
            | Self::RequestCharge { .. }
            | Self::CancelCharge { .. }
            | Self::HandOff { .. }
            | Self::OptOut
            | Self::SuppressAddress
            | Self::PauseCollection { .. }
            | Self::StopCollection { .. }
            | Self::OpenDispute { .. }
            | Self::RecordPaidClaim { .. }
            | Self::OpenRequest { .. }
            | Self::AddEvidence { .. }
            | Self::RecordReason { .. }
            | Self::RecordProposal { .. }
            | Self::EndProposal { .. }
            | Self::DecideDispute { .. }
            | Self::CloseCase { .. }
            | Self::CarryOn { .. } => None,
        }
    }

    /// The id of the dispute, claim or request that it writes down.
    pub fn matter(&self) -> Option<Id> {
        match self {
            Self::OpenDispute { id, .. } | Self::RecordPaidClaim { id, .. } => Some(id.clone()),
            Self::OpenRequest { request } => Some(request.id.clone()),
            _other => None,
        }
    }
}

impl StopReason {
    /// Every reason, in the order above.
    pub const ALL: [Self; 7] = [
        Self::Distress,
        Self::Deceased,
        Self::OptOut,
        Self::WrongPerson,
        Self::Dispute,
        Self::Legal,
        Self::Settled,
    ];

    /// The code of files and machine output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Distress => "distress",
            Self::Deceased => "deceased",
            Self::OptOut => "opt_out",
            Self::WrongPerson => "wrong_person",
            Self::Dispute => "dispute",
            Self::Legal => "legal",
            Self::Settled => "settled",
        }
    }
}

impl HandoffReason {
    /// The code of files and machine output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Distress => "distress",
            Self::Deceased => "deceased",
            Self::Dispute => "dispute",
            Self::AlreadyPaid => "already_paid",
            Self::LegalThreat => "legal_threat",
            Self::Abuse => "abuse",
            Self::IdentityFailed => "identity_failed",
            Self::NotUnderstood => "not_understood",
            Self::BeyondPolicy => "beyond_policy",
            Self::Hardship => "hardship",
            Self::OverIndebted => "over_indebted",
            Self::Prescribed => "prescribed",
            Self::DataProblem => "data_problem",
            Self::Privacy => "privacy",
            Self::Refused => "refused",
            Self::PaymentTrouble => "payment_trouble",
            Self::Other => "other",
            Self::LoopGuard => "loop_guard",
            Self::Broken => "broken",
            Self::Taken => "taken",
        }
    }

    /// Every reason, in the order above.
    pub const ALL: [Self; 21] = [
        Self::Asked,
        Self::Distress,
        Self::Deceased,
        Self::Dispute,
        Self::AlreadyPaid,
        Self::LegalThreat,
        Self::Abuse,
        Self::IdentityFailed,
        Self::NotUnderstood,
        Self::BeyondPolicy,
        Self::Hardship,
        Self::OverIndebted,
        Self::Prescribed,
        Self::DataProblem,
        Self::Privacy,
        Self::Refused,
        Self::PaymentTrouble,
        Self::Other,
        Self::LoopGuard,
        Self::Broken,
        Self::Taken,
    ];
}

impl Priority {
    /// Every priority, the least first.
    pub const ALL: [Self; 3] = [Self::Normal, Self::High, Self::Urgent];

    /// The code of files and machine output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::High => "high",
            Self::Urgent => "urgent",
        }
    }
}
