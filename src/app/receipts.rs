//! Takes receipts: how far each message of ours came, whatever the order they come in.
//!
//! Sent, delivered and read only go forward, and each time stays as it was first told; a failure
//! ends them. A receipt names its message by what we gave along with it, so that it also tells of a
//! message whose sending nobody heard the end of. The same receipt twice changes nothing.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};

use super::Result;
use super::sending::note;
use crate::domain::channel::aftermath::MOST_ATTEMPTS;
use crate::domain::channel::{Failure, Outgoing, Reached, Receipt};
use crate::domain::id::Id;
use crate::store::contact::Account;
use crate::store::delivery::{self, Progress};
use crate::store::outbox::settle::{self, Found, Settled, Status, Told};
use crate::store::{Tx, account, alert, message};

/// The message that a receipt is about, and which of its parts where it tells.
type About = (String, Id, Option<u32>);

/// Takes receipts; tells how many messages came further.
///
/// # Errors
/// When the database refuses; [`is_duplicate`](crate::store::Error::is_duplicate) where another took
/// a place in the inbox at the same moment: do it all again.
pub async fn apply(
    tx: &mut Tx,
    receipts: &[(Account, Receipt)],
    now: DateTime<Utc>,
) -> Result<u64> {
    let about = about(tx, receipts).await?;
    let mut further = 0;
    for ((_, receipt), about) in receipts.iter().zip(&about) {
        if let (Reached::Failed { failure }, Some(about)) = (&receipt.reached, about) {
            further += u64::from(refused(tx, (receipt, about), failure, now).await?);
        }
    }
    let told: Vec<Told> = receipts
        .iter()
        .zip(&about)
        .filter_map(|((_, receipt), about)| told(receipt, about.as_ref()?))
        .collect();
    for (creditor, id) in settle::told(tx, &told, now).await? {
        note::overtaken(tx, (&creditor, &Id::stored(id)), now).await?;
    }
    further += delivery::progress(tx, &progress(receipts, &about)).await?;
    Ok(further)
}

/// Finds which message each receipt is about.
async fn about(tx: &mut Tx, receipts: &[(Account, Receipt)]) -> Result<Vec<Option<About>>> {
    // What came along is only believed for the account's own creditor.
    let named = |(account, receipt): &(Account, Receipt)| {
        let (creditor, id, part) = Outgoing::of_opaque(receipt.opaque.as_deref()?)?;
        (creditor == account.creditor).then_some((creditor, id, Some(part)))
    };
    let unnamed: Vec<(String, String)> = receipts
        .iter()
        .filter(|one| named(one).is_none())
        .map(|(account, receipt)| (account.creditor.clone(), receipt.provider_id.clone()))
        .collect();
    let known: HashMap<(String, String), String> = delivery::by_provider(tx, &unnamed)
        .await?
        .into_iter()
        .map(|known| ((known.creditor, known.provider_id), known.id))
        .collect();
    let find = |one: &(Account, Receipt)| {
        let (account, receipt) = one;
        named(one).or_else(|| {
            let key = (account.creditor.clone(), receipt.provider_id.clone());
            known.get(&key).map(|id| (key.0, Id::stored(id.clone()), None))
        })
    };
    Ok(receipts.iter().map(find).collect())
}

/// What a receipt says of the item that sent its message.
fn told(receipt: &Receipt, (creditor, id, part): &About) -> Option<Told> {
    let came = match receipt.reached {
        Reached::Sent | Reached::Delivered | Reached::Read => true,
        Reached::Failed { .. } => false,
    };
    came.then_some(())?;
    Some(Told {
        creditor: creditor.clone(),
        id: id.clone(),
        part: (*part)?,
        provider_id: receipt.provider_id.clone(),
    })
}

/// How far each message came, by all that is told of it.
fn progress(receipts: &[(Account, Receipt)], about: &[Option<About>]) -> Vec<Progress> {
    let mut all: BTreeMap<(&str, &Id), Progress> = BTreeMap::new();
    for ((_, receipt), about) in receipts.iter().zip(about) {
        let Some((creditor, id, part)) = about else { continue };
        let (delivered_at, read_at) = match receipt.reached {
            Reached::Sent => (None, None),
            Reached::Delivered => (Some(receipt.at), None),
            Reached::Read => (Some(receipt.at), Some(receipt.at)),
            Reached::Failed { .. } => continue,
        };
        let entry = all.entry((creditor, id)).or_insert_with(|| Progress {
            creditor: creditor.clone(),
            id: id.clone(),
            provider_id: None,
            sent_at: receipt.at,
            delivered_at: None,
            read_at: None,
        });
        if part.unwrap_or(0) == 0 {
            entry.provider_id = Some(receipt.provider_id.clone());
        }
        entry.sent_at = entry.sent_at.min(receipt.at);
        entry.delivered_at = earlier(entry.delivered_at, delivered_at);
        entry.read_at = earlier(entry.read_at, read_at);
    }
    all.into_values().collect()
}

fn earlier(one: Option<DateTime<Utc>>, other: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// A message did not arrive: its class's consequence, once.
async fn refused(
    tx: &mut Tx,
    (receipt, (creditor, id, part)): (&Receipt, &About),
    failure: &Failure,
    now: DateTime<Utc>,
) -> Result<bool> {
    if !delivery::refused(tx, creditor, &receipt.provider_id, now).await? {
        return Ok(false);
    }
    let Some(found) = settle::find(tx, creditor, id).await? else {
        message::failed(tx, creditor, id, failure.code(), receipt.at).await?;
        return Ok(true);
    };
    learn(tx, &found, failure, now).await?;
    let Some(settled) = standing(&found, *part, failure, now) else { return Ok(true) };
    let dead = settled.status == Status::Dead;
    settle::overrule(tx, &settled, now).await?;
    note::refused(tx, (&found.item, failure), dead, now).await?;
    Ok(true)
}

/// Where an item stands after a receipt of a failure; none where that is of the past.
fn standing(
    found: &Found,
    part: Option<u32>,
    failure: &Failure,
    now: DateTime<Utc>,
) -> Option<Settled> {
    let item = &found.item;
    let part = part.unwrap_or(item.part);
    if found.status == "dead" || part > item.part {
        return None;
    }
    let is_idle = found.status == "waiting" && item.claim.is_empty();
    if is_idle && part == item.part {
        // It goes again already.
        return None;
    }
    let settled = note::failed(item, failure, now);
    let again = matches!(settled.status, Status::Waiting(_));
    // What came later has gone already: sent again it would stand in the wrong place.
    let too_late = found.overtaken || part < item.part || item.attempts >= MOST_ATTEMPTS;
    if again && !too_late {
        return Some(Settled { attempts: item.attempts, ..settled });
    }
    Some(Settled::new(item, Status::Dead, Some(failure.code().to_owned())))
}

/// What the account learns where the failure was its own.
async fn learn(tx: &mut Tx, found: &Found, failure: &Failure, now: DateTime<Utc>) -> Result<()> {
    let is_accounts = matches!(failure, Failure::Account { .. } | Failure::Throttled { .. });
    if !is_accounts {
        return Ok(());
    }
    let (creditor, lane) = (found.item.new.creditor.as_str(), found.item.lane.as_str());
    let mut health = account::find(&mut *tx, creditor, lane).await?;
    if health.learn(failure, now) {
        alert::raise(tx, creditor, ("account", lane, failure.code()), now).await?;
    }
    Ok(account::save(tx, (creditor, lane), &health, now).await?)
}
