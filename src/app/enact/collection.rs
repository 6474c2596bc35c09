//! Whether we may go on writing: opt-outs and suppressed addresses.

use crate::app::Result;
use crate::store::conversation::Conversation;
use crate::store::{Tx, customer};

/// Remembers that the customer asked for silence.
pub async fn opt_out(tx: &mut Tx, after: &Conversation) -> Result<()> {
    Ok(customer::opt_out(tx, &after.creditor, &after.customer).await?)
}

/// Remembers that the address belongs to someone else.
pub fn suppress(after: &mut Conversation) {
    after.suppressed = true;
}
