//! What the pages of the desk show.
//!
//! Each reads in as few statements as there are parts of a page, each by an index: the list of
//! conversations is asked for by its keys first, and then only for the rows that are shown. Whom
//! somebody may see is part of every question ([`Sight`]), never of the page.

pub mod queue;
pub mod saved;
pub mod search;
pub mod talk;
pub mod live;

use crate::domain::access::Who;
use crate::store::{Db, Result, between_bars};

/// Whose conversations somebody may see, as statements ask for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight {
    /// The creditors, of those there are.
    pub creditors: Vec<String>,
    /// The sectors between bars, or a star for all.
    pub sectors: String,
}

impl Sight {
    /// What somebody sees, and of it only what one creditor and one sector are asked for.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn of(db: &Db, who: &Who, creditor: Option<&str>) -> Result<Self> {
        let all: Vec<(String,)> =
            db.sql("select creditor from creditor order by creditor").all(db).await?;
        let asked = |name: &String| creditor.is_none_or(|creditor| creditor == name);
        let creditors = all.into_iter().map(|(name,)| name);
        let seen = creditors.filter(|name| who.creditors.holds(name) && asked(name)).collect();
        Ok(Self { creditors: seen, sectors: between_bars(&who.sectors) })
    }
}
