//! The list: whole as a page, or only rows that changed.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::Query;
use axum::extract::RawQuery;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};

use super::filter::{Filter, LISTS, marked};
use super::line::{Line, Looking};
use crate::domain::access::{Right, Scope};
use crate::domain::dialogue::effect::HandoffReason;
use crate::domain::id::Id;
use crate::store::views::desk::queue::{self, Counts, Wanted, Which};
use crate::store::views::desk::{Sight, saved};
use crate::web::desk::{Shell, Signed, fresh};
use crate::web::error::Error;
use crate::web::site::Site;
use crate::web::texts::Texts;

/// Rows of one page of the list.
const ROWS: u32 = 40;

/// The most rows that are asked for at once by name.
const NAMED: usize = 60;

/// A choice of a filter: its code, its words, whether it is chosen.
type Choice = (String, String, bool);

/// One of the lists, as its link shows it.
struct Other {
    query: String,
    words: String,
    count: String,
    is_here: bool,
}

/// A view that somebody kept, as its link shows it.
struct Kept {
    id: String,
    name: String,
    query: String,
}

#[derive(Template)]
#[template(path = "desk/conversations/list.html")]
struct List {
    t: Texts,
    here: String,
    code: &'static str,
    query: String,
    lists: Vec<Other>,
    is_narrow: bool,
    reasons: Vec<Choice>,
    creditors: Vec<Choice>,
    sectors: Vec<Choice>,
    views: Vec<Kept>,
    lines: Vec<Line>,
    more: String,
    empty: (String, String),
    fresh: String,
}

#[derive(Template)]
#[template(path = "desk/conversations/page.html")]
struct Page {
    shell: Shell,
    list: String,
}

#[derive(Template)]
#[template(path = "desk/conversations/row.html")]
struct RowOnly<'a> {
    t: &'a Texts,
    line: &'a Line,
    query: &'a str,
    here: &'a str,
}

/// Shows the list.
pub async fn page(signed: Signed, Query(filter): Query<Filter>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadCases).await?;
    let (list, counts) = render(site, &signed, &filter, "").await?;
    let page = Page { shell: shell(&signed, counts), list };
    Ok(whole(page.render().map_err(Error::internal)?))
}

/// The shell of a page of conversations.
pub fn shell(signed: &Signed, counts: Counts) -> Shell {
    let count = u64::try_from(counts.mine).unwrap_or_default();
    Shell::new(signed, "/conversas").counting("/conversas", count)
}

/// An answer that nobody keeps.
pub fn whole(html: String) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Html(html)).into_response()
}

/// The list as it stands beside everything else.
pub async fn render(
    site: &Site,
    signed: &Signed,
    filter: &Filter,
    here: &str,
) -> Result<(String, Counts), Error> {
    let db = &site.app.db;
    let all = Sight::of(db, &signed.who, None).await.map_err(Error::internal)?;
    let sight = narrowed(&all, filter);
    let wanted = wanted(filter, signed, sight);
    let mut found = queue::list(db, &wanted).await.map_err(Error::internal)?;
    let most = usize::try_from(ROWS).unwrap_or(usize::MAX);
    let has_more = found.len() > most;
    found.truncate(most);
    let more = found.last().filter(|_| has_more).map(|last| marked(&last.mark));
    let named: Vec<(String, Id)> = found.into_iter().map(|it| (it.creditor, it.id)).collect();
    let rows = queue::rows(db, &signed.who.id, &named).await.map_err(Error::internal)?;
    let counts = queue::counts(db, &signed.who.id, &all).await.map_err(Error::internal)?;
    let views = saved::of(db, &signed.who.id).await.map_err(Error::internal)?;
    let looking = looking(site, signed, all.creditors.len());
    let t = &site.texts;
    let list = List {
        here: here.to_owned(),
        code: filter.list(),
        query: filter.query(),
        lists: lists(t, filter, counts),
        is_narrow: filter.is_narrow(),
        reasons: reasons(t, filter),
        creditors: creditors(&all, filter),
        sectors: sectors(t, signed, filter, &rows),
        views: views
            .into_iter()
            .map(|it| Kept { id: it.id, name: it.name, query: it.query })
            .collect(),
        lines: rows.iter().map(|row| looking.line(row)).collect(),
        more: more.unwrap_or_default(),
        empty: empty(t, filter, counts),
        fresh: fresh(),
        t: t.clone(),
    };
    Ok((list.render().map_err(Error::internal)?, counts))
}

