//! Finds the lines of many people by any of their names, or writes them down; learns new names.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{rows, run};
use crate::domain::channel::Who;
use crate::domain::id::Id;
use crate::store::contact::Account;
use crate::store::{Error, On, Result, Tx};

/// Somebody who did something at an account of ours.
#[derive(Clone, Copy, Debug)]
pub struct Guest<'a> {
    /// The account.
    pub account: &'a Account,
    /// Who.
    pub who: &'a Who,
    /// When, by the provider's clock.
    pub at: DateTime<Utc>,
}

/// One name at an account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Name {
    creditor: String,
    channel: String,
    account: String,
    alias: String,
}

impl Name {
    /// A name of somebody's, as it stands in a row.
    pub fn new(account: &Account, alias: &str) -> Self {
        Self {
            creditor: account.creditor.clone(),
            channel: account.channel.clone(),
            account: account.account.clone(),
            alias: alias.replace('\0', ""),
        }
    }

    fn all(guest: &Guest<'_>) -> Vec<Self> {
        guest.who.aliases.iter().map(|alias| Self::new(guest.account, &alias.text())).collect()
    }

    /// The line of who comes by this name first.
    fn line(&self) -> Id {
        Id::derive(&[&self.creditor, &self.channel, &self.account, &self.alias])
    }
}

#[derive(Clone)]
struct Contact {
    creditor: String,
    line: Id,
    channel: String,
    account: String,
    address: String,
    name: Option<String>,
    username: Option<String>,
    heard_at: DateTime<Utc>,
}

/// Finds or writes down everybody, in the order given; answers the line of each.
///
/// On PostgreSQL the contacts are held until the write ends, so that of two instances one waits for
/// the other before it gives places on the same line.
///
/// # Errors
/// [`Error::Stale`] where another instance wrote a name down for another line at this moment: do it
/// all again. Else when the database refuses.
pub async fn meet(tx: &mut Tx, guests: &[Guest<'_>], now: DateTime<Utc>) -> Result<Vec<Id>> {
    if guests.is_empty() {
        return Ok(Vec::new());
    }
    let names: BTreeSet<Name> = guests.iter().flat_map(Name::all).collect();
    let mut known = lines(&mut *tx, &names).await?;
    let mut contacts = BTreeMap::new();
    let mut learnt = BTreeMap::new();
    let mut found = Vec::with_capacity(guests.len());
    for guest in guests {
        let line = line_of(guest, &known);
        for name in Name::all(guest) {
            if !known.contains_key(&name) {
                known.insert(name.clone(), line.clone());
                learnt.insert(name, line.clone());
            }
        }
        let key = (guest.account.creditor.clone(), line.clone());
        let before = contacts.remove(&key);
        contacts.insert(key, Contact::seen(guest, &line, before));
        found.push(line);
    }
    write(tx, contacts.into_values().collect(), now).await?;
    learn(tx, &learnt).await?;
    Ok(found)
}

/// The lines of people by any of their names, in the order given; of who is unknown, the line that
/// they would have. Nothing is written: something was told of them, they did nothing themselves.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, people: &[(&Account, &Who)]) -> Result<Vec<Id>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let guests: Vec<Guest<'_>> = people
        .iter()
        .map(|&(account, who)| Guest { account, who, at: DateTime::UNIX_EPOCH })
        .collect();
    let names: BTreeSet<Name> = guests.iter().flat_map(Name::all).collect();
    let known = lines(&mut *tx, &names).await?;
    Ok(guests.iter().map(|guest| line_of(guest, &known)).collect())
}

/// The line of any name of somebody's, else the one that they get.
fn line_of(guest: &Guest<'_>, known: &HashMap<Name, Id>) -> Id {
    let names = Name::all(guest);
    names.iter().find_map(|name| known.get(name).cloned()).unwrap_or_else(|| {
        let address = || Name::new(guest.account, &guest.who.address).line();
        names.first().map_or_else(address, Name::line)
    })
}

