//! The calls of the application API that the bridge needs, answered as the provider does.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::state::{Contact, Conversation, Message, SERVICE, email, name};
use super::{Inner, hooks};
use crate::domain::id::Id;
use crate::fake::faults::Moment;
use crate::fake::held;
use crate::fake::server::{self, Ordered, Worded};

/// The most messages of one page.
const PAGE: usize = 100;

/// The most messages where no place is named: the newest.
const LATEST: usize = 20;

/// Checks the token, writes down what was sent, and lets faults strike.
pub async fn guard(State(fake): State<Arc<Inner>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    if path.starts_with("/fake/") {
        return next.run(request).await;
    }
    let brought = request.headers().get("api_access_token").map(HeaderValue::as_bytes);
    if brought != Some(fake.settings.token.as_bytes()) {
        let error = json!({"error": "Invalid Access Token"});
        return (StatusCode::UNAUTHORIZED, Json(error)).into_response();
    }
    if let Some(rest) = path.strip_prefix("/api/v1/accounts/")
        && rest.split('/').next() != Some(fake.settings.account.to_string().as_str())
    {
        let error = json!({"error": "You are not authorized to access this account"});
        return (StatusCode::UNAUTHORIZED, Json(error)).into_response();
    }
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 1024 * 1024).await.unwrap_or_default();
    let written = String::from_utf8_lossy(&body).into_owned();
    held(&fake.state).calls.push(format!("{} {path} {written}", parts.method));
    // A fault is ordered by the last word of the path, such as messages or toggle_status.
    let on = path.rsplit('/').find(|part| part.parse::<u64>().is_err()).unwrap_or_default();
    let struck = fake.faults.strike(Moment::Call, on, parts.method.as_str());
    let request = Request::from_parts(parts, Body::from(body));
    let answer = match struck {
        None => next.run(request).await,
        Some(plan) if plan.fault.is_after() => {
            let answer = next.run(request).await;
            server::spoilt(&plan, answer).await
        }
        Some(plan) => {
            let (answer, _) = server::instead(&plan, word);
            server::spoilt(&plan, answer).await
        }
    };
    dated(&fake, answer)
}

fn word(ordered: Ordered) -> Worded {
    let status = match ordered {
        Ordered::Code(code) => u16::try_from(code).unwrap_or(500),
        Ordered::TooMany => 429,
        Ordered::Internal => 500,
    };
    let http = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let answer = (http, Json(json!({"error": "ordered"}))).into_response();
    Worded { answer, status, code: 0 }
}

/// Says what the clock says, as every server does.
fn dated(fake: &Inner, mut answer: Response) -> Response {
    let now = fake.clock.now().format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    if let Ok(now) = HeaderValue::from_str(&now) {
        answer.headers_mut().insert(header::DATE, now);
    }
    answer
}

type Fake = State<Arc<Inner>>;

/// `GET profile`.
pub async fn profile(State(fake): Fake) -> Json<Value> {
    let account = json!([{"id": fake.settings.account, "role": "administrator"}]);
    Json(json!({"id": SERVICE, "name": name(SERVICE), "accounts": account}))
}

/// `GET agents`.
pub async fn agents() -> Json<Value> {
    let users = [SERVICE, 7, 8, 9];
    let each = |id: &u64| json!({"id": id, "name": name(*id), "email": email(*id)});
    Json(users.iter().map(each).collect())
}

/// `GET inboxes`.
pub async fn inboxes(State(fake): Fake) -> Json<Value> {
    let state = held(&fake.state);
    let each = |it: &super::state::Inbox| {
        let webhook = it.webhook.as_ref().map(ToString::to_string);
        json!({"id": it.id, "name": it.name, "channel_type": "Channel::Api", "webhook_url": webhook})
    };
    Json(json!({"payload": state.inboxes.iter().map(each).collect::<Vec<_>>()}))
}

/// `POST inboxes`.
pub async fn add_inbox(State(fake): Fake, Json(body): Json<Value>) -> Response {
    let webhook = body.pointer("/channel/webhook_url").and_then(Value::as_str);
    let Ok(webhook) = hooks::aim(webhook) else { return refused("webhook_url is not valid") };
    let window = body.pointer("/channel/additional_attributes/agent_reply_time_window");
    let Some(name) = body.get("name").and_then(Value::as_str) else {
        return refused("name can't be blank");
    };
    if body.pointer("/channel/type").and_then(Value::as_str) != Some("api") {
        return refused("channel type is not valid");
    }
    let id = held(&fake.state).add_inbox(name, webhook, window.and_then(Value::as_i64));
    Json(json!({"id": id, "name": name, "channel_type": "Channel::Api"})).into_response()
}

