//! A discount that nobody may grant: answered calmly, and the ladder of offers does not move.
//!
//! It knows no words: the percentage named is held against the policy's own ceilings.

use super::engine::reply_with;
use super::state::Identity;
use super::walk::{Next, Walk};
use crate::domain::money::{Money, Rate, Rounding};
use crate::domain::understanding::{Detail, Intent, Meaning};

/// What the flow answers to a strategic refusal, where the discount asked for is one in effect.
pub fn answer(walk: &mut Walk<'_>) -> Option<Next> {
    let reading = walk.heard.reading.filter(|_| walk.heard.choice.is_none())?;
    let asks = [Intent::AskDiscount, Intent::CounterOffer, Intent::RefuseToPay, Intent::Settle];
    if walk.state.identity != Identity::Verified || !asks.iter().any(|i| reading.has(*i)) {
        return None;
    }
    let wanted = reading.percent().filter(|percent| is_beyond_all(walk, *percent))?;
    let rules = walk.rules;
    let reply = rules.flow.topics.get(&Meaning::kind(Detail::Strategic))?;
    walk.note("rule", format!("discount {wanted} beyond every authority"));
    Some(reply_with(walk, reply))
}

/// True where the sum left would be less than any authority may ever ask.
fn is_beyond_all(walk: &Walk<'_>, percent: Rate) -> bool {
    let owed = walk.owed_on(walk.today());
    let off = |rate: Rate, sum: Money| sum.less(rate.of(sum, Rounding::Down));
    let least = off(walk.rules.policy.ceilings().principal, owed.principal);
    owed.total().is_positive() && off(percent, owed.total()) < least
}
