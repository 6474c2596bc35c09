//! The policy for people who are no programmers: its table, its numbers to change, what it comes to.

mod bands;
mod form;
mod graph;
mod impact;
mod words;

use askama::Template;
use axum::Router;
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use self::bands::Piece;
use self::form::{Room, Typed};
use self::graph::Graph;
use self::words::{Band, Before, Teller, plain_sum};
use super::HOME;
use super::told::{self, Trouble, trouble};
use crate::app::tuning::limits::{self, Sheet, Since, Wrongs};
use crate::app::tuning::{Error as Failed, Refused, drafts, look, may};
use crate::domain::access::Right;
use crate::domain::content::Files;
use crate::domain::content::release::Draft;
use crate::domain::money::Money;
use crate::domain::policy::curve::Point;
use crate::web::desk::{Shell, Signed, answer, escaped, moment};
use crate::web::error::Error;
use crate::web::site::Site;

/// The page's address.
const HERE: &str = "/ajustes/politica";

/// The debt whose graph is drawn where none is named.
const DEBT: i64 = 1_000;

/// The largest debt of a graph.
const LARGEST: i64 = 1_000_000;

/// The addresses of the policy.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/ajustes/politica", get(show).post(save))
        .route("/ajustes/politica/faixas", post(bands::change))
        .route("/ajustes/politica/impacto", get(impact::show).post(impact::simulate))
}

/// Which policy, of which draft, for which debt; what was just done.
#[derive(Clone, Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    rascunho: String,
    #[serde(default)]
    politica: String,
    #[serde(default)]
    valor: String,
    #[serde(default)]
    feito: String,
}

/// Something to go to.
struct Door {
    title: String,
    address: String,
    is_on: bool,
}

#[derive(Template)]
#[template(path = "tuning/policy/policy.html")]
struct Page {
    shell: Shell,
    draft: String,
    draft_title: String,
    policies: Vec<Door>,
    path: String,
    name: String,
    since: Vec<String>,
    wrong: String,
    /// What was typed and stands nowhere any more.
    kept: Vec<String>,
    is_broken: bool,
    bands: Vec<Band>,
    pieces: Vec<Piece>,
    places: String,
    read: String,
    conduct: Vec<String>,
    changes: Vec<String>,
    rooms: Vec<Room>,
    may_write: bool,
    why_not: String,
    drafts: Vec<Door>,
    troubles: Vec<Trouble>,
    amount: String,
    graph: Graph,
    editor: String,
    impact: String,
}

/// The files that are looked at: a draft's, or those that serve.
struct Looked {
    live: Files,
    files: Files,
    draft: Option<Draft>,
}

async fn looked(site: &Site, signed: &Signed, draft: &str) -> Result<Looked, Error> {
    let live = site.app.live().files.clone();
    if draft.is_empty() {
        return Ok(Looked { files: live.clone(), live, draft: None });
    }
    let opened = drafts::read(&site.app, &signed.who, draft).await.map_err(told::failed)?;
    Ok(Looked { live, files: opened.files, draft: Some(opened.draft) })
}

/// Shows a policy.
async fn show(signed: Signed, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadTuning).await?;
    let notice = match asked.feito.as_str() {
        "salvo" => site.texts.say("web-tuning-done-saved"),
        _ => String::new(),
    };
    shown(site, &signed, asked, (StatusCode::OK, Typed::default(), String::new(), notice)).await
}

/// Saves the numbers that were changed.
async fn save(
    signed: Signed,
    Form(posted): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::RaiseLimits).await?;
    let mut typed = Typed::read(posted);
    let asked = typed.asked();
    let place = (asked.rascunho.as_str(), asked.politica.as_str());
    let with = (typed.places.as_str(), typed.wanted.as_slice());
    let saved = limits::save(&site.app, &signed.who, place, with).await;
    let (status, why) = match saved {
        Ok(Ok(())) => {
            let to = address(&asked, "&feito=salvo");
            return Ok(Redirect::to(&to).into_response());
        }
        Ok(Err(wrongs)) => {
            let status = told::status(&stale_or(&wrongs));
            typed.wrongs = wrongs;
            (status, site.texts.say("web-tuning-policy-not-saved"))
        }
        Err(error) => match refusal(error)? {
            why @ Refused::Stale => {
                // The places mean other numbers by now: what was typed is told, and put nowhere.
                let kept = Teller::new(&site.texts, &[]).kept(&typed.wanted);
                typed = Typed::keeping(kept);
                (told::status(&why), site.texts.say("web-tuning-policy-moved"))
            }
            why => (told::status(&why), told::words(&site.texts, &why)),
        },
    };
    shown(site, &signed, asked, (status, typed, why, String::new())).await
}

