//! The tests of a release: conversations that must go as they are written, played on demand.

use std::collections::BTreeMap;

use askama::Template;
use axum::Router;
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use super::HOME;
use super::flow::form;
use super::texts::looked_at;
use super::told::{self, Piece, Trouble, number, quoted};
use crate::app::tuning::checks::codes::severity_of;
use crate::app::tuning::played::{InArm, Ran, Went, With};
use crate::app::tuning::transcript::{Fault, title};
use crate::app::tuning::{Refused, testing};
use crate::domain::access::Right;
use crate::domain::content::Files;
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::locale::Locale;
use crate::web::desk::{Shell, Signed, answer, escaped};
use crate::web::error::Error;
use crate::web::names;
use crate::web::site::Site;

/// The page's address.
const HERE: &str = "/ajustes/testes";

/// The addresses of these pages.
pub(super) fn routes() -> Router<Site> {
    Router::new().route("/ajustes/testes", get(show)).route("/ajustes/testes/aceitar", post(accept))
}

/// Which draft, and whether its tests are played.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    rascunho: String,
    #[serde(default)]
    rodar: String,
    #[serde(default)]
    feito: String,
}

/// A test to be taken as it goes now.
#[derive(Debug, Default, Deserialize)]
struct Accepted {
    #[serde(default)]
    rascunho: String,
    #[serde(default)]
    caminho: String,
    #[serde(default)]
    lido: String,
}

/// The most lines of a difference that are shown.
const LINES: usize = 60;

/// A test.
struct Shown {
    id: String,
    /// What it is about, as its first line says, or its file's name.
    name: String,
    path: String,
    address: String,
    /// How it went; empty before it was played.
    went: String,
    class: &'static str,
    lines: String,
    /// Why it could not be played.
    fault: Option<Trouble>,
    /// What is posted to take it as it goes now; empty where that is not offered.
    read: String,
}

/// An arm of an experiment in which tests were played.
struct Tried {
    result: Vec<Piece>,
    /// Those that do not come out the same.
    tests: Vec<Shown>,
}

/// A step that no test comes to.
struct Bare {
    name: String,
    address: String,
    line: String,
}

#[derive(Template)]
#[template(path = "tuning/testing/testing.html")]
struct Page {
    shell: Shell,
    draft: String,
    title: String,
    wrong: String,
    count: String,
    tests: Vec<Shown>,
    arms: Vec<Tried>,
    arms_what: Vec<Piece>,
    has_run: bool,
    result: String,
    coverage: String,
    bare: Vec<Bare>,
}

/// With what tests are played here.
pub(super) fn with(site: &Site) -> With {
    With { issue: site.paying.issue, tell: site.paying.tell }
}

/// Shows the tests; played where that is asked for.
async fn show(signed: Signed, Query(asked): Query<Asked>) -> Result<Response, Error> {
    signed.need(Right::ReadTuning).await?;
    let notice = match asked.feito.as_str() {
        "aceito" => signed.site().texts.say("web-tuning-test-accepted"),
        "guardado" => signed.site().texts.say("web-tuning-test-kept"),
        _ => String::new(),
    };
    shown(&signed, &asked, (StatusCode::OK, notice, String::new())).await
}

/// Takes a test as it goes now.
async fn accept(signed: Signed, Form(typed): Form<Accepted>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::Draft).await?;
    let of = (typed.rascunho.as_str(), typed.caminho.as_str(), typed.lido.as_str());
    match testing::accept(&site.app, &signed.who, of, with(site)).await {
        Ok(()) => {
            let draft = escaped(&typed.rascunho);
            let to = format!("{HERE}?rascunho={draft}&rodar=1&feito=aceito");
            Ok(Redirect::to(&to).into_response())
        }
        Err(error) => {
            let why = told::refusal(error)?;
            let wrong = if matches!(why, Refused::Path) {
                site.texts.say("web-tuning-test-unplayable")
            } else {
                told::words(&site.texts, &why)
            };
            let asked = Asked { rascunho: typed.rascunho, ..Asked::default() };
            shown(&signed, &asked, (told::status(&why), String::new(), wrong)).await
        }
    }
}

async fn shown(
    signed: &Signed,
    asked: &Asked,
    (status, notice, mut wrong): (StatusCode, String, String),
) -> Result<Response, Error> {
    let site = signed.site();
    let t = &site.texts;
    let (files, draft, _) = looked_at(site, signed, &asked.rascunho).await?;
    let may_write = draft.as_ref().is_some_and(|draft| told::may_write(&signed.who, draft));
    let mut ran = None;
    if !asked.rodar.is_empty() {
        let of = Some(asked.rascunho.as_str()).filter(|id| !id.is_empty());
        match testing::run(&site.app, &signed.who, (of, with(site))).await {
            Ok(done) => ran = Some(done),
            Err(error) => {
                let why = told::refusal(error)?;
                wrong = if matches!(why, Refused::Problems { .. }) {
                    t.say("web-tuning-tests-wait")
                } else {
                    told::words(t, &why)
                };
            }
        }
    }
    let paths = testing::paths(&files);
    let count =
        |key: &str, count: usize| t.tell(key, &Args::from([("count".to_owned(), number(count))]));
    let went: BTreeMap<&str, &Went> =
        ran.iter().flat_map(|ran| &ran.tests).map(|(path, went)| (path.as_str(), went)).collect();
    let lister = Lister { site, files: &files, draft: &asked.rascunho, may_write };
    let arms = ran.iter().flat_map(|ran| &ran.arms).enumerate();
    let page = Page {
        shell: Shell::new(signed, HOME).telling(notice),
        title: draft.map(|draft| draft.title).unwrap_or_default(),
        wrong,
        count: count("web-tuning-test-count", paths.len()),
        tests: paths.iter().enumerate().map(|it| lister.test(it, &went)).collect(),
        arms: arms.map(|it| lister.arm(it)).collect(),
        arms_what: quoted(&t.say("web-tuning-test-arms-what")),
        has_run: ran.is_some(),
        result: ran.as_ref().map(|ran| result(site, ran)).unwrap_or_default(),
        coverage: ran.as_ref().map(|ran| coverage(site, ran)).unwrap_or_default(),
        bare: ran.as_ref().map(|ran| lister.bare(ran)).unwrap_or_default(),
        draft: asked.rascunho.clone(),
    };
    answer::page(status, &page)
}

