//! How well cases are handled: drawing a sample, judging, answering, settling.
//!
//! Nobody judges themselves, and no judgement is hidden from whom it is about.

use chrono::NaiveDate;

use super::reports::Asked;
use super::{Error, Result, need, seen};
use crate::app::App;
use crate::domain::access::{Right, Who};
use crate::domain::id::Id;
use crate::domain::quality::{self, Candidate, Card, NotFair, Review, Status};
use crate::store::audit::{self, Entry};
use crate::store::views::quality::{self as rows, Closed};
use crate::store::views::reports::{self, End};
use crate::store::views::{Db, Message};
use crate::store::{self, Tx, review};

/// The most judgements of an agent that are shown.
const MOST: u32 = 200;
/// The most letters of words to a judgement.
const LONGEST: usize = 4000;

/// What is drawn from.
#[derive(Clone, Debug)]
pub struct Draw {
    /// The first and the last day on which cases were closed.
    pub days: (NaiveDate, NaiveDate),
    /// One creditor alone.
    pub creditor: Option<String>,
    /// One agent alone.
    pub agent: Option<String>,
    /// The word that the dice are thrown with.
    pub word: String,
    /// How many of each agent and outcome.
    pub each: usize,
}

/// A case that was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The creditor's id.
    pub creditor: String,
    /// The case.
    pub case: End,
    /// How it was judged, where it was.
    pub review: Option<Review>,
}

/// A case as whoever judges it, or was judged by it, sees it.
#[derive(Clone, Debug)]
pub struct Case {
    /// The creditor's id.
    pub creditor: String,
    /// The case.
    pub closed: Closed,
    /// What was said in it.
    pub said: Vec<Message>,
    /// How it was judged, where it was.
    pub review: Option<Review>,
}

/// Draws cases to be judged, none of them of who draws.
///
/// # Errors
/// Where they may not judge, or not see that creditor; or when the database refuses.
pub async fn draw(app: &App, who: &Who, of: &Draw) -> Result<Vec<Drawn>> {
    need(who, Right::Review)?;
    let asked = Asked { days: of.days, ..Asked::lately(app.clock.now()) };
    let period = asked.period();
    let mut drawn = Vec::new();
    for (creditor, _) in seen(&app.db, who, of.creditor.as_deref()).await? {
        let mut ends = reports::ends(&app.db, &creditor, &period).await?;
        ends.retain(|end| {
            let is_of = of.agent.is_none() || of.agent == end.agent;
            is_of && who.sees(&creditor, Some(&end.sector))
        });
        let candidates: Vec<Candidate> = ends
            .iter()
            .filter_map(|end| {
                let (handoff, outcome) = (end.handoff.clone(), end.outcome.clone());
                Some(Candidate { handoff, agent: end.agent.clone()?, outcome })
            })
            .collect();
        for handoff in quality::draw(&of.word, &who.id, of.each, &candidates) {
            let review = rows::of_case(&app.db, &creditor, &Id::stored(&handoff)).await?;
            let case = ends.iter().find(|end| end.handoff == handoff).cloned();
            let creditor = creditor.clone();
            drawn.extend(case.map(|case| Drawn { creditor, case, review }));
        }
    }
    Ok(drawn)
}

/// A case that was closed, for who may judge it and for whom it was judged.
///
/// # Errors
/// Where there is none that they see; or when the database refuses.
pub async fn case(app: &App, who: &Who, creditor: &str, handoff: &Id) -> Result<Case> {
    let closed = visible(&app.db, who, creditor, handoff).await?;
    let said = rows::said(&app.db, creditor, &closed).await?;
    let review = rows::of_case(&app.db, creditor, handoff).await?;
    let creditor = creditor.to_owned();
    Ok(Case { creditor, closed, said, review })
}

async fn visible(db: &Db, who: &Who, creditor: &str, handoff: &Id) -> Result<Closed> {
    let found = rows::closed(db, creditor, handoff).await?;
    found.filter(|closed| is_visible(who, creditor, closed)).ok_or(Error::NotFound)
}

/// True where somebody judges or audits within their scope, or it was their own case.
fn is_visible(who: &Who, creditor: &str, closed: &Closed) -> bool {
    let leads = who.may(Right::Review) || who.may(Right::ReadAudit);
    closed.agent == who.id || (leads && who.sees(creditor, Some(&closed.sector)))
}

/// The judgements of somebody's own cases, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn mine(app: &App, who: &Who) -> Result<Vec<Review>> {
    Ok(rows::of_agent(&app.db, &who.id, MOST).await?)
}

