//! What a flow may say, and where it may come, before anybody proved who they are.

use std::collections::BTreeSet;

use super::{Flow, Reply};
use crate::domain::dialogue::state::Identity;
use crate::domain::dialogue::step::{Kind, Step, When};

/// Texts that steps and the engine itself speak to whoever is there.
const ANYBODY: [&str; 12] = [
    "open-noted",
    "open-care",
    "identify-cpf",
    "identify-cpf-or-birth",
    "identify-birth",
    "identify-noted",
    "identify-wrong",
    "back-hello",
    "handoff-broken",
    "unclear-blank",
    "unclear-human",
    "nudge",
];

/// A step, and whether the identity is locked when it is come to.
type Met<'a> = (&'a str, bool);

impl Flow {
    /// Texts that may be said to somebody who did not prove who they are.
    pub fn said_early(&self) -> BTreeSet<String> {
        let replies = self.reflexes.values().filter(|reflex| !reflex.verified);
        let said = replies.filter_map(|reflex| match &reflex.reply {
            Reply::Say(key) => Some(key.as_str()),
            Reply::Go(_) | Reply::Tell(_) => None,
        });
        let met = self.met_early();
        let steps = met.into_iter().filter_map(|name| self.steps.get(name));
        let own = ANYBODY.into_iter().chain([self.unclear.as_str()]);
        own.chain(said).chain(steps.flat_map(Step::texts)).map(str::to_owned).collect()
    }

    /// Steps that somebody may come to who did not prove who they are.
    pub fn met_early(&self) -> BTreeSet<&str> {
        let open = self.reflexes.values().filter(|reflex| !reflex.verified);
        let led = open.flat_map(|reflex| {
            let to = match &reflex.reply {
                Reply::Go(step) => Some(step.as_str()),
                Reply::Say(_) | Reply::Tell(_) => None,
            };
            [to, reflex.again.as_deref()].into_iter().flatten()
        });
        let own = [self.first.as_str(), &self.resume, &self.given_up];
        let roots = own.into_iter().chain(led);
        let mut ahead: Vec<Met<'_>> =
            roots.flat_map(|step| [(step, false), (step, true)]).collect();
        let mut met: BTreeSet<Met<'_>> = BTreeSet::new();
        while let Some((name, locked)) = ahead.pop() {
            let Some(step) = self.steps.get(name).filter(|_| met.insert((name, locked))) else {
                continue;
            };
            // Where a debt would be told nothing is said, and nobody comes any further.
            if !tells_of_debts(step) {
                ahead.extend(after(step, locked));
            }
        }
        met.into_iter().map(|(name, _)| name).collect()
    }
}

/// True for steps that tell of debts by themselves.
pub(super) fn tells_of_debts(step: &Step) -> bool {
    match &step.kind {
        Kind::Debts { .. }
        | Kind::Offer { .. }
        | Kind::Confirm { .. }
        | Kind::Pay { .. }
        | Kind::Resend { .. }
        | Kind::Promise { .. }
        | Kind::Status { .. }
        | Kind::Undo { .. }
        | Kind::DueDate { .. }
        | Kind::Dispute { .. }
        | Kind::Claim { .. } => true,
        Kind::Say { .. }
        | Kind::Ask(_)
        | Kind::Decide { .. }
        | Kind::Identify { .. }
        | Kind::Pause { .. }
        | Kind::Callback { .. }
        | Kind::Back { .. }
        | Kind::Act { .. }
        | Kind::Tell { .. }
        | Kind::Note { .. }
        | Kind::Handoff { .. }
        | Kind::End { .. } => false,
    }
}

/// Where a step may lead somebody who did not prove who they are.
fn after(step: &Step, locked: bool) -> Vec<Met<'_>> {
    let stays = |name| (name, locked);
    let aside = step.hear.values().chain(&step.given_up).map(String::as_str);
    match &step.kind {
        Kind::Identify { locked: to, impossible, .. } => {
            aside.chain([impossible.as_str()]).map(stays).chain([(to.as_str(), true)]).collect()
        }
        Kind::Decide { branches, otherwise } => {
            let mut ahead: Vec<Met<'_>> = aside.map(stays).collect();
            for (when, to) in branches {
                match taken(when, locked) {
                    Taken::Never => {}
                    Taken::Maybe => ahead.push(stays(to)),
                    Taken::Always => {
                        ahead.push(stays(to));
                        return ahead;
                    }
                }
            }
            ahead.push(stays(otherwise));
            ahead
        }
        Kind::Say { .. }
        | Kind::Ask(_)
        | Kind::Debts { .. }
        | Kind::Offer { .. }
        | Kind::Confirm { .. }
        | Kind::Pay { .. }
        | Kind::Resend { .. }
        | Kind::Promise { .. }
        | Kind::Status { .. }
        | Kind::Undo { .. }
        | Kind::DueDate { .. }
        | Kind::Pause { .. }
        | Kind::Callback { .. }
        | Kind::Back { .. }
        | Kind::Act { .. }
        | Kind::Tell { .. }
        | Kind::Dispute { .. }
        | Kind::Claim { .. }
        | Kind::Note { .. }
        | Kind::Handoff { .. }
        | Kind::End { .. } => step.targets().into_iter().map(stays).collect(),
    }
}

enum Taken {
    Never,
    Maybe,
    Always,
}

/// Whether a branch is taken for who is not known, or is locked out.
fn taken(when: &When, locked: bool) -> Taken {
    let own = if locked { Identity::Locked } else { Identity::Unknown };
    match when.identity {
        Some(identity) if identity != own => Taken::Never,
        Some(_) if (When { identity: None, ..when.clone() }) == When::default() => Taken::Always,
        Some(_) | None => Taken::Maybe,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::problem::Source;

    #[test]
    fn nothing_of_ours_leads_whoever_is_there_to_a_debt() {
        let text = std::fs::read_to_string("flows/negotiation.toml").expect("our flow");
        let flow = Flow::load(&Source::new("negotiation.toml", text)).expect("it is good");

        let met = flow.met_early();

        assert!(met.contains("identify") && met.contains("distress"), "{met:?}");
        for beyond in ["debts", "offers", "pay_now", "agreement_running"] {
            assert!(!met.contains(beyond), "{beyond}: {met:?}");
        }
        let said = flow.said_early();
        assert!(said.contains("open-who") && said.contains("not-understood"), "{said:?}");
        assert!(!said.contains("ask-reason"), "{said:?}");
    }
}
