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

pub(super) mod answer;
mod audit;
mod choose;
mod conversations;
mod cookie;
mod enter;
mod kept;
mod live;
mod moments;
mod money;
mod people;
mod preferences;
mod refused;
mod roles;
mod second;
pub mod settings;
mod shell;
mod signed;
mod sso;
mod watch;
mod when;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::response::Redirect;
use axum::routing::{get, post};

pub use self::live::Hub;
pub use self::settings::Access;
pub use self::shell::Shell;
pub use self::signed::Signed;
pub(super) use self::when::moment;
use super::site::Site;

/// Where somebody is led who signed in.
pub const HOME: &str = "/conversas";

/// The desk's addresses.
pub fn routes(site: &Site) -> Router<Site> {
    Router::new()
        .merge(of_people())
        .merge(money::routes())
        .merge(watch::routes())
        .merge(conversations::routes())
        .merge(live::routes())
        .merge(super::tuning::routes())
        // Last, so that it stands around all of them.
        .route_layer(from_fn_with_state(site.clone(), kept::keep))
}

/// The desk's addresses that take a file, each with how large what it takes may be.
pub fn uploads() -> [(Router<Site>, usize); 2] {
    [conversations::uploads(), super::tuning::large()]
}

/// Where people get in, and where they are looked after.
fn of_people() -> Router<Site> {
    Router::new()
        .route("/mesa", get(async || Redirect::to(HOME)))
        .route("/entrar", get(enter::show).post(enter::sign_in))
        .route("/entrar/codigo", get(second::show).post(second::pass))
        .route("/entrar/sso", get(sso::depart))
        .route("/entrar/sso/volta", get(sso::arrive))
        .route("/entrar/segundo-fator", get(second::enrol).post(second::confirm))
        .route("/senha/{token}", get(choose::show).post(choose::choose))
        .route("/sair", post(enter::leave))
        .route("/preferencias", get(preferences::show).post(preferences::save))
        .route("/preferencias/senha", post(preferences::password))
        .route("/preferencias/sessoes", post(preferences::end))
        .route("/preferencias/segundo-fator", post(second::stop))
        .route("/usuarios", get(people::list).post(people::add))
        .route("/usuarios/{id}", get(people::show).post(people::change))
        .route("/usuarios/{id}/acesso", post(people::access))
        .route("/papeis", get(roles::show))
        .route("/auditoria", get(audit::show))
        .route("/auditoria/registro.csv", get(audit::export))
}

/// Where a conversation is; ids may hold anything.
pub(super) fn address(creditor: &str, conversation: &str) -> String {
    format!("{HOME}/{}/{}", part(creditor), part(conversation))
}

/// A text as a value of an address.
pub(super) fn escaped(text: &str) -> String {
    part(text)
}

/// A text as one part of an address.
fn part(text: &str) -> String {
    let plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'~' | b'.');
    let letter = |byte: u8| {
        if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(letter).collect()
}

/// A name that no other form of any page bears: what is posted twice under it is done once.
pub(super) fn fresh() -> String {
    let mut bytes = [0_u8; 16];
    // Without it two forms might meet; the one posted later would then be taken for the first.
    if getrandom::fill(&mut bytes).is_err() {
        tracing::error!("the system gives no random bytes");
    }
    crate::domain::id::hex(&bytes)
}
