//! A dispute: what was understood is said back, the collecting of that debt stops at once, a
//! person gets the case; the others go on. What may help is asked for afterwards.

use super::{debts, tell, which};
use crate::domain::debt::charge::Purpose;
use crate::domain::debt::invoice::Invoice;
use crate::domain::dialogue::effect::{Effect, HandoffReason, Priority, StopReason};
use crate::domain::dialogue::event::Timer;
use crate::domain::dialogue::matter::{About, DisputeKind, Matter, Pending, Waiting};
use crate::domain::dialogue::packet;
use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::{Next, Walk};
use crate::domain::id::Id;
use crate::domain::understanding::Intent;

/// Banking days for which nobody collects while it is being asked which debt is meant.
const HOLD_DAYS: u32 = 5;

/// Opens the dispute, or asks first which debt it is about.
pub fn enter(
    walk: &mut Walk<'_>,
    (about_what, queue): (DisputeKind, &str),
    [opened, noted]: [&String; 2],
) -> Next {
    let about = which::about(walk);
    let named = which::told(walk, &about);
    if again(walk, &about) {
        return Next::Go(noted.clone());
    }
    show(walk, &about);
    let told = take(walk, about_what);
    if let Some(ids) = named {
        open(walk, &ids, &told, queue);
        return Next::Go(opened.clone());
    }
    hold(walk);
    walk.state.pending = Some(told);
    which::ask(walk, &about, "dispute-which");
    Next::Rest
}

/// Asks again which debt is meant.
pub fn again_which(walk: &mut Walk<'_>) {
    let about = which::about(walk);
    which::ask(walk, &about, "dispute-which");
}

/// Hears which debt is meant; an answer that names none counts for all.
pub fn hear(
    walk: &mut Walk<'_>,
    (about_what, queue): (DisputeKind, &str),
    opened: &str,
) -> Option<Next> {
    let about = which::about(walk);
    let all = || about.iter().map(|invoice| invoice.id.clone()).collect::<Vec<_>>();
    let ids = match which::told(walk, &about) {
        Some(ids) => ids,
        None if which::is_all(walk) || walk.state.misses > 0 => all(),
        None => return None,
    };
    let told = take(walk, about_what);
    open(walk, &ids, &told, queue);
    Some(Next::Go(opened.to_owned()))
}

/// True where the same complaint is repeated: it is noted, and nothing else is stopped.
fn again(walk: &mut Walk<'_>, about: &[Invoice]) -> bool {
    let open = walk.state.matter.clone().filter(|m| matches!(m.about, About::Dispute(_)));
    let Some(matter) = open else { return false };
    let names = walk.heard.reading.is_some_and(|r| debts::told(walk, r, about).is_some());
    if names || walk.state.pending.is_some() {
        return false;
    }
    super::note::add(walk, &matter.id);
    let protocol = Value::Text(matter.id.protocol());
    walk.say(Part::new("dispute-already").with("protocol", protocol));
    true
}

/// What is contested is shown before it is stopped, unless it was shown before.
fn show(walk: &mut Walk<'_>, about: &[Invoice]) {
    let shown = ["debt-card", "debt-card-plain", "debts-intro"];
    if shown.iter().any(|key| walk.state.used.contains_key(*key)) {
        return;
    }
    match about {
        [] => {}
        [only] => debts::card(walk, only),
        several => debts::list(walk, several),
    }
}

/// What was said: now, or before it was known who said it.
fn take(walk: &mut Walk<'_>, otherwise: DisputeKind) -> Pending {
    let heard = walk.heard.reading.filter(|reading| reading.has(Intent::Dispute));
    let earlier = walk.state.pending.take();
    if let Some(reading) = heard {
        let detail = reading.detail_of(Intent::Dispute);
        let kind = detail.map_or(otherwise, |detail| DisputeKind::told(Some(detail)));
        return Pending { about: Waiting::Dispute(kind), words: tell::words(walk), on: None };
    }
    earlier.filter(|pending| matches!(pending.about, Waiting::Dispute(_))).unwrap_or_else(|| {
        let about = Waiting::Dispute(otherwise);
        Pending { about, words: tell::words(walk), on: None }
    })
}

