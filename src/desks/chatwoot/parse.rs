//! What Chatwoot posts and answers, read: pure, total and suspicious.
//!
//! [`hook`] says of a webhook what an agent did, or why it is nothing to us: private, ours, of
//! another inbox. Conversations go by the number that their account shows (`conversation.id`).

use std::collections::HashMap;

use serde_json::Value as Json;

use super::encode::PREFIX;
use super::payload;
use crate::config::desks::{Chatwoot, Inbox};
use crate::domain::bridge::{Came, Deed, Hand, Status};

/// The longest text of an agent that is read, in bytes.
const LONGEST: usize = 64 * 1024;

/// What a webhook is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hook {
    /// An agent did something.
    Came(Box<Came>),
    /// Nothing to us: a code of why.
    Passed(&'static str),
    /// It is of another account or inbox than the one whose secret signed it.
    Foreign,
    /// It cannot be read.
    Stray,
}

/// A contact there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Its number.
    pub id: String,
    /// Its name within an inbox.
    pub source: String,
}

/// Reads a webhook whose signature was that of an inbox.
pub fn hook(settings: &Chatwoot, inbox: &Inbox, body: &[u8], delivery: Option<&str>) -> Hook {
    let Ok(body) = serde_json::from_slice::<Json>(body) else { return Hook::Stray };
    let delivery = delivery.filter(|it| !it.is_empty() && it.len() <= 100).map(str::to_owned);
    let account = body.pointer("/account/id").and_then(as_id);
    if account.is_some_and(|account| account != settings.account) {
        return Hook::Foreign;
    }
    let event = body.get("event").and_then(Json::as_str).unwrap_or_default();
    match event {
        "message_created" => message(inbox, &body, delivery, false),
        "message_updated" => message(inbox, &body, delivery, true),
        "conversation_status_changed" | "conversation_updated" => {
            conversation(inbox, &body, delivery, event == "conversation_status_changed")
        }
        "" => Hook::Stray,
        _ => Hook::Passed("other-event"),
    }
}

fn message(inbox: &Inbox, body: &Json, delivery: Option<String>, again: bool) -> Hook {
    let told = body.pointer("/inbox/id").or_else(|| body.pointer("/conversation/inbox_id"));
    if told.and_then(as_id).is_none_or(|id| id != inbox.id) {
        return Hook::Foreign;
    }
    let Some(thread) = body.pointer("/conversation/id").and_then(as_id) else { return Hook::Stray };
    let Some(mut came) = agents(&thread, body) else { return Hook::Passed("not-an-agents") };
    came.delivery = delivery;
    if again {
        // An agent's own retry sets a failed message to sent; every other update is news to nobody.
        let is_sent = text(body, "status").is_some_and(|status| status == "sent");
        let Deed::Say { insists, .. } = &mut came.deed else { return Hook::Passed("update") };
        if !is_sent {
            return Hook::Passed("update");
        }
        *insists = true;
        let mark = came.delivery.clone().unwrap_or_default();
        came.id = format!("{}/again/{mark}", came.id);
    }
    Hook::Came(Box::new(came))
}

/// A message of an agent for the customer; none where it is private, ours or nobody's.
fn agents(thread: &str, message: &Json) -> Option<Came> {
    let kind = message.get("message_type");
    let is_outgoing = kind.is_some_and(|it| it.as_str() == Some("outgoing") || it == 1);
    let is_private = message.get("private").and_then(Json::as_bool).unwrap_or(false);
    let is_ours = text(message, "source_id").is_some_and(|source| source.starts_with(PREFIX));
    let sender = message.get("sender").filter(|sender| {
        sender.get("type").is_some_and(|kind| kind.as_str().is_some_and(is_user))
    })?;
    if !is_outgoing || is_private || is_ours {
        return None;
    }
    let id = id(message, "id")?;
    let content = text(message, "content").unwrap_or_default();
    let has_files =
        message.get("attachments").and_then(Json::as_array).is_some_and(|it| !it.is_empty());
    let deed = if has_files {
        Deed::Unfit { what: "attachment".to_owned() }
    } else if content.trim().is_empty() {
        Deed::Unfit { what: "empty".to_owned() }
    } else if content.len() > LONGEST {
        Deed::Unfit { what: "too-long".to_owned() }
    } else {
        Deed::Say { text: content, insists: false }
    };
    Some(Came {
        id: format!("message/{id}"),
        delivery: None,
        thread: thread.to_owned(),
        message: Some(id),
        by: hand(sender),
        deed,
    })
}

fn is_user(kind: &str) -> bool {
    kind.eq_ignore_ascii_case("user")
}

