//! How offers are said: a lead, each with its number, until when they stand, what can be chosen.

use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::Walk;
use crate::domain::money::Money;
use crate::domain::policy::counter::Limit;
use crate::domain::policy::negotiation::Counter;
use crate::domain::policy::offer::{Family, Offer};

/// What is said before the offers.
#[derive(Clone, Copy)]
pub(super) enum Lead {
    /// They are new.
    Fresh,
    /// Another text said it.
    Said,
    /// They stand as before.
    Again,
    /// They are better than before.
    Conceded,
}

pub(super) fn standing_until(walk: &Walk<'_>) -> Option<chrono::NaiveDate> {
    walk.state.negotiation.standing.iter().map(|offer| offer.valid_until).min()
}

pub(super) fn explanation(limit: Limit, wanted: &Counter) -> &'static str {
    match limit {
        Limit::Count if wanted.count.is_none() => "counter-limit-instalment",
        Limit::FirstDate | Limit::DueDay => "counter-limit-first-date",
        Limit::Count => "counter-limit-count",
        Limit::DownPayment if wanted.down_payment.is_some_and(Money::is_zero) => {
            "counter-limit-no-down"
        }
        Limit::DownPayment => "counter-limit-down-payment",
        Limit::Income => "counter-limit-income",
        Limit::Instalment => "counter-limit-instalment",
        Limit::Total => "counter-limit-total",
        Limit::Invoices | Limit::Nothing => "counter-limit-other",
    }
}

/// Says the standing offers, each with its number, and what can be answered.
pub(super) fn present(walk: &mut Walk<'_>, lead: Lead) {
    let standing = walk.state.negotiation.standing.clone();
    let lead = match lead {
        Lead::Said => None,
        Lead::Fresh if standing.len() > 1 => Some("offer-two"),
        Lead::Fresh => Some("offer-one"),
        Lead::Again => Some("offer-again"),
        Lead::Conceded => Some("offer-conceded"),
    };
    if let Some(lead) = lead {
        walk.say(Part::new(lead).sensitive());
    }
    for (offer, number) in standing.iter().zip(1..) {
        let part = line(offer).with("number", Value::Count(number)).tight();
        walk.say(part);
        if !offer.monthly_rate.is_zero() {
            let cet = offer.cet.unwrap_or(crate::domain::money::Rate::ZERO);
            let rate = Part::new("offer-plan-rate");
            let rate = rate.debt("rate", Value::Percent(offer.monthly_rate));
            walk.say(rate.debt("cet", Value::Percent(cet)).tight());
        }
    }
    if let Some(valid_until) = standing_until(walk) {
        let which = if standing.len() > 1 { "offer-which" } else { "offer-take-it" };
        walk.say(Part::new(which).debt("valid_until", Value::Date(valid_until)));
    }
    for offer in &standing {
        let label = match offer.family {
            Family::Cash => Part::new("label-cash"),
            Family::Plan => Part::new("label-plan").debt("count", count(offer)),
        };
        walk.offer_choice(&format!("offer:{}", offer.id), label);
    }
    walk.offer_choice("other-terms", Part::new("label-other-terms"));
}

fn line(offer: &Offer) -> Part {
    let first = offer.instalments.first();
    let due = first.map_or(offer.valid_until, |part| part.due);
    let even = is_even(offer);
    let part = match offer.family {
        Family::Cash if offer.waived.total().is_zero() => Part::new("offer-cash-whole"),
        Family::Cash => Part::new("offer-cash").debt("waived", Value::Money(offer.waived.total())),
        Family::Plan if offer.down_payment.is_some() && even => Part::new("offer-plan-down-even"),
        Family::Plan if offer.down_payment.is_some() => Part::new("offer-plan-down"),
        Family::Plan if even => Part::new("offer-plan-even"),
        Family::Plan => Part::new("offer-plan"),
    };
    let part = match offer.family {
        Family::Cash => part.debt("due", Value::Date(due)),
        Family::Plan => terms(part, offer).debt("first_due", Value::Date(due)),
    };
    part.debt("total", Value::Money(offer.total))
}

/// True where every instalment is the same sum.
pub(in crate::domain::dialogue::steps) fn is_even(offer: &Offer) -> bool {
    let first = offer.instalments.first().map(|part| part.amount);
    offer.instalments.last().map(|part| part.amount) == first
}

/// The parts of a plan: count, first and last sum, down payment.
pub(in crate::domain::dialogue::steps) fn terms(part: Part, offer: &Offer) -> Part {
    let sum = |part: Option<&crate::domain::policy::offer::Part>| {
        Value::Money(part.map_or(Money::ZERO, |part| part.amount))
    };
    let part = part
        .debt("count", count(offer))
        .debt("instalment", sum(offer.instalments.first()))
        .debt("last", sum(offer.instalments.last()));
    match &offer.down_payment {
        Some(down) => {
            part.debt("down", Value::Money(down.amount)).debt("down_due", Value::Date(down.due))
        }
        None => part,
    }
}

fn count(offer: &Offer) -> Value {
    Value::Count(i64::try_from(offer.instalments.len()).unwrap_or(i64::MAX))
}
