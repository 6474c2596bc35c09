//! Who saw, changed and took out what: rows that follow each other and are never changed.
//!
//! Each row holds the hash of the one before it, so that whoever changes, removes or swaps rows
//! breaks the chain from there on. The lines of a write are written last, as it commits: whoever
//! writes one holds the head of the chain, and nobody waits for the head while holding it. Both
//! engines refuse to change or remove a row. A line never holds a CPF, a phone, a name of a
//! customer or words of a message.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};
use sqlx::FromRow;

use super::{On, Result, Tx};
use crate::domain::id::hex;

/// How many rows are read at once.
const PAGE: i64 = 1000;

/// What was done, by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: DateTime<Utc>,
    /// The id of who did it; `console` for a command, `nobody` for who is not signed in.
    pub who: String,
    /// A code of what was done, such as `take`; its words stand in `web-desk-audit-action`.
    pub action: String,
    /// The creditor whose case it was.
    pub creditor: Option<String>,
    /// What it was done to: the id of a conversation, a customer, a person; a path.
    pub subject: String,
    /// Codes that say more, such as `role=agent`.
    pub detail: String,
}

/// A row of the log.
#[derive(Clone, Debug, PartialEq, Eq, FromRow, Serialize)]
pub struct Row {
    /// Its place, from one.
    pub number: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub who: String,
    /// What was done.
    pub action: String,
    /// Whose case it was.
    pub creditor: Option<String>,
    /// What it was done to.
    pub subject: String,
    /// More of it.
    pub detail: String,
    /// The hash of the row before.
    pub previous: String,
    /// The hash of this row.
    pub hash: String,
}

/// The last row there is.
#[derive(Clone, Debug, PartialEq, Eq, FromRow, Serialize)]
pub struct Head {
    /// Its number; zero before the first.
    pub number: i64,
    /// Its hash.
    pub hash: String,
}

/// Which rows are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// By whom; whoever where it is empty.
    pub who: String,
    /// What; whatever where it is empty, and where somebody is named.
    pub action: String,
    /// From when on.
    pub from: Option<DateTime<Utc>>,
    /// Before when.
    pub until: Option<DateTime<Utc>>,
}

/// How the chain stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every row follows the one before it, up to this one.
    Whole(Head),
    /// The first row that does not: changed, missing, or out of its place.
    Broken(i64),
}

impl Row {
    /// The hash that the row must have.
    fn proof(&self) -> String {
        let at = self.at.to_rfc3339_opts(SecondsFormat::Millis, true);
        let number = self.number.to_string();
        let creditor = self.creditor.as_deref();
        let mut hash = Sha256::new();
        for part in [
            self.previous.as_str(),
            &number,
            &at,
            &self.who,
            &self.action,
            // Nobody's case is not the case of nobody.
            if creditor.is_some() { "1" } else { "0" },
            creditor.unwrap_or_default(),
            &self.subject,
            &self.detail,
        ] {
            hash.update(part.len().to_be_bytes());
            hash.update(part.as_bytes());
        }
        hex(&hash.finalize())
    }
}

/// Has a line written as the write that it tells of commits; without the one there is not the other.
pub fn add(tx: &mut Tx, entry: &Entry) {
    tx.lines().push(entry.clone());
}

/// Writes what was added; the last thing of a write.
pub(super) async fn seal(tx: &mut Tx) -> Result<()> {
    let lines = std::mem::take(tx.lines());
    if lines.is_empty() {
        return Ok(());
    }
    let mut head: Head = tx
        .sql("update audit_head set number = number where name = 'audit' returning number, hash")
        .one(&mut *tx)
        .await?;
    for entry in lines {
        let row = follow(&head, entry);
        head = Head { number: row.number, hash: row.hash.clone() };
        insert(tx, row).await?;
    }
    tx.sql("update audit_head set number = $1, hash = $2 where name = 'audit'")
        .bind(head.number)
        .bind(head.hash)
        .run(tx)
        .await?;
    Ok(())
}

