//! People at channels: every name they have there, whose they are taken to be, when they last wrote.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use sqlx::types::Json;

use super::binding::Memory;
use super::{On, Result, Tx, code, decode, many};
use crate::domain::id::Id;

/// How sure it is whose a contact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// Nobody said.
    None,
    /// The number on file, or a word of theirs: no debt is told on it.
    Weak,
    /// They proved who they are, or came by a link of their own.
    Strong,
}

/// Whether a contact can be written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactStatus {
    /// Yes.
    Open,
    /// They closed the channel to us.
    Blocked,
    /// The number became another's: whoever writes from it proves anew who they are.
    Changed,
}

/// Somebody at a channel of ours.
#[derive(Clone, PartialEq, Eq)]
pub struct Contact {
    /// The creditor's id.
    pub creditor: String,
    /// The line: what they do is worked in order.
    pub line: Id,
    /// The channel.
    pub channel: String,
    /// Our account there.
    pub account: String,
    /// Where messages go.
    pub address: String,
    /// The name they gave themselves.
    pub name: Option<String>,
    /// The customer they are taken to be.
    pub customer: Option<String>,
    /// The conversation that runs on the line.
    pub conversation: Option<Id>,
    /// How sure it is.
    pub proof: Proof,
    /// Whether they can be written to.
    pub status: ContactStatus,
    /// When they last did something, by the provider's clock.
    pub heard_at: Option<DateTime<Utc>>,
    /// The provider's id of the user who was last there.
    pub known_user: Option<String>,
    /// True where several customers may be there.
    pub shared: bool,
    /// True where nothing is known of whoever is there but that they did something.
    pub is_new: bool,
}

#[derive(FromRow)]
struct Row {
    creditor: String,
    line: String,
    channel: String,
    account: String,
    address: String,
    name: Option<String>,
    customer: Option<String>,
    conversation: Option<String>,
    proof: String,
    status: String,
    heard_at: Option<DateTime<Utc>>,
    known_user: Option<String>,
    shared: bool,
    is_new: bool,
}

impl Row {
    fn contact(self) -> Result<Contact> {
        Ok(Contact {
            proof: decode("contact.proof", &self.proof)?,
            status: decode("contact.status", &self.status)?,
            known_user: self.known_user,
            shared: self.shared,
            is_new: self.is_new,
            creditor: self.creditor,
            line: Id::stored(self.line),
            channel: self.channel,
            account: self.account,
            address: self.address,
            name: self.name,
            customer: self.customer,
            conversation: self.conversation.map(Id::stored),
            heard_at: self.heard_at,
        })
    }
}

/// Our account at a channel.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Account {
    /// Whose it is.
    pub creditor: String,
    /// The channel.
    pub channel: String,
    /// Its id there.
    pub account: String,
}

impl Account {
    /// The account as it stands in rows and settings: channel/account.
    pub fn lane(&self) -> String {
        format!("{}/{}", self.channel, self.account)
    }
}

/// The line of an alias.
///
/// # Errors
/// When the database refuses.
pub async fn line_of(on: impl Into<On<'_>>, account: &Account, alias: &str) -> Result<Option<Id>> {
    let on = on.into();
    let row: Option<(String,)> = on
        .sql(
            "select line from contact_alias
             where creditor = $1 and channel = $2 and account = $3 and alias = $4",
        )
        .bind(account.creditor.clone())
        .bind(account.channel.clone())
        .bind(account.account.clone())
        .bind(alias.to_owned())
        .opt(on)
        .await?;
    Ok(row.map(|(line,)| Id::stored(line)))
}

/// Finds who is on a line.
///
/// # Errors
/// When the database refuses.
pub async fn find(on: impl Into<On<'_>>, creditor: &str, line: &Id) -> Result<Option<Contact>> {
    let on = on.into();
    let row: Option<Row> = on
        .sql(
            "select creditor, line, channel, account, address, name, customer, conversation, proof,
                    status, heard_at, body->>'user' as known_user,
                    case when body->'candidates' is not null then true else false end as shared,
                    false as is_new
             from contact where creditor = $1 and line = $2",
        )
        .bind(creditor.to_owned())
        .bind(line.to_string())
        .opt(on)
        .await?;
    row.map(Row::contact).transpose()
}

