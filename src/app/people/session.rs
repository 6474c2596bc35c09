//! Who is signed in: begun, asked for, ended.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::{App, Result};
use super::{Rules, chance, hash, new_id};
use crate::domain::access::Who;
use crate::store::audit::{self, Entry};
pub use crate::store::person::Person;
pub use crate::store::session::{Session, Stage};
use crate::store::{self, Tx, session};

/// How often a request is written down as one.
const NOTE_EVERY: TimeDelta = TimeDelta::seconds(60);

/// The most letters that are kept of what a browser says of itself.
const DEVICE: usize = 200;

/// What a browser is given to hold.
#[derive(Clone, PartialEq, Eq)]
pub struct Opened {
    /// What it shows with every request.
    pub token: String,
    /// How far its owner has come.
    pub stage: Stage,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Opened({:?})", self.stage)
    }
}

/// Where somebody signs in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// From which address, where it is known.
    pub address: Option<String>,
    /// By which browser, as it says itself.
    pub device: String,
}

/// A session that is to begin.
#[derive(Clone, Debug)]
pub(super) struct New {
    token: String,
    session: Session,
}

impl New {
    /// Prepares one.
    pub fn prepare(
        (person, stage): (&str, Stage),
        place: &Place,
        (rules, now): (&Rules, DateTime<Utc>),
    ) -> Result<Self> {
        let session = Session {
            id: new_id()?,
            person: person.to_owned(),
            stage,
            made_at: now,
            seen_at: now,
            ends_at: now + rules.longest,
            address: place.address.clone().unwrap_or_default(),
            device: place.device.chars().take(DEVICE).collect(),
        };
        Ok(Self { token: chance::<32>()?, session })
    }

    /// Begins it.
    pub async fn begin(&self, tx: &mut Tx) -> Result<(), store::Error> {
        session::add(tx, &hash(&self.token), &self.session).await
    }

    /// What the browser is given.
    pub fn opened(self) -> Opened {
        Opened { token: self.token, stage: self.session.stage }
    }
}

/// Whose session it is, as they are at this moment; none where it ended.
///
/// # Errors
/// When the database refuses.
pub async fn of(app: &App, rules: &Rules, token: &str) -> Result<Option<(Session, Person)>> {
    let now = app.clock.now();
    let Some((session, person)) =
        session::find(&app.db, &hash(token), (now, now - rules.idle)).await?
    else {
        return Ok(None);
    };
    if session.seen_at + NOTE_EVERY < now {
        let id = session.id.clone();
        app.db
            .write_aside(move |tx| Box::pin(async move { session::seen(tx, &id, now).await }))
            .await?;
    }
    Ok(Some((session, person)))
}

/// The same for a stream that stays open: it asks again, and that does not keep a session alive.
///
/// # Errors
/// When the database refuses.
pub async fn still(app: &App, rules: &Rules, token: &str) -> Result<Option<Who>> {
    let now = app.clock.now();
    let found = session::find(&app.db, &hash(token), (now, now - rules.idle)).await?;
    let open = found.filter(|(session, _)| session.stage == Stage::Open);
    Ok(open.map(|(_, person)| person.who))
}

/// Somebody's sessions, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn all_of(app: &App, rules: &Rules, person: &str) -> Result<Vec<Session>> {
    let now = app.clock.now();
    Ok(session::of(&app.db, person, (now, now - rules.idle)).await?)
}

/// Ends one session of somebody's; false where it is not theirs, or ended before.
///
/// # Errors
/// When the database refuses.
pub async fn end(app: &App, by: &str, (person, id): (&str, &str)) -> Result<bool> {
    let now = app.clock.now();
    let line = Entry {
        at: now,
        who: by.to_owned(),
        action: "session-end".to_owned(),
        creditor: None,
        subject: person.to_owned(),
        detail: String::new(),
    };
    let (person, id) = (person.to_owned(), id.to_owned());
    let ended = app
        .db
        .write_aside(move |tx| {
            Box::pin(async move {
                let ended = session::end(tx, &person, &id).await?;
                if ended {
                    audit::add(tx, &line);
                }
                Ok::<_, store::Error>(ended)
            })
        })
        .await?;
    Ok(ended)
}

/// Ends all sessions of somebody's but one; how many there were.
///
/// # Errors
/// When the database refuses.
pub async fn end_all(app: &App, by: &str, (person, but): (&str, Option<&str>)) -> Result<u64> {
    let line = Entry {
        at: app.clock.now(),
        who: by.to_owned(),
        action: "session-end-all".to_owned(),
        creditor: None,
        subject: person.to_owned(),
        detail: String::new(),
    };
    let (person, but) = (person.to_owned(), but.map(str::to_owned));
    let ended = app
        .db
        .write_aside(move |tx| {
            Box::pin(async move {
                let ended = session::end_all(tx, &person, but.as_deref()).await?;
                audit::add(tx, &line);
                Ok::<_, store::Error>(ended)
            })
        })
        .await?;
    Ok(ended)
}
