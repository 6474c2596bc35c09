//! To whom a conversation is passed on: colleagues by who is there and what they have, and sectors.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use super::line::count;
use super::list::whole;
use super::posts::place;
use super::talk::{self, Which};
use crate::app::desk::take::{self, Candidate};
use crate::app::desk::{self, Refused};
use crate::domain::access::Right;
use crate::web::desk::{Shell, Signed, address, fresh};
use crate::web::error::Error;
use crate::web::texts::Texts;

/// The sectors that the shipped flows and pages know.
const SECTORS: [&str; 8] =
    ["general", "negotiation", "disputes", "payments", "legal", "care", "privacy", "data"];

/// Somebody or something that a conversation can go to.
struct To {
    value: String,
    name: String,
    hint: String,
    is_here: bool,
}

#[derive(Template)]
#[template(path = "desk/conversations/passing.html")]
struct Page {
    shell: Shell,
    name: String,
    path: String,
    people: Vec<To>,
    sectors: Vec<To>,
    fresh: String,
}

/// Asks to whom.
pub async fn page(signed: Signed, Path(which): Path<Which>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::Answer).await?;
    let row = talk::row(site, &signed, &which).await?;
    let found = take::candidates(&site.app, &signed.who, &place(&which)).await;
    let found = match found {
        Ok(found) => found,
        Err(desk::Error::Refused(Refused::Right)) => return Err(Error::Forbidden),
        Err(desk::Error::Refused(_)) => return Err(Error::NotFound),
        Err(desk::Error::App(error)) => return Err(Error::internal(error)),
    };
    let t = &site.texts;
    let sector = |code: &&str| To {
        value: format!("setor/{code}"),
        name: t.say_of("web-desk-sector", "sector", code),
        hint: String::new(),
        is_here: false,
    };
    let page = Page {
        shell: Shell::new(&signed, "/conversas"),
        name: row.name.clone(),
        path: address(&which.creditor, &which.id),
        people: found.into_iter().map(|one| person(t, one)).collect(),
        sectors: SECTORS.iter().map(sector).collect(),
        fresh: fresh(),
    };
    Ok(whole(page.render().map_err(Error::internal)?))
}

fn person(t: &Texts, one: Candidate) -> To {
    let load = count(t, "web-desk-pass-load", one.load);
    let there = if one.is_here { "web-desk-pass-here" } else { "web-desk-pass-away" };
    To {
        value: format!("pessoa/{}", one.id),
        name: one.name,
        hint: format!("{} · {load}", t.say(there)),
        is_here: one.is_here,
    }
}
