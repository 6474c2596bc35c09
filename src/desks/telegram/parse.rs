//! What is done in a group, read: pure, total and suspicious.
//!
//! In a topic, words go to the customer, `//` keeps them in the house and `/…` is a command. In the
//! bot's private chat somebody shows by a code who they are. Everything else is nothing to us.

use serde_json::Value as Json;

use crate::config::desks::Pocket;
use crate::domain::bridge::{Came, Deed, Hand};

/// What begins words that stay in the house.
const NOTE: &str = "//";

/// Reads an update; none where it is nothing to us.
pub fn update(settings: &Pocket, update: &Json) -> Option<Came> {
    let number = update.get("update_id").and_then(Json::as_i64)?;
    let delivery = Some(format!("update/{number}"));
    let edited = update.get("edited_message");
    let message = update.get("message").or(edited)?;
    let from = message.get("from")?;
    if from.get("is_bot").and_then(Json::as_bool) != Some(false) {
        return None;
    }
    let by = Hand { id: from.get("id").and_then(Json::as_i64)?.to_string(), email: None };
    let chat = message.get("chat")?;
    let id = message_id(message)?;
    if chat.get("type").and_then(Json::as_str) == Some("private") {
        // A private chat has no case: who speaks there shows who they are, or asks.
        let deed = alone(text(message)?);
        let id = format!("update/{number}");
        return Some(Came { id, delivery, thread: String::new(), message: None, by, deed });
    }
    if chat.get("id").and_then(Json::as_i64) != Some(settings.group) {
        return None;
    }
    let thread = topic(message)?;
    let (name, deed) = match edited {
        Some(_) => (format!("update/{number}"), Deed::Unfit { what: "edited".to_owned() }),
        None => (format!("message/{id}"), in_topic(message)?),
    };
    // What an edited message became stays as it is.
    let message = edited.is_none().then_some(id);
    Some(Came { id: name, delivery, thread, message, by, deed })
}

/// The number of a message.
pub fn message_id(message: &Json) -> Option<String> {
    message.get("message_id").and_then(Json::as_i64).map(|id| id.to_string())
}

fn topic(message: &Json) -> Option<String> {
    let is_topic = message.get("is_topic_message").and_then(Json::as_bool)?;
    let id = message.get("message_thread_id").and_then(Json::as_i64)?;
    is_topic.then(|| id.to_string())
}

fn text(message: &Json) -> Option<&str> {
    message.get("text").and_then(Json::as_str)
}

/// What can be sent and is no text.
const FILES: [&str; 12] = [
    "photo",
    "document",
    "voice",
    "audio",
    "video",
    "video_note",
    "sticker",
    "animation",
    "contact",
    "location",
    "venue",
    "poll",
];

fn in_topic(message: &Json) -> Option<Deed> {
    let Some(text) = text(message) else {
        let is_file = FILES.iter().any(|kind| message.get(*kind).is_some());
        return is_file.then(|| Deed::Unfit { what: "attachment".to_owned() });
    };
    if let Some(note) = text.strip_prefix(NOTE) {
        return Some(Deed::Note { text: note.trim().to_owned() });
    }
    let Some((command, rest)) = command(text) else {
        return Some(Deed::Say { text: text.to_owned(), insists: false });
    };
    Some(match command.as_str() {
        "assumir" => Deed::Take,
        "devolver" => Deed::GiveBack,
        "encerrar" => Deed::Close { outcome: vec![rest.to_owned()] },
        "nota" => Deed::Note { text: rest.to_owned() },
        "mandar" => Deed::Say { text: rest.to_owned(), insists: true },
        _ => Deed::Help,
    })
}

fn alone(text: &str) -> Deed {
    match command(text) {
        Some((name, rest)) if matches!(name.as_str(), "entrar" | "start") && !rest.is_empty() => {
            Deed::Enter { code: rest.to_owned() }
        }
        Some(_) | None => Deed::Help,
    }
}

/// A command and what follows it.
fn command(text: &str) -> Option<(String, &str)> {
    let rest = text.strip_prefix('/')?;
    let (name, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let name = name.split_once('@').map_or(name, |(name, _)| name);
    Some((name.to_lowercase(), rest.trim()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::config::hints::Secret;

    fn read(message: &Json) -> Option<Came> {
        let settings = Pocket {
            token: Secret::new("77:abc"),
            webhook_secret: Secret::new("s"),
            group: -100,
            creditors: Vec::new(),
            base_url: "http://127.0.0.1".to_owned(),
            polling: true,
        };
        update(&settings, &json!({"update_id": 9, "message": message}))
    }

    fn in_group(text: &str) -> Json {
        json!({
            "message_id": 5, "text": text, "chat": {"id": -100, "type": "supergroup"},
            "from": {"id": 31, "is_bot": false}, "message_thread_id": 7, "is_topic_message": true,
        })
    }

    fn deed(text: &str) -> Deed {
        read(&in_group(text)).expect("it is read").deed
    }

    #[test]
    fn words_go_to_the_customer_and_what_begins_with_two_strokes_does_not() {
        assert_eq!(deed("Bom dia"), Deed::Say { text: "Bom dia".to_owned(), insists: false });
        assert_eq!(deed("// cuidado"), Deed::Note { text: "cuidado".to_owned() });
        assert_eq!(deed("/assumir"), Deed::Take);
        assert_eq!(deed("/Devolver@mesa_bot"), Deed::GiveBack);
        assert_eq!(
            deed("/encerrar promessa 150 10/12"),
            Deed::Close { outcome: vec!["promessa 150 10/12".to_owned()] }
        );
        assert_eq!(deed("/qualquer"), Deed::Help);
    }

    #[test]
    fn a_code_is_brought_in_private_only() {
        let mut message = in_group("/entrar ABC-123");
        assert_eq!(read(&message).expect("read").deed, Deed::Help);

        *message.pointer_mut("/chat").expect("there") = json!({"id": 31, "type": "private"});
        let came = read(&message).expect("read");
        assert_eq!(came.deed, Deed::Enter { code: "ABC-123".to_owned() });
        assert_eq!((came.thread.as_str(), came.by.id.as_str()), ("", "31"));
    }

    #[test]
    fn other_groups_bots_and_the_general_topic_are_nothing_to_us() {
        for (at, value) in [
            ("/chat/id", json!(-101)),
            ("/from/is_bot", json!(true)),
            ("/is_topic_message", json!(false)),
        ] {
            let mut message = in_group("oi");
            *message.pointer_mut(at).expect("there") = value;
            assert_eq!(read(&message), None, "{at}");
        }
    }

    #[test]
    fn a_file_and_an_edit_cannot_reach_the_customer() {
        let mut message = in_group("oi");
        let fields = message.as_object_mut().expect("one");
        fields.remove("text");
        assert_eq!(read(&message), None, "news of the topic");
        message.as_object_mut().expect("one").insert("photo".to_owned(), json!([]));
        let came = read(&message).expect("read");
        assert_eq!(came.deed, Deed::Unfit { what: "attachment".to_owned() });
    }
}
