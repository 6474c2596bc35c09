//! What goes wrong on demand: which fault, when, and on what.
//!
//! How a [`Plan`] is written is in [`written`]. Chance comes from a seed, so that a run can be
//! repeated. This module knows no provider: a number is a provider's own code.

pub mod written;

use std::sync::Mutex;

pub use self::written::{BadPlan, Order, plans};
use super::held;

/// Something that goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The provider's own error of this number.
    Code(u32),
    /// HTTP 429, with the time to wait if the plan names one.
    TooMany,
    /// HTTP 500 with an error of the provider.
    Internal,
    /// HTTP 502 with a page of HTML.
    BadGateway,
    /// No answer at all; nothing was accepted.
    Silence,
    /// Accepted, but no answer.
    SilenceAfter,
    /// The connection breaks; nothing was accepted.
    Reset,
    /// Accepted, then the connection breaks.
    ResetAfter,
    /// Accepted; the answer comes drop by drop.
    Slow,
    /// Accepted; half of the answer comes.
    Half,
    /// Accepted; the answer is no JSON.
    Garbage,
    /// A webhook is posted twice.
    Duplicate,
    /// A webhook is overtaken by the ones after it.
    Reorder,
    /// Webhooks are gathered into one.
    Batch,
    /// A message's statuses never come.
    StatusLost,
    /// A message's statuses come the wrong way round.
    StatusReversed,
}

const NAMES: [(&str, Fault); 15] = [
    ("429", Fault::TooMany),
    ("500", Fault::Internal),
    ("502", Fault::BadGateway),
    ("silence", Fault::Silence),
    ("silence-after", Fault::SilenceAfter),
    ("reset", Fault::Reset),
    ("reset-after", Fault::ResetAfter),
    ("slow", Fault::Slow),
    ("half", Fault::Half),
    ("garbage", Fault::Garbage),
    ("duplicate", Fault::Duplicate),
    ("reorder", Fault::Reorder),
    ("batch", Fault::Batch),
    ("status-lost", Fault::StatusLost),
    ("status-reversed", Fault::StatusReversed),
];

/// Where in the provider's work a fault strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A call that was made to the provider.
    Call,
    /// A webhook that the provider posts.
    Webhook,
    /// The statuses of an accepted message.
    Status,
}

impl Fault {
    /// Where it strikes.
    pub const fn moment(self) -> Moment {
        match self {
            Self::Duplicate | Self::Reorder | Self::Batch => Moment::Webhook,
            Self::StatusLost | Self::StatusReversed => Moment::Status,
            Self::Code(_)
            | Self::TooMany
            | Self::Internal
            | Self::BadGateway
            | Self::Silence
            | Self::SilenceAfter
            | Self::Reset
            | Self::ResetAfter
            | Self::Slow
            | Self::Half
            | Self::Garbage => Moment::Call,
        }
    }

    /// True where the call was accepted all the same.
    pub const fn is_after(self) -> bool {
        matches!(
            self,
            Self::SilenceAfter | Self::ResetAfter | Self::Slow | Self::Half | Self::Garbage
        )
    }

    /// The word for it.
    pub fn name(self) -> String {
        match self {
            Self::Code(code) => code.to_string(),
            named => NAMES
                .iter()
                .find(|(_, fault)| *fault == named)
                .map_or_else(String::new, |(name, _)| (*name).to_owned()),
        }
    }
}

/// How often a fault strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// Each time.
    Always,
    /// The next so many times.
    Next(u32),
    /// Every so manieth time.
    Every(u32),
    /// So many times of a hundred, by chance.
    Percent(u32),
}

/// One fault, when it strikes and on what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What goes wrong.
    pub fault: Fault,
    /// How often.
    pub trigger: Trigger,
    /// Only on calls of this name, such as `messages`, `media` or `sendMessage`.
    pub on: Option<String>,
    /// Only for this recipient.
    pub to: Option<String>,
    /// What HTTP's `Retry-After` or Telegram's `retry_after` says, in seconds.
    pub retry_after: Option<u32>,
    /// How long silence or a slow answer lasts, in seconds.
    pub seconds: Option<u32>,
}

impl Plan {
    /// A fault that strikes each time.
    pub const fn always(fault: Fault) -> Self {
        Self {
            fault,
            trigger: Trigger::Always,
            on: None,
            to: None,
            retry_after: None,
            seconds: None,
        }
    }

