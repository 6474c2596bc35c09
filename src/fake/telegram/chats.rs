//! Chats: who is in them, what the bot said there, and whether it still may.

use std::collections::HashMap;
use std::sync::Mutex;

use serde_json::{Value, json};

use super::problem::Refusal;
use crate::fake::held;

/// Whether a bot may write in a chat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// It may.
    #[default]
    Open,
    /// The person blocked it.
    Blocked,
    /// The person's account is gone.
    Gone,
}

/// One private chat.
#[derive(Clone, Debug, Default)]
pub struct Chat {
    /// The person's id, and the chat's.
    pub id: i64,
    /// The person's first name.
    pub name: String,
    /// The person's username, if they have one.
    pub username: Option<String>,
    /// Whether the bot may write here.
    pub standing: Standing,
    /// What the bot said here.
    said: Vec<Value>,
    /// The topics of a group: number, name, and whether each is closed.
    topics: Vec<(i64, String, bool)>,
}

impl Chat {
    /// The person, as messages have them.
    pub fn person(&self) -> Value {
        let mut person = self.chat();
        if let Some(person) = person.as_object_mut() {
            person.remove("type");
            person.insert("is_bot".to_owned(), false.into());
            person.insert("language_code".to_owned(), "pt-br".into());
        }
        person
    }

    /// The chat, as messages have it.
    pub fn chat(&self) -> Value {
        if self.id < 0 {
            return json!({"id": self.id, "type": "supergroup", "title": self.name, "is_forum": true});
        }
        let mut chat = json!({"id": self.id, "first_name": self.name, "type": "private"});
        if let (Some(username), Some(chat)) = (&self.username, chat.as_object_mut()) {
            chat.insert("username".to_owned(), username.clone().into());
        }
        chat
    }
}

/// Every chat there is.
#[derive(Debug, Default)]
pub struct Chats(Mutex<HashMap<i64, Chat>>);

impl Chats {
    /// The chat of an id, which begins with this where it is new.
    pub fn enter(&self, id: i64, change: impl FnOnce(&mut Chat)) -> Chat {
        let mut chats = held(&self.0);
        let chat = chats.entry(id).or_insert_with(|| Chat {
            id,
            name: if id < 0 { "Mesa".to_owned() } else { "Cliente".to_owned() },
            ..Chat::default()
        });
        change(chat);
        chat.clone_without_words()
    }

    /// The chat that a bot writes in.
    ///
    /// # Errors
    /// When it may not, or there is none.
    pub fn writable(&self, id: i64, known_only: bool) -> Result<Chat, Refusal> {
        let known = held(&self.0).get(&id).map(Chat::clone_without_words);
        let chat = match known {
            Some(chat) => chat,
            None if known_only => return Err(Refusal::bad("chat not found")),
            None => self.enter(id, |_| {}),
        };
        match chat.standing {
            Standing::Open => Ok(chat),
            Standing::Blocked => Err(Refusal::of(403)),
            Standing::Gone => Err(Refusal::new(403, "Forbidden: user is deactivated")),
        }
    }

    /// Remembers what a bot said.
    pub fn say(&self, id: i64, message: Value) {
        if let Some(chat) = held(&self.0).get_mut(&id) {
            chat.said.push(message);
        }
    }

    /// Changes what a bot said; the message after it.
    ///
    /// # Errors
    /// When there is no such message, or the change refuses.
    pub fn edit(
        &self,
        id: i64,
        message: i64,
        change: impl FnOnce(&mut Value) -> Result<(), Refusal>,
    ) -> Result<Value, Refusal> {
        let mut chats = held(&self.0);
        let said = chats.get_mut(&id).into_iter().flat_map(|chat| chat.said.iter_mut());
        let found = said.into_iter().find(|one| is(one, message));
        let Some(found) = found else { return Err(Refusal::bad("message to edit not found")) };
        change(found)?;
        Ok(found.clone())
    }

    /// Takes back what a bot said; true where it had.
    pub fn delete(&self, id: i64, message: i64) -> bool {
        let mut chats = held(&self.0);
        let Some(chat) = chats.get_mut(&id) else { return false };
        let before = chat.said.len();
        chat.said.retain(|one| !is(one, message));
        chat.said.len() < before
    }

    /// A topic of a group begins.
    pub fn open_topic(&self, id: i64, topic: i64, name: &str) {
        if let Some(chat) = held(&self.0).get_mut(&id) {
            chat.topics.push((topic, name.to_owned(), false));
        }
    }

    /// Closes a topic, or opens it; false where it is so already, none where there is none.
    pub fn turn_topic(&self, id: i64, topic: i64, close: bool) -> Option<bool> {
        let mut chats = held(&self.0);
        let found = chats.get_mut(&id)?.topics.iter_mut().find(|(of, ..)| *of == topic)?;
        let turns = found.2 != close;
        found.2 = close;
        Some(turns)
    }

    /// A topic's name, and whether it is closed.
    pub fn topic(&self, id: i64, topic: i64) -> Option<(String, bool)> {
        let chats = held(&self.0);
        let found = chats.get(&id)?.topics.iter().find(|(of, ..)| *of == topic)?;
        Some((found.1.clone(), found.2))
    }

    /// Every topic of a group, oldest first.
    pub fn topics(&self, id: i64) -> Vec<i64> {
        let chats = held(&self.0);
        chats.get(&id).map(|chat| chat.topics.iter().map(|it| it.0).collect()).unwrap_or_default()
    }

    /// What the bot said in a topic.
    pub fn said_in(&self, id: i64, topic: i64) -> Vec<String> {
        let chats = held(&self.0);
        let said = chats.get(&id).into_iter().flat_map(|chat| chat.said.iter());
        let here =
            said.filter(|one| one.get("message_thread_id").and_then(Value::as_i64) == Some(topic));
        let text = |one: &Value| one.get("text").and_then(Value::as_str).map(str::to_owned);
        here.filter_map(text).collect()
    }

    /// The last message of a bot in a chat for which something is found.
    pub fn last<T>(&self, id: i64, find: impl Fn(&Value) -> Option<T>) -> Option<T> {
        held(&self.0).get(&id)?.said.iter().rev().find_map(find)
    }
}

impl Chat {
    fn clone_without_words(&self) -> Self {
        Self {
            id: self.id,
            name: self.name.clone(),
            username: self.username.clone(),
            standing: self.standing,
            said: Vec::new(),
            topics: Vec::new(),
        }
    }
}

fn is(message: &Value, id: i64) -> bool {
    message.get("message_id").and_then(Value::as_i64) == Some(id)
}
