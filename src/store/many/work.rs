//! What the turns of a group leave: messages, errands, timers, its place in the log, the conversation,
//! the end of its entry, and what many of them agree. Each kind is one statement.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::value::RawValue;
use sqlx::types::Json;

use super::{raw, run};
use crate::domain::dialogue::event::Timer;
use crate::domain::dialogue::stake::Stake;
use crate::domain::dialogue::state::State;
use crate::domain::id::Id;
use crate::store::conversation::{Columns, Conversation};
use crate::store::inbox::{Claimed, End};
use crate::store::message::Message;
use crate::store::milestone::{self, Milestone};
use crate::store::turn::{Logged, hash_of};
use crate::store::{Error, Result, Sql, Tx, agreement, charge, code, outbox, reason};

/// A body as it goes into its column.
type Body = Json<Box<RawValue>>;

/// A timer of a conversation: its creditor, the conversation, its kind.
type Of = (String, Id, Timer);

/// What turns leave. It is made without a database, and written in one go.
#[derive(Debug, Default)]
pub struct Rows {
    messages: Vec<(String, Id, Message)>,
    errands: Vec<outbox::New>,
    timers: BTreeMap<Of, Option<DateTime<Utc>>>,
    turns: Vec<Turn>,
    conversations: Vec<Saved>,
    ends: Vec<Ended>,
    milestones: Vec<Milestone>,
    agreements: Vec<agreement::New>,
    charges: Vec<(String, charge::Owned)>,
    reasons: Vec<reason::Told>,
}

/// The state that a turn leaves, as it goes into its column, and its hash.
#[derive(Debug)]
pub struct Frozen {
    text: Box<RawValue>,
    /// By which replays compare.
    pub hash: String,
}

#[derive(Debug)]
struct Turn {
    creditor: String,
    conversation: Id,
    number: u32,
    at: DateTime<Utc>,
    outcome: String,
    source: (String, String),
    pins: [String; 4],
    event: Option<Body>,
    facts: Body,
    effects: Body,
    trace: Body,
    state_hash: String,
}

#[derive(Debug)]
struct Saved {
    creditor: String,
    id: Id,
    version: i64,
    messages: i64,
    step: Option<String>,
    columns: Columns,
    stake: Option<Stake>,
    suppressed: bool,
    closed: bool,
    state: Body,
    changed_at: DateTime<Utc>,
}

#[derive(Debug)]
struct Ended {
    key: (String, String, String),
    claim: String,
    status: &'static str,
    why: Option<String>,
    turn: Option<i64>,
    at: DateTime<Utc>,
}

impl Frozen {
    /// Freezes a state.
    ///
    /// # Errors
    /// Never for a state of ours.
    pub fn of(state: &State) -> Result<Self> {
        let text = raw("conversation.state", state)?;
        let hash = hash_of(text.get().as_bytes());
        Ok(Self { text, hash })
    }
}

impl Rows {
    /// Adds a message at its place.
    pub fn message(&mut self, creditor: &str, conversation: &Id, message: Message) {
        self.messages.push((creditor.to_owned(), conversation.clone(), message));
    }

    /// Adds an errand.
    pub fn errand(&mut self, errand: outbox::New) {
        self.errands.push(errand);
    }

    /// Sets a timer, or clears it; the last word counts.
    pub fn timer(
        &mut self,
        (creditor, conversation): (&str, &Id),
        timer: Timer,
        at: Option<DateTime<Utc>>,
    ) {
        self.timers.insert((creditor.to_owned(), conversation.clone(), timer), at);
    }

    /// Adds a turn to its conversation's log.
    ///
    /// # Errors
    /// Never for a turn of ours.
    pub fn turn(&mut self, creditor: &str, conversation: &Id, turn: &Logged) -> Result<()> {
        self.turns.push(Turn {
            creditor: creditor.to_owned(),
            conversation: conversation.clone(),
            number: turn.number,
            at: turn.at,
            outcome: code(&turn.outcome),
            source: turn.source.clone(),
            pins: [
                turn.flow.reference.clone(),
                turn.flow.hash.clone(),
                turn.policy.reference.clone(),
                turn.policy.hash.clone(),
            ],
            event: turn.event.as_ref().map(|event| raw("turn.event", event)).transpose()?.map(Json),
            facts: Json(raw("turn.facts", &turn.facts)?),
            effects: Json(raw("turn.effects", &turn.effects)?),
            trace: Json(raw("turn.trace", &turn.trace)?),
            state_hash: turn.state_hash.clone(),
        });
        Ok(())
    }

