//! Opens a conversation with a customer at an address, or finds the one that is there.

use chrono::{DateTime, Utc};

use super::edition::Edition;
use super::{App, Result};
use crate::domain::debt::party::{Creditor, Customer};
use crate::domain::dialogue::state::State;
use crate::domain::id::Id;
use crate::domain::policy::negotiation::Negotiation;
use crate::store::conversation::{self, Conversation};
use crate::store::{self, Tx, creditor, customer};

/// With whom, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The creditor's id.
    pub creditor: String,
    /// The customer's id.
    pub customer: String,
    /// The channel, such as `web` or `terminal`.
    pub channel: String,
    /// Where messages go on it; one conversation an address.
    pub address: String,
}

/// Opens a conversation, or finds the one of this address.
///
/// A new one starts on today's flow and policy and remembers an earlier negotiation for as long as
/// the policy says.
///
/// # Errors
/// When the creditor, its policy or the customer is unknown, or the database refuses.
pub async fn open(app: &App, opening: Opening) -> Result<Id> {
    let found =
        conversation::at(&app.db, &opening.creditor, &opening.channel, &opening.address).await?;
    if let Some(id) = found {
        return Ok(id);
    }
    let (begun, now) = (app.clone(), app.clock.now());
    app.db.write(move |tx| Box::pin(async move { begin(&begun, tx, &opening, now).await })).await
}

/// The same inside a write that does more.
pub(crate) async fn begin(
    app: &App,
    tx: &mut Tx,
    opening: &Opening,
    now: DateTime<Utc>,
) -> Result<Id> {
    let creditor = creditor::find(&mut *tx, &opening.creditor)
        .await?
        .ok_or_else(|| store::Error::missing(format!("creditor {}", opening.creditor)))?;
    let customer = customer::find(&mut *tx, &creditor.id, &opening.customer)
        .await?
        .ok_or_else(|| store::Error::missing(format!("customer {}", opening.customer)))?;
    let live = app.live();
    live.shelf.keep(tx, &creditor.id, &live.shelf.pins(&creditor.policy)?, now).await?;
    let mut new = fresh(&live, (&creditor, &customer), opening, now)?;
    new.state.negotiation = remembered(&live, tx, (&creditor, &customer), now).await?;
    // Someone may have opened it meanwhile: the id is the same.
    conversation::begin(tx, &new).await?;
    Ok(new.id)
}

/// A new conversation with somebody with whom nothing was negotiated before.
///
/// # Errors
/// When the creditor's policy is unknown.
pub(crate) fn fresh(
    live: &Edition,
    (creditor, customer): (&Creditor, &Customer),
    opening: &Opening,
    now: DateTime<Utc>,
) -> Result<Conversation> {
    let pins = live.shelf.pins(&creditor.policy)?;
    let id = Id::derive(&[&creditor.id, &opening.channel, &opening.address]);
    let mut state =
        State::new(id.clone(), pins.flow.reference.clone(), pins.policy.reference.clone());
    state.opted_out = customer.opted_out;
    Ok(Conversation {
        creditor: creditor.id.clone(),
        id,
        customer: customer.id.clone(),
        channel: opening.channel.clone(),
        address: opening.address.clone(),
        flow: pins.flow,
        policy: pins.policy,
        edition: live.number,
        arm: None,
        version: 0,
        messages: 0,
        suppressed: false,
        started_at: now,
        changed_at: now,
        state,
    })
}

/// What the customer's last negotiation came to, while the policy remembers it.
async fn remembered(
    live: &Edition,
    tx: &mut Tx,
    (creditor, customer): (&Creditor, &Customer),
    now: DateTime<Utc>,
) -> Result<Negotiation> {
    let days = i64::from(live.shelf.today(&creditor.policy)?.policy.remembered_days());
    let today = super::facts::local_day(customer, now);
    let earlier = conversation::of(tx, &creditor.id, &customer.id).await?;
    let newest = earlier.into_iter().map(|c| c.state.negotiation).max_by_key(|n| n.last_on);
    Ok(newest
        .filter(|n| n.last_on.is_some_and(|last| (today - last).num_days() <= days))
        .unwrap_or_default())
}
