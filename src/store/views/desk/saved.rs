//! Views of the list that somebody kept.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use crate::store::{Db, Result};

/// A filter under a name.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Saved {
    /// Its id.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// The filter as it stands in the address.
    pub query: String,
    /// Since when there is one.
    pub made_at: DateTime<Utc>,
}

/// The views of somebody, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn of(db: &Db, person: &str) -> Result<Vec<Saved>> {
    db.sql(
        "select id, name, query, made_at from saved_view where person = $1
         order by made_at, id limit 50",
    )
    .bind(person.to_owned())
    .all(db)
    .await
}
