//! Accepts many things at once, each once.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::value::RawValue;
use sqlx::types::Json;

use super::{raw, rows, run};
use crate::domain::id::Id;
use crate::store::contact::Account;
use crate::store::inbox::{Incoming, New};
use crate::store::{Error, Result, Tx, body};

/// What became of something that was to be accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is kept.
    New,
    /// It was kept before.
    Known,
    /// Something else was kept under its id before, and stays.
    Conflict,
}

/// What nobody could read, as it came.
#[derive(Clone, Copy, Debug)]
pub struct Stray<'a> {
    /// Where.
    pub account: &'a Account,
    /// Its id there.
    pub external_id: &'a str,
    /// A code of why.
    pub why: &'a str,
    /// As it came.
    pub raw: &'a str,
}

type Key<'a> = (&'a str, &'a str, &'a str);

struct Row<'a> {
    new: &'a New,
    position: i64,
    body: Json<Box<RawValue>>,
}

fn key(new: &New) -> Key<'_> {
    (&new.creditor, &new.channel, &new.external_id)
}

/// Accepts entries, in the order given; of several with one id the first.
///
/// # Errors
/// When the database refuses; [`is_duplicate`](crate::store::Error::is_duplicate) where another
/// instance took a place on a line at the same moment, [`Error::Stale`] where it kept the same thing:
/// do it all again.
pub async fn entries(tx: &mut Tx, came: &[New], now: DateTime<Utc>) -> Result<Vec<Kept>> {
    if came.is_empty() {
        return Ok(Vec::new());
    }
    let keys: Vec<Key<'_>> = came.iter().map(key).collect();
    let before = bodies(tx, &keys).await?;
    let stored = |new: &New| (new.creditor.clone(), new.channel.clone(), new.external_id.clone());
    let mut firsts: HashMap<Key<'_>, &New> = HashMap::new();
    let mut last = last_places(tx, came).await?;
    let (mut fresh, mut answers) = (Vec::with_capacity(came.len()), Vec::with_capacity(came.len()));
    for new in came {
        let known = before.get(&stored(new)).or(firsts.get(&key(new)).map(|first| &first.body));
        if let Some(known) = known {
            answers.push(if *known == new.body { Kept::Known } else { Kept::Conflict });
            continue;
        }
        firsts.insert(key(new), new);
        let last = last.entry((new.creditor.clone(), new.line.clone())).or_default();
        *last += 1;
        fresh.push(Row { new, position: *last, body: Json(raw("inbox.body", &new.body)?) });
        answers.push(Kept::New);
    }
    insert(tx, fresh, now).await?;
    Ok(answers)
}

async fn insert(tx: &mut Tx, fresh: Vec<Row<'_>>, now: DateTime<Utc>) -> Result<()> {
    let count = fresh.len();
    let around = (
        "insert into inbox
           (creditor, channel, external_id, line, position, body, arrived_at, next_at)
         select n.column1, n.column2, n.column3, n.column4, n.column5, n.column6, n.column7,
                n.column7
         from (values ",
        ") as n where n.column1 is not null
         on conflict (creditor, channel, external_id) do nothing",
    );
    let written = run(tx, (around, 7), fresh, |sql, row| {
        sql.bind(row.new.creditor.clone())
            .bind(row.new.channel.clone())
            .bind(row.new.external_id.clone())
            .bind(row.new.line.to_string())
            .bind(row.position)
            .bind(row.body)
            .bind(now)
    })
    .await?;
    if usize::try_from(written) == Ok(count) {
        Ok(())
    } else {
        // Another instance kept one of them since it was looked.
        Err(Error::Stale { what: "what came in".to_owned() })
    }
}

/// The last place that is taken on each line.
async fn last_places(tx: &mut Tx, came: &[New]) -> Result<HashMap<(String, Id), i64>> {
    let lines: BTreeSet<(&str, &Id)> =
        came.iter().map(|new| (new.creditor.as_str(), &new.line)).collect();
    let lines: Vec<(&str, &Id)> = lines.into_iter().collect();
    let found: Vec<(String, String, i64)> = tx
        .sql2(
            "select n.value->>0, n.value->>1,
                    (select coalesce(max(i.position), 0) from inbox as i
                     where i.creditor = n.value->>0 and i.line = n.value->>1)
             from json_each($1) as n",
            "select n.value->>0, n.value->>1,
                    (select coalesce(max(i.position), 0) from inbox as i
                     where i.creditor = n.value->>0 and i.line = n.value->>1)
             from jsonb_array_elements(cast($1 as jsonb)) as n (value)",
        )
        .bind(rows(&lines)?)
        .all(tx)
        .await?;
    Ok(found
        .into_iter()
        .map(|(creditor, line, last)| ((creditor, Id::stored(line)), last))
        .collect())
}

/// What was kept before under the ids of these.
async fn bodies(
    tx: &mut Tx,
    keys: &[Key<'_>],
) -> Result<HashMap<(String, String, String), Incoming>> {
    let found: Vec<(String, String, String, String)> = tx
        .sql2(
            "select i.creditor, i.channel, i.external_id, cast(i.body as text)
             from json_each($1) as n cross join inbox as i
             where i.creditor = n.value->>0 and i.channel = n.value->>1
               and i.external_id = n.value->>2",
            "select i.creditor, i.channel, i.external_id, cast(i.body as text)
             from jsonb_array_elements(cast($1 as jsonb)) as n (value)
             join inbox as i on i.creditor = n.value->>0 and i.channel = n.value->>1
              and i.external_id = n.value->>2",
        )
        .bind(rows(keys)?)
        .all(tx)
        .await?;
    found.into_iter().map(|(a, b, c, text)| Ok(((a, b, c), body("inbox.body", &text)?))).collect()
}

#[derive(Serialize)]
struct StrayRow<'a> {
    creditor: &'a str,
    channel: &'a str,
    external_id: &'a str,
    account: &'a str,
    why: &'a str,
    raw: String,
}

/// Keeps what nobody could read, each thing once; tells of each whether it was new.
///
/// # Errors
/// When the database refuses.
pub async fn strays(tx: &mut Tx, strays: &[Stray<'_>], now: DateTime<Utc>) -> Result<Vec<bool>> {
    if strays.is_empty() {
        return Ok(Vec::new());
    }
    let all: Vec<StrayRow<'_>> = strays
        .iter()
        .map(|stray| StrayRow {
            creditor: &stray.account.creditor,
            channel: &stray.account.channel,
            external_id: stray.external_id,
            account: &stray.account.account,
            why: stray.why,
            raw: stray.raw.replace('\0', ""),
        })
        .collect();
    let kept: Vec<(String, String, String)> = tx
        .sql2(
            "insert into stray (creditor, channel, external_id, account, why, raw, arrived_at)
             select value->>'creditor', value->>'channel', value->>'external_id',
                    value->>'account', value->>'why', value->>'raw', $2
             from json_each($1) where true on conflict do nothing
             returning creditor, channel, external_id",
            "insert into stray (creditor, channel, external_id, account, why, raw, arrived_at)
             select value->>'creditor', value->>'channel', value->>'external_id',
                    value->>'account', value->>'why', value->>'raw', $2
             from jsonb_array_elements(cast($1 as jsonb)) as n (value) on conflict do nothing
             returning creditor, channel, external_id",
        )
        .bind(rows(&all)?)
        .bind(now)
        .all(tx)
        .await?;
    let mut kept: HashSet<Key<'_>> =
        kept.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
    let keys = all.iter().map(|row| (row.creditor, row.channel, row.external_id));
    Ok(keys.map(|key| kept.remove(&key)).collect())
}
