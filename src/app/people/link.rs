//! A link by which somebody chooses a password: good once, for a day, given by an admin.

use chrono::TimeDelta;

use super::super::{App, Result};
use super::manage::{Answer, Refusal, line};
use super::{chance, hash, password};
use crate::store::audit;
use crate::store::{self, person, second, session};

/// For how long a link is good.
const GOOD: TimeDelta = TimeDelta::hours(24);

/// What stands in a link for somebody; earlier ones are good no more.
///
/// # Errors
/// When the database refuses, or there is no chance to be had.
pub async fn make(app: &App, by: &str, id: &str) -> Answer<String> {
    if person::find(&app.db, id).await?.is_none() {
        return Ok(Err(Refusal::Unknown));
    }
    let (token, now) = (chance::<32>()?, app.clock.now());
    let line = line(now, by, "password-link", (id, ""));
    let (id, kept) = (id.to_owned(), hash(&token));
    app.db
        .write_aside(move |tx| {
            Box::pin(async move {
                second::add_link(tx, (&id, kept), (now, now + GOOD)).await?;
                audit::add(tx, &line);
                Ok::<_, store::Error>(())
            })
        })
        .await?;
    Ok(Ok(token))
}

/// The login of whose link it is; none where it is not good.
///
/// # Errors
/// When the database refuses.
pub async fn whose(app: &App, token: &str) -> Result<Option<String>> {
    let Some(id) = second::of_link(&app.db, &hash(token), app.clock.now()).await? else {
        return Ok(None);
    };
    Ok(person::find(&app.db, &id).await?.map(|person| person.login))
}

/// Chooses a password by a link, which is used up; all sessions end.
///
/// # Errors
/// When the database refuses.
pub async fn choose(app: &App, (token, new): (&str, &str)) -> Answer<()> {
    let (good_once, now) = (hash(token), app.clock.now());
    let Some(id) = second::of_link(&app.db, &good_once, now).await? else {
        return Ok(Err(Refusal::Unknown));
    };
    let Some(found) = person::find(&app.db, &id).await? else { return Ok(Err(Refusal::Unknown)) };
    if let Some(weak) = password::weakness(new, &found.login, &found.who.name) {
        return Ok(Err(weak.into()));
    }
    let kept = password::keep(new).await?;
    let line = line(now, &id, "password", (&id, "by link"));
    let done = app
        .db
        .write_aside(move |tx| {
            Box::pin(async move {
                if !second::use_link(tx, &good_once, now).await? {
                    return Ok(Err(Refusal::Unknown));
                }
                person::set_password(tx, &id, kept).await?;
                session::end_all(tx, &id, None).await?;
                audit::add(tx, &line);
                Ok::<_, store::Error>(Ok(()))
            })
        })
        .await?;
    Ok(done)
}
