//! Agreements: written down with their parts.

use super::Desk;
use crate::app::Result;
use crate::domain::debt::agreement::{Agreement, AgreementStatus};
use crate::domain::id::Id;
use crate::store::conversation::Conversation;
use crate::store::many::work::Rows;
use crate::store::{Tx, agreement};

/// Writes an agreement down.
pub fn record(rows: &mut Rows, after: &Conversation, new: &Agreement) {
    rows.agreement(agreement::New {
        creditor: after.creditor.clone(),
        customer: after.customer.clone(),
        conversation: after.id.clone(),
        agreement: new.clone(),
    });
}

/// Marks an agreement broken.
pub async fn mark_broken(
    tx: &mut Tx,
    desk: &Desk<'_>,
    after: &Conversation,
    id: &Id,
) -> Result<()> {
    let Some(found) = desk.facts.running().find(|a| a.id == *id) else { return Ok(()) };
    let broken = Agreement { status: AgreementStatus::Broken, ..found.clone() };
    Ok(agreement::save(tx, &after.creditor, &broken, desk.today()).await?)
}

/// Undoes an agreement; one on which money came in meanwhile stays.
pub async fn cancel(tx: &mut Tx, desk: &Desk<'_>, after: &Conversation, id: &Id) -> Result<()> {
    let found = desk.facts.running().find(|a| a.id == *id).cloned();
    let Some(Ok(cancelled)) = found.map(Agreement::cancel) else { return Ok(()) };
    Ok(agreement::save(tx, &after.creditor, &cancelled, desk.today()).await?)
}

/// Writes an agreement's other due dates down.
pub async fn move_dates(
    tx: &mut Tx,
    desk: &Desk<'_>,
    after: &Conversation,
    moved: &Agreement,
) -> Result<()> {
    if desk.facts.running().all(|running| running.id != moved.id) {
        return Ok(());
    }
    Ok(agreement::save(tx, &after.creditor, moved, desk.today()).await?)
}
