//! Who the customer is: masked, with how they may be reached and what they agreed to.

use askama::Template;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use chrono::{DateTime, Utc};

use super::words::{code, day, fact};
use super::{Fact, Panel, Which, unseen};
use crate::app::desk::panel::{self, Person};
use crate::domain::access::Right;
use crate::domain::debt::reason::Reason;
use crate::domain::dialogue::state::Collection;
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::people::Document;
use crate::web::desk::{Signed, when};
use crate::web::error::Error;
use crate::web::site::Site;
use crate::web::texts::Texts;

#[derive(Template)]
#[template(path = "desk/money/customer.html")]
struct Page {
    t: Texts,
    path: String,
    facts: Vec<Fact>,
    document: String,
    may_reveal: bool,
    warnings: Vec<String>,
    consents: Vec<String>,
    written: Vec<Fact>,
    limits: Vec<String>,
}

/// Shows the panel.
pub async fn show(
    signed: Signed,
    Path(which): Path<Which>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let site = signed.site();
    page(site, &signed, &which, &headers, None).await
}

/// Shows the panel once with the whole document; the use case writes it down.
pub async fn reveal(
    signed: Signed,
    Path(which): Path<Which>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let site = signed.site();
    let whole = panel::reveal(&site.app, &signed.who, &which.place()).await.map_err(unseen)?;
    page(site, &signed, &which, &headers, whole).await
}

async fn page(
    site: &Site,
    signed: &Signed,
    which: &Which,
    headers: &HeaderMap,
    whole: Option<String>,
) -> Result<Response, Error> {
    let t = &site.texts;
    let found = panel::person(&site.app, &signed.who, &which.place()).await.map_err(unseen)?;
    let masked = found.facts.customer.document.as_ref().map(Document::masked);
    let is_masked = whole.is_none() && masked.is_some();
    let consents = found.consents.iter().map(|consent| {
        let how = code(t, "web-desk-money-consent", &consent.how);
        let channel = match consent.channel.as_str() {
            "*" => String::new(),
            channel => code(t, "web-desk-money-channel", channel),
        };
        // A portfolio tells a day, and no more than that.
        let (at, evidence) = match consent.evidence.as_str() {
            "opt_in_on" => (day(t, consent.given_at.date_naive()), ""),
            evidence => (when::moment(t, consent.given_at), evidence),
        };
        [how.as_str(), &channel, &at, evidence]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
    });
    let written = found
        .written
        .iter()
        .map(|(on, count)| Fact { label: day(t, *on), value: count.to_string() });
    let page = Page {
        path: which.path(),
        facts: facts(t, &found),
        document: whole.or(masked).unwrap_or_default(),
        may_reveal: is_masked && signed.who.may(Right::RevealDocument),
        warnings: warnings(t, &found),
        consents: consents.collect(),
        written: written.collect(),
        limits: limits(t, &found, site.app.clock.now()),
        t: t.clone(),
    };
    let body = page.render().map_err(Error::internal)?;
    Panel::new("cliente", "web-desk-money-customer", body).answer(signed, headers, which.path())
}

fn facts(t: &Texts, found: &Person) -> Vec<Fact> {
    let customer = &found.facts.customer;
    let mut facts = vec![
        fact(t, "name", customer.name.full().to_owned()),
        fact(t, "identity", code(t, "web-desk-money-identity", found.state.identity.as_str())),
        fact(t, "channel", code(t, "web-desk-money-channel", &found.channel)),
    ];
    facts.extend(customer.phone.as_ref().map(|phone| fact(t, "phone", phone.formatted())));
    facts.extend(customer.email.clone().map(|email| fact(t, "email", email)));
    let contact = found.contact.as_ref().and_then(|contact| contact.name.clone());
    facts.extend(contact.map(|name| fact(t, "calls-themselves", name)));
    let language = found.facts.language().map(|it| fact(t, "language", t.language(it)));
    facts.extend(language);
    let late = customer.late_12m.map(|late| late.to_string());
    facts.extend(late.map(|late| fact(t, "late", late)));
    facts.push(fact(t, "broken", customer.broken_agreements.to_string()));
    let reason = found.state.reason.map_or("untold", Reason::as_str);
    facts.push(fact(t, "reason", code(t, "web-desk-money-reason", reason)));
    facts.extend(found.heard_at.map(|at| fact(t, "heard", when::moment(t, at))));
    facts
}

/// What conduct and policy allow, beside what was done.
fn limits(t: &Texts, found: &Person, now: DateTime<Utc>) -> Vec<String> {
    let (done, most) = found.nudges;
    let count = |name: &str, value: usize| {
        (name.to_owned(), Value::Count(i64::try_from(value).unwrap_or(i64::MAX)))
    };
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let recalled = Args::from([count("done", done), count("most", most)]);
    let begin = match found.may_begin {
        Ok(at) if at <= now => t.say("web-desk-limit-begin-now"),
        Ok(at) => t.say_of("web-desk-limit-begin-later", "when", &when::moment(t, at)),
        Err(why) => code(t, "web-desk-limit-begin-never", why.as_str()),
    };
    vec![t.tell("web-desk-limit-recalled", &recalled), begin]
}

/// What whoever writes must know first.
fn warnings(t: &Texts, found: &Person) -> Vec<String> {
    let warn = |name: &str| code(t, "web-desk-money-warning", name);
    let mut all = Vec::new();
    if found.facts.customer.opted_out || found.state.opted_out {
        all.push(warn("opted-out"));
    }
    if found.suppressed {
        all.push(warn("suppressed"));
    }
    match found.state.collection {
        Collection::Active => {}
        Collection::Paused { until } => {
            all.push(t.say_of("web-desk-money-paused", "until", &day(t, until)));
        }
        Collection::Stopped { why } => all.push(code(t, "web-desk-money-stopped", why.as_str())),
    }
    if found.state.reason.is_some_and(Reason::is_hardship) {
        all.push(warn("hardship"));
    }
    if found.facts.language().is_some_and(|it| !t.has_language(it)) {
        all.push(warn("unserved"));
    }
    if found.facts.customer.hold.is_some() {
        all.push(warn("hold"));
    }
    let nudges = found.state.talk.nudged_on.len();
    if nudges > 0 {
        all.push(warn("nudged"));
    }
    all.push(warn("hours"));
    all
}
