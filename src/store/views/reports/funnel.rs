//! The way from overdue to paid: how far the customers of a creditor came in a period.

use super::Period;
use crate::store::{Db, Result};

/// How far each customer came who owed: the first step that they did not take.
const WAY: &str = "with owes as (
      select i.customer from invoice i
      where i.creditor = $1 and i.due_on <= $5
        and (i.status in ('open', 'disputed')
             or (i.status = 'paid' and i.paid_on >= $4))
        and (($6 = '' and $7 = '') or exists (
          select 1 from conversation c
          where c.creditor = $1 and c.customer = i.customer
            and ($6 = '' or c.flow = $6)
            and ($7 = '' or exists (
              select 1 from handoff h
              where h.creditor = $1 and h.conversation = c.id and h.agent = $7))))
      group by i.customer
    ), came as materialized (
      select case
        when not exists (
          select 1 from conversation c cross join message m
          where c.creditor = $1 and c.customer = o.customer
            and m.creditor = c.creditor and m.conversation = c.id and m.sender <> 'customer'
            and m.sent_at >= $2 and m.sent_at < $3) then 0
        when not exists (
          select 1 from conversation c cross join message m
          where c.creditor = $1 and c.customer = o.customer
            and m.creditor = c.creditor and m.conversation = c.id and m.sender = 'customer'
            and m.at >= $2 and m.at < $3) then 1
        when not exists (
          select 1 from milestone s
          where s.creditor = $1 and s.customer = o.customer and s.kind = 'identified'
            and s.at < $3) then 2
        when not exists (
          select 1 from milestone s
          where s.creditor = $1 and s.customer = o.customer and s.kind = 'offered'
            and s.at >= $2 and s.at < $3) then 3
        when not exists (
          select 1 from agreement a
          where a.creditor = $1 and a.customer = o.customer
            and a.accepted_at >= $2 and a.accepted_at < $3)
         and not exists (
          select 1 from promise p
          where p.creditor = $1 and p.customer = o.customer
            and p.made_at >= $2 and p.made_at < $3) then 4
        when o.customer not in (
          select p.customer from payment p
          where p.creditor = $1 and p.customer is not null
            and p.paid_on >= $4 and p.paid_on <= $5) then 5
        else 6 end as stage
      from owes o
    )
    select cast(stage as bigint), count(*) from came group by stage";

/// How far a customer came, from the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Something of theirs was overdue.
    Overdue,
    /// A message of ours left.
    Contacted,
    /// They wrote.
    Answered,
    /// They had proved who they are.
    Identified,
    /// An offer was made.
    Offered,
    /// They agreed or promised.
    Agreed,
    /// Money came in.
    Paid,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 7] = [
        Self::Overdue,
        Self::Contacted,
        Self::Answered,
        Self::Identified,
        Self::Offered,
        Self::Agreed,
        Self::Paid,
    ];

    /// The code of texts and files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Contacted => "contacted",
            Self::Answered => "answered",
            Self::Identified => "identified",
            Self::Offered => "offered",
            Self::Agreed => "agreed",
            Self::Paid => "paid",
        }
    }
}

/// How many customers came to a stage and no further.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stages([i64; Stage::ALL.len()]);

impl Stages {
    /// How many came to a stage, or beyond it.
    pub fn reached(&self, stage: Stage) -> i64 {
        let counts = Stage::ALL.iter().zip(self.0);
        counts.filter(|(at, _)| **at >= stage).map(|(_, count)| count).sum()
    }

    /// Adds those of another creditor.
    pub fn add(&mut self, other: &Self) {
        for (count, more) in self.0.iter_mut().zip(other.0) {
            *count += more;
        }
    }
}

/// Of whom the way is told; an empty text asks for everybody.
#[derive(Clone, Debug, Default)]
pub struct Of {
    /// The flow and version that a conversation of theirs runs on.
    pub flow: String,
    /// Who took a case of theirs.
    pub agent: String,
}

/// How far the customers of a creditor came whose invoices were overdue in the period.
///
/// Each stage is counted of those who came to the one before it, by what happened in the period;
/// that they proved who they are may have been earlier.
///
/// # Errors
/// When the database refuses.
pub async fn stages(db: &Db, creditor: &str, period: &Period, of: &Of) -> Result<Stages> {
    let rows: Vec<(i64, i64)> = db
        .sql(WAY)
        .bind(creditor.to_owned())
        .bind(period.from)
        .bind(period.to)
        .bind(period.first)
        .bind(period.last)
        .bind(of.flow.clone())
        .bind(of.agent.clone())
        .all(db)
        .await?;
    let mut stages = Stages::default();
    for (stage, count) in rows {
        let place = usize::try_from(stage).ok().and_then(|stage| stages.0.get_mut(stage));
        if let Some(place) = place {
            *place = count;
        }
    }
    Ok(stages)
}
