//! The duplicate invoice: the stored boleto line, checked, and what is owed today.

use crate::domain::debt::boleto::BoletoLine;
use crate::domain::debt::invoice::Invoice;
use crate::domain::dialogue::text::{Attachment, Part, Value};
use crate::domain::dialogue::walk::{Next, Walk};

/// Sends what there is of each invoice.
pub fn enter(walk: &mut Walk<'_>, sent: &str, none: &str) -> Next {
    let invoices = walk.invoices();
    if invoices.is_empty() {
        return Next::Go(none.to_owned());
    }
    for invoice in &invoices {
        resend(walk, invoice);
    }
    let any = walk.message.attachments.iter().any(|it| matches!(it, Attachment::Boleto { .. }));
    Next::Go(if any { sent } else { none }.to_owned())
}

fn resend(walk: &mut Walk<'_>, invoice: &Invoice) {
    let total = walk.owed_for(invoice, walk.today()).total();
    let line = checked(invoice);
    let key = if line.is_some() { "resend-boleto" } else { "resend-pix-only" };
    if invoice.boleto_line.is_some() && line.is_none() {
        walk.note("boleto", "the stored line does not hold");
    }
    let part = Part::new(key)
        .debt("due_on", Value::Date(invoice.due_on))
        .debt("amount", Value::Money(invoice.amount))
        .debt("total", Value::Money(total));
    walk.say(part);
    if let Some(line) = line {
        walk.attach(Attachment::Boleto { line: line.line() });
    }
}

/// The line, where its digits hold and it asks for this invoice's sum on this invoice's day.
fn checked(invoice: &Invoice) -> Option<BoletoLine> {
    let line: BoletoLine = invoice.boleto_line.as_deref()?.parse().ok()?;
    let same_sum = line.amount().is_none_or(|amount| amount == invoice.amount);
    let same_day = line.due_on(invoice.due_on).is_none_or(|due| due == invoice.due_on);
    (same_sum && same_day && invoice.paid.is_zero()).then_some(line)
}
