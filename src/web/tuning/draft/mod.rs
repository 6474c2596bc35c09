//! One draft: what it changes, what is wrong with it, and its way through review into service.

mod act;
mod bring;

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;

use super::HOME;
use super::experiments::draft::anew;
use super::told::{self, Changed, DRAFTS, Names, Standing, Trouble, number};
use crate::app::tuning::drafts::{self, Opened};
use crate::app::tuning::publish::UnderWay;
use crate::app::tuning::{look, may};
use crate::domain::access::{Right, Who};
use crate::domain::content::release::Status;
use crate::domain::content::{Files, is_test};
use crate::domain::dialogue::text::{Args, Value};
use crate::web::desk::{Shell, Signed, answer, escaped, moment};
use crate::web::error::Error;
use crate::web::site::Site;
use crate::web::texts::Texts;

/// The addresses of one draft.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/ajustes/rascunhos/{id}", get(show))
        .route("/ajustes/rascunhos/{id}/pedir", post(act::ask))
        .route("/ajustes/rascunhos/{id}/aprovar", post(act::approve))
        .route("/ajustes/rascunhos/{id}/devolver", post(act::give_back))
        .route("/ajustes/rascunhos/{id}/publicar", post(act::publish))
        .route("/ajustes/rascunhos/{id}/descartar", post(act::drop))
        .route("/ajustes/rascunhos/{id}/trazer", post(bring::bring))
}

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    feito: String,
}

/// A file that may be edited.
struct Door {
    name: String,
    address: String,
}

/// What somebody may do with the draft as it stands.
#[expect(clippy::struct_excessive_bools, reason = "each is a button of the page")]
struct Acts {
    ask: bool,
    /// They may let it pass.
    approve: bool,
    /// Why the button to let it pass is missing; empty where it is not.
    why_not: String,
    give_back: bool,
    publish: bool,
    bring: bool,
    write: bool,
}

#[derive(Template)]
#[template(path = "tuning/draft/draft.html")]
struct Page {
    shell: Shell,
    address: String,
    title: String,
    standing: Standing,
    version: i64,
    facts: String,
    reason: String,
    remark: String,
    wrong: String,
    newer: String,
    release: String,
    release_address: String,
    under_way: String,
    may_move: String,
    changes: Vec<Changed>,
    /// Of each experiment that would be counted anew, that it would.
    anew: Vec<String>,
    graves: String,
    is_clean: bool,
    troubles: Vec<Trouble>,
    acts: Acts,
    files: Vec<Door>,
    query: String,
}

/// Shows a draft.
async fn show(
    signed: Signed,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadTuning).await?;
    let notice = match done.feito.as_str() {
        "salvo" => site.texts.say("web-tuning-done-saved"),
        "pedido" => site.texts.say("web-tuning-done-asked"),
        "aprovado" => site.texts.say("web-tuning-done-approved"),
        "devolvido" => site.texts.say("web-tuning-done-given-back"),
        "trazido" => site.texts.say("web-tuning-done-brought"),
        "descartado" => site.texts.say("web-tuning-done-dropped"),
        _ => String::new(),
    };
    shown(site, &signed, &id, (StatusCode::OK, notice, String::new())).await
}