fn result(site: &Site, ran: &Ran) -> String {
    let verdict = ran.verdict();
    let values = [
        ("count", verdict.looked),
        ("same", verdict.looked - verdict.problems),
        ("otherwise", verdict.problems),
        ("left", ran.left),
    ];
    let values = values.map(|(name, value)| (name.to_owned(), number(value)));
    site.texts.tell("web-tuning-test-result", &Args::from(values))
}

fn coverage(site: &Site, ran: &Ran) -> String {
    let values = [("covered", ran.covered), ("steps", ran.steps)];
    let values = values.map(|(name, value)| (name.to_owned(), number(value)));
    site.texts.tell("web-tuning-test-coverage", &Args::from(values))
}

/// Makes the lists of a page.
struct Lister<'a> {
    site: &'a Site,
    files: &'a Files,
    draft: &'a str,
    may_write: bool,
}

impl Lister<'_> {
    fn test(&self, (place, path): (usize, &String), went: &BTreeMap<&str, &Went>) -> Shown {
        let went = went.get(path.as_str()).copied();
        let may_accept = self.may_write && matches!(went, Some(Went::Otherwise(_)));
        let shown = self.shown(format!("teste-{place}"), path, went);
        let text = self.files.get(path).unwrap_or_default();
        Shown { read: if may_accept { Files::hash_of(text) } else { String::new() }, ..shown }
    }

    fn arm(&self, (place, tried): (usize, &InArm)) -> Tried {
        let InArm { experiment, arm, looked, otherwise } = tried;
        let values = [
            ("experiment", Value::Text(experiment.clone())),
            ("arm", Value::Text(arm.clone())),
            ("count", number(*looked)),
            ("otherwise", number(otherwise.len())),
        ];
        let values = Args::from(values.map(|(name, value)| (name.to_owned(), value)));
        let test = |(at, (path, went)): (usize, &(String, Went))| {
            self.shown(format!("jeito-{place}-{at}"), path, Some(went))
        };
        Tried {
            result: quoted(&self.site.texts.tell("web-tuning-test-arm-result", &values)),
            tests: otherwise.iter().enumerate().map(test).collect(),
        }
    }

    fn shown(&self, id: String, path: &str, went: Option<&Went>) -> Shown {
        let t = &self.site.texts;
        let (class, code, lines, fault) = match went {
            None => ("", "", "", None),
            Some(Went::Same) => ("good", "same", "", None),
            Some(Went::Otherwise(lines)) => ("warn", "otherwise", lines.as_str(), None),
            Some(Went::Broken(why)) => ("bad", "broken", "", Some(self.fault(path, why))),
        };
        let text = self.files.get(path).unwrap_or_default();
        Shown {
            id,
            name: title(text).map_or_else(|| told::file_name(t, path), str::to_owned),
            address: if self.draft.is_empty() {
                String::new()
            } else {
                told::editor(self.draft, path)
            },
            went: if code.is_empty() {
                String::new()
            } else {
                t.say_of("web-tuning-test-went", "code", code)
            },
            class,
            lines: lines.lines().take(LINES).collect::<Vec<_>>().join("\n"),
            fault,
            read: String::new(),
            path: path.to_owned(),
        }
    }

    fn fault(&self, path: &str, why: &Fault) -> Trouble {
        let problem = why.problem(path);
        let told =
            told::trouble(&self.site.texts, (severity_of(problem.code), &problem), self.draft);
        let address = if self.draft.is_empty() { String::new() } else { told.address };
        Trouble { address, ..told }
    }

    fn bare(&self, ran: &Ran) -> Vec<Bare> {
        let t = &self.site.texts;
        let bare = |(name, line): &(String, Option<usize>)| Bare {
            name: match line {
                Some(_) => names::step(t, name),
                None => t.say_of("web-tuning-test-cue", "name", name),
            },
            address: match line {
                None => String::new(),
                Some(_) if self.draft.is_empty() => self.step(name),
                Some(_) => form::address(self.files, name, (self.draft, Locale::OWN)),
            },
            line: line.map(|line| format!("{}:{line}", ran.flow)).unwrap_or_default(),
        };
        ran.open.iter().map(bare).collect()
    }

    fn step(&self, name: &str) -> String {
        let flow = self.site.app.live().shelf.flow();
        let flow = flow.map(|flow| flow.name.clone()).unwrap_or_default();
        format!("{HOME}/fluxos/{}/{}", escaped(&flow), escaped(name))
    }
}
