//! Disputes, claims and requests: one row each, and what is added to them later.

use super::Desk;
use crate::app::Result;
use crate::domain::dialogue::effect::Effect;
use crate::store::conversation::Conversation;
use crate::store::dispute::{self, Dispute};
use crate::store::evidence::{self, Evidence};
use crate::store::paid_claim::{self, PaidClaim};
use crate::store::request::{self, Opened};
use crate::store::{Tx, invoice};

/// Writes one of them down; of other effects there is nothing to write.
pub async fn one(
    tx: &mut Tx,
    desk: &Desk<'_>,
    after: &Conversation,
    effect: &Effect,
    turn: u32,
) -> Result<()> {
    let creditor = after.creditor.as_str();
    if let Effect::OpenDispute { id, invoices, words, kind } = effect {
        let new = Dispute {
            id: id.clone(),
            customer: after.customer.clone(),
            conversation: after.id.clone(),
            kind: *kind,
            invoices: invoices.clone(),
            words: words.clone(),
            opened_at: desk.now,
        };
        dispute::add(tx, creditor, new).await?;
        // Its invoices are no longer collected.
        invoice::contest(tx, creditor, invoices).await?;
    } else if let Effect::RecordPaidClaim { id, invoices, proof, scheduled, words } = effect {
        let new = PaidClaim {
            id: id.clone(),
            customer: after.customer.clone(),
            conversation: after.id.clone(),
            invoices: invoices.clone(),
            proof: *proof,
            scheduled_on: *scheduled,
            words: words.clone(),
            claimed_at: desk.now,
        };
        paid_claim::add(tx, creditor, new).await?;
    } else if let Effect::OpenRequest { request } = effect {
        let new = Opened {
            customer: after.customer.clone(),
            conversation: after.id.clone(),
            request: request.clone(),
            opened_at: desk.now,
        };
        request::add(tx, creditor, new).await?;
    } else if let Effect::AddEvidence { id, matter, words, media } = effect {
        let new = Evidence {
            id: id.clone(),
            matter: matter.clone(),
            conversation: after.id.clone(),
            turn,
            words: words.clone(),
            media: *media,
            added_at: desk.now,
        };
        evidence::add(tx, creditor, new).await?;
    }
    Ok(())
}