/// The page of a draft, with something to be told, or something that was refused.
async fn shown(
    site: &Site,
    signed: &Signed,
    id: &str,
    (status, notice, wrong): (StatusCode, String, String),
) -> Result<Response, Error> {
    let t = &site.texts;
    let opened = drafts::read(&site.app, &signed.who, id).await.map_err(told::failed)?;
    let names = Names::read(site).await?;
    let report = look::report(&site.app, &opened.files).await.map_err(told::failed)?;
    let acts = acts(site, &signed.who, &opened);
    let under_way = if acts.publish {
        look::ahead(&site.app, &opened.files).await.unwrap_or_default()
    } else {
        UnderWay::default()
    };
    let graves = Args::from([("count".to_owned(), number(report.problems.len()))]);
    let draft = &opened.draft;
    let newer = site.app.live().number;
    let newer = (acts.bring).then(|| t.tell("web-tuning-newer", &count("number", newer)));
    let release = draft.published.map(|it| t.tell("web-tuning-became", &count("number", it)));
    let page = Page {
        shell: Shell::new(signed, HOME).telling(notice),
        address: format!("{DRAFTS}/{}", escaped(id)),
        query: format!("?rascunho={}", escaped(id)),
        title: draft.title.clone(),
        standing: Standing::of(t, draft.status),
        version: draft.version,
        facts: facts(t, &opened, &names),
        reason: draft.reason.clone(),
        remark: draft.remark.clone(),
        wrong,
        newer: newer.unwrap_or_default(),
        release: release.unwrap_or_default(),
        release_address: format!("{HOME}/versoes/{}", draft.published.unwrap_or_default()),
        under_way: t.tell("web-tuning-under-way", &count("count", under_way.all)),
        may_move: t.tell("web-tuning-may-move", &count("count", under_way.may_move)),
        changes: told::changes(t, &opened.changes, acts.write.then_some(id)),
        anew: anew(site, &opened).into_values().collect(),
        graves: t.tell("web-tuning-problem-count", &graves),
        is_clean: report.is_clean(),
        troubles: told::troubles(t, &report, id),
        files: doors(t, &opened, acts.write),
        acts,
    };
    answer::page(status, &page)
}

fn count(name: &str, count: i64) -> Args {
    Args::from([(name.to_owned(), Value::Count(count))])
}

fn facts(t: &Texts, opened: &Opened, names: &Names) -> String {
    let draft = &opened.draft;
    let hands: Vec<String> = opened.hands.iter().map(|id| names.of(id)).collect();
    let values = [
        ("author", Value::Text(names.of(&draft.author))),
        ("base", Value::Count(draft.base)),
        ("at", Value::Text(moment(t, draft.changed_at))),
        ("hands", Value::Text(hands.join(", "))),
    ];
    let mut told = t.tell(
        "web-tuning-draft-facts",
        &Args::from(values.map(|(name, value)| (name.to_owned(), value))),
    );
    if let Some(reviewer) = &draft.reviewer {
        let reviewed = t.say_of("web-tuning-reviewed-by", "name", &names.of(reviewer));
        told = format!("{told} {reviewed}");
    }
    told
}

/// Every file that may be edited as it is written, but for the tests, which have a page of their own; none
/// where nothing may be changed.
fn doors(t: &Texts, opened: &Opened, may_write: bool) -> Vec<Door> {
    if !may_write {
        return Vec::new();
    }
    let tuned = opened.files.paths().filter(|path| Files::is_tuned(path) && !is_test(path));
    tuned
        .map(|path| Door {
            name: told::file_name(t, path),
            address: told::editor(&opened.draft.id, path),
        })
        .collect()
}

fn acts(site: &Site, who: &Who, opened: &Opened) -> Acts {
    let draft = &opened.draft;
    let may = |right| may(who, right);
    let write = told::may_write(who, draft);
    let is_own = opened.hands.contains(&who.id);
    let waits = draft.status == Status::Review;
    let behind = site.app.live().number != draft.base;
    let why_not = match (waits, may(Right::ReviewDraft), is_own) {
        (true, true, true) => site.texts.say("web-tuning-own-work"),
        (true, false, _) => site.texts.say("web-tuning-not-reviewer"),
        (_, _, _) => String::new(),
    };
    Acts {
        ask: write && draft.status == Status::Open && !opened.changes.files.is_empty(),
        approve: waits && may(Right::ReviewDraft) && !is_own,
        why_not,
        give_back: matches!(draft.status, Status::Review | Status::Approved)
            && may(Right::ReviewDraft),
        publish: draft.status == Status::Approved && may(Right::Publish) && !behind,
        bring: write && behind,
        write,
    }
}
