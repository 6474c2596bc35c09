//! Signing in and out.

use std::net::IpAddr;

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::{Extensions, HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::kept::Kept;
use super::signed::{Any, Signed};
use super::{HOME, answer, cookie, second, when};
use crate::app::people::entry::{self, Attempt, Outcome};
use crate::app::people::session::{self, Opened, Place, Stage};
use crate::app::people::{demo, manage};
use crate::web::assets;
use crate::web::error::Error;
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
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    login: String,
    password: String,
    next: String,
    kept: String,
}

#[derive(Template)]
#[template(path = "desk/enter.html")]
struct Page {
    t: Texts,
    version: &'static str,
    next: String,
    login: String,
    kept: String,
    wrong: String,
    password: &'static str,
    oidc: String,
    is_demo: bool,
    is_nobody: bool,
}

/// What a form that was kept shows, once its owner is in.
#[derive(Template)]
#[template(path = "desk/kept.html")]
struct Sending {
    t: Texts,
    version: &'static str,
    kept: Kept,
    texts: Vec<String>,
    home: &'static str,
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
    let typed = Typed { login: asked.login, next: asked.next, ..Typed::default() };
    page(&site, typed, (StatusCode::OK, String::new())).await
}

/// The same for who posted a form after their session ended, with what stood in it.
pub(super) async fn again(site: &Site, kept: &Kept) -> Result<Response, Error> {
    let typed = Typed { kept: kept.written(), ..Typed::default() };
    let words = site.texts.say("web-desk-kept");
    page(site, typed, (StatusCode::UNAUTHORIZED, words)).await
}

/// Says why somebody was not let in who came from elsewhere.
pub(super) async fn refused(site: &Site, key: &str) -> Result<Response, Error> {
    let words = site.texts.say(key);
    page(site, Typed::default(), (StatusCode::UNPROCESSABLE_ENTITY, words)).await
}

/// Lets somebody in, or tells why not.
pub async fn sign_in(
    State(site): State<Site>,
    headers: HeaderMap,
    extensions: Extensions,
    Form(mut typed): Form<Typed>,
) -> Result<Response, Error> {
    let place = place(&headers, &extensions);
    let password = std::mem::take(&mut typed.password);
    let attempt = Attempt { login: &typed.login, password: &password, place: &place };
    let outcome = entry::sign_in(&site.app, &site.access.rules, &attempt).await;
    let told = match outcome.map_err(Error::internal)? {
        Outcome::In(opened) => {
            // What the browser held before is good no more, whoever had put it there.
            forget(&site, &headers).await?;
            return let_in(&site, &opened, (&typed.next, &typed.kept));
        }
        Outcome::Wrong => {
            (StatusCode::UNPROCESSABLE_ENTITY, site.texts.say("web-desk-enter-wrong"))
        }
        Outcome::Wait(until) => wait(&site, until),
    };
    page(&site, typed, told).await
}

/// What is told to who tried too often.
pub(super) fn wait(site: &Site, until: DateTime<Utc>) -> (StatusCode, String) {
    let words = site.texts.say_of("web-desk-enter-wait", "until", &when::time(until));
    (StatusCode::TOO_MANY_REQUESTS, words)
}

/// Ends the session.
pub async fn leave(State(site): State<Site>, headers: HeaderMap) -> Result<Response, Error> {
    forget(&site, &headers).await?;
    let cookie = cookie::take(site.access.is_encrypted);
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/entrar")).into_response())
}

/// Gives the browser what it shows from now on, and leads on.
pub(super) fn let_in(
    site: &Site,
    opened: &Opened,
    (next, kept): (&str, &str),
) -> Result<Response, Error> {
    let answer = match (opened.stage, Kept::read(kept)) {
        (Stage::Open, Some(kept)) => sending(site, kept)?,
        (Stage::Open, None) => Redirect::to(&fit(next)).into_response(),
        (Stage::Code, Some(kept)) => second::ask(site, next, Some(&kept))?,
        (Stage::Code, None) => {
            let next = super::signed::escaped(next);
            Redirect::to(&format!("/entrar/codigo?next={next}")).into_response()
        }
        (Stage::Enrol, _) => {
            let next = super::signed::escaped(next);
            Redirect::to(&format!("/entrar/segundo-fator?next={next}")).into_response()
        }
    };
    Ok(([(header::SET_COOKIE, cookie::give(&opened.token, site.access.is_encrypted))], answer)
        .into_response())
}

/// Shows a form that was kept, to be sent by hand.
fn sending(site: &Site, kept: Kept) -> Result<Response, Error> {
    let is_text = |(_, value): &&(String, String)| value.contains(' ');
    let page = Sending {
        t: site.texts.clone(),
        version: assets::version(),
        texts: kept.fields.iter().filter(is_text).map(|(_, value)| value.clone()).collect(),
        kept,
        home: HOME,
    };
    answer::page(StatusCode::OK, &page)
}

/// Ends the session that a browser shows, where it shows one.
pub(super) async fn forget(site: &Site, headers: &HeaderMap) -> Result<(), Error> {
    if let Some(any) = Any::of(headers, site).await? {
        let of = (any.person.who.id.as_str(), any.session.id.as_str());
        session::end(&site.app, of.0, of).await.map_err(Error::internal)?;
    }
    Ok(())
}

async fn page(
    site: &Site,
    typed: Typed,
    (status, wrong): (StatusCode, String),
) -> Result<Response, Error> {
    let page = Page {
        t: site.texts.clone(),
        version: assets::version(),
        next: fit(&typed.next),
        login: typed.login,
        kept: typed.kept,
        wrong,
        password: demo::PASSWORD,
        oidc: site.access.oidc.as_ref().map_or_else(String::new, |it| {
            it.name.clone().unwrap_or_else(|| site.texts.say("web-desk-sso"))
        }),
        is_demo: site.access.is_demo,
        is_nobody: manage::is_nobody(&site.app).await.map_err(Error::internal)?,
    };
    answer::page(status, &page)
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
