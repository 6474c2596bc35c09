//! Takes in what channels tell: messages into the inbox, receipts onto messages, trouble to the desk.
//!
//! Once [`accept`] answers, everything is kept; the same thing told again changes nothing.

use chrono::{DateTime, Utc};

use super::{App, Result, notices, receipts};
use crate::domain::channel::{Arrival, Body, Heard};
use crate::store::contact::{self, Account};
use crate::store::inbox::{self, Incoming};
use crate::store::{Tx, stray};

/// How much of what came was new.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Kept for the first time.
    pub new: u64,
    /// Known before.
    pub known: u64,
}

/// Keeps everything that one webhook told, in one transaction.
///
/// # Errors
/// When the database refuses; nothing is kept then.
pub async fn accept(app: &App, came: Vec<(Account, Arrival)>) -> Result<Counts> {
    let now = app.clock.now();
    let counts = app
        .db
        .write(move |tx| {
            Box::pin(async move {
                let mut counts = Counts::default();
                for (account, arrival) in came {
                    if keep(tx, &account, arrival, now).await? {
                        counts.new += 1;
                    } else {
                        counts.known += 1;
                    }
                }
                Ok::<_, super::Error>(counts)
            })
        })
        .await?;
    app.signals.inbox.notify_one();
    Ok(counts)
}

async fn keep(
    tx: &mut Tx,
    account: &Account,
    arrival: Arrival,
    now: DateTime<Utc>,
) -> Result<bool> {
    let (creditor, channel) = (account.creditor.as_str(), account.channel.as_str());
    match arrival.body {
        Body::Heard(heard) => hear(tx, account, arrival.id, *heard, now).await,
        Body::Receipt(receipt) => {
            let of = [(account.clone(), receipt)];
            Ok(receipts::apply(tx, &of, now).await? > 0)
        }
        Body::Change(_) => Ok(false),
        Body::Notice(notice) => {
            notices::take(tx, account, &notice, now).await?;
            Ok(true)
        }
        Body::Stray(stray) => {
            let of = (creditor, channel, arrival.id.as_str());
            Ok(stray::keep(tx, of, (stray.why, &stray.raw), now).await?)
        }
    }
}

async fn hear(
    tx: &mut Tx,
    account: &Account,
    id: String,
    heard: Heard,
    now: DateTime<Utc>,
) -> Result<bool> {
    let line = contact::meet(tx, account, &heard.who, (heard.at, now)).await?;
    let new = inbox::New {
        creditor: account.creditor.clone(),
        channel: account.channel.clone(),
        external_id: format!("{}/{id}", account.account),
        line,
        body: Incoming::Heard { heard: Box::new(heard) },
    };
    Ok(inbox::add(tx, new, now).await?)
}
