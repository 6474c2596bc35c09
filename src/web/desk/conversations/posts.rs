//! What somebody does in a conversation: posted, done by a use case, answered.
//!
//! A browser without a script is led back to the page, or shown it again with what was written and
//! why it was not taken. The page's script asks for JSON and is told the same.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::America::Sao_Paulo;
use serde::Deserialize;
use serde_json::json;

use super::filter::Filter;
use super::talk::{self, Kept, Part, Which};
use crate::app::desk::presence::Look;
use crate::app::desk::{
    self, Place, Refused, draft, note, presence, retry, say, schedule, snooze, take,
};
use crate::domain::id::Id;
use crate::web::desk::{Signed, address, refused};
use crate::web::error::{Error, Told};
use crate::web::site::Site;

/// What a click posts.
#[derive(Debug, Deserialize)]
pub struct Click {
    id: String,
    #[serde(default, rename = "motivo")]
    reason: String,
    #[serde(default, rename = "para")]
    to: String,
}

/// Until when something is put aside.
#[derive(Debug, Deserialize)]
pub struct Until {
    #[serde(default, rename = "ate")]
    until: String,
}

/// What is to be sent; its words show in no Debug.
#[derive(Deserialize)]
pub struct Words {
    id: String,
    #[serde(default, rename = "texto")]
    text: String,
    #[serde(default, rename = "insiste")]
    insists: String,
    #[serde(default, rename = "modelo")]
    template: String,
    #[serde(default, rename = "quando")]
    when: String,
    /// Whatever else the form holds: values of a template.
    #[serde(flatten)]
    values: BTreeMap<String, String>,
}

/// What somebody is writing; it shows in no Debug.
#[derive(Deserialize)]
pub struct Written {
    #[serde(rename = "tipo")]
    kind: String,
    #[serde(rename = "texto")]
    text: String,
}

/// A message that is to go again.
#[derive(Debug, Deserialize)]
pub struct Again {
    #[serde(rename = "mensagem")]
    seq: i64,
}

/// Words for later that are taken back.
#[derive(Debug, Deserialize)]
pub struct Cancelled {
    id: String,
}

/// What is to be noted; its words show in no Debug.
#[derive(Deserialize)]
pub struct Note {
    id: String,
    #[serde(rename = "texto")]
    text: String,
    #[serde(rename = "tipo")]
    kind: note::Kind,
}

/// Takes a conversation.
pub async fn take(
    signed: Signed,
    Path(which): Path<Which>,
    headers: HeaderMap,
    Form(click): Form<Click>,
) -> Result<Response, Error> {
    let site = signed.site();
    let reason = Some(click.reason.as_str()).filter(|reason| !reason.is_empty());
    let done = take::take(&site.app, &signed.who, &place(&which), (&click.id, reason)).await;
    let left = done.as_ref().map_or(0, |taken| taken.under_way);
    if left == 0 || done.is_err() {
        let done = done.map(|_| ());
        return answer(site, &signed, &which, &headers, done, Kept::default()).await;
    }
    site.news.send_modify(|count| *count += 1);
    if asks_json(&headers) {
        let note = talk::still(&site.texts, Some(left));
        return Ok(axum::Json(json!({ "ok": true, "note": note })).into_response());
    }
    let back = format!("{}?ainda={left}", address(&which.creditor, &which.id));
    Ok(Redirect::to(&back).into_response())
}

/// Gives a conversation back to the bot.
pub async fn give_back(
    signed: Signed,
    Path(which): Path<Which>,
    headers: HeaderMap,
    Form(click): Form<Click>,
) -> Result<Response, Error> {
    let site = signed.site();
    let done = take::give_back(&site.app, &signed.who, &place(&which), &click.id).await;
    answer(site, &signed, &which, &headers, done, Kept::default()).await
}

