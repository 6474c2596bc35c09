//! What second opinions cost.

use chrono::NaiveDate;

use crate::domain::understanding::budget::Spent;
use crate::store::{Db, Result, hint};

/// What a day has cost so far.
///
/// # Errors
/// When the database refuses.
pub async fn of_day(db: &Db, day: NaiveDate) -> Result<Spent> {
    hint::of_day(db, day).await
}
