//! Recaps all terms and takes an explicit yes; only then is there an agreement.

use crate::domain::debt::agreement::{Agreement, AgreementStatus, Instalment};
use crate::domain::dialogue::absorb;
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::event::Timer;
use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::{Next, Walk, meant};
use crate::domain::money::{Money, Rate};
use crate::domain::policy::offer::{Family, Offer};
use crate::domain::understanding::{Answer, Intent, Reading};

/// Recaps; without terms, or with terms no longer valid, there is nothing to confirm.
pub fn enter(walk: &mut Walk<'_>, changed: &str) -> Next {
    if is_agreed(walk) {
        return Next::Go(walk.rules.flow.resume.clone());
    }
    let today = walk.today();
    let valid = walk.state.proposal.as_ref().is_some_and(|offer| offer.valid_until >= today);
    if !valid {
        if walk.state.proposal.take().is_some() {
            walk.say(Part::new("recap-expired").sensitive());
        }
        return Next::Go(changed.to_owned());
    }
    again(walk);
    Next::Rest
}

/// Recaps the terms.
pub fn again(walk: &mut Walk<'_>) {
    let Some(offer) = walk.state.proposal.clone() else { return };
    recap(walk, &offer);
}

/// Says all terms of an offer, and asks for an explicit yes.
pub fn recap(walk: &mut Walk<'_>, offer: &Offer) {
    let terms = terms(offer);
    walk.say(terms.debt("total", Value::Money(offer.total)));
    if let Some(days) = days(offer) {
        walk.say(days.tight());
    }
    if !offer.monthly_rate.is_zero() {
        let rate = Part::new("offer-plan-rate").debt("rate", Value::Percent(offer.monthly_rate));
        let cet = offer.cet.unwrap_or(Rate::ZERO);
        walk.say(rate.debt("cet", Value::Percent(cet)).tight());
    }
    let owed = Value::Money(offer.owed.total());
    if offer.waived.total().is_positive() {
        let waived = Part::new("recap-waived").debt("owed", owed.clone());
        walk.say(waived.debt("waived", Value::Money(offer.waived.total())).tight());
    }
    let days = Value::Count(i64::from(offer.broken_after_days));
    walk.say(Part::new("recap-break").debt("days", days).debt("owed", owed));
    ask(walk, "recap-ask");
}

/// The terms in one text, without the days of a plan.
fn terms(offer: &Offer) -> Part {
    let first = offer.instalments.first().map_or(offer.valid_until, |part| part.due);
    let key = match (offer.family, &offer.down_payment) {
        (Family::Cash, _) => return Part::new("recap-cash").debt("due", Value::Date(first)),
        (Family::Plan, None) => "recap-plan",
        (Family::Plan, Some(_)) => "recap-plan-down",
    };
    let even = if super::offer::is_even(offer) { "-even" } else { "" };
    super::offer::terms(Part::new(format!("{key}{even}")), offer)
}

/// The days of a plan: one by one where it is short, else the first and the last.
fn days(offer: &Offer) -> Option<Part> {
    let dates: Vec<_> = offer.instalments.iter().map(|part| part.due).collect();
    let (first, last) = (*dates.first()?, *dates.last()?);
    match offer.family {
        Family::Cash => None,
        Family::Plan if dates.len() <= MOST_DAYS => {
            Some(Part::new("recap-days").debt("dates", Value::Dates(dates)))
        }
        Family::Plan => Some(
            Part::new("recap-span")
                .debt("first_due", Value::Date(first))
                .debt("last_due", Value::Date(last)),
        ),
    }
}

/// The most days that a recap lists one by one.
const MOST_DAYS: usize = 6;

/// Hears an explicit yes, a no, or other terms.
pub fn hear(walk: &mut Walk<'_>, agreed: &str, changed: &str) -> Option<Next> {
    match walk.heard.choice {
        Some("confirm") => return agree(walk, "confirm", agreed, changed),
        Some("change") => return Some(turn_back(walk, changed)),
        Some(_) | None => {}
    }
    let reading = walk.heard.reading?;
    let recapped = walk.state.proposal.as_deref();
    if recapped.is_some_and(|offer| wants_other_terms(offer, reading)) {
        return Some(turn_back(walk, changed));
    }
    match reading.answer {
        Some(Answer::BindingYes) => {
            let words = absorb::short(&reading.text);
            agree(walk, &words, agreed, changed)
        }
        Some(Answer::Yes) => {
            ask(walk, "recap-explicit");
            Some(Next::Rest)
        }
        Some(Answer::No) => Some(turn_back(walk, changed)),
        None => match meant(reading) {
            Intent::Deny | Intent::AskDiscount | Intent::WillThink | Intent::CannotAfford => {
                Some(turn_back(walk, changed))
            }
            Intent::Affirm if reading.text.split_whitespace().count() > 4 => {
                Some(turn_back(walk, changed))
            }
            Intent::Affirm | Intent::Thanks | Intent::Acknowledge => {
                ask(walk, "recap-explicit");
                Some(Next::Rest)
            }
            _other => None,
        },
    }
}

