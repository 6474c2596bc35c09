//! Where somebody writes: what may be written at this moment, and why not.

use askama::Template;
use chrono::{DateTime, Utc};

use super::canned;
use super::line::window;
use crate::app::desk::templates::{self, Choice};
use crate::app::desk::{self, Place};
use crate::domain::access::{Right, Who};
use crate::domain::dialogue::file;
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::id::Id;
use crate::store::views::desk::queue::Row;
use crate::store::views::desk::talk;
use crate::web::desk::{address, fresh, moments};
use crate::web::error::Error;
use crate::web::site::Site;
use crate::web::texts::Texts;

/// The kinds of notes that people choose from, with their words' code.
const KINDS: [&str; 4] = ["fact", "promise", "complaint", "legal"];

/// The composer, as the page shows it.
#[derive(Template)]
#[template(path = "desk/conversations/composer.html")]
pub struct Composer {
    t: Texts,
    path: String,
    mode: &'static str,
    window: String,
    why: String,
    may_write: bool,
    send: String,
    begun: Begun,
    largest: usize,
    kinds: Vec<(&'static str, String)>,
    templates: Vec<Choice>,
    later: Vec<(String, String, String)>,
    canned: Vec<(&'static str, String)>,
    fresh: String,
}

/// What somebody began to write.
pub struct Begun {
    /// The words that are to be sent.
    pub reply: String,
    /// The words that are to be noted.
    pub note: String,
    /// When they are to be sent; empty for at once.
    pub when: String,
    /// True where they are sent once somebody insists on them.
    pub may_insist: bool,
}

/// What may be written: the code of the page's looks, and why it is no other.
#[derive(Template)]
#[template(
    ext = "html",
    source = "<div id=\"composer\" data-mode=\"{{ code }}\" data-until=\"{{ window }}\" data-send=\"{{ send }}\">{{ why }}</div>"
)]
pub struct Mode {
    /// `free`, `template`, `notes` or `none`.
    pub code: &'static str,
    /// Until when it may be written freely, for machines.
    pub window: String,
    /// What stands on the button.
    pub send: String,
    /// Why not otherwise; empty where anything may be written.
    pub why: String,
}

/// What somebody may write in a conversation now.
pub fn mode(t: &Texts, who: &Who, row: &Row, now: DateTime<Utc>) -> Mode {
    let is_mine = row.agent.as_deref() == Some(who.id.as_str());
    let colleague = row.agent.is_some() && !is_mine;
    let ends = window(row);
    let (code, why) = if !who.may(Right::Answer) {
        ("none", t.say("web-desk-why-reader"))
    } else if row.opted_out {
        ("notes", t.say("web-desk-why-opted-out"))
    } else if colleague {
        let name = row.agent_name.clone().unwrap_or_default();
        ("notes", t.say_of("web-desk-why-colleague", "name", &name))
    } else if ends.is_some_and(|ends| ends <= now) {
        ("template", t.say("web-desk-why-window"))
    } else {
        ("free", String::new())
    };
    let send = if is_mine { "web-desk-send" } else { "web-desk-send-and-take" };
    Mode {
        code,
        window: ends.map_or_else(String::new, |at| at.to_rfc3339()),
        send: t.say(send),
        why,
    }
}

/// The composer of a conversation with what was begun in it.
pub async fn of(site: &Site, who: &Who, row: &Row, begun: Begun) -> Result<Composer, Error> {
    let t = &site.texts;
    let mode = mode(t, who, row, site.app.clock.now());
    let kind = |code: &'static str| (code, t.say_of("web-desk-note-kind", "kind", code));
    let values = Args::from([
        ("name".to_owned(), Value::Text(first_name(&row.name))),
        ("creditor".to_owned(), Value::Text(row.trade_name.clone())),
    ]);
    Ok(Composer {
        path: address(&row.creditor, &row.id),
        mode: mode.code,
        window: mode.window,
        why: mode.why,
        may_write: mode.code != "none",
        send: mode.send,
        begun,
        largest: file::LARGEST / (1024 * 1024),
        kinds: KINDS.into_iter().map(kind).collect(),
        templates: templates(site, who, row).await?,
        later: later(site, row).await?,
        canned: canned::filled(t, &values),
        fresh: fresh(),
        t: t.clone(),
    })
}

/// The templates that may be sent, where one may be needed.
async fn templates(site: &Site, who: &Who, row: &Row) -> Result<Vec<Choice>, Error> {
    if row.channel != "whatsapp" || !who.may(Right::Answer) {
        return Ok(Vec::new());
    }
    let at = Place { creditor: row.creditor.clone(), conversation: Id::stored(&row.id) };
    match templates::of(&site.app, who, &at).await {
        Ok(found) => Ok(found),
        Err(desk::Error::Refused(_)) => Ok(Vec::new()),
        Err(desk::Error::App(error)) => Err(Error::internal(error)),
    }
}

/// What waits to be sent later: its id, when, and the words.
async fn later(site: &Site, row: &Row) -> Result<Vec<(String, String, String)>, Error> {
    let id = Id::stored(&row.id);
    let found = talk::later(&site.app.db, &row.creditor, &id).await.map_err(Error::internal)?;
    let one = |it: talk::Later| (it.id, moments::whole(&site.texts, it.due_at), it.text);
    Ok(found.into_iter().map(one).collect())
}

fn first_name(name: &str) -> String {
    name.split_whitespace().next().unwrap_or_default().to_owned()
}
