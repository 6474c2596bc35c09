//! The first page of the demonstration: what this is, and with whom one can talk.
//!
//! The list tells what proves who somebody is, so that a visitor can play them; it is a page of
//! invented people and has no place beside real ones.

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse};

use super::chat::address;
use super::error::Error;
use super::site::Site;
use super::texts::Texts;
use super::{assets, site};
use crate::app::people::demo;
use crate::domain::access::Role;
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::people::Document;
use crate::store::views;
use crate::store::views::people::Person as Listed;

/// The column of the example portfolio that tells a story.
const STORY: &str = "historia";

/// The most people on the page.
const MOST: u32 = 60;

/// One example customer.
struct Person {
    name: String,
    creditor: String,
    story: String,
    hint: String,
    chat: String,
    trace: String,
}

#[derive(Template)]
#[template(path = "start/start.html")]
struct Page {
    t: Texts,
    version: &'static str,
    people: Vec<Person>,
    is_demo: bool,
    password: &'static str,
    team: [(&'static str, &'static str, Role); 5],
}

/// Shows the list.
pub async fn show(State(site): State<Site>) -> Result<impl IntoResponse, Error> {
    let listed = views::people::list(&site.app.db, STORY, MOST).await.map_err(Error::internal)?;
    let people = listed.into_iter().map(|listed| person(&site, listed)).collect();
    let page = Page {
        t: site.texts.clone(),
        version: assets::version(),
        people,
        is_demo: site.access.is_demo,
        password: demo::PASSWORD,
        team: demo::PEOPLE,
    };
    let page = page.render().map_err(Error::internal)?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Html(page)))
}

fn person(site: &site::Site, listed: Listed) -> Person {
    let customer = &listed.customer;
    let chat = address(&customer.creditor, &customer.id);
    Person {
        name: customer.name.full().to_owned(),
        hint: hint(&site.texts, &listed),
        story: listed.note.map(|note| capitalised(&note)).unwrap_or_default(),
        creditor: listed.creditor,
        trace: format!("{chat}/trace"),
        chat,
    }
}

/// What proves who this is.
fn hint(texts: &Texts, listed: &Listed) -> String {
    let digits = match &listed.customer.document {
        Some(Document::Cpf(cpf)) => {
            let first: String = cpf.digits().chars().take(3).collect();
            Some(texts.say_of("web-start-hint-digits", "digits", &first))
        }
        Some(Document::Cnpj(_)) | None => None,
    };
    let birth = listed.customer.birth_date.map(|day| {
        texts.tell("web-start-hint-birth", &Args::from([("day".to_owned(), Value::Date(day))]))
    });
    let both = match (digits, birth) {
        (Some(first), Some(second)) => {
            let args = [("first", first), ("second", second)];
            let args = args.map(|(name, value)| (name.to_owned(), Value::Text(value)));
            texts.tell("web-start-hint-or", &args.into())
        }
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => return texts.say("web-start-hint-none"),
    };
    texts.say_of("web-start-hint", "hints", &both)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
