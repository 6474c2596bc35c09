//! How fast we may send: by an account as a whole, and to each of its recipients.
//!
//! A [`Rate`] with one number, how far into the future it is spent, is all there is: the generic
//! cell rate algorithm. The number is shared by all who send, so that together they keep the rate.
//! Times are microseconds since 1970. This module knows no row and no clock.

use super::{TELEGRAM, WHATSAPP};

/// What Telegram allows a bot a second, by all chats together.
pub const TELEGRAM_PER_SECOND: u32 = 30;

const SECOND: i64 = 1_000_000;

/// A steady rate that lets some go at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    interval: i64,
    burst: i64,
}

impl Rate {
    /// At most so many in any second.
    ///
    /// # Examples
    /// ```
    /// use combinado::domain::channel::pacing::Rate;
    /// let rate = Rate::per_second(80);
    /// assert!((1..80).contains(&rate.room(0, 0)));
    /// assert_eq!(Rate::per_second(0), Rate::per_second(1));
    /// ```
    pub fn per_second(count: u32) -> Self {
        let count = i64::from(count.max(1));
        // What goes at once and what a second adds to it must not be more than the count. Two at
        // once make up for a sender that looks a little late.
        let burst = (count / 25).max(if count < 4 { 1 } else { 2 });
        Self { interval: SECOND.div_euclid((count - burst).max(1)) + 1, burst }
    }

    /// One in so many seconds, after some at once.
    pub fn one_in(seconds: u32, burst: u32) -> Self {
        Self { interval: i64::from(seconds.max(1)) * SECOND, burst: i64::from(burst.max(1)) }
    }

    /// The same, slowed to a share in thousandths.
    #[must_use]
    pub fn slowed(self, share: i64) -> Self {
        let share = share.clamp(1, 1000);
        let burst = (self.burst * share / 1000).max(1);
        Self { interval: self.interval * 1000 / share, burst }
    }

    /// How many may go now.
    pub fn room(self, spent_until: i64, now: i64) -> i64 {
        let spent = spent_until.max(now);
        ((now + self.burst * self.interval - spent) / self.interval).max(0)
    }

    /// Until when it is spent once so many go.
    pub fn spend(self, spent_until: i64, now: i64, count: i64) -> i64 {
        spent_until.max(now) + count * self.interval
    }

    /// How much of what came in and counts too is spent now: no more than a second's, for what is
    /// older is over.
    pub fn owed(self, count: i64) -> i64 {
        count.clamp(0, (SECOND / self.interval).max(1))
    }

    /// From when on one may go.
    pub fn ready_at(self, spent_until: i64) -> i64 {
        spent_until - (self.burst - 1) * self.interval
    }
}

/// How fast an account and each of its recipients may be sent to; none where nothing limits it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rates {
    /// The account as a whole.
    pub account: Option<Rate>,
    /// Each recipient.
    pub recipient: Option<Rate>,
}

impl Rates {
    /// What a channel allows, with an account's own rate.
    ///
    /// WhatsApp allows one message in six seconds to a recipient, where up to 45 may be borrowed from
    /// the future; we borrow 20. Telegram allows one a second to a chat, where short bursts pass.
    pub fn of(channel: &str, per_second: u32) -> Self {
        let recipient = match channel {
            WHATSAPP => Some(Rate::one_in(6, 20)),
            TELEGRAM => Some(Rate::one_in(1, 3)),
            _ => None,
        };
        Self { account: Some(Rate::per_second(per_second)), recipient }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Sends as much as may go at each moment; answers when each went.
    fn sent(rate: Rate, moments: &[i64]) -> Vec<i64> {
        let (mut spent, mut all) = (0, Vec::new());
        for now in moments {
            let room = rate.room(spent, *now);
            spent = rate.spend(spent, *now, room);
            all.extend((0..room).map(|_| *now));
        }
        all
    }

    proptest! {
        #[test]
        fn no_second_ever_holds_more_than_the_rate(
            count in 1_u32..1_000,
            steps in proptest::collection::vec(0_i64..400_000, 1..200),
        ) {
            let moments: Vec<i64> = steps
                .iter()
                .scan(SECOND, |now, step| { *now += step; Some(*now) })
                .collect();
            let all = sent(Rate::per_second(count), &moments);

            for (place, first) in all.iter().enumerate() {
                let within = all[place..].iter().take_while(|at| **at < first + SECOND).count();
                // One a second cannot be less than one at once.
                prop_assert!(within <= count.max(2) as usize, "{within} of {count}");
            }
        }

        #[test]
        fn it_is_ready_when_it_says_so(
            count in 1_u32..1_000, spent in 0_i64..10 * SECOND, now in 0_i64..10 * SECOND,
        ) {
            let rate = Rate::per_second(count);

            prop_assert_eq!(rate.room(spent, now) > 0, now >= rate.ready_at(spent.max(now)));
        }
    }

    #[test]
    fn a_steady_sender_gets_nearly_all_of_the_rate() {
        let rate = Rate::per_second(80);
        let moments: Vec<i64> = (0..10_000).map(|step| step * 10_000).collect();

        let all = sent(rate, &moments).len();

        assert!((7_600..=8_000).contains(&all), "{all} in a hundred seconds");
    }

    #[test]
    fn a_recipient_gets_twenty_at_once_and_then_one_in_six_seconds() {
        let rate = Rates::of(WHATSAPP, 80).recipient.expect("there is one");

        assert_eq!(rate.room(0, SECOND), 20);
        let spent = rate.spend(0, SECOND, 20);
        assert_eq!(rate.room(spent, SECOND), 0);
        assert_eq!(rate.ready_at(spent), 7 * SECOND);
        assert_eq!(rate.room(spent, 7 * SECOND), 1);
    }

    #[test]
    fn what_came_in_long_ago_holds_up_nothing() {
        let rate = Rate::per_second(80);

        assert_eq!(rate.owed(3), 3);
        assert!((70..=80).contains(&rate.owed(1_000_000)));
    }

    #[test]
    fn what_was_throttled_is_slower() {
        let rate = Rate::per_second(80);

        assert_eq!(rate.slowed(500).interval, rate.interval * 2);
        assert_eq!(rate.slowed(1000), rate);
    }
}
