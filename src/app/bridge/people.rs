//! Who of ours an agent of another desk is, and the codes by which somebody shows it.

use chrono::TimeDelta;
use sha2::{Digest, Sha256};

use crate::app::{App, Error, Result};
use crate::domain::access::Who;
use crate::domain::bridge::{Desk, Hand};
use crate::domain::id::hex;
use crate::store::audit::{self, Entry};
use crate::store::bridge::people;
use crate::store::{self, person};

/// How long a code is good.
pub const CODE_LASTS: TimeDelta = TimeDelta::minutes(15);

/// The letters of a code: none that looks like another.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// The length of a code: 50 bits, good for minutes.
const LENGTH: usize = 10;

/// The person of ours behind an agent there: as they showed, or by their address of mail where that
/// is what they sign in with. Nobody who may not sign in.
///
/// # Errors
/// When the database refuses.
pub async fn who(app: &App, desk: Desk, hand: &Hand) -> Result<Option<Who>> {
    let linked = match hand.id.as_str() {
        "" => None,
        id => people::find(&app.db, desk, id).await?,
    };
    let found = match (linked, &hand.email) {
        (Some(id), _) => person::find(&app.db, &id).await?,
        (None, Some(email)) => person::by_login(&app.db, &email.trim().to_lowercase()).await?,
        (None, None) => None,
    };
    Ok(found.filter(|person| person.disabled_at.is_none()).map(|person| person.who))
}

/// Somebody of ours by their id; nobody who may not sign in.
///
/// # Errors
/// When the database refuses.
pub async fn by_id(app: &App, id: &str) -> Result<Option<Who>> {
    let found = person::find(&app.db, id).await?;
    Ok(found.filter(|person| person.disabled_at.is_none()).map(|person| person.who))
}

/// Makes a code for somebody: who brings it to another desk within minutes is them.
///
/// # Errors
/// When the system gives no chance, or the database refuses.
pub async fn give_code(app: &App, person: &str) -> Result<String> {
    let mut bytes = [0_u8; LENGTH];
    getrandom::fill(&mut bytes).map_err(|_| Error::NoChance)?;
    let letter = |byte: &u8| LETTERS.get(usize::from(byte % 32)).copied().map(char::from);
    let code: String = bytes.iter().filter_map(letter).collect();
    let (hash, person, now) = (hash(&code), person.to_owned(), app.clock.now());
    let given = app.db.write(move |tx| {
        Box::pin(async move {
            people::give_code(tx, (&hash, &person), (now, now + CODE_LASTS)).await?;
            audit::add(tx, &entry(now, &person, "bridge-code", ""));
            Ok::<_, store::Error>(())
        })
    });
    given.await?;
    Ok(code)
}

/// Uses a code up: from now on this agent there is whose it was; none where it is not good.
///
/// # Errors
/// When the database refuses.
pub async fn enter(app: &App, desk: Desk, hand: &Hand, code: &str) -> Result<Option<Who>> {
    let (hash, now, id) = (hash(&plain(code)), app.clock.now(), hand.id.clone());
    let linked = app.db.write(move |tx| {
        Box::pin(async move {
            let Some(person) = people::use_code(tx, &hash, now).await? else {
                return Ok::<_, store::Error>(None);
            };
            people::link(tx, desk, (&id, &person), now).await?;
            audit::add(tx, &entry(now, &person, "bridge-linked", desk.as_str()));
            Ok(Some(person))
        })
    });
    match linked.await? {
        Some(_) => who(app, desk, hand).await,
        None => Ok(None),
    }
}

/// A code as it was given, however it was typed.
fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

fn hash(code: &str) -> String {
    hex(&Sha256::digest(code.as_bytes()))
}

fn entry(at: chrono::DateTime<chrono::Utc>, person: &str, action: &str, detail: &str) -> Entry {
    Entry {
        at,
        who: person.to_owned(),
        action: action.to_owned(),
        creditor: None,
        subject: person.to_owned(),
        detail: detail.to_owned(),
    }
}
