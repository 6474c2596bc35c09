//! One text: written beside how two sample customers see it, on WhatsApp and on Telegram.

use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::super::flow::form;
use super::super::page;
use super::super::told::{self, Trouble};
use super::{HOME, looked_at};
use crate::app::tuning::checks::Severity;
use crate::app::tuning::texts::{self, Written};
use crate::app::tuning::{Refused, drafts, may};
use crate::domain::access::Right;
use crate::domain::content::Files;
use crate::domain::content::release::Draft;
use crate::text::locales::locale_of;
use crate::web::desk::{Shell, Signed, answer, escaped};
use crate::web::error::Error;
use crate::web::names;
use crate::web::site::Site;
use crate::web::texts::Texts;

/// The most choices that WhatsApp shows as buttons.
const BUTTONS: usize = 3;

/// Which text, in which draft; what was just done.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    rascunho: String,
    #[serde(default)]
    caminho: String,
    #[serde(default)]
    chave: String,
    #[serde(default)]
    feito: String,
}

/// A text as it is posted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    rascunho: String,
    #[serde(default)]
    caminho: String,
    #[serde(default)]
    chave: String,
    #[serde(default)]
    texto: String,
    #[serde(default)]
    lido: String,
    #[serde(default)]
    sem_variavel: String,
    /// The flow and step of the form that it is written on, where it is.
    #[serde(default)]
    passo: String,
}

/// How a text looks to a sample customer, and what is wrong with it.
#[derive(Template)]
#[template(path = "tuning/texts/look.html")]
pub(in crate::web::tuning) struct Look {
    t: Texts,
    customers: Vec<Customer>,
    choices: Vec<String>,
    as_list: bool,
    is_label: bool,
    is_whole: bool,
    lost: String,
    troubles: Vec<Trouble>,
}

/// A sample customer.
struct Customer {
    name: String,
    looks: Vec<String>,
}

/// A draft in which the text may be changed.
struct Door {
    title: String,
    address: String,
}

#[derive(Template)]
#[template(path = "tuning/texts/one.html")]
struct Page {
    shell: Shell,
    key: String,
    path: String,
    file: String,
    draft: String,
    draft_title: String,
    back: String,
    steps: Vec<Door>,
    variables: Vec<String>,
    source: String,
    read: String,
    theirs: String,
    wrong: String,
    asks_lost: bool,
    may_write: bool,
    drafts: Vec<Door>,
    /// Where it is tried in other words.
    experiment: String,
    look: Look,
}

/// Where a text is written.
pub(in crate::web::tuning) fn address(draft: &str, path: &str, key: &str) -> String {
    let draft =
        if draft.is_empty() { String::new() } else { format!("&rascunho={}", escaped(draft)) };
    format!("{HOME}/textos/um?caminho={}&chave={}{draft}", escaped(path), escaped(key))
}

/// What is told above a text's form.
#[derive(Default)]
struct Told {
    notice: String,
    wrong: String,
    /// What somebody else wrote meanwhile.
    theirs: String,
    /// The hash of what was read.
    read: Option<String>,
}

/// Shows a text.
pub(super) async fn show(signed: Signed, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadTuning).await?;
    let notice = match asked.feito.as_str() {
        "salvo" => site.texts.say("web-tuning-done-saved"),
        _ => String::new(),
    };
    let typed = Typed {
        rascunho: asked.rascunho,
        caminho: asked.caminho,
        chave: asked.chave,
        ..Typed::default()
    };
    let told = Told { notice, ..Told::default() };
    shown(site, &signed, (typed, None), (StatusCode::OK, told)).await
}

/// Shows how a text that is being written looks; nothing is saved.
pub(super) async fn look(signed: Signed, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::Draft).await?;
    let (files, ..) = looked_at(site, &signed, &typed.rascunho).await?;
    let place = (typed.caminho.as_str(), typed.chave.as_str());
    let written = texts::written(&site.app, &files, place, Some(typed.texto)).await;
    page(&looks(&site.texts, &written.map_err(told::failed)?, &typed.rascunho))
}

