//! The second factor: an authenticator app, and codes for the day on which it is lost.
//!
//! A code is good once, within a minute and a half; tries are counted as those of passwords are.
//! Whoever has proved it gets a new token: what was held before is good no more.

use chrono::{DateTime, Utc};

use super::super::{App, Result};
use super::manage::line;
use super::session::{New, Opened, Person, Place, Session, Stage};
use super::tries::{self, Subject};
use super::{Rules, Seal, chance, hash, totp};
use crate::store::audit;
use crate::store::{self, Tx, person, second, session};

/// Codes for the day on which the authenticator is lost.
const CODES: usize = 10;

/// Bytes of a secret: as many as SHA-1 takes.
const SECRET: usize = 20;

/// Who is asked, where they stand, and where they are.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// Whose session.
    pub person: &'a Person,
    /// The session as it is.
    pub session: &'a Session,
    /// Where they are.
    pub place: &'a Place,
}

/// What became of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<T> {
    /// It is right.
    In(T),
    /// It is wrong, or was used.
    Wrong,
    /// Too many were tried.
    Wait(DateTime<Utc>),
}

/// The secret that somebody is to give to their app; the same until it is confirmed.
///
/// None where one is confirmed already.
///
/// # Errors
/// When the database refuses, or there is no chance to be had.
pub async fn propose(app: &App, rules: &Rules, person: &Person) -> Result<Option<String>> {
    if person.totp_at.is_some() {
        return Ok(None);
    }
    if let Some(secret) = secret(rules, person) {
        return Ok(Some(secret));
    }
    let mut bytes = [0_u8; SECRET];
    getrandom::fill(&mut bytes).map_err(|_| super::Error::NoChance)?;
    let (id, secret) = (person.who.id.clone(), totp::base32(&bytes));
    let kept = rules.seal.close(&id, &secret)?;
    let is_kept = app
        .db
        .write_aside(move |tx| Box::pin(async move { second::propose(tx, &id, &kept).await }))
        .await?;
    Ok(is_kept.then_some(secret))
}

/// What an app reads from a QR code.
pub fn uri(login: &str, secret: &str) -> String {
    let login = login.replace('@', "%40").replace('+', "%2B");
    format!("otpauth://totp/Combinado:{login}?secret={secret}&issuer=Combinado")
}

