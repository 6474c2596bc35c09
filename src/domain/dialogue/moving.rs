//! Whether a conversation may come over to another flow, and what it is there.
//!
//! It may where it rests on a step that both flows have, of one kind and with the same choices, with
//! nothing open that binds: no terms that wait for a yes, no human, no side path. What it remembers
//! stays. It is pure, so that a replay that knows the flow of each turn comes over as the turn did.

use super::flow::Flow;
use super::state::{Owner, State};
use super::step::{Kind, Step};
use crate::domain::policy::negotiation::Negotiation;

/// The kind of a trace that tells of it.
pub const MOVED: &str = "moved";

const ARROW: &str = " → ";

/// What the trace tells: from which release to which.
pub fn told(from: i64, to: i64) -> String {
    format!("{from}{ARROW}{to}")
}

/// The release that a conversation came from, as its trace tells it.
///
/// # Examples
/// ```
/// # use combinado::domain::dialogue::moving;
/// assert_eq!(moving::came_from(&moving::told(3, 5)), Some(3));
/// ```
pub fn came_from(told: &str) -> Option<i64> {
    told.split_once(ARROW)?.0.parse().ok()
}

/// True where the step is one on which a conversation may come over.
///
/// # Examples
/// ```
/// # use combinado::domain::dialogue::{Flow, moving};
/// # use combinado::domain::problem::Source;
/// let text = std::fs::read_to_string("flows/negotiation.toml").expect("a file of ours");
/// let flow = Flow::load(&Source::new("negotiation.toml", text)).expect("a good flow");
///
/// assert!(moving::is_safe("choose", (&flow, &flow)));
/// assert!(!moving::is_safe("menu", (&flow, &flow)), "no conversation rests there");
/// assert!(!moving::is_safe("no_such_step", (&flow, &flow)));
/// ```
pub fn is_safe(step: &str, (from, to): (&Flow, &Flow)) -> bool {
    match (from.step(step), to.step(step)) {
        (Some(one), Some(other)) => alike(one, other),
        (None | Some(_), None | Some(_)) => false,
    }
}

/// True where the conversation may come over now.
pub fn may_move(state: &State, flows: (&Flow, &Flow)) -> bool {
    let is_open = state.owner == Owner::Bot && state.handoff.is_none() && !state.closed;
    let binds = state.proposal.is_some()
        || state.promising.is_some()
        || state.moving.is_some()
        || state.pausing.is_some()
        || !state.dealing.is_empty()
        || state.asked.is_some()
        || state.talk.unsure.is_some();
    let stands = state.step.as_ref().is_none_or(|step| is_safe(step, flows));
    let comes_back = state.talk.left.as_ref().is_none_or(|step| is_safe(step, flows));
    is_open && !binds && stands && comes_back
}

/// True where the policy may change with the flow: nothing was offered yet.
pub fn may_change_policy(state: &State) -> bool {
    state.negotiation == Negotiation::default()
}

/// The conversation on its new flow and policy, by their names and versions.
pub fn moved(state: &mut State, (flow, policy): (&str, &str)) {
    flow.clone_into(&mut state.flow);
    policy.clone_into(&mut state.policy);
    // What a correction would take back belongs to the turn before, which ran on the other flow.
    state.talk.before = None;
}

fn alike(one: &Step, other: &Step) -> bool {
    let ids = |step: &Step| match &step.kind {
        Kind::Ask(ask) => ask.options.iter().map(|option| option.id.clone()).collect(),
        Kind::Say { .. }
        | Kind::Decide { .. }
        | Kind::Identify { .. }
        | Kind::Debts { .. }
        | Kind::Offer { .. }
        | Kind::Confirm { .. }
        | Kind::Pay { .. }
        | Kind::Resend { .. }
        | Kind::Promise { .. }
        | Kind::Status { .. }
        | Kind::Pause { .. }
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
        | Kind::End { .. } => Vec::new(),
    };
    let same = std::mem::discriminant(&one.kind) == std::mem::discriminant(&other.kind);
    same && one.kind.rests() && ids(one) == ids(other)
}
