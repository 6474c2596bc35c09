//! The least that may be paid by days overdue, as the engine itself quotes it.
//!
//! Each day is a quote of its own at the bot's last rung; nothing is worked out a second time here.

use chrono::{Days, NaiveDate};

use super::negotiation::Negotiation;
use super::offer::{Authority, Family};
use super::policy::Policy;
use super::quote::quote;
use super::request::{History, Request, Wishes};
use crate::domain::calendar::Calendar;
use crate::domain::debt::invoice::{Invoice, InvoiceStatus};
use crate::domain::debt::party::{Creditor, Customer};
use crate::domain::money::Money;

/// More concessions than any ladder has.
const ALL: u32 = 1_000;

/// What a debt comes to after some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Days overdue.
    pub days: u32,
    /// The band that applies.
    pub band: String,
    /// All that is owed.
    pub owed: Money,
    /// The least in one payment.
    pub cash: Option<Money>,
    /// The least in instalments, all of them together.
    pub plan: Option<Money>,
}

/// A day on which it pays to have waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The day.
    pub days: u32,
    /// The least the day before.
    pub before: Money,
    /// The least that day.
    pub after: Money,
}

/// Whose debt is looked at, and of whom.
#[derive(Clone, Copy, Debug)]
pub struct Debt<'a> {
    /// Who is owed.
    pub creditor: &'a Creditor,
    /// Who owes.
    pub customer: &'a Customer,
    /// Banking days.
    pub calendar: &'a Calendar,
    /// The day it was due.
    pub due_on: NaiveDate,
    /// The sum.
    pub amount: Money,
}

/// What a debt comes to, day by day from the first overdue; days on which nothing is offered are
/// left out.
pub fn curve(policy: &Policy, debt: Debt<'_>, longest: u32) -> Vec<Point> {
    let invoice = Invoice {
        id: "F".to_owned(),
        contract: None,
        product: None,
        issued_on: None,
        sent_on: None,
        due_on: debt.due_on,
        amount: debt.amount,
        contract_amount: None,
        boleto_line: None,
        status: InvoiceStatus::Open,
        paid: Money::ZERO,
        hold: None,
    };
    (1..=longest).filter_map(|days| point(policy, debt, (&invoice, days))).collect()
}

/// Where the least in one payment falls from one day to the next.
pub fn edges(points: &[Point]) -> Vec<Edge> {
    let pairs = points.iter().zip(points.iter().skip(1));
    let edge = |(one, next): (&Point, &Point)| {
        let (before, after) = one.cash.zip(next.cash)?;
        (after < before).then_some(Edge { days: next.days, before, after })
    };
    pairs.filter_map(edge).collect()
}

fn point(policy: &Policy, debt: Debt<'_>, (invoice, days): (&Invoice, u32)) -> Option<Point> {
    let negotiation = Negotiation { moves: ALL, ..Negotiation::default() };
    let request = Request {
        creditor: debt.creditor,
        customer: debt.customer,
        invoices: std::slice::from_ref(invoice),
        reason: None,
        authority: Authority::Bot,
        as_of: debt.due_on.checked_add_days(Days::new(days.into()))?,
        calendar: debt.calendar,
        wishes: &Wishes::default(),
        negotiation: &negotiation,
        history: &History::default(),
    };
    let quoted = quote(policy, &request).ok()?;
    let least = |family| {
        let of = quoted.offers.iter().filter(|offer| offer.family == family);
        of.map(|offer| offer.total).min()
    };
    Some(Point {
        days: quoted.owed.days_overdue,
        band: quoted.band.clone(),
        owed: quoted.owed.total(),
        cash: least(Family::Cash),
        plan: least(Family::Plan),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::STANDARD;
    use super::super::testing::{case, load, standard};
    use super::*;

    fn drawn(policy: &Policy, amount: Money, longest: u32) -> Vec<Point> {
        let case = case("1.00", 1);
        let (creditor, customer, calendar) = (&case.creditor, &case.customer, &case.calendar);
        let due_on = "2026-03-02".parse().expect("a Monday");
        curve(policy, Debt { creditor, customer, calendar, due_on, amount }, longest)
    }

    #[test]
    fn the_curve_of_the_standard_policy_is_the_table_s() {
        let points = drawn(standard(), Money::reais(1000), 400);

        let at = |days: u32| {
            let point = points.iter().find(|it| it.days == days).expect("a day");
            let sum = |sum: Option<Money>| sum.map(|sum| sum.to_string()).unwrap_or_default();
            format!("{} {}", sum(point.cash), sum(point.plan))
        };
        assert_eq!(points.len(), 400);
        assert_eq!(at(15), "1012.50 1025.00");
        assert_eq!(at(16), "1000.00 1012.67");
        assert_eq!(at(91), "800.00 950.00");
        assert_eq!(at(366), "500.00 750.00");
        let falls: Vec<u32> = edges(&points).iter().map(|edge| edge.days).collect();
        assert_eq!(falls, [16, 31, 61, 91, 181, 366]);
        let first = edges(&points).into_iter().nth(2).expect("an edge");
        assert_eq!((first.before, first.after), (Money::reais(950), Money::reais(900)));
    }

    #[test]
    fn a_policy_that_never_waives_rewards_no_waiting() {
        let waives = ["5", "10", "15", "18", "20", "25", "28", "30", "35", "40", "50"];
        let text = waives.iter().fold(STANDARD.to_owned(), |text, percent| {
            text.replace(&format!("principal = \"{percent}\" }}"), "principal = \"0\" }")
        });
        let text = text.replace("charges = \"50\", ", "charges = \"0\", ");
        let text = text.replace("charges = \"100\", ", "charges = \"0\", ");

        let points = drawn(&load(&text), Money::reais(1000), 400);

        assert_eq!(edges(&points), []);
        assert!(points.iter().all(|point| point.cash == Some(point.owed)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn nothing_is_ever_under_the_floor_of_its_band(
            centavos in 1_000_i64..5_000_000,
            days in 1_u32..400,
        ) {
            let policy = standard();
            for point in drawn(policy, Money::centavos(centavos), days).iter().rev().take(3) {
                let band = policy.bands().iter().find(|band| band.name == point.band);
                let band = band.expect("a band");
                // The sum that is due, less the most that the last rung waives of it.
                let floor = |rung: super::super::policy::Rung| {
                    let kept = rust_decimal::Decimal::ONE_HUNDRED - rung.principal.as_percent();
                    kept * Money::centavos(centavos).as_decimal() / rust_decimal::Decimal::ONE_HUNDRED
                };
                let cash = point.cash.expect("one payment is always offered");
                prop_assert!(cash.as_decimal() >= floor(band.cash.ladder.floor()));
                prop_assert!(cash <= point.owed);
                if let Some(plan) = point.plan {
                    let ladder = &band.plan.as_ref().expect("a plan").ladder;
                    prop_assert!(plan.as_decimal() >= floor(ladder.floor()));
                    prop_assert!(plan <= point.owed);
                }
            }
        }
    }
}