/// Numbers that are none weigh more than those that somebody else changed.
fn stale_or(wrongs: &Wrongs) -> Refused {
    use crate::domain::policy::numbers::Wrong;
    let is_stale = |(_, why): &(String, Wrong)| matches!(why, Wrong::Stale(_));
    if wrongs.iter().all(is_stale) { Refused::Stale } else { Refused::Nothing }
}

fn refusal(error: Failed) -> Result<Refused, Error> {
    match told::refusal(error)? {
        Refused::Right => Err(Error::Forbidden),
        why => Ok(why),
    }
}

fn address(asked: &Asked, more: &str) -> String {
    let (draft, policy) = (escaped(&asked.rascunho), escaped(&asked.politica));
    format!("{HERE}?rascunho={draft}&politica={policy}{more}")
}

async fn shown(
    site: &Site,
    signed: &Signed,
    mut asked: Asked,
    (status, typed, wrong, notice): (StatusCode, Typed, String, String),
) -> Result<Response, Error> {
    let t = &site.texts;
    let Looked { live, files, draft } = looked(site, signed, &asked.rascunho).await?;
    let paths = limits::paths(&files);
    if !paths.contains(&asked.politica) {
        asked.politica = paths.first().cloned().ok_or(Error::NotFound)?;
    }
    let before = limits::before(&live, &files, &asked.politica);
    let sheet = limits::sheet(&files, &asked.politica);
    let new = sheet.as_ref().map_or(&[][..], |sheet| &sheet.numbers);
    let teller = Teller::new(t, new);
    let old = Before::new(t, before.as_ref(), sheet.as_ref());
    let is_open = draft.as_ref().is_some_and(|draft| told::may_write(&signed.who, draft));
    let may_write = is_open && may(&signed.who, Right::RaiseLimits);
    let policy = sheet.as_ref().and_then(|sheet| sheet.policy.as_ref());
    let amount = amount(&asked.valor);
    let line = |sheet: Option<&Sheet>| -> Result<Vec<Point>, Error> {
        let policy = sheet.and_then(|sheet| sheet.policy.as_ref());
        let drawn = policy.map(|policy| limits::drawn(&site.app, policy, amount));
        Ok(drawn.transpose().map_err(told::failed)?.unwrap_or_default())
    };
    let live_line = line(before.as_ref())?;
    let draft_line = match &draft {
        Some(_) => Some(line(sheet.as_ref())?),
        None => None,
    };
    let history = limits::history(&site.app, &signed.who, &asked.politica).await;
    let page = Page {
        shell: Shell::new(signed, HOME).telling(notice),
        name: told::file_name(t, &asked.politica),
        policies: paths.iter().map(|path| policy_door(site, &asked, path)).collect(),
        since: since(site, &history.map_err(told::failed)?, draft.is_some()),
        wrong,
        is_broken: policy.is_none(),
        bands: policy.map(|policy| teller.bands(policy)).unwrap_or_default(),
        conduct: teller.conduct(policy),
        pieces: pieces(&teller, sheet.as_ref().filter(|_| may_write), &typed),
        places: sheet.as_ref().map(|sheet| sheet.places.clone()).unwrap_or_default(),
        read: sheet.as_ref().map(|sheet| sheet.read.clone()).unwrap_or_default(),
        changes: teller.changes(&old, new),
        rooms: teller.rooms((&old, new), &typed, draft.is_some()),
        kept: typed.kept,
        may_write,
        why_not: why_not(site, signed, draft.as_ref()),
        drafts: doors(site, signed, (&asked, draft.is_some())).await?,
        troubles: troubles(site, (&files, &asked), draft.is_some()).await?,
        amount: plain_sum(amount),
        graph: Graph::draw(t, (&live_line, draft_line.as_deref())),
        editor: draft.as_ref().map(|it| told::editor(&it.id, &asked.politica)).unwrap_or_default(),
        impact: draft
            .as_ref()
            .map(|it| format!("{HERE}/impacto?rascunho={}", escaped(&it.id)))
            .unwrap_or_default(),
        draft_title: draft.map(|draft| draft.title).unwrap_or_default(),
        path: asked.politica,
        draft: asked.rascunho,
    };
    answer::page(status, &page)
}

