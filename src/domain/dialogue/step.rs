//! A step of a flow, compiled: what it asks and where it leads.
//!
//! What each kind does is in `steps/<kind>.rs`; what it may lead to and which texts it speaks is
//! in its entry of the vocabulary.

use std::collections::BTreeMap;

use super::effect::{HandoffReason, Priority, StopReason};
use super::matter::DisputeKind;
use super::state::Identity;
use super::telling::Telling;
use crate::domain::debt::reason::Reason;
use crate::domain::understanding::{Expectation, Meaning};

/// The name of a step.
pub type Name = String;

/// One step, whose targets exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its name in the flow.
    pub name: Name,
    /// What it does.
    pub kind: Kind,
    /// Said when the answer was not understood; the flow's own text where none.
    pub unclear: Option<String>,
    /// Where three misunderstandings in a row lead; the flow's own step where none.
    pub given_up: Option<Name>,
    /// Intents that this step itself answers, before the flow's topics.
    pub hear: BTreeMap<Meaning, Name>,
    /// True where a question that stays unanswered is not recalled.
    pub quiet: bool,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Says something and goes on.
    Say {
        /// The text.
        say: String,
        /// The next step.
        go: Name,
    },
    /// Asks and rests.
    Ask(Ask),
    /// Takes the first branch whose conditions hold.
    Decide {
        /// In order.
        branches: Vec<(When, Name)>,
        /// Where none holds.
        otherwise: Name,
    },
    /// Has the customer prove who they are.
    Identify {
        /// Proved.
        verified: Name,
        /// Too many wrong answers.
        locked: Name,
        /// Nothing on file to prove it with.
        impossible: Name,
    },
    /// Shows what is owed and, of several, asks which.
    Debts {
        /// True where it only shows and asks nothing.
        tell: bool,
        /// Shown and chosen.
        shown: Name,
        /// Nothing is owed that may be shown.
        none: Name,
        /// All of it is too old to be collected.
        prescribed: Name,
        /// The data needs a person.
        review: Name,
    },
    /// Offers within policy, hears refusals and counter-offers.
    Offer {
        /// A text before the first offers.
        intro: Option<String>,
        /// True where the customer already said they pay it at once.
        at_once: bool,
        /// Terms were chosen.
        accepted: Name,
        /// The customer rather promises a sum on a day.
        promise: Name,
        /// No concession is left.
        exhausted: Name,
        /// Nothing the policy allows fits the customer.
        unaffordable: Name,
        /// Nothing may be offered at all.
        none: Name,
    },
    /// Recaps all terms and takes an explicit yes.
    Confirm {
        /// Accepted and recorded.
        agreed: Name,
        /// The customer wants other terms.
        changed: Name,
    },
    /// Issues a code to pay and rests until it is there.
    Pay {
        /// True where all that is left of an agreement is paid at once.
        whole: bool,
        /// Issued and told.
        issued: Name,
        /// It could not be made.
        refused: Name,
    },
    /// Sends the duplicate invoice: the checked boleto line and today's sum.
    Resend {
        /// Shown.
        sent: Name,
        /// Nothing to send.
        none: Name,
    },
    /// Takes a promise: a sum on a day.
    Promise {
        /// Recorded.
        recorded: Name,
        /// The customer wants something else.
        cancelled: Name,
        /// No further promise may be made in this period.
        limit: Name,
        /// In hardship, and the day is beyond the limit: rather a pause.
        pause: Name,
    },
    /// Tells where the agreements that are being paid stand.
    Status {
        /// Told.
        shown: Name,
        /// There is none.
        none: Name,
    },
    /// Undoes an agreement before its first payment, after an explicit yes.
    Undo {
        /// Undone.
        undone: Name,
        /// The customer keeps it.
        kept: Name,
        /// Money came in: only a person may undo it.
        paid: Name,
        /// There is none.
        none: Name,
    },
    /// Moves the due dates of a running agreement, after an explicit yes.
    DueDate {
        /// Moved.
        moved: Name,
        /// They stay.
        kept: Name,
        /// The policy leaves it to a person.
        beyond: Name,
        /// There is none.
        none: Name,
    },
    /// Offers to leave the customer in peace until a day.
    Pause {
        /// Agreed.
        paused: Name,
        /// Not wanted.
        declined: Name,
    },
    /// Agrees on a moment at which the customer is written to.
    Callback {
        /// The customer talks on before.
        resumed: Name,
    },
    /// Goes back to the question that a side path left open.
    Back {
        /// Where none was left open.
        otherwise: Name,
    },
    /// Has something done.
    Act {
        /// What.
        act: Act,
        /// Said afterwards.
        say: Option<String>,
        /// The next step.
        go: Name,
    },
    /// Tells something from facts and goes on.
    Tell {
        /// What.
        tell: Telling,
        /// The next step.
        go: Name,
    },
    /// Opens a dispute, asking first which debt it is about.
    Dispute {
        /// What is wrong, where the message does not tell.
        about: DisputeKind,
        /// Which queue gets the case.
        queue: String,
        /// Opened and told.
        opened: Name,
        /// It was open already; what was said is added to it.
        noted: Name,
    },
    /// Takes "it is paid", done or arranged for a day.
    Claim {
        /// Said to be done.
        paid: Name,
        /// Done, and the proof is here.
        proved: Name,
        /// Arranged for a day, which is waited for.
        scheduled: Name,
        /// Arranged for a day too far to be waited for.
        later: Name,
    },
    /// Takes what the customer adds to what was opened: words, or a file.
    Note {
        /// The question.
        say: String,
        /// The next step.
        go: Name,
    },
    /// Gives the case to a human and rests.
    Handoff {
        /// Why.
        reason: HandoffReason,
        /// Which queue.
        queue: String,
        /// How soon.
        priority: Priority,
        /// Said with the honest time of an answer.
        say: String,
    },
    /// Rests; what the customer says next begins anew.
    End {
        /// Said on the way.
        say: Option<String>,
        /// True where there is nothing left to talk about.
        closed: bool,
    },
}

