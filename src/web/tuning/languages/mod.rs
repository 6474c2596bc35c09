//! Languages: which there are, what each still lacks, and how another one begins in a draft.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;

use super::texts::{looked_at, one};
use super::told::{self, Piece, number};
use super::{HOME, texts};
use crate::app::tuning::checks::Severity;
use crate::app::tuning::locale::{self, Standing};
use crate::app::tuning::{Refused, drafts, may};
use crate::domain::access::Right;
use crate::domain::content::Files;
use crate::domain::content::release::Draft;
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::locale::Locale;
use crate::domain::problem::Problem;
use crate::web::desk::{Shell, Signed, answer, escaped};
use crate::web::error::Error;
use crate::web::site::Site;

/// The page's address.
const HERE: &str = "/ajustes/idiomas";

/// The most holes of a language that are listed.
const MOST: usize = 100;

/// The addresses of these pages.
pub(super) fn routes() -> Router<Site> {
    Router::new().route("/ajustes/idiomas", get(show).post(begin))
}

/// Which draft; what was just done.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    rascunho: String,
    #[serde(default)]
    feito: String,
}

/// A language to begin, in a draft.
#[derive(Debug, Default, Deserialize)]
struct Typed {
    #[serde(default)]
    rascunho: String,
    #[serde(default)]
    idioma: String,
}

/// A language.
struct Shown {
    id: String,
    tag: String,
    name: String,
    texts: String,
    standing: String,
    is_whole: bool,
    holes: Vec<Hole>,
    more: String,
}

/// Something that it lacks.
struct Hole {
    words: Vec<Piece>,
    remedy: String,
    place: String,
    address: String,
}

/// A draft in which a language may begin.
struct Door {
    title: String,
    address: String,
}

#[derive(Template)]
#[template(path = "tuning/languages/languages.html")]
struct Page {
    shell: Shell,
    draft: String,
    title: String,
    wrong: String,
    typed: String,
    languages: Vec<Shown>,
    has_holes: bool,
    may_write: bool,
    may_draft: bool,
    drafts: Vec<Door>,
}

/// Shows the languages of a draft, or of what serves.
async fn show(signed: Signed, Query(asked): Query<Asked>) -> Result<Response, Error> {
    signed.need(Right::ReadTuning).await?;
    let notice = match asked.feito.as_str() {
        "comecado" => signed.site().texts.say("web-tuning-language-begun"),
        _ => String::new(),
    };
    let typed = Typed { rascunho: asked.rascunho, ..Typed::default() };
    shown(&signed, typed, (StatusCode::OK, notice, String::new())).await
}

/// Begins a language.
async fn begin(signed: Signed, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::Draft).await?;
    let Ok(tag) = typed.idioma.parse::<Locale>() else {
        let wrong = site.texts.say("web-tuning-language-unknown");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return shown(&signed, typed, (status, String::new(), wrong)).await;
    };
    match locale::begin(&site.app, &signed.who, (&typed.rascunho, tag)).await {
        Ok(_) => {
            let to = format!("{HERE}?rascunho={}&feito=comecado", escaped(&typed.rascunho));
            Ok(Redirect::to(&to).into_response())
        }
        Err(error) => {
            let why = told::refusal(error)?;
            let wrong = if matches!(why, Refused::Nothing) {
                site.texts.say("web-tuning-language-there")
            } else {
                told::words(&site.texts, &why)
            };
            shown(&signed, typed, (told::status(&why), String::new(), wrong)).await
        }
    }
}

async fn shown(
    signed: &Signed,
    typed: Typed,
    (status, notice, wrong): (StatusCode, String, String),
) -> Result<Response, Error> {
    let site = signed.site();
    let (files, draft, _) = looked_at(site, signed, &typed.rascunho).await?;
    let standings = locale::look(&files).await.map_err(told::failed)?;
    let of = (&files, typed.rascunho.as_str());
    let languages: Vec<Shown> =
        standings.iter().map(|standing| language(site, standing, of)).collect();
    let page = Page {
        shell: Shell::new(signed, HOME).telling(notice),
        wrong,
        typed: typed.idioma,
        has_holes: languages.iter().any(|it| !it.is_whole),
        languages,
        may_write: draft.as_ref().is_some_and(|draft| told::may_write(&signed.who, draft)),
        may_draft: may(&signed.who, Right::Draft),
        drafts: if draft.is_none() { doors(signed).await? } else { Vec::new() },
        title: draft.map(|draft| draft.title).unwrap_or_default(),
        draft: typed.rascunho,
    };
    answer::page(status, &page)
}

/// The drafts in which somebody may begin a language.
async fn doors(signed: &Signed) -> Result<Vec<Door>, Error> {
    let all = drafts::living_ones(&signed.site().app).await.map_err(told::failed)?;
    let open = all.into_iter().filter(|draft| told::may_write(&signed.who, draft));
    let door = |draft: Draft| Door {
        address: format!("{HERE}?rascunho={}", escaped(&draft.id)),
        title: draft.title,
    };
    Ok(open.map(door).collect())
}

fn language(site: &Site, standing: &Standing, of: (&Files, &str)) -> Shown {
    let t = &site.texts;
    let tag = standing.locale.to_string();
    let count =
        |key: &str, count: usize| t.tell(key, &Args::from([("count".to_owned(), number(count))]));
    let name = Args::from([("code".to_owned(), Value::Text(tag.clone()))]);
    Shown {
        id: format!("idioma-{tag}"),
        name: t.tell("web-tuning-language-name", &name),
        texts: if standing.locale == Locale::OWN {
            count("web-tuning-language-texts", standing.texts)
        } else {
            String::new()
        },
        standing: count("web-tuning-language-holes", standing.holes.len()),
        is_whole: standing.holes.is_empty(),
        more: match standing.holes.len().saturating_sub(MOST) {
            0 => String::new(),
            more => count("web-tuning-language-more", more),
        },
        holes: standing.holes.iter().take(MOST).map(|it| hole(site, it, of)).collect(),
        tag,
    }
}

/// A hole with the way to where it is mended.
fn hole(site: &Site, problem: &Problem, (files, draft): (&Files, &str)) -> Hole {
    let told = told::trouble(&site.texts, (Severity::Problem, problem), draft);
    let key = told::key_of(problem);
    let is_text = told::is_lacking(problem) || texts::is_there(files, (&problem.file, key));
    Hole {
        words: told::quoted(&told.words),
        remedy: told.remedy,
        place: told.place,
        address: match (is_text, draft) {
            (true, draft) => one::address(draft, &problem.file, key),
            (false, "") => String::new(),
            (false, _) => told.address,
        },
    }
}
