//! On which days a plan is paid.
//!
//! The first payment lies within the band's span: with a down payment that is the down payment.
//! Where the customer named no day, the instalments begin within the span too; where they named
//! one, a down payment falls on it and the instalments follow from the next month on. Every day
//! is a banking day; months are anchored on the chosen day, which clamps and comes back.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::calendar::{Calendar, add_months, nominal_monthly};

/// The nearest two monthly payments may lie together, in days.
const CLOSEST: i64 = 20;

/// What the days of a plan follow from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pacing<'a> {
    pub calendar: &'a Calendar,
    pub as_of: NaiveDate,
    /// The longest span to the first payment, in days.
    pub span: u32,
    /// Days of the month that the band allows; empty means any.
    pub allowed: &'a [u32],
    /// When a down payment is due where nobody named a day.
    pub down_due: NaiveDate,
}

/// The days of one plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Schedule {
    pub down: Option<NaiveDate>,
    pub instalments: Vec<NaiveDate>,
}

impl Pacing<'_> {
    /// The last banking day within the span, after today.
    pub fn latest(&self) -> NaiveDate {
        let tomorrow = later(self.as_of, 1);
        let end = later(self.as_of, self.span.max(1));
        let mut within = backwards(end).take_while(|day| *day >= tomorrow);
        let open = within.find(|day| self.calendar.is_banking_day(*day));
        open.unwrap_or_else(|| self.calendar.next_banking_day(tomorrow))
    }

    /// True where a first payment may fall on the day.
    pub fn allows_first(&self, day: NaiveDate) -> bool {
        day >= self.as_of && self.calendar.next_banking_day(day) <= self.latest()
    }

    /// True where instalments may fall on the day of the month.
    pub fn allows_day(&self, day: u32) -> bool {
        (1..=31).contains(&day) && (self.allowed.is_empty() || self.allowed.contains(&day))
    }

    /// The allowed day of the month nearest to a wish.
    pub fn nearest_day(&self, day: u32) -> u32 {
        let day = day.clamp(1, 31);
        self.allowed.iter().copied().min_by_key(|other| other.abs_diff(day)).unwrap_or(day)
    }

    /// The nearest day on which a first payment may fall.
    pub fn nearest_first(&self, day: NaiveDate) -> NaiveDate {
        if day < self.as_of { self.calendar.next_banking_day(self.as_of) } else { self.latest() }
    }

    /// Lays out the days; a wish that is not allowed is the caller's to mend first.
    pub fn schedule(
        &self,
        down: bool,
        first: Option<NaiveDate>,
        due_day: Option<u32>,
        count: u32,
    ) -> Schedule {
        let day = due_day.or(first.map(|first| first.day())).map(|day| self.nearest_day(day));
        let down_due = down.then(|| self.calendar.next_banking_day(first.unwrap_or(self.down_due)));
        let start = match (first, down_due) {
            (Some(named), Some(_)) => month_after(named, day.unwrap_or(named.day())),
            (Some(named), None) => named,
            (None, down_due) => self.begin(down_due, day),
        };
        let anchor = day.unwrap_or(start.day());
        Schedule { down: down_due, instalments: self.monthly(start, anchor, count) }
    }

    /// The latest occurrence of the day within the span, else the latest day of the span.
    fn begin(&self, down_due: Option<NaiveDate>, day: Option<u32>) -> NaiveDate {
        let latest = self.latest();
        let floor = down_due.unwrap_or(self.as_of);
        let fits =
            |date: &NaiveDate| *date > floor && self.calendar.next_banking_day(*date) <= latest;
        let wanted = |date: &NaiveDate| match day {
            Some(day) => *date == add_months(*date, 0, day),
            None => self.allowed.iter().any(|day| *date == add_months(*date, 0, *day)),
        };
        let within = || backwards(latest).take_while(|date| *date > floor);
        let on_day = within().find(|date| wanted(date) && fits(date));
        let any = within().find(|date| self.calendar.is_banking_day(*date));
        on_day.or(any).unwrap_or_else(|| add_months(floor, 1, day.unwrap_or(floor.day())))
    }

    /// Monthly banking days; a second one too close after the first is left out.
    fn monthly(&self, start: NaiveDate, anchor: u32, count: u32) -> Vec<NaiveDate> {
        let mut days = nominal_monthly(start, anchor, count.saturating_add(1));
        let close = |first: &NaiveDate, second: &NaiveDate| (*second - *first).num_days() < CLOSEST;
        let too_close = matches!(days.as_slice(), [first, second, ..] if close(first, second));
        if too_close {
            days.remove(1);
        }
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        days.into_iter().take(count).map(|day| self.calendar.next_banking_day(day)).collect()
    }
}

