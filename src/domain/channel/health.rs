//! How an account of ours does at its provider, and what each answer changes about it.
//!
//! Suspended is a normal state: what goes by the account waits. After failures of the network or the
//! provider the account is paused and then tried with one message; after a throttle its rate halves
//! and comes back slowly. This module knows no row, no clock and no provider.

use chrono::{DateTime, TimeDelta, Utc};

use super::Failure;

/// Failures one after another from which an account is paused.
pub const MOST_FAILURES: u32 = 5;

/// What an account may send of its rate, in thousandths, where nothing was learnt.
pub const WHOLE: i64 = 1000;

/// The least that a throttled account still sends.
const LEAST: i64 = 60;

/// What comes back of the rate each minute, in thousandths.
const BACK_A_MINUTE: i64 = 50;

/// How long one message has, when a paused account is tried with it.
const TRIAL: TimeDelta = TimeDelta::seconds(60);

/// How an account does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// True where it may not send.
    pub suspended: bool,
    /// A code of why it is as it is.
    pub why: Option<String>,
    /// Nothing goes before this; then one message tries.
    pub blocked_until: Option<DateTime<Utc>>,
    /// Failures one after another.
    pub failures: u32,
    /// Throttles one after another.
    pub throttles: u32,
    /// What it may send of its rate, in thousandths, as of `learnt_at`.
    pub share: i64,
    /// When that was learnt.
    pub learnt_at: Option<DateTime<Utc>>,
}

impl Default for Health {
    fn default() -> Self {
        Self {
            suspended: false,
            why: None,
            blocked_until: None,
            failures: 0,
            throttles: 0,
            share: WHOLE,
            learnt_at: None,
        }
    }
}

/// What may go by an account now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// As much as its rate allows.
    Open,
    /// One message, to see whether it works again.
    Trial,
    /// Nothing; until when, where that is known.
    Shut(Option<DateTime<Utc>>),
}

impl Health {
    /// What may go now.
    pub fn gate(&self, now: DateTime<Utc>) -> Gate {
        match self.blocked_until {
            Some(until) if until > now => Gate::Shut(Some(until)),
            None if self.suspended => Gate::Shut(None),
            Some(_) if self.suspended || self.failures >= MOST_FAILURES => Gate::Trial,
            Some(_) | None => Gate::Open,
        }
    }

    /// What it may send of its rate now, in thousandths.
    pub fn share(&self, now: DateTime<Utc>) -> i64 {
        let back = self.learnt_at.map_or(0, |at| (now - at).num_minutes().max(0) * BACK_A_MINUTE);
        (self.share + back).min(WHOLE)
    }

    /// One message is on its way to try it: nothing else goes meanwhile.
    pub fn tried(&mut self, now: DateTime<Utc>) {
        self.blocked_until = Some(now + TRIAL);
    }

    /// It is open again, because somebody says so.
    pub fn resume(&mut self) {
        let (share, learnt_at) = (self.share, self.learnt_at);
        *self = Self { share, learnt_at, ..Self::default() };
    }

    /// The provider took a message, or refused it for what it is: the account works.
    ///
    /// What was on its way when the account was throttled opens nothing before its time.
    pub fn works(&mut self, now: DateTime<Utc>) {
        let was_shut = self.suspended || self.failures >= MOST_FAILURES;
        if self.is_shut(now) && !was_shut {
            self.failures = 0;
            return;
        }
        self.share = self.share(now);
        self.learnt_at = self.learnt_at.map(|_| now).filter(|_| self.share < WHOLE);
        self.resume();
    }

    /// Learns from a failure; true where somebody of ours should look.
    pub fn learn(&mut self, failure: &Failure, now: DateTime<Utc>) -> bool {
        match failure {
            Failure::Later { code } | Failure::Ambiguous { code } => {
                self.stumble(code, now);
                false
            }
            Failure::Throttled { code, after, alert } => {
                let asked = after.map(|seconds| TimeDelta::seconds(i64::from(seconds)));
                self.slow(code, (asked, *alert), now);
                *alert
            }
            Failure::Account { code } => self.suspend(code, now),
            Failure::Pair { .. }
            | Failure::WindowClosed
            | Failure::Otherwise { .. }
            | Failure::Template { .. }
            | Failure::Never { .. }
            | Failure::Changed { .. }
            | Failure::Malformed { .. } => {
                self.works(now);
                false
            }
        }
    }

    fn is_shut(&self, now: DateTime<Utc>) -> bool {
        self.blocked_until.is_some_and(|until| until > now)
    }

    fn stumble(&mut self, code: &str, now: DateTime<Utc>) {
        // Those on their way when it was paused tell nothing new; the one that tries it does.
        let trying = self.failures >= MOST_FAILURES;
        self.failures = self.failures.saturating_add(1).min(99);
        if self.failures < MOST_FAILURES || (self.is_shut(now) && !trying) {
            return;
        }
        let doubled = self.failures.saturating_sub(MOST_FAILURES).min(5);
        self.why = Some(code.to_owned());
        self.shut_until(now + TimeDelta::seconds(5 << doubled));
    }