/// The rows that are named, as far as they are in the list; what is not is left out.
pub async fn rows(
    signed: Signed,
    Query(filter): Query<Filter>,
    RawQuery(query): RawQuery,
) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadCases).await?;
    let db = &site.app.db;
    let all = Sight::of(db, &signed.who, None).await.map_err(Error::internal)?;
    let sight = narrowed(&all, &filter);
    let named: Vec<(String, Id)> = names(query.as_deref().unwrap_or_default())
        .into_iter()
        .filter(|(creditor, _)| sight.creditors.contains(creditor))
        .take(NAMED)
        .collect();
    let rows = queue::rows(db, &signed.who.id, &named).await.map_err(Error::internal)?;
    let looking = looking(site, &signed, all.creditors.len());
    let query = filter.query();
    let mut html = String::new();
    for row in rows.iter().filter(|row| belongs(row, &filter, &signed)) {
        let line = looking.line(row);
        let only = RowOnly { t: &site.texts, line: &line, query: &query, here: "" };
        html.push_str(&only.render().map_err(Error::internal)?);
    }
    let counts = queue::counts(db, &signed.who.id, &all).await.map_err(Error::internal)?;
    let mut answer = whole(html);
    let told = format!("{};{}", counts.mine, counts.waiting);
    if let Ok(told) = told.parse() {
        answer.headers_mut().insert("x-desk-counts", told);
    }
    Ok(answer)
}

/// True where a row belongs into a list, as [`queue::list`] would find it.
fn belongs(row: &queue::Row, filter: &Filter, signed: &Signed) -> bool {
    let is_mine = row.agent.as_deref() == Some(signed.who.id.as_str());
    let in_list = match filter.which() {
        Which::Mine => is_mine && row.snoozed_at.is_none(),
        Which::Snoozed => is_mine && row.snoozed_at.is_some(),
        Which::Waiting => row.handoff.is_some() && row.agent.is_none(),
        Which::Team => row.agent.is_some() && !is_mine,
        Which::Bot => row.handoff.is_none() && row.owner == "bot",
        // Asked for anew: what ended is told by the case, not by the row.
        Which::Ended => false,
        Which::All => true,
    };
    let same = |wanted: Option<&str>, is: Option<&str>| wanted.is_none() || wanted == is;
    in_list
        && signed.who.sees(&row.creditor, row.sector.as_deref())
        && same(filter.sector(), row.sector.as_deref())
        && same(filter.reason(), row.reason.as_deref())
}

fn names(query: &str) -> Vec<(String, Id)> {
    let named = query.split('&').filter_map(|pair| pair.strip_prefix("id="));
    let split = |name: &str| {
        let plain = percent(name);
        let (creditor, id) = plain.split_once('/')?;
        Some((creditor.to_owned(), Id::stored(id)))
    };
    named.filter_map(split).collect()
}

