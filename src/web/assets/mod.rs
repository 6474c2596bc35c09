//! The pages' files, in the binary: style sheets, scripts, an icon.
//!
//! Their addresses carry a hash of what is in them, so a browser may keep them for ever.

use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sha2::{Digest, Sha256};

use super::error::Error;
use crate::domain::id::hex;

const STYLE: &str = include_str!("style.css");
const DESK: &str = include_str!("desk.css");
const WATCH: &str = include_str!("watch.css");
const WATCHING: &str = include_str!("watch.js");
const FLOW: &str = include_str!("flow.css");
const TALKS: &str = include_str!("conversations.css");
const CHOOSING: &str = include_str!("preferences.js");
const WORK: &str = include_str!("desk.js");
/// htmx 4.0.1 as it is published, under the Zero-Clause BSD licence; a test knows its hash.
const HTMX: &str = include_str!("htmx.js");
const CHAT: &str = include_str!("chat.js");
const ICON: &str = include_str!("icon.svg");

static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for file in [STYLE, DESK, WATCH, WATCHING, FLOW, TALKS, CHOOSING, WORK, HTMX, CHAT] {
        hash.update(file.as_bytes());
    }
    hex(&hash.finalize()).chars().take(12).collect()
});

/// What stands in the files' addresses.
pub fn version() -> &'static str {
    &VERSION
}

/// The files' addresses.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/assets/{version}/{file}", get(versioned))
        .route("/assets/icon.svg", get(|| async { file("image/svg+xml", ICON, "max-age=86400") }))
}

async fn versioned(Path((asked, name)): Path<(String, String)>) -> Result<Response, Error> {
    let keep = if asked == version() { "max-age=31536000, immutable" } else { "no-cache" };
    match name.as_str() {
        "style.css" => Ok(file("text/css; charset=utf-8", STYLE, keep)),
        "desk.css" => Ok(file("text/css; charset=utf-8", DESK, keep)),
        "watch.css" => Ok(file("text/css; charset=utf-8", WATCH, keep)),
        "watch.js" => Ok(file("text/javascript; charset=utf-8", WATCHING, keep)),
        "flow.css" => Ok(file("text/css; charset=utf-8", FLOW, keep)),
        "conversations.css" => Ok(file("text/css; charset=utf-8", TALKS, keep)),
        "preferences.js" => Ok(file("text/javascript; charset=utf-8", CHOOSING, keep)),
        "desk.js" => Ok(file("text/javascript; charset=utf-8", WORK, keep)),
        "htmx.js" => Ok(file("text/javascript; charset=utf-8", HTMX, keep)),
        "chat.js" => Ok(file("text/javascript; charset=utf-8", CHAT, keep)),
        _ => Err(Error::NotFound),
    }
}

fn file(kind: &'static str, text: &'static str, keep: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], text).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn htmx_is_the_one_that_was_examined() {
        let hash = hex(&Sha256::digest(HTMX.as_bytes()));

        assert_eq!(hash, "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130");
    }
}
