//! The routes: the provider's own, and the control side under `/fake/`.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use bytes::Bytes;
use serde_json::{Value, json};

use super::Inner;
use super::customer::Act;
use super::params::Params;
use super::problem::Refusal;
use crate::fake::faults::{Fault, Moment, Order, Plan, plans};
use crate::fake::ledger::{Attempt, Verdict};
use crate::fake::server::{Ordered, Worded, instead, spoilt};

/// Every route.
pub fn router(fake: Arc<Inner>) -> Router {
    Router::new()
        .route("/fake/customer", post(customer))
        .route("/fake/messages", get(messages).delete(forget))
        .route("/fake/faults", get(standing).post(order).delete(mend))
        .fallback(provider)
        .layer(DefaultBodyLimit::max(60 * 1024 * 1024))
        .with_state(fake)
}

/// `/bot<token>/<method>` and `/file/bot<token>/<path>`.
async fn provider(
    State(fake): State<Arc<Inner>>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let path = uri.path();
    if let Some((token, file)) =
        path.strip_prefix("/file/bot").and_then(|rest| rest.split_once('/'))
    {
        return fetched(&fake, token, file);
    }
    let Some((token, method)) = path.strip_prefix("/bot").and_then(|rest| rest.split_once('/'))
    else {
        return Refusal::of(404).into_response();
    };
    if token != fake.settings.token {
        return Refusal::of(401).into_response();
    }
    match Params::read(&headers, uri.query().unwrap_or_default(), &body) {
        Ok(params) => called(&fake, method, &params).await,
        Err(refusal) => refusal.into_response(),
    }
}

async fn called(fake: &Arc<Inner>, method: &str, params: &Params) -> Response {
    let at = fake.clock.now();
    let name = method.to_ascii_lowercase();
    let to = params.text("chat_id").unwrap_or_default();
    let write = |verdict: Verdict| {
        // Polls would fill the ledger with nothing.
        if name != "getupdates" && name != "getme" {
            let body = Bytes::from(params.shown().to_string());
            let (call, to) = (method.to_owned(), to.clone());
            fake.ledger.write(Attempt { at, call, to, opaque: None, body, verdict });
        }
    };
    let struck = fake.faults.strike(Moment::Call, method, &to);
    if let Some(plan) = struck.as_ref().filter(|plan| !plan.fault.is_after()) {
        let (response, verdict) = instead(plan, |ordered| worded(plan, ordered));
        write(verdict);
        return spoilt(plan, response).await;
    }
    let paced = if name.starts_with("send") && name != "sendchataction" {
        fake.pacing.send(&to, at)
    } else {
        Ok(())
    };
    let done = match paced {
        Ok(()) => fake.call(&name, params, at).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Err(refusal) => {
            write(Verdict::Refused { status: refusal.code, code: u32::from(refusal.code) });
            refusal.into_response()
        }
        Ok(result) => {
            let told = struck.as_ref().is_none_or(|plan| plan.fault == Fault::Slow);
            let id = result.get("message_id").map(ToString::to_string).unwrap_or_default();
            write(Verdict::Accepted { id, told });
            let response = Json(json!({"ok": true, "result": result})).into_response();
            match struck {
                Some(plan) => spoilt(&plan, response).await,
                None => response,
            }
        }
    }
}

/// An error as the provider words it.
fn worded(plan: &Plan, ordered: Ordered) -> Worded {
    let refusal = match ordered {
        Ordered::Code(429) | Ordered::TooMany => Refusal::too_many(plan.retry_after),
        Ordered::Code(code) => Refusal::of(u16::try_from(code).unwrap_or(400)),
        Ordered::Internal => Refusal::of(500),
    };
    let status = refusal.code;
    Worded { answer: refusal.into_response(), status, code: u32::from(status) }
}

fn fetched(fake: &Inner, token: &str, path: &str) -> Response {
    if token != fake.settings.token {
        return Refusal::of(401).into_response();
    }
    let id = path.rsplit('/').next().unwrap_or_default();
    match fake.files.file(id) {
        Some(file) => ([(header::CONTENT_TYPE, file.mime)], file.content).into_response(),
        None => Refusal::of(404).into_response(),
    }
}

/// `POST /fake/customer`: one thing that a customer does, or several in a row.
async fn customer(State(fake): State<Arc<Inner>>, body: Bytes) -> Response {
    let acts: Result<Vec<Act>, _> = serde_json::from_slice(&body)
        .or_else(|_| serde_json::from_slice(&body).map(|act| vec![act]));
    let acts = match acts {
        Ok(acts) => acts,
        Err(error) => return wrong(&error.to_string()),
    };
    let done: Result<Vec<u64>, _> = acts.iter().map(|act| fake.act(act)).collect();
    match done {
        Ok(ids) => Json(json!({"ids": ids})).into_response(),
        Err(nothing) => wrong(&nothing.to_string()),
    }
}

/// `GET /fake/messages?since=&to=`: every call but polls.
async fn messages(
    State(fake): State<Arc<Inner>>,
    Query(asked): Query<HashMap<String, String>>,
) -> Json<Value> {
    let since = asked.get("since").and_then(|text| text.parse().ok()).unwrap_or(0);
    Json(json!({
        "messages": fake.ledger.shown(since, asked.get("to").map(String::as_str)),
        "accepted": fake.ledger.accepted(),
        "attempts": fake.ledger.attempts(),
        "webhooks": fake.courier.tally(),
    }))
}

async fn forget(State(fake): State<Arc<Inner>>) -> StatusCode {
    fake.ledger.clear();
    StatusCode::NO_CONTENT
}

async fn order(State(fake): State<Arc<Inner>>, body: Bytes) -> Response {
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

async fn standing(State(fake): State<Arc<Inner>>) -> Json<Value> {
    let standing = fake.faults.standing();
    Json(json!(standing.iter().map(Order::from).collect::<Vec<_>>()))
}

async fn mend(State(fake): State<Arc<Inner>>) -> StatusCode {
    fake.faults.clear();
    StatusCode::NO_CONTENT
}

fn wrong(why: &str) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({"error": why}))).into_response()
}
