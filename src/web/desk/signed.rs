//! Who is asking: taken by every handler of the desk.

use std::time::Duration;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::response::{IntoResponse, Redirect, Response};

use chrono::{DateTime, Utc};

use super::cookie;
use crate::app::bridge;
use crate::app::desk::approve;
use crate::app::people::{own, session};
use crate::domain::access::{Preferences, Right, Who};
use crate::web::error::Error;
use crate::web::site::Site;

/// How often a stream that stays open asks whether it still may.
const ASK_AGAIN: Duration = Duration::from_secs(2);

/// Somebody who is signed in, as they were when the request came.
#[derive(Clone)]
pub struct Signed {
    /// Who.
    pub who: Who,
    /// How they like their pages.
    pub preferences: Preferences,
    /// Their session.
    pub session: session::Session,
    /// What every page tells them; nothing where no page is waited for.
    pub news: News,
    token: String,
    asked: String,
    site: Site,
}

/// What every page tells who is signed in.
#[derive(Clone, Debug, Default)]
pub struct News {
    /// How many proposals wait for them to decide.
    pub approvals: u64,
    /// The other desks that do not answer, with since when.
    pub down: Vec<(String, DateTime<Utc>)>,
}

impl News {
    async fn of(site: &Site, who: &Who) -> Result<Self, Error> {
        Ok(Self {
            approvals: approve::count(&site.app, who).await.map_err(Error::internal)?,
            down: bridge::down(&site.app).await.map_err(Error::internal)?,
        })
    }
}

/// Why somebody is not let through.
#[derive(Debug)]
pub enum Out {
    /// They are led to where they sign in, and back.
    Led(String),
    /// Their request waits for no page: it is refused.
    Refused(Error),
}

impl IntoResponse for Out {
    fn into_response(self) -> Response {
        match self {
            Self::Led(to) => Redirect::to(&to).into_response(),
            Self::Refused(error) => error.into_response(),
        }
    }
}

impl FromRequestParts<Site> for Signed {
    type Rejection = Out;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Out> {
        let any = Any::of(&parts.headers, site).await.map_err(Out::Refused)?;
        let asked = parts.uri.path().to_owned();
        let waits = parts.method == Method::GET && waits_for_a_page(&parts.headers);
        let stage = any.as_ref().map(|any| any.session.stage);
        match (any, stage) {
            (Some(Any { session, person, token }), Some(session::Stage::Open)) => {
                let news = if waits {
                    News::of(site, &person.who).await.map_err(Out::Refused)?
                } else {
                    News::default()
                };
                Ok(Self {
                    site: site.speaking(person.preferences.language),
                    who: person.who,
                    preferences: person.preferences,
                    session,
                    news,
                    token,
                    asked,
                })
            }
            (_, stage) if waits => {
                let next = parts.uri.path_and_query().map_or("/", |it| it.as_str());
                Err(Out::Led(next_step(stage, next)))
            }
            _ => Err(Out::Refused(Error::SignedOut)),
        }
    }
}

impl OptionalFromRequestParts<Site> for Signed {
    type Rejection = Out;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Option<Self>, Out> {
        match <Self as FromRequestParts<Site>>::from_request_parts(parts, site).await {
            Ok(signed) => Ok(Some(signed)),
            Err(Out::Led(_) | Out::Refused(Error::SignedOut)) => Ok(None),
            Err(out) => Err(out),
        }
    }
}

impl Signed {
    /// Makes sure of a right; a refusal is written down.
    ///
    /// # Errors
    /// Where they do not hold it, or it could not be written down.
    pub async fn need(&self, right: Right) -> Result<(), Error> {
        if self.who.may(right) {
            return Ok(());
        }
        own::refused(&self.site.app, &self.who, (right, &self.asked))
            .await
            .map_err(Error::internal)?;
        Err(Error::Forbidden)
    }

    /// Makes sure that they see a creditor's cases of a sector; else there is no such thing.
    ///
    /// # Errors
    /// Where they do not.
    pub fn sees(&self, creditor: &str, sector: Option<&str>) -> Result<(), Error> {
        if self.who.sees(creditor, sector) { Ok(()) } else { Err(Error::NotFound) }
    }

    /// Who they are by now; none where they signed out, were disabled, or their session ended.
    ///
    /// A stream asks before each thing that it tells: whose role was taken away is told no more.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn again(&self) -> Result<Option<Who>, Error> {
        let access = &self.site.access;
        session::still(&self.site.app, &access.rules, &self.token).await.map_err(Error::internal)
    }

    /// Ends once they are no longer who they were: signed out, disabled, another role or scope.
    ///
    /// For a stream to race against: it notices within seconds, whatever else happens.
    pub async fn ended(&self) {
        loop {
            tokio::time::sleep(ASK_AGAIN).await;
            match self.again().await {
                Ok(Some(who)) if who == self.who => {}
                Ok(Some(_) | None) => return,
                // A database that does not answer now may do so later; nothing is told meanwhile.
                Err(error) => tracing::warn!(%error, "could not ask whether somebody still may"),
            }
        }
    }

    /// The site that was asked, in the language of who asks.
    pub const fn site(&self) -> &Site {
        &self.site
    }
}

/// A session at whatever stage, for the pages on which one gets further.
pub(super) struct Any {
    /// The session.
    pub session: session::Session,
    /// Whose it is.
    pub person: session::Person,
    /// What the browser holds.
    pub token: String,
}

impl Any {
    /// The session that a browser shows, where it shows one that is good.
    pub async fn of(headers: &HeaderMap, site: &Site) -> Result<Option<Self>, Error> {
        let Some(token) = cookie::read(headers, site.access.is_encrypted) else { return Ok(None) };
        let found = session::of(&site.app, &site.access.rules, &token).await;
        let found = found.map_err(Error::internal)?;
        Ok(found.map(|(session, person)| Self { session, person, token }))
    }
}

/// Where somebody goes next who is not all the way in.
fn next_step(stage: Option<session::Stage>, next: &str) -> String {
    let next = escaped(next);
    match stage {
        Some(session::Stage::Code) => format!("/entrar/codigo?next={next}"),
        Some(session::Stage::Enrol) => format!("/entrar/segundo-fator?next={next}"),
        Some(session::Stage::Open) | None => format!("/entrar?next={next}"),
    }
}

/// A path as it stands in a query.
pub(super) fn escaped(path: &str) -> String {
    use std::fmt::Write;
    path.bytes().fold(String::with_capacity(path.len()), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

/// True where a browser waits for a whole page: neither htmx nor a stream nor a script.
pub(super) fn waits_for_a_page(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|it| it.to_str().ok()).unwrap_or_default();
    !headers.contains_key("hx-request") && accept.contains("html")
}
