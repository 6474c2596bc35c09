//! What is done to a draft: asked for, let pass, given back, published, given up.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::super::testing::with;
use super::super::told::{self, DRAFTS};
use super::{HOME, shown};
use crate::app::tuning::publish::Publishing;
use crate::app::tuning::{Error as Failed, drafts, publish as publishing, review};
use crate::domain::content::release::Moves;
use crate::web::desk::{Signed, escaped};
use crate::web::error::Error;
use crate::web::site::Site;

/// What a form of the draft's page says.
#[derive(Debug, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    versao: i64,
    #[serde(default)]
    motivo: String,
    #[serde(default)]
    conversas: String,
}

/// Asks for a review.
pub(super) async fn ask(
    signed: Signed,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let site = signed.site();
    let asked = (id.as_str(), typed.versao, typed.motivo.as_str());
    let done = review::ask(&site.app, &signed.who, asked).await;
    settled(site, &signed, &id, done.map(|()| "pedido")).await
}

/// Lets a draft pass.
pub(super) async fn approve(
    signed: Signed,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let site = signed.site();
    let done = review::approve(&site.app, &signed.who, (&id, typed.versao)).await;
    settled(site, &signed, &id, done.map(|()| "aprovado")).await
}

/// Gives a draft back.
pub(super) async fn give_back(
    signed: Signed,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let site = signed.site();
    let told = (id.as_str(), typed.versao, typed.motivo.as_str());
    let done = review::give_back(&site.app, &signed.who, told).await;
    settled(site, &signed, &id, done.map(|()| "devolvido")).await
}

/// Gives a draft up.
pub(super) async fn drop(signed: Signed, Path(id): Path<String>) -> Result<Response, Error> {
    let site = signed.site();
    let done = drafts::drop(&site.app, &signed.who, &id).await;
    settled(site, &signed, &id, done.map(|()| "descartado")).await
}

/// Has a draft serve.
pub(super) async fn publish(
    signed: Signed,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let site = signed.site();
    let moves = if typed.conversas == Moves::Safe.as_str() { Moves::Safe } else { Moves::Finish };
    let of = Publishing { draft: &id, version: typed.versao, moves };
    match publishing::publish(&site.app, &signed.who, of, with(site)).await {
        Ok(number) => {
            Ok(Redirect::to(&format!("{HOME}/versoes/{number}?feito=publicada")).into_response())
        }
        Err(error) => settled(site, &signed, &id, Err(error)).await,
    }
}

/// Leads back to the draft's page, or shows it with what was refused.
pub(super) async fn settled(
    site: &Site,
    signed: &Signed,
    id: &str,
    done: Result<&str, Failed>,
) -> Result<Response, Error> {
    match done {
        Ok(done) => {
            let to = format!("{DRAFTS}/{}?feito={done}", escaped(id));
            Ok(Redirect::to(&to).into_response())
        }
        Err(error) => {
            let why = told::refusal(error)?;
            let wrong = told::words(&site.texts, &why);
            shown(site, signed, id, (told::status(&why), String::new(), wrong)).await
        }
    }
}
