//! Where a group's entries lead: to whose conversation, and what it hears.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::Task;
use super::group::Look;
use crate::app::reception::{self, Guest};
use crate::app::{App, Result};
use crate::domain::channel::Heard;
use crate::domain::id::Id;
use crate::store::Tx;
use crate::store::contact::{self, Contact};
use crate::store::inbox::{Claimed, Incoming};
use crate::store::message::{self, Choice};

/// The last message of ours in each conversation, with what it offered.
pub(super) type Offered = HashMap<(String, Id), (Id, Vec<Choice>)>;

/// An entry that leads to a conversation.
pub(super) struct Led<'t> {
    pub place: usize,
    pub creditor: &'t str,
    pub conversation: Id,
    pub incoming: Incoming,
    /// True where receiving it may have written something.
    pub wrote: bool,
}

impl Led<'_> {
    /// What its conversation is found by.
    pub fn key(&self) -> (String, Id) {
        (self.creditor.to_owned(), self.conversation.clone())
    }
}

/// Where entries lead.
pub(super) struct Received<'t> {
    pub led: Vec<Led<'t>>,
    pub offered: Offered,
    /// The places of those that need a closer look.
    pub closer: Vec<usize>,
}

/// Finds out where each entry leads; what leads nowhere is answered by that.
pub(super) async fn receive<'t>(
    app: &App,
    tx: &mut Tx,
    (tasks, look): (&'t [Task], Look),
    now: DateTime<Utc>,
) -> Result<Received<'t>> {
    let contacts = contacts(tx, tasks).await?;
    let at = |task: &Task| (task.entry.new.creditor.clone(), task.entry.new.line.clone());
    let wanted: HashSet<(&str, &Id)> = tasks
        .iter()
        .filter_map(|task| {
            let creditor = task.entry.new.creditor.as_str();
            match (&task.entry.new.body, contacts.get(&at(task))) {
                (Incoming::Text { .. } | Incoming::Choice { .. }, _) => {
                    Some((creditor, &task.entry.new.line))
                }
                (_, Some(contact)) => contact.conversation.as_ref().map(|id| (creditor, id)),
                (_, None) => None,
            }
        })
        .collect();
    let wanted: Vec<(&str, &Id)> = wanted.into_iter().collect();
    let offered = if wanted.is_empty() {
        Offered::new()
    } else {
        message::offered_all(&mut *tx, &wanted).await?
    };
    let mut firsts = firsts(app, tx, (tasks, &contacts), now).await?;
    let (mut led, mut closer) = (Vec::with_capacity(tasks.len()), Vec::new());
    for (place, task) in tasks.iter().enumerate() {
        let contact = contacts.get(&at(task));
        let (conversation, incoming, wrote) = match &task.entry.new.body {
            Incoming::Heard { heard } => {
                let soon = firsts.remove(&place).map(|(id, incoming)| (id, incoming, true));
                let soon = soon.or_else(|| at_once(heard, (contact, &offered), now));
                if soon.is_none() && look == Look::Plain {
                    closer.push(place);
                    continue;
                }
                let met = match soon {
                    Some(soon) => Some(soon),
                    None => meet(app, tx, (&task.entry, heard), now).await?,
                };
                let Some(met) = met else { continue };
                met
            }
            Incoming::Changed { change } => {
                reception::changed(tx, (&task.entry, change), now).await?;
                continue;
            }
            Incoming::Text { .. }
            | Incoming::Choice { .. }
            | Incoming::Passed { .. }
            | Incoming::Again { .. }
            | Incoming::Media { .. }
            | Incoming::Captioned { .. }
            | Incoming::Event { .. } => {
                (task.entry.new.line.clone(), task.entry.new.body.clone(), false)
            }
        };
        let creditor = task.entry.new.creditor.as_str();
        led.push(Led { place, creditor, conversation, incoming, wrote });
    }
    Ok(Received { led, offered, closer })
}

/// Who is on the lines of what channels told.
async fn contacts(tx: &mut Tx, tasks: &[Task]) -> Result<HashMap<(String, Id), Contact>> {
    let heard = |task: &&Task| matches!(task.entry.new.body, Incoming::Heard { .. });
    let lines: Vec<(&str, &Id)> = tasks
        .iter()
        .filter(heard)
        .map(|task| (task.entry.new.creditor.as_str(), &task.entry.new.line))
        .collect();
    if lines.is_empty() {
        return Ok(HashMap::new());
    }
    let found = contact::find_all(tx, &lines).await?;
    Ok(found.into_iter().map(|it| ((it.creditor.clone(), it.line.clone()), it)).collect())
}

/// Opens the conversations of those who are met first, by their places in the group.
async fn firsts(
    app: &App,
    tx: &mut Tx,
    (tasks, contacts): (&[Task], &HashMap<(String, Id), Contact>),
    now: DateTime<Utc>,
) -> Result<HashMap<usize, (Id, Incoming)>> {
    let mut guests = Vec::new();
    for (place, task) in tasks.iter().enumerate() {
        let entry = &task.entry;
        let here = (entry.new.creditor.clone(), entry.new.line.clone());
        if let (Incoming::Heard { heard }, Some(contact)) = (&entry.new.body, contacts.get(&here)) {
            guests.push((place, Guest { entry, heard, contact }));
        }
    }
    let (places, guests): (Vec<usize>, Vec<Guest<'_>>) = guests.into_iter().unzip();
    let met = reception::first(app, tx, &guests, now).await?;
    Ok(places.into_iter().zip(met).filter_map(|(place, met)| Some((place, met?))).collect())
}

/// Where somebody's doing leads, from what is loaded, where that is enough.
fn at_once(
    heard: &Heard,
    (contact, offered): (Option<&Contact>, &Offered),
    now: DateTime<Utc>,
) -> Option<(Id, Incoming, bool)> {
    let contact = contact?;
    let here = contact.conversation.as_ref().map(|id| (contact.creditor.clone(), id.clone()));
    let last = here.and_then(|here| offered.get(&here));
    let (conversation, incoming) = reception::at_once(contact, heard, last, now)?;
    Some((conversation, incoming, false))
}

/// Receives what somebody did, whatever it takes.
async fn meet(
    app: &App,
    tx: &mut Tx,
    (entry, heard): (&Claimed, &Heard),
    now: DateTime<Utc>,
) -> Result<Option<(Id, Incoming, bool)>> {
    let met = reception::meet(app, tx, (entry, heard), now).await?;
    Ok(met.map(|(conversation, incoming)| (conversation, incoming, true)))
}
