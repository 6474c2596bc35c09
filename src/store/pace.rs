//! What accounts and recipients have spent of what they may be sent, shared by all instances.
//!
//! A scope is `account/` and a lane, or `to/` and a contact's line. The rule is
//! `domain::channel::pacing`; here are only its numbers.

use serde::Serialize;
use sqlx::FromRow;

use super::contact::Account;
use super::{Error, On, Result, Tx};

/// What a scope has spent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromRow)]
pub struct Pace {
    /// Whose it is.
    pub creditor: String,
    /// What it counts.
    pub scope: String,
    /// Until when it is spent, in microseconds since 1970.
    pub spent_until: i64,
    /// What came in and counts too; once written, how much of it is spent now.
    pub owed: i64,
}

impl Pace {
    /// The scope of an account.
    pub fn account(lane: &str) -> String {
        format!("account/{lane}")
    }

    /// The scope of a recipient.
    pub fn recipient(line: &str) -> String {
        format!("to/{line}")
    }
}

fn json<T: Serialize>(rows: &T) -> Result<String> {
    serde_json::to_string(rows).map_err(|error| Error::corrupt("pace", error))
}

/// Reads what scopes have spent, and keeps others from spending of them until the write ends.
///
/// # Errors
/// When the database refuses.
pub async fn hold(tx: &mut Tx, scopes: &[(String, String)]) -> Result<Vec<Pace>> {
    tx.sql2(
        "select creditor, scope, spent_until, owed from pace
         where (creditor, scope) in (
           select value->>0, value->>1 from json_each($1))",
        "insert into pace (creditor, scope)
         select value->>0, value->>1 from jsonb_array_elements(cast($1 as jsonb)) as rows (value)
         order by 1, 2
         on conflict (creditor, scope) do update set owed = pace.owed
         returning creditor, scope, spent_until, owed",
    )
    .bind(json(&scopes)?)
    .all(tx)
    .await
}

/// Looks what scopes have spent.
///
/// # Errors
/// When the database refuses.
pub async fn look(on: impl Into<On<'_>>, scopes: &[(String, String)]) -> Result<Vec<Pace>> {
    let on = on.into();
    on.sql2(
        "select creditor, scope, spent_until, owed from pace
         where (creditor, scope) in (
           select value->>0, value->>1 from json_each($1))",
        "select creditor, scope, spent_until, owed from pace
         where (creditor, scope) in (
           select value->>0, value->>1
           from jsonb_array_elements(cast($1 as jsonb)) as rows (value))",
    )
    .bind(json(&scopes)?)
    .all(on)
    .await
}

/// Writes down what scopes have spent, and takes off what they owed.
///
/// # Errors
/// When the database refuses.
pub async fn spend(tx: &mut Tx, rows: &[Pace]) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    tx.sql2(
        "insert into pace (creditor, scope, spent_until)
         select value->>'creditor', value->>'scope', value->>'spent_until'
         from json_each($1) where true
         on conflict (creditor, scope) do update
         set spent_until = max(pace.spent_until, excluded.spent_until)",
        "insert into pace (creditor, scope, spent_until)
         select value->>'creditor', value->>'scope', cast(value->>'spent_until' as bigint)
         from jsonb_array_elements(cast($1 as jsonb)) as rows (value) order by 1, 2
         on conflict (creditor, scope) do update
         set spent_until = greatest(pace.spent_until, excluded.spent_until)",
    )
    .bind(json(&rows)?)
    .run(&mut *tx)
    .await?;
    let paid: Vec<&Pace> = rows.iter().filter(|pace| pace.owed > 0).collect();
    if paid.is_empty() {
        return Ok(());
    }
    tx.sql2(
        "update pace as p set owed = p.owed - x.owed
         from (select value->>'creditor' as creditor, value->>'scope' as scope,
                      value->>'owed' as owed from json_each($1)) as x
         where p.creditor = x.creditor and p.scope = x.scope",
        "update pace as p set owed = p.owed - x.owed
         from jsonb_to_recordset(cast($1 as jsonb)) as x (creditor text, scope text, owed bigint)
         where p.creditor = x.creditor and p.scope = x.scope",
    )
    .bind(json(&paid)?)
    .run(tx)
    .await?;
    Ok(())
}

/// Counts what came in at accounts whose rate holds for both ways.
///
/// # Errors
/// When the database refuses.
pub async fn came_in(tx: &mut Tx, counts: &[(&Account, u32)]) -> Result<()> {
    if counts.is_empty() {
        return Ok(());
    }
    let rows: Vec<(&str, String, u32)> = counts
        .iter()
        .map(|(account, count)| (account.creditor.as_str(), Pace::account(&account.lane()), *count))
        .collect();
    tx.sql2(
        "insert into pace (creditor, scope, owed)
         select value->>0, value->>1, value->>2 from json_each($1) where true
         on conflict (creditor, scope) do update set owed = pace.owed + excluded.owed",
        "insert into pace (creditor, scope, owed)
         select value->>0, value->>1, cast(value->>2 as bigint)
         from jsonb_array_elements(cast($1 as jsonb)) as rows (value) order by 1, 2
         on conflict (creditor, scope) do update set owed = pace.owed + excluded.owed",
    )
    .bind(json(&rows)?)
    .run(tx)
    .await?;
    Ok(())
}

/// Forgets what was spent before a time and means nothing any more; how many rows.
///
/// # Errors
/// When the database refuses.
pub async fn forget(tx: &mut Tx, before: i64) -> Result<u64> {
    tx.sql("delete from pace where scope like 'to/%' and spent_until < $1 and owed = 0")
        .bind(before)
        .run(tx)
        .await
}
