//! A step of a draft as a form: its texts beside how they look, where it leads, how it behaves.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::HERE;
use super::words::Teller;
use crate::app::tuning::checks::Severity;
use crate::app::tuning::drafts::Opened;
use crate::app::tuning::steps::{self, Field, Sheet, Takes};
use crate::app::tuning::texts::{self, Speech, Spoken};
use crate::app::tuning::{Refused, drafts, look};
use crate::domain::access::Right;
use crate::domain::content::Files;
use crate::domain::dialogue::Flow;
use crate::domain::dialogue::text::Args;
use crate::domain::locale::Locale;
use crate::domain::problem::Problem;
use crate::web::desk::{Shell, Signed, answer, escaped};
use crate::web::error::Error;
use crate::web::names;
use crate::web::site::Site;
use crate::web::texts::Texts;
use crate::web::tuning::HOME;
use crate::web::tuning::texts::one::{self, Look};
use crate::web::tuning::told::{self, Trouble, number};

/// What stands before the values in a posted form.
const VALUE: &str = "valor:";

/// Which draft, in which language; what was just done.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    rascunho: String,
    #[serde(default)]
    idioma: String,
    #[serde(default)]
    feito: String,
}

/// A text of the step with how it looks.
struct Text {
    number: usize,
    key: String,
    path: String,
    source: String,
    /// What it is written after in the own language; empty where that is its own.
    own: String,
    is_missing: bool,
    read: String,
    rows: usize,
    variables: Vec<String>,
    address: String,
    look: Look,
}

/// A language that the step's texts can be shown in.
struct Tongue {
    name: String,
    tag: String,
    address: String,
    is_here: bool,
    /// How many of them it lacks, in words; empty where none.
    lacks: String,
}

/// A value of the step.
struct Value {
    name: String,
    words: String,
    /// The condition it stands under, as the file has it; empty where there is none.
    when: String,
    /// What is said where another one is chosen by somebody meanwhile; empty otherwise.
    now: String,
    is_flag: bool,
    is_on: bool,
    choices: Vec<Choice>,
}

/// What a value may be.
struct Choice {
    value: String,
    words: String,
    is_on: bool,
}

#[derive(Template)]
#[template(path = "tuning/flow/form.html")]
struct Page {
    shell: Shell,
    flow: String,
    back: String,
    step_address: String,
    draft: String,
    draft_title: String,
    name: String,
    kind: String,
    code: String,
    /// The flow and the step, for who comes back to this form.
    place: String,
    action: String,
    editor: String,
    read: String,
    wrong: String,
    may_write: bool,
    /// The language of the texts below.
    locale: Locale,
    languages: Vec<Tongue>,
    troubles: Vec<Trouble>,
    texts: Vec<Text>,
    ways: Vec<Value>,
    heard: Vec<Value>,
    manners: Vec<Value>,
}

/// What is told above the form, and what somebody typed into it.
#[derive(Default)]
struct Told {
    notice: String,
    wrong: String,
    typed: BTreeMap<String, String>,
}

/// Where a step of a flow is changed, with its texts in a language.
pub(in crate::web::tuning) fn at(
    (flow, step): (&str, &str),
    (draft, locale): (&str, Locale),
) -> String {
    let language = if locale == Locale::OWN { String::new() } else { format!("&idioma={locale}") };
    let place = format!("{HERE}/{}/{}/mudar", escaped(flow), escaped(step));
    format!("{place}?rascunho={}{language}", escaped(draft))
}

/// Where a step of a draft's flow is changed, with its texts in a language.
pub(in crate::web::tuning) fn address(files: &Files, step: &str, of: (&str, Locale)) -> String {
    let flow = steps::main(files).map(|(_, flow)| flow.name).unwrap_or_default();
    at((&flow, step), of)
}

/// The language that is asked for; the own one where none is.
fn language(asked: &str) -> Result<Locale, Error> {
    if asked.is_empty() { Ok(Locale::OWN) } else { asked.parse().map_err(|_| Error::NotFound) }
}

/// Shows the form.
pub(super) async fn show(
    signed: Signed,
    Path(place): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadTuning).await?;
    let notice = match asked.feito.as_str() {
        "salvo" => site.texts.say("web-tuning-done-saved"),
        _ => String::new(),
    };
    let told = Told { notice, ..Told::default() };
    let of = (asked.rascunho.as_str(), language(&asked.idioma)?);
    shown(&signed, (&place, of), (StatusCode::OK, told)).await
}

