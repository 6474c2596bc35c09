//! The limits of a policy: its numbers, since when they serve, what they come to, and some changed.
//!
//! Whoever saves sends what they read of each number along. Numbers that others changed meanwhile
//! stay theirs; only where both changed the same one is the save refused. Bands and rungs that come and
//! go move the places of numbers, so that they are changed only as they were read.

use chrono::{DateTime, NaiveDate, Utc};

use super::act::{act, may};
use super::drafts::{self, Opened};
use super::experiment::ways::usual_of;
use super::{Error, Refused, releases};
use crate::app::{App, import};
use crate::domain::access::{Right, Who};
use crate::domain::content::{CONDUCT, Files};
use crate::domain::debt::late::LateTerms;
use crate::domain::money::{Money, Rate};
use crate::domain::policy::Policy;
use crate::domain::policy::curve::{Debt, Point, curve};
use crate::domain::policy::numbers::{self, Number, Wanted, Wrong};
use crate::domain::policy::shape::{self, Band, Change};
use crate::domain::problem::Source;

/// How many days overdue are looked at.
pub const LONGEST: u32 = 400;

/// A Monday, far from holidays: the day on which the sample debt was due.
const DUE: (i32, u32, u32) = (2026, 3, 2);

/// A policy of some files.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its file.
    pub path: String,
    /// Its numbers.
    pub numbers: Vec<Number>,
    /// What tells its numbers' places from those of a file with other bands or rungs.
    pub places: String,
    /// Its bands, as they are written.
    pub bands: Vec<Band>,
    /// What tells its text from any other.
    pub read: String,
    /// The policy; none where it has problems.
    pub policy: Option<Policy>,
}

/// Since when a policy is as it is, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// The release that brought it.
    pub release: i64,
    /// When it began to serve.
    pub from: DateTime<Utc>,
    /// When another one took its place; none where it serves.
    pub until: Option<DateTime<Utc>>,
}

/// What is wrong with some numbers, by their places.
pub type Wrongs = Vec<(String, Wrong)>;

/// The files of policies.
pub fn paths(files: &Files) -> Vec<String> {
    let policies = files.paths().filter(|path| path.starts_with("policies/"));
    policies.filter(|path| *path != CONDUCT && Files::is_tuned(path)).map(str::to_owned).collect()
}

/// A policy of some files; none where there is no such file, or it cannot be read at all.
pub fn sheet(files: &Files, path: &str) -> Option<Sheet> {
    let text = files.get(path).filter(|_| paths(files).iter().any(|it| it == path))?;
    let policy = Policy::load(&Source::new(path, text)).ok();
    Some(Sheet {
        path: path.to_owned(),
        numbers: numbers::read(text)?,
        places: numbers::places(text),
        bands: shape::read(text).unwrap_or_default(),
        read: Files::hash_of(text),
        policy,
    })
}

/// What a policy of a draft is held against: the one of its file that serves, or the one in whose place
/// an experiment of the draft puts it.
pub fn before(live: &Files, files: &Files, path: &str) -> Option<Sheet> {
    sheet(live, path).or_else(|| sheet(live, &usual_of(files, path)?))
}

/// Since when a policy is as it is, the newest first; as far as the latest releases tell.
///
/// # Errors
/// [`Refused::Right`], or when the database refuses.
pub async fn history(app: &App, who: &Who, path: &str) -> Result<Vec<Since>, Error> {
    let releases = releases::list(app, who, None).await?;
    let mut since: Vec<Since> = Vec::new();
    for release in releases {
        let touched = release.changes.files.iter().any(|file| file.path == path);
        if touched || release.base.is_none() {
            let until = since.last().map(|newer| newer.from);
            since.push(Since { release: release.number, from: release.published_at, until });
        }
    }
    Ok(since)
}

