//! What accounts and recipients have spent of what they may be sent, shared by all instances.
//!
//! A scope is `account/` and a lane, `in/` and a lane, or `to/` and a contact's line. The rule is
//! `domain::channel::pacing`; here are only its numbers.

use std::collections::HashMap;

use serde::Serialize;

use super::contact::Account;
use super::{Result, Tx, many};

/// What a scope has spent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

/// Reads what accounts have spent, given with whose they are, and what came in there since; keeps
/// others from spending of them until the write ends. What comes in meanwhile waits for nobody: it is
/// counted in a row of its own.
///
/// # Errors
/// When the database refuses.
pub async fn hold(tx: &mut Tx, accounts: &[(String, String)]) -> Result<Vec<Pace>> {
    let scopes = |name: fn(&str) -> String| -> Vec<(&str, String)> {
        accounts.iter().map(|(creditor, lane)| (creditor.as_str(), name(lane))).collect()
    };
    let spent: Vec<(String, String, i64)> = tx
        .sql2(
            "select creditor, scope, spent_until from pace
             where (creditor, scope) in (
               select value->>0, value->>1 from json_each($1))",
            "insert into pace (creditor, scope)
             select value->>0, value->>1
             from jsonb_array_elements(cast($1 as jsonb)) as rows (value)
             order by 1, 2
             on conflict (creditor, scope) do update set owed = pace.owed
             returning creditor, scope, spent_until",
        )
        .bind(many::rows(&scopes(Pace::account))?)
        .all(&mut *tx)
        .await?;
    let came: Vec<(String, String, i64)> = tx
        .sql2(
            "select creditor, scope, owed from pace
             where (creditor, scope) in (
               select value->>0, value->>1 from json_each($1))",
            "select creditor, scope, owed from pace
             where (creditor, scope) in (
               select value->>0, value->>1
               from jsonb_array_elements(cast($1 as jsonb)) as rows (value))",
        )
        .bind(many::rows(&scopes(came))?)
        .all(tx)
        .await?;
    let keyed = |rows: Vec<(String, String, i64)>| -> HashMap<(String, String), i64> {
        rows.into_iter().map(|(creditor, scope, value)| ((creditor, scope), value)).collect()
    };
    let (spent, owed) = (keyed(spent), keyed(came));
    let of = |(creditor, lane): &(String, String)| {
        let value = |rows: &HashMap<(String, String), i64>, scope: String| {
            rows.get(&(creditor.clone(), scope)).copied().unwrap_or(0)
        };
        Pace {
            spent_until: value(&spent, Pace::account(lane)),
            owed: value(&owed, self::came(lane)),
            creditor: creditor.clone(),
            scope: Pace::account(lane),
        }
    };
    Ok(accounts.iter().map(of).collect())
}

/// The scope of what came in at an account.
fn came(lane: &str) -> String {
    format!("in/{lane}")
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
    .bind(many::rows(rows)?)
    .run(&mut *tx)
    .await?;
    let paid: Vec<Pace> = rows
        .iter()
        .filter(|pace| pace.owed > 0)
        .filter_map(|pace| {
            let scope = came(pace.scope.strip_prefix("account/")?);
            Some(Pace { scope, ..pace.clone() })
        })
        .collect();
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
    .bind(many::rows(&paid)?)
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
        .map(|(account, count)| (account.creditor.as_str(), came(&account.lane()), *count))
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
    .bind(many::rows(&rows)?)
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
