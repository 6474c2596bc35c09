//! Charges: asked for by an errand, withdrawn while open.

use super::Desk;
use crate::app::Result;
use crate::domain::debt::charge::{Charge, ChargeStatus};
use crate::domain::id::Id;
use crate::store::conversation::Conversation;
use crate::store::outbox::{self, Errand};
use crate::store::{Tx, charge};

/// Asks for a charge.
pub async fn request(
    tx: &mut Tx,
    desk: &Desk<'_>,
    after: &Conversation,
    new: &Charge,
    place: i64,
) -> Result<()> {
    let whose = (after.creditor.as_str(), after.customer.as_str());
    charge::add(tx, whose, &after.id, new).await?;
    let errand = outbox::New {
        creditor: after.creditor.clone(),
        id: new.id.clone(),
        conversation: after.id.clone(),
        position: place,
        proactive: false,
        errand: Errand::IssueCharge { charge: new.id.clone() },
    };
    Ok(outbox::add(tx, errand, desk.now).await?)
}

/// Withdraws a charge that is open.
pub async fn cancel(tx: &mut Tx, after: &Conversation, id: &Id) -> Result<()> {
    let Some(found) = charge::find(&mut *tx, &after.creditor, id).await? else { return Ok(()) };
    if found.charge.is_open() {
        let cancelled = Charge { status: ChargeStatus::Cancelled, ..found.charge };
        charge::save(tx, &after.creditor, &cancelled).await?;
    }
    Ok(())
}
