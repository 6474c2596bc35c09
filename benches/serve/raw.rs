//! The raw limit: the rows that one message leaves, in groups of 128, without any of our code.
//!
//! A key against duplicates, what came, the conversation's state, the answer and its errand, each
//! as long as ours are: one statement a table, one transaction a group, durable.

use std::time::{Duration, Instant};

use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use crate::server::Database;

const GROUP: u64 = 128;
const SECONDS: u64 = 3;

/// Messages a second.
pub async fn groups(database: &Database) -> f64 {
    match database {
        Database::File => on_file().await,
        Database::Url(url) => on_server(url).await,
    }
}

fn rows(group: u64) -> String {
    let rows: Vec<_> = (0..GROUP)
        .map(|place| {
            let number = group * GROUP + place;
            serde_json::json!({
                "id": format!("wamid.{number:032}"), "line": number % 10_000, "seq": number,
                "body": "x".repeat(236), "state": "s".repeat(1800), "log": "l".repeat(4000),
            })
        })
        .collect();
    serde_json::Value::Array(rows).to_string()
}

const TABLES: [&str; 5] = [
    "create table raw_seen (id text primary key, line bigint not null, body text not null)",
    "create table raw_said (line bigint not null, seq bigint not null, body text not null, primary key (line, seq))",
    "create table raw_state (line bigint primary key, state text not null)",
    "create table raw_log (line bigint not null, seq bigint not null, log text not null, primary key (line, seq))",
    "create table raw_out (id text primary key, line bigint not null, body text not null)",
];

async fn on_file() -> f64 {
    let folder = tempfile::tempdir().expect("a folder");
    let options = SqliteConnectOptions::new()
        .filename(folder.path().join("raw.sqlite"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await;
    let pool = pool.expect("it opens");
    for table in TABLES {
        sqlx::query(table).execute(&pool).await.expect("a table");
    }
    let begun = now();
    let mut group = 0;
    while begun.elapsed() < Duration::from_secs(SECONDS) {
        let rows = rows(group);
        let mut tx = pool.begin().await.expect("it begins");
        for statement in [
            "insert into raw_seen select value->>'id', value->>'line', value->>'body' from json_each(?)",
            "insert into raw_said select value->>'line', value->>'seq', value->>'body' from json_each(?)",
            "insert into raw_said select value->>'line', -1 - (value->>'seq'), value->>'body' from json_each(?)",
            "insert into raw_state select value->>'line', value->>'state' from json_each(?) where true
             on conflict (line) do update set state = excluded.state",
            "insert into raw_log select value->>'line', value->>'seq', value->>'log' from json_each(?)",
            "insert into raw_out select value->>'id', value->>'line', value->>'body' from json_each(?)",
        ] {
            sqlx::query(statement).bind(&rows).execute(&mut *tx).await.expect("rows");
        }
        tx.commit().await.expect("it commits");
        group += 1;
    }
    super::per_second(group * GROUP, begun)
}

async fn on_server(url: &str) -> f64 {
    let pool = PgPoolOptions::new().max_connections(1).connect(url).await.expect("it connects");
    for table in ["raw_seen", "raw_said", "raw_state", "raw_log", "raw_out"] {
        sqlx::query(sqlx::AssertSqlSafe(format!("drop table if exists {table}")))
            .execute(&pool)
            .await
            .expect("dropped");
    }
    for table in TABLES {
        sqlx::query(table).execute(&pool).await.expect("a table");
    }
    let begun = now();
    let mut group = 0;
    while begun.elapsed() < Duration::from_secs(SECONDS) {
        let rows = rows(group);
        let mut tx = pool.begin().await.expect("it begins");
        for statement in [
            "insert into raw_seen select r->>'id', (r->>'line')::bigint, r->>'body' from jsonb_array_elements($1::jsonb) r",
            "insert into raw_said select (r->>'line')::bigint, (r->>'seq')::bigint, r->>'body' from jsonb_array_elements($1::jsonb) r",
            "insert into raw_said select (r->>'line')::bigint, -1 - (r->>'seq')::bigint, r->>'body' from jsonb_array_elements($1::jsonb) r",
            "insert into raw_state select (r->>'line')::bigint, r->>'state' from jsonb_array_elements($1::jsonb) r
             on conflict (line) do update set state = excluded.state",
            "insert into raw_log select (r->>'line')::bigint, (r->>'seq')::bigint, r->>'log' from jsonb_array_elements($1::jsonb) r",
            "insert into raw_out select r->>'id', (r->>'line')::bigint, r->>'body' from jsonb_array_elements($1::jsonb) r",
        ] {
            sqlx::query(statement).bind(&rows).execute(&mut *tx).await.expect("rows");
        }
        tx.commit().await.expect("it commits");
        group += 1;
    }
    super::per_second(group * GROUP, begun)
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures the time that passes")]
fn now() -> Instant {
    Instant::now()
}
