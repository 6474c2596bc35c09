//! An experiment as a draft has it: each way with what it changes, where that is changed, and one more.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{HERE, HOME, terms, told};
use crate::app::tuning::drafts::{self, Opened};
use crate::app::tuning::experiment::change::{self, Words};
use crate::app::tuning::experiment::make::{self, Terms, Way};
use crate::app::tuning::experiment::ways;
use crate::app::tuning::{Refused, limits, look, may};
use crate::app::watch::day_of;
use crate::domain::access::Right;
use crate::domain::content::Files;
use crate::domain::experiment::{Arm, CONTROL, Experiment, FOLDER, MOST_ARMS};
use crate::domain::locale::Locale;
use crate::domain::problem::Source;
use crate::web::desk::{Shell, Signed, answer, escaped};
use crate::web::error::Error;
use crate::web::site::Site;
use crate::web::texts::Texts;
use crate::web::tuning::told::{self as common, Changed, Trouble};

/// Another way, as a form posts it; the words of one that is there; or other terms.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    rascunho: String,
    #[serde(default)]
    lido: String,
    #[serde(default)]
    nome: String,
    #[serde(default)]
    fluxo: String,
    #[serde(default)]
    politica: String,
    #[serde(default)]
    texto: String,
    /// The language of the words.
    #[serde(default)]
    idioma: String,
    #[serde(flatten)]
    terms: terms::Typed,
}

/// A way of the experiment.
struct Shown {
    arm: String,
    name: String,
    /// True where the experiment can go without it.
    may_go: bool,
    is_plain: bool,
    changes: Vec<Changed>,
    doors: Vec<(String, String)>,
    words: Vec<Worded>,
}

/// The words of a way in a language.
struct Worded {
    arm: String,
    locale: Locale,
    source: String,
    read: String,
    rows: usize,
}

#[derive(Template)]
#[template(path = "tuning/experiments/draft.html")]
struct Page {
    shell: Shell,
    name: String,
    why: String,
    facts: String,
    draft: String,
    draft_title: String,
    editor: String,
    read: String,
    wrong: String,
    is_broken: bool,
    /// That it would be counted anew; empty where it would not.
    anew: String,
    troubles: Vec<Trouble>,
    ways: Vec<Shown>,
    may_write: bool,
    may_add: bool,
    policies: Vec<(String, String, bool)>,
    terms: terms::Typed,
    size: String,
    it: Typed,
}

/// Where an experiment of a draft is.
pub(super) fn address(name: &str, draft: &str) -> String {
    format!("{HERE}/{}?rascunho={}", escaped(name), escaped(draft))
}

/// The policies that a way may have one of its own in place of; none for whoever may not change limits.
pub(super) fn policies(
    t: &Texts,
    signed: &Signed,
    (files, chosen): (&Files, &str),
) -> Vec<(String, String, bool)> {
    let all = if may(&signed.who, Right::RaiseLimits) { limits::paths(files) } else { Vec::new() };
    let one = |path: String| (common::file_name(t, &path), path);
    all.into_iter().map(one).map(|(name, path)| (path.clone(), name, path == chosen)).collect()
}

/// Puts another way beside the others.
pub(super) async fn add(
    signed: Signed,
    Path(name): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    signed.need(Right::Draft).await?;
    let site = signed.site();
    let (place, way) = ((typed.rascunho.as_str(), name.as_str()), typed.way());
    let done = make::add(&site.app, &signed.who, place, (&typed.lido, &way)).await;
    let own = [
        (Refused::Path, "web-tuning-experiment-bad-way-name"),
        (Refused::Nothing, "web-tuning-experiment-bad-way"),
    ];
    done_or(&signed, (&name, typed), (done, &own)).await
}

