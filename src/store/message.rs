//! Messages: everything said, in order, with how its delivery went.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use sqlx::types::Json;

use super::{On, Result, Tx, code, decode, many};
use crate::domain::dialogue::event::Media;
use crate::domain::dialogue::text::Attachment;
use crate::domain::id::Id;

/// Who said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sender {
    /// The customer.
    Customer,
    /// The bot.
    Bot,
    /// A human of ours.
    Agent,
}

pub use crate::domain::channel::Choice;

/// Something that went with a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Enclosure {
    /// Something of ours.
    Ours(Attachment),
    /// Something that a customer sent.
    Theirs {
        /// What it is.
        kind: Media,
        /// Its name, where it has one.
        name: Option<String>,
    },
}

/// One message, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its id.
    pub id: Id,
    /// Its place in the conversation, from 1.
    pub seq: i64,
    /// Who said it.
    pub from: Sender,
    /// Under which name, where a human of ours did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The turn it belongs to.
    pub turn: u32,
    /// When.
    pub at: DateTime<Utc>,
    /// The words.
    pub text: String,
    /// What can be chosen.
    pub options: Vec<Choice>,
    /// What goes with it.
    pub attachments: Vec<Enclosure>,
    /// When it left; none for what came in or waits.
    pub sent_at: Option<DateTime<Utc>>,
    /// Why it could not be delivered, where it could not.
    pub failure: Option<String>,
}

#[derive(FromRow)]
struct Row {
    id: String,
    seq: i64,
    sender: String,
    author: Option<String>,
    turn: i64,
    at: DateTime<Utc>,
    text: String,
    options: Json<Vec<Choice>>,
    attachments: Json<Vec<Enclosure>>,
    sent_at: Option<DateTime<Utc>>,
    failure: Option<String>,
}

impl Row {
    fn message(self) -> Result<Message> {
        Ok(Message {
            id: Id::stored(self.id),
            seq: self.seq,
            from: decode("message.sender", &self.sender)?,
            author: self.author,
            turn: u32::try_from(self.turn).unwrap_or(u32::MAX),
            at: self.at,
            text: self.text,
            options: self.options.0,
            attachments: self.attachments.0,
            sent_at: self.sent_at,
            failure: self.failure,
        })
    }
}

/// Writes a message down at its place.
///
/// # Errors
/// When the database refuses, or the place or id is taken.
pub async fn add(tx: &mut Tx, creditor: &str, conversation: &Id, message: Message) -> Result<()> {
    tx.sql(
        "insert into message
           (creditor, conversation, seq, id, sender, turn, at, text, options, attachments, author)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(creditor.to_owned())
    .bind(conversation.to_string())
    .bind(message.seq)
    .bind(message.id.to_string())
    .bind(code(&message.from))
    .bind(i64::from(message.turn))
    .bind(message.at)
    .bind(message.text)
    .bind(Json(message.options))
    .bind(Json(message.attachments))
    .bind(message.author)
    .run(tx)
    .await?;
    Ok(())
}

/// A conversation's messages after a place, in order.
///
/// # Errors
/// When the database refuses.
pub async fn since(
    on: impl Into<On<'_>>,
    creditor: &str,
    conversation: &Id,
    after: i64,
) -> Result<Vec<Message>> {
    let on = on.into();
    let rows: Vec<Row> = on
        .sql(
            "select id, seq, sender, author, turn, at, text, options, attachments, sent_at,
                    failure
             from message where creditor = $1 and conversation = $2 and seq > $3 order by seq",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .bind(after)
        .all(on)
        .await?;
    rows.into_iter().map(Row::message).collect()
}

/// The places of the customer's last message and of a human's of ours; zero where there is none.
///
/// # Errors
/// When the database refuses.
pub async fn last_places(
    on: impl Into<On<'_>>,
    (creditor, conversation): (&str, &Id),
) -> Result<(i64, i64)> {
    let on = on.into();
    on.sql(
        "select coalesce((select m.seq from message m
                          where m.creditor = $1 and m.conversation = $2 and m.sender = 'customer'
                          order by m.seq desc limit 1), 0),
                coalesce((select m.seq from message m
                          where m.creditor = $1 and m.conversation = $2 and m.sender = 'agent'
                          order by m.seq desc limit 1), 0)",
    )
    .bind(creditor.to_owned())
    .bind(conversation.to_string())
    .one(on)
    .await
}

