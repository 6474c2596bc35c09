//! One step: its texts as they look, where it leads, where one comes from, what became of customers.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;

use super::words::Teller;
use super::{Form, HERE, address, find, form, refused};
use crate::app::tuning::{drafts, funnel, may};
use crate::domain::access::Right;
use crate::domain::content::release::Draft;
use crate::domain::dialogue::Flow;
use crate::domain::dialogue::step::{Kind, Step};
use crate::domain::locale::Locale;
use crate::web::desk::{Shell, Signed};
use crate::web::error::Error;
use crate::web::names;
use crate::web::tuning::{HOME, page, told};

/// A text of the step.
struct Text {
    key: String,
    looks: Vec<String>,
}

/// A step that leads here, or to which this one leads.
struct Link {
    name: String,
    address: String,
    why: String,
}

#[derive(Template)]
#[template(path = "tuning/flow/step.html")]
struct Page {
    shell: Shell,
    flow: String,
    back: String,
    name: String,
    code: String,
    kind: String,
    counts: String,
    texts: Vec<Text>,
    labels: Vec<String>,
    next: Vec<Link>,
    before: Vec<Link>,
    may_draft: bool,
    drafts: Vec<Link>,
}

/// Shows one step.
pub(super) async fn show(
    signed: Signed,
    Path((flow, step)): Path<(String, String)>,
    Query(form): Query<Form>,
) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadTuning).await?;
    let flow = find(site, &flow)?;
    let step = flow.step(&step).ok_or(Error::NotFound)?;
    let asked = form.asked(site)?;
    let counted = funnel::funnel(&site.app, &signed.who, &flow, &asked).await.map_err(refused)?;
    let teller = Teller { t: &site.texts, words: &site.app.words() };
    let nobody = || site.texts.say("web-tuning-flow-nobody");
    let count = counted.steps.get(&step.name);
    let text = |key: &str| Text { key: key.to_owned(), looks: teller.looks(key) };
    let label = |key: &str| teller.looks(key).into_iter().next().unwrap_or_default();
    page(&Page {
        shell: Shell::new(&signed, HOME),
        back: format!("{HERE}/{}", flow.name),
        flow: names::flow(&site.texts, &flow.name),
        name: names::step(&site.texts, &step.name),
        code: step.name.clone(),
        kind: teller.kind(step.kind.name()),
        counts: count.map_or_else(nobody, |count| teller.counts(count)),
        texts: step.texts().into_iter().map(text).collect(),
        labels: step.labels().map(label).collect(),
        next: next(&flow, step, &teller),
        before: before(&flow, step, &teller),
        may_draft: may(&signed.who, Right::Draft),
        drafts: doors(&signed, &flow, &step.name).await?,
    })
}

/// The drafts in which somebody may change a step.
async fn doors(signed: &Signed, flow: &Flow, step: &str) -> Result<Vec<Link>, Error> {
    let all = drafts::living_ones(&signed.site().app).await.map_err(told::failed)?;
    let open = all.into_iter().filter(|draft| told::may_write(&signed.who, draft));
    let link = |draft: Draft| Link {
        address: form::at((&flow.name, step), (&draft.id, Locale::OWN)),
        name: draft.title,
        why: String::new(),
    };
    Ok(open.map(link).collect())
}

/// Where a step leads, with what leads there.
fn next(flow: &Flow, step: &Step, teller: &Teller<'_>) -> Vec<Link> {
    let named = |to: &str| names::step(teller.t, to);
    let heard = |code: &str| names::meaning(teller.t, code);
    let mut links: Vec<Link> = Vec::new();
    let mut add = |to: &str, why: String| {
        let why_known = links.iter().any(|link| link.name == named(to) && link.why == why);
        if !why_known {
            links.push(Link { name: named(to), address: address(flow, to), why });
        }
    };
    if let Kind::Ask(ask) = &step.kind {
        for option in &ask.options {
            add(&option.go, teller.looks(&option.label).into_iter().next().unwrap_or_default());
        }
    }
    for (meaning, to) in &step.hear {
        add(to, teller.t.say_of("web-tuning-flow-heard", "meaning", &heard(&meaning.to_string())));
    }
    for to in step.targets() {
        if !links.iter().any(|link| link.name == named(to)) {
            links.push(Link { name: named(to), address: address(flow, to), why: String::new() });
        }
    }
    links
}

/// The steps that lead to a step.
fn before(flow: &Flow, step: &Step, teller: &Teller<'_>) -> Vec<Link> {
    let leads = flow.steps.values().filter(|other| other.targets().contains(&step.name.as_str()));
    let link = |other: &Step| Link {
        name: names::step(teller.t, &other.name),
        address: address(flow, &other.name),
        why: teller.kind(other.kind.name()),
    };
    leads.map(link).collect()
}
