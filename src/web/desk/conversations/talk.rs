//! One conversation: the whole page, or what it has got since.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

use super::bubble::{Bubble, log};
use super::composer;
use super::filter::Filter;
use super::line::{Looking, through};
use super::list::{self, shell, whole};
use crate::app::desk::presence::Look;
use crate::domain::access::{Right, Who};
use crate::domain::id::Id;
use crate::store::views::desk::queue::{self, Row};
use crate::store::views::desk::talk;
use crate::web::desk::{Shell, Signed, address, fresh};
use crate::web::error::Error;
use crate::web::site::Site;
use crate::web::texts::Texts;

/// Messages of one page.
const PAGE: u32 = 60;

/// The most messages that are told at once as they come.
const BURST: u32 = 200;

/// The last messages that are told again, since their delivery may have gone on.
const TICKS: i64 = 30;

/// How long somebody who was seen at a conversation is taken to be there.
const LOOKING: TimeDelta = TimeDelta::seconds(12);

/// Which conversation.
#[derive(Clone, Debug, Deserialize)]
pub struct Which {
    /// The creditor's id.
    pub creditor: String,
    /// The conversation.
    pub id: String,
}

/// Which part of it.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Part {
    /// The messages before this place.
    #[serde(default, rename = "antes")]
    before: Option<i64>,
    /// The messages around this place.
    #[serde(default, rename = "mensagem")]
    at: Option<i64>,
    /// Where what the page knows ends.
    #[serde(default, rename = "depois")]
    after: Option<i64>,
    /// How many messages of the bot's were still under way as it was taken.
    #[serde(default, rename = "ainda")]
    still: Option<i64>,
    /// Set where nobody sees the page at the moment.
    #[serde(default, rename = "oculta")]
    hidden: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/conversations/talk.html")]
struct Page {
    shell: Shell,
    key: String,
    path: String,
    name: String,
    list: String,
    header: String,
    bubbles: String,
    composer: String,
    wrong: String,
    last: i64,
    earlier: String,
    is_end: bool,
    panels: [(&'static str, String); 3],
}

#[derive(Template)]
#[template(path = "desk/conversations/bubbles.html")]
struct Bubbles<'a> {
    t: &'a Texts,
    all: Vec<Bubble>,
    path: &'a str,
}

#[derive(Template)]
#[template(path = "desk/conversations/header.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is a button that stands there or not")]
struct Header {
    t: Texts,
    version: String,
    path: String,
    query: String,
    name: String,
    through: String,
    creditor: String,
    owner: (String, bool),
    reason: String,
    stake: String,
    window: String,
    answer_by: String,
    may_take: bool,
    may_take_over: bool,
    is_mine: bool,
    may_pass: bool,
    snoozed: String,
    viewers: Vec<String>,
    fresh: String,
}

/// What was written and not taken, to be shown again with the reason.
#[derive(Default)]
pub struct Kept {
    /// The words that were to be sent.
    pub reply: Option<String>,
    /// The words that were to be noted.
    pub note: Option<String>,
    /// When they were to be sent; empty for at once.
    pub when: String,
    /// Why they were not taken.
    pub wrong: String,
    /// True where they are taken once somebody insists on them.
    pub may_insist: bool,
}

/// Shows a conversation.
pub async fn page(
    signed: Signed,
    Path(which): Path<Which>,
    Query(part): Query<Part>,
    Query(filter): Query<Filter>,
) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadCases).await?;
    let html = render(site, &signed, &which, (&part, &filter), Kept::default()).await?;
    Ok(whole(html))
}