/// Changes some numbers of a draft's policy; the inner error tells what is wrong with which.
///
/// # Errors
/// [`Refused::Right`] without the right to limits; [`Refused::Stale`] where the numbers stand at other
/// places than they were read from; [`Refused::Path`] where a number is none of the policy's, which no
/// page sends; or as [`drafts::save`].
pub async fn save(
    app: &App,
    who: &Who,
    place: (&str, &str),
    (places, wanted): (&str, &[Wanted]),
) -> Result<Result<(), Wrongs>, Error> {
    let (opened, text) = written(app, who, place).await?;
    if numbers::places(&text) != places {
        return Err(Refused::Stale.into());
    }
    match numbers::edit(&text, wanted) {
        Ok(new) => Ok(Ok(put(app, who, (&opened, place.1), (&text, new)).await?)),
        Err(wrongs) if wrongs.iter().any(|(_, why)| *why == Wrong::Unknown) => {
            drafts::refuse(app, who, (place.0, Refused::Path)).await
        }
        Err(wrongs) => Ok(Err(wrongs)),
    }
}

/// Splits or joins bands of a draft's policy, or puts in, moves or takes out a rung; the inner error tells
/// why that cannot be.
///
/// # Errors
/// [`Refused::Right`] without the right to limits; [`Refused::Stale`] where the file is another one than
/// was read; [`Refused::Path`] where it has no such band or rung, which no page sends; or as
/// [`drafts::save`].
pub async fn reshape(
    app: &App,
    who: &Who,
    place: (&str, &str),
    (read, change): (&str, &Change),
) -> Result<Result<(), shape::Wrong>, Error> {
    let (opened, text) = written(app, who, place).await?;
    if Files::hash_of(&text) != read {
        return Err(Refused::Stale.into());
    }
    match shape::edit(&text, change) {
        Ok(new) => Ok(Ok(put(app, who, (&opened, place.1), (&text, new)).await?)),
        Err(shape::Wrong::Unknown) => drafts::refuse(app, who, (place.0, Refused::Path)).await,
        Err(why) => Ok(Err(why)),
    }
}

/// A draft with the text of its policy, for whoever may change limits.
async fn written(
    app: &App,
    who: &Who,
    (draft, path): (&str, &str),
) -> Result<(Opened, String), Error> {
    if !may(who, Right::RaiseLimits) {
        // Refused and written down by the act itself.
        act(app, (who, Right::RaiseLimits, draft), |_, _| {
            Box::pin(async { Err::<(), Error>(Refused::Right.into()) })
        })
        .await?;
    }
    let opened = drafts::read(app, who, draft).await?;
    let known = paths(&opened.files).iter().any(|it| it == path);
    let text = opened.files.get(path).filter(|_| known).map(str::to_owned);
    match text {
        Some(text) => Ok((opened, text)),
        None => drafts::refuse(app, who, (draft, Refused::Path)).await,
    }
}

async fn put(
    app: &App,
    who: &Who,
    (opened, path): (&Opened, &str),
    (old, new): (&str, String),
) -> Result<(), Error> {
    if new == old {
        return Ok(());
    }
    drafts::replace(app, who, opened, (path.to_owned(), Some(new))).await
}

/// The least that is payable on a debt, day by day, as the engine quotes it to a customer of the
/// example who is late for the first time, at 2 % fine and 1 % a month.
///
/// # Errors
/// When the example is broken, which a test forbids.
pub fn drawn(app: &App, policy: &Policy, amount: Money) -> Result<Vec<Point>, Error> {
    let (year, month, day) = DUE;
    let due_on = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let example = import::example(due_on);
    let example = example.map_err(|problems| Refused::Problems { problems })?;
    let (creditor, customer) =
        (example.creditors.into_iter().next(), example.customers.into_iter().next());
    let (Some(mut creditor), Some(customer)) = (creditor, customer) else {
        return Err(Refused::Unknown.into());
    };
    creditor.late_terms = LateTerms::new(Rate::whole_percent(2), Rate::whole_percent(1), true);
    let mut customer = customer.customer;
    customer.late_12m = Some(1);
    customer.broken_agreements = 0;
    let (creditor, customer, calendar) = (&creditor, &customer, app.calendar.as_ref());
    Ok(curve(policy, Debt { creditor, customer, calendar, due_on, amount }, LONGEST))
}
