//! What Chatwoot posts, one address an inbox: its signature over time and bytes says that it is it.
//!
//! A hook is posted once and waits five seconds: it is kept, answered, and worked later.

use axum::extract::{Path, Request, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::{Answer, Hooks};
use crate::app::bridge;
use crate::clock::Stopwatch;
use crate::config::desks::Inbox;
use crate::desks::chatwoot::parse::{self, Hook};
use crate::desks::chatwoot::signature::{DELIVERY, SIGNATURE, TIMESTAMP, verify};
use crate::domain::bridge::{Came, Desk};
use crate::meter::{Count, Timing};

/// Takes an event in.
pub async fn take(
    State(hooks): State<Hooks>,
    Path(inbox): Path<String>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let Some(settings) = hooks.accounts.chatwoot.clone() else {
        return hooks.answer(Answer::Unsigned);
    };
    let Some(inbox) = settings.inbox(&inbox) else { return hooks.answer(Answer::Unsigned) };
    let body = match hooks.room.read(&parts.headers, body).await {
        Ok(body) => body,
        Err(why) => return hooks.answer(Answer::Unread(why)),
    };
    let began = Stopwatch::start();
    if !is_theirs(&hooks, inbox, &parts.headers, &body.bytes) {
        return hooks.answer(Answer::Unsigned);
    }
    let delivery = header(&parts.headers, DELIVERY);
    let kept = match parse::hook(&settings, inbox, &body.bytes, delivery) {
        Hook::Foreign => return hooks.answer(Answer::Foreign),
        Hook::Came(came) => keep(&hooks, *came).await,
        Hook::Passed(why) => pass(&hooks, delivery, why).await,
        Hook::Stray => pass(&hooks, delivery, "stray").await,
    };
    hooks.app.meter.took(Timing::Webhook, began.elapsed());
    hooks.answer(if kept { Answer::Kept } else { Answer::Unkept })
}

fn is_theirs(hooks: &Hooks, inbox: &Inbox, headers: &HeaderMap, body: &[u8]) -> bool {
    let given = (header(headers, SIGNATURE), header(headers, TIMESTAMP));
    verify(&inbox.secret, given, body, hooks.app.clock.now()).is_ok()
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// Keeps what came; whoever waits for it may go away meanwhile.
async fn keep(hooks: &Hooks, came: Came) -> bool {
    let app = hooks.app.clone();
    let kept = tokio::spawn(async move { bridge::accept(&app, Desk::Chatwoot, came).await });
    match kept.await {
        Ok(Ok(is_new)) => {
            hooks.app.meter.count(Count::Arrivals, if is_new { "new" } else { "known" });
            true
        }
        Ok(Err(error)) => {
            tracing::warn!(error = %error, "could not keep what Chatwoot told");
            false
        }
        Err(_) => false,
    }
}

async fn pass(hooks: &Hooks, delivery: Option<&str>, why: &'static str) -> bool {
    let Some(delivery) = delivery else { return true };
    let noted = bridge::pass(&hooks.app, Desk::Chatwoot, delivery.to_owned(), why).await;
    noted.inspect_err(|error| tracing::warn!(error = %error, "could not note a delivery")).is_ok()
}
