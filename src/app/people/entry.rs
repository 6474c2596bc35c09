//! Signing in with login and password.
//!
//! Nobody learns from the answer, or from the time it takes, whether there is such a login.

use chrono::{DateTime, Utc};

use super::super::{App, Result};
use super::session::{New, Opened, Place, Stage};
use super::tries::{self, Subject};
use super::{NOBODY, Rules, login, password};
use crate::store::audit::{self, Entry};
use crate::store::person::{self, Person};
use crate::store::{self};

/// What somebody says to be let in.
pub struct Attempt<'a> {
    /// Their login, as typed.
    pub login: &'a str,
    /// Their password, as typed.
    pub password: &'a str,
    /// Where they are.
    pub place: &'a Place,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// They are in, or have come as far as a second factor.
    In(Opened),
    /// Login or password is wrong.
    Wrong,
    /// Too many tries: nothing was looked at, and nothing is before this moment.
    Wait(DateTime<Utc>),
}

/// Lets somebody in, or not.
///
/// # Errors
/// When the database refuses, or there is no chance to be had.
pub async fn sign_in(app: &App, rules: &Rules, attempt: &Attempt<'_>) -> Result<Outcome> {
    let name = login(attempt.login);
    let by_login = Subject::login(&name);
    let by_address = attempt.place.address.as_deref().map(Subject::address);
    let subjects = [Some(by_login.clone()), by_address.clone()].into_iter().flatten().collect();
    if let Some(until) = tries::count(app, subjects).await? {
        return Ok(Outcome::Wait(until));
    }
    let found = person::by_login(&app.db, &name).await?;
    let kept = found.as_ref().and_then(|person| person.password.as_deref());
    let is_right = password::is(attempt.password, kept).await?;
    match found {
        Some(person) if is_right && person.disabled_at.is_none() => {
            let tried = (by_login, by_address);
            let_in(app, rules, (&person, attempt.place), tried).await.map(Outcome::In)
        }
        other => {
            let subject = other.map_or_else(|| "unknown".to_owned(), |person| person.who.id);
            refuse(app, subject).await?;
            Ok(Outcome::Wrong)
        }
    }
}

/// How far a password takes somebody.
pub(super) fn stage(rules: &Rules, person: &Person) -> Stage {
    match person.totp_at {
        Some(_) => Stage::Code,
        None if rules.second.contains(&person.who.role) => Stage::Enrol,
        None => Stage::Open,
    }
}

async fn let_in(
    app: &App,
    rules: &Rules,
    (person, place): (&Person, &Place),
    (by_login, by_address): (Subject, Option<Subject>),
) -> Result<Opened> {
    let (now, stage) = (app.clock.now(), stage(rules, person));
    let new = New::prepare((&person.who.id, stage), place, (rules, now))?;
    let line = Entry {
        at: now,
        who: person.who.id.clone(),
        action: "sign-in".to_owned(),
        creditor: None,
        subject: person.who.id.clone(),
        detail: match stage {
            Stage::Open => "password".to_owned(),
            Stage::Code | Stage::Enrol => "password, second factor to come".to_owned(),
        },
    };
    let begun = new.clone();
    app.db
        .write_aside(move |tx| {
            Box::pin(async move {
                begun.begin(tx).await?;
                tries::ended_well(tx, (&by_login, by_address.as_ref()), now).await?;
                audit::add(tx, &line);
                Ok::<_, store::Error>(())
            })
        })
        .await?;
    Ok(new.opened())
}

/// Writes down that somebody was not let in; never what they typed.
async fn refuse(app: &App, subject: String) -> Result<()> {
    let line = Entry {
        at: app.clock.now(),
        who: NOBODY.to_owned(),
        action: "sign-in-refused".to_owned(),
        creditor: None,
        subject,
        detail: String::new(),
    };
    note(app, line).await
}

/// Writes one line of its own.
pub(super) async fn note(app: &App, line: Entry) -> Result<()> {
    app.db
        .write_aside(move |tx| {
            Box::pin(async move {
                audit::add(tx, &line);
                Ok::<_, store::Error>(())
            })
        })
        .await?;
    Ok(())
}
