//! Which conversations are in a list, and in which order.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use super::{Found, Mark, Place, Wanted, Which};
use crate::domain::id::Id;
use crate::store::{Db, Result};

/// A key of the list as statements give it.
#[derive(FromRow)]
struct Key {
    id: String,
    mark: String,
    rank: Option<i64>,
    at: Option<DateTime<Utc>>,
}

/// Beyond every id.
const LAST: &str = "\u{10FFFF}";

/// The conversations of a page of the list, in order; one more than asked for where there are more.
///
/// # Errors
/// When the database refuses.
pub async fn list(db: &Db, wanted: &Wanted) -> Result<Vec<Found>> {
    let mut found = Vec::new();
    for creditor in &wanted.sight.creditors {
        let keys = match wanted.which {
            Which::Mine => mine(db, wanted, creditor).await?,
            Which::Snoozed => snoozed(db, wanted, creditor).await?,
            Which::Waiting => waiting(db, wanted, creditor).await?,
            Which::Team => team(db, wanted, creditor).await?,
            Which::Bot => changed(db, wanted, creditor, "bot").await?,
            Which::All => changed(db, wanted, creditor, "").await?,
            Which::Ended => ended(db, wanted, creditor).await?,
        };
        found.extend(keys.into_iter().filter_map(|key| key.found(creditor)));
    }
    found.sort_by(|a, b| (b.mark.place, &b.mark.id).cmp(&(a.mark.place, &a.mark.id)));
    found.truncate(usize::try_from(wanted.limit).unwrap_or(usize::MAX).saturating_add(1));
    Ok(found)
}

impl Key {
    fn found(self, creditor: &str) -> Option<Found> {
        let place = match (self.rank, self.at) {
            (Some(rank), _) => Place::Rank(rank),
            (None, Some(at)) => Place::At(at),
            (None, None) => return None,
        };
        let mark = Mark { place, id: self.mark };
        Some(Found { creditor: creditor.to_owned(), id: Id::stored(self.id), mark })
    }
}

impl Wanted {
    /// The rank and id after which the page begins.
    fn ranked(&self) -> (i64, String) {
        match &self.after {
            Some(Mark { place: Place::Rank(rank), id }) => (*rank, id.clone()),
            Some(Mark { place: Place::At(_), .. }) | None => (i64::MAX, LAST.to_owned()),
        }
    }

    /// The moment and id after which the page begins.
    fn dated(&self) -> (DateTime<Utc>, String) {
        match &self.after {
            Some(Mark { place: Place::At(at), id }) => (*at, id.clone()),
            Some(Mark { place: Place::Rank(_), .. }) | None => {
                // Beyond every moment there is, and within what both engines can keep.
                let end = DateTime::from_timestamp(32_503_680_000, 0).unwrap_or_default();
                (end, LAST.to_owned())
            }
        }
    }

    fn at_most(&self) -> i64 {
        i64::from(self.limit).saturating_add(1)
    }
}

async fn waiting(db: &Db, wanted: &Wanted, creditor: &str) -> Result<Vec<Key>> {
    if wanted.sector.is_some() {
        return of_sector(db, wanted, creditor).await;
    }
    let (rank, id) = wanted.ranked();
    db.sql(
        "select id, id as mark, rank, cast(null as timestamptz) as at from conversation as c
         where creditor = $1 and handoff is not null and (rank, id) < ($2, $3) and agent is null
           and (sector is null or $4 = '*' or replace($4, '|' || sector || '|', '') <> $4)
           and ($5 = '' or exists (select 1 from handoff as h where h.creditor = c.creditor
                                   and h.id = c.handoff and h.reason = $5))
         order by rank desc, id desc limit $6",
    )
    .bind(creditor.to_owned())
    .bind(rank)
    .bind(id)
    .bind(wanted.sight.sectors.clone())
    .bind(wanted.reason.clone().unwrap_or_default())
    .bind(wanted.at_most())
    .all(db)
    .await
}

