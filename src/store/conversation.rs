//! Conversations: where each stands, saved only over the version that was read.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;
use sqlx::types::Json;

use super::release::Pin;
use super::{Error, On, Result, Tx, body, code, many};
use crate::domain::dialogue::state::{Collection, State};
use crate::domain::id::Id;

/// A conversation as it stands.
#[derive(Clone, Debug)]
pub struct Conversation {
    /// The creditor's id.
    pub creditor: String,
    /// Its id.
    pub id: Id,
    /// The customer's id.
    pub customer: String,
    /// The channel it runs on.
    pub channel: String,
    /// Where its messages go.
    pub address: String,
    /// The flow it runs on.
    pub flow: Pin,
    /// The policy it runs on.
    pub policy: Pin,
    /// The release whose flow and texts it runs on.
    pub edition: i64,
    /// The experiment and the arm it runs in, as `experiment/arm`.
    pub arm: Option<String>,
    /// How often it was saved.
    pub version: i64,
    /// How many messages it has.
    pub messages: i64,
    /// True where the address must never be written to.
    pub suppressed: bool,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
    /// The dialogue's memory now.
    pub state: State,
}

#[derive(FromRow)]
struct Row {
    creditor: String,
    id: String,
    customer: String,
    channel: String,
    address: String,
    flow: String,
    flow_hash: String,
    policy: String,
    policy_hash: String,
    edition: i64,
    arm: Option<String>,
    version: i64,
    messages: i64,
    suppressed: bool,
    started_at: DateTime<Utc>,
    changed_at: DateTime<Utc>,
    state: String,
}

impl TryFrom<Row> for Conversation {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            state: body("conversation.state", &row.state)?,
            creditor: row.creditor,
            id: Id::stored(row.id),
            customer: row.customer,
            channel: row.channel,
            address: row.address,
            flow: Pin { reference: row.flow, hash: row.flow_hash },
            policy: Pin { reference: row.policy, hash: row.policy_hash },
            edition: row.edition,
            arm: row.arm,
            version: row.version,
            messages: row.messages,
            suppressed: row.suppressed,
            started_at: row.started_at,
            changed_at: row.changed_at,
        })
    }
}

/// Writes a new conversation down; false where the address has one already.
///
/// # Errors
/// When the database refuses, or the customer is unknown.
pub async fn begin(tx: &mut Tx, new: &Conversation) -> Result<bool> {
    Ok(begin_all(tx, std::slice::from_ref(new)).await? > 0)
}

