//! What Telegram posts of the group of the pocket desk: the secret in a header says that it is it.

use axum::extract::{Path, Request, State};
use axum::http::HeaderValue;
use axum::response::Response;

use super::{Answer, Hooks};
use crate::app::bridge;
use crate::channels::telegram::webhook::{SECRET_HEADER, authenticate};
use crate::clock::Stopwatch;
use crate::desks::telegram::parse;
use crate::domain::bridge::Desk;
use crate::meter::{Count, Timing};

/// Takes an update in.
pub async fn take(
    State(hooks): State<Hooks>,
    Path(bot): Path<String>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let given = parts.headers.get(SECRET_HEADER).map(HeaderValue::as_bytes);
    let known = hooks.accounts.pocket.clone().filter(|pocket| {
        pocket.bot_id() == bot && !pocket.polling && authenticate(&pocket.webhook_secret, given)
    });
    let Some(pocket) = known else { return hooks.answer(Answer::Unsigned) };
    let body = match hooks.room.read(&parts.headers, body).await {
        Ok(body) => body,
        Err(why) => return hooks.answer(Answer::Unread(why)),
    };
    let began = Stopwatch::start();
    let update = serde_json::from_slice(&body.bytes).unwrap_or_default();
    // What is nothing to us is taken all the same: it would come again for ever.
    let Some(came) = parse::update(&pocket, &update) else { return hooks.answer(Answer::Kept) };
    let app = hooks.app.clone();
    let kept = tokio::spawn(async move { bridge::accept(&app, Desk::Telegram, came).await });
    let answer = match kept.await {
        Ok(Ok(is_new)) => {
            hooks.app.meter.count(Count::Arrivals, if is_new { "new" } else { "known" });
            Answer::Kept
        }
        Ok(Err(error)) => {
            tracing::warn!(error = %error, "could not keep what the pocket desk told");
            Answer::Unkept
        }
        Err(_) => Answer::Unkept,
    };
    hooks.app.meter.took(Timing::Webhook, began.elapsed());
    hooks.answer(answer)
}