/// A question with its choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The text.
    pub say: String,
    /// What the question asks for.
    pub expect: Expectation,
    /// What can be chosen.
    pub options: Vec<Opt>,
    /// What the answer fills.
    pub slot: Option<Slot>,
    /// Where a filled slot leads.
    pub heard: Option<Name>,
}

/// One choice of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opt {
    /// Its id.
    pub id: String,
    /// The text of its label.
    pub label: String,
    /// Where it leads.
    pub go: Name,
    /// The reason it stands for.
    pub reason: Option<Reason>,
}

/// What an answer fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Why the customer is late; any answer will do.
    Reason,
    /// What fits a month.
    Monthly,
    /// Income.
    Income,
    /// A day.
    Date,
    /// The day of the month that suits.
    DueDay,
}

/// Conditions that must all hold; those not set hold always.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// The reason is one of these.
    pub reason: Vec<Reason>,
    /// The reason is (not) a hardship.
    pub hardship: Option<bool>,
    /// A reason is (not) known.
    pub reason_known: Option<bool>,
    /// Identity is this.
    pub identity: Option<Identity>,
    /// Days overdue are at least this.
    pub overdue_at_least: Option<u32>,
    /// An agreement is (not) being paid.
    pub agreement: Option<bool>,
    /// A promise is (not) open.
    pub promise: Option<bool>,
    /// Collection is (not) paused.
    pub paused: Option<bool>,
    /// Collection stopped for one of these.
    pub stopped: Vec<StopReason>,
    /// What fits a month is (not) known.
    pub monthly_known: Option<bool>,
    /// The customer already asked for terms: a sum, a count, a discount.
    pub terms_asked: Option<bool>,
    /// An agreement that is being paid (never) received money.
    pub received: Option<bool>,
    /// A day of the month was (not) named.
    pub due_day_known: Option<bool>,
    /// The policy wants to know the income, and it is not known yet.
    pub income_wanted: Option<bool>,
    /// A text that was not said in this conversation yet.
    pub unsaid: Option<String>,
    /// There is (no) debt that may be shown.
    pub debts: Option<bool>,
    /// A dispute, a claim or a request is (not) open.
    pub matter: Option<bool>,
    /// One of these was said before the identity was known; codes of `Waiting`.
    pub pending: Vec<String>,
    /// One of these texts was said.
    pub said: Vec<String>,
    /// One of these texts was said twice or more.
    pub said_twice: Vec<String>,
    /// The message has the words of one of these cues.
    pub cue: Vec<String>,
}

