//! A look over the files of a draft, kept for as long as they stay as they are.
//!
//! What the checks say depends on the files alone, so that it is kept by their hash: a page that is
//! opened again, and several that show the same draft, look once.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;

use super::checks::{self, Report};
use super::publish::{UnderWay, under_way};
use super::{Error, Refused};
use crate::app::App;
use crate::app::edition::{Edition, whole};
use crate::domain::content::Files;
use crate::domain::content::release::Moves;
use crate::domain::problem::Problem;
use crate::store::{self, creditor};

/// How many are kept.
const KEPT: usize = 16;

/// How many looks over all files may be under way: whatever somebody pastes, the others wait for those and
/// conversations go on.
const AT_ONCE: usize = 2;

static ROOM: Semaphore = Semaphore::const_new(AT_ONCE);

static LOOKED: Mutex<Vec<(String, Arc<Report>)>> = Mutex::new(Vec::new());

/// What the checks say of files, all but of what is learnt from, which is looked at in publishing.
///
/// # Errors
/// When the checks did not come to an end.
pub async fn report(app: &App, files: &Files) -> Result<Arc<Report>, Error> {
    let report = of_files(app, files.clone()).await?;
    let lacking = lacking(app, files).await?;
    if lacking.is_empty() {
        return Ok(report);
    }
    Ok(Arc::new(Report {
        problems: [&lacking[..], &report.problems].concat(),
        ..(*report).clone()
    }))
}

/// What the creditors of this installation would lack.
///
/// # Errors
/// When the database refuses.
pub(super) async fn lacking(app: &App, files: &Files) -> Result<Vec<Problem>, Error> {
    Ok(checks::lacking(files, &creditor::all(&app.db).await?))
}

async fn of_files(app: &App, files: Files) -> Result<Arc<Report>, Error> {
    let own = app.editions.own().clone();
    in_turn(move || {
        let all = whole(&files, &own);
        let hash = all.hash();
        if let Some(known) = known(&hash) {
            return known;
        }
        let report = Arc::new(checks::quick(&all));
        let mut kept = LOOKED.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((hash, report.clone()));
        report
    })
    .await
}

/// What the checks say of a draft with another text in the place of a file's: nothing is saved.
///
/// # Errors
/// When the checks did not come to an end.
pub async fn trial(
    app: &App,
    files: &Files,
    (path, text): (&str, String),
) -> Result<Report, Error> {
    let own = app.editions.own().clone();
    let mut files = files.clone();
    files.put(path, text);
    let lacking = lacking(app, &files).await?;
    let mut report = in_turn(move || checks::quick(&whole(&files, &own))).await?;
    report.problems.splice(..0, lacking);
    Ok(report)
}

/// How many conversations are under way, and how many could come over to these files now.
///
/// # Errors
/// [`Refused::Problems`] where they cannot serve; or when the database refuses.
pub async fn ahead(app: &App, files: &Files) -> Result<UnderWay, Error> {
    let (own, files) = (app.editions.own().clone(), files.clone());
    let number = app.live().number + 1;
    let edition = aside(move || Edition::compile((number, Moves::Finish), &files, &own)).await?;
    let edition = edition.map_err(|problems| Refused::Problems { problems })?;
    under_way(app, &edition).await
}

/// Looks over all files beside everything else, a few at once.
pub(super) async fn in_turn<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    // It is never closed; if it were, there would be room for everybody.
    let room = ROOM.acquire().await.ok();
    aside(move || {
        // Held by the work and not by who waits for it: who goes away does not make room.
        let _room = room;
        work()
    })
    .await
}

/// Does something that takes a while beside everything else.
pub(super) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| store::Error::Panicked("a look over files".to_owned()).into())
}

fn known(hash: &str) -> Option<Arc<Report>> {
    let kept = LOOKED.lock().unwrap_or_else(PoisonError::into_inner);
    kept.iter().find(|(known, _)| known == hash).map(|(_, report)| report.clone())
}
