//! What each code of the checks means, and what to do: where every list of problems leads.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;

use super::{HOME, page};
use crate::app::tuning::checks::Severity;
use crate::app::tuning::checks::codes::groups;
use crate::domain::access::Right;
use crate::web::desk::{Shell, Signed};
use crate::web::error::Error;
use crate::web::site::Site;

/// Where the page is; a code is its fragment.
pub(super) const CODES: &str = "/ajustes/verificacoes";

struct Group {
    kind: &'static str,
    name: String,
    codes: Vec<Told>,
}

/// One code.
struct Told {
    code: String,
    is_grave: bool,
    severity: String,
    meaning: String,
    remedy: String,
}

#[derive(Template)]
#[template(path = "tuning/codes/codes.html")]
struct Page {
    shell: Shell,
    groups: Vec<Group>,
}

/// The addresses of this page.
pub(super) fn routes() -> Router<Site> {
    Router::new().route(CODES, get(show))
}

async fn show(signed: Signed) -> Result<Response, Error> {
    signed.need(Right::ReadTuning).await?;
    let t = &signed.site().texts;
    let told = |it: crate::app::tuning::checks::codes::Code| {
        let (meaning, remedy) = t.code(&it.code);
        Told {
            is_grave: it.severity == Severity::Problem,
            severity: t.say_of("checks-severity", "code", it.severity.as_str()),
            meaning,
            remedy,
            code: it.code,
        }
    };
    let groups = groups(t.catalog()).into_iter().map(|group| Group {
        kind: group.kind,
        name: t.say_of("checks-group", "kind", group.kind),
        codes: group.codes.into_iter().map(told).collect(),
    });
    page(&Page { groups: groups.collect(), shell: Shell::new(&signed, HOME) })
}
