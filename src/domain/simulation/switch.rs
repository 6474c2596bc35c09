//! The customer goes on at another address of theirs, and comes back.

use std::collections::BTreeMap;

use super::world::World;
use crate::domain::dialogue::elsewhere::Elsewhere;
use crate::domain::dialogue::state::State;
use crate::domain::id::Id;

impl World {
    /// Goes on at the customer's other address: one where nothing was said yet, the first time.
    pub fn switch(&mut self) {
        let fresh = || {
            let id = Id::derive(&[self.state.conversation.as_str(), "elsewhere"]);
            let State { flow, policy, .. } = &self.state;
            let state = State::new(id.clone(), flow.clone(), policy.clone());
            Elsewhere { conversation: id, state, timers: BTreeMap::new() }
        };
        let there = self.other.take().unwrap_or_else(fresh);
        let left = Elsewhere {
            conversation: self.state.conversation.clone(),
            state: std::mem::replace(&mut self.state, there.state),
            timers: std::mem::replace(&mut self.facts.timers, there.timers),
        };
        let newer = Elsewhere::newest(&self.state, [left.state.clone()]).is_some();
        self.facts.elsewhere = newer.then(|| Box::new(left.clone()));
        self.other = Some(left);
    }

    /// The other address rests.
    pub(super) fn leave_other(&mut self) {
        self.facts.elsewhere = None;
        if let Some(other) = &mut self.other {
            other.timers.clear();
        }
    }
}
