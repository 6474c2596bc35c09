//! What follows from not paying: only what is true, dated, and enabled by the creditor.

use chrono::NaiveDate;

use super::charges;
use crate::domain::debt::agreement::AgreementStatus;
use crate::domain::debt::invoice::InvoiceStatus;
use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::{Walk, bureau};

/// Banking days within which an entry is removed after the whole was paid (STJ, Súmula 548).
const REMOVAL_DAYS: u32 = 5;

/// Everything together, in short.
pub fn all(walk: &mut Walk<'_>) {
    walk.say_generic("consequences");
    if let Some(part) = charges::numbers(walk, "consequences-growth") {
        walk.say(part.tight());
    }
}

/// When an entry in the credit bureau is removed; dated where the debt was paid already.
pub fn removal(walk: &mut Walk<'_>) {
    let until = settled_on(walk).map(|on| walk.calendar.add_banking_days(on, REMOVAL_DAYS));
    let until = until.filter(|_| walk.facts.creditor.lists_in_credit_bureau);
    let part = match until {
        Some(until) => {
            let passed = if until < walk.today() { "yes" } else { "no" };
            Part::new("removal-dated")
                .debt("until", Value::Date(until))
                .with("passed", Value::Text(passed.to_owned()))
        }
        None => Part::new("removal")
            .with("bureau", bureau(&walk.facts.creditor))
            .with("creditor", Value::Text(walk.facts.creditor.trade_name.clone())),
    };
    walk.say(part);
}

/// Whether the service may be suspended, where the creditor's contract says so.
pub fn service(walk: &mut Walk<'_>) {
    let creditor = Value::Text(walk.facts.creditor.trade_name.clone());
    let part = match walk.facts.creditor.suspends_after_days {
        Some(days) => Part::new("service-suspended").debt("days", Value::Count(i64::from(days))),
        None => Part::new("service-unknown"),
    };
    walk.say(part.with("creditor", creditor));
}

/// What time does to a debt: the term and the due date, neutrally, and who may advise.
pub fn prescription(walk: &mut Walk<'_>) {
    let years = Value::Count(i64::from(walk.rules.policy.prescribed_after_years()));
    let oldest = walk.invoices().first().map(|invoice| invoice.due_on);
    let part = match oldest {
        Some(due_on) => Part::new("prescription").debt("due_on", Value::Date(due_on)),
        None => Part::new("prescription-plain"),
    };
    walk.say(part.with("years", years));
}

/// The last day on which a debt was settled in full.
fn settled_on(walk: &Walk<'_>) -> Option<NaiveDate> {
    let settled =
        |a: &&crate::domain::debt::agreement::Agreement| a.status == AgreementStatus::Settled;
    let agreements = walk.facts.agreements.iter().filter(settled);
    let by_agreement = agreements
        .filter_map(|agreement| agreement.instalments.iter().filter_map(|part| part.paid_on).max());
    let by_invoice = walk.facts.invoices.iter().filter_map(|invoice| match invoice.status {
        InvoiceStatus::Paid { on } => on,
        InvoiceStatus::Open | InvoiceStatus::Cancelled | InvoiceStatus::Disputed => None,
    });
    by_agreement.chain(by_invoice).max()
}
