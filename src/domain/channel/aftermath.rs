//! What becomes of a message that its provider did not take.
//!
//! The class of the failure decides, not the provider: whether and when it goes again, in another
//! form, or never. What may have gone is never sent again by itself.

use chrono::{DateTime, TimeDelta, Utc};

use super::Failure;
use crate::domain::id::Id;

/// Refusals after which a message is given up.
pub const MOST_ATTEMPTS: i64 = 8;

/// Refusals of one form of a message after which no other is tried.
const MOST_FORMS: i64 = 3;

/// What becomes of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It goes again.
    Again {
        /// Not before this.
        at: DateTime<Utc>,
        /// True where the refusal was about the message, and counts.
        counted: bool,
        /// True where only a template may go.
        as_template: bool,
    },
    /// Nobody knows whether it went.
    Unknown,
    /// It does not go.
    Dead,
}

/// A message that was tried.
#[derive(Clone, Copy, Debug)]
pub struct Tried<'a> {
    /// Its id.
    pub id: &'a Id,
    /// How often it was tried, this time included.
    pub attempts: i64,
    /// True where a template may go instead and was not tried yet.
    pub has_template: bool,
}

/// What becomes of a message after a failure.
pub fn next(tried: Tried<'_>, failure: &Failure, now: DateTime<Utc>) -> Next {
    let Tried { id, attempts, has_template } = tried;
    let again = |at, counted| Next::Again { at, counted, as_template: false };
    match failure {
        Failure::Later { .. } if attempts < MOST_ATTEMPTS => {
            again(now + jittered(step(attempts), id, attempts), true)
        }
        Failure::Pair { after, .. } if attempts < MOST_ATTEMPTS => {
            let asked = after.map(|seconds| TimeDelta::seconds(i64::from(seconds)));
            again(now + asked.unwrap_or_else(|| fourfold(attempts)), true)
        }
        // The account waits, not the message: it stays where it is in the line.
        Failure::Throttled { .. } | Failure::Account { .. } => again(now, false),
        Failure::Ambiguous { .. } => Next::Unknown,
        Failure::WindowClosed if has_template => {
            Next::Again { at: now, counted: true, as_template: true }
        }
        Failure::Otherwise { .. } if attempts < MOST_FORMS => {
            again(now + jittered(step(attempts), id, attempts), true)
        }
        // Tried anew it goes as words where they may go, for the template is off by then.
        Failure::Template { .. } if attempts < MOST_FORMS => again(now, true),
        Failure::Later { .. }
        | Failure::Pair { .. }
        | Failure::WindowClosed
        | Failure::Otherwise { .. }
        | Failure::Template { .. }
        | Failure::Never { .. }
        | Failure::Changed { .. }
        | Failure::Malformed { .. } => Next::Dead,
    }
}

/// How long to wait before trying again: 5 s, 30 s, 2 min, 10 min, 30 min, 2 h, then 5 h.
pub fn step(attempts: i64) -> TimeDelta {
    match attempts {
        ..=1 => TimeDelta::seconds(5),
        2 => TimeDelta::seconds(30),
        3 => TimeDelta::minutes(2),
        4 => TimeDelta::minutes(10),
        5 => TimeDelta::minutes(30),
        6 => TimeDelta::hours(2),
        7.. => TimeDelta::hours(5),
    }
}

/// Up to a fifth less, so that those that failed together do not come back together.
fn jittered(time: TimeDelta, id: &Id, attempts: i64) -> TimeDelta {
    let drawn = Id::derive(&["jitter", id.as_str(), &attempts.to_string()]);
    let share = drawn.as_str().get(..4).and_then(|digits| i64::from_str_radix(digits, 16).ok());
    TimeDelta::milliseconds(time.num_milliseconds() * (1000 - share.unwrap_or(0) % 200) / 1000)
}

/// 1, 4, 16… seconds: what WhatsApp asks of who writes too much to one person.
fn fourfold(attempts: i64) -> TimeDelta {
    let power = u32::try_from(attempts.saturating_sub(1)).unwrap_or(0).min(7);
    TimeDelta::seconds(4_i64.pow(power))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
    }

    fn after(failure: &Failure, attempts: i64, has_template: bool) -> Next {
        next(Tried { id: &Id::derive(&["m"]), attempts, has_template }, failure, now())
    }

    fn code() -> String {
        "some".to_owned()
    }

    #[test]
    fn what_failed_comes_back_by_the_ladder_and_not_all_at_once() {
        let failure = Failure::Later { code: code() };
        let mut waits = Vec::new();
        for name in ["a", "b", "c", "d"] {
            let id = Id::derive(&[name]);
            let tried = Tried { id: &id, attempts: 2, has_template: false };
            let Next::Again { at, counted: true, .. } = next(tried, &failure, now()) else {
                panic!("it goes again")
            };
            waits.push(at - now());
        }

        assert!(waits.iter().all(|w| (24..=30).contains(&w.num_seconds())), "{waits:?}");
        waits.sort();
        waits.dedup();
        assert!(waits.len() > 1);
        assert_eq!(after(&failure, MOST_ATTEMPTS, false), Next::Dead);
    }

    #[test]
    fn a_recipient_who_gets_too_many_waits_longer_each_time() {
        let failure = Failure::Pair { code: code(), after: None };
        let waits: Vec<i64> = (1..=4)
            .map(|attempts| match after(&failure, attempts, false) {
                Next::Again { at, .. } => (at - now()).num_seconds(),
                Next::Unknown | Next::Dead => -1,
            })
            .collect();

        assert_eq!(waits, [1, 4, 16, 64]);
        let told = Failure::Pair { code: code(), after: Some(86_400) };
        let at = now() + TimeDelta::days(1);
        let again = Next::Again { at, counted: true, as_template: false };
        assert_eq!(after(&told, 1, false), again);
    }

    #[test]
    fn what_may_have_gone_is_not_sent_again() {
        assert_eq!(after(&Failure::Ambiguous { code: code() }, 1, true), Next::Unknown);
    }

    #[test]
    fn the_accounts_trouble_costs_a_message_nothing() {
        let again = Next::Again { at: now(), counted: false, as_template: false };

        assert_eq!(after(&Failure::Account { code: code() }, 99, false), again);
        let throttled = Failure::Throttled { code: code(), after: Some(9), alert: false };
        assert_eq!(after(&throttled, 99, false), again);
    }

    #[test]
    fn outside_the_window_only_a_template_goes() {
        let templated = Next::Again { at: now(), counted: true, as_template: true };

        assert_eq!(after(&Failure::WindowClosed, 1, true), templated);
        assert_eq!(after(&Failure::WindowClosed, 1, false), Next::Dead);
    }

    #[test]
    fn what_never_arrives_and_what_is_built_wrongly_is_given_up() {
        assert_eq!(after(&Failure::Never { code: code(), gone: true }, 1, true), Next::Dead);
        assert_eq!(after(&Failure::Malformed { code: code() }, 1, true), Next::Dead);
    }
}