/// Lets a conversation go: to a colleague, to a sector, to whoever takes it next.
pub async fn pass_on(
    signed: Signed,
    Path(which): Path<Which>,
    headers: HeaderMap,
    Form(click): Form<Click>,
) -> Result<Response, Error> {
    let site = signed.site();
    let (app, at) = (&site.app, place(&which));
    let done = match click.to.split_once('/') {
        Some(("pessoa", to)) => {
            let of = (click.id.as_str(), to, click.reason.as_str());
            take::transfer(app, &signed.who, &at, of).await
        }
        Some(("setor", sector)) => {
            take::pass_on(app, &signed.who, &at, (&click.id, Some(sector))).await
        }
        Some(_) | None => take::pass_on(app, &signed.who, &at, (&click.id, None)).await,
    };
    answer(site, &signed, &which, &headers, done, Kept::default()).await
}

/// Says something to the customer: now, later, or as a template.
pub async fn say(
    signed: Signed,
    Path(which): Path<Which>,
    headers: HeaderMap,
    Form(words): Form<Words>,
) -> Result<Response, Error> {
    let site = signed.site();
    let kept =
        Kept { reply: Some(words.text.clone()), when: words.when.clone(), ..Kept::default() };
    let at = place(&which);
    let template = Some(words.template).filter(|name| !name.is_empty());
    let values =
        |(name, value): (String, String)| Some((name.strip_prefix("valor-")?.to_owned(), value));
    let said = say::Words {
        id: words.id,
        text: words.text,
        insists: words.insists == "1",
        template,
        values: words.values.into_iter().filter_map(values).collect(),
        file: None,
    };
    let done = if words.when.is_empty() {
        say::say(&site.app, &signed.who, &at, said).await.map(|_| ())
    } else {
        match moment(&words.when) {
            Some(due) => schedule::plan(&site.app, &signed.who, &at, (said, due)).await,
            None => Err(Refused::Past.into()),
        }
    };
    answer(site, &signed, &which, &headers, done, kept).await
}

/// Puts a conversation aside.
pub async fn snooze(
    signed: Signed,
    Path(which): Path<Which>,
    headers: HeaderMap,
    Form(asked): Form<Until>,
) -> Result<Response, Error> {
    let site = signed.site();
    let at = place(&which);
    let until = Some(asked.until.trim()).filter(|until| !until.is_empty());
    let done = match until.map(moment) {
        None => snooze::put(&site.app, &signed.who, &at, None).await,
        Some(Some(until)) => snooze::put(&site.app, &signed.who, &at, Some(until)).await,
        Some(None) => Err(Refused::Past.into()),
    };
    answer(site, &signed, &which, &headers, done, Kept::default()).await
}

/// Takes a conversation back that was put aside.
pub async fn wake(
    signed: Signed,
    Path(which): Path<Which>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let site = signed.site();
    let done = snooze::wake(&site.app, &signed.who, &place(&which)).await;
    answer(site, &signed, &which, &headers, done, Kept::default()).await
}

/// Takes words for later back.
pub async fn cancel(
    signed: Signed,
    Path(which): Path<Which>,
    headers: HeaderMap,
    Form(cancelled): Form<Cancelled>,
) -> Result<Response, Error> {
    let site = signed.site();
    let at = place(&which);
    let done = schedule::cancel(&site.app, &signed.who, &at, &cancelled.id).await;
    answer(site, &signed, &which, &headers, done, Kept::default()).await
}

/// Has a message go again that did not arrive.
pub async fn again(
    signed: Signed,
    Path(which): Path<Which>,
    headers: HeaderMap,
    Form(again): Form<Again>,
) -> Result<Response, Error> {
    let site = signed.site();
    let done = retry::retry(&site.app, &signed.who, &place(&which), again.seq).await;
    answer(site, &signed, &which, &headers, done.map(|_| ()), Kept::default()).await
}