fn hold(walk: &mut Walk<'_>) {
    let until = walk.calendar.add_banking_days(walk.today(), HOLD_DAYS);
    walk.hold_until(until);
}

fn open(walk: &mut Walk<'_>, ids: &[String], told: &Pending, queue: &str) {
    let kind = match told.about {
        Waiting::Dispute(kind) => kind,
        Waiting::Paid | Waiting::Scheduled | Waiting::Privacy(_) | Waiting::Paper(_) => {
            DisputeKind::Other
        }
    };
    let contested: Vec<Invoice> =
        walk.facts.invoices.iter().filter(|invoice| ids.contains(&invoice.id)).cloned().collect();
    let others = walk.presentable().iter().any(|invoice| !ids.contains(&invoice.id));
    let id = walk.name();
    walk.note("dispute", kind.as_str());
    walk.enact(Effect::OpenDispute {
        id: id.clone(),
        invoices: ids.to_vec(),
        words: told.words.clone(),
        kind,
    });
    walk.state.matter =
        Some(Matter { id: id.clone(), about: About::Dispute(kind), answer_by: None });
    quieten(walk, ids, others);
    reflect(walk, (kind, &id), &contested, others);
    packet::refer(walk, (HandoffReason::Dispute, queue, Priority::High), ids, &told.words);
}

/// Nobody asks for what is contested: no reminder, no code, no collecting; the others go on.
fn quieten(walk: &mut Walk<'_>, ids: &[String], others: bool) {
    let touched = |invoices: &[String]| invoices.iter().any(|id| ids.contains(id));
    let agreed = walk.agreement().is_some_and(|agreement| touched(&agreement.invoices));
    let promised = walk.facts.open_promise().is_some_and(|promise| touched(&promise.invoices));
    let mut timers = Vec::new();
    if agreed {
        timers.extend([Timer::Reminder, Timer::InstalmentDue]);
    }
    if promised {
        timers.extend([Timer::Reminder, Timer::PromiseDue]);
    }
    for timer in timers {
        walk.enact(Effect::ClearTimer { timer });
    }
    let charges: Vec<Id> = walk
        .facts
        .charges
        .iter()
        .filter(|charge| charge.is_open())
        .filter(|charge| match &charge.purpose {
            Purpose::Instalment { .. } | Purpose::Payoff { .. } => agreed,
            Purpose::Invoices { invoices } => touched(invoices),
        })
        .map(|charge| charge.id.clone())
        .collect();
    for charge in charges {
        walk.enact(Effect::CancelCharge { charge });
    }
    walk.state.chosen.retain(|id| !ids.contains(id));
    walk.state.proposal = None;
    walk.state.promising = None;
    walk.state.negotiation.standing.clear();
    if others {
        // Why the others are late is another question.
        walk.state.reason = None;
        walk.state.reason_asked = false;
        walk.lift_hold();
    } else {
        super::act::stop(walk, StopReason::Dispute);
    }
}

/// What was understood, and what was done about it.
fn reflect(walk: &mut Walk<'_>, (kind, id): (DisputeKind, &Id), ids: &[Invoice], others: bool) {
    let text = |words: &str| Value::Text(words.to_owned());
    walk.say(Part::new("dispute-understood").with("kind", text(kind.as_str())));
    if others {
        for invoice in ids {
            let key = if invoice.product.is_some() { "dispute-debt" } else { "dispute-debt-plain" };
            walk.say(debts::with_invoice(Part::new(key), invoice).tight());
        }
    }
    let shown = ["breakdown", "breakdown-plain"];
    let shown = shown.iter().any(|key| walk.state.used.contains_key(*key));
    if kind == DisputeKind::WrongAmount && !shown {
        tell::breakdown_of(walk, ids);
    }
    let opens = walk.desk_answers().with_timezone(&walk.zone).naive_local();
    let stopped = Part::new("dispute-stopped")
        .with("scope", text(if others { "part" } else { "all" }))
        .with("protocol", Value::Text(id.protocol()))
        .with("opens", Value::Moment(opens));
    walk.say(stopped);
}
