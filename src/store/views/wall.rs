//! What the wall shows: who waits, who answers, what is about to be late, how the bot does.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use crate::store::{Db, Result};

/// A case that nobody has yet.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Waiting {
    /// The conversation.
    pub conversation: String,
    /// Whose it is.
    pub customer: String,
    /// The sector it waits in.
    pub sector: String,
    /// How soon somebody is needed.
    pub priority: String,
    /// Since when.
    pub opened_at: DateTime<Utc>,
    /// Until when the customer was told that somebody answers.
    pub answer_by: DateTime<Utc>,
    /// Its place in the queue: the greatest comes first.
    pub rank: i64,
}

/// Somebody of the desk.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Colleague {
    /// Their id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// What they are.
    pub role: String,
    /// The creditors whose cases they see, as JSON.
    pub creditors: String,
    /// When they were last seen.
    pub seen_at: Option<DateTime<Utc>>,
    /// Since when they say they are away.
    pub away_at: Option<DateTime<Utc>>,
}

/// A conversation at the desk to which we may soon write no more.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Closing {
    /// The conversation.
    pub conversation: String,
    /// Whose it is.
    pub customer: String,
    /// The sector of its case.
    pub sector: Option<String>,
    /// Who has it.
    pub agent: Option<String>,
    /// When the customer was last heard.
    pub heard_at: DateTime<Utc>,
}

/// How the bot does for a creditor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// Alerts that nobody has seen, by kind.
    pub alerts: Vec<(String, i64)>,
    /// Messages that were given up.
    pub dead: i64,
    /// Messages of which nobody knows whether they went.
    pub unknown: i64,
    /// What came in and could not be worked.
    pub buried: i64,
    /// Accounts that send nothing until somebody looks.
    pub suspended: Vec<String>,
}

/// The cases that wait, in the order in which they are taken.
///
/// # Errors
/// When the database refuses.
pub async fn waiting(db: &Db, creditor: &str) -> Result<Vec<Waiting>> {
    db.sql(
        "select c.id as conversation, u.name as customer, h.queue as sector, h.priority,
                h.opened_at, h.answer_by, coalesce(c.rank, 0) as rank
         from conversation c
         cross join handoff h
         cross join customer u
         where c.creditor = $1 and c.handoff is not null
           and h.creditor = c.creditor and h.id = c.handoff and h.status = 'waiting'
           and u.creditor = c.creditor and u.id = c.customer
         order by c.rank desc, c.id desc",
    )
    .bind(creditor.to_owned())
    .all(db)
    .await
}

/// How many cases of each sector were taken since a moment, of those opened since another.
///
/// # Errors
/// When the database refuses.
pub async fn taken(
    db: &Db,
    creditor: &str,
    (opened, taken): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<(String, i64)>> {
    db.sql(
        "select queue, count(*) from handoff
         where creditor = $1 and opened_at >= $2 and taken_at >= $3 group by queue",
    )
    .bind(creditor.to_owned())
    .bind(opened)
    .bind(taken)
    .all(db)
    .await
}

/// Everybody who may answer, in order of name.
///
/// # Errors
/// When the database refuses.
pub async fn colleagues(db: &Db) -> Result<Vec<Colleague>> {
    db.sql(
        "select p.id, p.name, p.role, p.creditors, s.seen_at, s.away_at
         from person p left join presence s on s.person = p.id
         where p.disabled_at is null and p.role in ('agent', 'supervisor')
         order by p.name, p.id",
    )
    .all(db)
    .await
}

/// The name of everybody who ever worked at the desk, by id.
///
/// # Errors
/// When the database refuses.
pub async fn names(db: &Db) -> Result<Vec<(String, String)>> {
    db.sql("select id, name from person order by name, id").all(db).await
}

/// How many conversations of a creditor each person has.
///
/// # Errors
/// When the database refuses.
pub async fn loads(db: &Db, creditor: &str) -> Result<Vec<(String, i64)>> {
    db.sql(
        "select agent, count(*) from conversation
         where creditor = $1 and agent is not null group by agent order by agent",
    )
    .bind(creditor.to_owned())
    .all(db)
    .await
}

/// The conversations at the desk whose customers were last heard between two moments, on a channel
/// that lets us write for some hours only; the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn closing(
    db: &Db,
    (creditor, channel): (&str, &str),
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Closing>> {
    db.sql(
        "with heard as (
           select c.id as conversation, u.name as customer, c.sector, c.agent,
                  (select max(k.heard_at) from contact k
                   where k.creditor = c.creditor and k.conversation = c.id) as heard_at
           from conversation c
           cross join customer u
           where c.creditor = $1 and c.handoff is not null and c.rank > -1 and c.channel = $2
             and u.creditor = c.creditor and u.id = c.customer
         )
         select conversation, customer, sector, agent, heard_at from heard
         where heard_at > $3 and heard_at <= $4 order by heard_at, conversation",
    )
    .bind(creditor.to_owned())
    .bind(channel.to_owned())
    .bind(from)
    .bind(to)
    .all(db)
    .await
}

/// How the bot does for a creditor.
///
/// # Errors
/// When the database refuses.
pub async fn health(db: &Db, creditor: &str) -> Result<Health> {
    let alerts = db
        .sql(
            "select kind, count(*) from alert
             where creditor = $1 and seen_at is null group by kind order by kind",
        )
        .bind(creditor.to_owned())
        .all(db)
        .await?;
    let (dead, unknown): (i64, i64) = db
        .sql(
            "select count(*) filter (where status = 'dead'),
                    count(*) filter (where status = 'unknown')
             from outbox where creditor = $1 and status in ('unknown', 'dead')",
        )
        .bind(creditor.to_owned())
        .one(db)
        .await?;
    let (buried,): (i64,) = db
        .sql("select count(*) from inbox where creditor = $1 and status = 'dead'")
        .bind(creditor.to_owned())
        .one(db)
        .await?;
    let suspended: Vec<(String,)> = db
        .sql(
            "select lane from account
             where creditor = $1 and status = 'suspended' order by lane",
        )
        .bind(creditor.to_owned())
        .all(db)
        .await?;
    let suspended = suspended.into_iter().map(|(lane,)| lane).collect();
    Ok(Health { alerts, dead, unknown, buried, suspended })
}
