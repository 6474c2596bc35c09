//! The control side, under `/fake/`: for tests and for people.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Inner;
use super::customer::Act;
use crate::fake::courier::on_this_machine;
use crate::fake::faults::{Order, plans};

/// `POST /fake/customer`: one thing that a customer does, or several in a row.
pub async fn customer(State(fake): State<Arc<Inner>>, body: Bytes) -> Response {
    let acts: Result<Vec<Act>, _> = serde_json::from_slice(&body)
        .or_else(|_| serde_json::from_slice(&body).map(|act| vec![act]));
    let acts = match acts {
        Ok(acts) => acts,
        Err(error) => return wrong(&error.to_string()),
    };
    let done: Result<Vec<String>, _> = acts.iter().map(|act| fake.act(act)).collect();
    match done {
        Ok(ids) => Json(json!({"ids": ids})).into_response(),
        Err(nothing) => wrong(&nothing.to_string()),
    }
}

/// `GET /fake/messages?since=&to=`: what was sent here.
pub async fn messages(
    State(fake): State<Arc<Inner>>,
    Query(asked): Query<HashMap<String, String>>,
) -> Json<Value> {
    let since = asked.get("since").and_then(|text| text.parse().ok()).unwrap_or(0);
    let shown = fake.ledger.shown(since, asked.get("to").map(String::as_str));
    Json(json!({
        "messages": shown,
        "accepted": fake.ledger.accepted(),
        "attempts": fake.ledger.attempts(),
        "read": fake.reads(),
        "webhooks": fake.courier.tally(),
    }))
}

/// `DELETE /fake/messages`: forgets what was sent here.
pub async fn forget(State(fake): State<Arc<Inner>>) -> StatusCode {
    fake.ledger.clear();
    StatusCode::NO_CONTENT
}

/// `POST /fake/faults`: orders a fault, or several.
pub async fn order(State(fake): State<Arc<Inner>>, body: Bytes) -> Response {
    match plans(&body) {
        Ok(plans) => {
            for plan in plans {
                fake.faults.order(plan);
            }
            standing(State(fake)).await.into_response()
        }
        Err(why) => wrong(&why),
    }
}

/// `GET /fake/faults`: the faults that are ordered.
pub async fn standing(State(fake): State<Arc<Inner>>) -> Json<Value> {
    let standing = fake.faults.standing();
    Json(json!(standing.iter().map(Order::from).collect::<Vec<_>>()))
}

/// `DELETE /fake/faults`: takes them back.
pub async fn mend(State(fake): State<Arc<Inner>>) -> StatusCode {
    fake.faults.clear();
    StatusCode::NO_CONTENT
}

/// What becomes of a template.
#[derive(Debug, Deserialize)]
pub struct Fate {
    name: String,
    event: String,
    #[serde(default)]
    reason: Option<String>,
}

/// `POST /fake/template`: approves, pauses or rejects a template, and tells of it.
pub async fn template(State(fake): State<Arc<Inner>>, body: Bytes) -> Response {
    let told: Fate = match serde_json::from_slice(&body) {
        Ok(told) => told,
        Err(error) => return wrong(&error.to_string()),
    };
    let changed = fake.templates.becomes(&told.name, &told.event);
    if changed.is_empty() {
        return wrong("there is no template of this name");
    }
    let reason = told.reason.as_deref().unwrap_or("NONE");
    for template in &changed {
        fake.template_changed(template, &told.event, reason);
    }
    StatusCode::NO_CONTENT.into_response()
}

/// `POST /fake/webhook`: posts a change of any field as it stands, signed.
pub async fn webhook(State(fake): State<Arc<Inner>>, body: Bytes) -> Response {
    let Ok(mut change) = serde_json::from_slice::<Value>(&body) else {
        return wrong("the body is no JSON");
    };
    let field = change.get("field").and_then(Value::as_str).unwrap_or_default();
    let Some(field) = FIELDS.iter().find(|known| **known == field) else {
        return wrong("a change has a field that the provider has");
    };
    let value = change.get_mut("value").map(Value::take).unwrap_or_default();
    fake.hooks().post(field, super::hooks::Update { field, value });
    StatusCode::NO_CONTENT.into_response()
}

/// `POST /fake/aim`: webhooks are posted there from now on, unverified.
pub async fn aim(State(fake): State<Arc<Inner>>, body: Bytes) -> Response {
    let given: Option<Value> = serde_json::from_slice(&body).ok();
    let url = given.as_ref().and_then(|given| given.get("url")?.as_str());
    match on_this_machine(url.unwrap_or_default()) {
        Ok(url) => {
            fake.courier.aim(Some(url));
            StatusCode::NO_CONTENT.into_response()
        }
        Err(error) => wrong(&error.to_string()),
    }
}

const FIELDS: [&str; 9] = [
    "messages",
    "message_template_status_update",
    "template_category_update",
    "message_template_quality_update",
    "account_update",
    "account_alerts",
    "business_capability_update",
    "phone_number_quality_update",
    "user_preferences",
];

fn wrong(why: &str) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({"error": why}))).into_response()
}
