//! The simulator: a conversation with a customer of the example, or with one of ours without who they are,
//! on what serves or on a draft.
//!
//! The page holds what was done, and each request plays all of it again: no state is kept here, and it
//! works without script.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Query};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use super::told::number;
use super::{HOME, told};
use crate::app::tuning::cases::{self, Case};
use crate::app::tuning::simulate::{self, Act, Scene, Span, Tried, Trying, Whom};
use crate::app::tuning::{Error as Tuning, Refused, may, testing};
use crate::domain::access::Right;
use crate::domain::dialogue::Trace;
use crate::domain::dialogue::text::{Args, Value};
use crate::web::desk::{self, Shell, Signed, escaped};
use crate::web::error::Error;
use crate::web::names;
use crate::web::site::Site;
use crate::web::texts::Texts;

/// What the page sends.
#[derive(Clone, Debug, Default, Deserialize)]
struct Fields {
    #[serde(default)]
    cliente: String,
    #[serde(default)]
    rascunho: String,
    #[serde(default)]
    canal: String,
    #[serde(default)]
    feito: String,
    #[serde(default)]
    acao: String,
    #[serde(default)]
    texto: String,
    /// The name of the test that it is kept as.
    #[serde(default)]
    nome: String,
    /// Anything where the draft's own examples are learnt for it.
    #[serde(default)]
    entende: String,
}

/// One act with what came of it, as it is shown.
struct Shown {
    /// Whose act it was: the customer's, a human's, or what happened.
    by: &'static str,
    act: String,
    said: Vec<simulate::Said>,
    trace: Vec<(String, String)>,
}

/// A customer to choose.
struct Choice {
    id: String,
    name: String,
    is_on: bool,
}

#[derive(Template)]
#[template(path = "tuning/simulate/simulate.html")]
struct Page {
    shell: Shell,
    customers: Vec<Choice>,
    cases: Vec<Choice>,
    customer: String,
    draft: String,
    skin: &'static str,
    done: String,
    scenes: Vec<Shown>,
    buttons: Vec<String>,
    name: String,
    learns: bool,
    may_keep: bool,
    refused: String,
}

/// The addresses of these pages.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/ajustes/simular", get(show).post(act))
        .route("/ajustes/simular/teste", post(test))
        .route("/ajustes/simular/guardar", post(keep))
}

/// Begins a conversation, or shows whom one may begin it with.
async fn show(signed: Signed, Query(fields): Query<Fields>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadTuning).await?;
    answer(site, &signed, Fields { feito: String::new(), acao: String::new(), ..fields }).await
}

/// Does one more thing.
async fn act(signed: Signed, Form(fields): Form<Fields>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadTuning).await?;
    answer(site, &signed, fields).await
}

/// The conversation as a test, to be kept.
async fn test(signed: Signed, Form(fields): Form<Fields>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadTuning).await?;
    let tried = tried(site, &signed, &fields).await?;
    let played = simulate::play(&site.app, &signed.who, (&tried, trying(site, &fields))).await;
    let (_, text) = played.map_err(|error| match error {
        Tuning::App(error) => Error::internal(error),
        Tuning::Refused(_) => Error::NotFound,
    })?;
    let kind = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"conversa.chat\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((kind, text).into_response())
}

/// Keeps the conversation as a test in the draft that it was tried on.
async fn keep(signed: Signed, Form(fields): Form<Fields>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::Draft).await?;
    let tried = tried(site, &signed, &fields).await?;
    let played = simulate::play(&site.app, &signed.who, (&tried, trying(site, &fields))).await;
    let kept = match played {
        Ok((_, text)) => {
            let of = (fields.rascunho.as_str(), fields.nome.as_str(), text);
            testing::keep(&site.app, &signed.who, of).await
        }
        Err(error) => Err(error),
    };
    match kept {
        Ok(_) => {
            let draft = escaped(&fields.rascunho);
            let to = format!("{HOME}/testes?rascunho={draft}&rodar=1&feito=guardado");
            Ok(Redirect::to(&to).into_response())
        }
        Err(error) => {
            let why = told::refusal(error)?;
            let own = [
                (Refused::Nothing, "web-tuning-test-nameless"),
                (Refused::Stale, "web-tuning-test-name-taken"),
            ];
            let told = told::words_or(&site.texts, &why, &own);
            let fields = Fields { acao: String::new(), ..fields };
            answered(site, &signed, fields, (told::status(&why), told)).await
        }
    }
}

/// What was done so far, with one of the example's customers or of ours.
async fn tried(site: &Site, signed: &Signed, fields: &Fields) -> Result<Tried, Error> {
    let known = simulate::customers(&site.app).map_err(Error::internal)?;
    let wanted = fields.cliente.as_str();
    let is_known = known.iter().any(|(id, _)| id == wanted);
    let case = if wanted.is_empty() || is_known {
        None
    } else {
        cases::find(&site.app, &signed.who, wanted).await.map_err(told::failed)?
    };
    let first = known.into_iter().next().map(|(id, _)| id);
    let whom = match case {
        Some(case) => Whom::Ours(case),
        None if is_known => Whom::Example(wanted.to_owned()),
        None => Whom::Example(first.unwrap_or_default()),
    };
    Ok(Tried::read(whom, &fields.feito))
}

