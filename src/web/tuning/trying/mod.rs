//! A draft tried before it serves: real conversations taken again, real messages read again.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;

use super::HOME;
use super::told::{self, DRAFTS, number};
use crate::app::tuning::again::{self, Again, Heard};
use crate::app::tuning::drafts;
use crate::app::tuning::replay::{Case, Pair, What};
use crate::domain::access::Right;
use crate::domain::dialogue::text::{Args, Value};
use crate::web::desk::{Shell, Signed, address, answer, escaped};
use crate::web::error::Error;
use crate::web::names;
use crate::web::site::Site;
use crate::web::texts::Texts;

/// How many conversations may be asked for.
const CHOICES: [i64; 3] = [100, 300, again::MOST];

/// The most cases that are shown one by one.
const SHOWN: usize = 100;

/// The addresses of trying.
pub(super) fn routes() -> Router<Site> {
    Router::new().route("/ajustes/rascunhos/{id}/testar", get(show))
}

/// What is to be tried, on how many conversations.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    o_que: String,
    #[serde(default)]
    conversas: i64,
}

/// A number before and after.
struct Row {
    name: String,
    before: u64,
    after: u64,
}

/// A conversation that would have gone otherwise.
struct Shown {
    address: String,
    what: String,
    before: String,
    after: String,
}

/// A message that would be read otherwise.
struct Misread {
    masked: String,
    before: String,
    after: String,
}

#[derive(Template)]
#[template(path = "tuning/trying/trying.html")]
struct Page {
    shell: Shell,
    address: String,
    title: String,
    choices: Vec<(i64, bool)>,
    wrong: String,
    summary: String,
    rows: Vec<Row>,
    kinds: Vec<(String, u64)>,
    cases: Vec<Shown>,
    heard: String,
    misread: Vec<Misread>,
    may_read: bool,
}

/// Shows what may be tried, and what was asked for.
async fn show(
    signed: Signed,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadTuning).await?;
    let t = &site.texts;
    let opened = drafts::read(&site.app, &signed.who, &id).await.map_err(told::failed)?;
    let most = if CHOICES.contains(&asked.conversas) { asked.conversas } else { CHOICES[0] };
    let mut page = Page {
        shell: Shell::new(&signed, HOME),
        address: format!("{DRAFTS}/{}", escaped(&id)),
        title: opened.draft.title.clone(),
        choices: CHOICES.map(|it| (it, it == most)).to_vec(),
        wrong: String::new(),
        summary: String::new(),
        rows: Vec::new(),
        kinds: Vec::new(),
        cases: Vec::new(),
        heard: String::new(),
        misread: Vec::new(),
        may_read: signed.who.may(Right::ReadCases),
    };
    let mut status = StatusCode::OK;
    let of = (&opened.files, most);
    let done = match asked.o_que.as_str() {
        "conversas" => {
            again::conversations(&site.app, &signed.who, of).await.map(|again| page.take(t, again))
        }
        "mensagens" => {
            again::messages(&site.app, &signed.who, of).await.map(|heard| page.hear(t, heard))
        }
        _ => Ok(()),
    };
    if let Err(error) = done {
        let why = told::refusal(error)?;
        status = told::status(&why);
        page.wrong = told::words(t, &why);
    }
    answer::page(status, &page)
}

impl Page {
    fn take(&mut self, t: &Texts, again: Again) {
        let sum = &again.sum;
        let counts = [
            ("conversations", sum.conversations),
            ("same", sum.same),
            ("turns", sum.turns),
            ("unreadable", sum.unreadable),
        ];
        let counts = counts.map(|(name, count)| (name.to_owned(), big(count)));
        self.summary = t.tell("web-tuning-again-sum", &Args::from(counts));
        let row = |code: &str, pair: Pair| Row {
            name: t.say_of("web-tuning-again-row", "code", code),
            before: pair.before,
            after: pair.after,
        };
        self.rows = vec![
            row("agreements", sum.agreements),
            row("promises", sum.promises),
            row("handoffs", sum.handoffs),
        ];
        let kinds = What::ALL.into_iter().filter_map(|what| Some((what, *sum.changed.get(&what)?)));
        self.kinds = kinds.map(|(what, count)| (kind(t, what), count)).collect();
        self.cases = again.cases.into_iter().take(SHOWN).map(|case| shown(t, case)).collect();
    }

    fn hear(&mut self, t: &Texts, heard: Heard) {
        let counts = [("messages", heard.messages), ("otherwise", heard.otherwise.len())];
        let counts = counts.map(|(name, count)| (name.to_owned(), number(count)));
        self.heard = t.tell("web-tuning-heard-sum", &Args::from(counts));
        let misread = heard.otherwise.into_iter().take(SHOWN).map(|it| Misread {
            masked: it.masked,
            before: names::meaning(t, it.before.as_str()),
            after: names::meaning(t, it.after.as_str()),
        });
        self.misread = misread.collect();
    }
}

fn big(count: u64) -> Value {
    Value::Count(i64::try_from(count).unwrap_or(i64::MAX))
}

fn kind(t: &Texts, what: What) -> String {
    t.say_of("web-tuning-again-kind", "code", what.as_str())
}

fn shown(t: &Texts, case: Case) -> Shown {
    let what: Vec<String> = case.what.iter().map(|what| kind(t, *what)).collect();
    Shown {
        address: address(&case.creditor, &case.conversation),
        what: what.join(", "),
        before: case.before,
        after: case.after,
    }
}
