//! Who is met for the first time, and plainly: one customer's number on file, and no talk with them
//! yet. Many are met together, in a few statements.
//!
//! Whatever is answered here must be what [`meet`](super::meet) would answer, which is asked about
//! everybody else.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{address_of, change, quick, user};
use crate::app::edition::Edition;
use crate::app::opening::{self, Opening};
use crate::app::{App, Result};
use crate::domain::channel::{Heard, What};
use crate::domain::debt::party::{Creditor, Customer};
use crate::domain::id::Id;
use crate::store::consent::{self, How};
use crate::store::contact::{self, Contact};
use crate::store::conversation::{self, Conversation};
use crate::store::inbox::{Claimed, Incoming};
use crate::store::{self, Tx, creditor, customer};

/// Somebody who did something, and what is known of their address.
#[derive(Clone, Copy)]
pub struct Guest<'a> {
    /// What came in.
    pub entry: &'a Claimed,
    /// What they did.
    pub heard: &'a Heard,
    /// Who is on the line.
    pub contact: &'a Contact,
}

/// A guest of whom it is known who they are taken to be.
struct Met<'a> {
    place: usize,
    guest: Guest<'a>,
    customer: &'a Customer,
    text: &'a str,
}

/// Opens the conversations of those who are met first; tells of each, in the order given, where
/// they lead to, and nothing of whoever must be looked at more closely.
///
/// # Errors
/// When the database refuses.
pub async fn first(
    app: &App,
    tx: &mut Tx,
    guests: &[Guest<'_>],
    now: DateTime<Utc>,
) -> Result<Vec<Option<(Id, Incoming)>>> {
    let mut led: Vec<Option<(Id, Incoming)>> = guests.iter().map(|_| None).collect();
    let plain: Vec<(usize, Guest<'_>, &str, &str)> = guests
        .iter()
        .enumerate()
        .filter_map(|(place, guest)| {
            let (text, key) = plain(guest, now)?;
            Some((place, *guest, text, key))
        })
        .collect();
    if plain.is_empty() {
        return Ok(led);
    }
    let keys: Vec<(&str, &str)> =
        plain.iter().map(|(_, guest, _, key)| (guest.contact.creditor.as_str(), *key)).collect();
    let known = customer::with_phones(&mut *tx, &keys).await?;
    let met: Vec<Met<'_>> = plain
        .into_iter()
        .filter_map(|(place, guest, text, key)| {
            let of = (guest.contact.creditor.clone(), key.to_owned());
            match known.get(&of).map(Vec::as_slice) {
                Some([(customer, false)]) => Some(Met { place, guest, customer, text }),
                Some(_) | None => None,
            }
        })
        .collect();
    let begun = begin(app, tx, &met, now).await?;
    for (met, conversation) in met.iter().zip(begun) {
        if let Some(slot) = led.get_mut(met.place) {
            *slot = Some((conversation, Incoming::Text { text: met.text.to_owned() }));
        }
    }
    Ok(led)
}

/// The words of somebody of whom nothing is known, and the number that the provider vouches for.
fn plain<'a>(guest: &Guest<'a>, now: DateTime<Utc>) -> Option<(&'a str, &'a str)> {
    let What::Text { text } = &guest.heard.what else { return None };
    let is_plain = guest.contact.is_new && quick::is_plain(text, guest.heard, now);
    let key = change::phone(&guest.heard.who)?;
    is_plain.then_some((text, key))
}

/// Writes their consents, conversations and addresses down; answers the conversations.
async fn begin(app: &App, tx: &mut Tx, met: &[Met<'_>], now: DateTime<Utc>) -> Result<Vec<Id>> {
    if met.is_empty() {
        return Ok(Vec::new());
    }
    let live = app.live();
    let creditors = creditors(&live, tx, met, now).await?;
    let mut conversations: Vec<Conversation> = Vec::with_capacity(met.len());
    let mut consents = Vec::with_capacity(met.len());
    let mut bindings = Vec::with_capacity(met.len());
    for Met { guest, customer, .. } in met {
        let Guest { entry, heard, contact } = guest;
        let missing = || store::Error::missing(format!("creditor {}", contact.creditor));
        let creditor = creditors.get(&contact.creditor).ok_or_else(missing)?;
        let opening = Opening {
            creditor: contact.creditor.clone(),
            customer: customer.id.clone(),
            channel: contact.channel.clone(),
            address: address_of((&contact.line, 0), &customer.id),
        };
        let new = opening::fresh(&live, (creditor, customer), &opening, now)?;
        consents.push(consent::New {
            creditor: &contact.creditor,
            customer: &customer.id,
            channel: &contact.channel,
            how: How::Wrote,
            evidence: &entry.new.external_id,
            at: heard.at,
        });
        bindings.push(contact::First {
            creditor: &contact.creditor,
            line: &contact.line,
            customer: &customer.id,
            conversation: new.id.clone(),
            user: user(heard),
        });
        conversations.push(new);
    }
    consent::add_all(tx, consents).await?;
    conversation::begin_all(tx, &conversations).await?;
    contact::bind_all(tx, bindings).await?;
    Ok(conversations.into_iter().map(|new| new.id).collect())
}

/// The creditors of these, the texts that their new conversations run on being kept.
async fn creditors(
    live: &Edition,
    tx: &mut Tx,
    met: &[Met<'_>],
    now: DateTime<Utc>,
) -> Result<HashMap<String, Creditor>> {
    let mut found = HashMap::new();
    for Met { guest, .. } in met {
        let id = &guest.contact.creditor;
        if found.contains_key(id) {
            continue;
        }
        let missing = || store::Error::missing(format!("creditor {id}"));
        let creditor = creditor::find(&mut *tx, id).await?.ok_or_else(missing)?;
        live.shelf.keep(tx, id, &live.shelf.pins(&creditor.policy)?, now).await?;
        found.insert(id.clone(), creditor);
    }
    Ok(found)
}
