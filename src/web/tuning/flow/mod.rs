//! Flows as pages: the drawing with what became of customers on it, its outline, each step.
//!
//! The outline holds what the drawing holds, step by step, for whoever does not see drawings; both
//! are made from the same [`Shown`].

pub mod drawing;
pub(super) mod form;
mod step;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use chrono::{Days, NaiveDate};
use serde::Deserialize;

use self::drawing::{Drawing, Place, Way, draw};
use super::{HOME, page, told};
use crate::app::tuning::funnel::{self, Asked, Funnel};
use crate::app::tuning::{drafts, steps};
use crate::app::watch::{self, day_of};
use crate::domain::access::Right;
use crate::domain::dialogue::Flow;
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::locale::Locale;
use crate::store::views;
use crate::web::desk::{Shell, Signed};
use crate::web::error::Error;
use crate::web::names;
use crate::web::site::Site;
use crate::web::texts::Texts;

/// The page's address.
pub const HERE: &str = "/ajustes/fluxos";

/// So many days are looked at where none were named.
const LATELY: u64 = 7;

/// The most days that are looked at.
const LONGEST: i64 = 366;

/// What is asked for, as the form sends it.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Form {
    #[serde(default)]
    de: String,
    #[serde(default)]
    ate: String,
    #[serde(default)]
    credor: String,
    #[serde(default)]
    versao: String,
    #[serde(default)]
    canal: String,
    #[serde(default)]
    busca: String,
    /// The draft whose flow is shown; the one that serves where none is named.
    #[serde(default)]
    rascunho: String,
}

/// One of several in a form.
struct Choice {
    value: String,
    words: String,
    is_on: bool,
}

/// A step, as drawing and outline show it.
struct Shown {
    place: Place,
    name: String,
    address: String,
    /// Under the name in its box.
    below: String,
    /// All about it, in a sentence.
    told: String,
    /// How much is lost here, from 0 to 3.
    heat: u8,
    is_found: bool,
    next: Vec<(String, String)>,
}

/// A flow in the list.
struct Entry {
    name: String,
    version: u32,
    steps: usize,
    address: String,
}

#[derive(Template)]
#[template(path = "tuning/flow/list.html")]
struct List {
    shell: Shell,
    flows: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "tuning/flow/flow.html")]
struct Page {
    shell: Shell,
    name: String,
    address: String,
    draft: String,
    draft_title: String,
    first: NaiveDate,
    last: NaiveDate,
    search: String,
    creditors: Vec<Choice>,
    releases: Vec<Choice>,
    channels: Vec<Choice>,
    summary: String,
    found: String,
    width: usize,
    height: usize,
    steps: Vec<Shown>,
    ways: Vec<Way>,
    box_width: usize,
    box_height: usize,
}

/// The addresses of these pages.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/ajustes/fluxos", get(list))
        .route("/ajustes/fluxos/{flow}", get(show))
        .route("/ajustes/fluxos/{flow}/{step}", get(step::show))
        .route("/ajustes/fluxos/{flow}/{step}/mudar", get(form::show).post(form::save))
}

/// Shows which flows there are.
async fn list(signed: Signed) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadTuning).await?;
    let flows = flows(site).into_iter().map(|flow| Entry {
        name: names::flow(&site.texts, &flow.name),
        version: flow.version,
        steps: flow.steps.len(),
        address: format!("{HERE}/{}", flow.name),
    });
    page(&List { shell: Shell::new(&signed, HOME), flows: flows.collect() })
}

/// Shows one flow.
async fn show(
    signed: Signed,
    Path(name): Path<String>,
    Query(form): Query<Form>,
) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadTuning).await?;
    let (flow, draft_title) = seen(&signed, &name, &form.rascunho).await?;
    let asked = form.asked(site)?;
    let counted = funnel::funnel(&site.app, &signed.who, &flow, &asked).await.map_err(refused)?;
    let creditors = creditors(site, &signed).await?;
    let teller = words::Teller { t: &site.texts, words: &site.app.words() };
    let Drawing { width, height, places, ways } = draw(&flow);
    let found = search(&flow, &teller, &form.busca);
    let led = |step: &str| match form.rascunho.as_str() {
        "" => address(&flow, step),
        draft => form::at((&flow.name, step), (draft, Locale::OWN)),
    };
    let all = places.into_iter();
    let all = all.map(|place| shown(place, (&flow, &counted), (&teller, &led), &found));
    let steps: Vec<Shown> = all.collect();
    page(&Page {
        shell: Shell::new(&signed, HOME),
        address: format!("{HERE}/{}", flow.name),
        name: names::flow(&site.texts, &flow.name),
        draft: form.rascunho.clone(),
        draft_title,
        first: asked.days.0,
        last: asked.days.1,
        search: form.busca.clone(),
        creditors: choices(creditors, &form.credor),
        releases: releases(&site.texts, (&counted.releases, asked.release)),
        channels: choices(twice(&counted.channels), &form.canal),
        summary: teller.summary(&counted),
        found: teller.found(&form.busca, found.len()),
        width,
        height,
        steps,
        ways,
        box_width: drawing::WIDTH,
        box_height: drawing::HEIGHT,
    })
}

