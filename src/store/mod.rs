//! Rows: the only place that knows SQL.
//!
//! [`Db`] is the way in. One text of SQL serves SQLite and PostgreSQL; where the two truly differ
//! there are two. Everything that changes goes through [`Db::write`]. One file an aggregate, which
//! turns rows into the domain's values and back; no rule lives here.
//!
//! To add a table: the next migration in both folders, a file here, a case in `tests/it/store.rs`.
//! Four things to note: the creditor is the first part of every key; times are arguments; nothing
//! writes inside a write; no network inside one either.

mod db;
mod error;
mod disk;
mod keeper;
mod precedence;
mod sql;

pub mod account;
pub mod agreement;
pub mod alert;
pub mod audit;
pub mod binding;
pub mod bridge;
pub mod case;
pub mod case_note;
pub mod charge;
pub mod consent;
pub mod contact;
pub mod conversation;
pub mod creditor;
pub mod customer;
pub mod delivery;
pub mod dispute;
pub mod draft;
pub mod elsewhere;
pub mod evidence;
pub mod file;
pub mod handoff;
pub mod hint;
pub mod identity;
pub mod inbox;
pub mod link;
pub mod invoice;
pub mod many;
pub mod message;
pub mod milestone;
pub mod note;
pub mod outbox;
pub mod pace;
pub mod paid_claim;
pub mod payment;
pub mod person;
pub mod presence;
pub mod promise;
pub mod proposal;
pub mod reason;
pub mod release;
pub mod request;
pub mod retention;
pub mod snooze;
pub mod review;
pub mod saved_view;
pub mod schema;
pub mod searchable;
pub mod scheduled;
pub mod second;
pub mod session;
pub mod sign_in;
pub mod stray;
pub mod template_state;
pub mod timer;
pub mod tuning;
pub mod turn;
pub mod views;

pub use db::{Db, Tx};
pub use error::Error;
pub use sql::{Bind, On, Record, Sql};

/// What the store answers.
pub type Result<T, E = Error> = std::result::Result<T, E>;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::access::Scope;

/// Reads a body that was stored as JSON.
fn body<T: DeserializeOwned>(column: &str, text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|source| Error::corrupt(column, source))
}

/// A value of ours as JSON, as it stands in a row.
fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The code of a value of ours, as it stands in a row.
fn code<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}

/// The names of a scope between bars, or a star for all: one text that a statement looks for a name in.
fn between_bars(scope: &Scope) -> String {
    match scope {
        Scope::All => "*".to_owned(),
        Scope::Only(names) => {
            format!("|{}|", names.iter().map(String::as_str).collect::<Vec<_>>().join("|"))
        }
    }
}

/// The value whose code stands in a row.
fn decode<T: DeserializeOwned>(column: &str, code: &str) -> Result<T> {
    serde_json::from_value(serde_json::Value::String(code.to_owned()))
        .map_err(|source| Error::corrupt(column, source))
}
