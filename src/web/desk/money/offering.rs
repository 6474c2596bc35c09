//! Offers terms from the simulator, or takes an offer back.

use axum::Form;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use super::debts::{self, Typed};
use super::{Panel, Which, back_to, refusal};
use crate::app::desk::offer::{self, Asked};
use crate::app::desk::{self, Refused};
use crate::web::desk::Signed;
use crate::web::error::Error;
use crate::web::site::Site;

/// What the simulator posts.
#[derive(Debug, Deserialize)]
pub struct Posted {
    id: String,
    /// The offer that was shown.
    #[serde(default, rename = "vista")]
    seen: String,
    #[serde(flatten)]
    typed: Typed,
}

/// What a click posts.
#[derive(Debug, Deserialize)]
pub struct Click {
    id: String,
}

/// Offers what was typed, as it was shown.
pub async fn offer(
    signed: Signed,
    Path(which): Path<Which>,
    headers: HeaderMap,
    Form(Posted { id, seen, typed }): Form<Posted>,
) -> Result<Response, Error> {
    let site = signed.site();
    let Ok(terms) = debts::terms(&typed) else {
        let stopped = Refused::Stopped { why: "typed".to_owned() };
        return answer(site, &signed, (&which, &headers), Err(stopped.into()), typed).await;
    };
    let seen = Some(seen).filter(|seen| !seen.is_empty());
    let asked = Asked { id, terms: terms.unwrap_or_default(), seen };
    let done = offer::offer(&site.app, &signed.who, &which.place(), asked).await;
    answer(site, &signed, (&which, &headers), done.map(|_| ()), typed).await
}

/// Takes back what was offered, or waits for approval.
pub async fn withdraw(
    signed: Signed,
    Path(which): Path<Which>,
    headers: HeaderMap,
    Form(click): Form<Click>,
) -> Result<Response, Error> {
    let site = signed.site();
    let done = offer::withdraw(&site.app, &signed.who, &which.place(), &click.id).await;
    answer(site, &signed, (&which, &headers), done, Typed::default()).await
}

async fn answer(
    site: &Site,
    signed: &Signed,
    (which, headers): (&Which, &HeaderMap),
    done: Result<(), desk::Error>,
    typed: Typed,
) -> Result<Response, Error> {
    site.news.send_modify(|count| *count += 1);
    let (status, wrong) = match done {
        Ok(()) if !headers.contains_key("hx-request") => return Ok(back_to(&which.path())),
        Ok(()) => (StatusCode::OK, String::new()),
        Err(error) => refusal(&site.texts, error)?,
    };
    let body = debts::body(site, signed, which, typed).await?;
    let panel = Panel::new("divida", "web-desk-money-debts", body);
    Panel { wrong, status, ..panel }.answer(signed, headers, which.path())
}
