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
    promise::replace_open(tx, desk, after).await
}

/// Marks an agreement broken.
pub async fn mark_broken(
    tx: &mut Tx,
    desk: &Desk<'_>,
    after: &Conversation,
    id: &Id,
) -> Result<()> {
    let active = |a: &&Agreement| a.id == *id && a.status == AgreementStatus::Active;
    let Some(found) = desk.facts.agreements.iter().find(active) else { return Ok(()) };
    let broken = Agreement { status: AgreementStatus::Broken, ..found.clone() };
    Ok(agreement::save(tx, &after.creditor, &broken, desk.today()).await?)
}
