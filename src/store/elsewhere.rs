//! The other conversations of a customer: what they know, and that they rest.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{On, Result, Tx, body, decode};
use crate::domain::dialogue::event::Timer;
use crate::domain::dialogue::state::State;
use crate::domain::id::Id;

/// A conversation whose customer may have others: the creditor, the customer, its id.
pub type Own<'a> = (&'a str, &'a str, &'a Id);

/// What the other conversations of customers know in which it was proved who is there, by the
/// conversation that asks.
///
/// # Errors
/// When the database refuses.
pub async fn states(
    on: impl Into<On<'_>>,
    own: &[Own<'_>],
) -> Result<BTreeMap<(String, Id), Vec<State>>> {
    let on = on.into();
    let rows: Vec<(String, String, String)> = on
        .sql2(
            "select o.creditor, own.value->>2, cast(o.state as text)
             from json_each($1) own join conversation o
               on o.creditor = own.value->>0 and o.customer = own.value->>1
             where o.id <> own.value->>2 and o.state->>'identity' = 'verified'
             order by o.started_at, o.id",
            "select o.creditor, own.value->>2, cast(o.state as text)
             from jsonb_array_elements(cast($1 as jsonb)) as own (value) join conversation o
               on o.creditor = own.value->>0 and o.customer = own.value->>1
             where o.id <> own.value->>2 and o.state->>'identity' = 'verified'
             order by o.started_at, o.id",
        )
        .bind(serde_json::to_string(own).unwrap_or_default())
        .all(on)
        .await?;
    let mut found: BTreeMap<(String, Id), Vec<State>> = BTreeMap::new();
    for (creditor, asks, state) in rows {
        let states = found.entry((creditor, Id::stored(asks))).or_default();
        states.push(body("conversation.state", &state)?);
    }
    Ok(found)
}

/// What a conversation waits for.
///
/// # Errors
/// When the database refuses.
pub async fn timers(
    on: impl Into<On<'_>>,
    creditor: &str,
    conversation: &Id,
) -> Result<BTreeMap<Timer, DateTime<Utc>>> {
    let on = on.into();
    let rows: Vec<(String, DateTime<Utc>)> = on
        .sql("select kind, due_at from timer where creditor = $1 and conversation = $2")
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .all(on)
        .await?;
    rows.into_iter().map(|(kind, at)| Ok((decode("timer.kind", &kind)?, at))).collect()
}

/// Lets a conversation rest: it waits for nothing more.
///
/// # Errors
/// When the database refuses.
pub async fn rest(tx: &mut Tx, creditor: &str, conversation: &Id) -> Result<()> {
    tx.sql("delete from timer where creditor = $1 and conversation = $2")
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .run(tx)
        .await?;
    Ok(())
}

/// Takes the cases that humans have, or shall have, along to the conversation that goes on.
///
/// # Errors
/// When the database refuses.
pub async fn take_cases(tx: &mut Tx, creditor: &str, (from, to): (&Id, &Id)) -> Result<()> {
    tx.sql(
        "update handoff set conversation = $3
         where creditor = $1 and conversation = $2 and status in ('waiting', 'taken')",
    )
    .bind(creditor.to_owned())
    .bind(from.to_string())
    .bind(to.to_string())
    .run(&mut *tx)
    .await?;
    // Nobody looks for the case where it was.
    tx.sql(
        "update conversation set agent = null, handoff = null, sector = null, rank = null
         where creditor = $1 and id = $2",
    )
    .bind(creditor.to_owned())
    .bind(from.to_string())
    .run(tx)
    .await?;
    Ok(())
}

/// The conversation in which a customer, once proved, spoke last.
///
/// # Errors
/// When the database refuses.
pub async fn last_used(
    on: impl Into<On<'_>>,
    creditor: &str,
    customer: &str,
) -> Result<Option<Id>> {
    let on = on.into();
    let rows: Vec<(String, String)> = on
        .sql(
            "select id, cast(state as text) from conversation
             where creditor = $1 and customer = $2 and state->>'identity' = 'verified'
             order by started_at, id",
        )
        .bind(creditor.to_owned())
        .bind(customer.to_owned())
        .all(on)
        .await?;
    let mut newest: Option<(Option<DateTime<Utc>>, Id)> = None;
    for (id, state) in rows {
        let state: State = body("conversation.state", &state)?;
        let heard = state.talk.heard_at;
        if newest.as_ref().is_none_or(|(before, _)| heard >= *before) {
            newest = Some((heard, Id::stored(id)));
        }
    }
    Ok(newest.map(|(_, id)| id))
}
