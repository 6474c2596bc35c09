//! A file of a draft as it is written, for those who prefer it so: edited, checked while it is
//! written, and never lost to somebody else's hand.

mod check;
mod phrases;

use askama::Template;
use axum::extract::{DefaultBodyLimit, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use serde::Deserialize;

use super::HOME;
use super::told::{self, DRAFTS, Names, Trouble, number};
use crate::app::tuning::drafts::{self, LARGEST, Opened, Save};
use crate::app::tuning::{Refused, beside, look, may};
use crate::domain::access::{Right, Who};
use crate::domain::content::Files;
use crate::domain::dialogue::text::{Args, Value};
use crate::web::desk::{Shell, Signed, answer, escaped};
use crate::web::error::Error;
use crate::web::site::Site;

/// The largest body that is read here: what may be saved, as a form writes it.
const BODY: usize = 3 * LARGEST + 64 * 1024;

/// The addresses of a draft's files, and how large what they take may be.
pub(super) fn large() -> (Router<Site>, usize) {
    let router = Router::new()
        .route("/ajustes/rascunhos/{id}/arquivo", get(show).post(save))
        .route("/ajustes/rascunhos/{id}/conferir", post(check::check))
        .layer(DefaultBodyLimit::disable());
    (router, BODY)
}

/// Which file, at which line.
#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    caminho: String,
    linha: Option<usize>,
    #[serde(default)]
    feito: String,
}

/// A file as it is posted.
#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    caminho: String,
    #[serde(default)]
    texto: String,
    #[serde(default)]
    versao: i64,
    #[serde(default)]
    lido: String,
}

#[derive(Template)]
#[template(path = "tuning/file/file.html")]
struct Page {
    shell: Shell,
    title: String,
    draft: String,
    address: String,
    name: String,
    path: String,
    text: String,
    version: i64,
    read: String,
    line: usize,
    at_line: String,
    may_write: bool,
    troubles: Vec<Trouble>,
    wrong: String,
    check: String,
    phrases: String,
}

#[derive(Template)]
#[template(path = "tuning/file/merge.html")]
struct Merge {
    shell: Shell,
    address: String,
    name: String,
    path: String,
    wrong: String,
    by: String,
    theirs: String,
    is_gone: bool,
    mine: String,
    merged: String,
    is_marked: bool,
    version: i64,
    read: String,
}

/// Shows a file.
async fn show(
    signed: Signed,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadTuning).await?;
    let opened = drafts::read(&site.app, &signed.who, &id).await.map_err(told::failed)?;
    let text = opened.files.get(&asked.caminho).filter(|_| Files::is_tuned(&asked.caminho));
    let text = text.ok_or(Error::NotFound)?.to_owned();
    let notice = match asked.feito.as_str() {
        "salvo" => site.texts.say("web-tuning-done-saved"),
        _ => String::new(),
    };
    let line = asked.linha.unwrap_or_default();
    let written = (asked.caminho.as_str(), text);
    let page = page_of(site, &signed, &opened, written, (line, notice, String::new())).await?;
    answer::page(StatusCode::OK, &page)
}

async fn page_of(
    site: &Site,
    signed: &Signed,
    opened: &Opened,
    (path, text): (&str, String),
    (line, notice, wrong): (usize, String, String),
) -> Result<Page, Error> {
    let t = &site.texts;
    let id = &opened.draft.id;
    let report = look::report(&site.app, &opened.files).await.map_err(told::failed)?;
    let of_it = report.all().filter(|(_, problem)| problem.file == path);
    let at_line = line.checked_sub(1).and_then(|before| text.lines().nth(before));
    let at_line = at_line.map(|it| {
        let values = [("line", number(line)), ("text", Value::Text(it.trim().to_owned()))];
        t.tell("web-tuning-at-line", &Args::from(values.map(|(name, it)| (name.to_owned(), it))))
    });
    let changed = opened.changed.iter().find(|it| it.path == path);
    Ok(Page {
        shell: Shell::new(signed, HOME).telling(notice),
        title: opened.draft.title.clone(),
        draft: format!("{DRAFTS}/{}", escaped(id)),
        address: format!("{DRAFTS}/{}/arquivo", escaped(id)),
        check: format!("{DRAFTS}/{}/conferir?caminho={}", escaped(id), escaped(path)),
        name: told::file_name(t, path),
        path: path.to_owned(),
        read: opened.files.get(path).map(Files::hash_of).unwrap_or_default(),
        text,
        version: changed.map_or(0, |it| it.version),
        line,
        at_line: at_line.unwrap_or_default(),
        may_write: may_write(&signed.who, opened, path),
        troubles: of_it.map(|found| told::trouble(t, found, id)).collect(),
        wrong,
        phrases: phrases::phrases(t),
    })
}

/// True where somebody may save this file of the draft.
fn may_write(who: &Who, opened: &Opened, path: &str) -> bool {
    told::may_write(who, &opened.draft) && may(who, drafts::right_of(path))
}

/// Saves a file; where somebody else saved it meanwhile, both are shown and nothing is lost.
async fn save(
    signed: Signed,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let site = signed.site();
    let over =
        Save { path: typed.caminho.clone(), text: Some(typed.texto.clone()), over: typed.versao };
    match drafts::save(&site.app, &signed.who, &id, over).await {
        Ok(_) => {
            let to = format!("{}&feito=salvo", told::editor(&id, &typed.caminho));
            Ok(Redirect::to(&to).into_response())
        }
        Err(error) => {
            let why = told::refusal(error)?;
            if why == Refused::Stale {
                let written = (typed.lido.as_str(), typed.texto.as_str());
                return stale(site, &signed, (&id, &typed.caminho), written).await;
            }
            // What was written is shown again as it was written, whatever was refused.
            let opened = drafts::read(&site.app, &signed.who, &id).await.map_err(told::failed)?;
            let wrong = told::words(&site.texts, &why);
            let written = (typed.caminho.as_str(), typed.texto);
            let told = (0, String::new(), wrong);
            let page = page_of(site, &signed, &opened, written, told).await?;
            let page = Page { version: typed.versao, read: typed.lido, ..page };
            answer::page(told::status(&why), &page)
        }
    }
}

/// What somebody wrote beside what was saved meanwhile, and both in one.
pub(super) async fn stale(
    site: &Site,
    signed: &Signed,
    (id, path): (&str, &str),
    (read, mine): (&str, &str),
) -> Result<Response, Error> {
    let both = beside::beside(&site.app, &signed.who, (id, path), (read, mine)).await;
    let both = both.map_err(told::failed)?;
    let by = match &both.who {
        Some(who) => Names::read(site).await?.of(who),
        None => String::new(),
    };
    let page = Merge {
        shell: Shell::new(signed, HOME),
        address: format!("{DRAFTS}/{}/arquivo", escaped(id)),
        name: told::file_name(&site.texts, path),
        path: path.to_owned(),
        wrong: told::words(&site.texts, &Refused::Stale),
        by,
        is_gone: both.theirs.is_none(),
        read: both.theirs.as_deref().map(Files::hash_of).unwrap_or_default(),
        theirs: both.theirs.unwrap_or_default(),
        mine: mine.to_owned(),
        merged: both.merged,
        is_marked: both.is_marked,
        version: both.version,
    };
    answer::page(StatusCode::CONFLICT, &page)
}
