//! Whether a flow's graph holds: targets, reachability, an end from everywhere, no empty loop.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Places;
use super::node::{nearest, nothing};
use super::{Flow, Reply};
use crate::domain::circles::in_circles;
use crate::domain::dialogue::step::{Kind, Step};
use crate::domain::problem::{Problem, Source};
use crate::domain::understanding::{Detail, Intent, Meaning};

/// Reflexes without which a flow may not run: the law and kindness ask for them.
pub const MANDATORY: [Meaning; 14] = [
    Meaning::any(Intent::Distress),
    Meaning::any(Intent::Deceased),
    Meaning::any(Intent::OptOut),
    Meaning::any(Intent::WrongPerson),
    Meaning::any(Intent::ThirdParty),
    Meaning::any(Intent::Dispute),
    Meaning::any(Intent::AlreadyPaid),
    Meaning::any(Intent::AskHuman),
    Meaning::any(Intent::LegalThreat),
    Meaning::any(Intent::Abusive),
    Meaning::any(Intent::IsScam),
    Meaning::any(Intent::WhoAreYou),
    Meaning::any(Intent::Repeat),
    Meaning::kind(Detail::StartOver),
];

/// Every problem of the graph.
pub fn check(flow: &Flow, places: &Places, source: &Source) -> Vec<Problem> {
    let mut problems = unknown_targets(places, source);
    problems.extend(missing_reflexes(flow, places, source));
    problems.extend(asks_without_answer(flow, places, source));
    if problems.is_empty() {
        problems.extend(unreachable(flow, places, source));
        problems.extend(endless(flow, places, source));
        problems.extend(restless_cycles(flow, places, source));
    }
    problems
}

fn unknown_targets(places: &Places, source: &Source) -> Vec<Problem> {
    let unknown = places.targets.iter().filter(|(_, to)| !places.steps.contains_key(&to.value));
    unknown
        .map(|(from, to)| {
            let near = nearest(&to.value, places.steps.keys().map(String::as_str));
            source
                .problem_at("flow-unknown-step", to.at.clone())
                .with("where", from)
                .with("target", &to.value)
                .with("nearest", near.unwrap_or_else(nothing))
        })
        .collect()
}

fn missing_reflexes(flow: &Flow, places: &Places, source: &Source) -> Vec<Problem> {
    let missing = MANDATORY.iter().filter(|meaning| !flow.reflexes.contains_key(meaning));
    missing
        .map(|meaning| {
            let key = match meaning.detail {
                Some(_) => format!("\"{meaning}\""),
                None => meaning.to_string(),
            };
            source.problem_at("flow-missing-reflex", places.reflexes.clone()).with("intent", key)
        })
        .collect()
}

fn asks_without_answer(flow: &Flow, places: &Places, source: &Source) -> Vec<Problem> {
    let mute = |step: &&Step| match &step.kind {
        Kind::Ask(ask) => ask.options.is_empty() && ask.slot.is_none() && step.hear.is_empty(),
        Kind::Say { .. }
        | Kind::Decide { .. }
        | Kind::Identify { .. }
        | Kind::Debts { .. }
        | Kind::Offer { .. }
        | Kind::Confirm { .. }
        | Kind::Pay { .. }
        | Kind::Resend { .. }
        | Kind::Promise { .. }
        | Kind::Pause { .. }
        | Kind::Status { .. }
        | Kind::Undo { .. }
        | Kind::DueDate { .. }
        | Kind::Callback { .. }
        | Kind::Back { .. }
        | Kind::Act { .. }
        | Kind::Tell { .. }
        | Kind::Dispute { .. }
        | Kind::Claim { .. }
        | Kind::Note { .. }
        | Kind::Handoff { .. }
        | Kind::End { .. } => false,
    };
    let mut problems: Vec<Problem> = flow
        .steps
        .values()
        .filter(mute)
        .map(|step| at_step("flow-ask-without-answer", &step.name, places, source))
        .collect();
    for step in flow.steps.values() {
        let Kind::Ask(ask) = &step.kind else { continue };
        let mut seen = BTreeSet::new();
        for option in ask.options.iter().filter(|option| !seen.insert(&option.id)) {
            problems.push(
                at_step("flow-option-twice", &step.name, places, source).with("id", &option.id),
            );
        }
        if ask.options.len() > MAX_OPTIONS {
            problems.push(
                at_step("flow-too-many-options", &step.name, places, source)
                    .with("count", ask.options.len())
                    .with("most", MAX_OPTIONS),
            );
        }
    }
    problems
}

/// The most choices a WhatsApp list can show.
pub const MAX_OPTIONS: usize = 10;

