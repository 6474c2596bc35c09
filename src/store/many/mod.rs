//! The same as beside, for many at once: one statement a kind of row, however many rows.
//!
//! Each statement is given its rows as one JSON array and names them by their place in it, so that
//! a group costs a few round trips. Whoever writes for several lines or customers does it in one
//! order, that of their keys, so that two instances never wait for each other in a circle.
//!
//! To add one with short rows: a `Serialize` struct, [`rows`], and `from json_each($1)` on SQLite
//! with `from jsonb_array_elements(cast($1 as jsonb))` on PostgreSQL; a time within a row goes through
//! [`stamp`], so that it reads as one that was bound. With long rows: [`Tx::values`], which binds each
//! value by itself, so that no body is parsed and written again on its way.

pub mod accept;
pub mod meet;
pub mod work;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use serde_json::value::RawValue;

use super::db::Around;
use super::sql::{Record, Sql};
use super::{Error, Result, Tx};

/// The most rows that one statement takes: what is more goes into the next.
const ROWS: usize = 128;

/// Rows as one value.
pub(super) fn rows<T: Serialize>(rows: &[T]) -> Result<String> {
    serde_json::to_string(rows).map_err(|source| Error::corrupt("rows", source))
}

/// A time as the driver writes it into a column of text.
fn stamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, false)
}

/// A body as it will stand in its column.
fn raw<T: Serialize>(column: &str, body: &T) -> Result<Box<RawValue>> {
    serde_json::value::to_raw_value(body).map_err(|source| Error::corrupt(column, source))
}

/// Splits rows into groups of few sizes, so that few texts need to be prepared.
fn groups<T>(rows: Vec<T>) -> Vec<Vec<T>> {
    let mut groups = Vec::new();
    let mut rows = rows.into_iter();
    while rows.len() > 0 {
        let whole = if rows.len() >= ROWS { ROWS } else { 1 << rows.len().ilog2() };
        groups.push(rows.by_ref().take(whole).collect());
    }
    groups
}

/// Runs a change with every row; tells how many rows it touched.
pub(super) async fn run<T>(
    tx: &mut Tx,
    (around, columns): (Around, usize),
    rows: Vec<T>,
    bind: impl Fn(Sql, T) -> Sql,
) -> Result<u64> {
    let mut touched = 0;
    for group in groups(rows) {
        let sql = tx.values(around, (group.len(), columns));
        touched += group.into_iter().fold(sql, &bind).run(&mut *tx).await?;
    }
    Ok(touched)
}

/// The same where rows are answered.
async fn all<T, R: Record>(
    tx: &mut Tx,
    (around, columns): (Around, usize),
    rows: Vec<T>,
    bind: impl Fn(Sql, T) -> Sql,
) -> Result<Vec<R>> {
    let mut answers = Vec::new();
    for group in groups(rows) {
        let sql = tx.values(around, (group.len(), columns));
        answers.extend(group.into_iter().fold(sql, &bind).all(&mut *tx).await?);
    }
    Ok(answers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_in_one_group_in_order() {
        for count in [0_usize, 1, 2, 3, 7, 64, 100, 127, 128, 129, 300] {
            let groups = groups((0..count).collect::<Vec<_>>());

            assert_eq!(groups.concat(), (0..count).collect::<Vec<_>>());
            assert!(groups.iter().all(|group| group.len().is_power_of_two()));
        }
    }
}
