//! Customers: what they write, tap, share and leave, as updates tell it.

use std::sync::Arc;

use bytes::Bytes;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Inner;
use super::chats::{Chat, Standing};
use super::files::File;
use super::keyboard;

/// Something that a customer does.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Act {
    /// The person's id, which is their chat's.
    pub from: i64,
    /// Their first name.
    pub name: Option<String>,
    /// Their username.
    pub username: Option<String>,
    /// When, in seconds, where it is not now.
    pub date: Option<i64>,
    /// The message of theirs or ours that they answer.
    pub reply_to: Option<i64>,
    /// A text that they write.
    pub text: Option<String>,
    /// They start the bot, with what a link carried or nothing.
    pub start: Option<String>,
    /// An inline button that they tap: its words or its data.
    pub choose: Option<String>,
    /// Data of a tap that no button has.
    pub forged: Option<String>,
    /// True where the tapped message can no longer be seen.
    pub stale: bool,
    /// A card that they share.
    pub contact: Option<Card>,
    /// A file: photo, document, voice, video or sticker.
    pub media: Option<Sent>,
    /// A place: latitude and longitude.
    pub location: Option<(f64, f64)>,
    /// The group that they write in, where it is not their own chat; and its topic.
    pub group: Option<i64>,
    /// The topic of that group.
    pub topic: Option<i64>,
    /// The message of theirs that they edit, into `text`.
    pub edit: Option<i64>,
    /// They block the bot, or unblock it.
    pub block: Option<bool>,
    /// Their account is gone; nothing is told of it.
    pub gone: bool,
    /// An update as it is, without its number: one kind and its content.
    pub raw: Option<Value>,
}

/// A card that a customer shares.
#[derive(Clone, Debug, Deserialize)]
pub struct Card {
    /// The number on it.
    pub phone: String,
    /// The account it belongs to, as Telegram says; their own is `from`.
    pub user_id: Option<i64>,
    /// The name on it.
    pub name: Option<String>,
}

/// A file that a customer sends.
#[derive(Clone, Debug, Deserialize)]
pub struct Sent {
    /// photo, document, voice, video or sticker.
    pub kind: String,
    /// What it holds, as text.
    pub content: Option<String>,
    /// Its name.
    pub filename: Option<String>,
    /// Words beside it.
    pub caption: Option<String>,
}

/// Why nothing was done.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Nothing {
    /// The act says nothing.
    #[error(
        "say what the customer does: text, start, choose, forged, contact, media, location, block, gone or raw"
    )]
    Unsaid,
    /// No message that they were sent has such a button.
    #[error("no message that they were sent has such a button")]
    NoSuchChoice,
    /// The bot does not want to know of it.
    #[error("the bot's allowed_updates leave this out")]
    Unwanted,
}

impl Act {
    /// A text from a person.
    pub fn text(from: i64, text: &str) -> Self {
        Self { from, text: Some(text.to_owned()), ..Self::default() }
    }

    /// A person starts the bot, with what a link carried or nothing.
    pub fn start(from: i64, payload: &str) -> Self {
        Self { from, start: Some(payload.to_owned()), ..Self::default() }
    }

    /// A tap on a button of the last message that has it.
    pub fn choose(from: i64, words: &str) -> Self {
        Self { from, choose: Some(words.to_owned()), ..Self::default() }
    }
}

impl Inner {
    /// Does what a customer does; the number of the update that tells of it.
    pub(super) fn act(self: &Arc<Self>, act: &Act) -> Result<u64, Nothing> {
        let chat = self.chats.enter(act.from, |chat| {
            if let Some(name) = &act.name {
                chat.name.clone_from(name);
            }
            if act.username.is_some() {
                chat.username.clone_from(&act.username);
            }
        });
        if act.gone {
            self.chats.enter(act.from, |chat| chat.standing = Standing::Gone);
            return Ok(0);
        }
        let (kind, content) = self.happening(act, &chat)?;
        self.update(&kind, &content).ok_or(Nothing::Unwanted)
    }

    fn happening(&self, act: &Act, chat: &Chat) -> Result<(String, Value), Nothing> {
        if let Some(raw) = &act.raw {
            let (kind, content) =
                raw.as_object().and_then(|raw| raw.iter().next()).ok_or(Nothing::Unsaid)?;
            return Ok((kind.clone(), content.clone()));
        }
        if let Some(block) = act.block {
            return Ok(("my_chat_member".to_owned(), self.blocks(chat, block)));
        }
        if act.choose.is_some() || act.forged.is_some() {
            return Ok(("callback_query".to_owned(), self.tap(act, chat)?));
        }
        let mut message = self.said(act).ok_or(Nothing::Unsaid)?;
        let now = self.clock.now().timestamp();
        if let Some(fields) = message.as_object_mut() {
            let id = act.edit.unwrap_or_else(|| self.new_message_id());
            fields.insert("message_id".to_owned(), id.into());
            fields.insert("from".to_owned(), chat.person());
            fields.insert("chat".to_owned(), chat.chat());
            if let Some(group) = act.group {
                fields.insert("chat".to_owned(), self.chats.enter(group, |_| {}).chat());
            }
            if let Some(topic) = act.topic {
                fields.insert("message_thread_id".to_owned(), topic.into());
                fields.insert("is_topic_message".to_owned(), true.into());
            }
            fields.insert("date".to_owned(), act.date.unwrap_or(now).into());
            if act.edit.is_some() {
                fields.insert("edit_date".to_owned(), now.into());
            }
            let answered = act.reply_to.and_then(|to| {
                self.chats.last(chat.id, |one| {
                    (one.get("message_id")?.as_i64()? == to).then(|| one.clone())
                })
            });
            if let Some(answered) = answered {
                fields.insert("reply_to_message".to_owned(), answered);
            }
        }
        let kind = if act.edit.is_some() { "edited_message" } else { "message" };
        Ok((kind.to_owned(), message))
    }

