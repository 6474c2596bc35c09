//! Experiments: which run, what came of each, stopping one; and the way of a new one through its draft.

mod begin;
pub(super) mod draft;
mod terms;
mod told;

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use serde::Deserialize;

use self::told::{Row, Verdict};
use super::told::{self as common, Changed, DRAFTS, Names};
use super::{HOME, page};
use crate::app::tuning::experiment::{self, Coming, Listed as Found, Stage, change, ways};
use crate::app::tuning::{drafts, may};
use crate::domain::access::Right;
use crate::domain::content::Files;
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::experiment::{Arm, Experiment, variant};
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
        .route("/ajustes/experimentos/{name}/mudar", post(open))
        .route("/ajustes/experimentos/{name}/jeitos", post(draft::add))
        .route("/ajustes/experimentos/{name}/plano", post(draft::set))
        .route("/ajustes/experimentos/{name}/tirar", post(draft::take_out))
        .route("/ajustes/experimentos/{name}/{arm}/tirar", post(draft::remove))
        .route("/ajustes/experimentos/{name}/{arm}/textos", post(draft::word))
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
    /// What differs, step by step and limit by limit; nothing of what serves no more.
    changes: Vec<Changed>,
}

/// What was just done; the draft that is looked at, where one is.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    feito: String,
    #[serde(default)]
    rascunho: String,
}

/// Which way is kept for everybody; none where things stay as they are.
#[derive(Debug, Default, Deserialize)]
struct Kept {
    #[serde(default)]
    fica: String,
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
    /// Those of drafts: address, name, and what the draft is about.
    coming: Vec<(String, String, String)>,
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
    /// The ways that may be kept for everybody.
    winners: Vec<String>,
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
    let coming = experiment::coming(&site.app, &signed.who).await.map_err(common::failed)?;
    let door = |it: Coming| (draft::address(&it.name, &it.draft), it.name, it.title);
    page(&List {
        coming: coming.into_iter().map(door).collect(),
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
        "salvo" => site.texts.say("web-tuning-done-saved"),
        _ => String::new(),
    };
    if !asked.rascunho.is_empty() {
        return draft::show(signed, (&name, asked.rascunho), notice).await;
    }
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

/// Opens a draft that takes it out, with the way that is kept.
async fn end(
    signed: Signed,
    Path(name): Path<String>,
    Form(kept): Form<Kept>,
) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::Draft).await?;
    if !experiment::is_there(&site.app, &name) {
        return Err(Error::NotFound);
    }
    let keeps = Some(kept.fica.as_str()).filter(|it| !it.is_empty());
    if keeps.is_some_and(|keeps| !may_keep(site, &signed, (&name, keeps))) {
        return Err(Error::Forbidden);
    }
    let title = site.texts.say_of("web-tuning-experiment-ending", "name", &name);
    let draft = drafts::open(&site.app, &signed.who, (&fresh(), &title)).await;
    let draft = draft.map_err(common::failed)?;
    let ended = change::end(&site.app, &signed.who, &draft, (&name, keeps)).await;
    ended.map_err(common::failed)?;
    Ok(Redirect::to(&format!("{DRAFTS}/{}", escaped(&draft))).into_response())
}

/// Opens a draft in which an experiment that serves is changed.
async fn open(signed: Signed, Path(name): Path<String>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::Draft).await?;
    if !experiment::is_there(&site.app, &name) {
        return Err(Error::NotFound);
    }
    let title = site.texts.say_of("web-tuning-experiment-title", "name", &name);
    let opened = drafts::open(&site.app, &signed.who, (&fresh(), &title)).await;
    let opened = opened.map_err(common::failed)?;
    Ok(Redirect::to(&draft::address(&name, &opened)).into_response())
}

/// True where somebody may have a way of an experiment that serves become everybody's.
fn may_keep(site: &Site, signed: &Signed, (name, way): (&str, &str)) -> bool {
    let live = site.app.live();
    let of = live.trials.iter().find(|trial| trial.experiment.name == name);
    let arm = of.and_then(|trial| trial.experiment.arm(way));
    let limits = may(&signed.who, Right::RaiseLimits);
    arm.is_some_and(|arm| !arm.is_plain() && (arm.policies.is_empty() || limits))
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
    let files = found.is_there.then(|| site.app.live().files.clone());
    let arms = found.experiment.arms.iter();
    let winners = arms.filter(|arm| may_keep(site, signed, (name, &arm.name)));
    let page = One {
        shell: Shell::new(signed, HOME).telling(notice),
        it: listed(t, &found),
        stopped: stopped.unwrap_or_default(),
        rows: told::rows(t, &found.experiment, &verdict),
        verdict: told::verdict(t, &found.experiment, &verdict),
        ways: found.experiment.arms.iter().map(|arm| way(t, arm, files.as_ref())).collect(),
        winners: winners.map(|arm| arm.name.clone()).collect(),
        may_stop: found.is_there
            && found.stage != Stage::Stopped
            && experiment::may_stop(&signed.who),
        may_draft: found.is_there && may(&signed.who, Right::Draft),
        wrong,
        reason: reason.to_owned(),
    };
    answer::page(status, &page)
}

/// What an experiment's numbers are, in words.
fn facts(t: &Texts, of: &Experiment) -> String {
    let count = |number: u32| Value::Count(i64::from(number));
    let values = [
        ("since", Value::Date(of.since)),
        ("until", Value::Date(of.until)),
        ("share", count(of.share)),
        ("days", count(of.days)),
        ("size", count(of.size())),
    ];
    t.tell(
        "web-tuning-experiment-facts",
        &Args::from(values.map(|(name, value)| (name.to_owned(), value))),
    )
}

fn listed(t: &Texts, it: &Found) -> Listed {
    let of = &it.experiment;
    Listed {
        address: format!("{HERE}/{}", escaped(&of.name)),
        name: of.name.clone(),
        why: of.why.clone(),
        facts: facts(t, of),
        stage: t.say_of("web-tuning-experiment-stage", "code", it.stage.as_str()),
        class: match it.stage {
            Stage::Running => "good",
            Stage::Stopped => "bad",
            Stage::Ahead | Stage::Over => "",
        },
    }
}

/// What a way changes; with what differs, where it is known what everybody has.
fn way(t: &Texts, arm: &Arm, files: Option<&Files>) -> Way {
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
    let changes = files.map(|files| ways::differs(files, arm)).unwrap_or_default();
    let changes = common::changes(t, &changes, None);
    Way { name: told::arm(t, &arm.name), what: told.collect(), changes }
}
