//! What of the bot's waits to be sent when a human takes the conversation.
//!
//! What nobody has claimed yet is dead at once; what is being sent at that moment cannot be called
//! back, and is dead unless it goes. The claim that sends asks once more: see
//! [`Candidate::silenced`](super::claim::Candidate).

use chrono::{DateTime, Utc};

use crate::domain::id::Id;
use crate::store::{On, Result, Tx};

/// Why the bot's words of before a taking are dead.
pub const TAKEN_OVER: &str = "taken-over";

/// Ends what of the bot's waits from before a turn and nobody has claimed; tells how much.
///
/// # Errors
/// When the database refuses.
pub async fn before(
    tx: &mut Tx,
    (creditor, conversation): (&str, &Id),
    turn: u32,
    now: DateTime<Utc>,
) -> Result<u64> {
    let ended = tx
        .sql(
            "update outbox set status = 'dead', why = $5, done_at = $4
             where creditor = $1 and conversation = $2 and kind = 'say' and status = 'waiting'
               and claimed_until is null and exists (
                 select 1 from message m where m.creditor = outbox.creditor and m.id = outbox.id
                   and m.sender = 'bot' and m.turn < $3)",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .bind(i64::from(turn))
        .bind(now)
        .bind(TAKEN_OVER)
        .run(&mut *tx)
        .await?;
    if ended == 0 {
        return Ok(0);
    }
    tx.sql(
        "update message set failed_at = $3, failure = $4
         where creditor = $1 and conversation = $2 and sender = 'bot' and turn < $5
           and failed_at is null and exists (
             select 1 from outbox o
             where o.creditor = message.creditor and o.kind = 'say' and o.id = message.id
               and o.status = 'dead' and o.why = $4)",
    )
    .bind(creditor.to_owned())
    .bind(conversation.to_string())
    .bind(now)
    .bind(TAKEN_OVER)
    .bind(i64::from(turn))
    .run(tx)
    .await?;
    Ok(ended)
}

/// Has a message go again that is dead for good; false where it is not.
///
/// # Errors
/// When the database refuses.
pub async fn again(
    tx: &mut Tx,
    (creditor, conversation): (&str, &Id),
    message: &Id,
    now: DateTime<Utc>,
) -> Result<bool> {
    // Only what is dead: of what is unknown nobody can say that it did not go.
    let rows = tx
        .sql(
            "update outbox set status = 'waiting', next_at = $4, done_at = null, why = null,
                    attempts = 0, claim = null, claimed_until = null
             where creditor = $1 and kind = 'say' and id = $3 and conversation = $2
               and status = 'dead'",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .bind(message.to_string())
        .bind(now)
        .run(&mut *tx)
        .await?;
    if rows == 0 {
        return Ok(false);
    }
    tx.sql("update message set failed_at = null, failure = null where creditor = $1 and id = $2")
        .bind(creditor.to_owned())
        .bind(message.to_string())
        .run(tx)
        .await?;
    Ok(true)
}

/// How many of the bot's messages of before a turn are being sent, or may have gone.
///
/// # Errors
/// When the database refuses.
pub async fn under_way(
    on: impl Into<On<'_>>,
    (creditor, conversation): (&str, &Id),
    turn: u32,
) -> Result<i64> {
    let on = on.into();
    let (count,): (i64,) = on
        .sql(
            "select count(*) from outbox o
             join message m on m.creditor = o.creditor and m.id = o.id
             where o.creditor = $1 and o.conversation = $2 and o.kind = 'say'
               and (o.status = 'waiting' and o.claimed_until is not null
                    or o.status = 'unknown' and o.done_at is null)
               and m.sender = 'bot' and m.turn < $3",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .bind(i64::from(turn))
        .one(on)
        .await?;
    Ok(count)
}