/// The whole page, with what was written and not taken.
pub async fn render(
    site: &Site,
    signed: &Signed,
    which: &Which,
    (part, filter): (&Part, &Filter),
    kept: Kept,
) -> Result<String, Error> {
    let row = row(site, signed, which).await?;
    let id = Id::stored(&which.id);
    let of = (which.creditor.as_str(), &id);
    let (after, until) = range(part, row.messages);
    let (bubbles, first) = bubbles(site, signed, of, (after, until)).await?;
    super::posts::look(site, signed, which, (Look::Opened, row.messages)).await?;
    let path = address(&which.creditor, &which.id);
    let key = format!("{}/{}", which.creditor, which.id);
    let (list, counts) = list::render(site, signed, filter, &key).await?;
    let header = header(site, signed, &row, &filter.query()).await?;
    let (reply, note) = drafts(site, &signed.who, of, &kept).await?;
    let begun =
        composer::Begun { reply, note, when: kept.when.clone(), may_insist: kept.may_insist };
    let composer = composer::of(site, &signed.who, &row, begun).await?;
    let t = &site.texts;
    let page = Page {
        shell: shell(signed, counts).telling(still(&site.texts, part.still)),
        name: row.name.clone(),
        list,
        header: header.render().map_err(Error::internal)?,
        bubbles: Bubbles { t, all: bubbles, path: &path }.render().map_err(Error::internal)?,
        composer: composer.render().map_err(Error::internal)?,
        wrong: kept.wrong,
        last: until,
        earlier: if first > 1 { first.to_string() } else { String::new() },
        is_end: until >= row.messages,
        panels: [
            ("cliente", t.say("web-desk-panel-customer")),
            ("divida", t.say("web-desk-panel-debts")),
            ("contexto", t.say("web-desk-panel-context")),
        ],
        key,
        path,
    };
    page.render().map_err(Error::internal)
}

/// What the bot still had under way as somebody took the conversation, in words.
pub fn still(t: &Texts, count: Option<i64>) -> String {
    match count.filter(|count| (1..100).contains(count)) {
        Some(many) => super::line::count(t, "web-desk-still-under-way", many),
        None => String::new(),
    }
}

/// What a conversation has got since a place: entries, how deliveries went, whose it is by now.
pub async fn news(
    signed: Signed,
    Path(which): Path<Which>,
    Query(part): Query<Part>,
    Query(filter): Query<Filter>,
) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadCases).await?;
    let row = row(site, &signed, &which).await?;
    let id = Id::stored(&which.id);
    let of = (which.creditor.as_str(), &id);
    let known = part.after.unwrap_or_default().max(0);
    let after = known.min(row.messages - TICKS).max(0);
    let until = row.messages.min(after + i64::from(BURST));
    let (bubbles, _) = bubbles(site, &signed, of, (after, until)).await?;
    if part.hidden.is_none() {
        super::posts::look(site, &signed, &which, (Look::Stays, until)).await?;
    }
    let header = header(site, &signed, &row, &filter.query()).await?;
    let mode = composer::mode(&site.texts, &signed.who, &row, site.app.clock.now());
    let path = address(&which.creditor, &which.id);
    let t = &site.texts;
    let mut html = String::from("<ol id=\"log\">");
    html.push_str(&Bubbles { t, all: bubbles, path: &path }.render().map_err(Error::internal)?);
    html.push_str("</ol>");
    html.push_str(&header.render().map_err(Error::internal)?);
    html.push_str(&mode.render().map_err(Error::internal)?);
    let mut answer = whole(html);
    if let Ok(told) = format!("{until};{}", row.messages).parse() {
        answer.headers_mut().insert("x-desk-log", told);
    }
    Ok(answer)
}

/// The conversation's row, where it is seen.
pub async fn row(site: &Site, signed: &Signed, which: &Which) -> Result<Row, Error> {
    let named = [(which.creditor.clone(), Id::stored(&which.id))];
    let rows = queue::rows(&site.app.db, &signed.who.id, &named).await.map_err(Error::internal)?;
    let row = rows.into_iter().next().ok_or(Error::NotFound)?;
    signed.sees(&row.creditor, row.sector.as_deref())?;
    Ok(row)
}

