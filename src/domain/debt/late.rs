//! What is owed today: principal, fine (multa) and interest for late payment (juros de mora).
//!
//! The rules: a due date on a closed day moves to the next banking day; the fine counts once,
//! from the first banking day after that; interest is simple, by calendar days, a month being 30;
//! every component is rounded down to the centavo, and only at its end. This module knows no
//! index and no discount: correction comes before it, policy after it.

use std::ops::Add;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::Calendar;
use crate::domain::money::{Money, Rate, Rounding};

/// What a contract says of late payment.
///
/// # Examples
/// ```
/// use combinado::domain::debt::late::LateTerms;
/// use combinado::domain::money::Rate;
/// let terms = LateTerms::new(Rate::whole_percent(10), Rate::whole_percent(1), true);
/// assert_eq!(terms.fine(), Rate::whole_percent(2)); // CDC art. 52 § 1
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Draft")]
pub struct LateTerms {
    fine: Rate,
    monthly_interest: Rate,
    consumer: bool,
}

/// The terms as they were stored, before the law is applied.
#[derive(Deserialize)]
struct Draft {
    fine: Rate,
    monthly_interest: Rate,
    consumer: bool,
}

/// What is owed on a day, with its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// The day it was computed for.
    pub as_of: NaiveDate,
    /// What remains of the sum itself.
    pub principal: Money,
    /// The fine, counted once.
    pub fine: Money,
    /// The interest for late payment.
    pub interest: Money,
    /// Calendar days since the adjusted due date; of several invoices, the oldest one's.
    pub days_overdue: u32,
}

impl LateTerms {
    /// Takes a contract's terms; a consumer's fine is capped at 2 %, negative rates count as 0.
    pub fn new(fine: Rate, monthly_interest: Rate, consumer: bool) -> Self {
        let cap = if consumer { fine.min(Rate::whole_percent(2)) } else { fine };
        Self {
            fine: cap.max(Rate::ZERO),
            monthly_interest: monthly_interest.max(Rate::ZERO),
            consumer,
        }
    }

    /// The fine, of the principal.
    pub fn fine(&self) -> Rate {
        self.fine
    }

    /// The simple interest of a month of 30 days.
    pub fn monthly_interest(&self) -> Rate {
        self.monthly_interest
    }

    /// True where the contract is a consumer's.
    pub fn consumer(&self) -> bool {
        self.consumer
    }
}

impl From<Draft> for LateTerms {
    fn from(draft: Draft) -> Self {
        Self::new(draft.fine, draft.monthly_interest, draft.consumer)
    }
}

impl Owed {
    /// Nothing owed on a day.
    pub fn nothing(as_of: NaiveDate) -> Self {
        let zero = Money::ZERO;
        Self { as_of, principal: zero, fine: zero, interest: zero, days_overdue: 0 }
    }

    /// Everything together.
    pub fn total(&self) -> Money {
        self.principal + self.charges()
    }

    /// Fine and interest.
    pub fn charges(&self) -> Money {
        self.fine + self.interest
    }

    /// Several invoices as one: sums, the oldest days, the latest day computed for.
    pub fn merged(as_of: NaiveDate, parts: impl IntoIterator<Item = Self>) -> Self {
        parts.into_iter().fold(Self::nothing(as_of), Add::add)
    }
}

impl Add for Owed {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            as_of: self.as_of.max(other.as_of),
            principal: self.principal + other.principal,
            fine: self.fine + other.fine,
            interest: self.interest + other.interest,
            days_overdue: self.days_overdue.max(other.days_overdue),
        }
    }
}