fn trying<'f>(site: &Site, fields: &'f Fields) -> Trying<'f> {
    let draft = Some(fields.rascunho.as_str()).filter(|id| !id.is_empty());
    let learns = draft.is_some() && !fields.entende.is_empty();
    Trying { draft, learns, issue: site.paying.issue, tell: site.paying.tell }
}

/// What a form asks to be done.
fn asked(fields: &Fields) -> Option<Act> {
    if let Some(number) = fields.acao.strip_prefix("botao-") {
        return number.parse().ok().map(Act::Choose);
    }
    Some(match fields.acao.as_str() {
        "dizer" => Act::Say(fields.texto.clone()),
        "foto" => Act::Picture,
        "pagar" => Act::Pay,
        "falha" => Act::Fail,
        "hora" => Act::Wait(Span::Hour),
        "dia" => Act::Wait(Span::Day),
        "dias" => Act::Wait(Span::Days),
        "pessoa" => Act::Agent(fields.texto.clone()),
        "devolver" => Act::Return,
        _ => return None,
    })
}

async fn answer(site: &Site, signed: &Signed, fields: Fields) -> Result<Response, Error> {
    answered(site, signed, fields, (StatusCode::OK, String::new())).await
}

/// The conversation as far as it was tried; with a refusal of what was asked, where there is one.
async fn answered(
    site: &Site,
    signed: &Signed,
    fields: Fields,
    (status, mut refused): (StatusCode, String),
) -> Result<Response, Error> {
    let before = tried(site, signed, &fields).await?;
    let mut tried = before.clone();
    if let Some(act) = asked(&fields) {
        tried.add(act);
    }
    if fields.acao == "desfazer" {
        tried.acts.pop();
    }
    let played = simulate::play(&site.app, &signed.who, (&tried, trying(site, &fields))).await;
    let scenes = match played {
        Ok((scenes, _)) => scenes,
        Err(Tuning::App(error)) => return Err(Error::internal(error)),
        // What makes no sense there is not done; what came before stays.
        Err(Tuning::Refused(Refused::Path)) => {
            refused = signed.site().texts.say("web-tuning-simulate-not-now");
            tried = before;
            let again =
                simulate::play(&site.app, &signed.who, (&tried, trying(site, &fields))).await;
            again.map(|(scenes, _)| scenes).unwrap_or_default()
        }
        Err(Tuning::Refused(Refused::Unknown)) => return Err(Error::NotFound),
        Err(Tuning::Refused(_)) => {
            refused = signed.site().texts.say("web-tuning-simulate-broken");
            Vec::new()
        }
    };
    let buttons = scenes.iter().rev().find_map(|it| it.said.last()).map(|it| it.buttons.clone());
    let known = simulate::customers(&site.app).map_err(Error::internal)?.into_iter();
    let cases = cases::list(&site.app, &signed.who).await.map_err(told::failed)?;
    let chosen = tried.whom.id().to_owned();
    let own = match &tried.whom {
        Whom::Ours(case) => Some(case).filter(|case| !cases.contains(case)),
        Whom::Example(_) => None,
    };
    let may_keep = !fields.rascunho.is_empty() && may(&signed.who, Right::Draft);
    let page = Page {
        shell: Shell::new(signed, HOME),
        customers: known
            .map(|(id, name)| Choice { is_on: id == chosen, name: format!("{id} · {name}"), id })
            .collect(),
        cases: cases.iter().chain(own).map(|case| told_of(&site.texts, case, &chosen)).collect(),
        customer: chosen,
        draft: fields.rascunho,
        skin: if fields.canal == "telegram" { "telegram" } else { "whatsapp" },
        done: tried.lines(),
        scenes: scenes.into_iter().map(|scene| shown(&site.texts, scene)).collect(),
        buttons: buttons.unwrap_or_default(),
        learns: !fields.entende.is_empty(),
        name: fields.nome,
        may_keep,
        refused,
    };
    desk::answer::page(status, &page)
}

/// A customer of ours: what they owe and for how long.
fn told_of(t: &Texts, case: &Case, chosen: &str) -> Choice {
    let values = [
        ("owed", Value::Money(case.owed)),
        ("invoices", number(case.invoices)),
        ("days", Value::Count(case.overdue)),
    ];
    let values = values.map(|(name, value)| (name.to_owned(), value));
    let name = t.tell("web-tuning-simulate-case", &Args::from(values));
    Choice { is_on: case.id == chosen, id: case.id.clone(), name }
}

fn shown(t: &Texts, scene: Scene) -> Shown {
    let Scene { act, said, trace } = scene;
    let (by, act) = match act.split_at_checked(2) {
        Some(("> ", rest)) => ("customer", rest.to_owned()),
        Some(("! ", rest)) if rest.starts_with("agent ") => {
            ("agent", rest.trim_start_matches("agent ").to_owned())
        }
        Some(_) | None => ("event", act),
    };
    let detail = |it: &Trace| match it.kind.as_str() {
        "step" => names::step(t, &it.detail),
        _ => it.detail.clone(),
    };
    let trace = trace.iter().map(|it| (it.kind.clone(), detail(it))).collect();
    Shown { by, act, said, trace }
}
