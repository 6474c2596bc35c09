//! Every release there was: who made it and why, what it changed, and the way back to it.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use serde::Deserialize;

use super::told::{self, Changed, Names, number};
use super::{HOME, page};
use crate::app::tuning::{may, publish, releases};
use crate::domain::access::Right;
use crate::domain::content::release::{Moves, Release};
use crate::domain::dialogue::text::{Args, Value};
use crate::web::desk::{Shell, Signed, answer, moment};
use crate::web::error::Error;
use crate::web::site::Site;
use crate::web::texts::Texts;

const HERE: &str = "/ajustes/versoes";

/// The addresses of releases.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/ajustes/versoes", get(list))
        .route("/ajustes/versoes/{number}", get(show))
        .route("/ajustes/versoes/{number}/voltar", post(roll_back))
}

/// What is asked of the list, or was just done.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    antes: Option<i64>,
    #[serde(default)]
    feito: String,
}

/// What is typed to go back.
#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    motivo: String,
    #[serde(default)]
    conversas: String,
}

/// A release as it is listed.
struct Listed {
    number: i64,
    address: String,
    title: String,
    facts: String,
    reason: String,
    is_live: bool,
}

#[derive(Template)]
#[template(path = "tuning/releases/list.html")]
struct List {
    shell: Shell,
    releases: Vec<Listed>,
    older: String,
}

#[derive(Template)]
#[template(path = "tuning/releases/one.html")]
struct One {
    shell: Shell,
    it: Listed,
    checks: String,
    moves: String,
    changes: Vec<Changed>,
    may_go_back: bool,
    wrong: String,
    reason: String,
}

/// Lists releases, the newest first.
async fn list(signed: Signed, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadTuning).await?;
    let all = releases::list(&site.app, &signed.who, asked.antes).await.map_err(told::failed)?;
    let names = Names::read(site).await?;
    let live = site.app.live().number;
    let older =
        all.last().filter(|it| it.number > 1).map(|it| format!("{HERE}?antes={}", it.number));
    page(&List {
        shell: Shell::new(&signed, HOME),
        releases: all.into_iter().map(|it| listed(&site.texts, it, (&names, live))).collect(),
        older: older.unwrap_or_default(),
    })
}

/// Shows one release.
async fn show(
    signed: Signed,
    Path(number): Path<i64>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadTuning).await?;
    let notice = match asked.feito.as_str() {
        "publicada" => site.texts.say("web-tuning-done-published"),
        "voltou" => site.texts.say("web-tuning-done-rolled-back"),
        _ => String::new(),
    };
    shown(site, &signed, number, (StatusCode::OK, notice, ("", String::new()))).await
}

/// Has an older release serve again.
async fn roll_back(
    signed: Signed,
    Path(number): Path<i64>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let site = signed.site();
    let moves = if typed.conversas == Moves::Safe.as_str() { Moves::Safe } else { Moves::Finish };
    let asked = (number, typed.motivo.as_str(), moves);
    match publish::roll_back(&site.app, &signed.who, asked).await {
        Ok(new) => Ok(Redirect::to(&format!("{HERE}/{new}?feito=voltou")).into_response()),
        Err(error) => {
            let why = told::refusal(error)?;
            let wrong = (typed.motivo.as_str(), told::words(&site.texts, &why));
            shown(site, &signed, number, (told::status(&why), String::new(), wrong)).await
        }
    }
}

async fn shown(
    site: &Site,
    signed: &Signed,
    number: i64,
    (status, notice, (reason, wrong)): (StatusCode, String, (&str, String)),
) -> Result<Response, Error> {
    let t = &site.texts;
    let all = releases::list(&site.app, &signed.who, number.checked_add(1)).await;
    let mut all = all.map_err(told::failed)?.into_iter();
    let release = all.next().filter(|it| it.number == number).ok_or(Error::NotFound)?;
    let names = Names::read(site).await?;
    let live = site.app.live().number;
    let page = One {
        shell: Shell::new(signed, HOME).telling(notice),
        checks: checks(t, &release),
        moves: t.say_of("web-tuning-moved", "code", release.moves.as_str()),
        changes: told::changes(t, &release.changes, None),
        may_go_back: number != live && may(&signed.who, Right::Publish),
        it: listed(t, release, (&names, live)),
        reason: reason.to_owned(),
        wrong,
    };
    answer::page(status, &page)
}

fn checks(t: &Texts, release: &Release) -> String {
    let values = [
        ("looked", number(release.checks.looked)),
        ("problems", number(release.checks.problems)),
        ("warnings", number(release.checks.warnings)),
    ];
    let values = values.map(|(name, value)| (name.to_owned(), value));
    let checked = t.tell("web-tuning-checked", &Args::from(values));
    if release.tests.looked == 0 {
        return checked;
    }
    let values = [
        ("count", number(release.tests.looked)),
        ("same", number(release.tests.looked.saturating_sub(release.tests.problems))),
        ("otherwise", number(release.tests.problems)),
        ("left", number(0)),
    ];
    let values = values.map(|(name, value)| (name.to_owned(), value));
    [checked, t.tell("web-tuning-test-result", &Args::from(values))].join(" ")
}

fn listed(t: &Texts, release: Release, (names, live): (&Names, i64)) -> Listed {
    let values = [
        ("author", Value::Text(names.of(&release.author))),
        ("since", Value::Text(moment(t, release.published_at))),
        ("restores", Value::Count(release.restores.unwrap_or_default())),
    ];
    let values = Args::from(values.map(|(name, value)| (name.to_owned(), value)));
    let mut facts = vec![t.tell("web-tuning-release-facts", &values)];
    let reviewer = release.reviewer.as_deref();
    facts.extend(reviewer.map(|id| t.say_of("web-tuning-reviewed-by", "name", &names.of(id))));
    facts.extend(release.restores.map(|_| t.tell("web-tuning-restores", &values)));
    Listed {
        number: release.number,
        address: format!("{HERE}/{}", release.number),
        title: release.title,
        facts: facts.join(" "),
        reason: release.reason,
        is_live: release.number == live,
    }
}
