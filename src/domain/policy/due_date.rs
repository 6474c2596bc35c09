//! Whether a due date of a running agreement may move, and what the agreement is then.
//!
//! The limits are the policy's table `due_date`: how often, how far, and whether the day of the
//! month may change. Sums never change here. Nothing is decided of agreements that are no longer
//! being paid.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::policy::{DueDateLimits, Policy};
use crate::domain::calendar::{Calendar, add_months, nominal_monthly};
use crate::domain::debt::agreement::{Agreement, AgreementStatus, Instalment};

/// Which due date a customer would rather have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateWish {
    /// The next part on this day, the others as they are.
    Next(NaiveDate),
    /// All that is left on this day of the month.
    DayOfMonth(u32),
}

/// An agreement with other days, not yet in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// The agreement as it would be.
    pub agreement: Agreement,
    /// When the next part was due.
    pub from: NaiveDate,
    /// When it would be due.
    pub to: NaiveDate,
    /// The day of the month of all that is left, where that changes.
    pub day: Option<u32>,
    /// How often the policy lets an agreement move.
    pub times: u32,
}

/// Why a due date stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Unmoved {
    /// The agreement is no longer being paid.
    NotActive,
    /// It moved as often as the policy allows; only a person may do more.
    Times {
        /// How often that is.
        times: u32,
    },
    /// The day has passed.
    Past,
    /// The day lies too far off.
    TooFar {
        /// The last day that is allowed.
        latest: NaiveDate,
    },
    /// The day of the month may not change, or not to this one.
    DayOfMonth,
    /// It is due on that day already.
    Same,
}

impl Unmoved {
    /// The code of machine output.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotActive => "not_active",
            Self::Times { .. } => "times",
            Self::Past => "past",
            Self::TooFar { .. } => "too_far",
            Self::DayOfMonth => "day_of_month",
            Self::Same => "same",
        }
    }
}

/// The last day on which the next part may fall, seen from a day.
///
/// # Errors
/// Where it may not move at all.
pub fn latest_due(
    policy: &Policy,
    agreement: &Agreement,
    calendar: &Calendar,
    as_of: NaiveDate,
) -> Result<NaiveDate, Unmoved> {
    let limits = policy.due_date();
    let (next, following) = open(limits, agreement)?;
    let most = if agreement.instalments.len() == 1 { limits.cash_days } else { limits.max_days };
    let end = later(next.due, most);
    let end = following.first().map_or(end, |after| end.min(before(after.due)));
    let mut day = end;
    while !calendar.is_banking_day(day) && day > as_of {
        day = before(day);
    }
    if day <= next.due || day < as_of {
        Err(Unmoved::Times { times: limits.times })
    } else {
        Ok(day)
    }
}

/// Moves the due dates of an agreement, where the policy allows it.
///
/// # Errors
/// Why they stay as they are.
pub fn move_due_date(
    policy: &Policy,
    agreement: &Agreement,
    calendar: &Calendar,
    as_of: NaiveDate,
    wish: DateWish,
) -> Result<Moved, Unmoved> {
    let limits = policy.due_date();
    let (next, _) = open(limits, agreement)?;
    let (from, day) = (next.due, day_of(wish, agreement));
    let days = match (wish, day) {
        (DateWish::DayOfMonth(_), Some(day)) => by_day(limits, agreement, calendar, as_of, day)?,
        (DateWish::DayOfMonth(day), None) => {
            let wished = (0..3).map(|months| add_months(as_of, months, day));
            let wished =
                wished.filter(|on| *on > as_of).min_by_key(|on| (*on - from).num_days().abs());
            let to = next_day(policy, agreement, calendar, as_of, wished.unwrap_or(from))?;
            vec![(next.number, to)]
        }
        (DateWish::Next(wished), _) => {
            vec![(next.number, next_day(policy, agreement, calendar, as_of, wished)?)]
        }
    };
    let moved = agreement.clone().reschedule(&days).map_err(|_| Unmoved::NotActive)?;
    let to = moved.next_open().map_or(from, |part| part.due);
    if moved.instalments == agreement.instalments {
        return Err(Unmoved::Same);
    }
    Ok(Moved { agreement: moved, from, to, day, times: limits.times })
}

/// The day of the month that all instalments take; none where there is one payment only.
fn day_of(wish: DateWish, agreement: &Agreement) -> Option<u32> {
    match wish {
        DateWish::DayOfMonth(day) => Some(day).filter(|_| agreement.instalments.len() > 1),
        DateWish::Next(_) => None,
    }
}

/// The next part and those after it, where the agreement may still move.
fn open<'a>(
    limits: &DueDateLimits,
    agreement: &'a Agreement,
) -> Result<(&'a Instalment, Vec<&'a Instalment>), Unmoved> {
    if agreement.status != AgreementStatus::Active {
        return Err(Unmoved::NotActive);
    }
    if agreement.moved >= limits.times {
        return Err(Unmoved::Times { times: limits.times });
    }
    let mut open = agreement.instalments.iter().filter(|part| !part.is_paid());
    let next = open.next().ok_or(Unmoved::NotActive)?;
    Ok((next, open.collect()))
}

fn next_day(
    policy: &Policy,
    agreement: &Agreement,
    calendar: &Calendar,
    as_of: NaiveDate,
    wished: NaiveDate,
) -> Result<NaiveDate, Unmoved> {
    if wished < as_of {
        return Err(Unmoved::Past);
    }
    let latest = latest_due(policy, agreement, calendar, as_of)?;
    let day = calendar.next_banking_day(wished);
    if day > latest { Err(Unmoved::TooFar { latest }) } else { Ok(day) }
}

