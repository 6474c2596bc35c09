//! Time as the desk counts it: only the hours in which humans answer.
//!
//! It knows no case and no clock; moments are local ones, converted by whoever asks.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::facts::DeskHours;
use crate::domain::calendar::Calendar;

/// The most days that a moment is looked for ahead.
const FAR: usize = 4000;

impl DeskHours {
    /// True where somebody answers on a day.
    pub fn opens(&self, day: NaiveDate, calendar: &Calendar) -> bool {
        calendar.national_holiday(day).is_none()
            && !self.closed.contains(&day)
            && day.weekday().number_from_monday() <= 5
    }

    /// How much of the time between two moments somebody answers in; nothing where they are turned.
    ///
    /// # Examples
    /// ```
    /// use chrono::{NaiveDateTime, TimeDelta};
    /// use combinado::domain::calendar::Calendar;
    /// use combinado::domain::dialogue::facts::DeskHours;
    /// let at = |text: &str| text.parse::<NaiveDateTime>().expect("a time");
    /// let (desk, calendar) = (DeskHours::default(), Calendar::brazil());
    /// // From Friday at half past five in the afternoon to Monday at ten.
    /// let open = desk.between(at("2026-11-27T17:30:00"), at("2026-11-30T10:00:00"), &calendar);
    /// assert_eq!(open, TimeDelta::minutes(90));
    /// ```
    pub fn between(
        &self,
        from: NaiveDateTime,
        to: NaiveDateTime,
        calendar: &Calendar,
    ) -> TimeDelta {
        let days = from.date().iter_days().take_while(|day| *day <= to.date());
        let open = days.filter(|day| self.opens(*day, calendar)).map(|day| {
            let (opens, closes) = self.of(day);
            (closes.min(to) - opens.max(from)).max(TimeDelta::zero())
        });
        open.sum()
    }

    /// The moment at which so much of their time has passed since another one.
    ///
    /// # Examples
    /// ```
    /// use chrono::{NaiveDateTime, TimeDelta};
    /// use combinado::domain::calendar::Calendar;
    /// use combinado::domain::dialogue::facts::DeskHours;
    /// let at = |text: &str| text.parse::<NaiveDateTime>().expect("a time");
    /// let (desk, calendar) = (DeskHours::default(), Calendar::brazil());
    /// let then = desk.after(at("2026-11-27T17:30:00"), TimeDelta::minutes(90), &calendar);
    /// assert_eq!(then, at("2026-11-30T10:00:00"));
    /// ```
    pub fn after(
        &self,
        from: NaiveDateTime,
        time: TimeDelta,
        calendar: &Calendar,
    ) -> NaiveDateTime {
        let mut left = time.max(TimeDelta::zero());
        let days = from.date().iter_days().take(FAR);
        for day in days.filter(|day| self.opens(*day, calendar)) {
            let (opens, closes) = self.of(day);
            let begins = opens.max(from);
            let here = (closes - begins).max(TimeDelta::zero());
            if left <= here && begins < closes {
                return begins + left;
            }
            left -= here;
        }
        from + time
    }

    /// When a day begins and ends at the desk.
    fn of(&self, day: NaiveDate) -> (NaiveDateTime, NaiveDateTime) {
        let hour = |hour: u32| day.and_time(NaiveTime::MIN) + TimeDelta::hours(i64::from(hour));
        (hour(self.from_hour), hour(self.to_hour))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn monday() -> NaiveDateTime {
        "2026-11-16T00:00:00".parse().expect("a moment")
    }

    #[test]
    fn a_holiday_and_a_weekend_do_not_count() {
        let (desk, calendar) = (DeskHours::default(), Calendar::brazil());
        let at = |text: &str| text.parse::<NaiveDateTime>().expect("a moment");

        // Thursday noon to Tuesday noon, with a holiday on Friday the 20th.
        let open = desk.between(at("2026-11-19T12:00:00"), at("2026-11-24T12:00:00"), &calendar);

        assert_eq!(open, TimeDelta::hours(6 + 9 + 3));
    }

    #[test]
    fn a_day_that_the_desk_closes_does_not_count() {
        let day = |text: &str| text.parse().expect("a day");
        let desk = DeskHours { closed: vec![day("2026-11-17")], ..DeskHours::default() };

        let open = desk.between(monday(), monday() + TimeDelta::days(3), &Calendar::brazil());

        assert_eq!(open, TimeDelta::hours(18));
    }

    proptest! {
        #[test]
        fn what_passes_after_a_moment_is_what_lies_between(
            begins in 0_i64..20_000, minutes in 1_i64..5_000,
        ) {
            let (desk, calendar) = (DeskHours::default(), Calendar::brazil());
            let from = monday() + TimeDelta::minutes(begins);

            let then = desk.after(from, TimeDelta::minutes(minutes), &calendar);

            prop_assert_eq!(desk.between(from, then, &calendar), TimeDelta::minutes(minutes));
        }

        #[test]
        fn time_adds_up(a in 0_i64..20_000, b in 0_i64..20_000, c in 0_i64..20_000) {
            let (desk, calendar) = (DeskHours::default(), Calendar::brazil());
            let mut at = [a, b, c].map(|minutes| monday() + TimeDelta::minutes(minutes));
            at.sort_unstable();
            let [first, second, third] = at;

            let whole = desk.between(first, third, &calendar);

            let parts = desk.between(first, second, &calendar)
                + desk.between(second, third, &calendar);
            prop_assert_eq!(whole, parts);
        }
    }
}
