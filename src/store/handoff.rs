//! The desk's queue.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use sqlx::types::Json;

use super::message::Message;
use super::{Error, On, Result, Tx, body, code, decode};
use crate::domain::dialogue::effect::Packet;
use crate::domain::id::Id;

/// Where a case stands at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseStatus {
    /// Nobody has it yet.
    Waiting,
    /// A human has it.
    Taken,
    /// It went back to the bot.
    Returned,
}

/// A case that needs, or needed, a human.
#[derive(Clone, Debug, Serialize)]
pub struct Case {
    /// The creditor's id.
    pub creditor: String,
    /// The customer's id.
    pub customer: String,
    /// The conversation.
    pub conversation: Id,
    /// Where it stands.
    pub status: CaseStatus,
    /// When it was handed off.
    pub opened_at: DateTime<Utc>,
    /// The human who took it.
    pub taken_by: Option<String>,
    /// Everything known.
    pub packet: Packet,
    /// The last messages before it, oldest first.
    pub last_turns: Vec<Message>,
}

#[derive(FromRow)]
struct Row {
    creditor: String,
    customer: String,
    conversation: String,
    status: String,
    opened_at: DateTime<Utc>,
    taken_by: Option<String>,
    packet: String,
    last_turns: String,
}

impl TryFrom<Row> for Case {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            creditor: row.creditor,
            customer: row.customer,
            conversation: Id::stored(row.conversation),
            status: decode("handoff.status", &row.status)?,
            opened_at: row.opened_at,
            taken_by: row.taken_by,
            packet: body("handoff.packet", &row.packet)?,
            last_turns: body("handoff.last_turns", &row.last_turns)?,
        })
    }
}

/// Puts a case into the queue.
///
/// # Errors
/// When the database refuses, or the id is taken.
pub async fn add(
    tx: &mut Tx,
    (creditor, customer): (&str, &str),
    conversation: &Id,
    (packet, last_turns): (&Packet, Vec<Message>),
    now: DateTime<Utc>,
) -> Result<()> {
    // Whoever has the conversation has its new case, too.
    tx.sql(
        "insert into handoff
           (creditor, id, customer, conversation, reason, queue, priority, answer_by, opened_at,
            packet, last_turns, status, agent, taken_by, taken_at)
         select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
                case when v.agent is null then 'waiting' else 'taken' end, v.agent,
                v.state->'agent'->>'name', case when v.agent is null then null else $9 end
         from conversation v where v.creditor = $1 and v.id = $4",
    )
    .bind(creditor.to_owned())
    .bind(packet.id.to_string())
    .bind(customer.to_owned())
    .bind(conversation.to_string())
    .bind(code(&packet.reason))
    .bind(packet.queue.clone())
    .bind(code(&packet.priority))
    .bind(packet.answer_by)
    .bind(now)
    .bind(Json(packet.clone()))
    .bind(Json(last_turns))
    .run(tx)
    .await?;
    Ok(())
}

/// Notes who has the open cases of a conversation: their id, where they signed in, and name.
///
/// # Errors
/// When the database refuses.
pub async fn take(
    tx: &mut Tx,
    (creditor, conversation): (&str, &Id),
    (agent, name): (Option<&str>, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "update handoff set status = 'taken', agent = $3, taken_by = $4,
                taken_at = coalesce(taken_at, $5)
         where creditor = $1 and conversation = $2 and status <> 'returned'",
    )
    .bind(creditor.to_owned())
    .bind(conversation.to_string())
    .bind(agent.map(str::to_owned))
    .bind(name.to_owned())
    .bind(now)
    .run(tx)
    .await?;
    Ok(())
}

/// Notes that the open cases of a conversation wait for another human, perhaps in another sector.
///
/// # Errors
/// When the database refuses.
pub async fn pass_on(
    tx: &mut Tx,
    (creditor, conversation): (&str, &Id),
    sector: Option<&str>,
) -> Result<()> {
    tx.sql(
        "update handoff set status = 'waiting', agent = null, taken_by = null,
                queue = coalesce($3, queue)
         where creditor = $1 and conversation = $2 and status = 'taken'",
    )
    .bind(creditor.to_owned())
    .bind(conversation.to_string())
    .bind(sector.map(str::to_owned))
    .run(tx)
    .await?;
    Ok(())
}

/// Notes how a case ended, and who closed it; the conversation's other cases end with it.
///
/// # Errors
/// When the database refuses.
pub async fn close(
    tx: &mut Tx,
    (creditor, conversation): (&str, &Id),
    (case, outcome, by): (Option<&Id>, &str, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    if let Some(case) = case {
        tx.sql(
            "update handoff set outcome = $3, closed_by = $4, closed_at = $5
             where creditor = $1 and id = $2",
        )
        .bind(creditor.to_owned())
        .bind(case.to_string())
        .bind(outcome.to_owned())
        .bind(by.to_owned())
        .bind(now)
        .run(&mut *tx)
        .await?;
    }
    give_back(tx, creditor, conversation, now).await
}

/// Notes that the cases of a conversation went back to the bot.
///
/// # Errors
/// When the database refuses.
pub async fn give_back(
    tx: &mut Tx,
    creditor: &str,
    conversation: &Id,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "update handoff set status = 'returned', returned_at = $3
         where creditor = $1 and conversation = $2 and status <> 'returned'",
    )
    .bind(creditor.to_owned())
    .bind(conversation.to_string())
    .bind(now)
    .run(tx)
    .await?;
    Ok(())
}

/// The cases that nobody took or that are being worked, most urgent first, then oldest.
///
/// # Errors
/// When the database refuses.
pub async fn open(on: impl Into<On<'_>>, creditor: &str) -> Result<Vec<Case>> {
    let on = on.into();
    let rows: Vec<Row> = on
        .sql(
            "select creditor, customer, conversation, status, opened_at, taken_by,
                    cast(packet as text) as packet, cast(last_turns as text) as last_turns
             from handoff where creditor = $1 and status <> 'returned'
             order by case priority when 'urgent' then 0 when 'high' then 1 else 2 end,
                      opened_at, id",
        )
        .bind(creditor.to_owned())
        .all(on)
        .await?;
    rows.into_iter().map(Case::try_from).collect()
}

/// The cases of a conversation, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn of(on: impl Into<On<'_>>, creditor: &str, conversation: &Id) -> Result<Vec<Case>> {
    let on = on.into();
    let rows: Vec<Row> = on
        .sql(
            "select creditor, customer, conversation, status, opened_at, taken_by,
                    cast(packet as text) as packet, cast(last_turns as text) as last_turns
             from handoff where creditor = $1 and conversation = $2 order by opened_at, id",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .all(on)
        .await?;
    rows.into_iter().map(Case::try_from).collect()
}

/// The cases of a customer in all their conversations, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_customer(
    on: impl Into<On<'_>>,
    (creditor, customer): (&str, &str),
    limit: i64,
) -> Result<Vec<Case>> {
    let on = on.into();
    let rows: Vec<Row> = on
        .sql(
            "select creditor, customer, conversation, status, opened_at, taken_by,
                    cast(packet as text) as packet, cast(last_turns as text) as last_turns
             from handoff where creditor = $1 and customer = $2
             order by opened_at desc, id desc limit $3",
        )
        .bind(creditor.to_owned())
        .bind(customer.to_owned())
        .bind(limit)
        .all(on)
        .await?;
    rows.into_iter().map(Case::try_from).collect()
}
