//! A case for the desk: the packet, and the last messages as they stand.

use super::Desk;
use crate::app::Result;
use crate::domain::dialogue::effect::Packet;
use crate::store::conversation::Conversation;
use crate::store::{Tx, handoff, message};

/// How many messages go with a case.
const LAST: i64 = 12;

/// Puts the case into the queue.
pub async fn queue(
    tx: &mut Tx,
    desk: &Desk<'_>,
    (after, newest): (&Conversation, i64),
    packet: &Packet,
) -> Result<()> {
    let whose = (after.creditor.as_str(), after.customer.as_str());
    let mut last = message::since(&mut *tx, &after.creditor, &after.id, newest - LAST).await?;
    // What the turn said after it called a human is no part of what led to it.
    last.retain(|message| message.seq <= newest);
    Ok(handoff::add(tx, whose, &after.id, (packet, last), desk.now).await?)
}
