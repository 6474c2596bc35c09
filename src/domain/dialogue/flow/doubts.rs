//! What is sound in a flow and yet had better be looked at: warnings, not errors.
//!
//! To add one: a function here with its code, its words and a fixture.

use std::collections::BTreeSet;

use super::draft::{self, Places};
use super::early::tells_of_debts;
use super::graph::{at_step, reach};
use super::{Flow, Reply};
use crate::domain::dialogue::step::{Kind, Slot, Step, When};
use crate::domain::problem::{Problem, Source};
use crate::domain::understanding::{Intent, Meaning};

impl Flow {
    /// What had better be looked at; `source` is the file it was loaded from.
    pub fn doubts(&self, source: &Source) -> Vec<Problem> {
        let (_, places, _) = draft::read(source);
        let mut doubts = no_human(self, &places, source);
        doubts.extend(unproved(self, &places, source));
        doubts.extend(idle_cues(self, source));
        doubts.extend(never_said(self, &places, source));
        doubts.extend(idle_slots(self, &places, source));
        doubts.sort_by_key(|doubt| doubt.line);
        doubts
    }

    /// The lines on which steps and cues of a flow's file stand, by name.
    pub fn lines(source: &Source) -> Vec<(String, usize)> {
        let (_, places, _) = draft::read(source);
        let line = |at: usize| {
            let before = source.text.get(..at).unwrap_or(&source.text);
            before.bytes().filter(|byte| *byte == b'\n').count() + 1
        };
        places.steps.iter().map(|(name, at)| (name.clone(), line(at.start))).collect()
    }
}

/// Where somebody who wants a human, or is not understood, never comes to one.
fn no_human(flow: &Flow, places: &Places, source: &Source) -> Vec<Problem> {
    let asked = flow.reflexes.get(&Meaning::any(Intent::AskHuman)).map(|reflex| &reflex.reply);
    let asked = asked.and_then(|reply| match reply {
        Reply::Go(step) => Some(step.as_str()),
        Reply::Say(_) | Reply::Tell(_) => None,
    });
    let starts: BTreeSet<&str> = [flow.given_up.as_str()].into_iter().chain(asked).collect();
    let is_human =
        |name: &&str| flow.step(name).is_some_and(|step| matches!(step.kind, Kind::Handoff { .. }));
    let lost = starts
        .into_iter()
        .filter(|start| !reach(flow, std::iter::once(*start)).iter().any(is_human));
    lost.map(|name| at_step("flow-no-human", name, places, source)).collect()
}

/// Steps that tell of debts, and that somebody may come to who did not prove who they are: nothing
/// would be said there.
fn unproved(flow: &Flow, places: &Places, source: &Source) -> Vec<Problem> {
    let met = flow.met_early();
    let tells = |name: &&&str| flow.step(name).is_some_and(tells_of_debts);
    let early = met.iter().filter(tells);
    early.map(|name| at_step("flow-debt-before-identity", name, places, source)).collect()
}

/// Cues that mark a message and that nothing looks at.
fn idle_cues(flow: &Flow, source: &Source) -> Vec<Problem> {
    let mut used: BTreeSet<&str> = flow.cued.keys().map(String::as_str).collect();
    used.extend(conditions(flow).flat_map(|(_, when)| when.cue.iter().map(String::as_str)));
    let idle = flow.cues.keys().filter(|name| !used.contains(name.as_str()));
    idle.map(|name| {
        let table = source.text.find("[cues]").unwrap_or_default();
        let at = source.text.get(table..).and_then(|rest| rest.find(name.as_str()));
        let at = at.map_or(0, |at| table + at);
        source.problem_at("flow-cue-unused", at..at + name.len()).with("cue", name)
    })
    .collect()
}

