//! Signing in and out.

use std::net::IpAddr;

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::{Extensions, HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::signed::{Any, Signed};
use super::{HOME, cookie, when};
use crate::app::people::entry::{self, Attempt, Outcome};
use crate::app::people::session::{self, Opened, Place, Stage};
use crate::app::people::{demo, manage};
use crate::web::assets;
use crate::web::error::{Error, Told};
use crate::web::serve::Peer;
use crate::web::site::Site;
use crate::web::texts::Texts;

/// What is asked for with the page.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    next: String,
    #[serde(default)]
    login: String,
}

/// What is typed; it shows in no Debug.
#[derive(Deserialize)]
pub struct Typed {
    login: String,
    password: String,
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "desk/enter.html")]
struct Page {
    t: Texts,
    version: &'static str,
    next: String,
    login: String,
    wrong: String,
    password: &'static str,
    is_demo: bool,
    is_nobody: bool,
}

/// Shows where one signs in; who is in already is led on.
pub async fn show(
    State(site): State<Site>,
    signed: Option<Signed>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    if signed.is_some() {
        return Ok(Redirect::to(&fit(&asked.next)).into_response());
    }
    page(&site, (asked.next, asked.login), String::new(), StatusCode::OK).await
}

/// Lets somebody in, or tells why not.
pub async fn sign_in(
    State(site): State<Site>,
    headers: HeaderMap,
    extensions: Extensions,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let place = place(&headers, &extensions);
    let attempt = Attempt { login: &typed.login, password: &typed.password, place: &place };
    let outcome = entry::sign_in(&site.app, &site.access.rules, &attempt).await;
    let (status, wrong) = match outcome.map_err(Error::internal)? {
        Outcome::In(opened) => {
            // What the browser held before is good no more, whoever had put it there.
            forget(&site, &headers).await?;
            return Ok(let_in(&site, &opened, &typed.next));
        }
        Outcome::Wrong => {
            (StatusCode::UNPROCESSABLE_ENTITY, site.texts.say("web-desk-enter-wrong"))
        }
        Outcome::Wait(until) => {
            let until = when::time(until);
            let words = site.texts.say_of("web-desk-enter-wait", "until", &until);
            (StatusCode::TOO_MANY_REQUESTS, words)
        }
    };
    page(&site, (typed.next, typed.login), wrong, status).await
}

/// Ends the session.
pub async fn leave(State(site): State<Site>, headers: HeaderMap) -> Result<Response, Error> {
    forget(&site, &headers).await?;
    let cookie = cookie::take(site.access.is_encrypted);
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/entrar")).into_response())
}

/// Gives the browser what it shows from now on, and leads on.
pub(super) fn let_in(site: &Site, opened: &Opened, next: &str) -> Response {
    let to = match opened.stage {
        Stage::Open => fit(next),
        Stage::Code => format!("/entrar/codigo?next={}", super::signed::escaped(next)),
        Stage::Enrol => format!("/entrar/segundo-fator?next={}", super::signed::escaped(next)),
    };
    let cookie = cookie::give(&opened.token, site.access.is_encrypted);
    ([(header::SET_COOKIE, cookie)], Redirect::to(&to)).into_response()
}

/// Ends the session that a browser shows, where it shows one.
async fn forget(site: &Site, headers: &HeaderMap) -> Result<(), Error> {
    if let Some(any) = Any::of(headers, site).await? {
        let of = (any.person.who.id.as_str(), any.session.id.as_str());
        session::end(&site.app, of.0, of).await.map_err(Error::internal)?;
    }
    Ok(())
}

async fn page(
    site: &Site,
    (next, login): (String, String),
    wrong: String,
    status: StatusCode,
) -> Result<Response, Error> {
    let page = Page {
        t: site.texts.clone(),
        version: assets::version(),
        next: fit(&next),
        login,
        wrong,
        password: demo::PASSWORD,
        is_demo: site.access.is_demo,
        is_nobody: manage::is_nobody(&site.app).await.map_err(Error::internal)?,
    };
    let page = page.render().map_err(Error::internal)?;
    let mut answer = (status, [(header::CACHE_CONTROL, "no-store")], Html(page)).into_response();
    answer.extensions_mut().insert(Told);
    Ok(answer)
}

/// A path of ours to go on to; nothing else is followed.
pub(super) fn fit(next: &str) -> String {
    let mut letters = next.chars();
    let is_path = letters.next() == Some('/') && !matches!(letters.next(), Some('/' | '\\'));
    let is_plain = !next.chars().any(|c| c.is_control() || c == '\\') && next.is_ascii();
    let leads_back = next.starts_with("/entrar") || next.starts_with("/sair");
    if is_path && is_plain && !leads_back { next.to_owned() } else { HOME.to_owned() }
}

/// Where a request came from, as far as it is known.
///
/// What a proxy says is believed of one on this machine or in the own network.
pub(super) fn place(headers: &HeaderMap, extensions: &Extensions) -> Place {
    let text = |name: &str| headers.get(name).and_then(|it| it.to_str().ok());
    let peer = extensions.get::<Peer>().map(|peer| peer.0.ip());
    let near = match peer {
        Some(IpAddr::V4(four)) => four.is_loopback() || four.is_private(),
        Some(IpAddr::V6(six)) => six.is_loopback() || six.is_unique_local(),
        None => false,
    };
    let told = text("x-forwarded-for").and_then(|it| it.rsplit(',').next());
    let told: Option<IpAddr> = told.and_then(|it| it.trim().parse().ok());
    let address = if near { told.or(peer) } else { peer };
    Place {
        address: address.map(|it| it.to_string()),
        device: text(header::USER_AGENT.as_str()).unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_away_from_here() {
        for bad in
            ["", "//evil.example", "/\\evil.example", "https://evil.example", "/a\nb", "/entrar"]
        {
            assert_eq!(fit(bad), HOME, "{bad:?}");
        }
        assert_eq!(fit("/conversas/aurora/1?x=1"), "/conversas/aurora/1?x=1");
    }
}