/// Keeps what somebody is writing.
pub async fn keep(
    signed: Signed,
    Path(which): Path<Which>,
    Form(written): Form<Written>,
) -> Result<Response, Error> {
    let site = signed.site();
    let kind = if written.kind == "note" { draft::Kind::Note } else { draft::Kind::Reply };
    let of = (kind, written.text.as_str());
    match draft::keep(&site.app, &signed.who, &place(&which), of).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(desk::Error::Refused(Refused::Unknown)) => Err(Error::NotFound),
        Err(desk::Error::Refused(why)) => {
            let (status, words) = refused::told(&site.texts, &why);
            let mut answer = (status, axum::Json(json!({ "error": words }))).into_response();
            answer.extensions_mut().insert(Told);
            Ok(answer)
        }
        Err(desk::Error::App(error)) => Err(Error::internal(error)),
    }
}

/// A moment as a page's field tells it, in the time of the house.
fn moment(text: &str) -> Option<DateTime<Utc>> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok()?;
    Some(local.and_local_timezone(Sao_Paulo).earliest()?.with_timezone(&Utc))
}

/// Writes a note down, which no customer sees.
pub async fn note(
    signed: Signed,
    Path(which): Path<Which>,
    headers: HeaderMap,
    Form(new): Form<Note>,
) -> Result<Response, Error> {
    let site = signed.site();
    let kept = Kept { note: Some(new.text.clone()), ..Kept::default() };
    let of = (new.id.as_str(), new.kind, new.text.as_str());
    let done = note::add(&site.app, &signed.who, &place(&which), of).await;
    answer(site, &signed, &which, &headers, done, kept).await
}

/// Notes that somebody looks at a conversation, and up to which message.
pub async fn look(
    site: &Site,
    signed: &Signed,
    which: &Which,
    how: (Look, i64),
) -> Result<(), Error> {
    match presence::look(&site.app, &signed.who, &place(which), how).await {
        Ok(()) => Ok(()),
        Err(desk::Error::Refused(_)) => Err(Error::NotFound),
        Err(desk::Error::App(error)) => Err(Error::internal(error)),
    }
}

/// Where a use case finds a conversation.
pub fn place(which: &Which) -> Place {
    Place { creditor: which.creditor.clone(), conversation: Id::stored(&which.id) }
}

/// Tells whoever posted how it went.
pub async fn answer(
    site: &Site,
    signed: &Signed,
    which: &Which,
    headers: &HeaderMap,
    done: Result<(), desk::Error>,
    kept: Kept,
) -> Result<Response, Error> {
    site.news.send_modify(|count| *count += 1);
    let json = asks_json(headers);
    match done {
        Ok(()) if json => Ok(axum::Json(json!({ "ok": true })).into_response()),
        Ok(()) => Ok(Redirect::to(&address(&which.creditor, &which.id)).into_response()),
        Err(desk::Error::App(error)) => Err(Error::internal(error)),
        Err(desk::Error::Refused(Refused::Unknown)) => Err(Error::NotFound),
        Err(desk::Error::Refused(why)) => {
            let (status, words) = refused::told(&site.texts, &why);
            let mut answer = if json {
                let body = json!({ "ok": false, "code": why.as_str(), "error": words });
                (status, axum::Json(body)).into_response()
            } else {
                let may_insist = matches!(why, Refused::Words { .. });
                shown(site, signed, which, (status, words, may_insist), kept).await?
            };
            answer.extensions_mut().insert(Told);
            Ok(answer)
        }
    }
}

/// The page once more, with what was written and why it was not taken.
async fn shown(
    site: &Site,
    signed: &Signed,
    which: &Which,
    (status, words, may_insist): (StatusCode, String, bool),
    kept: Kept,
) -> Result<Response, Error> {
    let kept = Kept { wrong: words, may_insist, ..kept };
    let (part, filter) = (Part::default(), Filter::default());
    let html = talk::render(site, signed, which, (&part, &filter), kept).await?;
    Ok((status, [(header::CACHE_CONTROL, "no-store")], Html(html)).into_response())
}

fn asks_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|it| it.to_str().ok());
    accept.is_some_and(|accept| accept.contains("json"))
}
