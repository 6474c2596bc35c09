//! What a line of `=` may ask: what the conversation remembers, each under its key.
//!
//! To add a key: a line here. It knows nothing of how lines are read.

use serde::Serialize;

use crate::domain::debt::agreement::Agreement;
use crate::domain::dialogue::desk::REFUSED;
use crate::domain::dialogue::state::{Collection, Handoff};
use crate::domain::simulation::World;

/// What is remembered under a key.
type Ask = fn(&World) -> String;

/// Every key.
const ALL: [(&str, Ask); 33] = [
    ("step", |world| world.state().step.clone().unwrap_or_else(none)),
    ("identity", |world| world.state().identity.as_str().to_owned()),
    ("tries", |world| world.state().tries.to_string()),
    ("reason", |world| world.state().reason.map_or_else(none, |reason| reason.as_str().to_owned())),
    ("intent", |world| world.state().intent.map_or_else(none, |intent| intent.as_str().to_owned())),
    ("owner", |world| code(&world.state().owner)),
    ("agreement", |world| agreed(world, |it| code(&it.status))),
    ("total", |world| agreed(world, |it| it.total.to_string())),
    ("parts", |world| agreed(world, |it| it.instalments.len().to_string())),
    ("rule", |world| agreed(world, |it| it.rule.clone())),
    ("promise", |world| world.facts().promises.last().map_or_else(none, |it| code(&it.status))),
    ("promised", |world| {
        world.facts().promises.last().map_or_else(none, |it| it.amount.to_string())
    }),
    ("promise_due", |world| {
        world.facts().promises.last().map_or_else(none, |it| it.due.to_string())
    }),
    ("charge", |world| world.facts().open_charge().map_or_else(none, |it| it.amount.to_string())),
    ("handoff", |world| handed(world, |it| code(&it.reason))),
    ("queue", |world| handed(world, |it| it.queue.clone())),
    ("priority", |world| handed(world, |it| code(&it.priority))),
    ("collection", |world| match world.state().collection {
        Collection::Active => "active".to_owned(),
        Collection::Paused { .. } => "paused".to_owned(),
        Collection::Stopped { .. } => "stopped".to_owned(),
    }),
    ("paused_until", |world| match world.state().collection {
        Collection::Paused { until } => until.to_string(),
        Collection::Active | Collection::Stopped { .. } => none(),
    }),
    ("stopped", |world| match world.state().collection {
        Collection::Stopped { why } => code(&why),
        Collection::Active | Collection::Paused { .. } => none(),
    }),
    ("matter", |world| {
        world.state().matter.as_ref().map_or_else(none, |it| it.about.as_str().to_owned())
    }),
    ("evidence", |world| world.records().evidence.len().to_string()),
    ("claims", |world| world.records().paid_claims.len().to_string()),
    ("requests", |world| {
        let kinds = world.records().requests.iter().map(|request| request.kind.as_str());
        let kinds: Vec<&str> = kinds.collect();
        if kinds.is_empty() { none() } else { kinds.join(",") }
    }),
    ("opted_out", |world| world.state().opted_out.to_string()),
    ("suppressed", |world| world.records().suppressed.to_string()),
    ("closed", |world| world.state().closed.to_string()),
    ("owed", |world| world.owed_today().to_string()),
    ("moves", |world| world.state().negotiation.moves.to_string()),
    ("disputed", |world| {
        let invoices = world.facts().invoices.iter();
        invoices.filter(|invoice| invoice.status.as_str() == "disputed").count().to_string()
    }),
    ("proposal", |world| {
        let last = world.records().proposals.last();
        last.map_or_else(none, |(_, status)| status.as_str().to_owned())
    }),
    ("outcome", |world| {
        world.records().outcomes.last().map_or_else(none, |code| code.as_str().to_owned())
    }),
    ("refused", |world| {
        let mut why = world.trace().iter().rev().filter(|trace| trace.kind == REFUSED);
        why.next().map_or_else(none, |trace| trace.detail.clone())
    }),
];

/// What is remembered under a key; none where there is no such key.
pub(super) fn ask(world: &World, key: &str) -> Option<String> {
    ALL.iter().find(|(known, _)| *known == key).map(|(_, ask)| ask(world))
}

/// The keys.
pub(super) fn keys() -> Vec<&'static str> {
    ALL.iter().map(|(key, _)| *key).collect()
}

fn none() -> String {
    "none".to_owned()
}

fn agreed(world: &World, ask: fn(&Agreement) -> String) -> String {
    world.facts().agreements.last().map_or_else(none, ask)
}

fn handed(world: &World, ask: fn(&Handoff) -> String) -> String {
    world.state().handoff.as_ref().map_or_else(none, ask)
}

/// The code of a value as machine output has it.
fn code<T: Serialize>(value: &T) -> String {
    let text = serde_json::to_value(value).ok();
    text.and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
}
