//! Customers: what they write, tap, send and change, as the app's webhook is told.

use std::sync::Arc;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Inner;
use super::check::each;
use super::hooks::Update;
use super::media::File;
use super::people::Person;
use super::wire;

/// Something that a customer does.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Act {
    /// The number that they write from, as their account has it.
    pub from: String,
    /// Their profile's name.
    pub name: Option<String>,
    /// True where webhooks are to hide their number.
    pub hidden: Option<bool>,
    /// Their business-scoped user id, where it is to be a certain one.
    pub user_id: Option<String>,
    /// The message's id, where it is to be a certain one.
    pub id: Option<String>,
    /// When they wrote, in seconds, where it is not now.
    pub timestamp: Option<i64>,
    /// The message that they answer.
    pub reply_to: Option<String>,
    /// A text that they write.
    pub text: Option<String>,
    /// A button or row that they tap: its words or its id.
    pub choose: Option<String>,
    /// A file that they send.
    pub media: Option<Sent>,
    /// A card that they share.
    pub contact: Option<Card>,
    /// A sign they put on a message; no sign takes it away.
    pub reaction: Option<String>,
    /// A place: latitude and longitude.
    pub location: Option<(f64, f64)>,
    /// The number that they have from now on.
    pub moves_to: Option<String>,
    /// A message as the provider would word it, without id, sender and time.
    pub raw: Option<Value>,
    /// What they answer to marketing: `stop` or `resume`.
    pub marketing: Option<String>,
}

/// A file that a customer sends.
#[derive(Clone, Debug, Deserialize)]
pub struct Sent {
    /// image, document, audio, video or sticker.
    pub kind: String,
    /// Its type.
    pub mime: Option<String>,
    /// What it holds, as text; bytes of its own where it is not said.
    pub content: Option<String>,
    /// Its name.
    pub filename: Option<String>,
    /// Words beside it.
    pub caption: Option<String>,
}

/// A card that a customer shares.
#[derive(Clone, Debug, Deserialize)]
pub struct Card {
    /// The number on it.
    pub phone: String,
    /// The name on it.
    pub name: Option<String>,
    /// True where it answers our request for their own number.
    #[serde(default)]
    pub own: bool,
}

/// Why nothing was written.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Nothing {
    /// The act says nothing.
    #[error(
        "say what the customer does: text, choose, media, contact, reaction, location, raw, moves_to or marketing"
    )]
    Unsaid,
    /// No message that they were sent has such a choice.
    #[error("no message that they were sent has such a button")]
    NoSuchChoice,
}

impl Act {
    /// A text from a number.
    pub fn text(from: &str, text: &str) -> Self {
        Self { from: from.to_owned(), text: Some(text.to_owned()), ..Self::default() }
    }

    /// A tap on a button or a row of the last message that has it.
    pub fn choose(from: &str, words: &str) -> Self {
        Self { from: from.to_owned(), choose: Some(words.to_owned()), ..Self::default() }
    }
}

impl Inner {
    /// Does what a customer does; the id of their message.
    pub(super) fn act(self: &Arc<Self>, act: &Act) -> Result<String, Nothing> {
        let now = self.clock.now();
        let at = act.timestamp.and_then(|at| DateTime::from_timestamp(at, 0)).unwrap_or(now);
        let person = self.people.writes(&act.from, Some(at), |person| {
            if let Some(name) = &act.name {
                person.name.clone_from(name);
            }
            if let Some(user_id) = &act.user_id {
                person.user_id.clone_from(user_id);
            }
            person.hidden = act.hidden.unwrap_or(person.hidden);
        });
        self.pacing.hear(now);
        if let Some(to) = &act.moves_to {
            return Ok(self.moves(act, to, at));
        }
        if let Some(value) = &act.marketing {
            return Ok(self.prefers(&person, value, at));
        }
        let (kind, content) = self.said(act, &person)?;
        let id = act.id.clone().unwrap_or_else(|| self.new_id());
        let message = message(act, &person, (&id, at), (&kind, content));
        let mut value = self.about(Some(&person));
        if let Some(value) = value.as_object_mut() {
            value.insert("messages".to_owned(), json!([message]));
        }
        self.hooks().post(&person.wa_id, Update { field: "messages", value });
        Ok(id)
    }

