//! A form that was posted after its session ended: what stood in it is kept through the sign-in.
//!
//! It travels in the pages themselves, as one hidden field; nothing of it is stored, and it is sent
//! only by somebody's own hand, once they are in. What looks like a password is not kept.

use axum::Form;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::enter;
use super::signed::{Any, waits_for_a_page};
use crate::app::people::session::Stage;
use crate::web::error::Error;
use crate::web::site::Site;

/// The largest form that is kept.
const BODY: usize = 64 * 1024;

/// Forms by which one gets in or out: nothing of them is kept.
const NEVER: [&str; 4] = ["/entrar", "/sair", "/senha", "/preferencias"];

/// Fields that are never kept.
const SECRET: [&str; 4] = ["password", "old", "new", "again"];

/// A form as it was posted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Where to.
    pub path: String,
    /// Its fields, in order.
    pub fields: Vec<(String, String)>,
}

impl Kept {
    /// What a hidden field says, where it says anything.
    pub fn read(text: &str) -> Option<Self> {
        let kept: Self = serde_json::from_str(text).ok()?;
        let is_ours = enter::fit(&kept.path) == kept.path && !kept.is_of_the_door();
        is_ours.then_some(kept)
    }

    /// As it stands in a hidden field.
    pub fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    fn is_of_the_door(&self) -> bool {
        NEVER.iter().any(|never| self.path.starts_with(never))
    }
}

/// Lets requests through; a form whose session ended is answered with the way back in.
pub async fn keep(
    State(site): State<Site>,
    request: Request,
    next: Next,
) -> Result<Response, Error> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let is_form = request.method() == Method::POST
        && kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
        && waits_for_a_page(request.headers());
    let path = request.uri().path().to_owned();
    if !is_form || NEVER.iter().any(|never| path.starts_with(never)) {
        return Ok(next.run(request).await);
    }
    let any = Any::of(request.headers(), &site).await?;
    if any.is_some_and(|any| any.session.stage == Stage::Open) {
        return Ok(next.run(request).await);
    }
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY).await else {
        return Ok(StatusCode::PAYLOAD_TOO_LARGE.into_response());
    };
    let again = Request::from_parts(parts, Body::from(body));
    let Ok(Form(mut fields)) = Form::<Vec<(String, String)>>::from_request(again, &()).await else {
        return Err(Error::SignedOut);
    };
    fields.retain(|(name, _)| !SECRET.contains(&name.as_str()));
    enter::again(&site, &Kept { path, fields }).await
}
