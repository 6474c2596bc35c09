//! The pages of those who lead the desk: wall, alerts, board, quality, reports.
//!
//! Reports are [`table::Table`]s, which a page shows with their definitions and a drawing, and a file
//! gives to a spreadsheet. What is looked at comes from `app::watch`; what is done to a conversation
//! is done by `app::desk`.

mod act;
mod alerts;
mod board;
mod card;
mod chart;
mod quality;
mod reports;
mod sheet;
mod table;
mod tables;
mod wall;

use axum::Router;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};

use crate::app::watch;
use crate::domain::quality::NotFair;
use crate::web::error::Error;
use crate::web::site::Site;

/// The addresses of these pages.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/ao-vivo", get(wall::show))
        .route("/ao-vivo/painel", get(wall::panel))
        .route("/ao-vivo/agir", post(act::act))
        .route("/ao-vivo/avisos", get(alerts::show).post(alerts::settle))
        .route("/quadro", get(board::show))
        .route("/relatorios", get(reports::show))
        .route("/relatorios/csv/{table}", get(reports::file))
        .route("/qualidade", get(quality::show))
        .route("/qualidade/{creditor}/{case}", get(card::show).post(card::judge))
        .route("/qualidade/{creditor}/{case}/contestar", post(card::dispute))
        .route("/qualidade/{creditor}/{case}/decidir", post(card::settle))
}

/// How a refusal of a use case is answered.
fn refused(error: watch::Error) -> Error {
    match error {
        watch::Error::Forbidden(_) | watch::Error::NotFair(NotFair::OwnCase) => Error::Forbidden,
        watch::Error::NotFound | watch::Error::NotFair(NotFair::NotTheirs) => Error::NotFound,
        watch::Error::NotFair(NotFair::Incomplete) => Error::Refused("web-desk-quality-incomplete"),
        watch::Error::NotFair(NotFair::Wordless) => Error::Refused("web-desk-quality-wordless"),
        watch::Error::NotFair(NotFair::Stands(_)) | watch::Error::Overtaken => {
            Error::Refused("web-desk-quality-overtaken")
        }
        watch::Error::Store(error) => Error::internal(error),
    }
}

/// A page as it is answered; nobody keeps it.
fn page(page: &impl askama::Template) -> Result<Response, Error> {
    let page = page.render().map_err(Error::internal)?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Html(page)).into_response())
}

/// The address of a conversation at the desk.
fn conversation(creditor: &str, id: &str) -> String {
    format!("/conversas/{}/{}", part(creditor), part(id))
}

/// A text as a part of an address.
fn part(text: &str) -> String {
    super::signed::escaped(text).replace('/', "%2F")
}
