//! What went wrong with customers, grouped by what, step and release; and having it go again. Below it
//! what providers told and nobody could read (`strays`).

mod strays;

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use serde::Deserialize;

use super::HOME;
use super::told::{self, number};
use crate::app::tuning::failures::{self, Chance, Failed, Group, Key, Side};
use crate::app::tuning::strays::Done;
use crate::app::tuning::{Error as Failure, Refused};
use crate::domain::access::{Right, Who};
use crate::domain::dialogue::text::{Args, Value};
use crate::web::desk::{Shell, Signed, answer, escaped, moment};
use crate::web::error::Error;
use crate::web::names;
use crate::web::site::Site;
use crate::web::texts::Texts;

/// The page's address.
const HERE: &str = "/ajustes/erros";

/// The most of a group that are listed one by one.
const LISTED: usize = 20;

/// Between the parts of a key in a form; only the last of them, the id, may have it.
const BETWEEN: char = '|';

/// The addresses of these pages.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/ajustes/erros", get(show))
        .route("/ajustes/erros/de-novo", post(again))
        .route("/ajustes/erros/ler", post(strays::again))
}

/// What was just done.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    de_novo: Option<usize>,
    lidos: Option<usize>,
    #[serde(default)]
    ainda: usize,
    #[serde(default)]
    tarde: usize,
}

/// A group of failures.
struct Shown {
    id: String,
    what: String,
    code: String,
    step: String,
    step_address: String,
    release: String,
    release_address: String,
    count: String,
    when: String,
    stay: Vec<String>,
    /// What goes again where somebody asks for the group.
    keys: Vec<String>,
    button: String,
    items: Vec<Item>,
    more: String,
}

/// One failure.
struct Item {
    name: String,
    address: String,
    when: String,
    stays: String,
    key: String,
}

#[derive(Template)]
#[template(path = "tuning/failures/failures.html")]
struct Page {
    shell: Shell,
    wrong: String,
    groups: Vec<Shown>,
    strays: Vec<strays::Shown>,
    may_again: bool,
}

/// Shows what went wrong.
async fn show(signed: Signed, Query(asked): Query<Asked>) -> Result<Response, Error> {
    signed.need(Right::ReadTuning).await?;
    let t = &signed.site().texts;
    let count = |count: usize| Args::from([("count".to_owned(), number(count))]);
    let notice = match (asked.de_novo, asked.lidos) {
        (Some(again), _) => t.tell("web-tuning-fail-done", &count(again)),
        (None, Some(read)) => {
            let Asked { ainda: still, tarde: late, .. } = asked;
            strays::notice(t, Done { read, still, late })
        }
        (None, None) => String::new(),
    };
    shown(&signed, (StatusCode::OK, notice, String::new())).await
}

/// Has what is named go again, as far as it may.
async fn again(
    signed: Signed,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::Draft).await?;
    let named = pairs.iter().filter(|(name, _)| name == "item");
    let keys: BTreeSet<Key> = named.filter_map(|(_, key)| read(key)).collect();
    match failures::again(&site.app, &signed.who, keys).await {
        Ok(count) => Ok(Redirect::to(&format!("{HERE}?de_novo={count}")).into_response()),
        Err(Failure::Refused(Refused::Unknown)) => {
            let wrong = site.texts.say("web-tuning-fail-gone");
            shown(&signed, (StatusCode::CONFLICT, String::new(), wrong)).await
        }
        Err(error) => Err(told::failed(error)),
    }
}

async fn shown(
    signed: &Signed,
    (status, notice, wrong): (StatusCode, String, String),
) -> Result<Response, Error> {
    let site = signed.site();
    let groups = failures::groups(&site.app, &signed.who).await.map_err(told::failed)?;
    let flow = site.app.live().shelf.flow().map(|flow| flow.name.clone()).unwrap_or_default();
    let groups = groups.into_iter().enumerate();
    let page = Page {
        shell: Shell::new(signed, HOME).telling(notice),
        wrong,
        strays: strays::groups(signed).await?,
        groups: groups.map(|it| group(&site.texts, it, (&flow, &signed.who))).collect(),
        may_again: signed.who.may(Right::Draft),
    };
    answer::page(status, &page)
}