    fn said(&self, act: &Act, person: &Person) -> Result<(String, Value), Nothing> {
        let put = |kind: &str, content: Value| Ok((kind.to_owned(), content));
        if let Some(text) = &act.text {
            return put("text", json!({"text": {"body": text}}));
        }
        if let Some(words) = &act.choose {
            return self.tapped(person, words).ok_or(Nothing::NoSuchChoice);
        }
        if let Some(sent) = &act.media {
            return put(&sent.kind, json!({sent.kind.as_str(): self.file(sent)}));
        }
        if let Some(card) = &act.contact {
            return put("contacts", json!({"contacts": [shared(card)]}));
        }
        if let Some(sign) = &act.reaction {
            let about = act.reply_to.clone().unwrap_or_else(|| self.last_id(person));
            let mut reaction = json!({"message_id": about});
            if let (false, Some(reaction)) = (sign.is_empty(), reaction.as_object_mut()) {
                reaction.insert("emoji".to_owned(), sign.clone().into());
            }
            return put("reaction", json!({"reaction": reaction}));
        }
        if let Some((latitude, longitude)) = act.location {
            let place = json!({"latitude": latitude, "longitude": longitude});
            return put("location", json!({"location": place}));
        }
        let raw = act.raw.clone().ok_or(Nothing::Unsaid)?;
        let kind = raw.get("type").and_then(Value::as_str).unwrap_or("unknown").to_owned();
        Ok((kind, raw))
    }

    fn last_id(&self, person: &Person) -> String {
        let last = self.ledger.last(&person.wa_id, |sent| sent.id().map(str::to_owned));
        last.unwrap_or_else(|| self.new_id())
    }

    fn tapped(&self, person: &Person, words: &str) -> Option<(String, Value)> {
        self.ledger.last(&person.wa_id, |sent| {
            let (kind, mut content) = choice(&sent.json(), words)?;
            let answered = json!({"from": self.settings.display_phone_number, "id": sent.id()});
            content.as_object_mut()?.insert("context".to_owned(), answered);
            Some((kind, content))
        })
    }

    fn file(&self, sent: &Sent) -> Value {
        let (mime, bytes): (&str, &[u8]) = match sent.kind.as_str() {
            "image" => ("image/jpeg", b"\xff\xd8\xff\xe0fake\xff\xd9"),
            "audio" => ("audio/ogg; codecs=opus", b"OggS fake"),
            "video" => ("video/mp4", b"ftypmp42 fake"),
            "sticker" => ("image/webp", b"RIFF fake WEBP"),
            _ => ("application/pdf", b"%PDF-1.4 fake"),
        };
        let mime = sent.mime.clone().unwrap_or_else(|| mime.to_owned());
        let content = sent.content.clone().map_or_else(|| Bytes::from_static(bytes), Bytes::from);
        let id = self.new_number();
        let mut told = json!({
            "id": id,
            "mime_type": mime,
            "sha256": wire::sha256_base64(&content),
            "url": format!("{}/attachments/{id}", self.base()),
        });
        if let Some(told) = told.as_object_mut() {
            let words = [("caption", &sent.caption), ("filename", &sent.filename)];
            for (name, word) in words {
                if let Some(word) = word {
                    told.insert(name.to_owned(), word.clone().into());
                }
            }
            if sent.kind == "audio" {
                told.insert("voice".to_owned(), true.into());
            }
        }
        self.media.keep(&id, File { mime, filename: sent.filename.clone(), content });
        told
    }

