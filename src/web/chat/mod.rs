//! The customer's chat: the page, what it posts, what it is told, and as it happens.
//!
//! Posting only accepts: the turn is taken by the jobs, and its messages come back as events. The
//! page knows each message's place in the conversation, so that a reload or a lost connection goes
//! on where it was.

pub(super) mod conversation;
mod events;
mod posted;
mod shown;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

use self::posted::{Body, LONGEST, Posted, What};
use self::shown::Shown;
use super::error::Error;
use super::site::Site;
use super::texts::Texts;
use super::{assets, qr};
use crate::domain::dialogue::text::{Args, Value};

/// The chat's addresses.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/chat/{creditor}/{customer}", get(page))
        .route("/chat/{creditor}/{customer}/messages", get(messages).post(accept))
        .route("/chat/{creditor}/{customer}/events", get(events::stream))
        .route("/chat/{creditor}/{customer}/demo", post(demo))
        .route("/qr/{file}", get(picture))
}

/// Whose chat it is.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Whose {
    /// The creditor's id.
    pub creditor: String,
    /// The customer's id.
    pub customer: String,
}

/// From where on messages are wanted.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
struct After {
    #[serde(default)]
    after: i64,
}

#[derive(Template)]
#[template(path = "chat/chat.html")]
struct Page {
    t: Texts,
    version: &'static str,
    base: String,
    trace: String,
    creditor: String,
    initial: String,
    name: String,
}

async fn page(
    State(site): State<Site>,
    Path(whose): Path<Whose>,
) -> Result<impl IntoResponse, Error> {
    let parties = conversation::parties(&site, &whose).await?;
    let base = address(&whose.creditor, &whose.customer);
    let page = Page {
        t: site.texts.clone(),
        version: assets::version(),
        trace: format!("{base}/trace"),
        base,
        initial: parties.creditor.chars().next().unwrap_or('C').to_string(),
        creditor: parties.creditor,
        name: parties.name,
    };
    let page = page.render().map_err(Error::internal)?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Html(page)))
}

async fn messages(
    State(site): State<Site>,
    Path(whose): Path<Whose>,
    Query(After { after }): Query<After>,
) -> Result<Json<Vec<Shown>>, Error> {
    conversation::messages(&site, &whose, after).await.map(Json)
}

/// What became of a post.
#[derive(Debug, Default, Serialize)]
struct Accepted {
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<String>,
}

async fn accept(
    State(site): State<Site>,
    Path(whose): Path<Whose>,
    Json(body): Json<Body>,
) -> Result<(StatusCode, Json<Accepted>), Error> {
    let posted = Posted::try_from(body)?;
    let cut = matches!(posted.what, What::Text { cut: true, .. });
    conversation::accept(&site, &whose, posted).await?;
    let count = Value::Count(i64::try_from(LONGEST).unwrap_or(i64::MAX));
    let args = Args::from([("count".to_owned(), count)]);
    let notice = cut.then(|| site.texts.tell("web-chat-cut", &args));
    Ok((StatusCode::ACCEPTED, Json(Accepted { notice })))
}

/// What only a demonstration can do.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
enum Demo {
    /// The customer pays the open charge.
    Pay,
    /// A day passes.
    Day,
    /// We write first.
    Outreach,
}

async fn demo(
    State(site): State<Site>,
    Path(whose): Path<Whose>,
    Json(asked): Json<Demo>,
) -> Result<Json<Accepted>, Error> {
    let notice = match asked {
        Demo::Pay => conversation::pay(&site, &whose).await?,
        Demo::Day => {
            let zone = conversation::parties(&site, &whose).await?.zone;
            Some(conversation::pass_a_day(&site, zone))
        }
        Demo::Outreach => {
            conversation::write_first(&site, &whose).await?;
            Some(site.texts.say("web-demo-outreach"))
        }
    };
    Ok(Json(Accepted { notice }))
}

async fn picture(State(site): State<Site>, Path(file): Path<String>) -> Result<Response, Error> {
    let charge = file.strip_suffix(".svg").ok_or(Error::NotFound)?;
    let code = conversation::pix(&site, charge).await?.ok_or(Error::NotFound)?;
    let drawn = qr::svg(&code).map_err(Error::internal)?;
    let headers =
        [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "private, max-age=3600")];
    Ok((headers, drawn).into_response())
}

/// Where a chat lives; ids come from files and may hold anything.
pub(super) fn address(creditor: &str, customer: &str) -> String {
    format!("/chat/{}/{}", escaped(creditor), escaped(customer))
}

/// A text as a part of an address.
fn escaped(part: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'~');
    let letter = |byte: u8| {
        if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    part.bytes().map(letter).collect()
}
