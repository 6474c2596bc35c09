//! Undoes an agreement before its first payment: what happens is told, and a clear yes taken.
//!
//! The ladder stays where it was, so that undoing and asking anew gains nothing.

use crate::domain::debt::agreement::Agreement;
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::event::Timer;
use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::{Next, Walk, meant};
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::understanding::{Answer, Intent};

/// Tells what undoing means; once money came in, that is a person's to do.
pub fn enter(walk: &mut Walk<'_>, paid: &str, none: &str) -> Next {
    let Some(agreement) = newest(walk) else { return Next::Go(none.to_owned()) };
    if agreement.received().is_positive() {
        walk.note("rule", "agreement already paid in part");
        return Next::Go(paid.to_owned());
    }
    again(walk);
    Next::Rest
}

/// Tells what undoing means.
pub fn again(walk: &mut Walk<'_>) {
    let Some(agreement) = newest(walk).cloned() else { return };
    let recap = Part::new("undo-recap")
        .debt("total", Value::Money(agreement.total))
        .debt("owed", Value::Money(owed(walk, &agreement)));
    walk.say(recap);
    ask(walk, "undo-ask");
}

/// Hears a clear yes, or anything that keeps the agreement.
pub fn hear(walk: &mut Walk<'_>, undone: &str, kept: &str) -> Option<Next> {
    match walk.heard.choice {
        Some("undo") => return Some(undo(walk, undone)),
        Some("keep") => return Some(keep(walk, kept)),
        Some(_) | None => {}
    }
    let reading = walk.heard.reading?;
    match reading.answer {
        Some(Answer::BindingYes) => return Some(undo(walk, undone)),
        Some(Answer::Yes) => {
            ask(walk, "undo-explicit");
            return Some(Next::Rest);
        }
        Some(Answer::No) => return Some(keep(walk, kept)),
        None => {}
    }
    match meant(reading) {
        Intent::CancelAgreement => Some(undo(walk, undone)),
        Intent::Deny | Intent::WillThink => Some(keep(walk, kept)),
        _other => None,
    }
}

/// The agreement made last: that is the one a person thinks better of.
fn newest<'w>(walk: &'w Walk<'_>) -> Option<&'w Agreement> {
    walk.facts.running().max_by_key(|agreement| agreement.accepted_at)
}

/// What comes back: the invoices as they stand today.
fn owed(walk: &Walk<'_>, agreement: &Agreement) -> Money {
    let about = walk.facts.invoices.iter().filter(|it| agreement.invoices.contains(&it.id));
    about.map(|invoice| walk.owed_for(invoice, walk.today()).total()).sum()
}

fn ask(walk: &mut Walk<'_>, key: &str) {
    walk.say(Part::new(key).sensitive());
    walk.offer_choice("undo", Part::new("label-undo"));
    walk.offer_choice("keep", Part::new("label-keep"));
}

fn keep(walk: &mut Walk<'_>, kept: &str) -> Next {
    walk.say(Part::new("undo-kept").sensitive());
    Next::Go(kept.to_owned())
}

fn undo(walk: &mut Walk<'_>, undone: &str) -> Next {
    let Some(agreement) = newest(walk).cloned() else { return Next::Go(undone.to_owned()) };
    walk.note("outcome", "agreement undone");
    let open = open_for(walk, &agreement.id);
    walk.enact(Effect::CancelAgreement { agreement: agreement.id.clone() });
    for charge in open {
        walk.enact(Effect::CancelCharge { charge });
    }
    for timer in [Timer::Reminder, Timer::InstalmentDue] {
        walk.enact(Effect::ClearTimer { timer });
    }
    super::watch::set(walk);
    walk.state.chosen.clone_from(&agreement.invoices);
    walk.state.moving = None;
    let protocol = Value::Text(agreement.id.protocol());
    walk.say(Part::new("agreement-undone").debt("protocol", protocol));
    Next::Go(undone.to_owned())
}

/// The open charges made for an agreement.
fn open_for(walk: &Walk<'_>, agreement: &Id) -> Vec<Id> {
    let charges = walk.facts.charges.iter().filter(|charge| charge.is_open());
    let charges = charges.filter(|charge| charge.purpose.agreement() == Some(agreement));
    charges.map(|charge| charge.id.clone()).collect()
}
