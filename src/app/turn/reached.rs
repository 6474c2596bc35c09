//! What a turn reached, as far as it is counted: told by the states before and after it.

use chrono::{DateTime, Utc};

use crate::domain::dialogue::Turn;
use crate::domain::dialogue::desk::ProposalStatus;
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::state::{Identity, State};
use crate::store::conversation::Conversation;
use crate::store::many::work::Rows;
use crate::store::milestone::{Kind, Milestone};

/// Adds what a turn reached to its rows.
pub(super) fn note(
    rows: &mut Rows,
    (before, number): (&Conversation, u32),
    turn: &Turn,
    now: DateTime<Utc>,
) {
    for kind in kinds(&before.state, turn) {
        rows.milestone(Milestone {
            creditor: before.creditor.clone(),
            conversation: before.id.clone(),
            turn: number,
            kind,
            customer: before.customer.clone(),
            at: now,
        });
    }
}

fn kinds(before: &State, turn: &Turn) -> impl Iterator<Item = Kind> {
    let after = &turn.state;
    let proved = after.identity == Identity::Verified && before.identity != Identity::Verified;
    // A new negotiation begins to count anew.
    let (made, was) = (&after.negotiation.made, &before.negotiation.made);
    let by_bot = made.last().is_some_and(|last| made.len() > was.len() || was.last() != Some(last));
    let by_agent = turn.effects.iter().any(|effect| {
        matches!(effect, Effect::RecordProposal { status: ProposalStatus::Said, .. })
    });
    let offered = by_bot || by_agent;
    let quiet = turn.effects.iter().any(|effect| matches!(effect, Effect::OptOut));
    [(proved, Kind::Identified), (offered, Kind::Offered), (quiet, Kind::OptedOut)]
        .into_iter()
        .filter_map(|(reached, kind)| reached.then_some(kind))
}