/// Confirms a secret by its first code: a new token, and codes that are shown this once.
///
/// # Errors
/// When the database refuses, or there is no chance to be had.
pub async fn confirm(
    app: &App,
    rules: &Rules,
    (asked, typed): (Asked<'_>, &str),
) -> Result<Outcome<(Opened, Vec<String>)>> {
    let tried = Subject::code(&asked.person.who.id);
    if let Some(until) = tries::count(app, vec![tried.clone()]).await? {
        return Ok(Outcome::Wait(until));
    }
    let now = app.clock.now();
    let secret = secret(rules, asked.person).as_deref().map(totp::from_base32);
    let fresh = asked.person.totp_at.is_none();
    let step = secret.filter(|_| fresh).and_then(|it| totp::step(&it, typed, (0, now)));
    let Some(step) = step else { return Ok(Outcome::Wrong) };
    let new = New::prepare((&asked.person.who.id, Stage::Open), asked.place, (rules, now))?;
    let codes = new_codes()?;
    let (id, old) = (asked.person.who.id.clone(), asked.session.id.clone());
    let hashes = codes.iter().map(|code| hash(&plain(code))).collect();
    let line = line(now, &id, "second-factor", (&id, "set up"));
    let begun = new.clone();
    let done = app
        .db
        .write_aside(move |tx| {
            Box::pin(async move {
                if !second::confirm(tx, &id, (step, now)).await? {
                    return Ok(false);
                }
                second::replace_codes(tx, &id, hashes).await?;
                exchange(tx, (&id, &old), &begun).await?;
                tries::ended_well(tx, (&tried, None), now).await?;
                audit::add(tx, &line);
                Ok::<_, store::Error>(true)
            })
        })
        .await?;
    Ok(if done { Outcome::In((new.opened(), codes)) } else { Outcome::Wrong })
}

/// Lets somebody in whose password was right: by a code of their app, or one of the codes for the
/// day on which it is lost.
///
/// # Errors
/// When the database refuses, or there is no chance to be had.
pub async fn pass(
    app: &App,
    rules: &Rules,
    (asked, typed): (Asked<'_>, &str),
) -> Result<Outcome<Opened>> {
    let id = asked.person.who.id.clone();
    let tried = Subject::code(&id);
    if let Some(until) = tries::count(app, vec![tried.clone()]).await? {
        return Ok(Outcome::Wait(until));
    }
    let now = app.clock.now();
    let secret = secret(rules, asked.person);
    let secret = secret.as_deref().map(totp::from_base32).unwrap_or_default();
    let used = second::used(&app.db, &id).await?;
    let step = totp::step(&secret, typed, (used, now));
    let code = hash(&plain(typed));
    let new = New::prepare((&id, Stage::Open), asked.place, (rules, now))?;
    let how = if step.is_some() { "code" } else { "recovery code" };
    let (right, wrong) = (
        line(now, &id, "second-factor", (&id, how)),
        line(now, &id, "sign-in-refused", (&id, "second factor")),
    );
    let (begun, old) = (new.clone(), asked.session.id.clone());
    let done = app
        .db
        .write_aside(move |tx| {
            Box::pin(async move {
                // In one transaction with the session: of two who try one code, one is let in.
                let is_right = match step {
                    Some(step) => second::use_step(tx, &id, step).await?,
                    None => second::use_code(tx, &id, &code, now).await?,
                };
                if !is_right {
                    audit::add(tx, &wrong);
                    return Ok(false);
                }
                exchange(tx, (&id, &old), &begun).await?;
                tries::ended_well(tx, (&tried, None), now).await?;
                audit::add(tx, &right);
                Ok::<_, store::Error>(true)
            })
        })
        .await?;
    Ok(if done { Outcome::In(new.opened()) } else { Outcome::Wrong })
}

/// Asks somebody who is in for a code once more, before something that matters.
///
/// # Errors
/// When the database refuses.
pub async fn prove(app: &App, rules: &Rules, (id, typed): (&str, &str)) -> Result<Outcome<()>> {
    let tried = Subject::code(id);
    if let Some(until) = tries::count(app, vec![tried.clone()]).await? {
        return Ok(Outcome::Wait(until));
    }
    let now = app.clock.now();
    let found = person::find(&app.db, id).await?;
    let secret = found.and_then(|found| secret(rules, &found));
    let secret = secret.as_deref().map(totp::from_base32).unwrap_or_default();
    let used = second::used(&app.db, id).await?;
    let Some(step) = totp::step(&secret, typed, (used, now)) else { return Ok(Outcome::Wrong) };
    let id = id.to_owned();
    let is_fresh = app
        .db
        .write_aside(move |tx| {
            Box::pin(async move {
                tries::ended_well(tx, (&tried, None), now).await?;
                second::use_step(tx, &id, step).await
            })
        })
        .await?;
    Ok(if is_fresh { Outcome::In(()) } else { Outcome::Wrong })
}

/// Takes somebody's second factor away, by an admin or themselves; all their sessions but the one
/// it is done in end.
///
/// # Errors
/// When the database refuses.
pub async fn reset(app: &App, by: &str, (id, but): (&str, Option<&str>)) -> Result<bool> {
    let line = line(app.clock.now(), by, "second-factor-reset", (id, ""));
    let (id, but) = (id.to_owned(), but.map(str::to_owned));
    let done = app
        .db
        .write_aside(move |tx| {
            Box::pin(async move {
                let done = second::clear(tx, &id).await?;
                session::end_all(tx, &id, but.as_deref()).await?;
                audit::add(tx, &line);
                Ok::<_, store::Error>(done)
            })
        })
        .await?;
    Ok(done)
}

/// Seals every secret that stands readable, where there is a key; answers how many did.
///
/// # Errors
/// When the database refuses, or there is no chance to be had.
pub async fn seal_all(app: &App, rules: &Rules) -> Result<usize> {
    if !rules.seal.is_set() {
        return Ok(0);
    }
    let mut count = 0;
    for found in person::all(&app.db).await? {
        let Some(plain) = found.totp.filter(|kept| !Seal::is_closed(kept)) else { continue };
        let id = found.who.id;
        let closed = rules.seal.close(&id, &plain)?;
        let done = app.db.write_aside(move |tx| {
            Box::pin(async move { second::seal(tx, &id, (&plain, &closed)).await })
        });
        count += usize::from(done.await?);
    }
    Ok(count)
}

/// True where anybody has a secret.
///
/// # Errors
/// When the database refuses.
pub async fn is_any(app: &App) -> Result<bool> {
    Ok(person::all(&app.db).await?.iter().any(|found| found.totp.is_some()))
}

/// Somebody's secret, where there is one that opens.
fn secret(rules: &Rules, person: &Person) -> Option<String> {
    let kept = person.totp.as_deref()?;
    let opened = rules.seal.open(&person.who.id, kept);
    if opened.is_none() {
        tracing::error!(person.id = %person.who.id, "a second factor is sealed under another key");
    }
    opened
}

/// How many codes somebody has left for the day on which their app is lost.
///
/// # Errors
/// When the database refuses.
pub async fn codes_left(app: &App, id: &str) -> Result<i64> {
    Ok(second::codes_left(&app.db, id).await?)
}

/// Somebody as they are now.
///
/// # Errors
/// When the database refuses.
pub async fn person(app: &App, id: &str) -> Result<Option<Person>> {
    Ok(person::find(&app.db, id).await?)
}

/// A new session for the old one.
async fn exchange(tx: &mut Tx, (person, old): (&str, &str), new: &New) -> Result<(), store::Error> {
    session::end(tx, person, old).await?;
    new.begin(tx).await
}

/// Codes as people write them down: groups of four.
fn new_codes() -> Result<Vec<String>> {
    let code = |_| {
        let letters = totp::base32(&totp_bytes(&chance::<10>()?));
        let groups =
            letters.as_bytes().chunks(4).map(|it| String::from_utf8_lossy(it).into_owned());
        Ok(groups.collect::<Vec<_>>().join("-"))
    };
    (0..CODES).map(code).collect()
}

/// The bytes of hexadecimal digits.
fn totp_bytes(hex: &str) -> Vec<u8> {
    let pairs = hex.as_bytes().chunks(2).map(String::from_utf8_lossy);
    pairs.filter_map(|pair| u8::from_str_radix(&pair, 16).ok()).collect()
}

/// A code as it is hashed, however it was typed.
fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase()
}
