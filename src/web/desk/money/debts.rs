//! What is owed, what may be granted, the simulator, the agreement and its code to pay.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use super::words::{self, code, day, fact, money};
use super::{Fact, Panel, Which, args, click, unseen};
use crate::app::desk::panel::{self, Debts};
use crate::domain::debt::charge::ChargeStatus;
use crate::domain::dialogue::text::Value;
use crate::domain::policy::explain::Audience;
use crate::domain::policy::{Counter, Judgement, Room, Verdict, explain};
use crate::web::desk::Signed;
use crate::web::error::Error;
use crate::web::qr;
use crate::web::site::Site;
use crate::web::texts::Texts;

/// What somebody typed into the simulator; empty fields are open.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// `avista`, `parcelado`, or nothing.
    #[serde(rename = "forma")]
    pub form: String,
    /// All that is to be paid.
    #[serde(rename = "total")]
    pub total: String,
    /// The down payment.
    #[serde(rename = "entrada")]
    pub down: String,
    /// How many instalments.
    #[serde(rename = "parcelas")]
    pub count: String,
    /// The first day.
    #[serde(rename = "primeiro")]
    pub first: String,
}

/// The terms that were typed; the field that makes no sense otherwise.
pub fn terms(typed: &Typed) -> Result<Option<Counter>, &'static str> {
    let open = |text: &str| text.trim().is_empty();
    let sum = |text: &str, field| match text {
        text if open(text) => Ok(None),
        text => words::typed_money(text).map(Some).ok_or(field),
    };
    let cash = typed.form == "avista";
    let count = match typed.count.trim() {
        _any if cash => Some(1),
        "" => None,
        text => Some(text.parse().map_err(|_| "parcelas")?),
    };
    let first_date = match typed.first.trim() {
        "" => None,
        text => Some(text.parse().map_err(|_| "primeiro")?),
    };
    let down_payment = if cash { None } else { sum(&typed.down, "entrada")? };
    let total = sum(&typed.total, "total")?;
    let terms = Counter { total, down_payment, count, first_date, ..Counter::default() };
    Ok((!terms.is_empty()).then_some(terms))
}

/// What the simulator answers.
#[derive(Template)]
#[template(path = "desk/money/simulated.html")]
struct Simulated {
    t: Texts,
    path: String,
    click: String,
    typed: Typed,
    /// Why it is so; empty before anything was typed.
    told: String,
    /// What comes out; none where nothing may be offered.
    lines: Vec<String>,
    /// The whole arithmetic.
    why: Vec<String>,
    /// The id of what may be offered, or approved.
    seen: String,
    /// The words of the button; empty where there is none.
    button: String,
    /// What a higher authority could grant.
    beyond: Vec<String>,
    beyond_seen: String,
}

struct Offered {
    words: String,
    status: String,
    by: String,
    why: String,
}

#[derive(Template)]
#[template(path = "desk/money/debts.html")]
struct Page {
    t: Texts,
    path: String,
    click: String,
    invoices: Vec<[String; 4]>,
    room: Vec<Fact>,
    none: String,
    typed: Typed,
    is_theirs: bool,
    stands: bool,
    waits: bool,
    simulated: String,
    agreement: Vec<Fact>,
    parts: Vec<[String; 3]>,
    pix: String,
    pix_amount: String,
    payments: Vec<[String; 2]>,
    offers: Vec<Offered>,
}

/// Shows the panel.
pub async fn show(
    signed: Signed,
    Path(which): Path<Which>,
    Query(typed): Query<Typed>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let site = signed.site();
    let body = body(site, &signed, &which, typed).await?;
    Panel::new("divida", "web-desk-money-debts", body).answer(&signed, &headers, which.path())
}

/// Judges what was typed.
pub async fn simulate(
    signed: Signed,
    Path(which): Path<Which>,
    Query(typed): Query<Typed>,
) -> Result<Response, Error> {
    let site = signed.site();
    let terms = terms(&typed);
    let found = looked(site, &signed, &which, terms.as_ref().ok()).await?;
    let html = simulated(&site.texts, &which, typed, (terms.err(), &found))?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Html(html)).into_response())
}

