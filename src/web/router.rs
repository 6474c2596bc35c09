//! Which address is answered by whom, and what stands around every answer.

use axum::Router;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::middleware::from_fn_with_state;
use axum::response::Redirect;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use super::site::Site;
use super::webhooks::Accounts;
use super::{assets, chat, desk, error, health, start, trace, webhooks};
use crate::app::App;
use crate::config::hints::Secret;

/// The largest body that is read.
const BODY: usize = 64 * 1024;

/// What a page may load: its own files, and nothing written into it.
const CONTENT: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Every page there is: the demonstration's, where whoever comes is any customer, and the desk.
pub fn router(site: Site) -> Router {
    let pages = Router::new()
        .route("/", get(start::show))
        .route("/trace/{conversation}", get(trace::show))
        .route("/chat/{creditor}/{customer}/trace", get(trace::of_chat))
        .merge(chat::routes())
        .merge(desk::routes(&site));
    guarded(pages, site)
}

/// The desk alone, as it stands beside the real thing.
pub fn desk(site: Site) -> Router {
    let pages =
        Router::new().route("/", get(async || Redirect::to(desk::HOME))).merge(desk::routes(&site));
    guarded(pages, site)
}

/// Pages with everything that stands around them.
fn guarded(pages: Router<Site>, site: Site) -> Router {
    let pages = pages
        .merge(assets::routes())
        .fallback(async || error::Error::NotFound)
        .with_state(site.clone());
    [
        (header::CONTENT_SECURITY_POLICY, CONTENT),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ]
    .into_iter()
    .fold(inner(pages, site), |router, (name, value)| {
        let value = HeaderValue::from_static(value);
        router.layer(SetResponseHeaderLayer::overriding(name, value))
    })
}

/// What a server of the real thing answers: no page, but what providers post and watchers ask.
///
/// Whoever posts to a webhook proves who they are by a signature or a secret, not by a session; so
/// there is nothing here that another site could misuse.
pub fn server(
    app: &App,
    accounts: Option<Accounts>,
    (token, works): (Option<Secret>, bool),
) -> Router {
    let hooks = accounts.map(|accounts| webhooks::routes(app.clone(), accounts));
    hooks
        .unwrap_or_default()
        .merge(health::routes(app.clone(), token, works))
        .layer(CatchPanicLayer::new())
}

/// The layers that may refuse, and the one that gives every refusal its words.
fn inner(pages: Router, site: Site) -> Router {
    let uploads = desk::uploads().into_iter().map(|(uploads, most)| {
        uploads.with_state(site.clone()).layer(RequestBodyLimitLayer::new(most))
    });
    uploads
        .fold(pages.layer(RequestBodyLimitLayer::new(BODY)), Router::merge)
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(site, error::tell))
}