/// Writes many new conversations down; answers how many had none at their address.
///
/// # Errors
/// As [`begin`].
pub async fn begin_all(tx: &mut Tx, all: &[Conversation]) -> Result<u64> {
    let around = (
        "insert into conversation
           (creditor, id, customer, channel, address, flow, flow_hash, policy, policy_hash,
            version, messages, owner, collection, paused_until, stopped_why,
            suppressed, closed, began, state, started_at, changed_at, edition)
         select * from (values ",
        ") as n where n.column1 is not null on conflict do nothing",
    );
    many::run(tx, (around, 22), all.iter().collect(), |sql, new: &Conversation| {
        let (columns, state) = (Columns::of(&new.state), Json(new.state.clone()));
        sql.bind(new.creditor.clone())
            .bind(new.id.to_string())
            .bind(new.customer.clone())
            .bind(new.channel.clone())
            .bind(new.address.clone())
            .bind(new.flow.reference.clone())
            .bind(new.flow.hash.clone())
            .bind(new.policy.reference.clone())
            .bind(new.policy.hash.clone())
            .bind(0_i64)
            .bind(0_i64)
            .bind(columns.owner)
            .bind(columns.collection)
            .bind(columns.paused_until)
            .bind(columns.stopped_why)
            .bind(new.suppressed)
            .bind(new.state.closed)
            .bind(state.clone())
            .bind(state)
            .bind(new.started_at)
            .bind(new.started_at)
            .bind(new.edition)
    })
    .await
}

/// Finds a conversation.
///
/// # Errors
/// When the database refuses.
pub async fn find(on: impl Into<On<'_>>, creditor: &str, id: &Id) -> Result<Option<Conversation>> {
    let on = on.into();
    let row: Option<Row> = on
        .sql(
            "select creditor, id, customer, channel, address, flow, flow_hash, policy,
                    policy_hash, edition, arm, version, messages, suppressed, started_at, changed_at,
                    cast(state as text) as state
             from conversation where creditor = $1 and id = $2",
        )
        .bind(creditor.to_owned())
        .bind(id.to_string())
        .opt(on)
        .await?;
    row.map(Conversation::try_from).transpose()
}

/// The dialogue's memory when a conversation began.
///
/// # Errors
/// When the database refuses, or there is no such conversation.
pub async fn began(on: impl Into<On<'_>>, creditor: &str, id: &Id) -> Result<State> {
    let on = on.into();
    let row: Option<(String,)> = on
        .sql("select cast(began as text) from conversation where creditor = $1 and id = $2")
        .bind(creditor.to_owned())
        .bind(id.to_string())
        .opt(on)
        .await?;
    let (text,) = row.ok_or_else(|| Error::missing(format!("conversation {id}")))?;
    body("conversation.began", &text)
}

/// Finds many conversations by creditor and id, in any order; what is unknown is left out.
///
/// On PostgreSQL their customers' rows are held first, in one order, until the write ends: see
/// [`customer::lock`](super::customer::lock).
///
/// # Errors
/// When the database refuses.
pub async fn hold_all(tx: &mut Tx, wanted: &[(&str, &Id)]) -> Result<Vec<Conversation>> {
    let wanted = many::rows(wanted)?;
    if let Tx::Pg(..) = tx {
        tx.sql(
            "select 1 from customer where (creditor, id) in (
               select c.creditor, c.customer
               from jsonb_array_elements(cast($1 as jsonb)) as n (value)
               join conversation as c on c.creditor = n.value->>0 and c.id = n.value->>1)
             order by creditor, id for no key update",
        )
        .bind(wanted.clone())
        .run(&mut *tx)
        .await?;
    }
    let rows: Vec<Row> = tx
        .sql2(
            "select c.creditor, c.id, c.customer, c.channel, c.address, c.flow, c.flow_hash,
                    c.policy, c.policy_hash, c.edition, c.arm, c.version, c.messages, c.suppressed, c.started_at,
                    c.changed_at, cast(c.state as text) as state
             from json_each($1) as n cross join conversation as c
             where c.creditor = n.value->>0 and c.id = n.value->>1",
            "select c.creditor, c.id, c.customer, c.channel, c.address, c.flow, c.flow_hash,
                    c.policy, c.policy_hash, c.edition, c.arm, c.version, c.messages, c.suppressed, c.started_at,
                    c.changed_at, cast(c.state as text) as state
             from jsonb_array_elements(cast($1 as jsonb)) as n (value)
             join conversation as c on c.creditor = n.value->>0 and c.id = n.value->>1",
        )
        .bind(wanted)
        .all(tx)
        .await?;
    rows.into_iter().map(Conversation::try_from).collect()
}

/// Finds the conversation of an address.
///
/// # Errors
/// When the database refuses.
pub async fn at(
    on: impl Into<On<'_>>,
    creditor: &str,
    channel: &str,
    address: &str,
) -> Result<Option<Id>> {
    let on = on.into();
    let row: Option<(String,)> = on
        .sql("select id from conversation where creditor = $1 and channel = $2 and address = $3")
        .bind(creditor.to_owned())
        .bind(channel.to_owned())
        .bind(address.to_owned())
        .opt(on)
        .await?;
    Ok(row.map(|(id,)| Id::stored(id)))
}

/// Where a conversation's messages go, and whether they may.
#[derive(Clone, Debug, FromRow)]
pub struct Address {
    /// The customer's id.
    pub customer: String,
    /// The channel.
    pub channel: String,
    /// Where on it.
    pub address: String,
    /// True where the address must never be written to.
    pub suppressed: bool,
    /// True where collecting stopped.
    pub stopped: bool,
}

/// Finds where a conversation's messages go.
///
/// # Errors
/// When the database refuses.
pub async fn address(on: impl Into<On<'_>>, creditor: &str, id: &Id) -> Result<Option<Address>> {
    let on = on.into();
    on.sql(
        "select customer, channel, address, suppressed,
                case when collection = 'stopped' then true else false end as stopped
         from conversation where creditor = $1 and id = $2",
    )
    .bind(creditor.to_owned())
    .bind(id.to_string())
    .opt(on)
    .await
}

/// Whose a conversation is.
///
/// # Errors
/// When the database refuses.
pub async fn customer(on: impl Into<On<'_>>, creditor: &str, id: &Id) -> Result<Option<String>> {
    let on = on.into();
    let row: Option<(String,)> = on
        .sql("select customer from conversation where creditor = $1 and id = $2")
        .bind(creditor.to_owned())
        .bind(id.to_string())
        .opt(on)
        .await?;
    Ok(row.map(|(customer,)| customer))
}