/// A value of an address as it was before it was escaped.
fn percent(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut plain = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        match byte {
            b'%' => {
                let value = digit(bytes.next()).zip(digit(bytes.next()));
                plain.extend(value.and_then(|(high, low)| u8::try_from(high * 16 + low).ok()));
            }
            b'+' => plain.push(b' '),
            other => plain.push(other),
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}

fn looking<'a>(site: &'a Site, signed: &'a Signed, creditors: usize) -> Looking<'a> {
    Looking {
        t: &site.texts,
        person: &signed.who.id,
        now: site.app.clock.now(),
        several: creditors > 1,
    }
}

fn narrowed(all: &Sight, filter: &Filter) -> Sight {
    let asked = |name: &&String| filter.creditor().is_none_or(|creditor| creditor == *name);
    let creditors = all.creditors.iter().filter(asked).cloned().collect();
    Sight { creditors, sectors: all.sectors.clone() }
}

fn wanted(filter: &Filter, signed: &Signed, sight: Sight) -> Wanted {
    Wanted {
        which: filter.which(),
        person: signed.who.id.clone(),
        sight,
        sector: filter.sector().map(str::to_owned),
        reason: filter.reason().map(str::to_owned),
        after: filter.after(),
        limit: ROWS,
    }
}

fn lists(t: &Texts, filter: &Filter, counts: Counts) -> Vec<Other> {
    let one = |(code, words, which): &(&'static str, &'static str, Which)| {
        let count = match which {
            Which::Mine => counts.mine,
            Which::Snoozed => counts.snoozed,
            Which::Waiting => counts.waiting,
            Which::Team | Which::Bot | Which::Ended | Which::All => 0,
        };
        let count = match count {
            0 => String::new(),
            queue::MOST.. => format!("{}+", queue::MOST - 1),
            count => count.to_string(),
        };
        Other {
            query: filter.of_list(code),
            words: t.say(words),
            count,
            is_here: filter.which() == *which,
        }
    };
    LISTS.iter().map(one).collect()
}

fn reasons(t: &Texts, filter: &Filter) -> Vec<Choice> {
    let one = |reason: &HandoffReason| {
        let code = reason.as_str().to_owned();
        let words = t.say_of("web-desk-reason", "reason", &code);
        let is_on = filter.reason() == Some(code.as_str());
        (code, words, is_on)
    };
    HandoffReason::ALL.iter().map(one).collect()
}

fn creditors(all: &Sight, filter: &Filter) -> Vec<Choice> {
    let one = |name: &String| (name.clone(), name.clone(), filter.creditor() == Some(name));
    all.creditors.iter().map(one).collect()
}

/// The sectors that somebody sees, as far as they are known: their own, and those on the page.
fn sectors(t: &Texts, signed: &Signed, filter: &Filter, rows: &[queue::Row]) -> Vec<Choice> {
    let mut known: BTreeSet<String> = rows.iter().filter_map(|row| row.sector.clone()).collect();
    if let Scope::Only(own) = &signed.who.sectors {
        known.extend(own.iter().cloned());
    }
    known.extend(filter.sector().map(str::to_owned));
    let words = |code: &String| t.say_of("web-desk-sector", "sector", code);
    let named: BTreeMap<String, String> =
        known.into_iter().map(|code| (words(&code), code)).collect();
    let one = |(words, code): (String, String)| {
        let is_on = filter.sector() == Some(code.as_str());
        (code, words, is_on)
    };
    named.into_iter().map(one).collect()
}

/// What an empty list says: what it would hold, and what to do instead.
fn empty(t: &Texts, filter: &Filter, counts: Counts) -> (String, String) {
    let what = match filter.which() {
        Which::Mine => "web-desk-empty-mine",
        Which::Snoozed => "web-desk-empty-snoozed",
        Which::Waiting => "web-desk-empty-waiting",
        Which::Team => "web-desk-empty-team",
        Which::Bot => "web-desk-empty-bot",
        Which::Ended => "web-desk-empty-ended",
        Which::All => "web-desk-empty-all",
    };
    let next = match (filter.which(), counts.waiting) {
        (Which::Waiting, _) => t.say("web-desk-empty-next-bot"),
        (_, 0) => t.say("web-desk-empty-next-rest"),
        (_, count) => super::line::count(t, "web-desk-empty-next-waiting", count),
    };
    (t.say(what), next)
}
