//! Offers within policy: two clear options, one concession at a time, counter-offers judged.
//!
//! Every number comes from `policy`; this step only says it and hears the answer.

use self::hearing::{asked_already, counter_in, only, picked};
use self::presenting::{Lead, explanation, present, standing_until};
use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::{Next, Walk, meant};
use crate::domain::money::Money;
use crate::domain::policy::counter::{self, Judgement, Verdict};
use crate::domain::policy::negotiation::Counter;
use crate::domain::policy::offer::{Family, Offer};
use crate::domain::policy::{Concession, Quote, Refusal, concede, quote};
use crate::domain::understanding::{Intent, Reading};

mod hearing;
mod presenting;

pub(super) use presenting::{is_even, terms};

/// Opens, or goes on where the negotiation stood.
pub fn enter(
    walk: &mut Walk<'_>,
    intro: Option<&str>,
    at_once: bool,
    [accepted, unaffordable, none]: [&String; 3],
) -> Next {
    if walk.invoices().is_empty() {
        return Next::Go(none.clone());
    }
    let before = walk.state.negotiation.clone();
    if let Err(refusal) = quoted(walk) {
        let fits_nothing = matches!(refusal, Refusal::Unaffordable { .. });
        return Next::Go(if fits_nothing { unaffordable } else { none }.clone());
    }
    if walk.state.negotiation.standing.is_empty() {
        return Next::Go(unaffordable.clone());
    }
    if let Some(wanted) = asked_already(walk, !before.standing.is_empty()) {
        // Nobody saw an offer yet: what is asked is judged against the opening.
        walk.state.negotiation = before;
        if let Some(next) = judge(walk, &wanted, accepted) {
            return next;
        }
    }
    if let Some(offer) = only(walk, Family::Cash).filter(|_| at_once) {
        return accept(walk, offer, accepted);
    }
    if let Some(intro) = intro.filter(|intro| !walk.state.used.contains_key(*intro)) {
        walk.say_generic(intro);
    }
    if does_not_fit(walk) {
        walk.say(Part::new("counter-limit-instalment").sensitive());
        present(walk, Lead::Said);
        return Next::Rest;
    }
    present(walk, Lead::Fresh);
    Next::Rest
}

/// Has the policy quote, and remembers it.
fn quoted(walk: &mut Walk<'_>) -> Result<(), Refusal> {
    let quoted = walk.ask_policy(|request| quote(&walk.rules.policy, request));
    match quoted {
        Ok(quoted) => remember(walk, &quoted),
        Err(refusal) => {
            walk.note("rule", refusal.code());
            return Err(refusal);
        }
    }
    Ok(())
}

/// True where even the plan asks for more a month than the customer said would fit.
fn does_not_fit(walk: &Walk<'_>) -> bool {
    let plan = only(walk, Family::Plan).and_then(|plan| plan.instalments.first().copied());
    plan.zip(walk.state.slots.monthly).is_some_and(|(part, fits)| part.amount > fits)
}

/// Shows the standing offers again.
pub fn again(walk: &mut Walk<'_>) {
    let today = walk.today();
    if standing_until(walk).is_some_and(|until| until < today) {
        // Where nothing may be offered any more, what was offered is said once more.
        quoted(walk).unwrap_or_default();
    }
    present(walk, Lead::Again);
}

/// Hears a choice, a counter-offer, a refusal, or a promise instead.
pub fn hear(walk: &mut Walk<'_>, [accepted, promise, exhausted]: [&String; 3]) -> Option<Next> {
    if let Some(choice) = walk.heard.choice {
        return chosen(walk, choice, accepted);
    }
    let reading = walk.heard.reading?;
    let counter = counter_in(walk, reading);
    if !counter.is_empty() {
        return Some(countered(walk, reading, &counter, accepted, promise));
    }
    if let Some(offer) = picked(walk, reading) {
        return Some(accept(walk, offer, accepted));
    }
    match meant(reading) {
        Intent::PromiseToPay | Intent::AwaitingIncome => Some(Next::Go(promise.clone())),
        Intent::WillThink => {
            let valid_until = standing_until(walk)?;
            let back = walk.calendar.add_banking_days(walk.today(), 2).min(valid_until);
            super::pause::rest_until(walk, back);
            walk.say(Part::new("offer-thinking").debt("valid_until", Value::Date(valid_until)));
            Some(Next::Rest)
        }
        Intent::CannotAfford | Intent::Hardship if walk.state.slots.monthly.is_none() => None,
        Intent::AskDiscount
        | Intent::Deny
        | Intent::CannotAfford
        | Intent::Hardship
        | Intent::CounterOffer => Some(concession(walk, exhausted)),
        _other if reading.is_no() => Some(concession(walk, exhausted)),
        _other if reading.is_yes() => {
            walk.say(Part::new("offer-unclear"));
            present(walk, Lead::Said);
            Some(Next::Rest)
        }
        _other => None,
    }
}

