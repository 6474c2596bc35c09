//! What the customer answers to a human's offer: an explicit yes binds, all else is the human's.

use super::{Proposal, ProposalStatus, end};
use crate::domain::dialogue::absorb;
use crate::domain::dialogue::state::Owner;
use crate::domain::dialogue::steps::{confirm, pay};
use crate::domain::dialogue::text::Part;
use crate::domain::dialogue::walk::{Next, Walk, meant};
use crate::domain::understanding::{Answer, Intent};

/// True while an offer of a human's waits for the customer's yes.
pub fn stands(walk: &Walk<'_>) -> bool {
    let today = walk.today();
    walk.state.dealing.said.as_ref().is_some_and(|said| said.offer.valid_until >= today)
}

/// Says all terms again, for a customer who comes back to the bot.
pub fn again(walk: &mut Walk<'_>) {
    if let Some(said) = walk.state.dealing.said.clone() {
        confirm::recap(walk, &said.offer);
        walk.state.dealing.talked = false;
    }
}

/// Hears a yes or a no to an offer of a human's; none where it is neither.
pub fn hear(walk: &mut Walk<'_>) -> Option<Next> {
    let said = walk.state.dealing.said.clone()?;
    match walk.heard.choice {
        Some("confirm") => return Some(agree(walk, &said, "confirm")),
        Some("change") => return Some(decline(walk, &said)),
        Some(_) => return None,
        None => {}
    }
    let reading = walk.heard.reading?;
    if confirm::wants_other_terms(&said.offer, reading) {
        walk.note("proposal", "other terms wanted");
        return None;
    }
    let yes = matches!(reading.answer, Some(Answer::BindingYes | Answer::Yes));
    if yes && walk.state.dealing.talked && stands(walk) {
        // A human asked something else since: the yes binds once the terms were said again.
        again(walk);
        return Some(Next::Rest);
    }
    match reading.answer {
        Some(Answer::BindingYes) => Some(agree(walk, &said, &absorb::short(&reading.text))),
        Some(Answer::Yes) => Some(explicit(walk)),
        Some(Answer::No) => Some(decline(walk, &said)),
        None => match meant(reading) {
            Intent::Deny => Some(decline(walk, &said)),
            Intent::Affirm if reading.text.split_whitespace().count() <= FEW_WORDS => {
                Some(explicit(walk))
            }
            _other => None,
        },
    }
}

/// Words up to which a yes is nothing but a yes.
const FEW_WORDS: usize = 4;

/// A vague yes binds nobody: a clear one is asked for.
fn explicit(walk: &mut Walk<'_>) -> Next {
    if stands(walk) {
        confirm::ask(walk, "recap-explicit");
    } else if let Some(said) = walk.state.dealing.said.clone() {
        over(walk, &said);
    }
    Next::Rest
}

fn agree(walk: &mut Walk<'_>, said: &Proposal, with: &str) -> Next {
    if !stands(walk) {
        over(walk, said);
        return onward(walk);
    }
    let agreed = |invoices: &[String]| invoices.iter().any(|id| said.offer.invoices.contains(id));
    if walk.facts.running().any(|agreement| agreed(&agreement.invoices)) {
        end(walk, &said.id, ProposalStatus::Withdrawn, ("", "agreed"));
        walk.say(Part::new("carried-agreed").sensitive());
        return onward(walk);
    }
    end(walk, &said.id, ProposalStatus::Agreed, ("", ""));
    confirm::record(walk, &said.offer, with);
    let (purpose, amount) = pay::due(walk);
    pay::request(walk, purpose, amount);
    if walk.state.owner == Owner::Bot {
        walk.state.step = Some(walk.rules.flow.resume.clone());
    }
    Next::Rest
}

fn decline(walk: &mut Walk<'_>, said: &Proposal) -> Next {
    end(walk, &said.id, ProposalStatus::Declined, ("", ""));
    onward(walk)
}

fn over(walk: &mut Walk<'_>, said: &Proposal) {
    end(walk, &said.id, ProposalStatus::Expired, ("", ""));
    walk.say(Part::new("desk-offer-over").sensitive());
}

/// The human goes on from here; where there is none any more, the bot does.
fn onward(walk: &Walk<'_>) -> Next {
    match walk.state.owner {
        Owner::Human => Next::Rest,
        Owner::Bot => Next::Go(walk.rules.flow.resume.clone()),
    }
}
