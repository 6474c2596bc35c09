//! What happened in a conversation, turn by turn.

use crate::domain::dialogue::state::State;
use crate::domain::id::Id;
use crate::store::message::{self, Message};
use crate::store::turn::{self, Logged};
use crate::store::{Db, Result, conversation};

/// A conversation with all its turns.
#[derive(Clone, Debug)]
pub struct Traced {
    /// The creditor's id.
    pub creditor: String,
    /// The customer's id.
    pub customer: String,
    /// The channel it runs on.
    pub channel: String,
    /// The dialogue's memory now.
    pub state: State,
    /// Its turns, in order.
    pub turns: Vec<Logged>,
    /// Everything said, in order.
    pub messages: Vec<Message>,
}

/// Finds a conversation by its id alone; ids are unique everywhere.
///
/// # Errors
/// When the database refuses.
pub async fn find(db: &Db, id: &str) -> Result<Option<Traced>> {
    let row: Option<(String,)> = db
        .sql("select creditor from conversation where id = $1")
        .bind(id.to_owned())
        .opt(db)
        .await?;
    let Some((creditor,)) = row else { return Ok(None) };
    let id = Id::stored(id);
    let Some(found) = conversation::find(db, &creditor, &id).await? else { return Ok(None) };
    Ok(Some(Traced {
        turns: turn::of(db, &creditor, &id).await?,
        messages: message::since(db, &creditor, &id, 0).await?,
        customer: found.customer,
        channel: found.channel,
        state: found.state,
        creditor,
    }))
}
