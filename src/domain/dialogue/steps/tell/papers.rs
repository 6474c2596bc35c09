//! Papers: the receipt of what was paid, the statement of discharge, the contract, and money that
//! went wrong. A paper states what the facts hold, and nothing that they do not.

use super::requests::{self, told};
use crate::domain::debt::agreement::AgreementStatus;
use crate::domain::debt::charge::Purpose;
use crate::domain::debt::invoice::{Invoice, InvoiceStatus};
use crate::domain::debt::payment::Payment;
use crate::domain::dialogue::effect::HandoffReason;
use crate::domain::dialogue::matter::RequestKind;
use crate::domain::dialogue::steps::debts;
use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::Walk;

/// The receipt: who received what from whom, when and for what.
pub fn receipt(walk: &mut Walk<'_>) {
    let payments = walk.facts.payments.clone();
    let earlier = paid_elsewhere(walk);
    if payments.is_empty() && earlier.is_empty() {
        walk.say(Part::new("receipt-none"));
        return;
    }
    head(walk, "receipt-head", RequestKind::Receipt);
    for payment in &payments {
        let line = line(walk, payment);
        walk.say(line);
    }
    for invoice in &earlier {
        let part = named("receipt-invoice", invoice).debt("amount", Value::Money(invoice.amount));
        walk.say(with_day(part, invoice).tight());
    }
}

/// The statement of discharge for what is settled; for the rest, what is left.
pub fn discharge(walk: &mut Walk<'_>) {
    let paid = |invoice: &&Invoice| matches!(invoice.status, InvoiceStatus::Paid { .. });
    let settled: Vec<Invoice> = walk.facts.invoices.iter().filter(paid).cloned().collect();
    if settled.is_empty() {
        let left = left(walk, "discharge-not-yet");
        walk.say(left.unwrap_or_else(|| Part::new("discharge-nothing")));
        return;
    }
    head(walk, "discharge-head", RequestKind::Discharge);
    for invoice in &settled {
        let part = named("discharge-line", invoice).debt("amount", Value::Money(invoice.amount));
        walk.say(with_day(part, invoice).tight());
    }
    if let Some(left) = left(walk, "discharge-left") {
        walk.say(left);
    }
}

/// A copy of the contract: a person sends it.
pub fn contract(walk: &mut Walk<'_>) {
    let by = requests::desk_deadline(walk);
    let made =
        requests::refer(walk, RequestKind::Contract, (HandoffReason::Other, "documents"), by);
    if let Some(made) = made {
        walk.say(told("contract-asked", &made));
    }
}

/// Money that went wrong: nobody collects while a person looks for it.
pub fn payment(walk: &mut Walk<'_>) {
    let by = requests::desk_deadline(walk);
    let desk = (HandoffReason::PaymentTrouble, "payments");
    if let Some(made) = requests::refer(walk, RequestKind::Payment, desk, by) {
        let until = walk.calendar.add_banking_days(walk.today(), HOLD_DAYS);
        walk.hold_until(until);
        walk.say(told("payment-asked", &made));
    }
}

/// Banking days for which nobody collects while money is looked for.
const HOLD_DAYS: u32 = 5;

fn head(walk: &mut Walk<'_>, key: &str, kind: RequestKind) {
    let made = requests::answer(walk, kind);
    let creditor = &walk.facts.creditor;
    let part = told(key, &made)
        .debt("customer", Value::Text(walk.facts.customer.name.full().to_owned()))
        .with("legal_name", Value::Text(creditor.legal_name.clone()))
        .with("cnpj", Value::Text(creditor.cnpj.formatted()))
        .with("today", Value::Date(walk.today()));
    walk.say(part);
}

fn line(walk: &Walk<'_>, payment: &Payment) -> Part {
    let part = Part::new(match payment.agreement {
        Some(_) => "receipt-agreement",
        None => "receipt-payment",
    });
    let part = part
        .debt("amount", Value::Money(payment.amount))
        .debt("on", Value::Date(payment.on))
        .tight();
    match &payment.agreement {
        Some(id) => part.debt("protocol", Value::Text(id.protocol())),
        None => part.debt("product", Value::Text(products(walk, payment))),
    }
}

/// What a payment without an agreement was for, as it is named; `none` where unknown.
fn products(walk: &Walk<'_>, payment: &Payment) -> String {
    let charge = walk.facts.charges.iter().find(|c| Some(&c.id) == payment.charge.as_ref());
    let invoices = match charge.map(|charge| &charge.purpose) {
        Some(Purpose::Invoices { invoices }) => invoices.as_slice(),
        Some(Purpose::Instalment { .. } | Purpose::Payoff { .. }) | None => &[],
    };
    let paid = walk.facts.invoices.iter().filter(|invoice| invoices.contains(&invoice.id));
    let names: Vec<&str> = paid.filter_map(|invoice| invoice.product.as_deref()).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// Invoices paid before us, or by money that is not on our list.
fn paid_elsewhere(walk: &Walk<'_>) -> Vec<Invoice> {
    let facts = &walk.facts;
    let agreed = |id: &String| {
        let settled = facts.agreements.iter().filter(|a| a.status == AgreementStatus::Settled);
        settled.into_iter().any(|agreement| agreement.invoices.contains(id))
    };
    let charged = |id: &String| {
        let ours = facts.payments.iter().filter_map(|payment| payment.charge.as_ref());
        let mut charges = ours.filter_map(|id| facts.charges.iter().find(|c| c.id == *id));
        charges.any(|charge| match &charge.purpose {
            Purpose::Invoices { invoices } => invoices.contains(id),
            Purpose::Instalment { .. } | Purpose::Payoff { .. } => false,
        })
    };
    let paid = facts.invoices.iter().filter(|i| matches!(i.status, InvoiceStatus::Paid { .. }));
    paid.filter(|invoice| !agreed(&invoice.id) && !charged(&invoice.id)).cloned().collect()
}

/// What is still owed, in a text; none where nothing is.
fn left(walk: &Walk<'_>, key: &str) -> Option<Part> {
    if let Some(agreement) = walk.agreement() {
        let open = agreement.instalments.iter().filter(|part| !part.is_paid()).count();
        let part = Part::new(format!("{key}-agreed"))
            .debt("left", Value::Money(agreement.total.less(agreement.received())))
            .debt("count", Value::Count(i64::try_from(open).unwrap_or(i64::MAX)));
        return Some(part);
    }
    let invoices = walk.presentable();
    let today = walk.today();
    let owed = invoices.iter().map(|invoice| walk.owed_for(invoice, today).total()).sum();
    (!invoices.is_empty()).then(|| Part::new(key).debt("left", Value::Money(owed)))
}

/// A text about an invoice, in its form for whether it has a name.
fn named(key: &str, invoice: &Invoice) -> Part {
    let plain = if invoice.product.is_some() { "" } else { "-plain" };
    debts::with_invoice(Part::new(format!("{key}{plain}")), invoice)
}

/// The day on which it was paid, where that is known.
fn with_day(part: Part, invoice: &Invoice) -> Part {
    let on = match invoice.status {
        InvoiceStatus::Paid { on } => on,
        InvoiceStatus::Open | InvoiceStatus::Cancelled | InvoiceStatus::Disputed => None,
    };
    match on {
        Some(on) => part.with("dated", Value::Text("yes".to_owned())).debt("on", Value::Date(on)),
        None => {
            part.with("dated", Value::Text("no".to_owned())).debt("on", Value::Text(String::new()))
        }
    }
}
