//! `POST /{version}/{phone-number-id}/messages`: what is sent to customers.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::Inner;
use super::Window;
use super::hooks::Sent;
use super::people::Person;
use super::problem::{self, Refusal};
use crate::fake::faults::{Fault, Moment, Plan};
use crate::fake::ledger::{Attempt, Verdict};
use crate::fake::server::{Ordered, Worded, instead, spoilt};

/// What an accepted call says.
enum Accepted {
    /// A message, with the answer that tells of it.
    Message(Box<Sent>, Value),
    /// A read mark, perhaps with a sign of typing.
    Mark,
}

/// Takes a message, or a read mark, as the provider would.
pub async fn messages(
    State(fake): State<Arc<Inner>>,
    Path((_, number)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let read: Value = serde_json::from_slice(&body).unwrap_or(Value::Null);
    let at = fake.clock.now();
    let addressed = Addressed::of(&fake, &read);
    let is_mark = read.get("status").is_some();
    let on = if is_mark { "read" } else { "messages" };
    let struck = fake.faults.strike(Moment::Call, on, &addressed.to());
    let write = |verdict: Verdict| {
        if !is_mark {
            let opaque = read.get("biz_opaque_callback_data").and_then(Value::as_str);
            let (to, opaque) = (addressed.to(), opaque.map(str::to_owned));
            let call = on.to_owned();
            fake.ledger.write(Attempt { at, call, to, opaque, body: body.clone(), verdict });
        }
    };
    if let Some(plan) = struck.as_ref().filter(|plan| !plan.fault.is_after()) {
        let (answer, verdict) = refused_by(plan);
        write(verdict);
        return spoilt(plan, answer).await;
    }
    let accepted = fake
        .authorised(&headers)
        .and_then(|()| fake.own_number(&number))
        .and_then(|()| fake.accept(&read, &addressed, at));
    match accepted {
        Err(refusal) => {
            write(Verdict::Refused { status: refusal.status(), code: refusal.code });
            refusal.into_response()
        }
        Ok(Accepted::Mark) => answered(struck, json!({"success": true})).await,
        Ok(Accepted::Message(sent, answer)) => {
            let told = struck.as_ref().is_none_or(|plan| plan.fault == Fault::Slow);
            write(Verdict::Accepted { id: sent.id.clone(), told });
            fake.walk(*sent);
            answered(struck, answer).await
        }
    }
}

async fn answered(struck: Option<Plan>, answer: Value) -> Response {
    let response = Json(answer).into_response();
    match struck {
        Some(plan) => spoilt(&plan, response).await,
        None => response,
    }
}

/// What a fault answers in place of the provider, and what becomes of the message.
pub(super) fn refused_by(plan: &Plan) -> (Response, Verdict) {
    instead(plan, |ordered| worded(plan, ordered))
}

/// An error as the provider words it.
fn worded(plan: &Plan, ordered: Ordered) -> Worded {
    let (refusal, status) = match ordered {
        Ordered::Code(code) => {
            let refusal = Refusal::new(code, "Ordered by the test.");
            let refusal = if code == 190 { refusal.sub(463) } else { refusal };
            let status = refusal.status();
            (refusal, status)
        }
        Ordered::TooMany => (Refusal::new(4, "Application request limit reached."), 429),
        Ordered::Internal => (Refusal::new(131_000, "Message failed to send."), 500),
    };
    let code = refusal.code;
    let mut answer = refusal.into_response();
    *answer.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    if let Some(seconds) = plan.retry_after {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    Worded { answer, status, code }
}

/// Who a message is for.
struct Addressed {
    /// As it was written.
    input: String,
    /// The person behind it, if anybody is.
    person: Option<Person>,
    /// True where a user id was written.
    scoped: bool,
}

impl Addressed {
    fn of(fake: &Inner, read: &Value) -> Self {
        let text = |name: &str| read.get(name).and_then(Value::as_str).map(str::to_owned);
        match (text("to"), text("recipient")) {
            (Some(to), _) => {
                let person = Some(fake.people.dialled(&to));
                Self { input: to, person, scoped: false }
            }
            (None, Some(user)) => {
                let person = fake.people.scoped(&user);
                Self { input: user, person, scoped: true }
            }
            (None, None) => Self { input: String::new(), person: None, scoped: false },
        }
    }

    fn to(&self) -> String {
        self.person.as_ref().map_or_else(|| self.input.clone(), |person| person.wa_id.clone())
    }
}

impl Inner {
    fn accept(
        &self,
        read: &Value,
        addressed: &Addressed,
        at: DateTime<Utc>,
    ) -> Result<Accepted, Refusal> {
        self.checker.check(read, at)?;
        if read.get("status").is_some() {
            let id = read.get("message_id").and_then(Value::as_str).unwrap_or_default();
            self.mark_read(id)?;
            return Ok(Accepted::Mark);
        }
        let Some(person) = addressed.person.clone() else {
            return Err(Refusal::new(131_026, "Message undeliverable."));
        };
        if person.wa_id == self.settings.display_phone_number {
            return Err(Refusal::new(131_021, "Recipient cannot be sender."));
        }
        self.pacing.send(&person.wa_id, at)?;
        let call = read.get("template");
        let category = call.map(|call| self.templates.call(call)).transpose()?;
        self.media.known_in(read)?;
        self.orders.check(read)?;
        let late = call.is_none() && !person.may_be_answered(at);
        let late = late.then(|| {
            Refusal::new(
                131_047,
                "Message failed to send because more than 24 hours have passed since the customer \
                 last replied to this number.",
            )
        });
        let failed = match (self.settings.window, late) {
            (Window::Refuse, Some(refusal)) => return Err(refusal),
            (Window::Fail, late) => late,
            (Window::Open | Window::Refuse, _) => None,
        };
        let id = self.new_id();
        let mut message = json!({"id": id});
        if let (Some(_), Some(message)) = (call, message.as_object_mut()) {
            message.insert("message_status".to_owned(), "accepted".into());
        }
        let contact = if addressed.scoped {
            json!({"input": addressed.input, "user_id": person.user_id})
        } else {
            json!({"input": addressed.input, "wa_id": person.wa_id})
        };
        let answer = json!({
            "messaging_product": "whatsapp", "contacts": [contact], "messages": [message],
        });
        let opaque = read.get("biz_opaque_callback_data").and_then(Value::as_str);
        let opaque = opaque.map(str::to_owned);
        let scoped = addressed.scoped;
        let sent = Sent { id, person, scoped, opaque, category, failed };
        Ok(Accepted::Message(Box::new(sent), answer))
    }

    /// True to the bearer token.
    pub(super) fn authorised(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let given = given.and_then(|value| value.strip_prefix("Bearer "));
        if given == Some(self.settings.token.as_str()) {
            return Ok(());
        }
        Err(Refusal::new(190, "").sub(463))
    }

    /// Our own number, or nobody's.
    pub(super) fn own_number(&self, number: &str) -> Result<(), Refusal> {
        if number == self.settings.phone_number_id {
            return Ok(());
        }
        let (_, title) = problem::entry(100);
        Err(Refusal::new(100, title).sub(33))
    }
}
