//! The same as beside, for many at once: one statement a kind of row, however many rows.
//!
//! Each statement is given its rows as one JSON array and names them by their place in it, so that
//! a group costs a few round trips. Whoever writes for several lines or customers does it in one
//! order, that of their keys, so that two instances never wait for each other in a circle.
//!
//! To add one: rows as a `Serialize` struct, [`rows`], and `from json_each($1)` on SQLite with
//! `from jsonb_array_elements(cast($1 as jsonb))` on PostgreSQL. A time within a row goes through
//! [`stamp`], so that it reads as one that was bound.

pub mod accept;
pub mod meet;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use super::{Error, Result};

/// Rows as one value.
fn rows<T: Serialize>(rows: &[T]) -> Result<String> {
    serde_json::to_string(rows).map_err(|source| Error::corrupt("rows", source))
}

/// A time as the driver writes it into a column of text.
fn stamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, false)
}
