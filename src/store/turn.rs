//! The log of turns: all that each was decided from and what it decided.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use sqlx::types::Json;

use super::release::Pin;
use super::{Error, On, Result, Tx, body, code, decode};
use crate::domain::dialogue::Trace;
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::event::Event;
use crate::domain::dialogue::facts::Facts;
use crate::domain::dialogue::state::State;
use crate::domain::id::{Id, hex};

/// How a turn came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The dialogue advanced.
    Advanced,
    /// It could not; a human has the case.
    Broken,
}

/// One turn of the log.
#[derive(Clone, Debug, Serialize)]
pub struct Logged {
    /// Its number, from 1.
    pub number: u32,
    /// The time it was decided at.
    pub at: DateTime<Utc>,
    /// How it came about.
    pub outcome: Outcome,
    /// Where its event came from: the channel and the id there.
    pub source: (String, String),
    /// The flow it ran on.
    #[serde(skip)]
    pub flow: Pin,
    /// The policy it ran on.
    #[serde(skip)]
    pub policy: Pin,
    /// What happened; none where reading it failed.
    pub event: Option<Event>,
    /// What was known.
    pub facts: Facts,
    /// What was decided.
    pub effects: Vec<Effect>,
    /// How.
    pub trace: Vec<Trace>,
    /// The hash of the state it left.
    pub state_hash: String,
}

#[derive(FromRow)]
struct Row {
    number: i64,
    at: DateTime<Utc>,
    outcome: String,
    channel: String,
    external_id: String,
    flow: String,
    flow_hash: String,
    policy: String,
    policy_hash: String,
    event: Option<String>,
    facts: String,
    effects: String,
    trace: String,
    state_hash: String,
}

impl TryFrom<Row> for Logged {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            number: u32::try_from(row.number).unwrap_or(u32::MAX),
            at: row.at,
            outcome: decode("turn.outcome", &row.outcome)?,
            source: (row.channel, row.external_id),
            flow: Pin { reference: row.flow, hash: row.flow_hash },
            policy: Pin { reference: row.policy, hash: row.policy_hash },
            event: row.event.map(|text| body("turn.event", &text)).transpose()?,
            facts: body("turn.facts", &row.facts)?,
            effects: body("turn.effects", &row.effects)?,
            trace: body("turn.trace", &row.trace)?,
            state_hash: row.state_hash,
        })
    }
}

/// The hash of a state as it serialises, by which replays compare.
pub fn state_hash(state: &State) -> String {
    hash_of(&serde_json::to_vec(state).unwrap_or_default())
}

/// The hash of a state that is serialised already.
pub(super) fn hash_of(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    hex(&Sha256::digest(bytes))
}

/// Appends a turn to its conversation's log.
///
/// # Errors
/// When the database refuses, or the conversation has a turn of this number.
pub async fn append(tx: &mut Tx, creditor: &str, conversation: &Id, turn: Logged) -> Result<()> {
    tx.sql(
        "insert into turn
           (creditor, conversation, number, at, outcome, channel, external_id, flow, flow_hash,
            policy, policy_hash, event, facts, effects, trace, state_hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
    )
    .bind(creditor.to_owned())
    .bind(conversation.to_string())
    .bind(i64::from(turn.number))
    .bind(turn.at)
    .bind(code(&turn.outcome))
    .bind(turn.source.0)
    .bind(turn.source.1)
    .bind(turn.flow.reference)
    .bind(turn.flow.hash)
    .bind(turn.policy.reference)
    .bind(turn.policy.hash)
    .bind(turn.event.map(Json))
    .bind(Json(turn.facts))
    .bind(Json(turn.effects))
    .bind(Json(turn.trace))
    .bind(turn.state_hash)
    .run(tx)
    .await?;
    Ok(())
}

/// A conversation's turns, in order.
///
/// # Errors
/// When the database refuses.
pub async fn of(on: impl Into<On<'_>>, creditor: &str, conversation: &Id) -> Result<Vec<Logged>> {
    let on = on.into();
    let rows: Vec<Row> = on
        .sql(
            "select number, at, outcome, channel, external_id, flow, flow_hash, policy,
                    policy_hash, cast(event as text) as event, cast(facts as text) as facts,
                    cast(effects as text) as effects, cast(trace as text) as trace, state_hash
             from turn where creditor = $1 and conversation = $2 order by number",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .all(on)
        .await?;
    rows.into_iter().map(Logged::try_from).collect()
}
