//! Promises: the newest counts, earlier open ones give way.

use super::Desk;
use crate::app::Result;
use crate::domain::debt::promise::{Promise, PromiseStatus};
use crate::domain::id::Id;
use crate::store::conversation::Conversation;
use crate::store::{Tx, promise};

/// Writes a promise down.
pub async fn record(
    tx: &mut Tx,
    desk: &Desk<'_>,
    after: &Conversation,
    new: &Promise,
) -> Result<()> {
    replace_open(tx, desk, after, &new.invoices).await?;
    let whose = (after.creditor.as_str(), after.customer.as_str());
    Ok(promise::add(tx, whose, &after.id, new).await?)
}

/// Marks a promise broken.
pub async fn mark_broken(
    tx: &mut Tx,
    desk: &Desk<'_>,
    after: &Conversation,
    id: &Id,
) -> Result<()> {
    let open = |p: &&Promise| p.id == *id && p.status == PromiseStatus::Open;
    let Some(found) = desk.facts.promises.iter().find(open) else { return Ok(()) };
    let broken = Promise { status: PromiseStatus::Broken, ..found.clone() };
    Ok(promise::save(tx, &after.creditor, &broken).await?)
}

/// True where open promises are about these invoices.
pub fn are_open(desk: &Desk<'_>, invoices: &[String]) -> bool {
    desk.facts.promised().any(|promise| promise.is_about(invoices))
}

/// Marks the open promises about these invoices replaced.
pub async fn replace_open(
    tx: &mut Tx,
    desk: &Desk<'_>,
    after: &Conversation,
    invoices: &[String],
) -> Result<()> {
    for earlier in desk.facts.promised().filter(|promise| promise.is_about(invoices)) {
        let replaced = Promise { status: PromiseStatus::Replaced, ..earlier.clone() };
        promise::save(tx, &after.creditor, &replaced).await?;
    }
    Ok(())
}