/// `PATCH inboxes/{id}`.
pub async fn change_inbox(
    State(fake): Fake,
    Path((_, id)): Path<(String, u64)>,
    Json(body): Json<Value>,
) -> Response {
    let webhook = body.pointer("/channel/webhook_url").and_then(Value::as_str);
    let Ok(webhook) = hooks::aim(webhook) else { return refused("webhook_url is not valid") };
    let mut state = held(&fake.state);
    let Some(inbox) = state.inbox(id) else { return gone() };
    inbox.webhook = webhook;
    Json(json!({"id": id, "name": inbox.name, "channel_type": "Channel::Api"})).into_response()
}

/// `GET contacts/search?q=`.
pub async fn search(
    State(fake): Fake,
    Query(asked): Query<HashMap<String, String>>,
) -> Json<Value> {
    let query = asked.get("q").cloned().unwrap_or_default();
    let state = held(&fake.state);
    let fits = |it: &&Contact| {
        it.name.contains(&query) || it.identifier.as_ref().is_some_and(|it| it.contains(&query))
    };
    let found: Vec<Value> = state.contacts.iter().filter(fits).map(Contact::json).collect();
    Json(json!({"meta": {"count": found.len()}, "payload": found}))
}

/// `POST contacts`.
pub async fn add_contact(State(fake): Fake, Json(body): Json<Value>) -> Response {
    let mut state = held(&fake.state);
    let identifier = body.get("identifier").and_then(Value::as_str).map(str::to_owned);
    if identifier.is_some() && state.contacts.iter().any(|it| it.identifier == identifier) {
        return refused("Identifier has already been taken");
    }
    let id = state.number();
    let inbox = body.get("inbox_id").and_then(Value::as_u64);
    let source = inbox.filter(|inbox| state.inbox(*inbox).is_some()).map(|inbox| {
        (inbox, Id::derive(&["source", &id.to_string(), &inbox.to_string()]).to_string())
    });
    let name = body.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    let contact = Contact { id, name, identifier, sources: source.iter().cloned().collect() };
    let made = contact.json();
    state.contacts.push(contact);
    let inbox = source.map(|(id, source)| json!({"source_id": source, "inbox": {"id": id}}));
    Json(json!({"payload": {"contact": made, "contact_inbox": inbox}})).into_response()
}

/// `POST contacts/{id}/contact_inboxes`.
pub async fn add_source(
    State(fake): Fake,
    Path((_, id)): Path<(String, u64)>,
    Json(body): Json<Value>,
) -> Response {
    let Some(inbox) = body.get("inbox_id").and_then(Value::as_u64) else {
        return refused("inbox_id is missing");
    };
    let mut state = held(&fake.state);
    let Some(contact) = state.contact(id) else { return gone() };
    let source = Id::derive(&["source", &id.to_string(), &inbox.to_string()]).to_string();
    contact.sources.push((inbox, source.clone()));
    Json(json!({"source_id": source, "inbox": {"id": inbox}})).into_response()
}

/// `GET contacts/{id}/conversations`.
pub async fn conversations_of(
    State(fake): Fake,
    Path((_, id)): Path<(String, u64)>,
) -> Json<Value> {
    let state = held(&fake.state);
    let own = state.conversations.iter().filter(|it| it.contact == id);
    Json(json!({"payload": own.map(Conversation::json).collect::<Vec<_>>()}))
}

/// `POST conversations`.
pub async fn add_conversation(State(fake): Fake, Json(body): Json<Value>) -> Response {
    let number = |key: &str| body.get(key).and_then(Value::as_u64);
    let (Some(inbox), Some(contact)) = (number("inbox_id"), number("contact_id")) else {
        return refused("inbox_id and contact_id are needed");
    };
    let source = body.get("source_id").and_then(Value::as_str).unwrap_or_default();
    let mut state = held(&fake.state);
    let known = state
        .contact(contact)
        .is_some_and(|it| it.sources.iter().any(|(of, own)| *of == inbox && own == source));
    if !known {
        return gone();
    }
    // Conversations have short numbers of their own.
    let id = u64::try_from(state.conversations.len()).unwrap_or(0) + 1;
    let status = body.get("status").and_then(Value::as_str).unwrap_or("open").to_owned();
    let conversation = Conversation {
        id,
        inbox,
        contact,
        status,
        attributes: body.get("custom_attributes").cloned().unwrap_or_else(|| json!({})),
        labels: Vec::new(),
        messages: Vec::new(),
    };
    let made = conversation.json();
    state.conversations.push(conversation);
    drop(state);
    fake.tell_conversation("conversation_created", id, None);
    Json(made).into_response()
}