    fn said(&self, act: &Act) -> Option<Value> {
        if let Some(payload) = &act.start {
            let text = format!("/start {payload}");
            let command = json!([{"type": "bot_command", "offset": 0, "length": 6}]);
            return Some(json!({"text": text.trim_end(), "entities": command}));
        }
        if let Some(text) = &act.text {
            let command = text.split_whitespace().next().filter(|word| word.starts_with('/'));
            return Some(match command {
                Some(word) => {
                    let length = word.encode_utf16().count();
                    let command = json!([{"type": "bot_command", "offset": 0, "length": length}]);
                    json!({"text": text, "entities": command})
                }
                None => json!({"text": text}),
            });
        }
        if let Some(card) = &act.contact {
            let name = card.name.clone().unwrap_or_else(|| "Cliente".to_owned());
            let mut contact = json!({"phone_number": card.phone, "first_name": name});
            if let (Some(id), Some(contact)) = (card.user_id, contact.as_object_mut()) {
                contact.insert("user_id".to_owned(), id.into());
            }
            return Some(json!({"contact": contact}));
        }
        if let Some((latitude, longitude)) = act.location {
            return Some(json!({"location": {"latitude": latitude, "longitude": longitude}}));
        }
        act.media.as_ref().map(|sent| self.media(sent))
    }

    fn media(&self, sent: &Sent) -> Value {
        let (mime, bytes): (&str, &[u8]) = match sent.kind.as_str() {
            "photo" => ("image/jpeg", b"\xff\xd8\xff\xe0fake\xff\xd9"),
            "voice" => ("audio/ogg", b"OggS fake"),
            "video" => ("video/mp4", b"ftypmp42 fake"),
            "sticker" => ("image/webp", b"RIFF fake WEBP"),
            _ => ("application/pdf", b"%PDF-1.4 fake"),
        };
        let content = sent.content.clone().map_or_else(|| Bytes::from_static(bytes), Bytes::from);
        let file = File { mime: mime.to_owned(), filename: sent.filename.clone(), content };
        let told = self.files.told(&sent.kind, &self.keep(file));
        let mut message = json!({sent.kind.as_str(): told});
        if let (Some(caption), Some(message)) = (&sent.caption, message.as_object_mut()) {
            message.insert("caption".to_owned(), caption.clone().into());
        }
        message
    }

    fn blocks(&self, chat: &Chat, block: bool) -> Value {
        let standing = if block { Standing::Blocked } else { Standing::Open };
        self.chats.enter(chat.id, |chat| chat.standing = standing);
        let bot = self.bot();
        let member = |status: &str| json!({"user": bot, "status": status});
        let kicked = json!({"user": bot, "status": "kicked", "until_date": 0});
        let (old, new) =
            if block { (member("member"), kicked) } else { (kicked, member("member")) };
        json!({
            "chat": chat.chat(),
            "from": chat.person(),
            "date": self.clock.now().timestamp(),
            "old_chat_member": old,
            "new_chat_member": new,
        })
    }

    fn tap(&self, act: &Act, chat: &Chat) -> Result<Value, Nothing> {
        let found = match (&act.choose, &act.forged) {
            (Some(words), _) => self.chats.last(chat.id, |message| {
                let markup = message.get("reply_markup")?;
                let is = |button: &Value, name: &str| {
                    button.get(name).and_then(Value::as_str) == Some(words)
                };
                let buttons = keyboard::buttons(markup);
                let mut buttons = buttons.into_iter();
                let button = buttons.find(|one| is(one, "text") || is(one, "callback_data"))?;
                Some((message.clone(), button.get("callback_data")?.clone()))
            }),
            (None, Some(data)) => self
                .chats
                .last(chat.id, |message| Some((message.clone(), json!(data))))
                .or_else(|| Some((json!({"message_id": 1, "chat": chat.chat()}), json!(data)))),
            (None, None) => None,
        };
        let (message, data) = found.ok_or(Nothing::NoSuchChoice)?;
        let message = if act.stale {
            json!({"chat": chat.chat(), "message_id": message.get("message_id"), "date": 0})
        } else {
            message
        };
        Ok(json!({
            "id": self.new_query(),
            "from": chat.person(),
            "message": message,
            "chat_instance": "-3344556677",
            "data": data,
        }))
    }
}
