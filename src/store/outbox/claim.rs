//! What may go now, with all that is needed to send it, read in the claim's own transaction.
//!
//! Items wait by lane: the account they go by. Of each line of a conversation only the oldest may
//! go; one of which nobody knows whether it went holds up what comes after it until its time is
//! over. A claim is the intention to send at once; its end is where the item is due again.

use chrono::{DateTime, Utc};
use sqlx::FromRow;
use sqlx::types::Json;

use super::{Claimed, Errand, New};
use crate::domain::id::Id;
use crate::store::message::{Choice, Enclosure};
use crate::store::{On, Result, Sql, Tx, body, many};

/// A lane in which something waits.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Lane {
    /// Whose it is.
    pub creditor: String,
    /// The account, as channel/account; empty for what we do ourselves.
    pub lane: String,
    /// When the first of it is due.
    pub due_at: Option<DateTime<Utc>>,
    /// Until when what the account may send is spent, in microseconds.
    pub spent_until: Option<i64>,
}

/// An item that is due, with what was read for it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The item; its claim is another's that ran out, or empty.
    pub item: Claimed,
    /// When it was decided.
    pub created_at: DateTime<Utc>,
    /// The message, where it is one of a conversation's.
    pub message: Option<Words>,
    /// The conversation, where there is one.
    pub conversation: Option<Talk>,
    /// Who is on the line, where it is a channel's.
    pub contact: Option<Reach>,
    /// True where the customer agreed to be written to first, or where nobody needs to have: it is
    /// an answer.
    pub consented: bool,
    /// True where the bot said it before a human took the conversation.
    pub silenced: bool,
}

/// The words of a message.
#[derive(Clone, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// What can be chosen.
    pub options: Vec<Choice>,
    /// What goes with it.
    pub attachments: Vec<Enclosure>,
}

/// What is known of a conversation.
#[derive(Clone, PartialEq, Eq)]
pub struct Talk {
    /// The channel it began on.
    pub channel: String,
    /// Where on it.
    pub address: String,
    /// Its customer.
    pub customer: String,
    /// True where the address must never be written to.
    pub suppressed: bool,
    /// True where collecting stopped.
    pub stopped: bool,
    /// True where the customer asked not to be written to.
    pub opted_out: bool,
    /// Where the customer lives, as a code.
    pub uf: Option<String>,
}

/// What is known of who is on a line.
#[derive(Clone, PartialEq, Eq)]
pub struct Reach {
    /// The line.
    pub line: Id,
    /// The channel.
    pub channel: String,
    /// Our account there.
    pub account: String,
    /// Where messages go.
    pub address: String,
    /// `open`, `blocked` or `changed`.
    pub status: String,
    /// True where somebody asked that nothing is begun there.
    pub quiet: bool,
    /// When they last did something, by the provider's clock.
    pub heard_at: Option<DateTime<Utc>>,
    /// Until when what they may be sent is spent, in microseconds.
    pub spent_until: i64,
}

#[derive(FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column")]
struct Row {
    creditor: String,
    id: String,
    kind: String,
    conversation: String,
    position: i64,
    proactive: bool,
    body: String,
    created_at: DateTime<Utc>,
    lane: String,
    attempts: i64,
    part: i64,
    template_only: bool,
    claim: Option<String>,
    text: Option<String>,
    options: Option<Json<Vec<Choice>>>,
    attachments: Option<Json<Vec<Enclosure>>>,
    v_channel: Option<String>,
    v_address: Option<String>,
    customer: Option<String>,
    suppressed: Option<bool>,
    stopped: Option<bool>,
    opted_out: Option<bool>,
    uf: Option<String>,
    consented: bool,
    silenced: bool,
    line: Option<String>,
    c_channel: Option<String>,
    account: Option<String>,
    c_address: Option<String>,
    c_status: Option<String>,
    quiet: Option<String>,
    heard_at: Option<DateTime<Utc>>,
    spent_until: Option<i64>,
}

impl Row {
    fn words(&mut self) -> Option<Words> {
        Some(Words {
            text: self.text.take()?,
            options: self.options.take()?.0,
            attachments: self.attachments.take()?.0,
        })
    }

    fn talk(&mut self) -> Option<Talk> {
        Some(Talk {
            channel: self.v_channel.take()?,
            address: self.v_address.take()?,
            customer: self.customer.take()?,
            suppressed: self.suppressed?,
            stopped: self.stopped?,
            opted_out: self.opted_out.unwrap_or(false),
            uf: self.uf.take(),
        })
    }

    fn reach(&mut self) -> Option<Reach> {
        Some(Reach {
            line: Id::stored(self.line.take()?),
            channel: self.c_channel.take()?,
            account: self.account.take()?,
            address: self.c_address.take()?,
            status: self.c_status.take()?,
            quiet: self.quiet.is_some(),
            heard_at: self.heard_at,
            spent_until: self.spent_until.unwrap_or(0),
        })
    }

