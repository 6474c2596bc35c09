//! What a customer says against a debt: it is not owed, or it is paid.

use super::Desk;
use crate::app::Result;
use crate::domain::id::Id;
use crate::store::conversation::Conversation;
use crate::store::dispute::{self, Dispute};
use crate::store::paid_claim::{self, PaidClaim};
use crate::store::{Tx, invoice};

/// Opens a dispute; its invoices are no longer collected.
pub async fn dispute(
    tx: &mut Tx,
    desk: &Desk<'_>,
    after: &Conversation,
    (id, invoices, words): (&Id, &[String], &str),
) -> Result<()> {
    let new = Dispute {
        id: id.clone(),
        customer: after.customer.clone(),
        conversation: after.id.clone(),
        invoices: invoices.to_vec(),
        words: words.to_owned(),
        opened_at: desk.now,
    };
    dispute::add(tx, &after.creditor, new).await?;
    Ok(invoice::contest(tx, &after.creditor, invoices).await?)
}

/// Writes down that the customer says it is paid.
pub async fn paid_claim(
    tx: &mut Tx,
    desk: &Desk<'_>,
    after: &Conversation,
    (id, invoices, proof): (&Id, &[String], bool),
) -> Result<()> {
    let new = PaidClaim {
        id: id.clone(),
        customer: after.customer.clone(),
        conversation: after.id.clone(),
        invoices: invoices.to_vec(),
        proof,
        claimed_at: desk.now,
    };
    Ok(paid_claim::add(tx, &after.creditor, new).await?)
}
