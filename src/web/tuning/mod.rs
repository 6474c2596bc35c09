//! The tuning room: where what business people change is looked at, tried and changed.
//!
//! Every handler takes the desk's `Signed` and asks for its right; every page holds a `Shell`.

mod flow;
mod simulate;

use axum::Router;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};

use super::error::Error;
use super::site::Site;

/// The addresses of these pages.
pub fn routes() -> Router<Site> {
    Router::new().merge(flow::routes()).merge(simulate::routes())
}

/// A page as it is answered; nobody keeps it.
fn page(page: &impl askama::Template) -> Result<Response, Error> {
    let page = page.render().map_err(Error::internal)?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Html(page)).into_response())
}
