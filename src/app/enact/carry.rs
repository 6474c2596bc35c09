//! Another conversation of the customer's rests: what it waited for, and its cases, are here now.

use crate::app::Result;
use crate::domain::id::Id;
use crate::store::conversation::Conversation;
use crate::store::{Tx, elsewhere};

/// Lets the other conversation rest.
pub async fn on(tx: &mut Tx, after: &Conversation, from: &Id) -> Result<()> {
    elsewhere::rest(tx, &after.creditor, from).await?;
    Ok(elsewhere::take_cases(tx, &after.creditor, (from, &after.id)).await?)
}
