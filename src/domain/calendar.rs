//! The Brazilian calendar: holidays, banking days, paydays, due dates, contact hours.
//!
//! Everything is computed by rule, for any year. This module knows no debt, no clock and no
//! channel; dates and times are the customer's local ones, converted by whoever asks.
//! To add a national holiday: a variant of [`Holiday`] and its line in `fixed_holiday`. State
//! and city holidays come from outside, through [`Calendar::with_local`].

use std::collections::BTreeSet;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

/// A national holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holiday {
    /// 1 January.
    NewYear,
    /// The Friday before Easter.
    GoodFriday,
    /// 21 April.
    Tiradentes,
    /// 1 May.
    LabourDay,
    /// 7 September.
    Independence,
    /// 12 October.
    OurLadyAparecida,
    /// 2 November.
    AllSouls,
    /// 15 November.
    Republic,
    /// 20 November, national since 2024 (Lei 14.759/2023).
    BlackConsciousness,
    /// 25 December.
    Christmas,
}

/// The days on which banks, payroll and contact rest.
///
/// # Examples
/// ```
/// use chrono::NaiveDate;
/// use combinado::domain::calendar::Calendar;
/// let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
/// let calendar = Calendar::brazil();
/// assert_eq!(calendar.next_banking_day(day("2026-11-20")), day("2026-11-23"));
/// assert!(!calendar.is_banking_day(day("2026-11-21"))); // a Saturday
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    local: BTreeSet<NaiveDate>,
}

impl Calendar {
    /// The national calendar, without state or city holidays.
    pub fn brazil() -> Self {
        Self::default()
    }

    /// Adds state, city or creditor holidays; they close banks, payroll and contact.
    #[must_use]
    pub fn with_local(mut self, days: impl IntoIterator<Item = NaiveDate>) -> Self {
        self.local.extend(days);
        self
    }

    /// The national holiday of a date, if it is one.
    pub fn national_holiday(&self, date: NaiveDate) -> Option<Holiday> {
        national_holiday(date)
    }

    /// True where banks settle: Monday to Friday, no holiday, Carnival or Corpus Christi.
    ///
    /// Ash Wednesday, 24 and 31 December count: banks open, if for fewer hours.
    pub fn is_banking_day(&self, date: NaiveDate) -> bool {
        !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
            && national_holiday(date).is_none()
            && !bank_recess(date)
            && !self.local.contains(&date)
    }

    /// The same day where banks settle, else the next one on which they do.
    pub fn next_banking_day(&self, date: NaiveDate) -> NaiveDate {
        date.iter_days().find(|day| self.is_banking_day(*day)).unwrap_or(date)
    }

    /// The `count`-th banking day after a date; with 0, its own or the next one.
    pub fn add_banking_days(&self, date: NaiveDate, count: u32) -> NaiveDate {
        if count == 0 {
            return self.next_banking_day(date);
        }
        (0..count)
            .fold(date, |day, _| day.succ_opt().map_or(day, |next| self.next_banking_day(next)))
    }

    /// The `n`-th banking day of a month, from 1; none where the month has fewer.
    pub fn nth_banking_day(&self, year: i32, month: u32, n: u32) -> Option<NaiveDate> {
        nth(year, month, n, |day| self.is_banking_day(day))
    }

    /// The `n`-th payroll day of a month, as salaries count it (CLT art. 459).
    ///
    /// Saturdays count; Sundays and holidays, local ones too, do not.
    pub fn nth_payroll_day(&self, year: i32, month: u32, n: u32) -> Option<NaiveDate> {
        nth(year, month, n, |day| {
            day.weekday() != Weekday::Sun
                && national_holiday(day).is_none()
                && !self.local.contains(&day)
        })
    }

    /// Monthly due dates as [`nominal_monthly`], each moved to a banking day.
    ///
    /// # Examples
    /// ```
    /// use chrono::NaiveDate;
    /// use combinado::domain::calendar::Calendar;
    /// let first = "2026-12-31".parse::<NaiveDate>().expect("a date");
    /// let dates = Calendar::brazil().monthly(first, 31, 3);
    /// let texts: Vec<String> = dates.iter().map(ToString::to_string).collect();
    /// assert_eq!(texts, ["2026-12-31", "2027-02-01", "2027-03-01"]);
    /// ```
    pub fn monthly(&self, first: NaiveDate, anchor_day: u32, count: u32) -> Vec<NaiveDate> {
        nominal_monthly(first, anchor_day, count)
            .into_iter()
            .map(|day| self.next_banking_day(day))
            .collect()
    }