/// The code to pay as a picture.
pub async fn picture(signed: Signed, Path(which): Path<Which>) -> Result<Response, Error> {
    let site = signed.site();
    let found = looked(site, &signed, &which, None).await?;
    let code = pix(&found).map(|(code, _)| code).ok_or(Error::NotFound)?;
    let drawn = qr::svg(&code).map_err(Error::internal)?;
    let headers = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, drawn).into_response())
}

async fn looked(
    site: &Site,
    signed: &Signed,
    which: &Which,
    terms: Option<&Option<Counter>>,
) -> Result<Debts, Error> {
    let terms = terms.and_then(Option::as_ref);
    panel::debts(&site.app, &signed.who, &which.place(), terms).await.map_err(unseen)
}

/// The panel's inside.
pub async fn body(
    site: &Site,
    signed: &Signed,
    which: &Which,
    typed: Typed,
) -> Result<String, Error> {
    let t = &site.texts;
    let terms = terms(&typed);
    let found = looked(site, signed, which, terms.as_ref().ok()).await?;
    let simulated = simulated(t, which, typed.clone(), (terms.err(), &found))?;
    let (pix, pix_amount) = pix(&found).unwrap_or_default();
    let (room, none) = match &found.room {
        Ok(room) => (ranges(t, room), String::new()),
        Err(refusal) => (Vec::new(), words::lines(t, &explain(refusal, Audience::Agent)).join(" ")),
    };
    let payments = found.facts.payments.iter().rev();
    let payments = payments.map(|paid| [day(t, paid.on), money(t, paid.amount)]).collect();
    let page = Page {
        path: which.path(),
        click: click()?,
        invoices: invoices(t, &found),
        agreement: agreement(t, &found),
        parts: parts(t, &found),
        offers: offers(site, &found).await?,
        is_theirs: found.is_theirs,
        stands: found.state.dealing.said.is_some(),
        waits: found.state.dealing.frozen.is_some(),
        pix_amount: if pix.is_empty() { String::new() } else { money(t, pix_amount) },
        t: t.clone(),
        room,
        none,
        typed,
        simulated,
        pix,
        payments,
    };
    page.render().map_err(Error::internal)
}

fn invoices(t: &Texts, found: &Debts) -> Vec<[String; 4]> {
    let line = |(invoice, owed): &(crate::domain::debt::invoice::Invoice, _)| {
        let owed: &crate::domain::debt::late::Owed = owed;
        let product = invoice.product.clone().unwrap_or_else(|| invoice.id.clone());
        let status = code(t, "web-desk-money-invoice", invoice.status.as_str());
        [product, day(t, invoice.due_on), money(t, owed.total()), status]
    };
    found.invoices.iter().map(line).collect()
}

/// Between which sums and terms somebody may move.
fn ranges(t: &Texts, room: &Room) -> Vec<Fact> {
    let range = |range: &crate::domain::policy::Range| {
        let values = [("least", Value::Money(range.least)), ("most", Value::Money(range.most))];
        t.tell("web-desk-money-range", &args(values))
    };
    let bounds = &room.bounds;
    let plan = room.plan.as_ref();
    let mut facts = vec![fact(t, "owed", money(t, room.owed)), fact(t, "cash", range(&room.cash))];
    facts.extend(plan.map(|plan| fact(t, "plan", range(plan))));
    let count = bounds.largest_count.filter(|_| plan.is_some());
    facts.extend(count.map(|count| fact(t, "count", count.to_string())));
    facts.extend(bounds.min_instalment.map(|sum| fact(t, "instalment", money(t, sum))));
    facts.extend(bounds.least_down.map(|sum| fact(t, "down", money(t, sum))));
    facts.extend(bounds.latest_first.map(|last| fact(t, "first", day(t, last))));
    facts.extend(bounds.cash_due.map(|last| fact(t, "cash-due", day(t, last))));
    facts
}

