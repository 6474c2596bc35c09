//! Agreements: written down with their parts; promises that were open give way.

use super::{Desk, promise};
use crate::app::Result;
use crate::domain::debt::agreement::{Agreement, AgreementStatus};
use crate::domain::id::Id;
use crate::store::conversation::Conversation;
use crate::store::{Tx, agreement};

/// Writes an agreement down.
pub async fn record(
    tx: &mut Tx,
    desk: &Desk<'_>,
    after: &Conversation,
    new: &Agreement,
) -> Result<()> {
    let whose = (after.creditor.as_str(), after.customer.as_str());
    agreement::add(tx, whose, &after.id, new).await?;
    promise::replace_open(tx, desk, after, &new.invoices).await
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
