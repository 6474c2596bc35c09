//! What a page answers when it cannot do what was asked.
//!
//! A handler returns an [`Error`]; its cause is logged once, here, and never shown. The words are
//! put in by [`tell`], which also dresses the refusals of the layers around the handlers (unknown
//! address, body too large, another site's request, a panic), as JSON where JSON was spoken.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use super::assets;
use super::site::Site;
use super::texts::Texts;

/// Why a page could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing.
    #[error("no such page")]
    NotFound,
    /// The request makes no sense; the key of its words.
    #[error("refused the request: {0}")]
    Refused(&'static str),
    /// Whoever asks is not signed in.
    #[error("nobody is signed in")]
    SignedOut,
    /// Whoever asks may not.
    #[error("no right to it")]
    Forbidden,
    /// Something of ours failed.
    #[error("could not answer")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// The key of a refusal's words, from the handler to [`tell`].
#[derive(Clone, Copy)]
struct Words(&'static str);

/// That a page of its own tells of the refusal, so that nothing is put in its place.
#[derive(Clone, Copy)]
pub struct Told;

impl Error {
    /// Wraps a failure of ours.
    pub fn internal(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (status, words) = match &self {
            Self::NotFound => (StatusCode::NOT_FOUND, "web-error-not-found"),
            Self::Refused(words) => (StatusCode::UNPROCESSABLE_ENTITY, *words),
            Self::SignedOut => (StatusCode::UNAUTHORIZED, "web-desk-signed-out"),
            Self::Forbidden => (StatusCode::FORBIDDEN, "web-desk-forbidden"),
            Self::Internal(error) => {
                tracing::error!(error = %chain(error.as_ref()), "could not answer a page");
                (StatusCode::INTERNAL_SERVER_ERROR, "web-error-internal")
            }
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(Words(words));
        response
    }
}

/// The page of a refusal.
#[derive(Template)]
#[template(path = "error.html")]
struct Page {
    t: Texts,
    version: &'static str,
    words: String,
}

/// Puts words into every refusal, whoever refused.
pub async fn tell(State(site): State<Site>, request: Request, next: Next) -> Response {
    let json = speaks_json(request.headers());
    let response = next.run(request).await;
    let status = response.status();
    let told = response.extensions().get::<Told>().is_some();
    if told || (!status.is_client_error() && !status.is_server_error()) {
        return response;
    }
    let key = response.extensions().get::<Words>().map_or_else(|| words_of(status), |it| it.0);
    let words = site.texts.say(key);
    let body = if json {
        let told = serde_json::json!({ "error": words }).to_string();
        ([(header::CONTENT_TYPE, "application/json")], told).into_response()
    } else {
        let page = Page { t: site.texts.clone(), version: assets::version(), words };
        Html(page.render().unwrap_or_default()).into_response()
    };
    (status, body).into_response()
}

fn words_of(status: StatusCode) -> &'static str {
    match status.as_u16() {
        403 => "web-error-forbidden",
        404 | 405 => "web-error-not-found",
        413 => "web-error-too-large",
        400..500 => "web-error-bad-request",
        503 => "web-error-unavailable",
        _ => "web-error-internal",
    }
}

fn speaks_json(headers: &HeaderMap) -> bool {
    let says = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    says(header::CONTENT_TYPE).contains("json") || !says(header::ACCEPT).contains("html")
}

/// An error with its causes, in one line.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
