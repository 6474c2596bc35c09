//! Files of a conversation: handed over by somebody of ours, and fetched again.
//!
//! What comes is held in memory, at most [`BODY`] of it, and only from somebody signed in. What goes
//! is never shown by the browser: it is saved, under a type that was read from its bytes.

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde::Deserialize;

use super::posts::{answer, place};
use super::talk::{self, Kept, Which};
use crate::app::desk::{Refused, files, say};
use crate::domain::access::Right;
use crate::domain::dialogue::file;
use crate::domain::id::Id;
use crate::multipart::{self, Part};
use crate::web::desk::{Signed, escaped};
use crate::web::error::Error;

/// The largest body that may hold a file and the words that go with it.
pub const BODY: usize = file::LARGEST + 64 * 1024;

/// Which file of a conversation.
#[derive(Clone, Debug, Deserialize)]
pub struct Named {
    creditor: String,
    id: String,
    file: String,
}

/// Sends a file to the customer.
pub async fn send(
    signed: Signed,
    Path(which): Path<Which>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::Answer).await?;
    talk::row(site, &signed, &which).await?;
    let kept = Kept::default();
    let done = match read(&headers, body).await {
        Ok(words) => say::say(&site.app, &signed.who, &place(&which), words).await.map(|_| ()),
        Err(refused) => Err(refused.into()),
    };
    answer(site, &signed, &which, &headers, done, kept).await
}

/// What a form with a file holds.
async fn read(headers: &HeaderMap, body: Body) -> Result<say::Words, Refused> {
    let body = axum::body::to_bytes(body, BODY).await.map_err(|_| Refused::FileTooLarge)?;
    let kind = headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let boundary = kind.and_then(multipart::boundary).ok_or(Refused::Empty)?;
    let parts = multipart::parts(&body, &boundary).ok_or(Refused::Empty)?;
    let field = |name: &str| parts.iter().find(|part| part.name == name);
    let text = |name: &str| field(name).map(Part::text).unwrap_or_default();
    let file = field("arquivo").filter(|part| !part.content.is_empty()).ok_or(Refused::Empty)?;
    let name = file.filename.clone().unwrap_or_default();
    Ok(say::Words {
        id: text("id"),
        text: text("texto"),
        insists: text("insiste") == "1",
        file: Some(say::Carried { name, bytes: Bytes::copy_from_slice(&file.content) }),
        ..say::Words::default()
    })
}

/// Hands a file out, to be saved.
pub async fn fetch(signed: Signed, Path(named): Path<Named>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadCases).await?;
    let which = Which { creditor: named.creditor, id: named.id };
    talk::row(site, &signed, &which).await?;
    let at = place(&which);
    let found = files::fetch(&site.app, &signed.who, &at, &Id::stored(named.file)).await;
    let (file, bytes) = found.map_err(Error::internal)?.ok_or(Error::NotFound)?;
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "._- ".contains(letter);
    let ascii: String = file.name.chars().map(|it| if plain(it) { it } else { '_' }).collect();
    let saved =
        format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{}", escaped(&file.name));
    let told = [
        (header::CONTENT_TYPE, file.form.mime().to_owned()),
        (header::CONTENT_DISPOSITION, saved),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((StatusCode::OK, told, bytes).into_response())
}