/// Asks for an explicit yes.
pub fn ask(walk: &mut Walk<'_>, key: &str) {
    walk.say(Part::new(key).sensitive());
    walk.offer_choice("confirm", Part::new("label-confirm"));
    walk.offer_choice("change", Part::new("label-change"));
}

/// Another day, sum or count than the recap's is no yes.
pub fn wants_other_terms(offer: &Offer, reading: &Reading) -> bool {
    let other_count = reading.count().is_some_and(|count| {
        usize::try_from(count).is_ok_and(|count| count != offer.instalments.len())
    });
    let other_date =
        reading.first_date().is_some_and(|date| offer.parts().all(|part| part.due != date));
    let other_sum = reading
        .first_money()
        .is_some_and(|sum| sum != offer.total && offer.parts().all(|part| part.amount != sum));
    other_count || other_date || other_sum
}

fn turn_back(walk: &mut Walk<'_>, changed: &str) -> Next {
    walk.state.proposal = None;
    Next::Go(changed.to_owned())
}

/// What was agreed on meanwhile, at another address, is not agreed on again; true where it was.
fn is_agreed(walk: &mut Walk<'_>) -> bool {
    let Some(offer) = &walk.state.proposal else { return false };
    let covers = |agreement: &Agreement| {
        agreement.invoices.iter().any(|invoice| offer.invoices.contains(invoice))
    };
    if !walk.facts.running().any(covers) {
        return false;
    }
    walk.state.proposal = None;
    if !walk.agreed_elsewhere() {
        walk.say(Part::new("carried-agreed").sensitive());
    }
    true
}

fn agree(walk: &mut Walk<'_>, with: &str, agreed: &str, changed: &str) -> Option<Next> {
    if is_agreed(walk) {
        return Some(Next::Go(walk.rules.flow.resume.clone()));
    }
    let offer = walk.state.proposal.take()?;
    if offer.valid_until < walk.today() {
        walk.say(Part::new("recap-expired").sensitive());
        return Some(Next::Go(changed.to_owned()));
    }
    record(walk, &offer, with);
    Some(Next::Go(agreed.to_owned()))
}

/// Writes an agreement down with the numbers that were recapped, and says so.
pub fn record(walk: &mut Walk<'_>, offer: &Offer, with: &str) {
    let agreement = agreement(walk, offer, with);
    let protocol = Value::Text(agreement.id.protocol());
    walk.note("outcome", "agreement");
    walk.enact(Effect::RecordAgreement { agreement });
    walk.enact(Effect::ClearTimer { timer: Timer::PromiseDue });
    super::watch::set(walk);
    walk.state.negotiation.standing.clear();
    walk.say(Part::new("agreement-recorded").debt("protocol", protocol));
}

fn agreement(walk: &mut Walk<'_>, offer: &Offer, with: &str) -> Agreement {
    let first = u32::from(offer.down_payment.is_none());
    let instalments = (first..).zip(offer.parts()).map(|(number, part)| Instalment {
        number,
        due: part.due,
        amount: part.amount,
        paid: Money::ZERO,
        paid_on: None,
    });
    Agreement {
        id: walk.name(),
        invoices: offer.invoices.clone(),
        accepted_at: walk.now,
        accepted_with: with.to_owned(),
        total: offer.total,
        owed: offer.owed.total(),
        down_payment: offer.down_payment.map_or(Money::ZERO, |part| part.amount),
        instalments: instalments.collect(),
        policy: offer.policy.clone(),
        rule: offer.rule(),
        broken_after_days: offer.broken_after_days,
        moved: 0,
        monthly_rate: offer.monthly_rate,
        status: AgreementStatus::Active,
    }
}
