//! Sums as arithmetic: where they come from and what waiting adds.

use chrono::{Days, NaiveDate};

use crate::domain::debt::invoice::Invoice;
use crate::domain::dialogue::steps::debts;
use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::Walk;
use crate::domain::money::Money;

/// Days of the month that growth is told for.
const MONTH: u64 = 30;

/// Where the sums of the debts come from.
pub fn breakdown(walk: &mut Walk<'_>) {
    let invoices = walk.invoices();
    if invoices.is_empty() {
        return agreed_or_nothing(walk);
    }
    breakdown_of(walk, &invoices);
}

/// Where the sums of some invoices come from.
pub fn breakdown_of(walk: &mut Walk<'_>, invoices: &[Invoice]) {
    let terms = walk.facts.creditor.late_terms;
    for invoice in invoices {
        let owed = walk.owed_for(invoice, walk.today());
        let key = if invoice.product.is_some() { "breakdown" } else { "breakdown-plain" };
        let part = debts::with_invoice(Part::new(key), invoice)
            .debt("days", Value::Count(i64::from(owed.days_overdue)))
            .debt("fine_rate", Value::Percent(terms.fine()))
            .debt("rate", Value::Percent(terms.monthly_interest()));
        walk.say(debts::with_owed(part, &owed));
    }
}

/// What is owed today, tomorrow and in a month; true arithmetic, and nothing else.
pub fn growth(walk: &mut Walk<'_>) {
    let Some(part) = numbers(walk, "growth") else { return agreed_or_nothing(walk) };
    walk.say(part);
}

/// The numbers, to somebody who refuses: said once in a conversation.
pub fn once(walk: &mut Walk<'_>) {
    let said = ["refusing-numbers", "refusing-calm"];
    if said.iter().any(|key| walk.state.used.contains_key(*key)) {
        return;
    }
    let calm = || Part::new("refusing-calm");
    let part = numbers(walk, "refusing-numbers").unwrap_or_else(calm);
    walk.say(part);
}

/// The numbers in a text; none where nothing is owed that grows.
pub fn numbers(walk: &Walk<'_>, key: &str) -> Option<Part> {
    let (now, next, later) = (sum(walk, 0), sum(walk, 1), sum(walk, MONTH));
    if walk.invoices().is_empty() || now.is_zero() {
        return None;
    }
    let rate = walk.facts.creditor.late_terms.monthly_interest();
    let part = Part::new(key)
        .debt("today", Value::Money(now))
        .debt("tomorrow", Value::Money(next))
        .debt("later", Value::Money(later))
        .debt("rate", Value::Percent(rate));
    Some(part)
}

fn sum(walk: &Walk<'_>, days: u64) -> Money {
    walk.owed_on(after(walk.today(), days)).total()
}

fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

/// An agreement's sum stands; where there is none, nothing is owed.
fn agreed_or_nothing(walk: &mut Walk<'_>) {
    let agreed = walk.agreement().map(|agreement| {
        let left = agreement.total.less(agreement.received());
        Part::new("growth-agreed")
            .debt("total", Value::Money(agreement.total))
            .debt("left", Value::Money(left))
            .debt("days", Value::Count(i64::from(agreement.broken_after_days)))
    });
    walk.say(agreed.unwrap_or_else(|| Part::new("growth-nothing")));
}