/// The instalments left, each on the day of the month; a down payment stays where it is.
fn by_day(
    limits: &DueDateLimits,
    agreement: &Agreement,
    calendar: &Calendar,
    as_of: NaiveDate,
    day: u32,
) -> Result<Vec<(u32, NaiveDate)>, Unmoved> {
    if !limits.day_of_month || !(1..=31).contains(&day) {
        return Err(Unmoved::DayOfMonth);
    }
    let down = agreement.instalments.iter().find(|part| part.number == 0 && !part.is_paid());
    let left: Vec<&Instalment> =
        agreement.instalments.iter().filter(|part| part.number > 0 && !part.is_paid()).collect();
    let first = left.first().ok_or(Unmoved::DayOfMonth)?;
    let floor = down.map_or(as_of, |down| down.due.max(as_of));
    let end = later(first.due, limits.max_days);
    let named = floor.iter_days().skip(1).take_while(|on| *on <= end);
    let named = named.filter(|on| *on == add_months(*on, 0, day));
    let allowed = named.filter(|on| calendar.next_banking_day(*on) <= end);
    let nearest = allowed.min_by_key(|on| (*on - first.due).num_days().abs());
    let start = nearest.ok_or(Unmoved::TooFar { latest: end })?;
    let count = u32::try_from(left.len()).unwrap_or(u32::MAX);
    let days = nominal_monthly(start, day, count).into_iter();
    Ok(left
        .iter()
        .zip(days)
        .map(|(part, on)| (part.number, calendar.next_banking_day(on)))
        .collect())
}

fn later(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}

fn before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{STANDARD, day, load, money, standard};
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::money::{Money, Rate};

    /// Due on Thursday, 10 December 2026, and on the tenth of the months after it.
    fn agreement(parts: u32) -> Agreement {
        let calendar = Calendar::brazil();
        let days = calendar.monthly(day("2026-12-10"), 10, parts);
        let part = |(number, due): (u32, NaiveDate)| Instalment {
            number,
            due,
            amount: money("100.00"),
            paid: Money::ZERO,
            paid_on: None,
        };
        Agreement {
            id: Id::derive(&["due date"]),
            invoices: vec!["F-1".to_owned()],
            accepted_at: day("2026-11-23").and_hms_opt(12, 0, 0).expect("noon").and_utc(),
            accepted_with: "aceito".to_owned(),
            total: money("100.00").times(i64::from(parts)),
            owed: money("350.00"),
            down_payment: Money::ZERO,
            instalments: (1..).zip(days).map(part).collect(),
            policy: "standard@1".to_owned(),
            rule: "31-60/plan/0".to_owned(),
            broken_after_days: 10,
            moved: 0,
            monthly_rate: Rate::ZERO,
            status: AgreementStatus::Active,
        }
    }

    fn moves(agreement: &Agreement, wish: DateWish) -> Result<Moved, Unmoved> {
        move_due_date(standard(), agreement, &Calendar::brazil(), day("2026-11-23"), wish)
    }

    fn days(agreement: &Agreement) -> Vec<String> {
        agreement.instalments.iter().map(|part| part.due.to_string()).collect()
    }

    #[test]
    fn the_next_part_moves_and_the_others_stay() {
        let moved = moves(&agreement(3), DateWish::Next(day("2026-12-20"))).expect("allowed");

        // 20 December is a Sunday.
        assert_eq!(days(&moved.agreement), ["2026-12-21", "2027-01-11", "2027-02-10"]);
        assert_eq!(moved.agreement.moved, 1);
        assert_eq!(moved.agreement.total, agreement(3).total);
    }

    #[test]
    fn a_day_too_far_names_the_last_one_that_is_allowed() {
        let refused = moves(&agreement(3), DateWish::Next(day("2027-01-05")));

        // Fifteen days after the tenth is Christmas.
        assert_eq!(refused, Err(Unmoved::TooFar { latest: day("2026-12-24") }));
    }

    #[test]
    fn one_payment_moves_by_its_own_few_days() {
        let latest = latest_due(standard(), &agreement(1), &Calendar::brazil(), day("2026-11-23"));

        // Three days after Thursday is Sunday.
        assert_eq!(latest, Ok(day("2026-12-11")));
    }

    #[test]
    fn the_day_of_the_month_changes_for_all_that_is_left() {
        let moved = moves(&agreement(3), DateWish::DayOfMonth(15)).expect("allowed");

        assert_eq!(days(&moved.agreement), ["2026-12-15", "2027-01-15", "2027-02-15"]);
        assert_eq!(moved.day, Some(15));
    }

    #[test]
    fn a_second_move_is_a_persons_to_grant() {
        let moved = moves(&agreement(3), DateWish::DayOfMonth(15)).expect("allowed");

        let again = moves(&moved.agreement, DateWish::Next(day("2026-12-18")));

        assert_eq!(again, Err(Unmoved::Times { times: 1 }));
    }

    #[test]
    fn without_a_table_nothing_moves() {
        let (before, rest) = STANDARD.split_once("[due_date]").expect("a table");
        let (_, after) = rest.split_once("[ceilings]").expect("the next");
        let policy = load(&format!("{before}[ceilings]{after}"));

        let wish = DateWish::Next(day("2026-12-11"));
        let refused =
            move_due_date(&policy, &agreement(3), &Calendar::brazil(), day("2026-11-23"), wish);

        assert_eq!(refused, Err(Unmoved::Times { times: 0 }));
    }
}
