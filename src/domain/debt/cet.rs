//! What credit costs in all (CET, Custo Efetivo Total, Resolução CMN 4.881/2020).
//!
//! The rate at which the payments are worth what was financed. Solved for the *daily* discount
//! factor, whose powers are whole, so everything stays in exact decimals; odd flows have no rate
//! and say so. How many decimals a person is shown belongs to `text` (the rule: a yearly
//! percentage with two).

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::schedule::power;
use crate::domain::money::{Money, Rate};

/// Steps of Newton's method after which a flow is given up.
const MOST_STEPS: u32 = 300;
/// Decimals of a rate that are kept.
const DECIMALS: u32 = 12;

/// The yearly CET of dated payments: `Σ F / (1 + CET)^(days / 365) = financed`.
///
/// None where nothing is financed or paid, where a payment is negative or before the first day,
/// or where the rate is beyond reckoning. Below zero where less is paid than was financed.
///
/// # Examples
/// ```
/// use chrono::NaiveDate;
/// use combinado::domain::debt::cet::annual_cet;
/// use combinado::domain::money::Money;
/// let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
/// let paid = [(day("2027-11-23"), Money::reais(110))];
/// let cet = annual_cet(day("2026-11-23"), Money::reais(100), &paid).expect("a rate");
/// assert_eq!(cet.as_percent().to_string(), "10");
/// assert_eq!(annual_cet(day("2026-11-23"), Money::reais(100), &[]), None);
/// ```
pub fn annual_cet(
    first_day: NaiveDate,
    financed: Money,
    flows: &[(NaiveDate, Money)],
) -> Option<Rate> {
    let elapsed =
        |on: NaiveDate| u64::try_from(on.signed_duration_since(first_day).num_days()).ok();
    let dated: Option<Vec<(u64, Decimal)>> =
        flows.iter().map(|(on, sum)| Some((elapsed(*on)?, sum.as_decimal()))).collect();
    rate_of(discount_factor(financed, &dated?)?, 365)
}

/// The CET for one period of payments one period apart, the first after one period.
///
/// None as for [`annual_cet`].
pub fn periodic_cet(financed: Money, payments: &[Money]) -> Option<Rate> {
    let flows: Vec<(u64, Decimal)> =
        (1..).zip(payments.iter().map(|payment| payment.as_decimal())).collect();
    rate_of(discount_factor(financed, &flows)?, 1)
}

/// A monthly rate over twelve months: `(1 + i)^12 − 1`; none beyond reckoning.
pub fn yearly(monthly: Rate) -> Option<Rate> {
    let factor = power(Decimal::ONE.checked_add(monthly.as_fraction())?, 12)?;
    Some(Rate::fraction((factor - Decimal::ONE).round_dp(DECIMALS)))
}

/// The rate over `periods` of a discount factor per period.
fn rate_of(factor: Decimal, periods: u64) -> Option<Rate> {
    let growth = power(Decimal::ONE.checked_div(factor)?, periods)?;
    Some(Rate::fraction((growth - Decimal::ONE).round_dp(DECIMALS)))
}

/// The factor `q` at which `Σ F · q^k` is what was financed.
///
/// With no payment negative the sum rises and bends upwards in `q`, so Newton's method from the
/// right goes down to the one root without passing it.
fn discount_factor(financed: Money, flows: &[(u64, Decimal)]) -> Option<Decimal> {
    let later = flows.iter().any(|(period, sum)| *period > 0 && *sum > Decimal::ZERO);
    let sane = financed.is_positive() && flows.iter().all(|(_, sum)| *sum >= Decimal::ZERO);
    let at_once: Decimal =
        flows.iter().filter(|(period, _)| *period == 0).map(|(_, sum)| *sum).sum();
    if !later || !sane || at_once >= financed.as_decimal() {
        return None;
    }
    let financed = financed.as_decimal();
    let close = Decimal::new(1, 22);
    let mut factor = start(financed, flows)?;
    for _ in 0..MOST_STEPS {
        let (worth, slope) = present_value(factor, flows)?;
        let step = worth.checked_sub(financed)?.checked_div(slope)?;
        factor = factor.checked_sub(step)?;
        if factor <= Decimal::ZERO {
            return None;
        }
        if step.abs() <= close {
            return Some(factor);
        }
    }
    None
}

/// A factor at or right of the root: 1 where at least as much is paid as was financed.
fn start(financed: Decimal, flows: &[(u64, Decimal)]) -> Option<Decimal> {
    let mut factor = Decimal::ONE;
    let mut growth = Decimal::new(1, 4);
    for _ in 0..MOST_STEPS {
        if present_value(factor, flows)?.0 >= financed {
            return Some(factor);
        }
        factor = factor.checked_add(growth)?;
        growth = growth.checked_mul(Decimal::TWO)?;
    }
    None
}

