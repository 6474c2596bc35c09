//! Who is signed in where; of what the browser holds there is only the hash.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use super::person::{self, Person};
use super::{On, Result, Tx, decode};

/// How far somebody has come in proving who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// A second factor is asked for.
    Code,
    /// A second factor must be set up first.
    Enrol,
    /// Everything was proved.
    Open,
}

impl Stage {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Enrol => "enrol",
            Self::Open => "open",
        }
    }
}

/// One browser of somebody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its name on pages; tells nothing of what the browser holds.
    pub id: String,
    /// Whose.
    pub person: String,
    /// How far they have come.
    pub stage: Stage,
    /// When it began.
    pub made_at: DateTime<Utc>,
    /// When something was last asked in it.
    pub seen_at: DateTime<Utc>,
    /// When it ends, whatever happens.
    pub ends_at: DateTime<Utc>,
    /// From where.
    pub address: String,
    /// By what.
    pub device: String,
}

#[derive(FromRow)]
struct Row {
    id: String,
    person: String,
    stage: String,
    made_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    address: String,
    device: String,
}

impl TryFrom<Row> for Session {
    type Error = super::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            stage: decode("session.stage", &row.stage)?,
            id: row.id,
            person: row.person,
            made_at: row.made_at,
            seen_at: row.seen_at,
            ends_at: row.ends_at,
            address: row.address,
            device: row.device,
        })
    }
}

/// Begins one; those that ended go.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, hash: &str, session: &Session) -> Result<()> {
    tx.sql("delete from session where ends_at < $1").bind(session.made_at).run(&mut *tx).await?;
    tx.sql(
        "insert into session (hash, id, person, stage, made_at, seen_at, ends_at, address, device)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(hash.to_owned())
    .bind(session.id.clone())
    .bind(session.person.clone())
    .bind(session.stage.as_str().to_owned())
    .bind(session.made_at)
    .bind(session.seen_at)
    .bind(session.ends_at)
    .bind(session.address.clone())
    .bind(session.device.clone())
    .run(tx)
    .await?;
    Ok(())
}

/// The session of what a browser holds, with whose it is; none where it ended or its person may
/// not sign in.
///
/// # Errors
/// When the database refuses.
pub async fn find(
    on: impl Into<On<'_>>,
    hash: &str,
    (now, idle_since): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Option<(Session, Person)>> {
    let on = on.into();
    let row: Option<Both> = on
        .sql(
            "select p.id, p.login, p.name, p.role, p.creditors, p.sectors, p.password, p.totp,
                    p.totp_at, p.preferences, p.made_at, p.disabled_at,
                    s.id as session, s.stage, s.made_at as began_at, s.seen_at, s.ends_at,
                    s.address, s.device
             from session s join person p on p.id = s.person
             where s.hash = $1 and s.ends_at > $2 and s.seen_at > $3 and p.disabled_at is null",
        )
        .bind(hash.to_owned())
        .bind(now)
        .bind(idle_since)
        .opt(on)
        .await?;
    row.map(Both::apart).transpose()
}

#[derive(FromRow)]
struct Both {
    #[sqlx(flatten)]
    person: person::Row,
    session: String,
    stage: String,
    began_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    address: String,
    device: String,
}

impl Both {
    fn apart(self) -> Result<(Session, Person)> {
        let person = Person::try_from(self.person)?;
        let session = Session {
            id: self.session,
            person: person.who.id.clone(),
            stage: decode("session.stage", &self.stage)?,
            made_at: self.began_at,
            seen_at: self.seen_at,
            ends_at: self.ends_at,
            address: self.address,
            device: self.device,
        };
        Ok((session, person))
    }
}

/// Notes that something was asked.
///
/// # Errors
/// When the database refuses.
pub async fn seen(tx: &mut Tx, id: &str, now: DateTime<Utc>) -> Result<()> {
    tx.sql("update session set seen_at = $2 where id = $1 and seen_at < $2")
        .bind(id.to_owned())
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// Somebody's sessions that have not ended, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn of(
    on: impl Into<On<'_>>,
    person: &str,
    (now, idle_since): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Session>> {
    let on = on.into();
    let rows: Vec<Row> = on
        .sql(
            "select id, person, stage, made_at, seen_at, ends_at, address, device from session
             where person = $1 and ends_at > $2 and seen_at > $3 order by seen_at desc, id",
        )
        .bind(person.to_owned())
        .bind(now)
        .bind(idle_since)
        .all(on)
        .await?;
    rows.into_iter().map(Session::try_from).collect()
}

/// Ends one of somebody's sessions; false where it is not theirs, or ended before.
///
/// # Errors
/// When the database refuses.
pub async fn end(tx: &mut Tx, person: &str, id: &str) -> Result<bool> {
    let sql = "delete from session where id = $1 and person = $2";
    Ok(tx.sql(sql).bind(id.to_owned()).bind(person.to_owned()).run(tx).await? > 0)
}

/// Ends all of somebody's sessions but one; how many there were.
///
/// # Errors
/// When the database refuses.
pub async fn end_all(tx: &mut Tx, person: &str, but: Option<&str>) -> Result<u64> {
    tx.sql("delete from session where person = $1 and id <> $2")
        .bind(person.to_owned())
        .bind(but.unwrap_or_default().to_owned())
        .run(tx)
        .await
}
