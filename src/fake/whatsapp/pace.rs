//! The limits of volume: so many a second for a number, one in six seconds for a pair.

use std::collections::HashMap;
use std::sync::Mutex;

use chrono::{DateTime, Utc};

use super::problem::Refusal;
use crate::fake::held;

/// The limits that are kept; without them, everything goes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Limits {
    /// Messages a second of the number, in and out together.
    pub per_second: Option<u32>,
    /// What one customer may be sent.
    pub pair: Option<Pair>,
}

/// What one customer may be sent.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// The milliseconds that a message costs.
    pub every_ms: u32,
    /// How many may be borrowed from the future.
    pub burst: u32,
}

impl Pair {
    /// The provider's own: one message in six seconds, up to 45 at once.
    pub const REAL: Self = Self { every_ms: 6000, burst: 45 };
}

/// How much of the limits is used.
#[derive(Debug)]
pub struct Pacing {
    limits: Limits,
    used: Mutex<Used>,
}

#[derive(Debug, Default)]
struct Used {
    second: (i64, u32),
    /// When each customer's borrowed time is paid back, in milliseconds.
    paid_at: HashMap<String, i64>,
}

impl Pacing {
    /// Nothing is used yet.
    pub fn new(limits: Limits) -> Self {
        Self { limits, used: Mutex::default() }
    }

    /// A message of a customer counts, too.
    pub fn hear(&self, at: DateTime<Utc>) {
        if let Some(most) = self.limits.per_second {
            let _ = held(&self.used).count(at, most);
        }
    }

    /// One more message to a customer.
    ///
    /// # Errors
    /// When a limit is reached; a message refused costs nothing.
    pub fn send(&self, to: &str, at: DateTime<Utc>) -> Result<(), Refusal> {
        let mut used = held(&self.used);
        if let Some(pair) = self.limits.pair {
            used.pair(to, at, pair)?;
        }
        match self.limits.per_second {
            Some(most) if !used.count(at, most) => {
                Err(Refusal::new(130_429, "Cloud API message throughput has been reached."))
            }
            Some(_) | None => {
                if let Some(pair) = self.limits.pair {
                    used.pay(to, at, pair);
                }
                Ok(())
            }
        }
    }
}

impl Used {
    fn count(&mut self, at: DateTime<Utc>, most: u32) -> bool {
        let second = at.timestamp();
        if self.second.0 != second {
            self.second = (second, 0);
        }
        if self.second.1 >= most {
            return false;
        }
        self.second.1 += 1;
        true
    }

    fn pair(&self, to: &str, at: DateTime<Utc>, pair: Pair) -> Result<(), Refusal> {
        let now = at.timestamp_millis();
        let owed = self.paid_at.get(to).map_or(0, |paid_at| (paid_at - now).max(0));
        if owed + i64::from(pair.every_ms) > i64::from(pair.every_ms) * i64::from(pair.burst) {
            return Err(Refusal::new(
                131_056,
                "Message failed to send because there were too many messages sent from this \
                 phone number to the same phone number in a short period of time.",
            ));
        }
        Ok(())
    }

    fn pay(&mut self, to: &str, at: DateTime<Utc>, pair: Pair) {
        let now = at.timestamp_millis();
        let paid_at = self.paid_at.entry(to.to_owned()).or_insert(now);
        *paid_at = (*paid_at).max(now) + i64::from(pair.every_ms);
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn code(refused: Result<(), Refusal>) -> Option<u32> {
        refused.err().map(|refusal| refusal.code)
    }

    #[test]
    fn a_burst_is_borrowed_and_paid_back() {
        let pacing =
            Pacing::new(Limits { pair: Some(Pair { every_ms: 6000, burst: 2 }), per_second: None });
        let at = DateTime::UNIX_EPOCH;

        assert_eq!(code(pacing.send("1", at)), None);
        assert_eq!(code(pacing.send("1", at)), None);
        assert_eq!(code(pacing.send("1", at)), Some(131_056));
        assert_eq!(code(pacing.send("2", at)), None);
        assert_eq!(code(pacing.send("1", at + TimeDelta::seconds(6))), None);
    }

    #[test]
    fn a_number_speaks_and_hears_so_many_a_second() {
        let pacing = Pacing::new(Limits { per_second: Some(2), pair: None });
        let at = DateTime::UNIX_EPOCH;

        pacing.hear(at);

        assert_eq!(code(pacing.send("1", at)), None);
        assert_eq!(code(pacing.send("2", at)), Some(130_429));
        assert_eq!(code(pacing.send("2", at + TimeDelta::seconds(1))), None);
    }
}
