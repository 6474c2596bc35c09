//! Signing in with login and password.
//!
//! Nobody learns from the answer, or from the time it takes, whether there is such a login.

use chrono::{DateTime, Utc};

use super::super::{App, Result};
use super::manage::{self, Draft};
use super::session::{New, Opened, Place, Stage};
use super::tries::{self, Subject};
use super::{NOBODY, PROVIDER, Rules, login, password};
use crate::domain::access::{Role, Scope};
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

/// Somebody whom a provider of sign-ins vouches for.
pub struct Guest<'a> {
    /// Their login here, as the provider says it; empty where it says none.
    pub login: &'a str,
    /// Their name, as the provider says it.
    pub name: &'a str,
    /// What they become where they are not known yet; nobody is made where this is none.
    pub role: Option<Role>,
    /// Where they are.
    pub place: &'a Place,
}

/// Lets somebody in whom a provider vouches for; none where they are not of ours.
///
/// The provider's word is all there is to prove: its own second factor stands for ours.
///
/// # Errors
/// When the database refuses, or there is no chance to be had.
pub async fn vouched(app: &App, rules: &Rules, guest: &Guest<'_>) -> Result<Option<Opened>> {
    let name = login(guest.login);
    let mut found = person::by_login(&app.db, &name).await?;
    if let (None, Some(role)) = (&found, guest.role) {
        let called = if guest.name.trim().is_empty() { &name } else { guest.name };
        let (creditors, sectors) = (Scope::All, Scope::All);
        let draft = Draft { name: called.to_owned(), role, creditors, sectors };
        if manage::add(app, PROVIDER, (&name, draft)).await?.is_ok() {
            found = person::by_login(&app.db, &name).await?;
        }
    }
    let Some(person) = found.filter(|person| person.disabled_at.is_none()) else {
        refuse(app, "unknown".to_owned()).await?;
        return Ok(None);
    };
    let (now, id) = (app.clock.now(), person.who.id);
    let new = New::prepare((&id, Stage::Open), guest.place, (rules, now))?;
    let line = manage::line(now, &id, "sign-in", (&id, "provider"));
    let begun = new.clone();
    app.db
        .write_aside(move |tx| {
            Box::pin(async move {
                begun.begin(tx).await?;
                audit::add(tx, &line);
                Ok::<_, store::Error>(())
            })
        })
        .await?;
    Ok(Some(new.opened()))
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
