//! The desk: where people of ours sign in, take cases and look after them.
//!
//! Every handler takes [`Signed`]: who is asking, as they are at this moment. It asks for the right
//! with [`Signed::need`], and for the scope with `who.sees(…)`; what somebody may not see does not
//! exist for them. Every page holds a [`Shell`] in its field `shell` and extends
//! `desk/shell.html`. A stream that stays open ends with [`Signed::ended`]. What is done is done,
//! checked again and audited by the use cases of `app`.
//!
//! To add a page: its handler and its `.html` here, its route in [`routes`], its line in
//! [`shell::PAGES`] where it belongs into the navigation, its row in `tests/it/access.rs`.

mod cookie;
mod enter;
mod preferences;
pub mod settings;
mod shell;
mod signed;
mod when;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};

pub use self::settings::Access;
pub use self::shell::Shell;
pub use self::signed::Signed;
use super::site::Site;

/// Where somebody is led who signed in.
pub const HOME: &str = "/conversas";

/// The desk's addresses.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/mesa", get(async || Redirect::to(HOME)))
        .route("/entrar", get(enter::show).post(enter::sign_in))
        .route("/sair", post(enter::leave))
        .route("/preferencias", get(preferences::show).post(preferences::save))
        .route("/preferencias/senha", post(preferences::password))
        .route("/preferencias/sessoes", post(preferences::end))
}
