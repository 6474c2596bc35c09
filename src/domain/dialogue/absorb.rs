//! What a message tells besides answering: reasons, sums, counts and days, kept so that nothing
//! is asked twice.

use super::effect::Effect;
use super::state::Slots;
use super::step::Kind;
use super::walk::Walk;
use crate::domain::debt::reason::Reason;
use crate::domain::money::Money;
use crate::domain::understanding::{Intent, Reading, Value};

/// Remembers the customer's last words and what they wanted.
pub fn words(walk: &mut Walk<'_>) {
    let Some(reading) = walk.heard.reading else { return };
    walk.state.intent = Some(reading.intent);
    walk.note("read", format!("{} {}", reading.intent.as_str(), reading.confidence));
    let words = &mut walk.state.words;
    words.push(short(&reading.text));
    if words.len() > 6 {
        words.remove(0);
    }
}

/// Takes what a reading tells into the state.
pub fn reading(walk: &mut Walk<'_>) {
    let Some(reading) = walk.heard.reading else { return };
    if walk.points_at_debts(reading) {
        return;
    }
    if let Some(reason) = reason_in(reading) {
        reason_told(walk, reason, reading.is_sure());
    }
    let step = walk.state.step.as_deref().and_then(|name| walk.rules.flow.step(name));
    if !matches!(step.map(|step| &step.kind), Some(Kind::Identify { .. })) {
        values(&mut walk.state.slots, reading);
    }
}

/// Remembers why the customer is late.
pub fn reason_told(walk: &mut Walk<'_>, reason: Reason, sure: bool) {
    let vague = matches!(walk.state.reason, None | Some(Reason::Other | Reason::Undisclosed));
    if walk.state.reason == Some(reason) || !(vague || sure) {
        return;
    }
    walk.state.reason = Some(reason);
    walk.note("reason", reason.as_str());
    walk.enact(Effect::RecordReason { reason });
}

/// The reason that a reading tells, if it tells one.
pub fn reason_in(reading: &Reading) -> Option<Reason> {
    let certain = (reading.confidence >= CERTAIN).then_some(reading.intent);
    certain.into_iter().chain(reading.also.iter().copied()).find_map(reason_of)
}

/// Confidence, in thousandths, from which a reason is believed.
const CERTAIN: u16 = 500;

fn reason_of(intent: Intent) -> Option<Reason> {
    match intent {
        Intent::Forgot => Some(Reason::Forgot),
        Intent::LostInvoice => Some(Reason::LostInvoice),
        Intent::Hardship => Some(Reason::Hardship),
        Intent::AwaitingIncome => Some(Reason::AwaitingIncome),
        Intent::AlreadyPaid => Some(Reason::AlreadyPaid),
        Intent::Dispute => Some(Reason::Dispute),
        Intent::PaymentProblem => Some(Reason::PaymentProblem),
        _other => None,
    }
}

fn values(slots: &mut Slots, reading: &Reading) {
    if reading.no_down_payment {
        slots.down_payment = Some(Money::ZERO);
    }
    for value in reading.values() {
        match value {
            Value::Money { amount, income: true, .. } => slots.income = Some(*amount),
            Value::Money { amount, income: false, down_payment: true, .. } => {
                slots.down_payment = Some(*amount);
            }
            Value::Money { amount, income: false, monthly: true, .. } => {
                slots.monthly = Some(*amount);
            }
            Value::Money { amount, income: false, weekly: true, .. } => {
                slots.monthly = Some(amount.times(4));
            }
            Value::Money { amount, income: false, .. } => slots.amount = Some(*amount),
            Value::Date { on, vague: false, .. } => slots.date = Some(*on),
            Value::Count(count) => slots.count = Some(*count),
            Value::DayOfMonth(day) => slots.due_day = Some(*day),
            Value::Date { vague: true, .. }
            | Value::Time { .. }
            | Value::Percent(_)
            | Value::Duration { .. }
            | Value::Document(_)
            | Value::Phone(_)
            | Value::Digits(_)
            | Value::DayMonth { .. } => {}
        }
    }
}

/// The beginning of a text, short enough to be kept with the state.
pub fn short(text: &str) -> String {
    text.chars().take(280).collect()
}
