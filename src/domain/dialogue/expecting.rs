//! What a conversation waits for, so that what comes is read in its light.

use super::flow::Flow;
use super::state::State;
use super::step::Kind;
use crate::domain::understanding::Expectation;

impl State {
    /// What the question asked last wants for an answer.
    pub fn expectation(&self, flow: &Flow) -> Expectation {
        if self.dealing.said.is_some() {
            return Expectation::Consent;
        }
        let step = self.step.as_deref().and_then(|name| flow.step(name));
        let Some(step) = step else { return Expectation::Free };
        match &step.kind {
            Kind::Ask(ask) => ask.expect,
            Kind::Identify { .. } => Expectation::Identity,
            Kind::Offer { .. } => Expectation::Offer,
            Kind::Confirm { .. } | Kind::Undo { .. } => Expectation::Consent,
            Kind::DueDate { .. } if self.moving.is_some() => Expectation::Consent,
            Kind::Promise { .. } if self.promising.is_some() => Expectation::YesNo,
            Kind::Promise { .. } | Kind::Claim { .. } | Kind::DueDate { .. } => Expectation::Date,
            Kind::Pause { .. } => Expectation::YesNo,
            Kind::Say { .. }
            | Kind::Decide { .. }
            | Kind::Debts { .. }
            | Kind::Pay { .. }
            | Kind::Resend { .. }
            | Kind::Status { .. }
            | Kind::Callback { .. }
            | Kind::Back { .. }
            | Kind::Act { .. }
            | Kind::Tell { .. }
            | Kind::Dispute { .. }
            | Kind::Note { .. }
            | Kind::Handoff { .. }
            | Kind::End { .. } => Expectation::Free,
        }
    }
}
