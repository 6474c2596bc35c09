//! The list of conversations: which are in it, in which order, and what a row shows.

mod keys;
mod rows;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::Sight;
use crate::domain::id::Id;
use crate::store::{Db, Result};

pub use keys::list;
pub use rows::{Row, rows};

/// Which conversations are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Those that somebody has themselves.
    Mine,
    /// Those that somebody has themselves and put aside.
    Snoozed,
    /// Those that nobody has yet.
    #[default]
    Waiting,
    /// Those that colleagues have.
    Team,
    /// Those that the bot has.
    Bot,
    /// Those whose case came to its end.
    Ended,
    /// Whatever there is.
    All,
}

/// Where a page of the list ends: the next one begins after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The rank of cases, the moment of others.
    pub place: Place,
    /// The conversation's id, or of ended cases the case's.
    pub id: String,
}

/// What a list is ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The greatest comes first.
    Rank(i64),
    /// The newest comes first.
    At(DateTime<Utc>),
}

/// One question for the list.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Which.
    pub which: Which,
    /// Who asks.
    pub person: String,
    /// What they may see.
    pub sight: Sight,
    /// Only of this sector.
    pub sector: Option<String>,
    /// Only for this reason.
    pub reason: Option<String>,
    /// After this place.
    pub after: Option<Mark>,
    /// At most so many.
    pub limit: u32,
}

/// A conversation of the list, before it is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The creditor's id.
    pub creditor: String,
    /// The conversation.
    pub id: Id,
    /// Its place in the list.
    pub mark: Mark,
}

/// How many conversations somebody has, and how many wait; each counted to [`MOST`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Those that they have, and did not put aside.
    pub mine: i64,
    /// Those that they have and put aside.
    pub snoozed: i64,
    /// Those that nobody has.
    pub waiting: i64,
}

/// Beyond this nobody counts.
pub const MOST: i64 = 1000;

/// Counts what somebody sees.
///
/// # Errors
/// When the database refuses.
pub async fn counts(db: &Db, person: &str, sight: &Sight) -> Result<Counts> {
    let mut counts = Counts::default();
    for creditor in &sight.creditors {
        let (mine, snoozed, waiting): (i64, i64, i64) = db
            .sql(
                "select (select count(*) from conversation as c where creditor = $1 and agent = $2
                     and not exists (select 1 from snooze as s
                       where s.creditor = c.creditor and s.conversation = c.id)),
                   (select count(*) from snooze where creditor = $1 and person = $2),
                   (select count(*) from (
                      select 1 from conversation
                      where creditor = $1 and handoff is not null and rank > -1 and agent is null
                        and (sector is null or $3 = '*' or replace($3, '|' || sector || '|', '') <> $3)
                      limit $4) as waiting)",
            )
            .bind(creditor.clone())
            .bind(person.to_owned())
            .bind(sight.sectors.clone())
            .bind(MOST)
            .one(db)
            .await?;
        counts.mine += mine;
        counts.snoozed += snoozed;
        counts.waiting += waiting;
    }
    Ok(counts)
}
