//! Whose an address is taken to be, and what is remembered of whoever is there.
//!
//! A binding is an assumption until the dialogue has proved it, and ends when the address may have
//! got another owner. Who was bound there before is kept away from it; see [`Memory::barred`].

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use sqlx::types::Json;

use super::contact::{Account, ContactStatus, Proof};
use super::{On, Result, Tx, body, code, decode};
use crate::domain::channel::Who;
use crate::domain::id::Id;

/// Who asked that nothing is begun at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quiet {
    /// Whoever is there, in words.
    Asked,
    /// The provider, on their behalf; it may take it back.
    Provider,
}

/// What is remembered of an address besides whose it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// The provider's id of the user who was last there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// Customers who were there and must not be taken to be there any more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub barred: Vec<String>,
    /// Customers among whom it was asked who is there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<String>,
    /// True while that question stands.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub asked: bool,
    /// Wrong answers to that, which outlive a talk.
    #[serde(skip_serializing_if = "is_none")]
    pub tries: u32,
    /// The day on which whoever is there was last answered without being known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_on: Option<NaiveDate>,
    /// How often on that day.
    #[serde(skip_serializing_if = "is_none")]
    pub answers: u32,
    /// Answers to strangers so far, so that variants take turns.
    #[serde(skip_serializing_if = "is_none")]
    pub turn: u32,
    /// When somebody last spoke there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spoke_at: Option<DateTime<Utc>>,
    /// When it was last said that something cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unread_at: Option<DateTime<Utc>>,
    /// When it was last said that changes of messages are not seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edited_at: Option<DateTime<Utc>>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_none(count: &u32) -> bool {
    *count == 0
}

/// How an address stands.
#[derive(Clone, PartialEq, Eq)]
pub struct Standing {
    /// Our account there.
    pub account: Account,
    /// The line.
    pub line: Id,
    /// The customer taken to be there.
    pub customer: Option<String>,
    /// The conversation that runs there.
    pub conversation: Option<Id>,
    /// How sure it is.
    pub proof: Proof,
    /// Whether it can be written to.
    pub status: ContactStatus,
    /// Who asked that nothing is begun there.
    pub quiet: Option<Quiet>,
    /// When they last did something, by the provider's clock.
    pub heard_at: Option<DateTime<Utc>>,
    /// How often the address got another owner.
    pub epoch: i64,
    /// How many customers have the phone that is on file for whoever is taken to be there.
    pub sharers: i64,
    /// What is remembered besides.
    pub memory: Memory,
}

#[derive(FromRow)]
struct Row {
    channel: String,
    account: String,
    customer: Option<String>,
    conversation: Option<String>,
    proof: String,
    status: String,
    quiet: Option<String>,
    heard_at: Option<DateTime<Utc>>,
    epoch: i64,
    memory: String,
    sharers: i64,
}

/// Finds how an address stands.
///
/// # Errors
/// When the database refuses.
pub async fn find(on: impl Into<On<'_>>, creditor: &str, line: &Id) -> Result<Option<Standing>> {
    let on = on.into();
    let row: Option<Row> = on
        .sql(
            "select channel, account, customer, conversation, proof, status, quiet, heard_at, epoch,
                    cast(body as text) as memory,
                    (select count(*) from customer o join customer c
                       on c.creditor = o.creditor and c.phone = o.phone
                     where o.creditor = contact.creditor and o.id = contact.customer) as sharers
             from contact where creditor = $1 and line = $2",
        )
        .bind(creditor.to_owned())
        .bind(line.to_string())
        .opt(on)
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Standing {
        proof: decode("contact.proof", &row.proof)?,
        status: decode("contact.status", &row.status)?,
        quiet: row.quiet.as_deref().map(|quiet| decode("contact.quiet", quiet)).transpose()?,
        memory: body("contact.body", &row.memory)?,
        account: Account {
            creditor: creditor.to_owned(),
            channel: row.channel,
            account: row.account,
        },
        line: line.clone(),
        customer: row.customer,
        conversation: row.conversation.map(Id::stored),
        heard_at: row.heard_at,
        epoch: row.epoch,
        sharers: row.sharers,
    }))
}

/// Writes down how an address stands.
///
/// # Errors
/// When the database refuses.
pub async fn save(tx: &mut Tx, standing: &Standing) -> Result<()> {
    tx.sql(
        "update contact set customer = $3, conversation = $4, proof = $5, status = $6, quiet = $7,
                epoch = $8, body = $9
         where creditor = $1 and line = $2",
    )
    .bind(standing.account.creditor.clone())
    .bind(standing.line.to_string())
    .bind(standing.customer.clone())
    .bind(standing.conversation.as_ref().map(ToString::to_string))
    .bind(code(&standing.proof))
    .bind(code(&standing.status))
    .bind(standing.quiet.as_ref().map(code))
    .bind(standing.epoch)
    .bind(Json(standing.memory.clone()))
    .run(tx)
    .await?;
    Ok(())
}

