//! The tuning room: where what business people change is looked at, tried and changed.
//!
//! Every handler takes the desk's `Signed` and asks for its right; every page holds a `Shell`.

mod codes;
mod draft;
mod failures;
mod experiments;
mod file;
pub mod flow;
mod home;
mod languages;
mod lessons;
mod policy;
mod releases;
mod simulate;
mod testing;
mod texts;
mod told;
mod trying;

use axum::Router;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};

use super::error::Error;
use super::site::Site;

/// The way into the room, and its place in the navigation.
pub(super) const HOME: &str = "/ajustes";

/// The addresses of these pages.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/ajustes", get(home::show))
        .route("/ajustes/rascunhos", post(home::open))
        .merge(draft::routes())
        .merge(releases::routes())
        .merge(texts::routes())
        .merge(lessons::routes())
        .merge(policy::routes())
        .merge(trying::routes())
        .merge(simulate::routes())
        .merge(flow::routes())
        .merge(codes::routes())
        .merge(failures::routes())
        .merge(testing::routes())
        .merge(languages::routes())
        .merge(experiments::routes())
}

/// The addresses that take whole files, and how large what they take may be.
pub fn large() -> (Router<Site>, usize) {
    file::large()
}

/// A page as it is answered; nobody keeps it.
fn page(page: &impl askama::Template) -> Result<Response, Error> {
    let page = page.render().map_err(Error::internal)?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Html(page)).into_response())
}
