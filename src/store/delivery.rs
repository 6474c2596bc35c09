//! How the delivery of messages went: columns of the message, each set once, never going back.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use super::{Result, Tx, many};
use crate::domain::id::Id;

/// How far a message came, as far as is known now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Whose it is.
    pub creditor: String,
    /// The message.
    pub id: Id,
    /// The provider's id of it, or of one of its parts.
    pub provider_id: Option<String>,
    /// When it left.
    pub sent_at: DateTime<Utc>,
    /// When it was on a device.
    pub delivered_at: Option<DateTime<Utc>>,
    /// When it was read.
    pub read_at: Option<DateTime<Utc>>,
}

/// Notes how far messages came; what is known already stays. Answers how many came further.
///
/// # Errors
/// When the database refuses.
pub async fn progress(tx: &mut Tx, all: &[Progress]) -> Result<u64> {
    if all.is_empty() {
        return Ok(0);
    }
    let around = (
        "update message
         set sent_at = coalesce(message.sent_at, x.column4),
             provider_id = coalesce(message.provider_id, x.column3),
             delivered_at = coalesce(message.delivered_at, x.column5),
             read_at = coalesce(message.read_at, x.column6),
             failure = null
         from (values ",
        ") as x
         where message.creditor = x.column1 and message.id = x.column2
           and message.failed_at is null
           and (message.sent_at is null
                or (message.delivered_at is null and x.column5 is not null)
                or (message.read_at is null and x.column6 is not null)
                or message.failure is not null
                or (message.provider_id is null and x.column3 is not null))",
    );
    many::run(tx, (around, 6), all.iter().collect(), |sql, one: &Progress| {
        sql.bind(one.creditor.clone())
            .bind(one.id.to_string())
            .bind(one.provider_id.clone())
            .bind(one.sent_at)
            .bind(one.delivered_at)
            .bind(one.read_at)
    })
    .await
}

/// A message by its provider's id.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Known {
    /// Whose it is.
    pub creditor: String,
    /// The provider's id.
    pub provider_id: String,
    /// The message.
    pub id: String,
}

/// Finds messages by their providers' ids, given with whose they are.
///
/// # Errors
/// When the database refuses.
pub async fn by_provider(tx: &mut Tx, ids: &[(String, String)]) -> Result<Vec<Known>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.sql2(
        // Without the name SQLite would look at every message of the creditor.
        "select m.creditor, m.provider_id, m.id
         from json_each($1) as x cross join message as m indexed by message_by_provider
         where m.creditor = x.value->>0 and m.provider_id = x.value->>1",
        "select m.creditor, m.provider_id, m.id
         from (select value->>0 as creditor, value->>1 as provider_id
               from jsonb_array_elements(cast($1 as jsonb)) as rows (value)) as x
         join message m on m.creditor = x.creditor and m.provider_id = x.provider_id",
    )
    .bind(many::rows(ids)?)
    .all(tx)
    .await
}

/// Marks a message of which nobody knows whether it went.
///
/// # Errors
/// When the database refuses.
pub async fn doubtful(tx: &mut Tx, creditor: &str, id: &str) -> Result<u64> {
    tx.sql(
        "update message set failure = 'ambiguous'
         where creditor = $1 and id = $2 and failed_at is null and delivered_at is null",
    )
    .bind(creditor.to_owned())
    .bind(id.to_owned())
    .run(tx)
    .await
}

/// Notes that a failure came as a receipt; false where it was told before.
///
/// # Errors
/// When the database refuses.
pub async fn refused(
    tx: &mut Tx,
    creditor: &str,
    provider_id: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let rows = tx
        .sql(
            "insert into refusal (creditor, provider_id, at) values ($1, $2, $3)
             on conflict do nothing",
        )
        .bind(creditor.to_owned())
        .bind(provider_id.to_owned())
        .bind(now)
        .run(tx)
        .await?;
    Ok(rows > 0)
}

/// Nothing reaches who is on a line any more, or something did again.
///
/// # Errors
/// When the database refuses.
pub async fn reachable(
    tx: &mut Tx,
    (creditor, lane): (&str, &str),
    conversation: &Id,
    reachable: bool,
) -> Result<u64> {
    tx.sql(
        "update contact set status = case when $4 then 'open' else 'blocked' end
         where creditor = $1 and line in (
             select c.line from contact c where c.creditor = $1 and c.conversation = $2
             union all select $2)
           and channel || '/' || account = $3 and status = case when $4 then 'blocked' else 'open' end",
    )
    .bind(creditor.to_owned())
    .bind(conversation.to_string())
    .bind(lane.to_owned())
    .bind(reachable)
    .run(tx)
    .await
}

/// Writes from now on to the address that a provider told of who is on a line.
///
/// # Errors
/// When the database refuses.
pub async fn readdress(
    tx: &mut Tx,
    (creditor, lane): (&str, &str),
    conversation: &Id,
    address: &str,
) -> Result<u64> {
    tx.sql(
        "update contact set address = $4
         where creditor = $1 and line in (
             select c.line from contact c where c.creditor = $1 and c.conversation = $2
             union all select $2)
           and channel || '/' || account = $3 and address <> $4",
    )
    .bind(creditor.to_owned())
    .bind(conversation.to_string())
    .bind(lane.to_owned())
    .bind(address.to_owned())
    .run(tx)
    .await
}

/// A payment of ours that was shown in a message.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Shown {
    /// Under which reference.
    pub reference: String,
    /// In which conversation.
    pub conversation: String,
}

/// Notes that a payment was shown.
///
/// # Errors
/// When the database refuses.
pub async fn shown(
    tx: &mut Tx,
    creditor: &str,
    (charge, reference): (&Id, &str),
    conversation: &Id,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "insert into shown_order (creditor, reference, charge, conversation, shown_at)
         values ($1, $2, $3, $4, $5) on conflict do nothing",
    )
    .bind(creditor.to_owned())
    .bind(reference.to_owned())
    .bind(charge.to_string())
    .bind(conversation.to_string())
    .bind(now)
    .run(tx)
    .await?;
    Ok(())
}

/// Takes where a charge was shown, each once: it is told there that it is paid.
///
/// # Errors
/// When the database refuses.
pub async fn take_shown(tx: &mut Tx, creditor: &str, charge: &Id) -> Result<Vec<Shown>> {
    tx.sql(
        "delete from shown_order where creditor = $1 and charge = $2
         returning reference, conversation",
    )
    .bind(creditor.to_owned())
    .bind(charge.to_string())
    .all(tx)
    .await
}
