//! What the bot learns from: examples by intent, one more or less in a draft.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use serde::Deserialize;

use super::HOME;
use super::told::{self, DRAFTS, number};
use crate::app::tuning::drafts;
use crate::app::tuning::lessons::{self, Deed, List};
use crate::domain::access::Right;
use crate::domain::content::Files;
use crate::domain::dialogue::choice::fold;
use crate::domain::dialogue::text::Args;
use crate::web::desk::{Shell, Signed, answer, escaped};
use crate::web::error::Error;
use crate::web::names;
use crate::web::site::Site;

const HERE: &str = "/ajustes/entendimento";

/// How many examples of a list are shown where several are listed.
const SHOWN: usize = 3;

/// The addresses of what is learnt from.
pub(super) fn routes() -> Router<Site> {
    Router::new().route("/ajustes/entendimento", get(show).post(change))
}

/// Which list, in which draft.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    rascunho: String,
    #[serde(default)]
    caminho: String,
    #[serde(default)]
    lista: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    feito: String,
}

/// What is done to an example.
#[derive(Debug, Default, Deserialize)]
struct Typed {
    #[serde(default)]
    rascunho: String,
    #[serde(default)]
    caminho: String,
    #[serde(default)]
    lista: String,
    #[serde(default)]
    frase: String,
    #[serde(default)]
    tirar: String,
}

/// A list among others.
struct Listed {
    title: String,
    name: String,
    file: String,
    address: String,
    count: String,
    some: Vec<String>,
}

#[derive(Template)]
#[template(path = "tuning/lessons/lessons.html")]
struct Page {
    shell: Shell,
    back: String,
    title: String,
    all: String,
    draft: String,
    path: String,
    name: String,
    q: String,
    wrong: String,
    typed: String,
    lists: Vec<Listed>,
    examples: Vec<String>,
    may_write: bool,
}

/// Lists intents, or shows one with its examples.
async fn show(signed: Signed, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadTuning).await?;
    shown(site, &signed, asked, (StatusCode::OK, "", String::new())).await
}

/// Adds an example, or takes one away.
async fn change(signed: Signed, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::Draft).await?;
    let deed = match typed.tirar.as_str() {
        "" => (Deed::Add, typed.frase.as_str()),
        gone => (Deed::Remove, gone),
    };
    let place = (typed.rascunho.as_str(), typed.caminho.as_str(), typed.lista.as_str());
    match lessons::change(&site.app, &signed.who, place, deed).await {
        Ok(()) => {
            let to = address(&typed.rascunho, &typed.caminho, &typed.lista);
            Ok(Redirect::to(&format!("{to}&feito=salvo")).into_response())
        }
        Err(error) => {
            let why = told::refusal(error)?;
            let wrong = told::words(&site.texts, &why);
            let asked = Asked {
                rascunho: typed.rascunho,
                caminho: typed.caminho,
                lista: typed.lista,
                ..Asked::default()
            };
            shown(site, &signed, asked, (told::status(&why), &typed.frase, wrong)).await
        }
    }
}

fn address(draft: &str, path: &str, name: &str) -> String {
    let list = format!("caminho={}&lista={}", escaped(path), escaped(name));
    match draft {
        "" => format!("{HERE}?{list}"),
        draft => format!("{HERE}?{list}&rascunho={}", escaped(draft)),
    }
}

async fn shown(
    site: &Site,
    signed: &Signed,
    asked: Asked,
    (status, typed, wrong): (StatusCode, &str, String),
) -> Result<Response, Error> {
    let t = &site.texts;
    let (files, draft) = match asked.rascunho.as_str() {
        "" => (site.app.live().files.clone(), None),
        id => {
            let opened = drafts::read(&site.app, &signed.who, id).await.map_err(told::failed)?;
            (opened.files, Some(opened.draft))
        }
    };
    let notice = match asked.feito.as_str() {
        "salvo" => t.say("web-tuning-done-saved"),
        _ => String::new(),
    };
    let (one, lists) = chosen(site, &files, &asked)?;
    let draft_address = draft.as_ref().map(|it| format!("{DRAFTS}/{}", escaped(&it.id)));
    let page = Page {
        shell: Shell::new(signed, HOME).telling(notice),
        back: draft_address.unwrap_or_else(|| HOME.to_owned()),
        may_write: draft.as_ref().is_some_and(|draft| told::may_write(&signed.who, draft)),
        title: draft.map(|draft| draft.title).unwrap_or_default(),
        all: match asked.rascunho.as_str() {
            "" => HERE.to_owned(),
            id => format!("{HERE}?rascunho={}", escaped(id)),
        },
        lists,
        examples: one.map(|list| list.examples).unwrap_or_default(),
        draft: asked.rascunho,
        path: asked.caminho,
        name: asked.lista,
        q: asked.q,
        wrong,
        typed: typed.to_owned(),
    };
    answer::page(status, &page)
}

/// The list that is asked for, or all that are looked for.
fn chosen(site: &Site, files: &Files, asked: &Asked) -> Result<(Option<List>, Vec<Listed>), Error> {
    let all = lessons::lists(files);
    if !asked.lista.is_empty() {
        let is_it = |it: &List| it.name == asked.lista && it.path == asked.caminho;
        let one = all.into_iter().find(is_it).ok_or(Error::NotFound)?;
        return Ok((Some(one), Vec::new()));
    }
    let words = fold(&asked.q);
    let holds = |it: &List| {
        words.is_empty()
            || fold(&it.name).contains(&words)
            || it.examples.iter().any(|example| fold(example).contains(&words))
    };
    let listed = |it: List| Listed {
        address: address(&asked.rascunho, &it.path, &it.name),
        file: told::file_name(&site.texts, &it.path),
        count: site.texts.tell(
            "web-tuning-examples",
            &Args::from([("count".to_owned(), number(it.examples.len()))]),
        ),
        some: {
            let held = it.examples.iter().filter(|example| fold(example).contains(&words));
            held.take(SHOWN).cloned().collect()
        },
        title: names::meaning(&site.texts, &it.name.replace('.', "/")),
        name: it.name,
    };
    Ok((None, all.into_iter().filter(holds).map(listed).collect()))
}