    fn moves(&self, act: &Act, to: &str, at: DateTime<Utc>) -> String {
        let (old, new) = self.people.moves(&act.from, to);
        let id = self.new_id();
        let mut value = self.about(None);
        let message = json!({
            "from": old.wa_id,
            "id": id,
            "timestamp": at.timestamp().to_string(),
            "type": "system",
            "system": {
                "body": format!("User {} changed from {} to {}", old.name, old.wa_id, new.wa_id),
                "wa_id": new.wa_id,
                "user_id": new.user_id,
                "type": "user_changed_number",
            },
        });
        if let Some(value) = value.as_object_mut() {
            value.insert("messages".to_owned(), json!([message]));
        }
        self.hooks().post(&old.wa_id, Update { field: "messages", value });
        id
    }

    fn prefers(&self, person: &Person, wish: &str, at: DateTime<Utc>) -> String {
        let mut value = self.about(Some(person));
        let preference = json!({
            "wa_id": person.wa_id,
            "user_id": person.user_id,
            "detail": format!("User requested to {wish} marketing messages"),
            "category": "marketing_messages",
            "value": wish,
            "timestamp": at.timestamp(),
        });
        if let Some(value) = value.as_object_mut() {
            value.insert("user_preferences".to_owned(), json!([preference]));
        }
        self.hooks().post(&person.wa_id, Update { field: "user_preferences", value });
        String::new()
    }
}

/// A message with its sender, id and time around what it says.
fn message(
    act: &Act,
    person: &Person,
    (id, at): (&str, DateTime<Utc>),
    (kind, content): (&str, Value),
) -> Value {
    let mut message = content;
    let Some(fields) = message.as_object_mut() else { return message };
    if !person.hidden {
        fields.insert("from".to_owned(), person.wa_id.clone().into());
    }
    fields.insert("from_user_id".to_owned(), person.user_id.clone().into());
    fields.insert("id".to_owned(), id.into());
    fields.insert("timestamp".to_owned(), at.timestamp().to_string().into());
    fields.insert("type".to_owned(), kind.into());
    if let (Some(about), false) = (&act.reply_to, kind == "reaction") {
        fields.entry("context").or_insert_with(|| json!({"id": about}));
    }
    message
}

fn shared(card: &Card) -> Value {
    let digits: String = card.phone.chars().filter(char::is_ascii_digit).collect();
    let phones = json!([{"phone": card.phone, "wa_id": digits, "type": "CELL"}]);
    if card.own {
        return json!({"origin": "contact_request", "phones": phones});
    }
    let name = card.name.clone().unwrap_or_else(|| "Contato".to_owned());
    json!({
        "origin": "other",
        "name": {"formatted_name": name, "first_name": name},
        "phones": phones,
    })
}

/// The answer that a tap on a message gives, if it has such a choice.
fn choice(message: &Value, words: &str) -> Option<(String, Value)> {
    let is = |value: &Value, name: &str| value.get(name).and_then(Value::as_str) == Some(words);
    let action = message.pointer("/interactive/action").unwrap_or(&Value::Null);
    for button in each(action, "buttons") {
        let reply = button.get("reply")?;
        if is(reply, "title") || is(reply, "id") {
            let content = json!({"interactive": {"type": "button_reply", "button_reply": reply}});
            return Some(("interactive".to_owned(), content));
        }
    }
    for section in each(action, "sections") {
        for row in each(section, "rows") {
            if is(row, "title") || is(row, "id") {
                let content = json!({"interactive": {"type": "list_reply", "list_reply": row}});
                return Some(("interactive".to_owned(), content));
            }
        }
    }
    let components = message.pointer("/template/components").and_then(Value::as_array);
    for component in components.into_iter().flatten() {
        let payload = component.pointer("/parameters/0/payload").and_then(Value::as_str);
        if payload == Some(words) {
            let content = json!({"button": {"payload": words, "text": words}});
            return Some(("button".to_owned(), content));
        }
    }
    None
}
