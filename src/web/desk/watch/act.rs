//! What is done from the wall: take a conversation, let it wait in another sector, whisper.
//!
//! Everything is done, and checked again, by `app::desk`.

use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::wall::HERE;
use crate::app::desk::note::{self, Kind};
use crate::app::desk::{Error as Desk, Place, Refused, take};
use crate::domain::access::Right;
use crate::domain::id::Id;
use crate::web::desk::Signed;
use crate::web::error::Error;

/// What the form sends; `click` names this one form, so that it is done once.
#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(default)]
    what: String,
    #[serde(default)]
    creditor: String,
    #[serde(default)]
    conversation: String,
    #[serde(default)]
    click: String,
    #[serde(default)]
    words: String,
}

/// Does what was asked for.
pub async fn act(signed: Signed, Form(asked): Form<Asked>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::Reassign).await?;
    let at = Place { creditor: asked.creditor, conversation: Id::stored(asked.conversation) };
    let (app, who, click) = (&site.app, &signed.who, asked.click.as_str());
    let words = Some(asked.words.trim()).filter(|words| !words.is_empty());
    let to = super::conversation(&at.creditor, at.conversation.as_str());
    let (done, to) = match asked.what.as_str() {
        "take" => (take::take(app, who, &at, (click, words)).await.map(|_| ()), to.as_str()),
        "pass" => (take::pass_on(app, who, &at, (click, words)).await, HERE),
        "whisper" => {
            let text = words.unwrap_or_default();
            (note::add(app, who, &at, (click, Kind::Whisper, text)).await, HERE)
        }
        _ => return Err(Error::Refused("web-desk-wall-unclear")),
    };
    done.map_err(refused)?;
    Ok(Redirect::to(to).into_response())
}

/// How a refusal of the desk is answered here.
fn refused(error: Desk) -> Error {
    match error {
        Desk::Refused(Refused::Unknown) => Error::NotFound,
        Desk::Refused(Refused::Right) => Error::Forbidden,
        Desk::Refused(Refused::NoReason) => Error::Refused("web-desk-wall-no-reason"),
        Desk::Refused(Refused::Empty) => Error::Refused("web-desk-wall-empty"),
        Desk::Refused(_) => Error::Refused("web-desk-wall-changed"),
        Desk::App(error) => Error::internal(error),
    }
}