    /// A fault that strikes the next so many times.
    pub fn next(fault: Fault, times: u32) -> Self {
        Self { trigger: Trigger::Next(times), ..Self::always(fault) }
    }

    /// A fault that strikes so many times of a hundred.
    pub fn percent(fault: Fault, percent: u32) -> Self {
        Self { trigger: Trigger::Percent(percent), ..Self::always(fault) }
    }

    /// The same, saying how long to wait.
    #[must_use]
    pub const fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// The same, lasting so long.
    #[must_use]
    pub const fn lasting(mut self, seconds: u32) -> Self {
        self.seconds = Some(seconds);
        self
    }

    fn matches(&self, moment: Moment, on: &str, to: &str) -> bool {
        self.fault.moment() == moment
            && self.on.as_ref().is_none_or(|only| only.eq_ignore_ascii_case(on))
            && self.to.as_ref().is_none_or(|only| only == to)
    }
}

/// The faults that are ordered.
#[derive(Debug)]
pub struct Faults(Mutex<Standing>);

#[derive(Debug)]
struct Standing {
    /// Each plan with how often it was asked.
    plans: Vec<(Plan, u32)>,
    chance: Chance,
}

impl Faults {
    /// Faults from the start, with the seed of chance.
    pub fn new(plans: Vec<Plan>, seed: u64) -> Self {
        let plans = plans.into_iter().map(|plan| (plan, 0)).collect();
        Self(Mutex::new(Standing { plans, chance: Chance(seed) }))
    }

    /// Orders one more.
    pub fn order(&self, plan: Plan) {
        held(&self.0).plans.push((plan, 0));
    }

    /// Takes all of them back.
    pub fn clear(&self) {
        held(&self.0).plans.clear();
    }

    /// The faults that are ordered.
    pub fn standing(&self) -> Vec<Plan> {
        held(&self.0).plans.iter().map(|(plan, _)| plan.clone()).collect()
    }

    /// The fault that strikes now, if one does.
    pub fn strike(&self, moment: Moment, on: &str, to: &str) -> Option<Plan> {
        let mut standing = held(&self.0);
        let Standing { plans, chance } = &mut *standing;
        if plans.is_empty() {
            return None;
        }
        let struck = plans.iter_mut().find_map(|(plan, asked)| {
            if !plan.matches(moment, on, to) {
                return None;
            }
            *asked += 1;
            let strikes = match &mut plan.trigger {
                Trigger::Always => true,
                Trigger::Every(times) => asked.is_multiple_of((*times).max(1)),
                Trigger::Percent(percent) => chance.below(100) < u64::from(*percent),
                Trigger::Next(times) => {
                    let left = *times > 0;
                    *times = times.saturating_sub(1);
                    left
                }
            };
            strikes.then(|| plan.clone())
        });
        plans.retain(|(plan, _)| plan.trigger != Trigger::Next(0));
        struck
    }
}

/// Numbers by chance, the same for the same seed (splitmix64).
#[derive(Clone, Debug)]
pub struct Chance(pub u64);

impl Chance {
    /// The next number.
    pub const fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// The next number below another; 0 where that is 0.
    pub const fn below(&mut self, end: u64) -> u64 {
        if end == 0 { 0 } else { self.draw() % end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_two_are_struck_and_no_more() {
        let faults = Faults::new(vec![Plan::next(Fault::Internal, 2)], 1);

        let struck = |_| faults.strike(Moment::Call, "messages", "1").is_some();

        assert_eq!((0..4).map(struck).collect::<Vec<_>>(), [true, true, false, false]);
        assert!(faults.standing().is_empty());
    }

    #[test]
    fn chance_is_the_same_for_the_same_seed() {
        let struck = |seed| {
            let faults = Faults::new(vec![Plan::percent(Fault::Reset, 30)], seed);
            (0..1000).filter(|_| faults.strike(Moment::Call, "m", "1").is_some()).count()
        };

        assert_eq!(struck(7), struck(7));
        assert!((250..350).contains(&struck(7)));
    }

    #[test]
    fn a_plan_for_one_recipient_leaves_the_others_alone() {
        let mut plan = Plan::always(Fault::Code(131_056));
        plan.to = Some("551".to_owned());
        let faults = Faults::new(vec![plan], 1);

        assert!(faults.strike(Moment::Call, "messages", "552").is_none());
        assert!(faults.strike(Moment::Webhook, "messages", "551").is_none());
        assert!(faults.strike(Moment::Call, "messages", "551").is_some());
    }
}
