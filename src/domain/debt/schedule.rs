//! Parting a sum into instalments, evenly or by the Price table.
//!
//! Exact decimals throughout; what rounding leaves goes to the last instalment, so that the
//! parts always add up. It knows neither dates (`calendar`) nor what may be offered (`policy`).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::money::{Money, Rate, Rounding};

/// More instalments than anyone agrees on: fifty years of months.
pub const LARGEST_COUNT: u32 = 600;

/// Below this a month's rate is lost among the last decimals of its powers.
const SMALLEST_RATE: Decimal = Decimal::from_parts(1, 0, 0, false, 12);

/// Why a sum cannot be parted so.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum NotASchedule {
    /// No instalment at all, or more than [`LARGEST_COUNT`].
    #[error("could not part a sum into {0} instalments")]
    Count(u32),
    /// Some instalment would be nothing, or repay nothing.
    #[error("could not part the sum: an instalment would be nothing")]
    Empty,
    /// A rate under zero or beyond reckoning.
    #[error("could not part the sum: no table at that rate")]
    Rate,
}

/// One instalment of a Price table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceRow {
    /// What is paid.
    pub payment: Money,
    /// The part that is interest.
    pub interest: Money,
    /// The part that repays.
    pub amortisation: Money,
    /// What is still owed after it.
    pub balance: Money,
}

/// Parts a sum into equal instalments; the last one takes what is left over.
///
/// # Errors
/// [`NotASchedule`] where an instalment would be nothing or the count is out of range.
///
/// # Examples
/// ```
/// use combinado::domain::debt::schedule::split;
/// use combinado::domain::money::Money;
/// let parts = split(Money::reais(350), 12).expect("enough for twelve");
/// assert_eq!(parts.last(), Some(&Money::centavos(2924)));
/// assert!(split(Money::centavos(2), 3).is_err());
/// ```
pub fn split(total: Money, count: u32) -> Result<Vec<Money>, NotASchedule> {
    check_count(count)?;
    let share = Money::centavos(total.in_centavos() / i64::from(count));
    if !share.is_positive() {
        return Err(NotASchedule::Empty);
    }
    let last = total - share.times(i64::from(count - 1));
    Ok((1..=count).map(|k| if k == count { last } else { share }).collect())
}

/// The most instalments whose smallest reaches `minimum`, up to `max`; 0 where none does.
///
/// # Examples
/// ```
/// use combinado::domain::debt::schedule::largest_count;
/// use combinado::domain::money::Money;
/// assert_eq!(largest_count(Money::centavos(74_550), Money::reais(50), 24), 14);
/// assert_eq!(largest_count(Money::reais(49), Money::reais(50), 24), 0);
/// ```
pub fn largest_count(total: Money, minimum: Money, max: u32) -> u32 {
    let minimum = minimum.in_centavos().max(1);
    let fits = u32::try_from(total.in_centavos().max(0) / minimum).unwrap_or(u32::MAX);
    fits.min(max).min(LARGEST_COUNT)
}

/// Parts a sum by the Price table: equal payments, interest on what is still owed.
///
/// The payment and each row's interest are rounded half up; the last row absorbs the rest. A
/// rate of zero is [`split`].
///
/// # Errors
/// [`NotASchedule`] where a row would repay nothing, or rate or count are out of range.
///
/// # Examples
/// ```
/// use combinado::domain::debt::schedule::price;
/// use combinado::domain::money::{Money, Rate};
/// let rows = price(Money::centavos(74_550), Rate::whole_percent(1), 6).expect("a table");
/// assert_eq!(rows.first().map(|row| row.payment), Some(Money::centavos(12_863)));
/// assert_eq!(rows.last().map(|row| row.balance), Some(Money::ZERO));
/// assert!(price(Money::reais(10), Rate::whole_percent(-1), 6).is_err());
/// ```
pub fn price(present: Money, monthly: Rate, count: u32) -> Result<Vec<PriceRow>, NotASchedule> {
    check_count(count)?;
    if monthly.is_zero() {
        return split(present, count).map(|parts| interest_free(present, &parts));
    }
    if monthly.as_fraction() < SMALLEST_RATE {
        return Err(NotASchedule::Rate);
    }
    if !present.is_positive() {
        return Err(NotASchedule::Empty);
    }
    let payment = payment(present, monthly, count).ok_or(NotASchedule::Rate)?;
    let mut rows = Vec::new();
    let mut balance = present;
    for k in 1..=count {
        let interest = monthly.of(balance, Rounding::HalfUp);
        let amortisation = if k == count { balance } else { payment - interest };
        if !amortisation.is_positive() || (k < count && amortisation >= balance) {
            return Err(NotASchedule::Empty);
        }
        balance -= amortisation;
        rows.push(PriceRow { payment: amortisation + interest, interest, amortisation, balance });
    }
    Ok(rows)
}

