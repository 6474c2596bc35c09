//! What a human of ours settles with the customer: offers, their approval, how a case is closed.
//!
//! A human has no other door to money than this: terms are judged by the same policy as the bot's,
//! under the human's authority and as of now; what is not permitted is never said. The customer
//! hears all terms from us and gives an explicit yes, as to an offer of the bot's. It knows no
//! people but by the id they are given, no pages and no rows. To add an outcome: a variant in
//! [`outcome`], what follows in `closing`, its closing text.
//!
//! An event that is not permitted changes nothing and leaves a trace of the kind [`REFUSED`] whose
//! detail says why; whoever caused it is told by that code.

mod answering;
mod approving;
mod closing;
mod offering;
pub mod outcome;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::effect::Effect;
use super::engine::Rules;
use super::facts::Facts;
use super::state::State;
use super::walk::Walk;
use crate::domain::calendar::Calendar;
use crate::domain::debt::invoice::Invoice;
use crate::domain::debt::late::Owed;
use crate::domain::id::Id;
use crate::domain::policy::negotiation::Counter;
use crate::domain::policy::{Authority, Judgement, Offer, Refusal, Room};

pub use self::answering::{again, hear, stands};
pub use self::approving::{approve, refuse};
pub use self::closing::close;
pub use self::offering::{offer, withdraw};

/// The kind of a trace that tells why something was not permitted.
pub const REFUSED: &str = "desk-refused";

/// What is being settled between a human of ours and the customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dealing {
    /// What was said to the customer and waits for an explicit yes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said: Option<Box<Proposal>>,
    /// What waits for somebody with more authority, its numbers frozen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frozen: Option<Box<Proposal>>,
    /// True once a human wrote after the terms were said: a bare yes may answer them instead.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub talked: bool,
}

/// Terms that a human of ours wants to offer, or offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Its id.
    pub id: Id,
    /// Who proposes: their id.
    pub by: String,
    /// What they asked for.
    pub terms: Counter,
    /// The numbers, and under whose authority.
    pub offer: Offer,
}

/// Where a proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalStatus {
    /// It waits for somebody with more authority.
    Waiting,
    /// It was said to the customer.
    Said,
    /// The customer said yes.
    Agreed,
    /// The customer said no.
    Declined,
    /// Whoever made it took it back, or the case was closed.
    Withdrawn,
    /// Another one took its place.
    Replaced,
    /// Somebody with more authority said no.
    Refused,
    /// Its day is over, or its sums are others by now.
    Expired,
}

impl ProposalStatus {
    /// Every status, in the order above.
    pub const ALL: [Self; 8] = [
        Self::Waiting,
        Self::Said,
        Self::Agreed,
        Self::Declined,
        Self::Withdrawn,
        Self::Replaced,
        Self::Refused,
        Self::Expired,
    ];

    /// The code of rows and texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Said => "said",
            Self::Agreed => "agreed",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Replaced => "replaced",
            Self::Refused => "refused",
            Self::Expired => "expired",
        }
    }
}

impl Dealing {
    /// True where nothing is being settled.
    pub const fn is_empty(&self) -> bool {
        self.said.is_none() && self.frozen.is_none()
    }
}

/// Everything that terms are judged from.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The flow and the policy.
    pub rules: &'a Rules,
    /// Business days.
    pub calendar: &'a Calendar,
    /// The conversation's memory.
    pub state: &'a State,
    /// The case.
    pub facts: &'a Facts,
    /// The moment.
    pub now: DateTime<Utc>,
}

/// Judges terms as an offer of them would be judged now; changes nothing.
///
/// # Errors
/// Where nothing may be offered at all.
pub fn judge(seen: Seen<'_>, authority: Authority, terms: &Counter) -> Result<Judgement, Refusal> {
    offering::judged(&seen.walk(), authority, terms)
}

/// What an authority may grant now.
///
/// # Errors
/// Where nothing may be offered at all.
pub fn room(seen: Seen<'_>, authority: Authority) -> Result<Room, Refusal> {
    offering::room(&seen.walk(), authority)
}

/// Every invoice of the case, with what is owed for it today.
pub fn owed(seen: Seen<'_>) -> Vec<(Invoice, Owed)> {
    let walk = seen.walk();
    let today = walk.today();
    let owed = |invoice: &Invoice| (invoice.clone(), walk.owed_for(invoice, today));
    walk.facts.invoices.iter().map(owed).collect()
}

/// How far something may be agreed on when a case is closed, for whoever fills it in.
pub fn limits(seen: Seen<'_>) -> outcome::Limits {
    closing::limits(&seen.walk())
}

impl<'a> Seen<'a> {
    fn walk(self) -> Walk<'a> {
        Walk::new(self.rules, self.calendar, self.state, self.facts, self.now)
    }
}

/// A human wrote: what they ask is not to be taken for the question of the offer.
pub fn talked(walk: &mut Walk<'_>) {
    walk.state.dealing.talked = walk.state.dealing.said.is_some();
}

/// The human goes: what waits for approval is taken back, what was said still stands.
pub fn returned(walk: &mut Walk<'_>) {
    if let Some(frozen) = walk.state.dealing.frozen.clone() {
        end(walk, &frozen.id, ProposalStatus::Withdrawn, (&frozen.by, "returned"));
    }
}

/// True where somebody else than the one who has the conversation does something in it.
fn is_anothers(walk: &Walk<'_>, by: &str) -> bool {
    walk.state.agent.as_ref().is_some_and(|holder| holder.person != by)
}

/// Notes why something is not permitted.
fn refused(walk: &mut Walk<'_>, why: &str) {
    walk.note(REFUSED, why);
}

/// Ends what was said or waits: the rows are told, the state forgets it.
fn end(walk: &mut Walk<'_>, proposal: &Id, status: ProposalStatus, (by, why): (&str, &str)) {
    let dealing = &mut walk.state.dealing;
    if dealing.said.take_if(|said| said.id == *proposal).is_some() {
        dealing.talked = false;
    }
    dealing.frozen.take_if(|frozen| frozen.id == *proposal);
    walk.note("proposal", status.as_str());
    let (by, why) = (by.to_owned(), why.to_owned());
    walk.enact(Effect::EndProposal { proposal: proposal.clone(), status, by, why });
}

/// Ends all that is being settled.
pub fn end_all(walk: &mut Walk<'_>, status: ProposalStatus, by: &str) {
    let Dealing { said, frozen, .. } = walk.state.dealing.clone();
    for proposal in said.into_iter().chain(frozen) {
        end(walk, &proposal.id, status, (by, ""));
    }
}