/// What is owed of an invoice on a day.
///
/// What was already paid is taken off the principal first, and charges are computed on what
/// remains, as if it had been paid on the due date. Without the dates of those payments the
/// lawful charges of the time before them cannot be known; this choice never asks too much.
/// Before the adjusted due date passes, and where nothing remains, there are no charges.
///
/// # Examples
/// ```
/// use chrono::NaiveDate;
/// use combinado::domain::calendar::Calendar;
/// use combinado::domain::debt::late::{LateTerms, owed};
/// use combinado::domain::money::{Money, Rate};
/// let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
/// let terms = LateTerms::new(Rate::whole_percent(2), Rate::whole_percent(1), true);
/// let sum = Money::reais(1000);
/// let calendar = Calendar::brazil();
/// let owed = owed(sum, day("2026-10-09"), &terms, &calendar, day("2026-11-23"), Money::ZERO);
/// assert_eq!(owed.days_overdue, 45);
/// assert_eq!(owed.total().to_string(), "1035.00");
/// ```
pub fn owed(
    principal: Money,
    due_on: NaiveDate,
    terms: &LateTerms,
    calendar: &Calendar,
    as_of: NaiveDate,
    already_paid: Money,
) -> Owed {
    let principal = principal.less(already_paid.max(Money::ZERO));
    let adjusted = calendar.next_banking_day(due_on);
    let days = u32::try_from(as_of.signed_duration_since(adjusted).num_days()).unwrap_or(0);
    if principal.is_zero() || days == 0 {
        return Owed { principal, ..Owed::nothing(as_of) };
    }
    let fined = as_of >= calendar.add_banking_days(adjusted, 1);
    let fine = if fined { terms.fine.of(principal, Rounding::Down) } else { Money::ZERO };
    let interest = simple_interest(principal, terms.monthly_interest, days);
    Owed { as_of, principal, fine, interest, days_overdue: days }
}

