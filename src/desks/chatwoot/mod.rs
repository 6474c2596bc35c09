//! Chatwoot, bridged by inboxes of the kind API: it shows our cases, and its agents answer there.
//!
//! One conversation there is one case here. What we write is known by its `source_id`, so that
//! after an answer that never came we look before writing again.

pub mod api;
pub mod encode;
pub mod parse;
pub mod signature;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use futures_util::future::BoxFuture;
use serde_json::Value as Json;

use self::api::{Api, Unfit};
use super::{Bridge, Looked, Trouble};
use crate::config::desks::{Chatwoot, Inbox};
use crate::domain::bridge::{Case, Desk, Line, Status, Thread, Tick};

/// The most pages of messages that one look reads.
const PAGES: usize = 5;

/// The way to an account of Chatwoot.
#[derive(Debug)]
pub struct Way {
    settings: Chatwoot,
    api: Api,
    known: Mutex<Known>,
}

/// What was learnt of the account.
#[derive(Debug, Default)]
struct Known {
    /// The id of the user whose token is ours.
    us: Option<String>,
    /// Addresses of mail by the agents' ids.
    agents: HashMap<String, String>,
}

impl Way {
    /// Prepares the way; nothing is sent yet.
    ///
    /// # Errors
    /// Where no client can be made for these settings.
    pub fn new(settings: &Chatwoot) -> Result<Self, Unfit> {
        let api = Api::new(settings)?;
        Ok(Self { settings: settings.clone(), api, known: Mutex::default() })
    }

    /// The calls themselves, for who sets it up.
    pub const fn api(&self) -> &Api {
        &self.api
    }

    fn inbox(&self, channel: &str) -> Result<&Inbox, Trouble> {
        let mut inboxes = self.settings.inboxes.iter();
        let found = inboxes.find(|inbox| inbox.channel == channel);
        found.ok_or_else(|| Trouble::Refused { code: "no-inbox".to_owned() })
    }

