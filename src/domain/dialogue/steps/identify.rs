//! Has the customer prove who they are, with little effort and three tries.

use crate::domain::dialogue::elsewhere;
use crate::domain::dialogue::proof::{cpf, proves};
use crate::domain::dialogue::state::Identity;
use crate::domain::dialogue::text::{Part, Value as Said};
use crate::domain::dialogue::walk::{Next, Walk, meant};
use crate::domain::understanding::{Intent, Reading};

/// Wrong numbers among other words that are not counted as tries.
const ASIDES: u32 = 2;

/// Messages without a proof after which the next is a misunderstanding.
const NOTED: u32 = 4;

/// Wrong answers after which only a human can go on.
pub const TRIES: u32 = 3;

/// Asks for a proof, unless there is one or there can be none.
pub fn enter(walk: &mut Walk<'_>, verified: &str, locked: &str, impossible: &str) -> Next {
    match walk.state.identity {
        Identity::Verified => return Next::Go(verified.to_owned()),
        Identity::Locked => return Next::Go(locked.to_owned()),
        Identity::Unknown => {}
    }
    if walk.state.tries >= TRIES {
        walk.state.identity = Identity::Locked;
        return Next::Go(locked.to_owned());
    }
    if cpf(&walk.facts.customer).is_none() && walk.facts.customer.birth_date.is_none() {
        return Next::Go(impossible.to_owned());
    }
    if let Some(next) = prove(walk, verified, locked) {
        return next;
    }
    ask(walk);
    Next::Rest
}

/// Asks for what is on file.
pub fn ask(walk: &mut Walk<'_>) {
    let key = match (cpf(&walk.facts.customer), walk.facts.customer.birth_date) {
        (Some(_), Some(_)) => "identify-cpf-or-birth",
        (Some(_), None) => "identify-cpf",
        (None, _) => "identify-birth",
    };
    let creditor = walk.facts.creditor.trade_name.clone();
    walk.say(Part::new(key).with("creditor", Said::Text(creditor)));
}

/// Judges the proof, if the message holds one.
pub fn hear(walk: &mut Walk<'_>, verified: &str, locked: &str) -> Option<Next> {
    let reading = walk.heard.reading?;
    prove(walk, verified, locked).or_else(|| without_proof(walk, reading))
}

/// Judges the proof in the message; none where it holds none.
fn prove(walk: &mut Walk<'_>, verified: &str, locked: &str) -> Option<Next> {
    let reading = walk.heard.reading?;
    let proofs: Vec<bool> =
        reading.values().filter_map(|value| proves(&walk.facts.customer, value)).collect();
    if proofs.contains(&true) {
        walk.state.identity = Identity::Verified;
        walk.note("identity", "verified");
        if elsewhere::take_over(walk) {
            return Some(elsewhere::resume(walk, verified));
        }
        return Some(Next::Go(verified.to_owned()));
    }
    if proofs.is_empty() {
        return None;
    }
    if is_aside(walk, reading) {
        return None;
    }
    walk.state.tries += 1;
    walk.note("identity", "wrong");
    if walk.state.tries >= TRIES {
        walk.state.identity = Identity::Locked;
        return Some(Next::Go(locked.to_owned()));
    }
    let left = i64::from(TRIES - walk.state.tries);
    walk.say(Part::new("identify-wrong").with("left", Said::Count(left)));
    Some(Next::Rest)
}

/// A number among other words may be a sum; that is believed twice, so that nobody guesses on.
fn is_aside(walk: &mut Walk<'_>, reading: &Reading) -> bool {
    let spoken =
        reading.text.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic));
    if spoken.count() < 2 {
        return false;
    }
    let asides = walk.state.used.entry("identify-aside".to_owned()).or_insert(0);
    *asides += 1;
    *asides <= ASIDES
}

/// No proof yet: what was said is noted and the question stands.
fn without_proof(walk: &mut Walk<'_>, reading: &Reading) -> Option<Next> {
    let refuses = [Intent::Deny, Intent::OutOfScope, Intent::Abusive];
    if refuses.contains(&meant(reading)) || !reading.is_sure() {
        return None;
    }
    if walk.state.used.get("identify-noted").is_some_and(|times| *times >= NOTED) {
        return None;
    }
    let small = [Intent::Affirm, Intent::Greet, Intent::Acknowledge, Intent::Thanks];
    if small.contains(&meant(reading)) {
        let times = walk.state.used.entry("identify-noted".to_owned()).or_insert(0);
        *times += 1;
    } else {
        walk.say(Part::new("identify-noted"));
    }
    ask(walk);
    Some(Next::Rest)
}