    fn candidate(mut self) -> Result<Candidate> {
        let errand: Errand = body("outbox.body", &self.body)?;
        Ok(Candidate {
            message: self.words(),
            conversation: self.talk(),
            contact: self.reach(),
            consented: self.consented,
            silenced: self.silenced,
            created_at: self.created_at,
            item: Claimed {
                new: New {
                    creditor: self.creditor,
                    id: Id::stored(self.id),
                    conversation: Id::stored(self.conversation),
                    position: self.position,
                    proactive: self.proactive,
                    errand,
                },
                lane: self.lane,
                attempts: self.attempts,
                part: u32::try_from(self.part).unwrap_or(0),
                template_only: self.template_only,
                claim: self.claim.unwrap_or_default(),
            },
        })
    }
}

/// What was found of what is due.
#[derive(Clone, Debug, Default)]
pub struct Due {
    /// What can be read.
    pub candidates: Vec<Candidate>,
    /// Creditor, kind and id of what cannot be read, and its lane.
    pub unreadable: Vec<((String, String, String), String)>,
}

/// Every lane in which something waits, with when the first of it is due.
///
/// # Errors
/// When the database refuses.
pub async fn lanes(on: impl Into<On<'_>>) -> Result<Vec<Lane>> {
    let on = on.into();
    // From each lane to the next by the index, so that a million that wait cost nothing.
    on.sql2(
        "with recursive l (creditor, lane) as (
           select * from (select creditor, lane from outbox where status = 'waiting'
                          order by creditor, lane limit 1)
           union all
           select (select o.creditor from outbox o where o.status = 'waiting'
                     and (o.creditor, o.lane) > (l.creditor, l.lane)
                   order by o.creditor, o.lane limit 1),
                  (select o.lane from outbox o where o.status = 'waiting'
                     and (o.creditor, o.lane) > (l.creditor, l.lane)
                   order by o.creditor, o.lane limit 1)
           from l where l.creditor is not null)
         select l.creditor, l.lane,
                (select min(d.at) from (
                   select (select min(o.next_at) from outbox o where o.creditor = l.creditor
                     and o.lane = l.lane and o.status = 'waiting' and o.priority = p.n) as at
                   from (select 0 as n union all select 1 union all select 2) as p) as d) as due_at,
                s.spent_until
         from l left join pace s on s.creditor = l.creditor and s.scope = 'account/' || l.lane
         where l.creditor is not null",
        "with recursive l (creditor, lane) as (
           select * from (select creditor, lane from outbox where status = 'waiting'
                          order by creditor, lane limit 1) as f
           union all
           select n.creditor, n.lane from l, lateral (
             select o.creditor, o.lane from outbox o where o.status = 'waiting'
               and (o.creditor, o.lane) > (l.creditor, l.lane)
             order by o.creditor, o.lane limit 1) as n)
         select l.creditor, l.lane,
                (select min(d.at) from (
                   select (select min(o.next_at) from outbox o where o.creditor = l.creditor
                     and o.lane = l.lane and o.status = 'waiting' and o.priority = p.n) as at
                   from (values (0), (1), (2)) as p (n)) as d) as due_at,
                s.spent_until
         from l left join pace s on s.creditor = l.creditor and s.scope = 'account/' || l.lane",
    )
    .all(on)
    .await
}

/// Of some lanes, what is due, with all that is needed to send it; the engines differ in how they take
/// the oldest of each lane and priority whose turn it is.
macro_rules! due {
    ($first:literal) => {
        concat!(
            "with ",
            $first,
            " select o.creditor, o.id, o.kind, o.conversation, o.position, o.proactive,
              cast(o.body as text) as body, o.created_at, o.lane, o.attempts, o.part,
              o.template_only, o.claim, m.text, m.options, m.attachments,
              v.channel as v_channel, v.address as v_address, v.customer, v.suppressed,
              case when v.collection = 'stopped' then true else false end as stopped,
              u.opted_out, u.body->>'uf' as uf,
              case when o.proactive then exists (
                select 1 from consent s where s.creditor = v.creditor and s.customer = v.customer
                  and s.channel in ('*', coalesce(c.channel, v.channel)))
              else true end as consented,
              case when m.sender = 'bot' and m.turn < v.taken_turn then true
              else false end as silenced, c.line, c.channel as c_channel, c.account,
              c.address as c_address, c.status as c_status, c.quiet, c.heard_at, p.spent_until
       from due o
       left join message m on o.kind = 'say' and m.creditor = o.creditor and m.id = o.id
       left join conversation v on v.creditor = o.creditor and v.id = o.conversation
       left join customer u on u.creditor = v.creditor and u.id = v.customer
       left join contact c on c.creditor = o.creditor and c.line = case
         when o.kind = 'welcome' then o.conversation
         else (select k.line from contact k
               where k.creditor = o.creditor and k.conversation = o.conversation
               order by k.heard_at desc nulls last limit 1) end
       left join pace p on p.creditor = o.creditor and p.scope = 'to/' || c.line
       order by o.priority, o.next_at, o.position"
        )
    };
}

