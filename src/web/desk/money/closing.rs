//! Closes a case: the page asks for the outcome, and nothing is closed without one.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use super::words::{code, day, money, typed_money};
use super::{Panel, Which, back_to, click, refusal, unseen};
use crate::app::desk::{Refused, close, panel};
use crate::domain::dialogue::desk::outcome::{Code, Given, Limits, Outcome};
use crate::web::desk::{HOME, Signed};
use crate::web::error::Error;
use crate::web::site::Site;
use crate::web::texts::Texts;

/// What the page posts; its words show in no Debug.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    id: String,
    #[serde(rename = "desfecho")]
    outcome: String,
    #[serde(rename = "valor")]
    amount: String,
    #[serde(rename = "dia")]
    due: String,
    #[serde(rename = "ate")]
    until: String,
    #[serde(rename = "texto")]
    words: String,
}

struct Choice {
    code: &'static str,
    words: String,
    note: String,
    is_on: bool,
    is_off: bool,
}

#[derive(Template)]
#[template(path = "desk/money/close.html")]
struct Page {
    t: Texts,
    path: String,
    click: String,
    choices: Vec<Choice>,
    typed: Typed,
    promise_until: String,
    promise_most: String,
    pause_until: String,
    is_theirs: bool,
}

/// Asks for the outcome.
pub async fn show(
    signed: Signed,
    Path(which): Path<Which>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let site = signed.site();
    let body = body(site, &signed, &which, Typed::default()).await?;
    Panel::new("encerrar", "web-desk-money-close", body).answer(&signed, &headers, which.path())
}

/// Closes the case.
pub async fn close(
    signed: Signed,
    Path(which): Path<Which>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let site = signed.site();
    let done = match outcome(&typed) {
        Ok(outcome) => {
            let of = (typed.id.as_str(), outcome);
            close::close(&site.app, &signed.who, &which.place(), of).await
        }
        Err(why) => Err(Refused::Stopped { why: why.to_owned() }.into()),
    };
    site.news.send_modify(|count| *count += 1);
    let (status, wrong): (StatusCode, String) = match done {
        Ok(()) => return Ok(back_to(HOME)),
        Err(error) => refusal(&site.texts, error)?,
    };
    let body = body(site, &signed, &which, typed).await?;
    let panel = Panel::new("encerrar", "web-desk-money-close", body);
    Panel { wrong, status, ..panel }.answer(&signed, &headers, which.path())
}

/// The outcome that was chosen, with what it cannot go without.
fn outcome(typed: &Typed) -> Result<Outcome, &'static str> {
    let code = Code::named(&typed.outcome).ok_or("no-outcome")?;
    let day = if code == Code::Pause { &typed.until } else { &typed.due };
    code.with(Given {
        amount: typed_money(&typed.amount),
        day: day.trim().parse().ok(),
        words: typed.words.clone(),
    })
}

async fn body(site: &Site, signed: &Signed, which: &Which, typed: Typed) -> Result<String, Error> {
    let t = &site.texts;
    let found = panel::debts(&site.app, &signed.who, &which.place(), None).await.map_err(unseen)?;
    let limits = found.limits;
    let choices = Code::ALL.map(|one| Choice {
        code: one.as_str(),
        words: code(t, "web-desk-money-outcome", one.as_str()),
        note: code(t, "web-desk-money-outcome-note", one.as_str()),
        is_on: typed.outcome == one.as_str(),
        is_off: !may(one, &limits),
    });
    let page = Page {
        path: which.path(),
        click: click()?,
        choices: choices.into(),
        typed,
        promise_until: day(t, limits.promise_until),
        promise_most: money(t, limits.promise_most),
        pause_until: day(t, limits.pause_until),
        is_theirs: found.is_theirs,
        t: t.clone(),
    };
    page.render().map_err(Error::internal)
}

/// True where the case lets it be chosen; the use case looks again.
const fn may(code: Code, limits: &Limits) -> bool {
    match code {
        Code::Agreement => limits.agreed,
        Code::DisputeUpheld | Code::DisputeRejected => limits.disputed,
        Code::Promise
        | Code::Pause
        | Code::Paid
        | Code::Refused
        | Code::WrongPerson
        | Code::Deceased
        | Code::OptOut
        | Code::Complaint => true,
    }
}