fn unreachable(flow: &Flow, places: &Places, source: &Source) -> Vec<Problem> {
    let replies = flow.topics.values().chain(flow.reflexes.values().map(|reflex| &reflex.reply));
    let replies = replies.chain(flow.cued.values());
    let roots = replies.filter_map(|reply| match reply {
        Reply::Go(step) => Some(step.as_str()),
        Reply::Say(_) | Reply::Tell(_) => None,
    });
    let again = flow.reflexes.values().filter_map(|reflex| reflex.again.as_deref());
    let own = [flow.first.as_str(), &flow.resume, &flow.given_up];
    let files = flow.files.as_deref();
    let reached = reach(flow, own.into_iter().chain(roots).chain(again).chain(files));
    let lost = flow.steps.keys().filter(|name| !reached.contains(name.as_str()));
    lost.map(|name| at_step("flow-unreachable-step", name, places, source)).collect()
}

pub(super) fn reach<'a>(flow: &'a Flow, roots: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = roots.collect();
    while let Some(name) = open.pop() {
        if reached.insert(name) {
            open.extend(flow.steps.get(name).map(Step::targets).unwrap_or_default());
        }
    }
    reached
}

fn endless(flow: &Flow, places: &Places, source: &Source) -> Vec<Problem> {
    let mut sources: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for step in flow.steps.values() {
        for target in step.targets() {
            sources.entry(target).or_default().push(&step.name);
        }
    }
    let ends = flow.steps.values().filter(|step| is_end(step));
    let mut open: Vec<&str> = ends.map(|step| step.name.as_str()).collect();
    let mut ending = BTreeSet::new();
    while let Some(name) = open.pop() {
        if ending.insert(name) {
            open.extend(sources.get(name).into_iter().flatten());
        }
    }
    let endless = flow.steps.keys().filter(|name| !ending.contains(name.as_str()));
    endless.map(|name| at_step("flow-endless-step", name, places, source)).collect()
}

fn is_end(step: &Step) -> bool {
    matches!(step.kind, Kind::Handoff { .. } | Kind::End { .. })
}

/// A cycle of steps that may all be passed would never wait for the customer.
fn restless_cycles(flow: &Flow, places: &Places, source: &Source) -> Vec<Problem> {
    let index: BTreeMap<&str, usize> =
        flow.steps.keys().enumerate().map(|(place, name)| (name.as_str(), place)).collect();
    let ways: Vec<Vec<usize>> = flow
        .steps
        .values()
        .map(|step| moves(step).into_iter().filter_map(|to| index.get(to).copied()).collect())
        .collect();
    let restless = flow.steps.keys().zip(in_circles(&ways)).filter(|(_, circles)| *circles);
    restless.map(|(name, _)| at_step("flow-restless-cycle", name, places, source)).collect()
}

/// Where a step may go by itself, without waiting for the customer.
fn moves(step: &Step) -> Vec<&str> {
    match &step.kind {
        Kind::Say { go, .. }
        | Kind::Act { go, .. }
        | Kind::Tell { go, .. }
        | Kind::Note { go, .. } => vec![go],
        Kind::Dispute { opened, noted, .. } => vec![opened, noted],
        Kind::Claim { paid, proved, scheduled, later } => vec![paid, proved, scheduled, later],
        Kind::Decide { branches, otherwise } => {
            branches.iter().map(|(_, go)| go.as_str()).chain([otherwise.as_str()]).collect()
        }
        Kind::Resend { sent, none } => vec![sent, none],
        Kind::Identify { impossible, .. } => vec![impossible],
        Kind::Debts { shown, none, prescribed, review, .. } => {
            vec![shown, none, prescribed, review]
        }
        Kind::Back { otherwise } => vec![otherwise],
        Kind::Offer { unaffordable, none, .. } => vec![unaffordable, none],
        Kind::Status { shown, none } => vec![shown, none],
        Kind::Undo { paid: beyond, none, .. } | Kind::DueDate { beyond, none, .. } => {
            vec![beyond, none]
        }
        Kind::Promise { limit, pause, .. } => vec![limit, pause],
        Kind::Ask(_)
        | Kind::Confirm { .. }
        | Kind::Pay { .. }
        | Kind::Pause { .. }
        | Kind::Callback { .. }
        | Kind::Handoff { .. }
        | Kind::End { .. } => Vec::new(),
    }
}

pub(super) fn at_step(code: &'static str, name: &str, places: &Places, source: &Source) -> Problem {
    let at = places.steps.get(name).cloned().unwrap_or(0..0);
    source.problem_at(code, at).with("step", name)
}
