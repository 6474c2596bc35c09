//! Reads what Telegram posts: one update, one [`Arrival`].
//!
//! Read from plain JSON and not from typed updates, so that a kind that nobody knew yesterday is
//! kept and not lost. Nothing here trusts an update's shape, and nothing panics on one.

mod content;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value as Json;

use crate::domain::channel::{Alias, Arrival, Body, Heard, Stray, What, Who};
use crate::domain::id::Id;

/// The kinds of updates that a webhook or a poll asks for.
pub const KINDS: [&str; 4] = ["message", "edited_message", "callback_query", "my_chat_member"];

/// Telegram's first year, in seconds since 1970: no message is older.
const FIRST: i64 = 1_356_998_400;

/// Reads the body of a webhook, of which is known that Telegram posted it.
pub fn body(account: &str, body: &[u8], now: DateTime<Utc>) -> Arrival {
    let update = serde_json::from_slice::<Json>(body);
    update.map_or_else(
        |_| {
            let raw = String::from_utf8_lossy(body).replace('\0', "\u{fffd}");
            let id = hashed(&raw);
            stray(account, id, raw, "not-json")
        },
        |json| update_of(account, &json, now),
    )
}

/// Reads an update; `now` stands for the time of what has none, such as a tap.
pub fn update_of(account: &str, update: &Json, now: DateTime<Utc>) -> Arrival {
    let id = update_id(update).map_or_else(|| hashed(&update.to_string()), |id| id.to_string());
    let read = if let Some(message) = update.get("message") {
        message_of(message, now, content::of)
    } else if let Some(message) = update.get("edited_message") {
        message_of(message, now, |message, _| Ok(content::edited(message)))
    } else if let Some(tap) = update.get("callback_query") {
        tap_of(tap, now)
    } else if let Some(member) = update.get("my_chat_member") {
        member_of(member, now)
    } else {
        Err("unknown-update")
    };
    match read {
        Ok(heard) => {
            Arrival { account: account.to_owned(), id, body: Body::Heard(Box::new(heard)) }
        }
        Err(why) => stray(account, id, update.to_string(), why),
    }
}

/// The number of an update: the next poll asks for what comes after it.
pub fn update_id(update: &Json) -> Option<i64> {
    update.get("update_id")?.as_i64()
}

/// What tells a tap apart, and where it was tapped: the query's id, and our message's.
///
/// Telegram wants the first answered and the second's buttons cleared; [`Heard::reference`] holds
/// both in one text, which means nothing to anybody but this channel.
pub fn tap_reference(query: &str, message: Option<i64>) -> String {
    message.map_or_else(|| query.to_owned(), |message| format!("{query}/{message}"))
}

/// Takes apart what [`tap_reference`] made.
pub fn tap_parts(reference: &str) -> (&str, Option<i64>) {
    match reference.split_once('/') {
        Some((query, message)) => (query, message.parse().ok()),
        None => (reference, None),
    }
}

/// The id of a tap that nobody hears, such as one in a group: its button turns until it is answered.
pub fn unheard_tap(arrival: &Arrival) -> Option<String> {
    let Body::Stray(stray) = &arrival.body else { return None };
    let update: Json = serde_json::from_str(&stray.raw).ok()?;
    text(&update, "/callback_query/id")
}

fn message_of(
    message: &Json,
    now: DateTime<Utc>,
    what: impl Fn(&Json, i64) -> Result<What, &'static str>,
) -> Result<Heard, &'static str> {
    let who = private(message.get("from"), Some(message.get("chat").ok_or("no-chat")?))?;
    let sender = number(message, "/from/id").ok_or("no-sender")?;
    let date = number(message, "/edit_date").or_else(|| number(message, "/date"));
    Ok(Heard {
        who,
        at: moment(date, now),
        what: what(message, sender)?,
        quoted: number(message, "/reply_to_message/message_id").map(|id| id.to_string()),
        reference: number(message, "/message_id").map(|id| id.to_string()),
    })
}

fn tap_of(tap: &Json, now: DateTime<Utc>) -> Result<Heard, &'static str> {
    let who = private(tap.get("from"), tap.pointer("/message/chat"))?;
    let query = text(tap, "/id").ok_or("no-query")?;
    let token = text(tap, "/data").unwrap_or_default();
    let message = number(tap, "/message/message_id");
    Ok(Heard {
        who,
        at: now,
        what: What::Tapped { label: content::label(tap, &token), token },
        quoted: message.map(|id| id.to_string()),
        reference: Some(tap_reference(&query, message)),
    })
}

fn member_of(member: &Json, now: DateTime<Utc>) -> Result<Heard, &'static str> {
    let who = private(member.get("from"), Some(member.get("chat").ok_or("no-chat")?))?;
    let what = match text(member, "/new_chat_member/status").as_deref() {
        Some("kicked" | "left") => What::Blocked,
        Some("member" | "administrator" | "creator") => What::Unblocked,
        Some(_) | None => return Err("unknown-status"),
    };
    let at = moment(number(member, "/date"), now);
    Ok(Heard { who, at, what, quoted: None, reference: None })
}

/// Who it is, where they are alone with us: what a group says is nobody's debt.
///
/// Where no chat is told, as of a tap below a message that was sent by way of another bot, whoever
/// it is has one with us, and its id is theirs.
fn private(from: Option<&Json>, chat: Option<&Json>) -> Result<Who, &'static str> {
    if chat.is_some_and(|chat| text(chat, "/type").as_deref() != Some("private")) {
        return Err("not-private");
    }
    let from = from.ok_or("no-sender")?;
    let user = number(from, "/id").ok_or("no-sender")?;
    let address = match chat {
        Some(chat) => number(chat, "/id").ok_or("no-chat")?,
        None => user,
    };
    if from.get("is_bot").and_then(Json::as_bool) == Some(true) {
        return Err("from-a-bot");
    }
    let names = [text(from, "/first_name"), text(from, "/last_name")];
    let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
    Ok(Who {
        aliases: vec![Alias::User(user.to_string())],
        address: address.to_string(),
        name: Some(name.trim().to_owned()).filter(|name| !name.is_empty()),
        username: text(from, "/username"),
    })
}

fn stray(account: &str, id: String, raw: String, why: &'static str) -> Arrival {
    Arrival { account: account.to_owned(), id, body: Body::Stray(Stray { raw, why }) }
}

/// The id of what has none of its own: the same text is the same thing.
fn hashed(raw: &str) -> String {
    format!("hash-{}", Id::derive(&["telegram", raw]))
}

/// A text at a place; without the zero character, which PostgreSQL keeps nowhere.
fn text(json: &Json, place: &str) -> Option<String> {
    json.pointer(place)?.as_str().map(|text| text.replace('\0', ""))
}

fn number(json: &Json, place: &str) -> Option<i64> {
    json.pointer(place)?.as_i64()
}

/// The time that was told, where it can be true.
fn moment(seconds: Option<i64>, now: DateTime<Utc>) -> DateTime<Utc> {
    let told = seconds.filter(|seconds| *seconds >= FIRST);
    let told = told.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    told.filter(|told| *told <= now + TimeDelta::days(1)).unwrap_or(now)
}

#[cfg(test)]
mod tests;
