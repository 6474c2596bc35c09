//! What stands beside a conversation, and what is done with money in it.
//!
//! Each panel is a fragment that a conversation's page fetches, and a page of its own without it.
//! Nothing is decided here: terms are judged, said, approved and refused by `app::desk`, which
//! looks at right, scope, owner and day by itself.

mod approvals;
mod closing;
mod context;
mod customer;
mod debts;
mod offering;
mod words;

use askama::Template;
use axum::Router;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use super::signed::escaped;
use super::{Shell, Signed};
use crate::app::desk::{self, Place, Refused};
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::id::Id;
use crate::web::error::{Error, Told};
use crate::web::site::Site;
use crate::web::texts::Texts;

/// The addresses of the panels, of closing and of approvals.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/conversas/{creditor}/{id}/cliente", get(customer::show))
        .route("/conversas/{creditor}/{id}/cliente/documento", post(customer::reveal))
        .route("/conversas/{creditor}/{id}/divida", get(debts::show))
        .route("/conversas/{creditor}/{id}/divida/simular", get(debts::simulate))
        .route("/conversas/{creditor}/{id}/divida/pix.svg", get(debts::picture))
        .route("/conversas/{creditor}/{id}/proposta", post(offering::offer))
        .route("/conversas/{creditor}/{id}/proposta/retirar", post(offering::withdraw))
        .route("/conversas/{creditor}/{id}/contexto", get(context::show))
        .route("/conversas/{creditor}/{id}/encerrar", get(closing::show).post(closing::close))
        .route("/aprovacoes", get(approvals::list))
        .route("/aprovacoes/{creditor}/{id}", get(approvals::one))
        .route("/aprovacoes/{creditor}/{id}/decidir", post(approvals::decide))
}

/// A conversation, as an address names it.
#[derive(Clone, Debug, Deserialize)]
pub struct Which {
    creditor: String,
    id: String,
}

impl Which {
    fn place(&self) -> Place {
        Place { creditor: self.creditor.clone(), conversation: Id::stored(&self.id) }
    }

    fn path(&self) -> String {
        format!("/conversas/{}/{}", escaped(&self.creditor), escaped(&self.id))
    }
}

/// A line of a list of facts: what it is, and what it says.
struct Fact {
    label: String,
    value: String,
}

/// A panel as a page of its own.
#[derive(Template)]
#[template(path = "desk/money/alone.html")]
struct Alone {
    shell: Shell,
    title: String,
    id: &'static str,
    back: String,
    back_words: String,
    wrong: String,
    body: String,
}

/// A panel on its way out.
struct Panel {
    id: &'static str,
    title: &'static str,
    body: String,
    /// Why something was not done; empty where nothing was refused.
    wrong: String,
    status: StatusCode,
}

impl Panel {
    fn new(id: &'static str, title: &'static str, body: String) -> Self {
        Self { id, title, body, wrong: String::new(), status: StatusCode::OK }
    }

    /// As a fragment for a page's script, else as a page.
    fn answer(self, signed: &Signed, headers: &HeaderMap, back: String) -> Result<Response, Error> {
        let t = signed.site().texts.clone();
        let html = if headers.contains_key("hx-request") {
            self.body
        } else {
            let (id, wrong, body) = (self.id, self.wrong, self.body);
            let (shell, title) = (Shell::new(signed, back.as_str()), t.say(self.title));
            let back_words = t.say("web-desk-money-back");
            let page = Alone { shell, title, id, back, back_words, wrong, body };
            page.render().map_err(Error::internal)?
        };
        let told = (self.status, [(header::CACHE_CONTROL, "no-store")], Html(html));
        let mut answer = told.into_response();
        answer.extensions_mut().insert(Told);
        Ok(answer)
    }
}

/// A use case's refusal: nothing found, or the words of why with their status.
fn refusal(t: &Texts, error: desk::Error) -> Result<(StatusCode, String), Error> {
    match error {
        desk::Error::App(error) => Err(Error::internal(error)),
        desk::Error::Refused(Refused::Unknown) => Err(Error::NotFound),
        desk::Error::Refused(Refused::Right) => Err(Error::Forbidden),
        desk::Error::Refused(Refused::Stopped { why }) => {
            let told = t.say_of("web-desk-refused-stopped", "why", &why);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, told))
        }
        desk::Error::Refused(Refused::Owned { by }) => {
            Ok((StatusCode::CONFLICT, t.say_of("web-desk-money-owned", "by", &by)))
        }
        desk::Error::Refused(Refused::NotYours) => {
            Ok((StatusCode::CONFLICT, t.say("web-desk-money-not-yours")))
        }
        desk::Error::Refused(_other) => {
            let told = t.say_of("web-desk-refused-stopped", "why", "other");
            Ok((StatusCode::UNPROCESSABLE_ENTITY, told))
        }
    }
}

/// What a use case that only looks refuses.
fn unseen(error: desk::Error) -> Error {
    match error {
        desk::Error::App(error) => Error::internal(error),
        desk::Error::Refused(Refused::Right) => Error::Forbidden,
        desk::Error::Refused(_other) => Error::NotFound,
    }
}

/// A fresh id for a form, so that a double click does one thing.
fn click() -> Result<String, Error> {
    crate::app::desk::fresh().map_err(Error::internal)
}

fn args<const N: usize>(values: [(&str, Value); N]) -> Args {
    values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn back_to(path: &str) -> Response {
    Redirect::to(path).into_response()
}
