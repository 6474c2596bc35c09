//! The time of day: the only place that asks the machine for it.
//!
//! Everything else takes `now` as an argument. Tests and the demo may hold a clock that stands
//! still until it is told to move.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, DurationRound, TimeDelta, Utc};

/// Where the time comes from; clones share it.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// The machine's clock, moved by as much as the demo let pass.
    Shifted(Arc<Mutex<TimeDelta>>),
    /// A clock that stands still until it is moved.
    Manual(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// A clock that runs with the machine's and can be moved.
    pub fn shifted() -> Self {
        Self::Shifted(Arc::default())
    }

    /// A clock that stands still at a moment.
    pub fn manual(at: DateTime<Utc>) -> Self {
        Self::Manual(Arc::new(Mutex::new(whole(at))))
    }

    /// The time now, in whole milliseconds: the finest that every database keeps.
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::System => whole(machine()),
            Self::Shifted(by) => {
                whole(machine() + *by.lock().unwrap_or_else(PoisonError::into_inner))
            }
            Self::Manual(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Lets time pass; the machine's own clock does not move.
    pub fn pass(&self, time: TimeDelta) {
        match self {
            Self::System => {}
            Self::Shifted(by) => {
                let mut by = by.lock().unwrap_or_else(PoisonError::into_inner);
                *by += time;
            }
            Self::Manual(at) => {
                let mut at = at.lock().unwrap_or_else(PoisonError::into_inner);
                *at = whole(*at + time);
            }
        }
    }
}

/// Tells how long something takes, whatever is done to the time of day.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts one.
    #[expect(clippy::disallowed_methods, reason = "the one place that starts to measure")]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// How long it has run; the time of a process that is stopped counts.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the clock that everybody else is given")]
fn machine() -> DateTime<Utc> {
    Utc::now()
}

fn whole(at: DateTime<Utc>) -> DateTime<Utc> {
    at.duration_trunc(TimeDelta::milliseconds(1)).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_moves_only_when_told() {
        let clock = Clock::manual(DateTime::UNIX_EPOCH);
        let other = clock.clone();

        other.pass(TimeDelta::days(2));

        assert_eq!(clock.now(), DateTime::UNIX_EPOCH + TimeDelta::days(2));
        assert_eq!(clock.now(), clock.now());
    }

    #[test]
    fn a_shifted_clock_runs_ahead_of_the_machine() {
        let clock = Clock::shifted();

        clock.pass(TimeDelta::days(30));

        assert!(clock.now() > Clock::System.now() + TimeDelta::days(29));
    }
}
