//! Issues a code to pay: for the next part of the agreement, else for what is owed today.

use chrono::NaiveDate;

use super::watch;
use crate::domain::debt::charge::{Charge, ChargeStatus, Purpose};
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::text::{Attachment, Part, Value};
use crate::domain::dialogue::walk::{Next, Walk};
use crate::domain::id::Id;
use crate::domain::money::Money;

/// Asks for a code, or shows the one that is still good.
pub fn enter(walk: &mut Walk<'_>, whole: bool, issued: &str) -> Next {
    let (purpose, amount) = payoff(walk).filter(|_| whole).unwrap_or_else(|| due(walk));
    match open_for(walk, &purpose, amount) {
        Some((id, ChargeStatus::Issued { pix })) => {
            tell(walk, &id, &pix);
            Next::Go(issued.to_owned())
        }
        Some(_) => Next::Rest,
        None => {
            request(walk, purpose, amount);
            Next::Rest
        }
    }
}

/// While the code is being made there is nothing to answer.
pub fn hear(walk: &mut Walk<'_>) -> Option<Next> {
    walk.facts.open_charge()?;
    walk.say(Part::new("pay-waiting").sensitive());
    Some(Next::Rest)
}

/// The open charge for this very purpose and sum, where there is one.
pub fn open_for(walk: &Walk<'_>, purpose: &Purpose, amount: Money) -> Option<(Id, ChargeStatus)> {
    let mut charges = walk.facts.charges.iter().rev().filter(|charge| charge.is_open());
    let found = charges.find(|it| it.purpose == *purpose && it.amount == amount);
    found.map(|charge| (charge.id.clone(), charge.status.clone()))
}

/// Asks a provider for a code, withdrawing those before; those of other agreements stay good.
pub fn request(walk: &mut Walk<'_>, purpose: Purpose, amount: Money) {
    let running = |id: &Id| walk.facts.running().any(|agreement| agreement.id == *id);
    let of_another = |before: &Purpose| {
        before.agreement().is_some_and(|id| running(id) && Some(id) != purpose.agreement())
    };
    let charges = walk.facts.charges.iter().filter(|charge| charge.is_open());
    let replaced = charges.filter(|charge| !of_another(&charge.purpose));
    let replaced: Vec<Id> = replaced.map(|charge| charge.id.clone()).collect();
    for charge in replaced {
        walk.enact(Effect::CancelCharge { charge });
    }
    let id = walk.name();
    let requested_at = walk.now;
    let status = ChargeStatus::Requested;
    walk.enact(Effect::RequestCharge {
        charge: Charge { id, purpose, amount, requested_at, status },
    });
}

/// What is to be paid next: of the agreement just made, else of the one due first.
pub fn due(walk: &Walk<'_>) -> (Purpose, Money) {
    let made = walk.facts.running().filter(|agreement| agreement.accepted_at == walk.now).last();
    let next = made.or_else(|| walk.agreement());
    let part = next.and_then(|agreement| Some((agreement, agreement.next_open()?)));
    if let Some((agreement, part)) = part {
        let purpose = Purpose::Instalment { agreement: agreement.id.clone(), number: part.number };
        return (purpose, part.left());
    }
    let invoices = walk.invoices().into_iter().map(|invoice| invoice.id).collect();
    (Purpose::Invoices { invoices }, walk.owed_on(walk.today()).total())
}

/// All that is left of the agreement, where one is being paid.
fn payoff(walk: &Walk<'_>) -> Option<(Purpose, Money)> {
    let agreement = walk.agreement()?;
    Some((Purpose::Payoff { agreement: agreement.id.clone() }, agreement.payoff(walk.today())))
}

/// Tells the code, and who the bank will show as the payee.
pub fn tell(walk: &mut Walk<'_>, charge: &Id, pix: &str) {
    let Some(found) = walk.facts.charges.iter().find(|known| known.id == *charge) else { return };
    let amount = found.amount;
    let due_on = due_of(walk, &found.purpose);
    let creditor = &walk.facts.creditor;
    let part = Part::new("pay-ready")
        .debt("amount", Value::Money(amount))
        .debt("due", Value::Date(due_on))
        .with("legal_name", Value::Text(creditor.legal_name.clone()))
        .with("cnpj", Value::Text(creditor.cnpj.formatted()));
    let whole = matches!(found.purpose, Purpose::Payoff { .. });
    walk.say(part);
    if whole {
        walk.say(Part::new("payoff-whole").sensitive());
    }
    walk.attach(Attachment::Pix { charge: charge.clone(), code: pix.to_owned() });
    watch::set(walk);
}

fn due_of(walk: &Walk<'_>, purpose: &Purpose) -> NaiveDate {
    let part = match purpose {
        Purpose::Instalment { agreement, number } => walk
            .facts
            .agreements
            .iter()
            .find(|known| known.id == *agreement)
            .and_then(|known| known.instalments.iter().find(|part| part.number == *number)),
        Purpose::Payoff { .. } | Purpose::Invoices { .. } => None,
    };
    part.map_or_else(|| walk.today(), |part| part.due)
}