/// Judges a case; the same judgement given twice is one.
///
/// # Errors
/// Where they may not, it is their own case, it was judged otherwise already, or there is no such
/// case; or when the database refuses.
pub async fn judge(
    app: &App,
    who: &Who,
    (creditor, handoff): (&str, &Id),
    (card, comment): (Card, &str),
) -> Result<Review> {
    need(who, Right::Review)?;
    let (who, creditor, handoff) = (who.clone(), creditor.to_owned(), handoff.clone());
    let (comment, now) = (short(comment), app.clock.now());
    app.db
        .write(move |tx| {
            Box::pin(async move {
                let closed = rows::closed(&mut *tx, &creditor, &handoff).await?;
                let closed = closed.filter(|it| who.sees(&creditor, Some(&it.sector)));
                let closed = closed.ok_or(Error::NotFound)?;
                if closed.agent == who.id {
                    return Err(NotFair::OwnCase.into());
                }
                let review = Review {
                    id: Id::derive(&["review", &creditor, handoff.as_str()]),
                    creditor,
                    handoff,
                    conversation: Id::stored(closed.conversation),
                    agent: closed.agent,
                    reviewer: who.id.clone(),
                    reviewed_at: now,
                    card,
                    comment,
                    status: Status::Given,
                    answer: String::new(),
                    answered_at: None,
                    reply: String::new(),
                    settled_by: None,
                    settled_at: None,
                    version: 1,
                };
                if review::add(tx, &review).await? {
                    tell(tx, &who, "review", &review);
                    return Ok(review);
                }
                let before = review::find(&mut *tx, &review.creditor, &review.id).await?;
                let same = |it: &Review| it.reviewer == who.id && it.card == review.card;
                before.filter(same).ok_or(Error::Overtaken)
            })
        })
        .await
}

/// Says as the agent why they do not agree.
///
/// # Errors
/// Where it is not theirs, nothing is said, or it was answered already; or when the database
/// refuses.
pub async fn dispute(app: &App, who: &Who, at: (&str, &Id), words: &str) -> Result<Review> {
    let words = short(words);
    change(app, who, at, "review-dispute", move |review, who, now| {
        review.dispute(&who.id, &words, now)
    })
    .await
}

/// Settles what an agent did not agree with: keeps the card, or gives another.
///
/// # Errors
/// Where they may not, it is their own case, nothing is said, or nobody disputes it; or when the
/// database refuses.
pub async fn settle(
    app: &App,
    who: &Who,
    at: (&str, &Id),
    (card, words): (Option<Card>, &str),
) -> Result<Review> {
    need(who, Right::Review)?;
    let words = short(words);
    change(app, who, at, "review-settle", move |review, who, now| {
        review.settle(&who.id, (card.clone(), &words), now)
    })
    .await
}

async fn change<F>(
    app: &App,
    who: &Who,
    (creditor, id): (&str, &Id),
    action: &'static str,
    how: F,
) -> Result<Review>
where
    F: Fn(Review, &Who, chrono::DateTime<chrono::Utc>) -> Result<Review, NotFair> + Send + 'static,
{
    let (who, creditor, id) = (who.clone(), creditor.to_owned(), id.clone());
    let now = app.clock.now();
    let changed = app.db.write(move |tx| {
        Box::pin(async move {
            let found = review::find(&mut *tx, &creditor, &id).await?.ok_or(Error::NotFound)?;
            let closed = rows::closed(&mut *tx, &creditor, &found.handoff).await?;
            if !closed.is_some_and(|closed| is_visible(&who, &creditor, &closed)) {
                return Err(Error::NotFound);
            }
            let after = how(found, &who, now)?;
            review::save(tx, &after).await?;
            tell(tx, &who, action, &after);
            Ok(after)
        })
    });
    match changed.await {
        Err(Error::Store(store::Error::Stale { .. })) => Err(Error::Overtaken),
        other => other,
    }
}

/// Writes down who judged, answered or settled what; never their words.
fn tell(tx: &mut Tx, who: &Who, action: &str, review: &Review) {
    let at = review.settled_at.or(review.answered_at).unwrap_or(review.reviewed_at);
    let detail = format!(
        "case={};agent={};points={};status={}",
        review.handoff,
        review.agent,
        review.card.points(),
        review.status.as_str()
    );
    let (who, action) = (who.id.clone(), action.to_owned());
    let (creditor, subject) = (Some(review.creditor.clone()), review.conversation.to_string());
    audit::add(tx, &Entry { at, who, action, creditor, subject, detail });
}

fn short(words: &str) -> String {
    words.trim().chars().take(LONGEST).collect()
}