/// Conditions on texts that nothing in the flow says.
fn never_said(flow: &Flow, places: &Places, source: &Source) -> Vec<Problem> {
    let spoken = flow.texts();
    let mut doubts = Vec::new();
    for (step, when) in conditions(flow) {
        let asked = when.said.iter().chain(&when.said_twice).chain(&when.unsaid);
        for key in asked.filter(|key| !spoken.contains_key(*key)) {
            doubts
                .push(at_step("flow-text-never-said", &step.name, places, source).with("key", key));
        }
    }
    doubts
}

/// Answers that are asked for and never used, or used and never asked for.
fn idle_slots(flow: &Flow, places: &Places, source: &Source) -> Vec<Problem> {
    let mut doubts = Vec::new();
    for (name, slot) in Slot::ALL {
        let asking = flow.steps.values().find(|step| fills(step, slot));
        let using = flow.steps.values().find(|step| uses(step, slot));
        let (code, step) = match (asking, using) {
            (Some(step), None) => ("flow-slot-unread", step),
            (None, Some(step)) if step_asks(step, slot) => ("flow-slot-unset", step),
            (None, None | Some(_)) | (Some(_), Some(_)) => continue,
        };
        doubts.push(at_step(code, &step.name, places, source).with("slot", name));
    }
    doubts
}

fn fills(step: &Step, slot: Slot) -> bool {
    let Kind::Ask(ask) = &step.kind else { return false };
    let by_option = slot == Slot::Reason && ask.options.iter().any(|it| it.reason.is_some());
    ask.slot == Some(slot) || by_option
}

/// True where a step does something with what was told, by itself or by its conditions.
fn uses(step: &Step, slot: Slot) -> bool {
    step_asks(step, slot)
        || match slot {
            Slot::Reason | Slot::Monthly | Slot::Income => matches!(step.kind, Kind::Offer { .. }),
            Slot::Date => matches!(
                step.kind,
                Kind::Offer { .. } | Kind::Promise { .. } | Kind::Pause { .. } | Kind::Claim { .. }
            ),
            Slot::DueDay => matches!(step.kind, Kind::Offer { .. } | Kind::DueDate { .. }),
        }
}

/// True where a condition of the step asks for it.
fn step_asks(step: &Step, slot: Slot) -> bool {
    branches(step).any(|when| match slot {
        Slot::Reason => {
            !when.reason.is_empty() || when.hardship.is_some() || when.reason_known.is_some()
        }
        Slot::Monthly => when.monthly_known.is_some(),
        Slot::Income => when.income_wanted.is_some(),
        Slot::Date => false,
        Slot::DueDay => when.due_day_known.is_some(),
    })
}

fn conditions(flow: &Flow) -> impl Iterator<Item = (&Step, &When)> {
    flow.steps.values().flat_map(|step| branches(step).map(move |when| (step, when)))
}

fn branches(step: &Step) -> impl Iterator<Item = &When> {
    let branches =
        if let Kind::Decide { branches, .. } = &step.kind { branches.as_slice() } else { &[] };
    branches.iter().map(|(when, _)| when)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubts(path: &str) -> Vec<(&'static str, Option<usize>)> {
        let text = std::fs::read_to_string(path).expect("a readable file");
        let source = Source::new(path, text);
        let flow = Flow::load(&source).expect("a sound flow");
        flow.doubts(&source).iter().map(|doubt| (doubt.code, doubt.line)).collect()
    }

    #[test]
    fn each_doubt_is_raised_by_its_fixture_and_by_no_other() {
        for code in [
            "flow-no-human",
            "flow-cue-unused",
            "flow-text-never-said",
            "flow-slot-unread",
            "flow-slot-unset",
        ] {
            let found = doubts(&format!("tests/fixtures/problems/{code}/flow.toml"));
            assert!(!found.is_empty() && found.iter().all(|(it, _)| *it == code), "{found:?}");
            assert!(found.iter().all(|(_, line)| *line > Some(1)), "{found:?}");
        }
    }

    #[test]
    fn our_flow_leaves_no_doubt() {
        assert_eq!(doubts("flows/negotiation.toml"), []);
    }
}
