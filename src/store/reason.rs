//! Why customers say they are late.

use chrono::{DateTime, Utc};

use super::{Result, Tx, many};
use crate::domain::debt::reason::Reason;
use crate::domain::id::Id;

/// What a customer said in a turn.
#[derive(Clone, Debug)]
pub struct Told {
    /// The creditor's id.
    pub creditor: String,
    /// The conversation.
    pub conversation: Id,
    /// The turn; of one turn the last counts.
    pub turn: u32,
    /// The customer's id.
    pub customer: String,
    /// Why they are late.
    pub reason: Reason,
    /// When.
    pub at: DateTime<Utc>,
}

/// Writes down what customers said, of which no two are of one turn.
///
/// # Errors
/// When the database refuses.
pub async fn add_all(tx: &mut Tx, all: &[Told]) -> Result<()> {
    let around = (
        "insert into delay_reason (creditor, conversation, turn, customer, reason, told_at)
         select * from (values ",
        ") as n where n.column1 is not null
         on conflict (creditor, conversation, turn) do update set reason = excluded.reason",
    );
    many::run(tx, (around, 6), all.iter().collect(), |sql, told: &Told| {
        sql.bind(told.creditor.clone())
            .bind(told.conversation.to_string())
            .bind(i64::from(told.turn))
            .bind(told.customer.clone())
            .bind(told.reason.as_str())
            .bind(told.at)
    })
    .await?;
    Ok(())
}