/// Saves a text alone.
pub(super) async fn save(signed: Signed, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::Draft).await?;
    let t = &site.texts;
    let (files, ..) = looked_at(site, &signed, &typed.rascunho).await?;
    let place = (typed.caminho.as_str(), typed.chave.as_str());
    let source = typed.texto.clone();
    let written = texts::written(&site.app, &files, place, Some(source.clone())).await;
    let written = written.map_err(told::failed)?;
    let why = if !written.is_whole {
        t.say("web-tuning-text-not-whole")
    } else if !written.lost.is_empty() && typed.sem_variavel.is_empty() {
        t.say("web-tuning-text-lost-asks")
    } else {
        String::new()
    };
    if !why.is_empty() {
        let told = Told { wrong: why, read: Some(typed.lido.clone()), ..Told::default() };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return shown(site, &signed, (typed, Some(source)), (status, told)).await;
    }
    let place = (typed.rascunho.as_str(), typed.caminho.as_str(), typed.chave.as_str());
    match texts::save(&site.app, &signed.who, place, (&typed.lido, &source)).await {
        Ok(()) => {
            let to = match typed.passo.split_once('/') {
                None => address(&typed.rascunho, &typed.caminho, &typed.chave),
                Some(place) => form::at(place, (&typed.rascunho, locale_of(&typed.caminho))),
            };
            Ok(Redirect::to(&format!("{to}&feito=salvo")).into_response())
        }
        Err(error) => {
            let why = told::refusal(error)?;
            let now = texts::one(&files, &typed.caminho, &typed.chave).map(|it| it.source);
            let theirs = now.filter(|_| why == Refused::Stale);
            let told = Told {
                wrong: told::words(t, &why),
                read: theirs.as_deref().map(Files::hash_of).or(Some(typed.lido.clone())),
                theirs: theirs.unwrap_or_default(),
                ..Told::default()
            };
            let status = told::status(&why);
            shown(site, &signed, (typed, Some(source)), (status, told)).await
        }
    }
}

async fn shown(
    site: &Site,
    signed: &Signed,
    (typed, source): (Typed, Option<String>),
    (status, told): (StatusCode, Told),
) -> Result<Response, Error> {
    let t = &site.texts;
    let (files, draft, _) = looked_at(site, signed, &typed.rascunho).await?;
    let place = (typed.caminho.as_str(), typed.chave.as_str());
    let is_typed = source.is_some();
    let written = texts::written(&site.app, &files, place, source.clone()).await;
    let written = written.map_err(told::failed)?;
    let may_write = draft.as_ref().is_some_and(|draft| told::may_write(&signed.who, draft));
    let page = Page {
        shell: Shell::new(signed, HOME).telling(told.notice),
        file: told::file_name(t, &typed.caminho),
        back: back(&typed.rascunho),
        draft_title: draft.as_ref().map(|draft| draft.title.clone()).unwrap_or_default(),
        steps: written.text.steps.iter().map(|step| said_by(site, step)).collect(),
        variables: written.variables.iter().cloned().collect(),
        read: told.read.unwrap_or_else(|| Files::hash_of(&written.text.source)),
        source: source.unwrap_or_else(|| written.text.source.clone()),
        theirs: told.theirs,
        wrong: told.wrong,
        asks_lost: is_typed && !written.lost.is_empty(),
        drafts: match draft {
            Some(_) => Vec::new(),
            None => doors(site, signed, place).await?,
        },
        may_write,
        experiment: if typed.rascunho.is_empty() && may(&signed.who, Right::Draft) {
            let place = (escaped(place.0), escaped(place.1));
            format!("{HOME}/experimentos/novo?caminho={}&chave={}", place.0, place.1)
        } else {
            String::new()
        },
        look: looks(t, &written, &typed.rascunho),
        draft: typed.rascunho,
        key: typed.chave,
        path: typed.caminho,
    };
    answer::page(status, &page)
}

fn back(draft: &str) -> String {
    match draft {
        "" => format!("{HOME}/textos"),
        draft => format!("{HOME}/textos?rascunho={}", escaped(draft)),
    }
}

fn said_by(site: &Site, step: &str) -> Door {
    let flow = site.app.live().shelf.flow();
    let flow = flow.map(|flow| flow.name.clone()).unwrap_or_default();
    Door {
        title: names::step(&site.texts, step),
        address: format!("{HOME}/fluxos/{}/{}", escaped(&flow), escaped(step)),
    }
}

/// The drafts in which somebody may change a text.
async fn doors(
    site: &Site,
    signed: &Signed,
    (path, key): (&str, &str),
) -> Result<Vec<Door>, Error> {
    let all = drafts::living_ones(&site.app).await.map_err(told::failed)?;
    let open = all.into_iter().filter(|draft: &Draft| told::may_write(&signed.who, draft));
    let door = |draft: Draft| Door { address: address(&draft.id, path, key), title: draft.title };
    Ok(open.map(door).collect())
}

pub(in crate::web::tuning) fn looks(t: &Texts, written: &Written, draft: &str) -> Look {
    let names = ["web-tuning-sample-short", "web-tuning-sample-long"];
    let customers = written.looks.iter().zip(names);
    let lost: Vec<String> = written.lost.iter().map(|name| format!("${name}")).collect();
    Look {
        t: t.clone(),
        customers: customers
            .map(|(looks, name)| Customer { name: t.say(name), looks: looks.clone() })
            .collect(),
        as_list: written.choices.len() > BUTTONS,
        choices: written.choices.clone(),
        is_label: written.is_label,
        is_whole: written.is_whole,
        lost: if lost.is_empty() {
            String::new()
        } else {
            t.say_of("web-tuning-text-lost", "names", &lost.join(", "))
        },
        troubles: written
            .found
            .iter()
            .map(|(how, problem): &(Severity, _)| told::trouble(t, (*how, problem), draft))
            .collect(),
    }
}
