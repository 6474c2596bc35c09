//! Where the customers of a creditor stand now, from what is owed to what is paid.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;

use crate::store::{Db, Result};

/// How many customers of a stage are named.
const NAMED: i64 = 5;

/// Each customer who owes, in the first stage that is true of them; of each stage the first ones.
const STANDING: &str = "with owes as (
      select i.customer, sum(i.amount - i.paid) as owed,
             max(case when i.status = 'disputed' then 1 else 0 end) as disputed
      from invoice i
      where i.creditor = $1 and i.status in ('open', 'disputed') and i.due_on < $2
      group by i.customer
    ), knows as (
      select o.customer, o.owed, o.disputed,
        (select sum(p.amount - p.paid) from agreement a cross join instalment p
         where a.creditor = $1 and a.customer = o.customer and a.status = 'active'
           and p.creditor = a.creditor and p.agreement = a.id) as rest,
        (select sum(p.paid) from agreement a cross join instalment p
         where a.creditor = $1 and a.customer = o.customer and a.status = 'active'
           and p.creditor = a.creditor and p.agreement = a.id) as paid
      from owes o
    ), stands as (
      select k.customer, cast(coalesce(k.rest, k.owed) as bigint) as own,
        case
          when k.disputed = 1 then 'disputed'
          when exists (
            select 1 from conversation c
            where c.creditor = $1 and c.customer = k.customer and c.owner = 'human')
            then 'desk'
          when k.rest is not null and k.paid > 0 then 'paying'
          when k.rest is not null then 'agreed'
          when exists (
            select 1 from promise p
            where p.creditor = $1 and p.customer = k.customer and p.status = 'open')
            then 'promised'
          when exists (
            select 1 from agreement a
            where a.creditor = $1 and a.customer = k.customer and a.status = 'broken')
            then 'broken'
          when exists (
            select 1 from milestone s
            where s.creditor = $1 and s.customer = k.customer and s.kind = 'offered')
            then 'offered'
          when exists (
            select 1 from milestone s
            where s.creditor = $1 and s.customer = k.customer and s.kind = 'identified')
            then 'identified'
          when exists (
            select 1 from conversation c
            where c.creditor = $1 and c.customer = k.customer)
            then 'talking'
          else 'silent'
        end as stage
      from knows k
    ), placed as (
      select stage, customer, own,
             count(*) over (partition by stage) as customers,
             cast(sum(own) over (partition by stage) as bigint) as stake,
             row_number() over (partition by stage order by own desc, customer) as place
      from stands
    )
    select n.stage, n.customers, n.stake, u.name, n.own,
           (select c.id from conversation c
            where c.creditor = $1 and c.customer = n.customer
            order by c.started_at desc limit 1) as conversation
    from placed n
    join customer u on u.creditor = $1 and u.id = n.customer
    where n.place <= $3 order by n.stage, n.place";

/// A customer of a stage, with what the whole stage counts.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Standing {
    /// The stage's code.
    pub stage: String,
    /// How many customers stand there.
    pub customers: i64,
    /// What is at stake for all of them, in centavos.
    pub stake: i64,
    /// The customer's name.
    pub name: String,
    /// Their newest conversation, where they have one.
    pub conversation: Option<String>,
    /// What is at stake for this one, in centavos.
    pub own: i64,
}

/// The stages in which customers stand who owe something on a day, with those who owe most.
///
/// Each customer stands in one stage: the first of these that is true of them.
///
/// # Errors
/// When the database refuses.
pub async fn standing(db: &Db, creditor: &str, today: NaiveDate) -> Result<Vec<Standing>> {
    db.sql(STANDING).bind(creditor.to_owned()).bind(today).bind(NAMED).all(db).await
}

/// How many agreements were settled since a day, and what was paid by them, in centavos; of those
/// accepted since a moment.
///
/// # Errors
/// When the database refuses.
pub async fn settled(
    db: &Db,
    creditor: &str,
    (since, accepted): (NaiveDate, DateTime<Utc>),
) -> Result<(i64, i64)> {
    db.sql(
        "select count(*), cast(coalesce(sum(total), 0) as bigint) from agreement
         where creditor = $1 and accepted_at >= $3 and status = 'settled' and ended_on >= $2",
    )
    .bind(creditor.to_owned())
    .bind(since)
    .bind(accepted)
    .one(db)
    .await
}
