//! What customers send: words, taps, files, and what nobody has thought of yet.

use serde_json::Value;

use super::people::{self, Names};
use super::{Scene, bounded, text};
use crate::domain::channel::{Alias, Arrival, Body, Change, File, Heard, What, Who};
use crate::domain::dialogue::event::Media;
use crate::domain::id::Id;
use crate::domain::people::Phone;

impl Scene<'_> {
    /// Reads one message; what we could not make words of is kept as it came, too.
    pub(super) fn message(&self, message: &Value, arrivals: &mut Vec<Arrival>) {
        let Some(id) = text(message, "id").map(bounded) else {
            return arrivals.push(self.stray("messages", message, "no-id"));
        };
        let kind = text(message, "type").unwrap_or_else(|| "unknown".to_owned());
        if kind == "system" {
            let change = system(message);
            let change = change.map(|change| self.arrival(id, Body::Change(change)));
            return arrivals
                .push(change.unwrap_or_else(|| self.stray("messages", message, "unknown-system")));
        }
        // What is said in a group is no talk with one customer.
        if message.get("group_id").is_some() {
            return arrivals.push(self.stray("messages", message, "group"));
        }
        let Some(who) = self.who(Names::of(message, "from", "from_user_id")) else {
            return arrivals.push(self.stray("messages", message, "no-sender"));
        };
        let read = what(&kind, message, &who);
        let keeps = kind == "revoke" || read.as_ref().is_none_or(keeps_raw);
        if keeps && kind != "unsupported" {
            arrivals.push(self.stray("messages", message, "unknown-message"));
        }
        let context = message.get("context");
        let heard = Heard {
            who,
            at: super::moment(message.get("timestamp"), self.now),
            what: read.unwrap_or(What::Unsupported { kind: short(kind) }),
            quoted: context.and_then(|it| text(it, "id")).map(bounded),
            reference: Some(id.clone()),
        };
        arrivals.push(self.arrival(id, Body::Heard(Box::new(heard))));
    }
}

/// A number or a user id that changed; the list of contacts says nothing of it.
fn system(message: &Value) -> Option<Change> {
    let system = message.get("system")?;
    let mut was = Names::of(message, "from", "from_user_id");
    let mut is = Names::of(system, "wa_id", "user_id");
    match text(system, "type")?.as_str() {
        "user_changed_number" => {}
        // The old id stands in the sentence only; the number it belonged to is the old one.
        "user_changed_user_id" => is.phone = None,
        _ => return None,
    }
    let sentence = text(system, "body").unwrap_or_default();
    let mut named = sentence.split_whitespace().filter(|word| people::is_user_id(word));
    let old = named.find(|word| is.user.as_deref() != Some(*word)).map(str::to_owned);
    was.user = was.user.filter(|user| is.user.as_ref() != Some(user)).or(old);
    let (was, is) = (was.who()?, is.who()?);
    (was.aliases != is.aliases).then_some(Change::Number { was, is })
}

/// What a message says; none where it cannot be read.
fn what(kind: &str, message: &Value, who: &Who) -> Option<What> {
    let own = message.get(kind).unwrap_or(&Value::Null);
    Some(match kind {
        "text" => What::Text { text: text(own, "body")? },
        "interactive" => tapped(own)?,
        "button" => What::Tapped {
            token: text(own, "payload").or_else(|| text(own, "text"))?,
            label: text(own, "text"),
        },
        "image" => media(Media::Image, own, message),
        "video" => media(Media::Video, own, message),
        "audio" | "voice" => media(Media::Audio, own, message),
        "document" => media(Media::Document, own, message),
        "sticker" => media(Media::Sticker, own, message),
        "location" => without_file(Media::Location),
        "contacts" => own_phone(own, who).unwrap_or(without_file(Media::Contact)),
        // What was taken away was heard.
        "reaction" | "revoke" => What::Reacted,
        "edit" => What::Edited,
        "request_welcome" => What::Started { token: None },
        "unsupported" => match text(own, "type") {
            Some(kind) if kind == "edit" => What::Edited,
            found => What::Unsupported { kind: short(found.unwrap_or_else(|| kind.to_owned())) },
        },
        _ => return None,
    })
}

/// True for what is read, but not whole.
fn keeps_raw(what: &What) -> bool {
    match what {
        What::Edited | What::Unsupported { .. } => true,
        What::Text { .. }
        | What::Tapped { .. }
        | What::Media { .. }
        | What::OwnPhone { .. }
        | What::Started { .. }
        | What::Reacted
        | What::Blocked
        | What::Unblocked => false,
    }
}

fn tapped(interactive: &Value) -> Option<What> {
    let kind = text(interactive, "type")?;
    let reply = interactive.get(match kind.as_str() {
        "button_reply" | "list_reply" => kind.as_str(),
        _ => return None,
    })?;
    let label = text(reply, "title");
    Some(match text(reply, "id") {
        Some(token) => What::Tapped { token, label },
        None => What::Text { text: label? },
    })
}

/// A file; where Meta could not take it, there is nothing to fetch.
fn media(media: Media, own: &Value, message: &Value) -> What {
    let failed = message.get("errors").and_then(Value::as_array).is_some_and(|it| !it.is_empty());
    let file = text(own, "id").filter(|_| !failed).map(|id| File {
        id: bounded(id),
        mime: text(own, "mime_type"),
        bytes: own.get("file_size").and_then(Value::as_u64),
        sha256: text(own, "sha256"),
    });
    What::Media { media, name: text(own, "filename"), caption: text(own, "caption"), file }
}

fn without_file(media: Media) -> What {
    What::Media { media, name: None, caption: None, file: None }
}

/// The sender's own phone, which they were asked for: one card, vouched for, and not another's.
fn own_phone(cards: &Value, who: &Who) -> Option<What> {
    let [card] = cards.as_array()?.as_slice() else { return None };
    (text(card, "origin")? == "contact_request").then_some(())?;
    let user = text(card, "user_id").or_else(|| text(card.get("contact")?, "user_id"));
    let theirs = |alias: &Alias| match alias {
        Alias::User(id) => user.as_ref().is_none_or(|user| user == id),
        Alias::Phone(_) => true,
    };
    let [number] = card.get("phones")?.as_array()?.as_slice() else { return None };
    let digits = text(number, "wa_id").and_then(|it| people::digits(&it)).or_else(|| {
        let digits =
            text(number, "phone")?.chars().filter(char::is_ascii_digit).collect::<String>();
        people::digits(&digits)
    })?;
    let phone = people::brazilian(&digits);
    let key = phone.as_ref().map_or_else(|| digits.clone(), Phone::key);
    let same = |alias: &Alias| match alias {
        Alias::User(_) => true,
        Alias::Phone(known) => *known == key,
    };
    let own = who.aliases.iter().all(|alias| theirs(alias) && same(alias));
    own.then_some(What::OwnPhone { phone })
}

/// A kind as Meta calls it, short enough for a row.
fn short(kind: String) -> String {
    if kind.len() <= 40 { kind } else { Id::derive(&[&kind]).to_string() }
}