fn chosen(walk: &mut Walk<'_>, choice: &str, accepted: &str) -> Option<Next> {
    if choice == "other-terms" {
        walk.say(Part::new("offer-what-fits"));
        return Some(Next::Rest);
    }
    let id = choice.strip_prefix("offer:")?;
    let offer = walk.state.negotiation.standing.iter().find(|offer| offer.id == id).cloned();
    if let Some(offer) = offer {
        Some(accept(walk, offer, accepted))
    } else {
        // A button of an older message: those terms no longer stand.
        walk.say(Part::new("recap-expired").sensitive());
        present(walk, Lead::Again);
        Some(Next::Rest)
    }
}

fn accept(walk: &mut Walk<'_>, offer: Offer, accepted: &str) -> Next {
    walk.note("rule", offer.rule());
    walk.state.proposal = Some(Box::new(offer));
    Next::Go(accepted.to_owned())
}

/// One rung further, or nothing left.
fn concession(walk: &mut Walk<'_>, exhausted: &str) -> Next {
    match walk.ask_policy(|request| concede(&walk.rules.policy, request)) {
        Ok(Concession::Moved(quoted)) => {
            remember(walk, &quoted);
            present(walk, Lead::Conceded);
            Next::Rest
        }
        Ok(Concession::Exhausted { negotiation, .. }) => {
            walk.state.negotiation = negotiation;
            walk.note("rule", "no concession left");
            Next::Go(exhausted.to_owned())
        }
        Err(refusal) => {
            walk.note("rule", refusal.code());
            Next::Go(exhausted.to_owned())
        }
    }
}

fn countered(
    walk: &mut Walk<'_>,
    reading: &Reading,
    counter: &Counter,
    accepted: &str,
    promise: &str,
) -> Next {
    let later = counter.first_date.is_some()
        && counter.count.is_none_or(|count| count == 1)
        && reading.monthly().is_none();
    if later && reading.has(Intent::ChangeDueDate) {
        return Next::Go(promise.to_owned());
    }
    if later && reading.has(Intent::PromiseToPay) {
        let fits = judged(walk, counter).is_some_and(|judgement| {
            matches!(judgement.verdict, Verdict::Accepted(_) | Verdict::Better(_))
        });
        if !fits {
            return Next::Go(promise.to_owned());
        }
    }
    judge(walk, counter, accepted).unwrap_or_else(|| {
        present(walk, Lead::Again);
        Next::Rest
    })
}

fn judged(walk: &Walk<'_>, wanted: &Counter) -> Option<Judgement> {
    walk.ask_policy(|request| counter::counter(&walk.rules.policy, request, wanted)).ok()
}

/// Judges a counter-offer and answers it; none where the policy refuses to judge.
fn judge(walk: &mut Walk<'_>, wanted: &Counter, accepted: &str) -> Option<Next> {
    let Some(judgement) = judged(walk, wanted) else {
        quoted(walk).ok()?;
        return None;
    };
    walk.state.negotiation = judgement.negotiation;
    forget_terms(walk);
    let said = match judgement.verdict {
        Verdict::Accepted(offer) if is_only_a_condition(wanted) => {
            walk.note("rule", offer.rule());
            "offer-no-down"
        }
        Verdict::Accepted(offer) => return Some(accept(walk, offer, accepted)),
        Verdict::Better(offer) => {
            walk.say(Part::new("offer-better").sensitive());
            return Some(accept(walk, offer, accepted));
        }
        Verdict::Nearest { limit, .. } | Verdict::Refused { limit } => {
            walk.note("rule", limit.code());
            explanation(limit, wanted)
        }
    };
    walk.say(Part::new(said).sensitive());
    quoted(walk).ok()?;
    present(walk, Lead::Said);
    Some(Next::Rest)
}

/// "Without a down payment" names a condition and picks no offer.
fn is_only_a_condition(wanted: &Counter) -> bool {
    *wanted == Counter { down_payment: Some(Money::ZERO), ..Counter::default() }
}

/// Terms that were judged are not judged again.
fn forget_terms(walk: &mut Walk<'_>) {
    let slots = &mut walk.state.slots;
    slots.count = None;
    slots.amount = None;
    slots.down_payment = None;
}

fn remember(walk: &mut Walk<'_>, quoted: &Quote) {
    walk.note("rule", format!("{} {} rung {}", quoted.policy, quoted.band, quoted.rung));
    walk.state.negotiation = quoted.negotiation.clone();
}
