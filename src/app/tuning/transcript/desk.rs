//! What people at the desk do with money in a transcript.

use crate::domain::dialogue::desk::ProposalStatus;
use crate::domain::dialogue::desk::outcome::{Code, Given, Outcome};
use crate::domain::dialogue::event::Event;
use crate::domain::policy::{Authority, Counter};
use crate::domain::simulation::World;

use super::fault::{Kind, Why, Word};
use super::stage::pairs;

/// What people at the desk may do with money.
pub(super) const EVENTS: [&str; 5] = ["offer", "withdraw", "approve", "refuse", "close"];

/// What an offer may say.
const TERMS: [&str; 7] = ["total", "down", "instalment", "count", "first", "as", "seen"];

/// What an outcome may say.
const DETAILS: [&str; 4] = ["amount", "due", "until", "words"];

const AGENT: &str = "julia";
const SUPERVISOR: &str = "sonia";

/// The event of a line such as `! offer count=3; first=2026-12-10`; none where it is no such line.
pub(super) fn event(world: &World, name: &str, value: &str) -> Option<Result<Event, Why>> {
    let waiting = || {
        let kept = world.records().proposals.iter().rev();
        kept.clone()
            .find(|(_, status)| *status == ProposalStatus::Waiting)
            .map(|(it, _)| it.id.clone())
    };
    Some(match name {
        "offer" => offer(value),
        "withdraw" => Ok(Event::AgentWithdrew { by: AGENT.to_owned() }),
        "approve" => waiting().ok_or(Why::NothingWaits).map(|proposal| {
            let by = if value.is_empty() { SUPERVISOR } else { value };
            let authority = Authority::Supervisor;
            Event::ProposalApproved { by: by.to_owned(), authority, proposal }
        }),
        "refuse" => waiting().ok_or(Why::NothingWaits).map(|proposal| Event::ProposalRefused {
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

fn offer(value: &str) -> Result<Event, Why> {
    let mut terms = Counter::default();
    let (mut authority, mut offer) = (Authority::Agent, None);
    for (name, value) in pairs(value) {
        let wrong = |kind| Why::value(&name, kind, &value);
        let money = || value.parse().map_err(|_| wrong(Kind::Sum));
        let date = || value.parse().map_err(|_| wrong(Kind::Day));
        let count = || value.parse().map_err(|_| wrong(Kind::Count));
        match name.as_str() {
            "total" => terms.total = Some(money()?),
            "down" => terms.down_payment = Some(money()?),
            "instalment" => terms.instalment = Some(money()?),
            "count" => terms.count = Some(count()?),
            "first" => terms.first_date = Some(date()?),
            "as" if value == "supervisor" => authority = Authority::Supervisor,
            "seen" => offer = Some(value),
            _ => return Err(Why::word(Word::Term, &name, &TERMS)),
        }
    }
    Ok(Event::AgentOffered { by: AGENT.to_owned(), authority, terms, offer })
}

fn outcome(value: &str) -> Result<Outcome, Why> {
    let (name, rest) = value.split_once(' ').unwrap_or((value, ""));
    let mut given = Given::default();
    for (key, value) in pairs(rest) {
        let wrong = |kind| Why::value(&key, kind, &value);
        match key.as_str() {
            "amount" => given.amount = Some(value.parse().map_err(|_| wrong(Kind::Sum))?),
            "due" | "until" => given.day = Some(value.parse().map_err(|_| wrong(Kind::Day))?),
            "words" => given.words = value,
            _ => return Err(Why::word(Word::Detail, &key, &DETAILS)),
        }
    }
    let known = Code::ALL.map(Code::as_str);
    let code = Code::named(name).ok_or_else(|| Why::word(Word::Outcome, name, &known))?;
    code.with(given).map_err(|what| Why::Lacks { outcome: code, what })
}
