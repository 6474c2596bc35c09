//! What went wrong with customers: what came in and was set aside, what was to go out and did not.
//!
//! Rows are the list; nothing is counted twice and nothing kept beside them. Words of customers and of
//! ours are not read here.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use super::super::{Db, Result, Tx, body};
use crate::domain::dialogue::Trace;

/// Something that was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column of its own")]
pub struct Failed {
    /// Whose it is.
    pub creditor: String,
    /// Where it came from, or what was to go out.
    pub kind: String,
    /// Its id there.
    pub id: String,
    /// A code of why; a broken turn's own words.
    pub why: String,
    /// When it came, or was decided.
    pub at: DateTime<Utc>,
    /// True where nobody knows whether it went.
    pub is_unknown: bool,
    /// True where a turn was taken of it, which broke.
    pub has_turn: bool,
    /// True where something later of its line was done since.
    pub is_late: bool,
    /// True where it is an event of ours or of a provider's, and no words of a customer.
    pub is_event: bool,
    /// The conversation; none where nobody is known on the line.
    pub talk: Option<Talk>,
}

/// The conversation that something was about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Talk {
    /// Its id.
    pub id: String,
    /// The customer's name.
    pub name: String,
    /// The sector that looks after it.
    pub sector: Option<String>,
    /// The release that words it.
    pub release: i64,
    /// The step at which it was, as far as known.
    pub step: Option<String>,
}

#[derive(FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column of its own")]
struct Row {
    kind: String,
    id: String,
    why: Option<String>,
    at: DateTime<Utc>,
    is_unknown: bool,
    has_turn: bool,
    is_late: bool,
    is_event: bool,
    conversation: Option<String>,
    name: Option<String>,
    sector: Option<String>,
    edition: Option<i64>,
    step: Option<String>,
    trace: Option<String>,
}

/// What came in of a creditor's customers and was set aside, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn arrivals(db: &Db, creditor: &str, most: u32) -> Result<Vec<Failed>> {
    let rows: Vec<Row> = db
        .sql(
            "select i.channel as kind, i.external_id as id, i.why, i.arrived_at as at,
                    false as is_unknown, i.turn is not null as has_turn,
                    exists (select 1 from inbox e
                            where e.creditor = i.creditor and e.line = i.line
                              and e.position > i.position and e.status = 'done')
                      or exists (select 1 from message m
                            where m.creditor = i.creditor and m.conversation = v.id
                              and m.at > i.done_at and m.sender <> 'customer') as is_late,
                    i.body->>'kind' = 'event' as is_event,
                    v.id as conversation, u.name, v.sector, v.edition, v.step,
                    cast(t.trace as text) as trace
             from inbox i
             left join contact c on c.creditor = i.creditor and c.line = i.line
             left join conversation v
               on v.creditor = i.creditor and v.id = coalesce(c.conversation, i.line)
             left join customer u on u.creditor = v.creditor and u.id = v.customer
             left join turn t
               on t.creditor = v.creditor and t.conversation = v.id and t.number = i.turn
             where i.creditor = $1 and i.status = 'dead'
             order by i.arrived_at desc limit $2",
        )
        .bind(creditor.to_owned())
        .bind(i64::from(most))
        .all(db)
        .await?;
    rows.into_iter().map(|row| row.failed(creditor)).collect()
}

/// What was to go out to a creditor's customers and did not, or may not have, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn messages(db: &Db, creditor: &str, most: u32) -> Result<Vec<Failed>> {
    let rows: Vec<Row> = db
        .sql(
            "select o.kind, o.id, o.why, o.created_at as at, o.status = 'unknown' as is_unknown,
                    false as has_turn,
                    exists (select 1 from outbox e
                            where e.creditor = o.creditor and e.conversation = o.conversation
                              and e.kind = o.kind and e.position > o.position
                              and e.status in ('done', 'unknown')) as is_late,
                    false as is_event, v.id as conversation, u.name, v.sector, v.edition, v.step,
                    cast(t.trace as text) as trace
             from outbox o
             left join conversation v on v.creditor = o.creditor and v.id = o.conversation
             left join customer u on u.creditor = v.creditor and u.id = v.customer
             left join message m on m.creditor = o.creditor and m.id = o.id
             left join turn t
               on t.creditor = v.creditor and t.conversation = v.id and t.number = m.turn
             where o.creditor = $1 and o.status in ('unknown', 'dead')
             order by o.created_at desc limit $2",
        )
        .bind(creditor.to_owned())
        .bind(i64::from(most))
        .all(db)
        .await?;
    rows.into_iter().map(|row| row.failed(creditor)).collect()
}

/// Has something that came in and was set aside be worked again; false where it is not any more, or
/// something later was done meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn work_again(
    tx: &mut Tx,
    (creditor, channel, id): (&str, &str, &str),
    now: DateTime<Utc>,
) -> Result<bool> {
    let rows = tx
        .sql(
            "update inbox set status = 'waiting', next_at = $4, attempts = 0, why = null,
                    turn = null, done_at = null, claim = null, claimed_until = null
             where creditor = $1 and channel = $2 and external_id = $3 and status = 'dead'
               and (body->>'kind' = 'event' or not exists (
                 select 1 from inbox e where e.creditor = inbox.creditor and e.line = inbox.line
                   and e.position > inbox.position and e.status = 'done'))",
        )
        .bind(creditor.to_owned())
        .bind(channel.to_owned())
        .bind(id.to_owned())
        .bind(now)
        .run(tx)
        .await?;
    Ok(rows > 0)
}

/// Has something that did not go be sent again; false where it is not dead any more, or something
/// later went meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn send_again(
    tx: &mut Tx,
    (creditor, kind, id): (&str, &str, &str),
    now: DateTime<Utc>,
) -> Result<bool> {
    // Only what is dead: of what is unknown nobody can say that it did not go.
    let rows = tx
        .sql(
            "update outbox set status = 'waiting', next_at = $4, done_at = null, why = null,
                    attempts = 0, claim = null, claimed_until = null
             where creditor = $1 and kind = $2 and id = $3 and status = 'dead'
               and not exists (
                 select 1 from outbox e where e.creditor = outbox.creditor
                   and e.conversation = outbox.conversation and e.kind = outbox.kind
                   and e.position > outbox.position and e.status in ('done', 'unknown'))",
        )
        .bind(creditor.to_owned())
        .bind(kind.to_owned())
        .bind(id.to_owned())
        .bind(now)
        .run(&mut *tx)
        .await?;
    if rows > 0 {
        tx.sql(
            "update message set failed_at = null, failure = null where creditor = $1 and id = $2",
        )
        .bind(creditor.to_owned())
        .bind(id.to_owned())
        .run(tx)
        .await?;
    }
    Ok(rows > 0)
}

impl Row {
    fn failed(self, creditor: &str) -> Result<Failed> {
        let trace: Option<Vec<Trace>> =
            self.trace.map(|text| body("turn.trace", &text)).transpose()?;
        let came = trace.into_iter().flatten().rfind(|it| it.kind == "step");
        let step = came.map(|it| it.detail).or(self.step);
        let talk = self.conversation.map(|id| Talk {
            id,
            name: self.name.unwrap_or_default(),
            sector: self.sector,
            release: self.edition.unwrap_or_default(),
            step,
        });
        Ok(Failed {
            creditor: creditor.to_owned(),
            kind: self.kind,
            id: self.id,
            why: self.why.unwrap_or_default(),
            at: self.at,
            is_unknown: self.is_unknown,
            has_turn: self.has_turn,
            is_late: self.is_late,
            is_event: self.is_event,
            talk,
        })
    }
}
