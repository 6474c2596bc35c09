//! A second pair of eyes on what goes beyond an agent's authority.

use chrono::{DateTime, Utc};

use super::{Error, Place, Refused, act, known_as, written};
use crate::app::App;
use crate::domain::access::{Right, Who};
use crate::domain::dialogue::desk::{Proposal, ProposalStatus};
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::event::Event;
use crate::domain::id::Id;
use crate::store::proposal::{self, Kept};
use crate::store::{conversation, customer, person};

/// What became of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// It was said to the customer.
    Said,
    /// The sums are others by now: it is over.
    Expired,
    /// It was refused.
    Refused,
    /// This very click did it before.
    Before,
}

/// What somebody decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Yes.
    Approve,
    /// No, and why.
    Refuse(String),
}

/// Decides on what waits; nobody on their own.
///
/// # Errors
/// [`super::Refused`] where they may not, or it was decided before.
pub async fn decide(
    app: &App,
    who: &Who,
    at: &Place,
    (id, proposal, decision): (&str, Id, Decision),
) -> Result<Decided, Error> {
    let id = known_as("decide", who, id);
    act(app, (who, Right::Approve), at, move |acting, tx, _| {
        let (id, event) = (id.clone(), event(&acting.who, &proposal, &decision));
        let said = format!("proposal={proposal}");
        Box::pin(async move {
            let Some(now) = acting.turn(tx, &id, event).await? else { return Ok(Decided::Before) };
            let now = written::permitted(now)?;
            let decided = decided(&now.effects);
            acting.note(tx, action(decided), said);
            Ok(decided)
        })
    })
    .await
}

fn event(who: &Who, proposal: &Id, decision: &Decision) -> Event {
    let (by, proposal) = (who.id.clone(), proposal.clone());
    match decision {
        Decision::Approve => Event::ProposalApproved { by, authority: who.authority(), proposal },
        Decision::Refuse(why) => Event::ProposalRefused { by, proposal, why: why.clone() },
    }
}

fn decided(effects: &[Effect]) -> Decided {
    let said = |effect: &Effect| matches!(effect, Effect::RecordProposal { .. });
    let refused = |effect: &Effect| {
        matches!(effect, Effect::EndProposal { status: ProposalStatus::Refused, .. })
    };
    if effects.iter().any(said) {
        Decided::Said
    } else if effects.iter().any(refused) {
        Decided::Refused
    } else {
        Decided::Expired
    }
}

const fn action(decided: Decided) -> &'static str {
    match decided {
        Decided::Said | Decided::Before => "approve",
        Decided::Expired => "approve-expired",
        Decided::Refused => "approve-no",
    }
}

/// A proposal that waits, with the names of whose it is.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The creditor's id.
    pub creditor: String,
    /// The conversation.
    pub conversation: Id,
    /// The customer's name.
    pub customer_name: String,
    /// The name of who asked.
    pub by_name: String,
    /// When they did.
    pub proposed_at: DateTime<Utc>,
    /// The terms and their numbers.
    pub proposal: Proposal,
}

/// What waits and they see, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn waiting(app: &App, who: &Who) -> Result<Vec<Waiting>, Error> {
    let mut all = Vec::new();
    for kept in proposal::waiting(&app.db).await? {
        if place(app, who, &kept).await?.is_none() {
            continue;
        }
        let customer = customer::find(&app.db, &kept.creditor, &kept.customer).await?;
        all.push(Waiting {
            customer_name: customer.map_or_else(String::new, |it| it.name.full().to_owned()),
            by_name: name(app, &kept.proposal.by).await?,
            creditor: kept.creditor,
            conversation: kept.conversation,
            proposed_at: kept.proposed_at,
            proposal: kept.proposal,
        });
    }
    Ok(all)
}

/// Where a proposal was made, for who decides on it.
///
/// # Errors
/// [`Refused::Unknown`] where there is none that they see; or when the database refuses.
pub async fn find(app: &App, who: &Who, creditor: &str, id: &Id) -> Result<Place, Error> {
    let Some(kept) = proposal::find(&app.db, creditor, id).await? else {
        return Err(Refused::Unknown.into());
    };
    Ok(place(app, who, &kept).await?.ok_or(Refused::Unknown)?)
}

/// The name of a person of ours; their id where nobody knows it any more.
///
/// # Errors
/// When the database refuses.
pub async fn name(app: &App, id: &str) -> Result<String, Error> {
    let found = person::find(&app.db, id).await?;
    Ok(found.map_or_else(|| id.to_owned(), |person| person.who.name))
}

/// The conversation of a proposal, where they see it.
async fn place(app: &App, who: &Who, kept: &Kept) -> Result<Option<Place>, Error> {
    if !who.sees(&kept.creditor, None) {
        return Ok(None);
    }
    let found = conversation::find(&app.db, &kept.creditor, &kept.conversation).await?;
    let sees = found.is_some_and(|found| {
        let sector = found.state.handoff.as_ref().map(|handoff| handoff.queue.as_str());
        who.sees(&found.creditor, sector)
    });
    let at = Place { creditor: kept.creditor.clone(), conversation: kept.conversation.clone() };
    Ok(sees.then_some(at))
}

/// How many wait, of those that they see; none for who may not decide.
///
/// # Errors
/// When the database refuses.
pub async fn count(app: &App, who: &Who) -> Result<u64, Error> {
    if !who.may(Right::Approve) {
        return Ok(0);
    }
    let all = proposal::waiting_by_sector(&app.db).await?;
    let seen =
        all.into_iter().filter(|(creditor, sector, _)| who.sees(creditor, sector.as_deref()));
    Ok(seen.map(|(_, _, count)| u64::try_from(count).unwrap_or(0)).sum())
}