/// Saves the values; texts are saved by their own forms.
pub(super) async fn save(
    signed: Signed,
    Path(place): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::Draft).await?;
    let one = |wanted: &str| {
        let found = pairs.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let (draft, read, locale) = (one("rascunho"), one("lido"), language(&one("idioma"))?);
    let typed: BTreeMap<String, String> = pairs
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix(VALUE)?.to_owned(), value.clone())))
        .collect();
    let done =
        steps::save(&site.app, &signed.who, (&draft, (&place.0, &place.1)), (&read, &typed)).await;
    match done {
        Ok(()) => {
            let to = at((&place.0, &place.1), (&draft, locale));
            Ok(Redirect::to(&format!("{to}&feito=salvo")).into_response())
        }
        Err(error) => {
            let why = told::refusal(error)?;
            let own = [
                (Refused::Stale, "web-tuning-step-stale"),
                (Refused::Nothing, "web-tuning-step-nothing"),
            ];
            let wrong = told::words_or(&site.texts, &why, &own);
            let told = Told { wrong, typed, ..Told::default() };
            shown(&signed, (&place, (&draft, locale)), (told::status(&why), told)).await
        }
    }
}

async fn shown(
    signed: &Signed,
    ((flow_name, step), (draft, locale)): (&(String, String), (&str, Locale)),
    (status, told): (StatusCode, Told),
) -> Result<Response, Error> {
    let site = signed.site();
    let t = &site.texts;
    let opened = drafts::read(&site.app, &signed.who, draft).await.map_err(told::failed)?;
    let files = &opened.files;
    if steps::main(files).is_none() {
        return Err(Error::Refused("web-tuning-step-broken"));
    }
    let (path, flow) = steps::flow(files, flow_name).ok_or(Error::NotFound)?;
    let sheet = steps::sheet(files, (flow_name, step)).ok_or(Error::NotFound)?;
    let seen = steps::with_main(files, &path);
    let said = texts::said_by(&site.app, &seen, (step, locale)).await.map_err(told::failed)?;
    let Speech { texts, languages } = said;
    if languages.iter().all(|(known, _)| *known != locale) {
        return Err(Error::NotFound);
    }
    let troubles = troubles(site, &opened, (&sheet, &texts, locale)).await?;
    let may_write = told::may_write(&signed.who, &opened.draft);
    let (ways, heard, manners) = values(t, (&flow, &sheet), (&texts, &told.typed));
    let page = Page {
        shell: Shell::new(signed, HOME).telling(told.notice),
        flow: names::flow(t, &flow.name),
        back: format!("{HERE}/{}", escaped(&flow.name)),
        step_address: format!("{HERE}/{}/{}", escaped(&flow.name), escaped(step)),
        draft_title: opened.draft.title.clone(),
        name: names::step(t, step),
        kind: Teller { t, words: &site.app.words() }.kind(&sheet.kind),
        code: step.clone(),
        place: format!("{}/{step}", flow.name),
        action: at((&flow.name, step), (draft, locale)),
        editor: format!("{}&linha={}", told::editor(draft, &sheet.path), sheet.line),
        read: sheet.read(),
        wrong: told.wrong,
        may_write,
        locale,
        languages: tongues(t, languages, ((&flow.name, step), (draft, locale))),
        troubles,
        texts: written(t, texts, draft),
        ways,
        heard,
        manners,
        draft: draft.to_owned(),
    };
    answer::page(status, &page)
}

/// The languages that the step's texts can be shown in; none where there is only one.
fn tongues(
    t: &Texts,
    languages: Vec<(Locale, usize)>,
    (place, (draft, here)): ((&str, &str), (&str, Locale)),
) -> Vec<Tongue> {
    let tongue = |(locale, lacks): (Locale, usize)| Tongue {
        name: t.say_of("web-tuning-language-name", "code", locale.as_str()),
        tag: locale.to_string(),
        address: at(place, (draft, locale)),
        is_here: locale == here,
        lacks: match lacks {
            0 => String::new(),
            lacks => {
                let count = Args::from([("count".to_owned(), number(lacks))]);
                t.tell("web-tuning-step-lacks", &count)
            }
        },
    };
    let all: Vec<Tongue> = languages.into_iter().map(tongue).collect();
    if all.len() > 1 { all } else { Vec::new() }
}

/// What the checks say of this step and of what it says in a language.
async fn troubles(
    site: &Site,
    opened: &Opened,
    (sheet, said, locale): (&Sheet, &[Spoken], Locale),
) -> Result<Vec<Trouble>, Error> {
    let report = look::report(&site.app, &opened.files).await.map_err(told::failed)?;
    let names = |problem: &Problem| {
        let key = problem.values.get("key").and_then(|key| key.split('.').next());
        let lacks = told::is_lacking(problem)
            && problem.values.get("locale").is_some_and(|it| it == locale.as_str());
        let is_of = |text: &texts::Said| text.path == problem.file || lacks;
        let mut texts = said.iter().map(|it| &it.written.text);
        texts.any(|text| Some(text.key.as_str()) == key && is_of(text))
    };
    let here = |(_, problem): &(Severity, &Problem)| sheet.holds(problem) || names(problem);
    let tell = |found| told::trouble(&site.texts, found, &opened.draft.id);
    Ok(report.all().filter(here).map(tell).collect())
}

