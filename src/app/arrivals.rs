//! Takes in what channels tell: messages into the inbox, receipts onto messages, trouble to the desk.
//!
//! Once [`accept()`] answers, everything is kept; the same thing told again changes nothing. What
//! comes together is kept together, in few statements, however much it is; see [`super::door`].

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use tracing::warn;

use super::{App, Result, intake, notices, receipts};
use crate::domain::channel::{Arrival, Body, Change, Heard, Receipt, WHATSAPP, Who};
use crate::domain::id::Id;
use crate::store::contact::Account;
use crate::store::inbox::{Incoming, New};
use crate::store::many::{accept, meet};
use crate::store::{Tx, pace};

/// How much of what came was new.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Kept for the first time.
    pub new: u64,
    /// Known before.
    pub known: u64,
}

/// Something that came in by the door.
#[derive(Clone, Debug)]
pub(super) enum Came {
    /// A channel told it.
    Told(Account, Arrival),
    /// It belongs to a line that is known already.
    Posted(New),
}

/// Keeps everything that one webhook told, in one transaction.
///
/// # Errors
/// [`Error::Full`](super::Error::Full) where too much waits; else when the database refuses. Nothing
/// is kept then.
pub async fn accept(app: &App, came: Vec<(Account, Arrival)>) -> Result<Counts> {
    let came = came.into_iter().map(|(account, arrival)| Came::Told(account, arrival));
    app.door.enter(app, came.collect()).await
}

impl Counts {
    /// Counts what was new.
    pub(super) fn of(new: impl Iterator<Item = bool>) -> Self {
        new.fold(Self::default(), |counts, new| Self {
            new: counts.new + u64::from(new),
            known: counts.known + u64::from(!new),
        })
    }
}

/// What of a group goes where; each with its place in the group.
#[derive(Default)]
struct Sorted<'a> {
    heard: Vec<(usize, &'a Account, &'a str, &'a Heard)>,
    changed: Vec<(usize, &'a Account, &'a str, &'a Change)>,
    posted: Vec<(usize, New)>,
    strays: Vec<(usize, accept::Stray<'a>)>,
    receipts: Vec<(Account, Receipt)>,
}

/// Keeps what came; tells of each whether it was new.
pub(super) async fn keep(tx: &mut Tx, came: &[&Came], now: DateTime<Utc>) -> Result<Vec<bool>> {
    let mut new = vec![false; came.len()];
    let mut sorted = Sorted::default();
    for (place, came) in came.iter().enumerate() {
        match came {
            Came::Posted(inbound) => sorted.posted.push((place, inbound.clone())),
            Came::Told(account, arrival) => match &arrival.body {
                Body::Heard(heard) => sorted.heard.push((place, account, &arrival.id, heard)),
                Body::Receipt(receipt) => {
                    sorted.receipts.push(((*account).clone(), receipt.clone()));
                    mark(&mut new, place);
                }
                Body::Change(change) => {
                    sorted.changed.push((place, account, &arrival.id, change));
                }
                Body::Notice(notice) => {
                    notices::take(tx, account, notice, now).await?;
                    mark(&mut new, place);
                }
                Body::Stray(stray) => {
                    let external_id = arrival.id.as_str();
                    let stray =
                        accept::Stray { account, external_id, why: stray.why, raw: &stray.raw };
                    sorted.strays.push((place, stray));
                }
            },
        }
    }
    let counted = counted(&sorted);
    entries(tx, &mut new, &mut sorted, now).await?;
    if !sorted.receipts.is_empty() {
        receipts::apply(tx, &sorted.receipts, now).await?;
    }
    let (places, strays): (Vec<_>, Vec<_>) = sorted.strays.into_iter().unzip();
    for (place, kept) in places.into_iter().zip(accept::strays(tx, &strays, now).await?) {
        if kept {
            mark(&mut new, place);
        }
    }
    pace::came_in(tx, &counted).await?;
    Ok(new)
}

/// How much came in at each account whose rate holds for both ways.
fn counted<'a>(sorted: &Sorted<'a>) -> Vec<(&'a Account, u32)> {
    let mut counts: BTreeMap<(&str, &str), (&'a Account, u32)> = BTreeMap::new();
    let accounts = sorted.heard.iter().map(|(_, account, _, _)| *account);
    for account in accounts.filter(|account| account.channel == WHATSAPP) {
        let of = (account.creditor.as_str(), account.account.as_str());
        counts.entry(of).or_insert((account, 0)).1 += 1;
    }
    counts.into_values().collect()
}

/// Writes down everything that is worked in order.
async fn entries(
    tx: &mut Tx,
    new: &mut [bool],
    sorted: &mut Sorted<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    let guests: Vec<meet::Guest<'_>> = sorted
        .heard
        .iter()
        .map(|(_, account, _, heard)| meet::Guest { account, who: &heard.who, at: heard.at })
        .collect();
    let lines = meet::meet(tx, &guests, now).await?;
    let mut all = std::mem::take(&mut sorted.posted);
    for ((place, account, id, heard), line) in sorted.heard.iter().zip(lines) {
        let body = Incoming::Heard { heard: Box::new((*heard).clone()) };
        all.push((*place, intake::clean(told(account, id, line, body))));
    }
    let who: Vec<(&Account, &Who)> =
        sorted.changed.iter().map(|(_, account, _, change)| (*account, change.of())).collect();
    let lines = meet::find(tx, &who).await?;
    for ((place, account, id, change), line) in sorted.changed.iter().zip(lines) {
        let body = Incoming::Changed { change: Box::new((*change).clone()) };
        all.push((*place, intake::clean(told(account, id, line, body))));
    }
    // In the order in which they came, whatever they are.
    all.sort_by_key(|(place, _)| *place);
    let (places, rows): (Vec<usize>, Vec<New>) = all.into_iter().unzip();
    let kept = accept::entries(tx, &rows, now).await?;
    for ((place, row), kept) in places.into_iter().zip(&rows).zip(kept) {
        match kept {
            accept::Kept::New => mark(new, place),
            accept::Kept::Known => {}
            accept::Kept::Conflict => {
                let (channel, id) = (row.channel.as_str(), row.external_id.as_str());
                warn!(
                    channel,
                    inbox.id = id,
                    "the same id came with another body; the first stays"
                );
            }
        }
    }
    Ok(())
}

/// What was told of somebody on their line.
fn told(account: &Account, id: &str, line: Id, body: Incoming) -> New {
    New {
        creditor: account.creditor.clone(),
        channel: account.channel.clone(),
        external_id: format!("{}/{id}", account.account),
        line,
        body,
    }
}

fn mark(new: &mut [bool], place: usize) {
    if let Some(mark) = new.get_mut(place) {
        *mark = true;
    }
}
