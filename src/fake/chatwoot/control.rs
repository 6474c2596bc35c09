//! The control side, under `/fake/`: for tests and for people.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde_json::{Value, json};

use super::act::Act;
use super::{Inner, state};
use crate::fake::faults::{Order, plans};
use crate::fake::held;

/// `POST /fake/agent`: one thing that an agent does.
pub async fn agent(State(fake): State<Arc<Inner>>, body: Bytes) -> Response {
    let act: Act = match serde_json::from_slice(&body) {
        Ok(act) => act,
        Err(error) => return wrong(&error.to_string()),
    };
    match fake.act(&act) {
        Ok(id) => Json(json!({"id": id})).into_response(),
        Err(nothing) => wrong(&nothing.to_string()),
    }
}

/// `GET /fake/conversations`: every conversation with its messages.
pub async fn conversations(State(fake): State<Arc<Inner>>) -> Json<Value> {
    let state = held(&fake.state);
    let each = |it: &state::Conversation| {
        let mut shown = it.json();
        if let Some(shown) = shown.as_object_mut() {
            let messages: Vec<Value> = it.messages.iter().map(state::Message::json).collect();
            shown.insert("messages".to_owned(), json!(messages));
        }
        shown
    };
    Json(json!({
        "conversations": state.conversations.iter().map(each).collect::<Vec<_>>(),
        "webhooks": {"posted": state.posted.0, "taken": state.posted.1},
    }))
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

fn wrong(why: &str) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({"error": why}))).into_response()
}
