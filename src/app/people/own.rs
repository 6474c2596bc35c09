//! What everybody may change about themselves: password, and how their pages look.

use super::super::{App, Result};
use super::password::{self, Weak};
use super::tries::{self, Subject};
use crate::domain::access::{Preferences, Right, Who};
use crate::store::audit::{self, Entry};
use crate::store::{self, person, session};

/// Why a new password was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// The old one is not the one that is kept.
    WrongOld,
    /// The old one was tried too often.
    Wait,
    /// Too short.
    Short,
    /// Too long.
    Long,
    /// Easily guessed.
    Easy,
}

impl From<Weak> for NotTaken {
    fn from(weak: Weak) -> Self {
        match weak {
            Weak::Short => Self::Short,
            Weak::Long => Self::Long,
            Weak::Easy => Self::Easy,
        }
    }
}

/// Takes a new password for the old one; every other session of theirs ends.
///
/// # Errors
/// When the database refuses.
pub async fn change_password(
    app: &App,
    (who, session): (&Who, &str),
    (old, new): (&str, &str),
) -> Result<Result<(), NotTaken>> {
    let Some(found) = person::find(&app.db, &who.id).await? else {
        return Ok(Err(NotTaken::WrongOld));
    };
    let tried = Subject::code(&who.id);
    if tries::count(app, vec![tried.clone()]).await?.is_some() {
        return Ok(Err(NotTaken::Wait));
    }
    if !password::is(old, found.password.as_deref()).await? {
        return Ok(Err(NotTaken::WrongOld));
    }
    if let Some(weak) = password::weakness(new, &found.login, &found.who.name) {
        return Ok(Err(weak.into()));
    }
    let kept = password::keep(new).await?;
    let line = Entry {
        at: app.clock.now(),
        who: who.id.clone(),
        action: "password".to_owned(),
        creditor: None,
        subject: who.id.clone(),
        detail: String::new(),
    };
    let (id, session, now) = (who.id.clone(), session.to_owned(), app.clock.now());
    app.db
        .write_aside(move |tx| {
            Box::pin(async move {
                person::set_password(tx, &id, kept).await?;
                session::end_all(tx, &id, Some(&session)).await?;
                tries::ended_well(tx, (&tried, None), now).await?;
                audit::add(tx, &line);
                Ok::<_, store::Error>(())
            })
        })
        .await?;
    Ok(Ok(()))
}

/// Keeps how somebody likes their pages.
///
/// # Errors
/// When the database refuses.
pub async fn prefer(app: &App, who: &Who, preferences: Preferences) -> Result<()> {
    let id = who.id.clone();
    app.db
        .write_aside(move |tx| Box::pin(async move { person::prefer(tx, &id, &preferences).await }))
        .await?;
    Ok(())
}

/// Writes down that somebody asked for what they have no right to.
///
/// # Errors
/// When the database refuses.
pub async fn refused(app: &App, who: &Who, (right, asked): (Right, &str)) -> Result<()> {
    let line = Entry {
        at: app.clock.now(),
        who: who.id.clone(),
        action: "refused".to_owned(),
        creditor: None,
        subject: asked.chars().take(200).collect(),
        detail: format!("right={}", right.as_str()),
    };
    super::entry::note(app, line).await
}
