//! Receives money: once, into what it pays, with the conversation told in the same transaction.

use chrono::{DateTime, NaiveDate, Utc};

use super::intake::{self, internal};
use super::{App, Error, Result};
use crate::domain::calendar::Calendar;
use crate::domain::debt::agreement::AgreementStatus;
use crate::domain::debt::charge::{Charge, ChargeStatus};
use crate::domain::debt::landing::{self, Landing};
use crate::domain::debt::promise::{self, Promise, PromiseStatus};
use crate::domain::dialogue::event::Event;
use crate::domain::dialogue::text::Part;
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::store::case::{self, Case};
use crate::store::outbox::{self, Errand};
use crate::store::payment::{self, Payment};
use crate::store::{
    self, Tx, agreement, charge, conversation, customer, delivery, elsewhere, invoice,
};
use crate::text::Catalog;

/// Money that came in, as whoever knows of it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The creditor's id.
    pub creditor: String,
    /// The id that whoever tells gave it: the same id is the same money.
    pub external_id: String,
    /// What it pays.
    pub towards: Towards,
    /// The sum.
    pub amount: Money,
    /// The day it counts from.
    pub on: NaiveDate,
}

/// What money pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Towards {
    /// A charge of ours.
    Charge(Id),
    /// What the customer of a conversation owes, without naming a charge.
    Conversation(Id),
}

/// Receives money; the same money twice changes nothing.
///
/// It goes to the charge's agreement part by part, or to its invoices; without a charge to the
/// agreement that is being paid, or to the oldest open invoices.
///
/// # Errors
/// When the charge or conversation is unknown or the database refuses.
pub async fn receive(app: &App, received: Received) -> Result<intake::Accepted> {
    let mut again = 0;
    loop {
        let (received, now) = (received.clone(), app.clock.now());
        let app_too = app.clone();
        let answer = app
            .db
            .write(move |tx| Box::pin(async move { record(tx, &app_too, received, now).await }))
            .await;
        match answer {
            // Two at once: the second look finds the first.
            Err(Error::Store(error))
                if again < 5 && (error.is_passing() || error.is_duplicate()) =>
            {
                again += 1;
            }
            Err(error) => return Err(error),
            Ok(accepted) => {
                app.signals.inbox.notify_one();
                app.signals.outbox.notify_one();
                return Ok(accepted);
            }
        }
    }
}

async fn record(
    tx: &mut Tx,
    app: &App,
    received: Received,
    now: DateTime<Utc>,
) -> Result<intake::Accepted> {
    let calendar: &Calendar = &app.calendar;
    let creditor = received.creditor.clone();
    if payment::is_known(&mut *tx, &creditor, &received.external_id).await? {
        return Ok(intake::Accepted::Duplicate);
    }
    let (conversation, charge) = find(tx, &received).await?;
    let whose = conversation::customer(&mut *tx, &creditor, &conversation)
        .await?
        .ok_or_else(|| store::Error::missing(format!("conversation {conversation}")))?;
    customer::lock(tx, &creditor, &whose).await?;
    let case = case::gather(&mut *tx, &creditor, &whose, &conversation).await?;
    let landing =
        landing::landing(charge.as_ref(), &case.agreements, &case.invoices, received.amount);
    let (agreement, unused) = apply(tx, &case, &landing, calendar, &received).await?;
    if let Some(charge) = &charge {
        let status = ChargeStatus::Paid { amount: received.amount };
        charge::save(tx, &creditor, &Charge { status, ..charge.clone() }).await?;
        if received.amount >= charge.amount {
            let words = app.words();
            let words = words.of(case.customer.spoken_to_in(&case.creditor));
            tell_paid(tx, words, (&creditor, &charge.id), now).await?;
        }
    }
    keep_promise(tx, &case, landing.invoices(), received.amount).await?;
    let id = charge.map(|charge| charge.id);
    // Whoever pays is told where they speak now, whichever conversation the code was sent in.
    let now_at = elsewhere::last_used(&mut *tx, &creditor, &whose).await?.unwrap_or(conversation);
    let row = Payment {
        external_id: received.external_id.clone(),
        customer: whose,
        charge: id.clone(),
        agreement: agreement.clone(),
        amount: received.amount,
        unused,
        paid_on: received.on,
        received_at: now,
    };
    payment::add(tx, &creditor, row).await?;
    let Received { amount, on, .. } = received;
    let event = Event::Paid { charge: id, amount, on, agreement, unused };
    let name = format!("payment/{}", received.external_id);
    intake::add(tx, internal(&creditor, &now_at, name, event), now).await?;
    Ok(intake::Accepted::New)
}

