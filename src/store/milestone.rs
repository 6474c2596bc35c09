//! What conversations reached, and when: for counting by day, which no state tells.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Result, Tx, code, many};
use crate::domain::id::Id;

/// What can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The customer proved who they are.
    Identified,
    /// An offer was made, or another one.
    Offered,
    /// The customer asked never to be written to first.
    OptedOut,
}

/// Something that a conversation reached in a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// Whose it is.
    pub creditor: String,
    /// The conversation.
    pub conversation: Id,
    /// The turn in which it was reached.
    pub turn: u32,
    /// What.
    pub kind: Kind,
    /// The customer's id.
    pub customer: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Writes down what many conversations reached; a turn taken twice leaves nothing twice.
///
/// # Errors
/// When the database refuses.
pub async fn add_all(tx: &mut Tx, all: Vec<Milestone>) -> Result<()> {
    let around = (
        "insert into milestone (creditor, conversation, turn, kind, customer, at)
         select * from (values ",
        ") as n where n.column1 is not null on conflict do nothing",
    );
    many::run(tx, (around, 6), all, |sql, one| {
        sql.bind(one.creditor)
            .bind(one.conversation.to_string())
            .bind(i64::from(one.turn))
            .bind(code(&one.kind))
            .bind(one.customer)
            .bind(one.at)
    })
    .await?;
    Ok(())
}
