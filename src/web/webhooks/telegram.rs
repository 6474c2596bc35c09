//! What Telegram posts: the secret in a header says that it is Telegram.

use axum::Json;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::{Answer, Hooks};
use crate::app::Account;
use crate::channels::telegram::parse;
use crate::channels::telegram::webhook::{SECRET_HEADER, authenticate};
use crate::clock::Stopwatch;
use crate::config::channels::Telegram;
use crate::domain::channel::TELEGRAM;

/// Takes an update in.
pub async fn take(
    State(hooks): State<Hooks>,
    Path(bot): Path<String>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    // Whoever does not know the secret learns neither which bots are ours nor what a body may be.
    let Some(bot) = known(&hooks, &bot, &parts.headers) else {
        return hooks.answer(Answer::Unsigned);
    };
    let body = match hooks.room.read(&parts.headers, body).await {
        Ok(body) => body,
        Err(why) => return hooks.answer(Answer::Unread(why)),
    };
    let began = Stopwatch::start();
    let arrival = parse::body(bot.bot_id(), &body.bytes, hooks.app.clock.now());
    let account = Account {
        creditor: bot.creditor.clone(),
        channel: TELEGRAM.to_owned(),
        account: bot.bot_id().to_owned(),
    };
    let unheard = parse::unheard_tap(&arrival);
    let answer = hooks.keep(vec![(account, arrival)], began).await;
    let response = hooks.answer(answer);
    match unheard.filter(|_| answer == Answer::Kept) {
        // Telegram takes a call of ours from the answer itself.
        Some(query) => {
            let call = json!({ "method": "answerCallbackQuery", "callback_query_id": query });
            (response.status(), Json(call)).into_response()
        }
        None => response,
    }
}

/// The bot of the address, where the header holds its secret.
fn known<'h>(hooks: &'h Hooks, bot: &str, headers: &HeaderMap) -> Option<&'h Telegram> {
    let given = headers.get(SECRET_HEADER).map(HeaderValue::as_bytes);
    let bots = hooks.accounts.telegram.iter();
    let mut same = bots.filter(|it| it.bot_id() == bot && !it.polling);
    same.find(|it| authenticate(&it.webhook_secret, given))
}
