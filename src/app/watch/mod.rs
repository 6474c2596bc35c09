//! What those who lead the desk look at: reports, the wall, alerts, the board, how well cases are
//! handled.
//!
//! Each function checks right and scope itself and reads rows of a view; only judgements, and that an
//! alert was looked at, are written. It decides nothing about a conversation: whoever acts from the
//! wall does so by `app::desk`.

pub mod alerts;
pub mod board;
pub mod forecast;
pub mod quality;
pub mod reports;
pub mod tally;
pub mod wall;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::America::Sao_Paulo;
use thiserror::Error as ThisError;

use crate::domain::access::{Right, Who};
use crate::domain::quality::NotFair;
use crate::store;

/// Why something cannot be shown or done.
#[derive(Debug, ThisError)]
pub enum Error {
    /// They do not hold the right.
    #[error("the right {} is missing", .0.as_str())]
    Forbidden(Right),
    /// There is no such thing, or none that they see.
    #[error("there is no such thing to be seen")]
    NotFound,
    /// A judgement cannot be made so.
    #[error(transparent)]
    NotFair(#[from] NotFair),
    /// Somebody else was faster.
    #[error("somebody else changed it meanwhile")]
    Overtaken,
    /// The store could not.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// What is answered.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Refuses whoever does not hold a right.
pub(crate) fn need(who: &Who, right: Right) -> Result<()> {
    if who.may(right) { Ok(()) } else { Err(Error::Forbidden(right)) }
}

/// The creditors that somebody sees, with the names that customers know; one alone where asked for.
pub(crate) async fn seen(
    db: &store::Db,
    who: &Who,
    only: Option<&str>,
) -> Result<Vec<(String, String)>> {
    let mut all = store::views::reports::creditors(db).await?;
    all.retain(|(id, _)| who.sees(id, None) && only.is_none_or(|only| only == id));
    if only.is_some() && all.is_empty() {
        return Err(Error::NotFound);
    }
    Ok(all)
}

/// A moment at the desk, which stands in São Paulo.
pub(super) fn local(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&Sao_Paulo).naive_local()
}

/// The day of a moment at the desk.
pub fn day_of(at: DateTime<Utc>) -> NaiveDate {
    local(at).date()
}

/// The first moment of a day at the desk.
pub(crate) fn begins(day: NaiveDate) -> DateTime<Utc> {
    let local = day.and_time(chrono::NaiveTime::MIN).and_local_timezone(Sao_Paulo);
    // Where midnight was left out by the clocks, the day begins with the first hour.
    let first = local.earliest().map(|at| at.with_timezone(&Utc));
    first.unwrap_or_else(|| day.and_time(chrono::NaiveTime::MIN).and_utc())
}
