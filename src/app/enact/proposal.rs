//! What people of ours propose: kept with its numbers, from the first word to its end.

use super::Desk;
use crate::app::Result;
use crate::domain::dialogue::effect::Effect;
use crate::store::conversation::Conversation;
use crate::store::{Tx, proposal};

/// Writes down where a proposal stands; of other effects there is nothing to write.
pub async fn one(
    tx: &mut Tx,
    desk: &Desk<'_>,
    after: &Conversation,
    effect: &Effect,
) -> Result<()> {
    let creditor = after.creditor.as_str();
    if let Effect::RecordProposal { proposal: new, status, approved_by } = effect {
        let whose = (creditor, after.customer.as_str());
        let kept = (&**new, *status, approved_by.as_deref());
        proposal::keep(tx, whose, &after.id, kept, desk.now).await?;
    } else if let Effect::EndProposal { proposal: id, status, by, why } = effect {
        proposal::end(tx, (creditor, id), (*status, by, why), desk.now).await?;
    }
    Ok(())
}
