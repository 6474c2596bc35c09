//! The chat's way to the use cases: everything a handler does with a conversation.
//!
//! Whatever writes runs in a task of its own, so that a page that goes away in the middle of its
//! request leaves no work half done.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::posted::{Posted, What};
use super::shown::{Shown, ShownAttachment, ShownOption, Speaker};
use super::{Whose, escaped};
use crate::app::intake::{self, Accepted, Inbound, Incoming};
use crate::app::opening::{self, Opening};
use crate::app::payment::{self, Received, Towards};
use crate::app::{self, App};
use crate::domain::dialogue::event::{Event, Media};
use crate::domain::dialogue::text::{Args, Attachment, Value};
use crate::domain::id::Id;
use crate::domain::people::Uf;
use crate::store::views::{self, Enclosure, Message, Sender};
use crate::web::error::Error;
use crate::web::site::Site;

/// The channel of these pages.
pub const CHANNEL: &str = "web";

/// Whom a chat is between, in words.
pub struct Parties {
    /// The creditor's name that customers know.
    pub creditor: String,
    /// The customer's first name.
    pub name: String,
    /// The customer's time zone.
    pub zone: Tz,
}

/// Finds both sides of a chat.
pub async fn parties(site: &Site, whose: &Whose) -> Result<Parties, Error> {
    let found = views::chat::parties(&site.app.db, &whose.creditor, &whose.customer).await;
    let (creditor, customer) = found.map_err(Error::internal)?.ok_or(Error::NotFound)?;
    Ok(Parties {
        creditor: creditor.trade_name,
        name: customer.name.first().to_owned(),
        zone: customer.uf.map_or(chrono_tz::America::Sao_Paulo, Uf::zone),
    })
}

/// What was said after a place.
pub async fn messages(site: &Site, whose: &Whose, after: i64) -> Result<Vec<Shown>, Error> {
    let zone = parties(site, whose).await?.zone;
    let Some(id) = find(site, whose).await? else { return Ok(Vec::new()) };
    let said = views::chat::messages(&site.app.db, &whose.creditor, &id, after).await;
    let said = said.map_err(Error::internal)?;
    Ok(said.into_iter().map(|(message, name)| shown(site, whose, zone, message, name)).collect())
}

/// The conversation of a chat; none before its first message.
pub async fn find(site: &Site, whose: &Whose) -> Result<Option<Id>, Error> {
    let found =
        views::chat::conversation(&site.app.db, &whose.creditor, CHANNEL, &whose.customer).await;
    found.map_err(Error::internal)
}

/// Accepts what was posted; the same id is accepted once.
pub async fn accept(site: &Site, whose: &Whose, posted: Posted) -> Result<(), Error> {
    let body = match posted.what {
        What::Text { words, .. } => Incoming::Text { text: words },
        What::Choose(choice) => Incoming::Choice { choice },
        What::Media(media) => Incoming::Media { media, name: None },
    };
    let (name, whose) = (external_id(whose, &posted.id), whose.clone());
    write(site, |app| async move {
        let conversation = open(&app, &whose).await?;
        let channel = CHANNEL.to_owned();
        let inbound = Inbound {
            creditor: whose.creditor,
            channel,
            external_id: name,
            line: conversation,
            body,
        };
        intake::accept(&app, inbound).await
    })
    .await
    .map(|_: Accepted| ())
}

/// Pays the open charge in full; answers what the page should say.
pub async fn pay(site: &Site, whose: &Whose) -> Result<Option<String>, Error> {
    let found = views::chat::open_charge(&site.app.db, &whose.creditor, &whose.customer).await;
    let Some(charge) = found.map_err(Error::internal)? else {
        return Ok(Some(site.texts.say("web-demo-nothing-to-pay")));
    };
    let zone = parties(site, whose).await?.zone;
    let received = Received {
        creditor: whose.creditor.clone(),
        external_id: format!("demo/{}", charge.id),
        towards: Towards::Charge(charge.id),
        amount: charge.amount,
        on: site.app.clock.now().with_timezone(&zone).date_naive(),
    };
    write(site, |app| async move { payment::receive(&app, received).await }).await?;
    Ok(Some(site.texts.say("web-demo-paid")))
}

