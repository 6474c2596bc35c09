//! Experiments: which run, what came of each, stopping one, and trying another wording of a text.

mod begin;
mod told;

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use serde::Deserialize;

use self::told::{Row, Verdict};
use super::told::{self as common, DRAFTS, Names};
use super::{HOME, page};
use crate::app::tuning::experiment::{self, Listed as Found, Stage};
use crate::app::tuning::{drafts, may};
use crate::domain::access::Right;
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::experiment::variant;
use crate::web::desk::{Shell, Signed, answer, escaped, fresh, moment};
use crate::web::error::Error;
use crate::web::site::Site;
use crate::web::texts::Texts;

const HERE: &str = "/ajustes/experimentos";

/// The addresses of experiments.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/ajustes/experimentos", get(list))
        .route("/ajustes/experimentos/novo", get(begin::show).post(begin::save))
        .route("/ajustes/experimentos/{name}", get(show))
        .route("/ajustes/experimentos/{name}/parar", post(stop))
        .route("/ajustes/experimentos/{name}/encerrar", post(end))
}

/// An experiment as it is listed.
struct Listed {
    name: String,
    address: String,
    why: String,
    facts: String,
    stage: String,
    class: &'static str,
}

/// What an arm changes.
struct Way {
    name: String,
    what: Vec<(String, String)>,
}

/// What was just done.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    feito: String,
}

/// Why it is stopped.
#[derive(Debug, Default, Deserialize)]
struct Typed {
    #[serde(default)]
    motivo: String,
}

#[derive(Template)]
#[template(path = "tuning/experiments/list.html")]
struct List {
    shell: Shell,
    all: Vec<Listed>,
    may_draft: bool,
}

#[derive(Template)]
#[template(path = "tuning/experiments/one.html")]
struct One {
    shell: Shell,
    it: Listed,
    stopped: String,
    verdict: Verdict,
    rows: Vec<Row>,
    ways: Vec<Way>,
    may_stop: bool,
    may_draft: bool,
    wrong: String,
    reason: String,
}

/// Lists experiments.
async fn list(signed: Signed) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadTuning).await?;
    let all = experiment::list(&site.app, &signed.who).await.map_err(common::failed)?;
    page(&List {
        shell: Shell::new(&signed, HOME),
        all: all.iter().map(|it| listed(&site.texts, it)).collect(),
        may_draft: may(&signed.who, Right::Draft),
    })
}

/// Shows one with what came of it.
async fn show(
    signed: Signed,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadTuning).await?;
    let notice = match asked.feito.as_str() {
        "parado" => site.texts.say("web-tuning-experiment-done-stopped"),
        _ => String::new(),
    };
    shown(site, &signed, &name, (StatusCode::OK, notice, ("", String::new()))).await
}

/// Stops one at once.
async fn stop(
    signed: Signed,
    Path(name): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::Publish).await?;
    match experiment::stop(&site.app, &signed.who, &name, &typed.motivo).await {
        Ok(()) => {
            Ok(Redirect::to(&format!("{HERE}/{}?feito=parado", escaped(&name))).into_response())
        }
        Err(error) => {
            let why = common::refusal(error)?;
            let wrong = (typed.motivo.as_str(), common::words(&site.texts, &why));
            shown(site, &signed, &name, (common::status(&why), String::new(), wrong)).await
        }
    }
}

/// Opens a draft that takes it out.
async fn end(signed: Signed, Path(name): Path<String>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::Draft).await?;
    if !experiment::is_there(&site.app, &name) {
        return Err(Error::NotFound);
    }
    let title = site.texts.say_of("web-tuning-experiment-ending", "name", &name);
    let draft = drafts::open(&site.app, &signed.who, (&fresh(), &title)).await;
    let draft = draft.map_err(common::failed)?;
    experiment::end(&site.app, &signed.who, &draft, &name).await.map_err(common::failed)?;
    Ok(Redirect::to(&format!("{DRAFTS}/{}", escaped(&draft))).into_response())
}

async fn shown(
    site: &Site,
    signed: &Signed,
    name: &str,
    (status, notice, (reason, wrong)): (StatusCode, String, (&str, String)),
) -> Result<Response, Error> {
    let t = &site.texts;
    let found = experiment::read(&site.app, &signed.who, name).await.map_err(common::failed)?;
    let (found, verdict) = found;
    let names = Names::read(site).await?;
    let stopped = found.stop.as_ref().map(|stop| {
        let values = [
            ("who", Value::Text(names.of(&stop.who))),
            ("when", Value::Text(moment(t, stop.stopped_at))),
            ("why", Value::Text(stop.why.clone())),
        ];
        let values = values.map(|(name, value)| (name.to_owned(), value));
        t.tell("web-tuning-experiment-stopped", &Args::from(values))
    });
    let page = One {
        shell: Shell::new(signed, HOME).telling(notice),
        it: listed(t, &found),
        stopped: stopped.unwrap_or_default(),
        rows: told::rows(t, &found.experiment, &verdict),
        verdict: told::verdict(t, &found.experiment, &verdict),
        ways: found.experiment.arms.iter().map(|arm| way(t, arm)).collect(),
        may_stop: found.is_there
            && found.stage != Stage::Stopped
            && experiment::may_stop(&signed.who),
        may_draft: found.is_there && may(&signed.who, Right::Draft),
        wrong,
        reason: reason.to_owned(),
    };
    answer::page(status, &page)
}

fn listed(t: &Texts, it: &Found) -> Listed {
    let of = &it.experiment;
    let count = |number: u32| Value::Count(i64::from(number));
    let values = [
        ("since", Value::Date(of.since)),
        ("until", Value::Date(of.until)),
        ("share", count(of.share)),
        ("days", count(of.days)),
        ("size", count(of.size())),
    ];
    let values = values.map(|(name, value)| (name.to_owned(), value));
    Listed {
        address: format!("{HERE}/{}", escaped(&of.name)),
        name: of.name.clone(),
        why: of.why.clone(),
        facts: t.tell("web-tuning-experiment-facts", &Args::from(values)),
        stage: t.say_of("web-tuning-experiment-stage", "code", it.stage.as_str()),
        class: match it.stage {
            Stage::Running => "good",
            Stage::Stopped => "bad",
            Stage::Ahead | Stage::Over => "",
        },
    }
}

fn way(t: &Texts, arm: &crate::domain::experiment::Arm) -> Way {
    let flow = arm.flow.iter().map(|flow| ("flow", flow.clone(), String::new()));
    let policies = arm.policies.iter().map(|(from, to)| ("policy", from.clone(), to.clone()));
    let texts = variant::texts(arm);
    let texts = texts.map(|(_, key, source)| ("text", key.to_owned(), source.to_owned()));
    let told = flow.chain(policies).chain(texts).map(|(what, name, other)| {
        let values = [("what", what.to_owned()), ("name", name), ("other", other.clone())];
        let values = values.map(|(name, value)| (name.to_owned(), Value::Text(value)));
        let words = t.tell("web-tuning-experiment-changes", &Args::from(values));
        (words, if what == "text" { other } else { String::new() })
    });
    Way { name: told::arm(t, &arm.name), what: told.collect() }
}
