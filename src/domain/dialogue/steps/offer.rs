//! Offers within policy: two clear options, one concession at a time, counter-offers judged.
//!
//! Every number comes from `policy`; this step only says it and hears the answer.

use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::{Next, Walk, meant};
use crate::domain::money::Money;
use crate::domain::policy::counter::{self, Judgement, Limit, Verdict};
use crate::domain::policy::negotiation::Counter;
use crate::domain::policy::offer::{Family, Offer};
use crate::domain::policy::{Concession, Quote, Refusal, concede, quote};
use crate::domain::understanding::{Intent, Reading};

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
    let began = !walk.state.negotiation.standing.is_empty();
    let quoted = walk.ask_policy(|request| quote(&walk.rules.policy, request));
    let quoted = match quoted {
        Ok(quoted) => quoted,
        Err(refusal) => {
            walk.note("rule", refusal.code());
            let fits_nothing = matches!(refusal, Refusal::Unaffordable { .. });
            return Next::Go(if fits_nothing { unaffordable } else { none }.clone());
        }
    };
    remember(walk, &quoted);
    if quoted.offers.is_empty() {
        return Next::Go(unaffordable.clone());
    }
    if let Some(wanted) = asked_already(walk, began)
        && let Some(next) = judge(walk, &wanted, accepted)
    {
        return next;
    }
    if let Some(offer) = only(walk, Family::Cash).filter(|_| at_once) {
        return accept(walk, offer, accepted);
    }
    if let Some(intro) = intro {
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

/// True where even the plan asks for more a month than the customer said would fit.
fn does_not_fit(walk: &Walk<'_>) -> bool {
    let plan = only(walk, Family::Plan).and_then(|plan| plan.instalments.first().copied());
    plan.zip(walk.state.slots.monthly).is_some_and(|(part, fits)| part.amount > fits)
}

/// What is said before the offers.
#[derive(Clone, Copy)]
enum Lead {
    /// They are new.
    Fresh,
    /// Another text said it.
    Said,
    /// They stand as before.
    Again,
    /// They are better than before.
    Conceded,
}

/// Shows the standing offers again.
pub fn again(walk: &mut Walk<'_>) {
    let today = walk.today();
    if standing_until(walk).is_some_and(|until| until < today)
        && let Ok(quoted) = walk.ask_policy(|request| quote(&walk.rules.policy, request))
    {
        remember(walk, &quoted);
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

/// The standing offer that the words mean, if they mean exactly one.
fn picked(walk: &Walk<'_>, reading: &Reading) -> Option<Offer> {
    let standing = &walk.state.negotiation.standing;
    if let Some(number) = reading.choice.and_then(|number| usize::try_from(number).ok()) {
        return standing.get(number.checked_sub(1)?).cloned();
    }
    match meant(reading) {
        Intent::PayNow | Intent::Settle | Intent::AskPix | Intent::AskBoleto => {
            only(walk, Family::Cash)
        }
        Intent::AskInstalments => only(walk, Family::Plan),
        _other if reading.is_yes() => match standing.as_slice() {
            [only] => Some(only.clone()),
            _several => None,
        },
        _other => None,
    }
}

/// The standing offer of a family, where there is exactly one.
fn only(walk: &Walk<'_>, family: Family) -> Option<Offer> {
    let standing = &walk.state.negotiation.standing;
    let mut offers = standing.iter().filter(|offer| offer.family == family);
    offers.next().filter(|_| offers.next().is_none()).cloned()
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
    let judgement = judged(walk, wanted)?;
    walk.state.negotiation = judgement.negotiation;
    forget_terms(walk);
    match judgement.verdict {
        Verdict::Accepted(offer) => Some(accept(walk, offer, accepted)),
        Verdict::Better(offer) => {
            walk.say(Part::new("offer-better").sensitive());
            Some(accept(walk, offer, accepted))
        }
        Verdict::Nearest { limit, .. } => {
            walk.note("rule", limit.code());
            walk.say(Part::new(explanation(limit, wanted)).sensitive());
            present(walk, Lead::Said);
            Some(Next::Rest)
        }
        Verdict::Refused { limit } => {
            walk.note("rule", limit.code());
            walk.say(Part::new(explanation(limit, wanted)).sensitive());
            present(walk, Lead::Again);
            Some(Next::Rest)
        }
    }
}

fn explanation(limit: Limit, wanted: &Counter) -> &'static str {
    match limit {
        Limit::Count if wanted.count.is_none() => "counter-limit-instalment",
        Limit::FirstDate | Limit::DueDay => "counter-limit-first-date",
        Limit::Count => "counter-limit-count",
        Limit::DownPayment => "counter-limit-down-payment",
        Limit::Instalment => "counter-limit-instalment",
        Limit::Total => "counter-limit-total",
        Limit::Income | Limit::Invoices | Limit::Nothing => "counter-limit-other",
    }
}

/// What the customer asks for in this very message.
fn counter_in(walk: &Walk<'_>, reading: &Reading) -> Counter {
    use crate::domain::understanding::Value as Found;
    let mut counter = Counter { down_payment: reading.down_payment(), ..Counter::default() };
    for value in reading.values() {
        match value {
            Found::Money { down_payment: true, .. }
            | Found::Money { income: true, .. }
            | Found::Time { .. }
            | Found::Percent(_)
            | Found::Duration { .. }
            | Found::Document(_)
            | Found::Phone(_)
            | Found::Digits(_)
            | Found::DayMonth { .. }
            | Found::Date { vague: true, .. } => {}
            Found::Money { amount, monthly: true, .. } => counter.instalment = Some(*amount),
            Found::Money { amount, weekly: true, .. } => counter.instalment = Some(amount.times(4)),
            Found::Money { amount, .. } => place_sum(walk, &mut counter, *amount, reading),
            Found::Count(count) => counter.count = Some(*count),
            Found::DayOfMonth(day) => counter.due_day = Some(*day),
            Found::Date { on, .. } => counter.first_date = Some(*on),
        }
    }
    counter
}

/// A bare sum is the total when it is near the cash offer or the whole is meant, else a month's.
fn place_sum(walk: &Walk<'_>, counter: &mut Counter, sum: Money, reading: &Reading) {
    let standing = &walk.state.negotiation.standing;
    let least = standing.iter().map(|offer| offer.total).min().unwrap_or(Money::ZERO);
    let plan = standing.iter().find(|offer| offer.family == Family::Plan);
    let whole = [Intent::Settle, Intent::PayNow, Intent::AskDiscount];
    let in_parts = reading.count().is_some_and(|count| count > 1);
    if !in_parts && (sum.times(2) >= least || whole.contains(&meant(reading)) || plan.is_none()) {
        counter.total = Some(sum);
        counter.count = counter.count.or(Some(1));
    } else {
        counter.instalment = Some(sum);
    }
}

/// Terms asked for before the offers were made, or in the very message that led here.
///
/// What fits a month shapes the first offers; once they stand, it is a counter-offer.
fn asked_already(walk: &Walk<'_>, began: bool) -> Option<Counter> {
    let now = walk.heard.reading.map(|reading| counter_in(walk, reading));
    let slots = &walk.state.slots;
    if let Some(now) = now.filter(|now| now.total.is_some() || now.instalment.is_some()) {
        let monthly = now.instalment.is_some() && slots.monthly.is_some();
        if began && monthly {
            return Some(Counter { instalment: slots.monthly, total: None, ..now });
        }
        return (!monthly || now.count.is_some()).then_some(now);
    }
    if began && slots.monthly.is_some() && walk.heard.reading.is_some_and(names_a_sum) {
        return Some(Counter { instalment: slots.monthly, ..Counter::default() });
    }
    let counter = Counter {
        count: slots.count,
        down_payment: slots.down_payment,
        first_date: slots.date.filter(|_| slots.count.is_some()),
        due_day: slots.due_day.filter(|_| slots.count.is_some()),
        ..Counter::default()
    };
    (!counter.is_empty()).then_some(counter)
}

fn names_a_sum(reading: &Reading) -> bool {
    reading.first_money().is_some()
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

fn standing_until(walk: &Walk<'_>) -> Option<chrono::NaiveDate> {
    walk.state.negotiation.standing.iter().map(|offer| offer.valid_until).min()
}

/// Says the standing offers, each with its number, and what can be answered.
fn present(walk: &mut Walk<'_>, lead: Lead) {
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
pub(super) fn is_even(offer: &Offer) -> bool {
    let first = offer.instalments.first().map(|part| part.amount);
    offer.instalments.last().map(|part| part.amount) == first
}

/// The parts of a plan: count, first and last sum, down payment.
pub(super) fn terms(part: Part, offer: &Offer) -> Part {
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
