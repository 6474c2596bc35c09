//! The limits of volume: so many a second overall, one a second in a chat.

use std::collections::HashMap;
use std::sync::Mutex;

use chrono::{DateTime, Utc};

use super::problem::Refusal;
use crate::fake::held;

/// The limits that are kept; without them, everything goes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Limits {
    /// Messages a second, overall.
    pub per_second: Option<u32>,
    /// The milliseconds that a message costs in its chat, and how many may be borrowed.
    pub per_chat: Option<(u32, u32)>,
}

impl Limits {
    /// What is said of the provider: thirty a second, one a second in a chat with short bursts.
    pub const REAL: Self = Self { per_second: Some(30), per_chat: Some((1000, 5)) };
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
    paid_at: HashMap<String, i64>,
}

impl Pacing {
    /// Nothing is used yet.
    pub fn new(limits: Limits) -> Self {
        Self { limits, used: Mutex::default() }
    }

    /// One more message in a chat.
    ///
    /// # Errors
    /// When a limit is reached; it says how long to wait.
    pub fn send(&self, chat: &str, at: DateTime<Utc>) -> Result<(), Refusal> {
        let mut used = held(&self.used);
        let now = at.timestamp_millis();
        if let Some((every, burst)) = self.limits.per_chat {
            let owed = used.paid_at.get(chat).map_or(0, |paid_at| (paid_at - now).max(0));
            let most = i64::from(every) * i64::from(burst);
            if owed + i64::from(every) > most {
                let wait = (owed + i64::from(every) - most).div_euclid(1000) + 1;
                return Err(Refusal::too_many(u32::try_from(wait).ok()));
            }
        }
        if let Some(most) = self.limits.per_second {
            let second = at.timestamp();
            if used.second.0 != second {
                used.second = (second, 0);
            }
            if used.second.1 >= most {
                return Err(Refusal::too_many(Some(1)));
            }
            used.second.1 += 1;
        }
        if let Some((every, _)) = self.limits.per_chat {
            let paid_at = used.paid_at.entry(chat.to_owned()).or_insert(now);
            *paid_at = (*paid_at).max(now) + i64::from(every);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chat_that_is_full_says_how_long_to_wait() {
        let pacing = Pacing::new(Limits { per_second: None, per_chat: Some((1000, 2)) });
        let at = DateTime::UNIX_EPOCH;

        assert!(pacing.send("1", at).is_ok());
        assert!(pacing.send("1", at).is_ok());
        let refused = pacing.send("1", at);

        assert_eq!(refused.err().and_then(|refusal| refusal.retry_after), Some(2));
        assert!(pacing.send("2", at).is_ok());
    }
}
