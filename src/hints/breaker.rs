//! Stops asking an endpoint that does not answer, and tries again after a while.
//!
//! After five failures in a row it opens for half a minute; then one question goes through as a
//! probe. A probe that fails opens it for twice as long, up to ten minutes; one that is answered
//! closes it. The time is an argument: nothing here waits.

use chrono::{DateTime, TimeDelta, Utc};

/// Failures in a row after which it opens.
const FAILURES: u32 = 5;
/// How long it opens first.
const FIRST: TimeDelta = TimeDelta::seconds(30);
/// The longest it opens for.
pub const LONGEST: TimeDelta = TimeDelta::minutes(10);
/// After this long a probe that nobody ended is forgotten.
const PROBE: TimeDelta = TimeDelta::seconds(30);

/// Whether questions go through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Breaker {
    failures: u32,
    open: Option<Open>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Open {
    until: DateTime<Utc>,
    wait: TimeDelta,
    probing: Option<DateTime<Utc>>,
}

impl Breaker {
    /// True where a question may go through now; while open, one at a time after its time is over.
    pub fn permits(&mut self, now: DateTime<Utc>) -> bool {
        let Some(open) = &mut self.open else { return true };
        let probed = open.probing.is_some_and(|since| now - since < PROBE);
        if now < open.until || probed {
            return false;
        }
        open.probing = Some(now);
        true
    }

    /// True where no question goes through before some time is over.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.open.is_some_and(|open| now < open.until)
    }

    /// A question was answered.
    pub fn answered(&mut self) {
        *self = Self::default();
    }

    /// A permitted question was not asked after all: it proves nothing.
    pub fn unasked(&mut self) {
        if let Some(open) = &mut self.open {
            open.probing = None;
        }
    }

    /// A question was not answered; true where this opens it.
    pub fn failed(&mut self, now: DateTime<Utc>) -> bool {
        self.failures = self.failures.saturating_add(1);
        let wait = match self.open {
            Some(open) if open.probing.is_some() => (open.wait * 2).min(LONGEST),
            // Asked before it opened, answered after: nothing new.
            Some(_) => return false,
            None if self.failures < FAILURES => return false,
            None => FIRST,
        };
        self.pause(now, wait);
        true
    }

    /// Opens for a time, because the endpoint asked for it or will not change its mind soon.
    pub fn pause(&mut self, now: DateTime<Utc>, wait: TimeDelta) {
        let wait = wait.clamp(TimeDelta::seconds(1), LONGEST);
        self.open = Some(Open { until: now + wait, wait: wait.max(FIRST), probing: None });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    fn opened() -> Breaker {
        let mut breaker = Breaker::default();
        let opens: Vec<bool> = (0..5).map(|_| breaker.failed(at(0))).collect();
        assert_eq!(opens, [false, false, false, false, true]);
        breaker
    }

    #[test]
    fn an_answer_in_between_keeps_it_closed() {
        let mut breaker = Breaker::default();
        for _ in 0..10 {
            (0..4).for_each(|_| assert!(!breaker.failed(at(0))));
            breaker.answered();
        }
        assert!(breaker.permits(at(0)));
    }

    #[test]
    fn five_failures_open_it_and_one_probe_goes_through_later() {
        let mut breaker = opened();

        assert!(breaker.is_open(at(29)) && !breaker.permits(at(29)));
        assert!(breaker.permits(at(30)), "the probe");
        assert!(!breaker.permits(at(30)), "only one");

        breaker.answered();
        assert!(breaker.permits(at(31)) && breaker.permits(at(31)));
    }

    #[test]
    fn a_probe_that_fails_opens_it_for_longer_up_to_ten_minutes() {
        let mut breaker = opened();
        let mut now = 0;
        for wait in [30, 60, 120, 240, 480, 600, 600] {
            assert!(!breaker.permits(at(now + wait - 1)), "{wait}");
            now += wait;
            assert!(breaker.permits(at(now)), "{wait}");
            assert!(breaker.failed(at(now)));
        }
    }

    #[test]
    fn a_probe_that_nobody_ended_blocks_for_half_a_minute_only() {
        let mut breaker = opened();
        assert!(breaker.permits(at(30)));
        assert!(!breaker.permits(at(59)));
        assert!(breaker.permits(at(60)));

        breaker.unasked();
        assert!(breaker.permits(at(61)));
    }

    #[test]
    fn late_failures_do_not_open_it_again() {
        let mut breaker = opened();
        assert!(!breaker.failed(at(20)));
        assert!(breaker.permits(at(30)));
    }

    #[test]
    fn an_endpoint_may_ask_for_its_pause() {
        let mut breaker = Breaker::default();
        breaker.pause(at(0), TimeDelta::seconds(90));
        assert!(!breaker.permits(at(89)) && breaker.permits(at(90)));

        breaker.pause(at(0), TimeDelta::days(3));
        assert!(breaker.permits(at(600)), "never longer than ten minutes");
    }
}
