//! Puts a case and what is said in it into words for another desk.

use crate::app::{App, Error, Result};
use crate::domain::bridge::{Case, Desk, Line, Voice, without_documents};
use crate::domain::dialogue::effect::{Packet, Priority};
use crate::domain::dialogue::event::Media;
use crate::domain::dialogue::text::{Args, Attachment, Value};
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::people::PersonName;
use crate::store;
use crate::store::bridge::case::Case as Row;
use crate::store::message::{Enclosure, Message, Sender};
use crate::store::{conversation, customer, handoff};

/// A text of ours with values that are texts.
///
/// # Errors
/// When it cannot be written.
pub fn tell(app: &App, key: &str, values: &[(&str, &str)]) -> Result<String> {
    let value =
        |(name, value): &(&str, &str)| ((*name).to_owned(), Value::Text((*value).to_owned()));
    let args: Args = values.iter().map(value).collect();
    Ok(app.words.render(key, &args)?)
}

/// A case as another desk is told of it; `link` leads to it on our own pages.
///
/// # Errors
/// When the database refuses, or the case is not there.
pub async fn case(app: &App, row: &Row, link: Option<&str>) -> Result<Case> {
    let found = handoff::of(&app.db, &row.creditor, &row.conversation).await?;
    let found = found.into_iter().find(|case| case.packet.id == row.id);
    let found = found.ok_or_else(|| store::Error::missing(format!("case {}", row.id)))?;
    let who = customer::find(&app.db, &row.creditor, &found.customer).await?;
    let name = who.map(|who| shortened(&who.name)).unwrap_or_default();
    let packet = &found.packet;
    let args = Args::from([
        ("reason".to_owned(), Value::Text(packet.reason.as_str().to_owned())),
        ("name".to_owned(), Value::Text(name.clone())),
    ]);
    let title = app.words.render("bridge-title", &args)?;
    Ok(Case {
        id: row.id.clone(),
        customer: Id::derive(&["bridge-customer", &row.creditor, &found.customer]),
        name,
        channel: row.channel.clone(),
        title: without_documents(&title),
        packet: without_documents(&words(app, row, packet, link)?),
        chips: chips(app, packet)?,
        is_urgent: packet.priority == Priority::Urgent,
    })
}

/// First name and initial: enough to speak to somebody, and little to leave the house.
fn shortened(name: &PersonName) -> String {
    let last = name.full().split_whitespace().next_back().filter(|last| *last != name.first());
    match last.and_then(|last| last.chars().next()) {
        Some(initial) => format!("{} {initial}.", name.first()),
        None => name.first().to_owned(),
    }
}

/// The packet in lines.
fn words(app: &App, row: &Row, packet: &Packet, link: Option<&str>) -> Result<String> {
    let mut lines = vec![app.words.compose(&packet.summary)?];
    if let Some(last) = packet.misunderstood.last() {
        lines.push(tell(app, "bridge-misunderstood", &[("text", last)])?);
    }
    if let Some(matter) = packet.matter.as_ref().filter(|matter| !matter.words.is_empty()) {
        lines.push(tell(app, "bridge-matter-words", &[("text", &matter.words)])?);
    }
    if let Some(link) = link {
        let url = format!("{link}/conversas/{}/{}", row.creditor, row.conversation);
        lines.push(tell(app, "bridge-link", &[("url", &url)])?);
    }
    let how = match row.desk {
        Desk::Chatwoot => "bridge-how-chatwoot",
        Desk::Telegram => "bridge-how-telegram",
    };
    lines.push(tell(app, how, &[])?);
    Ok(lines.join("\n\n"))
}

/// Short values that are shown beside a case.
fn chips(app: &App, packet: &Packet) -> Result<Vec<(&'static str, String)>> {
    let mut chips = Vec::new();
    let total = packet.debts.iter().fold(Money::centavos(0), |sum, debt| sum + debt.owed.total());
    if total.is_positive() {
        let args = Args::from([("value".to_owned(), Value::Money(total))]);
        chips.push(("em_jogo", app.words.render("bridge-stake", &args)?));
    }
    if let Some(matter) = &packet.matter {
        chips.push(("protocolo", matter.protocol.clone()));
    }
    chips.push(("setor", packet.queue.clone()));
    Ok(chips)
}

/// A message as a line; `author` is who of ours wrote it.
///
/// # Errors
/// When it cannot be written.
pub fn line(app: &App, desk: Desk, message: &Message, author: Option<&str>) -> Result<Line> {
    let mut text = vec![message.text.clone()];
    for option in &message.options {
        text.push(format!("• {}", option.label));
    }
    for enclosure in &message.attachments {
        text.push(tell(app, "bridge-enclosed", &[("kind", kind(enclosure))])?);
    }
    let text = text.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n");
    let (voice, text) = match message.from {
        // Only Chatwoot shows whose words they are by itself.
        Sender::Customer if desk == Desk::Telegram => {
            (Voice::Customer, tell(app, "bridge-customer-said", &[("text", &text)])?)
        }
        Sender::Customer => (Voice::Customer, text),
        Sender::Bot => (Voice::Bot, tell(app, "bridge-bot-said", &[("text", &text)])?),
        Sender::Agent => {
            let values = [("name", author.unwrap_or_default()), ("text", &text)];
            (Voice::Agent, tell(app, "bridge-agent-said", &values)?)
        }
    };
    let id = message.id.to_string();
    Ok(Line { id, voice, text: without_documents(&text), at: message.at })
}

const fn kind(enclosure: &Enclosure) -> &'static str {
    match enclosure {
        Enclosure::Ours(Attachment::Pix { .. }) => "pix",
        Enclosure::Ours(Attachment::Boleto { .. }) => "boleto",
        Enclosure::Ours(Attachment::File(_)) => "document",
        Enclosure::Theirs { kind, .. } => match kind {
            Media::Image => "image",
            Media::Audio => "audio",
            Media::Video => "video",
            Media::Document => "document",
            Media::Sticker => "sticker",
            Media::Location => "location",
            Media::Contact => "contact",
            Media::Edited => "edited",
            Media::Other => "other",
        },
    }
}

/// Who of ours has a conversation, by their id and name; none where nobody does.
///
/// # Errors
/// When the database refuses, or there is no such conversation.
pub async fn holder(app: &App, row: &Row) -> Result<Option<(String, String)>> {
    let found = conversation::find(&app.db, &row.creditor, &row.conversation).await?;
    let missing = || Error::from(store::Error::missing(format!("case {}", row.id)));
    let holder = found.ok_or_else(missing)?.state.agent;
    Ok(holder.map(|holder| (holder.person, holder.name)))
}
