//! Who saw, changed and took out what: read on a page, and taken out as CSV.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::America::Sao_Paulo;
use serde::Deserialize;

use super::signed::escaped;
use super::{Shell, Signed, answer, when};
use crate::app::people::log::{self, Filter};
use crate::app::people::{CONSOLE, NOBODY, PROVIDER, manage};
use crate::domain::access::Right;
use crate::web::error::Error;
use crate::web::site::Site;
use crate::web::texts::Texts;

const HERE: &str = "/auditoria";

/// Rows of a page.
const MOST: u32 = 100;

/// What can be asked for by name; their words stand in `web-desk-audit-action`.
pub const ACTIONS: [&str; 52] = [
    "sign-in",
    "sign-in-refused",
    "session-end",
    "session-end-all",
    "second-factor",
    "second-factor-reset",
    "password",
    "password-link",
    "person-add",
    "person-change",
    "person-disable",
    "person-enable",
    "bridge-code",
    "bridge-linked",
    "refused",
    "export",
    "take",
    "take-from",
    "pass-on",
    "transfer",
    "give-back",
    "absent",
    "note",
    "insist",
    "retry",
    "schedule",
    "unschedule",
    "snooze",
    "wake",
    "attach",
    "offer",
    "offer-withdrawn",
    "approve",
    "approve-no",
    "approve-expired",
    "close",
    "alert-seen",
    "draft-open",
    "draft-save",
    "draft-push",
    "draft-ask",
    "draft-approve",
    "draft-return",
    "draft-rebase",
    "process-again",
    "read-again",
    "draft-drop",
    "publish",
    "rollback",
    "experiment-stop",
    "reveal-document",
    "reveal-document-refused",
];

/// What is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    who: String,
    action: String,
    from: String,
    until: String,
    before: String,
}

impl Asked {
    fn filter(&self) -> Filter {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        Filter {
            who: self.who.clone(),
            action: self.action.clone(),
            from: day(&self.from).and_then(begins),
            until: day(&self.until).and_then(|day| begins(day.checked_add_days(Days::new(1))?)),
        }
    }

    /// The same question as a query, without the page.
    fn query(&self) -> String {
        let parts = [
            ("who", &self.who),
            ("action", &self.action),
            ("from", &self.from),
            ("until", &self.until),
        ];
        let parts = parts.into_iter().filter(|(_, value)| !value.is_empty());
        parts
            .map(|(name, value)| format!("{name}={}", escaped(value)))
            .collect::<Vec<_>>()
            .join("&")
    }
}

/// One choice of a list.
struct Choice {
    code: String,
    words: String,
    is_on: bool,
}

/// One line of the log.
struct Line {
    number: i64,
    at: String,
    who: String,
    action: String,
    creditor: String,
    subject: String,
    detail: String,
}

#[derive(Template)]
#[template(path = "desk/audit.html")]
struct Page {
    shell: Shell,
    asked: Asked,
    people: Vec<Choice>,
    actions: Vec<Choice>,
    lines: Vec<Line>,
    more: String,
    csv: String,
}

/// Shows the newest lines that are asked for.
pub async fn show(signed: Signed, Query(asked): Query<Asked>) -> Result<Response, Error> {
    signed.need(Right::ReadAudit).await?;
    let site = signed.site();
    let before = asked.before.parse().unwrap_or(i64::MAX);
    let rows = log::list(&site.app, &asked.filter(), (before, MOST)).await;
    let rows = rows.map_err(Error::internal)?;
    let names = names(site).await?;
    let query = asked.query();
    let is_full = usize::try_from(MOST).is_ok_and(|most| rows.len() == most);
    let last = rows.last().filter(|_| is_full).map(|row| row.number);
    let choice = |(code, words): (&String, &String)| Choice {
        is_on: *code == asked.who,
        code: code.clone(),
        words: words.clone(),
    };
    let page = Page {
        shell: Shell::new(&signed, HERE),
        people: names.iter().map(choice).collect(),
        actions: actions(&site.texts, &asked.action),
        more: last.map(|last| format!("{HERE}?{query}&before={last}")).unwrap_or_default(),
        csv: if signed.who.may(Right::Export) {
            format!("{HERE}/registro.csv?{query}")
        } else {
            String::new()
        },
        lines: rows.into_iter().map(|row| line(&site.texts, &names, row)).collect(),
        asked,
    };
    answer::page(StatusCode::OK, &page)
}

/// Takes the lines out that are asked for; that it was done is one of them from then on.
pub async fn export(signed: Signed, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadAudit).await?;
    signed.need(Right::Export).await?;
    let rows = log::export(&site.app, &signed.who, &asked.filter()).await;
    let mut csv = csv::Writer::from_writer(Vec::new());
    let head =
        ["number", "at", "who", "action", "creditor", "subject", "detail", "previous", "hash"];
    csv.write_record(head).map_err(Error::internal)?;
    for row in rows.map_err(Error::internal)? {
        let fields = [
            row.number.to_string(),
            row.at.to_rfc3339(),
            row.who,
            row.action,
            row.creditor.unwrap_or_default(),
            row.subject,
            row.detail,
            row.previous,
            row.hash,
        ];
        csv.write_record(fields.map(harmless)).map_err(Error::internal)?;
    }
    let csv = csv.into_inner().map_err(|error| Error::internal(error.into_error()))?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"auditoria.csv\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, csv).into_response())
}

/// A value that no spreadsheet takes for a formula.
fn harmless(value: String) -> String {
    if value.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{value}") } else { value }
}

fn line(t: &Texts, names: &BTreeMap<String, String>, row: log::Row) -> Line {
    let called = |id: &str| names.get(id).cloned().unwrap_or_else(|| id.to_owned());
    Line {
        number: row.number,
        at: when::moment(t, row.at),
        who: called(&row.who),
        action: t.say_of("web-desk-audit-action", "code", &row.action),
        creditor: row.creditor.unwrap_or_default(),
        subject: called(&row.subject),
        detail: row.detail,
    }
}

fn actions(t: &Texts, of: &str) -> Vec<Choice> {
    let choice = |code: &str| Choice {
        is_on: code == of,
        words: t.say_of("web-desk-audit-action", "code", code),
        code: code.to_owned(),
    };
    let mut choices: Vec<Choice> = ACTIONS.into_iter().map(choice).collect();
    choices.sort_by(|one, other| one.words.cmp(&other.words));
    choices
}

/// Everybody's name by their id.
async fn names(site: &Site) -> Result<BTreeMap<String, String>, Error> {
    let people = manage::all(&site.app).await.map_err(Error::internal)?;
    let mut names: BTreeMap<String, String> =
        people.into_iter().map(|person| (person.who.id, person.who.name)).collect();
    names.insert(CONSOLE.to_owned(), site.texts.say("web-desk-audit-console"));
    names.insert(PROVIDER.to_owned(), site.texts.say("web-desk-audit-provider"));
    names.insert(NOBODY.to_owned(), site.texts.say("web-desk-audit-nobody"));
    Ok(names)
}

/// When a day begins in the house.
fn begins(day: NaiveDate) -> Option<DateTime<Utc>> {
    let local = day.and_time(NaiveTime::MIN).and_local_timezone(Sao_Paulo);
    local.earliest().map(|at| at.to_utc())
}
