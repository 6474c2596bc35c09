//! The pages' files, in the binary: style sheets, scripts, an icon.
//!
//! Their addresses carry a hash of what is in them, so a browser may keep them for ever. They are
//! packed once: pages themselves are not, since what is packed beside a secret tells of it (BREACH).

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use super::error::Error;
use crate::domain::id::hex;

const STYLE: &str = include_str!("style.css");
const DESK: &str = include_str!("desk.css");
const WATCH: &str = include_str!("watch.css");
const WATCHING: &str = include_str!("watch.js");
const FLOW: &str = include_str!("flow.css");
const TUNING: &str = include_str!("tuning.css");
const EDITING: &str = include_str!("tuning.js");
const TALKS: &str = include_str!("conversations.css");
const CHOOSING: &str = include_str!("preferences.js");
const WORK: &str = include_str!("desk.js");
const EDITOR: &str = include_str!("editor.js");
const EDITOR_LOOK: &str = include_str!("editor.css");
const NOTATIONS: &str = include_str!("notations.js");
/// CodeMirror 6 in one file, made by what stands in `codemirror/`; a test holds the two together.
const CODEMIRROR: &str = include_str!("codemirror.js");
/// htmx 4.0.1 as it is published, under the Zero-Clause BSD licence; a test knows its hash.
const HTMX: &str = include_str!("htmx.js");
const CHAT: &str = include_str!("chat.js");
const ICON: &str = include_str!("icon.svg");

/// Each file by name: its kind and its text.
const FILES: [(&str, &str, &str); 16] = [
    ("style.css", CSS, STYLE),
    ("desk.css", CSS, DESK),
    ("watch.css", CSS, WATCH),
    ("watch.js", SCRIPT, WATCHING),
    ("flow.css", CSS, FLOW),
    ("tuning.css", CSS, TUNING),
    ("tuning.js", SCRIPT, EDITING),
    ("editor.js", SCRIPT, EDITOR),
    ("editor.css", CSS, EDITOR_LOOK),
    ("notations.js", SCRIPT, NOTATIONS),
    ("codemirror.js", SCRIPT, CODEMIRROR),
    ("conversations.css", CSS, TALKS),
    ("preferences.js", SCRIPT, CHOOSING),
    ("desk.js", SCRIPT, WORK),
    ("htmx.js", SCRIPT, HTMX),
    ("chat.js", SCRIPT, CHAT),
];
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// A file as it is served.
struct File {
    kind: &'static str,
    text: &'static str,
    /// The same, packed; none where packing failed, which memory does not.
    packed: Option<Bytes>,
}

static SERVED: LazyLock<BTreeMap<&'static str, File>> = LazyLock::new(|| {
    let file = |(name, kind, text)| (name, File { kind, text, packed: pack(text) });
    FILES.into_iter().map(file).collect()
});

static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for (_, _, text) in FILES {
        hash.update(text.as_bytes());
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
        .route("/assets/icon.svg", get(icon))
}

async fn icon() -> Response {
    ([(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "max-age=86400")], ICON)
        .into_response()
}

/// A file, packed for whoever can unpack it.
async fn versioned(
    Path((asked, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let file = SERVED.get(name.as_str()).ok_or(Error::NotFound)?;
    let keep = if asked == version() { "max-age=31536000, immutable" } else { "no-cache" };
    let told = [
        (header::CONTENT_TYPE, file.kind),
        (header::CACHE_CONTROL, keep),
        (header::VARY, "accept-encoding"),
    ];
    Ok(match file.packed.as_ref().filter(|_| unpacks(&headers)) {
        Some(packed) => {
            (told, [(header::CONTENT_ENCODING, "gzip")], packed.clone()).into_response()
        }
        None => (told, file.text).into_response(),
    })
}

/// True where a browser says that it takes gzip.
fn unpacks(headers: &HeaderMap) -> bool {
    let takes = headers.get(header::ACCEPT_ENCODING).and_then(|it| it.to_str().ok());
    takes.is_some_and(|takes| {
        takes.split(',').any(|it| {
            let (name, weight) = it.split_once(';').unwrap_or((it, ""));
            let never = weight.trim().strip_prefix("q=").is_some_and(|it| it.parse() == Ok(0.0));
            name.trim() == "gzip" && !never
        })
    })
}

fn pack(text: &str) -> Option<Bytes> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(text.as_bytes()).ok()?;
    packer.finish().ok().map(Bytes::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn htmx_is_the_one_that_was_examined() {
        let hash = hex(&Sha256::digest(HTMX.as_bytes()));

        assert_eq!(hash, "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130");
    }

    #[test]
    fn codemirror_is_what_its_sources_made_and_nobody_changed_it_by_hand() {
        let sources = [
            include_str!("codemirror/index.js"),
            include_str!("codemirror/build.js"),
            include_str!("codemirror/package.json"),
            include_str!("codemirror/package-lock.json"),
        ];
        let (head, bundle) = CODEMIRROR.split_once("*/\n").expect("a head");
        let told = |name: &str| head.lines().find_map(|line| line.strip_prefix(name));
        let hash = |text: String| hex(&Sha256::digest(text.as_bytes()));

        assert_eq!(told("sources "), Some(hash(sources.concat()).as_str()), "make it again");
        assert_eq!(told("bundle "), Some(hash(bundle.to_owned()).as_str()), "make it again");
        assert!(head.contains("MIT License") && head.contains("Permission is hereby granted"));
    }

    #[test]
    fn only_who_says_so_is_given_what_is_packed() {
        let takes = |said: &'static str| {
            unpacks(&HeaderMap::from_iter([(
                header::ACCEPT_ENCODING,
                said.parse().expect("a value"),
            )]))
        };

        assert!(takes("gzip") && takes("br, gzip;q=0.5"));
        assert!(!takes("br") && !takes("gzip;q=0") && !unpacks(&HeaderMap::new()));
    }
}