/// `GET conversations/{id}`.
pub async fn conversation(State(fake): Fake, Path((_, id)): Path<(String, u64)>) -> Response {
    match held(&fake.state).conversation(id) {
        Some(found) => Json(found.json()).into_response(),
        None => gone(),
    }
}

/// `POST conversations/{id}/toggle_status`.
pub async fn turn(
    State(fake): Fake,
    Path((_, id)): Path<(String, u64)>,
    Json(body): Json<Value>,
) -> Response {
    let status = body.get("status").and_then(Value::as_str).unwrap_or("resolved").to_owned();
    if held(&fake.state).conversation(id).is_none() {
        return gone();
    }
    fake.turns(id, &status, None);
    Json(json!({"payload": {"success": true, "current_status": status}})).into_response()
}

/// `GET conversations/{id}/messages?after=`.
pub async fn messages(
    State(fake): Fake,
    Path((_, id)): Path<(String, u64)>,
    Query(asked): Query<HashMap<String, String>>,
) -> Response {
    let mut state = held(&fake.state);
    let Some(found) = state.conversation(id) else { return gone() };
    let after: Option<u64> = asked.get("after").and_then(|text| text.parse().ok());
    let all = &found.messages;
    let shown: Vec<Value> = if let Some(after) = after {
        all.iter().filter(|it| it.id > after).take(PAGE).map(Message::json).collect()
    } else {
        all.iter().skip(all.len().saturating_sub(LATEST)).map(Message::json).collect()
    };
    Json(json!({"meta": {}, "payload": shown})).into_response()
}

/// `POST conversations/{id}/messages`.
pub async fn add_message(
    State(fake): Fake,
    Path((_, id)): Path<(String, u64)>,
    Json(body): Json<Value>,
) -> Response {
    let text = |key: &str| body.get(key).and_then(Value::as_str);
    let (now, kind) = (fake.clock.now(), text("message_type").unwrap_or("outgoing"));
    let mut state = held(&fake.state);
    let incoming = kind == "incoming";
    let message = Message {
        id: state.number(),
        incoming,
        private: body.get("private").and_then(Value::as_bool).unwrap_or(false),
        content: text("content").unwrap_or_default().to_owned(),
        source_id: text("source_id").map(str::to_owned),
        status: "sent".to_owned(),
        error: None,
        sender: (!incoming).then_some(SERVICE),
        has_file: false,
        at: now,
    };
    let Some(found) = state.conversation(id) else { return gone() };
    found.messages.push(message.clone());
    let reopens = incoming && matches!(found.status.as_str(), "resolved" | "snoozed");
    drop(state);
    fake.tell_message("message_created", id, &message);
    if reopens {
        fake.turns(id, "open", None);
    }
    Json(message.json()).into_response()
}

/// `PATCH conversations/{id}/messages/{message}`.
pub async fn tick(
    State(fake): Fake,
    Path((_, id, message)): Path<(String, u64, u64)>,
    Json(body): Json<Value>,
) -> Response {
    let text = |key: &str| body.get(key).and_then(Value::as_str).map(str::to_owned);
    let mut state = held(&fake.state);
    let found = state.conversation(id);
    let Some(found) = found.and_then(|it| it.messages.iter_mut().find(|it| it.id == message))
    else {
        return gone();
    };
    let Some(status) = text("status").filter(|it| STATUSES.contains(&it.as_str())) else {
        return refused("status is not valid");
    };
    found.status = status;
    found.error = text("external_error");
    let message = found.clone();
    drop(state);
    fake.tell_message("message_updated", id, &message);
    Json(message.json()).into_response()
}

const STATUSES: [&str; 4] = ["sent", "delivered", "read", "failed"];

fn gone() -> Response {
    (StatusCode::NOT_FOUND, Json(json!({"error": "Resource could not be found"}))).into_response()
}

fn refused(why: &str) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({"message": why}))).into_response()
}