/// Simple interest pro rata die, rounded down once; multiplied first so that nothing is lost.
fn simple_interest(principal: Money, monthly: Rate, days: u32) -> Money {
    let month = Decimal::from(30);
    monthly
        .as_fraction()
        .checked_mul(Decimal::from(days))
        .and_then(|rate| rate.checked_mul(principal.as_decimal()))
        .and_then(|sum| sum.checked_div(month))
        .map_or(Money::centavos(i64::MAX), |sum| Money::from_decimal(sum, Rounding::Down))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn finance(id: &str) -> Value {
        let text = include_str!("../../../tests/fixtures/vectors/finance_vectors.json");
        let all: Value = serde_json::from_str(text).expect("JSON");
        let list = all["vectors"].as_array().expect("a list");
        list.iter().find(|vector| vector["id"] == id).expect("a vector").clone()
    }

    fn money(value: &Value) -> Money {
        value.as_str().and_then(|text| text.parse().ok()).expect("a sum")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn usual() -> LateTerms {
        LateTerms::new(Rate::whole_percent(2), Rate::whole_percent(1), true)
    }

    fn late(principal: Money, due: &str, as_of: &str) -> Owed {
        owed(principal, day(due), &usual(), &Calendar::brazil(), day(as_of), Money::ZERO)
    }

    #[test]
    fn the_fine_is_rounded_down_under_its_cap() {
        for id in ["multa-01", "multa-02"] {
            let vector = finance(id);
            let fine = late(money(&vector["input"]["principal"]), "2026-11-23", "2026-11-24").fine;
            assert_eq!(fine, money(&vector["expected"]["down"]), "{id}");
        }
        let vector = finance("multa-04");
        let in_time = late(money(&vector["input"]["principal"]), "2026-11-23", "2026-11-23");
        assert_eq!(in_time.fine, money(&vector["expected"]["multa"]));
    }

    #[test]
    fn interest_is_simple_and_its_daily_factor_unrounded() {
        for id in ["juros-01", "juros-03", "juros-04"] {
            let vector = finance(id);
            let days = vector["input"]["days_late"].as_u64().expect("days");
            let days = u32::try_from(days).expect("small");

            let principal = money(&vector["input"]["principal"]);
            let interest = simple_interest(principal, Rate::whole_percent(1), days);

            assert_eq!(interest, money(&vector["expected"]["down"]), "{id}");
        }
    }

    #[test]
    fn a_due_date_on_a_closed_day_moves_without_charges() {
        let vector = finance("atraso-fds-01");
        for case in vector["expected"]["cases"].as_array().expect("cases") {
            let paid = case["paid"].as_str().expect("a date");
            let owed = late(Money::reais(100), "2026-11-21", paid);
            assert_eq!(
                Some(u64::from(owed.days_overdue)),
                case["days_rule_pix_adjusted_due"].as_u64()
            );
        }
        let owed = late(Money::reais(100), "2026-11-20", "2026-11-24");
        let expected = &finance("atraso-feriado-01")["expected"]["days_late_if_paid_2026-11-24"];
        assert_eq!(Some(u64::from(owed.days_overdue)), expected["pix_adjusted_due"].as_u64());
    }

    #[test]
    fn the_fine_waits_for_a_banking_day_and_interest_does_not() {
        let saturday = late(Money::reais(3000), "2026-11-27", "2026-11-28");
        let monday = late(Money::reais(3000), "2026-11-27", "2026-11-30");

        assert_eq!((saturday.fine, saturday.interest), (Money::ZERO, Money::reais(1)));
        assert_eq!((monday.fine, monday.interest), (Money::reais(60), Money::reais(3)));
    }

    #[test]
    fn what_was_paid_comes_off_the_principal_first() {
        let (due, as_of) = (day("2026-10-23"), day("2026-11-23"));
        let calendar = Calendar::brazil();
        let of = |principal, paid| owed(principal, due, &usual(), &calendar, as_of, paid);
        let left = |paid| of(Money::reais(100), paid);

        assert_eq!(left(Money::reais(40)), of(Money::reais(60), Money::ZERO));
        assert_eq!(left(Money::reais(100)), Owed::nothing(as_of));
        assert_eq!(left(Money::reais(500)), Owed::nothing(as_of));
        assert_eq!(left(Money::reais(-5)), left(Money::ZERO));
    }

    #[test]
    fn several_invoices_add_up_and_keep_the_oldest_days() {
        let old = late(Money::reais(100), "2026-09-23", "2026-11-23");
        let new = late(Money::reais(50), "2026-10-23", "2026-11-23");

        let case = Owed::merged(day("2026-11-23"), [new, old]);

        assert_eq!(case.total(), old.total() + new.total());
        assert_eq!(case.days_overdue, old.days_overdue);
        assert_eq!(case.charges(), case.fine + case.interest);
    }

    #[test]
    fn a_stored_fine_is_capped_when_read() {
        let stored = r#"{"fine":"10","monthly_interest":"1","consumer":true}"#;

        let terms: LateTerms = serde_json::from_str(stored).expect("terms");

        assert_eq!(terms, usual());
        let business = LateTerms::new(Rate::whole_percent(10), Rate::whole_percent(-1), false);
        assert_eq!(business.fine(), Rate::whole_percent(10));
        assert_eq!(business.monthly_interest(), Rate::ZERO);
    }

    proptest! {
        #[test]
        fn charges_never_fall_by_waiting_nor_cross_the_cap(
            centavos in 0_i64..100_000_000, wait in 0_u64..4000, paid in 0_i64..100_000_000,
        ) {
            let due = day("2024-01-10");
            let (principal, paid) = (Money::centavos(centavos), Money::centavos(paid));
            let calendar = Calendar::brazil();
            let at = |days| {
                let as_of = due + chrono::Days::new(days);
                owed(principal, due, &usual(), &calendar, as_of, paid)
            };

            let (today, tomorrow) = (at(wait), at(wait + 1));

            prop_assert!(today.total() <= tomorrow.total());
            prop_assert!(today.fine.in_centavos() * 50 <= today.principal.in_centavos());
            prop_assert_eq!(today.principal, principal.less(paid));
        }

        #[test]
        fn no_sum_or_rate_panics(centavos: i64, rate: i64, scale in 0_u32..28, days: u32) {
            let rate = Rate::fraction(Decimal::new(rate, scale));
            let _ = simple_interest(Money::centavos(centavos), rate, days);
            let _ = rate.of(Money::centavos(centavos), Rounding::Down);
        }
    }
}
