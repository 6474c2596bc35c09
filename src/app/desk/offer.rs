//! A human of ours offers terms: judged as of now, said in the conversation or frozen for approval.

use super::{Acting, Error, Place, act, known_as, written};
use crate::app::App;
use crate::domain::access::{Right, Who};
use crate::domain::dialogue::desk::ProposalStatus;
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::event::Event;
use crate::domain::id::Id;
use crate::domain::policy::Counter;
use crate::store::Tx;
use crate::store::conversation::Conversation;

/// What somebody wants to offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Names this one click.
    pub id: String,
    /// The terms.
    pub terms: Counter,
    /// The offer that they saw, by its id; none where only the terms as they are count.
    pub seen: Option<String>,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offered {
    /// It was said to the customer.
    Said(Id),
    /// It waits for somebody with more authority.
    Waits(Id),
    /// This very click did it before.
    Before,
}

/// Offers terms under the authority of who offers.
///
/// # Errors
/// [`super::Refused`] where the conversation is not theirs, or the policy does not allow it; the
/// attempt is written down then and nothing else changes.
pub async fn offer(app: &App, who: &Who, at: &Place, asked: Asked) -> Result<Offered, Error> {
    let id = known_as("offer", who, &asked.id);
    act(app, (who, Right::Offer), at, move |acting, tx, before| {
        let (id, asked) = (id.clone(), asked.clone());
        Box::pin(async move { once(acting, tx, &before, (&id, asked)).await })
    })
    .await
}

async fn once(
    acting: &Acting,
    tx: &mut Tx,
    before: &Conversation,
    (id, asked): (&str, Asked),
) -> Result<Offered, Error> {
    if acting.did(tx, id).await? {
        return Ok(Offered::Before);
    }
    acting.owns(before)?;
    let event = Event::AgentOffered {
        by: acting.who.id.clone(),
        authority: acting.who.authority(),
        terms: asked.terms,
        offer: asked.seen,
    };
    let Some(now) = acting.turn(tx, id, event).await? else { return Ok(Offered::Before) };
    let now = written::permitted(now)?;
    let recorded = now.effects.iter().find_map(|effect| match effect {
        Effect::RecordProposal { proposal, status, .. } => Some((proposal.id.clone(), *status)),
        _other => None,
    });
    let Some((proposal, status)) = recorded else { return Ok(Offered::Before) };
    acting.note(tx, "offer", format!("proposal={proposal};status={}", status.as_str()));
    Ok(match status {
        ProposalStatus::Waiting => Offered::Waits(proposal),
        ProposalStatus::Said
        | ProposalStatus::Agreed
        | ProposalStatus::Declined
        | ProposalStatus::Withdrawn
        | ProposalStatus::Replaced
        | ProposalStatus::Refused
        | ProposalStatus::Expired => Offered::Said(proposal),
    })
}

/// Takes back what was offered, or what waits for approval.
///
/// # Errors
/// [`super::Refused`] where the conversation is not theirs, or nothing was offered.
pub async fn withdraw(app: &App, who: &Who, at: &Place, id: &str) -> Result<(), Error> {
    let id = known_as("withdraw", who, id);
    act(app, (who, Right::Offer), at, move |acting, tx, before| {
        let id = id.clone();
        Box::pin(async move {
            if acting.did(tx, &id).await? {
                return Ok(());
            }
            acting.owns(&before)?;
            let event = Event::AgentWithdrew { by: acting.who.id.clone() };
            let Some(now) = acting.turn(tx, &id, event).await? else { return Ok(()) };
            written::permitted(now)?;
            acting.note(tx, "offer-withdrawn", String::new());
            Ok(())
        })
    })
    .await
}
