//! The page behind a link by which somebody chooses a password.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{answer, people};
use crate::app::people::{LEAST, link};
use crate::web::assets;
use crate::web::error::Error;
use crate::web::site::Site;
use crate::web::texts::Texts;

#[derive(Template)]
#[template(path = "desk/choose.html")]
struct Page {
    t: Texts,
    version: &'static str,
    login: String,
    wrong: String,
    least: String,
}

/// What is typed; it shows in no Debug.
#[derive(Deserialize)]
pub struct Typed {
    new: String,
    again: String,
}

/// Shows the page; a link that is not good leads nowhere.
pub async fn show(State(site): State<Site>, Path(token): Path<String>) -> Result<Response, Error> {
    page(&site, &token, "").await
}

/// Takes the password, and uses the link up.
pub async fn choose(
    State(site): State<Site>,
    Path(token): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    if typed.new != typed.again {
        return page(&site, &token, "web-desk-password-differ").await;
    }
    let login = link::whose(&site.app, &token).await.map_err(Error::internal)?;
    let chosen = link::choose(&site.app, (&token, &typed.new)).await.map_err(Error::internal)?;
    match (chosen, login) {
        (Ok(()), Some(login)) => {
            let login = super::signed::escaped(&login);
            Ok(Redirect::to(&format!("/entrar?login={login}")).into_response())
        }
        (Ok(()), None) => Ok(Redirect::to("/entrar").into_response()),
        (Err(why), _) => page(&site, &token, people::words(why)).await,
    }
}

async fn page(site: &Site, token: &str, wrong: &str) -> Result<Response, Error> {
    let login = link::whose(&site.app, token).await.map_err(Error::internal)?;
    let login = login.ok_or(Error::Refused("web-desk-choose-over"))?;
    let page = Page {
        t: site.texts.clone(),
        version: assets::version(),
        login,
        wrong: if wrong.is_empty() { String::new() } else { site.texts.say(wrong) },
        least: LEAST.to_string(),
    };
    answer::page(answer::status(wrong), &page)
}