const LITE: &str = due!(
    "l as materialized (
       select value->>0 as creditor, value->>1 as lane from json_each($1)),
     due as (
       select o.* from l cross join (select 0 as n union all select 1 union all select 2) as r
       cross join outbox o on o.rowid in (
         select i.rowid from outbox i
         where i.creditor = l.creditor and i.lane = l.lane and i.status = 'waiting'
           and i.priority = r.n and i.next_at <= $2 and not exists (
             select 1 from outbox e where e.creditor = i.creditor
               and e.conversation = i.conversation and e.kind = i.kind
               and e.status in ('waiting', 'unknown') and e.position < i.position
               and (e.status = 'waiting' or e.next_at > $2))
         order by i.next_at, i.position limit $3))"
);

const PG: &str = due!(
    "due as (
       select o.* from (
         select value->>0 as creditor, value->>1 as lane
         from jsonb_array_elements(cast($1 as jsonb)) as n (value)) as l
       cross join (values (0), (1), (2)) as r (n)
       cross join lateral (
         select i.* from outbox i
         where i.creditor = l.creditor and i.lane = l.lane and i.status = 'waiting'
           and i.priority = r.n and i.next_at <= $2 and not exists (
             select 1 from outbox e where e.creditor = i.creditor
               and e.conversation = i.conversation and e.kind = i.kind
               and e.status in ('waiting', 'unknown') and e.position < i.position
               and (e.status = 'waiting' or e.next_at > $2))
         order by i.next_at, i.position limit $3) as o)"
);

/// What of some lanes, given with whose they are, is due: so many of each lane and priority, with all
/// that is needed to send them; the most urgent first.
///
/// # Errors
/// When the database refuses.
pub async fn due(
    tx: &mut Tx,
    lanes: &[(&str, &str)],
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Due> {
    if lanes.is_empty() {
        return Ok(Due::default());
    }
    let sql = tx.sql2(LITE, PG).bind(many::rows(lanes)?).bind(now).bind(limit);
    let rows: Vec<Row> = sql.all(tx).await?;
    let mut due = Due::default();
    for row in rows {
        let key = (row.creditor.clone(), row.kind.clone(), row.id.clone());
        let lane = row.lane.clone();
        match row.candidate() {
            Ok(candidate) => due.candidates.push(candidate),
            Err(_) => due.unreadable.push((key, lane)),
        }
    }
    Ok(due)
}

/// Claims items until a time, each with the number of its parts; answers how many.
///
/// # Errors
/// When the database refuses.
pub async fn take(
    tx: &mut Tx,
    items: &[(Claimed, u32)],
    (claim, now, until): (&str, DateTime<Utc>, DateTime<Utc>),
) -> Result<u64> {
    // The predicate stands here once more: a row may have been claimed since it was read.
    let around = (
        "update outbox
         set claim = x.column4, claimed_until = x.column6, next_at = x.column6,
             attempts = outbox.attempts + 1, parts = x.column7
         from (values ",
        ") as x
         where outbox.creditor = x.column1 and outbox.kind = x.column2 and outbox.id = x.column3
           and outbox.status = 'waiting'
           and (outbox.claimed_until is null or outbox.claimed_until <= x.column5)",
    );
    many::run(tx, (around, 7), items.iter().collect(), |sql, (item, parts): &(Claimed, u32)| {
        let New { creditor, id, errand, .. } = &item.new;
        sql.bind(creditor.clone())
            .bind(errand.kind())
            .bind(id.to_string())
            .bind(claim.to_owned())
            .bind(now)
            .bind(until)
            .bind(i64::from(*parts))
    })
    .await
}

/// Puts items off that are not claimed, each until a time, perhaps in another lane.
///
/// # Errors
/// When the database refuses.
pub async fn put_off(tx: &mut Tx, items: &[(Claimed, DateTime<Utc>, String)]) -> Result<u64> {
    let around = (
        "update outbox set next_at = x.column4, lane = x.column5 from (values ",
        ") as x
         where outbox.creditor = x.column1 and outbox.kind = x.column2 and outbox.id = x.column3
           and outbox.status = 'waiting'",
    );
    let bind = |sql: Sql, (item, at, lane): &(Claimed, DateTime<Utc>, String)| {
        let New { creditor, id, errand, .. } = &item.new;
        sql.bind(creditor.clone())
            .bind(errand.kind())
            .bind(id.to_string())
            .bind(*at)
            .bind(lane.clone())
    };
    many::run(tx, (around, 5), items.iter().collect(), bind).await
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Words(redacted)")
    }
}

impl std::fmt::Debug for Talk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Talk(on {})", self.channel)
    }
}

impl std::fmt::Debug for Reach {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Reach({} on {})", self.line, self.channel)
    }
}
