//! What waits for somebody with more authority: the list, each of it, the decision.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use super::words::{self, fact, money};
use super::{Fact, Which, back_to, click, refusal, unseen};
use crate::app::desk::approve::{self, Decided, Decision, Waiting};
use crate::domain::access::Right;
use crate::domain::id::Id;
use crate::web::desk::signed::escaped;
use crate::web::desk::{Shell, Signed, when};
use crate::web::error::{Error, Told};
use crate::web::site::Site;
use crate::web::texts::Texts;

const HERE: &str = "/aprovacoes";

/// What the page posts.
#[derive(Debug, Deserialize)]
pub struct Posted {
    id: String,
    #[serde(rename = "decisao")]
    decision: String,
    #[serde(default, rename = "motivo")]
    why: String,
}

struct Request {
    path: String,
    conversation: String,
    click: String,
    facts: Vec<Fact>,
    terms: Vec<String>,
    is_own: bool,
}

#[derive(Template)]
#[template(path = "desk/money/approvals.html")]
struct Page {
    shell: Shell,
    wrong: String,
    requests: Vec<Request>,
}

/// Shows all that waits.
pub async fn list(signed: Signed) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::Approve).await?;
    page(site, &signed, None, (StatusCode::OK, String::new())).await
}

/// Shows one.
pub async fn one(signed: Signed, Path(which): Path<Which>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::Approve).await?;
    page(site, &signed, Some(&which), (StatusCode::OK, String::new())).await
}

/// Decides.
pub async fn decide(
    signed: Signed,
    Path(which): Path<Which>,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::Approve).await?;
    let proposal = Id::stored(&which.id);
    let found = approve::find(&site.app, &signed.who, &which.creditor, &proposal).await;
    let at = found.map_err(unseen)?;
    let decision = match posted.decision.as_str() {
        "sim" => Decision::Approve,
        "nao" => Decision::Refuse(posted.why.trim().to_owned()),
        _ => return Err(Error::Refused("web-error-bad-request")),
    };
    let of = (posted.id.as_str(), proposal, decision);
    let done = approve::decide(&site.app, &signed.who, &at, of).await;
    site.news.send_modify(|count| *count += 1);
    match done {
        Ok(Decided::Expired) => {
            let told = (StatusCode::CONFLICT, site.texts.say("web-desk-money-expired"));
            page(site, &signed, None, told).await
        }
        Ok(Decided::Said | Decided::Refused | Decided::Before) => Ok(back_to(HERE)),
        Err(error) => {
            let told = refusal(&site.texts, error)?;
            page(site, &signed, None, told).await
        }
    }
}

async fn page(
    site: &Site,
    signed: &Signed,
    only: Option<&Which>,
    (status, wrong): (StatusCode, String),
) -> Result<Response, Error> {
    let mut waiting = approve::waiting(&site.app, &signed.who).await.map_err(unseen)?;
    let count = u64::try_from(waiting.len()).unwrap_or(u64::MAX);
    if let Some(which) = only {
        waiting.retain(|it| it.creditor == which.creditor && it.proposal.id.as_str() == which.id);
        if waiting.is_empty() {
            return Err(Error::NotFound);
        }
    }
    let requests: Result<Vec<Request>, Error> =
        waiting.iter().map(|one| request(&site.texts, &signed.who.id, one)).collect();
    let shell = Shell::new(signed, HERE).counting(HERE, count);
    let html = Page { shell, wrong, requests: requests? }.render().map_err(Error::internal)?;
    let answer = (status, [(header::CACHE_CONTROL, "no-store")], Html(html));
    let mut answer = answer.into_response();
    answer.extensions_mut().insert(Told);
    Ok(answer)
}

fn request(t: &Texts, who: &str, one: &Waiting) -> Result<Request, Error> {
    let creditor = escaped(&one.creditor);
    let id = escaped(one.proposal.id.as_str());
    let offer = &one.proposal.offer;
    Ok(Request {
        path: format!("{HERE}/{creditor}/{id}"),
        conversation: format!("/conversas/{creditor}/{}", escaped(one.conversation.as_str())),
        click: click()?,
        facts: vec![
            fact(t, "name", one.customer_name.clone()),
            fact(t, "asked-by", one.by_name.clone()),
            fact(t, "asked-at", when::moment(t, one.proposed_at)),
            fact(t, "owed", money(t, offer.owed.total())),
            fact(t, "rule", offer.rule()),
        ],
        terms: words::offer(t, offer),
        is_own: one.proposal.by == who,
    })
}
