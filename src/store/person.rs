//! Who of us works at the desk: how they sign in, what they are, whose cases they see.
//!
//! What proves who somebody is (a password's hash, an authenticator's secret, hashes of codes and
//! links) is read here only by what checks it, and shows in no Debug.

use std::fmt;

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use super::{On, Result, Tx, body, decode};
use crate::domain::access::{Preferences, Role, Scope, Who};

/// Somebody of ours.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// Who, as every use case is told.
    pub who: Who,
    /// How they sign in, in lower case.
    pub login: String,
    /// The hash of their password; none until they chose one.
    pub password: Option<String>,
    /// The secret of their authenticator.
    pub totp: Option<String>,
    /// Since when codes of it are asked for.
    pub totp_at: Option<DateTime<Utc>>,
    /// How they like their pages.
    pub preferences: Preferences,
    /// When they were made.
    pub made_at: DateTime<Utc>,
    /// Since when they may not sign in.
    pub disabled_at: Option<DateTime<Utc>>,
}

/// A row, as it is read.
#[derive(FromRow)]
pub(super) struct Row {
    id: String,
    login: String,
    name: String,
    role: String,
    creditors: String,
    sectors: String,
    password: Option<String>,
    totp: Option<String>,
    totp_at: Option<DateTime<Utc>>,
    preferences: String,
    made_at: DateTime<Utc>,
    disabled_at: Option<DateTime<Utc>>,
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Person").field("id", &self.who.id).finish_non_exhaustive()
    }
}

impl TryFrom<Row> for Person {
    type Error = super::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            who: Who {
                role: decode::<Role>("person.role", &row.role)?,
                creditors: body::<Scope>("person.creditors", &row.creditors)?,
                sectors: body::<Scope>("person.sectors", &row.sectors)?,
                id: row.id,
                name: row.name,
            },
            login: row.login,
            password: row.password,
            totp: row.totp,
            totp_at: row.totp_at,
            preferences: body("person.preferences", &row.preferences)?,
            made_at: row.made_at,
            disabled_at: row.disabled_at,
        })
    }
}

/// Makes somebody, without a password.
///
/// # Errors
/// When the database refuses, or the login is taken.
pub async fn add(tx: &mut Tx, who: &Who, login: &str, now: DateTime<Utc>) -> Result<()> {
    tx.sql(
        "insert into person (id, login, name, role, creditors, sectors, made_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(who.id.clone())
    .bind(login.to_owned())
    .bind(who.name.clone())
    .bind(who.role.as_str().to_owned())
    .bind(super::json(&who.creditors))
    .bind(super::json(&who.sectors))
    .bind(now)
    .run(tx)
    .await?;
    Ok(())
}

/// Changes somebody's name, role and scope.
///
/// # Errors
/// When the database refuses.
pub async fn change(tx: &mut Tx, who: &Who) -> Result<bool> {
    let rows = tx
        .sql(
            "update person set name = $2, role = $3, creditors = $4, sectors = $5
             where id = $1",
        )
        .bind(who.id.clone())
        .bind(who.name.clone())
        .bind(who.role.as_str().to_owned())
        .bind(super::json(&who.creditors))
        .bind(super::json(&who.sectors))
        .run(tx)
        .await?;
    Ok(rows > 0)
}

/// Finds somebody by id.
///
/// # Errors
/// When the database refuses.
pub async fn find(on: impl Into<On<'_>>, id: &str) -> Result<Option<Person>> {
    let on = on.into();
    let row: Option<Row> = on
        .sql(
            "select id, login, name, role, creditors, sectors, password, totp, totp_at,
                    preferences, made_at, disabled_at
             from person where id = $1",
        )
        .bind(id.to_owned())
        .opt(on)
        .await?;
    row.map(Person::try_from).transpose()
}

/// Finds somebody by how they sign in.
///
/// # Errors
/// When the database refuses.
pub async fn by_login(on: impl Into<On<'_>>, login: &str) -> Result<Option<Person>> {
    let on = on.into();
    let row: Option<Row> = on
        .sql(
            "select id, login, name, role, creditors, sectors, password, totp, totp_at,
                    preferences, made_at, disabled_at
             from person where login = $1",
        )
        .bind(login.to_owned())
        .opt(on)
        .await?;
    row.map(Person::try_from).transpose()
}

/// Everybody, by name.
///
/// # Errors
/// When the database refuses.
pub async fn all(on: impl Into<On<'_>>) -> Result<Vec<Person>> {
    let on = on.into();
    let rows: Vec<Row> = on
        .sql(
            "select id, login, name, role, creditors, sectors, password, totp, totp_at,
                    preferences, made_at, disabled_at
             from person order by name, id",
        )
        .all(on)
        .await?;
    rows.into_iter().map(Person::try_from).collect()
}

/// True where there is anybody.
///
/// # Errors
/// When the database refuses.
pub async fn is_any(on: impl Into<On<'_>>) -> Result<bool> {
    let on = on.into();
    let row: Option<(String,)> = on.sql("select id from person limit 1").opt(on).await?;
    Ok(row.is_some())
}

/// Keeps the hash of somebody's new password.
///
/// # Errors
/// When the database refuses.
pub async fn set_password(tx: &mut Tx, id: &str, hash: String) -> Result<bool> {
    let sql = "update person set password = $2 where id = $1";
    Ok(tx.sql(sql).bind(id.to_owned()).bind(hash).run(tx).await? > 0)
}

/// Keeps how somebody likes their pages.
///
/// # Errors
/// When the database refuses.
pub async fn prefer(tx: &mut Tx, id: &str, preferences: &Preferences) -> Result<()> {
    tx.sql("update person set preferences = $2 where id = $1")
        .bind(id.to_owned())
        .bind(super::json(preferences))
        .run(tx)
        .await?;
    Ok(())
}

/// Lets somebody sign in no more, or again.
///
/// # Errors
/// When the database refuses.
pub async fn disable(tx: &mut Tx, id: &str, since: Option<DateTime<Utc>>) -> Result<bool> {
    let sql = "update person set disabled_at = $2 where id = $1";
    Ok(tx.sql(sql).bind(id.to_owned()).bind(since).run(tx).await? > 0)
}