fn written(t: &Texts, said: Vec<Spoken>, draft: &str) -> Vec<Text> {
    let text = |(number, spoken): (usize, Spoken)| {
        let Spoken { written, own } = spoken;
        let is_missing = written.text.source.is_empty();
        let before = if is_missing { own.as_ref() } else { Some(&written.text.source) };
        Text {
            number,
            look: one::looks(t, &written, draft),
            address: one::address(draft, &written.text.path, &written.text.key),
            read: Files::hash_of(&written.text.source),
            rows: before.map_or(0, |source| source.lines().count()).clamp(2, 16),
            source: if is_missing {
                format!("{} = ", written.text.key)
            } else {
                written.text.source
            },
            own: own.unwrap_or_default(),
            is_missing,
            variables: written.variables.into_iter().collect(),
            key: written.text.key,
            path: written.text.path,
        }
    };
    said.into_iter().enumerate().map(text).collect()
}

/// The values of a step: where choices and outcomes lead, where what is heard leads, how it behaves.
fn values(
    t: &Texts,
    (flow, sheet): (&Flow, &Sheet),
    (said, typed): (&[Spoken], &BTreeMap<String, String>),
) -> (Vec<Value>, Vec<Value>, Vec<Value>) {
    let (mut ways, mut heard, mut manners) = (Vec::new(), Vec::new(), Vec::new());
    for field in &sheet.fields {
        let value = value(t, (flow, sheet), (field, said, typed.get(&field.name)));
        if field.name.starts_with("hear.") {
            heard.push(value);
        } else if field.takes == Takes::Step {
            ways.push(value);
        } else {
            manners.push(value);
        }
    }
    (ways, heard, manners)
}

fn value(
    t: &Texts,
    (flow, sheet): (&Flow, &Sheet),
    (field, said, typed): (&Field, &[Spoken], Option<&String>),
) -> Value {
    let chosen = typed.unwrap_or(&field.value);
    let told = |code: &str| match (field.takes, code) {
        (_, "") => t.say("web-tuning-step-as-flow"),
        (Takes::Step | Takes::MaybeStep, code) => names::step(t, code),
        (Takes::Priority, code) => t.say_of("web-tuning-step-priority", "code", code),
        (Takes::MaybeText | Takes::Flag, code) => code.to_owned(),
    };
    let none = matches!(field.takes, Takes::MaybeStep | Takes::MaybeText | Takes::Priority);
    let codes = steps::choices(flow, field.takes);
    let codes = none.then(String::new).into_iter().chain(codes);
    let choice = |code: String| Choice { words: told(&code), is_on: code == *chosen, value: code };
    Value {
        words: label(t, sheet, (field, said)),
        when: match &field.label {
            Some(when) if field.name.starts_with("branches.") => when.clone(),
            Some(_) | None => String::new(),
        },
        now: if *chosen == field.value { String::new() } else { told(&field.value) },
        is_flag: field.takes == Takes::Flag,
        is_on: !chosen.is_empty(),
        choices: codes.map(choice).collect(),
        name: format!("{VALUE}{}", field.name),
    }
}

/// What a value decides, in words.
fn label(t: &Texts, sheet: &Sheet, (field, said): (&Field, &[Spoken])) -> String {
    let (table, rest) = field.name.split_once('.').unwrap_or(("", &field.name));
    match (table, &field.label) {
        ("options", Some(key)) => {
            let written = said.iter().map(|it| &it.written).find(|it| it.text.key == *key);
            let looks = written.and_then(|it| it.looks.first()?.first());
            t.say_of("web-tuning-step-option", "label", looks.unwrap_or(key))
        }
        ("branches", Some(_)) => t.say("web-tuning-step-branch"),
        ("hear", _) => t.say_of("web-tuning-flow-heard", "meaning", &names::meaning(t, rest)),
        ("on", _) if rest == "paid" => {
            t.say_of("web-tuning-step-outcome", "code", &format!("{}-paid", sheet.kind))
        }
        ("on", _) => t.say_of("web-tuning-step-outcome", "code", rest),
        _ => t.say_of("web-tuning-step-value", "code", &field.name),
    }
}