/// The day of the month nearest to a month later, never too close.
fn month_after(named: NaiveDate, day: u32) -> NaiveDate {
    let next = add_months(named, 1, day);
    if (next - named).num_days() < CLOSEST { add_months(named, 2, day) } else { next }
}

/// A day so many days later; the last possible one where there is none.
pub(super) fn later(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}

/// A day and every day before it.
fn backwards(day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    std::iter::successors(Some(day), NaiveDate::pred_opt)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn pacing<'a>(calendar: &'a Calendar, allowed: &'a [u32], span: u32) -> Pacing<'a> {
        let as_of = day("2026-11-23");
        Pacing { calendar, as_of, span, allowed, down_due: day("2026-11-26") }
    }

    fn texts(days: &[NaiveDate]) -> Vec<String> {
        days.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn without_a_wish_the_plan_begins_on_the_last_banking_day_of_the_span() {
        let calendar = Calendar::brazil();

        let plan = pacing(&calendar, &[], 20).schedule(false, None, None, 3);

        // 23 November and 20 days is Sunday, 13 December.
        assert_eq!(texts(&plan.instalments), ["2026-12-11", "2027-01-11", "2027-02-11"]);
    }

    #[test]
    fn the_chosen_day_is_kept_and_moves_only_off_closed_days() {
        let calendar = Calendar::brazil();

        let plan = pacing(&calendar, &[], 20).schedule(false, None, Some(5), 3);

        // 5 December is a Saturday.
        assert_eq!(texts(&plan.instalments), ["2026-12-07", "2027-01-05", "2027-02-05"]);
    }

    #[test]
    fn a_day_beyond_the_span_begins_earlier_and_is_kept_from_the_second_on() {
        let calendar = Calendar::brazil();

        let plan = pacing(&calendar, &[], 10).schedule(false, None, Some(10), 3);

        // The span ends on 3 December; the 10th of the same month would be a week after.
        assert_eq!(texts(&plan.instalments), ["2026-12-03", "2027-01-11", "2027-02-10"]);
    }

    #[test]
    fn the_thirty_first_clamps_and_comes_back() {
        let calendar = Calendar::brazil();

        let plan = pacing(&calendar, &[], 45).schedule(false, None, Some(31), 4);

        let days = texts(&plan.instalments);
        assert_eq!(days, ["2026-12-31", "2027-02-01", "2027-03-01", "2027-03-31"]);
    }

    #[test]
    fn a_down_payment_takes_the_named_day_and_instalments_follow_a_month_later() {
        let calendar = Calendar::brazil();

        let plan = pacing(&calendar, &[], 25).schedule(true, Some(day("2026-12-10")), None, 2);

        assert_eq!(plan.down, Some(day("2026-12-10")));
        assert_eq!(texts(&plan.instalments), ["2027-01-11", "2027-02-10"]);
    }

    #[test]
    fn only_allowed_days_are_used() {
        let calendar = Calendar::brazil();
        let pacing = pacing(&calendar, &[5, 15, 25], 30);

        assert_eq!(pacing.nearest_day(12), 15);
        let plan = pacing.schedule(false, None, None, 2);
        assert_eq!(texts(&plan.instalments), ["2026-12-15", "2027-01-15"]);
    }
}
