//! Charges: asked for by an errand, withdrawn while open.

use crate::app::Result;
use crate::domain::debt::charge::{Charge, ChargeStatus};
use crate::domain::id::Id;
use crate::store::conversation::Conversation;
use crate::store::many::work::Rows;
use crate::store::outbox::{self, Errand};
use crate::store::{Tx, charge};

/// Asks for a charge.
pub fn request(rows: &mut Rows, after: &Conversation, new: &Charge, place: i64) {
    let (customer, conversation) = (after.customer.clone(), after.id.clone());
    rows.charge(&after.creditor, charge::Owned { customer, conversation, charge: new.clone() });
    rows.errand(outbox::New {
        creditor: after.creditor.clone(),
        id: new.id.clone(),
        conversation: after.id.clone(),
        position: place,
        proactive: false,
        errand: Errand::IssueCharge { charge: new.id.clone() },
    });
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
