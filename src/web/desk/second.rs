//! The second factor: asked for after the password, set up, and taken away.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::{Extensions, HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::enter::{self, place};
use super::kept::Kept;
use super::signed::Any;
use super::{HOME, Signed, answer, cookie};
use crate::app::people::second::{self, Asked, Outcome};
use crate::app::people::session::Stage;
use crate::web::error::Error;
use crate::web::site::Site;
use crate::web::texts::Texts;
use crate::web::{assets, qr};

/// Where to go on to.
#[derive(Debug, Default, Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
}

/// What is typed; it shows in no Debug.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    code: String,
    next: String,
    kept: String,
}

#[derive(Template)]
#[template(path = "desk/code.html")]
struct Page {
    t: Texts,
    version: &'static str,
    next: String,
    kept: String,
    wrong: String,
}

#[derive(Template)]
#[template(path = "desk/enrol.html")]
struct Enrol {
    t: Texts,
    version: &'static str,
    next: String,
    wrong: String,
    qr: String,
    secret: String,
    is_asked: bool,
}

#[derive(Template)]
#[template(path = "desk/codes.html")]
struct Codes {
    t: Texts,
    version: &'static str,
    good_once: Vec<String>,
    next: String,
}

/// The page that asks for a code, for who has just typed their password.
pub(super) fn ask(site: &Site, next: &str, kept: Option<&Kept>) -> Result<Response, Error> {
    let kept = kept.map(Kept::written).unwrap_or_default();
    let typed = Typed { next: next.to_owned(), kept, ..Typed::default() };
    code_page(site, &typed, (StatusCode::OK, String::new()))
}

/// Asks for a code.
pub async fn show(
    State(site): State<Site>,
    headers: HeaderMap,
    Query(Next { next }): Query<Next>,
) -> Result<Response, Error> {
    match at(&headers, &site, &[Stage::Code]).await? {
        Some(_) => ask(&site, &next, None),
        None => Ok(Redirect::to("/entrar").into_response()),
    }
}

/// Lets in who types the right code.
pub async fn pass(
    State(site): State<Site>,
    headers: HeaderMap,
    extensions: Extensions,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let Some(any) = at(&headers, &site, &[Stage::Code]).await? else {
        return Ok(Redirect::to("/entrar").into_response());
    };
    let place = place(&headers, &extensions);
    let asked = Asked { person: &any.person, session: &any.session, place: &place };
    let outcome = second::pass(&site.app, &site.access.rules, (asked, &typed.code)).await;
    let told = match outcome.map_err(Error::internal)? {
        Outcome::In(opened) => return enter::let_in(&site, &opened, (&typed.next, &typed.kept)),
        Outcome::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, site.texts.say("web-desk-code-wrong")),
        Outcome::Wait(until) => enter::wait(&site, until),
    };
    code_page(&site, &typed, told)
}

/// Shows what an authenticator app needs.
pub async fn enrol(
    State(site): State<Site>,
    headers: HeaderMap,
    Query(Next { next }): Query<Next>,
) -> Result<Response, Error> {
    let Some(any) = at(&headers, &site, &[Stage::Enrol, Stage::Open]).await? else {
        return Ok(Redirect::to("/entrar").into_response());
    };
    enrol_page(&site, (&any, next), (StatusCode::OK, String::new())).await
}

/// Sets the second factor up by its first code, and shows the codes for when it is lost.
pub async fn confirm(
    State(site): State<Site>,
    headers: HeaderMap,
    extensions: Extensions,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let Some(any) = at(&headers, &site, &[Stage::Enrol, Stage::Open]).await? else {
        return Ok(Redirect::to("/entrar").into_response());
    };
    let place = place(&headers, &extensions);
    let asked = Asked { person: &any.person, session: &any.session, place: &place };
    let outcome = second::confirm(&site.app, &site.access.rules, (asked, &typed.code)).await;
    let told = match outcome.map_err(Error::internal)? {
        Outcome::In((opened, codes)) => {
            let page = Codes {
                t: site.texts.clone(),
                version: assets::version(),
                good_once: codes,
                next: enter::fit(&typed.next),
            };
            let page = answer::page(StatusCode::OK, &page)?;
            let cookie = cookie::give(&opened.token, site.access.is_encrypted);
            return Ok(([(header::SET_COOKIE, cookie)], page).into_response());
        }
        Outcome::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, site.texts.say("web-desk-code-wrong")),
        Outcome::Wait(until) => enter::wait(&site, until),
    };
    enrol_page(&site, (&any, typed.next), told).await
}

/// Takes one's own second factor away, where the role does not ask for it.
pub async fn stop(signed: Signed, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let site = signed.site();
    if site.access.rules.second.contains(&signed.who.role) {
        return Err(Error::Refused("web-desk-second-needed"));
    }
    let proved = second::prove(&site.app, &site.access.rules, (&signed.who.id, &typed.code)).await;
    match proved.map_err(Error::internal)? {
        Outcome::In(()) => {
            let whose = (signed.who.id.as_str(), Some(signed.session.id.as_str()));
            second::reset(&site.app, &signed.who.id, whose).await.map_err(Error::internal)?;
            Ok(Redirect::to("/preferencias?done=second").into_response())
        }
        Outcome::Wrong | Outcome::Wait(_) => {
            Ok(Redirect::to("/preferencias?done=second-wrong").into_response())
        }
    }
}

/// The session that a browser shows, where it is at one of these stages.
async fn at(headers: &HeaderMap, site: &Site, stages: &[Stage]) -> Result<Option<Any>, Error> {
    Ok(Any::of(headers, site).await?.filter(|any| stages.contains(&any.session.stage)))
}

fn code_page(
    site: &Site,
    typed: &Typed,
    (status, wrong): (StatusCode, String),
) -> Result<Response, Error> {
    let page = Page {
        t: site.texts.clone(),
        version: assets::version(),
        next: typed.next.clone(),
        kept: typed.kept.clone(),
        wrong,
    };
    answer::page(status, &page)
}

async fn enrol_page(
    site: &Site,
    (any, next): (&Any, String),
    (status, wrong): (StatusCode, String),
) -> Result<Response, Error> {
    let secret = second::propose(&site.app, &site.access.rules, &any.person);
    let secret = secret.await.map_err(Error::internal)?;
    let Some(secret) = secret else { return Ok(Redirect::to(HOME).into_response()) };
    let uri = second::uri(&any.person.login, &secret);
    let groups = secret.as_bytes().chunks(4).map(String::from_utf8_lossy);
    let page = Enrol {
        t: site.texts.clone(),
        version: assets::version(),
        next,
        wrong,
        qr: qr::svg(&uri).map_err(Error::internal)?,
        secret: groups.collect::<Vec<_>>().join(" "),
        is_asked: any.session.stage == Stage::Enrol,
    };
    answer::page(status, &page)
}
