//! Making people, and changing what they are; by an admin, or on the machine itself.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::super::{App, Result};
use super::password::{self, Weak};
use super::{login, new_id};
use crate::domain::access::{Role, Scope, Who};
use crate::store::audit::{self, Entry};
use crate::store::person::{self, Person};
use crate::store::{self, creditor, session};

/// What is told of somebody who is to be made or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The name that colleagues and customers see.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// Whose cases they see.
    pub creditors: Scope,
    /// Of which sectors.
    pub sectors: Scope,
}

/// Why it was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A login is of letters, digits and `. - _ @`, 3 to 100 of them.
    Login,
    /// Somebody has the login.
    Taken,
    /// A name is of 2 to 80 letters.
    Name,
    /// There is no such creditor.
    Creditor,
    /// There is nobody with that id.
    Unknown,
    /// The last admin stays one.
    LastAdmin,
    /// The password is too short.
    Short,
    /// The password is too long.
    Long,
    /// The password is easily guessed.
    Easy,
}

impl Refusal {
    /// Its code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::Taken => "taken",
            Self::Name => "name",
            Self::Creditor => "creditor",
            Self::Unknown => "unknown",
            Self::LastAdmin => "last-admin",
            Self::Short => "short",
            Self::Long => "long",
            Self::Easy => "easy",
        }
    }
}

impl From<Weak> for Refusal {
    fn from(weak: Weak) -> Self {
        match weak {
            Weak::Short => Self::Short,
            Weak::Long => Self::Long,
            Weak::Easy => Self::Easy,
        }
    }
}

/// What was asked, done or refused.
pub type Answer<T> = Result<std::result::Result<T, Refusal>>;

/// Makes somebody who has no password yet; their id.
///
/// # Errors
/// When the database refuses.
pub async fn add(app: &App, by: &str, (typed, draft): (&str, Draft)) -> Answer<String> {
    let name = login(typed);
    if !is_login(&name) {
        return Ok(Err(Refusal::Login));
    }
    let Some(draft) = checked(draft) else { return Ok(Err(Refusal::Name)) };
    if !are_known(app, &draft.creditors).await? {
        return Ok(Err(Refusal::Creditor));
    }
    let (id, now) = (new_id()?, app.clock.now());
    let who = draft.of(&id);
    let line = line(now, by, "person-add", (&id, &told(&who)));
    let added = app
        .db
        .write_aside(move |tx| {
            Box::pin(async move {
                person::add(tx, &who, &name, now).await?;
                audit::add(tx, &line);
                Ok::<_, store::Error>(())
            })
        })
        .await;
    match added {
        Ok(()) => Ok(Ok(id)),
        Err(error) if error.is_duplicate() => Ok(Err(Refusal::Taken)),
        Err(error) => Err(error.into()),
    }
}

/// Makes somebody, with a password where one is given; their id.
///
/// # Errors
/// When the database refuses.
pub async fn add_with(
    app: &App,
    by: &str,
    (typed, draft): (&str, Draft),
    password: Option<&str>,
) -> Answer<String> {
    let weak = password.and_then(|it| password::weakness(it, &login(typed), &draft.name));
    if let Some(weak) = weak {
        return Ok(Err(weak.into()));
    }
    let added = add(app, by, (typed, draft)).await?;
    if let (Ok(id), Some(password)) = (&added, password) {
        keep_password(app, by, (id, password)).await?;
    }
    Ok(added)
}

/// Changes somebody's name, role and scope; it holds from their next request on.
///
/// # Errors
/// When the database refuses.
pub async fn change(app: &App, by: &str, (id, draft): (&str, Draft)) -> Answer<()> {
    let Some(draft) = checked(draft) else { return Ok(Err(Refusal::Name)) };
    if !are_known(app, &draft.creditors).await? {
        return Ok(Err(Refusal::Creditor));
    }
    let who = draft.of(id);
    let line = line(app.clock.now(), by, "person-change", (id, &told(&who)));
    let id = id.to_owned();
    let done = app
        .db
        .write_aside(move |tx| {
            Box::pin(async move {
                if who.role != Role::Admin && is_last_admin(tx, &id).await? {
                    return Ok(Err(Refusal::LastAdmin));
                }
                if !person::change(tx, &who).await? {
                    return Ok(Err(Refusal::Unknown));
                }
                audit::add(tx, &line);
                Ok::<_, store::Error>(Ok(()))
            })
        })
        .await?;
    Ok(done)
}