    /// Saves a conversation over the version that it was decided from.
    pub fn conversation(&mut self, after: &Conversation, frozen: Frozen, stake: Option<Stake>) {
        self.conversations.push(Saved {
            creditor: after.creditor.clone(),
            id: after.id.clone(),
            version: after.version,
            messages: after.messages,
            step: after.state.step.clone(),
            columns: Columns::of(&after.state),
            stake,
            suppressed: after.suppressed,
            closed: after.state.closed,
            state: Json(frozen.text),
            changed_at: after.changed_at,
        });
    }

    /// Ends a claimed entry.
    pub fn end(&mut self, entry: &Claimed, turn: Option<u32>, end: End, at: DateTime<Utc>) {
        let (status, why) = match end {
            End::Done => ("done", None),
            End::Dead(why) => ("dead", Some(why)),
        };
        let new = &entry.new;
        self.ends.push(Ended {
            key: (new.creditor.clone(), new.channel.clone(), new.external_id.clone()),
            claim: entry.claim.clone(),
            status,
            why,
            turn: turn.map(i64::from),
            at,
        });
    }

    /// Adds what a conversation reached.
    pub fn milestone(&mut self, milestone: Milestone) {
        self.milestones.push(milestone);
    }

    /// Adds an agreement that was just accepted.
    pub fn agreement(&mut self, new: agreement::New) {
        self.agreements.push(new);
    }

    /// Adds a charge that was just asked for, of a creditor.
    pub fn charge(&mut self, creditor: &str, new: charge::Owned) {
        self.charges.push((creditor.to_owned(), new));
    }

    /// Adds why a customer is late; of one turn the last word counts.
    pub fn reason(&mut self, told: reason::Told) {
        let of = |it: &reason::Told| (it.creditor.clone(), it.conversation.clone(), it.turn);
        self.reasons.retain(|it| of(it) != of(&told));
        self.reasons.push(told);
    }

    /// Takes in what another turn leaves.
    pub fn append(&mut self, other: Self) {
        self.messages.extend(other.messages);
        self.errands.extend(other.errands);
        self.timers.extend(other.timers);
        self.turns.extend(other.turns);
        self.conversations.extend(other.conversations);
        self.ends.extend(other.ends);
        self.milestones.extend(other.milestones);
        self.agreements.extend(other.agreements);
        self.charges.extend(other.charges);
        self.reasons.extend(other.reasons);
    }

    /// Writes all of it; answers the keys of the entries whose claim was lost meanwhile.
    ///
    /// Where an answer is not empty the whole write must be taken back.
    ///
    /// # Errors
    /// [`Error::Stale`] where a conversation was saved in between; or when the database refuses.
    pub async fn write(
        self,
        tx: &mut Tx,
        now: DateTime<Utc>,
    ) -> Result<HashSet<(String, String, String)>> {
        save(tx, self.conversations).await?;
        messages(tx, self.messages).await?;
        outbox::add_all(tx, &self.errands, now).await?;
        timers(tx, self.timers).await?;
        turns(tx, self.turns).await?;
        milestone::add_all(tx, self.milestones).await?;
        agreement::add_all(tx, &self.agreements).await?;
        charge::add_all(tx, &self.charges).await?;
        reason::add_all(tx, &self.reasons).await?;
        ends(tx, self.ends).await
    }
}

