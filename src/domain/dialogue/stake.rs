//! What is at stake in a case, and before which others it comes at the desk.

use chrono::{DateTime, Utc};

use super::effect::Priority;
use super::engine::Rules;
use super::facts::Facts;
use super::state::State;
use super::walk::Walk;
use crate::domain::calendar::Calendar;
use crate::domain::money::Money;

/// What is at stake in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stake {
    /// What is owed today for all it is about.
    pub amount: Money,
    /// Its place at the desk: the greatest comes first.
    pub rank: i64,
}

/// What one step of urgency outweighs: any sum that somebody may owe.
const STEP: i64 = 1_000_000_000_000;

/// What is at stake in a conversation; none where nothing of it is at the desk.
pub fn stake(
    (rules, calendar): (&Rules, &Calendar),
    (state, facts): (&State, &Facts),
    now: DateTime<Utc>,
) -> Option<Stake> {
    let priority = state.handoff.as_ref()?.priority;
    let walk = Walk::new(rules, calendar, state, facts, now);
    let amount = walk.owed_on(walk.today()).total();
    Some(Stake { amount, rank: rank(priority, amount) })
}

/// Urgency first, for it is risk to a person or to us; within it the greater sum.
fn rank(priority: Priority, amount: Money) -> i64 {
    let steps = match priority {
        Priority::Normal => 0,
        Priority::High => 1,
        Priority::Urgent => 2,
    };
    steps * STEP + amount.in_centavos().clamp(0, STEP - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urgency_comes_before_any_sum_and_then_the_greater_sum() {
        let much = Money::reais(900_000_000_000);
        let ranks = [
            rank(Priority::Normal, Money::reais(-1)),
            rank(Priority::Normal, Money::reais(10)),
            rank(Priority::Normal, much),
            rank(Priority::High, Money::reais(1)),
            rank(Priority::High, Money::reais(2)),
            rank(Priority::Urgent, Money::default()),
        ];

        assert!(ranks.is_sorted(), "{ranks:?}");
    }
}
