//! Real conversations taken again with a draft, and real messages read again: what would be otherwise.
//!
//! Nothing of it reaches a customer, and nobody sees a conversation of a creditor that is none of
//! theirs; what is shown is masked.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::look::aside;
use super::replay::{self, Case, Draft, Sum};
use super::{Error, Refused};
use crate::app::App;
use crate::app::edition::whole;
use crate::app::watch::{day_of, seen};
use crate::domain::access::{Right, Who};
use crate::domain::content::{Content, Files};
use crate::domain::dialogue::event::Event;
use crate::domain::id::Id;
use crate::domain::understanding::{Expectation, Intent, Reader, Reading};
use crate::store::views::steps;
use crate::store::{conversation, customer, turn};

/// The most conversations that are taken again at once.
pub const MOST: i64 = 1000;

/// What real conversations would have been with a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Again {
    /// Those that would have gone otherwise.
    pub cases: Vec<Case>,
    /// What all of them came to.
    pub sum: Sum,
}

/// A message that would be read otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Otherwise {
    /// The message, without whatever names somebody.
    pub masked: String,
    /// How it is read now.
    pub before: Intent,
    /// How it would be read.
    pub after: Intent,
}

/// What real messages would be read as.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// How many were read again.
    pub messages: usize,
    /// Those that would be read otherwise.
    pub otherwise: Vec<Otherwise>,
}

/// Takes the latest conversations that somebody sees again with other files.
///
/// # Errors
/// [`Refused::Problems`] where these files cannot serve; or when the database refuses.
pub async fn conversations(
    app: &App,
    who: &Who,
    (files, most): (&Files, i64),
) -> Result<Again, Error> {
    if !who.may(Right::ReadTuning) {
        return Err(Refused::Right.into());
    }
    let (own, files) = (app.editions.own().clone(), files.clone());
    let draft = move || Draft::of(&whole(&files, &own));
    let draft = aside(draft).await?.map_err(|problems| Refused::Problems { problems })?;
    let mut again = Again::default();
    for (creditor, id) in latest(app, who, most).await? {
        let case = replay::one(app, &draft, (&creditor, &id), &mut again.sum).await?;
        again.cases.extend(case);
    }
    Ok(again)
}

/// Has other files learnt and reads the messages of the latest conversations again: it takes seconds.
///
/// # Errors
/// [`Refused::Problems`] where nothing can be learnt from them; or when the database refuses.
pub async fn messages(app: &App, who: &Who, (files, most): (&Files, i64)) -> Result<Heard, Error> {
    if !who.may(Right::ReadTuning) {
        return Err(Refused::Right.into());
    }
    let files = files.clone();
    let learn = move || {
        let content = Content::of(&files)?;
        Reader::train(&content.lessons.understanding)
    };
    let reader = aside(learn).await?.map_err(|problems| Refused::Problems { problems })?;
    let (mut readings, mut heard) = (Vec::new(), Heard::default());
    for (creditor, id) in latest(app, who, most).await? {
        let names = names(app, &creditor, &id).await?;
        for logged in turn::of(&app.db, &creditor, &id).await? {
            if let Some(Event::Said { reading, .. }) = logged.event {
                readings.push((reading, names.clone(), logged.at));
            }
        }
    }
    heard.messages = readings.len();
    let (ear, calendar) = (app.reader.clone(), app.calendar.clone());
    let read = move || {
        let live: Arc<Reader> = ear.reader();
        let again = |(reading, names, at): (Reading, Vec<String>, DateTime<Utc>)| {
            let today = day_of(at);
            let of = |reader: &Reader| {
                reader.read(&reading.text, Expectation::default(), today, &calendar).intent
            };
            let (before, after) = (of(&live), of(&reader));
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let masked = || live.mask(&reading, &names, today);
            (before != after).then(|| Otherwise { masked: masked(), before, after })
        };
        readings.into_iter().filter_map(again).collect()
    };
    heard.otherwise = aside(read).await?;
    Ok(heard)
}

/// The latest conversations of all creditors that somebody sees.
async fn latest(app: &App, who: &Who, most: i64) -> Result<Vec<(String, Id)>, Error> {
    let failed = |_| Error::from(Refused::Unknown);
    let most = most.clamp(1, MOST);
    let mut all = Vec::new();
    for (creditor, _) in seen(&app.db, who, None).await.map_err(failed)? {
        let talks = steps::talks(&app.db, &creditor, DateTime::<Utc>::MIN_UTC, most).await?;
        all.extend(talks.into_iter().map(|talk| (talk.changed_at, creditor.clone(), talk.id)));
    }
    all.sort_unstable_by(|a, b| b.cmp(a));
    all.truncate(usize::try_from(most).unwrap_or_default());
    Ok(all.into_iter().map(|(_, creditor, id)| (creditor, Id::stored(id))).collect())
}

/// The names on file of whom a conversation is with.
async fn names(app: &App, creditor: &str, id: &Id) -> Result<Vec<String>, Error> {
    let Some(whose) = conversation::customer(&app.db, creditor, id).await? else {
        return Ok(Vec::new());
    };
    let found = customer::find(&app.db, creditor, &whose).await?;
    Ok(found.map(|found| found.name.full().to_owned()).into_iter().collect())
}