/// The places to be shown: after the first, up to the second.
fn range(part: &Part, messages: i64) -> (i64, i64) {
    let page = i64::from(PAGE);
    let until = match (part.at, part.before) {
        (Some(at), _) => (at + page / 2).clamp(1, messages.max(1)),
        (None, Some(before)) => (before - 1).clamp(1, messages.max(1)),
        (None, None) => messages,
    };
    ((until - page).max(0), until)
}

/// The entries of some places, with the notes of their time; and the first place of them.
async fn bubbles(
    site: &Site,
    signed: &Signed,
    of: (&str, &Id),
    (after, until): (i64, i64),
) -> Result<(Vec<Bubble>, i64), Error> {
    let db = &site.app.db;
    let most = PAGE.max(BURST);
    let said = talk::said(db, of, (after, until), most).await.map_err(Error::internal)?;
    let mut notes = talk::notes(db, of.0, of.1).await.map_err(Error::internal)?;
    notes.retain(|note| may_read(&signed.who, &note.kind, &note.person));
    let begins: DateTime<Utc> = match said.first() {
        Some(first) if after > 0 => first.at,
        Some(_) | None => DateTime::UNIX_EPOCH,
    };
    notes.retain(|note| note.at >= begins);
    let first = said.first().map_or(0, |first| first.seq);
    let turns = said.iter().map(|it| it.turn);
    let steps: HashMap<i64, String> = match (turns.clone().min(), turns.max()) {
        (Some(low), Some(high)) => {
            let steps = talk::steps(db, of, (low, high)).await.map_err(Error::internal)?;
            steps.into_iter().collect()
        }
        (None, _) | (_, None) => HashMap::new(),
    };
    Ok((log(&site.texts, said, notes, &steps), first))
}

/// True where somebody may read a note: what concerns the law is for those who may and for whoever
/// wrote it.
fn may_read(who: &Who, kind: &str, person: &str) -> bool {
    kind != "legal" || who.id == person || who.may(Right::ReadLegal)
}

async fn drafts(
    site: &Site,
    who: &Who,
    of: (&str, &Id),
    kept: &Kept,
) -> Result<(String, String), Error> {
    let (reply, note) = talk::drafts(&site.app.db, of, &who.id).await.map_err(Error::internal)?;
    Ok((kept.reply.clone().unwrap_or(reply), kept.note.clone().unwrap_or(note)))
}

async fn header(site: &Site, signed: &Signed, row: &Row, query: &str) -> Result<Header, Error> {
    let (t, now) = (&site.texts, site.app.clock.now());
    let looking = Looking { t, person: &signed.who.id, now, several: true };
    let line = looking.line(row);
    let id = Id::stored(&row.id);
    let viewers = talk::viewers(&site.app.db, (&row.creditor, &id), &signed.who.id, now - LOOKING);
    let viewers = viewers.await.map_err(Error::internal)?;
    let may_answer = signed.who.may(Right::Answer);
    let is_mine = line.is_mine;
    let is_others = row.agent.is_some() && !is_mine;
    let viewers: Vec<String> = viewers.into_iter().map(|it| it.name).collect();
    Ok(Header {
        t: t.clone(),
        version: format!(
            "{}.{}.{}.{}.{}",
            row.agent.as_deref().unwrap_or_default(),
            row.handoff.as_deref().unwrap_or_default(),
            line.window,
            line.snoozed,
            viewers.join(",")
        ),
        path: line.path,
        query: query.to_owned(),
        name: row.name.clone(),
        through: through(t, &row.channel, row.account.as_deref()),
        creditor: row.trade_name.clone(),
        owner: (line.owner, is_mine),
        reason: line.reason,
        stake: line.stake,
        window: line.window,
        answer_by: line.answer_by,
        may_take: may_answer && row.agent.is_none(),
        may_take_over: may_answer && is_others && signed.who.may(Right::Reassign),
        is_mine: may_answer && is_mine,
        may_pass: may_answer
            && (is_mine || row.handoff.is_some() && signed.who.may(Right::Reassign)),
        snoozed: line.snoozed,
        viewers,
        fresh: fresh(),
    })
}