    fn with<T>(&self, look: impl FnOnce(&mut Known) -> T) -> T {
        look(&mut self.known.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The user whose token is ours.
    async fn us(&self) -> Result<String, Trouble> {
        if let Some(us) = self.with(|known| known.us.clone()) {
            return Ok(us);
        }
        let profile = self.api.profile().await?;
        let us = parse::id(&profile, "id").ok_or_else(|| unreadable("profile"))?;
        self.with(|known| known.us = Some(us.clone()));
        Ok(us)
    }

    /// The contact of a customer, made where there is none.
    async fn contact(&self, case: &Case, inbox: &Inbox) -> Result<parse::Contact, Trouble> {
        if let Some(contact) = self.found(case, inbox).await? {
            return Ok(contact);
        }
        match self.api.post("contacts", &encode::contact(case, inbox)).await {
            Ok(made) => parse::contact(&made, &inbox.id).ok_or_else(|| unreadable("contact")),
            // Somebody made it meanwhile: its identifier is taken.
            Err(Trouble::Refused { code }) if code == "422" => {
                self.found(case, inbox).await?.ok_or_else(|| unreadable("contact"))
            }
            Err(trouble) => Err(trouble),
        }
    }

    async fn found(&self, case: &Case, inbox: &Inbox) -> Result<Option<parse::Contact>, Trouble> {
        let query = [("q", encode::identifier(case))];
        let found = self.api.get("contacts/search", &query).await?;
        let Some(contact) = parse::contact_of(&found, &encode::identifier(case)) else {
            return Ok(None);
        };
        if let Some(contact) = parse::contact(&contact, &inbox.id) {
            return Ok(Some(contact));
        }
        // The customer is known by another inbox: they get a source in this one.
        let id = parse::id(&contact, "id").ok_or_else(|| unreadable("contact"))?;
        let path = format!("contacts/{id}/contact_inboxes");
        let made = self.api.post(&path, &encode::contact_inbox(inbox)).await?;
        let source = parse::text(&made, "source_id").ok_or_else(|| unreadable("source"))?;
        Ok(Some(parse::Contact { id, source }))
    }

    async fn open_case(&self, case: &Case, again: bool) -> Result<Thread, Trouble> {
        let inbox = self.inbox(&case.channel)?;
        let contact = self.contact(case, inbox).await?;
        let thread = |id| Thread { id, channel: case.channel.clone() };
        if again {
            let path = format!("contacts/{}/conversations", contact.id);
            let all = self.api.get(&path, &[]).await?;
            if let Some(id) = parse::conversation_of(&all, case.id.as_str()) {
                return Ok(thread(id));
            }
        }
        let body = encode::conversation(case, inbox, &contact);
        let made = self.api.post("conversations", &body).await?;
        parse::id(&made, "id").map(thread).ok_or_else(|| unreadable("conversation"))
    }

    async fn tell_line(
        &self,
        thread: &Thread,
        line: &Line,
        again: bool,
    ) -> Result<String, Trouble> {
        let path = format!("conversations/{}/messages", thread.id);
        if again {
            let shown = self.api.get(&path, &[]).await?;
            let name = encode::source(&line.id);
            if let Some(id) = parse::message_of(&shown, &name) {
                return Ok(id);
            }
        }
        let made = self.api.post(&path, &encode::message(line)).await?;
        parse::id(&made, "id").ok_or_else(|| unreadable("message"))
    }

    async fn look_at(&self, thread: &Thread, after: Option<&str>) -> Result<Looked, Trouble> {
        let us = self.us().await?;
        let conversation = self.api.get(&format!("conversations/{}", thread.id), &[]).await?;
        let path = format!("conversations/{}/messages", thread.id);
        let mut looked = Looked {
            status: parse::status(&conversation),
            labels: parse::labels(&conversation),
            last: after.map(str::to_owned),
            ..Looked::default()
        };
        for _ in 0..PAGES {
            let query: Vec<_> = looked.last.iter().map(|id| ("after", id.clone())).collect();
            let page = self.api.get(&path, &query).await?;
            let messages = parse::messages(&page);
            let Some(last) =
                messages.iter().filter_map(|it| parse::id(it, "id")).max_by_key(|id| number(id))
            else {
                break;
            };
            looked.came.extend(messages.iter().filter_map(|message| {
                let came = parse::listed(&thread.id, message)?;
                (came.by.id != us).then_some(came)
            }));
            if looked.last.as_ref().is_some_and(|before| number(before) >= number(&last)) {
                break;
            }
            looked.last = Some(last);
        }
        Ok(looked)
    }

    async fn email_of(&self, hand: &str) -> Result<Option<String>, Trouble> {
        if let Some(email) = self.with(|known| known.agents.get(hand).cloned()) {
            return Ok(Some(email));
        }
        let agents = self.api.get("agents", &[]).await?;
        self.with(|known| known.agents = parse::agents_of(&agents));
        Ok(self.with(|known| known.agents.get(hand).cloned()))
    }
}

impl Bridge for Way {
    fn desk(&self) -> Desk {
        Desk::Chatwoot
    }

    fn takes(&self, creditor: &str, channel: &str) -> bool {
        let creditors = &self.settings.creditors;
        let is_ours = creditors.is_empty() || creditors.iter().any(|it| it == creditor);
        is_ours && self.settings.inboxes.iter().any(|inbox| inbox.channel == channel)
    }

    fn open<'a>(&'a self, case: &'a Case, again: bool) -> BoxFuture<'a, Result<Thread, Trouble>> {
        Box::pin(self.open_case(case, again))
    }

    fn tell<'a>(
        &'a self,
        thread: &'a Thread,
        line: &'a Line,
        again: bool,
    ) -> BoxFuture<'a, Result<String, Trouble>> {
        Box::pin(self.tell_line(thread, line, again))
    }

    fn mark<'a>(
        &'a self,
        thread: &'a Thread,
        message: &'a str,
        tick: &'a Tick,
    ) -> BoxFuture<'a, Result<(), Trouble>> {
        Box::pin(async move {
            let Some(body) = encode::tick(tick) else { return Ok(()) };
            let path = format!("conversations/{}/messages/{message}", thread.id);
            self.api.patch(&path, &body).await.map(drop)
        })
    }

    fn turn<'a>(
        &'a self,
        thread: &'a Thread,
        status: Status,
    ) -> BoxFuture<'a, Result<(), Trouble>> {
        Box::pin(async move {
            let path = format!("conversations/{}/toggle_status", thread.id);
            self.api.post(&path, &encode::status(status)).await.map(drop)
        })
    }

    fn look<'a>(
        &'a self,
        thread: &'a Thread,
        after: Option<&'a str>,
    ) -> BoxFuture<'a, Result<Looked, Trouble>> {
        Box::pin(self.look_at(thread, after))
    }

    fn email<'a>(&'a self, hand: &'a str) -> BoxFuture<'a, Result<Option<String>, Trouble>> {
        Box::pin(self.email_of(hand))
    }

    fn try_out(&self) -> BoxFuture<'_, Result<(), Trouble>> {
        // Asked anew each time: what was learnt earlier says nothing of now.
        Box::pin(async { self.api.profile().await.map(drop) })
    }
}

/// A name as the number that it is; they grow with time.
fn number(id: &str) -> u64 {
    id.parse().unwrap_or(0)
}

fn unreadable(what: &str) -> Trouble {
    Trouble::Unknown { code: format!("unreadable-{what}") }
}

/// A list within an answer, wherever this version puts it.
fn payload(answer: &Json) -> &[Json] {
    let list = answer.as_array().or_else(|| answer.get("payload")?.as_array());
    list.map_or(&[], Vec::as_slice)
}