fn shown(
    place: Place,
    (flow, counted): (&Flow, &Funnel),
    (teller, led): (&words::Teller<'_>, &impl Fn(&str) -> String),
    found: &BTreeSet<String>,
) -> Shown {
    let count = counted.steps.get(&place.step);
    let step = flow.step(&place.step);
    let kind = step.map(|step| teller.kind(step.kind.name())).unwrap_or_default();
    let mut next: Vec<(String, String)> = step
        .map(|step| step.targets())
        .unwrap_or_default()
        .into_iter()
        .map(|to| (names::step(teller.t, to), led(to)))
        .collect();
    next.sort();
    next.dedup();
    let name = names::step(teller.t, &place.step);
    Shown {
        address: led(&place.step),
        below: count.map_or_else(|| kind.clone(), |count| teller.below(count)),
        told: teller.told((&name, &kind), count),
        heat: count.map_or(0, words::heat),
        is_found: found.contains(&place.step),
        next,
        name,
        place,
    }
}

/// The steps whose name or words hold what is searched for.
fn search(flow: &Flow, teller: &words::Teller<'_>, wanted: &str) -> BTreeSet<String> {
    let wanted = wanted.trim().to_lowercase();
    if wanted.is_empty() {
        return BTreeSet::new();
    }
    let holds = |text: &str| text.to_lowercase().contains(&wanted);
    let steps = flow.steps.values().filter(|step| {
        holds(&step.name)
            || holds(&names::step(teller.t, &step.name))
            || step
                .texts()
                .into_iter()
                .chain(step.labels())
                .any(|key| holds(key) || teller.looks(key).iter().any(|text| holds(text)))
    });
    steps.map(|step| step.name.clone()).collect()
}

/// The flows of the release that serves: everybody's, and those of experiments' ways.
fn flows(site: &Site) -> Vec<Arc<Flow>> {
    let live = site.app.live();
    let arms = live.trials.iter().flat_map(|trial| {
        trial.experiment.arms.iter().filter_map(|arm| trial.arm(&arm.name)?.shelf.flow())
    });
    let mut all: Vec<Arc<Flow>> = Vec::new();
    for flow in live.shelf.flow().into_iter().chain(arms) {
        if all.iter().all(|known| known.name != flow.name) {
            all.push(flow);
        }
    }
    all
}

/// A flow that serves, or a draft's with what the draft is about.
async fn seen(signed: &Signed, name: &str, draft: &str) -> Result<(Arc<Flow>, String), Error> {
    let site = signed.site();
    if draft.is_empty() {
        return Ok((find(site, name)?, String::new()));
    }
    let opened = drafts::read(&site.app, &signed.who, draft).await.map_err(told::failed)?;
    let (_, flow) = steps::flow(&opened.files, name).ok_or(Error::NotFound)?;
    Ok((Arc::new(flow), opened.draft.title))
}

fn find(site: &Site, name: &str) -> Result<Arc<Flow>, Error> {
    flows(site).into_iter().find(|flow| flow.name == name).ok_or(Error::NotFound)
}

/// The creditors that somebody sees, by their names.
async fn creditors(site: &Site, signed: &Signed) -> Result<Vec<(String, String)>, Error> {
    let all = views::reports::creditors(&site.app.db).await.map_err(Error::internal)?;
    Ok(all.into_iter().filter(|(id, _)| signed.who.sees(id, None)).collect())
}

fn choices(all: Vec<(String, String)>, chosen: &str) -> Vec<Choice> {
    let mut all: BTreeMap<String, String> = all.into_iter().collect();
    if !chosen.is_empty() {
        all.entry(chosen.to_owned()).or_insert_with(|| chosen.to_owned());
    }
    let choice = |(value, words): (String, String)| Choice { is_on: value == chosen, value, words };
    all.into_iter().map(choice).collect()
}

/// The releases that were met, the newest first.
fn releases(t: &Texts, (met, chosen): (&BTreeSet<i64>, Option<i64>)) -> Vec<Choice> {
    let all: BTreeSet<i64> = met.iter().copied().chain(chosen).collect();
    let choice = |number: i64| {
        let named = Args::from([("number".to_owned(), Value::Count(number))]);
        let words = t.tell("web-tuning-release", &named);
        Choice { value: number.to_string(), words, is_on: chosen == Some(number) }
    };
    all.into_iter().rev().map(choice).collect()
}

fn twice(all: &BTreeSet<String>) -> Vec<(String, String)> {
    all.iter().map(|it| (it.clone(), it.clone())).collect()
}

fn address(flow: &Flow, step: &str) -> String {
    format!("{HERE}/{}/{step}", flow.name)
}

/// How a refusal of a use case is answered.
fn refused(error: watch::Error) -> Error {
    match error {
        watch::Error::Forbidden(_) | watch::Error::NotFair(_) => Error::Forbidden,
        watch::Error::NotFound | watch::Error::Overtaken => Error::NotFound,
        watch::Error::Store(error) => Error::internal(error),
    }
}

impl Form {
    fn asked(&self, site: &Site) -> Result<Asked, Error> {
        let day = |text: &str| match text {
            "" => Ok(None),
            text => text
                .parse::<NaiveDate>()
                .map(Some)
                .map_err(|_| Error::Refused("web-desk-report-bad-day")),
        };
        let last = day(&self.ate)?.unwrap_or_else(|| day_of(site.app.clock.now()));
        let lately = last.checked_sub_days(Days::new(LATELY - 1)).unwrap_or(last);
        let first = day(&self.de)?.unwrap_or(lately);
        if first > last || (last - first).num_days() > LONGEST {
            return Err(Error::Refused("web-desk-report-bad-day"));
        }
        let chosen = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Ok(Asked {
            days: (first, last),
            creditor: chosen(&self.credor),
            release: chosen(&self.versao).and_then(|number| number.parse().ok()),
            channel: chosen(&self.canal),
        })
    }
}
