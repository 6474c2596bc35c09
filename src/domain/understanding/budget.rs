//! What second opinions cost in a day, and how much a day may cost.

use serde::{Deserialize, Serialize};

/// What asking has cost; sums up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spent {
    /// Calls that left the house.
    pub calls: u64,
    /// Calls that brought no usable answer.
    pub failures: u64,
    /// Questions that were not asked: a limit, a pause, or no room.
    pub skipped: u64,
    /// Tokens sent, as the endpoint counts them, else estimated.
    pub tokens_in: u64,
    /// Tokens received.
    pub tokens_out: u64,
    /// Time waited, in milliseconds.
    pub millis: u64,
}

/// How much a day may cost; none is no limit.
///
/// Calls already on their way are not called back, so a day may end a few calls above it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Budget {
    /// Calls.
    pub calls: Option<u64>,
    /// Tokens, both ways.
    pub tokens: Option<u64>,
}

impl Spent {
    /// A question that was not asked.
    pub const fn skip() -> Self {
        Self { calls: 0, failures: 0, skipped: 1, tokens_in: 0, tokens_out: 0, millis: 0 }
    }

    /// Both ways.
    pub const fn tokens(&self) -> u64 {
        self.tokens_in.saturating_add(self.tokens_out)
    }

    /// Both costs together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            calls: self.calls.saturating_add(other.calls),
            failures: self.failures.saturating_add(other.failures),
            skipped: self.skipped.saturating_add(other.skipped),
            tokens_in: self.tokens_in.saturating_add(other.tokens_in),
            tokens_out: self.tokens_out.saturating_add(other.tokens_out),
            millis: self.millis.saturating_add(other.millis),
        }
    }
}

impl Budget {
    /// True where one more call may be made after this much.
    pub fn allows(&self, spent: &Spent) -> bool {
        self.calls.is_none_or(|most| spent.calls < most)
            && self.tokens.is_none_or(|most| spent.tokens() < most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_ends_with_its_calls_or_its_tokens() {
        let spent = Spent { calls: 3, tokens_in: 900, tokens_out: 100, ..Spent::default() };

        assert!(Budget::default().allows(&spent));
        assert!(Budget { calls: Some(4), tokens: Some(1001) }.allows(&spent));
        assert!(!Budget { calls: Some(3), tokens: None }.allows(&spent));
        assert!(!Budget { calls: None, tokens: Some(1000) }.allows(&spent));
        assert!(!Budget { calls: Some(0), tokens: None }.allows(&Spent::default()));
    }

    #[test]
    fn costs_add_up() {
        let one = Spent { calls: 1, failures: 1, millis: 30, ..Spent::default() };
        let both = one.and(Spent::skip()).and(one);

        assert_eq!((both.calls, both.failures, both.skipped, both.millis), (2, 2, 1, 60));
    }
}
