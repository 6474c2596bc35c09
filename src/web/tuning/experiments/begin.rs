//! An experiment planned with a form: other words of a text, a flow or a policy of its own; it comes to
//! stand in a draft of its own, where the rest of it is changed.

use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::super::told;
use super::{HOME, draft, terms};
use crate::app::tuning::experiment::make::{self, Plan, Way};
use crate::app::tuning::{Refused, drafts, texts};
use crate::app::watch::day_of;
use crate::domain::access::Right;
use crate::text::locales::locale_of;
use crate::web::desk::{Shell, Signed, answer, fresh};
use crate::web::error::Error;
use crate::web::site::Site;

/// The name of the other way, where a form makes it.
const OTHER: &str = "outro";

/// What is typed; the address of the form may name a text.
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
    texto: String,
    #[serde(default)]
    fluxo: String,
    #[serde(default)]
    politica: String,
    #[serde(flatten)]
    terms: terms::Typed,
}

#[derive(Template)]
#[template(path = "tuning/experiments/new.html")]
struct Page {
    shell: Shell,
    it: Typed,
    terms: terms::Typed,
    /// The text as it is; empty where none is named.
    now: String,
    policies: Vec<(String, String, bool)>,
    size: String,
    wrong: String,
}

/// Shows the form.
pub(super) async fn show(signed: Signed, Query(typed): Query<Typed>) -> Result<Response, Error> {
    signed.need(Right::Draft).await?;
    let site = signed.site();
    let terms = terms::Typed::usual(day_of(site.app.clock.now()));
    let usual = Typed { id: fresh(), terms, ..typed };
    shown(site, &signed, usual, (StatusCode::OK, String::new()))
}

/// Makes a draft with the experiment.
pub(super) async fn save(signed: Signed, Form(typed): Form<Typed>) -> Result<Response, Error> {
    signed.need(Right::Draft).await?;
    let site = signed.site();
    let made = match plan(&typed) {
        Some(plan) => make(site, &signed, &typed, plan).await,
        None => Err(Refused::Nothing.into()),
    };
    match made {
        Ok(draft) => {
            let name = named(&typed);
            Ok(Redirect::to(&draft::address(&name, &draft)).into_response())
        }
        Err(error) => {
            let why = told::refusal(error)?;
            let own = [
                (Refused::Path, "web-tuning-experiment-bad-name"),
                (Refused::Nothing, "web-tuning-experiment-bad-fields"),
                (Refused::Stale, "web-tuning-experiment-taken"),
            ];
            let words = told::words_or(&site.texts, &why, &own);
            shown(site, &signed, typed, (told::status(&why), words))
        }
    }
}

async fn make(
    site: &Site,
    signed: &Signed,
    typed: &Typed,
    plan: Plan,
) -> Result<String, crate::app::tuning::Error> {
    // What cannot be made leaves no empty draft behind.
    make::look(&site.app, &signed.who, &plan).await?;
    let is_ours = typed.id.len() == 32 && typed.id.bytes().all(|it| it.is_ascii_hexdigit());
    let id = if is_ours { typed.id.clone() } else { fresh() };
    let title = site.texts.say_of("web-tuning-experiment-title", "name", &plan.name);
    let draft = drafts::open(&site.app, &signed.who, (&id, &title)).await?;
    make::begin(&site.app, &signed.who, &draft, &plan).await?;
    Ok(draft)
}

/// The experiment's name, as its file has it.
fn named(typed: &Typed) -> String {
    typed.nome.trim().to_lowercase().replace(' ', "-")
}

fn plan(typed: &Typed) -> Option<Plan> {
    let is_text = !typed.chave.is_empty();
    Some(Plan {
        name: named(typed),
        terms: typed.terms.read()?,
        way: Way {
            name: OTHER.to_owned(),
            texts: is_text.then(|| (locale_of(&typed.caminho), typed.texto.clone())),
            flow: !typed.fluxo.is_empty(),
            policy: (!typed.politica.is_empty()).then(|| typed.politica.clone()),
        },
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
    let now = match it.chave.as_str() {
        "" => String::new(),
        key => texts::one(&files, &it.caminho, key).ok_or(Error::NotFound)?.source,
    };
    if it.texto.is_empty() {
        it.texto.clone_from(&now);
    }
    let shell = Shell::new(signed, HOME);
    let terms = it.terms.clone();
    let policies = draft::policies(t, signed, (&files, &it.politica));
    answer::page(status, &Page { size: terms.size(t), shell, it, terms, now, policies, wrong })
}
