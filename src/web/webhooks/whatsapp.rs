//! What Meta posts: the signature over the bytes as they came says that it is Meta.

use axum::extract::{Query, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{Answer, Hooks};
use crate::app::Account;
use crate::channels::whatsapp::parse;
use crate::channels::whatsapp::signature::{self, Asked};
use crate::clock::Stopwatch;
use crate::config::channels::WhatsApp;
use crate::domain::channel::WHATSAPP;

/// What the registration of an address asks.
#[derive(Debug, Deserialize)]
pub struct Registration {
    #[serde(rename = "hub.mode")]
    mode: Option<String>,
    #[serde(rename = "hub.verify_token")]
    token: Option<String>,
    #[serde(rename = "hub.challenge")]
    challenge: Option<String>,
}

/// Answers the registration of our address.
pub async fn verify(State(hooks): State<Hooks>, Query(asked): Query<Registration>) -> Response {
    let asked = Asked {
        mode: asked.mode.as_deref(),
        token: asked.token.as_deref(),
        challenge: asked.challenge.as_deref(),
    };
    let numbers = hooks.accounts.whatsapp.iter().flatten();
    let mut answers = numbers.filter_map(|it| signature::challenge(&it.verify_token, asked));
    match answers.next() {
        Some(challenge) => {
            let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
            (StatusCode::OK, plain, challenge.to_owned()).into_response()
        }
        None => hooks.answer(Answer::Unknown),
    }
}

/// Takes in whatever a webhook tells.
pub async fn take(State(hooks): State<Hooks>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = match hooks.room.read(&parts.headers, body).await {
        Ok(body) => body,
        Err(why) => return hooks.answer(Answer::Unread(why)),
    };
    let began = Stopwatch::start();
    let header = parts.headers.get(signature::HEADER).and_then(|value| value.to_str().ok());
    let now = hooks.app.clock.now();
    let (mut signed, mut foreign, mut came) = (false, 0, Vec::new());
    // Every app's secret is tried, whichever fits: one app speaks for its own numbers only.
    for numbers in &hooks.accounts.whatsapp {
        let app = numbers.first();
        let fits = app.filter(|app| signature::verify(&app.app_secret, header, &body.bytes));
        let Some(app) = fits else { continue };
        signed = true;
        let arrivals = parse::parse(&body.bytes, now)
            .unwrap_or_else(|why| vec![parse::whole(&app.phone_number_id, &body.bytes, why)]);
        let sorted = parse::sort(arrivals, numbers);
        foreign += sorted.foreign;
        came.extend(sorted.ours.into_iter().map(|(number, it)| (account(number), it)));
    }
    if !signed {
        return hooks.answer(Answer::Unsigned);
    }
    if came.is_empty() && foreign > 0 {
        tracing::warn!(foreign, "refused a webhook for a number that is not ours");
        return hooks.answer(Answer::Foreign);
    }
    let answer = hooks.keep(came, began).await;
    hooks.answer(answer)
}

fn account(number: &WhatsApp) -> Account {
    Account {
        creditor: number.creditor.clone(),
        channel: WHATSAPP.to_owned(),
        account: number.phone_number_id.clone(),
    }
}
