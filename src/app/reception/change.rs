//! Somebody at a channel changed: the number may be another's tomorrow, or they want silence.
//!
//! The binding ends before anything else: a recycled number's new owner sees nothing. The new
//! address is taken for the same person's, who proves it anew.

use chrono::{DateTime, Utc};

use crate::app::Result;
use crate::domain::channel::{Alias, Change, Who};
use crate::store::binding::{self, Quiet, Standing};
use crate::store::contact::{ContactStatus, Proof};
use crate::store::inbox::Claimed;
use crate::store::{Tx, alert};

/// What an alert is raised about, with its codes.
const KIND: &str = "contact";

/// Takes in that somebody changed.
///
/// # Errors
/// When the database refuses.
pub async fn changed(
    tx: &mut Tx,
    (entry, change): (&Claimed, &Change),
    now: DateTime<Utc>,
) -> Result<()> {
    let creditor = entry.new.creditor.as_str();
    let Some(mut standing) = binding::find(&mut *tx, creditor, &entry.new.line).await? else {
        return Ok(());
    };
    match change {
        Change::Number { was, is } => moved(tx, &mut standing, (was, is), now).await,
        Change::Marketing { wanted, .. } => {
            standing.quiet = match (standing.quiet, wanted) {
                (Some(Quiet::Asked), _) => Some(Quiet::Asked),
                (_, false) => Some(Quiet::Provider),
                (_, true) => None,
            };
            Ok(binding::save(tx, &standing).await?)
        }
    }
}

async fn moved(
    tx: &mut Tx,
    standing: &mut Standing,
    (was, is): (&Who, &Who),
    now: DateTime<Utc>,
) -> Result<()> {
    let account = standing.account.clone();
    let customer = standing.customer.clone();
    suspend(tx, standing, "number-changed", now).await?;
    if phone(was).is_some() && phone(was) != phone(is) {
        if let Some(customer) = &customer {
            standing.bar(customer);
        }
        binding::save(tx, standing).await?;
    }
    let mut there = None;
    for line in binding::lines_of(tx, &account, is).await? {
        let other = binding::find(&mut *tx, &account.creditor, &line).await?;
        if let Some(mut other) = other.filter(|_| line != standing.line) {
            taken_over(tx, &mut other, customer.as_deref(), now).await?;
            there = Some(line);
        }
    }
    if let Some(customer) = customer.filter(|_| there.is_none()) {
        binding::introduce(tx, &account, (is, &customer), now).await?;
    }
    Ok(())
}

/// The number that somebody has now may have been another's before: it is not theirs any more.
async fn taken_over(
    tx: &mut Tx,
    other: &mut Standing,
    by: Option<&str>,
    now: DateTime<Utc>,
) -> Result<()> {
    let before = other.customer.clone();
    if before.is_some() && before.as_deref() == by {
        return Ok(());
    }
    if let Some(before) = before {
        suspend(tx, other, "number-taken-over", now).await?;
        other.bar(&before);
    }
    other.customer = by.map(str::to_owned);
    other.proof = if by.is_some() { Proof::Weak } else { Proof::None };
    other.status = ContactStatus::Open;
    Ok(binding::save(tx, other).await?)
}

/// Ends a binding; what still waits to be said there is not said.
///
/// # Errors
/// When the database refuses.
pub async fn suspend(
    tx: &mut Tx,
    standing: &mut Standing,
    why: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let creditor = standing.account.creditor.clone();
    let was = standing.suspend();
    binding::save(tx, standing).await?;
    let Some((_, conversation)) = was else { return Ok(()) };
    if let Some(conversation) = conversation {
        binding::silence(tx, &creditor, &conversation, now).await?;
    }
    let subject = standing.line.to_string();
    Ok(alert::raise(tx, &creditor, (KIND, &subject, why), now).await?)
}

/// The key of somebody's phone, where the channel tells it.
pub fn phone(who: &Who) -> Option<&str> {
    who.aliases.iter().find_map(|alias| match alias {
        Alias::Phone(key) => Some(key.as_str()),
        Alias::User(_) => None,
    })
}