/// Lets a day pass for the whole demonstration.
pub fn pass_a_day(site: &Site, zone: Tz) -> String {
    site.app.clock.pass(TimeDelta::days(1));
    site.app.signals.inbox.notify_one();
    site.app.signals.outbox.notify_one();
    site.app.signals.timers.notify_one();
    let now = site.app.clock.now().with_timezone(&zone).naive_local();
    site.texts.tell("web-demo-day-passed", &Args::from([("day".into(), Value::Moment(now))]))
}

/// Begins to talk, as an outreach would.
pub async fn write_first(site: &Site, whose: &Whose) -> Result<(), Error> {
    let (whose, now) = (whose.clone(), site.app.clock.now());
    write(site, |app| async move {
        let conversation = open(&app, &whose).await?;
        let name = format!("demo/outreach/{conversation}/{}", now.timestamp_millis());
        let begun = Event::OutreachStarted;
        let of = (whose.creditor.as_str(), &conversation);
        intake::happened(&app, of, name, begun).await
    })
    .await
    .map(|_: Accepted| ())
}

/// The Pix code of a charge.
pub async fn pix(site: &Site, charge: &str) -> Result<Option<String>, Error> {
    views::chat::pix(&site.app.db, charge).await.map_err(Error::internal)
}

async fn open(app: &App, whose: &Whose) -> Result<Id, app::Error> {
    let opening = Opening {
        creditor: whose.creditor.clone(),
        customer: whose.customer.clone(),
        channel: CHANNEL.to_owned(),
        address: whose.customer.clone(),
    };
    opening::open(app, opening).await
}

/// Runs what writes in a task that nobody's leaving can cancel.
async fn write<T, W, F>(site: &Site, work: W) -> Result<T, Error>
where
    T: Send + 'static,
    W: FnOnce(App) -> F,
    F: Future<Output = Result<T, app::Error>> + Send + 'static,
{
    let done = tokio::spawn(work(site.app.clone())).await.map_err(Error::internal)?;
    site.news.send_modify(|count| *count += 1);
    done.map_err(Error::internal)
}

/// What the page posted, named so that no two customers' ids can meet.
fn external_id(whose: &Whose, id: &str) -> String {
    format!("{}/{id}", escaped(&whose.customer))
}

fn shown(site: &Site, whose: &Whose, zone: Tz, message: Message, name: Option<String>) -> Shown {
    let from = match message.from {
        Sender::Customer => Speaker::Customer,
        Sender::Bot => Speaker::Bot,
        Sender::Agent => Speaker::Agent,
    };
    let options = message.options.into_iter();
    let mine = external_id(whose, "");
    Shown {
        seq: message.seq,
        from,
        time: written(site, "web-chat-time", message.at, zone),
        day: written(site, "web-chat-day", message.at, zone),
        text: message.text,
        options: options.map(|it| ShownOption { id: it.id, label: it.label }).collect(),
        attachments: message.attachments.into_iter().map(|it| attachment(site, it)).collect(),
        reference: name.and_then(|name| name.strip_prefix(&mine).map(str::to_owned)),
    }
}

fn written(site: &Site, key: &str, at: DateTime<Utc>, zone: Tz) -> String {
    let local = at.with_timezone(&zone).naive_local();
    let values = [("at", Value::Moment(local)), ("day", Value::Date(local.date()))];
    site.texts.tell(key, &values.map(|(name, value)| (name.to_owned(), value)).into())
}

fn attachment(site: &Site, enclosure: Enclosure) -> ShownAttachment {
    match enclosure {
        Enclosure::Ours(Attachment::Pix { charge, code }) => {
            ShownAttachment::Pix { code, qr: format!("/qr/{charge}.svg") }
        }
        Enclosure::Ours(Attachment::Boleto { line }) => ShownAttachment::Boleto { line },
        Enclosure::Ours(Attachment::File(file)) => ShownAttachment::Media { label: file.name },
        Enclosure::Theirs { kind, .. } => {
            ShownAttachment::Media { label: site.texts.say_of("web-media", "kind", code(kind)) }
        }
    }
}

const fn code(media: Media) -> &'static str {
    match media {
        Media::Image => "image",
        Media::Audio => "audio",
        Media::Video => "video",
        Media::Document => "document",
        Media::Sticker => "sticker",
        Media::Location => "location",
        Media::Contact => "contact",
        Media::Edited => "edited",
        Media::Other => "other",
    }
}