impl Contact {
    fn seen(guest: &Guest<'_>, line: &Id, before: Option<Self>) -> Self {
        let plain = |text: &String| text.replace('\0', "");
        let (name, username, heard_at) = before.map_or((None, None, None), |before| {
            (before.name, before.username, Some(before.heard_at))
        });
        let at = guest.at;
        Self {
            creditor: guest.account.creditor.clone(),
            line: line.clone(),
            channel: guest.account.channel.clone(),
            account: guest.account.account.clone(),
            address: plain(&guest.who.address),
            name: guest.who.name.as_ref().map(plain).or(name),
            username: guest.who.username.as_ref().map(plain).or(username),
            heard_at: heard_at.filter(|earlier| *earlier > at).unwrap_or(at),
        }
    }
}

/// The lines of names that are known.
///
/// # Errors
/// When the database refuses.
pub async fn lines(on: impl Into<On<'_>>, names: &BTreeSet<Name>) -> Result<HashMap<Name, Id>> {
    let on = on.into();
    let names: Vec<&Name> = names.iter().collect();
    let found: Vec<(String, String, String, String, String)> = on
        .sql2(
            "select a.creditor, a.channel, a.account, a.alias, a.line
             from json_each($1) as n cross join contact_alias as a
             where a.creditor = n.value->>'creditor' and a.channel = n.value->>'channel'
               and a.account = n.value->>'account' and a.alias = n.value->>'alias'",
            "select a.creditor, a.channel, a.account, a.alias, a.line
             from jsonb_array_elements(cast($1 as jsonb)) as n (value)
             join contact_alias as a
               on a.creditor = n.value->>'creditor' and a.channel = n.value->>'channel'
              and a.account = n.value->>'account' and a.alias = n.value->>'alias'",
        )
        .bind(rows(&names)?)
        .all(on)
        .await?;
    let found = found.into_iter().map(|(creditor, channel, account, alias, line)| {
        (Name { creditor, channel, account, alias }, Id::stored(line))
    });
    Ok(found.collect())
}

async fn write(tx: &mut Tx, contacts: Vec<Contact>, now: DateTime<Utc>) -> Result<()> {
    let columns = "insert into contact
           (creditor, line, channel, account, address, name, username, heard_at, began_at)
         select * from (values ";
    let around = match tx {
        Tx::Lite(..) => (
            columns,
            ") as n where n.column1 is not null
             on conflict (creditor, line) do update
             set address = excluded.address, name = coalesce(excluded.name, contact.name),
                 username = coalesce(excluded.username, contact.username),
                 heard_at = max(coalesce(contact.heard_at, excluded.heard_at), excluded.heard_at)",
        ),
        Tx::Pg(..) => (
            columns,
            ") as n where n.column1 is not null
             on conflict (creditor, line) do update
             set address = excluded.address, name = coalesce(excluded.name, contact.name),
                 username = coalesce(excluded.username, contact.username),
                 heard_at = greatest(contact.heard_at, excluded.heard_at)",
        ),
    };
    run(tx, (around, 9), contacts, |sql, contact| {
        sql.bind(contact.creditor)
            .bind(contact.line.to_string())
            .bind(contact.channel)
            .bind(contact.account)
            .bind(contact.address)
            .bind(contact.name)
            .bind(contact.username)
            .bind(contact.heard_at)
            .bind(now)
    })
    .await?;
    Ok(())
}

async fn learn(tx: &mut Tx, learnt: &BTreeMap<Name, Id>) -> Result<()> {
    if learnt.is_empty() {
        return Ok(());
    }
    let around = (
        "insert into contact_alias (creditor, channel, account, alias, line) select * from (values ",
        ") as n where n.column1 is not null on conflict do nothing",
    );
    let written = run(tx, (around, 5), learnt.iter().collect(), |sql, (name, line)| {
        sql.bind(name.creditor.clone())
            .bind(name.channel.clone())
            .bind(name.account.clone())
            .bind(name.alias.clone())
            .bind(line.to_string())
    })
    .await?;
    if usize::try_from(written) == Ok(learnt.len()) {
        Ok(())
    } else {
        Err(Error::Stale { what: "names of people at a channel".to_owned() })
    }
}
