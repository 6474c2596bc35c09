//! How well cases are handled: the sample to be judged, and how one's own were.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use chrono::Datelike;
use serde::Deserialize;

use super::reports::{Choice, chosen, day, known, options};
use super::{page, part, refused};
use crate::app::watch::quality::{self, Draw, Drawn};
use crate::app::watch::reports::Asked;
use crate::domain::access::Right;
use crate::domain::quality::{Card, Review};
use crate::web::desk::{Shell, Signed, when};
use crate::web::error::Error;
use crate::web::site::Site;
use crate::web::texts::Texts;

/// The page's address.
pub const HERE: &str = "/qualidade";

/// How many cases of each agent and outcome are drawn where nothing else is asked for.
const EACH: usize = 2;
/// The most of them.
const MOST_EACH: usize = 20;

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Form {
    #[serde(default)]
    de: String,
    #[serde(default)]
    ate: String,
    #[serde(default)]
    credor: String,
    #[serde(default)]
    pessoa: String,
    #[serde(default)]
    palavra: String,
    #[serde(default)]
    cada: String,
}

/// A case of the sample, or a judgement of one's own.
struct Row {
    address: String,
    who: String,
    what: String,
    when: String,
    points: String,
    status: String,
    tag: &'static str,
}

/// What only those who judge see.
struct Sample {
    first: String,
    last: String,
    creditors: Vec<Choice>,
    people: Vec<Choice>,
    word: String,
    each: usize,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "desk/watch/quality.html")]
struct Page {
    shell: Shell,
    sample: Option<Sample>,
    mine: Vec<Row>,
}

/// Shows the sample to those who judge, and to everybody how their own cases were judged.
pub async fn show(signed: Signed, Query(form): Query<Form>) -> Result<Response, Error> {
    let site = signed.site();
    let sample =
        if signed.who.may(Right::Review) { Some(sample(site, &signed, form).await?) } else { None };
    let mine = quality::mine(&site.app, &signed.who).await.map_err(refused)?;
    let mine = mine.iter().map(|review| own(&site.texts, review)).collect();
    page(&Page { shell: Shell::new(&signed, HERE), sample, mine })
}

async fn sample(site: &Site, signed: &Signed, form: Form) -> Result<Sample, Error> {
    let (names, _) = known(site, &signed.who).await?;
    let lately = Asked::lately(site.app.clock.now());
    let days = (day(&form.de)?.unwrap_or(lately.days.0), day(&form.ate)?.unwrap_or(lately.days.1));
    let month = format!("{:04}-{:02}", days.1.year(), days.1.month());
    let word = chosen(form.palavra.trim()).unwrap_or(month);
    let each = form.cada.parse().unwrap_or(EACH).clamp(1, MOST_EACH);
    let of = Draw {
        days,
        creditor: chosen(&form.credor),
        agent: chosen(&form.pessoa),
        word: word.clone(),
        each,
    };
    let drawn = quality::draw(&site.app, &signed.who, &of).await.map_err(refused)?;
    let rows = drawn.iter().map(|drawn| row(&site.texts, drawn, &names.people));
    Ok(Sample {
        rows: rows.collect(),
        first: days.0.to_string(),
        last: days.1.to_string(),
        creditors: options(&names.creditors, &form.credor),
        people: options(&names.people, &form.pessoa),
        word,
        each,
    })
}

fn row(t: &Texts, drawn: &Drawn, people: &BTreeMap<String, String>) -> Row {
    let agent = drawn.case.agent.clone().unwrap_or_default();
    let (points, status, tag) = match &drawn.review {
        Some(review) => judged(t, review),
        None => (String::new(), t.say("web-desk-quality-open"), ""),
    };
    Row {
        address: format!("{HERE}/{}/{}", part(&drawn.creditor), part(&drawn.case.handoff)),
        who: people.get(&agent).cloned().unwrap_or(agent),
        what: t.say_of("web-desk-report-outcome", "code", &drawn.case.outcome),
        when: when::moment(t, drawn.case.closed_at),
        points,
        status,
        tag,
    }
}

fn own(t: &Texts, review: &Review) -> Row {
    let (points, status, tag) = judged(t, review);
    Row {
        address: format!("{HERE}/{}/{}", part(&review.creditor), part(review.handoff.as_str())),
        who: String::new(),
        what: review.handoff.protocol(),
        when: when::moment(t, review.reviewed_at),
        points,
        status,
        tag,
    }
}

/// Points and standing of a judgement, in words.
pub(super) fn judged(t: &Texts, review: &Review) -> (String, String, &'static str) {
    use crate::domain::quality::Status::{Changed, Disputed, Given, Kept};
    let points = format!("{}/{}", review.card.points(), Card::most());
    let tag = match review.status {
        Given | Kept | Changed => "good",
        Disputed => "warn",
    };
    (points, t.say_of("web-desk-quality-status", "code", review.status.as_str()), tag)
}
