//! Shows what is owed, with its arithmetic; of several debts, asks which.

use crate::domain::debt::gate::{self, Why};
use crate::domain::debt::invoice::Invoice;
use crate::domain::debt::late::Owed;
use crate::domain::dialogue::choice::fold;
use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::{Next, Walk, meant};
use crate::domain::understanding::{Intent, Reading};

/// The most debts that are offered one by one; "all together" is one more choice.
pub const MOST_CHOICES: usize = 8;

/// Shows the debts.
pub fn enter(
    walk: &mut Walk<'_>,
    tell: bool,
    [shown, none, prescribed, review]: [&String; 4],
) -> Next {
    let invoices = if tell { walk.invoices() } else { walk.presentable() };
    match invoices.as_slice() {
        [] => Next::Go(nothing_to_show(walk, none, prescribed, review)),
        [only] => {
            if !tell {
                walk.state.chosen = vec![only.id.clone()];
            }
            card(walk, only);
            Next::Go(shown.clone())
        }
        several => {
            list(walk, several);
            if tell {
                return Next::Go(shown.clone());
            }
            choices(walk, several);
            Next::Rest
        }
    }
}

/// Asks again which debts.
pub fn again(walk: &mut Walk<'_>) {
    let invoices = walk.presentable();
    choices(walk, &invoices);
}

/// Hears which debts.
pub fn hear(walk: &mut Walk<'_>, shown: &str) -> Option<Next> {
    let invoices = walk.presentable();
    let chosen = match walk.heard.choice {
        Some("all") => Some(Vec::new()),
        Some(choice) => by_id(&invoices, choice),
        None => walk.heard.reading.and_then(|reading| by_words(walk, reading, &invoices)),
    };
    walk.state.chosen = chosen?;
    Some(Next::Go(shown.to_owned()))
}

fn by_id(invoices: &[Invoice], choice: &str) -> Option<Vec<String>> {
    let id = choice.strip_prefix("debt:")?;
    invoices.iter().find(|invoice| invoice.id == id).map(|invoice| vec![invoice.id.clone()])
}

/// By order, product, due date or sum; a yes or "all" means all of them.
fn by_words(walk: &Walk<'_>, reading: &Reading, invoices: &[Invoice]) -> Option<Vec<String>> {
    let told = told(walk, reading, invoices);
    if !told.is_empty() {
        return Some(told);
    }
    let all = reading.is_yes()
        || [Intent::Settle, Intent::Affirm, Intent::Negotiate, Intent::PayNow]
            .contains(&meant(reading));
    all.then(Vec::new)
}

/// The invoices that a message names.
pub fn told(walk: &Walk<'_>, reading: &Reading, invoices: &[Invoice]) -> Vec<String> {
    let words = fold(&reading.text);
    let names = |invoice: &Invoice| {
        let product = invoice.product.as_deref().map(fold).unwrap_or_default();
        let by_product = product
            .split(' ')
            .any(|word| word.chars().count() > 3 && words.split(' ').any(|said| said == word));
        let by_date = reading.first_date().is_some_and(|date| {
            use chrono::Datelike;
            (date.day(), date.month()) == (invoice.due_on.day(), invoice.due_on.month())
        });
        let total = walk.owed_for(invoice, walk.today()).total();
        let by_sum = reading.first_money().is_some_and(|sum| sum == invoice.amount || sum == total);
        by_product || by_date || by_sum
    };
    let mut told: Vec<String> = invoices
        .iter()
        .filter(|invoice| names(invoice))
        .map(|invoice| invoice.id.clone())
        .collect();
    if told.is_empty()
        && let Some(number) = reading.choice.and_then(|n| usize::try_from(n).ok())
        && let Some(invoice) = number.checked_sub(1).and_then(|index| invoices.get(index))
    {
        told.push(invoice.id.clone());
    }
    if told.len() == invoices.len() { Vec::new() } else { told }
}

/// Why nothing may be shown decides where to go.
fn nothing_to_show(walk: &Walk<'_>, none: &str, prescribed: &str, review: &str) -> String {
    let today = walk.today();
    let reasons = walk.facts.invoices.iter().filter_map(|invoice| {
        gate::presentable(invoice, &walk.facts.customer, walk.calendar, today).err()
    });
    let mut go = none;
    for why in reasons {
        match why {
            Why::Disputed
            | Why::CustomerHeld { .. }
            | Why::InvoiceHeld { .. }
            | Why::DiffersFromContract { .. }
            | Why::PaidUnreconciled { .. } => return review.to_owned(),
            Why::Prescribed { .. } => go = prescribed,
            _settled_or_not_due => {}
        }
    }
    go.to_owned()
}

/// The card of one debt.
pub fn card(walk: &mut Walk<'_>, invoice: &Invoice) {
    let owed = walk.owed_for(invoice, walk.today());
    let key = if invoice.product.is_some() { "debt-card" } else { "debt-card-plain" };
    let part = with_invoice(Part::new(key), invoice);
    walk.say(with_owed(part, &owed));
}

/// The list of several debts.
pub fn list(walk: &mut Walk<'_>, invoices: &[Invoice]) {
    let count = i64::try_from(invoices.len()).unwrap_or(i64::MAX);
    walk.say(Part::new("debts-intro").debt("count", Value::Count(count)));
    let today = walk.today();
    for (invoice, number) in invoices.iter().zip(1..) {
        let owed = walk.owed_for(invoice, today);
        let key = if invoice.product.is_some() { "debt-line" } else { "debt-line-plain" };
        let part =
            with_invoice(Part::new(key), invoice).with("number", Value::Count(number)).tight();
        walk.say(with_owed(part, &owed));
    }
    let total = Owed::merged(today, invoices.iter().map(|invoice| walk.owed_for(invoice, today)));
    walk.say(with_owed(Part::new("debts-total").tight(), &total));
}

fn choices(walk: &mut Walk<'_>, invoices: &[Invoice]) {
    walk.say(Part::new("debts-which").sensitive());
    if invoices.len() <= MOST_CHOICES {
        for invoice in invoices {
            let label = Part::new("label-one-debt").debt("due_on", Value::Date(invoice.due_on));
            walk.offer_choice(&format!("debt:{}", invoice.id), label);
        }
    }
    walk.offer_choice("all", Part::new("label-all-debts"));
}

/// Names an invoice in a text.
pub fn with_invoice(part: Part, invoice: &Invoice) -> Part {
    let part = part.debt("due_on", Value::Date(invoice.due_on));
    match &invoice.product {
        Some(product) => part.debt("product", Value::Text(product.clone())),
        None => part,
    }
}

/// Tells in a text what is owed, with its parts.
pub fn with_owed(part: Part, owed: &Owed) -> Part {
    part.debt("principal", Value::Money(owed.principal))
        .debt("fine", Value::Money(owed.fine))
        .debt("interest", Value::Money(owed.interest))
        .debt("total", Value::Money(owed.total()))
}
