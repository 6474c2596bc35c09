//! Of several debts, which a message is about.

use super::debts;
use crate::domain::debt::invoice::Invoice;
use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::Walk;
use crate::domain::understanding::Intent;

/// What a dispute or a claim is about: what is shown, else what an agreement settles.
pub fn about(walk: &Walk<'_>) -> Vec<Invoice> {
    let shown = walk.invoices();
    if !shown.is_empty() {
        return shown;
    }
    let agreed = walk.agreement().map(|agreement| agreement.invoices.clone()).unwrap_or_default();
    walk.facts.invoices.iter().filter(|invoice| agreed.contains(&invoice.id)).cloned().collect()
}

/// The invoices that a message names among several, or all where there is no choice; none where
/// it must be asked.
pub fn told(walk: &Walk<'_>, about: &[Invoice]) -> Option<Vec<String>> {
    let ids = || about.iter().map(|invoice| invoice.id.clone()).collect::<Vec<_>>();
    if about.len() <= 1 {
        return Some(ids());
    }
    match walk.heard.choice {
        Some("all") => return Some(ids()),
        Some(choice) => {
            let id = choice.strip_prefix("debt:").filter(|id| about.iter().any(|i| i.id == *id));
            if let Some(id) = id {
                return Some(vec![id.to_owned()]);
            }
        }
        None => {}
    }
    let reading = walk.heard.reading?;
    let named = debts::told(walk, reading, about)?;
    Some(if named.is_empty() { ids() } else { named })
}

/// True where the answer to "which of them?" is all of them.
pub fn is_all(walk: &Walk<'_>) -> bool {
    let all = [Intent::Settle, Intent::Affirm];
    let reading = walk.heard.reading;
    reading.is_some_and(|reading| reading.is_yes() || all.iter().any(|intent| reading.has(*intent)))
}

/// Asks which, with a choice for each and one for all.
pub fn ask(walk: &mut Walk<'_>, about: &[Invoice], key: &str) {
    walk.say(Part::new(key).sensitive());
    if about.len() <= debts::MOST_CHOICES {
        for invoice in about {
            let label = Part::new("label-one-debt").debt("due_on", Value::Date(invoice.due_on));
            walk.offer_choice(&format!("debt:{}", invoice.id), label);
        }
    }
    walk.offer_choice("all", Part::new("label-every-debt"));
}