/// The line on which a conversation goes by an account, given as channel/account.
///
/// # Errors
/// When the database refuses.
pub async fn line_by(
    tx: &mut Tx,
    (creditor, lane): (&str, &str),
    conversation: &Id,
) -> Result<Option<Id>> {
    let row: Option<(String,)> = tx
        .sql(
            "select line from contact
             where creditor = $1 and conversation = $2 and channel || '/' || account = $3",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .bind(lane.to_owned())
        .opt(tx)
        .await?;
    Ok(row.map(|(line,)| Id::stored(line)))
}

/// The lines to which any name of somebody leads, each once.
///
/// # Errors
/// When the database refuses.
pub async fn lines_of(tx: &mut Tx, account: &Account, who: &Who) -> Result<Vec<Id>> {
    let mut lines = Vec::new();
    for alias in &who.aliases {
        let found = super::contact::line_of(&mut *tx, account, &alias.text()).await?;
        lines.extend(found.filter(|line| !lines.contains(line)));
    }
    Ok(lines)
}

/// Writes somebody down who has not written yet, as a customer's new address without any proof.
///
/// # Errors
/// When the database refuses.
pub async fn introduce(
    tx: &mut Tx,
    account: &Account,
    (who, customer): (&Who, &str),
    now: DateTime<Utc>,
) -> Result<Id> {
    let names: Vec<String> = who.aliases.iter().map(crate::domain::channel::Alias::text).collect();
    let first = names.first().unwrap_or(&who.address);
    let moment = now.timestamp_micros().to_string();
    let parts = [&account.creditor, &account.channel, &account.account, first, &moment];
    let line = Id::derive(&parts.map(String::as_str));
    tx.sql(
        "insert into contact (creditor, line, channel, account, address, customer, proof, began_at)
         values ($1, $2, $3, $4, $5, $6, 'weak', $7) on conflict do nothing",
    )
    .bind(account.creditor.clone())
    .bind(line.to_string())
    .bind(account.channel.clone())
    .bind(account.account.clone())
    .bind(who.address.clone())
    .bind(customer.to_owned())
    .bind(now)
    .run(&mut *tx)
    .await?;
    for name in names {
        tx.sql(
            "insert into contact_alias (creditor, channel, account, alias, line)
             values ($1, $2, $3, $4, $5)
             on conflict (creditor, channel, account, alias) do update set line = excluded.line",
        )
        .bind(account.creditor.clone())
        .bind(account.channel.clone())
        .bind(account.account.clone())
        .bind(name)
        .bind(line.to_string())
        .run(&mut *tx)
        .await?;
    }
    Ok(line)
}

/// Gives up what still waits to be said in a conversation, for the address has another owner.
///
/// # Errors
/// When the database refuses.
pub async fn silence(
    tx: &mut Tx,
    creditor: &str,
    conversation: &Id,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "update outbox set status = 'dead', why = 'unbound', done_at = $3, claimed_until = null
         where creditor = $1 and conversation = $2 and kind = 'say' and status = 'waiting'
           and (claimed_until is null or claimed_until <= $3)",
    )
    .bind(creditor.to_owned())
    .bind(conversation.to_string())
    .bind(now)
    .run(tx)
    .await?;
    Ok(())
}

impl Standing {
    /// Ends the binding, for the address may be another's from now on; answers who was there.
    ///
    /// Whoever comes next proves anew who they are, in a conversation of their own.
    pub fn suspend(&mut self) -> Option<(String, Option<Id>)> {
        let was = self.customer.take();
        let conversation = self.conversation.take();
        self.proof = Proof::None;
        self.status = ContactStatus::Changed;
        self.epoch += 1;
        self.memory =
            Memory { barred: std::mem::take(&mut self.memory.barred), ..Memory::default() };
        was.map(|was| (was, conversation))
    }

    /// Keeps a customer away from the address: it is on file as theirs and is theirs no more.
    pub fn bar(&mut self, customer: &str) {
        if !self.memory.barred.iter().any(|barred| barred == customer) {
            self.memory.barred.push(customer.to_owned());
        }
    }
}

impl std::fmt::Debug for Standing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Standing({} on {})", self.line, self.account.channel)
    }
}
