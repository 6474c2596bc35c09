//! Shows what is owed, with its arithmetic; of several debts, asks which.

use chrono::Datelike;

use crate::domain::debt::gate::{self, Why};
use crate::domain::debt::invoice::Invoice;
use crate::domain::debt::late::Owed;
use crate::domain::dialogue::choice::fold;
use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::{Next, Walk, meant};
use crate::domain::understanding::{Intent, Pick, Reading};

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

/// Hears which debts; "only one" is asked back.
pub fn hear(walk: &mut Walk<'_>, shown: &str) -> Option<Next> {
    let invoices = walk.presentable();
    if walk.heard.choice.is_none() && picks(walk, Pick::One) {
        walk.say(Part::new("debts-which-one").sensitive());
        offer_each(walk, &invoices);
        return Some(Next::Rest);
    }
    let chosen = match walk.heard.choice {
        Some("all") => Some(Vec::new()),
        Some(choice) => by_id(&invoices, choice),
        None => walk.heard.reading.and_then(|reading| by_words(walk, reading, &invoices)),
    };
    choose(walk, chosen?);
    Some(Next::Go(shown.to_owned()))
}

/// Another choice of debts in the middle of something else: that begins anew for those.
pub fn rechosen(walk: &mut Walk<'_>) -> Option<()> {
    let reading = walk.heard.reading?;
    reading.selection.as_ref().filter(|selection| selection.named)?;
    let invoices = walk.presentable();
    let chosen = told(walk, reading, &invoices);
    let chosen = chosen.or_else(|| picks(walk, Pick::All).then(Vec::new))?;
    if invoices.len() < 2 || chosen == walk.state.chosen {
        return None;
    }
    choose(walk, chosen);
    walk.state.proposal = None;
    walk.state.promising = None;
    for invoice in walk.invoices() {
        card(walk, &invoice);
    }
    Some(())
}

/// True where one is meant without saying which, or those not talked about yet.
pub fn which_is_open(walk: &Walk<'_>) -> bool {
    let named = walk.heard.reading.and_then(|reading| reading.selection.as_ref());
    let named = named.is_some_and(|selection| selection.named);
    named && (picks(walk, Pick::One) || picks(walk, Pick::Others)) && walk.presentable().len() > 1
}

fn picks(walk: &Walk<'_>, pick: Pick) -> bool {
    let selection = walk.heard.reading.and_then(|reading| reading.selection.as_ref());
    selection.is_some_and(|selection| selection.these.contains(&pick))
}

/// Takes the choice; what pointed at the debts is no wish about paying them.
fn choose(walk: &mut Walk<'_>, chosen: Vec<String>) {
    walk.state.chosen = chosen;
    let slots = &mut walk.state.slots;
    slots.date = None;
    slots.amount = None;
    slots.count = None;
}

fn by_id(invoices: &[Invoice], choice: &str) -> Option<Vec<String>> {
    let id = choice.strip_prefix("debt:")?;
    invoices.iter().find(|invoice| invoice.id == id).map(|invoice| vec![invoice.id.clone()])
}

/// By order, product, due date or sum; a yes or "all" means all of them.
fn by_words(walk: &Walk<'_>, reading: &Reading, invoices: &[Invoice]) -> Option<Vec<String>> {
    let told = told(walk, reading, invoices);
    if told.is_some() {
        return told;
    }
    let all = reading.is_yes()
        || picks(walk, Pick::All)
        || [Intent::Settle, Intent::Affirm, Intent::Negotiate, Intent::PayNow]
            .contains(&meant(reading));
    all.then(Vec::new)
}

/// The invoices that a message names, where it names some; empty where it names them all.
pub fn told(walk: &Walk<'_>, reading: &Reading, invoices: &[Invoice]) -> Option<Vec<String>> {
    let ids = |named: &dyn Fn(&Invoice) -> bool| -> Vec<String> {
        invoices.iter().filter(|invoice| named(invoice)).map(|invoice| invoice.id.clone()).collect()
    };
    let selected = reading.selection.as_ref().map(|selection| {
        let meant = selected(walk, &selection.these, invoices);
        ids(&|invoice| meant.contains(&invoice.id) != selection.except)
    });
    let selected = selected.filter(|told| !told.is_empty());
    if selected.as_ref().is_some_and(|told| told.len() == invoices.len()) {
        return Some(Vec::new());
    }
    let mut told = selected.unwrap_or_else(|| {
        let words = fold(&reading.text);
        ids(&|invoice| is_named(walk, reading, &words, invoice))
    });
    if told.is_empty()
        && let Some(number) = reading.choice.and_then(|n| usize::try_from(n).ok())
        && let Some(invoice) = number.checked_sub(1).and_then(|index| invoices.get(index))
    {
        told.push(invoice.id.clone());
    }
    // What fits every one of them, such as the product they share, tells none apart.
    (!told.is_empty() && told.len() < invoices.len()).then_some(told)
}

/// By product, due date or sum.
fn is_named(walk: &Walk<'_>, reading: &Reading, words: &str, invoice: &Invoice) -> bool {
    let product = invoice.product.as_deref().map(fold).unwrap_or_default();
    let by_product = product
        .split(' ')
        .any(|word| word.chars().count() > 3 && words.split(' ').any(|said| said == word));
    let by_date = reading.first_date().is_some_and(|date| {
        (date.day(), date.month()) == (invoice.due_on.day(), invoice.due_on.month())
    });
    let total = walk.owed_for(invoice, walk.today()).total();
    let by_sum = reading.first_money().is_some_and(|sum| sum == invoice.amount || sum == total);
    by_product || by_date || by_sum
}

/// The invoices that are pointed at; they stand in the order of their due dates.
fn selected(walk: &Walk<'_>, picks: &[Pick], invoices: &[Invoice]) -> Vec<String> {
    let at = |number: u32| usize::try_from(number).ok()?.checked_sub(1);
    let few = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    let sum = |invoice: &&Invoice| walk.owed_for(invoice, walk.today()).total();
    let one = |found: Option<&Invoice>| found.into_iter().cloned().collect::<Vec<_>>();
    let found = |pick: &Pick| match *pick {
        Pick::Number(number) => one(at(number).and_then(|index| invoices.get(index))),
        Pick::First(count) => invoices.iter().take(few(count)).cloned().collect(),
        Pick::Last(count) => {
            invoices.iter().skip(invoices.len().saturating_sub(few(count))).cloned().collect()
        }
        Pick::Oldest => one(invoices.first()),
        Pick::Newest => one(invoices.last()),
        Pick::Smallest => one(invoices.iter().min_by_key(sum)),
        Pick::Largest => one(invoices.iter().max_by_key(sum)),
        Pick::Month(month) => {
            invoices.iter().filter(|invoice| invoice.due_on.month() == month).cloned().collect()
        }
        Pick::Others => {
            let chosen = &walk.state.chosen;
            let other = |invoice: &&Invoice| !chosen.is_empty() && !chosen.contains(&invoice.id);
            invoices.iter().filter(other).cloned().collect()
        }
        Pick::One | Pick::All => Vec::new(),
    };
    picks.iter().flat_map(found).map(|invoice| invoice.id).collect()
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
    offer_each(walk, invoices);
}

fn offer_each(walk: &mut Walk<'_>, invoices: &[Invoice]) {
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
