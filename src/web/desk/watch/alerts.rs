//! What somebody of ours should look at, in words: what, why, since when, what to do; and taking note.

use askama::Template;
use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{page, refused};
use crate::app::watch::alerts::{self, Alert};
use crate::domain::access::Right;
use crate::domain::dialogue::text::{Args, Value};
use crate::web::desk::{Shell, Signed, when};
use crate::web::error::Error;
use crate::web::texts::{Piece, Texts, quoted};

/// The page's address.
const HERE: &str = "/ao-vivo/avisos";

/// One alert.
struct Row {
    id: String,
    creditor: String,
    /// The creditor's name.
    name: String,
    kind: String,
    subject: String,
    code: String,
    times: String,
    todo: Vec<Piece>,
}

#[derive(Template)]
#[template(path = "desk/watch/alerts.html")]
struct Page {
    shell: Shell,
    rows: Vec<Row>,
    may_settle: bool,
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    creditor: String,
    #[serde(default)]
    id: String,
}

/// Shows what nobody took note of.
pub async fn show(signed: Signed) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::Watch).await?;
    let found = alerts::open(&site.app, &signed.who).await.map_err(refused)?;
    let rows = found.into_iter().map(|found| row(&site.texts, found)).collect();
    let may_settle = signed.who.may(Right::SettleAlerts);
    page(&Page { shell: Shell::new(&signed, super::wall::HERE), rows, may_settle })
}

/// Takes note of one.
pub async fn settle(signed: Signed, Form(asked): Form<Asked>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::SettleAlerts).await?;
    let which = (asked.creditor.as_str(), asked.id.as_str());
    alerts::settle(&site.app, &signed.who, which).await.map_err(refused)?;
    Ok(Redirect::to(HERE).into_response())
}

fn row(t: &Texts, (alert, name): (Alert, String)) -> Row {
    let values = [
        ("count", Value::Count(alert.count)),
        ("first", Value::Text(when::moment(t, alert.raised_at))),
        ("last", Value::Text(when::moment(t, alert.last_at))),
    ];
    let values = values.map(|(key, value)| (key.to_owned(), value));
    Row {
        name,
        times: t.tell("web-desk-alert-times", &Args::from(values)),
        kind: t.say_of("web-desk-alert-kind", "kind", &alert.kind),
        todo: quoted(&t.say_of("web-desk-alert-do", "kind", &alert.kind)),
        id: alert.id,
        creditor: alert.creditor,
        subject: alert.subject,
        code: alert.detail,
    }
}