/// Every conversation of a customer, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn of(
    on: impl Into<On<'_>>,
    creditor: &str,
    customer: &str,
) -> Result<Vec<Conversation>> {
    let on = on.into();
    let rows: Vec<Row> = on
        .sql(
            "select creditor, id, customer, channel, address, flow, flow_hash, policy,
                    policy_hash, edition, arm, version, messages, suppressed, started_at, changed_at,
                    cast(state as text) as state
             from conversation where creditor = $1 and customer = $2 order by started_at, id",
        )
        .bind(creditor.to_owned())
        .bind(customer.to_owned())
        .all(on)
        .await?;
    rows.into_iter().map(Conversation::try_from).collect()
}

/// The creditor and id of every conversation, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn all(on: impl Into<On<'_>>) -> Result<Vec<(String, Id)>> {
    let on = on.into();
    let rows: Vec<(String, String)> =
        on.sql("select creditor, id from conversation order by started_at, id").all(on).await?;
    Ok(rows.into_iter().map(|(creditor, id)| (creditor, Id::stored(id))).collect())
}

/// Saves what a turn left, over the version that it was decided from.
///
/// # Errors
/// [`Error::Stale`] when someone else saved in between; or when the database refuses.
pub async fn save(tx: &mut Tx, after: &Conversation) -> Result<()> {
    let columns = Columns::of(&after.state);
    let rows = tx
        .sql(
            "update conversation
             set version = version + 1, messages = $4, step = $5, owner = $6, collection = $7,
                 paused_until = $8, stopped_why = $9, suppressed = $10, closed = $11,
                 state = $12, changed_at = $13, agent = $14, taken_turn = $15, handoff = $16,
                 sector = $17
             where creditor = $1 and id = $2 and version = $3",
        )
        .bind(after.creditor.clone())
        .bind(after.id.to_string())
        .bind(after.version)
        .bind(after.messages)
        .bind(after.state.step.clone())
        .bind(columns.owner)
        .bind(columns.collection)
        .bind(columns.paused_until)
        .bind(columns.stopped_why)
        .bind(after.suppressed)
        .bind(after.state.closed)
        .bind(Json(after.state.clone()))
        .bind(after.changed_at)
        .bind(columns.agent)
        .bind(columns.taken_turn)
        .bind(columns.handoff)
        .bind(columns.sector)
        .run(tx)
        .await?;
    if rows == 1 {
        Ok(())
    } else {
        Err(Error::Stale { what: format!("conversation {}", after.id) })
    }
}

/// Has a conversation run on another release or in another arm from now on; its turn was decided there.
///
/// # Errors
/// When the database refuses.
pub async fn come_over(tx: &mut Tx, after: &Conversation) -> Result<()> {
    tx.sql(
        "update conversation
         set flow = $3, flow_hash = $4, policy = $5, policy_hash = $6, edition = $7, arm = $8
         where creditor = $1 and id = $2",
    )
    .bind(after.creditor.clone())
    .bind(after.id.to_string())
    .bind(after.flow.reference.clone())
    .bind(after.flow.hash.clone())
    .bind(after.policy.reference.clone())
    .bind(after.policy.hash.clone())
    .bind(after.edition)
    .bind(after.arm.clone())
    .run(tx)
    .await?;
    Ok(())
}

/// Notes that what a page shows of a conversation changed, though no turn was taken.
///
/// # Errors
/// When the database refuses.
pub async fn touch(tx: &mut Tx, (creditor, id): (&str, &Id), now: DateTime<Utc>) -> Result<()> {
    tx.sql(
        "update conversation set changed_at = $3
         where creditor = $1 and id = $2 and changed_at < $3",
    )
    .bind(creditor.to_owned())
    .bind(id.to_string())
    .bind(now)
    .run(tx)
    .await?;
    Ok(())
}

/// What of the state is also a column, for lists.
#[derive(Debug)]
pub(super) struct Columns {
    pub owner: String,
    pub collection: &'static str,
    pub paused_until: Option<NaiveDate>,
    pub stopped_why: Option<String>,
    pub agent: Option<String>,
    pub taken_turn: i64,
    pub handoff: Option<String>,
    pub sector: Option<String>,
}

impl Columns {
    pub fn of(state: &State) -> Self {
        let (collection, paused_until, stopped_why) = match state.collection {
            Collection::Active => ("active", None, None),
            Collection::Paused { until } => ("paused", Some(until), None),
            Collection::Stopped { why } => ("stopped", None, Some(code(&why))),
        };
        let handoff = state.handoff.as_ref();
        Self {
            owner: code(&state.owner),
            collection,
            paused_until,
            stopped_why,
            agent: state.agent.as_ref().map(|agent| agent.person.clone()),
            taken_turn: i64::from(state.taken_turn),
            handoff: handoff.map(|handoff| handoff.id.to_string()),
            sector: handoff.map(|handoff| handoff.queue.clone()),
        }
    }
}