/// Has it told, wherever the payment was shown as one, that it is paid.
async fn tell_paid(
    tx: &mut Tx,
    words: &Catalog,
    (creditor, charge): (&str, &Id),
    now: DateTime<Utc>,
) -> Result<()> {
    for shown in delivery::take_shown(tx, creditor, charge).await? {
        let conversation = Id::stored(shown.conversation);
        let errand = Errand::OrderStatus {
            charge: charge.clone(),
            text: words.part(&Part::new("order-paid"))?,
            paid_at: now,
            reference: shown.reference.clone(),
        };
        let position = outbox::next_position(tx, (creditor, &conversation), errand.kind()).await?;
        let new = outbox::New {
            creditor: creditor.to_owned(),
            id: Id::derive(&["order-status", &shown.reference]),
            conversation,
            position,
            proactive: false,
            errand,
        };
        outbox::add(tx, new, now).await?;
    }
    Ok(())
}

async fn find(tx: &mut Tx, received: &Received) -> Result<(Id, Option<Charge>)> {
    match &received.towards {
        Towards::Conversation(id) => Ok((id.clone(), None)),
        Towards::Charge(id) => {
            let missing = || store::Error::missing(format!("charge {id}"));
            let found = charge::find(tx, &received.creditor, id).await?.ok_or_else(missing)?;
            Ok((found.conversation, Some(found.charge)))
        }
    }
}

/// Puts the money where it belongs; answers the agreement it went to and what was too much.
async fn apply(
    tx: &mut Tx,
    case: &Case,
    landing: &Landing<'_>,
    calendar: &Calendar,
    received: &Received,
) -> Result<(Option<Id>, Money)> {
    let (found, whole) = match landing {
        Landing::Agreement { agreement, whole } => (*agreement, *whole),
        Landing::Invoices { ids, whole } => {
            return Ok((None, to_invoices(tx, case, (ids, *whole), calendar, received).await?));
        }
    };
    // Only active agreements are landed on, so it can receive.
    let Ok((after, unused)) = landing::received(found, whole, received.amount, received.on) else {
        return Ok((None, received.amount));
    };
    agreement::save(tx, &received.creditor, &after, received.on).await?;
    if after.status == AgreementStatus::Settled {
        invoice::settle(tx, &received.creditor, &after.invoices, received.on).await?;
    }
    Ok((Some(found.id.clone()), unused))
}

/// Pays invoices in order; `whole` where the sum settles them all, late charges included.
async fn to_invoices(
    tx: &mut Tx,
    case: &Case,
    (ids, whole): (&[String], bool),
    calendar: &Calendar,
    received: &Received,
) -> Result<Money> {
    let creditor = &received.creditor;
    if whole {
        invoice::settle(tx, creditor, ids, received.on).await?;
        return Ok(Money::ZERO);
    }
    let meant = case.invoices.iter().filter(|one| ids.contains(&one.id));
    let sum = (received.amount, received.on);
    let (shares, rest) = landing::spread(meant, &case.creditor.late_terms, calendar, sum);
    for share in shares {
        if share.settled {
            invoice::settle(tx, creditor, &[share.invoice], received.on).await?;
        } else {
            invoice::pay_in_part(tx, creditor, &share.invoice, share.principal).await?;
        }
    }
    Ok(rest)
}

/// An open promise is kept by its whole sum, and in part by less.
async fn keep_promise(tx: &mut Tx, case: &Case, paid: &[String], amount: Money) -> Result<()> {
    let Some(open) = promise::kept_by(&case.promises, paid) else { return Ok(()) };
    let whole = amount >= open.amount;
    let status = if whole { PromiseStatus::Kept } else { PromiseStatus::Partial };
    Ok(store::promise::save(tx, &case.creditor.id, &Promise { status, ..open.clone() }).await?)
}
