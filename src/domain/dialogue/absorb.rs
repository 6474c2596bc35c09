//! What a message tells besides answering: reasons, sums, counts and days, kept so that nothing
//! is asked twice.

use super::effect::Effect;
use super::state::Slots;
use super::step::Kind;
use super::walk::Walk;
use crate::domain::debt::reason::Reason;
use crate::domain::money::Money;
use crate::domain::understanding::{Detail, Intent, Reading, Value};

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
    let known = walk.state.reason;
    let vague =
        matches!(known, None | Some(Reason::Other | Reason::Undisclosed | Reason::Hardship));
    // "It is hard" says less than the kind that was told before.
    let less = reason == Reason::Hardship && known.is_some_and(Reason::is_hardship);
    if known == Some(reason) || less || !(vague || sure) {
        return;
    }
    walk.state.reason = Some(reason);
    walk.note("reason", reason.as_str());
    walk.enact(Effect::RecordReason { reason });
}

/// The reason that a reading tells, if it tells one.
pub fn reason_in(reading: &Reading) -> Option<Reason> {
    let certain = (reading.confidence >= CERTAIN).then_some(reading.intent);
    let intents = certain.into_iter().chain(reading.also.iter().copied());
    let reason = intents.into_iter().find_map(|i| reason_of(i, reading.detail_of(i)));
    // Who tells of a death and of hard times mourns somebody else.
    let mourns = reason == Some(Reason::Hardship) && reading.has(Intent::Deceased);
    if mourns { Some(Reason::Bereavement) } else { reason }
}

/// Confidence, in thousandths, from which a reason is believed.
const CERTAIN: u16 = 500;

fn reason_of(intent: Intent, detail: Option<Detail>) -> Option<Reason> {
    match intent {
        Intent::Forgot => Some(Reason::Forgot),
        Intent::LostInvoice => Some(Reason::LostInvoice),
        Intent::Hardship => Some(hardship(detail)),
        Intent::AwaitingIncome => Some(Reason::AwaitingIncome),
        Intent::AlreadyPaid => Some(Reason::AlreadyPaid),
        Intent::Dispute => Some(Reason::Dispute),
        Intent::PaymentProblem => Some(Reason::PaymentProblem),
        _other => None,
    }
}

fn hardship(detail: Option<Detail>) -> Reason {
    match detail {
        Some(Detail::Unemployed) => Reason::Unemployment,
        Some(Detail::IncomeDrop) => Reason::IncomeLoss,
        Some(Detail::Illness) => Reason::Illness,
        Some(Detail::Bereavement) => Reason::Bereavement,
        Some(Detail::Separation) => Reason::Separation,
        Some(Detail::ExtraExpenses) => Reason::ExtraExpenses,
        Some(Detail::OverIndebted) => Reason::OverIndebted,
        Some(Detail::NameLent) => Reason::NameLent,
        Some(Detail::Disorganised) => Reason::Disorganised,
        Some(Detail::PricesUp) => Reason::PricesUp,
        Some(_) | None => Reason::Hardship,
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