fn conversation(inbox: &Inbox, body: &Json, delivery: Option<String>, turned: bool) -> Hook {
    if body.get("inbox_id").and_then(as_id).is_none_or(|id| id != inbox.id) {
        return Hook::Foreign;
    }
    let Some(thread) = id(body, "id") else { return Hook::Stray };
    let labels = labels(body);
    let deed = match (turned, status(body)) {
        (true, Some(Status::Resolved)) => Deed::Close { outcome: labels },
        (true, Some(Status::Snoozed)) => Deed::Snooze,
        (true, Some(Status::Open)) => Deed::Reopen,
        (true, None) => return Hook::Passed("other-status"),
        (false, _) if labels.is_empty() => return Hook::Passed("no-labels"),
        (false, _) => Deed::Label { labels },
    };
    let Some(name) = delivery.clone() else { return Hook::Passed("no-delivery") };
    let by = body.pointer("/meta/assignee").map(hand).unwrap_or_default();
    Hook::Came(Box::new(Came {
        id: format!("delivery/{name}"),
        delivery,
        thread,
        message: None,
        by,
        deed,
    }))
}

fn hand(user: &Json) -> Hand {
    let email = text(user, "email").filter(|email| email.contains('@'));
    Hand { id: id(user, "id").unwrap_or_default(), email }
}

/// A message of a list, where an agent wrote it for the customer.
pub fn listed(thread: &str, message: &Json) -> Option<Came> {
    agents(thread, message)
}

/// The messages of a list.
pub fn messages(answer: &Json) -> Vec<Json> {
    payload(answer).to_vec()
}

/// Where a conversation stands; none for what is still the bot's there.
pub fn status(conversation: &Json) -> Option<Status> {
    match conversation.get("status")?.as_str()? {
        "open" => Some(Status::Open),
        "snoozed" => Some(Status::Snoozed),
        "resolved" => Some(Status::Resolved),
        _ => None,
    }
}

/// The labels of a conversation.
pub fn labels(conversation: &Json) -> Vec<String> {
    let labels = conversation.get("labels").and_then(Json::as_array);
    labels.into_iter().flatten().filter_map(Json::as_str).map(str::to_owned).collect()
}

/// The message of a list that bears a source of ours.
pub fn message_of(answer: &Json, source: &str) -> Option<String> {
    let mut messages = payload(answer).iter();
    let found = messages.find(|it| text(it, "source_id").is_some_and(|it| it == source))?;
    id(found, "id")
}

/// The conversation of a list that was opened for a case.
pub fn conversation_of(answer: &Json, case: &str) -> Option<String> {
    let mut all = payload(answer).iter();
    let is_it = |it: &&Json| {
        it.pointer("/custom_attributes/combinado_caso").and_then(Json::as_str) == Some(case)
    };
    id(all.find(is_it)?, "id")
}

/// The contact of a list with an identifier.
pub fn contact_of(answer: &Json, identifier: &str) -> Option<Json> {
    let mut all = payload(answer).iter();
    all.find(|it| text(it, "identifier").is_some_and(|it| it == identifier)).cloned()
}

/// A contact with its source within an inbox, wherever this version puts them.
pub fn contact(answer: &Json, inbox: &str) -> Option<Contact> {
    let held = answer.pointer("/payload/contact").or_else(|| answer.get("payload"));
    let held = held.filter(|it| it.is_object()).unwrap_or(answer);
    let id = id(held, "id")?;
    let sources = held.get("contact_inboxes").and_then(Json::as_array).into_iter().flatten();
    let made = answer.pointer("/payload/contact_inbox");
    let mut sources = sources.chain(made);
    let is_here = |it: &&Json| {
        it.pointer("/inbox/id")
            .or_else(|| it.get("inbox_id"))
            .and_then(as_id)
            .is_some_and(|id| id == inbox)
    };
    let source = text(sources.find(is_here)?, "source_id")?;
    Some(Contact { id, source })
}

/// Addresses of mail by the agents' ids.
pub fn agents_of(answer: &Json) -> HashMap<String, String> {
    let each = |agent: &Json| Some((id(agent, "id")?, text(agent, "email")?));
    payload(answer).iter().filter_map(each).collect()
}

/// A number under a key, as text.
pub fn id(of: &Json, key: &str) -> Option<String> {
    of.get(key).and_then(as_id)
}

/// A text under a key.
pub fn text(of: &Json, key: &str) -> Option<String> {
    of.get(key)?.as_str().map(str::to_owned)
}

/// A number, or the digits of one.
fn as_id(value: &Json) -> Option<String> {
    match value {
        Json::Number(number) => number.as_u64().map(|number| number.to_string()),
        Json::String(text) if is_number(text) => Some(text.clone()),
        Json::String(_) | Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => None,
    }
}

fn is_number(text: &str) -> bool {
    (1..=18).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests;
