//! The same as beside, for many at once: one statement a kind of row, however many rows.
//!
//! Each statement is given all its rows, so that a group costs a few round trips. Whoever writes for several lines or customers does it in one
//! order, that of their keys, so that two instances never wait for each other in a circle.
//!
//! To add one that writes: [`run`], which binds each value by itself, so that nothing is written as
//! JSON and parsed again on its way. One that reads by few short keys: a `Serialize` struct, [`rows`],
//! and `from json_each($1)` on SQLite with `from jsonb_array_elements(cast($1 as jsonb))` on PostgreSQL.

pub mod accept;
pub mod meet;
pub mod work;

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

/// A body as it will stand in its column.
fn raw<T: Serialize>(column: &str, body: &T) -> Result<Box<RawValue>> {
    serde_json::value::to_raw_value(body).map_err(|source| Error::corrupt(column, source))
}

/// Splits rows into groups, each with the number of rows of the statement that takes it: few sizes,
/// so that few texts need to be prepared.
///
/// A file is asked once: what its statement has room for and no row fills is bound as nothing, which
/// no statement of ours takes for a row. A server must be told of each value what it is; there a
/// group is as large as its statement.
fn groups<T>(tx: &Tx, rows: Vec<T>) -> Vec<(usize, Vec<T>)> {
    let mut groups = Vec::new();
    let mut rows = rows.into_iter();
    while rows.len() > 0 {
        let left = rows.len().min(ROWS);
        let size = match tx {
            Tx::Lite(..) => left.next_power_of_two(),
            Tx::Pg(..) => 1 << left.ilog2(),
        };
        groups.push((size, rows.by_ref().take(size).collect()));
    }
    groups
}

/// A statement with every row of a group bound, and nothing where it has room for more.
fn filled<T>(
    tx: &Tx,
    (around, columns): (Around, usize),
    (size, rows): (usize, Vec<T>),
    bind: impl Fn(Sql, T) -> Sql,
) -> Sql {
    let empty = (size - rows.len()) * columns;
    let sql = rows.into_iter().fold(tx.values(around, (size, columns)), bind);
    (0..empty).fold(sql, |sql, _| sql.bind(None::<i64>))
}

/// Runs a change with every row; tells how many rows it touched.
///
/// A row whose first column is nothing is none: an insert selects those that have one.
pub(super) async fn run<T>(
    tx: &mut Tx,
    around: (Around, usize),
    rows: Vec<T>,
    bind: impl Fn(Sql, T) -> Sql,
) -> Result<u64> {
    let mut touched = 0;
    for group in groups(tx, rows) {
        touched += filled(tx, around, group, &bind).run(&mut *tx).await?;
    }
    Ok(touched)
}

/// The same where rows are answered.
pub(super) async fn all<T, R: Record>(
    tx: &mut Tx,
    around: (Around, usize),
    rows: Vec<T>,
    bind: impl Fn(Sql, T) -> Sql,
) -> Result<Vec<R>> {
    let mut answers = Vec::new();
    for group in groups(tx, rows) {
        answers.extend(filled(tx, around, group, &bind).all(&mut *tx).await?);
    }
    Ok(answers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Db;

    #[tokio::test]
    async fn every_row_is_written_once_however_many_they_are() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let file = folder.path().join("x.db").display().to_string();
        let db = Db::open(&file).await.expect("a file can be opened");

        for count in [0_i64, 1, 2, 3, 7, 64, 100, 127, 128, 129, 300] {
            let (written, found) = db
                .write(move |tx| Box::pin(async move { write(tx, count).await }))
                .await
                .expect("they are written");

            assert_eq!(found, (0..count).collect::<Vec<_>>());
            assert_eq!(i64::try_from(written), Ok(count));
        }
    }

    async fn write(tx: &mut Tx, count: i64) -> Result<(u64, Vec<i64>)> {
        let around = (
            "insert into pace (creditor, scope, owed) select * from (values ",
            ") as n where n.column1 is not null",
        );
        let written = run(tx, (around, 3), (0..count).collect(), |sql, row: i64| {
            sql.bind("c".to_owned()).bind(format!("{row:04}")).bind(row)
        })
        .await?;
        let found: Vec<(i64,)> =
            tx.sql("select owed from pace order by scope").all(&mut *tx).await?;
        tx.sql("delete from pace").run(tx).await?;
        Ok((written, found.into_iter().map(|(row,)| row).collect()))
    }
}
