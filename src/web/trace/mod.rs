//! What happened in a conversation: each turn with what came in, how it was read, which way it
//! went, from which facts, and what was done. No script is needed to read it.

mod describe;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Redirect, Response};

use self::describe::{Describer, Turn};
use super::assets;
use super::chat::{self, Whose, address};
use super::error::Error;
use super::site::Site;
use super::texts::Texts;
use crate::domain::dialogue::text::Value;
use crate::store::views;

#[derive(Template)]
#[template(path = "trace/trace.html")]
struct Page {
    t: Texts,
    version: &'static str,
    whose: String,
    versions: String,
    check: String,
    state: String,
    chat: String,
    turns: Vec<Turn>,
}

/// Finds the trace of a chat; before the first message there is an empty one.
pub async fn of_chat(
    State(site): State<Site>,
    Path(whose): Path<Whose>,
) -> Result<Response, Error> {
    if let Some(id) = chat::conversation::find(&site, &whose).await? {
        return Ok(Redirect::to(&format!("/trace/{id}")).into_response());
    }
    let parties = chat::conversation::parties(&site, &whose).await?;
    page(&Page {
        t: site.texts.clone(),
        version: assets::version(),
        whose: told(&site, [("customer", parties.name), ("creditor", parties.creditor)]),
        versions: String::new(),
        check: String::new(),
        state: String::new(),
        chat: address(&whose.creditor, &whose.customer),
        turns: Vec::new(),
    })
}

/// Shows a conversation's trace.
pub async fn show(State(site): State<Site>, Path(id): Path<String>) -> Result<Response, Error> {
    let found = views::trace::find(&site.app.db, &id).await.map_err(Error::internal)?;
    let traced = found.ok_or(Error::NotFound)?;
    let whose = Whose { creditor: traced.creditor.clone(), customer: traced.customer.clone() };
    let parties = chat::conversation::parties(&site, &whose).await?;
    let describer = Describer {
        texts: &site.texts,
        calendar: &site.app.calendar,
        zone: parties.zone,
        messages: &traced.messages,
    };
    let versions = [("flow", &traced.state.flow), ("policy", &traced.state.policy)];
    let versions = versions.map(|(name, value)| (name.to_owned(), Value::Text(value.clone())));
    let check = [("code".to_owned(), Value::Text(traced.state.check_code()))];
    page(&Page {
        t: site.texts.clone(),
        version: assets::version(),
        whose: told(&site, [("customer", parties.name), ("creditor", parties.creditor)]),
        versions: site.texts.tell("web-trace-versions", &versions.into()),
        check: site.texts.tell("web-trace-check", &check.into()),
        state: serde_json::to_string_pretty(&traced.state).map_err(Error::internal)?,
        chat: address(&whose.creditor, &whose.customer),
        turns: traced.turns.iter().map(|turn| describer.turn(turn)).collect(),
    })
}

fn page(page: &Page) -> Result<Response, Error> {
    let page = page.render().map_err(Error::internal)?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Html(page)).into_response())
}

fn told(site: &Site, values: [(&str, String); 2]) -> String {
    let values = values.map(|(name, value)| (name.to_owned(), Value::Text(value)));
    site.texts.tell("web-trace-of", &values.into())
}