    /// The last day on which a Pix charge with a due date can be paid.
    ///
    /// The due date moves to a banking day, the tolerance runs in calendar days, and its end
    /// moves to a banking day again (BACEN API Pix, `validadeAposVencimento`).
    pub fn last_payable_day(&self, due_on: NaiveDate, tolerance_days: u32) -> NaiveDate {
        let due = self.next_banking_day(due_on);
        let end = due.checked_add_days(Days::new(tolerance_days.into())).unwrap_or(due);
        self.next_banking_day(end)
    }
}

/// Monthly dates on an anchor day, before any move to banking days.
///
/// The first date is kept as given; each further month takes the anchor day, clamped to the
/// month's end and back again: 31 January, 28 February, 31 March. Give the *nominal* first date,
/// not one already moved to a banking day, or a month may be skipped.
pub fn nominal_monthly(first: NaiveDate, anchor_day: u32, count: u32) -> Vec<NaiveDate> {
    (0..count)
        .map(|month| if month == 0 { first } else { add_months(first, month, anchor_day) })
        .collect()
}

/// The anchor day of the month `months` after a date's month, clamped to that month's end.
pub fn add_months(date: NaiveDate, months: u32, anchor_day: u32) -> NaiveDate {
    let month = date.with_day(1).and_then(|start| start.checked_add_months(Months::new(months)));
    month.map_or(date, |month| {
        let days = u32::from(month.num_days_in_month());
        month.with_day(anchor_day.clamp(1, days)).unwrap_or(month)
    })
}

/// Easter Sunday of a year (Meeus, Jones and Butcher).
pub fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, rest) = (year.div_euclid(100), year.rem_euclid(100));
    let correction = (century + 8).div_euclid(25);
    let moon = (century - correction + 1).div_euclid(3);
    let epact = (19 * golden + century - century.div_euclid(4) - moon + 15).rem_euclid(30);
    let weekday = (32 + 2 * century.rem_euclid(4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    let (month, day) = (u32::try_from(days / 31).ok()?, u32::try_from(days % 31 + 1).ok()?);
    NaiveDate::from_ymd_opt(year, month, day)
}

/// The hours in which we may be the first to write, in the customer's local time.
///
/// Monday to Friday on banking days only; answers to what the customer wrote are not bound.
///
/// # Examples
/// ```
/// use chrono::NaiveDateTime;
/// use combinado::domain::calendar::{Calendar, ContactHours};
/// let at = |text: &str| text.parse::<NaiveDateTime>().expect("a time");
/// let (hours, calendar) = (ContactHours::default(), Calendar::brazil());
/// assert!(hours.allows(at("2026-11-23T09:00:00"), &calendar));
/// assert!(!hours.allows(at("2026-11-23T18:00:00"), &calendar));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContactHours {
    opens: NaiveTime,
    closes: NaiveTime,
}

impl Default for ContactHours {
    fn default() -> Self {
        let hour = |hour| NaiveTime::MIN + chrono::TimeDelta::hours(hour);
        Self { opens: hour(9), closes: hour(18) }
    }
}

impl ContactHours {
    /// Sets other hours; none where they do not open before they close.
    pub fn new(opens: NaiveTime, closes: NaiveTime) -> Option<Self> {
        (opens < closes).then_some(Self { opens, closes })
    }

    /// The first moment of a day.
    pub fn opens(&self) -> NaiveTime {
        self.opens
    }

    /// The moment from which it is too late.
    pub fn closes(&self) -> NaiveTime {
        self.closes
    }

    /// True where we may write first at this local time.
    pub fn allows(&self, local: NaiveDateTime, calendar: &Calendar) -> bool {
        calendar.is_banking_day(local.date()) && (self.opens..self.closes).contains(&local.time())
    }

    /// This local time where it is allowed, else the next opening.
    pub fn next_opening(&self, local: NaiveDateTime, calendar: &Calendar) -> NaiveDateTime {
        if self.allows(local, calendar) {
            return local;
        }
        let today = local.date();
        let from = if local.time() < self.opens { Some(today) } else { today.succ_opt() };
        calendar.next_banking_day(from.unwrap_or(today)).and_time(self.opens)
    }
}

fn national_holiday(date: NaiveDate) -> Option<Holiday> {
    fixed_holiday(date)
        .or_else(|| (days_after_easter(date) == Some(-2)).then_some(Holiday::GoodFriday))
}

fn fixed_holiday(date: NaiveDate) -> Option<Holiday> {
    match (date.month(), date.day()) {
        (1, 1) => Some(Holiday::NewYear),
        (4, 21) => Some(Holiday::Tiradentes),
        (5, 1) => Some(Holiday::LabourDay),
        (9, 7) => Some(Holiday::Independence),
        (10, 12) => Some(Holiday::OurLadyAparecida),
        (11, 2) => Some(Holiday::AllSouls),
        (11, 15) => Some(Holiday::Republic),
        (11, 20) if date.year() >= 2024 => Some(Holiday::BlackConsciousness),
        (12, 25) => Some(Holiday::Christmas),
        _ => None,
    }
}

