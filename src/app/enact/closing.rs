//! The end of a case at the desk: what was contested, the outcome, and silence where it asks for it.

use super::{Desk, Rare};
use crate::app::Result;
use crate::domain::dialogue::effect::Effect;
use crate::store::conversation::Conversation;
use crate::store::outbox::settle;
use crate::store::{Tx, dispute, handoff, invoice};

/// Writes it down; of other effects there is nothing to write.
pub async fn one(
    tx: &mut Tx,
    desk: &Desk<'_>,
    after: &Conversation,
    effect: &Effect,
    Rare { turn, .. }: Rare,
) -> Result<()> {
    let (creditor, customer) = (after.creditor.as_str(), after.customer.as_str());
    if let Effect::DecideDispute { invoices, upheld } = effect {
        invoice::decide(tx, creditor, invoices, *upheld).await?;
        dispute::decide(tx, (creditor, customer), *upheld, desk.now).await?;
    } else if let Effect::CloseCase { case, by, outcome } = effect {
        let ended = (case.as_ref(), outcome.code().as_str(), by.as_str());
        handoff::close(tx, (creditor, &after.id), ended, desk.now).await?;
        if outcome.ends_contact() {
            // What this turn says comes after all that waited.
            let before = (super::place(turn, 0), "closed");
            settle::silence(tx, (creditor, &after.id), before, desk.now).await?;
        }
    }
    Ok(())
}