/// Finds who is on many lines, in any order; what is unknown is left out.
///
/// # Errors
/// When the database refuses.
pub async fn find_all(on: impl Into<On<'_>>, lines: &[(&str, &Id)]) -> Result<Vec<Contact>> {
    let on = on.into();
    let rows: Vec<Row> = on
        .sql2(
            "select c.creditor, c.line, c.channel, c.account, c.address, c.name, c.customer,
                    c.conversation, c.proof, c.status, c.heard_at, c.body->>'user' as known_user,
                    case when c.body->'candidates' is not null or (
                      select count(*) from customer o join customer k
                        on k.creditor = o.creditor and k.phone = o.phone
                      where o.creditor = c.creditor and o.id = c.customer) > 1
                    then true else false end as shared,
                    c.customer is null and c.conversation is null and c.epoch = 0
                      and c.status = 'open' and c.quiet is null
                      and cast(c.body as text) = '{}' as is_new
             from json_each($1) as n cross join contact as c
             where c.creditor = n.value->>0 and c.line = n.value->>1",
            "select c.creditor, c.line, c.channel, c.account, c.address, c.name, c.customer,
                    c.conversation, c.proof, c.status, c.heard_at, c.body->>'user' as known_user,
                    case when c.body->'candidates' is not null or (
                      select count(*) from customer o join customer k
                        on k.creditor = o.creditor and k.phone = o.phone
                      where o.creditor = c.creditor and o.id = c.customer) > 1
                    then true else false end as shared,
                    c.customer is null and c.conversation is null and c.epoch = 0
                      and c.status = 'open' and c.quiet is null
                      and cast(c.body as text) = '{}' as is_new
             from jsonb_array_elements(cast($1 as jsonb)) as n (value)
             join contact as c on c.creditor = n.value->>0 and c.line = n.value->>1",
        )
        .bind(many::rows(lines)?)
        .all(on)
        .await?;
    rows.into_iter().map(Row::contact).collect()
}

/// Finds who is on the line that a conversation runs on.
///
/// # Errors
/// When the database refuses.
pub async fn of(
    on: impl Into<On<'_>>,
    creditor: &str,
    conversation: &Id,
) -> Result<Option<Contact>> {
    let on = on.into();
    let row: Option<Row> = on
        .sql(
            "select creditor, line, channel, account, address, name, customer, conversation, proof,
                    status, heard_at, body->>'user' as known_user,
                    case when body->'candidates' is not null then true else false end as shared,
                    false as is_new
             from contact where creditor = $1 and conversation = $2",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .opt(on)
        .await?;
    row.map(Row::contact).transpose()
}

/// Takes a line to be a customer's, with the conversation that runs on it.
///
/// # Errors
/// When the database refuses.
pub async fn bind(
    tx: &mut Tx,
    (creditor, line): (&str, &Id),
    (customer, conversation): (&str, &Id),
    proof: Proof,
) -> Result<()> {
    tx.sql(
        "update contact set customer = $3, conversation = $4, proof = $5
         where creditor = $1 and line = $2",
    )
    .bind(creditor.to_owned())
    .bind(line.to_string())
    .bind(customer.to_owned())
    .bind(conversation.to_string())
    .bind(code(&proof))
    .run(tx)
    .await?;
    Ok(())
}

/// Somebody who is met for the first time, taken to be a customer.
#[derive(Clone, PartialEq, Eq)]
pub struct First<'a> {
    /// The creditor's id.
    pub creditor: &'a str,
    /// The line.
    pub line: &'a Id,
    /// The customer's id.
    pub customer: &'a str,
    /// The conversation that was opened.
    pub conversation: Id,
    /// The provider's id of the user.
    pub user: Option<&'a str>,
}

/// Takes lines to be customers', each with its conversation and without any proof.
///
/// # Errors
/// When the database refuses.
pub async fn bind_all(tx: &mut Tx, mut all: Vec<First<'_>>) -> Result<()> {
    all.sort_by(|a, b| (a.creditor, a.line).cmp(&(b.creditor, b.line)));
    let around = (
        "update contact
         set customer = n.column3, conversation = n.column4, proof = 'weak', status = 'open',
             body = n.column5
         from (values ",
        ") as n where contact.creditor = n.column1 and contact.line = n.column2",
    );
    many::run(tx, (around, 5), all, |sql, first| {
        let user = first.user.map(str::to_owned);
        let memory = Memory { user, ..Memory::default() };
        sql.bind(first.creditor.to_owned())
            .bind(first.line.to_string())
            .bind(first.customer.to_owned())
            .bind(first.conversation.to_string())
            .bind(Json(memory))
    })
    .await?;
    Ok(())
}

impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Contact({} on {})", self.line, self.channel)
    }
}
