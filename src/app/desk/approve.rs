//! A second pair of eyes on what goes beyond an agent's authority.

use super::{Error, Place, act, known_as, written};
use crate::app::App;
use crate::domain::access::{Right, Who};
use crate::domain::dialogue::desk::ProposalStatus;
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::event::Event;
use crate::domain::id::Id;
use crate::store::proposal::{self, Kept};

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

/// What waits and they see, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn waiting(app: &App, who: &Who) -> Result<Vec<Kept>, Error> {
    let mut all = proposal::waiting(&app.db).await?;
    all.retain(|kept| who.sees(&kept.creditor, None));
    Ok(all)
}

/// How many wait, of those that they see; none for who may not decide.
///
/// # Errors
/// When the database refuses.
pub async fn count(app: &App, who: &Who) -> Result<u64, Error> {
    if !who.may(Right::Approve) {
        return Ok(0);
    }
    let all = proposal::waiting_by_creditor(&app.db).await?;
    let seen = all.into_iter().filter(|(creditor, _)| who.sees(creditor, None));
    Ok(seen.map(|(_, count)| u64::try_from(count).unwrap_or(0)).sum())
}