fn simulated(
    t: &Texts,
    which: &Which,
    typed: Typed,
    (wrong, found): (Option<&'static str>, &Debts),
) -> Result<String, Error> {
    let mut page = Simulated {
        t: t.clone(),
        path: which.path(),
        click: click()?,
        typed,
        told: String::new(),
        lines: Vec::new(),
        why: Vec::new(),
        seen: String::new(),
        button: String::new(),
        beyond: Vec::new(),
        beyond_seen: String::new(),
    };
    let may = found.is_theirs && found.state.dealing.frozen.is_none();
    match (wrong, &found.judged) {
        (Some(field), _) => page.told = t.say_of("web-desk-money-typed", "field", field),
        (None, None) => {}
        (None, Some(Err(refusal))) => {
            page.told = words::lines(t, &explain(refusal, Audience::Agent)).join(" ");
        }
        (None, Some(Ok(judged))) => fill(t, &mut page, judged, may),
    }
    page.render().map_err(Error::internal)
}

fn fill(t: &Texts, page: &mut Simulated, judged: &Judgement, may: bool) {
    page.why = words::lines(t, &explain(judged, Audience::Agent));
    let told = match &judged.verdict {
        Verdict::Accepted(_) => "accepted",
        Verdict::Better(_) => "better",
        Verdict::Nearest { limit, .. } | Verdict::Refused { limit } => limit.code(),
    };
    page.told = code(t, "web-desk-money-verdict", told);
    if let Some(offer) = judged.verdict.offer() {
        page.lines = words::offer(t, offer);
        if may {
            page.seen.clone_from(&offer.id);
            let exact = matches!(judged.verdict, Verdict::Accepted(_));
            page.button = code(t, "web-desk-money-propose", if exact { "exact" } else { "other" });
        }
    }
    if let Some(beyond) = &judged.escalation {
        page.beyond = words::offer(t, &beyond.offer);
        if may {
            page.beyond_seen.clone_from(&beyond.offer.id);
        }
    }
}

fn agreement(t: &Texts, found: &Debts) -> Vec<Fact> {
    let Some(agreement) = found.facts.agreements.last() else { return Vec::new() };
    let status = serde_json::to_value(agreement.status).ok();
    let status = status.and_then(|it| it.as_str().map(str::to_owned)).unwrap_or_default();
    vec![
        fact(t, "status", code(t, "web-desk-money-agreement", &status)),
        fact(t, "protocol", agreement.id.protocol()),
        fact(t, "total", money(t, agreement.total)),
        fact(t, "received", money(t, agreement.received())),
        fact(t, "rule", agreement.rule.clone()),
    ]
}

fn parts(t: &Texts, found: &Debts) -> Vec<[String; 3]> {
    let parts = found.facts.agreements.last().map(|it| it.instalments.as_slice());
    let paid = |part: &crate::domain::debt::agreement::Instalment| match part.paid_on {
        Some(on) => day(t, on),
        None => t.say("web-desk-money-open"),
    };
    let line = |part: &crate::domain::debt::agreement::Instalment| {
        [day(t, part.due), money(t, part.amount), paid(part)]
    };
    parts.unwrap_or_default().iter().map(line).collect()
}

/// The code that can be paid now, and its sum.
fn pix(found: &Debts) -> Option<(String, crate::domain::money::Money)> {
    let charge = found.facts.open_charge()?;
    match &charge.status {
        ChargeStatus::Issued { pix } => Some((pix.clone(), charge.amount)),
        ChargeStatus::Requested
        | ChargeStatus::Paid { .. }
        | ChargeStatus::Cancelled
        | ChargeStatus::Refused { .. } => None,
    }
}

/// What was offered here: by people of ours, then by the bot.
async fn offers(site: &Site, found: &Debts) -> Result<Vec<Offered>, Error> {
    let t = &site.texts;
    let mut all = Vec::new();
    for kept in &found.proposals {
        let status = kept.status.as_str();
        let by = crate::app::desk::approve::name(&site.app, &kept.proposal.by).await;
        all.push(Offered {
            words: words::offer(t, &kept.proposal.offer).join(" "),
            status: code(t, "web-desk-money-proposal", status),
            by: by.map_err(unseen)?,
            why: if status == "refused" { kept.why.clone() } else { String::new() },
        });
    }
    for offer in found.state.negotiation.made.iter().rev() {
        let (by, why) = (t.say("web-desk-money-bot"), String::new());
        let words = words::offer(t, offer).join(" ");
        all.push(Offered { words, status: String::new(), by, why });
    }
    Ok(all)
}