fn check_count(count: u32) -> Result<(), NotASchedule> {
    if (1..=LARGEST_COUNT).contains(&count) { Ok(()) } else { Err(NotASchedule::Count(count)) }
}

fn interest_free(present: Money, parts: &[Money]) -> Vec<PriceRow> {
    let mut balance = present;
    let rows = parts.iter().map(|part| {
        balance -= *part;
        PriceRow { payment: *part, interest: Money::ZERO, amortisation: *part, balance }
    });
    rows.collect()
}

/// `PV · i / (1 − (1 + i)^−n)`; none where it leaves the range of exact decimals.
fn payment(present: Money, monthly: Rate, count: u32) -> Option<Money> {
    let rate = monthly.as_fraction();
    let discount = Decimal::ONE.checked_div(Decimal::ONE.checked_add(rate)?)?;
    let repaid = Decimal::ONE.checked_sub(power(discount, count.into())?)?;
    let exact = present.as_decimal().checked_mul(rate)?.checked_div(repaid)?;
    Some(Money::from_decimal(exact, Rounding::HalfUp))
}

/// A decimal to a whole power, by squaring; none on overflow.
pub(super) fn power(base: Decimal, mut exponent: u64) -> Option<Decimal> {
    let (mut result, mut square) = (Decimal::ONE, base);
    while exponent > 0 {
        if exponent % 2 == 1 {
            result = result.checked_mul(square)?;
        }
        exponent /= 2;
        if exponent > 0 {
            square = square.checked_mul(square)?;
        }
    }
    Some(result)
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

    fn sums(value: &Value) -> Vec<Money> {
        value.as_array().expect("a list").iter().map(money).collect()
    }

    fn count(value: &Value) -> u32 {
        value.as_u64().and_then(|n| u32::try_from(n).ok()).expect("a count")
    }

    #[test]
    fn the_last_instalment_takes_what_is_left() {
        for id in ["parcelas-01", "parcelas-02"] {
            let vector = finance(id);
            let parts = split(money(&vector["input"]["total"]), count(&vector["input"]["n"]));
            assert_eq!(parts, Ok(sums(&vector["expected"]["remainder_last"])), "{id}");
        }
    }

    #[test]
    fn an_instalment_of_nothing_is_refused() {
        let expected = &finance("parcelas-04")["expected"];

        let parts = split(Money::centavos(5), 3);

        assert_eq!(parts, Ok(sums(&expected["0.05"]["remainder_last"])));
        assert_eq!(split(Money::centavos(2), 3), Err(NotASchedule::Empty));
        assert_eq!(split(Money::reais(-3), 3), Err(NotASchedule::Empty));
        assert_eq!(split(Money::reais(3), 0), Err(NotASchedule::Count(0)));
        assert_eq!(split(Money::reais(9999), 601), Err(NotASchedule::Count(601)));
    }

    #[test]
    fn the_largest_count_keeps_the_minimum() {
        let vector = finance("parcelas-05");
        let (input, expected) = (&vector["input"], &vector["expected"]);
        let (total, minimum) = (money(&input["total"]), money(&input["min_instalment"]));

        let n = largest_count(total, minimum, count(&input["max_n"]));

        assert_eq!(n, count(&expected["n"]));
        assert_eq!(split(total, n), Ok(sums(&expected["parcelas"]["remainder_last"])));
    }

    #[test]
    fn a_price_table_is_the_published_one() {
        let vector = finance("price-02");
        let rows = price(money(&vector["input"]["pv"]), Rate::whole_percent(1), 6).expect("rows");

        for (row, expected) in
            rows.iter().zip(vector["expected"]["schedule"].as_array().expect("a list"))
        {
            assert_eq!(row.payment, money(&expected["payment"]));
            assert_eq!(row.interest, money(&expected["interest"]));
            assert_eq!(row.amortisation, money(&expected["amortization"]));
            assert_eq!(row.balance, money(&expected["balance"]));
        }
        let total: Money = rows.iter().map(|row| row.payment).sum();
        assert_eq!(total, money(&vector["expected"]["total_paid"]));
    }

    #[test]
    fn a_rate_of_zero_is_an_even_split() {
        let rows = price(Money::reais(350), Rate::ZERO, 12).expect("rows");

        let payments: Vec<Money> = rows.iter().map(|row| row.payment).collect();
        assert_eq!(payments, sums(&finance("parcelas-01")["expected"]["remainder_last"]));
        assert!(rows.iter().all(|row| row.interest.is_zero()));
    }

    #[test]
    fn a_single_row_pays_all_with_its_interest() {
        let rows = price(Money::reais(100), Rate::whole_percent(2), 1).expect("rows");

        assert_eq!(rows.first().map(|row| row.payment), Some(Money::reais(102)));
    }

    #[test]
    fn sums_too_small_for_a_table_are_refused() {
        assert_eq!(price(Money::centavos(7), Rate::whole_percent(1), 12), Err(NotASchedule::Empty));
        assert_eq!(price(Money::ZERO, Rate::whole_percent(1), 2), Err(NotASchedule::Empty));
        let dust = Rate::fraction(Decimal::new(1, 28));
        assert!(price(Money::reais(100), dust, 2).is_err());
    }

    proptest! {
        #[test]
        fn parts_add_up_and_none_is_nothing(centavos in 0_i64..1_000_000_000, n in 0_u32..700) {
            let total = Money::centavos(centavos);
            if let Ok(parts) = split(total, n) {
                prop_assert_eq!(parts.iter().copied().sum::<Money>(), total);
                prop_assert!(parts.iter().all(|part| part.is_positive()));
                prop_assert!(parts.is_sorted());
            }
        }

        #[test]
        fn the_largest_count_fits_and_one_more_does_not(
            centavos in 1_i64..10_000_000, minimum in 1_i64..100_000,
        ) {
            let (total, minimum) = (Money::centavos(centavos), Money::centavos(minimum));
            let n = largest_count(total, minimum, 100);
            if let Ok(parts) = split(total, n) {
                prop_assert!(parts.iter().all(|part| *part >= minimum));
            }
            if n < 100 && let Ok(parts) = split(total, n + 1) {
                prop_assert!(parts.iter().any(|part| *part < minimum));
            }
        }

        #[test]
        fn a_price_table_repays_exactly(
            centavos in 1_i64..100_000_000, basis_points in 0_i64..3000, n in 1_u32..60,
        ) {
            let present = Money::centavos(centavos);
            let rate = Rate::fraction(Decimal::new(basis_points, 4));
            if let Ok(rows) = price(present, rate, n) {
                let repaid: Money = rows.iter().map(|row| row.amortisation).sum();
                prop_assert_eq!(repaid, present);
                prop_assert_eq!(rows.last().map(|row| row.balance), Some(Money::ZERO));
                prop_assert!(rows.iter().all(|row| row.payment == row.interest + row.amortisation));
                prop_assert!(rows.iter().all(|row| row.payment.is_positive()));
            }
        }

        #[test]
        fn no_table_panics(centavos: i64, rate: i64, scale in 0_u32..28, n in 0_u32..700) {
            let rate = Rate::fraction(Decimal::new(rate, scale));
            let _ = price(Money::centavos(centavos), rate, n);
        }
    }
}
