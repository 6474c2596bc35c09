//! The list of conversations and each one of them: what agents work with all day.
//!
//! Every page works without a script: forms post and lead back. With one, the same addresses answer
//! fragments: rows of the list that changed (`linhas`), what a conversation has got since (`novas`).
//! Whatever is done is done by the use cases of `app::desk`, which refuse by themselves.

mod bubble;
mod canned;
mod composer;
mod files;
mod filter;
mod find;
mod line;
mod list;
mod passing;
mod posts;
mod talk;
mod views;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::web::site::Site;

/// The addresses of the list and of conversations.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/conversas", get(list::page))
        .route("/conversas/linhas", get(list::rows))
        .route("/conversas/busca", get(find::page))
        .route("/conversas/visoes", post(views::save))
        .route("/conversas/visoes/apagar", post(views::forget))
        .route("/conversas/{creditor}/{id}", get(talk::page))
        .route("/conversas/{creditor}/{id}/novas", get(talk::news))
        .route("/conversas/{creditor}/{id}/assumir", post(posts::take))
        .route("/conversas/{creditor}/{id}/devolver", post(posts::give_back))
        .route("/conversas/{creditor}/{id}/transferir", get(passing::page).post(posts::pass_on))
        .route("/conversas/{creditor}/{id}/adiar", post(posts::snooze))
        .route("/conversas/{creditor}/{id}/retomar", post(posts::wake))
        .route("/conversas/{creditor}/{id}/responder", post(posts::say))
        .route("/conversas/{creditor}/{id}/nota", post(posts::note))
        .route("/conversas/{creditor}/{id}/modelo", post(posts::say))
        .route("/conversas/{creditor}/{id}/rascunho", post(posts::keep))
        .route("/conversas/{creditor}/{id}/repetir", post(posts::again))
        .route("/conversas/{creditor}/{id}/cancelar", post(posts::cancel))
        .route("/conversas/{creditor}/{id}/arquivo/{file}", get(files::fetch))
}

/// The addresses that take a file, and how large what they take may be.
pub fn uploads() -> (Router<Site>, usize) {
    let router = Router::new()
        .route("/conversas/{creditor}/{id}/arquivo", post(files::send))
        .layer(DefaultBodyLimit::disable());
    (router, files::BODY)
}