fn group(t: &Texts, (place, group): (usize, Group), (flow, who): (&str, &Who)) -> Shown {
    let kind = &group.kind;
    let key = match kind.side {
        Side::In => "web-tuning-fail-in",
        Side::Out => "web-tuning-fail-out",
    };
    let count = |count: usize| Args::from([("count".to_owned(), number(count))]);
    let mut numbers = count(group.items.len());
    numbers.insert("people".to_owned(), number(group.touched().len()));
    let values = [("first", moment(t, group.first)), ("last", moment(t, group.last))];
    let values = values.map(|(name, value)| (name.to_owned(), Value::Text(value)));
    let may = || group.items.iter().filter(|(_, chance)| *chance == Chance::Again);
    let step = kind.step.clone().unwrap_or_default();
    let known = kind.release > 0;
    Shown {
        id: format!("erro-{place}"),
        what: t.say_of(key, "code", &lettered(&kind.what)),
        code: kind.what.clone(),
        step: if step.is_empty() { String::new() } else { names::step(t, &step) },
        step_address: format!("{HOME}/fluxos/{}/{}", escaped(flow), escaped(&step)),
        release: if known {
            t.say_of("web-tuning-fail-release", "number", &kind.release.to_string())
        } else {
            String::new()
        },
        release_address: format!("{HOME}/versoes/{}", kind.release),
        count: t.tell("web-tuning-fail-count", &numbers),
        when: t.tell("web-tuning-fail-when", &Args::from(values)),
        stay: group.stay().into_iter().map(|chance| stays(t, chance)).collect(),
        keys: may().map(|(failed, _)| written(kind.side, failed)).collect(),
        button: t.tell("web-tuning-fail-again", &count(group.chances())),
        more: match group.items.len().saturating_sub(LISTED) {
            0 => String::new(),
            more => t.tell("web-tuning-fail-more", &count(more)),
        },
        items: group.items.iter().take(LISTED).map(|it| item(t, kind.side, (it, who))).collect(),
    }
}

fn item(t: &Texts, side: Side, ((failed, chance), who): (&(Failed, Chance), &Who)) -> Item {
    let may_read = who.may(Right::ReadCases);
    let talk = failed.talk.as_ref();
    let name = talk.map(|talk| first_name(&talk.name)).filter(|name| !name.is_empty());
    let address = talk
        .filter(|_| may_read)
        .map(|talk| format!("/conversas/{}/{}", escaped(&failed.creditor), escaped(&talk.id)));
    Item {
        name: name.unwrap_or_else(|| t.say("web-tuning-fail-nobody")),
        address: address.unwrap_or_default(),
        when: moment(t, failed.at),
        stays: if *chance == Chance::Again { String::new() } else { stays(t, *chance) },
        key: written(side, failed),
    }
}

/// Enough of a name to know who is meant.
fn first_name(name: &str) -> String {
    let mut parts = name.split_whitespace();
    let first = parts.next().unwrap_or_default().to_owned();
    match parts.next_back().and_then(|last| last.chars().next()) {
        Some(letter) => format!("{first} {letter}."),
        None => first,
    }
}

fn stays(t: &Texts, chance: Chance) -> String {
    t.say_of("web-tuning-fail-stays", "code", chance.as_str())
}

/// A number is no name of a variant: it goes with a letter before it.
fn lettered(code: &str) -> String {
    let is_number = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { format!("n{code}") } else { code.to_owned() }
}

fn written(side: Side, failed: &Failed) -> String {
    [side.as_str(), &failed.creditor, &failed.kind, &failed.id].join(&BETWEEN.to_string())
}

fn read(text: &str) -> Option<Key> {
    let mut parts = text.splitn(4, BETWEEN);
    let side = match parts.next()? {
        "in" => Side::In,
        "out" => Side::Out,
        _ => return None,
    };
    let mut part = || parts.next().map(str::to_owned);
    Some(Key { side, creditor: part()?, kind: part()?, id: part()? })
}