fn follow(head: &Head, entry: Entry) -> Row {
    let mut row = Row {
        number: head.number + 1,
        at: entry.at,
        who: entry.who,
        action: entry.action,
        creditor: entry.creditor,
        subject: entry.subject,
        detail: entry.detail,
        previous: head.hash.clone(),
        hash: String::new(),
    };
    row.hash = row.proof();
    row
}

async fn insert(tx: &mut Tx, row: Row) -> Result<()> {
    tx.sql(
        "insert into audit (number, at, who, action, creditor, subject, detail, previous, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(row.number)
    .bind(row.at)
    .bind(row.who)
    .bind(row.action)
    .bind(row.creditor)
    .bind(row.subject)
    .bind(row.detail)
    .bind(row.previous)
    .bind(row.hash)
    .run(tx)
    .await?;
    Ok(())
}

/// The head of the chain.
///
/// # Errors
/// When the database refuses.
pub async fn head(on: impl Into<On<'_>>) -> Result<Head> {
    let on = on.into();
    on.sql("select number, hash from audit_head where name = 'audit'").one(on).await
}

/// Goes through the whole chain.
///
/// # Errors
/// When the database refuses.
pub async fn verify(db: &super::Db) -> Result<Verdict> {
    // First: what comes while the rows are read is beyond it.
    let end = head(db).await?;
    let mut last = Head { number: 0, hash: String::new() };
    loop {
        let rows = after(db, last.number).await?;
        let Some(newest) = rows.last().map(|row| row.number) else { break };
        for row in rows {
            if row.number != last.number + 1 {
                return Ok(Verdict::Broken(last.number + 1));
            }
            if row.previous != last.hash || row.hash != row.proof() {
                return Ok(Verdict::Broken(row.number));
            }
            if row.number == end.number && row.hash != end.hash {
                return Ok(Verdict::Broken(row.number));
            }
            last = Head { number: row.number, hash: row.hash };
        }
        if newest >= end.number {
            break;
        }
    }
    // Rows that were cut off at the end leave the head behind.
    Ok(if last.number < end.number {
        Verdict::Broken(last.number + 1)
    } else {
        Verdict::Whole(last)
    })
}

/// The rows after a number, in order, as many as are read at once.
///
/// # Errors
/// When the database refuses.
pub async fn after(on: impl Into<On<'_>>, number: i64) -> Result<Vec<Row>> {
    let on = on.into();
    on.sql(
        "select number, at, who, action, creditor, subject, detail, previous, hash from audit
         where number > $1 order by number limit $2",
    )
    .bind(number)
    .bind(PAGE)
    .all(on)
    .await
}

/// The newest rows before a number that a filter lets through, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    on: impl Into<On<'_>>,
    filter: &Filter,
    (before, limit): (i64, u32),
) -> Result<Vec<Row>> {
    let on = on.into();
    let (sql, of) = if !filter.who.is_empty() {
        (
            "select number, at, who, action, creditor, subject, detail, previous, hash from audit
             where who = $1 and number < $2 and ($5 = '' or action = $5)
               and at >= $3 and at < $4
             order by number desc limit $6",
            filter.who.clone(),
        )
    } else if !filter.action.is_empty() {
        (
            "select number, at, who, action, creditor, subject, detail, previous, hash from audit
             where action = $1 and number < $2 and at >= $3 and at < $4 and $5 = $5
             order by number desc limit $6",
            filter.action.clone(),
        )
    } else {
        (
            "select number, at, who, action, creditor, subject, detail, previous, hash from audit
             where at >= $3 and at < $4 and number < $2 and $1 = $1 and $5 = $5
             order by at desc, number desc limit $6",
            String::new(),
        )
    };
    on.sql(sql)
        .bind(of)
        .bind(before)
        .bind(filter.from.unwrap_or(DateTime::UNIX_EPOCH))
        .bind(filter.until.unwrap_or(FAR))
        .bind(filter.action.clone())
        .bind(i64::from(limit))
        .all(on)
        .await
}

/// Later than anything that was written down.
const FAR: DateTime<Utc> = match DateTime::from_timestamp(32_503_680_000, 0) {
    Some(far) => far,
    None => DateTime::<Utc>::MAX_UTC,
};
