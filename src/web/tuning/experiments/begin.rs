//! Another wording of one text, to be tried: a form, which makes an experiment in a draft of its own.

use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Days, NaiveDate};
use serde::Deserialize;

use super::super::told::{self, DRAFTS, number};
use super::HOME;
use crate::app::tuning::experiment::{self, Wording};
use crate::app::tuning::{Refused, drafts, texts};
use crate::app::watch::day_of;
use crate::domain::access::Right;
use crate::domain::dialogue::text::Args;
use crate::web::desk::{Shell, Signed, answer, escaped, fresh};
use crate::web::error::Error;
use crate::web::site::Site;

/// For how many days an experiment runs where nobody says.
const USUAL: Days = Days::new(60);

/// What is typed; the address of the form names the text.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    id: String,
    #[serde(default)]
    caminho: String,
    #[serde(default)]
    chave: String,
    #[serde(default)]
    nome: String,
    #[serde(default)]
    porque: String,
    #[serde(default)]
    texto: String,
    #[serde(default)]
    desde: String,
    #[serde(default)]
    ate: String,
    #[serde(default)]
    participam: String,
    #[serde(default)]
    dias: String,
    #[serde(default)]
    pagam: String,
    #[serde(default)]
    diferenca: String,
}

#[derive(Template)]
#[template(path = "tuning/experiments/new.html")]
struct Page {
    shell: Shell,
    it: Typed,
    now: String,
    size: String,
    wrong: String,
}

/// Shows the form.
pub(super) async fn show(signed: Signed, Query(typed): Query<Typed>) -> Result<Response, Error> {
    signed.need(Right::Draft).await?;
    let site = signed.site();
    let today = day_of(site.app.clock.now());
    let until = today.checked_add_days(USUAL).unwrap_or(today);
    let usual = Typed {
        id: fresh(),
        desde: today.to_string(),
        ate: until.to_string(),
        participam: "100".to_owned(),
        dias: "14".to_owned(),
        pagam: "20".to_owned(),
        diferenca: "5".to_owned(),
        ..typed
    };
    shown(site, &signed, usual, (StatusCode::OK, String::new()))
}

/// Makes a draft with the experiment.
pub(super) async fn save(signed: Signed, Form(typed): Form<Typed>) -> Result<Response, Error> {
    signed.need(Right::Draft).await?;
    let site = signed.site();
    let made = match wording(&typed) {
        Some(wording) => make(site, &signed, &typed, wording).await,
        None => Err(Refused::Nothing.into()),
    };
    match made {
        Ok(draft) => Ok(Redirect::to(&format!("{DRAFTS}/{}", escaped(&draft))).into_response()),
        Err(error) => {
            let why = told::refusal(error)?;
            let words = match why {
                Refused::Path => site.texts.say("web-tuning-experiment-bad-name"),
                Refused::Nothing => site.texts.say("web-tuning-experiment-bad-fields"),
                ref why => told::words(&site.texts, why),
            };
            shown(site, &signed, typed, (told::status(&why), words))
        }
    }
}

async fn make(
    site: &Site,
    signed: &Signed,
    typed: &Typed,
    wording: Wording,
) -> Result<String, crate::app::tuning::Error> {
    // What cannot be made leaves no empty draft behind.
    experiment::look(&site.app, &wording)?;
    let is_ours = typed.id.len() == 32 && typed.id.bytes().all(|it| it.is_ascii_hexdigit());
    let id = if is_ours { typed.id.clone() } else { fresh() };
    let title = site.texts.say_of("web-tuning-experiment-title", "name", &wording.name);
    let draft = drafts::open(&site.app, &signed.who, (&id, &title)).await?;
    experiment::begin(&site.app, &signed.who, &draft, wording).await?;
    Ok(draft)
}

fn wording(typed: &Typed) -> Option<Wording> {
    let day = |text: &str| text.parse::<NaiveDate>().ok();
    let count = |text: &str| text.trim().parse::<u32>().ok();
    Some(Wording {
        name: typed.nome.trim().to_lowercase().replace(' ', "-"),
        why: typed.porque.clone(),
        path: typed.caminho.clone(),
        key: typed.chave.clone(),
        source: typed.texto.clone(),
        since: Some(day(&typed.desde)?),
        until: Some(day(&typed.ate)?),
        numbers: [
            count(&typed.participam)?,
            count(&typed.dias)?,
            count(&typed.pagam)?,
            count(&typed.diferenca)?,
        ],
    })
}

fn shown(
    site: &Site,
    signed: &Signed,
    mut it: Typed,
    (status, wrong): (StatusCode, String),
) -> Result<Response, Error> {
    let t = &site.texts;
    let files = site.app.live().files.clone();
    let now = texts::one(&files, &it.caminho, &it.chave).ok_or(Error::NotFound)?.source;
    if it.texto.is_empty() {
        it.texto.clone_from(&now);
    }
    let (expect, detect) = (it.pagam.parse().unwrap_or(20), it.diferenca.parse().unwrap_or(5));
    let people = usize::try_from(experiment::size_of(expect, detect)).unwrap_or(usize::MAX);
    let people = Args::from([("size".to_owned(), number(people))]);
    let shell = Shell::new(signed, HOME);
    let told = t.tell("web-tuning-experiment-size", &people);
    answer::page(status, &Page { shell, it, now, size: told, wrong })
}