/// Carnival Monday and Tuesday, Corpus Christi: banks rest, the country need not.
fn bank_recess(date: NaiveDate) -> bool {
    matches!(days_after_easter(date), Some(-48 | -47 | 60))
}

fn days_after_easter(date: NaiveDate) -> Option<i64> {
    easter(date.year()).map(|easter| date.signed_duration_since(easter).num_days())
}

fn nth(year: i32, month: u32, n: u32, counts: impl Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
    let start = NaiveDate::from_ymd_opt(year, month, 1)?;
    let skip = usize::try_from(n.checked_sub(1)?).ok()?;
    start.iter_days().take_while(|day| day.month() == month).filter(|day| counts(*day)).nth(skip)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn vectors(text: &str) -> Value {
        serde_json::from_str(text).expect("vectors are JSON")
    }

    fn holidays() -> Value {
        vectors(include_str!("../../tests/fixtures/vectors/holidays_br_2024_2027.json"))
    }

    fn finance(id: &str) -> Value {
        let all = vectors(include_str!("../../tests/fixtures/vectors/finance_vectors.json"));
        let list = all["vectors"].as_array().expect("a list");
        list.iter().find(|vector| vector["id"] == id).expect("a vector").clone()
    }

    fn day(value: &Value) -> NaiveDate {
        value.as_str().and_then(|text| text.parse().ok()).expect("a date")
    }

    fn days(value: &Value) -> Vec<NaiveDate> {
        value.as_array().expect("a list").iter().map(day).collect()
    }

    fn year_days(year: i32) -> impl Iterator<Item = NaiveDate> {
        let start = NaiveDate::from_ymd_opt(year, 1, 1).expect("a year");
        start.iter_days().take_while(move |day| day.year() == year)
    }

    #[test]
    fn holidays_of_each_year_are_those_of_the_law() {
        let calendar = Calendar::brazil();
        for (year, expected) in holidays()["years"].as_object().expect("years") {
            let year: i32 = year.parse().expect("a year");
            let national: Vec<NaiveDate> =
                year_days(year).filter(|d| calendar.national_holiday(*d).is_some()).collect();
            let closed: Vec<NaiveDate> = year_days(year)
                .filter(|d| national_holiday(*d).is_some() || bank_recess(*d))
                .collect();
            let open = year_days(year).filter(|d| calendar.is_banking_day(*d)).count();

            assert_eq!(easter(year), Some(day(&expected["easter"])));
            let listed = expected["national"].as_array().expect("a list");
            assert_eq!(national, listed.iter().map(|h| day(&h["date"])).collect::<Vec<_>>());
            assert_eq!(closed, days(&expected["bank_non_business"]));
            assert_eq!(Some(open as u64), expected["banking_business_days_in_year"].as_u64());
        }
    }

    #[test]
    fn a_closed_day_moves_to_the_next_open_one() {
        let calendar = Calendar::brazil();
        for vector in holidays()["next_business_day_vectors"].as_array().expect("a list") {
            let date = day(&vector["date"]);

            let open = vector["is_banking_business_day"].as_bool();

            assert_eq!(Some(calendar.is_banking_day(date)), open);
            assert_eq!(calendar.next_banking_day(date), day(&vector["next_or_same"]));
        }
    }

    #[test]
    fn the_fifth_day_counts_saturdays_for_salaries_only() {
        let calendar = Calendar::brazil();
        for (year, expected) in holidays()["years"].as_object().expect("years") {
            let year: i32 = year.parse().expect("a year");
            for (month, fifth) in expected["fifth_business_day"].as_object().expect("months") {
                let month: u32 = month.parse().expect("a month");
                let salary = calendar.nth_payroll_day(year, month, 5);
                let banking = calendar.nth_banking_day(year, month, 5);

                assert_eq!(salary, Some(day(&fifth["salary_saturday_counts"])));
                assert_eq!(banking, Some(day(&fifth["banking"])));
            }
        }
        assert_eq!(calendar.nth_banking_day(2026, 2, 25), None);
        assert_eq!(calendar.nth_banking_day(2026, 2, 0), None);
        assert_eq!(calendar.nth_banking_day(2026, 13, 1), None);
    }

    #[test]
    fn monthly_dates_keep_their_anchor() {
        for (id, anchor) in [("datas-01", 31), ("datas-02", 20)] {
            let vector = finance(id);
            let first = day(&vector["input"]["first"]);
            let count = u32::try_from(vector["input"]["n"].as_u64().expect("n")).expect("small");

            let nominal = nominal_monthly(first, anchor, count);
            let adjusted = Calendar::brazil().monthly(first, anchor, count);

            assert_eq!(nominal, days(&vector["expected"]["nominal"]));
            assert_eq!(adjusted, days(&vector["expected"]["adjusted"]));
        }
    }

    #[test]
    fn a_record_is_removed_within_five_banking_days() {
        let vector = finance("baixa-negativacao-01");
        let paid = day(&vector["input"]["paid_available"]);
        let calendar = Calendar::brazil();

        let first = calendar.add_banking_days(paid, 1);
        let last = calendar.add_banking_days(paid, 5);

        assert_eq!(first, day(&vector["expected"]["first_counted_day"]));
        assert_eq!(last, day(&vector["expected"]["deadline"]));
    }

    #[test]
    fn a_pix_charge_stays_payable_as_the_central_bank_says() {
        let vector = finance("cobv-validade-01");
        for case in vector["input"]["cases"].as_array().expect("cases") {
            let name = case["example"].as_str().expect("a name");
            let due = day(&case["dataDeVencimento"]);
            let tolerance = case["validadeAposVencimento"].as_u64().expect("days");
            let tolerance = u32::try_from(tolerance).expect("small");

            let last = Calendar::brazil().last_payable_day(due, tolerance);

            assert_eq!(last, day(&vector["expected"]["last_payable_day"][name]), "{name}");
        }
    }

    #[test]
    fn five_years_end_on_the_same_day_number() {
        let vector = finance("prescricao-01");
        let due = day(&vector["input"]["due"]);

        let blocked = add_months(due, 60, due.day());

        assert_eq!(blocked, day(&vector["expected"]["block_collection_from"]));
    }

    #[test]
    fn local_holidays_close_banks_and_payroll() {
        let local = "2027-01-25".parse().expect("a date");
        let calendar = Calendar::brazil().with_local([local]);

        assert!(Calendar::brazil().is_banking_day(local));
        assert_eq!(calendar.next_banking_day(local).to_string(), "2027-01-26");
    }

    #[test]
    fn contact_opens_on_the_next_allowed_morning() {
        let (hours, calendar) = (ContactHours::default(), Calendar::brazil());
        for (at, opening) in [
            ("2026-11-23T08:59:59", "2026-11-23T09:00:00"),
            ("2026-11-23T17:59:59", "2026-11-23T17:59:59"),
            ("2026-11-19T18:00:00", "2026-11-23T09:00:00"),
            ("2026-11-21T10:00:00", "2026-11-23T09:00:00"),
            ("2027-02-08T10:00:00", "2027-02-10T09:00:00"),
        ] {
            let local: NaiveDateTime = at.parse().expect("a time");
            assert_eq!(hours.next_opening(local, &calendar), opening.parse().expect("a time"));
        }
        assert_eq!(ContactHours::new(hours.closes(), hours.opens()), None);
    }

    #[test]
    fn the_ends_of_time_do_not_loop() {
        let calendar = Calendar::brazil();
        let end = NaiveDate::MAX;

        assert_eq!(calendar.add_banking_days(end, 3), end);
        assert_eq!(add_months(end, 1, 5), end);
        assert_eq!(calendar.last_payable_day(end, u32::MAX), end);
    }

    proptest! {
        #[test]
        fn banking_days_keep_order(start in 0_i32..40_000, step in 0_i32..40, count in 0_u32..30) {
            let calendar = Calendar::brazil();
            let at = |n: i32| NaiveDate::from_epoch_days(n).expect("in range");
            let (early, late) = (at(start), at(start + step));

            prop_assert!(calendar.next_banking_day(early) <= calendar.next_banking_day(late));
            prop_assert!(
                calendar.add_banking_days(early, count) <= calendar.add_banking_days(late, count)
            );
            prop_assert!(calendar.is_banking_day(calendar.add_banking_days(early, count)));
            prop_assert!(
                calendar.add_banking_days(early, count + 1)
                    < calendar.add_banking_days(early, count + 2)
            );
        }

        #[test]
        fn monthly_dates_rise_and_rest_on_banking_days(
            start in 0_i32..40_000, anchor in 1_u32..32, count in 1_u32..30,
        ) {
            let calendar = Calendar::brazil();
            let month = NaiveDate::from_epoch_days(start).expect("in range");
            let first = add_months(month, 0, anchor);

            let dates = calendar.monthly(first, anchor, count);

            prop_assert!(dates.is_sorted_by(|a, b| a < b));
            prop_assert!(dates.iter().all(|day| calendar.is_banking_day(*day)));
        }
    }
}
