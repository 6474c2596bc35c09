//! The case: how it came, what is known, what was not understood, the ones before.

use askama::Template;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;

use super::words::{code, day, fact, money};
use super::{Fact, Panel, Which, unseen};
use crate::app::desk::panel::{self, Context};
use crate::web::desk::{Signed, address, when};
use crate::web::error::Error;
use crate::web::texts::Texts;

#[derive(Template)]
#[template(path = "desk/money/context.html")]
struct Page {
    t: Texts,
    summary: Vec<String>,
    slots: Vec<Fact>,
    missed: Vec<String>,
    words: Vec<String>,
    asked: Vec<String>,
    cases: Vec<Before>,
}

/// A case of the customer's.
struct Before {
    at: String,
    why: String,
    by: String,
    /// Where its conversation is; empty for the one that is shown.
    path: String,
}

/// Shows the panel.
pub async fn show(
    signed: Signed,
    Path(which): Path<Which>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let site = signed.site();
    let t = &site.texts;
    let found = panel::context(&site.app, &signed.who, &which.place()).await.map_err(unseen)?;
    let summary = found.packet.iter().flat_map(|packet| &packet.summary);
    let cases = found.cases.iter().map(|case| {
        let why = code(t, "web-desk-money-case", case.packet.reason.as_str());
        let by = case.taken_by.clone().unwrap_or_default();
        let is_here = case.conversation.as_str() == which.id;
        let path = address(&case.creditor, case.conversation.as_str());
        let path = if is_here { String::new() } else { path };
        Before { at: when::moment(t, case.opened_at), why, by, path }
    });
    let page = Page {
        summary: summary.map(|part| t.tell(&part.key, &part.args)).collect(),
        slots: slots(t, &found),
        missed: found.state.missed.clone(),
        words: found.state.words.clone(),
        asked: asked(t, &found),
        cases: cases.collect(),
        t: t.clone(),
    };
    let body = page.render().map_err(Error::internal)?;
    Panel::new("contexto", "web-desk-money-context", body).answer(&signed, &headers, which.path())
}

/// What the customer told, as far as it is of use.
fn slots(t: &Texts, found: &Context) -> Vec<Fact> {
    let slots = &found.state.slots;
    let sums = [
        ("monthly", slots.monthly),
        ("amount", slots.amount),
        ("said-down", slots.down_payment),
        ("income", slots.income),
    ];
    let sums = sums.into_iter().filter_map(|(name, sum)| Some(fact(t, name, money(t, sum?))));
    let count = slots.count.map(|count| fact(t, "said-count", count.to_string()));
    let date = slots.date.map(|date| fact(t, "said-date", day(t, date)));
    let due_day = slots.due_day.map(|day| fact(t, "due-day", day.to_string()));
    sums.chain(count).chain(date).chain(due_day).collect()
}

/// What they asked for and did not get as they asked.
fn asked(t: &Texts, found: &Context) -> Vec<String> {
    let wish = |counter: &crate::domain::policy::Counter| {
        let sum = |name: &str, sum: Option<crate::domain::money::Money>| {
            sum.map(|sum| format!("{}: {}", fact(t, name, String::new()).label, money(t, sum)))
        };
        let count = counter.count.map(|count| format!("{count}x"));
        let first = counter.first_date.map(|first| day(t, first));
        let parts = [
            sum("total", counter.total),
            sum("said-down", counter.down_payment),
            sum("monthly", counter.instalment),
            count,
            first,
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    found.state.negotiation.heard.iter().map(wish).filter(|wish| !wish.is_empty()).collect()
}