/// Writes the words of a way.
pub(super) async fn word(
    signed: Signed,
    Path((name, arm)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    signed.need(Right::Draft).await?;
    let site = signed.site();
    let locale: Locale = typed.idioma.parse().map_err(|_| Error::NotFound)?;
    let at = Words { draft: &typed.rascunho, name: &name, arm: &arm, locale };
    let done = change::word(&site.app, &signed.who, at, (&typed.lido, &typed.texto)).await;
    let own = [(Refused::Nothing, "web-tuning-experiment-bad-words")];
    done_or(&signed, (&name, Typed { nome: arm, ..typed }), (done, &own)).await
}

/// Gives it other terms.
pub(super) async fn set(
    signed: Signed,
    Path(name): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    signed.need(Right::Draft).await?;
    let site = signed.site();
    let place = (typed.rascunho.as_str(), name.as_str());
    let done = match typed.terms.read() {
        Some(terms) => change::set(&site.app, &signed.who, place, (&typed.lido, &terms)).await,
        None => Err(Refused::Nothing.into()),
    };
    let own = [(Refused::Nothing, "web-tuning-experiment-bad-plan")];
    done_or(&signed, (&name, typed), (done, &own)).await
}

/// Takes a way out.
pub(super) async fn remove(
    signed: Signed,
    Path((name, arm)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    signed.need(Right::Draft).await?;
    let site = signed.site();
    let place = (typed.rascunho.as_str(), name.as_str());
    let done = change::remove(&site.app, &signed.who, place, (&typed.lido, &arm)).await;
    let own = [(Refused::Nothing, "web-tuning-experiment-way-stays")];
    done_or(&signed, (&name, Typed { rascunho: typed.rascunho, ..Typed::default() }), (done, &own))
        .await
}

/// Takes the experiment out of the draft.
pub(super) async fn take_out(
    signed: Signed,
    Path(name): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    signed.need(Right::Draft).await?;
    let site = signed.site();
    let done = change::end(&site.app, &signed.who, &typed.rascunho, (&name, None)).await;
    done.map_err(common::failed)?;
    let to = format!("{}/{}?feito=salvo", common::DRAFTS, escaped(&typed.rascunho));
    Ok(Redirect::to(&to).into_response())
}

/// Goes on to the experiment as it is then, or tells on its page why nothing was done.
async fn done_or(
    signed: &Signed,
    (name, typed): (&str, Typed),
    (done, own): (Result<(), crate::app::tuning::Error>, &[(Refused, &str)]),
) -> Result<Response, Error> {
    let site = signed.site();
    let Err(error) = done else {
        let to = format!("{}&feito=salvo", address(name, &typed.rascunho));
        return Ok(Redirect::to(&to).into_response());
    };
    let why = common::refusal(error)?;
    let told = (common::status(&why), String::new());
    let words = common::words_or(&site.texts, &why, own);
    shown(site, signed, (name, typed), (told, words)).await
}

/// Shows the experiment.
pub(super) async fn show(
    signed: Signed,
    (name, draft): (&str, String),
    notice: String,
) -> Result<Response, Error> {
    let typed = Typed { rascunho: draft, ..Typed::default() };
    let told = (StatusCode::OK, notice);
    shown(signed.site(), &signed, (name, typed), (told, String::new())).await
}

async fn shown(
    site: &Site,
    signed: &Signed,
    (name, it): (&str, Typed),
    ((status, notice), wrong): ((StatusCode, String), String),
) -> Result<Response, Error> {
    let t = &site.texts;
    let opened = drafts::read(&site.app, &signed.who, &it.rascunho).await;
    let opened = opened.map_err(common::failed)?;
    let path = format!("{FOLDER}{name}.toml");
    let text = opened.files.get(&path).ok_or(Error::NotFound)?;
    let known = Experiment::load(&Source::new(path.clone(), text)).ok();
    let may_write = common::may_write(&signed.who, &opened.draft);
    let is_typed = !it.terms.desde.is_empty();
    let terms = known.as_ref().filter(|_| !is_typed).map(|it| terms::Typed::of(&Terms::of(it)));
    let terms = terms.unwrap_or_else(|| it.terms.clone());
    let may_go = may_write && known.as_ref().is_some_and(|it| it.arms.len() > 2);
    let arms = known.as_ref().map_or(&[][..], |it| &it.arms);
    let page = Page {
        shell: Shell::new(signed, HOME).telling(notice),
        name: name.to_owned(),
        why: known.as_ref().map(|it| it.why.clone()).unwrap_or_default(),
        facts: known.as_ref().map(|it| super::facts(t, it)).unwrap_or_default(),
        draft: opened.draft.id.clone(),
        draft_title: opened.draft.title.clone(),
        editor: common::editor(&opened.draft.id, &path),
        read: Files::hash_of(text),
        wrong,
        is_broken: known.is_none(),
        anew: anew(site, &opened).remove(name).unwrap_or_default(),
        troubles: troubles(site, &opened, (&path, arms)).await?,
        ways: arms.iter().map(|arm| way(t, &opened, (arm, &it), may_go)).collect(),
        may_write,
        size: terms.size(t),
        terms,
        may_add: may_write && known.is_some() && arms.len() < MOST_ARMS,
        policies: policies(t, signed, (&opened.files, &it.politica)),
        it,
    };
    answer::page(status, &page)
}

/// The experiments that run and would be counted anew with a draft, each with words that say so.
pub(in crate::web::tuning) fn anew(site: &Site, opened: &Opened) -> BTreeMap<String, String> {
    let today = day_of(site.app.clock.now());
    let names = change::anew((&opened.base, &opened.files), today).into_iter();
    let words = |name: &str| site.texts.say_of("web-tuning-experiment-anew", "name", name);
    names.map(|name| (name.clone(), words(&name))).collect()
}

/// What the checks say of the experiment and of what only its ways have.
async fn troubles(
    site: &Site,
    opened: &Opened,
    (path, arms): (&str, &[Arm]),
) -> Result<Vec<Trouble>, Error> {
    let report = look::report(&site.app, &opened.files).await.map_err(common::failed)?;
    let own = arms.iter().flat_map(|arm| {
        let flow = ways::flow_of(&opened.files, arm);
        flow.into_iter().chain(ways::policies_of(&opened.files, arm))
    });
    let own: Vec<String> = own.chain([path.to_owned()]).collect();
    let here = report.all().filter(|(_, problem)| own.contains(&problem.file));
    Ok(here.map(|found| common::trouble(&site.texts, found, &opened.draft.id)).collect())
}

fn way(t: &Texts, opened: &Opened, (arm, typed): (&Arm, &Typed), may_go: bool) -> Shown {
    let draft = &opened.draft.id;
    let flow = ways::flow_of(&opened.files, arm).zip(arm.flow.as_ref());
    let flow = flow.map(|(_, name)| {
        let to = format!("/ajustes/fluxos/{}?rascunho={}#roteiro", escaped(name), escaped(draft));
        (t.say("web-tuning-experiment-to-flow"), to)
    });
    let policies = ways::policies_of(&opened.files, arm).into_iter().map(|path| {
        let to =
            format!("/ajustes/politica?rascunho={}&politica={}", escaped(draft), escaped(&path));
        (t.say("web-tuning-experiment-to-policy"), to)
    });
    let words = arm.texts.iter().map(|(locale, source)| {
        let is_typed = typed.nome == arm.name && typed.idioma == locale.as_str();
        let source = if is_typed { &typed.texto } else { source };
        Worded {
            arm: arm.name.clone(),
            locale: *locale,
            read: Files::hash_of(arm.texts.get(locale).unwrap_or(source)),
            rows: source.lines().count().clamp(3, 16),
            source: source.clone(),
        }
    });
    Shown {
        arm: arm.name.clone(),
        name: told::arm(t, &arm.name),
        may_go: may_go && arm.name != CONTROL,
        is_plain: arm.is_plain(),
        changes: common::changes(t, &ways::differs(&opened.files, arm), None),
        doors: flow.into_iter().chain(policies).collect(),
        words: words.collect(),
    }
}

impl Typed {
    fn way(&self) -> Way {
        let name = self.nome.trim().to_lowercase().replace(' ', "-");
        let texts = (!self.texto.trim().is_empty()).then(|| (Locale::OWN, self.texto.clone()));
        let policy = (!self.politica.is_empty()).then(|| self.politica.clone());
        Way { name, texts, flow: !self.fluxo.is_empty(), policy }
    }
}
