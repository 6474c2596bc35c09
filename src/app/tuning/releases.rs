//! Releases, to be read: the list, one with its files, what differs between two.

use super::{Error, Refused};
use crate::app::App;
use crate::domain::access::{Right, Who};
use crate::domain::content::Files;
use crate::domain::content::release::{Changes, Release};
use crate::store::tuning::edition;

/// How many are listed at once.
const PAGE: i64 = 30;

/// Releases below a number, the newest first.
///
/// # Errors
/// [`Refused::Right`], or when the database refuses.
pub async fn list(app: &App, who: &Who, below: Option<i64>) -> Result<Vec<Release>, Error> {
    may(who)?;
    Ok(edition::list(&app.db, (below.unwrap_or(i64::MAX), PAGE)).await?)
}

/// A release with its files.
///
/// # Errors
/// [`Refused::Unknown`], or when the database refuses.
pub async fn read(app: &App, who: &Who, number: i64) -> Result<(Release, Files), Error> {
    may(who)?;
    let found = edition::find(&app.db, number).await?.ok_or(Refused::Unknown)?;
    Ok((found, edition::files(&app.db, number).await?))
}

/// The number of the release that serves by the rows, where one does.
///
/// # Errors
/// When the database refuses.
pub async fn serves(app: &App) -> Result<Option<i64>, crate::app::Error> {
    Ok(edition::live(&app.db).await?.map(|live| live.number))
}

/// What differs between two releases.
///
/// # Errors
/// As [`read`].
pub async fn between(app: &App, who: &Who, (one, other): (i64, i64)) -> Result<Changes, Error> {
    let (_, one) = read(app, who, one).await?;
    let (_, other) = read(app, who, other).await?;
    Ok(Changes::between(&one, &other))
}

fn may(who: &Who) -> Result<(), Error> {
    if who.may(Right::ReadTuning) { Ok(()) } else { Err(Refused::Right.into()) }
}
