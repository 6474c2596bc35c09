//! One customer's chat.

use std::collections::HashMap;

use crate::domain::debt::charge::{Charge, ChargeStatus};
use crate::domain::debt::party::{Creditor, Customer};
use crate::domain::id::Id;
use crate::store::message::{self, Message, Sender};
use crate::store::{Db, Result, body, charge, conversation, creditor, customer};

/// Both sides of a chat; none where one is unknown.
///
/// # Errors
/// When the database refuses.
pub async fn parties(db: &Db, of: &str, who: &str) -> Result<Option<(Creditor, Customer)>> {
    let Some(creditor) = creditor::find(db, of).await? else { return Ok(None) };
    let customer = customer::find(db, of, who).await?;
    Ok(customer.map(|customer| (creditor, customer)))
}

/// The conversation at an address; none before it began.
///
/// # Errors
/// When the database refuses.
pub async fn conversation(
    db: &Db,
    creditor: &str,
    channel: &str,
    address: &str,
) -> Result<Option<Id>> {
    conversation::at(db, creditor, channel, address).await
}

/// What can be shown after a place, in order, each with the id that its channel gave it.
///
/// A message of ours is shown once it left, and what came after it waits for it; one that could
/// not leave is not shown.
///
/// # Errors
/// When the database refuses.
pub async fn messages(
    db: &Db,
    creditor: &str,
    conversation: &Id,
    after: i64,
) -> Result<Vec<(Message, Option<String>)>> {
    let messages = message::since(db, creditor, conversation, after).await?;
    let is_theirs = |message: &Message| message.from == Sender::Customer;
    let waits = |message: &Message| {
        !is_theirs(message) && message.sent_at.is_none() && message.failure.is_none()
    };
    let left = messages.into_iter().take_while(|message| !waits(message));
    let left: Vec<Message> = left.filter(|message| message.failure.is_none()).collect();
    let mut names = match left.iter().find(|message| is_theirs(message)) {
        Some(first) => names(db, creditor, conversation, first.turn).await?,
        None => HashMap::new(),
    };
    let told = left.into_iter().map(|message| {
        let name = if is_theirs(&message) { names.remove(&message.turn) } else { None };
        (message, name)
    });
    Ok(told.collect())
}

/// The ids that channels gave what came in, by turn.
async fn names(
    db: &Db,
    creditor: &str,
    conversation: &Id,
    from: u32,
) -> Result<HashMap<u32, String>> {
    let rows: Vec<(i64, String)> = db
        .sql(
            "select number, external_id from turn
             where creditor = $1 and conversation = $2 and number >= $3",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .bind(i64::from(from))
        .all(db)
        .await?;
    let row = |(number, name): (i64, String)| Some((u32::try_from(number).ok()?, name));
    Ok(rows.into_iter().filter_map(row).collect())
}

/// The Pix code of a charge that can be paid; ids of charges are unique everywhere.
///
/// # Errors
/// When the database refuses.
pub async fn pix(db: &Db, id: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = db
        .sql("select cast(body as text) from charge where id = $1")
        .bind(id.to_owned())
        .opt(db)
        .await?;
    let charge: Option<Charge> = row.map(|(text,)| body("charge.body", &text)).transpose()?;
    Ok(charge.and_then(|charge| match charge.status {
        ChargeStatus::Issued { pix } => Some(pix),
        ChargeStatus::Requested
        | ChargeStatus::Paid { .. }
        | ChargeStatus::Cancelled
        | ChargeStatus::Refused { .. } => None,
    }))
}

/// The newest charge that a customer could pay.
///
/// # Errors
/// When the database refuses.
pub async fn open_charge(db: &Db, of: &str, who: &str) -> Result<Option<Charge>> {
    Ok(charge::of(db, of, who).await?.into_iter().rev().find(Charge::is_open))
}