/// What may be done to the bands; nothing where nobody may.
fn pieces(teller: &Teller<'_>, sheet: Option<&Sheet>, typed: &Typed) -> Vec<Piece> {
    sheet.map(|sheet| teller.pieces(&sheet.bands, &typed.shape)).unwrap_or_default()
}

/// The debt that somebody names, in whole reais.
fn amount(typed: &str) -> Money {
    let digits: String = typed.split(',').next().unwrap_or_default().to_owned();
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let reais = digits.parse().ok().filter(|reais| (1..=LARGEST).contains(reais));
    Money::reais(reais.unwrap_or(DEBT))
}

fn policy_door(site: &Site, asked: &Asked, path: &str) -> Door {
    let own = Asked { politica: path.to_owned(), ..asked.clone() };
    Door {
        title: told::file_name(&site.texts, path),
        address: address(&own, ""),
        is_on: path == asked.politica,
    }
}

/// Since when the policy is as it is; of a draft's, when it would serve.
fn since(site: &Site, history: &[Since], is_draft: bool) -> Vec<String> {
    use crate::domain::dialogue::text::{Args, Value};
    let t = &site.texts;
    let told = |since: &Since| {
        let mut values = Args::from([
            ("number".to_owned(), Value::Count(since.release)),
            ("from".to_owned(), Value::Text(moment(t, since.from))),
        ]);
        let Some(until) = since.until else { return t.tell("web-tuning-policy-since", &values) };
        values.insert("until".to_owned(), Value::Text(moment(t, until)));
        t.tell("web-tuning-policy-until", &values)
    };
    let coming = is_draft.then(|| t.say("web-tuning-policy-coming"));
    coming.into_iter().chain(history.iter().take(6).map(told)).collect()
}

/// Why somebody may not change the numbers here; empty where they may, or where no draft is open.
fn why_not(site: &Site, signed: &Signed, draft: Option<&Draft>) -> String {
    let key = match draft {
        None if may(&signed.who, Right::RaiseLimits) => "web-tuning-policy-in-draft",
        None => "web-tuning-policy-no-right",
        Some(_) if !may(&signed.who, Right::RaiseLimits) => "web-tuning-policy-no-right",
        Some(draft) if !told::may_write(&signed.who, draft) => "web-tuning-policy-over",
        Some(_) => return String::new(),
    };
    site.texts.say(key)
}

/// The drafts in which somebody may look at a policy, where none is open.
async fn doors(
    site: &Site,
    signed: &Signed,
    (asked, is_draft): (&Asked, bool),
) -> Result<Vec<Door>, Error> {
    if is_draft {
        return Ok(Vec::new());
    }
    let all = drafts::living_ones(&site.app).await.map_err(told::failed)?;
    let open = all.into_iter().filter(|draft| told::may_write(&signed.who, draft));
    let door = |draft: Draft| Door {
        address: address(&Asked { rascunho: draft.id, ..asked.clone() }, ""),
        title: draft.title,
        is_on: false,
    };
    Ok(open.map(door).collect())
}

/// What the checks say of a draft's policy.
async fn troubles(
    site: &Site,
    (files, asked): (&Files, &Asked),
    is_draft: bool,
) -> Result<Vec<Trouble>, Error> {
    if !is_draft {
        return Ok(Vec::new());
    }
    let report = look::report(&site.app, files).await.map_err(told::failed)?;
    let own = report.all().filter(|(_, problem)| problem.file.ends_with(&asked.politica));
    Ok(own.map(|one| trouble(&site.texts, one, &asked.rascunho)).collect())
}