/// The flows' worth at a discount factor, and its derivative.
fn present_value(factor: Decimal, flows: &[(u64, Decimal)]) -> Option<(Decimal, Decimal)> {
    flows.iter().try_fold((Decimal::ZERO, Decimal::ZERO), |(worth, slope), (period, sum)| {
        let Some(below) = period.checked_sub(1) else {
            return Some((worth.checked_add(*sum)?, slope));
        };
        let tilt = sum.checked_mul(power(factor, below)?)?;
        let slope = slope.checked_add(tilt.checked_mul(Decimal::from(*period))?)?;
        Some((worth.checked_add(tilt.checked_mul(factor)?)?, slope))
    })
}

#[cfg(test)]
mod tests {
    use chrono::Days;
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

    fn day(value: &Value) -> NaiveDate {
        value.as_str().and_then(|text| text.parse().ok()).expect("a date")
    }

    fn shown(rate: Option<Rate>) -> String {
        rate.map(|rate| format!("{:.2}", rate.as_percent())).unwrap_or_default()
    }

    #[test]
    fn the_central_banks_example_is_reproduced() {
        let vector = finance("cet-01");
        let payments: Vec<Money> =
            vector["input"]["payments"].as_array().expect("a list").iter().map(money).collect();

        let monthly = periodic_cet(money(&vector["input"]["fc0"]), &payments);

        assert_eq!(shown(monthly), vector["expected"]["monthly_pct"]);
        assert_eq!(shown(monthly.and_then(yearly)), vector["expected"]["annual_pct"]);
    }

    #[test]
    fn dated_payments_count_their_days() {
        let vector = finance("cet-02");
        let input = &vector["input"];
        let flows: Vec<(NaiveDate, Money)> = input["flows"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|flow| (day(&flow["date"]), money(&flow["value"])))
            .collect();

        let cet = annual_cet(day(&input["d0"]), money(&input["fc0"]), &flows);

        assert_eq!(shown(cet), vector["expected"]["annual_pct"]);
        let exact = cet.map(|rate| rate.as_fraction().to_string());
        assert_eq!(exact.as_deref(), vector["expected"]["annual_exact"].as_str());
    }

    #[test]
    fn interest_free_credit_costs_nothing() {
        let payments = [Money::reais(50), Money::reais(50)];

        assert_eq!(periodic_cet(Money::reais(100), &payments), Some(Rate::ZERO));
    }

    #[test]
    fn paying_less_than_was_financed_is_a_rate_below_zero() {
        let rate = periodic_cet(Money::reais(100), &[Money::reais(50)]);

        assert_eq!(rate, Some(Rate::whole_percent(-50)));
    }

    #[test]
    fn flows_without_a_rate_have_none() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
        let hundred = Money::reais(100);
        let before = day - Days::new(1);

        assert_eq!(annual_cet(day, hundred, &[]), None);
        assert_eq!(annual_cet(day, Money::ZERO, &[(day + Days::new(9), hundred)]), None);
        assert_eq!(annual_cet(day, hundred, &[(day, hundred)]), None);
        assert_eq!(annual_cet(day, hundred, &[(before, hundred)]), None);
        assert_eq!(periodic_cet(hundred, &[-hundred, hundred, hundred]), None);
        assert_eq!(periodic_cet(hundred, &[Money::ZERO]), None);
    }

    proptest! {
        #[test]
        fn no_flows_panic_or_loop(
            financed: i64, sums in prop::collection::vec((0_u64..20_000, any::<i64>()), 0..20),
        ) {
            let day = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
            let flows: Vec<(NaiveDate, Money)> =
                sums.iter().map(|(n, c)| (day + Days::new(*n), Money::centavos(*c))).collect();
            let _ = annual_cet(day, Money::centavos(financed), &flows);
        }

        #[test]
        fn a_price_table_costs_its_rate(
            reais in 100_i64..100_000, basis_points in 10_i64..1500, n in 1_u32..49,
        ) {
            let rate = Rate::fraction(Decimal::new(basis_points, 4));
            let rows = super::super::schedule::price(Money::reais(reais), rate, n);
            let payments: Vec<Money> =
                rows.expect("a table").iter().map(|row| row.payment).collect();

            let cet = periodic_cet(Money::reais(reais), &payments).expect("a rate");

            let off = (cet.as_fraction() - rate.as_fraction()).abs();
            prop_assert!(off < Decimal::new(5, 4), "{} for {}", cet, rate);
        }
    }
}
