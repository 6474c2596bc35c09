//! What people at the desk do with money in a transcript.

use crate::domain::dialogue::desk::outcome::{Code, Given, Outcome};
use crate::domain::dialogue::desk::{ProposalStatus, REFUSED};
use crate::domain::dialogue::event::Event;
use crate::domain::policy::{Authority, Counter};
use crate::domain::simulation::World;

use super::stage::pairs;

const AGENT: &str = "julia";
const SUPERVISOR: &str = "sonia";

/// The event of a line such as `! offer count=3; first=2026-12-10`; none where it is no such line.
pub(super) fn event(world: &World, name: &str, value: &str) -> Option<Result<Event, String>> {
    let waiting = || {
        let kept = world.records().proposals.iter().rev();
        kept.clone()
            .find(|(_, status)| *status == ProposalStatus::Waiting)
            .map(|(it, _)| it.id.clone())
    };
    let none = || "nothing waits for approval".to_owned();
    Some(match name {
        "offer" => offer(value),
        "withdraw" => Ok(Event::AgentWithdrew { by: AGENT.to_owned() }),
        "approve" => waiting().ok_or_else(none).map(|proposal| {
            let by = if value.is_empty() { SUPERVISOR } else { value };
            let authority = Authority::Supervisor;
            Event::ProposalApproved { by: by.to_owned(), authority, proposal }
        }),
        "refuse" => waiting().ok_or_else(none).map(|proposal| Event::ProposalRefused {
            by: SUPERVISOR.to_owned(),
            proposal,
            why: value.to_owned(),
        }),
        "close" => {
            outcome(value).map(|outcome| Event::AgentClosed { by: AGENT.to_owned(), outcome })
        }
        _ => return None,
    })
}

/// What a state line may ask about the desk.
pub(super) fn fact(world: &World, key: &str) -> Option<String> {
    let none = || "none".to_owned();
    let records = world.records();
    Some(match key {
        "proposal" => {
            records.proposals.last().map_or_else(none, |(_, status)| status.as_str().to_owned())
        }
        "outcome" => records.outcomes.last().map_or_else(none, |code| code.as_str().to_owned()),
        "refused" => {
            let mut why = world.trace().iter().rev().filter(|trace| trace.kind == REFUSED);
            why.next().map_or_else(none, |trace| trace.detail.clone())
        }
        _ => return None,
    })
}

fn offer(value: &str) -> Result<Event, String> {
    let mut terms = Counter::default();
    let (mut authority, mut offer) = (Authority::Agent, None);
    for (name, value) in pairs(value) {
        let money = || value.parse().map_err(|_| format!("no sum {value:?}"));
        let date = || value.parse().map_err(|_| format!("no day {value:?}"));
        let count = || value.parse().map_err(|_| format!("no count {value:?}"));
        match name.as_str() {
            "total" => terms.total = Some(money()?),
            "down" => terms.down_payment = Some(money()?),
            "instalment" => terms.instalment = Some(money()?),
            "count" => terms.count = Some(count()?),
            "first" => terms.first_date = Some(date()?),
            "as" if value == "supervisor" => authority = Authority::Supervisor,
            "seen" => offer = Some(value),
            _ => return Err(format!("unknown term {name:?}")),
        }
    }
    Ok(Event::AgentOffered { by: AGENT.to_owned(), authority, terms, offer })
}

fn outcome(value: &str) -> Result<Outcome, String> {
    let (name, rest) = value.split_once(' ').unwrap_or((value, ""));
    let mut given = Given::default();
    for (key, value) in pairs(rest) {
        let unread = || format!("no value in {key}");
        match key.as_str() {
            "amount" => given.amount = Some(value.parse().map_err(|_| unread())?),
            "due" | "until" => given.day = Some(value.parse().map_err(|_| unread())?),
            "words" => given.words = value,
            _ => return Err(format!("unknown value {key:?}")),
        }
    }
    let code = Code::named(name).ok_or_else(|| format!("no outcome {name:?}"))?;
    code.with(given).map_err(|missing| format!("{name}: {missing}"))
}
