//! Texts by their keys: found by words, file or step; one of them written beside how it looks.

pub(super) mod one;

use std::collections::BTreeSet;

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;

use super::told::{self, DRAFTS, number};
use super::{HOME, page};
use crate::app::tuning::drafts;
use crate::app::tuning::texts::{self, Said, Wanted};
use crate::domain::access::Right;
use crate::domain::content::Files;
use crate::domain::content::release::Draft;
use crate::domain::dialogue::text::Args;
use crate::web::desk::{Shell, Signed, escaped};
use crate::web::error::Error;
use crate::web::names;
use crate::web::site::Site;

/// The most texts that are listed at once.
const MOST: usize = 80;

/// The addresses of texts.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/ajustes/textos", get(list))
        .route("/ajustes/textos/um", get(one::show).post(one::save))
        .route("/ajustes/textos/ver", post(one::look))
}

/// What is looked for, in which draft.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    rascunho: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    arquivo: String,
    #[serde(default)]
    passo: String,
}

/// A text of the list.
struct Listed {
    key: String,
    address: String,
    words: String,
    file: String,
    steps: String,
    is_changed: bool,
}

/// Something to choose.
struct Choice {
    value: String,
    words: String,
    is_on: bool,
}

#[derive(Template)]
#[template(path = "tuning/texts/list.html")]
struct Page {
    shell: Shell,
    draft: String,
    title: String,
    back: String,
    q: String,
    files: Vec<Choice>,
    steps: Vec<Choice>,
    found: String,
    texts: Vec<Listed>,
}

/// The files that are looked at: a draft's, or those that serve.
pub(super) async fn looked_at(
    site: &Site,
    signed: &Signed,
    draft: &str,
) -> Result<(Files, Option<Draft>, BTreeSet<String>), Error> {
    if draft.is_empty() {
        return Ok((site.app.live().files.clone(), None, BTreeSet::new()));
    }
    let opened = drafts::read(&site.app, &signed.who, draft).await.map_err(told::failed)?;
    let items = opened.changes.files.iter().flat_map(|file| &file.items);
    let changed = items.map(|item| item.name.clone()).collect();
    Ok((opened.files, Some(opened.draft), changed))
}

/// Lists texts.
async fn list(signed: Signed, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadTuning).await?;
    let t = &site.texts;
    let (files, draft, changed) = looked_at(site, &signed, &asked.rascunho).await?;
    let wanted =
        Wanted { words: asked.q.clone(), path: asked.arquivo.clone(), step: asked.passo.clone() };
    let found = texts::find(&files, &wanted);
    let count =
        Args::from([("count".to_owned(), number(found.len())), ("most".to_owned(), number(MOST))]);
    let choice = |value: &str, chosen: &str, words: String| Choice {
        is_on: value == chosen,
        value: value.to_owned(),
        words,
    };
    let listed = |said: Said| Listed {
        address: one::address(&asked.rascunho, &said.path, &said.key),
        words: plain(&said),
        file: told::file_name(t, &said.path),
        steps: said.steps.iter().map(|step| names::step(t, step)).collect::<Vec<_>>().join(", "),
        is_changed: changed.contains(&said.key),
        key: said.key,
    };
    let is_cut = found.len() > MOST;
    page(&Page {
        shell: Shell::new(&signed, HOME),
        back: match &draft {
            Some(draft) => format!("{DRAFTS}/{}", escaped(&draft.id)),
            None => HOME.to_owned(),
        },
        title: draft.map(|draft| draft.title).unwrap_or_default(),
        files: texts::paths(&files)
            .iter()
            .map(|path| choice(path, &asked.arquivo, told::file_name(t, path)))
            .collect(),
        steps: texts::steps(&files)
            .iter()
            .map(|step| choice(step, &asked.passo, names::step(t, step)))
            .collect(),
        found: t
            .tell(if is_cut { "web-tuning-texts-many" } else { "web-tuning-texts-found" }, &count),
        texts: found.into_iter().take(MOST).map(listed).collect(),
        draft: asked.rascunho.clone(),
        q: asked.q,
    })
}

/// What a text says, in one line.
fn plain(said: &Said) -> String {
    let body = said.source.split_once('=').map_or("", |(_, body)| body);
    let words = body.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = words.chars().take(160).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short
}

/// True where a text stands at a place.
pub(super) fn is_there(files: &Files, (path, key): (&str, &str)) -> bool {
    texts::one(files, path, key).is_some()
}
