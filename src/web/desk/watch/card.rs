//! One case to be judged: what was said, the card, what the agent says to it.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{Redirect, Response};

use super::quality::judged;
use super::reports::known;
use super::{page, part, refused};
use crate::app::watch::quality::{self, Case};
use crate::domain::access::{Right, Who};
use crate::domain::id::Id;
use crate::domain::quality::{BEST, Card, Criterion, NotFair, Score, Status};
use crate::store::views::Sender;
use crate::web::desk::{Shell, Signed, when};
use crate::web::error::Error;
use crate::web::site::Site;

/// What was said.
struct Said {
    who: String,
    kind: &'static str,
    at: String,
    text: String,
}

/// A criterion of the card.
struct Line {
    code: &'static str,
    words: String,
    means: String,
    points: Option<u8>,
    comment: String,
}

/// A judgement as it is shown.
struct Shown {
    points: String,
    status: String,
    tag: &'static str,
    reviewer: String,
    at: String,
    comment: String,
    answer: String,
    reply: String,
}

#[derive(Template)]
#[template(path = "desk/watch/card.html")]
struct Page {
    shell: Shell,
    protocol: String,
    agent: String,
    outcome: String,
    opened: String,
    closed: String,
    conversation: String,
    action: String,
    said: Vec<Said>,
    lines: Vec<Line>,
    points: Vec<u8>,
    review: Option<Shown>,
    may_judge: bool,
    may_dispute: bool,
    may_settle: bool,
}

/// Where a case is.
type At = Path<(String, String)>;

/// Words and points as the forms send them.
type Sent = BTreeMap<String, String>;

/// Shows a case.
pub async fn show(signed: Signed, Path((creditor, case)): At) -> Result<Response, Error> {
    let site = signed.site();
    let found = quality::case(&site.app, &signed.who, &creditor, &Id::stored(case)).await;
    let found = found.map_err(refused)?;
    let (names, _) = known(site, &signed.who).await?;
    page(&made(site, &signed, &found, &names.people))
}

fn made(site: &Site, signed: &Signed, case: &Case, people: &BTreeMap<String, String>) -> Page {
    let t = &site.texts;
    let who: &Who = &signed.who;
    let named = |id: &str| people.get(id).cloned().unwrap_or_else(|| id.to_owned());
    let (review, closed) = (case.review.as_ref(), &case.closed);
    let line = |criterion: Criterion| {
        let score = review.and_then(|review| review.card.of(criterion));
        Line {
            code: criterion.as_str(),
            words: t.say_of("web-desk-quality-criterion", "code", criterion.as_str()),
            means: t.say_of("web-desk-quality-criterion-means", "code", criterion.as_str()),
            points: score.map(|score| score.points),
            comment: score.map(|score| score.comment.clone()).unwrap_or_default(),
        }
    };
    let shown = review.map(|review| {
        let (points, status, tag) = judged(t, review);
        Shown {
            points,
            status,
            tag,
            reviewer: named(&review.reviewer),
            at: when::moment(t, review.reviewed_at),
            comment: review.comment.clone(),
            answer: review.answer.clone(),
            reply: review.reply.clone(),
        }
    });
    let leads = who.may(Right::Review) && closed.agent != who.id;
    let stands = |status: Status| review.is_some_and(|review| review.status == status);
    Page {
        shell: Shell::new(signed, super::quality::HERE),
        protocol: Id::stored(&closed.handoff).protocol(),
        agent: named(&closed.agent),
        outcome: t.say_of("web-desk-report-outcome", "code", &closed.outcome),
        opened: when::moment(t, closed.opened_at),
        closed: when::moment(t, closed.closed_at),
        conversation: super::conversation(&case.creditor, &closed.conversation),
        action: address(&case.creditor, &closed.handoff),
        said: said(site, case),
        lines: Criterion::ALL.map(line).into(),
        points: (0..=BEST).collect(),
        review: shown,
        may_judge: leads && review.is_none(),
        may_dispute: closed.agent == who.id && stands(Status::Given),
        may_settle: leads && stands(Status::Disputed),
    }
}

fn said(site: &Site, case: &Case) -> Vec<Said> {
    let t = &site.texts;
    let told = case.said.iter().map(|message| {
        let kind = match message.from {
            Sender::Customer => "customer",
            Sender::Bot => "bot",
            Sender::Agent => "agent",
        };
        Said {
            who: match message.from {
                Sender::Customer => case.closed.customer.clone(),
                Sender::Bot | Sender::Agent => t.say_of("web-desk-quality-from", "code", kind),
            },
            kind,
            at: when::moment(t, message.at),
            text: message.text.clone(),
        }
    });
    told.collect()
}

/// Judges a case.
pub async fn judge(
    signed: Signed,
    Path((creditor, case)): At,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Error> {
    let site = signed.site();
    signed.need(Right::Review).await?;
    let (card, comment) = (card(&sent)?, words(&sent, "comment"));
    let at = (creditor.as_str(), &Id::stored(&case));
    quality::judge(&site.app, &signed.who, at, (card, &comment)).await.map_err(refused)?;
    Ok(Redirect::to(&address(&creditor, &case)))
}

/// Says as the agent why they do not agree.
pub async fn dispute(
    signed: Signed,
    Path((creditor, case)): At,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Error> {
    let site = signed.site();
    let review = review(site, &signed, (&creditor, &case)).await?;
    let words = words(&sent, "words");
    let done = quality::dispute(&site.app, &signed.who, (&creditor, &review), &words).await;
    done.map_err(refused)?;
    Ok(Redirect::to(&address(&creditor, &case)))
}

/// Keeps a card that is disputed, or gives another.
pub async fn settle(
    signed: Signed,
    Path((creditor, case)): At,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Error> {
    let site = signed.site();
    signed.need(Right::Review).await?;
    let review = review(site, &signed, (&creditor, &case)).await?;
    let (card, words) = (card(&sent)?, words(&sent, "words"));
    let at = (creditor.as_str(), &review);
    let done = quality::settle(&site.app, &signed.who, at, (Some(card), &words)).await;
    done.map_err(refused)?;
    Ok(Redirect::to(&address(&creditor, &case)))
}

/// The judgement of a case.
async fn review(site: &Site, signed: &Signed, (creditor, case): (&str, &str)) -> Result<Id, Error> {
    let found = quality::case(&site.app, &signed.who, creditor, &Id::stored(case)).await;
    let review = found.map_err(refused)?.review;
    Ok(review.ok_or(Error::NotFound)?.id)
}

/// The card that a form holds.
fn card(sent: &Sent) -> Result<Card, Error> {
    let mut scores = BTreeMap::new();
    for criterion in Criterion::ALL {
        let points = sent.get(criterion.as_str()).and_then(|points| points.parse().ok());
        let comment = words(sent, &format!("{}-comment", criterion.as_str()));
        if let Some(points) = points {
            scores.insert(criterion, Score { points, comment });
        }
    }
    Card::new(scores).map_err(|why: NotFair| refused(why.into()))
}

fn words(sent: &Sent, name: &str) -> String {
    sent.get(name).map(|words| words.trim().to_owned()).unwrap_or_default()
}

fn address(creditor: &str, case: &str) -> String {
    format!("{}/{}/{}", super::quality::HERE, part(creditor), part(case))
}
