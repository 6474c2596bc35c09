//! What a message asks of the offers: own terms, or one of the offers that stand.

use crate::domain::dialogue::walk::{Walk, meant};
use crate::domain::money::Money;
use crate::domain::policy::negotiation::Counter;
use crate::domain::policy::offer::{Family, Offer};
use crate::domain::understanding::{Intent, Reading};

/// The standing offer that the words mean, if they mean exactly one.
pub(super) fn picked(walk: &Walk<'_>, reading: &Reading) -> Option<Offer> {
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
pub(super) fn only(walk: &Walk<'_>, family: Family) -> Option<Offer> {
    let standing = &walk.state.negotiation.standing;
    let mut offers = standing.iter().filter(|offer| offer.family == family);
    offers.next().filter(|_| offers.next().is_none()).cloned()
}

/// What the customer asks for in this very message.
pub(super) fn counter_in(walk: &Walk<'_>, reading: &Reading) -> Counter {
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
            // Told as income just now, and no offer.
            Found::Money { amount, .. } if walk.state.slots.income == Some(*amount) => {}
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
pub(super) fn asked_already(walk: &Walk<'_>, began: bool) -> Option<Counter> {
    let now = walk.heard.reading.map(|reading| counter_in(walk, reading));
    let slots = &walk.state.slots;
    if let Some(now) = now.filter(|now| now.total.is_some() || now.instalment.is_some()) {
        let monthly = now.instalment.is_some() && slots.monthly.is_some();
        if began && monthly {
            return Some(Counter { instalment: slots.monthly, total: None, ..now });
        }
        return (!monthly || now.count.is_some()).then_some(now);
    }
    if began
        && slots.monthly.is_some()
        && walk.heard.reading.is_some_and(|reading| names_a_sum(walk, reading))
    {
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

fn names_a_sum(walk: &Walk<'_>, reading: &Reading) -> bool {
    reading.first_money().is_some_and(|sum| walk.state.slots.income != Some(sum))
}
