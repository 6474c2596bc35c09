//! What Chatwoot takes, written: no CPF, no phone, nothing that is not needed to answer.

use serde_json::{Map, Value as Json, json};

use super::parse::Contact;
use crate::config::desks::Inbox;
use crate::domain::bridge::{Case, Line, Status, Tick, Voice, without_documents};

/// How our names begin in `source_id`.
pub const PREFIX: &str = "combinado:";

/// Hours after which Chatwoot closes its composer on WhatsApp.
const WINDOW_HOURS: u32 = 24;

/// The longest text that Chatwoot takes, in letters.
const LONGEST: usize = 149_000;

/// Our name of a line, as Chatwoot keeps it.
pub fn source(id: &str) -> String {
    format!("{PREFIX}{id}")
}

/// The name of a customer there, which tells nothing.
pub fn identifier(case: &Case) -> String {
    source(case.customer.as_str())
}

/// A contact.
pub fn contact(case: &Case, inbox: &Inbox) -> Json {
    json!({
        "inbox_id": number(&inbox.id),
        "name": without_documents(&case.name),
        "identifier": identifier(case),
    })
}

/// A source of a known contact within another inbox.
pub fn contact_inbox(inbox: &Inbox) -> Json {
    json!({ "inbox_id": number(&inbox.id) })
}

/// A conversation of a case.
pub fn conversation(case: &Case, inbox: &Inbox, contact: &Contact) -> Json {
    let mut attributes = Map::new();
    attributes.insert("combinado_caso".to_owned(), json!(case.id.as_str()));
    attributes.insert("combinado_motivo".to_owned(), json!(without_documents(&case.title)));
    for (name, value) in &case.chips {
        attributes.insert(format!("combinado_{name}"), json!(without_documents(value)));
    }
    let mut body = json!({
        "source_id": contact.source,
        "inbox_id": number(&inbox.id),
        "contact_id": number(&contact.id),
        "status": "open",
        "custom_attributes": attributes,
    });
    if let (true, Some(body)) = (case.is_urgent, body.as_object_mut()) {
        body.insert("priority".to_owned(), json!("urgent"));
    }
    body
}

/// A line.
pub fn message(line: &Line) -> Json {
    let kind = match line.voice {
        Voice::Customer => "incoming",
        Voice::Bot | Voice::Agent | Voice::Note => "outgoing",
    };
    let text: String = without_documents(&line.text).chars().take(LONGEST).collect();
    json!({
        "content": text,
        "message_type": kind,
        "private": line.voice == Voice::Note,
        "source_id": source(&line.id),
        "echo_id": line.id,
        "external_created_at": line.at.timestamp(),
    })
}

/// What became of an agent's message; none where there is nothing to say.
pub fn tick(tick: &Tick) -> Option<Json> {
    Some(match tick {
        Tick::Waiting => return None,
        Tick::Sent => json!({ "status": "sent" }),
        Tick::Delivered => json!({ "status": "delivered" }),
        Tick::Read => json!({ "status": "read" }),
        Tick::Failed(why) => json!({ "status": "failed", "external_error": why }),
    })
}

/// Where a case stands.
pub fn status(status: Status) -> Json {
    json!({ "status": match status {
        Status::Open => "open",
        Status::Snoozed => "snoozed",
        Status::Resolved => "resolved",
    } })
}

/// An inbox as it is made by the one who sets it up.
pub fn inbox(name: &str, webhook: &str, channel: &str, closed: &str) -> Json {
    let mut channel_body = json!({ "type": "api", "webhook_url": webhook });
    if channel == crate::domain::channel::WHATSAPP
        && let Some(body) = channel_body.as_object_mut()
    {
        let window = json!({
            "agent_reply_time_window": WINDOW_HOURS,
            "agent_reply_time_window_message": closed,
        });
        body.insert("additional_attributes".to_owned(), window);
    }
    json!({ "name": name, "channel": channel_body })
}

/// A number as Chatwoot wants it.
fn number(id: &str) -> Json {
    id.parse::<u64>().map_or_else(|_| json!(id), |id| json!(id))
}