/// Lets somebody sign in no more (their sessions end), or again.
///
/// # Errors
/// When the database refuses.
pub async fn disable(app: &App, by: &str, (id, is_out): (&str, bool)) -> Answer<()> {
    let now = app.clock.now();
    let action = if is_out { "person-disable" } else { "person-enable" };
    let line = line(now, by, action, (id, ""));
    let id = id.to_owned();
    let done = app
        .db
        .write_aside(move |tx| {
            Box::pin(async move {
                if is_out && is_last_admin(tx, &id).await? {
                    return Ok(Err(Refusal::LastAdmin));
                }
                if !person::disable(tx, &id, is_out.then_some(now)).await? {
                    return Ok(Err(Refusal::Unknown));
                }
                if is_out {
                    session::end_all(tx, &id, None).await?;
                }
                audit::add(tx, &line);
                Ok::<_, store::Error>(Ok(()))
            })
        })
        .await?;
    Ok(done)
}

/// Gives somebody a password; all their sessions end.
///
/// # Errors
/// When the database refuses.
pub async fn set_password(app: &App, by: &str, (id, password): (&str, &str)) -> Answer<()> {
    let Some(found) = person::find(&app.db, id).await? else { return Ok(Err(Refusal::Unknown)) };
    if let Some(weak) = password::weakness(password, &found.login, &found.who.name) {
        return Ok(Err(weak.into()));
    }
    keep_password(app, by, (id, password)).await?;
    Ok(Ok(()))
}

/// Keeps a password, whatever it is.
pub(super) async fn keep_password(app: &App, by: &str, (id, new): (&str, &str)) -> Result<()> {
    let kept = password::keep(new).await?;
    let line = line(app.clock.now(), by, "password", (id, ""));
    let id = id.to_owned();
    app.db
        .write_aside(move |tx| {
            Box::pin(async move {
                person::set_password(tx, &id, kept).await?;
                session::end_all(tx, &id, None).await?;
                audit::add(tx, &line);
                Ok::<_, store::Error>(())
            })
        })
        .await?;
    Ok(())
}

/// Everybody, by name.
///
/// # Errors
/// When the database refuses.
pub async fn all(app: &App) -> Result<Vec<Person>> {
    Ok(person::all(&app.db).await?)
}

/// Somebody by how they sign in.
///
/// # Errors
/// When the database refuses.
pub async fn by_login(app: &App, typed: &str) -> Result<Option<Person>> {
    Ok(person::by_login(&app.db, &login(typed)).await?)
}

/// True where nobody was made yet.
///
/// # Errors
/// When the database refuses.
pub async fn is_nobody(app: &App) -> Result<bool> {
    Ok(!person::is_any(&app.db).await?)
}

impl Draft {
    fn of(self, id: &str) -> Who {
        Who {
            id: id.to_owned(),
            name: self.name,
            role: self.role,
            creditors: self.creditors,
            sectors: self.sectors,
        }
    }
}

/// Names in a list of words; all, where there is none.
pub fn scope(words: &str) -> Scope {
    let names = words.split([',', ' ', '\n']).map(str::trim).filter(|word| !word.is_empty());
    let names: BTreeSet<String> = names.map(str::to_owned).collect();
    if names.is_empty() { Scope::All } else { Scope::Only(names) }
}

fn is_login(login: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || ".-_@+".contains(c);
    (3..=100).contains(&login.len()) && login.chars().all(is_letter)
}

fn checked(draft: Draft) -> Option<Draft> {
    let name = draft.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let good = (2..=80).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    good.then_some(Draft { name, ..draft })
}

/// True where every creditor that is named was imported.
async fn are_known(app: &App, scope: &Scope) -> Result<bool> {
    match scope {
        Scope::All => Ok(true),
        Scope::Only(names) => {
            let known = creditors(app).await?;
            Ok(names.iter().all(|name| known.contains(name)))
        }
    }
}

/// The ids of all creditors.
///
/// # Errors
/// When the database refuses.
pub async fn creditors(app: &App) -> Result<Vec<String>> {
    Ok(creditor::all(&app.db).await?.into_iter().map(|it| it.id).collect())
}

async fn is_last_admin(tx: &mut store::Tx, id: &str) -> Result<bool, store::Error> {
    let people = person::all(&mut *tx).await?;
    let mut admins =
        people.iter().filter(|it| it.who.role == Role::Admin && it.disabled_at.is_none());
    Ok(admins.next().is_some_and(|it| it.who.id == id) && admins.next().is_none())
}

fn told(who: &Who) -> String {
    let scope = |scope: &Scope| match scope {
        Scope::All => "all".to_owned(),
        Scope::Only(names) => names.iter().cloned().collect::<Vec<_>>().join("+"),
    };
    format!(
        "role={} creditors={} sectors={}",
        who.role.as_str(),
        scope(&who.creditors),
        scope(&who.sectors)
    )
}

pub(super) fn line(
    at: DateTime<Utc>,
    by: &str,
    action: &str,
    (subject, detail): (&str, &str),
) -> Entry {
    Entry {
        at,
        who: by.to_owned(),
        action: action.to_owned(),
        creditor: None,
        subject: subject.to_owned(),
        detail: detail.to_owned(),
    }
}
