//! Money in whole centavos and rates in exact decimals.
//!
//! Every sum of Combinado is a [`Money`]; every percentage is a [`Rate`]. Rounding is never
//! implied: whoever turns a rate into money says which way. This module knows no debt and no
//! language; how a sum is written for people belongs to `text`.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};
use std::str::FromStr;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// A sum of Brazilian reais, in whole centavos.
///
/// Sums saturate far beyond any portfolio (about 92 quadrillion reais), so adding never panics.
/// It serialises as text with two decimals and a dot: `"1234.50"`.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

/// A rate as an exact fraction: 2 % is `0.02`.
///
/// It serialises as its percentage, as text: `"2"`.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(Decimal);

/// Which way a fraction of a centavo goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Towards zero: what charges use, so that no cap is ever crossed by rounding.
    Down,
    /// Away from zero: what floors use, so that nothing is conceded by rounding.
    Up,
    /// To the nearest centavo, halves away from zero: what the Price table uses.
    HalfUp,
}

/// Why a text is no sum.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("could not read {0:?} as a sum such as 1234.50")]
pub struct NotMoney(pub String);

/// Why a text is no percentage.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("could not read {0:?} as a percentage such as 2 or 1.5")]
pub struct NotRate(pub String);

impl Money {
    /// No money at all.
    pub const ZERO: Self = Self(0);

    /// Makes a sum from whole centavos.
    ///
    /// # Examples
    /// ```
    /// use combinado::domain::money::Money;
    /// assert_eq!(Money::centavos(35090).to_string(), "350.90");
    /// ```
    pub const fn centavos(centavos: i64) -> Self {
        Self(centavos)
    }

    /// Makes a sum from whole reais.
    pub const fn reais(reais: i64) -> Self {
        Self(reais.saturating_mul(100))
    }

    /// The sum in whole centavos.
    pub const fn in_centavos(self) -> i64 {
        self.0
    }

    /// The sum as an exact decimal number of reais.
    pub fn as_decimal(self) -> Decimal {
        Decimal::new(self.0, 2)
    }

    /// Rounds a decimal number of reais to the centavo; saturates beyond the range.
    pub fn from_decimal(reais: Decimal, rounding: Rounding) -> Self {
        let strategy = match rounding {
            Rounding::Down => RoundingStrategy::ToZero,
            Rounding::Up => RoundingStrategy::AwayFromZero,
            Rounding::HalfUp => RoundingStrategy::MidpointAwayFromZero,
        };
        let rounded = reais.round_dp_with_strategy(2, strategy);
        let limit = if rounded.is_sign_negative() { i64::MIN } else { i64::MAX };
        let centavos = rounded.checked_mul(Decimal::ONE_HUNDRED).and_then(|c| c.to_i64());
        Self(centavos.unwrap_or(limit))
    }

    /// True where the sum is above zero.
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// True where there is nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// What is left after taking `other` away, never below zero.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        Self((self.0.saturating_sub(other.0)).max(0))
    }

    /// The sum `times` over.
    #[must_use]
    pub const fn times(self, times: i64) -> Self {
        Self(self.0.saturating_mul(times))
    }
}

impl Rate {
    /// No rate at all.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// The whole: 100 %.
    pub const WHOLE: Self = Self(Decimal::ONE);

    /// Makes a rate from a percentage: `Rate::percent(2.into())` is 2 %.
    pub fn percent(percent: Decimal) -> Self {
        Self((percent / Decimal::ONE_HUNDRED).normalize())
    }

    /// Makes a rate from a whole percentage.
    pub fn whole_percent(percent: i64) -> Self {
        Self::percent(Decimal::from(percent))
    }

    /// Makes a rate from a fraction: `0.02` is 2 %.
    pub fn fraction(fraction: Decimal) -> Self {
        Self(fraction.normalize())
    }

    /// The rate as a fraction.
    pub fn as_fraction(self) -> Decimal {
        self.0
    }

    /// The rate as a percentage.
    pub fn as_percent(self) -> Decimal {
        (self.0 * Decimal::ONE_HUNDRED).normalize()
    }

    /// True where the rate is zero.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// This rate of a sum; saturates beyond the range.
    ///
    /// # Examples
    /// ```
    /// use combinado::domain::money::{Money, Rate, Rounding};
    /// let fine = Rate::whole_percent(2).of(Money::centavos(3337), Rounding::Down);
    /// assert_eq!(fine, Money::centavos(66)); // half up would cross the 2 % cap
    /// ```
    pub fn of(self, sum: Money, rounding: Rounding) -> Money {
        let negative = self.0.is_sign_negative() != (sum.0 < 0);
        let limit = Money(if negative { i64::MIN } else { i64::MAX });
        let exact = self.0.checked_mul(sum.as_decimal());
        exact.map_or(limit, |reais| Money::from_decimal(reais, rounding))
    }
}

impl FromStr for Money {
    type Err = NotMoney;

    /// Reads `1234.50` or `1234`: digits, at most one dot, at most two decimals, no sign but `-`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || NotMoney(text.to_owned());
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (reais, decimals) = digits.split_once('.').unwrap_or((digits, "00"));
        let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !plain(reais) || !plain(decimals) || decimals.len() > 2 {
            return Err(refused());
        }
        // With its sign, so that the least sum that can be written can be read as well.
        let sign = if text.starts_with('-') { "-" } else { "" };
        let centavos = format!("{sign}{reais}{decimals:0<2}").parse();
        centavos.map(Self).map_err(|_| refused())
    }
}

impl FromStr for Rate {
    type Err = NotRate;

    /// Reads a percentage: `2`, `1.5`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Decimal::from_str(text).map(Self::percent).map_err(|_| NotRate(text.to_owned()))
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let centavos = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", centavos / 100, centavos % 100)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "R${self}")
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.as_percent())
    }
}

impl fmt::Debug for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}%")
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(sums: I) -> Self {
        sums.fold(Self::ZERO, Add::add)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sum_that_can_be_written_can_be_read_back() {
        for centavos in [i64::MIN, -1, 0, 1, 9_999_999_999_999_999, i64::MAX] {
            let sum = Money::centavos(centavos);
            assert_eq!(sum.to_string().parse(), Ok(sum));
        }
        assert!("92233720368547758.08".parse::<Money>().is_err());
    }
}
