//! What an account holds: inboxes, contacts, conversations, messages.

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::Url;
use serde_json::{Value as Json, json};

use super::Shown;
use crate::clock::Clock;

/// Everything.
#[derive(Debug)]
pub struct State {
    /// The inboxes.
    pub inboxes: Vec<Inbox>,
    /// The contacts.
    pub contacts: Vec<Contact>,
    /// The conversations.
    pub conversations: Vec<Conversation>,
    /// Every call with its body, for who looks through them.
    pub calls: Vec<String>,
    /// Webhooks posted and taken.
    pub posted: (u64, u64),
    next: u64,
}

/// An inbox of the kind API.
#[derive(Clone, Debug)]
pub struct Inbox {
    /// Its number.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// Where its webhooks go.
    pub webhook: Option<Url>,
    /// What they are signed with.
    pub secret: String,
    /// After how many hours the composer closes.
    pub window: Option<i64>,
}

/// A contact.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Its number.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// What it is known by elsewhere.
    pub identifier: Option<String>,
    /// Its source in each inbox.
    pub sources: Vec<(u64, String)>,
}

/// A conversation.
#[derive(Clone, Debug)]
pub struct Conversation {
    /// The number that the account shows.
    pub id: u64,
    /// Its inbox.
    pub inbox: u64,
    /// Its contact.
    pub contact: u64,
    /// Where it stands.
    pub status: String,
    /// What was put beside it.
    pub attributes: Json,
    /// Its labels.
    pub labels: Vec<String>,
    /// Its messages, oldest first.
    pub messages: Vec<Message>,
}

/// A message.
#[derive(Clone, Debug)]
pub struct Message {
    /// Its number.
    pub id: u64,
    /// True where the contact sent it.
    pub incoming: bool,
    /// True where only agents see it.
    pub private: bool,
    /// The words.
    pub content: String,
    /// What it is known by elsewhere.
    pub source_id: Option<String>,
    /// How far it went.
    pub status: String,
    /// Why it failed.
    pub error: Option<String>,
    /// Who sent it, where an agent or our user did.
    pub sender: Option<u64>,
    /// True where a file is with it.
    pub has_file: bool,
    /// When.
    pub at: DateTime<Utc>,
}

/// The user whose token the bridge has.
pub const SERVICE: u64 = 1;

impl State {
    /// An empty account; its numbers differ from those of an earlier run.
    pub fn new(clock: &Clock) -> Self {
        let next = u64::try_from(clock.now().timestamp_millis() % 1_000_000_000).unwrap_or(0);
        Self {
            inboxes: Vec::new(),
            contacts: Vec::new(),
            conversations: Vec::new(),
            calls: Vec::new(),
            posted: (0, 0),
            next,
        }
    }

    /// A number that nothing else has.
    pub fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// Makes an inbox.
    pub fn add_inbox(&mut self, name: &str, webhook: Option<Url>, window: Option<i64>) -> u64 {
        let id = u64::try_from(self.inboxes.len()).unwrap_or(0) + 1;
        let secret = format!("inbox-secret-{id}");
        self.inboxes.push(Inbox { id, name: name.to_owned(), webhook, secret, window });
        id
    }

    /// An inbox.
    pub fn inbox(&mut self, id: u64) -> Option<&mut Inbox> {
        self.inboxes.iter_mut().find(|inbox| inbox.id == id)
    }

    /// A conversation.
    pub fn conversation(&mut self, id: u64) -> Option<&mut Conversation> {
        self.conversations.iter_mut().find(|it| it.id == id)
    }

    /// A contact.
    pub fn contact(&mut self, id: u64) -> Option<&mut Contact> {
        self.contacts.iter_mut().find(|it| it.id == id)
    }

    /// True where the composer of a conversation is closed now.
    pub fn is_closed(&mut self, id: u64, now: DateTime<Utc>) -> bool {
        let Some(conversation) = self.conversation(id) else { return true };
        let last = conversation.messages.iter().rev().find(|it| it.incoming).map(|it| it.at);
        let inbox = conversation.inbox;
        let hours = self.inbox(inbox).and_then(|inbox| inbox.window);
        hours.is_some_and(|hours| last.is_none_or(|at| now - at > TimeDelta::hours(hours)))
    }
}

impl Contact {
    /// As calls answer it.
    pub fn json(&self) -> Json {
        let sources: Vec<Json> = self
            .sources
            .iter()
            .map(|(inbox, source)| json!({"source_id": source, "inbox": {"id": inbox}}))
            .collect();
        json!({
            "id": self.id,
            "name": self.name,
            "identifier": self.identifier,
            "phone_number": null,
            "contact_inboxes": sources,
        })
    }
}

impl Message {
    /// As who looks sees it.
    pub fn shown(&self) -> Shown {
        Shown {
            id: self.id,
            kind: if self.incoming { "incoming" } else { "outgoing" },
            private: self.private,
            content: self.content.clone(),
            source_id: self.source_id.clone(),
            status: self.status.clone(),
            error: self.error.clone(),
        }
    }

    /// As lists answer it: kinds are numbers, and agents have no address of mail.
    pub fn json(&self) -> Json {
        let mut message = json!({
            "id": self.id,
            "content": self.content,
            "message_type": u8::from(!self.incoming),
            "content_type": "text",
            "status": self.status,
            "private": self.private,
            "source_id": self.source_id,
            "created_at": self.at.timestamp(),
            "content_attributes": self.error.as_ref().map_or(json!({}), |why| json!({"external_error": why})),
        });
        if let (Some(sender), Some(message)) = (self.sender, message.as_object_mut()) {
            let sender = json!({"id": sender, "name": name(sender), "type": "user"});
            message.insert("sender".to_owned(), sender);
        }
        if let (true, Some(message)) = (self.has_file, message.as_object_mut()) {
            let file = json!([{"id": 1, "file_type": "image", "data_url": "http://127.0.0.1/x"}]);
            message.insert("attachments".to_owned(), file);
        }
        message
    }
}

impl Conversation {
    /// As calls answer it.
    pub fn json(&self) -> Json {
        json!({
            "id": self.id,
            "account_id": 1,
            "inbox_id": self.inbox,
            "status": self.status,
            "custom_attributes": self.attributes,
            "labels": self.labels,
            "meta": {"sender": {"id": self.contact}, "assignee": null},
            "can_reply": true,
        })
    }
}

/// The name of a user.
pub fn name(user: u64) -> String {
    if user == SERVICE { "Combinado".to_owned() } else { format!("Atendente {user}") }
}

/// The address of mail of a user.
pub fn email(user: u64) -> String {
    if user == SERVICE {
        "combinado@example.com".to_owned()
    } else {
        format!("agent{user}@example.com")
    }
}