/// What a flow may have done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Never write first again.
    OptOut,
    /// The address is someone else's.
    WrongPerson,
    /// Stop: distress.
    StopDistress,
    /// Stop: the customer died.
    StopDeceased,
    /// Stop: a legal body was named.
    StopLegal,
    /// Leave the customer in peace for a couple of days.
    ShortPause,
    /// Forget what was being talked about.
    StartOver,
    /// Somebody else speaks now: what was proved counts no more.
    SomeoneElse,
    /// The number was the customer's after all.
    RightPerson,
    /// Leave the talk to the human who has the case.
    Leave,
    /// Withdraw the code to pay, so that the next is a new one.
    NewCode,
}

impl Kind {
    /// The kind's name in a flow file.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Say { .. } => "say",
            Self::Ask(_) => "ask",
            Self::Decide { .. } => "decide",
            Self::Identify { .. } => "identify",
            Self::Debts { .. } => "debts",
            Self::Offer { .. } => "offer",
            Self::Confirm { .. } => "confirm",
            Self::Pay { .. } => "pay",
            Self::Resend { .. } => "resend",
            Self::Promise { .. } => "promise",
            Self::Pause { .. } => "pause",
            Self::Status { .. } => "status",
            Self::Undo { .. } => "undo",
            Self::DueDate { .. } => "due_date",
            Self::Callback { .. } => "callback",
            Self::Back { .. } => "back",
            Self::Act { .. } => "act",
            Self::Tell { .. } => "tell",
            Self::Dispute { .. } => "dispute",
            Self::Claim { .. } => "claim",
            Self::Note { .. } => "note",
            Self::Handoff { .. } => "handoff",
            Self::End { .. } => "end",
        }
    }

    /// True where the conversation rests on the step until something happens.
    pub const fn rests(&self) -> bool {
        match self {
            Self::Say { .. }
            | Self::Decide { .. }
            | Self::Back { .. }
            | Self::Act { .. }
            | Self::Tell { .. }
            | Self::Resend { .. }
            | Self::Status { .. } => false,
            Self::Ask(_)
            | Self::Identify { .. }
            | Self::Debts { .. }
            | Self::Offer { .. }
            | Self::Confirm { .. }
            | Self::Pay { .. }
            | Self::Promise { .. }
            | Self::Pause { .. }
            | Self::Undo { .. }
            | Self::DueDate { .. }
            | Self::Callback { .. }
            | Self::Dispute { .. }
            | Self::Claim { .. }
            | Self::Note { .. }
            | Self::Handoff { .. }
            | Self::End { .. } => true,
        }
    }
}

impl Step {
    /// True where it waits for an answer to a question of its own.
    pub const fn asks(&self) -> bool {
        match &self.kind {
            Kind::Ask(_)
            | Kind::Identify { .. }
            | Kind::Offer { .. }
            | Kind::Confirm { .. }
            | Kind::Promise { .. }
            | Kind::Pause { .. }
            | Kind::Undo { .. }
            | Kind::DueDate { .. }
            | Kind::Dispute { .. }
            | Kind::Claim { .. }
            | Kind::Note { .. } => true,
            // Debts that are only told ask nothing, and an hour that was agreed on is no question.
            Kind::Debts { tell, .. } => !*tell,
            Kind::Say { .. }
            | Kind::Decide { .. }
            | Kind::Pay { .. }
            | Kind::Resend { .. }
            | Kind::Status { .. }
            | Kind::Callback { .. }
            | Kind::Back { .. }
            | Kind::Act { .. }
            | Kind::Tell { .. }
            | Kind::Handoff { .. }
            | Kind::End { .. } => false,
        }
    }
}

