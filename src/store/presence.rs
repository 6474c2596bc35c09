//! Who is at the desk, and who looks at which conversation.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use super::{On, Result, Tx};
use crate::domain::id::Id;

/// Notes that somebody has something to do, though no page of theirs was seen yet: from now on they
/// are missed.
///
/// # Errors
/// When the database refuses.
pub async fn meet(tx: &mut Tx, (person, name): (&str, &str), now: DateTime<Utc>) -> Result<()> {
    tx.sql(
        "insert into presence (person, name, seen_at) values ($1, $3, $2)
         on conflict (person) do update set seen_at = excluded.seen_at
         where presence.seen_at < excluded.seen_at and presence.away_at is null",
    )
    .bind(person.to_owned())
    .bind(now)
    .bind(name.to_owned())
    .run(tx)
    .await?;
    Ok(())
}

/// Notes that a page of somebody's was seen, and since when they are away where they said so.
///
/// # Errors
/// When the database refuses.
pub async fn seen(
    tx: &mut Tx,
    (person, name): (&str, &str),
    away: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "insert into presence (person, name, seen_at, away_at)
         values ($1, $4, $2, case when $3 then $2 else null end)
         on conflict (person) do update
         set name = excluded.name, seen_at = excluded.seen_at,
             away_at = case when $3 then coalesce(presence.away_at, excluded.away_at) end",
    )
    .bind(person.to_owned())
    .bind(now)
    .bind(away)
    .bind(name.to_owned())
    .run(tx)
    .await?;
    Ok(())
}

/// True where somebody was not seen since a time, or is away since then.
///
/// # Errors
/// When the database refuses.
pub async fn is_away(on: impl Into<On<'_>>, person: &str, since: DateTime<Utc>) -> Result<bool> {
    let on = on.into();
    let row: Option<(DateTime<Utc>, Option<DateTime<Utc>>)> = on
        .sql("select seen_at, away_at from presence where person = $1")
        .bind(person.to_owned())
        .opt(on)
        .await?;
    Ok(row.is_some_and(|(seen, away)| seen <= since || away.is_some_and(|away| away <= since)))
}

/// A conversation whose human is not there.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Left {
    /// The creditor's id.
    pub creditor: String,
    /// The conversation.
    pub conversation: String,
    /// Who has it.
    pub person: String,
}

/// Conversations of those who were not seen since a time, are away since then, or may not sign in;
/// what somebody put aside waits for them while they may.
///
/// # Errors
/// When the database refuses.
pub async fn left(on: impl Into<On<'_>>, since: DateTime<Utc>, limit: i64) -> Result<Vec<Left>> {
    let on = on.into();
    on.sql(
        "select c.creditor, c.id as conversation, p.person
         from creditor k cross join presence p
         cross join conversation c
         where c.creditor = k.creditor and c.agent = p.person
           and ((p.seen_at <= $1 or p.away_at <= $1)
                and not exists (select 1 from snooze s
                                where s.creditor = c.creditor and s.conversation = c.id)
                or exists (select 1 from person w
                           where w.id = p.person and w.disabled_at is not null))
         limit $2",
    )
    .bind(since)
    .bind(limit)
    .all(on)
    .await
}

/// Somebody who looks at a conversation.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Viewer {
    /// Who.
    pub person: String,
    /// Their name.
    pub name: String,
    /// When last.
    pub seen_at: DateTime<Utc>,
    /// Up to which message.
    pub seq: i64,
}

/// Notes that somebody looks at a conversation, up to a message.
///
/// # Errors
/// When the database refuses.
pub async fn look(
    tx: &mut Tx,
    (creditor, conversation): (&str, &Id),
    viewer: Viewer,
) -> Result<()> {
    tx.sql(
        "insert into viewing (creditor, conversation, person, name, seen_at, seq)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (creditor, conversation, person) do update
         set name = excluded.name, seen_at = excluded.seen_at,
             seq = case when viewing.seq > excluded.seq then viewing.seq else excluded.seq end",
    )
    .bind(creditor.to_owned())
    .bind(conversation.to_string())
    .bind(viewer.person)
    .bind(viewer.name)
    .bind(viewer.seen_at)
    .bind(viewer.seq)
    .run(tx)
    .await?;
    Ok(())
}

/// Notes that somebody read a conversation; false where that was noted since a moment.
///
/// # Errors
/// When the database refuses.
pub async fn read(
    tx: &mut Tx,
    (creditor, conversation): (&str, &Id),
    person: &str,
    (now, since): (DateTime<Utc>, DateTime<Utc>),
) -> Result<bool> {
    let rows = tx
        .sql(
            "update viewing set audited_at = $4
             where creditor = $1 and conversation = $2 and person = $3
               and (audited_at is null or audited_at <= $5)",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .bind(person.to_owned())
        .bind(now)
        .bind(since)
        .run(tx)
        .await?;
    Ok(rows > 0)
}

/// Who looked at a conversation since a time, the last one first.
///
/// # Errors
/// When the database refuses.
pub async fn viewers(
    on: impl Into<On<'_>>,
    (creditor, conversation): (&str, &Id),
    since: DateTime<Utc>,
) -> Result<Vec<Viewer>> {
    let on = on.into();
    on.sql(
        "select person, name, seen_at, seq from viewing
         where creditor = $1 and conversation = $2 and seen_at > $3
         order by seen_at desc, person",
    )
    .bind(creditor.to_owned())
    .bind(conversation.to_string())
    .bind(since)
    .all(on)
    .await
}