/// Finds a message.
///
/// # Errors
/// When the database refuses.
pub async fn find(
    on: impl Into<On<'_>>,
    creditor: &str,
    conversation: &Id,
    seq: i64,
) -> Result<Option<Message>> {
    let on = on.into();
    let row: Option<Row> = on
        .sql(
            "select id, seq, sender, author, turn, at, text, options, attachments, sent_at,
                    failure
             from message where creditor = $1 and conversation = $2 and seq = $3",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .bind(seq)
        .opt(on)
        .await?;
    row.map(Row::message).transpose()
}

/// What the last messages of the bot offered to choose from, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn offers(
    on: impl Into<On<'_>>,
    creditor: &str,
    conversation: &Id,
    limit: i64,
) -> Result<Vec<(Id, Vec<Choice>)>> {
    let on = on.into();
    let rows: Vec<(String, Json<Vec<Choice>>)> = on
        .sql(
            "select id, options from message
             where creditor = $1 and conversation = $2 and sender = 'bot'
             order by seq desc limit $3",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .bind(limit)
        .all(on)
        .await?;
    Ok(rows.into_iter().map(|(id, options)| (Id::stored(id), options.0)).collect())
}

/// Of many conversations the last message of ours, with what it offered to choose from.
///
/// # Errors
/// When the database refuses.
pub async fn offered_all(
    on: impl Into<On<'_>>,
    conversations: &[(&str, &Id)],
) -> Result<HashMap<(String, Id), (Id, Vec<Choice>)>> {
    let on = on.into();
    let rows: Vec<(String, String, String, Json<Vec<Choice>>)> = on
        .sql2(
            "select m.creditor, m.conversation, m.id, m.options
             from json_each($1) as n cross join message as m
             where m.creditor = n.value->>0 and m.conversation = n.value->>1
               and m.seq = (select seq from message
                            where creditor = n.value->>0 and conversation = n.value->>1
                              and sender = 'bot'
                            order by seq desc limit 1)",
            "select m.creditor, m.conversation, m.id, m.options
             from jsonb_array_elements(cast($1 as jsonb)) as n (value)
             cross join lateral (
               select creditor, conversation, id, options from message
               where creditor = n.value->>0 and conversation = n.value->>1 and sender = 'bot'
               order by seq desc limit 1) as m",
        )
        .bind(many::rows(conversations)?)
        .all(on)
        .await?;
    let offered = rows.into_iter().map(|(creditor, conversation, id, options)| {
        ((creditor, Id::stored(conversation)), (Id::stored(id), options.0))
    });
    Ok(offered.collect())
}

/// What the last message of ours offered to choose from.
///
/// # Errors
/// When the database refuses.
pub async fn choices(
    on: impl Into<On<'_>>,
    creditor: &str,
    conversation: &Id,
) -> Result<Vec<Choice>> {
    let on = on.into();
    let row: Option<(Json<Vec<Choice>>,)> = on
        .sql(
            "select options from message
             where creditor = $1 and conversation = $2 and sender = 'bot'
             order by seq desc limit 1",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .opt(on)
        .await?;
    Ok(row.map(|(options,)| options.0).unwrap_or_default())
}

/// Notes that a message left; the first time stays.
///
/// # Errors
/// When the database refuses.
pub async fn sent(
    tx: &mut Tx,
    creditor: &str,
    id: &Id,
    provider_id: Option<String>,
    at: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "update message set sent_at = $3, provider_id = $4
         where creditor = $1 and id = $2 and sent_at is null",
    )
    .bind(creditor.to_owned())
    .bind(id.to_string())
    .bind(at)
    .bind(provider_id)
    .run(tx)
    .await?;
    Ok(())
}

/// Notes that a message could not be delivered, for good.
///
/// # Errors
/// When the database refuses.
pub async fn failed(
    tx: &mut Tx,
    creditor: &str,
    id: &Id,
    why: &str,
    at: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "update message set failed_at = $3, failure = $4
         where creditor = $1 and id = $2 and failed_at is null",
    )
    .bind(creditor.to_owned())
    .bind(id.to_string())
    .bind(at)
    .bind(why.to_owned())
    .run(tx)
    .await?;
    Ok(())
}