async fn save(tx: &mut Tx, conversations: Vec<Saved>) -> Result<()> {
    let count = conversations.len();
    let around = (
        "update conversation
         set version = conversation.version + 1, messages = n.column4, step = n.column5,
             owner = n.column6, collection = n.column7, paused_until = n.column8,
             stopped_why = n.column9, suppressed = n.column10, closed = n.column11,
             state = n.column12, changed_at = n.column13, agent = n.column14,
             taken_turn = n.column15, handoff = n.column16, sector = n.column17,
             at_stake = n.column18, rank = n.column19
         from (values ",
        ") as n
         where conversation.creditor = n.column1 and conversation.id = n.column2
           and conversation.version = n.column3",
    );
    let saved = run(tx, (around, 19), conversations, |sql, row| {
        sql.bind(row.creditor)
            .bind(row.id.to_string())
            .bind(row.version)
            .bind(row.messages)
            .bind(row.step)
            .bind(row.columns.owner)
            .bind(row.columns.collection)
            .bind::<Option<NaiveDate>>(row.columns.paused_until)
            .bind(row.columns.stopped_why)
            .bind(row.suppressed)
            .bind(row.closed)
            .bind(row.state)
            .bind(row.changed_at)
            .bind(row.columns.agent)
            .bind(row.columns.taken_turn)
            .bind(row.columns.handoff)
            .bind(row.columns.sector)
            .bind(row.stake.map(|stake| stake.amount.in_centavos()))
            .bind(row.stake.map(|stake| stake.rank))
    })
    .await?;
    if usize::try_from(saved) == Ok(count) {
        Ok(())
    } else {
        Err(Error::Stale { what: format!("{count} conversations together") })
    }
}

async fn messages(tx: &mut Tx, messages: Vec<(String, Id, Message)>) -> Result<()> {
    let around = (
        "insert into message
           (creditor, conversation, seq, id, sender, turn, at, text, options, attachments,
            author)
         select * from (values ",
        ") as n where n.column1 is not null",
    );
    run(tx, (around, 11), messages, |sql, (creditor, conversation, message)| {
        sql.bind(creditor)
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
    })
    .await?;
    Ok(())
}

async fn timers(tx: &mut Tx, timers: BTreeMap<Of, Option<DateTime<Utc>>>) -> Result<()> {
    let (set, clear): (Vec<_>, Vec<_>) = timers.into_iter().partition(|(_, at)| at.is_some());
    // A select around the rows: SQLite would look at every timer for the bare list.
    let around = (
        "delete from timer where (creditor, conversation, kind) in (
           select n.column1, n.column2, n.column3 from (values ",
        ") as n)",
    );
    run(tx, (around, 3), clear, |sql, ((creditor, conversation, timer), _)| {
        sql.bind(creditor).bind(conversation.to_string()).bind(code(&timer))
    })
    .await?;
    let around = (
        "insert into timer (creditor, conversation, kind, due_at)
         select * from (values ",
        ") as n where n.column1 is not null
         on conflict (creditor, conversation, kind) do update set due_at = excluded.due_at",
    );
    run(tx, (around, 4), set, |sql, ((creditor, conversation, timer), at)| {
        sql.bind(creditor).bind(conversation.to_string()).bind(code(&timer)).bind(at)
    })
    .await?;
    Ok(())
}

async fn turns(tx: &mut Tx, turns: Vec<Turn>) -> Result<()> {
    let around = (
        "insert into turn
           (creditor, conversation, number, at, outcome, channel, external_id, flow, flow_hash,
            policy, policy_hash, event, facts, effects, trace, state_hash)
         select * from (values ",
        ") as n where n.column1 is not null",
    );
    run(tx, (around, 16), turns, |sql, turn| {
        let sql = sql
            .bind(turn.creditor)
            .bind(turn.conversation.to_string())
            .bind(i64::from(turn.number))
            .bind(turn.at)
            .bind(turn.outcome)
            .bind(turn.source.0)
            .bind(turn.source.1);
        turn.pins
            .into_iter()
            .fold(sql, Sql::bind)
            .bind(turn.event)
            .bind(turn.facts)
            .bind(turn.effects)
            .bind(turn.trace)
            .bind(turn.state_hash)
    })
    .await?;
    Ok(())
}

async fn ends(tx: &mut Tx, ends: Vec<Ended>) -> Result<HashSet<(String, String, String)>> {
    let claims: Vec<(Key, String)> =
        ends.iter().map(|ended| (ended.key.clone(), ended.claim.clone())).collect();
    let around = (
        "update inbox
         set status = n.column5, why = n.column6, turn = n.column7, done_at = n.column8,
             claimed_until = null
         from (values ",
        ") as n
         where inbox.creditor = n.column1 and inbox.channel = n.column2
           and inbox.external_id = n.column3 and inbox.claim = n.column4
           and inbox.status = 'waiting'",
    );
    let ended = run(tx, (around, 8), ends, |sql, row| {
        let (creditor, channel, external_id) = row.key;
        sql.bind(creditor)
            .bind(channel)
            .bind(external_id)
            .bind(row.claim)
            .bind(row.status)
            .bind(row.why)
            .bind(row.turn)
            .bind(row.at)
    })
    .await?;
    if usize::try_from(ended) == Ok(claims.len()) {
        return Ok(HashSet::new());
    }
    let mut lost = HashSet::new();
    for (key, claim) in claims {
        if !has_ended(tx, &key, claim).await? {
            lost.insert(key);
        }
    }
    Ok(lost)
}

/// Whose an entry is, its channel, its id there.
type Key = (String, String, String);

/// True where an entry ended under a claim.
async fn has_ended(tx: &mut Tx, key: &Key, claim: String) -> Result<bool> {
    let found: Option<(i64,)> = tx
        .sql(
            "select position from inbox
             where creditor = $1 and channel = $2 and external_id = $3 and claim = $4
               and status <> 'waiting'",
        )
        .bind(key.0.clone())
        .bind(key.1.clone())
        .bind(key.2.clone())
        .bind(claim)
        .opt(tx)
        .await?;
    Ok(found.is_some())
}
