//! The way into the tuning room: what serves, what is in work, and the doors to everything else.

use askama::Template;
use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::told::{self, DRAFTS, Names, Standing, number};
use super::{HOME, page};
use crate::app::tuning::{drafts, look, may, releases};
use crate::domain::access::Right;
use crate::domain::content::release::{Draft, Release};
use crate::domain::dialogue::text::{Args, Value};
use crate::web::desk::{Shell, Signed, escaped, fresh, moment};
use crate::web::error::Error;
use crate::web::site::Site;
use crate::web::texts::Texts;

/// A draft of the list.
struct Listed {
    address: String,
    title: String,
    standing: Standing,
    author: String,
    changed: String,
    changes: String,
    problems: String,
    is_bad: bool,
}

#[derive(Template)]
#[template(path = "tuning/home.html")]
struct Page {
    shell: Shell,
    live: String,
    live_address: String,
    why: String,
    drafts: Vec<Listed>,
    may_draft: bool,
    fresh: String,
}

/// What is asked of a new draft.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    id: String,
    #[serde(default)]
    titulo: String,
}

/// Shows what serves and what is in work.
pub(super) async fn show(signed: Signed) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadTuning).await?;
    let t = &site.texts;
    let names = Names::read(site).await?;
    let number = site.app.live().number;
    let live = releases::list(&site.app, &signed.who, Some(number + 1)).await;
    let live = live.map_err(told::failed)?.into_iter().next();
    let mut drafts = Vec::new();
    for draft in drafts::living_ones(&site.app).await.map_err(told::failed)? {
        drafts.push(listed(site, &signed, (draft, &names)).await?);
    }
    page(&Page {
        shell: Shell::new(&signed, HOME),
        live_address: format!("{HOME}/versoes/{number}"),
        live: live.as_ref().map(|live| serves(t, live, &names)).unwrap_or_default(),
        why: live.map(|live| live.reason).unwrap_or_default(),
        drafts,
        may_draft: may(&signed.who, Right::Draft),
        fresh: fresh(),
    })
}

/// Begins a draft.
pub(super) async fn open(signed: Signed, Form(asked): Form<Asked>) -> Result<Response, Error> {
    let site = signed.site();
    let is_ours = asked.id.len() == 32 && asked.id.bytes().all(|it| it.is_ascii_hexdigit());
    let id = if is_ours { asked.id } else { fresh() };
    let opened = drafts::open(&site.app, &signed.who, (&id, &asked.titulo)).await;
    let id = opened.map_err(told::failed)?;
    Ok(Redirect::to(&format!("{DRAFTS}/{}", escaped(&id))).into_response())
}

/// What serves, since when and by whom.
fn serves(t: &Texts, live: &Release, names: &Names) -> String {
    let values = [
        ("number", Value::Count(live.number)),
        ("since", Value::Text(moment(t, live.published_at))),
        ("author", Value::Text(names.of(&live.author))),
        ("title", Value::Text(live.title.clone())),
    ];
    let values = values.map(|(name, value)| (name.to_owned(), value));
    t.tell("web-tuning-live", &Args::from(values))
}

async fn listed(
    site: &Site,
    signed: &Signed,
    (draft, names): (Draft, &Names),
) -> Result<Listed, Error> {
    let t = &site.texts;
    let opened = drafts::read(&site.app, &signed.who, &draft.id).await.map_err(told::failed)?;
    let report = look::report(&site.app, &opened.files).await.map_err(told::failed)?;
    let count = |key: &str, count| t.tell(key, &Args::from([("count".to_owned(), number(count))]));
    Ok(Listed {
        address: format!("{DRAFTS}/{}", escaped(&draft.id)),
        standing: Standing::of(t, draft.status),
        author: names.of(&draft.author),
        changed: moment(t, draft.changed_at),
        changes: count("web-tuning-files", opened.changes.files.len()),
        problems: count("web-tuning-problem-count", report.problems.len()),
        is_bad: !report.is_clean(),
        title: draft.title,
    })
}