impl Act {
    /// Every act, with its name in a flow file.
    pub const ALL: [(&'static str, Self); 11] = [
        ("opt_out", Self::OptOut),
        ("wrong_person", Self::WrongPerson),
        ("stop_distress", Self::StopDistress),
        ("stop_deceased", Self::StopDeceased),
        ("stop_legal", Self::StopLegal),
        ("short_pause", Self::ShortPause),
        ("start_over", Self::StartOver),
        ("someone_else", Self::SomeoneElse),
        ("right_person", Self::RightPerson),
        ("leave", Self::Leave),
        ("new_code", Self::NewCode),
    ];
}

impl Slot {
    /// Every slot, with its name in a flow file.
    pub const ALL: [(&'static str, Self); 5] = [
        ("reason", Self::Reason),
        ("monthly", Self::Monthly),
        ("income", Self::Income),
        ("date", Self::Date),
        ("due_day", Self::DueDay),
    ];
}

impl Step {
    /// Every step it may lead to.
    pub fn targets(&self) -> Vec<&str> {
        let mut targets: Vec<&str> = self.hear.values().map(String::as_str).collect();
        targets.extend(self.given_up.as_deref());
        match &self.kind {
            Kind::Say { go, .. }
            | Kind::Act { go, .. }
            | Kind::Tell { go, .. }
            | Kind::Note { go, .. } => targets.push(go),
            Kind::Dispute { opened, noted, .. } => targets.extend([opened.as_str(), noted]),
            Kind::Claim { paid, proved, scheduled, later } => {
                targets.extend([paid.as_str(), proved, scheduled, later]);
            }
            Kind::Ask(ask) => {
                targets.extend(ask.options.iter().map(|option| option.go.as_str()));
                targets.extend(ask.heard.as_deref());
            }
            Kind::Decide { branches, otherwise } => {
                targets.extend(branches.iter().map(|(_, go)| go.as_str()));
                targets.push(otherwise);
            }
            Kind::Identify { verified, locked, impossible } => {
                targets.extend([verified.as_str(), locked, impossible]);
            }
            Kind::Debts { shown, none, prescribed, review, .. } => {
                targets.extend([shown.as_str(), none, prescribed, review]);
            }
            Kind::Offer { accepted, promise, exhausted, unaffordable, none, .. } => {
                targets.extend([accepted.as_str(), promise, exhausted, unaffordable, none]);
            }
            Kind::Confirm { agreed, changed } => targets.extend([agreed.as_str(), changed]),
            Kind::Pay { issued, refused, .. } => targets.extend([issued.as_str(), refused]),
            Kind::Resend { sent, none } => targets.extend([sent.as_str(), none]),
            Kind::Promise { recorded, cancelled, limit, pause } => {
                targets.extend([recorded.as_str(), cancelled, limit, pause]);
            }
            Kind::Status { shown, none } => targets.extend([shown.as_str(), none]),
            Kind::Undo { undone: done, kept, paid: beyond, none }
            | Kind::DueDate { moved: done, kept, beyond, none } => {
                targets.extend([done.as_str(), kept, beyond, none]);
            }
            Kind::Pause { paused, declined } => targets.extend([paused.as_str(), declined]),
            Kind::Callback { resumed } => targets.push(resumed),
            Kind::Back { otherwise } => targets.push(otherwise),
            Kind::Handoff { .. } | Kind::End { .. } => {}
        }
        targets
    }

    /// Every text that the flow file names for it.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts: Vec<&str> = self.unclear.as_deref().into_iter().collect();
        match &self.kind {
            Kind::Say { say, .. } | Kind::Handoff { say, .. } | Kind::Note { say, .. } => {
                texts.push(say);
            }
            Kind::Ask(ask) => texts.push(&ask.say),
            Kind::Offer { intro, .. } => texts.extend(intro.as_deref()),
            Kind::Act { say, .. } | Kind::End { say, .. } => texts.extend(say.as_deref()),
            Kind::Decide { .. }
            | Kind::Identify { .. }
            | Kind::Debts { .. }
            | Kind::Confirm { .. }
            | Kind::Pay { .. }
            | Kind::Resend { .. }
            | Kind::Promise { .. }
            | Kind::Tell { .. }
            | Kind::Dispute { .. }
            | Kind::Claim { .. }
            | Kind::Pause { .. }
            | Kind::Status { .. }
            | Kind::Undo { .. }
            | Kind::DueDate { .. }
            | Kind::Callback { .. }
            | Kind::Back { .. } => {}
        }
        texts
    }

    /// Every text that labels one of its choices.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        let options = if let Kind::Ask(ask) = &self.kind { ask.options.as_slice() } else { &[] };
        options.iter().map(|option| option.label.as_str())
    }
}