    fn slow(&mut self, code: &str, (asked, alert): (Option<TimeDelta>, bool), now: DateTime<Utc>) {
        // Many on their way are throttled at once: that is one throttle.
        if !self.is_shut(now) {
            self.share = (self.share(now) / 2).max(LEAST);
            self.learnt_at = Some(now);
            self.throttles = self.throttles.saturating_add(1).min(99);
        }
        let doubled = self.throttles.saturating_sub(1).min(8);
        let least = if alert { TimeDelta::minutes(10) } else { TimeDelta::zero() };
        let pause = asked.unwrap_or_else(|| TimeDelta::seconds(1 << doubled)).max(least);
        self.why = Some(code.to_owned());
        self.shut_until(now + pause);
    }

    fn suspend(&mut self, code: &str, now: DateTime<Utc>) -> bool {
        if self.suspended && self.is_shut(now) && self.why.as_deref() == Some(code) {
            return false;
        }
        let pause = if self.suspended { TimeDelta::minutes(15) } else { TimeDelta::minutes(5) };
        self.suspended = true;
        self.why = Some(code.to_owned());
        self.blocked_until = Some(now + pause);
        true
    }

    fn shut_until(&mut self, until: DateTime<Utc>) {
        self.blocked_until = Some(self.blocked_until.map_or(until, |before| before.max(until)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
    }

    fn down() -> Failure {
        Failure::Later { code: "http-502".to_owned() }
    }

    fn throttled(after: Option<u32>) -> Failure {
        Failure::Throttled { code: "130429".to_owned(), after, alert: false }
    }

    #[test]
    fn an_account_that_fails_again_and_again_is_paused_and_then_tried() {
        let mut health = Health::default();
        for _ in 0..5 {
            assert_eq!(health.gate(now()), Gate::Open);
            health.learn(&down(), now());
        }

        let until = now() + TimeDelta::seconds(5);
        assert_eq!(health.gate(now()), Gate::Shut(Some(until)));
        assert_eq!(health.gate(until), Gate::Trial);
        health.tried(until);
        assert!(matches!(health.gate(until), Gate::Shut(_)));
        health.works(until);
        assert_eq!(health.gate(until), Gate::Open);
    }

    #[test]
    fn a_pause_grows_with_every_trial_that_fails() {
        let mut health = Health::default();
        let mut at = now();
        let mut pauses = Vec::new();
        for _ in 0..4 {
            health.learn(&down(), at);
        }
        for _ in 0..7 {
            health.blocked_until = health.blocked_until.map(|_| at);
            health.learn(&down(), at);
            let until = health.blocked_until.expect("it is paused");
            pauses.push((until - at).num_seconds());
            at = until;
        }

        assert_eq!(pauses, [5, 10, 20, 40, 80, 160, 160]);
    }

    #[test]
    fn a_throttle_is_obeyed_to_the_second_and_halves_the_rate_once() {
        let mut health = Health::default();
        for _ in 0..10 {
            health.learn(&throttled(Some(14)), now());
        }

        assert_eq!(health.gate(now()), Gate::Shut(Some(now() + TimeDelta::seconds(14))));
        assert_eq!(health.gate(now() + TimeDelta::seconds(14)), Gate::Open);
        assert_eq!(health.share(now()), 500);
        assert_eq!(health.share(now() + TimeDelta::minutes(4)), 700);
        assert_eq!(health.share(now() + TimeDelta::hours(1)), 1000);
    }

    #[test]
    fn a_throttle_without_a_time_waits_longer_each_time() {
        let mut health = Health::default();
        let mut at = now();
        for seconds in [1, 2, 4, 8] {
            health.learn(&throttled(None), at);
            assert_eq!(health.blocked_until, Some(at + TimeDelta::seconds(seconds)));
            at += TimeDelta::seconds(seconds);
        }
    }

    #[test]
    fn a_suspended_account_is_told_of_once_and_tried_after_a_while() {
        let mut health = Health::default();
        let refused = Failure::Account { code: "190".to_owned() };

        assert!(health.learn(&refused, now()));
        assert!(!health.learn(&refused, now()));
        assert_eq!(health.gate(now() + TimeDelta::minutes(5)), Gate::Trial);
        assert_eq!(Health { suspended: true, ..Health::default() }.gate(now()), Gate::Shut(None));
    }

    #[test]
    fn a_refusal_of_one_message_says_that_the_account_works() {
        let mut health = Health { failures: 4, ..Health::default() };

        health.learn(&Failure::Never { code: "131026".to_owned(), gone: false }, now());

        assert_eq!(health, Health::default());
    }
}