async fn of_sector(db: &Db, wanted: &Wanted, creditor: &str) -> Result<Vec<Key>> {
    let (rank, id) = wanted.ranked();
    db.sql(
        "select id, id as mark, rank, cast(null as timestamptz) as at from conversation as c
         where creditor = $1 and sector = $7 and handoff is not null and (rank, id) < ($2, $3)
           and agent is null and ($4 = '*' or replace($4, '|' || sector || '|', '') <> $4)
           and ($5 = '' or exists (select 1 from handoff as h where h.creditor = c.creditor
                                   and h.id = c.handoff and h.reason = $5))
         order by rank desc, id desc limit $6",
    )
    .bind(creditor.to_owned())
    .bind(rank)
    .bind(id)
    .bind(wanted.sight.sectors.clone())
    .bind(wanted.reason.clone().unwrap_or_default())
    .bind(wanted.at_most())
    .bind(wanted.sector.clone().unwrap_or_default())
    .all(db)
    .await
}

async fn mine(db: &Db, wanted: &Wanted, creditor: &str) -> Result<Vec<Key>> {
    let (rank, id) = wanted.ranked();
    db.sql(
        "select id, id as mark, coalesce(rank, 0) as rank, cast(null as timestamptz) as at
         from conversation as c
         where creditor = $1 and agent = $7 and (coalesce(rank, 0), id) < ($2, $3)
           and not exists (select 1 from snooze as s
                           where s.creditor = c.creditor and s.conversation = c.id)
           and (sector is null or $4 = '*' or replace($4, '|' || sector || '|', '') <> $4)
           and ($5 = '' or sector = $5)
           and ($6 = '' or exists (select 1 from handoff as h where h.creditor = c.creditor
                                   and h.id = c.handoff and h.reason = $6))
         order by coalesce(rank, 0) desc, id desc limit $8",
    )
    .bind(creditor.to_owned())
    .bind(rank)
    .bind(id)
    .bind(wanted.sight.sectors.clone())
    .bind(wanted.sector.clone().unwrap_or_default())
    .bind(wanted.reason.clone().unwrap_or_default())
    .bind(wanted.person.clone())
    .bind(wanted.at_most())
    .all(db)
    .await
}

/// What they put aside, the next to come back first.
async fn snoozed(db: &Db, wanted: &Wanted, creditor: &str) -> Result<Vec<Key>> {
    let (rank, id) = wanted.ranked();
    db.sql(
        "select s.conversation as id, s.conversation as mark, s.rank,
                cast(null as timestamptz) as at
         from snooze as s cross join conversation as c
         where s.creditor = $1 and s.person = $7 and (s.rank, s.conversation) < ($2, $3)
           and c.creditor = s.creditor and c.id = s.conversation
           and (c.sector is null or $4 = '*' or replace($4, '|' || c.sector || '|', '') <> $4)
           and ($5 = '' or c.sector = $5)
           and ($6 = '' or exists (select 1 from handoff as h where h.creditor = c.creditor
                                   and h.id = c.handoff and h.reason = $6))
         order by s.rank desc, s.conversation desc limit $8",
    )
    .bind(creditor.to_owned())
    .bind(rank)
    .bind(id)
    .bind(wanted.sight.sectors.clone())
    .bind(wanted.sector.clone().unwrap_or_default())
    .bind(wanted.reason.clone().unwrap_or_default())
    .bind(wanted.person.clone())
    .bind(wanted.at_most())
    .all(db)
    .await
}

/// What colleagues have: few next to what waits, so they are found by who has them.
async fn team(db: &Db, wanted: &Wanted, creditor: &str) -> Result<Vec<Key>> {
    let (rank, id) = wanted.ranked();
    db.sql2(
        "select id, id as mark, coalesce(rank, 0) as rank, cast(null as timestamptz) as at
         from conversation as c indexed by conversation_of_agent
         where creditor = $1 and agent > '' and agent <> $7 and (coalesce(rank, 0), id) < ($2, $3)
           and (sector is null or $4 = '*' or replace($4, '|' || sector || '|', '') <> $4)
           and ($5 = '' or sector = $5)
           and ($6 = '' or exists (select 1 from handoff as h where h.creditor = c.creditor
                                   and h.id = c.handoff and h.reason = $6))
         order by coalesce(rank, 0) desc, id desc limit $8",
        "select id, id as mark, coalesce(rank, 0) as rank, cast(null as timestamptz) as at
         from conversation as c
         where creditor = $1 and agent > '' and agent <> $7 and (coalesce(rank, 0), id) < ($2, $3)
           and (sector is null or $4 = '*' or replace($4, '|' || sector || '|', '') <> $4)
           and ($5 = '' or sector = $5)
           and ($6 = '' or exists (select 1 from handoff as h where h.creditor = c.creditor
                                   and h.id = c.handoff and h.reason = $6))
         order by coalesce(rank, 0) desc, id desc limit $8",
    )
    .bind(creditor.to_owned())
    .bind(rank)
    .bind(id)
    .bind(wanted.sight.sectors.clone())
    .bind(wanted.sector.clone().unwrap_or_default())
    .bind(wanted.reason.clone().unwrap_or_default())
    .bind(wanted.person.clone())
    .bind(wanted.at_most())
    .all(db)
    .await
}

/// All there is, or what one owner has, the newest first.
async fn changed(db: &Db, wanted: &Wanted, creditor: &str, owner: &str) -> Result<Vec<Key>> {
    let (at, id) = wanted.dated();
    db.sql(
        "select id, id as mark, cast(null as bigint) as rank, changed_at as at
         from conversation as c
         where creditor = $1 and (changed_at, id) < ($2, $3)
           and ($4 = '' or (owner = $4 and handoff is null))
           and (sector is null or $5 = '*' or replace($5, '|' || sector || '|', '') <> $5)
           and ($6 = '' or sector = $6)
           and ($7 = '' or exists (select 1 from handoff as h where h.creditor = c.creditor
                                   and h.id = c.handoff and h.reason = $7))
         order by changed_at desc, id desc limit $8",
    )
    .bind(creditor.to_owned())
    .bind(at)
    .bind(id)
    .bind(owner.to_owned())
    .bind(wanted.sight.sectors.clone())
    .bind(wanted.sector.clone().unwrap_or_default())
    .bind(wanted.reason.clone().unwrap_or_default())
    .bind(wanted.at_most())
    .all(db)
    .await
}

/// What came to its end at the desk and did not come back, each conversation once.
async fn ended(db: &Db, wanted: &Wanted, creditor: &str) -> Result<Vec<Key>> {
    let (at, id) = wanted.dated();
    db.sql(
        "select h.conversation as id, h.id as mark, cast(null as bigint) as rank,
                h.returned_at as at
         from handoff as h join conversation as c
           on c.creditor = h.creditor and c.id = h.conversation
         where h.creditor = $1 and h.status = 'returned' and (h.returned_at, h.id) < ($2, $3)
           and c.handoff is null
           and ($4 = '*' or replace($4, '|' || h.queue || '|', '') <> $4)
           and ($5 = '' or h.queue = $5) and ($6 = '' or h.reason = $6)
           and not exists (select 1 from handoff as l
                           where l.creditor = h.creditor and l.conversation = h.conversation
                             and (l.returned_at, l.id) > (h.returned_at, h.id))
         order by h.returned_at desc, h.id desc limit $7",
    )
    .bind(creditor.to_owned())
    .bind(at)
    .bind(id)
    .bind(wanted.sight.sectors.clone())
    .bind(wanted.sector.clone().unwrap_or_default())
    .bind(wanted.reason.clone().unwrap_or_default())
    .bind(wanted.at_most())
    .all(db)
    .await
}
